"""The queue's pages: numbers and rooms, nothing personal, nothing from elsewhere, and nothing done by a stranger."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from hub_queue_parts import OTHER, ROOM, Hub

from kiosk.clock import Clock
from kiosk.hub import limits
from kiosk.hub.limits import Limit
from kiosk.queue.events import Priority
from kiosk.queue.ports import Action


@pytest.fixture
def hub() -> Hub:
    hub = Hub()
    hub.issue("v1", priority=Priority.PREGNANT)
    hub.issue("v2")
    hub.issue("v3")
    return hub


def phone(hub: Hub, place_id: str) -> str:
    link = hub.issue(place_id).link
    assert link is not None
    return "/q/" + link.rpartition("/")[2]


def staff(hub: Hub, room: str = ROOM) -> FlaskClient:
    """A browser that has given the room's key."""
    browser = hub.browser()
    answer = browser.post(f"/room/{room}/key", data={"key": hub.desk.give_key(room)})
    assert answer.status_code == 303
    return browser


def form_of(page: str) -> dict[str, str]:
    return {name: re.search(f'name="{name}" value="([^"]+)"', page)[1] for name in ("code", "mark")}  # type: ignore[index]


def press(browser: FlaskClient, action: str, room: str = ROOM, **more: str) -> str:
    """Press a button as the page stands now; the page after it."""
    form = form_of(browser.get(f"/room/{room}").text) | more
    return browser.post(f"/room/{room}/{action}", data=form, follow_redirects=True).text


# -- the patient's phone


def test_the_phone_shows_number_room_people_and_minutes(hub: Hub) -> None:
    page = phone(hub, "v3")
    assert "Phòng chưa gọi số" in hub.browser().get(page).text
    hub.desk.act(ROOM, Action.CALL)
    text = hub.browser().get(page).text
    for shown in ("003", "Phòng 214", "Trước còn 1 người", "Bệnh viện Mẫu"):
        assert shown in text
    for _ in range(2):
        hub.clock.forward(4)
        hub.desk.act(ROOM, Action.CALL)
    assert "Mời quý khách vào phòng 214" in hub.browser().get(page).text
    hub.desk.act(ROOM, Action.SKIP)
    assert "Xin gặp nhân viên phòng 214" in hub.browser().get(page).text
    hub.desk.act(ROOM, Action.CLOSE, number="003")
    assert "đã xong" in hub.browser().get(page).text


@pytest.mark.attack
def test_a_phones_page_is_kept_nowhere_and_tells_nobody(hub: Hub) -> None:
    answer = hub.browser().get(phone(hub, "v1"))
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "Set-Cookie" not in answer.headers
    for personal in ("v1", "pregnant", "mang thai", "K03"):
        assert personal not in answer.text


@pytest.mark.attack
def test_it_ends_with_the_day_and_looks_then_like_any_wrong_address(hub: Hub) -> None:
    page = phone(hub, "v1")
    hub.clock.forward(17 * 60 + 1)
    ended, wrong = hub.browser().get(page), hub.browser().get("/q/" + "x" * 24)
    assert (ended.status_code, ended.text) == (404, wrong.text)
    assert "001" not in ended.text


@pytest.mark.attack
def test_guessing_is_slowed_down_and_does_not_shut_out_who_knows(hub: Hub) -> None:
    browser = hub.browser()
    codes = [browser.get("/q/" + f"{number:024d}").status_code for number in range(30)]
    assert codes == [404] * 20 + [429] * 10
    page = phone(hub, "v1")
    assert browser.get(page).status_code == 200
    assert [browser.get(page).status_code for _ in range(12)][-3:] == [429] * 3
    hub.clock.forward(1)
    assert browser.get(page).status_code == 200


