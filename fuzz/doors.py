"""Every door that takes something: of hub, desk, fleet, console, receiver and gate, asked without a network.

An input is a request as JSON: who asks (`as`), method, path, and a body (`json`, `form` or `text`). What is refused
changes nothing in the journal, whatever is answered is no failure of the server, and what it left to do can be done.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from functools import cache
from random import Random
from typing import Any, Protocol

from aiohttp import web
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from fuzz import money
from fuzz.judge import Kind, Target
from his_client.outcome import Done, Outcome
from his_client.payments.casso import CassoReader
from his_client.payments.payos import PayosReader
from his_client.payments.sepay import SepayReader
from his_client.payments.vnpay_ipn import VnpayReader
from his_client.sandbox.pay_notices import payos_body, vnpay_query
from his_client.sandbox.simulated import SimulatedBank, SimulatedHis, SimulatedInsurance
from kiosk.cashier.desk import CashierDesk
from kiosk.cashier.state import CashierSettings, DeskPlace
from kiosk.cashier.users import User
from kiosk.cashier.values import Role
from kiosk.delivery.machine import Patience
from kiosk.fleet.identity import Authority, new_key, request_for
from kiosk.fleet.values import OWN_FILE, Heartbeat, StationState
from kiosk.fleet.wire import HEARTBEAT, HEARTBEATS
from kiosk.hub.books.desk import BooksDesk
from kiosk.hub.console.app import console
from kiosk.hub.console.ports import Parts
from kiosk.hub.core import HubCore, HubSettings
from kiosk.hub.db.engine import sqlite_database
from kiosk.hub.db.intake import Intake
from kiosk.hub.db.schema import metadata
from kiosk.hub.desk.doors import add_desk_doors
from kiosk.hub.desk.service import DeskService
from kiosk.hub.fleet.desk import FleetDesk
from kiosk.hub.fleet.doors import add_fleet_doors
from kiosk.hub.fleet.history import Change
from kiosk.hub.gate.app import BROWSED, PEER, Gate
from kiosk.hub.gate.peers import Peer
from kiosk.hub.money.desk import MoneyDesk
from kiosk.hub.owner import at_once
from kiosk.hub.queue_desk import QueueSettings
from kiosk.hub.receiver.inbox import Inbox
from kiosk.hub.receiver.service import receiver_app
from kiosk.hub.record import HubRecord
from kiosk.hub.records import hub_codec
from kiosk.hub.service import hub_app
from kiosk.journal import Journal, MasterKey
from kiosk.money.qr import Payee
from kiosk.simulation.time import SimProcess, SimTime

TOKEN, MACHINE, PIN = "a-token-of-the-fuzz", "a-token-of-a-machine", "204918"
BROWSER = {"X-Kiosk-Origin": "https://hub.example", "X-Kiosk-Client": "10.1.2.3", "Authorization": f"Bearer {TOKEN}"}
"""As the gate hands a browser's request on."""
MASTER = MasterKey(bytes(range(32)))
PAYEE = Payee("0011009999999", "970436", "BENH VIEN MAU")
STEPS = 40
"""Of what a request left to do, so much is done before the next."""
LASTS = 300
"""Requests that one world takes; the next begins anew, so that its memory says nothing."""
TRIES = ("/desk/sign_in", "/desk/staff", "/desk/change_pin", "/console/sign-in", "/console/pin")
"""A wrong PIN is refused and kept all the same."""


class World(Protocol):
    """An app with its journal and its time."""

    time: SimTime

    def client(self, who: str) -> tuple[FlaskClient, dict[str, str]]:
        """A client, and the headers of whoever asks."""
        ...

    def rows(self) -> int:
        """How many rows the journal has."""
        ...


class PlainPins:
    """Hashes of no worth and no cost."""

    def hash(self, pin: str) -> str:
        return f"plain:{pin}"

    def fits(self, hashed: str, pin: str) -> bool:
        return hashed == f"plain:{pin}"


