"""Whatever bytes come, a reader answers with lines, with problems, or with the refusal it states."""

from __future__ import annotations

import io
import json
import random
import zipfile
from functools import cache

import pytest
from files import HEADINGS, TWO_COLUMNS, camt, csv_file, entry, xlsx
from hypothesis import given, settings
from hypothesis import strategies as st
from test_standard_formats import STATEMENT, details, item, remitted

from kiosk.statements.layout import Layout
from kiosk.statements.library import STANDARD, Layouts
from kiosk.statements.preview import preview
from kiosk.statements.reading import read
from kiosk.statements.refusals import FileRefused

MT940, CAMT, SEPAY = STANDARD
ROWS = [HEADINGS, *[(n, "24/11/2026 10:15", f"FT{n}", "", "10.120", "1.000", "viện phí") for n in range(4)]]
BATCH = '<AmtDtls><TxAmt><Amt Ccy="VND">5060</Amt></TxAmt></AmtDtls>'


@cache
def sample(kind: str) -> tuple[bytes, Layout]:
    match kind:
        case "csv":
            return csv_file(ROWS, ";"), TWO_COLUMNS
        case "xlsx":
            return xlsx(ROWS), TWO_COLUMNS
        case "mt940":
            return STATEMENT.encode(), MT940
        case "camt":
            twice = details(remitted("F1", "a", BATCH), remitted("F2", "b", BATCH))
            return camt(entry() + entry(more=twice)), CAMT
    return json.dumps({"transactions": [item(), item()]}).encode(), SEPAY


def survives(content: bytes, layout: Layout) -> None:
    for attempt in (lambda: read(content, layout), lambda: preview(content, "a", Layouts())):
        try:
            attempt()
        except FileRefused as refused:
            assert str(refused)  # noqa: PT017 - both ways to end are fine


@pytest.mark.parametrize("kind", ["csv", "xlsx", "mt940", "camt", "sepay"])
@settings(max_examples=60)
@given(seed=st.integers(0, 2**32))
def test_a_statement_with_damage_is_read_told_or_refused(kind: str, seed: int) -> None:
    chance = random.Random(seed)
    content, layout = sample(kind)
    survives(damage(content, chance), layout)


@settings(max_examples=80)
@given(seed=st.integers(0, 2**32))
def test_a_packed_file_with_damage_inside_is_read_told_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    content, layout = sample("xlsx")
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(stream, "w") as repacked:
        for name in packed.namelist():
            part = packed.read(name)
            hit = name in chance.sample(packed.namelist(), 2) or (name.endswith("sheet1.xml") and chance.random() < 0.7)
            repacked.writestr(name, damage(part, chance) if hit else part)
    survives(stream.getvalue(), layout)


def damage(content: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(damaged) + 1)
        match chance.randrange(5):
            case 0:
                damaged[place : place + chance.randint(0, 40)] = b""
            case 1:
                damaged[place:place] = damaged[place : place + chance.randint(0, 40)]
            case 2:
                damaged[place:place] = chance.choice(
                    [
                        b'"',
                        b"\x00",
                        b":61:",
                        b"<",
                        b"&a;",
                        b"9" * 400,
                        b'r="9999999"',
                        b' t="d"',
                        b"1e999",
                        b"\xff",
                        b"\n",
                    ]
                )
            case 3:
                damaged[place : place + 1] = bytes([chance.randrange(256)])
            case _:
                del damaged[place:]
    return bytes(damaged)


@pytest.mark.parametrize("layout", [TWO_COLUMNS, *STANDARD], ids=lambda layout: layout.name)
@settings(max_examples=40)
@given(content=st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
def test_whatever_bytes_come_the_reader_answers(layout: Layout, content: bytes) -> None:
    survives(content, layout)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(list(item())), inner, max_size=4),
    max_leaves=8,
)


@settings(max_examples=60)
@given(st.lists(st.dictionaries(st.sampled_from(list(item())), json_values) | json_values, max_size=3))
def test_whatever_values_a_list_holds_each_is_a_line_a_problem_or_nothing(items: list[object]) -> None:
    survives(json.dumps([{**item(), **each} if isinstance(each, dict) else each for each in items]).encode(), SEPAY)
