"""Journeys 1 to 5, each from the welcome screen to the welcome screen: who comes home with a clinic's number."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from journeys_hospital import Hospital, person
from journeys_visitor import Comes, Visitor

from his_client.his.ports import IdentitySource
from kiosk.simulation.people import Person
from kiosk.visit.view import CheckView, ClinicView, InsuranceView, Screen

GRANDMOTHER = person()
MOTHER = person(birth="1992-05-20")
CHILD_QR = "001220000456||Phạm Văn Bé|03022022|Nam|Thôn Mẫu, xã Mẫu, Hà Nội|15062025"
FOREIGNER = replace(
    MOTHER,
    passport=True,
    citizen=replace(
        MOTHER.citizen,
        id_number="C1234567",
        full_name="SMITH ANNA",
        nationality="GBR",
        expiry_date="2031-05-17",
        date_of_birth="1992-05-20",
    ),
)


def walks_in(comes: Comes, hospital: Hospital, who: Person = GRANDMOTHER) -> Visitor:
    """Insured here, was here before, not expected; past the insurance."""
    hospital.insures(who)
    hospital.knows(who)
    visitor = comes(who)
    visitor.is_read()
    visitor.sees(Screen.INSURANCE)
    return visitor


@pytest.mark.parametrize("pays", ["with the phone", "at the cashier"])
def test_1_insured_and_expected_has_a_number_after_at_most_four_touches(
    hospital: Hospital, comes: Comes, pays: str
) -> None:
    hospital.insures(GRANDMOTHER)
    hospital.expects(GRANDMOTHER)
    visitor = comes(GRANDMOTHER)
    visitor.is_read()
    check = visitor.sees(Screen.CHECK).content
    assert isinstance(check, CheckView)
    assert (check.appointment, check.coverage.level) == ("09:30", 80)
    visitor.reads("09:30", check.place.department, check.place.room)
    visitor.press("primary")
    visitor.sees(Screen.PAYMENT)
    if pays == "with the phone":
        visitor.transfers()
    else:
        visitor.press("cashier")
    assert visitor.has_a_number().settled is (pays == "with the phone")
    visitor.press("primary")
    visitor.sees(Screen.TAKE_CARD)
    visitor.goes()
    assert visitor.touches <= 4, "agree, confirm, (pay at the cashier,) done"
    assert hospital.visit.identity_source == IdentitySource.CHIP_AND_FACE
    assert (hospital.visit.appointment_id, hospital.visit.insurance_level) == ("HEN1", 80)
    assert hospital.book.desk.appointments.get("HEN1").used_by == hospital.visit.key  # type: ignore[union-attr]


def test_2_insured_walk_in_is_told_the_fee_chooses_a_clinic_and_pays_later(hospital: Hospital, comes: Comes) -> None:
    visitor = walks_in(comes, hospital)
    insured = visitor.waits(lambda view: not view.content.waiting).content  # type: ignore[union-attr]
    assert isinstance(insured, InsuranceView)
    assert insured.estimate is not None
    assert insured.estimate.lines, "how the fee came about is told in words"
    visitor.reads(*insured.estimate.lines[:2])
    visitor.press("primary")
    clinics = visitor.sees(Screen.CLINIC).content
    assert isinstance(clinics, ClinicView)
    assert (clinics.tiles[0].id, clinics.tiles[0].last, clinics.selected) == ("K01", True, "K01")
    offered = [tile for tile in clinics.tiles if not tile.closed and not tile.last][:4]
    visitor.reads(*(f"{tile.people}\xa0người · {tile.minutes}\xa0phút" for tile in offered))
    visitor.chooses("K03")
    visitor.press("primary")
    visitor.pays_at_the_cashier()
    assert visitor.has_a_number().due == hospital.visit.amount_due > 0
    visitor.goes()
    assert (hospital.visit.department_id, hospital.visit.patient_id) == ("K03", "BN0000777")
    assert hospital.book.cash.receipts(hospital.time.now().date()) == ()


def test_2_who_does_not_know_the_clinic_is_sent_to_the_desk_and_nothing_is_registered(
    hospital: Hospital, comes: Comes
) -> None:
    visitor = walks_in(comes, hospital)
    visitor.press("primary")
    visitor.sees(Screen.CLINIC)
    visitor.press("clinicUnknown")
    assert visitor.has_a_desk_number().reason == "KHOA-01"
    visitor.press("primary")
    visitor.sees(Screen.TAKE_CARD)
    visitor.goes()
    assert hospital.visits == ()
    [called] = hospital.called
    assert called.startswith("Q03-01")
    assert called.endswith("KHOA-01")


def test_3_self_pay_pays_the_whole_price_with_the_phone_and_the_his_has_the_receipt(
    hospital: Hospital, comes: Comes
) -> None:
    visitor = comes(MOTHER)
    visitor.is_read()
    visitor.sees(Screen.INSURANCE)
    visitor.press("primary")
    visitor.chooses("K01")
    visitor.press("primary")
    visitor.sees(Screen.PAYMENT)
    paid = visitor.transfers()
    ticket = visitor.has_a_number()
    assert (ticket.settled, ticket.received) == (True, paid)
    visitor.goes()
    hospital.run(60.0)
    assert hospital.visit.insurance_card is None
    assert [receipt.amount for receipt in hospital.book.cash.receipts(hospital.time.now().date())] == [paid]
    assert paid == hospital.visit.price == hospital.visit.amount_due


def test_3_who_wants_no_insurer_asked_is_asked_nowhere(hospital: Hospital, comes: Comes) -> None:
    hospital.insures(MOTHER)
    visitor = comes(MOTHER)
    visitor.sees(Screen.WELCOME)
    visitor.lays_the_card()
    visitor.sees(Screen.CONSENT)
    visitor.press("consentFaceYes")
    visitor.press("consentInsurerNo")
    visitor.press("primary")
    visitor.gives_the_card()
    visitor.sees(Screen.FACE)
    visitor.chooses("K01")
    visitor.press("primary")
    visitor.pays_at_the_cashier()
    visitor.has_a_number()
    visitor.goes()
    assert not [call for call in hospital.machine.calls if call.peer.startswith("insurer")]
    assert hospital.visit.insurance_status is None


def test_4_a_child_is_registered_by_its_mothers_card_and_its_own_code(hospital: Hospital, comes: Comes) -> None:
    visitor = comes(MOTHER)
    visitor.asks_for("child")
    visitor.sees(Screen.CONSENT)
    visitor.press("agreeAll")
    visitor.gives_the_card()
    visitor.sees(Screen.FACE)
    visitor.sees(Screen.CHILD_RELATION)
    visitor.press("relation:mother")
    visitor.sees(Screen.CHILD_SCAN)
    visitor.shows(CHILD_QR)
    visitor.sees(Screen.CLINIC)
    visitor.chooses("K01")
    visitor.press("primary")
    visitor.pays_at_the_cashier()
    visitor.has_a_number()
    visitor.goes()
    row = hospital.visit
    assert (row.id_number, row.full_name, row.identity_source) == ("001220000456", "Phạm Văn Bé", IdentitySource.QR)
    guardian = json.loads(row.wishes)["guardian"]
    assert (guardian["identity"]["id_number"], guardian["relation"]) == (MOTHER.citizen.id_number, "mother")


def test_5_a_foreigner_registers_in_english_with_a_passport(hospital: Hospital, comes: Comes) -> None:
    visitor = comes(FOREIGNER)
    visitor.sees(Screen.WELCOME)
    visitor.press("language")
    visitor.press("language:en")
    visitor.reads("Place your ID card")
    visitor.asks_for("passport")
    visitor.sees(Screen.CONSENT)
    visitor.press("agreeAll")
    for field, text in (("passport", "C1234567"), ("birth", "20051992"), ("expiry", "17052031")):
        assert visitor.sees(Screen.KEY_TYPE).content.field == field  # type: ignore[union-attr]
        visitor.types(text)
        visitor.press("primary")
    visitor.sees(Screen.LAY_CARD)
    visitor.lays_the_card()
    visitor.sees(Screen.FACE)
    visitor.chooses("K01")
    visitor.press("primary")
    visitor.pays_at_the_cashier()
    visitor.has_a_number()
    visitor.reads("You are registered")
    visitor.goes()
    visitor.reads("Đặt thẻ")
    row = hospital.visit
    assert (row.id_number, row.full_name) == ("C1234567", "SMITH ANNA")
    assert json.loads(row.wishes)["passport"] is True
    assert row.insurance_status is None, "a passport proves no Vietnamese insurance"
