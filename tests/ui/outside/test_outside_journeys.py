"""Whole journeys from outside: through the accessibility tree of the real window, pressing what is read on it.

Nothing of the project is imported but its translations: what is pressed is found by the name a person sees.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from outside_parts import Outside, ask, before_the_demonstration, word

VISIT_S = 150.0
STUCK_S = 45.0


class Person:
    """Somebody who does one thing for each screen that is read, and remembers what was pressed."""

    def __init__(self, outside: Outside, *, face: bool, pays: bool) -> None:
        self._outside = outside
        self._face = face
        self._pays = pays
        self._paid = False
        self.pressed: list[str] = []
        self.read: list[str] = []

    def visits(self) -> list[str]:
        """Go from the welcome screen to the welcome screen; the names read on the last screen with a number."""
        ticket: list[str] = []
        began = acted = time.monotonic()
        last: tuple[str, ...] = ()
        while True:
            names = self._outside.names()
            now = time.monotonic()
            assert now - began < VISIT_S, names
            assert now - acted < STUCK_S, names
            if word("You are registered") in names:
                ticket = names
            if ticket and word("Place your ID card\non the tray") in names:
                return ticket
            state = tuple(names)
            due = state != last or now - acted > STUCK_S / 3
            # A screen still being drawn is looked at once more.
            if due and state == tuple(self._outside.names()) and self._act(names):
                acted, last = now, state
            time.sleep(0.2)

    def _act(self, names: list[str]) -> bool:
        for heading, act in self._acts().items():
            if word(heading) in names:
                self.read.append(heading)
                return act(names)
        return False

    def _press(self, source: str) -> bool:
        return self._press_name(word(source))

    def _press_name(self, name: str) -> bool:
        if self._outside.presses(name):
            self.pressed.append(name)
            return True
        return False

    def _hand(self, source: str) -> Callable[[list[str]], bool]:
        def act(_: list[str]) -> bool:
            self._outside.does(source)
            return True

        return act

    def _acts(self) -> dict[str, Callable[[list[str]], bool]]:
        """By a heading: what is done there."""
        return {
            "Place your ID card\non the tray": self._begin,
            "Two things need\nyour permission": self._consent,
            "Show the card's code\nto the camera": self._hand("Show the card's QR"),
            "Look into the camera": self._look,
            "Your insurance is valid": lambda _: self._press("Continue"),
            "No valid insurance found": lambda _: self._press("Continue"),
            "Do you have one of\nthese papers today?": self._no_paper,
            "You have an appointment\ntoday": self._appointment,
            "Where would you like\nto go today?": self._clinic,
            "Is everything\ncorrect?": lambda _: self._press("Yes, register me"),
            "Is all correct?": lambda _: self._press("Yes, register me") or self._press("Continue"),
            "You are registered": lambda _: self._press("Done"),
            "Please take\nyour ID card": self._hand("Take the card"),
            "Open your bank's app and choose “Scan QR”.": self._payment,
            "Thank you. Your number is next.": lambda _: self._press("Continue"),
        }

    def _begin(self, names: list[str]) -> bool:
        """The first screen is a button as a whole; once the key is known, the same words ask for the card."""
        begin = word("Place your ID card\non the tray")
        return self._press_name(begin) or self._hand("Lay the card down")(names)

    def _consent(self, names: list[str]) -> bool:
        about = word("Compare your face with the card"), word("Ask the health insurance for you")
        for subject, yes in zip(about, (self._face, True), strict=True):
            answer = word("I agree", "Choice") if yes else word("No", "Choice")
            assert self._press_name(f"{subject}: {answer}")
        return self._press("Continue")

    def _look(self, names: list[str]) -> bool:
        turns = {"left": "Turn left", "right": "Turn right"}
        for side, act in turns.items():
            if word(f"Turn your head a little to the {side}") in names:
                return self._hand(act)(names)
        if word("Come closer, slowly") in names:
            return self._hand("Come closer")(names)
        return self._hand("Step before the camera")(names)

    def _no_paper(self, names: list[str]) -> bool:
        return self._press_name(next(name for name in names if name.startswith(word("No paper") + ".")))

    def _appointment(self, names: list[str]) -> bool:
        return self._press_name(next(name for name in names if re.match(r"\d\d:\d\d · ", name)))

    def _clinic(self, names: list[str]) -> bool:
        if word("Continue") in names:
            return self._press("Continue")
        tile = next((name for name in names if re.search(r"\. \d+\s\w+ · \d+\s\w+\. [\d.]+\s", name)), None)
        return tile is not None and self._press_name(tile)

    def _payment(self, names: list[str]) -> bool:
        if not self._pays:
            return self._press("Pay at the cashier")
        if word("Preparing the payment code…") in names or self._paid:
            return False
        self._paid = True
        return self._hand("Pay with the bank's app")(names)


@pytest.mark.timeout(600)
def test_insured_with_an_appointment_insured_walk_in_and_self_pay_each_come_home_with_a_number(tmp_path: Path) -> None:
    with before_the_demonstration(tmp_path) as outside:
        his = outside.begins()
        # 1: expected today, looks into the camera, pays with the bank's app.
        outside.takes_the_card_of("adult-2021")
        expected = Person(outside, face=True, pays=True)
        first = number_on(expected.visits())
        assert "Look into the camera" in expected.read
        # Insurance and appointment are plain: both stand in the check, and neither is asked about.
        assert {"Your insurance is valid", "You have an appointment\ntoday"}.isdisjoint(expected.read)
        # 2: chooses a clinic, wants no camera, pays at the cashier.
        outside.takes_the_card_of("adult-2024")
        walks_in = Person(outside, face=False, pays=False)
        second = number_on(walks_in.visits())
        assert {"Your insurance is valid", "Where would you like\nto go today?"} <= set(walks_in.read)
        assert "Look into the camera" not in walks_in.read
        # 3: the insurance ended long ago.
        ask(
            f"{his}/_control/insured",
            id_number="001199000073",
            full_name="Trương Mỹ Mẫu",
            birth_date="1999-09-09",
            sex="Nữ",
            valid_from="2019-01-01",
            valid_to="2019-12-31",
        )
        outside.takes_the_card_of("single")
        pays = Person(outside, face=False, pays=True)
        third = number_on(pays.visits())
        assert "No valid insurance found" in pays.read
        told = outside.ends()
    assert len({first, second, third}) == 3
    assert f"demo: the HIS holds the visit, number {third}" in told, told


def number_on(ticket: list[str]) -> str:
    """The number that is read on the last screen."""
    return next(name for name in ticket if re.fullmatch(r"[A-Z]*\d{2,4}", name))
