"""Key: a chip opens only with what is printed on the card: its QR, its CAN, or number, birth date and expiry.

A passport opens with its number and the same two dates, typed or read off the foot of its page.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from chip_reader import BacKey, NotACardQr, access_keys_from_qr, parse_card_qr
from chip_reader.errors import BadMrz
from his_client.his.ports import Capability
from kiosk.visit.effects import Effect, ScanQr, StopCamera
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
from kiosk.visit.turn import Backward, Forward, Turn
from kiosk.visit.values import CardKey, Facts, MrzKey, PassportKey, Policy, QrKey, TypedCan, TypedKey
from kiosk.visit.wishes import InsuranceQrSeen, MrzSeen, PassportPressed

TYPED_FIELDS = ("number", "birth", "expiry")
PASSPORT_FIELDS = ("passport", "birth", "expiry")


class KeyWay(StrEnum):
    """How the key is being given."""

    QR = "qr"
    TYPED = "typed"
    PASSPORT = "passport"


@dataclass(frozen=True, slots=True)
class KeyState:
    """`typed` holds the fields given so far; `notice` names why the patient is asked again."""

    way: KeyWay = KeyWay.QR
    typed: tuple[str | None, ...] = ()
    notice: str | None = None
    camera: bool = True

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields this way asks for, in order; none while a code is looked for."""
        return {KeyWay.QR: (), KeyWay.TYPED: TYPED_FIELDS, KeyWay.PASSPORT: PASSPORT_FIELDS}[self.way]


def enter(facts: Facts, _policy: Policy) -> Turn[KeyState]:
    """Look for the QR; when a key was tried before, say that it did not open the card."""
    wrong = "wrong_key" if facts.key is not None else None
    if isinstance(facts.key, PassportKey | MrzKey) or (facts.key is None and facts.errand == "passport"):
        return Turn(KeyState(way=KeyWay.PASSPORT, notice=wrong))
    if isinstance(facts.key, TypedKey | TypedCan):
        return Turn(KeyState(way=KeyWay.TYPED, notice=wrong))
    return Turn(KeyState(notice=wrong), (ScanQr(),))


def on(state: KeyState, facts: Facts, policy: Policy, event: Event) -> Turn[KeyState]:
    """Take the first key that comes, by either way."""
    match event:
        case QrSeen(text=text) if state.way is KeyWay.QR and _opens(text):
            return _done(state, facts, QrKey(text))
        case QrSeen() if state.way is KeyWay.QR:
            # A birth date of which only the year is known, say: the chip's key cannot be worked out from this QR.
            return Turn(KeyState(way=KeyWay.TYPED, notice="qr_without_dates"), (StopCamera(),))
        case MrzSeen(text=text) if _is_mrz(text):
            return _done(state, facts, MrzKey(text))
        case PassportPressed() if policy.can(Capability.PASSPORT):
            return Turn(KeyState(way=KeyWay.PASSPORT, camera=state.camera), (StopCamera(),))
        case OtherQrSeen() | InsuranceQrSeen() if state.way is KeyWay.QR:
            return Turn(replace(state, notice="other_qr"))
        case CameraAway() if state.way is KeyWay.QR:
            return Turn(KeyState(way=KeyWay.TYPED, notice="camera_away", camera=False), (StopCamera(),))
        case TypeKeyPressed():
            return Turn(KeyState(way=KeyWay.TYPED, camera=state.camera), (StopCamera(),))
        case RetryPressed() if state.camera:
            return Turn(KeyState(), (ScanQr(),))
        case KeyTyped(field="can", value=str(can)) if _expected(state) == "number":
            return _done(state, facts, TypedCan(can))
        case KeyTyped(field=field, value=value) if _expected(state) == field:
            typed = (*state.typed, value)
            if len(typed) < len(state.fields):
                return Turn(replace(state, typed=typed, notice=None))
            return _typed(state, facts, typed)
        case BackPressed() if state.typed:
            return Turn(replace(state, typed=state.typed[:-1], notice=None))
        case BackPressed() if state.way is not KeyWay.QR and state.camera:
            return Turn(KeyState(), (ScanQr(),))
        case BackPressed():
            return Turn(state, (StopCamera(),), go=Backward())
        case _:
            return Turn(state)


def _opens(qr_text: str) -> bool:
    try:
        return bool(access_keys_from_qr(parse_card_qr(qr_text)))
    except NotACardQr:
        return False


def _is_mrz(text: str) -> bool:
    try:
        return bool(BacKey.from_mrz(text))
    except BadMrz:
        return False


def _expected(state: KeyState) -> str | None:
    return state.fields[len(state.typed)] if len(state.typed) < len(state.fields) else None


def _typed(state: KeyState, facts: Facts, typed: tuple[str | None, ...]) -> Turn[KeyState]:
    number, birth, expiry = typed
    if state.way is KeyWay.TYPED:
        return _done(state, facts, TypedKey(number or "", birth or "", expiry))
    if not expiry:
        return Turn(state)  # every passport expires
    return _done(state, facts, PassportKey(number or "", birth or "", expiry))


def _done(state: KeyState, facts: Facts, key: CardKey) -> Turn[KeyState]:
    effects: tuple[Effect, ...] = (StopCamera(),) if state.way is KeyWay.QR else ()
    return Turn(state, effects, replace(facts, key=key), Forward())