@pytest.mark.attack
def test_a_limit_fills_up_again_and_is_bounded(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    clock: Clock = hub.clock
    limit = Limit(2, 30.0, clock.monotonic)
    assert [limit.allows("a") for _ in range(3)] == [True, True, False]
    assert limit.allows("b")
    hub.clock.forward(0.5)
    assert [limit.allows("a") for _ in range(2)] == [True, False]
    monkeypatch.setattr(limits, "MOST_KEYS", 10)
    for number in range(50):
        limit.allows(str(number))
    assert len(limit._left) <= 11


# -- the waiting-room's screen


def test_the_screen_shows_numbers_and_rooms_and_lets_the_last_call_stand_out(hub: Hub) -> None:
    assert "Chưa phòng nào gọi số" in hub.browser().get("/hall").text
    hub.desk.act(ROOM, Action.CALL)
    text = hub.browser().get("/hall").text
    assert "vào phòng 214" in text
    assert 'class="card last fresh" data-call="214 001 1"' in text
    for personal in ("v1", "pregnant", "K03"):
        assert personal not in text
    hub.clock.forward(1)
    assert 'class="card last" data-call="214 001 1"' in hub.browser().get("/hall").text
    hub.desk.act(ROOM, Action.RECALL)
    assert 'class="card last fresh" data-call="214 001 2"' in hub.browser().get("/hall").text


def test_a_screen_shows_the_rooms_it_hangs_before_and_ten_at_most(hub: Hub) -> None:
    for number in range(14):
        hub.issue(f"w{number}", f"{300 + number}")
        hub.desk.act(f"{300 + number}", Action.CALL)
        hub.clock.forward(0.1)
    rooms = re.findall(r"<td>(\d+)</td>", hub.browser().get("/hall").text)
    assert rooms == [str(304 + number) for number in range(10)]
    assert re.findall(r"<td>(\d+)</td>", hub.browser().get("/hall?rooms=301,305,<b>").text) == ["301", "305"]


# -- the room's page


@pytest.mark.attack
def test_without_the_rooms_key_there_is_only_the_question_for_it(hub: Hub) -> None:
    text = hub.browser().get(f"/room/{ROOM}").text
    assert "Mã của phòng" in text
    assert "001" not in text
    assert staff(hub, OTHER).get(f"/room/{ROOM}").text == text


@pytest.mark.attack
def test_the_key_lies_in_a_cookie_no_script_and_no_other_site_can_use(hub: Hub) -> None:
    answer = hub.browser().post(f"/room/{ROOM}/key", data={"key": hub.desk.give_key(ROOM)})
    cookie = answer.headers["Set-Cookie"]
    for part in ("Secure", "HttpOnly", "SameSite=Strict", "Path=/room"):
        assert part in cookie


@pytest.mark.attack
def test_guessing_a_key_is_slowed_down(hub: Hub) -> None:
    key, browser = hub.desk.give_key(ROOM), hub.browser()
    codes = [browser.post(f"/room/{ROOM}/key", data={"key": "AAAA"}).status_code for _ in range(6)]
    assert codes == [403] * 5 + [429]
    assert browser.post(f"/room/{ROOM}/key", data={"key": key}).status_code == 429
    hub.clock.forward(0.5)
    assert browser.post(f"/room/{ROOM}/key", data={"key": key}).status_code == 303


def test_staff_call_recall_skip_transfer_and_close(hub: Hub) -> None:
    browser = staff(hub)
    assert "Gọi số 001" in browser.get(f"/room/{ROOM}").text
    assert '<p class="number">001</p>' in press(browser, "call")
    assert "đã gọi 2 lần" in press(browser, "recall")
    assert '<button name="number" value="001">001</button>' in press(browser, "skip")
    assert '<p class="number">001</p>' in press(browser, "call", number="001")
    assert "Chưa có ai trong phòng" in press(browser, "transfer", to=OTHER)
    assert hub.issue("v1").room == OTHER
    press(browser, "call")
    assert "Chưa có ai trong phòng" in press(browser, "close")
    press(browser, "call")
    assert "Đang nghỉ" in press(browser, "shut")
    assert "Chưa có ai chờ ở phòng này" in press(browser, "call")


@pytest.mark.attack
def test_a_second_press_of_the_same_page_does_nothing(hub: Hub) -> None:
    browser = staff(hub)
    form = form_of(browser.get(f"/room/{ROOM}").text)
    for _ in range(2):
        text = browser.post(f"/room/{ROOM}/call", data=form, follow_redirects=True).text
    assert '<p class="number">001</p>' in text
    assert "Màn hình vừa thay đổi" in text


@pytest.mark.attack
@pytest.mark.parametrize(
    ("form", "headers"),
    [
        ({}, {}),
        ({"code": "0" * 64}, {}),
        ({"code": "mã"}, {}),
        (None, {"Sec-Fetch-Site": "cross-site"}),
        (None, {"Sec-Fetch-Site": "same-site"}),
    ],
)
def test_another_site_makes_staffs_browser_do_nothing(
    hub: Hub, form: dict[str, str] | None, headers: dict[str, str]
) -> None:
    browser = staff(hub)
    given = form_of(browser.get(f"/room/{ROOM}").text) if form is None else form
    before = hub.journal.seq
    assert browser.post(f"/room/{ROOM}/call", data=given, headers=headers).status_code == 403
    assert hub.journal.seq == before


@pytest.mark.attack
@pytest.mark.parametrize(("action", "more"), [("dance", {}), ("transfer", {"to": "<b>"}), ("call", {"number": "<b>"})])
def test_what_makes_no_sense_is_said_and_does_nothing(hub: Hub, action: str, more: dict[str, str]) -> None:
    browser = staff(hub)
    before = hub.journal.seq
    assert "Chưa rõ số hoặc phòng" in press(browser, action, **more)
    assert hub.journal.seq == before


@pytest.mark.attack
def test_an_old_key_no_longer_opens_the_page(hub: Hub) -> None:
    browser = staff(hub)
    hub.desk.give_key(ROOM)
    assert "Mã của phòng" in browser.get(f"/room/{ROOM}").text


# -- all of them


@pytest.mark.attack
def test_nothing_comes_from_elsewhere_and_the_policy_says_so(hub: Hub) -> None:
    browser = staff(hub)
    hub.desk.act(ROOM, Action.CALL)
    for path in (phone(hub, "v1"), "/hall", f"/room/{ROOM}", f"/room/{OTHER}"):
        answer = browser.get(path)
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        assert re.findall(r"https?://", answer.text) == []
        assert " style=" not in answer.text
    files = re.findall(r'(?:src|href)="([^"]+)"', browser.get("/hall").text)
    assert files == ["/static/queue.css", "/static/queue.js"]
    sheet, script = (browser.get(path, buffered=True).text for path in files)
    assert "https://" not in script
    assert re.findall(r"https?://|@import", sheet) == []
    for font in re.findall(r'url\("([^"]+)"\)', sheet):
        answer = browser.get(font)
        assert answer.headers["Cache-Control"] == "public, max-age=86400"
        assert answer.data[:4] == b"\x00\x01\x00\x00", "a TrueType file"
    assert browser.get("/fonts/900.ttf").status_code == 404
