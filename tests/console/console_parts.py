"""A console over a real fleet's desk in virtual time: the hub's app with its own guard, and a browser without one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from his_client.outcome import Done, Outcome, Refused
from kiosk.cashier.user_events import SignedIn, UserEvent
from kiosk.cashier.users import User, Users
from kiosk.cashier.values import Role
from kiosk.fleet.identity import Authority, new_key, request_for
from kiosk.fleet.values import OWN_FILE, Heartbeat, StationState
from kiosk.hub.console.app import console
from kiosk.hub.console.oidc import Oidc
from kiosk.hub.console.ports import Parts
from kiosk.hub.fleet.desk import FleetDesk
from kiosk.hub.fleet.history import Change
from kiosk.hub.owner import at_once
from kiosk.hub.record import HubRecord
from kiosk.hub.records import hub_codec
from kiosk.journal import Journal, MasterKey
from kiosk.simulation.time import SimProcess, SimTime

NOW = datetime(2026, 11, 26, 1, 0, tzinfo=UTC)
MASTER = MasterKey(bytes(range(32)))
PIN = "730462"
OWN = "915827"
HOSPITAL = "Bệnh viện Mẫu"


class PlainAccounts:
    """The hub's users with PINs as they are: what costs time in them is tested where they are."""

    def __init__(self, record: HubRecord, time: SimTime) -> None:
        self.users, self._record, self._time = Users(), record, time
        record.join(self)

    def apply(self, subject: str, event: object) -> None:
        self.users.apply(event)

    def add(self, name: str, *roles: Role, changed: bool = True) -> None:
        number = "417" if Role.RECEPTION in roles else ""
        self._keep(self.users.add(name, name.title(), roles, PIN, "it", self._time.now(), number))
        if changed:
            self._keep(self.users.change_pin(name, PIN, name, self._time.now()))

    def reset(self, name: str) -> None:
        self._keep(self.users.change_pin(name, OWN, "it", self._time.now()))

    def remove(self, name: str) -> None:
        self._keep(self.users.remove(name, "it", self._time.now()))

    def at_console(self, name: str, pin: str) -> Outcome[User]:
        user = self.users.get(name)
        if user is None or not {Role.IT, Role.MANAGER} & set(user.roles):
            return Refused("wrong")
        if self.users.locked(name, self._time.now()):
            return Refused("locked")
        right = user.pin_hash == pin
        self._keep(self.users.tried(name, "console", right, self._time.now()))
        return Done(user) if right else Refused("wrong")

    def account(self, name: str) -> User | None:
        return self.users.get(name)

    def change_own_pin(self, name: str, old: str, new: str) -> Outcome[None]:
        user = self.users.get(name)
        if user is None or user.pin_hash != old:
            return Refused("wrong")
        self._keep(self.users.change_pin(name, new, name, self._time.now()))
        return Done(None)

    def keep_entry(self, name: str) -> None:
        self._keep((SignedIn(name, "console", self._time.now()),))

    def _keep(self, events: tuple[UserEvent, ...] | Refused) -> None:
        assert not isinstance(events, Refused), events
        self._record.keep([("user", event) for event in events])


@dataclass(slots=True)
class PlainHistory:
    """What a test says stations went through."""

    changes: tuple[Change, ...] = ()
    away: bool = False

    def of(self, station_id: str, limit: int = 50) -> tuple[Change, ...]:
        if self.away:
            raise OSError
        return self.changes[:limit]


class Hub:
    """A fleet, its console, and stations that beat every half minute."""

    def __init__(self, oidc: Oidc | None = None) -> None:
        self.time = SimTime(NOW)
        self.journal = Journal.open(None, hub_codec(), MASTER, self.time)
        self.process = SimProcess(self.time, Random(3))
        record = HubRecord(self.journal)
        authority, _ = Authority.made("Mẫu", NOW)
        self.fleet = FleetDesk(record, self.process, at_once, self.time, authority, Ed25519PrivateKey.generate())
        self.accounts = PlainAccounts(record, self.time)
        self.history = PlainHistory()
        record.replay()
        self.process.post(self.fleet.start)
        self.accounts.add("tu.it", Role.IT)
        self.accounts.add("mai.ql", Role.MANAGER)
        self.accounts.add("lan", Role.CASHIER)
        self.says: dict[str, Heartbeat] = {}
        gate = "https://hub.example:8443"
        parts = Parts(self.fleet, self.accounts, self.history, self.time, HOSPITAL, gate, oidc=oidc)
        self.app = Flask("kiosk.hub")
        self.app.config["MAX_CONTENT_LENGTH"] = 16 * 1024
        self.app.register_blueprint(console(parts))

    def enrol(self, *stations: str, group: str = "sảnh", place: str = "", spread: bool = True) -> None:
        for number, name in enumerate(stations):
            token = self.fleet.issue_token(name, group, "tu.it")
            assert isinstance(token, Done)
            assert isinstance(self.fleet.enrol(token.value, request_for(name, new_key()), "m"), Done)
            self.says[name] = Heartbeat(name, NOW, "1.4.2", OWN_FILE, StationState.WELCOME, "welcome", NOW)
            if place:
                across = number / max(1, len(stations) - 1) if spread else 0.5
                assert self.fleet.place(name, "", group, place, across, 0.5, "tu.it") == Done(None)

    def says_of(self, station: str, **said: object) -> None:
        self.says[station] = replace(self.says[station], **said)  # type: ignore[arg-type]

    def run(self, seconds: float, *, silent: tuple[str, ...] = ()) -> None:
        """Let everybody beat every half minute for so long; who is to take a configuration takes it at once."""
        for _ in range(max(1, round(seconds / 30))):
            beats = [replace(beat, sent_at=self.time.now()) for name, beat in self.says.items() if name not in silent]
            for name, answer in self.fleet.beats(beats).items():
                if answer.configuration:
                    self.says_of(name, configuration=answer.configuration)
            self.wait(30)

    def wait(self, seconds: float) -> None:
        passed: list[bool] = []
        SimProcess(self.time, Random(1)).later(seconds, lambda: passed.append(True))
        while not passed:
            assert self.time.run_next()

    def browser(self, user: str = "", pin: str = PIN) -> Browser:
        browser = Browser(self.app.test_client())
        if user:
            answer = browser.sign_in(user, pin)
            assert answer.status_code == 303, answer.status_code
        return browser


TLS = {"X-Kiosk-Origin": "https://hub.example", "X-Kiosk-Client": "10.1.2.3"}


class Browser:
    """Loads pages through the gate's headers, and sends a page's own forms."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.headers = dict(TLS)

    def get(self, path: str) -> TestResponse:
        return self.client.get(path, base_url="https://hub.example", headers=self.headers)

    def text(self, path: str) -> str:
        answer = self.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return answer.text

    def post(self, path: str, fields: dict[str, str], **headers: str) -> TestResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.post(path, base_url="https://hub.example", data=fields, headers={**self.headers, **named})

    def code(self, path: str) -> str:
        """What a page's forms carry."""
        found = re.search(r'name="csrf" value="([^"]+)"', self.get(path).text)
        assert found is not None, path
        return found[1]

    def send(self, page: str, to: str, **fields: str) -> TestResponse:
        return self.post(to, {"csrf": self.code(page), **fields})

    def sign_in(self, user: str, pin: str = PIN) -> TestResponse:
        return self.send("/console/sign-in", "/console/sign-in", user=user, pin=pin)


@contextmanager
def hub_at_work() -> Iterator[Hub]:
    hub = Hub()
    try:
        yield hub
    finally:
        hub.journal.close()


MINUTE = timedelta(minutes=1)
