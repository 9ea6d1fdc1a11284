"""Behind the screen: who may come in, what each may do there, that all of it is journalled, and who is sent out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import pytest
from station_parts import Lobby

from his_client.outcome import Done, Outcome, Refused
from kiosk.admin import events as ad
from kiosk.admin.room import AdminRoom
from kiosk.admin.values import AdminView, Line, Page, Row, Training, Tried, Wish
from kiosk.cashier.values import Role
from kiosk.fleet.values import StationState
from kiosk.hub.desk.staff_client import KnownStaff
from kiosk.station.agent.station_hands import StationHands
from kiosk.station.core import Neighbours
from kiosk.station.staff import LocalStaff, StaffDoor, peppered
from kiosk.visit.view import Screen

TOKEN = "of-the-hub"
IT, NURSE, PIN, OTHER = "900", "417", "730462", "111222"


class PlainPins:
    """Hashes of no worth and no cost."""

    def hash(self, pin: str) -> str:
        return f"plain:{pin}"

    def fits(self, hashed: str, pin: str) -> bool:
        return hashed == f"plain:{pin}"


class Desk:
    """A hub that knows two people."""

    away = False

    def at_station(self, number: str, pin: str, station_id: str) -> Outcome[str]:
        return Refused("wrong")

    def entering(self, number: str, pin: str, station_id: str) -> Outcome[KnownStaff]:
        if self.away:
            return Refused("bad_request")
        known = {IT: KnownStaff("tu.it", frozenset({Role.IT})), NURSE: KnownStaff("hoa", frozenset({Role.RECEPTION}))}
        return Done(known[number]) if number in known and pin == PIN else Refused("wrong")


@dataclass
class Kit:
    """Tools that answer at once and remember what was asked of them."""

    asked: list[str] = field(default_factory=list)
    seen: Callable[[str], None] | None = None

    def status(self) -> tuple[Row, ...]:
        return (Row("disk", "ok", "9 GiB"),)

    def doctor(self, step: Callable[[int, int, Row], None]) -> None:
        step(1, 2, Row("clock", "ok"))
        step(2, 2, Row("printer", "warn", "paper low", "have a new roll at hand"))

    def slip(self) -> Tried:
        return Tried("slip", "fail", "paper")

    def sound(self) -> Tried:
        return Tried("sound", "ok")

    def film(self, seen: Callable[[str], None], away: Callable[[], None]) -> None:
        self.asked.append("film")
        self.seen = seen

    def dark(self) -> None:
        self.asked.append("dark")

    def picture(self) -> Tried | None:
        return Tried("camera", "ok", "", "120;30")

    def card(self, code: str) -> Tried:
        return Tried("card", "ok", "PACE", "sod_signature")

    def logs(self) -> tuple[Line, ...]:
        return (Line("07:00", "info", "kiosk", "service"),)

    def restart(self) -> None:
        self.asked.append("restart")


@dataclass
class Yard:
    """A place to practise that opens, or does not."""

    opens: bool = True
    asked: list[str] = field(default_factory=list)

    def begin_practice(self) -> bool:
        self.asked.append("begin")
        return self.opens

    def end_practice(self) -> None:
        self.asked.append("end")

    def hand(self, act: str) -> None:
        self.asked.append(act)


class Behind(Lobby):
    """A lobby whose station has a room behind its screen."""

    def __init__(self) -> None:
        self.desk, self.kit, self.yard = Desk(), Kit(), Yard()
        self.seen: list[AdminView] = []
        super().__init__()

    def neighbours(self) -> Neighbours:
        nurse = LocalStaff("hoa", PlainPins().hash(peppered(TOKEN, NURSE, PIN)))
        self.door = StaffDoor("03", self.desk, {NURSE: nurse}, TOKEN, self.time, PlainPins())
        return replace(super().neighbours(), door=self.door)

    def boot(self) -> None:
        super().boot()
        self.room = AdminRoom(self.station, self.process, self.time, self.door, self.kit, self.seen.append, self.yard)

    def does(self, name: str, value: str = "") -> AdminView:
        self.process.post(lambda: self.room.wish(Wish(name, value)))
        self.wait(0.6)
        return self.room.view

    def enters(self, number: str, pin: str = PIN) -> AdminView:
        self.does("open")
        self.process.post(lambda: self.room.sign(number, pin))
        self.wait(0.6)
        return self.room.view

    def told(self) -> list[ad.AdminEvent]:
        return [row.event for row in self.rows() if isinstance(row.event, ad.AdminEvent)]

    def acts(self) -> list[tuple[str, str]]:
        return [(one.act, one.outcome) for one in self.told() if isinstance(one, ad.AdminActed)]


@pytest.fixture
def behind() -> Iterator[Behind]:
    it = Behind()
    yield it
    it.close()


def test_it_may_do_everything_and_the_reception_what_a_lobby_needs(behind: Behind) -> None:
    assert behind.enters(IT).may == ("status", "service", "tests", "logs", "training", "restart")
    behind.does("leave")
    assert behind.enters(NURSE).may == ("status", "service", "training")
    for refused in (("page", "logs"), ("page", "tests"), ("try", "doctor"), ("restart", "")):
        assert behind.does(*refused).page is Page.HOME
    assert behind.kit.asked == []
    assert [(one.staff, one.roles) for one in behind.told() if isinstance(one, ad.AdminEntered)] == [
        ("tu.it", ("it",)),
        ("hoa", ("reception",)),
    ]


def test_nobody_begins_while_staff_are_in_and_nobody_enters_while_a_patient_is_there(behind: Behind) -> None:
    behind.enters(IT)
    behind.tray.lay()
    behind.wait(1.0)
    assert behind.station.visit is None
    behind.tray.take()
    behind.does("leave")
    behind.at_consent()
    assert behind.does("open").page is Page.NONE


@pytest.mark.attack
def test_wrong_tries_wait_longer_and_longer_also_over_a_restart_and_are_journalled(behind: Behind) -> None:
    for tries in range(1, 6):
        view = behind.enters("999", OTHER)
        assert (view.page, view.notice, view.tries) == (Page.SIGN, "wrong", tries)
        assert not view.by
    assert behind.enters(IT).notice == "locked"
    behind.crash()
    behind.boot()
    behind.wait(0.1)
    assert behind.enters(IT).notice == "locked"
    behind.wait(61)
    assert behind.enters(IT).by == "tu.it"
    assert sum(isinstance(one, ad.AdminRefused) for one in behind.told()) == 7
    everything = "".join(str(line) for line in behind.connection.iterdump()) + repr(behind.seen)
    assert PIN not in everything
    assert OTHER not in everything


def test_while_the_hub_is_away_the_stations_own_list_says_who_is_what(behind: Behind) -> None:
    behind.desk.away = True
    assert behind.enters(NURSE).may == ("status", "service", "training")
    assert [one.alone for one in behind.told() if isinstance(one, ad.AdminEntered)] == [True]
    behind.does("leave")
    assert behind.enters(IT).notice == "wrong"


def test_out_of_service_and_back_says_who_and_outlasts_who_did_it(behind: Behind) -> None:
    behind.enters(NURSE)
    assert not behind.does("service", "off").in_service
    behind.does("leave")
    assert behind.shows(Screen.CLOSED)
    assert behind.enters(IT).in_service is False
    behind.does("service", "on")
    behind.does("leave")
    assert behind.shows(Screen.WELCOME)
    assert [one for one in behind.acts() if one[0] == "service"] == [("service", "off"), ("service", "on")]
    changed = [row.event.by for row in behind.rows() if row.kind == "ServiceChanged"]  # type: ignore[union-attr]
    assert changed == ["hoa", "tu.it"]


def test_who_does_nothing_for_two_minutes_is_out(behind: Behind) -> None:
    behind.enters(IT)
    behind.wait(110)
    behind.does("touched")
    behind.wait(110)
    assert behind.room.view.by == "tu.it"
    behind.wait(12)
    assert behind.room.view == AdminView()
    assert [one.why for one in behind.told() if isinstance(one, ad.AdminLeft)] == ["idle"]
    behind.at_consent()


def test_every_try_says_what_came_of_it_and_the_camera_is_dark_afterwards(behind: Behind) -> None:
    behind.enters(IT)
    assert behind.does("page", "status").rows == (Row("disk", "ok", "9 GiB"),)
    behind.does("page", "tests")
    assert behind.does("try", "slip").tried == Tried("slip", "fail", "paper")
    assert behind.does("try", "doctor").tried == Tried("doctor", "warn")
    assert len(behind.room.view.rows) == 2
    behind.does("page", "tests")
    assert behind.does("try", "camera").tried.detail == "120;30"
    behind.does("page", "tests")
    behind.does("try", "card")
    assert behind.kit.seen is not None
    behind.kit.seen("0123456789|…")
    behind.wait(0.6)
    assert behind.room.view.tried == Tried("card", "ok", "PACE", "sod_signature")
    behind.does("page", "logs")
    assert behind.room.view.lines[0].text == "service"
    behind.does("leave")
    assert behind.kit.asked == ["film", "dark", "film", "dark", "dark"]
    assert behind.acts() == [
        ("status", ""),
        ("test:slip", "paper"),
        ("test:doctor", "warn"),
        ("test:camera", "ok"),
        ("test:card", "PACE"),
        ("logs", ""),
    ]


def test_a_restart_is_on_record_before_it_happens(behind: Behind) -> None:
    behind.enters(IT)
    behind.does("restart")
    assert behind.kit.asked == ["restart"]
    assert behind.told()[-1] == ad.AdminLeft("tu.it", "restart", behind.told()[-1].at)  # type: ignore[attr-defined]


def state(behind: Behind) -> StationState:
    hands = StationHands(None, None, behind.station, lambda: 0, behind.time)  # type: ignore[arg-type]
    return hands.glance().state


def test_practising_keeps_the_station_for_staff_until_a_pin_ends_it(behind: Behind) -> None:
    behind.enters(NURSE)
    assert state(behind) is StationState.OUT_OF_SERVICE
    assert behind.does("train") == AdminView(training=Training.ON)
    assert state(behind) is StationState.TRAINING
    behind.tray.lay()
    behind.wait(1.0)
    assert behind.station.visit is None
    behind.tray.take()
    behind.does("hand", "lay")
    assert behind.does("train").training is Training.ON, "nothing ends it without a PIN"
    assert behind.enters(IT, OTHER).training is Training.ON
    assert behind.does("close").training is Training.ON
    behind.enters(NURSE)
    behind.wait(0.5)
    assert behind.room.view.training is Training.OFF
    behind.does("leave")
    assert state(behind) is StationState.WELCOME
    assert behind.yard.asked == ["begin", "lay", "end"]
    assert behind.acts() == [("training", "on"), ("training", "off")]
    behind.at_consent()


def test_practising_ends_by_itself_after_a_quarter_of_an_hour_without_a_touch(behind: Behind) -> None:
    behind.enters(IT)
    behind.does("train")
    behind.wait(800)
    behind.does("touched")
    behind.wait(800)
    assert behind.room.view.training is Training.ON
    behind.wait(102)
    assert behind.room.view == AdminView()
    assert behind.acts()[-1] == ("training", "idle")
    behind.at_consent()


def test_where_nothing_can_be_opened_to_practise_on_it_is_said(behind: Behind) -> None:
    behind.yard.opens = False
    behind.enters(IT)
    view = behind.does("train")
    assert (view.training, view.by) == (Training.FAILED, "tu.it")
    behind.does("leave")
    behind.at_consent()
