"""A simulated card terminal: a till's charges, a cardholder who does one thing or another, and a batch.

It runs no protocol itself: `SimulatedTerminal` is a `CardTerminal` in process, and `his_client.sandbox.terminal_server`
gives the same terminal over TCP.
"""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from random import Random
from typing import TypeVar

from his_client.outcome import Done, Outcome, Refused, Unknown
from his_client.payments.terminal import Charge, ChargeState, Totals
from his_client.sandbox.faults import BUSY, LOST_REASONS, CallFault, FaultMenu

T = TypeVar("T")


class Holder(StrEnum):
    """What the cardholder does at the terminal."""

    PAYS = "pays"
    DECLINED = "declined"
    """The bank says no."""
    WALKS_AWAY = "walks_away"
    """No card is shown: the charge waits until it is aborted or the terminal gives up."""
    CANCELS = "cancels"
    """The red key."""


@dataclass(frozen=True, slots=True)
class Held:
    """A charge in the terminal's own memory, with what was wanted: a repetition is told from another charge by it."""

    charge: Charge
    wanted: int
    number: int
    reversal_id: str = ""


class TerminalMemory:
    """What a terminal remembers of its open batch and those before. Thread-safe; times out nobody by itself."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._held: dict[str, Held] = {}
        self._batch: list[str] = []
        self._closed: dict[str, Totals] = {}
        self._holders: deque[Holder] = deque()
        self.holder = Holder.PAYS
        self.ready = True

    def next_holders(self, *holders: Holder) -> None:
        """The next cardholders do these things, in order; after them each does what `holder` says."""
        with self._changed:
            self._holders.extend(holders)

    def begin(self, charge_id: str, amount: int) -> Outcome[Charge]:
        """Begin a charge, or answer with the one of this id; the cardholder acts at once unless they walk away."""
        with self._changed:
            known = self._held.get(charge_id)
            if known is not None:
                if known.wanted != amount:
                    return Refused("id_reused", "this id stands for another amount")
                return Done(known.charge)
            if any(held.charge.state is ChargeState.UNDER_WAY for held in self._held.values()):
                return Refused("busy", "another charge is under way")
            if amount <= 0:
                return Refused("amount", "above zero")
            self._held[charge_id] = Held(Charge(charge_id, 0, ChargeState.UNDER_WAY), amount, len(self._held) + 1)
            holder = self._holders.popleft() if self._holders else self.holder
            if holder is not Holder.WALKS_AWAY:
                self._end(charge_id, holder)
            return Done(self._held[charge_id].charge)

    def wait(self, charge_id: str, seconds: float) -> Charge:
        """The charge once it has ended, or as it stands after `seconds`."""
        with self._changed:
            self._changed.wait_for(lambda: self._held[charge_id].charge.state is not ChargeState.UNDER_WAY, seconds)
            return self._held[charge_id].charge

    def present(self, holder: Holder) -> None:
        """The cardholder of the charge under way acts after all."""
        with self._changed:
            for charge_id, held in self._held.items():
                if held.charge.state is ChargeState.UNDER_WAY:
                    self._end(charge_id, holder)

    def find(self, charge_id: str) -> Charge | None:
        """The charge of this id."""
        with self._changed:
            held = self._held.get(charge_id)
            return held.charge if held else None

    def abort(self, charge_id: str) -> Outcome[Charge]:
        """Stop a charge under way; one that has ended stays as it ended."""
        with self._changed:
            held = self._held.get(charge_id)
            if held is None:
                return Refused("no_charge", "no such charge")
            if held.charge.state is ChargeState.UNDER_WAY:
                self._end(charge_id, Holder.CANCELS)
            return Done(self._held[charge_id].charge)

    def reverse(self, charge_id: str, reversal_id: str) -> Outcome[Charge]:
        """Give back an approved charge of the open batch, once under each reversal's id."""
        with self._changed:
            held = self._held.get(charge_id)
            if held is None or held.charge.state is not ChargeState.APPROVED:
                return Refused("no_charge", "no approved charge of this id")
            if held.reversal_id and held.reversal_id != reversal_id:
                return Refused("no_charge", "given back already")
            if not held.reversal_id and charge_id not in self._batch:
                return Refused("batch_closed", "the batch of this charge is closed")
            self._held[charge_id] = replace(held, reversal_id=reversal_id)
            return Done(replace(held.charge, state=ChargeState.ABORTED, reason="reversed"))

    def reversed_by(self, reversal_id: str) -> bool:
        """Whether a reversal was made under this id."""
        with self._changed:
            return any(held.reversal_id == reversal_id for held in self._held.values())

    def totals(self) -> Totals:
        """What stands in the open batch."""
        with self._changed:
            held = [self._held[charge_id] for charge_id in self._batch]
            back = [item.charge.amount for item in held if item.reversal_id]
            return Totals(len(held), sum(item.charge.amount for item in held), len(back), sum(back))

    def close_batch(self, batch_id: str) -> Totals:
        """End the batch, once for each id."""
        with self._changed:
            if batch_id not in self._closed:
                self._closed[batch_id] = self.totals()
                self._batch = []
            return self._closed[batch_id]

    def _end(self, charge_id: str, holder: Holder) -> None:
        held = self._held[charge_id]
        match holder:
            case Holder.PAYS:
                reference = f"{held.number:012d}"
                ended = Charge(charge_id, held.wanted, ChargeState.APPROVED, reference, "4242")
                self._batch.append(charge_id)
            case Holder.DECLINED:
                ended = Charge(charge_id, 0, ChargeState.DECLINED, reason="Refusal")
            case Holder.CANCELS | Holder.WALKS_AWAY:
                ended = Charge(charge_id, 0, ChargeState.ABORTED, reason="Aborted")
        self._held[charge_id] = replace(held, charge=ended)
        self._changed.notify_all()


