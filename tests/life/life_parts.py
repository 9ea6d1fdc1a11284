"""A file for a hub and a station, and a visit from its beginning to the empty tray."""

from __future__ import annotations

from pathlib import Path

from station_parts import Lobby, another

from kiosk.config import StationConfig, parse_config

FILE = """
[station]
id = "K03"
hospital = "Bệnh viện Mẫu"
name = "Máy 03"
facility = "01001"
journal = "station.db"
[printer]
kind = "picture"
path = "slips"
[payment]
account = "0011009999999"
[hub]
journal = "hub.db"
desks = ["1", "2"]
"""


def configured(folder: Path, more: str = "") -> StationConfig:
    return parse_config(FILE + more, base=folder)


def end_visit(lobby: Lobby, number: int) -> str:
    """A whole visit of somebody, up to the empty tray; its id."""
    lobby.tray.person = another(number)
    lobby.at_ticket()
    visit = lobby.station.visit
    assert visit is not None
    lobby.tray.take()
    lobby.wait(200)
    assert lobby.station.visit is None
    visit_id: str = visit.id
    return visit_id
