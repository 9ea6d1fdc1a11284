"""What a hospital's system and an insurer may answer: REST, FHIR R4, HL7 v2 over MLLP, the gateway's own JSON."""

from __future__ import annotations

import atexit
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Flask

from fuzz.judge import Kind, Target
from fuzz.playing import NOW, Recorder, asks, clock
from his_client import http as wire
from his_client.fhir.adapter import FhirConfig, FhirHis
from his_client.fhir.auth import ClientSecret, Tokens
from his_client.fhir.client import FhirClient
from his_client.fhir.systems import Systems
from his_client.his.identity import Guardian, Identifier, IdentifierKind, Identity, IdentitySource, Relation
from his_client.his.medipay import MediPayConfig, MediPayHis
from his_client.his.values import Feedback, InsuranceClaim, PaymentNotice, Registered, RegistrationRequest
from his_client.hl7v2 import Parties, load_departments
from his_client.hl7v2.acknowledgment import Accepted, understand
from his_client.hl7v2.answers import candidate
from his_client.hl7v2.appointments import AppointmentBook
from his_client.hl7v2.listener import Inbox
from his_client.hl7v2.message import parse
from his_client.hl7v2.mllp import BadBlock, Blocks, block
from his_client.hl7v2.profiles import Profiles
from his_client.hl7v2.registered import registered_from
from his_client.insurance.his_route import HisInsuranceRoute, HisRouteConfig
from his_client.insurance.vss import VssConfig, VssGateway
from his_client.outcome import Unknown
from his_client.sandbox.book import RegistrationBook
from his_client.sandbox.fhir_app import fhir_face
from his_client.sandbox.fhir_tokens import TokenDoor
from his_client.sandbox.his_app import his_app
from his_client.sandbox.his_bhyt import bhyt_door
from his_client.sandbox.insurance_app import GatewayAccount, Sessions, insurance_app
from his_client.sandbox.insured import InsuredRegistry, Officer
from his_client.sandbox.store import SqliteStore

MERCHANT, SECRET, FACILITY = "SANDBOX", "s" * 24, "01010"
KEY, PAYMENT = "11111111-2222-3333-4444-555555555555", "bank:FT1"
PARTIES = Parties("KIOSK", "01001", "HIS", "BVMAU")
RAW = frozenset({"replies", "segments", "message"})
"""What was answered, kept as evidence; and an HL7 message as it lies on the line, whose values are read apart."""

ADULT = Identity(
    "001090000017", "Nguyễn Đức Mẫu", "1990-03-15", "Nam", "Số 1 Ngõ Thử, Hà Nội", IdentitySource.CHIP_AND_FACE,
    "2021-05-10",
)  # fmt: skip
CHILD = replace(ADULT, id_number="001220000019", full_name="Nguyễn Thị Bé", date_of_birth="2022-01-05", sex="Nữ")
INSURED = InsuranceClaim(
    "GD4010123452345", 80, "eligible", "000", "1.1", "01001", date(2026, 1, 1), date(2026, 12, 31), NOW
)
NUMBER = Identifier(IdentifierKind.ID_NUMBER, "001090000017")
CHIP = IdentitySource.CHIP_AND_FACE


@cache
def _book() -> tuple[SqliteStore, RegistrationBook, InsuredRegistry]:
    folder = TemporaryDirectory(prefix="fuzz-")
    atexit.register(folder.cleanup)
    store = SqliteStore(Path(folder.name) / "sandbox.db")
    book = RegistrationBook(store, clock=clock)
    book.seed()
    registry = InsuredRegistry(store, clock=clock)
    registry.seed()
    return store, book, registry


@cache
def _requests() -> tuple[RegistrationRequest, ...]:
    """The same person at one department after another."""
    places = [
        item for item in _book()[1].departments() if not (item.only_sex or item.full or item.min_age or item.max_age)
    ]
    return tuple(
        RegistrationRequest(
            f"{KEY[:-2]}{number:02}", "03", ADULT, place.id, place.service.id, place.service.price, None, None, NOW
        )
        for number, place in enumerate(places)
    )


@cache
def _visit() -> Registered:
    """A visit that is there before anybody asks."""
    made = _book()[1].register(_requests()[0])
    assert isinstance(made, Registered), made
    return made


Questions = Mapping[str, Callable[[Any], object]]


