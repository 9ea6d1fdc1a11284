"""Small values of a visit: consent, card key, what is known so far, how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chip_reader import Check, Citizen
from chip_reader.facts import Fact, assess
from his_client.his.ports import Department, Patient, Registered
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
    CARD_ALTERED = "THE-01"
    CARD_UNREADABLE = "THE-02"
    KEY_UNKNOWN = "THE-03"
    CARD_GONE = "THE-04"
    INSURANCE_DESK = "BH-01"
    CLINIC_UNKNOWN = "KHOA-01"
    CLINICS_FULL = "KHOA-02"
    HIS_AWAY = "HIS-01"
    HIS_REFUSED = "HIS-02"
    ASKED_FOR_DESK = "GAP-01"
    ENDED_BY_PATIENT = "KT-01"
    IDLE = "KT-02"
    STATION_RESTARTED = "KT-03"


@dataclass(frozen=True, slots=True)
class Policy:
    """The station's rules a visit runs under; journalled with its start so that replay needs no configuration.

    All times in seconds; `desk` is the desk number patients are sent to; `facility` the hospital's MA_CSKCB,
    `self_came_route` the provisional route code of patients registered elsewhere (it depends on the hospital's level),
    `card_facts` what must be established about a card before self-service (`chip_reader.facts.Fact`), `accept_weak`
    whether by old algorithms will do.
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
    payment_s: float = 300.0
    take_card_s: float = 30.0
    card_gone_s: float = 12.0
    ticket_s: float = 30.0
    face_tries: int = 3
    key_tries: int = 3


@dataclass(frozen=True, slots=True)
class Consent:
    """What the patient allowed, each purpose apart; silence is no."""

    read_card: bool = False
    face: bool = False
    insurer: bool = False


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


CardKey = QrKey | TypedKey | TypedCan


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


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known so far. Stages read it and add to it; none reaches into another's state.

    `reads` numbers the readings of the card that were begun.
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
    payment: PaymentState | None = None
    printed: bool | None = None

    @property
    def department(self) -> Department | None:
        """The chosen department, if any."""
        return next((d for d in self.departments or () if d.id == self.department_id), None)
