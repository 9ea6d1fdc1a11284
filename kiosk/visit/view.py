"""What a screen may show of a visit: a pure projection, with names masked and no number in full.

A window draws a `View` and nothing else; its texts, sizes and colours are its own. Money is in đồng, times in minutes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kiosk.privacy import last_four, masked_name
from kiosk.visit.card_check import card_check, face_code
from kiosk.visit.pricing import COVERED, estimate_for, undecided
from kiosk.visit.priority import priority_of
from kiosk.visit.stages.choose import ChooseState
from kiosk.visit.stages.consent import ConsentState
from kiosk.visit.stages.coverage import CoverageState
from kiosk.visit.stages.face import FaceState
from kiosk.visit.stages.finish import FinishState
from kiosk.visit.stages.identify import IdentifyState
from kiosk.visit.stages.key import TYPED_FIELDS, KeyState, KeyWay
from kiosk.visit.stages.pay import PayState
from kiosk.visit.stages.register import RegisterState
from kiosk.visit.step import stage_before
from kiosk.visit.values import Ending, Facts, Reason
from kiosk.visit.visit import Visit


class Screen(StrEnum):
    """The screens of the patient's window."""

    WELCOME = "welcome"
    CLOSED = "closed"
    CONSENT = "consent"
    KEY_QR = "key_qr"
    KEY_TYPE = "key_type"
    LAY_CARD = "lay_card"
    READING = "reading"
    FACE = "face"
    FACE_RETRY = "face_retry"
    INSURANCE = "insurance"
    CLINIC = "clinic"
    ALREADY = "already"
    CHECK = "check"
    REGISTERING = "registering"
    PAYMENT = "payment"
    TICKET = "ticket"
    DESK = "desk"
    TAKE_CARD = "take_card"


class Overlay(StrEnum):
    """What stands over a screen; the screen beneath is emptied, not only dimmed."""

    NONE = ""
    IDLE = "idle"
    HELP = "help"
    HELP_UNHEARD = "help_unheard"
    CARD_MISSING = "card_missing"


@dataclass(frozen=True, slots=True)
class EstimateView:
    """The expected fee in đồng; `percent` is what the insurer pays of its own price, for the row's label."""

    price: int
    insurer_pays: int
    patient_pays: int
    percent: int


@dataclass(frozen=True, slots=True)
class KeyView:
    """`field` is the one being typed (`number`, `birth`, `expiry`); `notice` a reason to ask again, or empty."""

    field: str
    notice: str
    camera: bool


@dataclass(frozen=True, slots=True)
class ReadingView:
    """`moved`: the card left the tray while being read; reading goes on when it is back."""

    moved: bool


@dataclass(frozen=True, slots=True)
class FaceView:
    """The attempt, from 1, of `tries`."""

    attempt: int
    tries: int


@dataclass(frozen=True, slots=True)
class PersonView:
    """Who the visit is for, as others may read it."""

    masked_name: str
    birth_year: str
    sex: str


@dataclass(frozen=True, slots=True)
class CoverageView:
    """`status` is the eligibility, or `not_asked`, or `unverified`; `own_hospital`: first registration is here."""

    status: str
    code: str
    card: str
    level: int | None
    valid_to: date | None
    own_hospital: bool


@dataclass(frozen=True, slots=True)
class InsuranceView:
    waiting: bool
    person: PersonView
    coverage: CoverageView
    estimate: EstimateView | None


@dataclass(frozen=True, slots=True)
class Tile:
    """A clinic to choose; `icon` names a pictogram, `price` is the examination's full price."""

    id: str
    name: str
    icon: str
    people: int
    minutes: int
    price: int
    last: bool
    full: bool


@dataclass(frozen=True, slots=True)
class ClinicView:
    waiting: bool
    tiles: tuple[Tile, ...]
    selected: str


@dataclass(frozen=True, slots=True)
class PlaceView:
    """Where to go."""

    department: str
    room: str
    floor: str
    building: str
    minutes: int
    people: int


@dataclass(frozen=True, slots=True)
class CheckView:
    """The last look before anything is sent. `origin_proven` false: the issuer could not be verified here.

    `face` is a `FaceResult`; `card_check` says where staff will look at the card: nowhere (empty), `visit` or `desk`.
    """

    person: PersonView
    coverage: CoverageView
    place: PlaceView
    estimate: EstimateView | None
    pay_later: bool
    origin_proven: bool
    face: str
    card_check: str


@dataclass(frozen=True, slots=True)
class PaymentView:
    """`notice`: empty, `short`, `paid`, `expired` or `silent` (nobody can say now whether money came).

    `qr` is empty until the order stands.
    """

    due: int
    received: int
    qr: str
    payee: str
    pay_code: str
    notice: str


