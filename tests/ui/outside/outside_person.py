"""Somebody at the window: a table of what is done at each screen, by the words that are read there."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from outside_parts import Outside, word

VISIT_S, STUCK_S, SOON_S, LOOK_AGAIN_S, PRESS_AGAIN_S = 120.0, 40.0, 40.0, 0.5, 1.5

WELCOME = "Place your ID card\non the tray"
CONSENT = "Two things need\nyour permission"
CODE = "Show the card's code\nto the camera"
FACE = "Look into the camera"
INSURED = "Your insurance is valid"
APPOINTMENT = "You have an appointment\ntoday"
CLINIC = "Where would you like\nto go today?"
CHECK = "Is everything\ncorrect?"
TICKET = "You are registered"
NUMBER_TODAY = "Your number today"
PAYMENT = "Scan to pay\n%1"
RECEIVED = "We received\n%1"
TAKE_CARD = "Please take\nyour ID card"
DESK = "Please go to\ndesk %1"
ALREADY = "You are already\nregistered today"
OTHER = "What else may we do\nfor you?"
SOMETHING_ELSE = "Something else: pay, find a number, ask"

NUMBER, CODE_OF_REASON = re.compile(r"[A-Z]*\d{2,4}(-\d\d)?"), re.compile(r"[A-Z]+-\d\d")
CLOCK = re.compile(r"\d*:?\d+")
TILE = re.compile(r".+\. \d+\s\S+( \S+)? · \d+\s\S+\. .+|.+\. .*\d+\s\S+\. [\d.,]+\s\S", re.DOTALL)

Act = Callable[["Person"], bool]


@cache
def reading(source: str, language: str) -> re.Pattern[str]:
    """What is read for a source text, whatever stands in its places; a tile says more after its name."""
    text = re.escape(word(source, language=language))
    return re.compile(re.sub(r"%\d", ".+", text) + r"(\. .*)?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Press:
    """Press the first of these that is there."""

    sources: tuple[str, ...]

    def __call__(self, person: Person) -> bool:
        return any(person.presses(source) for source in self.sources)


def press(*sources: str) -> Press:
    """Press the first of these that is there."""
    return Press(sources)


def hand(*sources: str) -> Act:
    """Do something with the demonstration's hand, once a screen."""

    def act(person: Person) -> bool:
        for source in sources:
            person.outside.does(source)
        return True

    return act


def takes(profile: str, *then: str) -> Act:
    """Take another card into the hand, and do something with it."""

    def act(person: Person) -> bool:
        person.outside.takes_the_card_of(profile)
        return hand(*then)(person)

    return act


def keys(text: str, then: str = "Done") -> Act:
    """Type on the pad of the screen, and press what then says that it is all."""

    def act(person: Person) -> bool:
        done = person.word(then)
        names = [person.word("Space") if key == " " else key for key in text]
        if done not in person.buttons and not person.outside.presses(*names):
            return False
        while done not in person.buttons:
            person.outside.waits(LOOK_AGAIN_S)
            person.looks()
        return person.presses_name(done)

    return act


def speaks(language: str, name: str) -> Act:
    """Choose a language by its own name, and read it from then on."""

    def act(person: Person) -> bool:
        done = person.presses_name(name)
        if done:
            person.language = language
        return done

    return act


def press_named(beginning: str) -> Act:
    """Press what is called so, as the hospital calls it."""
    return lambda person: person.presses_name(next((one for one in person.buttons if one.startswith(beginning)), ""))


def press_once_read(words: str, source: str) -> Act:
    """Press when the screen has said something."""
    return lambda person: person.reads(words) and person.presses(source)


class InTurn:
    """The first time this, the next time that; the last for ever."""

    def __init__(self, *acts: Act) -> None:
        self.left = list(acts)

    def __call__(self, person: Person) -> bool:
        done = self.left[0](person)
        if done and len(self.left) > 1:
            self.left.pop(0)
        return done


def in_turn(*acts: Act) -> Act:
    """The first time this, the next time that; the last for ever."""
    return InTurn(*acts)


def repeatable(act: Act) -> bool:
    """Whether it may be done again at the same screen: a touch may have come too soon after the last."""
    return isinstance(act, Press) or (isinstance(act, InTurn) and isinstance(act.left[0], Press))


