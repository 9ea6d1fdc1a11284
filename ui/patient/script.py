"""The scripted patient: presses through the window what a patient presses, and acts with the demonstration's hand.

It reads only what the screen shows. One act at a time, slower than the window's guard against second taps; a line on
standard output for each, with no name and no number in it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from kiosk.station.api import Live
from ui.patient.hand import Hand

STUCK_S = 90.0
RETRY_S = 20.0


class Fingers(Protocol):
    """A finger on the glass."""

    def press(self, name: str) -> bool:
        """Touch the control of this object name; False when there is none to be seen."""
        ...


class ScriptedPatient:
    """Goes through one visit. Call `tick` every half second; `ended` is None until the visit is over or stuck."""

    def __init__(
        self,
        fingers: Fingers,
        hand: Hand,
        say: Callable[[str], None],
        clock: Callable[[], float],
        *,
        speaks: str = "vi",
    ) -> None:
        self._fingers = fingers
        self._speaks = speaks
        self._hand = hand
        self._say = say
        self._clock = clock
        self._acts: deque[Callable[[], object]] = deque()
        self._state: tuple[object, ...] = ()
        self._since = clock()
        self._acted = clock()
        self._begun = False
        self._qr_shown = False
        self.ended: int | None = None

    def tick(self, view: Mapping[str, Any], overlay: str, live: Live, language: str) -> None:
        """Look at the screen and do the next thing."""
        if self.ended is not None:
            return
        now = self._clock()
        state = (*self._state_of(view, overlay, live), language)
        if state != self._state:
            self._state = state
            self._since = now
            self._acts.clear()
            self._enter(view, overlay, live, language)
            self._acted = now
        elif self._acts:
            self._acts.popleft()()
            self._acted = now
        elif now - self._since > STUCK_S:
            self._say(f"stuck: {overlay or view['screen']}")
            self.ended = 1
        elif now - self._acted > RETRY_S:
            self._enter(view, overlay, live, language)
            self._acted = now

    @staticmethod
    def _state_of(view: Mapping[str, Any], overlay: str, live: Live) -> tuple[object, ...]:
        turning = live.guidance if view["screen"] == "face" else ""
        keys = ("waiting", "notice", "moved", "selected", "printed", "field", "attempt")
        return (view["screen"], overlay, turning, bool(view.get("qr")), *(view.get(key) for key in keys))

    def _do(self, words: str, *acts: Callable[[], object]) -> None:
        if acts:
            self._say(f"step: {words}")
        self._acts.extend(acts)

    def _press(self, *names: str) -> tuple[Callable[[], object], ...]:
        return tuple(lambda name=name: self._fingers.press(name) for name in names)

    def _enter(self, view: Mapping[str, Any], overlay: str, live: Live, language: str) -> None:
        if overlay:
            self._answer_overlay(overlay)
            return
        screen = view["screen"]
        if self._qr_shown and screen != "key_qr":
            self._qr_shown = False
            self._hand.hide_qr()
        match screen:
            case "welcome" if self._begun:
                self._say("step: back at the beginning")
                self.ended = 0
            case "welcome" if language != self._speaks:
                self._do("the language chosen", *self._press("language", f"language:{self._speaks}"))
            case "welcome":
                self._do("the screen touched", *self._press("begin"))
            case "consent":
                self._do("consent given", *self._press("consentFaceYes"), self._second_consent)
            case "key_qr":
                self._qr_shown = True
                self._do("the card's code shown", self._hand.show_qr)
            case "lay_card":
                self._do("the card laid down", self._hand.lay_card)
            case "reading" if view.get("moved"):
                self._do("the card put back", self._hand.lay_card)
            case "face":
                self._face(live)
            case "appointment":
                self._do("the appointment taken", *self._press(f"appointment:{view['tiles'][0]['id']}"))
            case "papers":
                self._do("no paper declared", *self._press("paper:"))
            case "clinic" if not view["waiting"]:
                self._choose_clinic(view)
            case "payment":
                self._pay(view)
            case "take_card":
                self._do("the card taken", self._hand.take_card)
            case _:
                self._go_on(screen, view)
        self._begun = self._begun or screen != "welcome"

    def _go_on(self, screen: str, view: Mapping[str, Any]) -> None:
        """Screens with one way on, once what they wait for has come."""
        words = {
            "face_retry": "the face tried again",
            "insurance": "the insurance read",
            "already": "printing again asked for",
            "check": "the answers confirmed",
            "ticket": "the number read",
            "desk": "the desk's number read",
        }
        waits = view.get("waiting") or (screen in ("ticket", "desk") and view.get("printed") is None)
        if screen in words and not waits:
            self._do(words[screen], *self._press("primary"))

    def _answer_overlay(self, overlay: str) -> None:
        if overlay == "card_missing":
            self._do("the card put back", self._hand.lay_card)
        else:
            self._do("more time asked for", *self._press("dialogPrimary"))

    def _second_consent(self) -> None:
        # Large text shows one purpose at a time: then the first answer is followed by its own "Continue".
        if self._fingers.press("consentInsurerYes"):
            self._acts.extend(self._press("primary"))
        else:
            self._acts.extend(self._press("primary", "consentInsurerYes", "primary"))

    def _face(self, live: Live) -> None:
        match live.guidance:
            case "" | "no_face":
                self._do("before the camera", self._hand.face)
            case "turn_left" | "turn_right":
                direction = live.guidance.removeprefix("turn_")
                self._do(f"the head turned {direction}", lambda: self._hand.turn(direction))
            case "challenge_closer":
                self._do("a step closer", self._hand.come_closer)
            case "look_straight" | "hold_still" | "challenge_back":
                self._do("looking straight", self._hand.face)
            case _:
                pass

    def _choose_clinic(self, view: Mapping[str, Any]) -> None:
        if view["selected"]:
            self._do("the clinic confirmed", *self._press("primary"))
            return
        first = next((tile["id"] for tile in view["tiles"] if not tile["closed"]), None)
        if first is not None:
            self._do("a clinic chosen", *self._press(f"tile:{first}"))

    def _pay(self, view: Mapping[str, Any]) -> None:
        if view["notice"] in ("paid", "expired"):
            self._do("the payment's answer read", *self._press("primary"))
        elif view["qr"] and not view["notice"]:
            self._do("the transfer made", self._hand.transfer)
