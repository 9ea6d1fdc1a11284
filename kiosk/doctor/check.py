"""One checked thing: how it is, what was seen, and what mends it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

log = logging.getLogger(__name__)


class Status(StrEnum):
    """How a thing is; `skipped` where there is nothing to check on this station."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found; `fix` is one line, empty where nothing is to be done."""

    status: Status
    detail: str
    fix: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """A finding under its name, which scripts may rely on."""

    name: str
    status: Status
    detail: str
    fix: str


def ok(detail: str) -> Finding:
    """All is well."""
    return Finding(Status.OK, detail)


def warn(detail: str, fix: str) -> Finding:
    """Patients are served, but somebody should look."""
    return Finding(Status.WARN, detail, fix)


def fail(detail: str, fix: str) -> Finding:
    """Patients feel it."""
    return Finding(Status.FAIL, detail, fix)


def skipped(detail: str) -> Finding:
    """Nothing to check here."""
    return Finding(Status.SKIPPED, detail)


def checked(name: str, look: Callable[[], Finding]) -> Check:
    """The result of one look; a look that breaks is itself a line of the report and stops no other."""
    try:
        finding = look()
    except Exception as error:
        log.warning("check_broke", extra={"check": name, "error": type(error).__name__})
        detail = f"the check could not be made ({type(error).__name__})"
        finding = fail(detail, "run kiosk doctor again; if it stays, report this line")
    return Check(name, finding.status, finding.detail, finding.fix)
