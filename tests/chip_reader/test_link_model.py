"""A whole verified reading comes close to what the link needs at the least."""

from __future__ import annotations

import pytest

from chip_reader.bench import measure, run_once
from chip_reader.link_model import RATES, Exchange, Link
from chip_reader.virtual import VirtualCard, load_profile


def test_the_model_is_a_fixed_time_for_each_command_and_a_rate_for_each_byte() -> None:
    link = Link(bits_per_second=8_000, fixed_ms=10)
    assert link.command_ms(3, 4) == 17
    assert link.total_ms([Exchange(0xB0, 1, 1), Exchange(0xB0, 2, 0)]) == 24
    assert link.least_ms([100, 50]) == 170


def test_a_whole_reading_at_424_kbit_takes_at_most_a_tenth_more_than_the_least() -> None:
    run = run_once(VirtualCard(load_profile("adult-2021")))
    assert not run.reading.failed
    assert 1.0 < run.ratio(Link(424_000)) <= 1.10


@pytest.mark.parametrize("name", ["adult-2021", "pace", "complete"])
def test_opening_and_proving_aside_every_card_is_read_close_to_the_least(name: str) -> None:
    run = run_once(VirtualCard(load_profile(name)))
    assert not run.reading.failed
    assert 1.0 < run.files_ratio(Link(424_000)) <= 1.05
    assert run.reading.stats.apdus <= 20


def test_no_byte_is_asked_for_twice() -> None:
    run = run_once(VirtualCard(load_profile("adult-2021")))
    around = sum(exchange.received for exchange in run.exchanges) - sum(run.file_sizes)
    assert around < 40 * len(run.exchanges)


def test_the_figures_name_their_units_and_the_slower_link_takes_longer() -> None:
    figures = measure(runs=1)
    times = [figures[f"link_{rate // 1000}_ms"] for rate in RATES]
    assert times == sorted(times, reverse=True)
    assert figures["link_fixed_ms"] > 0
    assert figures["link_424_ratio"] == pytest.approx(figures["link_424_ms"] / figures["link_424_least_ms"], rel=0.01)
