"""A working day of IT in a real browser: through the gate over TLS, with two stations that have identities."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from console_parts import OWN, PIN
from console_running import TOKEN, Chromium, Whole, until, whole
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By

from his_client.http import JsonReply
from kiosk.fleet.values import StationState


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    with whole(tmp_path_factory.mktemp("hub")) as made:
        yield made


@pytest.fixture(scope="module")
def browser(work: Whole, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    made = Chromium(tmp_path_factory.mktemp("chromium"), work.key, work.console)
    yield made
    made.quit()


def test_a_day_of_it_in_the_browser(work: Whole, browser: Chromium) -> None:
    work.beat()
    # The first PIN is changed before anything is seen.
    browser.open("/")
    browser.type("user", "tu.it")
    browser.type("pin", OWN)
    browser.press("Đăng nhập")
    browser.sees("Đây là PIN đầu tiên")
    browser.open("/console/stations")
    browser.sees("Đây là PIN đầu tiên")
    for field, words in (("old", OWN), ("new", PIN), ("again", PIN)):
        browser.type(field, words)
    browser.press("Đặt PIN mới")
    browser.sees("PIN mới đã được đặt")
    # The map: both stations stand where they were put, left and right, and run.
    chips = browser.all("svg.plan .station")
    assert [chip.text.split()[0] for chip in chips] == ["K01", "K02"]
    assert chips[0].rect["x"] < chips[1].rect["x"]
    assert all("Chạy" in chip.text for chip in chips)
    # K02 is drawn elsewhere by hand: the numbers follow, and are kept.
    browser.open("/console/map?name=Nhà A · Sảnh")
    pin = browser.all('.pin[data-station="K02"]')[0]
    ActionChains(browser.driver).drag_and_drop_by_offset(pin, -300, 40).perform()
    browser.press("Lưu")
    browser.sees("Nơi đặt đã được lưu")
    moved = work.fleet.station("K02")
    assert moved is not None
    assert 0.3 < moved.across < 0.8
    assert moved.down > 0.55
    browser.open("/console/")
    chips = browser.all("svg.plan .station")
    # Out of service: confirmed, ordered, carried out by the station, seen.
    chips[0].click()
    browser.press("Cho tạm nghỉ")
    browser.sees("Máy thôi nhận khách mới")
    assert work.stations[0].beat().orders == ()
    browser.press("Cho tạm nghỉ")
    browser.sees("Lệnh đã được giao")
    browser.sees("Đang chờ máy")
    until(lambda: work.stations[0].beat() and work.stations[0].state is StationState.OUT_OF_SERVICE)
    work.pass_by(6)
    work.pass_by(6)
    browser.open("/console/stations/K01")
    browser.sees("Đã làm")
    browser.sees("Tạm nghỉ")
    # A configuration, first to the canary, then to the group.
    browser.open("/console/configurations/new")
    browser.type("name", "Chờ ngắn hơn")
    browser.type("toml", "[policy]\nidle_s = 'x'\n")
    browser.press("Kiểm tra và giữ")
    browser.sees("policy.idle_s")
    browser.type("toml", "[policy]\nidle_s = 40\n")
    browser.press("Kiểm tra và giữ")
    browser.sees("Chưa máy nào dùng")
    browser.press("Triển khai")
    browser.type("canary", "K02")
    browser.driver.find_element(By.XPATH, "//select[@name='wave:sảnh']/option[.='2']").click()
    browser.choose("well", "120")
    browser.press("Bắt đầu với máy thử trước")
    browser.sees("Đợt đầu đã bắt đầu")
    until(lambda: work.stations[1].beat().configuration)
    work.beat()
    assert work.stations[0].configuration == "own"
    for _ in range(4):
        work.pass_by(50)
    until(lambda: work.stations[0].beat().configuration)
    work.beat()
    browser.open("/console/configurations")
    browser.sees("2 máy đã nhận, 0 còn chờ")
    for _ in range(4):
        work.pass_by(50)
    browser.driver.refresh()
    browser.sees("Xong")
    # An alert comes by itself onto the open page, and is taken.
    browser.open("/console/alerts")
    browser.sees("Không có cảnh báo nào.")
    work.stations[1].state = StationState.CLOSED
    for _ in range(3):
        work.pass_by(30)
    browser.driver.execute_script("refresh()")  # what the page does by itself every ten seconds
    browser.sees("Máy tự đóng")
    browser.press("Nhận việc")
    browser.sees("Cảnh báo đã có người nhận")
    browser.sees("tu.it đang xem")
    # A token is shown this once, with the line to type and a code to scan.
    browser.press("Ghi danh")
    browser.type("station", "K09")
    browser.press("Cấp mã một lần")
    browser.sees("Mã chỉ hiện một lần này")
    token = browser.all("#token")[0].text
    assert token.startswith("K09.")
    assert browser.all(".qr svg")
    browser.open("/console/enrolment")
    browser.sees("K09")
    assert token not in browser.driver.page_source
    # The trail tells of all this; then out, and nothing is seen any more.
    browser.press("Nhật ký thao tác")
    for words in (
        "Giao lệnh",
        "Máy trả lời lệnh",
        "Bắt đầu triển khai",
        "Nhận cảnh báo",
        "Cấp mã ghi danh",
        "Đăng nhập",
    ):
        browser.sees(words)
    assert all(cookie["secure"] and cookie["httpOnly"] for cookie in browser.driver.get_cookies())
    assert "__Host-console" in {cookie["name"] for cookie in browser.driver.get_cookies()}
    browser.press("Đăng xuất")
    browser.sees("Tên tài khoản")
    browser.open("/console/audit")
    browser.sees("Tên tài khoản")
    # The one thing that was refused was refused on purpose.
    assert [line for line in browser.complaints() if "status of 400" not in line] == []


def test_a_manager_reads_and_orders_nothing(work: Whole, browser: Chromium) -> None:
    browser.open("/console/language/en")
    browser.type("user", "mai.ql")
    browser.type("pin", PIN)
    browser.press("Sign in")
    browser.sees("Overview")
    assert "Audit log" not in browser.text
    browser.open("/console/stations/K01")
    browser.sees("Devices and neighbours")
    assert not browser.all(".orders a, main form")
    browser.open("/console/configurations")
    browser.sees("This is for the hospital's IT.")


@pytest.mark.attack
@pytest.mark.parametrize("path", ["/console/", "/console/sign-in", "/console/static/console.css"])
def test_the_console_is_reached_through_the_gate_alone_and_never_by_a_station(work: Whole, path: str) -> None:
    def status(headers: dict[str, str]) -> int:
        line = HTTPConnection(urlsplit(work.hub).netloc)
        with closing(line):
            line.request("GET", path, headers=headers)
            return line.getresponse().status

    key = {"Authorization": f"Bearer {TOKEN}"}
    assert status({}) == 401
    assert status(key) in {200, 303}
    assert status({**key, "X-Kiosk-Station": "K01"}) == 403
    reply = work.stations[0].line._http.call("GET", path)
    assert isinstance(reply, JsonReply), reply
    assert reply.status == 404