class NoHistory:
    """Stations without a past."""

    def of(self, station_id: str, limit: int = 50) -> tuple[Change, ...]:
        return ()


class Accounts:
    """The console's view of who may come in."""

    def __init__(self, service: DeskService) -> None:
        self._service = service

    def at_console(self, name: str, pin: str) -> Outcome[User]:
        return self._service.at_console(name, pin)

    def account(self, name: str) -> User | None:
        return self._service.account(name)

    def change_own_pin(self, name: str, old: str, new: str) -> Outcome[None]:
        return self._service.change_own_pin(name, old, new)

    def keep_entry(self, name: str) -> None:
        self._service.keep_entry(name)


class HubWorld:
    """Everything a hub serves, over simulated neighbours, one journal and a clock that stands unless it is run."""

    def __init__(self) -> None:
        self.time = SimTime()
        process = SimProcess(self.time, Random(1))
        his = SimulatedHis(Random(1), clock=self.time.now)
        bank = SimulatedBank(Random(2), clock=self.time.now, account=PAYEE.account)
        insurer = SimulatedInsurance(Random(3), clock=self.time.now)
        self._journal = Journal.open(None, hub_codec(), MASTER, self.time)
        patience = Patience((0.5, 1.0, 5.0), 200)
        settings = HubSettings(
            PAYEE, 900.0, 3.0, 6.0, patience=patience, queue=QueueSettings("Bệnh viện Mẫu", "https://so.example")
        )
        authority, _ = Authority.made("Mẫu", self.time.now())
        made: list[Any] = []

        def sections(record: HubRecord, desk_money: MoneyDesk) -> tuple[Any, ...]:
            cashiers = CashierSettings("Mẫu", (DeskPlace("desk-1", "Quầy 1"),), payout_account="1")
            signer = Ed25519PrivateKey.from_private_bytes(bytes(32))
            made.extend(
                (
                    CashierDesk(record, desk_money, process, self.time, cashiers, {}),
                    BooksDesk(record, desk_money, his, process, self.time),
                    FleetDesk(record, process, at_once, self.time, authority, signer),
                )
            )
            return tuple(made)

        core = HubCore(self._journal, process, his, bank, insurer, self.time, settings, sections=sections)
        process.post(core.start)
        desk, books, fleet = made
        self._database = sqlite_database(None)
        with self._database.writing() as connection:
            metadata.create_all(connection)
        self.app = hub_app(core, at_once, TOKEN, self.time, Intake(self._database, hub_codec(), self.time))
        self.app.testing = True
        self._service = DeskService(desk, books, his, at_once, self.time, None, PlainPins())
        for name, roles in (
            ("lan", [Role.CASHIER, Role.SUPERVISOR, Role.ACCOUNTANT]),
            ("tu.it", [Role.IT]),
            ("re", [Role.RECEPTION]),
        ):
            number = "417" if Role.RECEPTION in roles else ""
            self._service.add_user(name, name, tuple(roles), PIN, number)
            users = desk.state.users
            desk.keep_user(name, users.change_pin(name, f"plain:{PIN}", name, self.time.now()))
        add_desk_doors(self.app, self._service, MACHINE, self.time.monotonic)
        add_fleet_doors(self.app, fleet)
        self.app.register_blueprint(
            console(Parts(fleet, Accounts(self._service), NoHistory(), self.time, "Mẫu", "https://hub.example:8443"))
        )
        token = fleet.issue_token("K03", "lobby", "tu.it")
        assert isinstance(token, Done)
        fleet.enrol(token.value, request_for("K03", _station_key()), "m")
        self.room_key = core.queue.give_key("214")
        session = self._service.sign_in("lan", PIN, "desk-1")
        assert isinstance(session, Done), session
        self._session = session.value.token
        self._browser = self.app.test_client()
        self._csrf = self._signed_in()
        self.run()

    def _signed_in(self) -> str:
        page = self._open("GET", "/console/sign-in").text
        code = page.partition('name="csrf" value="')[2].partition('"')[0]
        answer = self._open("POST", "/console/sign-in", {"csrf": code, "user": "tu.it", "pin": PIN})
        assert answer.status_code == 303, answer.status_code
        page = self._open("GET", "/console/enrolment").text
        return page.partition('name="csrf" value="')[2].partition('"')[0]

    def _open(self, method: str, path: str, form: Mapping[str, str] | None = None) -> TestResponse:
        return self._browser.open(path, method=method, data=form, headers=BROWSER, base_url="https://hub.example")

    def client(self, who: str) -> tuple[FlaskClient, dict[str, str]]:
        """See `World`."""
        bearers = {"station": TOKEN, "keeper": TOKEN, "machine": MACHINE, "desk": self._session, "room": self.room_key}
        headers = {"Authorization": f"Bearer {bearers.get(who, '')}"}
        if who == "station":
            headers["X-Kiosk-Station"] = "K03"
        if who == "browser":
            return self._browser, {**BROWSER, "csrf": self._csrf}
        return self.app.test_client(), headers

    def rows(self) -> int:
        """See `World`."""
        return self._journal.seq

    def run(self) -> None:
        """Do some of what is to be done."""
        for _ in range(STEPS):
            if not self.time.run_next():
                break

    def close(self) -> None:
        """Let go."""
        self._journal.close()
        self._database.close()


