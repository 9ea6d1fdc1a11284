"""Shifts: a drawer with a float, what is posted to it, a blind count, a numbered close, a handover. A projection.

`Shifts.apply` takes in what is in the journal; the other methods read, or decide and answer with the events to keep
(none, when it is so already) or a refusal of `kiosk.cashier.ports.Shifts`. Nothing posts to a closed shift.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from his_client.outcome import Refused
from kiosk.carried import JournalTurned
from kiosk.cashier.events import (
    CashDropped,
    Counts,
    DeskEvent,
    HandoverAccepted,
    PaymentTaken,
    RefundPaid,
    ShiftClosed,
    ShiftCounted,
    ShiftOpened,
    VoidDecided,
)
from kiosk.cashier.values import DENOMINATIONS, CashBook
from kiosk.clock import VIETNAM

Events = tuple[DeskEvent, ...]

MOST_PIECES = 10_000
"""Banknotes of one kind in one count; more is a typing mistake."""
CASH = "cash"


@dataclass(slots=True)
class Shift:
    """One shift and all that was posted to it, in order."""

    opened: ShiftOpened
    taken: dict[str, PaymentTaken] = field(default_factory=dict)
    voided: dict[str, VoidDecided] = field(default_factory=dict)
    refunded: list[RefundPaid] = field(default_factory=list)
    dropped: dict[str, CashDropped] = field(default_factory=dict)
    counted: ShiftCounted | None = None
    closed: ShiftClosed | None = None
    accepted: HandoverAccepted | None = None

    @property
    def id(self) -> str:
        """The shift's id; its money's period in the ledger."""
        return self.opened.shift_id

    @property
    def desk(self) -> str:
        """Whose drawer it is."""
        return self.opened.desk

    @property
    def user(self) -> str:
        """Who answers for the drawer."""
        return self.opened.user

    @property
    def open(self) -> bool:
        """Whether money is still taken: neither counted nor closed."""
        return self.counted is None and self.closed is None

    @property
    def waits_for(self) -> str:
        """Who must accept what was handed over, or empty."""
        return self.closed.handed_to if self.closed and not self.accepted else ""

    @property
    def standing(self) -> Iterator[PaymentTaken]:
        """What was taken and not voided."""
        return (taken for name, taken in self.taken.items() if name not in self.voided)

    @property
    def book(self) -> CashBook:
        """The drawer's book: float + taken − refunded − dropped; voided payments are not in it."""
        cash = [taken.amount for taken in self.standing if taken.method == CASH]
        refunds = [paid.amount for paid in self.refunded if paid.method == CASH]
        drops = [drop.amount for drop in self.dropped.values()]
        expected = self.opened.amount + sum(cash) - sum(refunds) - sum(drops)
        counted = self.counted.amount if self.counted else None
        return CashBook(
            float_amount=self.opened.amount,
            taken_count=len(cash),
            taken=sum(cash),
            refunded_count=len(refunds),
            refunded=sum(refunds),
            dropped_count=len(drops),
            dropped=sum(drops),
            expected=expected,
            counted=counted,
            difference=None if counted is None else counted - expected,
        )


