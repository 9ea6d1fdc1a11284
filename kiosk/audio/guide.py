"""The guide: it watches the screen and says what is new on it, once it was asked for, until the visit ends."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.audio.script import Said, news, script
from kiosk.audio.speaker import Sentence, Silence, Speaker
from kiosk.audio.wording import HOME, Wording, wording
from kiosk.station.api import Information, Live
from kiosk.visit.view import Screen, View

LEVELS = (25, 50, 75, 100)
USUAL = 1


@dataclass(frozen=True, slots=True)
class Named:
    """Something of the window in its own words. `control` names it, and its recording is `control.<screen>.<control>`.

    `key` is the key of the keypad that presses it at once (`back`, `help`), or empty: it is reached by going there.
    `theirs`: the text is the hospital's own.
    """

    control: str
    text: str
    key: str = ""
    theirs: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """What only the window knows of a screen: sentences it shows (`theirs`: the hospital's own), and its controls.

    `pad` is `digits` or `letters` where there is a key for each, which are not told one by one.
    """

    told: tuple[str, ...] = ()
    theirs: bool = False
    offers: tuple[Named, ...] = ()
    pad: str = ""


class Guide:
    """Silent until `begin`; `end` forgets what a patient set. `house` is what the station's file tells everybody."""

    def __init__(self, speaker: Speaker, house: Information | None = None) -> None:
        self._speaker = speaker
        self._house = house
        self._said: tuple[Said, ...] = ()
        self._drawn = Drawn()
        self._screen: tuple[Screen, str] | None = None
        self._language = HOME
        self._level = USUAL
        self.on = False

    @property
    def audible(self) -> bool:
        """Whether this station has a voice at all."""
        return not isinstance(self._speaker, Silence)

    def begin(self, drawn: Drawn | None = None) -> None:
        """Speak from now on: how the keys work, then this screen. Nothing happens when it speaks already."""
        if self.on:
            return
        self.on = True
        self._drawn = drawn or self._drawn
        self._level = USUAL
        self._speaker.set_volume(LEVELS[self._level])
        self._say((Said("keys"), *self._said), self._drawn)

    def end(self) -> None:
        """Be silent until somebody asks again; nothing a patient set stays."""
        self.on = False
        self._drawn = Drawn()
        self._speaker.stop()

    def show(self, view: View, live: Live, language: str, drawn: Drawn | None = None, page: str = "") -> None:
        """The screen as it is now; what is new of it is said.

        :param drawn: what the window shows of it, once it is drawn; None where that is as it was.
        :param page: what stands over another page of the same screen, or over a sheet in front of it, when it is new.
        """
        now = script(view, live, self._house)
        screen = (view.screen, view.overlay.value)
        same = screen == self._screen and language == self._language
        fresh = news(self._said, now, same_screen=same)
        before, drawn = self._drawn, self._drawn if drawn is None else drawn
        self._said, self._screen, self._language, self._drawn = now, screen, language, drawn
        if not self.on:
            return
        if not same or page:
            self._say(fresh, drawn, page)
        elif fresh or drawn.told != before.told:
            self._say(fresh, Drawn(drawn.told if drawn.told != before.told else (), drawn.theirs))

    def control(self, one: Named) -> None:
        """The control that has the focus; its text is what a screen reader is told."""
        words = wording(self._language)
        if self.on and one.text and words is not None:
            self._speaker.say((self._control(one, words),), self._language)

    def repeat(self) -> None:
        """The whole screen again."""
        if self.on:
            self._say(self._said, self._drawn)

    def louder(self) -> None:
        """The next volume, after the loudest the softest; the screen is said again in it."""
        if self.on:
            self._level = (self._level + 1) % len(LEVELS)
            self._speaker.set_volume(LEVELS[self._level])
            self.repeat()

    def close(self) -> None:
        """Be silent for good."""
        self._speaker.close()

    def _say(self, said: tuple[Said, ...], drawn: Drawn, page: str = "") -> None:
        words = wording(self._language)
        if words is not None:
            heading = (Sentence(words.read(page), (f"page.{self._name}",)),) if page else ()
            told = self._told(drawn, words)
            self._speaker.say((*words.sentences(said), *heading, *told, *self._offered(drawn, words)), self._language)

    def _told(self, drawn: Drawn, words: Wording) -> tuple[Sentence, ...]:
        home = wording(HOME)
        if drawn.theirs and home is not None:
            return tuple(Sentence(home.read(text), (f"word.{text}",), HOME) for text in drawn.told)
        name = self._name
        return tuple(Sentence(words.read(text), (f"told.{name}.{n}",)) for n, text in enumerate(drawn.told, 1))

    def _offered(self, drawn: Drawn, words: Wording) -> tuple[Sentence, ...]:
        """What can be pressed, by its name, and with which key."""
        going = [one for one in drawn.offers if not one.key]
        said = words.sentences(
            (
                *((Said("offer"),) if going or drawn.pad else ()),
                *((Said("offer.pad" if drawn.pad == "digits" else "offer.letters"),) if drawn.pad else ()),
            )
        )
        named = [self._control(one, words) for one in going]
        keyed = [words.naming(f"offer.{one.key}", one.text, self._clip(one)) for one in drawn.offers if one.key]
        return (*said, *named, *(one for one in keyed if one is not None))

    def _control(self, one: Named, words: Wording) -> Sentence:
        home = wording(HOME)
        if one.theirs and home is not None:
            return Sentence(home.read(one.text), (self._clip(one),), HOME)
        return Sentence(words.read(one.text), (self._clip(one),))

    def _clip(self, one: Named) -> str:
        return f"control.{self._name}.{one.control}"

    @property
    def _name(self) -> str:
        screen, overlay = self._screen or (Screen.WELCOME, "")
        return overlay or screen.value
