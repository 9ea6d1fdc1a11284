"""Identify: the card on the reader becomes a citizen with graded authenticity."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace

from chip_reader import Citizen, NotACardQr, parse_card_qr
from chip_reader.facts import FactPolicy, assess
from his_client.his.ports import Capability, IdentitySource
from kiosk.visit.effects import (
    AskDepartments,
    AskInsurer,
    AskPatient,
    ConfirmCard,
    Effect,
    ReadCard,
    StartTimer,
    StopTimer,
    Timer,
)
from kiosk.visit.errands import OF_THE_CARD
from kiosk.visit.events import (
    BackPressed,
    CardInserted,
    CardRead,
    CardReadFailed,
    CardRemoved,
    Event,
    KeyTyped,
    RetryPressed,
    TimerFired,
)
from kiosk.visit.person import by_passport, citizen_of, holder_of
from kiosk.visit.turn import Backward, Forward, Return, ToDesk, Turn
from kiosk.visit.values import Authenticity, CardKey, Facts, Policy, QrKey, Reason, TypedKey
from kiosk.visit.wishes import WithoutChipPressed

NUMBER_LENGTH = 12
LONGEST_NAME = 60
READER_AWAITED = 7
"""The edition of the rules from which on a reader that went away in the middle of a reading is waited for."""


@dataclass(frozen=True, slots=True)
class IdentifyState:
    """`reading` while the chip is being read; `moved` after it was torn away; `failures` counts poor readings.

    `lost` after the reader itself went away, and is waited for. `naming`: there is no chip to read, and who typed the
    number types the name as well.
    """

    reading: bool = False
    moved: bool = False
    failures: int = 0
    lost: bool = False
    naming: bool = False


def enter(facts: Facts, _policy: Policy, *, card_on_tray: bool) -> Turn[IdentifyState]:
    """Read at once when the card lies on the tray, else ask for it."""
    if card_on_tray and facts.key is not None:
        return _begin(IdentifyState(), facts, facts.key)
    return Turn(IdentifyState())


def on(state: IdentifyState, facts: Facts, policy: Policy, event: Event) -> Turn[IdentifyState]:
    """Follow the card: laid down, torn away, read, or not to be opened."""
    if state.naming:
        return _naming(state, facts, event)
    match event:
        case CardInserted() if facts.key is not None and not state.reading:
            return _begin(state, facts, facts.key)
        case CardRemoved():
            return Turn(replace(state, reading=False, moved=True))
        case TimerFired(name=Timer.CARD_GONE) if state.lost:
            return _unreadable(replace(state, lost=False), facts, policy)
        case CardRead(attempt=attempt) | CardReadFailed(attempt=attempt) if attempt == facts.reads:
            return _answered(state, facts, policy, event)
        case RetryPressed() if not state.reading and facts.key is not None:
            return _begin(state, facts, facts.key)
        case WithoutChipPressed() if not state.reading and without_chip(facts, policy):
            return _unreadable(state, facts, policy)
        case BackPressed() if not state.reading:
            return Turn(state, go=Backward())
        case _:
            return Turn(state)


def without_chip(facts: Facts, policy: Policy) -> bool:
    """Whether somebody may register without a chip: by the card's code, or by what they type, as a claim."""
    if facts.errand in OF_THE_CARD or not policy.qr_alone or policy.rules < 4:
        return False
    typed = isinstance(facts.key, TypedKey) and len(facts.key.number) == NUMBER_LENGTH
    return typed or isinstance(facts.key, QrKey)


def _begin(state: IdentifyState, facts: Facts, key: CardKey) -> Turn[IdentifyState]:
    """Each reading has a number: only the answer to the last one is about the card that lies there now."""
    attempt = facts.reads + 1
    waited = (StopTimer(Timer.CARD_GONE),) if state.lost else ()
    begun = replace(state, reading=True, moved=False, lost=False)
    return Turn(begun, (*waited, ReadCard(key, attempt)), replace(facts, reads=attempt))


