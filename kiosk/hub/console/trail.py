"""The audit log: who decided what about which station, and who came in, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from flask import Blueprint, request
from werkzeug.wrappers import Response as AnyResponse

from kiosk.fleet.ports import AuditLine
from kiosk.hub.console.frame import page
from kiosk.hub.console.ports import Parts

ROWS = 100


def add_audit(pages: Blueprint, parts: Parts) -> None:
    """Put the audit log on the console's pages."""

    @pages.get("/audit")
    def audit() -> AnyResponse:
        station_id = request.args.get("station", "").strip().upper()[:8]
        lines = parts.fleet.audit(
            before=_instant(request.args.get("before", "")), station_id=station_id, limit=ROWS * 2
        )
        shown, earlier = cut(lines)
        return page("audit.html", lines=shown, earlier=earlier.isoformat() if earlier else "", station_id=station_id)


def cut(lines: Sequence[AuditLine], rows: int = ROWS) -> tuple[Sequence[AuditLine], datetime | None]:
    """About `rows` lines, and before which moment the next page begins; what happened at one moment stays together."""
    end = rows
    while 0 < end < len(lines) and lines[end].at == lines[end - 1].at:
        end += 1
    if end >= len(lines):
        return lines, None
    return lines[:end], lines[end].at + timedelta(microseconds=1)


def _instant(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo is not None else None
