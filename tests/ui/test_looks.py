"""Every screen in every language, theme and mounting, by pairs: nothing cut off, overlapping, small or faint."""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, cycle
from pathlib import Path

import pytest
from pairwise import all_pairs
from PySide6.QtGui import QFont, QFontDatabase, QRawFont
from quoted import known_words, quoted_words, without_quoted
from test_words import vietnamese_letters
from window_looking import badly_placed, faint, is_control, is_text, overlapping, place, texts, visible
from window_shown import MakeShown, Shown

from kiosk.station.api import StationInfo
from ui.patient.forms import form_of
from ui.patient.gallery import in_language
from ui.patient.languages import LANGUAGES, TRANSLATIONS, Languages
from ui.patient.looks import Look, Mount, Theme, every_look
from ui.patient.samples import Sample, SampleStation, samples
from ui.patient.shown import money
from ui.patient.window import PatientWindow

SAMPLES = samples()
OF_SCREEN = {
    name: [sample for sample in SAMPLES if (sample.view.screen.value + sample.view.overlay.value) == name]
    for name in dict.fromkeys(sample.view.screen.value + sample.view.overlay.value for sample in SAMPLES)
}
AXES = (tuple(OF_SCREEN), LANGUAGES, tuple(Theme), tuple(Mount))


def rows() -> list[tuple[Sample, Look]]:
    """Every pair of screen, language, theme and mounting; a screen's samples take turns, and none is left out."""
    turns = {name: cycle(found) for name, found in OF_SCREEN.items()}
    found = []
    for screen, language, theme, mount in all_pairs(*AXES):
        look = Look(LANGUAGES[language], tuple(Theme)[theme], tuple(Mount)[mount])
        found.append((next(turns[AXES[0][screen]]), look))
    used = {sample.name for sample, _ in found}
    looks = cycle(every_look(LANGUAGES)[::7])
    found += [(sample, next(looks)) for sample in SAMPLES if sample.name not in used]
    # The rows of one window and look after one another: what is set changes seldom.
    return sorted(found, key=lambda row: (row[1].mount.name, row[1].theme.value, row[1].language))


ROWS = rows()
CAP = 0.74
TITLE_LINES = 2


def test_the_rows_hold_every_pair_once_at_least_and_are_not_many_more_than_they_must_be() -> None:
    found = all_pairs(*AXES)
    for one, other in combinations(range(len(AXES)), 2):
        assert len({(row[one], row[other]) for row in found}) == len(AXES[one]) * len(AXES[other])
    assert len(found) <= 1.2 * len(OF_SCREEN) * len(LANGUAGES)
    assert {sample.name for sample, _ in ROWS} == {sample.name for sample in SAMPLES}


@pytest.fixture(scope="module")
def windows(make_shown: MakeShown) -> dict[Mount, Shown]:
    return {mount: make_shown(mount.size) for mount in Mount}


@pytest.mark.parametrize(("sample", "look"), ROWS, ids=[f"{sample.name}-{look}" for sample, look in ROWS])
def test_a_screen_can_be_read_and_touched(windows: dict[Mount, Shown], sample: Sample, look: Look) -> None:
    shown = windows[look.mount]
    shown.window.problems.clear()
    shown.present(sample, look.language, **look.theme.set)
    window = shown.window.window
    if badly_placed(window) + overlapping(window):
        # Rows and columns are laid out when a picture is drawn; until then a place may be an old one.
        window.grabWindow()
    assert badly_placed(window) == []
    assert overlapping(window) == []
    assert shown.window.problems == []
    title = shown.window.item("title")
    assert title is None or title.property("lineCount") <= TITLE_LINES


def test_the_tools_over_every_screen_hold_their_words_in_every_language_and_theme(windows: dict[Mount, Shown]) -> None:
    consent = next(sample for sample in SAMPLES if sample.name == "consent")
    shown = windows[Mount.PORTRAIT]  # the narrower one
    for theme in (Theme.CONTRAST, Theme.LARGE, Theme.LARGE_CONTRAST):
        for language in LANGUAGES:
            shown.present(consent, language, **theme.set)
            assert [line for line in badly_placed(shown.window.window) if "control" in line] == [], (language, theme)