class Shifts:
    """Every shift of every desk."""

    def __init__(self) -> None:
        self._shifts: dict[str, Shift] = {}
        self._current: dict[str, Shift] = {}
        """The last shift of each desk."""
        self._drops: dict[str, CashDropped] = {}
        self._numbers: Counter[int] = Counter()
        self._by_z: dict[str, Shift] = {}

    def __iter__(self) -> Iterator[Shift]:
        return iter(self._shifts.values())

    def apply(self, event: object) -> None:
        """Take in an event that is in the journal."""
        match event:
            case ShiftOpened():
                self._shifts[event.shift_id] = self._current[event.desk] = Shift(event)
            case CashDropped():
                self._shifts[event.shift_id].dropped[event.drop_id] = event
                self._drops[event.drop_id] = event
            case ShiftCounted():
                self._shifts[event.shift_id].counted = event
            case ShiftClosed():
                self._shifts[event.shift_id].closed = event
                self._by_z[event.z_number] = self._shifts[event.shift_id]
                self._numbers[_year(event.at)] += 1
            case HandoverAccepted():
                self._shifts[event.shift_id].accepted = event
            case PaymentTaken():
                self._shifts[event.shift_id].taken[event.payment_id] = event
            case VoidDecided(approved=True):
                self._shifts[event.shift_id].voided[event.payment_id] = event
            case RefundPaid() if event.shift_id in self._shifts:
                self._shifts[event.shift_id].refunded.append(event)
            case JournalTurned():
                self._numbers.update({row[0]: row[1] for row in event.z_reports})
            case _:
                pass

    def get(self, shift_id: str) -> Shift | None:
        """The shift with this id."""
        return self._shifts.get(shift_id)

    def of_drop(self, drop_id: str) -> str:
        """The id of the shift cash was dropped from; empty when there is no such drop."""
        drop = self._drops.get(drop_id)
        return drop.shift_id if drop else ""

    def at(self, desk: str) -> Shift | None:
        """The shift of a desk that is not closed, or was handed over and waits for its receiver."""
        shift = self._current.get(desk)
        return shift if shift and (shift.closed is None or shift.waits_for) else None

    def open_for(self, user: str, desk: str) -> Shift | Refused:
        """The user's own open shift at this desk. Refused: `no_shift`."""
        shift = self.at(desk)
        if shift is None or not shift.open or shift.user != user:
            return Refused("no_shift", "open a shift at this desk first")
        return shift

    def open_at(self, desk: str) -> Shift | None:
        """The shift a desk's late money posts to: the one not closed yet."""
        shift = self._current.get(desk)
        return shift if shift and shift.closed is None else None

    def closed(self) -> Iterator[Shift]:
        """Closed shifts, newest first."""
        return reversed(self._by_z.values())

    def by_z(self, z_number: str) -> Shift | None:
        """The shift closed under this number."""
        return self._by_z.get(z_number)

    def last_closed(self, user: str, desk: str) -> Shift | None:
        """The shift this user closed, when it is the last at this desk that was the user's to close."""
        for shift in self.closed():
            if shift.closed and shift.desk == desk and user in (shift.user, shift.closed.user):
                return shift if shift.closed.user == user else None
        return None

    def next_z(self, at: datetime) -> str:
        """The number the next Z report gets: one row of numbers a year for the whole hospital, without gaps."""
        year = _year(at)
        return f"Z-{year}-{self._numbers[year] + 1:04d}"

    def opening(self, shift_id: str, desk: str, user: str, counts: Counts, at: datetime) -> Events | Refused:
        """Open with a float. Refused: `open_already` (this desk, or this person elsewhere), `waiting`, `counts`."""
        known = self._shifts.get(shift_id)
        if known is not None:
            same = (known.desk, known.user, known.opened.counts) == (desk, user, counts)
            return () if same else Refused("open_already", "this id stands for another shift")
        amount = total(counts)
        if isinstance(amount, Refused):
            return amount
        if any(shift.user == user and shift.closed is None for shift in self._current.values()):
            return Refused("open_already", "one person holds one drawer at a time")
        there = self.at(desk)
        if there is not None:
            return Refused("waiting" if there.waits_for else "open_already")
        return (ShiftOpened(shift_id, desk, user, counts, amount, at),)

    def dropping(self, drop_id: str, amount: int, slip: str, desk: str, user: str, at: datetime) -> Events | Refused:
        """Cash to the safe. Refused: `no_shift`, `amount`, `slip`, `id_differs`."""
        known = self._drops.get(drop_id)
        if known is not None:
            same = (known.amount, known.slip, known.desk, known.user) == (amount, slip.strip(), desk, user)
            return () if same else Refused("id_differs", "this id stands for another drop")
        shift = self.open_for(user, desk)
        if isinstance(shift, Refused):
            return shift
        if not 0 < amount <= shift.book.expected:
            return Refused("amount", "more than nothing, and not more than the drawer holds")
        if not slip.strip():
            return Refused("slip", "the treasurer's slip number")
        return (CashDropped(drop_id, shift.id, desk, amount, slip.strip(), user, at),)

    def counting(self, counts: Counts, desk: str, user: str, supervisor: bool, at: datetime) -> Events | Refused:
        """The blind count. Refused: `no_shift`, `counted` (another count is locked), `counts`."""
        shift = self._kept_by(desk, user, supervisor)
        if shift is None:
            return Refused("no_shift")
        if shift.counted is not None:
            return () if shift.counted.counts == counts else Refused("counted", "the count is locked")
        amount = total(counts)
        if isinstance(amount, Refused):
            return amount
        return (ShiftCounted(shift.id, user, counts, amount, at),)

    def closing(
        self, desk: str, user: str, supervisor: bool, reason: str, note: str, hand_to: str, at: datetime
    ) -> tuple[Shift, Events] | Refused:
        """Close with the next number; closed already by this user, it is that shift and nothing new.

        Refused: `not_counted`, `reason_missing`, `no_shift`.
        """
        shift = self._kept_by(desk, user, supervisor)
        if shift is None:
            before = self.last_closed(user, desk)
            return (before, ()) if before else Refused("no_shift")
        if shift.counted is None:
            return Refused("not_counted", "count the drawer first")
        book = shift.book
        assert book.counted is not None, "it is counted"
        assert book.difference is not None, "it is counted"
        if book.difference and not reason.strip():
            return Refused("reason_missing", "a shortage or an excess has a reason")
        closed = ShiftClosed(
            shift.id,
            desk,
            self.next_z(at),
            book.expected,
            book.counted,
            book.difference,
            reason.strip(),
            user,
            at,
            hand_to,
            note.strip(),
        )
        return shift, (closed,)

    def accepting(
        self, shift_id: str, new_id: str, desk: str, user: str, supervisor: bool, counts: Counts, at: datetime
    ) -> Events | Refused:
        """The receiver, or a supervisor in that one's place, counts what was handed over and opens a shift with it.

        Refused: `no_handover`, `not_yours`, `counts`, `open_already` (holds another drawer).
        """
        shift = self._shifts.get(shift_id)
        if shift is None or shift.closed is None or not shift.closed.handed_to or shift.desk != desk:
            return Refused("no_handover")
        if shift.accepted is not None:
            same = (shift.accepted.user, shift.accepted.counts) == (user, counts)
            return () if same else Refused("no_handover", "it was accepted already")
        if user != shift.closed.handed_to and not (supervisor and user not in (shift.user, shift.closed.user)):
            return Refused("not_yours", "whom it was handed to must accept it")
        amount = total(counts)
        if isinstance(amount, Refused):
            return amount
        if any(other.user == user and other.closed is None for other in self._current.values()):
            return Refused("open_already", "one person holds one drawer at a time")
        difference = amount - shift.closed.counted
        return (
            HandoverAccepted(shift_id, desk, user, counts, amount, difference, at),
            ShiftOpened(new_id, desk, user, counts, amount, at, taken_from=shift_id),
        )

    def _kept_by(self, desk: str, user: str, supervisor: bool) -> Shift | None:
        """The shift at this desk that this person may count and close: the own one, or anybody's for a supervisor."""
        shift = self._current.get(desk)
        if shift is None or shift.closed is not None or not (supervisor or shift.user == user):
            return None
        return shift


def total(counts: Iterable[tuple[int, ...]]) -> int | Refused:
    """The sum of counted banknotes in đồng. Refused: `counts` (an unknown note, twice, or no sensible number)."""
    rows = tuple(counts)
    if any(len(row) != 2 or row[0] not in DENOMINATIONS or not 0 <= row[1] <= MOST_PIECES for row in rows):
        return Refused("counts", "banknotes in circulation, each with its pieces")
    if len({row[0] for row in rows}) != len(rows):
        return Refused("counts", "each banknote once")
    return sum(row[0] * row[1] for row in rows)


def _year(at: datetime) -> int:
    return at.astimezone(VIETNAM).year
