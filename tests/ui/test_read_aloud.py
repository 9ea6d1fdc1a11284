"""Every screen is read aloud whole: what it says, and each thing a sighted person can press, by name, with its key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import cycle

import pytest
from PySide6.QtQuick import QQuickItem
from window_looking import badly_placed, is_control, overlapping, visible
from window_shown import PORTRAIT, MakeShown, Shown

from kiosk.audio.guide import Guide
from kiosk.audio.script import script
from kiosk.audio.simulated import SimulatedSpeaker
from kiosk.audio.speaker import Silence
from kiosk.audio.wording import languages, wording
from kiosk.config.model import Keypad as KeypadSection
from ui.patient.keypad import Keypad, spoken
from ui.patient.samples import PERSON, Sample, samples

SPOKEN = list(zip(samples(), cycle(languages()), strict=False))


@pytest.fixture(scope="module")
def heard(make_shown: MakeShown) -> Iterator[tuple[Shown, Keypad, SimulatedSpeaker, Guide]]:
    shown = make_shown(PORTRAIT)
    speaker = SimulatedSpeaker()
    guide = Guide(speaker, shown.window.bridge.house())
    keypad = Keypad(shown.window, guide, KeypadSection().model_dump(), lambda: shown.now[0])
    yield shown, keypad, speaker, guide
    let_go(shown, keypad)


def let_go(shown: Shown, keypad: Keypad) -> None:
    """The window goes before the keypad does, which no program lets happen."""
    shown.window.bridge._forgotten.stop()
    shown.window.window.removeEventFilter(keypad)


def controls(shown: Shown) -> list[QQuickItem]:
    return [item for item in visible(shown.window.window.contentItem()) if is_control(item) and item.isEnabled()]


@pytest.mark.parametrize(("sample", "language"), SPOKEN, ids=lambda part: getattr(part, "name", part))
def test_a_screen_is_read_with_its_heading_and_all_that_can_be_pressed(
    heard: tuple[Shown, Keypad, SimulatedSpeaker, Guide], sample: Sample, language: str
) -> None:
    shown, keypad, speaker, guide = heard
    shown.present(sample, language)
    guide.end()
    keypad.follow()
    keypad.begin()
    words, home = wording(language), wording("vi")
    assert words is not None
    assert home is not None
    said = list(speaker.speaking)
    asked = words.sentences(script(shown.window.bridge.showing()[0], sample.live, shown.window.bridge.house()))
    assert asked
    assert said[1 : 1 + len(asked)] == [one.text for one in asked], "what the screen says comes first, after the keys"
    offered = " ".join(said[1 + len(asked) :])
    seen = controls(shown)
    assert {id(item) for item in seen} == {id(item) for item in keypad.controls()}, "six keys reach everything"
    pad = [item for item in seen if len(spoken(item)) == 1]
    for item in seen:
        theirs = item.objectName().startswith("place:")
        name = (home if theirs else words).read(spoken(item))
        assert name.strip(), item.objectName()
        assert name in offered or (item in pad and len(pad) >= 10), f"{item.objectName()}: {name}"
    assert not re.search(r"\d", offered), "numbers are said in words"
    assert PERSON.masked_name not in " ".join(said), "nobody's name is said"
    back = [item for item in seen if item.objectName() in ("back", "dialogPrimary")]
    for key, held in (("back", back), ("help", [item for item in seen if item.objectName() == "help"])):
        sentence = words.naming(f"offer.{key}", spoken(held[0]), "") if held else None
        assert sentence is None or sentence.text in said, "its own key is named with it"


@pytest.mark.parametrize("language", ["vi", "fr"])
def test_a_finger_starts_the_voice_hears_again_and_louder_where_the_language_is_chosen(
    heard: tuple[Shown, Keypad, SimulatedSpeaker, Guide], language: str
) -> None:
    shown, keypad, speaker, guide = heard
    keypad.end()
    shown.present(SPOKEN[0][0], language)
    shown.tap("language")
    assert shown.window.item("louder") is None, "nothing is said yet"
    shown.tap("readAloud")
    assert guide.on
    assert shown.window.item("languageSheet") is None
    words = wording(language)
    assert words is not None
    assert speaker.speaking[:2] == (words.clips["keys"], words.clips["welcome"])
    for large in (False, True):
        shown.window.bridge.chooseLook(large, False)
        shown.tap("language")
        shown.window.window.grabWindow()
        assert badly_placed(shown.window.window) + overlapping(shown.window.window) == []
        volume = speaker.volume
        shown.tap("louder")
        assert speaker.volume > volume
        speaker.said.clear()
        shown.tap("readAloud")
        assert speaker.speaking[0] == words.clips["welcome"]
    shown.window.bridge.forgotten.emit()
    shown.tap("language")
    assert not guide.on
    assert shown.window.item("louder") is None, "the next patient did not ask"
    shown.tap("languageBack")


def test_a_station_without_a_voice_offers_none(shown: Shown) -> None:
    keypad = Keypad(shown.window, Guide(Silence()), {}, lambda: shown.now[0])
    shown.tap("language")
    assert shown.window.item("readAloud") is None
    let_go(shown, keypad)
