"""A hub's console as its configuration says."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint

from kiosk.clock import Clock
from kiosk.config import StationConfig
from kiosk.fleet.ports import Fleet
from kiosk.hub.console.app import console
from kiosk.hub.console.ports import Accounts, FurtherPage, Histories, Parts


def open_console(
    config: StationConfig,
    fleet: Fleet,
    accounts: Accounts,
    history: Histories,
    clock: Clock,
    further: tuple[FurtherPage, ...] = (),
) -> Blueprint:
    """The console's pages, to be registered on the hub's app."""
    return console(Parts(fleet, accounts, history, clock, config.station.hospital, gate_address(config), further))


def gate_address(config: StationConfig) -> str:
    """The gate as stations reach it, under the first name in its certificate; "" without one."""
    if config.hub.gate is None:
        return ""
    host = config.hub.gate_names[0]
    shown = f"[{host}]" if ":" in host else host
    return f"https://{shown}:{urlsplit(f'//{config.hub.gate}').port}"
