"""Visit after visit at the real window in a process of its own: short here; long ones are `make soak`."""

from __future__ import annotations

from pathlib import Path

from kiosk.campaign.soak.campaign import CHART, soak
from kiosk.campaign.soak.judge import warm
from kiosk.campaign.soak.samples import read_samples

VISITS, SEED = 20, 4


def test_nothing_is_left_of_four_days_of_mixed_visits_at_one_window(tmp_path: Path) -> None:
    said: list[str] = []
    rows = soak(VISITS, SEED, said.append, tmp_path)
    samples = read_samples(tmp_path)
    assert [row.fault for row in rows if row.broken] == []
    judged = {row.fault for row in rows if row.held}
    assert {"QObjects of the window, none more", "threads, none more", "every visit ends by itself"} <= judged
    assert [sample.visits for sample in samples] == [5, 10, 15, 20]
    assert len(warm(samples)) == 3
    ended = {how.partition(":")[0] for sample in samples for how in sample.ended}
    assert "registration" in ended
    assert len({how for sample in samples for how in sample.ended}) >= 4, "visits end in many ways"
    assert sum(sample.touches for sample in samples) > 5 * VISITS
    assert said[0].startswith(f"{VISITS} visits, ")
    assert (tmp_path / CHART).stat().st_size > 10_000