@dataclass(frozen=True, slots=True)
class TicketView:
    """The clinic's number. `printed` None while printing; `priority` `senior`, `child` or empty.

    `card_check` says where staff look at the card: nowhere (empty), `visit`, or `desk`, which then comes before the
    clinic; `code` is the small code of a face that was not matched, or empty.
    """

    number: str
    place: PlaceView
    person: PersonView
    printed: bool | None
    due: int
    received: int
    settled: bool
    reprint: bool
    priority: str
    card_check: str
    code: str


@dataclass(frozen=True, slots=True)
class DeskView:
    """The desk's number. `reason` is the small code for staff; `kind` names the reason in words for the patient.

    `told`: staff have heard of it.
    """

    number: str
    reason: str
    kind: str
    told: bool
    printed: bool | None


@dataclass(frozen=True, slots=True)
class Empty:
    """A screen with nothing of the visit on it."""


Content = (
    Empty
    | KeyView
    | ReadingView
    | FaceView
    | InsuranceView
    | ClinicView
    | CheckView
    | PaymentView
    | TicketView
    | DeskView
)


@dataclass(frozen=True, slots=True)
class View:
    """One screen. `step` 1..5 of the five steps, 0 where none is shown; `back` is `back`, `end` or empty."""

    screen: Screen
    content: Content = Empty()
    overlay: Overlay = Overlay.NONE
    step: int = 0
    back: str = ""
    desk: str = ""
    language: str = "vi"
    card_on_tray: bool = False
    visit_id: str = ""


def view_of(visit: Visit | None, *, language: str = "vi", desk: str = "", closed: bool = False) -> View:
    """The screen of a visit, or the welcome (or closed) screen when there is none."""
    if visit is None or visit.over:
        return View(Screen.CLOSED if closed else Screen.WELCOME, desk=desk, language=language)
    screen, step, content = _screen(visit)
    return View(
        screen=screen,
        content=content,
        overlay=_overlay(visit),
        step=step,
        back=_back(visit, screen),
        desk=visit.policy.desk,
        language=visit.language,
        card_on_tray=visit.card_on_tray,
        visit_id=visit.id,
    )


def _overlay(visit: Visit) -> Overlay:
    if visit.idle_warning:
        return Overlay.IDLE
    if visit.card_missing:
        return Overlay.CARD_MISSING
    if not visit.help_shown:
        return Overlay.NONE
    return Overlay.HELP_UNHEARD if visit.call_unheard else Overlay.HELP


def _back(visit: Visit, screen: Screen) -> str:
    match screen:
        case Screen.READING | Screen.FACE | Screen.FACE_RETRY | Screen.REGISTERING | Screen.PAYMENT:
            return ""
        case Screen.TICKET | Screen.DESK | Screen.TAKE_CARD:
            return ""
        case Screen.CONSENT:
            return "back"
        case Screen.KEY_TYPE if isinstance(visit.state, KeyState) and (visit.state.typed or visit.state.camera):
            return "back"
        case _:
            return "back" if stage_before(visit) else "end"


def _screen(visit: Visit) -> tuple[Screen, int, Content]:
    facts = visit.facts
    match visit.state:
        case ConsentState():
            return Screen.CONSENT, 1, Empty()
        case KeyState(way=way) as key:
            field = TYPED_FIELDS[min(len(key.typed), len(TYPED_FIELDS) - 1)]
            content = KeyView(field, key.notice or "", key.camera)
            return (Screen.KEY_QR if way is KeyWay.QR else Screen.KEY_TYPE), 1, content
        case IdentifyState(reading=reading, moved=moved):
            screen = Screen.READING if reading or moved else Screen.LAY_CARD
            return screen, 1, ReadingView(moved)
        case FaceState(attempt=attempt, looking=looking):
            screen = Screen.FACE if looking else Screen.FACE_RETRY
            return screen, 2, FaceView(attempt, visit.policy.face_tries)
        case CoverageState(waiting=waiting):
            estimate = None if waiting else _estimate(visit)
            return Screen.INSURANCE, 3, InsuranceView(waiting, _person(facts), _coverage(visit), estimate)
        case ChooseState(already=True):
            return Screen.ALREADY, 4, _ticket(visit, reprint=True)
        case ChooseState(waiting=waiting):
            return Screen.CLINIC, 4, ClinicView(waiting, _tiles(facts), facts.department_id or "")
        case RegisterState(sending=True):
            return Screen.REGISTERING, 4, Empty()
        case RegisterState():
            return Screen.CHECK, 4, _check(visit)
        case PayState() as pay:
            due, received = (facts.payment.due, facts.payment.received) if facts.payment else (0, 0)
            return Screen.PAYMENT, 5, PaymentView(due, received, pay.qr, pay.payee, pay.pay_code, pay.notice or "")
        case FinishState() as finish:
            return _finish(visit, finish)