@cache
def _questions(his: Callable[[Any], Any], nth: int) -> Questions:
    """Every question of the port, each on a client of its own; what changes something is about the `nth` place."""
    there, wanted = _visit(), _requests()[nth]
    child = replace(wanted, identity=CHILD, guardian=Guardian(ADULT, Relation.FATHER), key=f"{KEY[:-2]}9{nth}")
    notice = PaymentNotice(PAYMENT, there.bill_id, there.amount_due, NOW, "KM7F3K92T")
    visit, patient = there.visit_code, there.patient_id
    asked: dict[str, Callable[[Any], object]] = {
        "departments": lambda it: it.departments(),
        "register": lambda it: it.register(wanted),
        "register_child": lambda it: it.register(child),
        "find_patient": lambda it: it.find_patient(NUMBER, CHIP),
        "find_registration": lambda it: it.find_registration(there.key, _requests()[0]),
        "registrations_today": lambda it: it.registrations_today(NUMBER, CHIP),
        "bills": lambda it: it.bills(patient, CHIP),
        "receipts": lambda it: it.receipts(NOW.date()),
        "post_payment": lambda it: it.post_payment(notice),
        "find_payment": lambda it: it.find_payment(PAYMENT),
        "position": lambda it: it.position(visit),
        "reprint": lambda it: it.reprint(visit),
        "appointments_today": lambda it: it.appointments_today(patient, CHIP),
        "results_ready": lambda it: it.results_ready(patient, CHIP),
        "notices": lambda it: it.notices(),
        "feedback": lambda it: it.send_feedback(Feedback("F1", "03", 5, NOW, "", "tốt", visit)),
        "cancel": lambda it: it.cancel(visit, "changed_mind"),
    }
    return {name: (lambda peer, ask=ask: ask(his(peer))) for name, ask in asked.items()}


def _rest(peer: Any) -> MediPayHis:
    return MediPayHis(MediPayConfig(MERCHANT, SECRET, FACILITY), peer, clock)


def _fhir(peer: Any) -> FhirHis:
    token_door = peer.at("/fhir/auth/token") if isinstance(peer, Recorder) else peer
    face = peer.at("/fhir") if isinstance(peer, Recorder) else peer
    tokens = Tokens(token_door, ClientSecret("kiosk", SECRET), "system/*.rs", clock)
    systems = Systems()
    return FhirHis(
        FhirConfig(FACILITY, systems), FhirClient(face, "http://localhost/fhir", tokens, systems.word("refusal")), clock
    )


def _asked(questions: Questions, data: bytes) -> object:
    return asks(questions)(data)


def _recorded(app: Flask, questions: Questions) -> list[bytes]:
    peer = Recorder(app)
    inputs = []
    for name, ask in questions.items():
        ask(peer)
        inputs.append(peer.take(name))
    return inputs


@cache
def _rest_seeds() -> tuple[bytes, ...]:
    app = his_app(_book()[1], merchant_id=MERCHANT, secret=SECRET, clock=clock)
    refused = {"ask": "register", "said": [[200, {"code": "409", "message": "", "data": {"LY_DO": "full"}}]]}
    return (*_recorded(app, _questions(_rest, 1)), json.dumps(refused).encode())


@cache
def _fhir_seeds() -> tuple[bytes, ...]:
    app = Flask("fuzz.fhir")
    store, book, _ = _book()
    app.register_blueprint(fhir_face(book, store, TokenDoor("kiosk", SECRET, clock), clock, Systems()))
    issue = {"severity": "error", "code": "business-rule", "details": {"coding": [{"system": "x", "code": "full"}]}}
    token = [200, {"access_token": "t", "token_type": "bearer", "expires_in": 300, "scope": "s"}]
    refused = {"ask": "bills", "said": [token, [422, {"resourceType": "OperationOutcome", "issue": [issue]}]]}
    return (*_recorded(app, _questions(_fhir, 2)), json.dumps(refused).encode())


# -- the insurer


def _insurer(peer: Any) -> VssGateway:
    return VssGateway(VssConfig("01010_BV", "p", "Cán Bộ Mẫu", "001180000099"), peer, clock, monotonic=lambda: 0.0)


def _route(peer: Any) -> HisInsuranceRoute:
    return HisInsuranceRoute(HisRouteConfig(MERCHANT, SECRET), peer, clock)


