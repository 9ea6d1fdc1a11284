"""Saving a report the hub has made: which form, then where."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog

from kiosk.cashier.ports import Export
from ui.cashier import words as w
from ui.cashier.page import Page

translate = QCoreApplication.translate


def ask_where(page: Page, name: str) -> Path | None:
    """The file to write, chosen by the person; None when they left it."""
    chosen, _ = QFileDialog.getSaveFileName(page, translate("Exports", "Save the report"), name)
    return Path(chosen) if chosen else None


def export(page: Page, report: str, form: str, day: date | None = None, number: str = "") -> None:
    """Have the hub make a report and save it where the person says."""

    def save(made: Export) -> None:
        path = ask_where(page, made.name)
        if path is None:
            return
        try:
            path.write_bytes(made.content)
        except OSError:
            page.say("caution", translate("Exports", "The file cannot be written there. Choose another folder."))
            return
        page.say("success", w.said(translate("Exports", "Saved: %1"), path.name))

    page.ask(translate("Exports", "making the report"), lambda d: d.export(report, form, day=day, number=number), save)
