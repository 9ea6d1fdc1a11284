"""Configurations the hub gives out: kept, compared, and rolled out in waves with a canary before all others."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import chain

from flask import Blueprint, abort, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from his_client.outcome import Done, Refused
from kiosk.config.overlay import MOST_BYTES
from kiosk.fleet.ports import KeptConfiguration
from kiosk.hub.console.alerting import told
from kiosk.hub.console.frame import page
from kiosk.hub.console.ports import Parts
from kiosk.hub.console.seen import Board

MOST_GROUPS = 200
MOST_WAVES = 8
WELL_S = (120, 600, 1_800, 3_600, 14_400, 86_400)
"""Between two waves, in seconds."""
_AROUND = 3
"""Lines shown around a difference."""


def add_configurations(pages: Blueprint, parts: Parts, board: Board) -> None:
    """Put configurations and roll-outs on the console's pages."""
    fleet = parts.fleet

    def kept(sha256: str) -> KeptConfiguration:
        found = next((one for one in fleet.configurations() if one.sha256 == sha256), None)
        if found is None:
            abort(404)
        return found

    @pages.get("/configurations")
    def configurations() -> AnyResponse:
        picture = board.now()
        have: dict[str, int] = {}
        for one in picture.seen:
            if one.station.last is not None:
                have[one.station.last.configuration] = have.get(one.station.last.configuration, 0) + 1
        names = {one.sha256: one.name for one in fleet.configurations()}
        return page("configurations.html", kept=fleet.configurations(), have=have, outs=fleet.roll_outs(), names=names)

    @pages.get("/configurations/new")
    def new_configuration() -> AnyResponse:
        base = next((one for one in fleet.configurations() if one.sha256 == request.args.get("from")), None)
        return page("configuration_new.html", name="", toml=base.toml if base else "", why="", problem="")

    @pages.post("/configurations/new")
    def keep_configuration() -> AnyResponse:
        name = request.form.get("name", "").strip()
        toml = request.form.get("toml", "").replace("\r\n", "\n")
        if len(name) > 60 or not name:
            return page("configuration_new.html", 400, name=name[:60], toml=toml, why="bad_name", problem="")
        match fleet.keep_configuration(name, toml, g.user):
            case Done(value=sha256):
                return redirect(url_for("console.configuration", sha256=sha256, said="kept"), 303)
            case Refused(code=code, detail=problem):
                return page("configuration_new.html", 400, name=name, toml=toml, why=code, problem=problem)
            case _:
                return page("configuration_new.html", 503, name=name, toml=toml, why="silent", problem="")

    @pages.get("/configurations/<sha256>")
    def configuration(sha256: str) -> AnyResponse:
        return page("configuration.html", one=kept(sha256), others=fleet.configurations())

    @pages.get("/configurations/difference")
    def difference() -> AnyResponse:
        old, new = kept(request.args.get("old", "")), kept(request.args.get("new", ""))
        return page("difference.html", old=old, new=new, lines=compared(old.toml, new.toml))

    @pages.get("/configurations/<sha256>/roll-out")
    def plan_roll_out(sha256: str) -> AnyResponse:
        groups = sorted(board.now().groups.items())[:MOST_GROUPS]
        return page("roll_out.html", one=kept(sha256), groups=groups, wells=WELL_S, waves=range(2, MOST_WAVES + 1))

    @pages.post("/configurations/<sha256>/roll-out")
    def begin_roll_out(sha256: str) -> AnyResponse:
        well = request.form.get("well", "")
        waves = waves_of(request.form.get("canary", ""), request.form.items())
        outcome = fleet.roll_out(kept(sha256).sha256, waves, int(well) if well.isdecimal() else 0, g.user)
        if isinstance(outcome, Done):
            return redirect(url_for("console.configurations", said="begun"), 303)
        return told(outcome, "begun", url_for("console.plan_roll_out", sha256=sha256))

    @pages.post("/roll-outs/<roll_out_id>/stop")
    def stop_roll_out(roll_out_id: str) -> AnyResponse:
        return told(fleet.stop_roll_out(roll_out_id, g.user), "stopped", url_for("console.configurations"))


def waves_of(canary: str, fields: object) -> tuple[tuple[str, ...], ...]:
    """The waves of a form: who goes first, then the groups by the number each was given."""
    first = tuple(dict.fromkeys(part for part in re.split(r"[,;\s]+", canary) if part))
    later: dict[int, list[str]] = {}
    for name, value in fields:  # type: ignore[attr-defined]
        group = name.removeprefix("wave:")
        if group != name and value.isdecimal() and 2 <= int(value) <= MOST_WAVES:
            later.setdefault(int(value), []).append(group)
    return tuple(wave for wave in (first, *(tuple(later[number]) for number in sorted(later))) if wave)


def compared(old: str, new: str) -> list[tuple[str, str]]:
    """Two texts' lines as (`more`, `less`, `same` or `gap`, line); unchanged stretches are shortened."""
    before, after = old.splitlines(), new.splitlines()
    groups = SequenceMatcher(None, before, after, autojunk=False).get_grouped_opcodes(_AROUND)
    lines: list[tuple[str, str]] = []
    for number, group in enumerate(groups):
        if number:
            lines.append(("gap", "…"))
        for tag, old_from, old_to, new_from, new_to in group:
            if tag == "equal":
                lines += [("same", line) for line in before[old_from:old_to]]
            else:
                less = (("less", line) for line in before[old_from:old_to])
                more = (("more", line) for line in after[new_from:new_to])
                lines += chain(less, more)
    return lines


MOST_FORM = MOST_BYTES * 3 + 16 * 1024
"""A configuration as a browser sends it: each letter may take three."""
