"""The only words that the projection takes from a row, so that nothing a station writes can bring a person along.

A word this release does not know counts as `other`; ids of departments, rooms and stations must have an id's form.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from his_client.his.ports import IdentitySource
from his_client.insurance.ports import EligibilityStatus
from kiosk.visit.errands import ERRANDS, TOPICS
from kiosk.visit.values import Ending, FaceResult, Reason
from kiosk.visit.visit import JOURNEYS, WITH_CHIP_CARD

OTHER = "other"
REGISTRATION = "registration"
REGISTERING = (REGISTRATION, "child", "passport")
"""Journeys that end with a number in a department's queue."""
WAYS = (*REGISTERING, *(one for one in ERRANDS if one not in REGISTERING))
ENDINGS = tuple(str(ending) for ending in Ending)
REASONS = frozenset(reason.name.lower() for reason in Reason)
STEPS = tuple(dict.fromkeys((*WITH_CHIP_CARD, *(stage for stages in JOURNEYS.values() for stage in stages))))
"""Every step a visit can be in, a registration's first and in its order."""
LANGUAGES = ("vi", "en", "zh", "ko", "ja", "fr")
IDENTITIES = frozenset({"chip", "passport", *(source.name.lower() for source in IdentitySource)})
FACES = frozenset(str(result) for result in FaceResult)
COVERAGES = frozenset(str(status) for status in EligibilityStatus)
PAID = ("code", "cashier")
COMPLAINTS = TOPICS

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_ROOM = re.compile(r"[^\W_][\w .,()/-]{0,39}")


def word(said: str, known: Collection[str]) -> str:
    """The word, empty where nothing was said, `other` where it is none of the known."""
    return said if not said or said in known else OTHER


def identifier(said: str) -> str:
    """An id of a department or a station; `other` for what has not the form of one."""
    return said if not said or _ID.fullmatch(said) else OTHER


def room_name(said: str) -> str:
    """A room as its door has it."""
    return said if _ROOM.fullmatch(said) else OTHER
