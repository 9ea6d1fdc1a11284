"""The slip: what stands on it, in which order, and that nothing of it is clipped."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from unicodedata import is_normalized, normalize

import numpy as np
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from kiosk.printing import Ticket, render, ticket_of, words
from kiosk.printing.drawing import PX_PER_MM, number_picture
from kiosk.printing.fonts import FontsMissing, Weight, font, font_file
from kiosk.printing.lettering import Lettering
from kiosk.station.api import StationInfo
from kiosk.visit.view import DeskView, Empty, NumberView, PersonView, PlaceView, Screen, TicketView, View

INFO = StationInfo("Bệnh viện Mẫu", "Máy 03 · Sảnh A", 4.03)
NOW = datetime(2026, 11, 24, 3, 14, tzinfo=UTC)
SHOWN = TicketView(
    number="A128",
    place=PlaceView("Nội tim mạch", "214", "2", "A", minutes=25, people=8),
    person=PersonView("Nguyễn V** A*", "1990", "Nam"),
    printed=None,
    due=10_120,
    received=0,
    settled=False,
    reprint=False,
    priority="",
    card_check="",
    code="",
)
SMALL = Lettering(Weight.REGULAR, 36)
DESK = DeskView("Q012", "THE-02", "card_unreadable", told=True, printed=None)


def clinic(shown: TicketView = SHOWN, language: str = "vi") -> Ticket:
    return ticket_of(View(Screen.TICKET, shown, desk="2", language=language), INFO, NOW)


def desk() -> Ticket:
    return ticket_of(View(Screen.DESK, DESK, desk="2"), INFO, NOW, masked_name="Nguyễn V** A*")


def said(ticket: Ticket) -> str:
    """All of the slip's words, top to bottom."""
    parts = [
        *words.first_step(ticket),
        *words.place_lines(ticket),
        words.next_step(ticket),
        *words.waiting(ticket),
        words.payment_line(ticket),
        *words.notes(ticket),
        *words.foot(ticket),
    ]
    return "\n".join(parts)


def ink(image: Image.Image) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    return np.asarray(image.convert("L")) < 128


def test_a_clinics_slip_says_where_when_and_what_to_pay() -> None:
    assert said(clinic()).splitlines() == [
        "Phòng 214",
        "Nội tim mạch",
        "Tầng 2, nhà A",
        "Mời quý khách đến phòng 214, chờ gọi số.",
        "Khoảng 25 phút nữa",
        "Trước còn 8 người",
        "Trả 10.120\N{NO-BREAK SPACE}đ tại quầy thu ngân",
        "Máy 03 · Sảnh A",
        "10:14 · 24/11/2026",
    ]


def test_a_desks_slip_says_which_desk_and_a_small_reason() -> None:
    assert said(desk()).splitlines() == [
        "Mời quý khách đến quầy số 2, chờ gọi số.",
        "",
        "Máy 03 · Sảnh A",
        "10:14 · 24/11/2026 · Mã\N{NO-BREAK SPACE}THE-02",
    ]


def test_the_time_is_the_hospitals_whatever_zone_the_clock_has() -> None:
    assert f"{clinic().printed_at:%H:%M}" == "10:14"


@pytest.mark.parametrize(
    ("due", "received", "settled", "line"),
    [
        (10_120, 0, False, "Trả 10.120 đ tại quầy thu ngân"),
        (10_120, 10_120, True, "Đã nhận 10.120 đ"),
        (10_120, 10_000, False, "Đã nhận 10.000 đ · Trả 120 đ tại quầy thu ngân"),
        (0, 0, True, ""),
        (1_234_567, 0, False, "Trả 1.234.567 đ tại quầy thu ngân"),
    ],
)
def test_the_payment_line_says_what_came_and_what_is_missing(due: int, received: int, settled: bool, line: str) -> None:
    ticket = clinic(replace(SHOWN, due=due, received=received, settled=settled))
    assert words.payment_line(ticket) == line.replace(" đ", "\N{NO-BREAK SPACE}đ")


def test_how_the_fee_was_estimated_stands_under_it_line_by_line() -> None:
    lines = ("Mức hưởng của thẻ 80 %, mã đối tượng 1.1 hưởng 100 % mức đó", "Đây là số dự kiến")
    explained = clinic(replace(SHOWN, reckoning=lines))
    assert explained.reckoning == lines
    short, long = render(clinic()), render(explained)
    assert long.height > short.height
    assert ink(long).sum() > ink(short).sum()


def test_what_is_not_proven_yet_is_said() -> None:
    ticket = replace(clinic(replace(SHOWN, card_check="visit", priority="senior")), insurance_unverified=True)
    assert words.notes(ticket) == (
        "Ưu tiên: người từ 75 tuổi",
        "Bảo hiểm y tế sẽ được kiểm tra sau.",
        "Nhân viên sẽ xem thẻ căn cước khi quý khách khám.",
    )