class ReceiverWorld:
    """The receiver of webhooks over its inbox."""

    def __init__(self) -> None:
        self.time = SimTime(money.NOW)
        self._inbox = Inbox(None, "k" * 40, self.time)
        readers = {
            "payos": PayosReader(money.KEY),
            "sepay": SepayReader(money.SECRETS),
            "vnpay": VnpayReader(money.KEY),
            "casso": CassoReader(money.KEY),
        }
        self.app = receiver_app(self._inbox, readers, TOKEN, self.time)
        self.app.testing = True

    def client(self, who: str) -> tuple[FlaskClient, dict[str, str]]:
        """See `World`."""
        return self.app.test_client(), {"Authorization": f"Bearer {TOKEN if who == 'hub' else ''}"}

    def rows(self) -> int:
        """See `World`."""
        return sum(value for value in self._inbox.counts().values() if isinstance(value, int))

    def run(self) -> None:
        """Nothing is left to do."""

    def close(self) -> None:
        """Let go."""
        self._inbox.close()


class Doors:
    """A world that is made anew from time to time, asked by inputs."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make
        self._world: Any = None
        self._asked = 0

    def __call__(self, data: bytes) -> object:
        """Ask as an input says; the answer's status."""
        asked = _asked(data)
        if asked is None:
            return None
        if self._world is None or self._asked >= LASTS:
            if self._world is not None:
                self._world.close()
            self._world, self._asked = self._make(), 0
        self._asked += 1
        try:
            return self._ask(self._world, asked)
        except BaseException:
            self._world = None
            raise

    def _ask(self, world: Any, asked: Mapping[str, Any]) -> object:
        client, headers = world.client(str(asked.get("as", "")))
        path, given = _path(asked), _given(asked, headers.pop("csrf", ""))
        before = world.rows()
        method = asked.get("method") if asked.get("method") in ("GET", "POST", "DELETE") else "POST"
        reply = client.open(path, method=method, headers=headers, base_url="https://hub.example", **given)
        _fair(reply, path)
        if _refused(reply) and not path.startswith(TRIES):
            assert world.rows() == before, f"{reply.status_code}, and the journal grew"
        world.run()
        return reply.status_code


def _asked(data: bytes) -> Mapping[str, Any] | None:
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _path(asked: Mapping[str, Any]) -> str:
    path = str(asked.get("path", "/")).encode("utf-8", "replace").decode()
    return "/" + "".join(letter for letter in path if letter.isprintable()).lstrip("/")


