"""A whole neighbourhood on loopback: two HIS, insurer, bank, providers, card terminal, an HL7 v2 receiver, and a hub.

The hub is the real one, from a station's file, over a file of its own, with gates before it. Each line of the product
to one of them goes through a fault proxy; the neighbours themselves are never spoiled.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from his_client.hl7v2.departments import DepartmentList, load_departments
from his_client.hl7v2.listener import Listener
from his_client.hl7v2.message import parse
from his_client.hl7v2.reply import acknowledge
from his_client.sandbox.departments import DepartmentRule
from his_client.sandbox.departments import load_departments as sandbox_departments
from his_client.sandbox.his_app import HisTraits
from his_client.sandbox.run import Sandbox
from his_client.sandbox.terminal import TerminalMemory
from his_client.sandbox.terminal_server import TerminalServer
from kiosk.campaign.certificates import Certificate, Certificates, make_certificates
from kiosk.campaign.neighbours.fleet import OWN_QUESTIONS, Fleet, enrolled
from kiosk.campaign.neighbours.provider import Provider
from kiosk.campaign.proxy import Pace, Proxy
from kiosk.campaign.wire import Fault, Frames
from kiosk.clock import VIETNAM, Clock, SystemClock
from kiosk.config import StationConfig
from kiosk.config.load import parse_config
from kiosk.hub.db.commands import init
from kiosk.hub.receiver.inbox import Inbox
from kiosk.hub.receiver.service import receiver_app
from kiosk.hub.service import HubServer
from kiosk.hub.wiring import running_hub

TOKEN = "a-token-of-the-neighbours-campaign"  # noqa: S105 - of a hub that lives for minutes on loopback
MLLP = Frames(end=b"\x1c\r")
NEXO = Frames(length=4, answers=2)
"""A terminal tells a display something before it answers."""
DEADLINE_S = 0.6
PIN_S = 3.0
"""Where a PIN is checked, which takes long on purpose."""
PACE = Pace(byte_s=0.1, late_s=4.0)
"""Against the deadlines: a slow body of a hundred bytes takes ten seconds."""
MANY = 10**6
OWN_BOOK = frozenset({"fhir"})
"""Lines whose sandbox brings everything it holds up to its book at each request: it is slow with a long one, and a new
one is there in a tenth of a second."""


class MorningClock:
    """A day that is eight in the morning at the start and goes on from there, so that no midnight comes between.

    It is never ahead of the machine's clock: certificates made by it are valid already.
    """

    def __init__(self) -> None:
        system = SystemClock()
        self._began, now = system.monotonic(), system.now().astimezone(VIETNAM)
        morning = now.replace(hour=8, minute=0, second=0, microsecond=0)
        self._morning = morning if morning <= now else morning - timedelta(days=1)

    def now(self) -> datetime:
        """See `Clock`."""
        return self._morning + timedelta(seconds=self.monotonic())

    def monotonic(self) -> float:
        """See `Clock`."""
        return SystemClock().monotonic() - self._began


class MessageBook:
    """What an HL7 v2 receiver keeps: each control id once, and what it said to it. It satisfies `Inbox` of a listener.

    It is idempotent, as one that keeps MSH-10 is.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._said: dict[str, bytes] = {}
        self.events: dict[str, str] = {}
        """The trigger event of each control id that was taken."""
        self._texts: dict[str, bytes] = {}

    def answer(self, data: bytes) -> tuple[bytes, ...]:
        """See `his_client.hl7v2.listener.Inbox.answer`."""
        message = parse(data)
        control_id = message.header.text(10)
        with self._lock:
            if control_id not in self._said:
                self._said[control_id] = acknowledge(message.header, "AA", self._clock.now())
                self.events[control_id] = message.event[1]
                self._texts[control_id] = data
            return (self._said[control_id],)

    def count(self, event: str, word: str) -> int:
        """How many messages of this event hold a word."""
        with self._lock:
            return sum(kind == event and word.encode() in self._texts[one] for one, kind in self.events.items())


