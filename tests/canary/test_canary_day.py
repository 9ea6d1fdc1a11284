"""Planted people live through days: nothing of them is in any file, log, metric or plain column afterwards."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from canary_erased import read_out_and_erased
from canary_house import secrets_of
from canary_lobby import lobby, planted_profile
from canary_parts import PHONE, Search, planted
from canary_postgres import postgres_kept

from his_client.sandbox.faults import Fault
from kiosk.hub.db.throwaway import throwaway_postgres
from kiosk.journal import MasterKey
from kiosk.logs import AllowList
from kiosk.privacy import masked_name
from kiosk.simulation import comers
from kiosk.simulation.day import Day
from kiosk.simulation.people import Person, make_visitor
from kiosk.simulation.world import Faults

LONG = int(os.environ.get("KIOSK_CANARY", "1"))
"""How much longer the day is than the one of `make test`."""
FAULTS = (Fault.HTML, Fault.HTTP500, Fault.TRUNCATED, Fault.RESET_AFTER_COMMIT, Fault.OTHER_ANSWER, Fault.REFUSE)
ERRANDS = ("", "", "results", "bills", "", "feedback", "queue")


@pytest.fixture
def database(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a PostgreSQL of this test's own; nothing where the hub keeps a file."""
    if request.param == "file":
        yield ""
        return
    with throwaway_postgres(durable=False) as address:
        yield address


@pytest.mark.parametrize("database", ["file"] if LONG == 1 else ["file", "postgresql"], indirect=True)
def test_a_day_of_real_parts_leaves_nothing_of_whom_it_served(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, database: str
) -> None:
    folder, out = tmp_path / "machine", tmp_path / "told"
    folder.mkdir()
    seen: set[str] = set()
    random = Random(LONG)
    with lobby(folder, out, doctor=LONG > 1, database=database) as it:
        for number in range(3 * LONG):
            if number % 2:
                peer = random.choice(("his", "insurance", "sepay"))
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
    assert it.pages > 20, "IT and a manager open every page of the console"
    if database:
        assert postgres_kept(database, out / "postgresql") > 20 * LONG
        assert any((out / "postgresql" / "base").rglob("*"))
    assert {"station.db", "hub.db", "slips", "kiosk.log", "inbox.db", "fleet"} <= kept
    assert database or "hub-books.db" in kept
    assert {"hub.metrics", "station.metrics", "gate.metrics", "breach", "notice.txt"} <= kept
    assert LONG == 1 or {"doctor", "report.pdf"} <= kept
    assert len([name for name in kept if name.endswith(".page")]) > 4
    assert 'door="journal"' in (out / "gate.metrics").read_text(), "the station hands over through the gate"
    assert masked_name(planted_profile(0).full_name) in (out / "slips").read_text(), "a ticket shows that much"
    (out / "printed").write_text("".join(capfd.readouterr()), encoding="utf-8")
    assert (out / "kiosk.log").read_text().count('"what": "visit"') == 3 * LONG
    assert 'kiosk_visits_total{ending="done"' in (out / "station.metrics").read_text()
    assert search.files(tmp_path, besides=(folder / "neighbours",)) == {}
    for name, secret in secrets_of(whole.accounts).items():
        monkeypatch.setenv(name, secret)
    people = [planted_profile(number) for number in range(3 * LONG)]
    others = {word for one in people[1:] for word in (one.id_number, one.full_name)} - {people[0].full_name}
    to = tmp_path / "theirs"
    to.mkdir()
    read_out_and_erased(folder / "station.toml", MasterKey(bytes([0x5A] * 32)), people[0].id_number, others, to)
    assert search.files(to), "what is handed out is theirs, in plain words"


@pytest.mark.parametrize("seed", range(LONG))
def test_a_simulated_day_with_faults_and_crashes_leaves_nothing_in_its_journals(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, caplog: pytest.LogCaptureFixture
) -> None:
    people: list[Person] = []

    def visitor(number: int, random: Random) -> Person:
        people.append(planted(make_visitor(number, random), number, random))
        return people[-1]

    monkeypatch.setattr(comers, "make_visitor", visitor)
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
