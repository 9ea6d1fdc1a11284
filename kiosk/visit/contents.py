"""What a screen may hold of a visit: its name, its content and its frame, as plain values.

Names are masked and no number of a person stands in full. Money is in đồng, times in minutes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


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
    INSURANCE_SCAN = "insurance_scan"
    PAPERS = "papers"
    CHILD_RELATION = "child_relation"
    CHILD_SCAN = "child_scan"
    CHILD_PAPER = "child_paper"
    CHILD_TYPE = "child_type"
    APPOINTMENT = "appointment"
    CLINIC = "clinic"
    ALREADY = "already"
    CHECK = "check"
    PRIORITY = "priority"
    REMINDERS = "reminders"
    REGISTERING = "registering"
    PAYMENT = "payment"
    TICKET = "ticket"
    DESK = "desk"
    EMERGENCY = "emergency"
    TAKE_CARD = "take_card"
    OTHER = "other"
    AGREE = "agree"
    SLIP = "slip"
    WHERE = "where"
    BILLS = "bills"
    RESULTS = "results"
    FEEDBACK = "feedback"
    INFO = "info"


class Overlay(StrEnum):
    """What stands over a screen; the screen beneath is emptied, not only dimmed."""

    NONE = ""
    IDLE = "idle"
    HELP = "help"
    HELP_UNHEARD = "help_unheard"
    CARD_MISSING = "card_missing"
    EMERGENCY = "emergency"
    STAFF_SIGN = "staff_sign"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class EstimateView:
    """The expected fee in đồng; `percent` is what the insurer pays of its own price, for the row's label.

    `lines` tell in the patient's language how it is reckoned: the rule first, then each service, what may change.
    """

    price: int
    insurer_pays: int
    patient_pays: int
    percent: int
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConsentView:
    """The purposes asked for; `outside`: also whether an authority may be asked about the card.

    `read`: asked once more, after the card was read and the hospital asked; `insurer`: the insurer was asked as well.
    """

    outside: bool
    read: bool = False
    insurer: bool = False


@dataclass(frozen=True, slots=True)
class KeyView:
    """`field` is the one being typed (`number`, `birth`, `expiry`, a `passport`'s number, or the `name` of who has no
    chip); `notice` a reason to ask again, or empty. `passport`: a passport's key is being typed; `passports`: they are
    taken here."""

    field: str
    notice: str
    camera: bool
    passport: bool = False
    passports: bool = False


@dataclass(frozen=True, slots=True)
class ReadingView:
    """`moved`: the card left the tray while being read; reading goes on when it is back. `without_chip`: a card that
    has none will do as well."""

    moved: bool
    without_chip: bool = False


@dataclass(frozen=True, slots=True)
class FaceView:
    """The attempt, from 1, of `tries`. `doubt` is a `FaceDoubt` between attempts: why the last was in vain."""

    attempt: int
    tries: int
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class PersonView:
    """Who the visit is for, as others may read it; `child`: a child, and `number` its last four digits.

    Of a child, only what was typed or read from its code stands here, whether or not the hospital knows it.
    """

    masked_name: str
    birth_year: str
    sex: str
    child: bool = False
    number: str = ""


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
    """What the insurer said, or that it is asked; `show`: an insurance card's code may be shown."""

    waiting: bool
    person: PersonView
    coverage: CoverageView
    estimate: EstimateView | None
    show: bool = False


@dataclass(frozen=True, slots=True)
class ScanView:
    """A code is looked for; `notice` says why another one is asked for, or is empty."""

    notice: str


@dataclass(frozen=True, slots=True)
class Tile:
    """A clinic to choose; `icon` names a pictogram, `price` is the examination's full price.

    `closed` says why it is not offered (`kiosk.visit.offer.why_not`), or nothing; the ages bound who is seen there.
    """

    id: str
    name: str
    icon: str
    people: int
    minutes: int
    price: int
    last: bool
    full: bool
    closed: str = ""
    min_age: int | None = None
    max_age: int | None = None
    only_sex: str = ""


