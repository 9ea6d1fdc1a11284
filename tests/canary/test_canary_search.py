"""The search itself: what was planted is found wherever and however it lies; what is masked is not."""

from __future__ import annotations

import base64
import gzip
import io
import json
import logging
import sqlite3
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from html import escape
from pathlib import Path
from random import Random
from urllib.parse import quote, quote_plus

import pytest
from canary_parts import BIRTH, NAME, PHONE, STREET, Search, planted

from kiosk.logs import AllowList
from kiosk.privacy import last_four, masked_name
from kiosk.simulation.people import make_visitor

PERSON = planted(make_visitor(7, Random(3)), 7, Random(3))
CITIZEN = PERSON.citizen
WHOLE = CITIZEN.full_name
PASSPORT = next(
    person.citizen.id_number
    for person in (planted(make_visitor(number, Random(number)), number, Random(3)) for number in range(400))
    if person.passport
)
PICTURE = bytes(Random(1).randbytes(4_000))


def workbook(text: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/worksheets/sheet1.xml", f"<c><t>{text}</t></c>" * 9)
    return file.getvalue()


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
    "in an address": lambda text: quote(text).encode(),
    "in a form": lambda text: quote_plus(text).encode(),
    "on a page": lambda text: "".join(f"&#{ord(letter)};" for letter in text).encode(),
    "packed": lambda text: gzip.compress(text.encode()),
    "in a PDF": lambda text: b"<< /Filter /FlateDecode >>\nstream\n" + zlib.compress(text.encode()),
    "in a workbook": workbook,
    "hexadecimal": lambda text: b"0a" + text.encode().hex().encode(),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "text", [WHOLE, CITIZEN.id_number, PERSON.insurance_card, PERSON.qr_text, PASSPORT, BIRTH, PHONE, STREET]
)
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


def with_row(file: Path, text: str) -> None:
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE note (body TEXT)")
    connection.execute("INSERT INTO note VALUES (?)", (json.dumps({"memo": text}),))
    connection.commit()
    connection.close()


CHANNELS: dict[str, Callable[[Path, str], object]] = {
    "journal": with_row,
    "inbox": with_row,
    "heartbeat": lambda file, text: file.write_text(json.dumps({"problems": [text]})),
    "metrics": lambda file, text: file.write_text(f'kiosk_visits_total{{ending="{text}"}} 1.0\n'),
    "page": lambda file, text: file.write_text(f"<td>{escape(text)}</td>".replace("ỳ", "&#7923;")),
    "doctor": lambda file, text: file.write_text(json.dumps({"checks": [{"detail": text}]}, ensure_ascii=False)),
    "spool": lambda file, text: file.write_bytes(b"\x1b@\x1ba\x01" + text.encode() + b"\x1dV\x00"),
    "temporary file": lambda file, text: file.write_bytes(gzip.compress(text.encode())),
    "name of a file": lambda file, text: file.with_name(f"{file.name}-{text}").write_bytes(b""),
    "standard error": lambda file, text: file.write_text(f"Traceback …\nValueError: {text!a}\n"),
    "core": lambda file, text: file.write_bytes(bytes(4_096) + text.encode("utf-16-le") + bytes(4_096)),
    "portrait": lambda file, _text: file.write_bytes(b"\x89PNG" + base64.b64encode(PICTURE)),
}


@pytest.mark.parametrize("channel", CHANNELS)
def test_one_leak_in_a_day_is_found_through_whichever_channel_it_went(tmp_path: Path, channel: str) -> None:
    for name, leak in CHANNELS.items():
        if name == channel or name != "portrait":
            leak(tmp_path / name, WHOLE if name == channel else masked_name(WHOLE))
    [where] = Search(PICTURE).files(tmp_path)
    assert where.startswith(channel)
