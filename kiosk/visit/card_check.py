"""Who still looks at the card by eye, and by which code staff know why."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from kiosk.visit.person import years_of
from kiosk.visit.values import FaceResult, Facts, Reason

GROWN = 15  # below, a face changes too fast for the portrait in the chip

NOT_TRIED = frozenset({FaceResult.NOT_CONSENTED, FaceResult.SKIPPED, FaceResult.NO_CAMERA})

CODES = {
    FaceResult.NOT_CONSENTED: "MAT-01",
    FaceResult.SKIPPED: "MAT-01",
    FaceResult.NO_CAMERA: "MAT-02",
    FaceResult.NOT_MATCHED: "MAT-03",
    FaceResult.NO_PORTRAIT: "MAT-04",
    FaceResult.UNDECIDED: "MAT-05",
}
"""Why a face was not matched, as it stands small on screen and slip."""

SEEN_BY_STAFF = "MAT-06"
"""Not matched by the machine, but a named member of staff at the station looked at card and person."""


class CardCheck(StrEnum):
    """Where staff look at the card: nowhere, at the visit itself, or at the desk before it."""

    NONE = ""
    VISIT = "visit"
    DESK = "desk"


def card_check(facts: Facts, today: date) -> CardCheck:
    """The one rule; in every case the queue's number, the payment and the insurance stay the same.

    - The patient wished to be compared and no match came of it (tried in vain, no usable picture in the chip): the desk
      comes first. Staff compare card and face by eye, then the clinic's number holds.
    - Nothing was tried (no consent, went on without the camera, or the station's camera is away, which must not send a
      whole lobby to the desk), or the face matched but the card's issuer could not be proven: staff look at the card at
      the visit, with no way round.
    - The face matched, but the card's holder is below 15, or may be: staff look at the card at the visit.
    - The face matched, the issuer is proven and the holder is grown: nobody needs to look.
    - No chip was read: the desk comes first, whatever else is so.
    - A named member of staff looked at card and person at the station: nobody needs to look again.
    - A child's data are never from a chip: staff look at its papers at the visit, if the desk does not come first.
    """
    if facts.source is not None:
        return CardCheck.DESK
    if facts.seen_by:
        return CardCheck.NONE if facts.child is None else CardCheck.VISIT
    if facts.face is not FaceResult.MATCHED:
        return CardCheck.VISIT if facts.face in NOT_TRIED else CardCheck.DESK
    proven = facts.authenticity is not None and facts.authenticity.origin_proven
    return CardCheck.NONE if proven and facts.child is None and _grown(facts, today) else CardCheck.VISIT


def face_code(facts: Facts) -> str:
    """The small code of a face that was not matched or a chip that was not read, or nothing."""
    if facts.source is not None:
        return Reason.CARD_UNREADABLE.value
    if facts.seen_by:
        return SEEN_BY_STAFF
    return CODES.get(facts.face, "") if facts.face else ""


def _grown(facts: Facts, today: date) -> bool:
    """Whether the card's holder is certainly 15 or more."""
    birth = facts.citizen.date_of_birth if facts.citizen else ""
    return bool(birth) and years_of(birth, today)[1] >= GROWN
