"""Codes, amounts and times as the desk's people read them, in the language in use."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QCoreApplication

from kiosk.cashier.ports import Cause, Difference, Pair
from kiosk.cashier.values import Session
from kiosk.clock import VIETNAM
from kiosk.money.order import BillKind

translate = QCoreApplication.translate
NB = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
NONE = "—"
_language = ["vi"]
_people: dict[str, str] = {}
_desks: dict[str, str] = {}
_hospital = [""]


def speak(language: str) -> None:
    """How amounts and dates are written from now on."""
    _language[0] = language


def language() -> str:
    """`vi` or `en`."""
    return _language[0]


def said(text: str, *values: object) -> str:
    """A sentence with `%1`, `%2`… filled in."""
    for place, value in enumerate(values, 1):
        text = text.replace(f"%{place}", str(value))
    return text


def number(value: int) -> str:
    """Whole number with thousands parted: `1.284`, in English `1,284`; a true minus before negative ones."""
    grouped = f"{abs(value):,}"
    if language() == "vi":
        grouped = grouped.replace(",", ".")
    return f"{MINUS}{NB}{grouped}" if value < 0 else grouped


def amount(value: int | None) -> str:
    """An amount in a column: no unit, and a dash where that book has nothing (never 0 for unknown)."""
    return NONE if value is None else number(value)


def dong(value: int) -> str:
    """An amount with its unit, never broken over a line."""
    return f"{number(value)}{NB}{'đ' if language() == 'vi' else '₫'}"


def percent(part: int, whole: int) -> str:
    """A share with one decimal, by whole numbers only: `99,5 %`; a dash of nothing. Never rounds up to 100."""
    if not whole:
        return NONE
    tenths = min((part * 1000 * 2 + whole) // (2 * whole), 1000 if part == whole else 999)
    return f"{tenths // 10}{',' if language() == 'vi' else '.'}{tenths % 10}{NB}%"


def share(part: int, whole: int) -> str:
    """A share in whole per cent."""
    return NONE if not whole else f"{(part * 200 + whole) // (2 * whole)}{NB}%"


def local(at: datetime) -> datetime:
    """The moment on the hospital's clock."""
    return at.astimezone(VIETNAM)


def clock(at: datetime | None) -> str:
    """`10:14`."""
    return NONE if at is None else f"{local(at):%H:%M}"


def exact(at: datetime) -> str:
    """`10:14:06`."""
    return f"{local(at):%H:%M:%S}"


def day(value: date) -> str:
    """`24/11/2026`."""
    return f"{value:%d/%m/%Y}"


def moment(at: datetime | None) -> str:
    """`24/11 10:14`."""
    return NONE if at is None else f"{local(at):%d/%m} {local(at):%H:%M}"


def weekday(value: date) -> str:
    """The day's name."""
    names = (
        translate("Words", "Monday"),
        translate("Words", "Tuesday"),
        translate("Words", "Wednesday"),
        translate("Words", "Thursday"),
        translate("Words", "Friday"),
        translate("Words", "Saturday"),
        translate("Words", "Sunday"),
    )
    return names[value.weekday()]


