"""The product's adapters, each made over an address as the product makes it, with short deadlines from its settings."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from his_client.fhir.adapter import FhirConfig, FhirHis
from his_client.fhir.auth import ClientSecret, Tokens
from his_client.fhir.client import FhirClient
from his_client.fhir.systems import Systems
from his_client.his.medipay import MediPayConfig, MediPayHis
from his_client.his.medipay_keyless import KeylessMediPayHis, Search
from his_client.his.ports import HospitalSystem
from his_client.hl7v2 import Hl7v2His, Parties, Receiver
from his_client.http import JsonClient
from his_client.insurance.copayment import CoPaymentLookup
from his_client.insurance.his_route import HisInsuranceRoute, HisRouteConfig
from his_client.insurance.ports import InsuranceGateway
from his_client.insurance.vss import VssConfig, VssGateway
from his_client.line import Address
from his_client.payments.bank import BankFeed, StatementConfig
from his_client.payments.nexo.messages import Parties as TillParties
from his_client.payments.nexo.terminal import NexoTerminal, TerminalAddress
from his_client.payments.payos import PayosConfig, PayosProvider
from his_client.payments.ports import PaymentProvider
from his_client.payments.sepay import SepayProvider
from his_client.payments.statement import StatementProvider
from his_client.payments.terminal import CardTerminal
from his_client.payments.vnpay import VnpayConfig, VnpayProvider
from kiosk.campaign.neighbours.fleet import BehindGate, gate_line
from kiosk.campaign.neighbours.hospital import PIN_S, TOKEN, Neighbourhood
from kiosk.campaign.neighbours.provider import SigningIn
from kiosk.cashier.ports import Desk
from kiosk.hub.client import HubClient
from kiosk.hub.desk.client import HttpDesk
from kiosk.hub.desk.staff_client import StaffClient, StaffDesk
from kiosk.hub.desk.users_client import UsersClient
from kiosk.hub.identity import MutualTls
from kiosk.hub.intake import JournalIntake
from kiosk.hub.intake_client import HttpIntake
from kiosk.hub.ports import InsurerPort, LaterChecks, OrderDesk, StaffCalls
from kiosk.hub.queue_client import QueueClient
from kiosk.hub.receiver.client import ReceiverClient
from kiosk.hub.receiver.ports import Receiver as WebhookReceiver
from kiosk.queue.ports import NumberDesk, RoomDesk
from kiosk.station.agent.line import GateLine

NAME_OF_NOBODY = "nobody.invalid"
"""A name that no resolver has an address for (RFC 6761, 6.4)."""


@dataclass(frozen=True, slots=True)
class Adapter:
    """How one adapter is made over an address, with a deadline in seconds for each request.

    `ports` are what it has pairs for, `tls` is whether it speaks TLS; `least_s` is what its calls need at least.
    `remembers`: it alone knows what was done through it. `beyond`: its line lies behind whom it calls, so that no
    address and no certificate of that line is its own.
    """

    make: Callable[[Neighbourhood, str, float], Any]
    ports: tuple[type, ...]
    tls: bool = True
    least_s: float = 0.0
    beyond: bool = False
    remembers: bool = False


def _http(here: Neighbourhood, url: str, deadline_s: float, **more: Any) -> JsonClient:
    return JsonClient(url, deadline_s=deadline_s, ca_file=_trusted(here, url), **more)


def _trusted(here: Neighbourhood, url: str) -> Path | None:
    return here.certificates.ca_file if url.startswith("https:") else None


def _identity(here: Neighbourhood, url: str) -> MutualTls | None:
    """A station's: behind TLS it shows a certificate of its own."""
    if not url.startswith("https:"):
        return None
    return MutualTls(here.certificates.ca_file, here.certificates.pair)