def test_the_next_one_in_the_queue_is_told_so() -> None:
    place = replace(SHOWN.place, people=0, minutes=0)
    assert words.waiting(clinic(replace(SHOWN, place=place))) == ("Quý khách là người tiếp theo",)


def test_english_is_spoken_where_it_was_chosen_or_nothing_better_is_known() -> None:
    assert "Pay 10,120\N{NO-BREAK SPACE}₫ at the cashier" in said(clinic(language="en"))
    assert said(clinic(language="xx")) == said(clinic(language="en"))


@pytest.mark.parametrize("language", words.languages())
def test_a_slip_never_calls_itself_an_invoice_and_is_composed_text(language: str) -> None:
    phrases = str(words.words_of(language))
    for forbidden in ("hóa đơn", "hoá đơn", "invoice"):
        assert forbidden not in phrases.lower()
    assert is_normalized("NFC", phrases)


def test_a_screen_without_a_number_makes_no_slip() -> None:
    with pytest.raises(ValueError, match="no number"):
        ticket_of(View(Screen.CONSENT, Empty()), INFO, NOW)


@pytest.mark.parametrize("number", ["A128", "Q012", "7", "K04-128", "ABCDEFGH-0123456789"])
def test_the_number_fits_its_paper(number: str) -> None:
    assert number_picture(number, 544).width <= 544


@pytest.mark.parametrize("number", ["H128", "HM0", "A1028"])
def test_the_numbers_capitals_are_20_mm_high(number: str) -> None:
    rows = np.flatnonzero(ink(number_picture(number, 544)).any(axis=1))
    assert rows[-1] - rows[0] + 1 >= 20 * PX_PER_MM


def test_the_number_is_by_far_the_largest_thing_on_the_slip() -> None:
    rows = ink(render(clinic())).any(axis=1)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], rows.astype(int), [0]))))
    heights = sorted(edges[1::2] - edges[::2])
    assert heights[-1] >= 20 * PX_PER_MM > 2 * heights[-2]


@pytest.mark.parametrize("width", [384, 576, 832])
@pytest.mark.parametrize("ticket", [clinic(), desk(), clinic(language="en")], ids=["clinic", "desk", "english"])
def test_a_slip_is_black_and_white_of_the_papers_width_with_clear_margins(ticket: Ticket, width: int) -> None:
    image = render(ticket, width)
    assert (image.mode, image.width) == ("1", width)
    dots = ink(image)
    assert not dots[:, :8].any()
    assert not dots[:, -8:].any()
    assert not dots[:8].any()
    assert not dots[-8:].any()


def test_a_very_long_department_makes_the_slip_longer_not_wider() -> None:
    name = "Khoa Phẫu thuật thần kinh, Chấn thương chỉnh hình và Phục hồi chức năng " + "W" * 40
    long = render(clinic(replace(SHOWN, place=replace(SHOWN.place, department=name))))
    assert long.height > render(clinic()).height + 100
    assert not ink(long)[:, :8].any()
    assert not ink(long)[:, -8:].any()


def test_stacked_marks_are_drawn_whole() -> None:
    """The line adds exactly the ink its letters have, so no mark above or below is cut off."""

    def dots(letters: str) -> int:
        place = PlaceView(letters, "214", "", "", 0, 0)
        return int(ink(render(Ticket("clinic", "", "", "", clinic().printed_at, place=place))).sum())

    for letters in ("ẨỄỘ", "ỰỢỵg", "Á"):
        free = Image.new("L", (576, 300), 255)
        ImageDraw.Draw(free).text((288, 150), letters, 0, font(Weight.BOLD, 44), anchor="ms")
        assert dots(letters) - dots("") == int(ink(free).sum())


def test_text_in_another_normal_form_prints_the_same() -> None:
    ticket = clinic()
    other = replace(ticket, hospital=normalize("NFD", ticket.hospital))
    assert render(other).tobytes() == render(ticket).tobytes()


@settings(max_examples=40, deadline=None)
@given(st.text(st.sampled_from("aWẨỗ 1-"), max_size=120), st.integers(80, 560))
def test_wrapped_lines_fit_and_lose_no_letter(text: str, width: int) -> None:
    lines = list(SMALL.wrapped(text, width))
    face = font(Weight.REGULAR, 36)
    assert all(face.getlength(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(["chờ", "gọi", "số.", "Nghiêng", "W" * 30]), max_size=20), st.integers(100, 560))