def _given(asked: Mapping[str, Any], csrf: str) -> dict[str, Any]:
    if "form" in asked:
        form = asked["form"] if isinstance(asked["form"], dict) else {}
        fields = {name: str(value).encode("utf-8", "replace").decode() for name, value in form.items()}
        return {"data": {**fields, "csrf": csrf} if csrf else fields}
    if "text" in asked:
        return {"data": str(asked["text"]).encode("utf-8", "surrogatepass"), "content_type": "application/json"}
    return {"data": json.dumps(asked.get("json")), "content_type": "application/json"}


def _fair(reply: TestResponse, path: str) -> None:
    assert reply.status_code < 500 or reply.status_code == 503, f"{reply.status_code} of {path.split('/')[1]}"
    if reply.content_type == "application/json" and reply.data:
        json.loads(reply.data)


def _refused(reply: TestResponse) -> bool:
    if reply.status_code >= 400:
        return True
    if reply.content_type == "application/json" and reply.data:
        said = json.loads(reply.data)
        return isinstance(said, dict) and "refused" in said
    return False


@cache
def _station_key() -> bytes:
    return new_key()


# -- requests as they are


def _request(who: str, path: str, body: object = None, method: str = "POST", kind: str = "json") -> bytes:
    return json.dumps({"as": who, "method": method, "path": path, kind: body}).encode()


PERSON = {"number": "001090000017", "full_name": "Nguyễn Đức Mẫu", "birth_date": "1990-03-15", "visit_id": "v1"}
COUNTS = [[500_000, 2], [100_000, 5]]


def _hub_requests() -> list[bytes]:
    """What stations ask, one of each door."""
    order = {
        "order_id": "v1:pay",
        "station_id": "K03",
        "bill_id": "HD1",
        "amount": 50_600,
        "kind": "fee",
        "visit_code": "2026",
    }
    place = {
        "place_id": "v1",
        "station_id": "K03",
        "room": "214",
        "priority": "senior",
        "appointment_at": "2026-11-24T09:00:00+07:00",
    }
    his = {"place_id": "v2", "station_id": "K03", "room": "214", "number": "A1", "source": "his"}
    rows = {"source": "K03~0a1b2c3d", "rows": _rows(), "told_seq": 2}
    return [
        _request("station", "/orders", order),
        _request("station", "/orders/v1:pay", method="GET"),
        _request("station", "/calls", {"station_id": "K03", "reason": "card_left"}),
        _request("station", "/queue/numbers", place),
        _request("station", "/queue/numbers", his),
        _request("station", "/queue/blocks", {"station_id": "K03", "ordinal": 1, "day": "2026-11-24"}),
        _request("station", "/queue/places/v1", method="GET"),
        _request("station", "/insurance/check", PERSON),
        _request(
            "station", "/insurance/unverified", {**PERSON, "code": "timeout", "failed_at": "2026-11-24T07:00:00+07:00"}
        ),
        _request("station", "/insurance/copayment", {**PERSON, "five_years_from": "2025-01-01"}),
        _request("keeper", "/insurance/seen", {"visit_id": "v1", "by": "lan"}),
        _request("keeper", "/insurance/erase", {"visit_id": "v1", "by": "lan"}),
        _request("station", "/journal/rows", rows),
        _request("station", "/journal/head?source=K03~0a1b2c3d", method="GET"),
        _request("station", "/desk/staff", {"station_id": "K03", "number": "417", "pin": PIN, "entering": True}),
        _request("room", "/queue/rooms/214/call", {}),
        _request("room", "/queue/rooms/214/transfer", {"number": "001", "to": "216"}),
        _request("room", "/queue/rooms/214", method="GET"),
        _request("keeper", "/queue/rooms/214/key", {}),
        _request("", "/hall?rooms=214,216", method="GET"),
        _request("", "/room/214/key", {"key": "ABCD"}, kind="form"),
        _request("", "/room/214/call", {"code": "x", "number": "001", "to": "", "mark": "1"}, kind="form"),
        _request("", "/q/0123456789abcdefABCDEFGH", method="GET"),
        _request("station", "/orders", "[" * 5_000, kind="text"),
        _request("keeper", "/", method="GET"),
        _request("station", "/health", method="GET"),
    ]


