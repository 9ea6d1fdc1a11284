"""Puts the settings' reference, as the models have it now, into the page for hospital IT."""

from __future__ import annotations

from config_samples import BEGIN, END, PAGE

from kiosk.config.effective import reference

if __name__ == "__main__":
    page = PAGE.read_text(encoding="utf-8")
    head, begin, rest = page.partition(BEGIN)
    PAGE.write_text(head + begin + reference() + END + rest.partition(END)[2], encoding="utf-8")
