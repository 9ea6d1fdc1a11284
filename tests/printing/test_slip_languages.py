"""Every kind of slip has words of its own in every language, in letters that are there; staff read Vietnamese too."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from his_client.insurance import explain
from kiosk.audio import wording
from kiosk.printing import PaymentSlip, Ticket, render, words
from kiosk.printing.drawing import Strip
from kiosk.printing.fonts import Weight, font, further_font
from kiosk.printing.lettering import BREAK, Lettering
from kiosk.visit.priority import CLASSES
from kiosk.visit.view import NumberView, PlaceView

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 24, 3, 14, tzinfo=UTC)
EYES = PlaceView("Mắt", "305", "3", "B", 8, 2)
CLINIC = Ticket(
    "clinic",
    "Bệnh viện Mẫu",
    "Máy 03",
    "A128",
    NOW,
    place=PlaceView("Nội tim mạch", "214", "2", "A", 25, 8),
    people_before=8,
    minutes=25,
    masked_name="Nguyễn V** A*",
    due=10_120,
    received=10_000,
    reason="MAT-03",
    priority="pregnant",
    insurance_unverified=True,
    show_card=True,
    further=(NumberView("B017", EYES),),
    provisional=True,
    alone=True,
    link="https://so.benhvien.example/q/" + "a" * 24,
)
PAID = PaymentSlip(
    "Bệnh viện Mẫu", "Máy 03", "Chụp X-quang", "HD7", 120_000, 120_000, NOW, "KM7F3K92T", masked_name="Nguyễn V** A*"
)
KINDS: dict[str, Ticket | PaymentSlip] = {
    "clinic": CLINIC,
    "desk first": replace(CLINIC, desk="2"),
    "next": replace(CLINIC, people_before=0, minutes=None),
    "cashier": replace(CLINIC, at_cashier=True),
    "desk": Ticket("desk", "Bệnh viện Mẫu", "Máy 03", "Q012", NOW, desk="2", reason="THE-02"),
    "paid": PAID,
    "paid too much": replace(PAID, received=200_000),
}


def said(slip: Ticket | PaymentSlip) -> list[str]:
    """The slip's own words, as they are put on it."""
    if isinstance(slip, PaymentSlip):
        rows = [name for name, _ in words.paid_rows(slip)]
        return [words.words_of(slip.language).paid, *rows, words.words_of(slip.language).paid_confirmed_later]
    return [
        words.words_of(slip.language).number,
        *words.first_step(slip),
        *words.place_lines(slip)[::2],
        words.next_step(slip),
        *words.waiting(slip),
        *(place for _, place in words.further_lines(slip)),
        words.payment_line(slip),
        *words.notes(slip),
        words.foot(slip)[1],
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_every_slip_is_told_in_every_language_and_no_line_is_left_in_another(kind: str) -> None:
    told = {language: said(replace(KINDS[kind], language=language)) for language in words.languages()}
    assert len({len(lines) for lines in told.values()}) == 1
    for lines in zip(*told.values(), strict=True):
        assert not any(re.search(r"[{}]", line) for line in lines)
        bare = [re.sub(r"Mắt|THE-02|MAT-03|[\W\d]", "", line) for line in lines]
        assert not any(bare) or len(set(bare) - {"Code"}) >= len(bare) - 2, lines
        assert all(bare) or not any(bare), lines


def test_every_languages_file_has_the_same_keys_and_the_same_places() -> None:
    def places(read: dict[str, Any]) -> dict[str, list[str]]:
        flat = {**read, **read["priority"]}
        return {name: sorted(re.findall(r"{\w+}", text)) for name, text in flat.items() if isinstance(text, str)}

    read = {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in words.WORDS.glob("*.toml")}
    assert {language: places(one) for language, one in read.items()} == dict.fromkeys(read, places(read["vi"]))
    assert all(set(one["priority"]) == set(CLASSES) for one in read.values())
    assert all(
        text.strip() for one in read.values() for text in one.values() if isinstance(text, str) if text != "\u00a0"
    )


def test_the_window_the_slip_the_estimate_and_the_voice_speak_the_same_languages() -> None:
    window = {file.stem.partition("_")[2] for file in (ROOT / "ui" / "translations").glob("kiosk_*.ts")}
    assert set(words.languages()) == set(explain.languages()) == set(wording.languages()) == window


@pytest.mark.parametrize("language", words.languages())
def test_every_letter_of_a_language_is_in_its_typeface(language: str) -> None:
    told = words.words_of(language)
    texts = "".join(line for kind in KINDS.values() for line in said(replace(kind, language=language)))
    texts += "".join((explain.WORDS / f"{language}.toml").read_text(encoding="utf-8").split("[rules]"))
    for weight in Weight:
        own = font(weight, 40)
        others = further_font(told.typeface, weight, 40) if told.typeface else own
        for sign in set(texts) - set("\n"):
            face = others if re.match(r"[\u0590-\u1dff\u20d0-\uffff]", sign) else own
            assert bytes(face.getmask(sign)) != bytes(face.getmask("\U0010ffff")) or sign.isspace(), sign


@pytest.mark.parametrize("language", [one for one in words.languages() if one != "vi"])
@pytest.mark.parametrize("kind", ["desk first", "desk", "paid"])
def test_what_staff_must_read_stands_in_vietnamese_too(
    kind: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[str] = []
    put = Strip.text
    monkeypatch.setattr(Strip, "text", lambda strip, text, *rest: (printed.append(text), put(strip, text, *rest))[1])
    image = render(replace(KINDS[kind], language=language))
    dots = np.asarray(image.convert("L")) < 128
    assert not dots[:, :8].any()
    assert not dots[:, -8:].any()
    home = replace(KINDS[kind], language="vi")
    if isinstance(home, PaymentSlip):
        needed = [words.words_of("vi").paid, words.words_of("vi").paid_confirmed_later]
    else:
        needed = [*words.first_step(home)[:1], *words.place_lines(home), words.payment_line(home), *words.notes(home)]
    assert set(needed) - {""} <= set(printed)


def test_a_language_whose_letters_are_not_installed_is_printed_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    english = render(replace(CLINIC, language="en"))
    monkeypatch.setattr("kiosk.printing.fonts._system_file", lambda _name: None)
    assert render(replace(CLINIC, language="zh")).tobytes() == english.tobytes()


@pytest.mark.parametrize("language", ["zh", "ja"])
@settings(max_examples=10, deadline=None)
@given(width=st.integers(180, 540))
def test_lines_of_chinese_and_japanese_begin_with_no_closing_mark_and_lose_no_sign(language: str, width: int) -> None:
    told = words.words_of(language)
    letters = Lettering(Weight.REGULAR, 36, told.typeface)
    for text in (told.desk_looks, told.priority["pregnant"], told.paid_confirmed_later):
        lines = letters.balanced(text, width)
        assert "".join(lines) == text
        assert not [line for line in lines if line[0] in "、。，：）ーっ" or line[-1] == "（"]
        assert all(letters.length(line) <= width for line in lines)


def test_a_translator_may_say_where_a_line_breaks() -> None:
    letters = Lettering(Weight.REGULAR, 36)
    assert tuple(letters.wrapped(f"abcde{BREAK}fghij", round(letters.length("abcdefg")))) == ("abcde", "fghij")
    assert tuple(letters.wrapped(f"abcde{BREAK}fghij", 500)) == ("abcdefghij",)
