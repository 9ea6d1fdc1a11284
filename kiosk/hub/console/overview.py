"""The overview: the fleet place by place as it stands in the buildings, what is wrong, which releases it runs on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from flask import Blueprint, request
from werkzeug.wrappers import Response as AnyResponse

from kiosk.hub.console.frame import page
from kiosk.hub.console.paging import paged
from kiosk.hub.console.plan import WIDTH, Plan, plan
from kiosk.hub.console.ports import Parts
from kiosk.hub.console.seen import Board, Look, Place, Seen

MOST_DRAWN = 160
"""Stations drawn one by one on one page; a larger fleet is shown by places, a larger place by clusters."""
PLACES = 48
ROWS = 50


class Drawn(NamedTuple):
    """A place with its plan; without one its stations stand in a row."""

    place: Place
    plan: Plan | None
    listed: bool
    """Whether its stations are also few enough to stand as cards, for narrow screens."""


def add_overview(pages: Blueprint, parts: Parts, board: Board) -> None:
    """Put the overview, one place's page, and the list on the console's pages."""

    @pages.get("/")
    def overview() -> AnyResponse:
        picture = board.now()
        few = len(picture.seen) <= MOST_DRAWN
        places = sorted(picture.places.values(), key=lambda one: list(Look).index(one.worst))
        alerts = parts.fleet.alerts(limit=500)
        return page(
            "overview.html",
            picture=picture,
            drawn=[drawn(place) for place in picture.places.values()] if few else [],
            places=None if few else paged(places, PLACES),
            alerts=sorted(alerts, key=lambda alert: alert.taken_by != "")[:6],
            alerts_open=len(alerts),
            running=next((one for one in parts.fleet.roll_outs(5) if one.state == "going"), None),
            width=WIDTH,
        )

    @pages.get("/place")
    def place() -> AnyResponse:
        picture = board.now()
        name = request.args.get("name", "")
        found = picture.places.get(name) or Place(name)
        return page("place.html", picture=picture, one=drawn(found), width=WIDTH)

    @pages.get("/stations")
    def stations() -> AnyResponse:
        picture = board.now()
        wanted = {name: request.args.get(name, "")[:60] for name in ("q", "look", "group", "place", "version")}
        found = [one for one in picture.seen if _fits(one, wanted)]
        return page(
            "stations.html",
            picture=picture,
            rows=paged(found, ROWS),
            wanted=wanted,
            groups=sorted(picture.groups)[:200],
        )


def drawn(place: Place) -> Drawn:
    """A place with its plan."""
    return Drawn(place, plan(place.seen) if place.name and place.seen else None, len(place.seen) <= MOST_DRAWN)


def _fits(one: Seen, wanted: dict[str, str]) -> bool:
    station = one.station
    if wanted["look"] and one.look != wanted["look"]:
        return False
    if wanted["group"] and station.group != wanted["group"]:
        return False
    if wanted["place"] and station.place != wanted["place"]:
        return False
    if wanted["version"] and (station.last is None or station.last.version != wanted["version"]):
        return False
    return not wanted["q"] or _holds(wanted["q"].casefold(), (station.station_id, station.name, station.place))


def _holds(text: str, words: Iterable[str]) -> bool:
    return any(text in word.casefold() for word in words)
