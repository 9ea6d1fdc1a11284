"""Child: an adult, known by chip, registers a child. The child's data come from a code of its own, or are typed.

Nobody is asked about a child before it is registered but the insurer, and nothing of what the hospital or the insurer
keeps is shown: the screens are the same whether they know the child or not. A typed child's name is typed as well.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field, replace
from datetime import date

from chip_reader import NotACardQr, parse_card_qr
from his_client.his.ports import IdentitySource, Relation
from his_client.his.search import fold_name
from kiosk.visit.effects import AskInsurer, Effect, ScanQr, StopCamera
from kiosk.visit.events import (
    BackPressed,
    CameraAway,
    Event,
    KeyTyped,
    OtherQrSeen,
    QrSeen,
    RetryPressed,
    TypeKeyPressed,
)
from kiosk.visit.insurance_qr import NotAnInsuranceQr, is_insurance_number, parse_insurance_qr
from kiosk.visit.person import ADULT, qr_birth, years_of
from kiosk.visit.turn import Forward, Return, Turn
from kiosk.visit.values import Child, Facts, Policy
from kiosk.visit.wishes import ChildPaperChosen, InsuranceQrSeen, MrzSeen, RelationChosen

PAPERS = {"id": "number", "insurance": "insurance", "none": "birth"}
"""What the child has, and what is asked for first: its 12-digit number, its insurance card's, or neither."""
NUMBERLESS = 6  # below, a child may have no number yet: its birth is not written into every register
TYPING = ("paper", "number", "insurance", "birth", "name")
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class ChildState:
    """What is known of the child so far, and how the rest is being given.

    `asking`: `relation`, `scan`, or one of `TYPING`; `notice` names why the patient is asked again; `paper` is one of
    `PAPERS`. `before` is what was known when the adult was still the patient.
    """

    before: Facts
    asking: str = "relation"
    relation: Relation = Relation.OTHER
    notice: str = ""
    camera: bool = True
    number: str = field(default="", repr=False)
    birth: str = field(default="", repr=False)
    full_name: str = field(default="", repr=False)
    sex: str = field(default="", repr=False)
    insurance_number: str = field(default="", repr=False)
    source: IdentitySource = IdentitySource.TYPED
    paper: str = ""


def enter(facts: Facts, _policy: Policy) -> Turn[ChildState]:
    """Ask, when a child was spoken of; else the card's holder is the patient."""
    state = ChildState(replace(facts, for_child=False))
    return Turn(state, go=None if facts.for_child and facts.child is None else Forward())


def on(state: ChildState, facts: Facts, _policy: Policy, event: Event) -> Turn[ChildState]:
    """Take what the adult shows or types, one thing after the other."""
    match event:
        case BackPressed():
            return _back(state)
        case RelationChosen(relation=relation) if state.asking == "relation" and relation in set(Relation):
            return Turn(replace(state, relation=Relation(relation), asking="scan"), (ScanQr(),))
        case QrSeen(text=text) if state.asking == "scan":
            return _own_card(state, facts, text)
        case InsuranceQrSeen(text=text) if state.asking == "scan":
            return _insurance_card(state, facts, text)
        case OtherQrSeen() | MrzSeen() if state.asking == "scan":
            return Turn(replace(state, notice="other_qr"))
        case CameraAway() if state.asking == "scan":
            return Turn(replace(state, asking="paper", camera=False, notice="camera_away"), (StopCamera(),))
        case TypeKeyPressed() if state.asking == "scan":
            return Turn(replace(state, asking="paper", notice=""), (StopCamera(),))
        case RetryPressed() if state.asking in TYPING and state.camera:
            return Turn(ChildState(state.before, "scan", state.relation), (ScanQr(),))
        case ChildPaperChosen(paper=paper) if state.asking == "paper" and paper in PAPERS:
            return Turn(replace(state, paper=paper, asking=PAPERS[paper], notice=""))
        case KeyTyped(field=name, value=str(text)):
            return _typed(state, facts, name, text)
        case _:
            return Turn(state)


def _typed(state: ChildState, facts: Facts, name: str, text: str) -> Turn[ChildState]:
    """What was typed, if it is what was asked for."""
    match name, state.asking:
        case "number", ("number" | "paper"):  # the first release asked for nothing but the number
            if facts.citizen is not None and text == facts.citizen.id_number:
                return Turn(replace(state, notice="own_card"))
            return _onward(replace(state, number=text, paper="id", notice=""), facts)
        case "insurance", "insurance":
            if not is_insurance_number(text.upper()):
                return Turn(replace(state, notice="no_card_number"))
            return _onward(replace(state, insurance_number=text.upper(), notice=""), facts)
        case "birth", "birth":
            return _onward(replace(state, birth=text, notice=""), facts)
        case "name", "name":
            full_name = " ".join(unicodedata.normalize("NFC", text).split())[:LONGEST_NAME]
            return _onward(replace(state, full_name=full_name, notice="" if full_name else "no_name"), facts)
        case _:
            return Turn(state)


