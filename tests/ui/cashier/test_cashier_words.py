"""The desk's words and figures: finished in both languages, composed, plain, written as people write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.cashier.ports import Cause, Pair
from kiosk.money.order import BillKind
from ui.cashier import words as w
from ui.cashier.samples import DIFFERENCES, OTHERS, at
from ui.patient.languages import TRANSLATIONS, Languages

NB = "\N{NO-BREAK SPACE}"


@pytest.fixture
def vietnamese(desk_words: Languages) -> Iterator[None]:
    desk_words.use("vi")
    w.speak("vi")
    yield
    w.speak("vi")


def test_words_are_composed_plain_and_keep_their_places() -> None:
    words = (TRANSLATIONS / "cashier_vi.ts").read_text(encoding="utf-8")
    assert words == unicodedata.normalize("NFC", words)
    pairs = re.findall(r"<source>(.*?)</source>\s*<translation>(.*?)</translation>", words, flags=re.DOTALL)
    assert len(pairs) > 400
    assert [said for _, said in pairs if re.search(r"\b(lỗi|thất bại|không hợp lệ|bạn)\b|!", said)] == []
    for source, said in pairs:
        assert sorted(re.findall(r"%\d", source)) == sorted(re.findall(r"%\d", said)), source


def test_every_code_has_words_in_both_languages(desk_words: Languages) -> None:
    for language in ("vi", "en"):
        desk_words.use(language)
        said = [*map(w.cause, Cause), *map(w.pair, Pair), *map(w.kind, BillKind)]
        assert all(said)
        assert len(set(map(w.cause, Cause))) == len(Cause)
    desk_words.use("vi")
    assert w.refusal("no_bill").startswith("Không có phiếu nào")
    assert w.refusal("strange_code") == "Máy chủ không nhận (strange_code)."


def test_every_cause_is_in_the_sample_day() -> None:
    assert {one.cause for one in (*DIFFERENCES, *OTHERS)} == set(Cause)


@pytest.mark.usefixtures("vietnamese")
def test_figures_are_written_as_in_the_pictures() -> None:
    assert w.dong(48_216_400) == f"48.216.400{NB}đ"
    assert w.amount(None) == "—"
    assert w.amount(0) == "0"
    assert w.amount(-5_000) == f"\N{MINUS SIGN}{NB}5.000"
    assert w.percent(1_278, 1_284) == f"99,5{NB}%"
    assert w.percent(99_999, 100_000) == f"99,9{NB}%", "never rounded up to all"
    assert w.percent(0, 0) == "—"
    now = at(10, 14, 6)
    assert [w.age(at(8, 14), now), w.age(at(8, 31), now), w.age(at(9, 41), now)] == [
        f"2{NB}giờ",
        f"1{NB}giờ{NB}43",
        f"33{NB}phút",
    ]
    assert w.age(now + timedelta(hours=1), now) == f"0{NB}phút"
    assert w.cause_pill(DIFFERENCES[1]) == ("caution", f"Chuyển thiếu 600{NB}đ")
    w.speak("en")
    assert w.dong(10_120) == f"10,120{NB}₫"


@given(amount=st.integers(-(10**12), 10**12))
def test_an_amount_keeps_its_digits(amount: int) -> None:
    digits = int(re.sub(r"\D", "", w.number(amount)))
    assert digits == abs(amount)
    assert w.number(amount).startswith("\N{MINUS SIGN}") == (amount < 0)