@dataclass(frozen=True, slots=True)
class ClinicView:
    """`adding`: a further clinic is being chosen; `child`: a child may be registered instead; `notice`: the HIS's last
    no (`full`, `age`, …), or empty."""

    waiting: bool
    tiles: tuple[Tile, ...]
    selected: str
    adding: bool = False
    child: bool = False
    notice: str = ""


@dataclass(frozen=True, slots=True)
class AppointmentTile:
    """An appointment of today. `kind` is `booked` or `revisit`; `time` as HH:MM."""

    id: str
    kind: str
    time: str
    department: str
    room: str
    floor: str
    building: str
    doctor: str
    icon: str


@dataclass(frozen=True, slots=True)
class AppointmentsView:
    """What the hospital expects the patient for, earliest first; `child`: a child may be registered instead."""

    tiles: tuple[AppointmentTile, ...]
    child: bool = False


@dataclass(frozen=True, slots=True)
class ChildView:
    """`field` is what is asked for: `relation`, `scan`, `paper`, `number`, `insurance`, `birth` or `name`."""

    field: str
    notice: str
    camera: bool


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """A question with few answers: those offered, and those chosen so far."""

    offered: tuple[str, ...]
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceView:
    """Where to go; `minutes` and `people` are None where nobody can say."""

    department: str
    room: str
    floor: str
    building: str
    minutes: int | None
    people: int | None


@dataclass(frozen=True, slots=True)
class FurtherView:
    """A further clinic of the same visit; `id` is what dropping it names."""

    id: str
    place: PlaceView


@dataclass(frozen=True, slots=True)
class CheckView:
    """The last look before anything is sent. `origin_proven` false: the issuer could not be verified here.

    `face` is a `FaceResult`; `card_check` says where staff will look at the card: nowhere (empty), `visit` or `desk`.
    `changed`: a price is not what it was when it was first shown. `appointment` is its time, or empty; `paper` and
    `priority` are declared; `options` may be opened, `add`: a further clinic may be chosen.
    """

    person: PersonView
    coverage: CoverageView
    place: PlaceView
    estimate: EstimateView | None
    pay_later: bool
    origin_proven: bool
    face: str
    card_check: str
    further: tuple[FurtherView, ...] = ()
    changed: bool = False
    appointment: str = ""
    paper: str = ""
    priority: str = ""
    reminders: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    add: bool = False


@dataclass(frozen=True, slots=True)
class NumberView:
    """A further number of the same visit, and its room."""

    number: str
    place: PlaceView


@dataclass(frozen=True, slots=True)
class PaymentView:
    """`notice`: empty, `short`, `paid`, `expired` or `silent` (nobody can say now whether money came).

    `qr` is empty until the order stands. `errand`: a bill is paid, and no number follows.
    """

    due: int
    received: int
    qr: str
    payee: str
    pay_code: str
    notice: str
    errand: bool = False


@dataclass(frozen=True, slots=True)
class TicketView:
    """The clinic's number. `printed` None while printing; `priority` `senior`, `child`, what was declared, or empty.

    `further`: one number more for each further room. `pay`: the fee can be paid here; `other`: another clinic can be
    chosen. `provisional`: a person has to confirm who came. `number` is empty while it is being drawn; `alone`: the
    station gave it while it was cut off. `link` is the phone page's address, or empty. `at_cashier`: there is no bill
    here, the cashier says and takes what is due. `rate`: the patient may say how it was. `reckoning` tells how the fee
    was estimated, if the HIS says the same.

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
    further: tuple[NumberView, ...] = ()
    pay: bool = False
    other: bool = False
    provisional: bool = False
    alone: bool = False
    link: str = ""
    at_cashier: bool = False
    reckoning: tuple[str, ...] = ()
    rate: bool = False


@dataclass(frozen=True, slots=True)
class OtherView:
    """What else there is, in the order it is offered (`kiosk.visit.errands.ERRANDS`)."""

    offered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgreeView:
    """The errand whose purpose is told before anything is read."""

    errand: str


@dataclass(frozen=True, slots=True)
class BillTile:
    """A bill: what it is, `day` it was issued, what is still owed in đồng; `whole`: it can be paid here."""

    id: str
    title: str
    kind: str
    day: date
    owed: int
    whole: bool


@dataclass(frozen=True, slots=True)
class BillsView:
    """What is owed. `found`: the hospital knows the card's holder; `notice`: what came of the last one chosen, `paid`,
    `expired` or `cashier`, or empty; `paid` counts those paid here."""

    waiting: bool
    found: bool
    tiles: tuple[BillTile, ...] = ()
    notice: str = ""
    paid: int = 0


@dataclass(frozen=True, slots=True)
class SlipView:
    """The slip's code is looked for; `notice` is `other_qr`, `camera_away` or empty."""

    notice: str
    camera: bool


