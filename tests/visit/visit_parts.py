"""A visit told as a story: events in, what is so and what was asked of the world out; and the people and answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar

from chip_reader import Check, CheckStatus, Citizen
from his_client.his.capability import EVERYTHING
from his_client.his.ports import (
    Appointment,
    AppointmentKind,
    Bill,
    Department,
    DocumentType,
    Identity,
    IdentitySource,
    Patient,
    Registered,
    Service,
    Ticket,
)
from his_client.insurance.ports import Eligibility, EligibilityStatus
from kiosk.clock import VIETNAM
from kiosk.visit import effects as fx
from kiosk.visit import errands
from kiosk.visit import events as ev
from kiosk.visit import wishes as wi
from kiosk.visit.step import begin, step
from kiosk.visit.values import RULES, Policy, Standing
from kiosk.visit.view import Content, Screen, View, view_of
from kiosk.visit.visit import Visit

C = TypeVar("C", bound=Content)
E = TypeVar("E", bound=fx.Effect)

NOW = datetime(2026, 11, 24, 7, 30, tzinfo=VIETNAM)
VISIT_ID = "0193a000-0000-7000-8000-000000000001"
ID_NUMBER = "001190000123"
FULL_NAME = "Nguyễn Thị Kiểm Thử"
FACILITY = "01999"
POLICY = Policy(desk="2", facility=FACILITY, consent_version="1", rules=RULES)
GENEROUS = replace(POLICY, his=tuple(EVERYTHING), qr_alone=True)

CITIZEN = Citizen(
    id_number=ID_NUMBER,
    full_name=FULL_NAME,
    date_of_birth="1990-05-17",
    sex="Nữ",
    nationality="Việt Nam",
    ethnicity="Kinh",
    place_of_residence="Thôn Mẫu, xã Mẫu, Hà Nội",
    issue_date="2021-06-15",
    expiry_date="2030-05-17",
)
GOOD = tuple(Check(name, CheckStatus.OK, "compared") for name in ("hash:DG2", "hash:DG13", "sod_signature", "chain"))
ALTERED = (*GOOD, Check("hash:DG1", CheckStatus.FAILED, "differs"))

QR_TEXT = f"{ID_NUMBER}||{FULL_NAME}|17051990|Nữ|Thôn Mẫu, xã Mẫu, Hà Nội|15062021"
CONSENT = ev.ConsentGiven(face=True, insurer=True, wording="0" * 64, language="vi")
QR = ev.QrSeen(QR_TEXT)
TYPED = (
    ev.KeyTyped("number", ID_NUMBER),
    ev.KeyTyped("birth", "1990-05-17"),
    ev.KeyTyped("expiry", "2030-05-17"),
)
READ = ev.CardRead(CITIZEN, "BAC", GOOD, has_portrait=True, attempt=1)
MATCH = ev.FaceDecided("match", 0.31, 0.4, "test", "0" * 64, ())
NO_MATCH = ev.FaceDecided("no_match", 0.71, 0.4, "test", "0" * 64, ("distance",))
DOUBT = ev.FaceDecided("cannot_tell", None, None, "test", "0" * 64, ("too_dark",))

ELIGIBLE = Eligibility(
    EligibilityStatus.ELIGIBLE,
    "000",
    "GD4010123456789",
    80,
    date(2026, 1, 1),
    date(2026, 12, 31),
    FACILITY,
    "K1",
    None,
)
COVERED = ev.CoverageKnown(ELIGIBLE)
MISMATCH = ev.CoverageKnown(replace(ELIGIBLE, status=EligibilityStatus.MISMATCH, code="060"))
NOT_INSURED = ev.CoverageKnown(
    replace(ELIGIBLE, status=EligibilityStatus.NOT_ELIGIBLE, code="051", card=None, level=None)
)
SILENT_INSURER = ev.CoverageKnown(Eligibility.without_card(EligibilityStatus.UNVERIFIED, "timeout"))

EXAM = Service("S1", "Khám bệnh", 50_000, 40_000)


def department(
    name: str,
    *,
    full: bool = False,
    service: Service = EXAM,
    room: str = "12",
    ages: tuple[int | None, int | None] = (None, None),
    only_sex: str = "",
) -> Department:
    return Department(
        name, name, f"Phòng khám {name}", room, "1", "A", 3, 25, "general", *ages, full, service, only_sex
    )


CLINICS = ev.DepartmentsKnown((department("K01"), department("K02")), NOW)
STRANGER = ev.PatientKnown(None, ())
REGULAR = ev.PatientKnown(Patient("BN1", FULL_NAME, "K02", None), ())


def registered(*, key: str = VISIT_ID, due: int = 18_000, paid: int = 0) -> Registered:
    return Registered(
        key, "LK1", "BN1", "K01-007", "12", "1", "A", 6, 25, "HD1", due, "K01", "Phòng khám K01", amount_paid=paid
    )


ANSWER = ev.VisitRegistered(registered())
CONFIRM = ev.AnswersConfirmed(at=NOW)
OPENED = ev.OrderOpened(f"{VISIT_ID}:pay", 18_000, "00020101QR", "KQ0001", "BENH VIEN MAU")


def read(attempt: int) -> ev.CardRead:
    """The good reading, as the answer to this attempt."""
    return replace(READ, attempt=attempt)


def failed(code: str, attempt: int = 1) -> ev.CardReadFailed:
    return ev.CardReadFailed(code, attempt)


def fired(timer: fx.Timer) -> ev.TimerFired:
    return ev.TimerFired(timer)


class Story:
    """One visit and everything it asked for. Each `then` returns the story, so a way reads as one line."""

    visit: Visit

    def __init__(self, *, card_on_tray: bool = False, policy: Policy = POLICY) -> None:
        started = ev.VisitStarted(VISIT_ID, "03", NOW, "vi", card_on_tray, policy)
        self.visit, self.last = begin(started)
        self.asked: list[fx.Effect] = list(self.last)

    def then(self, *events: ev.Event) -> Story:
        for event in events:
            self.visit, self.last = step(self.visit, event)
            self.asked += self.last
        return self

    @property
    def view(self) -> View:
        return view_of(self.visit)

    def shows(self, screen: Screen) -> bool:
        return self.view.screen is screen

    def content(self, kind: type[C]) -> C:
        """What the screen shows, which must be of this kind."""
        content = self.view.content
        assert isinstance(content, kind)
        return content

    def all(self, kind: type[E]) -> list[E]:
        return [effect for effect in self.asked if isinstance(effect, kind)]

    def running(self) -> set[fx.Timer]:
        """The clocks that run now, if none has fired unnoticed."""
        clocks: set[fx.Timer] = set()
        for effect in self.asked:
            match effect:
                case fx.StartTimer(name=name):
                    clocks.add(name)
                case fx.StopTimer(name=name):
                    clocks.discard(name)
                case fx.Wipe():
                    clocks.clear()
                case _:
                    pass
        return clocks


def at_key(consent: ev.ConsentGiven = CONSENT, policy: Policy = POLICY) -> Story:
    return Story(policy=policy).then(consent)


def at_lay_card(consent: ev.ConsentGiven = CONSENT, policy: Policy = POLICY) -> Story:
    return at_key(consent, policy).then(QR)


def at_reading(consent: ev.ConsentGiven = CONSENT, policy: Policy = POLICY) -> Story:
    return at_lay_card(consent, policy).then(ev.CardInserted())


def at_face(consent: ev.ConsentGiven = CONSENT, policy: Policy = POLICY) -> Story:
    return at_reading(consent, policy).then(READ)


def at_insurance(answer: ev.CoverageKnown | None = COVERED, patient: ev.PatientKnown = STRANGER) -> Story:
    story = at_face().then(CLINICS, patient, MATCH)
    return story.then(answer) if answer else story


def at_clinics(answer: ev.CoverageKnown = COVERED, patient: ev.PatientKnown = STRANGER) -> Story:
    return at_insurance(answer, patient).then(ev.NextPressed())


def at_check(answer: ev.CoverageKnown = COVERED) -> Story:
    return at_clinics(answer).then(ev.DepartmentChosen("K01"), ev.NextPressed())


def sending(answer: ev.CoverageKnown = COVERED) -> Story:
    return at_check(answer).then(CONFIRM)


def at_payment() -> Story:
    return sending().then(ANSWER, OPENED)


def at_ticket() -> Story:
    return at_payment().then(ev.PayAtCashierPressed())


# -- a hospital whose HIS offers everything

HEART = Service("S1", "Khám tim mạch", 50_000, 40_000)
EYES = Service("S2", "Khám mắt", 60_000, 40_000)
WIDE = ev.DepartmentsKnown(
    (
        department("K01", service=HEART),
        department("K02", service=EYES, room="14"),
        department("K03", service=Service("S3", "Khám nhi", 50_000, 40_000), room="15", ages=(None, 15)),
        department("K04", service=Service("S4", "Khám phụ sản", 50_000, 40_000), room="16", only_sex="Nữ"),
        department("K05", service=Service("S5", "Khám nam khoa", 50_000, 40_000), room="17", only_sex="Nam"),
        department("K06", service=Service("S6", "Khám da", 50_000, 40_000), room="12"),
    ),
    NOW,
)
AT_NINE = NOW.replace(hour=9, minute=0)
NINE = Appointment("HEN1", AppointmentKind.REVISIT, "K02", "Phòng khám K02", "14", AT_NINE, "1", "A", "BS A")
EXPECTED = replace(REGULAR, appointments=(NINE,))
ELSEWHERE = ev.CoverageKnown(replace(ELIGIBLE, first_registration="01888"))
TWO_NUMBERS = replace(
    registered(), further=(Ticket("B-003", "14", "1", "A", 2, 10, "K02", "Phòng khám K02"),), amount_due=78_000
)
CHILD_QR = "001220000456||Nguyễn Văn Bé|03022022|Nam|Thôn Mẫu, xã Mẫu, Hà Nội|15062025"
CHILD_CARD = "TE1010000000456|Nguyễn Văn Bé|03/02/2022|1|01 - 999|Thôn Mẫu"


def who(source: IdentitySource = IdentitySource.CARD_ONLY) -> Identity:
    """The card's holder as the hospital is asked about them."""
    return Identity(
        id_number=ID_NUMBER,
        full_name=FULL_NAME,
        date_of_birth="1990-05-17",
        sex="Nữ",
        address="Thôn Mẫu, xã Mẫu, Hà Nội",
        identity_source=source,
        issue_date="2021-06-15",
        nationality="Việt Nam",
        ethnicity="Kinh",
        document=DocumentType.ID_CARD,
    )


