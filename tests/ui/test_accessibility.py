"""What is so is told without colour: in shades of grey every state still differs, by a shape, an edge or a word."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QImage
from window_shown import Shown

from ui.patient.samples import Sample, samples

SAMPLES = {sample.name: sample for sample in samples()}
READABLE = 3.0
"""WCAG 1.4.11: what tells a state stands out 3:1."""
DOTS = 150
"""Pixels at a third of the size: a tick of 56 has about as many."""


def greys(picture: QImage) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Relative luminance of every pixel (WCAG 2.x)."""
    small = picture.scaledToWidth(360).convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(bytes(small.constBits()), np.uint8).reshape(small.height(), small.bytesPerLine())
    levels = rows[:, : 3 * small.width()].reshape(small.height(), small.width(), 3) / 255
    linear = np.where(levels <= 0.04045, levels / 12.92, ((levels + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def told_apart(one: QImage, other: QImage) -> int:
    """How many pixels differ so much in grey that the eye sees it."""
    first, second = greys(one), greys(other)
    ratio = (np.maximum(first, second) + 0.05) / (np.minimum(first, second) + 0.05)
    return int((ratio >= READABLE).sum())


def changed(name: str, **changes: object) -> Sample:
    sample = SAMPLES[name]
    content = replace(sample.view.content, **changes)  # type: ignore[type-var]
    return replace(sample, view=replace(sample.view, content=content))


PAIRS = {
    "a clinic is chosen": (SAMPLES["clinic"], changed("clinic", selected="")),
    "the insurance holds": (SAMPLES["insurance"], SAMPLES["insurance-none"]),
    "money came": (SAMPLES["payment"], SAMPLES["payment-paid"]),
    "results are there": (SAMPLES["results-yes"], SAMPLES["results-no"]),
    "the card was moved": (SAMPLES["reading"], SAMPLES["reading-moved"]),
    "a step further": (SAMPLES["face"], replace(SAMPLES["face"], view=replace(SAMPLES["face"].view, step=3))),
}


ALL = tuple(PAIRS)
MARKED = ("a clinic is chosen", "the insurance holds", "a step further")


@pytest.mark.parametrize(("contrast", "pairs"), [(False, ALL), (True, MARKED)], ids=["light", "contrast"])
def test_every_state_is_told_in_shades_of_grey(shown: Shown, contrast: bool, pairs: tuple[str, ...]) -> None:
    def drawn(sample: Sample) -> QImage:
        shown.present(sample, "vi", contrast=contrast)
        return shown.window.window.grabWindow()

    assert told_apart(drawn(SAMPLES["clinic"]), drawn(SAMPLES["clinic"])) == 0
    apart = {
        name: told_apart(drawn(one), drawn(other)) for name, (one, other) in ((name, PAIRS[name]) for name in pairs)
    }
    assert {name: dots for name, dots in apart.items() if dots < DOTS} == {}


def test_an_answer_that_was_given_is_marked_without_colour(shown: Shown) -> None:
    shown.present(SAMPLES["consent"], "vi")
    before = shown.window.window.grabWindow()
    shown.tap("consentFaceYes")
    assert told_apart(before, shown.window.window.grabWindow()) >= DOTS
