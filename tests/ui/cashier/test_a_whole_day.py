"""A short day with every fault: stations take money, three shifts are closed through the window, the books agree."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.simulation.books.hospital import Plan
from kiosk.simulation.world import Faults
from ui.cashier.day_script import BigDay


@pytest.mark.usefixtures("qapp")
def test_the_books_of_a_day_agree_with_what_really_happened_and_every_planted_fault_is_named(tmp_path: Path) -> None:
    said: list[str] = []
    day = BigDay(Plan(5, 60, 4, Faults.profile("all"), 0.3), tmp_path, 1, said.append)
    verdict = day.play()
    QApplication.processEvents()
    assert [looked for looked in verdict.findings if not looked.held] == []
    assert all(looked.checked for looked in verdict.findings)
    assert verdict.planted > 5
    assert len(day.truth.z_numbers) == 3
    assert day.truth.voided
    assert not day.hospital.notices.inbox.waiting  # every webhook was confirmed by its provider
    assert {"day.xlsx", "day.pdf", "today-end.png", "day-closed.png"} <= {file.name for file in tmp_path.iterdir()}
