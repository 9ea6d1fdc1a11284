"""The fleet's doors at the hub, for its gate and its keeper: both hold the hub's token, and both sit on this machine.

GET  /fleet/state?after=N       {"version", "admitted": {station: serials}, "answers": {station: answer}}, or the
                                version alone when nothing was decided since N
POST /fleet/beats               a list of heartbeats; {"unknown": [stations the hub does not know]}
POST /fleet/enrol               {"token", "csr", "machine"}: the station's identity
POST /fleet/renew               {"station", "serial", "csr"}: a new one
POST /fleet/ended               {"station", "done": an order's end}
GET  /fleet/stations            every station, for the keeper's command line
GET  /fleet/stations/<id>/orders                    its orders, newest first, and what became of each
POST /fleet/tokens              {"station_id", "group", "by"}: a one-time token
POST /fleet/stations/<id>/revoke|orders   {"why"} or {"kind", "argument"}, and "by"
POST /fleet/roll-outs           {"name", "toml", "waves": [[groups or stations]], "well_s", "by"}: its id
GET  /fleet/configuration/<id>  the signed bundle a station shall have; 404 when it has what it shall have
"""

from __future__ import annotations

import json
import secrets
from typing import Any

from flask import Flask, Response, jsonify, make_response, request

from his_client import fields as read
from his_client.fields import BadShape, Json
from his_client.outcome import Done, Outcome, Refused
from kiosk.fleet.ports import Identity
from kiosk.fleet.values import OrderKind
from kiosk.fleet.wire import ANSWERS, DONE, HEARTBEATS, IDENTITY, MOST_REPORT, ORDERS, STATIONS, NotOfThisShape
from kiosk.hub.asked import body_of, refused
from kiosk.hub.fleet.desk import FleetDesk

PREFIX = "/fleet/"
MOST_BYTES = 4 * 1024 * 1024
MOST_TOML = 256 * 1024
KEEPER = "it"
"""Whoever has the hub's token and a terminal."""


def add_fleet_doors(app: Flask, desk: FleetDesk) -> None:
    """Put the doors on the hub's app, whose own guard has seen to the caller's token before."""

    run = secrets.token_hex(4)

    @app.get(f"{PREFIX}state")
    def fleet_state() -> Response:
        # A hub that was started anew may count the same and mean something else.
        version = f"{run}.{desk.version}"
        if request.args.get("after", "") == version:
            return _json(json.dumps({"version": version}).encode())
        admitted = json.dumps(desk.admitted()).encode()
        answers = ANSWERS.write(desk.answers())
        return _json(b'{"version": "%b", "admitted": %b, "answers": %b}' % (version.encode(), admitted, answers))

    @app.post(f"{PREFIX}beats")
    def fleet_beats() -> Response:
        request.max_content_length = MOST_BYTES
        try:
            beats = HEARTBEATS.read(request.get_data())
        except NotOfThisShape:
            raise BadShape("beats") from None
        known = desk.beats(beats)
        unknown = sorted({beat.station_id for beat in beats} - known.keys())
        return _json(json.dumps({"unknown": unknown}).encode())

    @app.post(f"{PREFIX}enrol")
    def fleet_enrol() -> Response:
        body = body_of()
        machine = read.optional_text(body, "machine") or ""
        return _identity(desk.enrol(read.text(body, "token"), read.text(body, "csr"), machine))

    @app.post(f"{PREFIX}renew")
    def fleet_renew() -> Response:
        body = body_of()
        return _identity(desk.renew(read.text(body, "station"), read.text(body, "serial"), read.text(body, "csr")))

    @app.post(f"{PREFIX}ended")
    def fleet_ended() -> Response:
        request.max_content_length = 2 * MOST_REPORT
        body = body_of()
        try:
            done = DONE.read(json.dumps(body.get("done")))
        except NotOfThisShape:
            raise BadShape("done") from None
        desk.ended(read.text(body, "station"), done)
        return _json(b'{"ok": true}')

    @app.get(f"{PREFIX}configuration/<station_id>")
    def fleet_configuration(station_id: str) -> Response:
        bundle = desk.configuration_for(station_id)
        return refused("none", 404) if bundle is None else _json(bundle)

    _add_keepers_doors(app, desk)


def _add_keepers_doors(app: Flask, desk: FleetDesk) -> None:
    @app.get(f"{PREFIX}stations")
    def fleet_stations() -> Response:
        return _json(b'{"stations": %b}' % STATIONS.write(desk.stations()))

    @app.post(f"{PREFIX}tokens")
    def fleet_tokens() -> Response:
        body = body_of()
        group = read.optional_text(body, "group") or ""
        return _told("token", desk.issue_token(read.text(body, "station_id"), group, _by(body)))

    @app.get(f"{PREFIX}stations/<station_id>/orders")
    def fleet_orders(station_id: str) -> Response:
        return _json(b'{"orders": %b}' % ORDERS.write(desk.orders(station_id)))

    @app.post(f"{PREFIX}stations/<station_id>/revoke")
    def fleet_revoke(station_id: str) -> Response:
        body = body_of()
        return _told("ok", desk.revoke(station_id, read.text(body, "why"), _by(body)))

    @app.post(f"{PREFIX}stations/<station_id>/orders")
    def fleet_order(station_id: str) -> Response:
        body = body_of()
        try:
            kind = OrderKind(read.text(body, "kind"))
        except ValueError:
            raise BadShape("kind") from None
        argument = read.optional_text(body, "argument") or ""
        return _told("order_id", desk.give(station_id, kind, argument, _by(body)))

    @app.post(f"{PREFIX}roll-outs")
    def fleet_roll_out() -> Response:
        request.max_content_length = MOST_TOML
        body = body_of()
        waves, toml = _waves(body.get("waves")), body.get("toml")
        if not isinstance(toml, str):
            raise BadShape("toml")
        well_s, by = read.integer(body, "well_s"), _by(body)  # read before anything is kept
        kept = desk.keep_configuration(read.text(body, "name"), toml, by)
        if not isinstance(kept, Done):
            return _told("configuration", kept)
        return _told("roll_out", desk.roll_out(kept.value, waves, well_s, by))


def _identity(outcome: Outcome[Identity]) -> Response:
    match outcome:
        case Done(value=identity):
            return _json(IDENTITY.write(identity))
        case Refused(code=code):
            return refused(code, 409)
        case _:
            return refused("hub_silent", 503)


def _waves(value: Json) -> tuple[tuple[str, ...], ...]:
    if not isinstance(value, list) or not all(isinstance(wave, list) for wave in value):
        raise BadShape("waves")
    if not all(isinstance(one, str) for wave in value for one in wave):
        raise BadShape("waves")
    return tuple(tuple(wave) for wave in value)


def _by(body: Json) -> str:
    """Who stands behind the keeper's token: an account of the machine, marked as one."""
    return f"{KEEPER}:{read.text(body, 'by')[:32]}"


def _told(name: str, outcome: Outcome[str] | Outcome[None]) -> Response:
    match outcome:
        case Done(value=value):
            return _json(json.dumps({name: True if value is None else value}).encode())
        case Refused(code=code, detail=detail):
            return make_response(jsonify({"refused": code, "detail": detail}), 409)
        case _:
            return refused("hub_silent", 503)


def _json(body: Any) -> Response:
    return make_response(body, 200, {"Content-Type": "application/json"})