@dataclass(slots=True)
class Neighbourhood:
    """Everybody there is. `lines` are the proxies by the name of who is asked, `doors` their addresses over TLS."""

    folder: Path
    clock: Clock
    certificates: Certificates
    sandbox: Sandbox
    keyless: Sandbox
    terminal: TerminalMemory
    messages: MessageBook
    inbox: Inbox
    departments: DepartmentList
    hub_url: str
    provider: Provider
    fleet: Fleet
    lines: dict[str, Proxy] = field(default_factory=dict)
    doors: dict[str, dict[Certificate, str]] = field(default_factory=dict)


@contextmanager
def neighbourhood(folder: Path) -> Iterator[Neighbourhood]:
    """Start everybody in `folder`; on leaving, everything is closed in order."""
    clock = MorningClock()
    with ExitStack() as stack:
        certificates = make_certificates(folder, SystemClock().now())  # by which OpenSSL judges them
        sandbox = stack.enter_context(
            Sandbox(folder / "his.db", clock=clock.now, departments=_rules(), with_providers=True)
        )
        keyless = stack.enter_context(
            Sandbox(folder / "keyless.db", clock=clock.now, departments=_rules(), traits=HisTraits(keys=False))
        )
        memory = TerminalMemory()
        terminal = TerminalServer(memory, clock=clock.now)
        terminal.start()
        stack.callback(terminal.stop)
        messages = MessageBook(clock)
        listener = Listener(("127.0.0.1", 0), ("127.0.0.1",), messages)  # type: ignore[arg-type]
        listener.start()
        stack.callback(listener.stop)
        inbox = Inbox(folder / "inbox.db", TOKEN, clock)
        stack.callback(inbox.close)
        receiver = HubServer(receiver_app(inbox, {}, TOKEN, clock), "127.0.0.1", 0)
        receiver.start()
        stack.callback(receiver.stop)
        hub, config = stack.enter_context(_hub(folder, sandbox, clock))
        behind = stack.enter_context(_line(hub.url, spared=OWN_QUESTIONS))
        fleet = stack.enter_context(enrolled(config, TOKEN, hub.url, behind.url, clock))
        provider = Provider(clock)
        signing_in = HubServer(provider.app, "127.0.0.1", 0)
        signing_in.start()
        stack.callback(signing_in.stop)
        here = Neighbourhood(
            folder,
            clock,
            certificates,
            sandbox,
            keyless,
            memory,
            messages,
            inbox,
            _departments_file(folder, sandbox),
            hub.url,
            provider,
            fleet,
            {"behind": behind},
            {"behind": {}},
        )
        addresses = {
            "his": sandbox.urls["his"],
            "keyless": keyless.urls["his"],
            "fhir": sandbox.urls["his"],
            **{name: sandbox.urls[name] for name in ("insurance", "bank", "payos", "sepay", "vnpay")},
            "his_route": sandbox.urls["his"],
            "copayment": sandbox.urls["insurance"],
            "hub": hub.url,
            "queue": hub.url,
            "intake": hub.url,
            "desk": hub.url,
            "sign_in": hub.url,
            "staff": hub.url,
            "users": hub.url,
            "receiver": receiver.url,
            "oidc": signing_in.url,
        }
        for name, url in addresses.items():
            _open(here, stack, name, _line(url))
        _open(here, stack, "agent", _line(fleet.gate, onward=fleet.context))
        _open(here, stack, "hl7v2", Proxy("127.0.0.1", listener.port, pace=PACE, frames=MLLP))
        _open(here, stack, "terminal", Proxy("127.0.0.1", terminal.port, pace=PACE, frames=NEXO))
        yield here


