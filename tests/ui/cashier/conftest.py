"""The desk's window over a sample desk, and the hand that uses it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from ui.cashier.hand import Hand
from ui.cashier.samples import SampleDesk
from ui.cashier.shots import window
from ui.cashier.theme import Theme, use
from ui.patient.languages import Languages, load_fonts


@pytest.fixture(scope="session")
def desk_words(qapp: QApplication) -> Languages:
    load_fonts(qapp)
    qapp.setStyle("Fusion")
    return Languages("cashier")


@pytest.fixture
def desk() -> SampleDesk:
    made = SampleDesk()
    made.morning()
    return made


@pytest.fixture
def hand(desk: SampleDesk, desk_words: Languages) -> Iterator[Hand]:
    use(Theme())
    with window(desk, desk_words) as made:
        yield made