@cache
def _checks() -> Questions:
    people = _book()[2].people.where()
    person = next(row for row in people if row.code == "000")
    other = next(row for row in people if row.code not in ("000", "001"))
    check = {"known": person, "other": other}
    found: dict[str, Callable[[Any], object]] = {}
    for name, row in check.items():
        asked = (row.id_number, row.full_name, row.birth_date)
        found[name] = lambda peer, asked=asked: _insurer(peer).check(*asked, asked_at=NOW)
        found[f"{name}_by_his"] = lambda peer, asked=asked: _route(peer).check(*asked, asked_at=NOW)
    return found


@cache
def _insurer_seeds() -> tuple[bytes, ...]:
    registry = _book()[2]
    account = GatewayAccount("01010_BV", "p", Officer("Cán Bộ Mẫu", "001180000099"))
    gateway = insurance_app(registry, account, Sessions(clock))
    gateway.register_blueprint(
        bhyt_door(registry, merchant_id=MERCHANT, secret=SECRET, facility_code=FACILITY, clock=clock)
    )
    return tuple(_recorded(gateway, _checks()))


# -- HL7 v2


_HEAD = "MSH|^~\\&|HIS|BVMAU|KIOSK|01001|20261124073001+0700||{event}|RCV1|P|2.5.1"
_PID = "PID|1||BN7^^^HIS^PI~001090000017^^^VNM^NI||Nguyễn^Mẫu^Đức||19900315|M|||1 Ngõ Thử^^Hà Nội"
_SIU = "\r".join(
    [
        _HEAD.format(event="SIU^S12^SIU_S12"),
        "SCH|A1|H1|||||FOLLOWUP^x|||15|^^15^20261124090000+0700|||||||||||||BOOKED",
        _PID,
        "RGS|1",
        "AIL|1||K01^214^^^^^A^2^Nội tim mạch|||20261124090000+0700",
        "AIP|1||BS1^Trần^Mẫu",
        "",
    ]
)  # fmt: skip
_ACK = [
    "\r".join(
        [_HEAD.format(event="ACK^A04^ACK"), f"MSA|AA|{KEY[:20]}", "ZQN|12|214|2|A|3|15|2026112407|BN7|HD1|50600|0", ""]
    ),
    "\r".join([_HEAD.format(event="ACK"), f"MSA|AE|{KEY[:20]}", "ERR||PID^1^3|204^^HL70357|E|full", ""]),
    "\r".join(
        [_HEAD.format(event="RSP^K22^RSP_K21"), f"MSA|AA|{KEY[:20]}", f"QAK|{KEY[:20]}|OK", "QPD|IHE|x", _PID, ""]
    ),
]  # fmt: skip
_HL7 = (
    "|", "^", "~", "&", "\\", "\r", "\n", "\\F\\", "\\X0D\\", "\\X1C0D\\", "\\Xd8\\", "\\.br\\", "\\Z1\\", '""',
    "MSH|", "MSH|^~\\&|", "MSH|^^^^|", "PID|", "MSA|AA|", "ZQN|", "20260230", "99991231235959-1200",
    "00010101000000+1400", "\x0b", "\x1c\r",
)  # fmt: skip


def _frames(*messages: str) -> list[bytes]:
    return [block(message.encode()) for message in messages]


def _pushed(data: bytes) -> object:
    """A stream from the HIS in two pieces: what is booked can be told, and every answer is a message in its block."""
    book = AppointmentBook(clock)
    inbox, blocks = Inbox(book, clock), Blocks()
    answers = []
    half = len(data) // 2
    for piece in (data[:half], data[half:]):
        blocks.feed(piece)
        while (message := blocks.next()) is not None:
            answers += inbox.answer(message)
    for answer in answers:
        block(answer)
        parse(answer)
    return book.today("BN7")


@cache
def _departments() -> Any:
    text = (
        'valid_from = 2026-11-01\nvalid_until = 2026-12-31\n[[department]]\nid = "K01"\ncode = "K04"\nname = "Nội"\n'
        'room = "214"\nservice_id = "DV01"\nservice_name = "Khám"\nprice = 50600\ninsured_price = 50600\n'
    )
    with TemporaryDirectory() as folder:
        file = Path(folder) / "departments.toml"
        file.write_text(text, encoding="utf-8")
        return load_departments(file)


