"""The desk's port: all that a cashier's window asks of the hub, as plain calls and plain values.

`Desk` is implemented by the hub itself and by a client over HTTP; one contract suite runs over both. Each call ends as
done, refused (a code of `refusals` in the call's docstring) or unknown; a call that changes something carries an id of
the caller's making and may be repeated. Amounts are whole đồng, times carry their zone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from his_client.outcome import Outcome
from kiosk.cashier.events import Counts
from kiosk.cashier.values import (
    Bill,
    Buyer,
    CounterPayment,
    Refund,
    ReportLine,
    Session,
    ShiftReport,
    ShiftView,
    Slip,
    Terminal,
    VoidWaiting,
)
from kiosk.money.order import BillKind


class Pair(StrEnum):
    """Which two books differ."""

    KIOSK_HIS = "kiosk_his"
    KIOSK_BANK = "kiosk_bank"
    HIS_BANK = "his_bank"


class Cause(StrEnum):
    """Why two books differ, as the pill on its row says it."""

    HIS_MISSING = "his_missing"
    """Money applied to a bill, and no HIS receipt for it."""
    HIS_WITHOUT_MONEY = "his_without_money"
    """The HIS receipted a payment nobody here knows."""
    HIS_REFUSED = "his_refused"
    """The HIS said no to the posting; the code stands in `detail`."""
    HIS_AMOUNT = "his_amount"
    HIS_TWICE = "his_twice"
    """Two receipts of the HIS for one payment."""
    BANK_MISSING = "bank_missing"
    """The provider told of it, the statement of that time does not list it."""
    BANK_AMOUNT = "bank_amount"
    BANK_ONLY = "bank_only"
    """On the statement, and nobody here was told."""
    UNDER = "under"
    OVER = "over"
    IN_PARTS = "in_parts"
    TWICE = "twice"
    """The order had its money already."""
    LATE = "late"
    ORPHAN = "orphan"
    """No pay code, or one that names no order."""
    BILL_TAKEN = "bill_taken"
    REVERSED = "reversed"
    OTHER_ACCOUNT = "other_account"
    SAME_REFERENCE = "same_reference"
    UNCLEAR_CARD = "unclear_card"
    UNCONFIRMED = "unconfirmed"
    """A webhook told of it, and neither the provider's answer nor its list does."""


@dataclass(frozen=True, slots=True)
class Sum:
    """How many, and how much together."""

    count: int = 0
    amount: int = 0


@dataclass(frozen=True, slots=True)
class Takings:
    """What came by one method (`vietqr`, `card`, `cash`, `qr_desk`) at one place, a station or a desk."""

    method: str
    place: str
    count: int
    amount: int


@dataclass(frozen=True, slots=True)
class Today:
    """A day at a glance. `kiosk` is what kiosks and desks took, `his` what it receipted of it, `bank` what was booked.

    `automatic` of `automatic_of` credits found their bill by rule. `by_hour` counts payments in each hour, 0 to 23.
    """

    day: date
    updated_at: datetime
    stations: int
    kiosk: Sum
    his: Sum
    bank: Sum
    automatic: int
    automatic_of: int
    open_differences: int
    oldest_open: datetime | None
    refunds_waiting: int
    by_hour: tuple[int, ...]
    takings: tuple[Takings, ...]
    closed: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """One pairwise difference: a work item. The three amounts are None where that book has nothing.

    `key` names it for ever, `story` the payment to open. `owner` is empty until somebody takes it.
    """

    key: str
    pair: Pair
    cause: Cause
    since: datetime
    station: str
    pay_code: str
    kiosk: int | None
    bank: int | None
    his: int | None
    amount: int
    """By how much the two books differ: what the second of the pair has more than the first."""
    story: str
    owner: str = ""
    detail: str = ""
    settled: str = ""


