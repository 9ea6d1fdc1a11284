"""Words and figures: both languages finished, every letter in the fonts, amounts as people write them."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QRawFont
from window_looking import texts
from window_shown import Shown

from kiosk.visit.view import KeyView, Screen, View
from ui.patient.languages import FONTS, TRANSLATIONS, Languages, compiled
from ui.patient.shown import day, money

ROOT = Path(__file__).parents[2]
VOWELS = "aăâeêioôơuưy"
TONES = (
    "",
    "\N{COMBINING GRAVE ACCENT}",
    "\N{COMBINING ACUTE ACCENT}",
    "\N{COMBINING HOOK ABOVE}",
    "\N{COMBINING TILDE}",
    "\N{COMBINING DOT BELOW}",
)


def vietnamese_letters() -> set[str]:
    """The letters of Vietnamese that ASCII lacks, both cases, and the đồng sign with its like."""
    toned = {unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES}
    small = {letter for letter in toned if not letter.isascii()} | {"đ"}
    return small | {letter.upper() for letter in small}


@pytest.mark.parametrize("path", sorted(FONTS.glob("*.ttf")), ids=lambda path: path.stem)
def test_the_bundled_fonts_have_every_vietnamese_letter(qapp: object, path: Path) -> None:
    letters = vietnamese_letters()
    assert len(letters) == 134
    font = QRawFont(str(path), 40)
    needed = letters | set("₫·…“”−•–0123456789.,:%?/") | {"\N{NO-BREAK SPACE}"}
    assert sorted(letter for letter in needed if not font.supportsCharacter(ord(letter))) == []


def test_the_fonts_carry_their_licence() -> None:
    licence = (FONTS / "OFL.txt").read_text(encoding="utf-8")
    assert "The Be Vietnam Pro Project Authors" in licence
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence


def test_translations_are_finished_and_up_to_date() -> None:
    done = subprocess.run([ROOT / "tools" / "translations.sh", "--check"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_vietnamese_words_are_composed_and_never_blame() -> None:
    words = (TRANSLATIONS / "kiosk_vi.ts").read_text(encoding="utf-8")
    assert words == unicodedata.normalize("NFC", words)
    said = re.findall(r"<translation>(.*?)</translation>", words, flags=re.DOTALL)
    assert len(said) > 200
    assert [one for one in said if re.search(r"\b(lỗi|thất bại|không hợp lệ|bạn)\b|!", one)] == []


def test_placeholders_survive_translation() -> None:
    words = (TRANSLATIONS / "kiosk_vi.ts").read_text(encoding="utf-8")
    pairs = re.findall(r"<source>(.*?)</source>\s*<translation>(.*?)</translation>", words, flags=re.DOTALL)
    for source, said in pairs:
        assert sorted(re.findall(r"%\d", source)) == sorted(re.findall(r"%\d", said)), source


def test_words_are_compiled_when_the_package_brings_none(tmp_path: Path) -> None:
    if (TRANSLATIONS / "kiosk_en.qm").is_file():
        pytest.skip("this installation brings compiled words")
    assert compiled("en", tmp_path).stat().st_size > 1000


def test_the_language_changes_while_the_screen_stands(shown: Shown) -> None:
    shown.show(View(Screen.KEY_TYPE, KeyView("number", "", True), step=1, back="back"))
    shown.tap("key5")
    shown.choose_language("en")
    assert "Enter the 12 digits\nof your ID card" in texts(shown.window.window)
    assert shown.item("pad").property("digits") == "5"
    shown.choose_language("vi")
    assert "Xin bấm 12 số\ncăn cước in trên thẻ" in texts(shown.window.window)


def test_amounts_and_dates_are_written_as_people_write_them(languages: Languages) -> None:
    assert money(10_120, "vi") == "10.120\N{NO-BREAK SPACE}đ"
    assert money(10_120, "en") == "10,120\N{NO-BREAK SPACE}₫"
    assert money(10_120, "fr") == "10\N{NARROW NO-BREAK SPACE}120\N{NO-BREAK SPACE}₫"
    assert {money(10_120, one) for one in ("zh", "ja", "ko")} == {money(10_120, "en")}
    assert [day(date(2026, 12, 31), one) for one in ("vi", "en", "fr")] == ["31/12/2026"] * 3
    assert [day(date(2026, 2, 1), one) for one in ("zh", "ja", "ko")] == [
        "2026年2月1日",
        "2026年2月1日",
        "2026년\N{NO-BREAK SPACE}2월\N{NO-BREAK SPACE}1일",
    ]
    assert day(None) == ""


@given(amount=st.integers(0, 10**12))
def test_an_amount_keeps_its_digits_and_is_never_broken(languages: Languages, amount: int) -> None:
    for language in languages.offered:
        written = money(amount, language)
        assert int(re.sub(r"\D", "", written)) == amount
        assert " " not in written
