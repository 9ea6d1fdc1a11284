"""The guide: it watches the screen and says what is new on it, once it was asked for, until the visit ends."""

from __future__ import annotations

from kiosk.audio.script import Said, news, script
from kiosk.audio.speaker import Sentence, Speaker
from kiosk.audio.wording import wording
from kiosk.station.api import Live
from kiosk.visit.view import Screen, View

LEVELS = (25, 50, 75, 100)
USUAL = 1


class Guide:
    """Silent until `begin`; `end` forgets what a patient set. `heading` and `control` say what QML alone knows."""

    def __init__(self, speaker: Speaker) -> None:
        self._speaker = speaker
        self._said: tuple[Said, ...] = ()
        self._screen: tuple[Screen, str] | None = None
        self._language = "vi"
        self._level = USUAL
        self.on = False

    def begin(self) -> None:
        """Speak from now on: how the keys work, then this screen. Nothing happens when it speaks already."""
        if self.on:
            return
        self.on = True
        self._level = USUAL
        self._speaker.set_volume(LEVELS[self._level])
        self._say((Said("keys"), *self._said))

    def end(self) -> None:
        """Be silent until somebody asks again; nothing a patient set stays."""
        self.on = False
        self._speaker.stop()

    def show(self, view: View, live: Live, language: str) -> None:
        """The screen as it is now; what is new of it is said."""
        now = script(view, live)
        screen = (view.screen, view.overlay.value)
        same = screen == self._screen and language == self._language
        fresh = news(self._said, now, same_screen=same)
        self._said, self._screen, self._language = now, screen, language
        if self.on and fresh:
            self._say(fresh)

    def control(self, clip: str, text: str) -> None:
        """The control that has the focus; `text` is what a screen reader is told, the recording is `control.<clip>`."""
        if self.on and text:
            self._speaker.say((Sentence(text.replace("\n", " "), (f"control.{clip}",)),), self._language)

    def repeat(self) -> None:
        """The whole screen again."""
        if self.on:
            self._say(self._said)

    def louder(self) -> None:
        """The next volume, after the loudest the softest; the screen is said again in it."""
        if self.on:
            self._level = (self._level + 1) % len(LEVELS)
            self._speaker.set_volume(LEVELS[self._level])
            self.repeat()

    def close(self) -> None:
        """Be silent for good."""
        self._speaker.close()

    def _say(self, said: tuple[Said, ...]) -> None:
        words = wording(self._language)
        if words is not None:
            self._speaker.say(words.sentences(said), self._language)
