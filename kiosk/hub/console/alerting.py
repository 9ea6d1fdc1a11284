"""Alerts: what is open, who has taken it, what is over."""

from __future__ import annotations

from flask import Blueprint, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from his_client.outcome import Done, Outcome, Refused
from kiosk.hub.console.frame import page
from kiosk.hub.console.paging import paged
from kiosk.hub.console.ports import Parts

ROWS = 50
MOST_ENDED = 1_000
MOST_OPEN = 20_000


def add_alerts(pages: Blueprint, parts: Parts) -> None:
    """Put the alerts on the console's pages."""

    @pages.get("/alerts")
    def alerts() -> AnyResponse:
        over = request.args.get("show") == "ended"
        found = parts.fleet.alerts(ended=over, limit=MOST_ENDED if over else MOST_OPEN)
        rows = paged(found if over else sorted(found, key=lambda alert: alert.taken_by != ""), ROWS)
        known = {alert.station_id: parts.fleet.station(alert.station_id) for alert in rows.rows}
        return page("alerts.html", rows=rows, over=over, known=known)

    @pages.post("/alerts/<alert_id>/take")
    def take_alert(alert_id: str) -> AnyResponse:
        return told(parts.fleet.take_alert(alert_id, g.user), "taken", url_for("console.alerts"))

    @pages.post("/alerts/<alert_id>/end")
    def end_alert(alert_id: str) -> AnyResponse:
        return told(parts.fleet.end_alert(alert_id, g.user), "ended", url_for("console.alerts"))


def told(outcome: Outcome[object], said: str, back: str) -> AnyResponse:
    """Back to a page, with what came of it."""
    mark = "&" if "?" in back else "?"
    match outcome:
        case Done():
            return redirect(f"{back}{mark}said={said}", 303)
        case Refused(code=code):
            return redirect(f"{back}{mark}refused={code}", 303)
        case _:
            return redirect(f"{back}{mark}refused=silent", 303)
