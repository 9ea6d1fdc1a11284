"""Other people's tickets: addresses guessed, changed by a letter or counted up, and rooms that are not one's own."""

from __future__ import annotations

import re

import pytest
from hostile import WORDS
from hub_queue_parts import BEARER, OTHER, ROOM, Hub

from kiosk.hub.limits import Limit
from kiosk.queue.ports import Action

pytestmark = pytest.mark.attack

PLACES = 60


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Hub:
    # Guesses are as many as an attacker wants: what the answers tell is judged here, how many there are elsewhere.
    monkeypatch.setattr(Limit, "allows", lambda *_: True)
    hub = Hub()
    for number in range(PLACES):
        hub.issue(f"visit-{number}")
    return hub


def token(hub: Hub, place: str) -> str:
    link = hub.issue(place).link
    assert link is not None
    return link.rpartition("/")[2]


def test_an_address_says_nothing_about_another_or_about_its_visit(hub: Hub) -> None:
    tokens = [token(hub, f"visit-{number}") for number in range(PLACES)]
    assert len(set(tokens)) == PLACES
    for number, one in enumerate(tokens):
        assert len(one) >= 22, "at least 128 bits, six to a letter"
        assert re.fullmatch(r"[A-Za-z0-9_-]+", one)
        shared = [other for other in tokens if other != one and other[:5] == one[:5]]
        assert shared == []
        assert str(number) not in {one, one[-3:], one[:3]}


def test_every_wrong_address_is_answered_alike_and_tells_nothing(hub: Hub) -> None:
    right = token(hub, "visit-7")
    browser = hub.browser()
    assert browser.get(f"/q/{right}").status_code == 200
    wrong = [
        *(right[:at] + ("A" if right[at] != "A" else "B") + right[at + 1 :] for at in range(0, len(right), 3)),
        *(right[:-1], right + "A", right.swapcase(), right[::-1], "A" * len(right), "visit-7", "007", "1", "-" * 22),
        *("%", "*", "_" * len(right), right + "%00", right + "/", right + "?x=1".replace("?", "%3F")),
    ]
    answers = {browser.get(f"/q/{one}") for one in wrong}
    said = {(one.status_code, one.text) for one in answers}
    assert len({code for code, _ in said}) == 1
    assert {code for code, _ in said} == {404}
    shown = {text for _, text in said if "Phòng" in text or "<" in text}
    assert len(shown) <= 1, "one page for all that is wrong"


def test_hostile_addresses_are_wrong_addresses(hub: Hub) -> None:
    browser = hub.browser()
    for attack, word in WORDS.items():
        if attack == "half surrogate":
            continue
        for path in ("/q/", "/room/", "/hall?rooms=", "/static/", "/fonts/"):
            answer = browser.get(path + word[:3_000])
            assert answer.status_code < 500, (attack, path)
            assert "<script>alert" not in answer.text


def test_a_rooms_key_opens_its_own_room_alone_by_page_and_by_door(hub: Hub) -> None:
    key, other = hub.desk.give_key(ROOM), hub.desk.give_key(OTHER)
    assert key != other
    browser = hub.browser()
    assert browser.post(f"/room/{ROOM}/key", data={"key": other}).status_code != 303
    assert browser.post(f"/room/{ROOM}/key", data={"key": key}).status_code == 303
    before = hub.desk.room(OTHER)
    page = browser.get(f"/room/{ROOM}").text
    form = {name: re.search(f'name="{name}" value="([^"]+)"', page)[1] for name in ("code", "mark")}  # type: ignore[index]
    assert browser.post(f"/room/{OTHER}/call", data=form).status_code >= 300
    headers = {"Authorization": f"Bearer {key}"}
    for path in (
        f"/queue/rooms/{OTHER}/call",
        f"/queue/rooms/{OTHER}/key",
        "/queue/numbers",
        f"/queue/rooms/{ROOM}/key",
    ):
        assert browser.post(path, json={}, headers=headers).status_code == 401, path
    for path in (f"/queue/rooms/{OTHER}", "/queue/places/visit-7", "/", "/orders/1"):
        assert browser.get(path, headers=headers).status_code == 401, path
    assert hub.desk.room(OTHER) == before


def test_nobody_learns_from_numbers_on_the_wall_whose_they_are(hub: Hub) -> None:
    hub.desk.act(ROOM, Action.CALL)
    page = hub.browser().get(f"/hall?rooms={ROOM}").text
    assert "visit-" not in page
    assert token(hub, "visit-0") not in page
    assert hub.browser().get("/queue/places/visit-0").status_code == 401
    assert hub.browser().get("/queue/places/visit-0", headers=BEARER).status_code == 200
