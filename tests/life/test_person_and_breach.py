"""One person's data is found, read out and erased; a breach is listed; and nowhere does a number or a name leak."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from db_parts import TickingClock, intake_of
from desk_parts import FLOAT, PRICE, Scene, done
from life_parts import FILE, configured, end_visit
from station_parts import MASTER, Lobby, another
from typer.testing import CliRunner

from kiosk.cashier.events import PaymentBegun
from kiosk.cli.data import app
from kiosk.clock import VIETNAM
from kiosk.hub.coverage.events import CheckAsked, Person
from kiosk.hub.db.commands import init, open_database
from kiosk.hub.intake import Taken, chain_name
from kiosk.hub.records import hub_codec
from kiosk.journal import Journal
from kiosk.life import person, station
from kiosk.life.breach import breach, notice
from kiosk.life.erasing import carry_out
from kiosk.life.events import PersonalErased, PersonalExported
from kiosk.life.papers import WHAT, as_paper
from kiosk.reports.document import Made
from kiosk.station.records import station_codec

NUMBER = another(2).citizen.id_number
NAME = another(2).citizen.full_name


@pytest.fixture
def machine(lobby: Lobby, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of a station where three people were; its journal is at rest and on the disk."""
    monkeypatch.setenv("KIOSK_JOURNAL_KEY", bytes(range(32)).hex())
    monkeypatch.setenv("KIOSK_BACKUP_KEY", "b7" * 32)
    for number in (2, 3, 4):
        end_visit(lobby, number)
    lobby.station.checkpoint()
    with closing(sqlite3.connect(tmp_path / "station.db")) as target:
        lobby.connection.backup(target)
    file = tmp_path / "kiosk.toml"
    file.write_text(FILE.partition("[hub]")[0], encoding="utf-8")
    return file


def run(*arguments: str, given: str = "") -> tuple[int, Any]:
    """A command's exit code and its JSON."""
    done = CliRunner().invoke(app, [*arguments, "--json"], input=given)
    assert NUMBER not in done.output
    assert NAME not in done.output
    return done.exit_code, json.loads(done.stdout) if done.stdout.startswith(("{", "[")) else done.output


def station_rows(file: Path) -> list[Any]:
    with closing(Journal.look(file.with_name("station.db"), station_codec(), MASTER, TickingClock())) as journal:
        assert journal.verify().whole
        return list(journal.rows())


def test_a_person_is_read_out_erased_and_then_known_to_nobody_here(machine: Path, tmp_path: Path) -> None:
    config = ["--config", str(machine)]
    code, said = run("export", *config, "--number", "-", "--to", str(tmp_path), given=f"{NUMBER}\n")
    plain, paper = (Path(name) for name in said["files"])
    assert (code, len(said["visits"])) == (0, 1)
    assert plain.stat().st_mode & 0o777 == paper.stat().st_mode & 0o777 == 0o600
    held = json.loads(plain.read_text())["held"]["station"]
    assert any(row["what"] == "CardRead" and row["personal"]["citizen"]["id_number"] == NUMBER for row in held)
    others = [another(other).citizen for other in (3, 4)]
    assert not [one for one in others if one.id_number in plain.read_text() or one.full_name in plain.read_text()]
    assert paper.read_bytes().startswith(b"%PDF")
    assert run("erase", *config, "--number", "-", "--dry-run", given=f"{NUMBER}\n")[0] == 0
    code, said = run("erase", *config, "--number", "-", given=f"{NUMBER}\n")
    assert (code, said["station"]["done"], said["station"]["kept"]) == (0, "done", {})
    events = [row.event for row in station_rows(machine)]
    exported, erased = events[-2:]
    assert isinstance(exported, PersonalExported)
    assert isinstance(erased, PersonalErased)
    assert (erased.rule, erased.rows, erased.digest) == ("request", exported.rows, exported.digest)
    assert run("export", *config, "--number", "-", "--to", str(tmp_path), given=f"{NUMBER}\n")[0] == 1
    assert run("erase", *config, "--number", "-", given=f"{NUMBER}\n")[0] == 1
    left = json.dumps([str(event) for event in events], ensure_ascii=False)
    assert NUMBER not in left
    assert others[0].id_number in left


def test_a_number_is_no_argument_and_nothing_else_is_one(machine: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["erase", "--config", str(machine), "--number", "001"])
    assert (done.exit_code, "standard input" in done.output) == (2, True)
    assert run("erase", "--config", str(machine), "--number", "-", given="Nguyễn\n")[0] == 2


def test_by_hand_it_purges_what_is_old_and_says_what_it_would(
    machine: Path, lobby: Lobby, monkeypatch: pytest.MonkeyPatch
) -> None:
    lobby.wait(10 * 86_400)
    monkeypatch.setattr("kiosk.cli.data.SystemClock", lambda: lobby.time)
    code, said = run("purge", "--config", str(machine), "--dry-run")
    assert (code, said["station"]["kept"]) == (0, {})
    assert "done" not in said["station"]
    code, done = run("purge", "--config", str(machine))
    assert (code, done["station"]["done"], done["station"]["rows"]) == (0, "done", said["station"]["rows"])
    assert run("purge", "--config", str(machine))[1]["station"]["rows"] == 0
    proof = [row.event for row in station_rows(machine) if isinstance(row.event, PersonalErased)]
    assert [(one.rule, one.subjects) for one in proof] == [("retention", 3)]


