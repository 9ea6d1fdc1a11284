"""The words of the clips, one file a language (`words/<language>.toml`), and the sentences made of them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from kiosk.audio.numbers import code_parts, number_parts
from kiosk.audio.reading import read
from kiosk.audio.script import Said
from kiosk.audio.speaker import Sentence

WORDS = Path(__file__).parent / "words"
UNSPACED = ("zh",)
HOME = "vi"
_PLACE = re.compile(r"\{(\d)\}")
_CODE = re.compile(r"[A-Za-z]{0,2}[0-9]*(?:-[0-9]+)?")
_TIME = re.compile(r"(\d{1,2}):(\d{2})")


@dataclass(frozen=True, slots=True)
class Wording:
    """One language's clips. `voice` is the synthesizer's name for it, empty where it has none worth hearing."""

    language: str
    voice: str
    clips: dict[str, str]

    def template(self, clip: str) -> tuple[str, str] | None:
        """The clip's id and words, or those of the next more general clip (`a.b.c`, then `a.b`, then `a`)."""
        while clip:
            if clip in self.clips:
                return clip, self.clips[clip]
            clip = clip.rpartition(".")[0]
        return None

    def sentence(self, said: Said) -> Sentence | None:
        """The sentence of a clip with its values, or None where the language has no such clip."""
        found = self.template(said.clip)
        if found is None:
            return None
        clip, template = found
        text, parts = "", list[str]()
        for number, piece in enumerate(_PLACE.split(template)):
            if number % 2 == 0:
                text += piece
                if any(sign.isalnum() for sign in piece):
                    # A clip without values is one recording; with values, what stands between them is numbered.
                    parts.append(clip if len(said.values) == 0 else f"{clip}.{number // 2 + 1}")
                continue
            value = said.values[int(piece)] if int(piece) < len(said.values) else ""
            words, recorded = self._value(value)
            text += words
            parts += recorded
        # Where nothing but the hospital's own words is said, a voice that knows their language says them.
        theirs = bool(parts) and all(part.startswith("word.") for part in parts) and self.language != HOME
        return Sentence(text, tuple(parts), HOME if theirs else "")

    def naming(self, clip: str, text: str, part: str) -> Sentence | None:
        """A sentence about something the window calls `text`; its recording is `part`, the sentence's `<clip>.1`."""
        found = self.template(clip)
        said = self.read(text)
        return Sentence(found[1].replace("{0}", said), (f"{found[0]}.1", part)) if found and said else None

    def read(self, text: str) -> str:
        """A text of the window in words."""
        return read(text, self.language, self._time, self._date, self.clips.get("money", ""), self._joined)

    def _time(self, hour: int, minute: int) -> str:
        sentence = self.sentence(Said("time", (hour, minute)) if minute else Said("time.whole", (hour,)))
        return sentence.text if sentence else ""

    def _date(self, day: int, month: int, year: int) -> str:
        sentence = self.sentence(Said("date", (day, month, year)))
        return sentence.text if sentence else ""

    @property
    def _joined(self) -> str:
        return "" if self.language in UNSPACED else " "

    def sentences(self, said: Iterable[Said]) -> tuple[Sentence, ...]:
        """The sentences of several clips; none twice in a row."""
        made = (self.sentence(one) for one in said)
        return tuple(one for one, _ in groupby(one for one in made if one is not None))

    def _value(self, value: int | str) -> tuple[str, tuple[str, ...]]:
        if isinstance(value, int):
            spoken = number_parts(value, self.language)
        elif _CODE.fullmatch(value):
            spoken = code_parts(value, self.language)
        elif time := _TIME.fullmatch(value):
            hour, minute = (number_parts(int(part), self.language) for part in time.groups())
            return self._time(int(time[1]), int(time[2])), tuple(f"n.{part}" for part in (*hour, "time", *minute))
        else:
            home = wording(HOME)
            return home.read(value) if home else value, (f"word.{value}",)
        return self._joined.join(spoken), tuple(f"n.{part}" for part in spoken)


@cache
def wording(language: str) -> Wording | None:
    """A language's words, or None where there are none yet."""
    file = WORDS / f"{language}.toml"
    if not re.fullmatch(r"[a-z]{2,3}", language) or not file.is_file():
        return None
    read = tomllib.loads(file.read_text(encoding="utf-8"))
    return Wording(language, str(read["voice"]), dict(read["clips"]))


def languages() -> tuple[str, ...]:
    """The languages that have words."""
    return tuple(sorted(file.stem for file in WORDS.glob("*.toml")))
