"""Stations come and go: one-time tokens, shown once; identities revoked with a reason; where each one stands."""

from __future__ import annotations

import unicodedata

import segno
from flask import Blueprint, abort, g, redirect, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from his_client.outcome import Done, Refused
from kiosk.fleet.ports import KnownStation
from kiosk.hub.console.alerting import told
from kiosk.hub.console.frame import page
from kiosk.hub.console.overview import MOST_DRAWN
from kiosk.hub.console.paging import paged
from kiosk.hub.console.ports import Parts
from kiosk.hub.console.seen import Board, Look, Place, seen

ROWS = 50
REASONS = ("replaced", "retired", "stolen")


def add_enrolment(pages: Blueprint, parts: Parts, board: Board) -> None:
    """Put enrolment, revocation and places on the console's pages."""
    fleet = parts.fleet

    def known(station_id: str) -> KnownStation:
        found = fleet.station(station_id)
        if found is None:
            abort(404)
        return found

    def listed(status: int = 200, **shown: object) -> AnyResponse:
        waiting = [one for one in board.now().seen if one.look is Look.NEW]
        groups = sorted(board.now().groups)[:200]
        usual = {"token": "", "qr": "", "why": "", "station_id": request.args.get("station", "")[:4], "group": ""}
        return page(
            "enrolment.html", status, waiting=paged(waiting, ROWS), groups=groups, gate=parts.gate, **{**usual, **shown}
        )

    @pages.get("/enrolment")
    def enrolment() -> AnyResponse:
        return listed()

    @pages.post("/enrolment")
    def issue_token() -> AnyResponse:
        station_id = request.form.get("station", "").strip().upper()[:8]
        group = _clean(request.form.get("group", ""))
        match fleet.issue_token(station_id, group, g.user):
            case Done(value=token):
                board.forget()
                # The one page that ever holds it: it is answered here, and asked for again it would be a new one.
                qr = segno.make(token, error="m", micro=False).svg_inline(omitsize=True, border=4, dark="#10303A")
                return listed(token=token, qr=Markup(qr), station_id=station_id, group=group)  # noqa: S704 - segno's own
            case Refused(code=code):
                return listed(409, why=code, station_id=station_id, group=group)
            case _:
                return listed(503, why="silent", station_id=station_id, group=group)

    @pages.post("/enrolment/withdraw")
    def withdraw_token() -> AnyResponse:
        outcome = fleet.withdraw_token(request.form.get("station", ""), g.user)
        return told(outcome, "token_withdrawn", url_for("console.enrolment"))

    @pages.get("/stations/<station_id>/revoke")
    def revoke(station_id: str) -> AnyResponse:
        return page("revoke.html", one=seen(known(station_id), parts.clock.now()), reasons=REASONS)

    @pages.post("/stations/<station_id>/revoke")
    def revoked(station_id: str) -> AnyResponse:
        outcome = fleet.revoke(known(station_id).station_id, request.form.get("why", ""), g.user)
        return told(outcome, "revoked", url_for("console.station", station_id=station_id))

    @pages.get("/stations/<station_id>/place")
    def station_place(station_id: str) -> AnyResponse:
        picture = board.now()
        places, groups = sorted(picture.places)[:300], sorted(picture.groups)[:200]
        return page("station_place.html", one=seen(known(station_id), parts.clock.now()), places=places, groups=groups)

    @pages.post("/stations/<station_id>/place")
    def put_station(station_id: str) -> AnyResponse:
        form = request.form
        name, group, where = (_clean(form.get(field, "")) for field in ("name", "group", "place"))
        across, down = _share(form.get("across", "")), _share(form.get("down", ""))
        outcome = fleet.place(known(station_id).station_id, name, group, where, across, down, g.user)
        return told(outcome, "placed", url_for("console.station", station_id=station_id))

    @pages.get("/map")
    def edit_map() -> AnyResponse:
        name = request.args.get("name", "")
        found = board.now().places.get(name) or Place(name)
        return page("map.html", place=found, stations=found.seen[:MOST_DRAWN])

    @pages.post("/map")
    def save_map() -> AnyResponse:
        name = request.form.get("name", "")
        back = url_for("console.place", name=name)
        for one in (board.now().places.get(name) or Place(name)).seen[:MOST_DRAWN]:
            station = one.station
            fields = [request.form.get(f"{side}_{station.station_id}") for side in ("across", "down")]
            across, down = (_share(field) if field is not None else -1.0 for field in fields)
            old = (round(station.across, 3), round(station.down, 3))
            if None in fields or (round(across, 3), round(down, 3)) == old:
                continue
            outcome = fleet.place(station.station_id, station.name, station.group, name, across, down, g.user)
            if not isinstance(outcome, Done):
                return told(outcome, "placed", back)
        return redirect(url_for("console.place", name=name, said="placed"), 303)


def _clean(text: str) -> str:
    """A word people typed, in one form, without what only steers a screen."""
    kept = "".join(one for one in unicodedata.normalize("NFC", text) if unicodedata.category(one) not in {"Cc", "Cf"})
    return " ".join(kept.split())


def _share(text: str) -> float:
    """A position in hundredths, as a share; -1 for what is none."""
    try:
        value = float(text.replace(",", ".")) / 100
    except ValueError:
        return -1.0
    return value if 0 <= value <= 1 else -1.0
