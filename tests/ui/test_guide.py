"""The attract loop: on the welcome screen, still with reduced motion, and as a clip that other readers read."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication
from typer.testing import CliRunner
from window_shown import PORTRAIT, Shown

from kiosk.cli import command_line
from kiosk.cli.export_guide import FPS, ClipFailed, write_clip
from kiosk.visit.view import Screen, View
from ui.patient.gallery import settle
from ui.patient.guide import LENGTH_S, frames
from ui.patient.languages import Languages
from ui.patient.samples import SampleStation
from ui.patient.window import PatientWindow


def test_the_loop_plays_on_the_welcome_screen(languages: Languages) -> None:
    station = SampleStation()
    window = PatientWindow(station, languages, size=PORTRAIT, motion=True)
    window.show(full_screen=False)
    window.bridge.start()
    station.show(View(Screen.WELCOME))
    settle()
    guide = window.item("guide")
    assert guide is not None
    seen = set()
    for second in range(int(LENGTH_S)):
        guide.setProperty("still", True)
        guide.setProperty("at", second + 0.5)
        seen.add(guide.property("scene"))
    assert seen == {0, 1, 2, 3, 4}
    assert window.problems == []
    window.close()


def test_with_reduced_motion_only_the_first_step_is_drawn(shown: Shown) -> None:
    shown.show(View(Screen.WELCOME))
    assert shown.window.item("guide") is None
    assert shown.window.item("begin") is not None


def test_every_second_of_the_loop_is_a_picture_and_none_is_empty(qapp: QGuiApplication) -> None:
    pictures = [np.frombuffer(one, np.uint8) for one in frames(108, 192, 1)]
    assert len(pictures) == LENGTH_S
    ground = pictures[0][:3]
    drawn = [np.count_nonzero((one.reshape(-1, 3) != ground).any(axis=1)) for one in pictures]
    assert min(drawn[1:]) > 200
    assert len({one.tobytes() for one in pictures}) > 10


def test_two_seconds_of_the_clip_are_read_back(tmp_path: Path) -> None:
    file = tmp_path / "guide.mp4"
    assert write_clip(file, (108, 192), seconds=2) == 2 * FPS
    clip = cv2.VideoCapture(str(file))
    assert (clip.get(cv2.CAP_PROP_FRAME_WIDTH), clip.get(cv2.CAP_PROP_FRAME_HEIGHT)) == (108, 192)
    assert clip.get(cv2.CAP_PROP_FPS) == FPS
    read = []
    while (answer := clip.read())[0]:
        read.append(answer[1])
    clip.release()
    assert len(read) == 2 * FPS
    ground = read[-1][4, 4].astype(int)
    assert np.abs(ground - (0xF9, 0xF8, 0xF4)).max() < 12, "red and blue are where they belong"
    assert np.abs(read[-1].astype(int) - ground).max() > 100, "the card is there"
    assert [path.name for path in tmp_path.iterdir()] == ["guide.mp4"]


def test_a_clip_that_cannot_be_written_says_why(tmp_path: Path) -> None:
    with pytest.raises(ClipFailed, match="is its folder there"):
        write_clip(tmp_path / "nowhere" / "guide.mp4", (108, 192), seconds=1)
    refused = CliRunner().invoke(command_line(["export-guide"]), ["export-guide", str(tmp_path / "guide.gif")])
    assert refused.exit_code == 2
    assert "ends in .mp4" in refused.stderr
