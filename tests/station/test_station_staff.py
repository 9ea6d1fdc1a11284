"""Staff sign in at a station: the hub knows them, or the station's own list; their PIN stands nowhere afterwards."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
import station_parts
from station_parts import SETTINGS, Lobby

from his_client.outcome import Done, Outcome, Refused, Unknown
from kiosk.cashier.users import Argon2Pins
from kiosk.station.core import Neighbours
from kiosk.station.staff import NOBODY, LocalStaff, StaffDoor, peppered
from kiosk.visit import staff as sf
from kiosk.visit.view import Overlay, Screen

TOKEN = "of-the-hub"
NUMBER, PIN, OTHER = "417", "730462", "111222"
STAFFED = replace(SETTINGS, policy=replace(SETTINGS.policy, staff=True))


class PlainPins:
    """Hashes of no worth and no cost."""

    def hash(self, pin: str) -> str:
        return f"plain:{pin}"

    def fits(self, hashed: str, pin: str) -> bool:
        return hashed == f"plain:{pin}"


class Desk:
    """A hub that answers as it is told to, and keeps no PIN."""

    def __init__(self) -> None:
        self.answer: Callable[[str, str], Outcome[str]] = lambda number, pin: (
            Done("hoa") if (number, pin) == (NUMBER, PIN) else Refused("wrong")
        )
        self.asked: list[str] = []

    def at_station(self, number: str, pin: str, station_id: str) -> Outcome[str]:
        self.asked.append(station_id)
        return self.answer(number, pin)


class Helped(Lobby):
    """A lobby where staff may sign in; `desk` is the hub, `listed` the station's own list."""

    def __init__(self, *, listed: bool = True) -> None:
        self.desk = Desk()
        hashed = PlainPins().hash(peppered(TOKEN, NUMBER, PIN))
        self.people = {NUMBER: LocalStaff("hoa", hashed)} if listed else {}
        super().__init__()

    def neighbours(self) -> Neighbours:
        self.door = StaffDoor("03", self.desk, self.people, TOKEN, self.time, PlainPins())
        return replace(super().neighbours(), door=self.door)

    def signs(self, number: str = NUMBER, pin: str = PIN) -> Helped:
        self.press(sf.StaffPressed())
        self.process.post(lambda: self.station.staff(number, pin))
        self.wait(0.5)
        return self

    def refusals(self) -> list[sf.StaffRefused]:
        return [row.event for row in self.rows() if isinstance(row.event, sf.StaffRefused)]


@pytest.fixture
def helped(monkeypatch: pytest.MonkeyPatch) -> Iterator[Helped]:
    monkeypatch.setattr(station_parts, "SETTINGS", STAFFED)
    it = Helped()
    yield it
    it.close()


def test_who_takes_over_stands_in_the_journal_and_what_they_press_after_it(helped: Helped) -> None:
    helped.at_clinics()
    helped.signs()
    assert (helped.view.overlay, helped.view.staff.by) == (Overlay.STAFF, "hoa")
    helped.press(sf.StaffSentToDesk())
    assert helped.shows(Screen.DESK)
    assert helped.hub.called[-1].endswith("NV-01")
    signed = helped.kinds().index("StaffSigned")
    assert helped.rows()[signed].event == sf.StaffSigned("hoa")
    assert "StaffSentToDesk" in helped.kinds()[signed:]
    assert helped.desk.asked == ["03"]


def test_staff_cancel_and_the_station_forgets(helped: Helped) -> None:
    helped.at_clinics()
    helped.signs().press(sf.StaffCancelled())
    assert helped.shows(Screen.TAKE_CARD)
    helped.tray.take()
    helped.wait(0.1)
    assert helped.shows(Screen.WELCOME)
    assert helped.station.visit is None
    assert not helped.station.holds_portrait


