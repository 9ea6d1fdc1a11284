"""The matching against a region's day whose truth is known: nothing false, nearly all that can be decided."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from his_client.payments import paycode
from kiosk.cli import command_line
from kiosk.reconcile.csv_files import read_books, write_matches
from kiosk.reconcile.engine import Settings
from kiosk.reconcile.engine.bench.judge import judge
from kiosk.reconcile.engine.bench.noise import RATES
from kiosk.reconcile.engine.bench.region import Day, codes, make_day
from kiosk.reconcile.engine.run import run
from kiosk.reconcile.engine.store import Store

KEYS = [
    "payments", "bank_lines", "automatic_rate", "automatic_rate_of_decidable", "false_automatic", "seconds",
    "rows_per_second", "peak_rss_mib",
]  # fmt: skip


def matched(day: Day, out: Path) -> Path:
    with Store(Settings()) as store:
        read_books(store, day.payments, day.lines, day.receipts)
        run(store)
        write_matches(store, out)
    return out


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_is_matched_falsely_and_nearly_all_that_is_decidable_is(tmp_path: Path, seed: int) -> None:
    day = make_day(tmp_path, 20_000, seed)
    verdict = judge(day.truth, matched(day, tmp_path / "m.csv"))
    assert verdict.false == 0
    assert verdict.decidable > 0.95 * 20_000
    assert verdict.decided >= 0.99 * verdict.decidable


def test_one_account_for_the_whole_region_is_matched_no_less_safely(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.reconcile.engine.bench.region.A_HOSPITAL", 10**9)
    day = make_day(tmp_path, 6_000, 4)
    assert len(np.unique(day.truth.hospital)) == 1
    verdict = judge(day.truth, matched(day, tmp_path / "m.csv"))
    assert verdict.false == 0
    assert verdict.decided >= 0.99 * verdict.decidable


def test_the_same_seed_makes_the_same_day(tmp_path: Path) -> None:
    days = []
    for name in ("one", "again", "other"):
        (tmp_path / name).mkdir()
        days.append(make_day(tmp_path / name, 500, 8 if name == "other" else 7))
    one, again, other = ([day.payments.read_bytes(), day.lines.read_bytes(), day.receipts.read_bytes()] for day in days)
    assert one == again
    assert one != other


def test_the_truth_stands_in_no_file(tmp_path: Path) -> None:
    day = make_day(tmp_path, 500, 1)
    assert {file.name for file in tmp_path.iterdir()} == {"payments.csv", "lines.csv", "receipts.csv"}
    lines = day.lines.read_text(encoding="utf-8")
    assert not any(name in lines for name in day.truth.payment_id)


def test_a_false_match_is_found_out(tmp_path: Path) -> None:
    day = make_day(tmp_path, 500, 1)
    out = matched(day, tmp_path / "m.csv")
    with out.open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    automatic = [row for row in rows if row["auto"] == "true"]
    automatic[0]["line_id"], automatic[1]["line_id"] = automatic[1]["line_id"], automatic[0]["line_id"]
    with out.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    assert judge(day.truth, out).false == 2


def test_the_days_codes_are_those_of_orders() -> None:
    numbers = np.arange(0, paycode.CAPACITY, 1_234_567, dtype=np.int64)
    assert list(codes(numbers)) == [paycode.make(number) for number in numbers.tolist()]


def test_the_command_tells_exactly_what_scripts_read() -> None:
    done = CliRunner().invoke(command_line(["bench"]), ["bench", "reconcile", "--payments", "400", "--json"])
    assert done.exit_code == 0
    figures = json.loads(done.stdout)
    assert list(figures) == KEYS
    assert figures["payments"] == 400
    assert figures["false_automatic"] == 0
    assert figures["peak_rss_mib"] > 50


def test_the_command_states_how_noisy_the_day_was() -> None:
    done = CliRunner().invoke(command_line(["bench"]), ["bench", "reconcile", "--payments", "10", "--seed", "3"])
    assert done.exit_code == 0
    assert all(name in done.stdout for name in RATES)
