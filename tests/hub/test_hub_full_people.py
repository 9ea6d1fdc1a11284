"""A full hub goes on for the people who stand before it; what it refuses to a browser it says on a page."""

from __future__ import annotations

import re
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hub_running import TOKEN, RunningHub
from test_hub_service import BEARER, ask

from his_client.outcome import Done, Unknown
from kiosk.hub.console.app import console
from kiosk.hub.console.ports import Parts
from kiosk.hub.desk.client import HttpDesk
from kiosk.hub.desk.doors import add_desk_doors
from kiosk.hub.fleet.doors import add_fleet_doors
from kiosk.hub.owner import HubSilent
from kiosk.hub.queue_client import QueueClient
from kiosk.hub.service import HubServer
from kiosk.queue.desk import Wanted
from kiosk.queue.ports import Action

sys.path += [str(Path(__file__).parents[1] / name) for name in ("queue", "console", "cashier")]

import console_parts
from desk_parts import PIN, Scene
from hub_queue_parts import ROOM, Hub

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
MACHINE = "a-token-of-a-cashiers-machine"


@pytest.fixture
def hub() -> Hub:
    hub = Hub()
    hub.issue("v1")
    hub.issue("v2")
    return hub


def full(hub: Hub) -> None:
    hub.core.has_room = lambda: False


def form_of(page: str) -> dict[str, str]:
    return {name: re.search(f'name="{name}" value="([^"]+)"', page)[1] for name in ("code", "mark")}  # type: ignore[index]


def test_a_doctor_goes_on_to_call_who_holds_a_number(hub: Hub) -> None:
    key = hub.desk.give_key(ROOM)
    full(hub)
    browser = hub.browser()
    assert browser.post(f"/room/{ROOM}/key", data={"key": key}, headers=BROWSER).status_code == 303
    form = form_of(browser.get(f"/room/{ROOM}").text)
    page = browser.post(f"/room/{ROOM}/call", data=form, headers=BROWSER, follow_redirects=True)
    assert '<p class="number">001</p>' in page.text


def test_a_machine_that_only_calls_numbers_goes_on_as_well(hub: Hub) -> None:
    key = hub.desk.give_key(ROOM)
    full(hub)
    server = HubServer(hub.app, "127.0.0.1", 0)
    server.start()
    try:
        with closing(QueueClient(server.url, key)) as room:
            assert isinstance(room.act(ROOM, Action.CALL), Done)
    finally:
        server.stop()


@pytest.fixture
def desk(hub: Hub) -> Iterator[tuple[Scene, HttpDesk]]:
    scene = Scene()
    add_desk_doors(hub.app, scene.hub.service, MACHINE, scene.time.monotonic)
    server = HubServer(hub.app, "127.0.0.1", 0)
    server.start()
    with closing(HttpDesk(server.url, MACHINE)) as window:
        yield scene, window
    server.stop()
    scene.close()


def test_cashiers_sign_in_look_and_sign_out(hub: Hub, desk: tuple[Scene, HttpDesk]) -> None:
    scene, line = desk
    scene.sit("lan")
    full(hub)
    window = line.desk
    assert isinstance(window.sign_in("lan", PIN, "desk-1"), Done)
    assert isinstance(window.shift(), Done)
    assert window.upload("sao-ke.csv", b"ngay;tien") == Unknown("server_error", "HTTP 503"), "megabytes wait"
    assert isinstance(window.sign_out(), Done)


@pytest.fixture
def at_console(hub: Hub) -> Iterator[tuple[console_parts.Hub, console_parts.Browser]]:
    """The console's pages on a whole hub's app."""
    with console_parts.hub_at_work() as at:
        at.enrol("K01")
        parts = Parts(at.fleet, at.accounts, at.history, at.time, console_parts.HOSPITAL, "https://hub.example:8443")
        hub.app.register_blueprint(console(parts))
        add_fleet_doors(hub.app, at.fleet)
        full(hub)
        browser = console_parts.Browser(hub.app.test_client())
        browser.headers |= {"Authorization": f"Bearer {TOKEN}"} | BROWSER
        yield at, browser