def wide(patient: ev.PatientKnown = REGULAR, answer: ev.CoverageKnown = COVERED, policy: Policy = GENEROUS) -> Story:
    """At what follows the insurance, in a hospital that offers everything."""
    return at_face(policy=policy).then(WIDE, patient, answer, MATCH, ev.NextPressed())


def wide_check(patient: ev.PatientKnown = REGULAR, answer: ev.CoverageKnown = COVERED) -> Story:
    return wide(patient, answer).then(ev.DepartmentChosen("K01"), ev.NextPressed())


def for_child(shown: ev.Event | None = None) -> Story:
    """An adult has said that a child is the patient, and what they are to it."""
    story = wide().then(wi.ChildPressed(), wi.RelationChosen("mother"))
    return story.then(shown) if shown else story


# -- what else one may come for

MENU = errands.OtherPressed()
AGREED = errands.ErrandAgreed("0" * 64, "vi")
LAB = Bill("HD7", "LK7", "Xét nghiệm máu", 120_000, 0, NOW, "services")
WARD = Bill("HD8", "LK8", "Viện phí Nội trú", 900_000, 0, NOW.replace(day=20))
PART = Bill("HD9", "LK9", "Chụp X-quang", 200_000, 50_000, NOW)
BILLS = errands.BillsKnown((WARD, LAB, PART))
WAITS = errands.PositionsKnown((Standing("K01-007", "12", "Phòng khám K01", "K01-003", 4, 15),))


