"""The figures of `kiosk bench face` are there, positive, and add up."""

from __future__ import annotations

import pytest

from face_match.measure.bench import measure


def test_every_part_of_a_decision_is_timed() -> None:
    figures = measure(1)
    assert set(figures) == {
        "runs", "worker_start_ms", "portrait_decode_ms", "reference_ms", "track_ms", "detect_ms", "descriptor_ms",
        "decision_ms",
    }  # fmt: skip
    assert all(value > 0 for value in figures.values())
    assert figures["decision_ms"] > figures["descriptor_ms"]


def test_nothing_is_measured_in_no_runs() -> None:
    with pytest.raises(ValueError, match="run"):
        measure(0)
