"""Small values of a visit: consent, card key, what is known so far, how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from chip_reader import Check, Citizen
from chip_reader.facts import Fact, assess
from his_client.his.ports import (
    Appointment,
    Bill,
    Capability,
    DeclarationKind,
    Department,
    IdentitySource,
    Notice,
    Patient,
    Registered,
    Relation,
    Reminder,
)
from his_client.insurance.benefit import Estimate
from his_client.insurance.ports import Eligibility
from kiosk.privacy import Basic, Sensitive


class Ending(StrEnum):
    """How a visit ends; each visit ends in exactly one of these."""

    DONE = "done"
    REFUSED = "refused"
    HANDED_OVER = "handed_over"


class Reason(StrEnum):
    """Why a visit ended or was handed to a desk: the small code staff read on the slip."""

    REGISTERED = "OK"
    ALREADY_REGISTERED = "OK-02"
    ERRAND_DONE = "OK-03"
    CARD_ALTERED = "THE-01"
    CARD_UNREADABLE = "THE-02"
    KEY_UNKNOWN = "THE-03"
    CARD_GONE = "THE-04"
    PATIENT_DIFFERS = "HSO-01"
    CHILD_UNKNOWN = "TRE-01"
    GUARDIAN_REFUSED = "TRE-02"
    EMERGENCY = "CC-01"
    INSURANCE_DESK = "BH-01"
    CLINIC_UNKNOWN = "KHOA-01"
    CLINICS_FULL = "KHOA-02"
    HIS_AWAY = "HIS-01"
    HIS_REFUSED = "HIS-02"
    NO_NUMBER = "SO-01"
    ASKED_FOR_DESK = "GAP-01"
    ENDED_BY_PATIENT = "KT-01"
    IDLE = "KT-02"
    STATION_RESTARTED = "KT-03"
    ENDED_BY_STAFF = "KT-04"
    SENT_BY_STAFF = "NV-01"


RULES = 7
"""The edition of the rules that visits begun today run under. From 2 on age, sex and changed prices are looked at here
first; from 3 on a number that the HIS does not give is drawn, and a fee without a bill is the cashier's; from 4 on who
is expected and plainly insured is asked neither about the insurance nor about the only appointment: the check says it;
from 5 on who ends a visit is first asked to take the card; from 6 on the way back leads to the consent also after the
card was read, and what is refused there no longer holds; from 7 on a reader that goes away while it reads is waited
for.
"""


@dataclass(frozen=True, slots=True)
class Policy:
    """The station's rules a visit runs under; journalled with its start so that replay needs no configuration.

    All times in seconds; `desk` is the desk number patients are sent to; `facility` the hospital's MA_CSKCB,
    `self_came_route` the provisional route code of patients registered elsewhere (it depends on the hospital's level),
    `card_facts` what must be established about a card before self-service (`chip_reader.facts.Fact`), `accept_weak`
    whether by old algorithms will do. `his` is what the HIS could do when the visit began
    (`his_client.his.capability`); `qr_alone`: a card whose chip cannot be read may register by its QR, to be confirmed.
    `rules` is their edition: what a visit of the first release was offered, it is offered when it is replayed.
    `outside`: there is an authority that may be asked about the card's signer, for who allows it. `staff`: a member of
    staff may take a visit over here, and is taken to have left after `staff_idle_s` without a touch; `staff_identity`:
    they may say that they looked at the card and the person.
    """

    desk: str
    facility: str
    consent_version: str
    self_came_route: str = "1.18"
    card_facts: tuple[str, ...] = ("intact",)
    accept_weak: bool = False
    idle_s: float = 50.0
    idle_warning_s: float = 30.0
    insurer_wait_s: float = 8.0
    his_wait_s: float = 8.0
    register_wait_s: float = 12.0
    number_wait_s: float = 4.0
    payment_s: float = 300.0
    take_card_s: float = 30.0
    card_gone_s: float = 12.0
    ticket_s: float = 30.0
    face_tries: int = 3
    key_tries: int = 3
    his: tuple[str, ...] = ()
    qr_alone: bool = False
    rules: int = 1
    outside: bool = False
    staff: bool = False
    staff_idle_s: float = 120.0
    staff_identity: bool = False

    def can(self, capability: Capability) -> bool:
        """Whether the HIS offers it, so that the visit may."""
        return capability in self.his


@dataclass(frozen=True, slots=True)
class Consent:
    """What the patient allowed, each purpose apart; silence is no."""

    read_card: bool = False
    face: bool = False
    insurer: bool = False
    outside: bool = False


WITHDRAWABLE = 6
"""The edition of the rules from which on a purpose can be refused after it was allowed, until the visit is sent."""


@dataclass(frozen=True, slots=True, repr=False)
class QrKey:
    """The access key as the card's QR: the text the camera or scanner saw."""

    text: Basic[str]


@dataclass(frozen=True, slots=True, repr=False)
class TypedKey:
    """The access key as typed: number (9 or 12 digits), birth date and expiry as ISO dates; expiry None = no expiry."""

    number: Basic[str]
    birth: Basic[str]
    expiry: Basic[str | None]


@dataclass(frozen=True, slots=True, repr=False)
class TypedCan:
    """The access key as typed: the six-digit card access number, which opens chips that offer PACE."""

    can: Basic[str]


@dataclass(frozen=True, slots=True, repr=False)
class PassportKey:
    """A passport's access key as typed from its page: number (letters and digits), birth and expiry as ISO dates."""

    number: Basic[str]
    birth: Basic[str]
    expiry: Basic[str]


@dataclass(frozen=True, slots=True, repr=False)
class MrzKey:
    """A passport's access key as the machine readable lines a scanner read."""

    text: Basic[str]


CardKey = QrKey | TypedKey | TypedCan | PassportKey | MrzKey


@dataclass(frozen=True, slots=True)
class Authenticity:
    """What is proven about the card: a set of checked facts, never one word."""

    access: str
    checks: tuple[Check, ...]

    @property
    def origin_proven(self) -> bool:
        """Whether the card's issuer is proven, by a configured trust anchor or an outside authority."""
        return bool({Fact.ISSUER, Fact.CONFIRMED} & assess(self.checks).established)


class FaceResult(StrEnum):
    """How the face step ended; what follows from it is settled in `kiosk.visit.card_check`.

    `NOT_MATCHED`: a comparison said no, and none said yes. `UNDECIDED`: each try ended without a comparison.
    """

    MATCHED = "matched"
    NOT_CONSENTED = "not_consented"
    SKIPPED = "skipped"
    NO_CAMERA = "no_camera"
    NO_PORTRAIT = "no_portrait"
    NOT_MATCHED = "not_matched"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class PaymentState:
    """What is known of the money of this visit, in đồng; `received` counts verified credits only."""

    order_id: str
    due: int
    received: int = 0
    settled: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class QueuePlace:
    """A place in the hub's queue, for a ticket the HIS gave no number.

    `people_before` and `minutes` are None where nobody can say; `link` is the phone page's address, or empty, and opens
    it to whoever has it. `provisional`: given by the station alone, the hub has not heard of it yet.
    """

    number: str
    people_before: int | None = None
    minutes: int | None = None
    link: str = ""
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a number stands now; `people_before` and `minutes` are None where nobody can say.

    `serving` is the number in the room, empty where it is not known. It names no person.
    """

    number: str
    room: str
    department: str = ""
    serving: str = ""
    people_before: int | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Child:
    """A child somebody brings: by the QR of its own card, or as typed. `number` is its 12-digit number, or empty.

    `source` says how the data came; `insurance_number` stands where an insurance card was shown or its number typed.
    """

    number: Basic[str]
    full_name: Basic[str]
    birth: Basic[str]
    sex: Basic[str]
    source: IdentitySource
    relation: Relation
    insurance_number: Basic[str] = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known so far. Stages read it and add to it; none reaches into another's state.

    `reads` numbers the readings of the card that were begun. `source` is set where no chip was read. `for_child`: the
    visit is for a child, and `citizen` is the adult who brings it. `refused` is the HIS's last no, to be told.
    `adding` is the further department being chosen: None while none is, empty until one is touched.
    `coverage_asked_at`: when the insurer was asked for `coverage`.
    `errand` is what the patient came for instead of registering, `slip` the visit's code on a slip that was shown;
    `bills` what is owed, `bill_id` the one chosen, `paid` those paid here, `bill_notice` what came of the last one.
    `seen_by` is the member of staff who looked at the card and the person, or empty.
    `drawing` is the registration numbers were asked for; `places` what was given to its tickets without a number.
    """

    consent: Consent = Consent()
    key: CardKey | None = None
    reads: int = 0
    citizen: Basic[Citizen] | None = None
    authenticity: Authenticity | None = None
    has_portrait: bool = False
    face: FaceResult | None = None
    coverage: Sensitive[Eligibility] | None = None
    his_silent: bool = False
    patient: Basic[Patient] | None = None
    patient_known: bool = False
    today: tuple[Registered, ...] = ()
    departments: tuple[Department, ...] | None = None
    priced_on: date | None = None
    department_id: str | None = None
    estimate: Estimate | None = None
    registered: Registered | None = None
    drawing: str = ""
    places: Basic[tuple[QueuePlace, ...]] = ()
    payment: PaymentState | None = None
    printed: bool | None = None
    source: IdentitySource | None = None
    differs: tuple[str, ...] = ()
    searched_by_card: bool = False
    appointments: tuple[Appointment, ...] = ()
    appointment_id: str | None = None
    further: tuple[str, ...] = ()
    adding: str | None = None
    refused: str = ""
    paper: DeclarationKind | None = None
    declared: str = ""
    reminders: tuple[Reminder, ...] = ()
    for_child: bool = False
    child: Child | None = None
    coverage_asked_at: datetime | None = None
    errand: str = ""
    slip: str = ""
    bills: tuple[Bill, ...] | None = None
    bill_id: str | None = None
    bill_notice: str = ""
    paid: tuple[str, ...] = ()
    positions: tuple[Standing, ...] | None = None
    ready: bool | None = None
    notices: tuple[Notice, ...] | None = None
    seen_by: str = ""

    @property
    def bill(self) -> Bill | None:
        """The bill chosen to be paid, if any."""
        return next((one for one in self.bills or () if one.id == self.bill_id), None)

    @property
    def department(self) -> Department | None:
        """The chosen department, if any."""
        return self.department_of(self.department_id)

    @property
    def wanted(self) -> tuple[Department, ...]:
        """Every department chosen, the main one first."""
        found = (self.department_of(one) for one in (self.department_id, *self.further))
        return tuple(department for department in found if department is not None)

    @property
    def appointment(self) -> Appointment | None:
        """The appointment the patient came for, if any."""
        return next((one for one in self.appointments if one.id == self.appointment_id), None)

    def department_of(self, department_id: str | None) -> Department | None:
        """The department of this id, if the HIS offers it."""
        return next((d for d in self.departments or () if d.id == department_id), None)
