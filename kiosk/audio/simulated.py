"""A speaker for tests and demonstrations: it remembers what it was told to say and makes no sound."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.audio.speaker import Sentence


class SimulatedSpeaker:
    """`said` holds (language, text) in order; `speaking` what would be heard now; `plugged` what `headphones` tells."""

    def __init__(self, *, plugged: bool | None = None) -> None:
        self.said: list[tuple[str, str]] = []
        self.parts: list[str] = []
        self.speaking: tuple[str, ...] = ()
        self.volume = 50
        self.plugged = plugged
        self._closed = False

    def say(self, sentences: Sequence[Sentence], language: str) -> None:
        """See `Speaker`."""
        if self._closed:
            return
        self.speaking = tuple(one.text for one in sentences)
        self.said += [(one.language or language, one.text) for one in sentences]
        self.parts += [part for one in sentences for part in one.parts]

    def stop(self) -> None:
        """See `Speaker`."""
        self.speaking = ()

    def set_volume(self, percent: int) -> None:
        """See `Speaker`."""
        self.volume = max(0, min(percent, 100))

    def headphones(self) -> bool | None:
        """See `Speaker`."""
        return self.plugged

    def close(self) -> None:
        """See `Speaker`."""
        self.stop()
        self._closed = True
