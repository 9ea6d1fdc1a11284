"""What a screen may show of a visit: a pure projection, with names masked and no number in full.

A window draws a `View` and nothing else; its texts, sizes and colours are its own.
"""

from __future__ import annotations

from dataclasses import replace

from his_client.his.ports import Capability
from kiosk.visit import errands
from kiosk.visit.contents import (
    AgreeView,
    AppointmentsView,
    AppointmentTile,
    BillsView,
    BillTile,
    CheckView,
    ChildView,
    ChoiceView,
    ClinicView,
    ConsentView,
    Content,
    CoverageView,
    DeskView,
    Empty,
    EstimateView,
    FaceView,
    FeedbackView,
    FurtherView,
    InfoRow,
    InfoView,
    InsuranceView,
    KeyView,
    NoticeRow,
    NumberView,
    OtherView,
    Overlay,
    PaymentView,
    PersonView,
    PlaceView,
    ReadingView,
    ResultsView,
    ScanView,
    Screen,
    SlipView,
    StaffView,
    StandingView,
    TicketView,
    Tile,
    View,
    WhereView,
)
from kiosk.visit.offer import may_bring_child
from kiosk.visit.priority import DECLARABLE
from kiosk.visit.showing import appointments, check, coverage, estimate, person, ticket, tiles
from kiosk.visit.showing_errands import bills, information, standings
from kiosk.visit.showing_staff import staff
from kiosk.visit.stages import options
from kiosk.visit.stages.agree import AgreeState
from kiosk.visit.stages.bills import BillsState
from kiosk.visit.stages.child import ChildState
from kiosk.visit.stages.choose import ChooseState
from kiosk.visit.stages.consent import ConsentState
from kiosk.visit.stages.coverage import CoverageState, may_show
from kiosk.visit.stages.face import FaceState
from kiosk.visit.stages.feedback import FeedbackState
from kiosk.visit.stages.finish import FinishState, may_rate
from kiosk.visit.stages.identify import IdentifyState, without_chip
from kiosk.visit.stages.info import InfoState
from kiosk.visit.stages.key import KeyState, KeyWay
from kiosk.visit.stages.menu import MenuState
from kiosk.visit.stages.papers import PAPERS, PapersState
from kiosk.visit.stages.pay import PayState
from kiosk.visit.stages.place import PlaceState
from kiosk.visit.stages.register import RegisterState
from kiosk.visit.stages.results import ResultsState
from kiosk.visit.stages.slip import SlipState
from kiosk.visit.standing import stage_before
from kiosk.visit.values import Ending, MrzKey, PassportKey, Reason
from kiosk.visit.visit import Visit

__all__ = [
    "AgreeView",
    "AppointmentTile",
    "AppointmentsView",
    "BillTile",
    "BillsView",
    "CheckView",
    "ChildView",
    "ChoiceView",
    "ClinicView",
    "ConsentView",
    "Content",
    "CoverageView",
    "DeskView",
    "Empty",
    "EstimateView",
    "FaceView",
    "FeedbackView",
    "FurtherView",
    "InfoRow",
    "InfoView",
    "InsuranceView",
    "KeyView",
    "NoticeRow",
    "NumberView",
    "OtherView",
    "Overlay",
    "PaymentView",
    "PersonView",
    "PlaceView",
    "ReadingView",
    "ResultsView",
    "ScanView",
    "Screen",
    "SlipView",
    "StaffView",
    "StandingView",
    "TicketView",
    "Tile",
    "View",
    "WhereView",
    "view_of",
]


def view_of(
    visit: Visit | None, *, language: str = "vi", desk: str = "", closed: bool = False, trouble: str = ""
) -> View:
    """The screen of a visit, or the welcome (or closed) screen when there is none; see `View.trouble`."""
    if visit is None or visit.over:
        screen = Screen.CLOSED if closed or trouble else Screen.WELCOME
        return View(screen, desk=desk, language=language, trouble=trouble)
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
        staff=staff(visit, screen),
        passport=_passport(visit),
    )


def _passport(visit: Visit) -> bool:
    key = visit.facts.key
    return isinstance(key, PassportKey | MrzKey) or (key is None and visit.facts.errand == "passport")


