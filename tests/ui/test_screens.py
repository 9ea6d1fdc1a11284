"""What single screens show and do: letters on larger panels, guidance, light for the face, who sees the card."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot
from window_looking import badly_placed, place, texts
from window_shown import LANDSCAPE, PORTRAIT, MakeShown, Shown

from face_match import Guidance
from kiosk.station.api import Live
from kiosk.visit.view import InsuranceView, Screen, View
from ui.patient.gallery import settle
from ui.patient.languages import Languages
from ui.patient.samples import SampleStation, samples
from ui.patient.window import PatientWindow

SAMPLES = samples()


def test_a_smaller_window_shows_the_same_screen_smaller(make_shown: MakeShown) -> None:
    shown = make_shown(QSize(540, 960))
    for sample in SAMPLES:
        shown.present(sample)
        shown.window.window.grabWindow()
        assert badly_placed(shown.window.window) == [], sample.name


@pytest.mark.parametrize("px_per_mm", [3.61, 3.21])
def test_letters_keep_their_millimetres_on_a_larger_panel(make_shown: MakeShown, px_per_mm: float) -> None:
    shown = make_shown(px_per_mm=px_per_mm)
    shown.present(next(sample for sample in SAMPLES if sample.name == "consent"))
    title = shown.item("title")
    assert title.property("font").pixelSize() * 0.74 / px_per_mm == pytest.approx(12.5, abs=0.2)


def test_a_long_hospital_name_has_room(make_shown: MakeShown) -> None:
    shown = make_shown(hospital="Bệnh viện Đa khoa Khu vực Thủ Đức")
    shown.present(SAMPLES[0])
    shown.window.window.grabWindow()
    assert badly_placed(shown.window.window) == []


def test_the_ring_never_runs_back(shown: Shown) -> None:
    reading = next(sample for sample in SAMPLES if sample.name == "reading").view
    shown.show(reading, Live(62, "portrait"))
    shown.show(reading, Live(5, "key"))
    assert shown.item("ring").property("text") == "62%"
    shown.show(reading, Live(80, "signature"))
    assert shown.item("ring").property("text") == "80%"


def test_a_guidance_sentence_is_held_long_enough_to_obey(shown: Shown, qtbot: QtBot) -> None:
    face = next(sample for sample in SAMPLES if sample.name == "face").view
    shown.show(face)
    shown.show(face, Live(guidance="come_closer"))
    assert shown.item("guidance").property("text") == "Lại gần thêm một chút"
    shown.show(face, Live(guidance="step_back"))
    shown.show(face, Live(guidance="move_left"))
    assert shown.item("guidance").property("text") == "Lại gần thêm một chút"
    qtbot.waitUntil(lambda: shown.item("guidance").property("text") == "Sang trái một chút", timeout=5000)


def test_what_the_challenge_asks_is_said_at_once_and_together_with_its_arrow(shown: Shown) -> None:
    face = next(sample for sample in SAMPLES if sample.name == "face").view
    shown.show(face)
    for guidance, said, arrow in (
        ("come_closer", "Lại gần thêm một chút", None),
        ("turn_left", "Xin quay mặt sang trái một chút", "back"),
        ("turn_right", "Xin quay mặt sang phải một chút", "next"),
        ("look_straight", "Nhìn thẳng vào máy ảnh", None),
        ("challenge_closer", "Xin từ từ lại gần", None),
        ("challenge_back", "Cảm ơn. Giờ xin lùi lại một chút.", None),
        ("watch_screen", "Xin nhìn màn hình, màu sẽ đổi nhẹ nhàng", None),
        ("hold_still", "Xin giữ yên", None),
    ):
        shown.show(face, Live(guidance=guidance))
        assert shown.item("guidance").property("text") == said
        turn = shown.window.item("turn")
        assert (turn.property("name") if turn else None) == arrow


@pytest.mark.parametrize(
    ("sample", "said"),
    [
        ("face-retry", "Điều này hay gặp khi ảnh thẻ đã lâu."),
        ("face-retry-movement", "Khi có mũi tên, xin quay nhẹ mặt theo mũi tên"),
        ("face-retry-unseen", "Điều này thường chỉ do ánh sáng hoặc khoảng cách."),
    ],
)
def test_another_try_is_asked_for_with_what_was_in_the_way_and_no_hat_or_headscarf_off(
    shown: Shown, sample: str, said: str
) -> None:
    shown.present(next(one for one in SAMPLES if one.name == sample))
    words = " ".join(texts(shown.window.window))
    assert said in words
    assert "mũ" not in words.replace(",", "").split()
    assert ("ảnh thẻ đã lâu" in words) is (sample == "face-retry")


def test_guidance_speaks_the_new_language_at_once(shown: Shown) -> None:
    face = next(sample for sample in SAMPLES if sample.name == "face").view
    shown.show(face)
    shown.show(face, Live(guidance="come_closer"))
    shown.choose_language("en")
    assert shown.item("guidance").property("text") == "Come a little closer"


def test_every_guidance_the_camera_can_give_has_words(shown: Shown) -> None:
    face = next(sample for sample in SAMPLES if sample.name == "face").view
    words = {}
    for guidance in Guidance:
        shown.show(View(Screen.WELCOME))
        shown.show(face)
        shown.show(face, Live(guidance=guidance.value))
        words[guidance] = shown.item("guidance").property("text")
    usual = words[Guidance.LOOK_STRAIGHT]
    assert {guidance for guidance, said in words.items() if said == usual} == {
        Guidance.LOOK_STRAIGHT,
        Guidance.NO_FACE,
    }
    assert words[Guidance.TAKE_OFF_MASK] == "Xin bỏ khẩu trang"
    assert words[Guidance.SHOW_WHOLE_FACE] == "Xin để lộ cả khuôn mặt"


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
def test_the_light_for_the_face_fills_all_but_the_oval_and_what_must_be_read(
    make_shown: MakeShown, size: QSize
) -> None:
    shown = make_shown(size)
    shown.present(next(sample for sample in SAMPLES if sample.name == "face-glow"))
    picture = shown.window.window.grabWindow()
    light, camera, pill = QColor("#3C78FF"), place(shown.item("camera")), place(shown.item("guidance"))
    below_header = shown.item("glow").mapToScene(QPointF(0, 0)).y()
    edges = [(x, y) for x in (4, size.width() - 4) for y in (below_header + 4, size.height() - 4)]
    corners = [(x, y) for x in (camera.left() + 1, camera.right() - 2) for y in (camera.top() + 1, camera.bottom() - 2)]
    between = (camera.center().x(), camera.top() + 8)
    for x, y in (*edges, *corners, between):
        assert picture.pixelColor(int(x), int(y)) == light, (x, y)
    assert picture.pixelColor(int(camera.center().x()), int(camera.center().y())) != light
    assert picture.pixelColor(8, 8) == QColor("#FFFFFF"), "the header keeps its ground"
    assert picture.pixelColor(int(pill.left()) - 4, int(pill.center().y())) == QColor("#FFFFFF")
    told = "Máy ảnh ở ngay phía trên màn hình."
    assert told not in texts(shown.window.window), "what is not to be read now steps back"
    shown.station.show(next(sample for sample in SAMPLES if sample.name == "face-glow").view, Live(guidance="done"))
    settle()
    assert shown.window.window.grabWindow().pixelColor(4, size.height() - 4) != light
    assert told in texts(shown.window.window)


def test_the_light_changes_softly(languages: Languages, qtbot: QtBot) -> None:
    station = SampleStation()
    window = PatientWindow(station, languages, size=QSize(540, 960), motion=True)
    window.show(full_screen=False)
    window.bridge.start()
    face = next(sample for sample in SAMPLES if sample.name == "face").view
    station.show(face, Live(glow="#FF0000"))
    settle()
    qtbot.waitUntil(lambda: window.window.grabWindow().pixelColor(4, 900) == QColor("#FF0000"), timeout=5000)
    station.show(face, Live(glow="#0000FF"))
    seen: list[tuple[int, int]] = []

    def blue() -> bool:
        colour = window.window.grabWindow().pixelColor(4, 900)
        seen.append((colour.red(), colour.blue()))
        return colour == QColor("#0000FF")

    qtbot.waitUntil(blue, timeout=5000)
    assert any(0 < red < 255 for red, _ in seen)
    assert window.problems == []
    window.close()


def test_who_is_to_see_the_desk_first_is_told_so_with_the_number_and_the_code(shown: Shown) -> None:
    shown.show(next(sample for sample in SAMPLES if sample.name == "ticket-desk-first").view)
    said = texts(shown.window.window)
    assert shown.item("number").property("text") == "A128"
    assert shown.item("lead").property("text") == "Mời quý khách đến quầy số 2 trước."
    assert "Trước tiên: quầy số 2 xem thẻ" in said
    assert "Số này vẫn giữ nguyên · Mã\N{NO-BREAK SPACE}MAT-03" in said
    assert said.index("Trước tiên: quầy số 2 xem thẻ") < said.index("Phòng 214 · Chấn thương chỉnh hình")
    shown.show(next(sample for sample in SAMPLES if sample.name == "ticket").view)
    assert not any("quầy số" in words or "MAT" in words for words in texts(shown.window.window))


@pytest.mark.parametrize(
    ("sample", "words"),
    [
        ("check-desk-first", "Máy chưa so được khuôn mặt. Quầy số 2 sẽ xem thẻ trước; số thứ tự vẫn giữ nguyên."),
        ("check-face-skipped", "Nhân viên sẽ xem thẻ khi quý khách khám."),
        ("check", "Chưa xác minh được nơi phát hành. Nhân viên sẽ xem thẻ khi quý khách khám."),
    ],
)
def test_before_registering_it_is_said_who_will_look_at_the_card(shown: Shown, sample: str, words: str) -> None:
    shown.show(next(one for one in SAMPLES if one.name == sample).view)
    assert shown.item("origin").property("text") == words


@pytest.mark.parametrize(("large", "lines"), [(False, 2), (True, 1)])
def test_the_estimate_explains_itself_line_by_line(shown: Shown, large: bool, lines: int) -> None:
    sample = next(one for one in SAMPLES if one.name == "insurance")
    shown.present(sample, large=large)
    *told, last = str(shown.item("reckoning").property("text")).split("\n")
    assert isinstance(sample.view.content, InsuranceView)
    assert sample.view.content.estimate is not None
    assert tuple(told) == sample.view.content.estimate.lines[:lines]
    assert last == "Số tiền chính thức tính khi kết thúc lượt khám."


def test_every_reason_for_the_desk_has_words_of_its_own(shown: Shown) -> None:
    told = {}
    for sample in SAMPLES:
        if sample.name.startswith("desk-"):
            shown.show(sample.view)
            told[sample.name] = shown.item("lead").property("text")
    assert len(set(told.values())) == len(told) == 13


def test_the_phones_page_stands_on_the_ticket_only_where_the_hub_gives_one(shown: Shown) -> None:
    samples_of = {sample.name: sample for sample in SAMPLES}
    shown.show(samples_of["ticket-phone"].view)
    assert shown.window.item("phone") is not None
    shown.show(samples_of["ticket"].view)
    assert shown.window.item("phone") is None


def test_a_number_that_is_being_drawn_offers_nothing_to_print_or_pay(shown: Shown) -> None:
    shown.show(next(sample.view for sample in SAMPLES if sample.name == "already-drawing"))
    assert shown.item("number").property("text") == "…"
    assert shown.window.item("primary") is None
