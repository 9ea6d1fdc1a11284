"""What a simulated patient can do in the lobby, and what they will remember of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from kiosk.simulation.people import Person
from kiosk.visit import events as ev
from kiosk.visit.view import PaymentView


class Hands(Protocol):
    """What a patient can do in the lobby."""

    def press(self, intent: ev.Intent) -> None:
        """Touch the screen."""
        ...

    def lay_card(self, person: Person) -> None:
        """Lay the card on the tray."""
        ...

    def take_card(self) -> None:
        """Take the card away."""
        ...

    def show_qr(self, text: str) -> None:
        """Hold the card's QR before the camera."""
        ...

    def transfer(self, payment: PaymentView, amount: int, times: int, delay_s: float) -> None:
        """Pay with the bank's app by the QR on the screen."""
        ...


@dataclass(slots=True)
class Memory:
    """What the patient will remember, for the checker: numbers and payments they were shown, and the consents.

    `consents` holds, for each press, when it was (virtual seconds), and whether face and insurer were allowed.
    `confirmed` are the ID numbers of those a registration was confirmed for, `expects` whose number would be shown;
    `child_typed`: the child was typed last, not shown by a code, and `child_number` is the number it was given by.
    `shown_received` is the most that was called received while the fee was called settled, `shown_due` that fee,
    `shown_for` the ID number it is of. `rated` is how they said it was, each touch; `bills_paid` holds what was
    owed on each bill that was called paid here, in đồng.
    """

    consents: list[tuple[float, bool, bool]] = field(default_factory=list)
    number: str | None = None
    further: tuple[str, ...] = ()
    visit_id: str | None = None
    shown_received: int = 0
    shown_due: int = 0
    shown_for: str = ""
    transferred: int = 0
    confirmed: list[str] = field(default_factory=list)
    expects: str = ""
    child_typed: bool = False
    child_number: str = ""
    desk_number: str | None = None
    rated: tuple[int, ...] = ()
    bills_paid: list[int] = field(default_factory=list)