# Lowered, a target may be 15 mm: the hand is near, and what it must reach has moved to where it is.
@pytest.mark.parametrize(
    ("theme", "target_mm", "words_mm", "any_mm"),
    [
        (Theme.LIGHT, 20, 6.9, 4.0),
        (Theme.CONTRAST, 20, 6.9, 4.0),
        (Theme.LARGE, 20, 7.3, 7.3),
        (Theme.LOW, 15, 4.6, 3.9),
    ],
    ids=lambda value: value.value if isinstance(value, Theme) else str(value),
)
def test_words_and_controls_have_the_size_and_the_contrast_they_need(
    windows: dict[Mount, Shown], theme: Theme, target_mm: float, words_mm: float, any_mm: float
) -> None:
    """EN 301 549: 5.1.4 (large text: capitals of 0.7° at 60 cm are 7.33 mm), 9.1.4.3 contrast; the design's 20 mm."""
    shown = windows[Mount.PORTRAIT]
    per_mm = shown.station.info.px_per_mm
    bad: list[str] = []
    # The other themes draw the same items; one state of each screen tells.
    for sample in SAMPLES if theme is Theme.LIGHT else [found[0] for found in OF_SCREEN.values()]:
        shown.present(sample, "vi", **theme.set)
        picture = shown.window.window.grabWindow()
        items = list(visible(shown.window.window.contentItem()))
        body = {id(inner) for item in items if item.objectName() == "body" for inner in visible(item)}
        for item in items:
            if is_control(item):
                least = min(place(item).width(), place(item).height()) / per_mm
                if least < target_mm:
                    bad.append(f"{sample.name}: {item.objectName()} is {least:.1f} mm")
                if not str(item.property("text")).strip():
                    bad.append(f"{sample.name}: {item.objectName()} has no name")
            elif is_text(item) and str(item.property("text")).strip():
                scale = place(item).height() / item.height() if item.height() else 1
                high = item.property("font").pixelSize() * CAP * scale / per_mm
                if high < (words_mm if id(item) in body else any_mm):
                    bad.append(f"{sample.name}: {item.property('text')!r} is {high:.1f} mm high")
            if theme is Theme.LIGHT and item.scale() != 1:
                bad.append(f"{sample.name}: the usual screen is never made smaller to fit")
        bad += [f"{sample.name}: {line}" for line in faint(shown.window.window, picture)]
    assert bad == []


class _ThreeLanguages(SampleStation):
    """A station that offers the language made for the test."""

    @property
    def info(self) -> StationInfo:
        return replace(super().info, languages=("vi", "en", "xx"))


@pytest.fixture
def quoted(languages: Languages, tmp_path: Path) -> Iterator[Shown]:
    source = TRANSLATIONS / "kiosk_en.ts"
    for language in ("vi", "en"):
        shutil.copy(TRANSLATIONS / f"kiosk_{language}.ts", tmp_path)
    (tmp_path / "kiosk_xx.ts").write_text(quoted_words(source.read_text(encoding="utf-8")), encoding="utf-8")
    more = Languages(words=tmp_path)
    station = _ThreeLanguages()
    now = [100.0]
    window = PatientWindow(station, more, size=Mount.PORTRAIT.size, motion=False, clock=lambda: now[0])
    window.show(full_screen=False)
    window.bridge.start()
    yield Shown(window, station, now)
    window.close()
    more.withdraw()