@dataclass(frozen=True, slots=True)
class StoryStep:
    """One thing that happened, in whose book: `kiosk`, `hub`, `provider`, `bank`, `his` or `desk`. `what` is a code."""

    at: datetime
    book: str
    what: str
    amount: int | None = None
    reference: str = ""
    by: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class MatchShown:
    """A match as it stands: which money and line, by which rule, on what evidence; `by` is empty for a rule's own."""

    match_id: str
    money: str
    line: str
    amount: int
    rule: str
    evidence: str
    by: str
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a person might accept: these moneys for these orders. `rule` and `evidence` say why it is thought of."""

    id: str
    money: tuple[str, ...]
    orders: tuple[str, ...]
    amount: int
    rule: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Story:
    """One payment's whole life on one timeline, oldest first, and what may be done about it now."""

    key: str
    pay_code: str
    bill_id: str
    station: str
    due: int
    received: int
    applied: int
    receipted: int
    state: str
    steps: tuple[StoryStep, ...]
    matches: tuple[MatchShown, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    differences: tuple[Difference, ...] = ()
    actions: tuple[str, ...] = ()
    """Of `match`, `undo_match`, `ask_refund`, `take`, `settle`, `post_again`."""
    refundable: tuple[tuple[str, int], ...] = ()
    """Moneys of it that a refund can be asked for, and how much of each: what pays nothing, else what pays."""


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """A payment in a list."""

    story: str
    at: datetime
    station: str
    pay_code: str
    method: str
    due: int
    received: int
    state: str
    receipt: str = ""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One of the rows that a day's figure is the sum of: a payment, a receipt of the HIS, a credit or statement line.

    `reference` names it in its book: the slip's, the receipt's or the bank's number.
    """

    story: str
    at: datetime
    place: str
    pay_code: str
    method: str
    amount: int
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for somebody now, of whatever day: the counts beside the window's places, the same for every role.

    `refunds` are asked for or still to be paid out.
    """

    differences: int = 0
    refunds: int = 0
    voids: int = 0


@dataclass(frozen=True, slots=True)
class LayoutShown:
    """A way to read statements: a mapping file, or a standard format."""

    name: str
    title: str
    format: str


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """A column of a file: its place from 0, its heading, and the role it seems to have or was given."""

    place: int
    heading: str
    role: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """What an upload would give: its first lines as they would be read, and what cannot be read and why."""

    file_sha256: str
    name: str
    layout: str
    columns: tuple[ColumnGuess, ...]
    header_row: int
    lines: tuple[PreviewLine, ...]
    total: int
    problems: tuple[str, ...] = ()
    known: bool = False
    """The whole file was imported before."""


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """A line as it would be read, for the eyes of the one who imports it."""

    row: int
    booked_at: datetime | None
    amount: int | None
    reference: str
    memo: str = field(repr=False)
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """How far an import is; `state` is `reading`, `stopped` (goes on when asked), `done` or `failed`."""

    file_sha256: str
    name: str
    state: str
    done: int
    total: int
    new: int = 0
    known: int = 0
    matched: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Export:
    """A finished file."""

    name: str
    media_type: str
    content: bytes = field(repr=False)


class SignIn(Protocol):
    """Who sits at the desk."""

    def sign_in(self, user: str, pin: str, desk: str) -> Outcome[Session]:
        """Refused: `wrong` (user or PIN), `locked` (too many wrong PINs; wait or ask a supervisor), `no_desk`."""
        ...

    def sign_out(self) -> Outcome[None]:
        """The session ends; open work stays."""
        ...

    def change_pin(self, old: str, new: str) -> Outcome[None]:
        """Refused: `wrong`, `weak_pin` (six digits or more, no run and no repetition)."""
        ...


class Waits(Protocol):
    """What waits for somebody."""

    def waiting(self) -> Outcome[Waiting]:
        """How much waits for somebody now."""
        ...


class Books(Protocol):
    """Looking."""

    def today(self, day: date | None = None) -> Outcome[Today]:
        """A day's figures; without `day` the hospital's today."""
        ...

    def rows(
        self, book: str, day: date | None = None, *, hour: int | None = None, method: str = "", place: str = ""
    ) -> Outcome[tuple[FigureRow, ...]]:
        """The rows behind a figure of `today`, oldest first: their amounts make its sum.

        `book` is `kiosk`, `his` or `bank`; of `kiosk` an hour (0 to 23), a method or a place may be picked.
        Refused: `no_figure`.
        """
        ...

    def differences(self, day: date | None = None, *, settled: bool = False) -> Outcome[tuple[Difference, ...]]:
        """Open differences, oldest first; of one day only, or with the settled ones, if asked."""
        ...

    def story(self, key: str) -> Outcome[Story]:
        """By a story key of any list. Refused: `no_story`."""
        ...

    def search(self, text: str) -> Outcome[tuple[PaymentLine, ...]]:
        """By pay code (whole or part, any case), reference, bill, receipt or slip number; at most 200, newest first."""
        ...

    def export(self, report: str, form: str, day: date | None = None, number: str = "") -> Outcome[Export]:
        """`report` is `day`, `differences` or `shift` (with its Z `number`), `form` is `xlsx` or `pdf`.

        Refused: `no_report`.
        """
        ...


class Work(Protocol):
    """Settling differences. Refused everywhere: `forbidden` (the role may not)."""

    def take(self, key: str, owner: str = "") -> Outcome[None]:
        """Own a difference, or hand it on to `owner`. Refused: `no_difference`, `no_user`."""
        ...

    def settle(self, key: str, how: str, note: str) -> Outcome[None]:
        """Say how it was settled outside. Refused: `no_difference`, `note_missing`."""
        ...

    def match(self, match_id: str, money: tuple[str, ...], order_ids: tuple[str, ...], why: str) -> Outcome[None]:
        """A named person says that these credits pay these orders (one to one, many to one, one to many).

        What is exact is applied and posted to the HIS; the rest stays as under or over. Refused: `no_money`,
        `no_order`, `applied_already`, `why_missing`, `amount` (no order is paid whole by them).
        """
        ...

    def undo_match(self, match_id: str, why: str) -> Outcome[None]:
        """Refused: `no_match`, `receipted` (the HIS has a receipt: void it there first), `why_missing`,
        `postings_open` (the HIS owes its answer), `refunding` (a refund of that money is approved).
        """
        ...

    def post_again(self, story: str) -> Outcome[None]:
        """Ask the HIS about a posting given up, and post it if it proves absent. Refused: `nothing_to_post`."""
        ...

    def close_day(self, day: date) -> Outcome[None]:
        """Close every station-day of `day`. Refused: `not_over` (today), `postings_open` (the HIS owes answers)."""
        ...


class Counter(Protocol):
    """Taking money at the desk."""

    def bills(self, scan: str) -> Outcome[tuple[Bill, ...]]:
        """By the slip's QR (visit code), a pay code or a bill number: all that is owed. Refused: `no_bill`."""
        ...

    def terminals(self) -> Outcome[tuple[Terminal, ...]]:
        """Card terminals this desk may use."""
        ...

    def pay(
        self,
        payment_id: str,
        bill_id: str,
        kind: BillKind,
        amount: int,
        method: str,
        *,
        tendered: int = 0,
        terminal: str = "",
        payer: str = "",
        buyer: Buyer | None = None,
        unasked: bool = False,
    ) -> Outcome[CounterPayment]:
        """Take money for a bill: `cash` is there at once, `card` and `qr` are waited for with `payment`.

        The HIS is asked about the bill first. `unasked`: a person takes the money although it cannot be asked, since
        nobody knows the visit. When transfers brought less than the bill, `amount` is exactly the rest (see `Bill`).

        Refused: `no_shift`, `already_paid` (the HIS or a transfer paid it; nothing was taken), `amount`, `tendered`
        (less than due), `no_terminal`, `id_differs` (this id stands for another payment), `no_bill`, `under_way` (a
        card or transfer for this bill is still waited for), `no_payments` (no QR is made here), `not_asked` (the HIS
        cannot be asked about this bill: look there, then say `unasked`).
        """
        ...

    def payment(self, payment_id: str) -> Outcome[CounterPayment]:
        """How it stands now. Refused: `no_payment`."""
        ...

    def abort(self, payment_id: str) -> Outcome[CounterPayment]:
        """Stop waiting for a card or a transfer; money that comes all the same is found again.

        Refused: `no_payment`, `forbidden` (another desk's).
        """
        ...

    def slip(self, payment_id: str, *, copy: bool = False) -> Outcome[Slip]:
        """The phiếu thu to print; a copy is marked and counted. Refused: `no_payment`, `not_taken`."""
        ...


class Giving(Protocol):
    """Money back, always by two people."""

    def refunds(self, *, closed: bool = False) -> Outcome[tuple[Refund, ...]]:
        """Refunds that wait for a decision or for being paid out, oldest first; the closed ones too, if asked."""
        ...

    def ask_refund(self, refund_id: str, money: str, amount: int, reason: str, note: str = "") -> Outcome[Refund]:
        """Out of what of the money pays nothing, while there is any; else out of what it pays.

        Refused: `no_money`, `amount` (more than is left there), `reason` (missing), `id_differs`.
        """
        ...

    def decide_refund(self, refund_id: str, approve: bool, why: str = "") -> Outcome[Refund]:
        """By a supervisor who neither asked nor took the money at a counter.

        Refused: `own_request`, `decided`, `why_missing` (to refuse), `amount` (the money pays something else by now).
        """
        ...

    def pay_refund(self, refund_id: str, method: str, reference: str = "") -> Outcome[Refund]:
        """`cash` from the own open shift, or `transfer` with the bank's reference, by someone who did not approve.

        Refused: `not_approved`, `own_approval`, `no_shift`, `not_enough_cash`, `reference` (missing), `paid`, `amount`
        (the provider took the money back since it was approved).
        """
        ...

    def refund_slip(self, refund_id: str, *, copy: bool = False) -> Outcome[Slip]:
        """The phiếu chi of a refund that was paid out. Refused: `no_refund`, `not_paid`."""
        ...

    def voids(self) -> Outcome[tuple[VoidWaiting, ...]]:
        """Voids that wait for a supervisor at any desk, oldest first."""
        ...

    def ask_void(self, payment_id: str, reason: str, note: str = "") -> Outcome[CounterPayment]:
        """Refused: `no_payment`, `not_taken`, `shift_closed` (or counted, or a transfer: ask for a refund instead),
        `asked` (a void, or a refund of this money), `reason` (missing).
        """
        ...

    def decide_void(self, payment_id: str, approve: bool) -> Outcome[CounterPayment]:
        """By a supervisor who did not ask nor take the money. Refused: `own_request`, `not_asked`, `shift_closed` (or
        counted, for cash), `not_enough_cash`, `postings_open` (the HIS owes its answer about it: wait),
        `reversing` (the card's money goes back already: approve again), `batch_closed` (the terminal gives nothing back
        any more: ask for a refund).
        """
        ...


class Shifts(Protocol):
    """A cashier's shift at a desk."""

    def shift(self) -> Outcome[ShiftView | None]:
        """The shift open at this desk, or the one handed over and waiting to be accepted; None when there is none."""
        ...

    def open_shift(self, shift_id: str, counts: Counts) -> Outcome[ShiftView]:
        """With a float from the safe. Refused: `open_already`, `waiting` (accept what was handed over), `counts`."""
        ...

    def drop(self, drop_id: str, amount: int, slip: str) -> Outcome[ShiftView]:
        """Cash to the safe. Refused: `no_shift`, `amount` (more than is there), `slip` (missing), `id_differs`."""
        ...

    def count(self, counts: Counts) -> Outcome[ShiftView]:
        """The blind count: locked once given; only then the view tells what the book expects.

        Refused: `no_shift`, `counted`, `counts`, `payments_open` (a card or transfer is still waited for).
        """
        ...

    def x_report(self) -> Outcome[ShiftReport]:
        """The shift as it stands, by the computation of the Z report. Before the count it names no expected cash."""
        ...

    def close_shift(self, reason: str, note: str, hand_to: str = "") -> Outcome[ShiftReport]:
        """Close and number it; repeated, it answers the same Z report.

        Refused: `not_counted`, `reason_missing` (there is a difference), `voids_waiting`, `no_user` (`hand_to`).
        """
        ...

    def accept(self, shift_id: str, counts: Counts) -> Outcome[ShiftView]:
        """The receiver, or a supervisor in that one's place, takes a closed shift's cash over and opens the next.

        Refused: `not_yours`, `no_handover`, `counts`, `open_already` (holds another drawer).
        """
        ...

    def z_reports(self, day: date | None = None) -> Outcome[tuple[ReportLine, ...]]:
        """Closed shifts, newest first."""
        ...

    def z_report(self, z_number: str) -> Outcome[ShiftReport]:
        """A Z report again, the same to the letter. Refused: `no_report`."""
        ...


class Statements(Protocol):
    """Statements of banks and providers."""

    def layouts(self) -> Outcome[tuple[LayoutShown, ...]]:
        """Every way to read a file that this hub knows."""
        ...

    def upload(self, name: str, content: bytes, layout: str = "") -> Outcome[Preview]:
        """Give a file and see what it would bring; nothing is booked. Without a layout the best one is guessed.

        Refused: `unreadable` (no format known here), `too_large`.
        """
        ...

    def save_layout(
        self, name: str, title: str, file_sha256: str, columns: tuple[ColumnGuess, ...]
    ) -> Outcome[Preview]:
        """Keep a mapping under a name and preview the uploaded file with it. Refused: `no_upload`, `columns`."""
        ...

    def begin_import(self, file_sha256: str, layout: str, account: str, provider: str) -> Outcome[ImportProgress]:
        """Book the file's lines, each once for ever, then match; asked again it goes on where it stopped.

        Refused: `no_upload`, `no_layout`, `problems` (some line cannot be read).
        """
        ...

    def import_progress(self, file_sha256: str) -> Outcome[ImportProgress]:
        """Refused: `no_import`."""
        ...

    def stop_import(self, file_sha256: str) -> Outcome[ImportProgress]:
        """Stop after the lines under way; what is booked stays. Refused: `no_import`."""
        ...

    def imports(self) -> Outcome[tuple[ImportProgress, ...]]:
        """Every import, newest first."""
        ...


class Desk(SignIn, Waits, Books, Work, Counter, Giving, Shifts, Statements, Protocol):
    """All of it. Refused everywhere: `unauthorised` (sign in again), `forbidden`, `bad_request`."""
