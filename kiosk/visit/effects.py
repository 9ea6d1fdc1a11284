"""Everything a visit asks the world to do, as plain data. `Outward` effects have consequences outside the station."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from his_client.his.ports import Feedback, Identity, IdentitySource, Registered, RegistrationRequest, Ticket
from kiosk.privacy import Basic, Sensitive
from kiosk.visit.values import CardKey, Reason


class Timer(StrEnum):
    """The visit's clocks; starting one that runs starts it anew."""

    IDLE = "idle"
    IDLE_END = "idle_end"
    INSURER = "insurer"
    HIS = "his"
    REGISTER = "register"
    NUMBER = "number"
    PAYMENT = "payment"
    TICKET = "ticket"
    TAKE_CARD = "take_card"
    CARD_GONE = "card_gone"


@dataclass(frozen=True, slots=True)
class Effect:
    """Something the station is asked to do."""


@dataclass(frozen=True, slots=True)
class Outward(Effect):
    """An effect with consequences outside: its id is committed to the journal before the first byte leaves."""

    id: str


@dataclass(frozen=True, slots=True)
class StartTimer(Effect):
    name: Timer
    seconds: float


@dataclass(frozen=True, slots=True)
class StopTimer(Effect):
    name: Timer


@dataclass(frozen=True, slots=True)
class ScanQr(Effect):
    """Look for a card's QR with the station's optics until told to stop."""


@dataclass(frozen=True, slots=True)
class ScanSlip(Effect):
    """Look for the code of a slip until told to stop; whatever else is seen is told as another code, without it."""


@dataclass(frozen=True, slots=True)
class StopCamera(Effect):
    """End scanning or face capture; the camera is dark afterwards."""


@dataclass(frozen=True, slots=True)
class ReadCard(Effect):
    """Read the card on the tray; `attempt` numbers the readings of a visit, and its answer carries it."""

    key: CardKey
    attempt: int


@dataclass(frozen=True, slots=True)
class ConfirmCard(Effect):
    """Ask the authority outside about the reading of this attempt."""

    attempt: int


@dataclass(frozen=True, slots=True)
class RecheckCard(Effect):
    """Prove that the card put back is the one read before."""

    key: CardKey


@dataclass(frozen=True, slots=True)
class MatchFace(Effect):
    """Compare the person before the camera with the portrait in memory."""

    attempt: int


@dataclass(frozen=True, slots=True, repr=False)
class AskInsurer(Effect):
    """`about` is whom it is asked of: the card's holder (empty) or the `child`; the answer carries it."""

    number: Basic[str]
    full_name: Basic[str]
    birth_date: Basic[str]
    about: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class AskPatient(Effect):
    """Look for this person in the HIS, by every number known; `appointments`: ask for today's as well."""

    identity: Basic[Identity]
    insurance_number: Basic[str | None] = None
    appointments: bool = False


@dataclass(frozen=True, slots=True)
class NoteReprint(Effect):
    """Tell the HIS that the slip of this visit (its MA_LK) was printed again."""

    visit_code: str


@dataclass(frozen=True, slots=True)
class AskDepartments(Effect):
    pass


@dataclass(frozen=True, slots=True, repr=False)
class AskBills(Effect):
    """Ask the HIS what this patient owes."""

    patient_id: Basic[str]
    source: IdentitySource


@dataclass(frozen=True, slots=True, repr=False)
class AskResults(Effect):
    """Ask the HIS whether all of this patient's results are there."""

    patient_id: Basic[str]
    source: IdentitySource


@dataclass(frozen=True, slots=True, repr=False)
class AskPositions(Effect):
    """Ask where numbers stand: those of the visit with this code, or else of these registrations of today."""

    visit_code: Sensitive[str]
    registered: Sensitive[tuple[Registered, ...]] = ()


@dataclass(frozen=True, slots=True)
class AskNotices(Effect):
    """Ask what the hospital tells everybody today."""


@dataclass(frozen=True, slots=True, repr=False)
class SendFeedback(Outward):
    """Give a patient's word to the hospital, once; `id` is the feedback's own."""

    feedback: Sensitive[Feedback]


@dataclass(frozen=True, slots=True, repr=False)
class Register(Outward):
    """Register the visit in the HIS, once; `id` is the idempotency key."""

    request: Sensitive[RegistrationRequest]


@dataclass(frozen=True, slots=True, repr=False)
class DrawNumber(Outward):
    """Get a place in the hub's queue for each of `tickets` that has no number; asked again, it is the same place.

    `id` is the registration's. `alone`: the hub is not waited for any more, the station gives numbers of its own.
    """

    tickets: tuple[Ticket, ...]
    priority: Sensitive[str | None] = None
    appointment_at: datetime | None = None
    alone: bool = False


@dataclass(frozen=True, slots=True)
class OpenOrder(Outward):
    """Open a payment order for a bill at the hub and watch it; `amount` in đồng.

    `kind` is what the bill is for (`fee`, `advance`, `services`, `balance`); `visit_code` its visit, or empty.
    """

    bill_id: str
    amount: int
    kind: str = "fee"
    visit_code: str = ""


@dataclass(frozen=True, slots=True)
class LeaveOrder(Effect):
    """The patient left the payment screen; the hub keeps listening for late money."""

    order_id: str


@dataclass(frozen=True, slots=True)
class TakeDeskNumber(Effect):
    """Draw the next number of the desk's queue and keep what staff need with it."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class PrintTicket(Effect):
    """Print the visit's slip as it now stands."""


@dataclass(frozen=True, slots=True)
class PrintPayment(Effect):
    """Print a slip for a bill of this visit that was paid here; `received` is what the hub verified, in đồng."""

    bill_id: str
    received: int
    pay_code: str


@dataclass(frozen=True, slots=True)
class CallStaff(Effect):
    reason: str


@dataclass(frozen=True, slots=True)
class Wipe(Effect):
    """The visit is over: forget portrait, frames, texts; the screen returns to the welcome picture."""
