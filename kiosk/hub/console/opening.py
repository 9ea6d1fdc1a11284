"""A hub's console as its configuration says."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint

from kiosk.clock import Clock
from kiosk.config import StationConfig, secret
from kiosk.fleet.ports import Fleet
from kiosk.hub.console.app import console
from kiosk.hub.console.oidc import Oidc, OidcSettings
from kiosk.hub.console.ports import Accounts, FurtherPage, Histories, Parts


def open_console(
    config: StationConfig,
    fleet: Fleet,
    accounts: Accounts,
    history: Histories,
    clock: Clock,
    further: tuple[FurtherPage, ...] = (),
) -> Blueprint:
    """The console's pages, to be registered on the hub's app.

    :raises SecretMissing, ValueError: when an OpenID provider is named and what it needs is not.
    """
    settings, hospital = oidc_settings(config), config.station.hospital
    oidc = Oidc(settings, clock) if settings else None
    return console(Parts(fleet, accounts, history, clock, hospital, gate_address(config), further, oidc))


def oidc_settings(config: StationConfig) -> OidcSettings | None:
    """The hospital's own sign-in, where the configuration names one.

    :raises SecretMissing: without `oidc_secret`.
    :raises ValueError: without the console's own address.
    """
    hub = config.hub
    if hub.oidc_issuer is None:
        return None
    if hub.console_url is None:
        raise ValueError("hub.console_url is missing: the OpenID provider sends browsers back to it")
    return OidcSettings(
        hub.oidc_issuer,
        hub.oidc_client,
        secret("oidc_secret", config.station.credentials),
        f"{hub.console_url.rstrip('/')}/console/oidc/back",
        hub.oidc_name,
        hub.oidc_claim,
        frozenset(hub.oidc_it),
        frozenset(hub.oidc_manager),
        hub.oidc_ca_file,
    )


def gate_address(config: StationConfig) -> str:
    """The gate as stations reach it, under the first name in its certificate; "" without one."""
    if config.hub.gate is None:
        return ""
    host = config.hub.gate_names[0]
    shown = f"[{host}]" if ":" in host else host
    return f"https://{shown}:{urlsplit(f'//{config.hub.gate}').port}"
