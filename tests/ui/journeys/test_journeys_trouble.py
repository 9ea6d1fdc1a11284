"""Journeys 6 to 9: an unreadable card, a face that is refused or fails, neighbours that are down, a second visit."""

from __future__ import annotations

from dataclasses import replace

import pytest
from journeys_hospital import Hospital, person
from journeys_visitor import Comes, Visitor

from his_client.his.ports import IdentitySource
from kiosk.visit.view import CheckView, PaymentView, Screen, TicketView

WOMAN = person()
LATER = 90.0


def registers(visitor: Visitor, clinic: str = "K01") -> TicketView:
    """From the clinics to the number, paid later."""
    visitor.chooses(clinic)
    visitor.press("primary")
    visitor.pays_at_the_cashier()
    return visitor.has_a_number()


def types_the_key(visitor: Visitor) -> None:
    """Number, birth date and no expiry, as printed on the card."""
    for field, text in (("number", visitor.who.citizen.id_number), ("birth", "14031962")):
        assert visitor.sees(Screen.KEY_TYPE).content.field == field  # type: ignore[union-attr]
        visitor.types(text)
        visitor.press("primary")
    visitor.sees(Screen.KEY_TYPE)
    visitor.press("noExpiry")


class TestNoChip:
    def test_6_a_dead_chip_registers_by_the_cards_code_and_the_his_is_told_so(
        self, hospital: Hospital, comes: Comes
    ) -> None:
        who = person(dead_chip=True)
        hospital.insures(who)
        hospital.knows(who)
        visitor = comes(who)
        visitor.agrees()
        visitor.gives_the_card()
        visitor.chooses("K01")
        visitor.press("primary")
        assert visitor.has_a_number().provisional
        visitor.goes()
        row = hospital.visit
        assert (row.identity_source, row.provisional) == (IdentitySource.QR, 1)
        asked = [call.peer for call in hospital.machine.calls if call.about == who.citizen.id_number]
        assert set(asked) <= {"card", "scan", "his-register"}, "nobody is asked about whom a code names"

    def test_6_a_code_that_cannot_be_seen_is_replaced_by_what_is_typed(self, hospital: Hospital, comes: Comes) -> None:
        visitor = comes(WOMAN)
        visitor.agrees()
        visitor.sees(Screen.KEY_QR)
        visitor.press("typeKey")
        types_the_key(visitor)
        visitor.sees(Screen.FACE)
        visitor.sees(Screen.INSURANCE)
        visitor.press("primary")
        registers(visitor)
        visitor.goes()
        assert hospital.visit.identity_source == IdentitySource.CHIP_AND_FACE

    @pytest.mark.parametrize("card", ["without a chip", "whose chip is dead"])
    def test_6_without_code_and_chip_number_and_name_are_typed_and_the_his_is_told_so(
        self, hospital: Hospital, comes: Comes, card: str
    ) -> None:
        who = person(dead_chip=True)
        hospital.insures(who)
        hospital.expects(who)
        visitor = comes(who)
        visitor.sees(Screen.WELCOME)
        visitor.press("begin")
        visitor.sees(Screen.CONSENT)
        visitor.press("agreeAll")
        visitor.sees(Screen.KEY_QR)
        visitor.press("typeKey")
        types_the_key(visitor)
        visitor.sees(Screen.LAY_CARD)
        if card == "without a chip":
            visitor.press("withoutChip")
        else:
            visitor.lays_the_card()
        visitor.sees(Screen.KEY_TYPE)
        name = who.citizen.full_name.upper()
        visitor.types_a_name(name)
        visitor.press("primary")
        visitor.chooses("K01")
        visitor.press("primary")
        assert visitor.has_a_number().provisional
        visitor.press("primary")
        visitor.goes()
        row = hospital.visit
        assert (row.identity_source, row.provisional, row.full_name) == (IdentitySource.TYPED, 1, name)
        assert (row.appointment_id, row.insurance_status) == ("", "unverified"), "nobody is asked about who is typed"

    def test_6_a_card_without_a_chip_registers_by_its_code(self, hospital: Hospital, comes: Comes) -> None:
        visitor = comes(WOMAN)
        visitor.sees(Screen.WELCOME)
        visitor.press("begin")
        visitor.sees(Screen.CONSENT)
        visitor.press("agreeAll")
        visitor.sees(Screen.KEY_QR)
        visitor.shows()
        visitor.sees(Screen.LAY_CARD)
        visitor.press("withoutChip")
        visitor.chooses("K01")
        visitor.press("primary")
        assert visitor.has_a_number().provisional
        visitor.press("primary")
        visitor.goes()
        assert hospital.visit.identity_source == IdentitySource.QR


