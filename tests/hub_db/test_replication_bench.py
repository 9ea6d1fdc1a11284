"""`kiosk bench hub` in its short form: a real hub is killed while stations hand in, and every row is there once."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest
from db_parts import payments, rows_of
from typer.testing import CliRunner

from kiosk.cli.bench import app
from kiosk.hub.db import bench


def test_a_hub_killed_while_stations_hand_in_loses_and_doubles_nothing(postgres: str) -> None:
    done = CliRunner().invoke(
        app, ["hub", "--stations", "4", "--rows", "400", "--kills", "1", "--database", postgres, "--json"]
    )
    assert done.exit_code == 0, done.output
    figures = json.loads(done.stdout)
    assert (figures["rows"], figures["kills"], figures["lost"], figures["doubled"]) == (1600, 1, 0, 0)
    assert figures["rows_per_second_served"] > figures["rows_per_second"] > 0


@dataclass
class Answers:
    figures: dict[str, int]

    def __call__(self, *_: object) -> dict[str, int]:
        return self.figures


@pytest.mark.parametrize("wrong", ["lost", "doubled"])
def test_a_lost_or_doubled_row_is_exit_one(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "measure", Answers({"lost": 0, "doubled": 0} | {wrong: 1}))
    done = CliRunner().invoke(app, ["hub", "--json"])
    assert done.exit_code == 1
    assert "lost or doubled" in done.stderr


def test_what_is_looked_for_is_every_row_of_every_station() -> None:
    chains = [bench.chained(rows_of(payments(3)), station, 20) for station in range(3)]
    hashes = {row.hash for chain in chains for row in chain.rows}
    assert len(hashes) == 60
    assert [chain.seq for chain in chains] == [20, 20, 20]
