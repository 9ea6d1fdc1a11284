"""The fleet's doors at the hub, for its gate and its keeper: both hold the hub's token, and both sit on this machine.

GET  /fleet/state?after=N       {"version", "admitted": {station: serial}, "answers": {station: answer}}, or the
                                version alone when nothing was decided since N
POST /fleet/beats               a list of heartbeats; {"unknown": [stations the hub does not know]}
POST /fleet/enrol               {"token", "csr", "machine"}: the station's identity
POST /fleet/renew               {"station", "serial", "csr"}: a new one
POST /fleet/ended               {"station", "done": an order's end}
GET  /fleet/configuration/<id>  the signed bundle a station shall have; 404 when it has what it shall have
"""

from __future__ import annotations

import json
from typing import Any

from flask import Flask, Response, make_response, request

from his_client import fields as read
from his_client.fields import BadShape
from his_client.outcome import Done, Outcome, Refused
from kiosk.fleet.ports import Identity
from kiosk.fleet.wire import ANSWERS, DONE, HEARTBEATS, IDENTITY, MOST_REPORT, NotOfThisShape
from kiosk.hub.asked import body_of, refused
from kiosk.hub.fleet.desk import FleetDesk

PREFIX = "/fleet/"
MOST_BYTES = 4 * 1024 * 1024


def add_fleet_doors(app: Flask, desk: FleetDesk) -> None:
    """Put the doors on the hub's app, whose own guard has seen to the caller's token before."""

    @app.get(f"{PREFIX}state")
    def fleet_state() -> Response:
        after = request.args.get("after", "")
        version = desk.version
        if after == str(version):
            return _json(json.dumps({"version": version}).encode())
        admitted = json.dumps(desk.admitted()).encode()
        answers = ANSWERS.write(desk.answers())
        return _json(b'{"version": %d, "admitted": %b, "answers": %b}' % (version, admitted, answers))

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


def _identity(outcome: Outcome[Identity]) -> Response:
    match outcome:
        case Done(value=identity):
            return _json(IDENTITY.write(identity))
        case Refused(code=code):
            return refused(code, 409)
        case _:
            return refused("hub_silent", 503)


def _json(body: Any) -> Response:
    return make_response(body, 200, {"Content-Type": "application/json"})
