"""The whole sandbox: its servers on loopback over one SQLite file, with a control door on the HIS's port."""

import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

from flask import Flask

from his_client.clock import Clock, system_clock
from his_client.fhir.systems import Systems
from his_client.his.ports import Identity, IdentitySource, Registered, RegistrationRequest
from his_client.outcome import Refused
from his_client.sandbox.bank_app import bank_app
from his_client.sandbox.book import RegistrationBook
from his_client.sandbox.control import PEERS, add_control
from his_client.sandbox.departments import DepartmentRule
from his_client.sandbox.faults import FaultQueue
from his_client.sandbox.fhir_app import fhir_face
from his_client.sandbox.fhir_tokens import TokenDoor
from his_client.sandbox.his_app import HisTraits, his_app
from his_client.sandbox.his_bhyt import bhyt_door
from his_client.sandbox.insurance_app import GatewayAccount, Sessions, insurance_app
from his_client.sandbox.insured import InsuredRegistry, Officer
from his_client.sandbox.ledger import BankLedger
from his_client.sandbox.payment_world import PaymentWorld
from his_client.sandbox.server import PeerServer
from his_client.sandbox.store import SqliteStore, Table


@dataclass(frozen=True, slots=True)
class Accounts:
    """What the sandbox accepts. Made new for each start unless given; good for nothing else."""

    merchant_id: str = "SANDBOX"
    merchant_secret: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    facility_code: str = "01010"
    gateway_username: str = "01010_BV"
    gateway_password: str = field(default_factory=lambda: secrets.token_urlsafe(16), repr=False)
    officer_name: str = "Cán Bộ Mẫu"
    officer_id: str = "001180000099"
    bank_account: str = "0011009999999"
    bank_bin: str = "970436"
    bank_token: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    fhir_client_id: str = "kiosk"
    fhir_client_secret: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    payos_account: str = "0011009999998"
    payos_client_id: str = "sandbox-payos"
    payos_api_key: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    payos_checksum_key: str = field(default_factory=lambda: secrets.token_hex(32), repr=False)
    sepay_token: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    sepay_secret: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    sepay_api_key: str = field(default="", repr=False)
    vnpay_tmn_code: str = "SANDBOX1"
    vnpay_secret: str = field(default_factory=lambda: secrets.token_hex(16), repr=False)


class Sandbox:
    """A HIS, an insurance gateway and a bank. Ports are bound when it is made; `start` serves, `stop` closes all.

    `port_base` gives the HIS that port and the next ones to the gateway, the bank and the providers; 0 takes free ones.
    `traits` says what kind of HIS it is, `departments` which it has instead of those of its data file. With
    `with_providers` there are payOS, SePay and VNPAY too. Raises OSError when a port is taken or the file cannot be
    used.
    """

    def __init__(
        self,
        db_path: Path,
        port_base: int = 0,
        clock: Clock = system_clock,
        accounts: Accounts | None = None,
        traits: HisTraits | None = None,
        departments: Sequence[DepartmentRule] | None = None,
        with_providers: bool = False,
    ) -> None:
        self.db_path = db_path
        self.accounts = accounts or Accounts()
        self.faults = FaultQueue()
        self._store = SqliteStore(db_path)
        self.book = RegistrationBook(self._store, clock=clock, departments=departments)
        self.book.seed()
        self.registry = InsuredRegistry(self._store, clock=clock)
        self.registry.seed()
        self.ledger = BankLedger(self._store, clock=clock)
        self.sessions = Sessions(clock)
        self.fhir_door = TokenDoor(self.accounts.fhir_client_id, self.accounts.fhir_client_secret, clock)
        self._clock = clock
        self._traits = traits
        self.payments = PaymentWorld(self._store, self.ledger, self.accounts, clock) if with_providers else None
        self._servers: list[PeerServer] = []
        apps = dict(zip(PEERS, self._apps(), strict=True))
        if self.payments is not None:
            apps.update(self.payments.apps())
        try:
            for offset, (peer, app) in enumerate(apps.items()):
                self._servers.append(PeerServer(peer, app, port_base + offset if port_base else 0, self.faults))
        except OSError:
            self.stop()
            raise

    @property
    def urls(self) -> dict[str, str]:
        """Base address of each peer: his, insurance, bank, and the providers where there are any."""
        return {server.peer: server.url for server in self._servers}

    @property
    def fhir_url(self) -> str:
        """The base address of the HIS's FHIR face, on the HIS's port."""
        return f"{self.urls['his']}/fhir"

    def start(self) -> "Sandbox":
        """Begins to serve; returns itself."""
        for server in self._servers:
            server.start()
        if self.payments is not None:
            self.payments.start()
        return self

    def stop(self) -> None:
        """Ends all servers and closes the file."""
        if self.payments is not None:
            self.payments.stop()
        for server in self._servers:
            server.stop()
        self._store.close()

    def __enter__(self) -> "Sandbox":
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def registered(self, full_name: str, birth_date: str, id_number: str = "") -> Registered | Refused:
        """Registers somebody made up at the first department that takes them; without a number, under a new one."""
        number = id_number or f"000{secrets.randbelow(10**9):09}"
        who = Identity(number, full_name, birth_date, "Nam", "", IdentitySource.CARD_ONLY)
        answer: Registered | Refused = Refused("no_department")
        for department in self.book.departments():
            service, now = department.service, self._clock()
            answer = self.book.register(
                RegistrationRequest(str(uuid4()), "SBX", who, department.id, service.id, service.price, None, None, now)
            )
            if isinstance(answer, Registered):
                break
        return answer

    def state(self) -> dict[str, Any]:
        """Counts and rows of everything, as plain data."""
        tables: dict[str, Table[Any]] = {
            "patients": self.book.patients,
            "registrations": self.book.registrations,
            "tickets": self.book.tickets,
            "payments": self.book.payments,
            "feedback": self.book.desk.feedback,
            "insured": self.registry.people,
            "movements": self.ledger.movements,
        }
        if self.payments is not None:
            tables.update(self.payments.tables)
        rows = {name: [asdict(row) for row in table.where()] for name, table in tables.items()}
        return {
            "counts": {name: len(found) for name, found in rows.items()},
            "faults": self.faults.armed(),
            "tokens_taken": self.sessions.taken,
            "rows": rows,
        }

    def _apps(self) -> tuple[Flask, Flask, Flask]:
        accounts = self.accounts
        his = his_app(
            self.book,
            merchant_id=accounts.merchant_id,
            secret=accounts.merchant_secret,
            clock=self._clock,
            traits=self._traits,
        )
        his.register_blueprint(
            bhyt_door(
                self.registry,
                merchant_id=accounts.merchant_id,
                secret=accounts.merchant_secret,
                facility_code=accounts.facility_code,
                clock=self._clock,
            )
        )
        his.register_blueprint(fhir_face(self.book, self._store, self.fhir_door, self._clock, Systems()))
        add_control(his, self)
        account = GatewayAccount(
            accounts.gateway_username, accounts.gateway_password, Officer(accounts.officer_name, accounts.officer_id)
        )
        return (
            his,
            insurance_app(self.registry, account, self.sessions),
            bank_app(self.ledger, token=accounts.bank_token),
        )