def _rows() -> list[list[Any]]:
    clock = SimTime()
    journal = Journal.open(None, hub_codec(), MASTER, clock)
    core = HubCore(journal, SimProcess(clock, Random(1)), SimulatedHis(Random(1)), None, None, clock, HubSettings(None))
    core.queue.give_key("214")
    core.queue.give_key("216")
    rows = [list(row) for row in journal.public_rows(0, 100)]
    journal.close()
    return rows


def _desk_requests() -> list[bytes]:
    """What cashiers' windows and whoever manages users ask."""
    pay = {"payment_id": "p1", "bill_id": "HD1", "kind": "fee", "amount": 50_600, "method": "cash", "tendered": 100_000}
    calls: dict[str, Any] = {
        "open_shift": {"shift_id": "s1", "counts": COUNTS},
        "count": {"counts": COUNTS},
        "pay": pay,
        "shift": {},
        "bills": {"scan": "20261124000001"},
        "close_shift": {"reason": "", "note": ""},
        "x_report": {},
        "search": {"text": "HD1"},
        "drop": {"drop_id": "d1", "amount": 500_000, "slip": "7"},
        "ask_void": {"payment_id": "p1", "reason": "mistake"},
        "decide_void": {"payment_id": "p1", "approve": True},
        "refunds": {},
        "settle": {"key": "k", "how": "h", "note": "n"},
        "ask_refund": {"refund_id": "r1", "money": "p1", "amount": 5, "reason": "mistake", "note": ""},
        "differences": {},
        "pay_refund": {"refund_id": "r1", "method": "cash"},
        "today": {"day": "2026-11-24"},
        "story": {"key": "k"},
        "match": {"match_id": "m", "money": ["x"], "order_ids": ["y"], "why": "w"},
        "close_day": {"day": "2026-11-24"},
        "export": {"report": "day", "form": "csv", "day": "2026-11-24"},
        "rows": {"book": "transfers"},
        "z_report": {"z_number": "1"},
        "upload": {"name": "sk.csv", "content": "U1RULG5n", "layout": ""},
        "take": {"key": "k"},
        "imports": {},
        "terminals": {},
        "begin_import": {"file_sha256": "0" * 64, "layout": "mt940", "account": "1", "provider": "bank"},
        "waiting": {},
        "change_pin": {"old": PIN, "new": "915827"},
        "slip": {"payment_id": "p1", "copy": True},
        "accept": {"shift_id": "s", "counts": COUNTS},
    }
    user = {"user": "mai", "full_name": "Mai", "roles": ["cashier"], "pin": PIN, "number": ""}
    return [
        *(_request("desk", f"/desk/{name}", arguments) for name, arguments in calls.items()),
        _request("machine", "/desk/sign_in", {"user": "lan", "pin": PIN, "desk": "desk-1"}),
        _request("keeper", "/desk/users", user),
        _request("keeper", "/desk/users/mai/pin", {"pin": "915827"}),
        _request("keeper", "/desk/users/mai", method="DELETE"),
        _request("keeper", "/desk/users", method="GET"),
        _request("desk", "/desk/pay", "[" * 5_000, kind="text"),
    ]