def _overlay(visit: Visit) -> Overlay:
    if visit.idle_warning:
        return Overlay.IDLE
    if visit.staff.covers:
        return Overlay.STAFF if visit.staff.panel else Overlay.STAFF_SIGN
    if visit.card_missing:
        return Overlay.CARD_MISSING
    if visit.emergency_shown:
        return Overlay.EMERGENCY
    if not visit.help_shown:
        return Overlay.NONE
    return Overlay.HELP_UNHEARD if visit.call_unheard else Overlay.HELP


def _back(visit: Visit, screen: Screen) -> str:
    match screen:
        case Screen.READING | Screen.FACE | Screen.FACE_RETRY | Screen.REGISTERING | Screen.PAYMENT:
            return ""
        case Screen.TICKET | Screen.DESK | Screen.TAKE_CARD | Screen.EMERGENCY:
            return ""
        case (
            Screen.CHILD_RELATION
            | Screen.CHILD_SCAN
            | Screen.CHILD_PAPER
            | Screen.CHILD_TYPE
            | Screen.PRIORITY
            | Screen.REMINDERS
            | Screen.INSURANCE_SCAN
        ):
            return "back"
        case Screen.CLINIC if visit.facts.adding is not None or (visit.facts.appointments and not visit.facts.today):
            return "back"
        case Screen.CONSENT if visit.facts.citizen is not None:
            return "end"
        case Screen.CONSENT | Screen.OTHER:
            return "back"
        case Screen.INFO:
            return "back"
        case Screen.FEEDBACK:
            asking = visit.state.feedback if isinstance(visit.state, FinishState) else visit.state
            first = isinstance(asking, FeedbackState) and asking.asking == "rating"
            return "back" if first or (visit.stage == "feedback" and not _thanked(asking)) else ""
        case Screen.KEY_TYPE if isinstance(visit.state, KeyState) and (visit.state.typed or visit.state.camera):
            return "back"
        case _:
            return "back" if stage_before(visit) else "end"


def _screen(visit: Visit) -> tuple[Screen, int, Content]:
    facts = visit.facts
    of_errand = _errand(visit)
    if of_errand is not None:
        return of_errand
    match visit.state:
        case ConsentState() if facts.citizen is not None:
            told = facts.consent.insurer and facts.source is None
            return Screen.CONSENT, 1, ConsentView(visit.policy.outside, read=True, insurer=told)
        case ConsentState():
            return Screen.CONSENT, 1, ConsentView(True) if visit.policy.outside else Empty()
        case KeyState(way=way) as key:
            fields = key.fields or ("number",)
            field = fields[min(len(key.typed), len(fields) - 1)]
            keyed = KeyView(
                field, key.notice or "", key.camera, way is KeyWay.PASSPORT, visit.policy.can(Capability.PASSPORT)
            )
            return (Screen.KEY_QR if way is KeyWay.QR else Screen.KEY_TYPE), 1, keyed
        case IdentifyState(naming=True):
            return Screen.KEY_TYPE, 1, KeyView("name", "", camera=False)
        case IdentifyState(reading=reading, moved=moved):
            screen = Screen.READING if reading or moved else Screen.LAY_CARD
            return screen, 1, ReadingView(moved, screen is Screen.LAY_CARD and without_chip(facts, visit.policy))
        case FaceState(attempt=attempt, looking=looking, doubt=doubt):
            screen = Screen.FACE if looking else Screen.FACE_RETRY
            return screen, 2, FaceView(attempt, visit.policy.face_tries, doubt.value if doubt else "")
        case ChildState() as child:
            return _child(child)
        case CoverageState(scanning=True, notice=notice):
            return Screen.INSURANCE_SCAN, 3, ScanView(notice)
        case CoverageState(waiting=waiting) as covered:
            shown = None if waiting else estimate(visit)
            show = may_show(covered, facts)
            return Screen.INSURANCE, 3, InsuranceView(waiting, person(facts), coverage(visit), shown, show)
        case PapersState():
            declared = facts.paper.value if facts.paper else ""
            return Screen.PAPERS, 3, ChoiceView(tuple(PAPERS), (declared,) if declared else ())
        case ChooseState(already=True):
            return Screen.ALREADY, 4, ticket(visit, reprint=True)
        case ChooseState(appointments=True):
            return Screen.APPOINTMENT, 4, appointments(visit)
        case ChooseState(waiting=waiting):
            selected = facts.department_id if facts.adding is None else facts.adding
            clinics = ClinicView(
                waiting,
                tiles(visit),
                selected or "",
                adding=facts.adding is not None,
                child=not waiting and may_bring_child(facts, visit.policy),
                notice="" if waiting else facts.refused,
            )
            return Screen.CLINIC, 4, clinics
        case RegisterState(sending=True):
            return Screen.REGISTERING, 4, Empty()
        case RegisterState(option="priority"):
            return Screen.PRIORITY, 4, ChoiceView(DECLARABLE, (facts.declared,) if facts.declared else ())
        case RegisterState(option="reminders"):
            wished = tuple(one.kind.value for one in facts.reminders)
            return Screen.REMINDERS, 4, ChoiceView(tuple(kind.value for kind in options.remindable(facts)), wished)
        case RegisterState():
            return Screen.CHECK, 4, check(visit)
        case PayState() as pay:
            due, received = (facts.payment.due, facts.payment.received) if facts.payment else (0, 0)
            errand = facts.errand == "bills"
            paying = PaymentView(due, received, pay.qr, pay.payee, pay.pay_code, pay.notice or "", errand)
            return Screen.PAYMENT, 0 if errand else 5, paying
        case FinishState() as finish:
            return _finish(visit, finish)
        case _:
            raise TypeError(f"no screen is known for {type(visit.state).__name__}")


