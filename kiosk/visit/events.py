"""Everything that can happen to a visit. Each event is journalled before it is applied.

Events that a person causes derive from `Intent`: they are what windows send. Fields named `at` are filled in by the
station when an event is posted, so that nothing inside a visit ever reads a clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from chip_reader import Check, Citizen
from his_client.his.ports import Appointment, Department, Patient, Registered
from his_client.insurance.ports import Eligibility
from kiosk.privacy import Basic, Sensitive
from kiosk.visit.values import Policy, QueuePlace


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened; `version` is the schema version its journal rows carry."""

    version: ClassVar[int] = 1


@dataclass(frozen=True, slots=True)
class Intent(Event):
    """Something a person did at the station."""


@dataclass(frozen=True, slots=True)
class VisitStarted(Event):
    """A patient arrived: the card was laid down, or the screen touched."""

    visit_id: str
    station_id: str
    at: datetime
    language: str
    card_on_tray: bool
    policy: Policy


@dataclass(frozen=True, slots=True)
class LanguageChosen(Intent):
    language: str


@dataclass(frozen=True, slots=True)
class ConsentGiven(Intent):
    """The consent screen's answers; `wording` is the SHA-256 of the text that was shown, in `language`.

    `outside`: an authority may be asked about the card, where there is one.
    """

    face: bool
    insurer: bool
    wording: str
    language: str
    outside: bool = False


@dataclass(frozen=True, slots=True)
class NextPressed(Intent):
    pass


@dataclass(frozen=True, slots=True)
class BackPressed(Intent):
    pass


@dataclass(frozen=True, slots=True)
class RetryPressed(Intent):
    pass


@dataclass(frozen=True, slots=True)
class EndPressed(Intent):
    pass


@dataclass(frozen=True, slots=True)
class DeskPressed(Intent):
    """The patient would rather see a person."""


@dataclass(frozen=True, slots=True)
class WithoutCameraPressed(Intent):
    """The patient goes on without having their face compared."""


@dataclass(frozen=True, slots=True)
class HelpPressed(Intent):
    """Staff are called; the visit goes on."""


@dataclass(frozen=True, slots=True)
class HelpClosed(Intent):
    pass


@dataclass(frozen=True, slots=True)
class MoreTimePressed(Intent):
    pass


@dataclass(frozen=True, slots=True)
class TypeKeyPressed(Intent):
    """No QR at hand: the key will be typed."""


@dataclass(frozen=True, slots=True, repr=False)
class KeyTyped(Intent):
    """One field of the typed key: `number` (12 digits) or, in its place, `can` (6 digits); then `birth` and `expiry`
    (ISO dates; expiry None = no expiry). A passport's key begins with `passport`; a child has `number` or `insurance`,
    or neither, then `birth` and `name`."""

    field: str
    value: Basic[str | None]


@dataclass(frozen=True, slots=True, repr=False)
class DepartmentChosen(Intent):
    department_id: Sensitive[str]


@dataclass(frozen=True, slots=True)
class ClinicUnknown(Intent):
    """“I don't know which clinic”."""


@dataclass(frozen=True, slots=True)
class AnswersConfirmed(Intent):
    """“Yes, register me”: the one moment after which the visit is sent to the HIS."""

    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PayAtCashierPressed(Intent):
    pass


@dataclass(frozen=True, slots=True)
class CardInserted(Event):
    pass


@dataclass(frozen=True, slots=True)
class CardRemoved(Event):
    pass


@dataclass(frozen=True, slots=True, repr=False)
class QrSeen(Event):
    """A QR text in front of the camera or scanner that parses as a card's QR."""

    text: Basic[str]


@dataclass(frozen=True, slots=True)
class OtherQrSeen(Event):
    """A QR that is no card's QR (VNeID's own code, for one)."""


@dataclass(frozen=True, slots=True)
class CameraAway(Event):
    """The camera gives no picture, or what compares faces does not work: scan or face match are not possible now."""


@dataclass(frozen=True, slots=True)
class CardRead(Event):
    """The chip was read; the portrait stays in the station's memory and is never part of an event."""

    citizen: Basic[Citizen]
    access: str
    checks: tuple[Check, ...]
    has_portrait: bool
    attempt: int