def _fleet_requests() -> list[bytes]:
    """What the gate hands on, what the keeper asks, and the console's forms."""
    beat = Heartbeat("K03", SimTime().now(), "1.4.2", OWN_FILE, StationState.WELCOME, "welcome", SimTime().now())
    csr = request_for("K04", _station_key())
    return [
        _request("keeper", "/fleet/beats", HEARTBEATS.write((beat,)).decode(), kind="text"),
        _request("keeper", "/fleet/tokens", {"station_id": "K04", "group": "lobby", "by": "it"}),
        _request("keeper", "/fleet/enrol", {"token": "K04.x", "csr": csr, "machine": "m"}),
        _request("keeper", "/fleet/renew", {"station": "K03", "serial": "1", "csr": csr}),
        _request(
            "keeper",
            "/fleet/ended",
            {"station": "K03", "done": {"id": "o", "outcome": "done", "code": "", "report": ""}},
        ),
        _request("keeper", "/fleet/stations/K03/orders", {"kind": "restart", "argument": "", "by": "it"}),
        _request("keeper", "/fleet/stations/K03/revoke", {"why": "lost", "by": "it"}),
        _request(
            "keeper",
            "/fleet/roll-outs",
            {"toml": "[printer]\n", "waves": [["K03"]], "name": "n", "by": "it", "well": 60},
        ),
        _request("keeper", "/fleet/configuration/K03", method="GET"),
        _request("keeper", "/fleet/state?after=1", method="GET"),
        _request("browser", "/console/enrolment", {"station": "K05", "group": "sảnh"}, kind="form"),
        _request("browser", "/console/enrolment/withdraw", {"station": "K05"}, kind="form"),
        _request(
            "browser",
            "/console/stations/K03/place",
            {"name": "n", "group": "g", "place": "p", "across": "0.5", "down": "1"},
            kind="form",
        ),
        _request("browser", "/console/map", {"name": "p", "across_K03": "0.5", "down_K03": "0.5"}, kind="form"),
        _request("browser", "/console/stations/K03/orders/restart", {"argument": ""}, kind="form"),
        _request("browser", "/console/stations/K03/revoke", {"why": "lost"}, kind="form"),
        _request("browser", "/console/orders/o/withdraw", {"station": "K03"}, kind="form"),
        _request("browser", "/console/configurations/new", {"name": "n", "toml": "[printer]\n"}, kind="form"),
        _request(
            "browser",
            f"/console/configurations/{'0' * 64}/roll-out",
            {"well": "60", "canary": "K03", "wave_1": "lobby"},
            kind="form",
        ),
        _request("browser", "/console/alerts/a/take", {}, kind="form"),
        _request("browser", "/console/sign-out", {}, kind="form"),
        _request("browser", "/console/sign-in", {"user": "tu.it", "pin": PIN, "next": "//evil"}, kind="form"),
        _request("browser", "/console/stations?page=2&group=x", method="GET"),
        _request("browser", "/console/audit?page=9", method="GET"),
        _request("browser", "/console/place?name=p", method="GET"),
        _request("browser", "/console/language/vi?back=/x", method="GET"),
        _request("browser", "/console/pin", {"old": PIN, "new": "915827", "again": "915827"}, kind="form"),
    ]


def _receiver_requests() -> list[bytes]:
    row = money._payment("payos")
    return [
        _request("", "/notices/payos", json.loads(payos_body(money.KEY, row, "l"))),
        _request("", "/notices/payos", payos_body(money.KEY, row, "l"), kind="text"),
        _request("", f"/notices/vnpay?{vnpay_query(money.KEY, row, 'T')}", method="GET"),
        _request("", "/notices/sepay", {"id": 1}),
        _request("", "/notices/casso", {"data": {}}),
        _request("", "/notices/other", {}),
        _request("hub", "/inbox?after=0", method="GET"),
        _request("hub", "/inbox/settled", {"taken": [1], "kept": [2]}),
        _request("", "/health", method="GET"),
        _request("", "/notices/payos", "[" * 5_000, kind="text"),
    ]


# -- the gate, before the hub


