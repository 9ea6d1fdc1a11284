"""A semi-integrated card terminal: we name the transaction, the terminal takes the card, and we never see its number.

The shape of nexo and ZVT: our id goes first; after a lost answer the terminal is asked by that id before anything is
repeated; a charge can be aborted; the day's totals are asked for at its end.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from his_client.outcome import Outcome


class ChargeState(StrEnum):
    """How a charge stands at the terminal."""

    UNDER_WAY = "under_way"
    APPROVED = "approved"
    DECLINED = "declined"
    ABORTED = "aborted"


@dataclass(frozen=True, slots=True)
class Charge:
    """A charge as the terminal holds it. `amount` is what was authorised: 0 unless the charge was approved.

    `reference` is the acquirer's, `card` at most the last four digits, `reason` the terminal's code for its no.
    """

    id: str
    amount: int
    state: ChargeState
    reference: str = ""
    card: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Totals:
    """What the terminal approved and reversed since its last closing."""

    count: int
    amount: int
    reversed_count: int = 0
    reversed_amount: int = 0


class CardTerminal(Protocol):
    """One terminal. Calls block up to their own deadline and raise nothing."""

    def charge(self, charge_id: str, amount: int) -> Outcome[Charge]:
        """Start a charge under our id and wait for its end. Refused: `busy`, `id_reused`, `amount`.

        After Unknown call `ask`; never charge again before it has answered.
        """
        ...

    def ask(self, charge_id: str) -> Outcome[Charge | None]:
        """The charge with this id; Done(None) proves that the terminal never began it."""
        ...

    def abort(self, charge_id: str) -> Outcome[Charge]:
        """Stop a charge that is under way; one already approved stays approved and is answered as such."""
        ...

    def reverse(self, charge_id: str, reversal_id: str) -> Outcome[Charge]:
        """Give an approved charge of this batch back, under an id of its own. Refused: `no_charge`, `batch_closed`."""
        ...

    def totals(self) -> Outcome[Totals]:
        """What stands in the open batch."""
        ...

    def close_batch(self, batch_id: str) -> Outcome[Totals]:
        """End the batch, once for each id, and answer what was in it."""
        ...
