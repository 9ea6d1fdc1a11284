"""Each visit leaves one line about how the station served, and nothing of whom."""

from __future__ import annotations

import json

from station_parts import PERSON, Lobby

from kiosk.station.summary import VisitSummed
from kiosk.visit import events as ev


def lines(lobby: Lobby) -> list[VisitSummed]:
    return [row.event for row in lobby.rows() if isinstance(row.event, VisitSummed)]


def test_a_registration_says_where_to_how_it_ended_and_how_long_each_step_took(lobby: Lobby) -> None:
    lobby.at_payment().wait(20)
    lobby.press(ev.PayAtCashierPressed())
    lobby.wait(1)
    lobby.tray.take()
    lobby.wait(1)
    [line] = lines(lobby)
    assert (line.journey, line.ending, line.identity, line.face, line.paid) == (
        "registration",
        "done",
        "chip",
        "matched",
        "cashier",
    )
    assert line.department_id == lobby.his.book.registrations.where()[0].department_id
    steps = dict(line.steps)
    assert list(steps)[:4] == ["consent", "key", "identify", "face"]
    assert 20_000 <= steps["pay"] < 30_000
    assert line.printed


def test_the_line_leads_to_nobody(lobby: Lobby) -> None:
    lobby.at_ticket()
    lobby.tray.take()
    lobby.wait(1)
    [row] = [row for row in lobby.journal.public_rows(0, 1_000) if row.kind == "VisitSummed"]
    assert row.subject == "station"
    assert "0193a000" not in row.body
    for told in (PERSON.citizen.full_name, PERSON.citizen.id_number):
        assert told not in row.body
    assert json.loads(row.body)["hour"].endswith("07:00:00+07:00")


def test_who_walks_away_and_whom_a_restart_cut_off_count_too(lobby: Lobby) -> None:
    lobby.at_face()
    lobby.tray.take()
    lobby.wait(300)
    lobby.at_face()
    lobby.crash()
    lobby.boot()
    lobby.wait(1)
    first, second = lines(lobby)
    assert first.reason in {"card_gone", "idle"}
    assert (second.reason, second.steps) == ("station_restarted", ())
