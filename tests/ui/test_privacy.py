"""What one patient leaves behind, the next one cannot see; what others may read is masked or gone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage
from window_looking import texts, visible
from window_shown import Shown

from kiosk.station.api import Live, Preview
from kiosk.visit.view import KeyView, Overlay, Screen, View
from ui.patient.gallery import settle
from ui.patient.preview import PreviewItem
from ui.patient.samples import samples
from ui.patient.shots import Shots

BY_NAME = {sample.name: sample for sample in samples()}
RED = Preview(40, 30, bytes((255, 0, 0)) * 40 * 30, 1)


@pytest.mark.attack
def test_nothing_of_a_visit_stays_on_the_welcome_screen(shown: Shown) -> None:
    shown.show(View(Screen.WELCOME))
    untouched = (texts(shown.window.window), shown.window.window.grabWindow())
    for name in ("consent", "reading", "face", "insurance", "check", "payment", "ticket", "take-card"):
        shown.present(BY_NAME[name], "en", large=True, contrast=True)
    shown.show(View(Screen.WELCOME, language="en"))
    assert texts(shown.window.window) == untouched[0]
    # Letters drawn from a warm cache differ by a shade at their edges.
    assert furthest_apart(shown.window.window.grabWindow(), untouched[1]) < 24
    bridge = shown.window.bridge
    assert (bridge.property("large"), bridge.property("contrast"), bridge.property("language")) == (False, False, "vi")
    assert bridge.look()[2] == Live()
    assert "Nguyễn" not in repr(bridge.look())


def furthest_apart(one: QImage, other: QImage) -> int:
    """The largest difference of any colour of any pixel, 0..255."""
    pictures = [
        Image.frombytes("RGBX", (picture.width(), picture.height()), bytes(picture.constBits())).convert("RGB")
        for picture in (one, other)
    ]
    bands = ImageChops.difference(*pictures).split()
    return max(level for band in bands for level, count in enumerate(band.histogram()) if count)


@pytest.mark.attack
def test_typed_digits_are_gone_with_their_screen(shown: Shown) -> None:
    typing = View(Screen.KEY_TYPE, KeyView("number", "", True), step=1, back="back")
    shown.show(typing)
    shown.tap("key7")
    shown.show(View(Screen.WELCOME))
    shown.show(typing)
    assert shown.item("pad").property("digits") == ""


@pytest.mark.attack
def test_typed_digits_are_masked_after_two_seconds_except_the_last(
    shown: Shown, qtbot: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown.show(View(Screen.KEY_TYPE, KeyView("number", "", True), step=1, back="back"))
    for digit in "0119":
        shown.tap(f"key{digit}", after=0.4)
    pad = shown.item("pad")
    assert pad.property("hidden") == 0
    qtbot.waitUntil(lambda: pad.property("hidden") == 3, timeout=5000)  # type: ignore[attr-defined]
    echoed = [text for text in texts(shown.window.window) if len(text) == 1]
    assert echoed[:4] == ["•", "•", "•", "9"]


@pytest.mark.attack
@pytest.mark.parametrize("overlay", [Overlay.IDLE, Overlay.HELP, Overlay.CARD_MISSING])
def test_behind_a_dialog_the_screen_is_empty(shown: Shown, overlay: Overlay) -> None:
    view = BY_NAME["check"].view
    shown.show(view)
    before = texts(shown.window.window)
    shown.show(replace(view, overlay=overlay))
    behind = set(before) & set(texts(shown.window.window))
    assert behind <= {"Bệnh viện Mẫu", "Máy 03 · Sảnh A", "Tiếng Việt", "Gọi giúp", ""}
    shown.show(view)
    assert texts(shown.window.window) == before


def test_answers_are_still_there_after_the_idle_warning(shown: Shown) -> None:
    consent = BY_NAME["consent"].view
    shown.show(consent)
    shown.tap("consentFaceYes")
    shown.show(replace(consent, overlay=Overlay.IDLE))
    shown.show(consent)
    assert shown.item("consentFaceYes").property("chosen") is True


def previews(shown: Shown) -> list[PreviewItem]:
    return [item for item in visible(shown.window.window.contentItem()) if isinstance(item, PreviewItem)]


def test_the_camera_is_shown_as_a_mirror(shown: Shown) -> None:
    left_red = b"".join((bytes((255, 0, 0)) * 20 + bytes((0, 0, 255)) * 20) for _ in range(30))
    shown.station.picture = Preview(40, 30, left_red, 1)
    shown.show(BY_NAME["key-qr"].view)
    [item] = previews(shown)
    at = item.mapToScene(item.boundingRect().center()).toPoint()
    picture = shown.window.window.grabWindow()
    assert picture.pixelColor(at.x() + 200, at.y() - 100).red() > 200
    assert picture.pixelColor(at.x() - 200, at.y() - 100).blue() > 200


def test_a_hidden_preview_holds_no_picture(shown: Shown) -> None:
    shown.station.picture = RED
    shown.show(BY_NAME["face"].view)
    [item] = previews(shown)
    assert item.property("empty") is False
    shown.show(replace(BY_NAME["face"].view, overlay=Overlay.HELP))
    assert item.property("empty") is True


def test_pictures_of_the_screen_never_hold_the_camera_picture(shown: Shown, tmp_path: Path, qtbot: object) -> None:
    shots = Shots(shown.window, tmp_path)
    shown.station.picture = RED
    shown.show(BY_NAME["key-qr"].view)
    assert reddish(shown.window.window.grabWindow()) > 0
    qtbot.waitUntil((tmp_path / "01-key-qr.png").is_file, timeout=3000)  # type: ignore[attr-defined]
    assert reddish(QImage(str(tmp_path / "01-key-qr.png"))) == 0
    settle()
    [item] = previews(shown)
    assert item.property("empty") is False, "the person still sees the picture"
    shots.deleteLater()
    QCoreApplication.processEvents()


def reddish(picture: QImage) -> int:
    colours = (picture.pixelColor(x, y) for x in range(0, picture.width(), 20) for y in range(0, picture.height(), 20))
    return sum(colour.red() > 180 and colour.green() < 60 for colour in colours)
