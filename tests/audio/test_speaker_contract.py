"""Both speakers keep one contract; nothing is played here: the programs of the real one are small scripts."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest

from kiosk.audio.playing import Commands, PlayingSpeaker
from kiosk.audio.simulated import SimulatedSpeaker
from kiosk.audio.speaker import Sentence, Speaker

SOON_S = 20.0
ONE, TWO = Sentence("Mời quý khách.", ("welcome",)), Sentence("Phòng hai trăm.", ("room.1", "n.hai", "n.trăm"))

PLAYER = """
import sys, time, pathlib
heard, name = sys.argv[1:3]
words = sys.stdin.buffer.read().decode() if name == "-" else "play " + pathlib.Path(name).stem
with open(heard, "a") as out:
    out.write(words + "\\n")
if "long" in words:
    time.sleep(60)
"""
VOICE = "import sys; sys.stdout.write(sys.argv[1] + ': ' + sys.stdin.read())"
MIXER = "import sys; open(sys.argv[1], 'a').write('volume ' + sys.argv[2] + chr(10))"


class Heard(Protocol):
    """A speaker and what was heard of it."""

    @property
    def speaker(self) -> Speaker: ...

    def lines(self) -> list[str]: ...


class Simulated:
    def __init__(self) -> None:
        self.speaker = SimulatedSpeaker()

    def lines(self) -> list[str]:
        return [f"{language}: {text}" for language, text in self.speaker.said]


class Playing:
    def __init__(self, folder: Path) -> None:
        self._file = folder / "heard"
        python = (sys.executable, "-S", "-c")
        self.recordings = folder / "recordings"
        self.commands = Commands(
            player=(*python, PLAYER, str(self._file)),
            ogg_player=(*python, PLAYER, str(self._file)),
            synthesizer=(*python, VOICE, "{voice}"),
            mixer=(*python, MIXER, str(self._file), "{percent}"),
        )
        self.speaker = PlayingSpeaker(self.commands, self.recordings)

    def lines(self) -> list[str]:
        return self._file.read_text().splitlines() if self._file.exists() else []

    def record(self, name: str) -> None:
        file = self.recordings / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()


def soon(seen: Callable[[], Any]) -> None:
    until = time.monotonic() + SOON_S
    while not seen() and time.monotonic() < until:
        time.sleep(0.01)
    assert seen()


@pytest.fixture(params=["simulated", "playing"])
def heard(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Heard]:
    made: Heard = Simulated() if request.param == "simulated" else Playing(tmp_path)
    yield made
    made.speaker.close()


def test_sentences_are_said_in_their_order_and_in_their_language(heard: Heard) -> None:
    heard.speaker.say((ONE, TWO), "vi")
    soon(lambda: len(heard.lines()) == 2)
    assert heard.lines() == ["vi: Mời quý khách.", "vi: Phòng hai trăm."]


def test_after_close_nothing_is_said_and_no_call_fails(heard: Heard) -> None:
    heard.speaker.set_volume(250)
    heard.speaker.stop()
    heard.speaker.close()
    before = heard.lines()
    heard.speaker.say((ONE,), "vi")
    heard.speaker.stop()
    heard.speaker.close()
    assert heard.lines() == before
    assert heard.speaker.headphones() is None


def test_a_language_that_has_no_words_is_silence_from_a_synthesizer(tmp_path: Path) -> None:
    playing = Playing(tmp_path)
    playing.speaker.say((ONE,), "xx")
    playing.speaker.say((TWO,), "en")
    soon(playing.lines)
    assert playing.lines() == ["en-gb: Phòng hai trăm."]
    playing.speaker.close()


def test_what_is_recorded_is_played_and_half_a_recording_is_not(tmp_path: Path) -> None:
    playing = Playing(tmp_path)
    for name in ("vi/welcome.ogg", "vi/room.1.wav", "vi/n.hai.wav"):
        playing.record(name)
    playing.speaker.say((ONE, TWO), "vi")
    soon(lambda: len(playing.lines()) == 2)
    assert playing.lines() == ["play welcome", "vi: Phòng hai trăm."], "one sentence has one voice"
    playing.record("vi/n.trăm.wav")
    playing.speaker.say((TWO,), "vi")
    soon(lambda: len(playing.lines()) == 5)
    assert playing.lines()[2:] == ["play room.1", "play n.hai", "play n.trăm"]
    playing.speaker.close()


def test_another_sentence_interrupts_the_one_being_said_and_the_volume_is_turned_between(tmp_path: Path) -> None:
    playing = Playing(tmp_path)
    playing.speaker.say((Sentence("a long story", ()), ONE), "vi")
    soon(playing.lines)
    playing.speaker.set_volume(75)
    playing.speaker.say((TWO,), "vi")
    soon(lambda: len(playing.lines()) == 3)
    assert playing.lines() == ["vi: a long story", "volume 75", "vi: Phòng hai trăm."]
    playing.speaker.close()


def test_a_missing_program_is_silence_and_one_line_in_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    gone = (str(tmp_path / "no-player"),)
    speaker = PlayingSpeaker(Commands(player=gone, synthesizer=(*gone, "{voice}"), mixer=gone))
    speaker.say((ONE, TWO), "vi")
    speaker.set_volume(10)
    soon(lambda: caplog.messages)
    speaker.close()
    assert len(caplog.messages) == 1
    assert "Mời" not in caplog.text
