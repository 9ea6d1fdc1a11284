"""What this process sent and what came of it, in memory: v2 cannot be asked, so the adapter remembers.

It knows two proofs that nothing happened (refused, or no byte ever left), and holds the answers that came.
"""

import threading
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from typing import Generic, TypeVar

from his_client.his.identity import Identifier, Identity
from his_client.his.values import Registered, RegistrationRequest
from his_client.outcome import Done, Outcome, Refused, Unknown

T = TypeVar("T")


MAX_KEPT = 10_000
"""Attempts remembered; the oldest are forgotten first, and then count as unknown."""
_CHANGED = Refused("key_reused", "the same key was used for something else")
CANNOT_SEARCH = Unknown("cannot_search", "HL7 v2 has no question for it; a person looks by the reference")


@dataclass(slots=True)
class _Attempt(Generic[T]):
    digest: bytes
    flying: bool = True
    left: bool = False
    answer: T | None = None


class Attempts(Generic[T]):
    """Of every id: what was sent, whether a byte of it may have left this machine, and its answer. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: dict[str, _Attempt[T]] = {}

    def begin(self, identifier: str, content: bytes, repeatable: bool) -> Outcome[T] | None:
        """None: send it. Else the answer it had before, or why it must not be sent (again)."""
        digest = sha256(content).digest()
        with self._lock:
            attempt = self._known.get(identifier)
            if attempt is None:
                if len(self._known) >= MAX_KEPT:
                    self._known = dict(list(self._known.items())[MAX_KEPT // 10 :])
                self._known[identifier] = _Attempt(digest)
                return None
            if attempt.digest != digest:
                return _CHANGED
            if attempt.answer is not None:
                return Done(attempt.answer)
            if attempt.flying or (attempt.left and not repeatable):
                return CANNOT_SEARCH
            attempt.flying = True
            return None

    def ended(self, identifier: str, outcome: Outcome[T]) -> None:
        """One sending of `identifier` ended so."""
        with self._lock:
            attempt = self._known.setdefault(identifier, _Attempt(b""))
            attempt.flying = False
            if isinstance(outcome, Done):
                attempt.answer = outcome.value
            elif isinstance(outcome, Unknown) and outcome.reason != "unreachable":
                attempt.left = True

    def answer(self, identifier: str) -> T | None:
        """What was answered to it."""
        with self._lock:
            attempt = self._known.get(identifier)
            return attempt.answer if attempt else None

    def came_to_nothing(self, identifier: str) -> bool:
        """Whether it was tried here, and each time provably nothing came of it. After a restart nobody knows."""
        with self._lock:
            attempt = self._known.get(identifier)
            return attempt is not None and attempt.answer is None and not (attempt.left or attempt.flying)


@dataclass(frozen=True, slots=True)
class _Visit:
    day: date
    numbers: frozenset[str] = field(repr=False)
    registered: Registered


class DayBook:
    """The visits that this process registered today, by the person's numbers. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._visits: dict[str, _Visit] = {}

    def add(self, request: RegistrationRequest, registered: Registered, today: date) -> None:
        """A visit was registered; those of earlier days are forgotten."""
        card = request.insurance.card if request.insurance else None
        known = frozenset(filter(None, (*_numbers(request.identity), card, registered.patient_id)))
        with self._lock:
            self._visits = {code: visit for code, visit in self._visits.items() if visit.day == today}
            self._visits.setdefault(registered.visit_code, _Visit(today, known, registered))

    def cancelled(self, visit_code: str) -> Registered | None:
        """The visit, now taken back; None when it is not one of ours."""
        with self._lock:
            visit = self._visits.get(visit_code)
            if visit is None:
                return None
            taken_back = replace(visit.registered, cancelled=True)
            self._visits[visit_code] = replace(visit, registered=taken_back)
            return taken_back

    def now(self, registered: Registered) -> Registered:
        """A visit as it stands by now: taken back, if it was since."""
        with self._lock:
            visit = self._visits.get(registered.visit_code)
            return visit.registered if visit is not None and visit.registered.key == registered.key else registered

    def of(self, identifier: Identifier, today: date) -> tuple[Registered, ...]:
        """A person's visits of today that were not taken back, oldest first."""
        with self._lock:
            return tuple(
                visit.registered
                for visit in self._visits.values()
                if visit.day == today and identifier.value in visit.numbers and not visit.registered.cancelled
            )


def _numbers(identity: Identity) -> tuple[str, str]:
    return identity.id_number or identity.insurance_number, identity.old_id_number
