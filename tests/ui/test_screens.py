"""Every screen can be read and touched: both languages, both themes, both text sizes, both ways a panel is mounted."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot
from window_looking import badly_placed, is_control, is_text, place, visible
from window_shown import LANDSCAPE, PORTRAIT, MakeShown, Shown

from face_match import Guidance
from kiosk.station.api import Live
from kiosk.visit.view import Screen, View
from ui.patient.samples import Sample, samples

SAMPLES = samples()


@dataclass(frozen=True)
class Look:
    language: str
    contrast: bool
    large: bool
    size: QSize

    def __str__(self) -> str:
        words = [self.language, "contrast" if self.contrast else "light", "large" if self.large else "usual"]
        return "-".join([*words, "portrait" if self.size == PORTRAIT else "landscape"])


LOOKS = (
    Look("vi", contrast=False, large=False, size=PORTRAIT),
    Look("en", contrast=True, large=False, size=PORTRAIT),
    Look("vi", contrast=True, large=True, size=PORTRAIT),
    Look("en", contrast=False, large=True, size=PORTRAIT),
    Look("vi", contrast=True, large=False, size=LANDSCAPE),
    Look("en", contrast=False, large=True, size=LANDSCAPE),
)


@pytest.fixture(scope="module", params=LOOKS, ids=str)
def looked(request: pytest.FixtureRequest, make_shown: MakeShown) -> tuple[Shown, Look]:
    return make_shown(request.param.size), request.param


@pytest.mark.parametrize("sample", SAMPLES, ids=[sample.name for sample in SAMPLES])
def test_nothing_is_cut_off_or_hidden_and_qml_has_no_complaint(looked: tuple[Shown, Look], sample: Sample) -> None:
    shown, look = looked
    shown.window.problems.clear()
    shown.present(sample, look.language, large=look.large, contrast=look.contrast)
    if badly_placed(shown.window.window):
        # Rows and columns are laid out when a picture is drawn; until then a place may be an old one.
        shown.window.window.grabWindow()
    assert badly_placed(shown.window.window) == []
    assert shown.window.problems == []


@pytest.fixture(scope="module")
def portrait(make_shown: MakeShown) -> Shown:
    return make_shown()


@pytest.mark.parametrize("sample", SAMPLES, ids=[sample.name for sample in SAMPLES])
def test_every_control_is_at_least_20_mm_each_way_and_words_to_go_on_by_are_at_least_7_mm_tall(
    portrait: Shown, sample: Sample
) -> None:
    portrait.present(sample)
    portrait.window.window.grabWindow()
    per_mm = portrait.station.info.px_per_mm
    items = list(visible(portrait.window.window.contentItem()))
    controls = [item for item in items if is_control(item)]
    small = [item.objectName() for item in controls if min(place(item).width(), place(item).height()) < 20 * per_mm]
    assert controls
    assert small == []
    tiny = [
        item.property("text")
        for body in items
        if body.objectName() == "body"
        for item in visible(body)
        if is_text(item) and item.property("text") and item.property("font").pixelSize() * 0.74 / per_mm < 6.9
    ]
    assert tiny == []
    scaled = [item.objectName() for item in items if item.scale() != 1]
    assert scaled == [], "the usual screen is never made smaller to fit"


def test_every_control_has_a_name_for_the_screen_reader(portrait: Shown) -> None:
    nameless = set()
    for sample in SAMPLES:
        portrait.present(sample, "en")
        for item in visible(portrait.window.window.contentItem()):
            if is_control(item) and not str(item.property("text")).strip():
                nameless.add((sample.name, item.objectName()))
    assert nameless == set()


def test_a_smaller_window_shows_the_same_screen_smaller(make_shown: MakeShown) -> None:
    shown = make_shown(QSize(540, 960))
    for sample in SAMPLES:
        shown.present(sample)
        shown.window.window.grabWindow()
        assert badly_placed(shown.window.window) == [], sample.name


@pytest.mark.parametrize("px_per_mm", [3.61, 3.21])
def test_letters_keep_their_millimetres_on_a_larger_panel(make_shown: MakeShown, px_per_mm: float) -> None:
    shown = make_shown(px_per_mm=px_per_mm)
    shown.present(SAMPLES[2])
    title = shown.item("title")
    assert title.property("font").pixelSize() * 0.74 / px_per_mm == pytest.approx(12.5, abs=0.2)


def test_a_long_hospital_name_has_room(make_shown: MakeShown) -> None:
    shown = make_shown(hospital="Bệnh viện Đa khoa Khu vực Thủ Đức")
    shown.present(SAMPLES[0])
    shown.window.window.grabWindow()
    assert badly_placed(shown.window.window) == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_title_has_two_lines_at_most(portrait: Shown, language: str) -> None:
    long = []
    for sample in SAMPLES:
        portrait.present(sample, language)
        title = portrait.window.item("title")
        if title is not None and title.property("lineCount") > 2:
            long.append(sample.name)
    assert long == []


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
    shown.show(face, Live(guidance="turn_left"))
    assert shown.item("guidance").property("text") == "Lại gần thêm một chút"
    qtbot.waitUntil(lambda: shown.item("guidance").property("text") == "Xin quay mặt sang trái một chút", timeout=5000)


def test_guidance_speaks_the_new_language_at_once(shown: Shown) -> None:
    face = next(sample for sample in SAMPLES if sample.name == "face").view
    shown.show(face)
    shown.show(face, Live(guidance="come_closer"))
    shown.tap("language")
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


def test_every_reason_for_the_desk_has_words_of_its_own(shown: Shown) -> None:
    told = {}
    for sample in SAMPLES:
        if sample.name.startswith("desk-"):
            shown.show(sample.view)
            told[sample.name] = shown.item("lead").property("text")
    assert len(set(told.values())) == len(told) == 10
