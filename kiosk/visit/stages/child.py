"""Child: an adult, known by chip, registers a child. The child's data come from a QR of its own, or are typed.

Nothing the hospital knows of a child is shown for a number somebody typed. A name the HIS tells is used and never
shown; where nobody tells it, a person at the desk types it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from chip_reader import NotACardQr, parse_card_qr
from his_client.his.ports import IdentitySource, Relation
from his_client.his.search import fold_name
from kiosk.visit.effects import AskChild, AskInsurer, Effect, ScanQr, StartTimer, StopCamera, StopTimer, Timer
from kiosk.visit.events import (
    BackPressed,
    CameraAway,
    Event,
    HisSilent,
    KeyTyped,
    OtherQrSeen,
    QrSeen,
    RetryPressed,
    TimerFired,
    TypeKeyPressed,
)
from kiosk.visit.insurance_qr import NotAnInsuranceQr, parse_insurance_qr
from kiosk.visit.person import ADULT, identity_source, qr_birth, years_of
from kiosk.visit.turn import Forward, Return, ToDesk, Turn
from kiosk.visit.values import Child, Facts, Policy, Reason
from kiosk.visit.wishes import ChildKnown, InsuranceQrSeen, MrzSeen, RelationChosen


@dataclass(frozen=True, slots=True)
class ChildState:
    """What is known of the child so far, and how the rest is being given.

    `asking`: `relation`, `scan`, `number`, `birth`, or `name` while the HIS is asked; `notice` names why the patient is
    asked again. `before` is what was known when the adult was still the patient.
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


def enter(facts: Facts, _policy: Policy) -> Turn[ChildState]:
    """Ask, when a child was spoken of; else the card's holder is the patient."""
    state = ChildState(replace(facts, for_child=False))
    return Turn(state, go=None if facts.for_child and facts.child is None else Forward())


def on(state: ChildState, facts: Facts, policy: Policy, event: Event) -> Turn[ChildState]:
    """Take what the adult shows or types, one thing after the other."""
    match event:
        case BackPressed():
            return _back(state)
        case RelationChosen(relation=relation) if state.asking == "relation" and relation in set(Relation):
            return Turn(replace(state, relation=Relation(relation), asking="scan"), (ScanQr(),))
        case QrSeen(text=text) if state.asking == "scan":
            return _own_card(state, facts, policy, text)
        case InsuranceQrSeen(text=text) if state.asking == "scan":
            return _insurance_card(state, facts, policy, text)
        case OtherQrSeen() | MrzSeen() if state.asking == "scan":
            return Turn(replace(state, notice="other_qr"))
        case CameraAway() if state.asking == "scan":
            return Turn(replace(state, asking="number", camera=False, notice="camera_away"), (StopCamera(),))
        case TypeKeyPressed() if state.asking == "scan":
            return Turn(replace(state, asking="number", notice=""), (StopCamera(),))
        case RetryPressed() if state.asking in ("number", "birth") and state.camera:
            return Turn(ChildState(state.before, "scan", state.relation), (ScanQr(),))
        case KeyTyped(field="number", value=str(number)) if state.asking == "number":
            if facts.citizen is not None and number == facts.citizen.id_number:
                return Turn(replace(state, notice="own_card"))
            return _onward(replace(state, number=number, notice=""), facts, policy)
        case KeyTyped(field="birth", value=str(birth)) if state.asking == "birth":
            return _onward(replace(state, birth=birth, notice=""), facts, policy)
        case ChildKnown(full_name=name, sex=sex) if state.asking == "name" and name:
            return _done(replace(state, full_name=name, sex=sex), facts, (StopTimer(Timer.HIS),))
        case ChildKnown() | HisSilent() | TimerFired(name=Timer.HIS) if state.asking == "name":
            return Turn(state, (StopTimer(Timer.HIS),), go=ToDesk(Reason.CHILD_UNKNOWN))
        case _:
            return Turn(state)


def _own_card(state: ChildState, facts: Facts, policy: Policy, text: str) -> Turn[ChildState]:
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
        notice="",
    )
    return _onward(shown, facts, policy)


def _insurance_card(state: ChildState, facts: Facts, policy: Policy, text: str) -> Turn[ChildState]:
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
        notice="",
    )
    return _onward(shown, facts, policy)


def _onward(state: ChildState, facts: Facts, policy: Policy) -> Turn[ChildState]:
    """Ask for the next thing that is missing; who is no child is not taken for one."""
    dark: tuple[Effect, ...] = (StopCamera(),) if state.asking == "scan" else ()
    if state.birth and facts.priced_on is not None and not _is_minor(state.birth, facts.priced_on):
        return Turn(ChildState(state.before, state.asking, state.relation, notice="no_child", camera=state.camera))
    if not state.number:
        return Turn(replace(state, asking="number"), dark)
    if not state.birth:
        return Turn(replace(state, asking="birth"), dark)
    if not state.full_name:
        ask = AskChild(state.number, state.birth, identity_source(facts))
        return Turn(replace(state, asking="name"), (*dark, ask, StartTimer(Timer.HIS, policy.his_wait_s)))
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
    learned = Facts(
        consent=facts.consent,
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
    if facts.consent.insurer:
        number = child.insurance_number or child.number
        effects = (*effects, AskInsurer(number, child.full_name, child.birth, about="child"))
    return Turn(state, effects, learned, Forward())


def _back(state: ChildState) -> Turn[ChildState]:
    match state.asking:
        case "birth":
            return Turn(replace(state, asking="number", number="", notice=""))
        case "number" if state.camera and not state.full_name:
            return Turn(replace(state, asking="scan", number="", notice=""), (ScanQr(),))
        case "number" if state.camera:
            return Turn(ChildState(state.before, "scan", state.relation), (ScanQr(),))
        case "scan" | "number":
            return Turn(ChildState(state.before, camera=state.camera), (StopCamera(),))
        case "name":
            return Turn(state)
        case _:
            return Turn(state, facts=state.before, go=Return("choose"))


def _is_minor(birth: str, today: date) -> bool:
    oldest, youngest = years_of(birth, today)
    return oldest >= 0 and youngest < ADULT