class TestFace:
    def test_7_a_face_that_differs_three_times_registers_and_the_desk_looks_first(
        self, hospital: Hospital, comes: Comes
    ) -> None:
        visitor = comes(person(alike=False))
        visitor.is_read()
        for _ in range(2):
            visitor.sees(Screen.FACE_RETRY)
            visitor.press("primary")
        visitor.sees(Screen.INSURANCE)
        visitor.press("primary")
        visitor.sees(Screen.CLINIC)
        ticket = registers(visitor)
        assert (ticket.card_check, bool(ticket.code)) == ("desk", True)
        visitor.goes()
        assert hospital.visit.identity_source == IdentitySource.CARD_ONLY

    def test_7_who_refuses_the_camera_is_never_filmed_for_a_face_and_registers(
        self, hospital: Hospital, comes: Comes
    ) -> None:
        visitor = comes(WOMAN)
        visitor.sees(Screen.WELCOME)
        visitor.lays_the_card()
        visitor.sees(Screen.CONSENT)
        visitor.press("consentFaceNo")
        visitor.press("consentInsurerYes")
        visitor.press("primary")
        visitor.gives_the_card()
        visitor.sees(Screen.INSURANCE)
        visitor.press("primary")
        registers(visitor)
        visitor.goes()
        assert hospital.visit.identity_source == IdentitySource.CARD_ONLY
        assert not [call for call in hospital.machine.calls if call.peer == "face"]

    def test_7_who_goes_on_without_the_camera_registers_as_well(self, hospital: Hospital, comes: Comes) -> None:
        visitor = comes(WOMAN)
        visitor.is_read()
        visitor.press("withoutCamera")
        visitor.sees(Screen.INSURANCE)
        visitor.press("primary")
        registers(visitor)
        visitor.goes()
        assert hospital.visit.identity_source == IdentitySource.CARD_ONLY


class TestDown:
    def expected(self, hospital: Hospital, comes: Comes) -> Visitor:
        hospital.insures(WOMAN)
        hospital.expects(WOMAN)
        return comes(WOMAN)

    def test_8_a_silent_insurer_leaves_the_visit_to_be_checked_later(self, hospital: Hospital, comes: Comes) -> None:
        hospital.loses("insurer")
        visitor = self.expected(hospital, comes)
        visitor.is_read()
        visitor.sees(Screen.INSURANCE)
        visitor.waits(lambda view: not view.content.waiting)  # type: ignore[union-attr]
        visitor.press("primary")
        visitor.sees(Screen.APPOINTMENT)
        visitor.press("appointment:HEN1")
        assert visitor.sees(Screen.CHECK).content.pay_later  # type: ignore[union-attr]
        visitor.press("primary")
        visitor.has_a_number()
        visitor.goes()
        assert hospital.visit.insurance_status == "unverified"

    def test_8_a_silent_his_gives_a_desk_number_and_registers_nothing(self, hospital: Hospital, comes: Comes) -> None:
        hospital.loses("his")
        visitor = self.expected(hospital, comes)
        visitor.is_read()
        visitor.sees(Screen.INSURANCE)
        visitor.press("primary")
        assert visitor.has_a_desk_number().reason == "HIS-01"
        visitor.goes()
        hospital.recovers()
        hospital.run(LATER)
        assert hospital.visits == ()

    def test_8_a_his_that_goes_silent_at_the_confirmation_registers_once_when_it_is_back(
        self, hospital: Hospital, comes: Comes
    ) -> None:
        visitor = self.expected(hospital, comes)
        visitor.is_read()
        visitor.sees(Screen.CHECK)
        hospital.loses("his")
        visitor.press("primary")
        assert visitor.has_a_desk_number().reason == "HIS-01"
        visitor.goes()
        hospital.recovers()
        hospital.run(LATER)
        assert hospital.visit.appointment_id == "HEN1"
        assert hospital.machine.station.unsettled == 0

    def test_8_money_a_silent_bank_does_not_tell_of_is_nobodys_proof_and_finds_its_bill_later(
        self, hospital: Hospital, comes: Comes
    ) -> None:
        hospital.loses("bank")
        visitor = self.expected(hospital, comes)
        visitor.is_read()
        visitor.sees(Screen.CHECK)
        visitor.press("primary")
        visitor.sees(Screen.PAYMENT)
        paid = visitor.transfers()
        hospital.run(30.0)
        payment = visitor.sees(Screen.PAYMENT).content
        assert isinstance(payment, PaymentView)
        assert (payment.notice, payment.received) != ("paid", paid)
        visitor.press("cashier")
        assert not visitor.has_a_number().settled
        visitor.goes()
        hospital.recovers()
        hospital.run(LATER)
        assert [receipt.amount for receipt in hospital.book.cash.receipts(hospital.time.now().date())] == [paid]

    def test_8_a_printer_without_paper_loses_nothing(self, hospital: Hospital, comes: Comes) -> None:
        hospital.loses("printer")
        visitor = self.expected(hospital, comes)
        visitor.is_read()
        visitor.sees(Screen.CHECK)
        visitor.press("primary")
        visitor.pays_at_the_cashier()
        ticket = visitor.has_a_number()
        assert (ticket.printed, ticket.number) == (False, hospital.visit.queue_number)
        assert visitor.offered("printed"), "the screen says that there is no paper"
        visitor.goes()

    def test_8_without_a_camera_the_key_is_typed_and_the_card_stands_for_itself(
        self, hospital: Hospital, comes: Comes
    ) -> None:
        hospital.loses("camera")
        visitor = self.expected(hospital, comes)
        visitor.agrees()
        types_the_key(visitor)
        visitor.sees(Screen.CHECK)
        visitor.press("primary")
        visitor.pays_at_the_cashier()
        visitor.has_a_number()
        visitor.goes()
        assert hospital.visit.identity_source == IdentitySource.CARD_ONLY

    def test_8_all_of_them_down_together_still_end_at_a_person(self, hospital: Hospital, comes: Comes) -> None:
        hospital.loses("insurer", "his", "bank", "printer", "camera")
        visitor = self.expected(hospital, comes)
        visitor.agrees()
        types_the_key(visitor)
        visitor.sees(Screen.INSURANCE)
        visitor.waits(lambda view: not view.content.waiting)  # type: ignore[union-attr]
        visitor.press("primary")
        desk = visitor.has_a_desk_number()
        assert (desk.reason, desk.printed) == ("HIS-01", False)
        visitor.press("primary")
        visitor.sees(Screen.TAKE_CARD)
        visitor.goes()
        [called] = hospital.called
        assert (called.startswith(desk.number), called.endswith("HIS-01")) == (True, True)
        hospital.recovers()
        hospital.run(LATER)
        assert hospital.visits == ()

    def test_8_an_hour_of_the_his_alone_answers_the_next_patient(self, hospital: Hospital, comes: Comes) -> None:
        """What was down for one is up for the next: nothing of the failure stays behind."""
        self.test_8_a_silent_his_gives_a_desk_number_and_registers_nothing(hospital, comes)
        visitor = comes(WOMAN)
        visitor.is_read()
        assert isinstance(visitor.sees(Screen.CHECK).content, CheckView)
        visitor.press("primary")
        visitor.pays_at_the_cashier()
        visitor.has_a_number()
        visitor.goes()
        assert hospital.visit.appointment_id == "HEN1"