@pytest.mark.parametrize("away", [Unknown("timeout"), Refused("bad_request"), Refused("unauthorised")])
def test_while_the_hub_is_away_the_station_asks_its_own_list(helped: Helped, away: Outcome[str]) -> None:
    helped.desk.answer = lambda _number, _pin: away
    helped.at_consent()
    helped.signs()
    assert sf.StaffSigned("hoa", alone=True) in [row.event for row in helped.rows()]
    helped.press(sf.StaffFinished())
    assert helped.signs(pin=OTHER).view.staff.notice == "wrong"


@pytest.mark.parametrize("code", ["wrong", "locked", "change_pin"])
def test_what_the_hub_says_of_a_pin_is_not_asked_of_the_list(helped: Helped, code: str) -> None:
    helped.desk.answer = lambda _number, _pin: Refused(code)
    helped.at_consent()
    assert helped.signs().view.staff.notice == code


def test_without_hub_and_list_it_is_said_that_nobody_can_tell(helped: Helped) -> None:
    helped.people.clear()
    helped.desk.answer = lambda _number, _pin: Unknown("timeout")
    helped.at_consent()
    assert helped.signs().view.staff.notice == "away"
    assert not helped.door.locked


@pytest.mark.attack
def test_wrong_pins_cost_growing_waits_whoever_they_are_for_and_a_restart_does_not_undo_them(helped: Helped) -> None:
    helped.at_consent()
    for number in ("417", "999", "888", "777", "666"):
        assert helped.signs(number, OTHER).view.staff.notice == "wrong"
    assert helped.signs().view.staff.notice == "locked"
    helped.crash()
    helped.boot()
    helped.at_consent()
    assert helped.signs().view.staff.notice == "locked"
    helped.wait(31)
    assert helped.signs(pin=OTHER).view.staff.notice == "wrong"
    helped.wait(31)
    assert helped.signs().view.staff.notice == "locked", "a minute now"
    helped.wait(31)
    assert helped.signs().view.staff.by == "hoa"
    assert not helped.door.locked
    assert {one.staff for one in helped.refusals()} == {"hoa", ""}


def test_a_try_is_on_record_also_where_its_visit_is_over_meanwhile(helped: Helped) -> None:
    helped.at_consent()
    helped.press(sf.StaffPressed())
    helped.process.post(lambda: helped.station.staff(NUMBER, OTHER))
    helped.wait(0.001)
    helped.press(sf.StaffClosed())
    helped.tray.take()
    helped.wait(2.0)
    assert helped.refusals() == [sf.StaffRefused("wrong", "hoa")]


def test_no_pin_and_no_number_stands_in_a_row_a_view_or_a_line_of_the_log(
    helped: Helped, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    helped.at_clinics()
    helped.signs(PIN, NUMBER)  # typed in each other's place
    helped.signs(NUMBER, OTHER)
    helped.desk.answer = lambda _number, _pin: Unknown("timeout")
    helped.signs()
    assert helped.view.staff.by == "hoa"
    helped.press(sf.StaffWentOn(), sf.StaffFinished())
    everything = "".join(str(line) for line in helped.connection.iterdump())
    told = [repr(row) for row in helped.rows()] + [repr(view) for view, _ in helped.shown]
    for canary in (PIN, OTHER):
        assert canary not in everything
        assert canary not in "".join(told)
        assert canary not in caplog.text
        assert canary not in repr(helped.door.__dict__)


@pytest.mark.attack
def test_the_lists_hashes_are_of_the_hubs_token_as_well_so_that_six_digits_are_not_guessed_from_the_file() -> None:
    pins = PlainPins()
    hashed = pins.hash(peppered(TOKEN, NUMBER, PIN))
    assert pins.fits(hashed, peppered(TOKEN, NUMBER, PIN))
    assert not pins.fits(hashed, PIN)
    assert not pins.fits(hashed, peppered("another token", NUMBER, PIN))
    assert not pins.fits(hashed, peppered(TOKEN, "418", PIN))
    assert not Argon2Pins().fits(NOBODY, "")
