"""The gate as a process beside its hub: it serves while the hub lives, and does not outlive one that was killed."""

from __future__ import annotations

import json
import os
import signal
import socket
import ssl
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import psutil
import pytest
from prometheus_client.parser import text_string_to_metric_families

from kiosk.clock import SystemClock
from kiosk.config import load_config
from kiosk.config.render import render_toml
from kiosk.hub.fleet.opening import AUTHORITY, ensure_gate, fleet_folder, fleet_keys

SOON = 40.0
HUB = "import sys, time; from pathlib import Path; from kiosk.hub.gate.child import GateChild; "
HUB += "GateChild(Path(sys.argv[1]), tells=True).start(); time.sleep(600)"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A hub's file with a gate; the hub itself is never there."""
    monkeypatch.setenv("KIOSK_HUB_TOKEN", "a-token-of-the-test")
    path = tmp_path / "hub.toml"
    station = {"id": "HUB", "hospital": "Bệnh viện Mẫu", "name": "Máy chủ", "facility": "01001"}
    hub = {
        "url": "http://127.0.0.1:9",
        "listen": "127.0.0.1:9",
        "journal": tmp_path / "hub.db",
        "gate": "127.0.0.1:0",
        "gate_names": ["127.0.0.1"],
        "gate_metrics": "127.0.0.1:0",
    }
    printer = {"kind": "picture", "path": tmp_path / "slips"}
    where = {**station, "journal": tmp_path / "station.db"}
    path.write_text(render_toml({"station": where, "printer": printer, "hub": hub}), encoding="utf-8")
    config, clock = load_config(path), SystemClock()
    ensure_gate(fleet_folder(config), fleet_keys(config, clock).authority, ("127.0.0.1",), clock)
    return path


def test_a_hub_that_is_killed_leaves_no_gate_behind(file: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HUB, str(file)], stdout=subprocess.PIPE) as hub:
        assert hub.stdout is not None
        port = int(json.loads(hub.stdout.readline())["gate"].rpartition(":")[2])
        [gate] = psutil.Process(hub.pid).children()
        socket.create_connection(("127.0.0.1", port)).close()
        os.kill(hub.pid, signal.SIGKILL)
    assert psutil.wait_procs([gate], SOON)[1] == []
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))


def test_the_gate_tells_prometheus_of_its_doors_and_of_what_waits(file: Path) -> None:
    command = [sys.executable, "-m", "kiosk", "hub", "gate", "--config", str(file), "--ready"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as gate:
        assert gate.stdout is not None
        told = json.loads(gate.stdout.readline())
        context = ssl.create_default_context(cafile=fleet_folder(load_config(file)) / AUTHORITY)
        for path in ("/authority", "/journal/head?source=K03", "/001190012345"):
            with suppress(HTTPError), urlopen(told["gate"] + path, context=context) as answer:
                answer.read()
        with urlopen(told["metrics"]) as answer:
            families = list(text_string_to_metric_families(answer.read().decode()))
        gate.terminate()
        assert gate.wait(SOON) == 0
    seen = {(one.name, *one.labels.values()): one.value for family in families for one in family.samples}
    doors = {key[1:]: value for key, value in seen.items() if key[0] == "kiosk_gate_door_seconds_count"}
    assert doors == {("authority", "2xx"): 1, ("journal", "5xx"): 1, ("other", "5xx"): 1}
    waits = ("connections", "hub_answers", "beats_waiting", "batches_waiting", "rows_bytes")
    assert {name: seen[(f"kiosk_gate_{name}",)] for name in waits} == dict.fromkeys(waits, 0)