class Person:
    """Does one thing for each screen that is read, and remembers what was read.

    :param rules: by the words that are read, what is done there, before what everybody does.
    """

    def __init__(
        self,
        outside: Outside,
        rules: Mapping[str, Act] | None = None,
        *,
        face: bool = False,
        insurer: bool = True,
        pays: bool = False,
    ) -> None:
        self.outside = outside
        self.language = "vi"
        self.face, self.insurer, self.pays = face, insurer, pays
        self.names: list[str] = []
        self.buttons: list[str] = []
        self.ever: set[str] = set()
        self.met: list[str] = []
        self.touches = 0
        self.number = self.code = ""
        self._rules = {**(rules or {}), **{key: act for key, act in USUAL.items() if key not in (rules or {})}}

    def word(self, source: str, context: str = "") -> str:
        """What this person reads for a source text."""
        return word(source, context, self.language)

    def reads(self, source: str) -> bool:
        """Whether the screen says so now."""
        return any(reading(source, self.language).fullmatch(name) for name in self.names)

    def has_read(self, source: str) -> bool:
        """Whether any screen said so."""
        return any(reading(source, self.language).fullmatch(name) for name in self.ever)

    def presses(self, source: str) -> bool:
        """Press what is called so."""
        wanted = reading(source, self.language)
        return self.presses_name(next((name for name in self.buttons if wanted.fullmatch(name)), ""))

    def presses_name(self, name: str) -> bool:
        """Press what has this very name."""
        if name not in self.buttons or not self.outside.presses(name):
            return False
        self.touches += 1
        return True

    def looks(self) -> tuple[str, ...]:
        """Read the screen; what it says but for its clocks."""
        seen = self.outside.looks()
        self.names = [name for _, name in seen]
        self.buttons = [name for role, name in seen if "button" in role or role == "check box"]
        self.ever.update(self.names)
        if self.reads(TICKET) or self.reads(NUMBER_TODAY) or self.reads(DESK):
            self.number = self._reads_like(NUMBER) or self.number
            self.code = self._reads_like(CODE_OF_REASON) or self.code
        return tuple(name for name in self.names if not CLOCK.fullmatch(name))

    def _reads_like(self, form: re.Pattern[str]) -> str:
        return next((name for name in self.names if form.fullmatch(name)), "")

    def goes(self) -> Person:
        """From the welcome screen to the welcome screen."""
        began = acted = changed = time.monotonic()
        last: tuple[str, ...] = ()
        while True:
            state = self.looks()
            now = time.monotonic()
            if state != last:
                changed = now
            assert now - began < VISIT_S, self.names
            assert now - changed < STUCK_S, self.names
            if self.met[1:] and self.at_welcome():
                return self
            if state != last or now - acted > PRESS_AGAIN_S:
                if self._act(again=state == last):
                    acted = now
                last = state
            self.outside.waits(LOOK_AGAIN_S)

    def is_welcome(self) -> bool:
        """Look whether the window waits for somebody."""
        self.looks()
        return self.at_welcome()

    def at_welcome(self) -> bool:
        """Whether the window waits for the next person."""
        begin, other = word(WELCOME), word(SOMETHING_ELSE)
        return begin in self.buttons and other in self.buttons

    def _act(self, *, again: bool) -> bool:
        for source, act in self._rules.items():
            if not self.reads(source):
                continue
            if not again or self.met[-1:] != [source]:
                self.met.append(source)
            elif not repeatable(act):
                return False
            return act(self)
        return False


class AtTheKeypad(Person):
    """Somebody who cannot see or reach the glass: the keypad's keys are all that is pressed."""

    def presses_name(self, name: str) -> bool:
        """Go to it and select it."""
        if name not in self.buttons or not self.outside.selects(name):
            return False
        self.touches += 1
        return True


def _begin(person: Person) -> bool:
    """The first screen is a button as a whole; once the key is known, the same words ask for the card."""
    return person.presses(WELCOME) or hand("Lay the card down")(person)


def _consent(person: Person) -> bool:
    if person.face and person.insurer and person.presses("I agree to both"):
        return True
    about = {"Compare your face with the card": person.face, "Ask the health insurance for you": person.insurer}
    for source, agrees in about.items():
        answer = person.word("I agree", "Choice") if agrees else person.word("No", "Choice")
        person.presses_name(f"{person.word(source)}: {answer}")
    return person.presses("Continue")


def looks_as(who: str) -> Act:
    """Step before the camera and do what it asks for."""
    acts = {
        "Turn your head a little to the left": "Turn left",
        "Turn your head a little to the right": "Turn right",
        "Come closer, slowly": "Come closer",
    }

    def act(person: Person) -> bool:
        return hand(next((act for said, act in acts.items() if person.reads(said)), who))(person)

    return act


def _appointment(person: Person) -> bool:
    return person.presses_name(next((name for name in person.buttons if re.match(r"\d\d:\d\d · ", name)), ""))


def _clinic(person: Person) -> bool:
    if person.presses("Continue"):
        return True
    return person.presses_name(next((name for name in person.buttons if TILE.fullmatch(name)), ""))


def _payment(person: Person) -> bool:
    if not person.pays:
        return person.presses("Pay at the cashier")
    if person.reads("Preparing the payment code…"):
        return False
    return hand("Pay with the bank's app")(person)


USUAL: Mapping[str, Act] = {
    WELCOME: _begin,
    CONSENT: _consent,
    CODE: hand("Show the card's QR"),
    FACE: looks_as("Step before the camera"),
    INSURED: press("Continue"),
    "No valid insurance found": press("Continue"),
    "The insurance service\nis busy": press("Continue"),
    "Do you have one of\nthese papers today?": press("No paper"),
    APPOINTMENT: _appointment,
    CLINIC: _clinic,
    "Which clinic?": _clinic,
    CHECK: press("Yes, register me"),
    "Is all correct?": press("Yes, register me", "Continue"),
    TICKET: press("Done"),
    NUMBER_TODAY: press("Done"),
    DESK: press("Understood"),
    TAKE_CARD: hand("Take the card"),
    "Lay your passport\non the reader": hand("Lay the card down"),
    "Please take\nyour passport": hand("Take the card"),
    PAYMENT: _payment,
    RECEIVED: press("Continue"),
}


def eventually(holds: Callable[[], bool]) -> bool:
    """Whether it is so, soon."""
    until = time.monotonic() + SOON_S
    while not holds():
        if time.monotonic() > until:
            return False
        time.sleep(0.2)
    return True


def meets(person: Person, screens: Sequence[str]) -> bool:
    """Whether these were met, in this order."""
    at = iter(person.met)
    return all(screen in at for screen in screens)
