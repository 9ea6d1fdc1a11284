"""A soak's samples are judged: what grows is told with the soak that plays it again, and what was too short says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from kiosk.campaign.soak.campaign import told
from kiosk.campaign.soak.judge import growth, rows, warm
from kiosk.campaign.soak.samples import SAMPLES, Sample, read_samples
from kiosk.campaign.values import Row

Change = Callable[[Sample, int], Sample]
A_DAY = 250


def soaked(change: Change = lambda sample, _night: sample, *, nights: int = 80, a_day: int = A_DAY) -> list[Sample]:
    """A soak in which nothing grows but what `change` lets grow; memory moves by chance as allocators do."""
    chance = Random(3)
    flat = Sample(
        visits=0, seconds=0.0, held_kib=200_000.0, mapped_kib=110_000.0, heap_kib=80_000.0, blocks=1_100_000,
        descriptors=13, threads=6, files=3, objects=460, visit_ms=180.0, visit_sd=120.0, commits=5_000,
        commit_ms=1.0, rows=0, bytes=0, restart_ms=30.0, restart_rows=800, touches=3_800, stuck=0, problems=0, ended={},
    )  # fmt: skip
    return [
        change(
            replace(
                flat,
                visits=a_day * night,
                rows=24 * a_day * night,
                bytes=17_000 * a_day * night,
                held_kib=flat.held_kib + chance.uniform(-1_000, 1_000),
            ),
            night,
        )
        for night in range(1, nights + 1)
    ]


def not_held(samples: list[Sample]) -> dict[str, Row]:
    return {row.fault: row for row in rows(samples, 7) if not row.held}


def test_a_soak_in_which_nothing_grows_holds_in_every_row() -> None:
    assert not_held(soaked()) == {}
    assert {row.trials for row in rows(soaked(), 7)} == {20_000}


GROWS: dict[str, Change] = {
    "memory, at most 1 MB a 1,000 visits": lambda one, night: replace(one, held_kib=one.held_kib + 300 * night),
    "memory, at most 50 MB in all": lambda one, night: replace(one, held_kib=one.held_kib + 60_000 * (night == 40)),
    "file descriptors, none more": lambda one, night: replace(one, descriptors=13 + (night > 60)),
    "threads, none more": lambda one, night: replace(one, threads=6 + night // 70),
    "temporary files, none more": lambda one, night: replace(one, files=3 + night // 41),
    "QObjects of the window, none more": lambda one, night: replace(one, objects=460 + night),
    "the last visits as fast as the first": lambda one, night: replace(one, visit_ms=180.0 + night),
    "journal commits as fast as the first": lambda one, night: replace(one, commit_ms=1.0 + night / 40),
    "a start after a crash folds few rows": lambda one, night: replace(one, restart_rows=20 * night),
    "every visit ends by itself": lambda one, night: replace(one, stuck=int(night > 50)),
    "QML has nothing to complain of": lambda one, night: replace(one, problems=int(night > 50)),
}


@pytest.mark.parametrize("fault", GROWS)
def test_what_grows_is_found_and_nothing_else_is_blamed(fault: str) -> None:
    found = not_held(soaked(GROWS[fault]))
    assert list(found) == [fault]
    [broken] = found[fault].broken
    assert broken.seed == "7:20000", "the soak that plays it again: its seed and its visits"


def test_growth_has_its_error_and_the_warm_up_is_no_growth() -> None:
    steady = soaked(lambda one, night: replace(one, held_kib=one.held_kib + 200 * night))
    grown, error = growth(steady, lambda sample: sample.held_kib)
    assert abs(grown - 800) < 3 * error < 100
    cold = soaked(lambda one, night: replace(one, held_kib=one.held_kib - 40_000 * (night < 3)), a_day=100)
    assert warm(cold)[0].visits == 200
    assert (
        not_held(soaked(lambda one, night: replace(one, objects=400 if night == 1 else 460), nights=120, a_day=100))
        == {}
    )


def test_a_short_soak_draws_no_line_and_says_so() -> None:
    short = {row.fault: row.not_run for row in rows(soaked(nights=4, a_day=8), 7)}
    assert short["memory, at most 1 MB a 1,000 visits"] == "32 visits are too few"
    assert "too few" in short["the last visits as fast as the first"]
    assert short["QObjects of the window, none more"] == ""
    [nothing] = rows(soaked(nights=1), 7)
    assert not nothing.held


def test_what_an_interrupted_soak_had_seen_can_be_read(tmp_path: Path) -> None:
    seen = soaked(nights=12)
    whole = "".join(sample.line() + "\n" for sample in seen)
    (tmp_path / SAMPLES).write_text(whole + seen[-1].line()[:60], encoding="ascii")
    assert read_samples(tmp_path) == tuple(seen)
    assert told(read_samples(tmp_path))[0].startswith("3,000 visits, 45,600 touches, 12 days")
