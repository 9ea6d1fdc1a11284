"""The queue's doors keep one contract in the same process and over HTTP; who may not, does nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from hub_queue_parts import BEARER, MORNING, OTHER, ROOM, TOKEN, Hub, a_block_number

from his_client.outcome import Done, Outcome, Refused, Unknown
from kiosk.hub.owner import HubSilent
from kiosk.hub.queue_client import LocalQueue, QueueClient
from kiosk.hub.service import HubServer
from kiosk.queue.desk import Wanted
from kiosk.queue.events import Priority, Source
from kiosk.queue.ports import Action
from kiosk.queue.state import State

Doors = LocalQueue | QueueClient


@pytest.fixture
def hub() -> Hub:
    return Hub()


@pytest.fixture
def url(hub: Hub) -> Iterator[str]:
    server = HubServer(hub.app, "127.0.0.1", 0)
    server.start()
    yield server.url
    server.stop()


@pytest.fixture(params=["in process", "over HTTP"])
def doors(request: pytest.FixtureRequest, hub: Hub) -> Iterator[Doors]:
    if request.param == "in process":
        yield LocalQueue(hub.desk)
        return
    client = QueueClient(request.getfixturevalue("url"), TOKEN)
    yield client
    client.close()


def done(outcome: Outcome[object]) -> object:
    assert isinstance(outcome, Done), outcome
    return outcome.value


def test_a_number_is_issued_seen_and_called(doors: Doors) -> None:
    appointment = MORNING + timedelta(hours=1)
    first = doors.issue(Wanted("v1", "K03", ROOM, Priority.SENIOR, appointment))
    assert first == doors.issue(Wanted("v1", "K03", ROOM)) == doors.place("v1")
    assert isinstance(first, Done)
    assert (first.value.number, first.value.state, first.value.people_before) == ("001", State.WAITING, None)
    assert done(doors.issue(Wanted("v2", "K03", "Nội 3", number="A1", source=Source.HIS)))
    called = doors.act(ROOM, Action.CALL)
    assert called == doors.room(ROOM)
    assert isinstance(called, Done)
    assert (called.value.current, called.value.called_at) == ("001", MORNING)
    moved = doors.act(ROOM, Action.TRANSFER, to=OTHER)
    assert isinstance(moved, Done)
    assert moved.value.current is None
    other = doors.room(OTHER)
    assert isinstance(other, Done)
    assert (other.value.waiting, other.value.pace_min) == (("001",), None)


def test_people_before_and_minutes_are_told_once_a_room_calls(doors: Doors, hub: Hub) -> None:
    for number in range(8):
        done(doors.issue(Wanted(f"v{number}", "K03", ROOM)))
    for _ in range(4):
        done(doors.act(ROOM, Action.CALL))
        hub.clock.forward(5)
    outcome = doors.place("v7")
    assert isinstance(outcome, Done)
    assert (outcome.value.people_before, outcome.value.minutes) == (3, 16)
    seen = doors.room(ROOM)
    assert isinstance(seen, Done)
    assert seen.value.pace_min == 5.0


def test_a_block_is_reserved_and_reported(doors: Doors) -> None:
    block = doors.reserve("K03", 1, MORNING.date())
    assert isinstance(block, Done)
    drawn = block.value.draw("v1", MORNING.date())
    assert drawn is not None
    taken = doors.issue(a_block_number("v1", drawn[1], MORNING))
    assert isinstance(taken, Done)
    assert taken.value.number == "B1-001"


def test_refusals_carry_their_code(doors: Doors) -> None:
    refusals = [
        doors.place("nobody"),
        doors.act(ROOM, Action.CALL),
        doors.act(ROOM, Action.RECALL),
        doors.act(ROOM, Action.SKIP),
        doors.act(ROOM, Action.CLOSE),
        doors.act(ROOM, Action.SHUT),
        doors.act(ROOM, Action.CALL, number="009"),
        doors.issue(a_block_number("v1", "B9-001", MORNING)),
        doors.reserve("K03", 7, MORNING.date()),
    ]
    codes = [refusal.code for refusal in refusals if isinstance(refusal, Refused)]
    assert codes == [
        *("no_place", "nobody", "no_current", "no_current", "no_current", "not_open", "no_number", "no_block"),
        "ordinal",
    ]


def test_a_hub_that_is_away_is_unknown() -> None:
    gone = QueueClient("http://127.0.0.1:9", TOKEN, deadline_s=2.0)
    for outcome in (gone.issue(Wanted("v1", "K03", ROOM)), gone.act(ROOM, Action.CALL)):
        assert isinstance(outcome, Unknown)
        assert outcome.reason == "unreachable"
    gone.close()

    def silent(job: object) -> object:
        raise HubSilent

    assert isinstance(LocalQueue(Hub().desk, silent).room(ROOM), Unknown)  # type: ignore[arg-type]


DOORS = [
    ("POST", "/queue/numbers"),
    ("POST", "/queue/blocks"),
    ("GET", "/queue/places/v1"),
    ("GET", f"/queue/rooms/{ROOM}"),
    ("POST", f"/queue/rooms/{ROOM}/call"),
    ("POST", f"/queue/rooms/{ROOM}/key"),
]


@pytest.mark.attack
@pytest.mark.parametrize(("method", "path"), DOORS)
@pytest.mark.parametrize("given", [None, "Bearer ", f"Bearer {TOKEN}x", "Basic !"])
def test_every_door_needs_the_token(hub: Hub, method: str, path: str, given: str | None) -> None:
    headers = {} if given is None else {"Authorization": given}
    before = hub.journal.seq
    assert hub.browser().open(path, method=method, headers=headers, json={}).status_code == 401
    assert hub.journal.seq == before


@pytest.mark.attack
def test_a_rooms_key_opens_its_rooms_doors_and_no_other(hub: Hub) -> None:
    hub.issue("v1")
    headers = {"Authorization": f"Bearer {hub.desk.give_key(ROOM)}"}
    browser = hub.browser()
    codes = {
        (method, path): browser.open(path, method=method, headers=headers, json={}).status_code
        for method, path in [
            *DOORS,
            ("GET", f"/queue/rooms/{OTHER}"),
            ("POST", f"/queue/rooms/{OTHER}/call"),
            ("GET", "/"),
        ]
    }
    opened = {("GET", f"/queue/rooms/{ROOM}"), ("POST", f"/queue/rooms/{ROOM}/call")}
    assert {door for door, code in codes.items() if code == 200} == opened
    assert {code for door, code in codes.items() if door not in opened} == {401}


GOOD = {"place_id": "v1", "station_id": "K03", "room": ROOM}


@pytest.mark.attack
@pytest.mark.parametrize(
    "wrong",
    [
        {"place_id": ""},
        {"place_id": "a b"},
        {"place_id": "a/b"},
        {"room": "<b>"},
        {"room": ".."},
        {"room": "x" * 31},
        {"priority": "king"},
        {"number": "12", "source": "hub"},
        {"source": "his"},
        {"number": "a b", "source": "his"},
        {"appointment_at": "2026-11-24T09:00:00"},
        {"appointment_at": "soon"},
    ],
)
def test_a_wrong_field_issues_nothing(hub: Hub, wrong: dict[str, object]) -> None:
    answer = hub.browser().post("/queue/numbers", headers=BEARER, json={**GOOD, **wrong})
    assert (answer.status_code, answer.get_json()) == (400, {"refused": "bad_request"})
    assert hub.journal.seq == 0


def test_an_emergency_is_never_put_into_the_queue(hub: Hub) -> None:
    answer = hub.browser().post("/queue/numbers", headers=BEARER, json={**GOOD, "priority": "emergency"})
    assert (answer.status_code, answer.get_json()) == (409, {"refused": "emergency"})
    assert hub.journal.seq == 0


@pytest.mark.attack
@pytest.mark.parametrize(
    ("path", "body"),
    [
        (f"/queue/rooms/{ROOM}/dance", {}),
        (f"/queue/rooms/{ROOM}/transfer", {}),
        (f"/queue/rooms/{ROOM}/transfer", {"to": "<b>"}),
        (f"/queue/rooms/{ROOM}/call", {"number": "a b"}),
        ("/queue/rooms/%3Cb%3E/call", {}),
        ("/queue/blocks", {"station_id": "K03", "ordinal": 1}),
        ("/queue/blocks", {"station_id": "K03", "ordinal": "x", "day": "2026-11-24"}),
    ],
)
def test_a_wish_that_makes_no_sense_is_a_bad_request(hub: Hub, path: str, body: dict[str, object]) -> None:
    assert hub.browser().post(path, headers=BEARER, json=body).status_code == 400
    assert hub.journal.seq == 0
