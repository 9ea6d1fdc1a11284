"""Card charges under way: our id first, asked about by it after a lost answer, until the terminal says how it ended.

Nothing is written here; each end is told once or more often, and the desk takes it once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from his_client.outcome import Done, Outcome, Refused, Unknown
from his_client.payments.terminal import CardTerminal, Charge, ChargeState
from kiosk.loop import Loop

PAUSES_S = (1.0, 2.0, 3.0, 5.0, 10.0, 30.0, 60.0)
"""Between two questions about a charge; the last repeats."""
ABORT_AGAIN_S = 1.0
NOTHING_HAPPENED = frozenset({"busy", "amount"})
"""Refusals of a charge that prove it was not begun."""


@dataclass(frozen=True, slots=True)
class Approved:
    """The card was charged."""

    reference: str


@dataclass(frozen=True, slots=True)
class Failed:
    """The card was not charged, for certain."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """Nobody can say yet; it is asked on."""

    reason: str


Ended = Approved | Failed | Unclear


class CardCharges:
    """Runs charges on the loop's workers. All methods are called on its owner thread.

    :param told: hears `(payment_id, how it stands)` on the owner's thread, perhaps more than once.
    """

    def __init__(self, loop: Loop, terminals: Mapping[str, CardTerminal], told: Callable[[str, Ended], None]) -> None:
        self._loop = loop
        self._terminals = terminals
        self._told = told
        self._charging: set[str] = set()
        self._asking: set[str] = set()

    def begin(self, payment_id: str, terminal: str, amount: int) -> None:
        """Charge `amount` đồng; the id is in the journal already."""
        device = self._terminals[terminal]
        self._charging.add(payment_id)

        def answered(outcome: Outcome[Charge]) -> None:
            self._charging.discard(payment_id)
            match outcome:
                case Done(value=charge):
                    self._tell(payment_id, terminal, amount, _ended(charge, amount))
                case Refused(code=code) if code in NOTHING_HAPPENED:
                    self._told(payment_id, Failed(code))
                case Refused(code=reason) | Unknown(reason=reason):
                    self._tell(payment_id, terminal, amount, Unclear(reason))

        self._loop.work("card-charge", lambda: device.charge(payment_id, amount), answered)

    def ask(self, payment_id: str, terminal: str, amount: int) -> None:
        """Ask how a charge stands until it is known. One that is just being sent answers for itself."""
        if payment_id not in self._charging and payment_id not in self._asking and terminal in self._terminals:
            self._asking.add(payment_id)
            self._ask(payment_id, terminal, amount, 0)

    def abort(self, payment_id: str, terminal: str, amount: int) -> None:
        """Stop a charge; how it ended is told as ever, also when it was approved in the meantime."""
        device = self._terminals.get(terminal)
        if device is None:
            return

        def answered(outcome: Outcome[Charge]) -> None:
            if isinstance(outcome, Done):
                self._tell(payment_id, terminal, amount, _ended(outcome.value, amount))
            elif payment_id in self._charging:
                # The charge may not have reached the terminal yet; a question now would prove too much.
                self._loop.later(ABORT_AGAIN_S, lambda: self._abort_again(payment_id, terminal, amount))
            else:
                self.ask(payment_id, terminal, amount)

        self._loop.work("card-abort", lambda: device.abort(payment_id), answered)

    def _abort_again(self, payment_id: str, terminal: str, amount: int) -> None:
        if payment_id in self._charging:
            self.abort(payment_id, terminal, amount)

    def _tell(self, payment_id: str, terminal: str, amount: int, ended: Ended) -> None:
        self._told(payment_id, ended)
        if isinstance(ended, Unclear):
            self.ask(payment_id, terminal, amount)

    def _ask(self, payment_id: str, terminal: str, amount: int, tries: int) -> None:
        device = self._terminals[terminal]

        def answered(outcome: Outcome[Charge | None]) -> None:
            match outcome:
                case Done(value=None):
                    ended: Ended = Failed("not_begun")
                case Done(value=Charge() as charge):
                    ended = _ended(charge, amount)
                case Refused(code=reason) | Unknown(reason=reason):
                    ended = Unclear(reason)
            self._told(payment_id, ended)
            if isinstance(ended, Unclear):
                pause = PAUSES_S[min(tries, len(PAUSES_S) - 1)]
                self._loop.later(pause, lambda: self._ask(payment_id, terminal, amount, tries + 1))
            else:
                self._asking.discard(payment_id)

        self._loop.work("card-ask", lambda: device.ask(payment_id), answered)


def _ended(charge: Charge, amount: int) -> Ended:
    match charge.state:
        case ChargeState.APPROVED if charge.amount == amount:
            return Approved(charge.reference)
        case ChargeState.APPROVED:
            return Unclear("amount_differs")
        case ChargeState.DECLINED:
            return Failed("declined")
        case ChargeState.ABORTED:
            return Failed("aborted")
        case ChargeState.UNDER_WAY:
            return Unclear("under_way")
