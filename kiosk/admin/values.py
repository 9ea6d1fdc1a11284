"""What staff see behind the station's screen, and who may do what there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from kiosk.cashier.values import Role

BOTH = frozenset({Role.IT, Role.RECEPTION})
ONLY_IT = frozenset({Role.IT})
MAY: Mapping[str, frozenset[Role]] = {
    "status": BOTH,
    "service": BOTH,
    "tests": ONLY_IT,
    "logs": ONLY_IT,
    "training": BOTH,
    "restart": ONLY_IT,
}
"""Every act behind the screen, and whose it is."""
TESTS = ("card", "camera", "slip", "sound", "touch", "doctor")
"""The tries, in the order shown."""


class Page(StrEnum):
    """What is shown; `NONE` is the patient's own screen."""

    NONE = ""
    SIGN = "sign"
    HOME = "home"
    STATUS = "status"
    TESTS = "tests"
    CARD = "card"
    CAMERA = "camera"
    TOUCH = "touch"
    DOCTOR = "doctor"
    LOGS = "logs"


class Training(StrEnum):
    """How practising stands."""

    OFF = ""
    STARTING = "starting"
    ON = "on"
    ENDING = "ending"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of status or of doctor's: `name` and `state` (`ok`, `warn`, `fail`, `off`) are codes, `detail` is text.

    `fix` says what mends it, in doctor's own words; `called` and `mended` are the check's name and that in Vietnamese.
    """

    name: str
    state: str
    detail: str = ""
    fix: str = ""
    called: str = ""
    mended: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the log: the hour, the level, who spoke and what, nothing of anybody."""

    at: str
    level: str
    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a try: `test` of `TESTS`, `state` (`running`, `ok`, `warn`, `fail`), `code` and `detail` of it."""

    test: str = ""
    state: str = ""
    code: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class AdminView:
    """What the window draws over the patient's screen; `training` goes on under any page.

    `checking`, `notice` and `tries` are of the sign-in; `may` are the acts of who is signed in; `done` of `total`
    steps of a long try.
    """

    page: Page = Page.NONE
    checking: bool = False
    notice: str = ""
    tries: int = 0
    by: str = ""
    may: tuple[str, ...] = ()
    in_service: bool = True
    rows: tuple[Row, ...] = ()
    waiting: bool = False
    lines: tuple[Line, ...] = ()
    tried: Tried = Tried()
    done: int = 0
    total: int = 0
    training: Training = Training.OFF


@dataclass(frozen=True, slots=True)
class Wish:
    """What staff did at the glass: `name`, and what it is about."""

    name: str
    value: str = ""


class Admin(Protocol):
    """The room behind a station's screen, as a window sees it. Every call returns at once."""

    def watch(self, on_admin: Callable[[AdminView], None]) -> None:
        """Be told each view from now on, on any thread."""
        ...

    def sign(self, number: str, pin: str) -> None:
        """Have these looked at; what came of it is seen in the next views."""
        ...

    def wish(self, wish: Wish) -> None:
        """Post what staff did."""
        ...