def _thanked(asking: object) -> bool:
    return isinstance(asking, FeedbackState) and asking.asking == "thanks"


def _errand(visit: Visit) -> tuple[Screen, int, Content] | None:
    """The screens of errands; they are no steps of a registration."""
    facts = visit.facts
    match visit.state:
        case MenuState():
            return Screen.OTHER, 0, OtherView(errands.offered(visit.policy))
        case AgreeState():
            return Screen.AGREE, 0, AgreeView(facts.errand)
        case SlipState(notice=notice, camera=camera):
            return Screen.SLIP, 0, SlipView(notice, camera)
        case BillsState(waiting=waiting):
            return Screen.BILLS, 0, bills(visit, waiting=waiting)
        case PlaceState(waiting=waiting):
            return Screen.WHERE, 0, WhereView(waiting, not facts.slip, () if waiting else standings(facts))
        case ResultsState(waiting=waiting):
            found = facts.ready is not None
            return Screen.RESULTS, 0, ResultsView(waiting, found, bool(facts.ready))
        case FeedbackState() as said:
            return Screen.FEEDBACK, 0, FeedbackView(said.asking, errands.TOPICS if said.asking == "topic" else ())
        case InfoState() as info:
            return Screen.INFO, 0, information(visit, info)
        case _:
            return None


def _child(child: ChildState) -> tuple[Screen, int, Content]:
    screens = {"relation": Screen.CHILD_RELATION, "scan": Screen.CHILD_SCAN, "paper": Screen.CHILD_PAPER}
    content = ChildView(child.asking, child.notice, child.camera)
    return screens.get(child.asking, Screen.CHILD_TYPE), 4, content


def _finish(visit: Visit, finish: FinishState) -> tuple[Screen, int, Content]:
    if finish.take_card:
        return Screen.TAKE_CARD, 0, Empty()
    if finish.rating and finish.feedback is not None:
        asking = finish.feedback.asking
        return Screen.FEEDBACK, 0, FeedbackView(asking, errands.TOPICS if asking == "topic" else ())
    if finish.reason is Reason.EMERGENCY:
        return Screen.EMERGENCY, 0, Empty()
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
    shown = ticket(visit, reprint=finish.reason is Reason.ALREADY_REGISTERED)
    return Screen.TICKET, 0, replace(shown, rate=may_rate(finish, visit.policy))
