"""The adapter against two receivers of other makers: once, or unknown, and never twice by accident."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hl7v2_peers import Hl7apyReceiver, PythonHl7Receiver, ack, yes
from hl7v2_samples import ADULT, CHILD, INSURED, KEY, adapter, full_request, notice, request

from his_client.his.ports import (
    Capability,
    Declaration,
    DeclarationKind,
    Guardian,
    HospitalSystem,
    Identifier,
    IdentifierKind,
    IdentitySource,
    Registered,
    Relation,
    ServiceChoice,
)
from his_client.hl7v2 import AppointmentBook, Hl7v2His
from his_client.hl7v2.values import reference
from his_client.outcome import Done, Refused, Unknown

Receiver = Hl7apyReceiver | PythonHl7Receiver
SOURCE = IdentitySource.CHIP_AND_FACE
WHO = Identifier.citizen("001090000017")
WOMAN, GIRL = replace(ADULT, sex="Nữ"), replace(ADULT, sex="Nữ", date_of_birth="2016-01-01")
ZQN = "ZQN|A128|214|2|A|9|28|LK01|BN01|HD01|10120|0"


@pytest.fixture(params=["hl7apy", "python_hl7"])
def receiver(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Receiver]:
    made: Receiver = Hl7apyReceiver(yes, tmp_path / "report") if request.param == "hl7apy" else PythonHl7Receiver(yes)
    yield made
    made.stop()


@pytest.fixture
def connect(receiver: Receiver, tmp_path: Path, clock: Any) -> Callable[..., Hl7v2His]:
    return lambda **can: adapter(tmp_path, receiver.port, clock, **can)


def code(outcome: Any) -> str:
    return outcome.code if isinstance(outcome, Refused) else getattr(outcome, "reason", "done")


def test_a_registration_with_all_it_can_carry_is_taken(receiver: Receiver, connect: Callable[..., Hl7v2His]) -> None:
    receiver.answer = lambda own, _: ack(own, "AA", ZQN)
    outcome = connect(payments=True).register(full_request())
    assert outcome == Done(
        Registered(KEY, "LK01", "BN01", "A128", "214", "2", "A", 9, 28, "HD01", 10120, "K01", "Nội tim mạch", 0)
    )
    assert receiver.seen.control_ids == [f"{reference(KEY)}-A04"]
    assert "Nguyễn^Bé^Thị" in receiver.seen.texts[0]
    assert "Số 1 Ngõ Thử \\F\\ Khu A \\T\\ B, Hà Nội" in receiver.seen.texts[0]


def test_without_a_number_from_the_receiver_the_number_is_empty(connect: Callable[..., Hl7v2His]) -> None:
    outcome = connect(payments=True).register(request())
    assert isinstance(outcome, Done)
    visit = outcome.value
    assert (visit.queue_number, visit.visit_code, visit.patient_id) == ("", reference(KEY), "")
    assert (visit.room, visit.floor, visit.building, visit.amount_due, visit.bill_id) == (
        "214",
        "2",
        "A",
        50600,
        reference(KEY),
    )


def test_an_insured_patients_share_that_was_not_said_is_not_collected_here(connect: Callable[..., Hl7v2His]) -> None:
    outcome = connect(payments=True).register(request(insurance=INSURED))
    assert isinstance(outcome, Done)
    assert (outcome.value.bill_id, outcome.value.amount_due) == ("", 50600)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (lambda own, _: ack(own, "AE", "ERR|||204^^HL70357|E"), "rejected_204"),
        (lambda own, _: ack(own, "AE", "ERR|||205^^HL70357|E"), "already"),
        (lambda own, _: ack(own, "AR"), "rejected"),
        (lambda own, _: ack(own, "AE"), "peer_error"),
        (lambda own, _: None, "reset"),
        (lambda own, _: ack("OTHER"), "other_answer"),
        (lambda own, _: "garbage", "bad_shape"),
        (lambda own, _: ack(own)[:-20], "other_answer"),
        (lambda own, _: ack(own) + "\x1c\r\x0b" + ack(own), "done"),
    ],
)
def test_whatever_the_receiver_answers_is_one_of_three(
    receiver: Receiver, connect: Callable[..., Hl7v2His], answer: Any, expected: str
) -> None:
    receiver.answer = answer
    assert code(connect().register(request())) == expected
    assert len(receiver.seen.texts) == 1


def test_a_lost_acknowledgment_is_repeated_byte_for_byte_to_an_idempotent_receiver(
    receiver: Receiver, connect: Callable[..., Hl7v2His]
) -> None:
    receiver.answer = lambda own, _: None
    his = connect(idempotent=True)
    assert isinstance(his.register(request()), Unknown)
    receiver.answer = lambda own, _: ack(own, "AA", ZQN)
    found = his.find_registration(KEY, request())
    assert isinstance(found, Done)
    assert found.value is not None
    assert found.value.queue_number == "A128"
    assert receiver.seen.texts[0] == receiver.seen.texts[1]
    assert his.find_registration(KEY) == found
    assert his.register(request()) == found
    assert len(receiver.seen.texts) == 2


def test_after_a_restart_an_idempotent_receiver_is_asked_by_the_same_message(
    receiver: Receiver, connect: Callable[..., Hl7v2His]
) -> None:
    connect(idempotent=True).register(request())
    assert isinstance(connect(idempotent=True).find_registration(KEY, request()), Done)
    assert receiver.seen.texts[0] == receiver.seen.texts[1]


def test_to_any_other_receiver_nothing_is_sent_again(receiver: Receiver, connect: Callable[..., Hl7v2His]) -> None:
    receiver.answer = lambda own, _: None
    his = connect()
    assert isinstance(his.register(request()), Unknown)
    assert code(his.find_registration(KEY, request())) == "cannot_search"
    assert code(his.register(request())) == "cannot_search"
    assert code(connect().find_registration(KEY, request())) == "cannot_search"
    assert len(receiver.seen.texts) == 1


def test_a_repeat_never_counts_for_another_day(
    receiver: Receiver, connect: Callable[..., Hl7v2His], clock: Any
) -> None:
    receiver.answer = lambda own, _: None
    his = connect(idempotent=True)
    his.register(request())
    clock.forward(days=1)
    assert code(his.find_registration(KEY, request())) == "cannot_search"
    assert len(receiver.seen.texts) == 1


@pytest.mark.parametrize(
    ("error", "proves"), [("204", True), ("101", True), ("205", False), ("206", False), ("207", False)]
)
def test_only_a_fault_in_the_message_proves_that_the_first_came_to_nothing(
    receiver: Receiver, connect: Callable[..., Hl7v2His], error: str, proves: bool
) -> None:
    his = connect(idempotent=True)
    receiver.answer = lambda own, _: None
    his.register(request())
    receiver.answer = lambda own, _: ack(own, "AE", f"ERR|||{error}|E")
    outcome = his.find_registration(KEY, request())
    assert (outcome == Done(None)) == proves
    assert proves or isinstance(outcome, Unknown)


def test_a_refusal_is_proof_enough(receiver: Receiver, connect: Callable[..., Hl7v2His]) -> None:
    receiver.answer = lambda own, _: ack(own, "AR")
    his = connect()
    his.register(request())
    assert his.find_registration(KEY, request()) == Done(None)


def test_a_key_is_not_reused_for_another_person(receiver: Receiver, connect: Callable[..., Hl7v2His]) -> None:
    his = connect(idempotent=True)
    his.register(request())
    assert code(his.register(request(identity=CHILD))) == "key_reused"
    assert len(receiver.seen.texts) == 1


def test_a_person_goes_before_the_visit_where_the_receiver_wants_it(
    receiver: Receiver, connect: Callable[..., Hl7v2His]
) -> None:
    known_already = lambda own, _: ack(own, "AE", "ERR|||205|E") if own.endswith("A28") else ack(own)  # noqa: E731
    receiver.answer = known_already
    assert isinstance(connect(add_person=True).register(request()), Done)
    assert [one[-3:] for one in receiver.seen.control_ids] == ["A28", "A04"]


def test_a_person_who_was_not_taken_has_no_visit(receiver: Receiver, connect: Callable[..., Hl7v2His]) -> None:
    receiver.answer = lambda own, _: ack(own, "AE", "ERR|||103|E")
    assert code(connect(add_person=True).register(request())) == "rejected_103"
    receiver.answer = lambda own, _: None
    his = connect(add_person=True)
    assert isinstance(his.register(request()), Unknown)
    assert code(his.find_registration(KEY, request())) == "cannot_search"
    assert [one[-3:] for one in receiver.seen.control_ids] == ["A28", "A28"]


def test_todays_visits_are_those_registered_here(connect: Callable[..., Hl7v2His], clock: Any) -> None:
    his = connect(cancel=True)
    first = his.register(request())
    second = his.register(request(key="other", identity=CHILD))
    assert isinstance(first, Done)
    assert isinstance(second, Done)
    assert his.registrations_today(WHO, SOURCE) == Done((first.value,))
    assert his.registrations_today(Identifier(IdentifierKind.OLD_ID_NUMBER, "012345678"), SOURCE) == Done(
        (first.value,)
    )
    cancelled = his.cancel(first.value.visit_code, "patient")
    assert cancelled == Done(replace(first.value, cancelled=True))
    assert his.registrations_today(WHO, SOURCE) == Done(())
    clock.forward(days=1)
    assert his.registrations_today(Identifier.citizen(CHILD.id_number), SOURCE) == Done(())


def test_a_cancellation_asked_again_is_the_same_message(
    receiver: Receiver, connect: Callable[..., Hl7v2His], clock: Any
) -> None:
    his = connect(cancel=True)
    receiver.answer = lambda own, _: None
    assert isinstance(his.cancel("LK01", "patient"), Unknown)
    clock.forward(minutes=1)
    receiver.answer = yes
    outcome = his.cancel("LK01", "patient")
    assert isinstance(outcome, Done)
    assert outcome.value.cancelled
    assert receiver.seen.texts[0] == receiver.seen.texts[1]
    receiver.answer = lambda own, _: ack(own, "AE", "ERR|||204|E")
    assert code(his.cancel("LK02", "patient")) == "no_visit"


def test_what_changed_about_a_registration_is_told(receiver: Receiver, connect: Callable[..., Hl7v2His]) -> None:
    his = connect()
    assert his.update(request(), 1) == Done(None)
    assert receiver.seen.control_ids[0].endswith("-A08")
    assert code(his.update(request(price=1), 2)) == "price_changed"


def test_a_payment_is_told_once(receiver: Receiver, connect: Callable[..., Hl7v2His]) -> None:
    his = connect(payments=True)
    first = his.post_payment(notice())
    assert isinstance(first, Done)
    assert his.post_payment(notice()) == first
    assert his.find_payment("bank:FT1") == first
    assert code(his.post_payment(notice(amount=1))) == "key_reused"
    assert len(receiver.seen.texts) == 1


@pytest.mark.parametrize("idempotent", [True, False])
def test_a_payment_whose_answer_was_lost(
    receiver: Receiver, connect: Callable[..., Hl7v2His], idempotent: bool
) -> None:
    his = connect(payments=True, idempotent=idempotent)
    receiver.answer = lambda own, _: None
    assert isinstance(his.post_payment(notice()), Unknown)
    receiver.answer = yes
    found = his.find_payment("bank:FT1")
    assert isinstance(found, Done if idempotent else Unknown)
    assert len(receiver.seen.texts) == (2 if idempotent else 1)
    assert len(set(receiver.seen.texts)) == 1
    assert code(connect(payments=True, idempotent=idempotent).find_payment("bank:FT1")) == "cannot_search"


def test_a_bill_nobody_knows_is_told_so(receiver: Receiver, connect: Callable[..., Hl7v2His]) -> None:
    receiver.answer = lambda own, _: ack(own, "AE", "ERR|||204|E")
    his = connect(payments=True)
    assert code(his.post_payment(notice())) == "no_bill"
    assert his.find_payment("bank:FT1") == Done(None)


def rsp(own: str, status: str, *patients: str, tag: str | None = None) -> str:
    head = "MSH|^~\\&|HIS|BVMAU|KIOSK|01001|20261124073001+0700||RSP^K22^RSP_K21|R1|P|2.5.1"
    qpd = f"QPD|Q22^Find Candidates^HL70471|{own}|@PID.3.1^001090000017"
    return "\r".join([head, f"MSA|AA|{own}", f"QAK|{tag or own}|{status}", qpd, *patients]) + "\r"


MAU = (
    "PID|1||BN01^^^MA_BN^PI~001090000017^^^CCCD^NI~GD4010123452345^^^BHYT^SB||Nguyễn^Mẫu^Đức||19900315|M|||||0900000000"
)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (lambda own, _: rsp(own, "NF"), "done"),
        (lambda own, _: rsp(own, "OK", MAU.replace("001090000017", "001090000099")), "other_answer"),
        (lambda own, _: rsp(own, "OK", MAU, MAU), "ambiguous"),
        (lambda own, _: rsp(own, "OK"), "bad_shape"),
        (lambda own, _: rsp(own, "OK", MAU, tag="T"), "other_answer"),
        (lambda own, _: rsp(own, "OK", MAU.replace("^PI", "^XX").replace("MA_BN", "X")), "bad_shape"),
        (lambda own, _: rsp(own, "AE"), "peer_error"),
        (lambda own, _: rsp(own, "AR"), "rejected"),
        (lambda own, _: ack(own), "bad_shape"),
        (lambda own, _: None, "reset"),
    ],
)
def test_a_patient_is_looked_up_by_a_number(
    receiver: Receiver, connect: Callable[..., Hl7v2His], answer: Any, expected: str
) -> None:
    his = connect(query=True)
    receiver.answer = answer
    assert code(his.find_patient(WHO, SOURCE)) == expected
    receiver.answer = lambda own, _: rsp(own, "OK", MAU)
    found = his.find_patient(WHO, SOURCE)
    assert isinstance(found, Done)
    assert found.value is not None
    patient = found.value
    assert (patient.patient_id, patient.full_name, patient.date_of_birth, patient.sex) == (
        "BN01",
        ADULT.full_name,
        "1990-03-15",
        "Nam",
    )
    assert (patient.id_number, patient.insurance_number, patient.phone) == (
        "001090000017",
        "GD4010123452345",
        "0900000000",
    )
    assert len(set(receiver.seen.control_ids)) == 2


def test_what_v2_cannot_say_is_not_half_said(receiver: Receiver, connect: Callable[..., Hl7v2His]) -> None:
    his: HospitalSystem = connect()
    assert his.capabilities == {Capability.GUARDIAN, Capability.PASSPORT}
    everything = connect(idempotent=True, cancel=True, payments=True)
    assert {Capability.IDEMPOTENCY_KEY, Capability.CANCEL, Capability.PAYMENTS} <= everything.capabilities
    for odd in (
        request(further=(ServiceChoice("K08", "DV08", 60000),)),
        request(appointment_id="LH1"),
        request(declarations=(Declaration(DeclarationKind.PRIORITY),)),
    ):
        assert code(his.register(odd)) == "not_supported"
    for answer in (
        his.find_patient(WHO, SOURCE),
        his.cancel("LK01", "patient"),
        his.post_payment(notice()),
        his.find_payment("bank:FT1"),
        his.appointments_today("BN01", SOURCE),
        his.bills("BN01", SOURCE),
    ):
        assert code(answer) == "not_supported"
    assert receiver.seen.texts == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"price": 1}, "price_changed"),
        ({"department_id": "K99"}, "no_department"),
        ({"service_id": "DV08"}, "no_department"),
        ({"department_id": "K08", "service_id": "DV08", "price": 60000, "identity": WOMAN}, "done"),
        ({"department_id": "K08", "service_id": "DV08", "price": 60000}, "sex"),
        ({"department_id": "K08", "service_id": "DV08", "price": 60000, "identity": GIRL}, "age"),
        ({"identity": replace(ADULT, id_number="12345")}, "bad_request:Patient.identifier"),
        ({"identity": CHILD, "guardian": Guardian(GIRL, Relation.OTHER)}, "guardian"),
    ],
)
def test_the_departments_file_is_asked_before_anything_is_sent(
    receiver: Receiver, connect: Callable[..., Hl7v2His], clock: Any, changes: dict[str, Any], expected: str
) -> None:
    clock.forward(days=1)  # a Wednesday, on which K08 is open
    assert code(connect().register(request(requested_at=clock(), **changes))) == expected
    assert len(receiver.seen.texts) == (1 if expected == "done" else 0)


def test_prices_that_no_longer_stand_register_nobody(connect: Callable[..., Hl7v2His], clock: Any) -> None:
    his = connect()
    offered = his.departments()
    assert isinstance(offered, Done)
    assert [one.name for one in offered.value] == ["Nội tim mạch"]
    clock.forward(days=60)
    assert code(his.departments()) == "departments_outdated"
    assert code(his.register(request(requested_at=clock()))) == "departments_outdated"


@pytest.mark.parametrize("source", [IdentitySource.QR, IdentitySource.TYPED])
def test_who_read_no_chip_is_told_nothing_and_nothing_is_asked(
    receiver: Receiver, connect: Callable[..., Hl7v2His], clock: Any, source: IdentitySource
) -> None:
    his = connect(query=True, book=AppointmentBook(clock))
    for answer in (
        his.find_patient(WHO, source),
        his.appointments_today("BN01", source),
        his.registrations_today(WHO, source),
    ):
        assert code(answer) == "assurance"
    assert receiver.seen.texts == []


def test_the_log_names_no_person(
    receiver: Receiver, connect: Callable[..., Hl7v2His], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    receiver.answer = lambda own, _: ack(own, "AE", f"ERR|||204|E||||{ADULT.full_name} {ADULT.id_number}")
    outcome = connect(query=True, add_person=True).register(request())
    told = repr([record.__dict__ for record in caplog.records if record.name.startswith("his_client")]) + repr(outcome)
    assert "hl7v2_not_done" in told
    assert ADULT.full_name not in told
    assert ADULT.id_number not in told


def test_nobody_is_looked_up_without_a_number(receiver: Receiver, connect: Callable[..., Hl7v2His]) -> None:
    nobody = Identifier(IdentifierKind.INSURANCE_NUMBER, "")
    assert code(connect(query=True).find_patient(nobody, SOURCE)) == "bad_request:Patient.identifier"
    assert not receiver.seen.texts


@pytest.mark.parametrize(("card", "told"), [("TE1010000000456", "done"), ("", "bad_request:Patient.identifier")])
def test_a_child_needs_a_number_of_its_own_or_its_insurance_cards(
    receiver: Receiver, connect: Callable[..., Hl7v2His], card: str, told: str
) -> None:
    receiver.answer = lambda own, _: ack(own, "AA", ZQN)
    whole = full_request()
    child = replace(whole.identity, id_number="", insurance_number=card)
    outcome = connect(payments=True).register(replace(whole, identity=child, insurance=None))
    assert code(outcome) == told
    assert bool(receiver.seen.texts) == bool(card)
