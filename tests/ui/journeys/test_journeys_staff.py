"""Journey 16: help is called, a member of staff signs in at the window, and finishes, hands on or cancels the visit."""

from __future__ import annotations

import pytest
from journeys_hospital import PIN, Hospital, person
from journeys_visitor import Comes, Visitor

from kiosk.visit.staff import StaffCancelled, StaffFinished, StaffRefused, StaffSawPerson, StaffSigned
from kiosk.visit.view import CheckView, DeskView, Overlay, Screen, TicketView

GRANDMOTHER = person()
DIFFERENT = person(alike=False)


def helped(visitor: Visitor, *, number: str = "417", pin: str = PIN) -> None:
    """Help is called, and staff type their number and PIN."""
    visitor.press("help")
    visitor.reads("Nhân viên đang đến")
    visitor.press("dialogRight")
    visitor.reads("Mã số nhân viên")
    visitor.types(number)
    visitor.press("primary")
    visitor.types(pin)
    assert not [line for line in visitor.read if pin in line], "dots alone are seen"
    visitor.press("primary")


def panel(visitor: Visitor) -> None:
    visitor.waits(lambda view: view.overlay is Overlay.STAFF, "the panel")
    visitor.reads("Đang giúp khách", "hoa")


def rows(hospital: Hospital, kind: type) -> list[object]:
    return [row.event for row in hospital.machine.journal.rows() if isinstance(row.event, kind)]


def test_16_staff_look_at_card_and_person_finish_for_the_patient_and_the_desk_need_not(
    hospital: Hospital, comes: Comes
) -> None:
    hospital.insures(DIFFERENT)
    hospital.expects(DIFFERENT)
    visitor = comes(DIFFERENT)
    visitor.is_read()
    visitor.sees(Screen.FACE_RETRY)
    helped(visitor)
    panel(visitor)
    visitor.reads("So khuôn mặt", "Đã xem thẻ và người")
    visitor.press("staffSeen")
    visitor.reads("nhân viên đã xem", "MAT-06")
    visitor.press("primary")
    check = visitor.sees(Screen.CHECK).content
    assert isinstance(check, CheckView)
    assert check.card_check == ""
    visitor.press("primary")
    visitor.sees(Screen.PAYMENT)
    visitor.press("help")
    panel(visitor)
    visitor.press("staffFinish")
    visitor.press("cashier")
    ticket = visitor.sees(Screen.TICKET).content
    assert isinstance(ticket, TicketView)
    assert (ticket.code, ticket.card_check) == ("MAT-06", "")
    assert hospital.visit.identity_source == "card_only"
    kinds = [type(row.event) for row in hospital.machine.journal.rows()]
    assert kinds.index(StaffSigned) < kinds.index(StaffSawPerson) < kinds.index(StaffFinished)
    assert PIN not in "".join(map(repr, hospital.machine.journal.rows()))


@pytest.mark.attack
def test_16_a_wrong_pin_is_said_and_whoever_is_no_staff_goes_back_to_the_visit(
    hospital: Hospital, comes: Comes
) -> None:
    visitor = comes(GRANDMOTHER)
    visitor.lays_the_card()
    visitor.sees(Screen.CONSENT)
    helped(visitor, pin="111222")
    visitor.waits(lambda view: bool(view.staff.notice), "the refusal")
    visitor.reads("Mã số nhân viên", "chưa khớp")
    visitor.press("back")
    visitor.press("dialogPrimary")
    visitor.sees(Screen.CONSENT)
    assert rows(hospital, StaffRefused) == [StaffRefused("wrong", "hoa")]
    assert rows(hospital, StaffSigned) == []


@pytest.mark.parametrize("how", ["staffDesk", "staffCancel"])
def test_16_staff_hand_on_with_a_number_or_end_the_visit(hospital: Hospital, comes: Comes, how: str) -> None:
    visitor = comes(GRANDMOTHER)
    visitor.lays_the_card()
    visitor.sees(Screen.CONSENT)
    helped(visitor)
    panel(visitor)
    visitor.press(how)
    if how == "staffDesk":
        desk = visitor.sees(Screen.DESK).content
        assert isinstance(desk, DeskView)
        assert desk.reason == "NV-01"
        return
    visitor.reads("Bấm lần nữa")
    assert rows(hospital, StaffCancelled) == []
    visitor.press(how)
    visitor.sees(Screen.WELCOME)
    assert hospital.visits == ()