def _answered(state: IdentifyState, facts: Facts, policy: Policy, event: Event) -> Turn[IdentifyState]:
    match event:
        case CardRead() as read if state.reading:
            return _read(state, facts, policy, read)
        case CardReadFailed(code="card_gone" | "no_card"):
            return Turn(replace(state, reading=False, moved=True))
        case CardReadFailed(code="wrong_key" | "bad_key" | "not_a_card_qr"):
            return Turn(replace(state, reading=False), go=Return("key"))
        case CardReadFailed(code=code):
            failures = state.failures + 1
            if failures >= policy.key_tries or facts.key is None:
                return _unreadable(replace(state, reading=False), facts, policy)
            if code == "reader_gone" and policy.rules >= READER_AWAITED:
                # Trying again at once would use the tries up in a moment; it tells of itself when it is back.
                gone = replace(state, reading=False, moved=True, failures=failures, lost=True)
                return Turn(gone, (StartTimer(Timer.CARD_GONE, policy.card_gone_s),))
            return _begin(replace(state, failures=failures), facts, facts.key)
        case _:
            return Turn(state)


def _read(state: IdentifyState, facts: Facts, policy: Policy, read: CardRead) -> Turn[IdentifyState]:
    learned = replace(
        facts,
        citizen=read.citizen,
        authenticity=Authenticity(read.access, read.checks),
        has_portrait=read.has_portrait,
    )
    asks = FactPolicy.from_texts(policy.card_facts, accept_weak=policy.accept_weak)
    if not asks.admit(assess(read.checks)).self_service:
        return Turn(replace(state, reading=False), facts=learned, go=ToDesk(Reason.CARD_ALTERED))
    citizen = read.citizen
    if facts.errand in OF_THE_CARD:
        return Turn(replace(state, reading=False), (AskPatient(holder_of(learned)),), learned, Forward())
    search = AskPatient(holder_of(learned), appointments=policy.can(Capability.APPOINTMENTS))
    asked: tuple[Effect, ...] = (AskDepartments(), search)
    if by_passport(learned):
        # A passport proves no Vietnamese insurance: whoever has a card shows it at the cashier.
        learned = replace(learned, consent=replace(facts.consent, insurer=False))
    elif facts.consent.insurer and not (facts.errand == "child" and policy.rules >= 4):
        asked = (AskInsurer(citizen.id_number, citizen.full_name, citizen.date_of_birth), *asked)
    if facts.consent.outside:
        asked = (*asked, ConfirmCard(read.attempt))
    return Turn(replace(state, reading=False), asked, learned, Forward())


def _unreadable(state: IdentifyState, facts: Facts, policy: Policy) -> Turn[IdentifyState]:
    """The chip is dead, or there is none. Where the hospital allows it, the QR registers, or what was typed, as a
    claim that a person has to confirm.

    Anybody can copy a QR: neither the hospital nor the insurer is asked about whom it names.
    """
    desk = Turn(state, go=ToDesk(Reason.CARD_UNREADABLE))
    if isinstance(facts.key, TypedKey) and without_chip(facts, policy):
        return Turn(IdentifyState(naming=True))
    if facts.errand in OF_THE_CARD or not policy.qr_alone or not isinstance(facts.key, QrKey):
        return desk
    try:
        citizen = citizen_of(parse_card_qr(facts.key.text))
    except NotACardQr:
        return desk
    claimed = replace(facts, citizen=citizen, source=IdentitySource.QR, has_portrait=False, patient_known=True)
    return Turn(state, (AskDepartments(),), claimed, Forward())


def _naming(state: IdentifyState, facts: Facts, event: Event) -> Turn[IdentifyState]:
    """The name makes the claim whole; what was typed is known to nobody else here."""
    match event:
        case KeyTyped(field="name", value=str(text)) if isinstance(facts.key, TypedKey):
            full_name = " ".join(unicodedata.normalize("NFC", text).split())[:LONGEST_NAME]
            if not full_name:
                return Turn(state)
            citizen = Citizen(id_number=facts.key.number, full_name=full_name, date_of_birth=facts.key.birth, sex="")
            claimed = replace(
                facts, citizen=citizen, source=IdentitySource.TYPED, has_portrait=False, patient_known=True
            )
            return Turn(state, (AskDepartments(),), claimed, Forward())
        case BackPressed():
            return Turn(state, go=Backward())
        case _:
            return Turn(state)
