"""The console and the gate before it, attacked by a browser and by a station whose identity somebody has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import requests
from console_parts import Hub as Console
from flask import Flask, jsonify, request
from fleet_parts import FleetAtWork, served
from hostile import WORDS

from kiosk.fleet.values import DEVICES, DeviceState
from kiosk.fleet.wire import HEARTBEAT, NotOfThisShape
from kiosk.hub.gate.app import Gate
from kiosk.hub.gate.run import station_context
from kiosk.hub.service import HubServer

pytestmark = pytest.mark.attack

PAGES = ("/console/", "/console/stations", "/console/stations/K03", "/console/alerts", "/console/audit")


def test_a_station_that_invents_devices_raises_no_alert_of_its_own_making(console: Console) -> None:
    console.enrol("K03")
    invented = tuple((f"device {number} <script>alert(1)</script>", DeviceState.FAIL, "x") for number in range(200))
    console.says["K03"] = replace(console.says["K03"], devices=invented)
    console.run(300)
    assert [alert.rule for alert in console.fleet.alerts() if alert.rule not in {"his", *DEVICES}] == []
    browser = console.browser("tu.it")
    for path in PAGES:
        answer = browser.get(path)
        assert answer.status_code == 200, path
        assert "<script>alert" not in answer.text


def test_whatever_a_station_says_of_itself_the_console_stands_and_shows_words(console: Console) -> None:
    console.enrol("K03")
    browser = console.browser("tu.it")
    for attack, word in WORDS.items():
        if attack == "half surrogate":
            continue
        said: dict[str, Any] = dict.fromkeys(("version", "step", "configuration"), word[:500])
        ill = (("his", DeviceState.FAIL, word[:500]), ("printer", DeviceState.WARN, word[:500]))
        said |= {"problems": (word[:500],), "devices": ill, "visit_s": 2**31, "undelivered": 10**9, "behind": -1}
        console.says["K03"] = replace(console.says["K03"], **said)
        console.run(60)
        for path in PAGES[:4]:
            answer = browser.get(path)
            assert answer.status_code == 200, (attack, path)
            assert "<script>alert" not in answer.text
            assert "<img src=x" not in answer.text
            assert ">49<" not in answer.text
        console.wait(30)


def test_no_heartbeat_of_another_shape_is_one() -> None:
    good = b'{"station_id":"K03","sent_at":"2026-11-26T01:00:00Z","version":"1","configuration":"own","state":"welcome"'
    HEARTBEAT.read(good + b"}")
    for more in (
        b',"visit_s":1e999}',
        b',"visit_s":"NaN"}',
        b',"state":"god"}',
        b',"devices":[["his","fail"]]}',
        b',"problems":"x"}',
        b',"problems":["\\ud800"]}',
        b',"started_at":"0000-00-00T00:00:00Z"}',
        b"",
    ):
        with pytest.raises(NotOfThisShape):
            HEARTBEAT.read(good + more)


@pytest.fixture
def echo(tmp_path: Path, fleet: FleetAtWork) -> Iterator[str]:
    """A gate whose hub says what reached it."""
    app = Flask("echo")

    @app.route("/console/<path:rest>", methods=["GET", "POST"])
    def said(rest: str) -> Any:
        return jsonify({"path": request.path, **{name.lower(): value for name, value in request.headers.items()}})

    server = HubServer(app, "127.0.0.1", 0)
    server.start()
    gate = Gate(server.url, "the-hubs-own-token", fleet.gate._authority, None)
    with served(gate.browsers(), gate, station_context(fleet.folder)) as url:
        yield url
    server.stop()


def test_a_browser_cannot_say_whose_station_where_from_or_with_which_token_it_asks(
    echo: str, fleet: FleetAtWork
) -> None:
    claimed = {
        "X-Kiosk-Station": "K03",
        "X-Kiosk-Client": "10.0.0.1",
        "X-Kiosk-Origin": "https://evil.example",
        "X-Forwarded-For": "10.0.0.2",
        "X-Forwarded-Host": "evil.example",
        "X-Real-IP": "10.0.0.3",
        "Authorization": "Bearer mine",
        "X-Original-URL": "/fleet/tokens",
        "X-HTTP-Method-Override": "DELETE",
    }
    told = requests.get(f"{echo}/console/x", headers=claimed, verify=fleet.folder / "authority.pem", timeout=20).json()
    assert told["authorization"] == "Bearer the-hubs-own-token"
    assert told["x-kiosk-client"] == "127.0.0.1"
    assert told["x-kiosk-origin"].startswith("https://127.0.0.1")
    assert "x-kiosk-station" not in told
    assert not {"x-forwarded-for", "x-forwarded-host", "x-real-ip", "x-original-url", "x-http-method-override"} & {
        *told
    }


OTHER_DOORS = ("/fleet/tokens", "/desk/users", "/orders/1", "/journal/head", "/q/x", "/", "/consolex")


@pytest.mark.parametrize("path", [*OTHER_DOORS, "/console/../desk/users"])
def test_no_other_door_of_the_hub_is_reached_by_a_browser(echo: str, fleet: FleetAtWork, path: str) -> None:
    answer = requests.get(echo + path, verify=fleet.folder / "authority.pem", timeout=20, allow_redirects=False)
    assert answer.status_code in {303, 404}
    assert "the-hubs-own-token" not in answer.text
    assert "the-hubs-own-token" not in str(answer.headers)