def _own_card(state: ChildState, facts: Facts, text: str) -> Turn[ChildState]:
    try:
        qr = parse_card_qr(text)
    except NotACardQr:
        return Turn(replace(state, notice="other_qr"))
    if facts.citizen is not None and qr.id_number == facts.citizen.id_number:
        return Turn(replace(state, notice="own_card"))
    shown = replace(
        state,
        number=qr.id_number,
        birth=qr_birth(qr),
        full_name=qr.full_name,
        sex=qr.sex,
        source=IdentitySource.QR,
        paper="id",
        notice="",
    )
    return _onward(shown, facts)


def _insurance_card(state: ChildState, facts: Facts, text: str) -> Turn[ChildState]:
    """The code of an insurance card says all that is needed; the child's own number is not asked for."""
    try:
        card = parse_insurance_qr(text)
    except NotAnInsuranceQr:
        return Turn(replace(state, notice="other_qr"))
    if facts.citizen is not None and fold_name(card.full_name) == fold_name(facts.citizen.full_name):
        return Turn(replace(state, notice="own_card"))
    shown = replace(
        state,
        insurance_number=card.number,
        birth=card.birth,
        full_name=card.full_name,
        sex=card.sex,
        source=IdentitySource.QR,
        paper="insurance",
        notice="",
    )
    return _onward(shown, facts)


def _onward(state: ChildState, facts: Facts) -> Turn[ChildState]:
    """Ask for the next thing that is missing; who is no child is not taken for one."""
    dark: tuple[Effect, ...] = (StopCamera(),) if state.asking == "scan" else ()
    today = facts.priced_on
    if state.birth and today is not None and not _is_younger(state.birth, today, ADULT):
        if state.asking == "scan":
            return Turn(ChildState(state.before, "scan", state.relation, notice="no_child", camera=state.camera))
        return Turn(replace(state, birth="", notice="no_child"))
    if state.birth and state.paper == "none" and (today is None or not _is_younger(state.birth, today, NUMBERLESS)):
        return Turn(replace(state, asking="paper", paper="", birth="", notice="number_needed"))
    if not state.birth:
        return Turn(replace(state, asking="birth"), dark)
    if not state.full_name:
        return Turn(replace(state, asking="name"), dark)
    return _done(state, facts, dark)


def _done(state: ChildState, facts: Facts, effects: tuple[Effect, ...]) -> Turn[ChildState]:
    """The child is the patient now; what was known of the adult as a patient is not known of the child."""
    child = Child(
        number=state.number,
        full_name=state.full_name,
        birth=state.birth,
        sex=state.sex,
        source=state.source,
        relation=state.relation,
        insurance_number=state.insurance_number,
    )
    number = child.insurance_number or child.number
    # Without a number nobody can be asked: the cashier looks at the child's insurance.
    consent = replace(facts.consent, insurer=facts.consent.insurer and bool(number))
    learned = Facts(
        consent=consent,
        key=facts.key,
        reads=facts.reads,
        citizen=facts.citizen,
        authenticity=facts.authenticity,
        has_portrait=facts.has_portrait,
        face=facts.face,
        patient_known=True,  # nobody is asked about somebody whose chip was not read
        departments=facts.departments,
        priced_on=facts.priced_on,
        for_child=True,
        child=child,
    )
    if consent.insurer:
        effects = (*effects, AskInsurer(number, child.full_name, child.birth, about="child"))
    return Turn(state, effects, learned, Forward())


def _back(state: ChildState) -> Turn[ChildState]:
    fresh = ChildState(state.before, "paper", state.relation, camera=state.camera)
    match state.asking:
        case "name":
            return Turn(replace(state, asking="birth", birth="", notice=""))
        case "birth" if state.paper in ("id", "insurance"):
            asking = PAPERS[state.paper]
            return Turn(replace(fresh, asking=asking, paper=state.paper))
        case "birth" | "number" | "insurance":
            return Turn(fresh)
        case "paper" if state.camera:
            return Turn(replace(fresh, asking="scan"), (ScanQr(),))
        case "scan" | "paper":
            return Turn(replace(fresh, asking="relation", relation=Relation.OTHER), (StopCamera(),))
        case _:
            return Turn(state, facts=state.before, go=Return("choose"))


def _is_younger(birth: str, today: date, age: int) -> bool:
    """Whether somebody born then is, or may be, younger than this; nobody is born tomorrow."""
    oldest, youngest = years_of(birth, today)
    return oldest >= 0 and youngest < age
