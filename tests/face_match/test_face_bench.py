"""The figures of `kiosk bench face` are there, positive, and add up."""

from __future__ import annotations

import pytest

from face_match.measure.bench import measure
from face_match.measure.live_bench import measure_live


def test_every_part_of_a_decision_is_timed() -> None:
    figures = measure(1)
    assert set(figures) == {
        "runs", "worker_start_ms", "portrait_decode_ms", "reference_ms", "track_ms", "detect_ms", "descriptor_ms",
        "three_frames_ms",
    }  # fmt: skip
    assert all(value > 0 for value in figures.values())
    assert figures["three_frames_ms"] > figures["descriptor_ms"]


def test_nothing_is_measured_in_no_runs() -> None:
    with pytest.raises(ValueError, match="run"):
        measure(0)


def test_whole_checks_are_timed_with_the_preview_that_runs_beside_them() -> None:
    figures = measure_live(2)
    assert figures["matched"] == figures["checks"] == 2
    assert 0 <= figures["preview_windows"] <= 1
    assert figures["preview_fps"] > 0
    assert 0 < figures["decision_ms"] <= figures["decision_p95_ms"]
    assert figures["cpu_percent"] > 0