@contextmanager
def new_book(here: Neighbourhood, name: str) -> Iterator[Neighbourhood]:
    """The same for the line of this name, where that is one of `OWN_BOOK` with an empty hospital behind it."""
    if name not in OWN_BOOK:
        yield here
        return
    with tempfile.TemporaryDirectory(prefix=f"{name}-", dir=here.folder) as folder, ExitStack() as stack:
        own = stack.enter_context(Sandbox(Path(folder) / "his.db", clock=here.clock.now, departments=_rules()))
        there = replace(here, sandbox=own, lines=dict(here.lines), doors=dict(here.doors))
        _open(there, stack, name, _line(own.urls["his"]))
        yield there


def _rules() -> tuple[DepartmentRule, ...]:
    """The sandbox's departments, none of which fills."""
    return tuple(replace(rule, quota=MANY) for rule in sandbox_departments())


def _line(url: str, **more: Any) -> Proxy:
    where = urlsplit(url)
    return Proxy(where.hostname or "", where.port or 0, pace=PACE, **more)


def _open(here: Neighbourhood, stack: ExitStack, name: str, line: Proxy) -> None:
    here.lines[name] = stack.enter_context(line)
    here.doors[name] = {kind: line.also_with(context) for kind, context in here.certificates.contexts.items()}


@contextmanager
def _hub(folder: Path, sandbox: Sandbox, clock: Clock) -> Iterator[tuple[HubServer, StationConfig]]:
    """A hub with desks and users, whose own neighbours it reaches over good lines."""
    accounts, urls = sandbox.accounts, sandbox.urls
    secrets = folder / "credentials"
    secrets.mkdir(mode=0o700)
    for name, value in {
        "his_secret": accounts.merchant_secret,
        "insurance_password": accounts.gateway_password,
        "payment_secret": accounts.bank_token,
        "hub_token": TOKEN,
        "desk_token": TOKEN + "-desk",
        "journal_key": "5a" * 32,
    }.items():
        path = secrets / name
        path.write_text(value)
        path.chmod(0o600)
    config = parse_config(
        f"""
[station]
id = "K03"
hospital = "Bệnh viện Mẫu"
name = "Máy 03"
facility = "{accounts.facility_code}"
journal = "station.db"
credentials = "{secrets}"
[printer]
kind = "picture"
path = "slips"
[his]
url = "{urls["his"]}"
merchant_id = "{accounts.merchant_id}"
[insurance]
enabled = true
url = "{urls["insurance"]}"
username = "{accounts.gateway_username}"
officer_name = "{accounts.officer_name}"
officer_id = "{accounts.officer_id}"
[payment]
url = "{urls["bank"]}"
account = "{accounts.bank_account}"
bank_bin = "{accounts.bank_bin}"
payee = "BENH VIEN MAU"
[hub]
listen = "127.0.0.1:0"
journal = "hub.db"
desks = ["1"]
""",
        base=folder,
    )
    init(config, clock)
    with running_hub(config, clock, lambda: None) as server:
        yield server, config


def _departments_file(folder: Path, sandbox: Sandbox) -> DepartmentList:
    """The sandbox's departments as a hospital that speaks HL7 v2 writes them down."""
    lines = ["valid_from = 2020-01-01", "valid_until = 2099-12-31"]
    for one in sandbox.book.departments():
        lines += [
            "[[department]]",
            f'id = "{one.id}"',
            f'code = "{one.code}"',
            f'name = "{one.name}"',
            f'room = "{one.room}"',
            f'service_id = "{one.service.id}"',
            f'service_name = "{one.service.name}"',
            f"price = {one.service.price}",
            f"insured_price = {one.service.insured_price}",
        ]
    path = folder / "departments.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    return load_departments(path)


def faults_of(name: str) -> tuple[Fault, ...]:
    """What the line of this name can do."""
    framed = name in ("hl7v2", "terminal")
    return tuple(fault for fault in Fault if not (framed and (fault.of_http or fault in (Fault.TWICE,))))
