"""Planted people live through days: nothing of them is in any file, log, metric or plain column afterwards."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from random import Random

import pytest
from canary_lobby import lobby
from canary_parts import PHONE, Search, planted

from his_client.sandbox.faults import Fault
from kiosk.logs import AllowList
from kiosk.simulation import day as simulated
from kiosk.simulation.day import Day
from kiosk.simulation.people import Person, make_visitor
from kiosk.simulation.world import Faults

LONG = int(os.environ.get("KIOSK_CANARY", "1"))
"""How much longer the day is than the one of `make test`."""
FAULTS = (Fault.HTML, Fault.HTTP500, Fault.TRUNCATED, Fault.RESET_AFTER_COMMIT, Fault.OTHER_ANSWER, Fault.REFUSE)
ERRANDS = ("", "", "results", "bills", "", "feedback", "queue")


def test_a_day_of_real_parts_leaves_nothing_of_whom_it_served(tmp_path: Path) -> None:
    folder, out = tmp_path / "machine", tmp_path / "told"
    folder.mkdir()
    seen: set[str] = set()
    random = Random(LONG)
    with lobby(folder, out) as it:
        for number in range(3 * LONG):
            if number % 2:
                peer = random.choice(("his", "insurance", "bank"))
                it.sandbox.faults.arm(peer, random.choice(FAULTS), 2)
            seen |= it.visit(number, ERRANDS[number % len(ERRANDS)])
        portrait = it.portrait
        whole = it.sandbox
        search = Search(portrait)
        neighbour = search.files(folder / "neighbours")
        assert whole.book.registrations.where(), sorted(seen)
    assert {"consent", "key_qr", "reading", "face", "clinic", "check", "payment", "ticket"} <= seen
    hospital = neighbour["sandbox.db"]
    assert "quynh khuou" in hospital, "the search sees nobody at all"
    assert PHONE in hospital, "nobody paid by transfer"
    kept = {path.name for path in (*folder.iterdir(), *out.iterdir())}
    assert {"station.db", "hub.db", "hub-books.db", "slips", "kiosk.log", "hub.metrics", "station.metrics"} <= kept
    assert (out / "kiosk.log").read_text().count('"what": "visit"') == 3 * LONG
    assert 'kiosk_visits_total{ending="done"' in (out / "station.metrics").read_text()
    assert search.files(tmp_path, besides=(folder / "neighbours",)) == {}


@pytest.mark.parametrize("seed", range(LONG))
def test_a_simulated_day_with_faults_and_crashes_leaves_nothing_in_its_journals(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, caplog: pytest.LogCaptureFixture
) -> None:
    people: list[Person] = []

    def visitor(number: int, random: Random) -> Person:
        people.append(planted(make_visitor(number, random), number, random))
        return people[-1]

    monkeypatch.setattr(simulated, "make_visitor", visitor)
    caplog.set_level(logging.DEBUG)
    day = Day(seed, Faults.profile("all"), tmp_path, numberless=seed % 2 == 1)
    for number in range(25 * LONG):
        day.visit(number)
    day.close()
    day.machine.close()
    search = Search()
    assert len(people) > 20
    assert all(search.text(person.citizen.full_name) and search.text(person.qr_text) for person in people)
    (tmp_path / "kiosk.log").write_text("\n".join(map(AllowList().format, caplog.records)), encoding="utf-8")
    assert (tmp_path / "station.db").stat().st_size > 100_000
    assert search.files(tmp_path) == {}
