"""The page on the ledger says what the program does."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from money_histories import event_classes
from posting_table import BEGIN, END, PAGE, shown_classes, table

from kiosk.cashier.user_events import UserEvent
from kiosk.ledger.postings import MOVES_NO_MONEY


def test_the_table_of_the_page_is_made_from_the_postings() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text.partition(BEGIN)[2].partition(END)[0] == table(), "run: python tests/ledger/posting_table.py"


def test_every_event_that_posts_is_in_the_table() -> None:
    posting = {cls for cls in event_classes() if cls not in MOVES_NO_MONEY and not issubclass(cls, UserEvent)}
    assert {cls.__name__ for cls in shown_classes()} == {cls.__name__ for cls in posting}


def test_the_pages_picture_is_there() -> None:
    text = PAGE.read_text(encoding="utf-8")
    picture = PAGE.parent / "images" / "ledger.svg"
    assert "images/ledger.svg" in text
    assert ET.parse(picture).getroot().tag.endswith("svg")
