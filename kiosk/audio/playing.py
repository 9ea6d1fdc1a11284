"""A speaker of other programs: recordings by a player, other sentences by a synthesizer, on a thread of its own.

Words go to the synthesizer's standard input, never onto a command line, where any program could read them.
"""

from __future__ import annotations

import logging
import subprocess
import threading
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.audio.speaker import Sentence
from kiosk.audio.wording import wording

KINDS = (".wav", ".ogg")
LONGEST_S = 60.0
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Commands:
    """The programs, each a command line; an empty one is not there.

    `player` takes a WAV file's name after its words, or the sound itself on standard input after `-`; `ogg_player`
    takes an OGG file's name. `synthesizer` has `{voice}` in it, takes words on its standard input and gives WAV on its
    standard output. `mixer` has `{percent}` in it.
    """

    player: tuple[str, ...] = ("aplay", "-q")
    ogg_player: tuple[str, ...] = ("ogg123", "-q")
    synthesizer: tuple[str, ...] = ("espeak-ng", "-v", "{voice}", "-s", "145", "--stdin", "--stdout")
    mixer: tuple[str, ...] = ("amixer", "-q", "-M", "sset", "Master", "{percent}%")


class PlayingSpeaker:
    """See `Speaker`. `recordings` holds one folder a language, with one file a clip: `vi/welcome.wav`."""

    def __init__(self, commands: Commands, recordings: Path | None = None) -> None:
        self._commands = commands
        self._recordings = recordings
        self._changed = threading.Condition()
        self._waiting: list[tuple[Sentence, str]] = []
        self._volume: int | None = None
        self._running: list[subprocess.Popen[bytes]] = []
        self._turn = 0
        self._closed = False
        self._missing: set[str] = set()
        self._thread = threading.Thread(target=self._work, name="speaker", daemon=True)
        self._thread.start()

    def say(self, sentences: Sequence[Sentence], language: str) -> None:
        """See `Speaker`."""
        self._turn_to([(one, one.language or language) for one in sentences])

    def stop(self) -> None:
        """See `Speaker`."""
        self._turn_to([])

    def set_volume(self, percent: int) -> None:
        """See `Speaker`."""
        with self._changed:
            self._volume = max(0, min(percent, 100))
            self._changed.notify()

    def headphones(self) -> bool | None:
        """Not known here: a keypad with a jack tells by a key (see `[keypad]`)."""
        return None

    def close(self) -> None:
        """See `Speaker`."""
        with self._changed:
            self._closed = True
        self._turn_to([])
        self._thread.join(10)

    def _turn_to(self, waiting: list[tuple[Sentence, str]]) -> None:
        with self._changed:
            self._waiting = [] if self._closed else waiting
            self._turn += 1
            for process in self._running:
                process.terminate()
            self._changed.notify()

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._volume is not None or self._closed)
                if self._closed:
                    return
                volume, self._volume = self._volume, None
                turn = self._turn
                next_up = self._waiting.pop(0) if volume is None and self._waiting else None
            if volume is not None and self._commands.mixer:
                self._run([_filled(self._commands.mixer, "{percent}", str(volume))], b"", turn)
            elif next_up is not None:
                self._speak(*next_up, turn)

    def _speak(self, sentence: Sentence, language: str, turn: int) -> None:
        files = [self._recorded(part, language) for part in sentence.parts]
        if files and all(file is not None for file in files):
            for file in files:
                assert file is not None
                player = self._commands.player if file.suffix == ".wav" else self._commands.ogg_player
                self._run([(*player, str(file))] if player else [], b"", turn)
            return
        words = wording(language)
        if words is not None and words.voice and self._commands.synthesizer and self._commands.player:
            voice = _filled(self._commands.synthesizer, "{voice}", words.voice)
            self._run([voice, (*self._commands.player, "-")], sentence.text.encode(), turn)

    def _recorded(self, part: str, language: str) -> Path | None:
        if self._recordings is None:
            return None
        name = unicodedata.normalize("NFC", part).replace("/", "_")
        return next((file for kind in KINDS if (file := self._recordings / language / f"{name}{kind}").is_file()), None)

    def _run(self, chain: list[tuple[str, ...]], given: bytes, turn: int) -> None:
        """Run the programs, each reading what the one before writes, until the last has ended or is not wanted."""
        started: list[subprocess.Popen[bytes]] = []
        try:
            with self._changed:
                if turn != self._turn:
                    return
                for place, command in enumerate(chain):
                    last = place == len(chain) - 1
                    started.append(
                        subprocess.Popen(
                            command,
                            stdin=started[-1].stdout if started else subprocess.PIPE,
                            stdout=subprocess.DEVNULL if last else subprocess.PIPE,
                            stderr=subprocess.DEVNULL,
                        )
                    )
                self._running = started
            _give(started, given)
        except OSError:
            self._cannot(chain[len(started)][0])
            for process in started:
                process.terminate()
        finally:
            self._end(started)

    def _end(self, started: list[subprocess.Popen[bytes]]) -> None:
        for process in reversed(started):
            for pipe in (process.stdin, process.stdout):
                if pipe is not None and not pipe.closed:
                    pipe.close()
            try:
                process.wait(LONGEST_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        with self._changed:
            self._running = []

    def _cannot(self, program: str) -> None:
        if program not in self._missing:
            self._missing.add(program)
            _LOG.warning("audio guidance: %s cannot be started", program)


def _filled(command: tuple[str, ...], place: str, value: str) -> tuple[str, ...]:
    return tuple(word.replace(place, value) for word in command)


def _give(started: list[subprocess.Popen[bytes]], given: bytes) -> None:
    for process in started[:-1]:
        if process.stdout is not None:
            process.stdout.close()
    if started and started[0].stdin is not None:
        try:
            started[0].stdin.write(given)
            started[0].stdin.close()
        except BrokenPipeError:
            pass  # it was ended before it had read everything
