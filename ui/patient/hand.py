"""The demonstration's hand: what a patient does in the real world, as buttons in a small window of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QPushButton, QWidget


class Hand(Protocol):
    """What can be done before a demonstration's virtual devices. Every call returns at once."""

    def show_qr(self) -> None:
        """Hold the card's QR before the camera."""
        ...

    def hide_qr(self) -> None:
        """Take it away."""
        ...

    def show_slip(self) -> None:
        """Hold the last slip's code before the camera."""
        ...

    def lay_card(self) -> None:
        """Lay the card on the tray."""
        ...

    def take_card(self) -> None:
        """Take the card from the tray."""
        ...

    def face(self) -> None:
        """Step before the camera and look straight."""
        ...

    def stranger(self) -> None:
        """Let somebody else look into the camera."""
        ...

    def turn(self, direction: str) -> None:
        """Turn the head: to the person's own `left` or `right`."""
        ...

    def come_closer(self) -> None:
        """Move the head towards the camera."""
        ...

    def transfer(self) -> None:
        """Pay what the screen asks for with a bank's app."""
        ...

    def fail(self, part: str, *, fails: bool) -> None:
        """Take `insurance`, `his`, `bank`, `printer` or `camera` away, or give it back."""
        ...

    def profiles(self) -> tuple[str, ...]:
        """Names of the people who can be played."""
        ...

    def choose(self, profile: str) -> None:
        """Play this one from now on."""
        ...


class HandWindow(QWidget):
    """One button an act, in the order of a visit; below, a switch for each thing that may fail."""

    def __init__(self, hand: Hand) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("The patient's hand"))
        layout = QGridLayout(self)
        people = QComboBox()
        people.setObjectName("profile")
        people.addItems(hand.profiles())
        people.currentTextChanged.connect(hand.choose)
        layout.addWidget(people, 0, 0)
        # The same by pressing alone, for hands that know no drop-down.
        another = QPushButton("›")
        another.setObjectName("another")
        another.setMinimumHeight(52)
        another.clicked.connect(lambda: people.setCurrentIndex((people.currentIndex() + 1) % people.count()))
        layout.addWidget(another, 0, 1)
        acts: tuple[tuple[str, str, Callable[[], None]], ...] = (
            ("showQr", self.tr("Show the card's QR"), hand.show_qr),
            ("hideQr", self.tr("Take the QR away"), hand.hide_qr),
            ("showSlip", self.tr("Show the last slip"), hand.show_slip),
            ("layCard", self.tr("Lay the card down"), hand.lay_card),
            ("takeCard", self.tr("Take the card"), hand.take_card),
            ("face", self.tr("Step before the camera"), hand.face),
            ("stranger", self.tr("Somebody else looks"), hand.stranger),
            ("turnLeft", self.tr("Turn left"), lambda: hand.turn("left")),
            ("turnRight", self.tr("Turn right"), lambda: hand.turn("right")),
            ("closer", self.tr("Come closer"), hand.come_closer),
            ("transfer", self.tr("Pay with the bank's app"), hand.transfer),
        )
        for place, (name, text, act) in enumerate(acts):
            button = QPushButton(text)
            button.setObjectName(name)
            button.setMinimumHeight(52)
            # Qt's own `clicked` carries a flag that the acts do not take.
            button.clicked.connect(lambda _=False, act=act: act())
            layout.addWidget(button, 1 + place // 2, place % 2)
        switches = (
            ("insurance", self.tr("Insurance away")),
            ("his", self.tr("HIS away")),
            ("bank", self.tr("Bank away")),
            ("printer", self.tr("Paper out")),
            ("camera", self.tr("Camera away")),
        )
        below = 1 + (len(acts) + 1) // 2
        for place, (name, text) in enumerate(switches):
            switch = QCheckBox(text)
            switch.setObjectName(name)
            switch.setMinimumHeight(44)
            switch.toggled.connect(lambda fails, name=name: hand.fail(name, fails=fails))
            layout.addWidget(switch, below + place // 2, place % 2)