def test_lines_are_evened_out_without_becoming_more(parts: list[str], width: int) -> None:
    text = " ".join(parts)
    lines, plain = (tuple(fill(text, width)) for fill in (SMALL.balanced, SMALL.wrapped))
    face = font(Weight.REGULAR, 36)
    assert len(lines) == len(plain)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert max(map(face.getlength, lines), default=0) <= max(map(face.getlength, plain), default=0)


def test_no_word_is_left_alone_where_the_line_above_has_words_to_spare() -> None:
    text = "Mời quý khách đến phòng 214, chờ gọi số."
    assert tuple(SMALL.wrapped(text, 352))[-1] == "số."
    assert SMALL.balanced(text, 352)[-1] != "số."


def test_the_qr_reads_back_after_the_printers_dots() -> None:
    ticket = replace(clinic(), qr="https://hub.example.vn/t/0123456789abcdef0123456789abcdef")
    for width in (384, 576):
        (code,) = zxingcpp.read_barcodes(np.asarray(render(ticket, width).convert("L")))
        assert code.text == ticket.qr


def test_without_a_typeface_the_error_names_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.printing.fonts.font_folders", tuple)
    with pytest.raises(FontsMissing, match="fonts-noto-core"):
        font_file(Weight.BOLD)


def test_staff_who_look_at_the_card_at_the_visit_are_announced_and_find_the_code() -> None:
    told = "Nhân viên sẽ xem thẻ căn cước khi quý khách khám."
    assert told not in said(clinic())
    chose_not_to = said(clinic(replace(SHOWN, card_check="visit", code="MAT-01"))).splitlines()
    assert told in chose_not_to
    assert chose_not_to[-1] == "10:14 · 24/11/2026 · Mã\N{NO-BREAK SPACE}MAT-01"
    assert not any("quầy số" in line for line in chose_not_to)


def test_where_the_desk_comes_first_the_slip_says_so_before_the_room_and_the_number_stays() -> None:
    ticket = clinic(replace(SHOWN, card_check="desk", code="MAT-03"))
    assert (ticket.number, ticket.due) == ("A128", 10_120)
    assert said(ticket).splitlines() == [
        "Mời đến quầy số 2 trước",
        "Nhân viên xem thẻ giúp quý khách. Số thứ tự này vẫn giữ nguyên.",
        "Phòng 214",
        "Nội tim mạch",
        "Tầng 2, nhà A",
        "Sau đó đến phòng 214, chờ gọi số.",
        "Khoảng 25 phút nữa",
        "Trước còn 8 người",
        "Trả 10.120\N{NO-BREAK SPACE}đ tại quầy thu ngân",
        "Máy 03 · Sảnh A",
        "10:14 · 24/11/2026 · Mã\N{NO-BREAK SPACE}MAT-03",
    ]
    english = said(replace(ticket, language="en"))
    assert "Please go to desk 2 first\nStaff will look at your ID card. You keep this number." in english
    assert "Then go to room 214 and wait for your number." in english
    assert render(ticket).height > render(clinic()).height


def test_each_further_room_has_a_number_of_its_own_on_the_same_slip() -> None:
    eyes = PlaceView("Mắt", "305", "3", "B", 8, 2)
    ticket = clinic(replace(SHOWN, further=(NumberView("B017", eyes),)))
    assert words.further_lines(ticket) == (("B017", "Phòng 305 · Mắt · tầng 3"),)
    assert words.further_lines(replace(ticket, language="en")) == (("B017", "Room 305 · Mắt · floor 3"),)
    assert render(ticket).height > render(clinic()).height


def test_what_was_declared_and_what_a_person_has_to_confirm_is_said() -> None:
    lines = said(clinic(replace(SHOWN, priority="pregnant", provisional=True))).splitlines()
    assert "Ưu tiên (nhân viên xem giấy): phụ nữ có thai" in lines
    assert "Đăng ký được tính khi nhân viên đã xem thẻ." in lines


LINK = "https://so.benhvien.example/q/" + "a" * 24


@pytest.mark.parametrize(("language", "text"), [("vi", "Xem trên điện thoại"), ("en", "See it on your phone")])
def test_the_phones_page_and_the_scanners_code_both_read_back_from_one_slip(language: str, text: str) -> None:
    slip = replace(clinic(replace(SHOWN, link=LINK), language), qr="LK1")
    assert words.words_of(language).phone == text
    read = {found.text for found in zxingcpp.read_barcodes(np.asarray(render(slip).convert("L")))}
    assert read == {LINK, "LK1"}


def test_a_temporary_number_and_a_fee_without_a_bill_are_said() -> None:
    slip = clinic(replace(SHOWN, alone=True, at_cashier=True, place=replace(SHOWN.place, people=None, minutes=None)))
    assert "Số tạm thời" in said(slip)
    assert words.payment_line(slip) == "Viện phí: tại quầy thu ngân"
    assert words.waiting(slip) == ()
