"""A campaign's table says no more than its trials allow."""

from __future__ import annotations

from kiosk.campaign.values import Broken, Promise, Row, rows_from_json, rows_json, table

HELD = Row("power", "cut, sectors torn", 2_000, (Promise.KEPT, Promise.CHAINED))
BROKEN = Row("power", "fsync fails", 10, (Promise.KEPT,), (Broken("7", Promise.KEPT, "row 12 of 13 is gone"),))
ABSENT = Row("kill", "pcscd", 0, (Promise.BACK,), not_run="needs root")


def test_only_trials_that_all_held_give_a_bound() -> None:
    assert (HELD.held, HELD.bound) == (True, 0.0015)
    assert (BROKEN.held, BROKEN.bound) == (False, None)
    assert (ABSENT.held, ABSENT.bound) == (False, None)
    assert Row("power", "one", 1, ()).bound == 1.0, "one trial excludes nothing"


def test_rows_travel_as_json() -> None:
    assert rows_from_json(rows_json([HELD, BROKEN, ABSENT])) == [HELD, BROKEN, ABSENT]


def test_the_table_names_the_seed_of_a_failure_and_what_was_not_run() -> None:
    heads, held, broken, absent = table([HELD, BROKEN, ABSENT]).splitlines()
    assert heads.split()[:4] == ["campaign", "fault", "trials", "held"]
    assert "2,000" in held
    assert "0.15%" in held
    assert broken.endswith("7 (kept)")
    assert "needs root" in absent
    assert "not run" in absent
