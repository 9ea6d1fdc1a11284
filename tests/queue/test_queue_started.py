"""A hub that is started with its clock turned gives no number again on the same true day, and nobody leaves a queue."""

from __future__ import annotations

import ctypes
import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hub_queue_parts import MORNING, OTHER, ROOM, HandClock, seen

from his_client.outcome import Done
from kiosk import boot as boot_module
from kiosk.boot import LinuxBoot, Since
from kiosk.hub.queue_desk import QueueDesk, QueueSettings
from kiosk.hub.records import hub_codec
from kiosk.journal import Journal, MasterKey
from kiosk.queue.desk import Wanted
from kiosk.queue.events import ClockSeen, Source
from kiosk.queue.ports import Action, RoomSeen

DAY = timedelta(days=1)


class TurnedClock(HandClock):
    """Goes on by a second at each look, and may be turned."""

    def __init__(self) -> None:
        super().__init__()
        self.off = timedelta()

    def now(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at + self.off


@dataclass
class HandBoot:
    """A machine that knows the true time since its start, whatever its clock shows."""

    clock: HandClock
    boot: str
    synchronized: bool = False

    def since(self) -> Since | None:
        return Since(self.boot, self.clock.monotonic()) if self.boot else None

    def kept(self) -> bool:
        return self.synchronized


class House:
    """A hub, its clock, and what its machine knows of it."""

    def __init__(self, boot: str = "first") -> None:
        self.clock = TurnedClock()
        self.boot = HandBoot(self.clock, boot)
        self.file = sqlite3.connect(":memory:", isolation_level=None)
        self.start()

    def start(self, boot: str | None = None, *, turned: timedelta = timedelta()) -> None:
        """The hub starts; in another start of the machine where `boot` names one, its clock turned meanwhile."""
        self.turn(turned)
        self.boot.boot = self.boot.boot if boot is None else boot
        self.journal = Journal(self.file, hub_codec(), MasterKey(bytes(32)), self.clock, "test")
        self.desk = QueueDesk(self.journal, self.clock, QueueSettings(), self.boot)
        for row in self.journal.rows():
            self.desk.replay(row.event)  # type: ignore[arg-type]

    def turn(self, by: timedelta) -> None:
        self.clock.off += by

    def issue(self, place_id: str, room: str = ROOM) -> str:
        return seen(self.desk.issue(Wanted(place_id, "K03", room))).number

    def room(self, name: str = ROOM) -> RoomSeen:
        outcome = self.desk.room(name)
        assert isinstance(outcome, Done)
        return outcome.value


def test_a_hub_started_again_with_its_clock_a_day_ahead_goes_on_with_the_day() -> None:
    """Its machine was on all the time, and knows how long."""
    house = House()
    assert house.issue("a") == "001"
    house.clock.forward(5)
    house.start(turned=DAY)
    assert house.issue("b") == "002"
    assert house.room().waiting == ("001", "002")
    house.turn(-DAY)
    house.start()
    assert house.issue("c") == "003"
    assert sorted(house.room().waiting) == ["001", "002", "003"]


def test_a_night_that_has_passed_begins_a_day_however_the_clock_was_turned_in_it() -> None:
    house = House()
    house.issue("a")
    house.clock.forward(24 * 60)
    house.start()
    assert house.issue("b") == "001", "nobody has turned it"
    house.clock.forward(24 * 60)
    house.start(turned=timedelta(hours=2))
    assert house.issue("c") == "001"
    house.start()
    assert house.issue("d") == "002"


@pytest.mark.parametrize("boot", ["second", ""])
def test_after_a_start_of_the_machine_a_day_that_may_not_be_one_gives_no_number_of_the_last(boot: str) -> None:
    house = House("first" if boot else "")
    assert [house.issue(name) for name in "abc"] == ["001", "002", "003"]
    house.start(boot, turned=DAY)
    assert house.room().waiting == ()
    assert house.issue("d") == "004"
    house.start()
    assert house.issue("e") == "005"


def test_a_day_without_a_number_comes_back_as_well() -> None:
    house = House()
    house.desk.reserve("K03", 1, MORNING.date())
    house.start("second", turned=DAY)
    house.room()
    house.turn(-DAY)
    assert house.issue("a") == "001"
    house.clock.forward(24 * 60)
    assert house.issue("b") == "001", "and the next day is another"


@pytest.mark.parametrize("again", [False, True])
def test_when_the_clock_comes_back_both_days_were_one_and_everybody_waits(again: bool) -> None:
    house = House()
    for name in "abc":
        house.issue(name)
    house.issue("x", OTHER)
    house.desk.act(ROOM, Action.CALL)
    house.start("second", turned=DAY)
    house.issue("d")
    house.issue("e")
    house.desk.act(ROOM, Action.CALL)
    if again:
        house.start("third", turned=-DAY)
    else:
        house.turn(-DAY)
    assert (house.room().current, house.room().waiting) == ("005", ("002", "003", "006"))
    assert house.room(OTHER).waiting == ("004",)
    assert house.issue("f") == "007"
    before = house.desk.picture()
    house.start()
    house.room()
    assert house.desk.picture() == before


def test_a_block_of_the_day_that_may_go_on_is_its_stations_and_is_given_to_no_other() -> None:
    house = House()
    block = house.desk.reserve("K03", 1, MORNING.date())
    assert isinstance(block, Done)
    house.start("second", turned=DAY)
    later = house.desk.reserve("K04", 1, MORNING.date() + DAY)
    assert isinstance(later, Done)
    assert later.value.block != block.value.block
    given = Wanted("a", "K03", ROOM, number=f"B{block.value.block}-001", source=Source.BLOCK)
    assert isinstance(house.desk.issue(given), Done)


def test_a_clock_kept_by_a_time_server_is_believed() -> None:
    house = House()
    house.issue("a")
    house.clock.forward(24 * 60)
    house.boot.synchronized = True
    house.start("second")
    assert house.issue("b") == "001"


def test_a_time_server_that_answers_before_the_first_number_is_believed_as_well() -> None:
    house = House()
    house.issue("a")
    house.clock.forward(24 * 60)
    house.start("second")
    assert house.room().waiting == ()
    house.boot.synchronized = True
    assert house.issue("b") == "001"
    house.start()
    assert house.issue("c") == "002"


@pytest.mark.parametrize("back", [timedelta(hours=1), DAY, 20_000 * DAY])
def test_a_clock_that_starts_behind_the_last_number_goes_on_with_its_day(back: timedelta) -> None:
    house = House()
    assert house.issue("a") == "001"
    house.start("second", turned=-back)
    assert house.issue("b") == "002"
    house.start("third", turned=back)
    assert house.issue("c") == "003"
    assert sorted(house.room().waiting) == ["001", "002", "003"]


def test_a_machine_tells_which_start_it_is_and_how_long_ago(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    first = LinuxBoot().since()
    later = LinuxBoot().since()
    assert first is not None
    assert later is not None
    assert first.boot == later.boot == boot_module.BOOT_ID.read_text().strip()
    assert 0 < first.seconds <= later.seconds
    monkeypatch.setattr(boot_module, "BOOT_ID", tmp_path / "none")
    monkeypatch.setattr(boot_module, "SYNCHRONIZED", tmp_path / "synchronized")
    monkeypatch.setattr(boot_module, "_error_us", lambda: 16_000_000)
    assert LinuxBoot().since() is None
    assert not LinuxBoot().kept()
    monkeypatch.setattr(boot_module, "_error_us", lambda: 15_999_999)
    assert LinuxBoot().kept(), "by chrony, say: the kernel knows how far off its clock may be"
    monkeypatch.setattr(boot_module, "_error_us", lambda: None)
    (tmp_path / "synchronized").touch()
    assert LinuxBoot().kept()


def test_the_kernel_tells_how_far_off_its_clock_may_be() -> None:
    class Told(ctypes.Structure):
        """timex.h's `struct ntptimeval`, with room to spare."""

        _fields_ = [(name, ctypes.c_long) for name in ("s", "us", "maxerror", "esterror", "tai", *"abcdefgh")]

    told = Told()
    assert ctypes.CDLL(None).ntp_gettime(ctypes.byref(told)) >= 0
    ours = boot_module._error_us()
    assert ours is not None
    assert told.maxerror <= ours <= told.maxerror + 1_000_000, "it grows by half a millisecond a second"


def test_what_is_known_of_the_machine_is_written_once_for_each_start_of_it_and_each_turn() -> None:
    house = House()
    for boot, turned in (("first", 0), ("first", 0), ("second", 0), ("second", 1), ("second", 0)):
        house.start(boot, turned=timedelta(hours=turned))
        house.issue(f"{boot}{turned}")
    assert [row.event.boot for row in house.journal.rows() if isinstance(row.event, ClockSeen)] == [
        "first",
        "second",
        "second",
    ]
