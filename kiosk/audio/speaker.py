"""The port of the voice: sentences go in, and sound comes out at the headphones, or nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text` for a synthesizer; `parts` are the recordings that together say the same, by their clips' ids.

    `language` where it is another than what is spoken: the hospital's own words are Vietnamese.
    """

    text: str
    parts: tuple[str, ...]
    language: str = ""


class Speaker(Protocol):
    """Says sentences one after another. No call waits for the sound, and none fails: who cannot speak is silent."""

    def say(self, sentences: Sequence[Sentence], language: str) -> None:
        """Say these from now on, instead of whatever is being said."""
        ...

    def stop(self) -> None:
        """Be silent."""
        ...

    def set_volume(self, percent: int) -> None:
        """How loud what comes next is, 0 to 100."""
        ...

    def headphones(self) -> bool | None:
        """Whether headphones are plugged in; None where nobody can tell."""
        ...

    def close(self) -> None:
        """Be silent for good."""
        ...


class Silence:
    """The speaker of a station without sound."""

    def say(self, sentences: Sequence[Sentence], language: str) -> None:
        """See `Speaker`."""

    def stop(self) -> None:
        """See `Speaker`."""

    def set_volume(self, percent: int) -> None:
        """See `Speaker`."""

    def headphones(self) -> bool | None:
        """See `Speaker`."""
        return None

    def close(self) -> None:
        """See `Speaker`."""
