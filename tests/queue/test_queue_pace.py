"""Minutes come from the room's own pace; where nobody calls, nothing is told."""

from __future__ import annotations

from collections.abc import Sequence

from queue_parts import ROOM, Hall, minute

from kiosk.queue import desk
from kiosk.queue.pace import Standing, pace_s, standing


def told(hall: Hall, place_id: str, at: float) -> Standing:
    return standing(hall.queue, hall.place(place_id), minute(at), hall.rule)


def busy(times: Sequence[float], more: int = 3) -> tuple[Hall, float]:
    """A room that took these minutes for its first patients, with one more in it and some waiting; and the minute."""
    hall = Hall()
    for number in range(len(times) + 1 + more):
        hall.come(f"v{number}", 0)
    at = 0.0
    hall.call(at)
    for minutes in times:
        at += minutes
        hall.call(at)
    return hall, at


def test_where_nobody_calls_there_is_no_position_and_no_time() -> None:
    hall = Hall()
    hall.come("a", 0)
    assert told(hall, "a", 5) == Standing(None, None)


def test_a_room_tells_its_pace_after_three_patients() -> None:
    hall, at = busy([4, 6])
    assert told(hall, "v5", at) == Standing(2, None)
    hall, at = busy([4, 6, 5])
    assert told(hall, "v4", at) == Standing(0, 5)
    assert told(hall, "v6", at) == Standing(2, 15)


def test_the_median_forgets_old_times_and_one_long_talk_moves_it_little() -> None:
    hall, at = busy([5, 5, 60, 5, 5])
    assert pace_s(hall.queue.room(ROOM)) == 300
    hall, at = busy([30] * 5 + [4] * 9)
    assert pace_s(hall.queue.room(ROOM)) == 240
    assert told(hall, "v15", at) == Standing(0, 4)


def test_a_button_pressed_again_and_again_makes_nobody_quick() -> None:
    hall, at = busy([0, 0, 0])
    assert pace_s(hall.queue.room(ROOM)) == 60
    assert told(hall, "v6", at) == Standing(2, 3)


def test_who_takes_longer_is_expected_to_take_a_little_longer_still() -> None:
    hall, at = busy([5, 5, 5])
    assert told(hall, "v4", at + 3) == Standing(0, 2)
    assert told(hall, "v4", at + 20) == Standing(0, 1)


def test_a_free_room_calls_now() -> None:
    hall, at = busy([5, 5, 5])
    hall.apply(desk.close(hall.queue, ROOM, minute(at + 5)))
    assert told(hall, "v4", at + 5) == Standing(0, 0)


def test_a_room_gone_silent_or_shut_has_no_data() -> None:
    hall, at = busy([5, 5, 5])
    assert told(hall, "v4", at + 45).people_before == 0
    assert told(hall, "v4", at + 46) == Standing(None, None)
    hall.apply(desk.shut(hall.queue, ROOM, minute(at + 1)))
    assert told(hall, "v4", at + 1) == Standing(None, None)


def test_a_number_that_does_not_wait_stands_nowhere() -> None:
    hall, at = busy([5, 5, 5])
    assert told(hall, "v3", at) == Standing(None, None)
    assert told(hall, "v0", at) == Standing(None, None)