@dataclass(frozen=True, slots=True)
class StandingView:
    """Where a number stands; `people` and `minutes` are None where nobody can say."""

    number: str
    room: str
    department: str
    serving: str
    people: int | None
    minutes: int | None


@dataclass(frozen=True, slots=True)
class WhereView:
    """The numbers of a visit, the main one first; none when nothing waits today. `card`: the card said whose."""

    waiting: bool
    card: bool
    numbers: tuple[StandingView, ...] = ()


@dataclass(frozen=True, slots=True)
class ResultsView:
    """`found`: the hospital knows the card's holder; `ready`: every result is there."""

    waiting: bool
    found: bool
    ready: bool = False


@dataclass(frozen=True, slots=True)
class FeedbackView:
    """`asking` is `rating`, `topic` or `thanks`; `topics` are those offered."""

    asking: str
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InfoRow:
    """A department as anybody may read of it; `price` is the examination's full price in đồng."""

    name: str
    icon: str
    room: str
    floor: str
    building: str
    price: int


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice of the hospital, in Vietnamese."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class InfoView:
    """`page` is open, or none; `pages` are offered. `away`: the HIS did not answer."""

    page: str
    pages: tuple[str, ...]
    waiting: bool = False
    away: bool = False
    rows: tuple[InfoRow, ...] = ()
    notices: tuple[NoticeRow, ...] = ()


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
    | ConsentView
    | KeyView
    | ReadingView
    | FaceView
    | InsuranceView
    | ScanView
    | ClinicView
    | AppointmentsView
    | ChildView
    | ChoiceView
    | CheckView
    | PaymentView
    | TicketView
    | DeskView
    | OtherView
    | AgreeView
    | BillsView
    | SlipView
    | WhereView
    | ResultsView
    | FeedbackView
    | InfoView
)


@dataclass(frozen=True, slots=True)
class StaffView:
    """What a member of staff sees. `offered`: they may sign in here; `notice`, `checking` and `tries` belong to that.

    `by` has taken over; `screen` and `reason` say where the visit stands, `states` pairs of what (`card`, `chip`,
    `face`, `his`, `registration`, `printer`) and how it is; `person` is masked; `may` what can be pressed:
    `go_on`, `seen`, `desk`, `cancel`, `finish`. `kept`: a registration stands, and cancelling leaves it.
    """

    offered: bool = False
    notice: str = ""
    checking: bool = False
    tries: int = 0
    by: str = ""
    screen: str = ""
    reason: str = ""
    person: str = ""
    states: tuple[tuple[str, str], ...] = ()
    may: tuple[str, ...] = ()
    kept: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """One screen. `step` 1..5 of the five steps, 0 where none is shown; `back` is `back`, `end` or empty.

    `passport`: what lies on the reader, or shall, is a passport and no ID card. `trouble` tells staff why a station is
    closed: `journal` damaged, `away` (it cannot be opened now), `disk` full; nothing where somebody closed it.
    """

    screen: Screen
    content: Content = Empty()
    overlay: Overlay = Overlay.NONE
    step: int = 0
    back: str = ""
    desk: str = ""
    language: str = "vi"
    card_on_tray: bool = False
    visit_id: str = ""
    staff: StaffView = StaffView()
    passport: bool = False
    trouble: str = ""