class SimulatedTerminal:
    """`CardTerminal` in process. `rng` decides only which calls go wrong; `gives_up_s` ends a charge nobody answers."""

    def __init__(
        self,
        rng: Random,
        faults: FaultMenu | None = None,
        *,
        memory: TerminalMemory | None = None,
        gives_up_s: float = 0.0,
    ) -> None:
        self._rng = rng
        self.faults = faults or FaultMenu()
        self.memory = memory or TerminalMemory()
        self._gives_up_s = gives_up_s

    def charge(self, charge_id: str, amount: int) -> Outcome[Charge]:
        """See `CardTerminal.charge`."""
        return self._meet(lambda: self._charged(charge_id, amount))

    def ask(self, charge_id: str) -> Outcome[Charge | None]:
        """See `CardTerminal.ask`."""
        return self._meet(lambda: Done(self.memory.find(charge_id)))

    def abort(self, charge_id: str) -> Outcome[Charge]:
        """See `CardTerminal.abort`."""
        return self._meet(lambda: self.memory.abort(charge_id))

    def reverse(self, charge_id: str, reversal_id: str) -> Outcome[Charge]:
        """See `CardTerminal.reverse`."""
        return self._meet(lambda: self.memory.reverse(charge_id, reversal_id))

    def totals(self) -> Outcome[Totals]:
        """See `CardTerminal.totals`."""
        return self._meet(lambda: Done(self.memory.totals()))

    def close_batch(self, batch_id: str) -> Outcome[Totals]:
        """See `CardTerminal.close_batch`."""
        return self._meet(lambda: Done(self.memory.close_batch(batch_id)))

    def _charged(self, charge_id: str, amount: int) -> Outcome[Charge]:
        begun = self.memory.begin(charge_id, amount)
        if not isinstance(begun, Done) or begun.value.state is not ChargeState.UNDER_WAY:
            return begun
        ended = self.memory.wait(charge_id, self._gives_up_s)
        return Unknown("timeout") if ended.state is ChargeState.UNDER_WAY else Done(ended)

    def _meet(self, call: Callable[[], Outcome[T]]) -> Outcome[T]:
        fault = self.faults.draw(self._rng)
        if fault is CallFault.REFUSED:
            return BUSY
        if fault is CallFault.LOST_REQUEST:
            return Unknown(LOST_REASONS[fault])
        answer = call()
        if fault is CallFault.LOST_ANSWER:
            return Unknown(LOST_REASONS[fault])
        return call() if fault is CallFault.DUPLICATED else answer