def _finish(visit: Visit, finish: FinishState) -> tuple[Screen, int, Content]:
    if finish.take_card:
        return Screen.TAKE_CARD, 0, Empty()
    if finish.ending is Ending.HANDED_OVER:
        return (
            Screen.DESK,
            0,
            DeskView(
                number=finish.desk_number or "",
                reason=finish.reason.value,
                kind=finish.reason.name.lower(),
                told=not visit.call_unheard,
                printed=visit.facts.printed,
            ),
        )
    return Screen.TICKET, 0, _ticket(visit, reprint=finish.reason is Reason.ALREADY_REGISTERED)


def _person(facts: Facts) -> PersonView:
    citizen = facts.citizen
    if citizen is None:
        return PersonView("", "", "")
    return PersonView(masked_name(citizen.full_name), citizen.date_of_birth[:4], citizen.sex)


def _coverage(visit: Visit) -> CoverageView:
    coverage = visit.facts.coverage
    if not visit.facts.consent.insurer:
        return CoverageView("not_asked", "", "", None, None, own_hospital=False)
    if coverage is None:
        return CoverageView("unverified", "", "", None, None, own_hospital=False)
    return CoverageView(
        status=coverage.status.value,
        code=coverage.code,
        card=last_four(coverage.card or ""),
        level=coverage.level,
        valid_to=coverage.valid_to,
        own_hospital=coverage.first_registration == visit.policy.facility,
    )


def _estimate(visit: Visit) -> EstimateView | None:
    facts = visit.facts
    estimate = facts.estimate if facts.estimate and facts.department_id else estimate_for(facts, visit.policy)
    if estimate is None:
        return None
    covered = facts.coverage is not None and facts.coverage.status in COVERED
    insured_price = _insured_price(facts)
    percent = round(100 * estimate.insurer_pays / insured_price) if covered and insured_price else 0
    return EstimateView(
        price=estimate.insurer_pays + estimate.patient_pays,
        insurer_pays=estimate.insurer_pays,
        patient_pays=estimate.patient_pays,
        percent=percent,
    )


def _insured_price(facts: Facts) -> int:
    department = facts.department or next(iter(facts.departments or ()), None)
    return department.service.insured_price if department else 0


def _tiles(facts: Facts) -> tuple[Tile, ...]:
    last = facts.patient.last_department_id if facts.patient else None
    tiles = [
        Tile(
            d.id,
            d.name,
            d.icon,
            d.queue_length,
            d.wait_minutes,
            price=d.service.price,
            last=d.id == last,
            full=d.full,
        )
        for d in facts.departments or ()
    ]
    return tuple(sorted(tiles, key=lambda tile: not tile.last))


def _check(visit: Visit) -> CheckView:
    facts = visit.facts
    department = facts.department
    place = PlaceView("", "", "", "", 0, 0)
    if department is not None:
        place = PlaceView(
            department.name,
            department.room,
            department.floor,
            department.building,
            department.wait_minutes,
            department.queue_length,
        )
    return CheckView(
        person=_person(facts),
        coverage=_coverage(visit),
        place=place,
        estimate=_estimate(visit),
        pay_later=undecided(facts),
        origin_proven=bool(facts.authenticity and facts.authenticity.origin_proven),
        face=facts.face.value if facts.face else "",
        card_check=card_check(facts).value,
    )


def _ticket(visit: Visit, *, reprint: bool) -> TicketView:
    facts, registered = visit.facts, visit.facts.registered
    if registered is None:
        raise ValueError("a clinic's number is shown only for a registered visit")
    payment = facts.payment
    born = facts.citizen.date_of_birth if facts.citizen else ""
    return TicketView(
        number=registered.queue_number,
        place=PlaceView(
            registered.department_name,
            registered.room,
            registered.floor,
            registered.building,
            registered.wait_minutes,
            registered.people_before,
        ),
        person=_person(facts),
        printed=facts.printed,
        due=registered.amount_due,
        received=payment.received if payment else registered.amount_paid,
        settled=payment.settled if payment else registered.amount_paid >= registered.amount_due,
        reprint=reprint,
        priority=(priority_of(born, visit.started_at.date()) if born else None) or "",
        card_check=card_check(facts).value,
        code=face_code(facts),
    )