class TestAgain:
    def comes_again(self, hospital: Hospital, comes: Comes) -> tuple[Visitor, TicketView]:
        """Registered this morning and not paid; back with the same card."""
        hospital.insures(WOMAN)
        hospital.expects(WOMAN)
        visitor = comes(WOMAN)
        visitor.is_read()
        visitor.sees(Screen.CHECK)
        visitor.press("primary")
        visitor.pays_at_the_cashier()
        first = visitor.has_a_number()
        visitor.goes()
        visitor = comes(WOMAN)
        visitor.is_read()
        visitor.sees(Screen.INSURANCE)
        visitor.press("primary")
        visitor.sees(Screen.ALREADY)
        visitor.reads(first.number)
        return visitor, first

    def test_9_the_slip_is_printed_again_with_the_same_number(self, hospital: Hospital, comes: Comes) -> None:
        visitor, first = self.comes_again(hospital, comes)
        visitor.press("primary")
        assert visitor.has_a_number().number == first.number
        visitor.goes()
        assert (hospital.visit.slips, hospital.machine.printer.printed) == (2, 2)

    def test_9_what_was_left_unpaid_is_paid(self, hospital: Hospital, comes: Comes) -> None:
        visitor, _ = self.comes_again(hospital, comes)
        visitor.press("pay")
        visitor.sees(Screen.PAYMENT)
        paid = visitor.transfers()
        assert visitor.has_a_number().settled
        visitor.goes()
        hospital.run(LATER)
        assert hospital.book.cash.paid(hospital.visit.bill_id) == paid == hospital.visit.amount_due

    def test_9_a_service_is_added_as_a_visit_of_its_own(self, hospital: Hospital, comes: Comes) -> None:
        visitor, first = self.comes_again(hospital, comes)
        visitor.press("otherClinic")
        second = registers(visitor, "K03")
        visitor.goes()
        assert second.number != first.number
        assert [row.department_id for row in hospital.visits] == ["K02", "K03"]


def test_9_two_clinics_in_one_visit_are_two_numbers_on_one_slip(hospital: Hospital, comes: Comes) -> None:
    visitor = comes(replace(WOMAN))
    visitor.is_read()
    visitor.sees(Screen.INSURANCE)
    visitor.press("primary")
    visitor.chooses("K01")
    visitor.press("addService")
    visitor.chooses("K03")
    visitor.press("primary")
    visitor.pays_at_the_cashier()
    ticket = visitor.has_a_number()
    assert len(ticket.further) == 1
    visitor.reads(ticket.further[0].number)
    visitor.goes()
    assert len(hospital.visits) == 1
