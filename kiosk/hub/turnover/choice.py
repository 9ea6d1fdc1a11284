"""Which rows of a journal are still needed: those of every thing that is open or younger than the days to keep.

A bill's rows go or stay together with its orders, credits, applications, postings, receipts and statement lines. A
shift does not hold its bills together: one that is needed for a payment keeps the rows of its other payments for the
cashiers' desks alone, so that its report stays what it was.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum

from kiosk.clock import VIETNAM
from kiosk.hub.coverage.events import CoverageEvent
from kiosk.hub.turnover.names import Groups, things
from kiosk.hub.turnover.rows import Fact
from kiosk.queue.events import QueueEvent

ALWAYS = frozenset({"StationDayClosed", "StatementBegun", "StatementFinished", "UserAdded", "UserRemoved"})
"""Few, and asked for without end: closed days, imported files, who there ever was."""
LAST = {"BankCursorMoved": "provider", "RoomKeyGiven": "room", "PinChanged": "user"}
"""Only the last one of each counts."""
SINCE_SIGNED_IN = frozenset({"SignedIn", "PinWrong", "UserLocked"})
SHIFT = frozenset({"ShiftOpened", "CashDropped", "ShiftCounted", "ShiftClosed", "HandoverAccepted"})
PAPERS = frozenset(
    {
        "PaymentBegun",
        "PaymentTaken",
        "PaymentFailed",
        "PaymentUnclear",
        "SlipPrinted",
        "VoidAsked",
        "VoidDecided",
        "VoidReversing",
        "RefundAsked",
        "RefundDecided",
        "RefundPaid",
    }
)
TURNED = "JournalTurned"
QUEUE = frozenset(cls.__name__ for cls in QueueEvent.__subclasses__())
COVERAGE = frozenset(cls.__name__ for cls in CoverageEvent.__subclasses__())


class Keep(Enum):
    """What becomes of a row."""

    NO = "no"
    WHOLE = "whole"
    DRAWERS = "drawers"


@dataclass(frozen=True, slots=True)
class Needed:
    """What is open as the projections say: `things` of money and `visits` with a check of their insurance."""

    things: Collection[str]
    visits: Collection[str]


@dataclass(slots=True)
class _Shift:
    young: bool = False
    open: bool = True
    papers: list[str] = field(default_factory=list)


class Choice:
    """Reads all rows once, then says of each what becomes of it.

    :param before: what was recorded earlier is old.
    :param today: the hospital's day; the queue of the day before is kept for whoever asks after midnight.
    """

    def __init__(self, rows: Iterable[Fact], needed: Needed, before: datetime, today: date) -> None:
        self._before = before
        self._yesterday = (today - timedelta(days=1)).isoformat()
        self._groups = Groups()
        self._young: set[int] = set()
        self._shifts: defaultdict[str, _Shift] = defaultdict(_Shift)
        self._shift_of: dict[str, str] = {}
        self._visits = set(needed.visits)
        self._last: dict[tuple[str, str], int] = {}
        self._by_account: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self.z_reports: Counter[int] = Counter()
        """Z reports by year, in all files."""
        self.archived_before = before
        """The latest moment from before which rows were ever left behind."""
        for fact in rows:
            self._read(fact)
        self._groups_needed = {self._groups.group(name) for name in needed.things}
        # An account that was given to two orders names neither; it takes two to remember that.
        twice = (orders[-2:] for orders in self._by_account.values() if len(set(orders)) > 1)
        self._groups_needed |= {self._groups.group(f"order:{name}") for orders in twice for name in orders}
        # A group is numbered anew while rows join it: the root of each young row is looked up at the end.
        self._groups_needed |= {self._groups.root(number) for number in self._young}
        self._shifts_needed = {name for name, shift in self._shifts.items() if shift.young or shift.open}
        self._shifts_needed |= {
            shift for paper, shift in self._shift_of.items() if self._groups.group(paper) in self._groups_needed
        }
        self._papers = {paper for name in self._shifts_needed for paper in self._shifts[name].papers}

    def of(self, fact: Fact) -> Keep:
        """What becomes of a row."""
        kind, body = fact.kind, fact.body
        if kind == TURNED:
            return Keep.NO
        if kind in ALWAYS:
            return Keep.WHOLE
        if kind in LAST:
            return _whole(self._last[kind, body[LAST[kind]]] == fact.seq)
        if kind in SINCE_SIGNED_IN:
            return _whole(fact.seq >= self._last.get(("SignedIn", body["user"]), 0))
        if kind in SHIFT:
            return _whole(body["shift_id"] in self._shifts_needed)
        if kind in COVERAGE:
            return _whole(body["visit_id"] in self._visits)
        if kind in QUEUE:
            return _whole(body["day"] >= self._yesterday)
        if fact.drawers:
            return Keep.DRAWERS if self._for_a_drawer(fact) else Keep.NO
        names = things(kind, body)
        if not names:
            return _whole(kind != "ReceiptsRead" or fact.recorded_at >= self._before)
        if self._groups.group(names[0]) in self._groups_needed:
            return Keep.WHOLE
        return Keep.DRAWERS if self._for_a_drawer(fact) else Keep.NO

    def _for_a_drawer(self, fact: Fact) -> bool:
        return fact.kind in PAPERS and _paper(fact) in self._papers

    def _read(self, fact: Fact) -> None:
        kind, body = fact.kind, fact.body
        if kind == TURNED:
            self.z_reports.update(dict(body["z_reports"]))
            self.archived_before = max(self.archived_before, datetime.fromisoformat(body["before"]))
            return
        young = fact.recorded_at >= self._before
        if kind in LAST or kind == "SignedIn":
            self._last[kind, body[LAST.get(kind, "user")]] = fact.seq
        elif kind in SHIFT:
            self._of_shift(fact, young)
        elif kind in COVERAGE:
            if young:
                self._visits.add(body["visit_id"])
        elif not fact.drawers:
            self._of_things(fact, young)
        if kind in ("PaymentTaken", "RefundPaid") and body.get("shift_id"):
            self._shifts[body["shift_id"]].papers.append(_paper(fact))
            if kind == "PaymentTaken" and not fact.drawers:
                self._shift_of[_paper(fact)] = body["shift_id"]

    def _of_shift(self, fact: Fact, young: bool) -> None:
        shift = self._shifts[fact.body["shift_id"]]
        shift.young |= young
        if fact.kind == "ShiftClosed":
            shift.open = bool(fact.body.get("handed_to"))
            self.z_reports[datetime.fromisoformat(fact.body["at"]).astimezone(VIETNAM).year] += 1
        elif fact.kind == "HandoverAccepted":
            shift.open = False

    def _of_things(self, fact: Fact, young: bool) -> None:
        kind, body = fact.kind, fact.body
        names = things(kind, body)
        if names:
            number = self._groups.join(names)
            if young:
                self._young.add(number)
        if kind == "OrderAtProvider" and body.get("account"):
            self._by_account[body["provider"], body["account"]].append(body["order_id"])


def _whole(keep: bool) -> Keep:
    return Keep.WHOLE if keep else Keep.NO


def _paper(fact: Fact) -> str:
    return f"paper:{fact.body.get('payment_id') or fact.body.get('refund_id')}"
