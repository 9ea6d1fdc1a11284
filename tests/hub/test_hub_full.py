"""A hub on a full disk answers questions, refuses what it must write, says so everywhere, and goes on by itself."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from hub_parts import PRICE
from hub_running import TOKEN, RunningHub
from test_hub_service import BEARER, ORDER, ask
from typer.testing import CliRunner

from his_client.outcome import Done, Unknown
from kiosk.cli.hub import app
from kiosk.hub.client import HubClient
from kiosk.hub.intake_client import HttpIntake
from kiosk.hub.owner import OnOwner
from kiosk.hub.queue_client import QueueClient
from kiosk.journal import PublicRow
from kiosk.queue.desk import Wanted
from kiosk.space import LEAST_FREE, Ballast, Space

ROW = PublicRow(1, "v", "VisitStarted", 1, "2026-11-24T07:00:00+07:00", "{}", None, "", "0" * 64)


def test_what_would_be_written_is_not_begun_and_stations_hear_not_now(running: RunningHub) -> None:
    running.core.has_room = lambda: False
    before = running.journal.seq
    with closing(HubClient(running.url, TOKEN)) as hub, closing(QueueClient(running.url, TOKEN)) as queue:
        assert isinstance(hub.open("v:pay", "K03", "HD1", PRICE), Unknown)
        assert isinstance(queue.issue(Wanted("v", "K03", "214")), Unknown), "the station gives one of its own block"
        with closing(HttpIntake(running.url, TOKEN)) as intake:
            assert isinstance(intake.take("K03~00000000", (ROW,), 1), Unknown), "they stay in the station's journal"
        assert hub.call("K03", "help"), "a person can be called: that is kept in memory"
        health = hub.health()
        assert isinstance(health, Done)
        assert health.value["disk"] == "full"
        assert running.journal.seq == before
        running.core.has_room = lambda: True
        assert isinstance(hub.open("v:pay", "K03", "HD1", PRICE), Done)
        assert isinstance(queue.issue(Wanted("v", "K03", "214")), Done)


def test_the_answer_has_its_own_word(running: RunningHub) -> None:
    running.core.has_room = lambda: False
    refused = ask(running, "POST", "/orders", headers=BEARER, json=ORDER)
    assert (refused.status_code, refused.json()) == (503, {"refused": "disk_full"})
    assert ask(running, "POST", "/orders", json=ORDER).status_code == 401, "to nobody else"
    assert ask(running, "GET", "/", headers=BEARER).status_code == 200


def test_a_person_is_wanted(running: RunningHub, tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    station = 'id = "K03"\nname = "Máy 03"\nhospital = "Bệnh viện Mẫu"\nfacility = "01001"\njournal = "station.db"'
    hub = f'url = "{running.url}"'
    file.write_text(f'[station]\n{station}\n[printer]\nkind = "picture"\npath = "slips"\n[hub]\n{hub}\n', "utf-8")
    assert CliRunner().invoke(app, ["status", "--config", str(file)]).exit_code == 0
    running.core.has_room = lambda: False
    told = CliRunner().invoke(app, ["status", "--config", str(file)])
    assert told.exit_code == 1
    assert "full" in told.output


def test_a_write_that_finds_the_disk_full_is_written_in_the_reserve_and_the_next_is_refused(
    running: RunningHub, tmp_path: Path
) -> None:
    ballast, free = Ballast(tmp_path / "hub.db", 1 << 20), [10 * LEAST_FREE]
    space = Space(ballast, running.loop.later, lambda: free[0])
    via = OnOwner(running.loop, seconds=5.0)
    via(lambda: space.start(lambda: None))
    running.journal.make_room = space.make_room
    running.core.has_room = lambda: not space.low
    insert = running.journal._insert

    def full(*row: object) -> str:
        if ballast.there:
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error
        return insert(*row)  # type: ignore[arg-type]

    running.journal._insert = full  # type: ignore[method-assign, assignment]
    free[0] = 0
    with closing(HubClient(running.url, TOKEN)) as hub:
        assert isinstance(hub.open("v1:pay", "K03", "HD1", PRICE), Done)
        assert isinstance(hub.open("v2:pay", "K03", "HD2", PRICE), Unknown)
        assert hub.received("v1:pay") == Done(0)
        free[0] = 10 * LEAST_FREE
        via(space._look)  # as every twenty seconds
        running.journal._insert = insert  # type: ignore[method-assign]
        assert ballast.there
        assert isinstance(hub.open("v2:pay", "K03", "HD2", PRICE), Done)