def at_menu(policy: Policy = GENEROUS, *, card_on_tray: bool = False) -> Story:
    return Story(policy=policy, card_on_tray=card_on_tray).then(MENU)


def errand(name: str) -> Story:
    """Somebody came for this, and agreed to what it reads."""
    story = at_menu().then(errands.ErrandChosen(name))
    return story.then(AGREED) if name in errands.OF_THE_CARD else story


def with_card(name: str, patient: ev.PatientKnown | None = REGULAR) -> Story:
    """The card was read for it, and the hospital said who it is."""
    story = errand(name)
    if name == "queue":
        story.then(errands.CardInsteadPressed())
    story.then(QR, ev.CardInserted(), READ)
    return story.then(patient) if patient else story


EVERYWHERE: Mapping[str, Callable[[], Story]] = {
    "consent": lambda: Story(card_on_tray=True),
    "key": at_key,
    "lay the card": at_lay_card,
    "reading": at_reading,
    "face": at_face,
    "face, between looks": lambda: at_face().then(DOUBT),
    "insurance": at_insurance,
    "clinics": at_clinics,
    "check": at_check,
    "registering": sending,
    "payment": at_payment,
    "ticket": at_ticket,
    "desk": lambda: at_clinics().then(ev.ClinicUnknown(), ev.DeskNumberTaken("Q03-01")),
    "appointment": lambda: wide(EXPECTED, NOT_INSURED),
    "insurance card": lambda: at_insurance(NOT_INSURED).then(wi.InsuranceCardPressed()),
    "papers": lambda: wide(answer=ELSEWHERE),
    "wide clinics": wide,
    "wide check": wide_check,
    "a further clinic": lambda: wide_check().then(wi.ServiceWanted()),
    "priority": lambda: wide_check().then(wi.OptionOpened("priority")),
    "reminders": lambda: wide_check().then(wi.OptionOpened("reminders")),
    "child, relation": lambda: wide().then(wi.ChildPressed()),
    "child, code": for_child,
    "child, number": lambda: for_child(ev.TypeKeyPressed()),
    "child, insurance": lambda: for_child(ev.QrSeen(CHILD_QR)),
    "already": lambda: wide(ev.PatientKnown(None, (registered(key="earlier"),))),
    "passport": lambda: at_key(policy=GENEROUS).then(wi.PassportPressed()),
    "menu": at_menu,
    "agree": lambda: at_menu().then(errands.ErrandChosen("bills")),
    "a child, from the menu": lambda: errand("child").then(CONSENT, QR, ev.CardInserted(), READ, WIDE, REGULAR, MATCH),
    "slip": lambda: errand("queue"),
    "bills, key": lambda: errand("bills"),
    "bills, asked": lambda: with_card("bills", None),
    "bills": lambda: with_card("bills").then(BILLS),
    "bill, payment": lambda: with_card("bills").then(BILLS, errands.BillChosen("HD7")),
    "results": lambda: with_card("results").then(errands.ResultsKnown(True)),
    "where, by slip": lambda: errand("queue").then(errands.SlipSeen("LK1"), WAITS),
    "where, by card": lambda: with_card("queue", ev.PatientKnown(None, (registered(key="earlier"),))).then(WAITS),
    "feedback": lambda: errand("feedback"),
    "complaint": lambda: errand("feedback").then(errands.Rated(1, NOW)),
    "information": lambda: errand("information"),
    "prices": lambda: errand("information").then(errands.PageOpened("prices"), WIDE),
    "rating after the number": lambda: wide_check().then(
        CONFIRM, ANSWER, ev.PayAtCashierPressed(), errands.RatePressed()
    ),
}
"""A fresh story at each place a patient can stand."""
COMMITTED = ("registering", "payment", "ticket", "desk", "bill, payment", "rating after the number")
"""Where the visit is not the patient's to end."""
ANSWERED = ("bills", "results", "where, by slip", "where, by card", "complaint")
"""Where an errand has had its answer."""