def _acknowledged(data: bytes) -> object:
    """One answer to our message, understood, and whatever it tells of a patient and a place."""
    blocks = Blocks()
    blocks.feed(data)
    message = blocks.next()
    if message is None:
        return None
    answer = understand(message, KEY[:20])
    if not isinstance(answer, Accepted):
        return answer
    department = _departments().open(NOW.date())[0]
    request = replace(_requests()[0], department_id="K01", service_id="DV01", price=50_600)
    return (
        candidate(answer.message, KEY[:20], NUMBER),
        [registered_from(request, department, answer.message, takes) for takes in (True, False)],
    )


def _said_back(data: bytes) -> object:
    """Whatever names and texts a person has, the message we write has them in their fields and nothing else."""
    text = data.decode("utf-8", "replace")
    identity = replace(ADULT, full_name=text, address=text)
    department = _departments().open(NOW.date())[0]
    request = replace(_requests()[0], identity=identity, department_id="K01", service_id="DV01", price=50_600)
    content = Profiles(PARTIES).register(request, department).content
    block(content)
    names = [one.name for one in parse(content).segments]
    plain = Profiles(PARTIES).register(replace(request, identity=ADULT), department).content
    assert names == [one.name for one in parse(plain).segments]
    return None


# -- the bytes of an HTTP answer


def _body(data: bytes) -> object:
    """Media type and body as they came: JSON or a reason, never a number that floats."""
    media, _, body = data.partition(b"\n")
    found = wire._decode(body, media.decode("latin-1"))
    if isinstance(found, Unknown):
        return found
    waiting = [found[0]]
    while waiting:
        value = waiting.pop()
        assert not isinstance(value, float)
        waiting += value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return None


_BODIES = [
    b'application/json\n{"code": "000", "data": {"TONG_TIEN": 50600.00}}',
    b"application/json; charset=windows-1258\n{}",
    b'text/html\n<html>{"code": "000"}',
    b"application/json; charset=utf-16\n\xff\xfe{\x00}\x00",
]
_REST = (
    "000",
    "404",
    "409",
    "401",
    "999",
    KEY,
    PAYMENT,
    "001090000017",
    "BN1",
    "SO_TIEN",
    "DANH_SACH",
    "TAM",
    "DA_HUY",
)
_FHIR = (
    "Bundle", "searchset", "transaction-response", "Patient", "Encounter", "Invoice", "Task", "next",
    "OperationOutcome", "Patient/1", "http://localhost/fhir?page=1", "http://other/fhir", "booked", "issued",
    "balanced", "VND", KEY,
)  # fmt: skip

TARGETS: dict[str, Target] = {
    "his_rest": Target(
        lambda data: _asked(_questions(_rest, 1), data),
        (),
        lambda: list(_rest_seeds()),
        Kind.JSON,
        3,
        _REST,
    ),
    "his_fhir": Target(
        lambda data: _asked(_questions(_fhir, 2), data), (), lambda: list(_fhir_seeds()), Kind.JSON, 2, _FHIR
    ),
    "insurer": Target(
        lambda data: _asked(_checks(), data),
        (),
        lambda: list(_insurer_seeds()),
        Kind.JSON,
        3,
        ("000", "001", "010", "401", "9", "2", "K1", "01/01/2026", "2026-11-24T00:30:00.1047187Z", "GD4010123452345"),
        frozenset({"replies"}),
    ),
    "hl7_pushed": Target(
        _pushed,
        (BadBlock,),
        lambda: [*_frames(_SIU), b"".join(_frames(_SIU, _SIU.replace("S12", "S15")))],
        Kind.FRAMES,
        3,
        _HL7,
    ),
    "hl7_answer": Target(_acknowledged, (BadBlock,), lambda: _frames(*_ACK), Kind.FRAMES, 3, _HL7, RAW),
    "hl7_written": Target(_said_back, (), lambda: ["Nguyễn Đức Mẫu".encode()], Kind.TEXT, 1, _HL7),
    "http_body": Target(
        _body,
        (),
        lambda: list(_BODIES),
        Kind.TEXT,
        4,
        (
            "charset=",
            "utf-16",
            "utf-7",
            "idna",
            "base64",
            "zip",
            "rot13",
            "unicode_escape",
            "NaN",
            "1e9999999",
            "\\ud800",
            "[" * 3_000,
        ),
    ),
}