def test_a_language_more_is_a_translation_file_more_and_no_word_of_a_screen_is_left_untranslated(quoted: Shown) -> None:
    """The file has every word in angle quotes: what stands outside of them was never given to translators."""
    left: dict[str, list[str]] = {}
    info = quoted.station.info
    for sample in SAMPLES:
        quoted.present(sample, "xx")
        known = {
            *known_words(in_language(sample.view, "xx")),
            *known_words(info),
            *known_words(sample.live),
            "Quoted",
            "¤",
        }
        for text in texts(quoted.window.window):
            rest = without_quoted(text)
            for word in sorted(known, key=len, reverse=True):
                rest = rest.replace(word, "")
            # Single letters are keys of the letter pad, and of names of rooms.
            if re.search(r"[^\W\d_]{2}", rest):
                left.setdefault(text, []).append(sample.name)
    assert left == {}
    quoted.present(SAMPLES[0])
    quoted.tap("language")
    assert {"Quoted", "Tiếng Việt", "English"} <= set(texts(quoted.window.window))
    quoted.tap("language:xx")
    assert "‹Place your ID card\non the tray›" in texts(quoted.window.window)
    payment = next(sample for sample in SAMPLES if sample.name == "payment")
    quoted.present(payment, "xx")
    assert any("10'120\N{NO-BREAK SPACE}¤" in text for text in texts(quoted.window.window))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_typeface_of_a_language_has_every_letter_of_its_words(
    qapp: object, languages: Languages, language: str
) -> None:
    """The bundled one, or Noto's own for the script: glyphs of another region would be read, but not be right."""
    family = form_of(language).family
    assert family in QFontDatabase.families(), f"install fonts-noto-cjk: {family}"
    book = (TRANSLATIONS / f"kiosk_{language}.ts").read_text(encoding="utf-8")
    said = html.unescape("".join(re.findall(r"<translation>([^<]*)</translation>", book)))
    letters = {letter for letter in said + money(1_234_567, language) if letter.isprintable() or letter == " "}
    for weight in (QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.DemiBold, QFont.Weight.Bold):
        font = QFont(family)
        font.setWeight(weight)
        raw = QRawFont.fromFont(font)
        assert raw.familyName().casefold() == family.casefold()
        # Names of people and clinics are Vietnamese in every language.
        wanted = {*letters, *vietnamese_letters()} - {"\N{COMBINING DOT BELOW}"}
        assert sorted(letter for letter in wanted if not raw.supportsCharacter(ord(letter))) == []


@pytest.mark.parametrize("mount", list(Mount), ids=lambda mount: mount.word)
def test_the_language_is_chosen_from_one_page_with_each_name_in_its_own_writing(
    windows: dict[Mount, Shown], mount: Mount
) -> None:
    shown = windows[mount]
    shown.present(SAMPLES[0])
    names = ["Tiếng Việt", "English", "中文", "한국어", "日本語", "Français"]
    for theme in Theme:
        shown.present(SAMPLES[0], "vi", **theme.set)
        shown.tap("language")
        window = shown.window.window
        window.grabWindow()
        assert [text for text in texts(window) if text in names][-6:] == names
        assert overlapping(window) + badly_placed(window) == []
        shown.tap("languageBack")
        assert shown.window.item("languageSheet") is None
    for code, title in (("ja", "身分証を台に\n置いてください"), ("vi", "Đặt thẻ căn cước\nlên khay đọc")):
        shown.choose_language(code)
        assert shown.item("title").property("text") == title


def test_the_choice_of_languages_closes_with_the_screen_it_was_opened_on(shown: Shown) -> None:
    shown.present(SAMPLES[0])
    shown.tap("language")
    shown.show(next(sample.view for sample in SAMPLES if sample.name == "consent"))
    assert shown.window.item("languageSheet") is None
    assert shown.item("title").property("text") == "Hai việc cần\nquý khách cho phép"


def test_a_lowered_screen_stands_in_the_lower_part_and_rises_with_the_next_visit(shown: Shown) -> None:
    shown.present(SAMPLES[0])
    shown.tap("lower")
    height = shown.window.window.height()
    items = [item for item in visible(shown.window.window.contentItem()) if is_control(item) or is_text(item)]
    assert min(place(item).top() for item in items) >= 0.34 * height
    shown.show(next(sample.view for sample in SAMPLES if sample.name == "consent"))
    assert shown.window.bridge.property("low") is True
    shown.show(SAMPLES[0].view)
    assert shown.window.bridge.property("low") is False
