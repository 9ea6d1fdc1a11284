"""What staff did behind the station's screen, as the journal keeps it: who, what, when. A PIN is no field of any."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class AdminEvent:
    """Something that happened behind the station's screen."""

    version: ClassVar[int] = 1


@dataclass(frozen=True, slots=True)
class AdminEntered(AdminEvent):
    """`staff` signed in, with these roles. `alone`: the hub was away and the station's own list answered."""

    staff: str
    roles: tuple[str, ...]
    at: datetime
    alone: bool = False


@dataclass(frozen=True, slots=True)
class AdminRefused(AdminEvent):
    """`notice` as in `kiosk.visit.staff.StaffRefused`; `staff` for whom, if the station knows such a person."""

    notice: str
    staff: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AdminActed(AdminEvent):
    """`staff` did `act` (see `kiosk.admin.values.MAY`); `outcome` is a code of what came of it."""

    staff: str
    act: str
    at: datetime
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class AdminLeft(AdminEvent):
    """Whoever was signed in is out: `why` is `left`, `idle`, `restart`, or `training`, which then goes on."""

    staff: str
    why: str
    at: datetime
