"""A hospital's recordings are heard instead of the synthesizer once they lie in the folder, under the clips' names."""

from __future__ import annotations

import time
import wave
from pathlib import Path

import pytest

from kiosk.audio.guide import Drawn, Guide, Named
from kiosk.audio.opening import open_speaker
from kiosk.audio.wording import wording
from kiosk.config.model import Audio
from kiosk.station.api import Live
from kiosk.visit.view import Screen, View

SOON_S = 20.0


def program(folder: Path, name: str, script: str) -> None:
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)


def record(folder: Path, clip: str) -> None:
    """A tenth of a second of silence, as a recorder would leave it."""
    file = folder / "vi" / f"{clip}.wav"
    file.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(file), "wb") as sound:
        sound.setparams((1, 2, 22_050, 0, "NONE", "not compressed"))
        sound.writeframes(bytes(4_410))


def test_what_lies_in_the_folder_is_played_and_the_rest_is_spoken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard, recordings = tmp_path / "heard", tmp_path / "recordings"
    program(tmp_path, "aplay", f'for last; do :; done; [ "$last" = - ] && cat >> {heard} || echo "$last" >> {heard}')
    program(tmp_path, "espeak-ng", 'echo "voice $2: $(cat)"')
    program(tmp_path, "amixer", "exit 0")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    record(recordings, "welcome")
    record(recordings, "control.welcome.desk")
    speaker = open_speaker(Audio(on=True, recordings=recordings))
    guide = Guide(speaker)
    guide.show(View(Screen.WELCOME), Live(), "vi", Drawn(offers=(Named("desk", "Không có thẻ căn cước?"),)))
    guide.begin()
    until = time.monotonic() + SOON_S
    words = wording("vi")
    assert words is not None
    expected = [
        f"voice vi: {words.clips['keys']}",
        str(recordings / "vi" / "welcome.wav"),
        f"voice vi: {words.clips['offer']}",
        str(recordings / "vi" / "control.welcome.desk.wav"),
    ]
    while (heard.read_text().splitlines() if heard.exists() else []) != expected and time.monotonic() < until:
        time.sleep(0.02)
    speaker.close()
    assert heard.read_text().splitlines() == expected
