"""A registration becomes places: one a room, with the HIS's number or one of the hub's own."""

from __future__ import annotations

from hub_queue_parts import MORNING, Hub, seen

from his_client.his.values import Ticket
from kiosk.queue.events import Priority
from kiosk.queue.tickets import wanted_places


def ticket(number: str, room: str) -> Ticket:
    return Ticket(number, room, "2", "A", 0, 0, "K01", "Nội")


def test_each_room_has_a_place_of_its_own_and_the_same_when_asked_again() -> None:
    hub = Hub()
    wanted = wanted_places(
        "v1", "K03", [ticket("A128", "214"), ticket("", "216")], priority="senior", appointment_at=MORNING
    )
    places = [seen(hub.desk.issue(one)) for one in wanted]
    assert [(place.place_id, place.number, place.room) for place in places] == [
        ("v1", "A128", "214"),
        ("v1:2", "001", "216"),
    ]
    assert [seen(hub.desk.issue(one)) for one in wanted] == places
    assert [one.priority for one in wanted] == [Priority.SENIOR, Priority.SENIOR]
    assert [one.appointment_at for one in wanted] == [MORNING, None]
    assert wanted_places("v1", "K03", [ticket("A1", "214")])[0].priority is Priority.NONE