def age(since: datetime, now: datetime) -> str:
    """How long ago: `33 phút`, `1 giờ 43`, `2 ngày`."""
    minutes = max(int((now - since) / timedelta(minutes=1)), 0)
    if minutes < 60:
        return said(translate("Words", "%1 min"), minutes).replace(" ", NB)
    hours, rest = divmod(minutes, 60)
    if hours < 24:
        text = (
            said(translate("Words", "%1 h %2"), hours, f"{rest:02}")
            if rest
            else said(translate("Words", "%1 h"), hours)
        )
        return text.replace(" ", NB)
    return said(translate("Words", "%1 d"), hours // 24).replace(" ", NB)


def call_by(session: Session) -> None:
    """How people, desks and the hospital are called from now on, as the session tells it."""
    _people.clear()
    _people.update(session.names or ((session.user, session.full_name),))
    _desks.clear()
    _desks.update(session.desks)
    _hospital[0] = session.hospital


def hospital() -> str:
    """The hospital's name for the head of a paper."""
    return _hospital[0]


def people() -> dict[str, str]:
    """Full names by user."""
    return dict(_people)


def person(user: str) -> str:
    """A person's full name; a dash for nobody."""
    if user == "hub":
        return translate("Words", "the hub itself")
    return _people.get(user, user) or NONE


def place(name: str) -> str:
    """Where money is taken: a desk by its name, a station by its number; a dash for nowhere."""
    return _desks.get(name, name) or NONE


def shift_name(opened: datetime) -> str:
    """The shift by the hour it was opened."""
    hour = local(opened).hour
    if hour < 11:
        return translate("Words", "Morning shift")
    if hour < 17:
        return translate("Words", "Afternoon shift")
    return translate("Words", "Night shift")


def pair(which: Pair) -> str:
    """Which two books."""
    return {
        Pair.KIOSK_HIS: translate("Words", "Kiosk – HIS"),
        Pair.KIOSK_BANK: translate("Words", "Kiosk – bank"),
        Pair.HIS_BANK: translate("Words", "HIS – bank"),
    }[which]


def cause(which: Cause) -> str:
    """Why two books differ."""
    return {
        Cause.HIS_MISSING: translate("Words", "No HIS receipt"),
        Cause.HIS_WITHOUT_MONEY: translate("Words", "HIS receipt without money"),
        Cause.HIS_REFUSED: translate("Words", "HIS refused it"),
        Cause.HIS_AMOUNT: translate("Words", "HIS amount differs"),
        Cause.HIS_TWICE: translate("Words", "Two HIS receipts"),
        Cause.BANK_MISSING: translate("Words", "Not on the statement"),
        Cause.BANK_AMOUNT: translate("Words", "Bank amount differs"),
        Cause.BANK_ONLY: translate("Words", "Only on the statement"),
        Cause.UNDER: translate("Words", "Paid too little"),
        Cause.OVER: translate("Words", "Paid too much"),
        Cause.IN_PARTS: translate("Words", "Paid in parts"),
        Cause.TWICE: translate("Words", "Paid twice"),
        Cause.LATE: translate("Words", "Came after its time"),
        Cause.ORPHAN: translate("Words", "Money of nobody known"),
        Cause.BILL_TAKEN: translate("Words", "Bill already paid"),
        Cause.REVERSED: translate("Words", "Bank took it back"),
        Cause.OTHER_ACCOUNT: translate("Words", "Another account"),
        Cause.SAME_REFERENCE: translate("Words", "Reference used twice"),
        Cause.UNCLEAR_CARD: translate("Words", "Card payment unclear"),
        Cause.UNCONFIRMED: translate("Words", "Told, not confirmed"),
    }[which]


GRAVE = {
    Cause.HIS_MISSING,
    Cause.HIS_WITHOUT_MONEY,
    Cause.HIS_REFUSED,
    Cause.HIS_TWICE,
    Cause.BANK_MISSING,
    Cause.BANK_ONLY,
    Cause.ORPHAN,
    Cause.REVERSED,
    Cause.UNCLEAR_CARD,
    Cause.UNCONFIRMED,
}
"""Money or a receipt is missing altogether; the rest is a question of how much or when."""


def cause_pill(difference: Difference) -> tuple[str, str]:
    """Kind and words of the pill; short and long payments name the amount."""
    text = cause(difference.cause)
    if difference.cause in (Cause.UNDER, Cause.OVER) and difference.amount:
        text = f"{text} {dong(abs(difference.amount))}"
    if difference.settled:
        return "success", text
    return ("danger" if difference.cause in GRAVE else "caution"), text


def method(code: str) -> str:
    """How it was paid."""
    known = {
        "vietqr": translate("Words", "VietQR at kiosks"),
        "qr": translate("Words", "QR at the desk"),
        "qr_desk": translate("Words", "QR at the desk"),
        "card": translate("Words", "Card"),
        "cash": translate("Words", "Cash"),
        "transfer": translate("Words", "Transfer"),
    }
    return known.get(code, code)


def kind(which: BillKind) -> str:
    """What a bill is for."""
    return {
        BillKind.FEE: translate("Words", "Examination fee"),
        BillKind.ADVANCE: translate("Words", "Advance"),
        BillKind.SERVICES: translate("Words", "Services"),
        BillKind.BALANCE: translate("Words", "Earlier balance"),
    }[which]


def book(code: str) -> str:
    """In whose book something stands."""
    known = {
        "kiosk": translate("Words", "Kiosk"),
        "hub": translate("Words", "Hub"),
        "provider": translate("Words", "Provider"),
        "bank": translate("Words", "Bank"),
        "his": "HIS",
        "desk": translate("Words", "Desk"),
    }
    return known.get(code, code)


def what(code: str) -> str:
    """What happened in a payment's story."""
    known = {
        "order_opened": translate("Words", "Asked for payment"),
        "order_not_made": translate("Words", "The provider made no order"),
        "unconfirmed": translate("Words", "Told, not confirmed"),
        "doubted": translate("Words", "Not clear whether the provider has it"),
        "reversed": translate("Words", "Bank took it back"),
        "receipt_listed": translate("Words", "Receipt in the HIS's list"),
        "void_refused": translate("Words", "Void refused"),
        "order_shown": translate("Words", "Code shown"),
        "order_expired": translate("Words", "The code ran out"),
        "order_cancelled": translate("Words", "The code was withdrawn"),
        "at_provider": translate("Words", "Order at the provider"),
        "credit_seen": translate("Words", "Money came"),
        "credit_received": translate("Words", "Money came"),
        "credit_applied": translate("Words", "Money put to the bill"),
        "applied": translate("Words", "Money put to the bill"),
        "taken_back": translate("Words", "Money taken off the bill"),
        "posted": translate("Words", "Sent to the HIS"),
        "posting_requested": translate("Words", "Sent to the HIS"),
        "posting_unknown": translate("Words", "No clear answer from the HIS"),
        "posting_refused": translate("Words", "HIS refused it"),
        "handed_over": translate("Words", "Handed to a person"),
        "receipted": translate("Words", "HIS receipt"),
        "settled": translate("Words", "HIS receipt"),
        "receipt_voided": translate("Words", "HIS receipt voided"),
        "statement_line": translate("Words", "Line on the statement"),
        "booked": translate("Words", "Line on the statement"),
        "matched": translate("Words", "Matched"),
        "match_undone": translate("Words", "Match undone"),
        "payment_begun": translate("Words", "Payment begun at the desk"),
        "payment_taken": translate("Words", "Taken at the desk"),
        "payment_failed": translate("Words", "No money moved"),
        "payment_unclear": translate("Words", "Card payment unclear"),
        "slip_printed": translate("Words", "Slip printed"),
        "refund_asked": translate("Words", "Refund asked for"),
        "refund_approved": translate("Words", "Refund approved"),
        "refund_refused": translate("Words", "Refund refused"),
        "refund_paid": translate("Words", "Refund paid out"),
        "void_asked": translate("Words", "Void asked for"),
        "voided": translate("Words", "Voided"),
        "difference_taken": translate("Words", "Somebody took it on"),
        "difference_settled": translate("Words", "Settled by a person"),
    }
    return known.get(code, code.replace("_", " "))


def rule(code: str) -> str:
    """Why a match is thought right."""
    known = {
        "provider_id": translate("Words", "the provider's own number"),
        "pay_code": translate("Words", "pay code in the memo"),
        "near_code": translate("Words", "pay code, cut or glued"),
        "name": translate("Words", "the money's own name"),
        "virtual_account": translate("Words", "virtual account"),
        "amount_time": translate("Words", "the only one of this amount at that time"),
        "one_to_many": translate("Words", "several lines make the sum"),
        "many_to_one": translate("Words", "one transfer for several bills"),
        "person": translate("Words", "a person's decision"),
    }
    return known.get(code, code.replace("_", " "))


def detail(code: str) -> str:
    """What stands beside a step: a rule, a method, or a code as it is."""
    found = rule(code)
    if found == code.replace("_", " "):
        found = method(code)
    return found if found != code else state(code)[1]


def state(code: str) -> tuple[str, str]:
    """Kind and words of a state's pill."""
    known = {
        "created": ("rest", translate("Words", "Waiting for money")),
        "expired": ("rest", translate("Words", "Code ran out")),
        "exact": ("success", translate("Words", "Paid exactly")),
        "settled": ("success", translate("Words", "Receipted")),
        "late": ("caution", translate("Words", "Came late")),
        "under": ("caution", translate("Words", "Too little")),
        "over": ("caution", translate("Words", "Too much")),
        "in_parts": ("caution", translate("Words", "In parts")),
        "duplicate": ("caution", translate("Words", "Twice")),
        "orphan": ("danger", translate("Words", "Of nobody known")),
        "waiting": ("rest", translate("Words", "Waiting")),
        "taken": ("success", translate("Words", "Taken")),
        "failed": ("caution", translate("Words", "No money moved")),
        "unclear": ("danger", translate("Words", "Unclear")),
        "void_asked": ("caution", translate("Words", "Void asked for")),
        "voided": ("rest", translate("Words", "Voided")),
        "asked": ("caution", translate("Words", "Waits for approval")),
        "approved": ("success", translate("Words", "Approved, to be paid")),
        "refused": ("rest", translate("Words", "Refused")),
        "reading": ("rest", translate("Words", "Importing")),
        "stopped": ("caution", translate("Words", "Stopped")),
        "done": ("success", translate("Words", "Imported")),
    }
    if code in {str(one) for one in Cause}:
        which = Cause(code)
        return known.get(code, ("danger" if which in GRAVE else "caution", cause(which)))
    return known.get(code, ("rest", code.replace("_", " ")))


def bill_state(code: str) -> tuple[str, str]:
    """Kind and words of a bill's pill."""
    known = {
        "open": ("rest", translate("Words", "To be paid")),
        "paid": ("success", translate("Words", "Paid")),
        "unknown": ("caution", translate("Words", "Not known now")),
    }
    return known.get(code, ("rest", code))


def refund_reason(code: str) -> str:
    """Why money goes back."""
    known = {
        "twice": translate("Words", "Paid twice"),
        "over": translate("Words", "Paid too much"),
        "cancelled": translate("Words", "Visit cancelled"),
        "wrong": translate("Words", "Taken by mistake"),
        "other": translate("Words", "Other"),
    }
    return known.get(code, code.replace("_", " "))


def void_reason(code: str) -> str:
    """Why a payment at the counter is to be voided."""
    known = {
        "wrong_bill": translate("Words", "Wrong bill"),
        "wrong_amount": translate("Words", "Wrong amount"),
        "other": translate("Words", "Otherwise"),
    }
    return known.get(code, code.replace("_", " "))


def close_reason(code: str) -> str:
    """Why counted and book differ."""
    known = {
        "change": translate("Words", "Wrong change given"),
        "unclear": translate("Words", "Not clear"),
        "other": translate("Words", "Other"),
    }
    return known.get(code, code.replace("_", " "))


def column_role(code: str) -> str:
    """What a statement's column holds."""
    known = {
        "ignore": translate("Words", "not read"),
        "booked_at": translate("Words", "date booked"),
        "time": translate("Words", "time"),
        "sign": translate("Words", "sign (in or out)"),
        "currency": translate("Words", "currency"),
        "amount": translate("Words", "amount (± sign)"),
        "credit": translate("Words", "money in"),
        "debit": translate("Words", "money out"),
        "memo": translate("Words", "memo"),
        "reference": translate("Words", "reference"),
        "balance": translate("Words", "balance"),
        "account": translate("Words", "account"),
        "virtual_account": translate("Words", "virtual account"),
    }
    return known.get(code, code.replace("_", " "))


def refusal(code: str) -> str:
    """What a refusal means, and what to do; an unknown code is shown as it is, for IT."""
    known = {
        "forbidden": translate("Words", "Your role may not do this. Ask a supervisor."),
        "bad_request": translate("Words", "The hub did not understand this window. Tell IT."),
        "wrong": translate("Words", "User or PIN does not match. Please try again."),
        "locked": translate("Words", "Too many wrong PINs. Wait a little, or ask a supervisor."),
        "no_desk": translate("Words", "The hub knows no desk of this name."),
        "weak_pin": translate("Words", "Choose six digits or more, without a run or one digit repeated."),
        "no_story": translate("Words", "This payment is not known here."),
        "no_figure": translate("Words", "There are no rows for this figure."),
        "no_report": translate("Words", "There is no such report."),
        "no_difference": translate("Words", "This difference is already gone. Press F5."),
        "no_user": translate("Words", "Nobody of this name works here."),
        "note_missing": translate("Words", "Please write how it was settled."),
        "no_money": translate("Words", "This money is not known here, or nothing is left of it."),
        "no_order": translate("Words", "This order is not known here."),
        "applied_already": translate("Words", "This money already pays a bill. Undo that match first."),
        "why_missing": translate("Words", "Please write why."),
        "no_match": translate("Words", "This match is already gone. Press F5."),
        "receipted": translate("Words", "The HIS has a receipt for it. Void it there first."),
        "nothing_to_post": translate("Words", "Nothing waits to be sent to the HIS."),
        "not_over": translate("Words", "The day is not over yet."),
        "postings_open": translate("Words", "The HIS still owes its answer. Try again in a few minutes."),
        "refunding": translate("Words", "A refund of this money is approved; it cannot be taken off the bill."),
        "no_bill": translate("Words", "No bill under this code. Scan again, or type the bill's number."),
        "no_shift": translate("Words", "No shift is open at this desk. Open one under “Shift”."),
        "already_paid": translate("Words", "This bill is already paid: the HIS knows it. Nothing was taken."),
        "amount": translate("Words", "This amount does not fit."),
        "tendered": translate("Words", "That is less than what is due."),
        "no_terminal": translate("Words", "No card terminal answers at this desk."),
        "id_differs": translate("Words", "This payment was begun with other figures. Begin a new one."),
        "no_payment": translate("Words", "This payment is not known here."),
        "not_taken": translate("Words", "No money was taken for it, so there is no slip."),
        "reason": translate("Words", "Please choose a reason."),
        "own_request": translate("Words", "You asked for it yourself: another person decides."),
        "decided": translate("Words", "It was already decided. Press F5."),
        "not_approved": translate("Words", "It is not approved yet."),
        "own_approval": translate("Words", "You approved it yourself: another person pays it out."),
        "not_enough_cash": translate("Words", "There is not enough cash in the drawer."),
        "reference": translate("Words", "Please give the bank's reference of the transfer."),
        "paid": translate("Words", "It was already paid out."),
        "shift_closed": translate("Words", "That shift is closed. Ask for a refund instead."),
        "asked": translate("Words", "It was already asked for."),
        "not_asked": translate("Words", "Nobody asked to void it."),
        "open_already": translate("Words", "A shift is already open at this desk."),
        "waiting": translate("Words", "A handover waits at this desk: its receiver accepts it first."),
        "counts": translate("Words", "Please look at the pieces again: this count does not fit."),
        "slip": translate("Words", "Please give the treasurer's slip number."),
        "counted": translate("Words", "The count is already locked."),
        "payments_open": translate("Words", "A card or transfer is still waited for. End it first."),
        "not_counted": translate("Words", "Count the cash first."),
        "reversing": translate("Words", "The terminal is already giving the charge back."),
        "under_way": translate("Words", "It is already under way. Wait a moment, then press F5."),
        "no_refund": translate("Words", "This refund is not known here. Press F5."),
        "not_paid": translate("Words", "Nothing was paid out for it yet."),
        "already_receipted": translate("Words", "The HIS has a receipt for it."),
        "reason_missing": translate("Words", "Counted and book differ: please choose a reason."),
        "voids_waiting": translate("Words", "A void waits for a supervisor. Have it decided first."),
        "not_yours": translate("Words", "This handover is for somebody else."),
        "no_handover": translate("Words", "Nothing waits to be accepted."),
        "unreadable": translate("Words", "This file is in no format known here. Make a mapping for it."),
        "too_large": translate("Words", "The file is too large. Export a shorter time at the bank."),
        "no_upload": translate("Words", "The hub no longer has this file. Choose it again."),
        "columns": translate("Words", "Date, amount and memo must each have a column."),
        "no_layout": translate("Words", "Please choose how the file is to be read."),
        "problems": translate("Words", "Some lines cannot be read. Mend the mapping first."),
        "no_import": translate("Words", "This import is not known here."),
    }
    return known.get(code) or said(translate("Words", "The hub declined (%1)."), code)
