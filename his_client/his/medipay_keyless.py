"""The REST client for a HIS that keeps no key of ours: it is searched by patient, day and kiosk before each sending.

The kiosk's visit id travels in a free field (GHI_CHU) where the HIS keeps one. Where it does not, department and time
decide, and whatever they cannot decide is Unknown: nothing is ever sent a second time on a guess.
"""

import re
import threading
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from his_client import fields as read
from his_client.clock import VIETNAM, Clock
from his_client.his import medipay_wire as wire
from his_client.his.capability import NOT_SUPPORTED
from his_client.his.lacking import lacking
from his_client.his.medipay import MediPayConfig, MediPayHis
from his_client.his.medipay_wire import Data
from his_client.his.ports import Capability, Identifier, Registered, RegistrationRequest
from his_client.http import JsonClient
from his_client.outcome import Done, Outcome, Refused, Unknown

_BEFORE, _AFTER = timedelta(minutes=2), timedelta(minutes=15)
_NOTE = re.compile(r"KIOSK (?P<station>\S+) (?P<key>\S+)")


@dataclass(frozen=True, slots=True)
class Search:
    """How a registration is recognised. `notes`: the HIS keeps and lists the free field GHI_CHU.

    An absence is believed `settle_s` seconds after a request whose answer was lost, because until then the HIS may
    still be at work on it.
    """

    notes: bool = True
    settle_s: float = 20.0


@dataclass(frozen=True, slots=True)
class _Entry:
    """A registration of today as the HIS lists it; `station` and `at` where it tells them."""

    registered: Registered
    station: str | None
    at: datetime | None