class _Asked:
    """A request as the gate's handlers see it."""

    def __init__(self, asked: Mapping[str, Any]) -> None:
        self.path = _path(asked).partition("?")[0]
        self.raw_path = _path(asked)
        self.method = str(asked.get("method", "POST"))
        self.remote, self.host = "10.1.2.3", "hub.example"
        self.headers = {"User-Agent": "x"}
        self.match_info = {"name": self.path.rpartition("/")[2]}
        self._body = _given(asked, "")["data"]
        self.content_length = len(self._body)

    def __getitem__(self, key: object) -> Peer:
        assert key is PEER
        return Peer("K03", "1a")

    async def read(self) -> bytes:
        body = self._body if isinstance(self._body, str | bytes) else json.dumps(self._body)
        return body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body


def _gate(data: bytes) -> object:
    """What stations and browsers may say before the hub: a heartbeat is kept or refused, the rest handed on whole."""
    asked = _asked(data)
    if asked is None:
        return None
    handed: list[tuple[str, str]] = []
    gate = Gate("http://127.0.0.1:1", TOKEN, "authority")

    async def ask(
        method: str, path: str, body: bytes | None = None, sent: Mapping[str, str] | None = None
    ) -> web.Response:
        if body:
            with suppress(UnicodeDecodeError):
                body.decode()
        handed.append((method, path))
        return web.Response(status=200)

    gate._behind.ask = ask  # type: ignore[method-assign]
    request: Any = _Asked(asked)
    names = {"/heartbeat": gate._heartbeat, "/enrol": gate._enrol, "/renew": gate._renew, "/ended": gate._ended}
    handler = gate._browse if asked.get("as") == "browser" else names.get(request.path, gate._pass_on)
    try:
        response = asyncio.run(handler(request))
        status = response.status
    except web.HTTPException as problem:
        status = problem.status
    assert status < 500, status
    assert status < 400 or not handed
    if handler == gate._browse:
        assert all(path.startswith(BROWSED) for _, path in handed)
    return status, len(gate.state.waiting)


def _gate_requests() -> list[bytes]:
    at = datetime(2026, 11, 24, 7, tzinfo=money.NOW.tzinfo)
    beat = HEARTBEAT.write(Heartbeat("K03", at, "1.4.2", OWN_FILE, StationState.WELCOME, "welcome", at)).decode()
    return [
        _request("station", "/heartbeat", beat, kind="text"),
        _request("station", "/heartbeat", json.loads(beat)),
        _request("", "/enrol", {"token": "t", "csr": "c", "machine": "m"}),
        _request("station", "/renew", {"csr": "c"}),
        _request("station", "/ended", {"id": "o", "outcome": "done"}),
        _request("station", "/orders", {"order_id": "v"}),
        _request("station", "/queue/../fleet/tokens", {}),
        _request("browser", "/console/stations", method="GET"),
        _request("browser", "/console/..%2f..%2forders", {}),
        _request("station", "/enrol", "[" * 5_000, kind="text"),
    ]


_DOORS = (
    "/orders",
    "/calls",
    "/queue/numbers",
    "/journal/rows",
    "/desk/pay",
    "/fleet/tokens",
    "/console/",
    "..",
    "%2e%2e",
    "%00",
    "K03",
    "K03~0a1b2c3d",
    "station",
    "keeper",
    "desk",
    "browser",
    "room",
    "GET",
    "POST",
    "DELETE",
    "form",
    "text",
    "json",
    "HD1",
    "v1:pay",
    "214",
)

_HUB = Doors(HubWorld)
"""One world for all of a hub's doors: making one takes a second."""

TARGETS: dict[str, Target] = {
    "hub_doors": Target(_HUB, (), _hub_requests, Kind.JSON, 0.5, _DOORS),
    "desk_doors": Target(_HUB, (), _desk_requests, Kind.JSON, 0.5, _DOORS),
    "fleet_doors": Target(_HUB, (), _fleet_requests, Kind.JSON, 0.4, _DOORS),
    "receiver_doors": Target(Doors(ReceiverWorld), (), _receiver_requests, Kind.JSON, 0.6, (*_DOORS, *money._WORDS)),
    "gate_doors": Target(_gate, (), _gate_requests, Kind.JSON, 0.6, _DOORS),
}
