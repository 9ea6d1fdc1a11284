"""The search itself: what was planted is found wherever and however it lies; what is masked is not."""

from __future__ import annotations

import base64
import json
import logging
import sqlite3
import unicodedata
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from canary_parts import BIRTH, NAME, PHONE, Search, planted

from kiosk.logs import AllowList
from kiosk.privacy import last_four, masked_name
from kiosk.simulation.people import make_visitor

PERSON = planted(make_visitor(7, Random(3)), 7, Random(3))
WHOLE = PERSON.citizen.full_name
PICTURE = bytes(Random(1).randbytes(4_000))

FORMS: dict[str, Callable[[str], bytes]] = {
    "as it is": str.encode,
    "capitals": lambda text: text.upper().encode(),
    "apart": lambda text: unicodedata.normalize("NFD", text).encode(),
    "without marks": lambda text: unicodedata.normalize("NFD", text).encode("ascii", "ignore"),
    "little ends first": lambda text: text.encode("utf-16-le"),
    "big ends first": lambda text: b"\0" + text.encode("utf-16-be"),
    "escaped": lambda text: json.dumps(text).encode(),
    "base64": lambda text: base64.b64encode(b"xy" + text.encode()),
    "for addresses": lambda text: base64.urlsafe_b64encode(text.encode()),
    "hexadecimal": lambda text: b"0a" + text.encode().hex().encode(),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", [WHOLE, PERSON.citizen.id_number, PERSON.insurance_card, PERSON.qr_text, BIRTH, PHONE])
def test_it_is_found_in_every_form(form: str, text: str) -> None:
    assert Search().data(b"\x00\xff{" + FORMS[form](f"of {text} here") + b"}\x80")


def test_a_picture_is_found_also_as_digits() -> None:
    search = Search(PICTURE)
    for data in (PICTURE, b"pad" + base64.b64encode(b"p" + PICTURE), PICTURE.hex().encode()):
        assert search.data(data) == {"portrait"}
    assert search.data(bytes(Random(2).randbytes(4_000))) == set()


def test_what_may_stand_in_public_is_not_taken_for_a_find() -> None:
    shown = f"{masked_name(WHOLE)} {last_four(PERSON.citizen.id_number)} Nguyễn Văn A Q03-01 2026-11-24T07:00 10.120 đ"
    assert Search().data(shown.encode()) == set()


def test_what_a_database_holds_over_several_pages_is_found_and_names_the_file(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "hub.db")
    connection.execute("CREATE TABLE note (body TEXT)")
    connection.execute("INSERT INTO note VALUES (?)", ("." * 4_060 + NAME,))
    connection.commit()
    connection.close()
    (tmp_path / "well.log").write_text("nothing")
    assert list(Search().files(tmp_path)) == ["hub.db"]


def test_a_log_that_lets_a_name_through_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The harness finds what it is for: the allow-list is taken out."""

    def line() -> str:
        record = logging.getLogger("kiosk.test").makeRecord(
            "kiosk.test", 30, "f", 1, "w", (), None, extra={"code": WHOLE}
        )
        return AllowList().format(record)

    (tmp_path / "kiosk.log").write_text(line())
    assert Search().files(tmp_path) == {}
    monkeypatch.setattr("kiosk.logs.plain", lambda value: value)
    (tmp_path / "kiosk.log").write_text(line())
    assert list(Search().files(tmp_path)) == ["kiosk.log"]