@dataclass(frozen=True, slots=True)
class CardReadFailed(Event):
    """`code` of chip_reader's error: `wrong_key`, `card_gone`, `not_an_id_card`, …"""

    code: str
    attempt: int


@dataclass(frozen=True, slots=True)
class CardConfirmed(Event):
    """An authority outside was asked about the card's signer; `checks` are all of the reading's, its own among them."""

    checks: tuple[Check, ...]
    attempt: int


@dataclass(frozen=True, slots=True)
class CardRechecked(Event):
    """A card was put back; `same` says whether it is the one this visit began with, None that it was not readable."""

    same: bool | None


@dataclass(frozen=True, slots=True)
class FaceDecided(Event):
    """The face step's decision: `match`, `no_match` or `cannot_tell`, with its evidence but no image or vector."""

    decision: str
    score: float | None
    threshold: float | None
    engine: str
    model_sha256: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class CoverageKnown(Event):
    """What the insurer says; `about` is whom it was asked of: the card's holder (empty), or the `child`.

    `asked_at`: when the station asked; None in journals of earlier releases.
    """

    eligibility: Sensitive[Eligibility]
    about: str = ""
    asked_at: datetime | None = None


@dataclass(frozen=True, slots=True, repr=False)
class PatientKnown(Event):
    """What the HIS knows of this person: the patient record, if there is one, and today's registrations.

    `appointments` are today's that were not used yet; `differs` tells in what a record under one of the person's
    numbers differs from the card (`name`, `birth_date`): then it is nobody's until a person has looked.
    """

    patient: Basic[Patient | None]
    today: Sensitive[tuple[Registered, ...]]
    appointments: Sensitive[tuple[Appointment, ...]] = ()
    differs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DepartmentsKnown(Event):
    departments: tuple[Department, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class HisSilent(Event):
    """The HIS did not answer a question (`departments` or `patient`)."""

    question: str


@dataclass(frozen=True, slots=True, repr=False)
class VisitRegistered(Event):
    """The HIS confirmed the registration of this visit's key."""

    registered: Sensitive[Registered]


@dataclass(frozen=True, slots=True, repr=False)
class NumberDrawn(Event):
    """The tickets of registration `id` that had no number have these places, in the tickets' order."""

    id: str
    places: Basic[tuple[QueuePlace, ...]]


@dataclass(frozen=True, slots=True)
class NumberNotDrawn(Event):
    """Neither the hub nor a block of the station's own gave registration `id` a number."""

    id: str


@dataclass(frozen=True, slots=True)
class RegistrationRefused(Event):
    """The HIS said no; `code` is its own (`quota`, `price_changed`, …)."""

    code: str


@dataclass(frozen=True, slots=True)
class OrderOpened(Event):
    """A payment order stands at the hub; `qr` is the VietQR text to show."""

    order_id: str
    amount: int
    qr: str
    pay_code: str
    payee: str


@dataclass(frozen=True, slots=True)
class OrderUnavailable(Event):
    """No order could be opened: the fee is paid at the cashier."""


@dataclass(frozen=True, slots=True)
class CreditsSeen(Event):
    """The verified credits of this visit's order, in đồng, as the hub sees them now."""

    received: int


@dataclass(frozen=True, slots=True)
class PaymentUnheard(Event):
    """The hub does not say whether money came; it is asked on."""


@dataclass(frozen=True, slots=True)
class CallUnheard(Event):
    """Staff were called and nobody heard it."""


@dataclass(frozen=True, slots=True)
class DeskNumberTaken(Event):
    number: str


@dataclass(frozen=True, slots=True)
class TicketPrinted(Event):
    pass


@dataclass(frozen=True, slots=True)
class TicketFailed(Event):
    """`reason` as the printer tells it: `paper`, `cover`, `offline`, …"""

    reason: str


@dataclass(frozen=True, slots=True)
class TimerFired(Event):
    name: str


@dataclass(frozen=True, slots=True)
class StationRestarted(Event):
    """The station came back after a stop and found this visit unfinished."""