class KeylessMediPayHis(MediPayHis):
    """`HospitalSystem` over a MediPay REST interface without idempotency keys. Thread-safe."""

    def __init__(
        self,
        config: MediPayConfig,
        http: JsonClient,
        clock: Clock,
        search: Search | None = None,
    ) -> None:
        super().__init__(config, http, clock)
        self.capabilities -= {Capability.IDEMPOTENCY_KEY}
        self._search = search or Search()
        self._lock = threading.Lock()
        self._began = clock()
        self._sent: dict[str, datetime] = {}

    def register(self, request: RegistrationRequest) -> Outcome[Registered]:
        """Searches, and only where that proves that nothing was registered, POST /dangky-kcb without a key.

        Without a free field a first request is not searched for: another visit could not be told from this one. Who
        typed a number cannot be searched for at a strict HIS and is declined with "assurance".
        """
        if lacking(request, self.capabilities):
            return NOT_SUPPORTED
        listed = self._list(request)
        if not isinstance(listed, Done):
            return listed
        if self._search.notes or self._lost(request.key) is not None:
            found = self._found(listed.value, request)
            if not isinstance(found, Done):
                return found
            if found.value is not None:
                same = found.value.department_id == request.department_id
                return Done(found.value) if same else Refused("key_reused", "this key registered something else")
        body = {name: value for name, value in self._body(request).items() if name != "MA_YEU_CAU"}
        body = {**body, "GHI_CHU": note_of(request)}

        def parse(data: Data) -> Registered:
            return wire.registered(data, request.key)

        outcome = self._call("POST", "/dangky-kcb", body, parse)
        if isinstance(outcome, Done):
            outcome = self._confirmed(outcome.value, request)
        elif outcome == Refused("already", "the HIS declined") and self._search.notes:
            outcome = self._already(outcome, request)
        with self._lock:
            if isinstance(outcome, Unknown) and outcome.reason != "unreachable":
                self._sent[request.key] = self._clock()
            else:
                self._sent.pop(request.key, None)
        return outcome

    def find_registration(
        self,
        key: str,  # noqa: ARG002 - it stands in `wanted`
        wanted: RegistrationRequest | None = None,
    ) -> Outcome[Registered | None]:
        """GET /dangky-kcb/homnay of the patient, and the one entry that is ours.

        Unknown "cannot_search" without `wanted`, "another_day" when it is no registration of today, "ambiguous" when
        several entries or one without a time may be it, "settling" when a lost request may still arrive there.
        """
        if wanted is None:
            return Unknown("cannot_search", "this HIS keeps no keys; the registration itself is needed")
        if wanted.requested_at.astimezone(VIETNAM).date() != self._clock().astimezone(VIETNAM).date():
            return Unknown("another_day", "this HIS lists today's registrations only")
        listed = self._list(wanted)
        if not isinstance(listed, Done):
            return listed
        return self._found(listed.value, wanted)

    def _registered(self, data: Data) -> Registered:
        """Its key is ours where the free field tells it, else the HIS's own visit code."""
        note = _NOTE.search(read.optional_text(data, "GHI_CHU") or "")
        return wire.registered(data, note["key"] if note else read.text(data, "MA_LK"))

    def _list(self, wanted: RegistrationRequest) -> Outcome[tuple[_Entry, ...]]:
        identity = wanted.identity

        def parse(data: Data) -> tuple[_Entry, ...]:
            return tuple(
                _Entry(
                    self._registered(item),
                    read.optional_text(item, "MA_TRAM"),
                    read.instant(item, "THOI_GIAN_DANG_KY") if item.get("THOI_GIAN_DANG_KY") else None,
                )
                for item in wire.items(data)
            )

        return self._today(Identifier.of(identity), identity.identity_source, parse)

    def _confirmed(self, answer: Registered, request: RegistrationRequest) -> Outcome[Registered]:
        """The answer names no request, so it is only believed if the patient's own list holds its visit."""
        listed = self._list(request)
        if not isinstance(listed, Done):
            return Unknown("unconfirmed", "registered, and the list that would show whose it is was not had")
        for entry in listed.value:
            if entry.registered.visit_code == answer.visit_code:
                return Done(replace(entry.registered, key=request.key))
        return Unknown("other_answer", "the answer belongs to another request")

    def _already(self, declined: Refused, request: RegistrationRequest) -> Outcome[Registered]:
        """A line that delivers twice brings back the second answer; the note tells that the first was ours."""
        listed = self._list(request)
        if not isinstance(listed, Done):
            return Unknown("unconfirmed", "registered already, and whose registration it is was not learned")
        found = self._ours(listed.value, request)
        return Done(found.value) if isinstance(found, Done) and found.value is not None else declined

    def _ours(self, entries: tuple[_Entry, ...], wanted: RegistrationRequest) -> Outcome[Registered | None]:
        if self._search.notes:
            found = [entry for entry in entries if entry.registered.key == wanted.key]
        else:
            near = [entry for entry in entries if _may_be(entry, wanted)]
            if any(entry.at is None for entry in near):
                return Unknown("ambiguous", "a registration without a time may be this one")
            found = [entry for entry in near if entry.at is not None and _in_time(entry.at, wanted)]
        if len(found) > 1:
            return Unknown("ambiguous", f"{len(found)} registrations may be this one")
        return Done(replace(found[0].registered, key=wanted.key) if found else None)

    def _lost(self, key: str) -> datetime | None:
        """When a request under this key was last sent without an answer, by this process."""
        with self._lock:
            return self._sent.get(key)

    def _found(self, entries: tuple[_Entry, ...], wanted: RegistrationRequest) -> Outcome[Registered | None]:
        """The entry that is ours; its absence counts only once a lost request can no longer arrive."""
        found = self._ours(entries, wanted)
        sent = self._lost(wanted.key)
        if sent is None and wanted.requested_at < self._began:
            sent = self._began  # an earlier process may have sent it just before it ended
        fresh = sent is not None and self._clock() - sent < timedelta(seconds=self._search.settle_s)
        return Unknown("settling", "the request may still be at work there") if fresh and found == Done(None) else found


def note_of(request: RegistrationRequest) -> str:
    """What stands in the free field, for people and for the search."""
    return f"KIOSK {request.station_id} {request.key}"


def _may_be(entry: _Entry, wanted: RegistrationRequest) -> bool:
    """Whether department and kiosk, where the HIS tells it, are those of the request."""
    here = entry.station is None or entry.station == wanted.station_id
    return here and entry.registered.department_id == wanted.department_id


def _in_time(at: datetime, wanted: RegistrationRequest) -> bool:
    return wanted.requested_at - _BEFORE <= at <= wanted.requested_at + _AFTER