def _medipay(here: Neighbourhood, url: str, deadline_s: float) -> MediPayHis:
    accounts = here.sandbox.accounts
    config = MediPayConfig(accounts.merchant_id, accounts.merchant_secret, accounts.facility_code)
    return MediPayHis(config, _http(here, url, deadline_s), here.clock.now)


def _keyless(here: Neighbourhood, url: str, deadline_s: float) -> KeylessMediPayHis:
    accounts = here.keyless.accounts
    config = MediPayConfig(accounts.merchant_id, accounts.merchant_secret, accounts.facility_code)
    return KeylessMediPayHis(config, _http(here, url, deadline_s), here.clock.now, Search(settle_s=0.05))


def _fhir(here: Neighbourhood, url: str, deadline_s: float) -> FhirHis:
    accounts, base = here.sandbox.accounts, f"{url}/fhir"
    door = _http(here, f"{base}/auth/token", deadline_s)
    secret = ClientSecret(accounts.fhir_client_id, accounts.fhir_client_secret)
    tokens = Tokens(door, secret, "system/*.cruds", here.clock.now)
    client = FhirClient(_http(here, base, deadline_s, max_bytes=8 << 20), base, tokens, Systems().word("refusal"))
    return FhirHis(FhirConfig(accounts.facility_code), client, here.clock.now)


def _hl7v2(here: Neighbourhood, url: str, deadline_s: float) -> Hl7v2His:
    where = urlsplit(url)
    address = Address(where.hostname or "", where.port or 0, deadline_s, _context(here, url))
    receiver = Receiver(
        Parties("KIOSK", "01010", "HIS", "BVMAU"), idempotent=True, add_person=True, cancel=True, payments=True
    )
    return Hl7v2His(address, receiver, here.departments, here.clock.now)


def _context(here: Neighbourhood, url: str) -> ssl.SSLContext | None:
    return ssl.create_default_context(cafile=here.certificates.ca_file) if url.startswith("https:") else None


def _vss(here: Neighbourhood, deadline_s: float) -> VssConfig:
    accounts = here.sandbox.accounts
    return VssConfig(
        accounts.gateway_username,
        accounts.gateway_password,
        accounts.officer_name,
        accounts.officer_id,
        deadline_s=deadline_s,
    )


def _route(here: Neighbourhood, url: str, deadline_s: float) -> HisInsuranceRoute:
    accounts = here.sandbox.accounts
    config = HisRouteConfig(accounts.merchant_id, accounts.merchant_secret, deadline_s)
    return HisInsuranceRoute(config, _http(here, url, deadline_s), here.clock.now)


def _payos(here: Neighbourhood, url: str, deadline_s: float) -> PayosProvider:
    accounts = here.sandbox.accounts
    back = "https://hospital.example/"
    config = PayosConfig(accounts.payos_client_id, accounts.payos_api_key, accounts.payos_checksum_key, back, back)
    return PayosProvider(config, _http(here, url, deadline_s))


def _vnpay(here: Neighbourhood, url: str, deadline_s: float) -> VnpayProvider:
    accounts = here.sandbox.accounts
    config = VnpayConfig(accounts.vnpay_tmn_code, accounts.vnpay_secret, "https://hospital.example/")
    return VnpayProvider(config, _http(here, url, deadline_s), here.clock.now)


def _terminal(here: Neighbourhood, url: str, deadline_s: float) -> NexoTerminal:
    where = urlsplit(url)
    parties = TillParties("desk-1", "terminal-1")
    address = TerminalAddress(
        where.hostname or "", where.port or 0, parties, deadline_s, deadline_s, _context(here, url)
    )
    return NexoTerminal(address, here.clock.now)


def _desk(here: Neighbourhood, url: str, deadline_s: float) -> HttpDesk:
    return HttpDesk(url, TOKEN + "-desk", ca_file=_trusted(here, url), deadline_s=deadline_s)


def _statement(here: Neighbourhood, url: str, deadline_s: float) -> StatementProvider:
    accounts = here.sandbox.accounts
    return StatementProvider(
        StatementConfig(accounts.bank_account, accounts.bank_token), _http(here, url, deadline_s), here.clock.now
    )