def test_who_waits_at_a_running_program_is_told_that_it_was_ordered(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.cli.data.ORDER_S", 0.01)
    with closing(Journal.open(machine.with_name("station.db"), station_codec(), MASTER, TickingClock())):
        code, said = run("erase", "--config", str(machine), "--number", "-", given=f"{NUMBER}\n")
        assert (code, said["station"]["done"]) == (0, "ordered")
        order = machine.with_name("station.db.order").read_text()
        assert NUMBER not in order
        assert run("erase", "--config", str(machine), "--number", "-", given=f"{NUMBER}\n")[0] == 2


def test_at_the_hub_who_paid_is_erased_with_the_visit_once_its_money_is_settled(tmp_path: Path) -> None:
    scene, config, clock = Scene(), configured(tmp_path), TickingClock()
    visit = "0193a000-0000-7000-8000-000000000001"
    paid, unpaid = scene.bill(), scene.bill()
    done(scene.hub.money.open_order(f"{visit}:pay", "K03", paid.bill_id, paid.amount_due))
    done(scene.hub.money.open_order("0193a000-0000-7000-8000-00000000beef:pay", "K03", unpaid.bill_id, PRICE))
    who = Person(NUMBER, NAME, "01/01/1990")
    scene.hub.record.keep([(visit, CheckAsked(visit, 3, scene.time.now(), who))])
    window = scene.cashier("lan")
    for bill, payer in ((paid, NAME), (unpaid, "Trần Thị Khác")):
        (line, *_) = done(window.bills(bill.visit_code))
        done(window.pay(scene.id(), bill.bill_id, line.kind, PRICE, "cash", tendered=PRICE, payer=payer))
    scene.run(5)
    journal: Journal = scene.hub.record._journal
    rows = person.find(journal, NUMBER)
    begun = [row for row in rows if row.kind == "PaymentBegun"]
    assert [row.personal["payer"] for row in begun if row.personal] == [NAME]
    assert {"CheckAsked", "OrderOpened", "PaymentTaken"} <= {row.kind for row in rows}
    assert not [row for row in rows if "Khác" in str(row.personal)]
    wanted = person.erasure_at_hub(config, journal, clock, rows, "lan")
    assert wanted.kept["open"], "the shift is open, the check is not answered"
    scene.run(5)
    done(window.count((*FLOAT, (20_000, 1))))
    done(window.close_shift("counted", "", ""))
    scene.run(86_400)
    rows = person.find(journal, NUMBER)
    wanted = person.erasure_at_hub(config, journal, scene.time, rows, "lan")
    (proof,) = carry_out(journal, wanted, scene.time)
    assert (proof.rule, proof.by) == ("request", "lan")
    payers = [row.event.payer for row in journal.rows() if isinstance(row.event, PaymentBegun)]
    assert payers == ["", "Trần Thị Khác"], "whoever else paid in the same shift stays"
    amounts = [row.event.amount for row in journal.rows() if row.kind == "PaymentTaken"]  # type: ignore[attr-defined]
    assert amounts == [PRICE, PRICE], "money stays: it names nobody"
    assert journal.verify().whole
    scene.close()


def test_a_breach_is_listed_by_visits_and_classes_and_its_notice_is_filled_in(lobby: Lobby, tmp_path: Path) -> None:
    file = tmp_path / "hub.toml"
    file.write_text(FILE, encoding="utf-8")
    config = configured(tmp_path)
    init(config, TickingClock())
    first = end_visit(lobby, 2)
    lobby.wait(8 * 86_400)
    lobby.station.checkpoint()
    carry_out(lobby.journal, station.due(lobby.journal, lobby.time.now() - timedelta(days=7)), lobby.time)
    lobby.wait(60)
    second = end_visit(lobby, 3)
    during = lobby.time.now()
    lobby.wait(3600)
    third = end_visit(lobby, 4)
    rows = lobby.journal.public_rows(0, 10_000)
    with closing(open_database(config)) as database:
        assert isinstance(intake_of(database).take(chain_name("K03", rows[0]), rows, len(rows)), Taken)
    at = ["--since", during.isoformat(), "--until", (during + timedelta(minutes=5)).isoformat()]
    paper = tmp_path / "thong-bao.txt"
    where = ["--station", "K03", "--notice", str(paper), "--config", str(file)]
    code, said = run("breach", *at, *where)
    assert code == 0
    assert [one["subject"] for one in said["touched"]] == [second], (
        "what was erased before, and what came after, is not"
    )
    assert {first, third}.isdisjoint(one["subject"] for one in said["touched"])
    assert said["people"] == 1
    assert said["touched"][0]["classes"] == ["basic", "sensitive"]
    assert said["fields"]["CardRead.citizen"] == "basic"
    text = paper.read_text()
    assert "72 giờ" in text
    assert "máy tiếp đón K03" in text
    assert another(3).citizen.full_name not in text
    assert run("breach", *at, "--config", str(file), "--station", "K09")[1]["people"] == 0
    assert run("breach", "--since", "gestern", "--until", at[3], "--config", str(file))[0] == 2


def test_users_of_the_desks_are_counted_apart_and_unknown_kinds_have_no_class() -> None:
    scene = Scene()
    journal: Journal = scene.hub.record._journal
    rows = [("hub", row) for row in journal.public_rows(0, 100)]
    day = datetime(2026, 11, 24, tzinfo=VIETNAM)
    found = breach(rows, day, day + timedelta(days=1))
    assert (found.users, found.people) == (4, 0)
    assert "Tài khoản nhân viên: 4" in notice(found, "Bệnh viện Mẫu", None, day)
    scene.close()


def test_every_word_for_a_kind_of_row_is_of_a_kind_there_is(lobby: Lobby) -> None:
    kinds = {cls.__name__ for codec in (station_codec(), hub_codec()) for cls in codec.types}
    assert set(WHAT) <= kinds
    end_visit(lobby, 2)
    rows = person.find(lobby.journal, NUMBER)
    made = Made("Bệnh viện Mẫu", lobby.time.now(), "it")
    assert as_paper({"station": rows}, made).startswith(b"%PDF")
