"""One station's page: how it does now, its devices, what it went through; the orders it is given, each confirmed."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass

from flask import Blueprint, abort, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk.fleet.ports import KnownStation
from kiosk.fleet.values import DEVICES, OWN_FILE, OrderKind
from kiosk.hub.console.alerting import told
from kiosk.hub.console.frame import page
from kiosk.hub.console.ports import Parts
from kiosk.hub.console.seen import seen
from kiosk.hub.fleet.history import Change

log = logging.getLogger(__name__)

MOST_CHANGES, MOST_ORDERS, MOST_ALERTS = 40, 20, 10
MOST_LINES = 400
_ILL = ("fail", "warn")
_CHECK = ("name", "status", "detail", "fix")
BUTTONS = (
    OrderKind.OUT_OF_SERVICE,
    OrderKind.IN_SERVICE,
    OrderKind.RESTART,
    OrderKind.REPRINT,
    OrderKind.DIAGNOSTICS,
    OrderKind.UPDATE,
)


@dataclass(frozen=True, slots=True)
class Step:
    """A change in a station's history, and what of it is new against the one before."""

    change: Change
    ill: tuple[tuple[str, str, str], ...]
    version: bool
    configuration: bool


def add_station(pages: Blueprint, parts: Parts) -> None:
    """Put one station's page, and what IT does there, on the console's pages."""
    fleet = parts.fleet

    def known(station_id: str) -> KnownStation:
        found = fleet.station(station_id)
        if found is None:
            abort(404)
        return found

    @pages.get("/stations/<station_id>")
    def station(station_id: str) -> AnyResponse:
        found = known(station_id)
        open_ones = [one for one in fleet.alerts(limit=20_000) if one.station_id == station_id]
        ended = [one for one in fleet.alerts(ended=True, limit=5_000) if one.station_id == station_id]
        try:
            history: tuple[Step, ...] | None = steps(parts.history.of(station_id, MOST_CHANGES + 1))
        except Exception as error:
            log.warning("history_unread", extra={"reason": type(error).__name__})
            history = None
        last = found.last
        order = {name: place for place, name in enumerate(DEVICES)}
        return page(
            "station.html",
            one=seen(found, parts.clock.now()),
            devices=sorted(last.devices if last else (), key=lambda device: order.get(device[0], 99)),
            history=history,
            alerts=open_ones[:MOST_ALERTS],
            ended=ended[:MOST_ALERTS],
            orders=fleet.orders(station_id, MOST_ORDERS),
            reports={one.order.id for one in fleet.orders(station_id, MOST_ORDERS) if fleet.report(one.order.id)},
            configurations={kept.sha256: kept.name for kept in fleet.configurations()},
            buttons=BUTTONS,
            own=OWN_FILE,
        )

    @pages.get("/stations/<station_id>/orders/<kind>")
    def order(station_id: str, kind: str) -> AnyResponse:
        found = known(station_id)
        return page("order.html", one=seen(found, parts.clock.now()), kind=_kind(kind))

    @pages.post("/stations/<station_id>/orders/<kind>")
    def give_order(station_id: str, kind: str) -> AnyResponse:
        argument = request.form.get("argument", "").strip()
        outcome = fleet.give(known(station_id).station_id, _kind(kind), argument, g.user)
        return told(outcome, "ordered", url_for("console.station", station_id=station_id))

    @pages.post("/orders/<order_id>/withdraw")
    def withdraw_order(order_id: str) -> AnyResponse:
        station_id = request.form.get("station", "")
        outcome = fleet.withdraw(order_id, g.user)
        return told(outcome, "withdrawn", url_for("console.station", station_id=known(station_id).station_id))

    @pages.get("/orders/<order_id>/report")
    def report(order_id: str) -> AnyResponse:
        text = fleet.report(order_id)
        given = next((one for one in fleet.orders(limit=5_000) if one.order.id == order_id), None)
        if given is None:
            abort(404)
        if text is None:
            return redirect(url_for("console.station", station_id=given.station_id, refused="no_report"), 303)
        doctor, lines = read_report(text)
        return page("report.html", given=given, doctor=doctor, lines=lines)


def steps(changes: tuple[Change, ...]) -> tuple[Step, ...]:
    """Changes, newest first, each with what is new in it."""
    made = []
    for number, change in enumerate(changes[:MOST_CHANGES]):
        before = changes[number + 1] if number + 1 < len(changes) else None
        ill = tuple(device for device in change.devices if device[1] in _ILL)
        version = before is None or before.version != change.version
        configuration = before is None or before.configuration != change.configuration
        made.append(Step(change, ill, version, configuration))
    return tuple(made)


def read_report(text: str) -> tuple[list[dict[str, str]], list[str]]:
    """A station's diagnostics: doctor's checks and the log's lines; what is of another form is shown as one line."""
    try:
        said = json.loads(text)
        checks = said["doctor"]["checks"]
        doctor = [{name: str(check.get(name, ""))[:500] for name in _CHECK} for check in checks]
        lines = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in said["log"]]
    except (ValueError, KeyError, TypeError, AttributeError):
        return [], [text[:20_000]]
    return doctor, [line[:1_000] for line in lines[-MOST_LINES:]]


def _kind(kind: str) -> OrderKind:
    try:
        return OrderKind(kind)
    except ValueError:
        abort(404)