def _sepay(here: Neighbourhood, url: str, deadline_s: float) -> SepayProvider:
    accounts = here.sandbox.accounts
    return SepayProvider(
        StatementConfig(accounts.bank_account, accounts.sepay_token, "sepay"),
        _http(here, url, deadline_s),
        here.clock.now,
    )


ADAPTERS: Mapping[str, Adapter] = {
    "his": Adapter(_medipay, (HospitalSystem,)),
    "keyless": Adapter(_keyless, (HospitalSystem,)),
    # Its server tells the addresses of further pages, which must be those it was asked at: plain, as it serves.
    "fhir": Adapter(_fhir, (HospitalSystem,), tls=False),
    "hl7v2": Adapter(_hl7v2, (HospitalSystem,), remembers=True),
    "insurance": Adapter(
        lambda here, url, deadline_s: VssGateway(_vss(here, deadline_s), _http(here, url, deadline_s), here.clock.now),
        (InsuranceGateway,),
    ),
    "his_route": Adapter(_route, (InsuranceGateway,)),
    "copayment": Adapter(
        lambda here, url, deadline_s: CoPaymentLookup(
            _vss(here, deadline_s), _http(here, url, deadline_s), here.clock.now
        ),
        (CoPaymentLookup,),
    ),
    "bank": Adapter(_statement, (BankFeed,)),
    "sepay": Adapter(_sepay, (BankFeed,)),
    "payos": Adapter(_payos, (PaymentProvider,)),
    "vnpay": Adapter(_vnpay, (PaymentProvider,)),
    "terminal": Adapter(_terminal, (CardTerminal,)),
    "hub": Adapter(
        lambda here, url, deadline_s: HubClient(
            url, TOKEN, deadline_s=deadline_s, insurance_s=deadline_s, identity=_identity(here, url)
        ),
        (InsurerPort, LaterChecks, OrderDesk, StaffCalls, HubClient),
    ),
    "queue": Adapter(
        lambda here, url, deadline_s: QueueClient(url, TOKEN, deadline_s=deadline_s, identity=_identity(here, url)),
        (NumberDesk, RoomDesk, QueueClient),
    ),
    "intake": Adapter(
        lambda here, url, deadline_s: HttpIntake(url, TOKEN, deadline_s=deadline_s, identity=_identity(here, url)),
        (JournalIntake,),
    ),
    "receiver": Adapter(
        lambda _, url, deadline_s: ReceiverClient(url, TOKEN, deadline_s=deadline_s), (WebhookReceiver,), tls=False
    ),
    "oidc": Adapter(
        lambda here, url, deadline_s: SigningIn(here.provider, url, here.clock, here.certificates.ca_file, deadline_s),
        (SigningIn,),
    ),
    "agent": Adapter(
        lambda here, url, deadline_s: gate_line(here.fleet, here.folder, here.certificates.ca_file, url, deadline_s),
        (GateLine,),
    ),
    "behind": Adapter(
        lambda here, _, deadline_s: BehindGate(here.fleet, here.folder, TOKEN, deadline_s),
        (),
        tls=False,
        least_s=PIN_S,
        beyond=True,
    ),
    "desk": Adapter(_desk, (Desk,)),
    "sign_in": Adapter(_desk, (), least_s=PIN_S),
    "staff": Adapter(
        lambda here, url, deadline_s: StaffClient(url, TOKEN, deadline_s=deadline_s, identity=_identity(here, url)),
        (StaffDesk,),
        least_s=PIN_S,
    ),
    "users": Adapter(
        lambda _, url, deadline_s: UsersClient(url, TOKEN, deadline_s=deadline_s),
        (UsersClient,),
        tls=False,
        least_s=PIN_S,
    ),
}
"""By the name of the line. A port is covered when each of its methods has a call for every adapter that has it."""