def test_it_signs_in_looks_acts_and_signs_out(at_console: tuple[console_parts.Hub, console_parts.Browser]) -> None:
    at, browser = at_console
    assert browser.sign_in("tu.it").status_code == 303
    assert "K01" in browser.text("/console/stations")
    order = "/console/stations/K01/orders/restart"
    assert browser.send(order, order).status_code == 303
    assert len(at.fleet.orders("K01")) == 1
    assert browser.send("/console/stations", "/console/sign-out").status_code == 303


def test_what_a_browser_is_refused_is_told_on_a_page(
    at_console: tuple[console_parts.Hub, console_parts.Browser],
) -> None:
    at, browser = at_console
    browser.sign_in("tu.it")
    before = at.journal.seq
    new = "/console/configurations/new"
    answer = browser.send(new, new, name="thử", toml="[station]")
    assert (answer.status_code, answer.mimetype) == (503, "text/html")
    assert "Ổ đĩa của máy chủ đã đầy" in answer.text
    assert "Chưa có gì thay đổi" in answer.text
    assert at.journal.seq == before


def test_a_hub_that_does_not_answer_a_browser_says_so_on_a_page(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    browser, form = signed_in(hub)

    def silent(*_: object, **__: object) -> None:
        raise HubSilent

    monkeypatch.setattr(hub.desk, "act", silent)
    answer = browser.post(f"/room/{ROOM}/call", data=form, headers=BROWSER)
    assert (answer.status_code, answer.mimetype) == (503, "text/html")
    assert "Máy chủ chưa trả lời" in answer.text
    assert "style-src 'self'" in answer.headers["Content-Security-Policy"]
    assert browser.post(f"/room/{ROOM}/call", data=form).json == {"refused": "hub_silent"}, "a program reads no page"


def signed_in(hub: Hub) -> tuple[FlaskClient, dict[str, str]]:
    browser = hub.browser()
    browser.post(f"/room/{ROOM}/key", data={"key": hub.desk.give_key(ROOM)})
    return browser, form_of(browser.get(f"/room/{ROOM}").text)


GOES_ON = (
    "/room/214/call",
    "/room/214/key",
    "/queue/rooms/214/skip",
    "/queue/rooms/214/key",
    "/desk/today",
    "/desk/sign_in",
    "/desk/staff",
    "/desk/users/lan/pin",
    "/console/sign-in",
    "/console/alerts/1/take",
    "/console/stations/K01/revoke",
    "/console/roll-outs/1/stop",
    "/fleet/stations/K01/orders",
    "/fleet/beats",
    "/insurance/seen",
    "/calls",
)
REFUSED = (
    "/orders",
    "/queue/numbers",
    "/queue/blocks",
    "/journal/rows",
    "/insurance/check",
    "/fleet/ended",
    "/fleet/enrol",
    "/fleet/roll-outs",
    "/desk/upload",
    "/desk/begin_import",
    "/console/configurations/new",
)


def test_what_is_small_and_somebody_waits_for_goes_on(hub: Hub) -> None:
    full(hub)

    def refused(path: str) -> bool:
        answer = hub.app.test_client().post(path, headers={"Authorization": f"Bearer {TOKEN}"})
        return (answer.status_code, answer.json) == (503, {"refused": "disk_full"})

    assert [path for path in GOES_ON if refused(path)] == []
    assert [path for path in REFUSED if not refused(path)] == []


def test_when_the_reserve_is_used_up_as_well_the_hub_ends(running: RunningHub) -> None:
    """As without one: nothing is called that is not written, and its supervisor starts it anew."""
    with closing(QueueClient(running.url, TOKEN)) as queue:
        assert isinstance(queue.issue(Wanted("v", "K03", ROOM)), Done)
    running.core.has_room = lambda: False

    def nowhere(*_: object) -> str:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    running.journal._insert = nowhere  # type: ignore[method-assign, assignment]
    before = running.journal.seq
    said = ask(running, "POST", f"/queue/rooms/{ROOM}/call", headers=BEARER, json={})
    assert (said.status_code, said.json()) == (503, {"refused": "hub_silent"})
    with pytest.raises(sqlite3.OperationalError, match="full"):
        running.loop.wait()
    assert running.journal.seq == before
