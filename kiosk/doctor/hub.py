"""Checks of the hub, and of whom it asks for the station: payment providers and the insurer. No person is named."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from his_client.http import InsecureAddress
from his_client.outcome import Done, Refused
from kiosk.clock import Clock
from kiosk.config import ConfigError, StationConfig, find_secret, parse_config
from kiosk.config.overlay import OverlayInvalid, held_overlay
from kiosk.doctor.check import Finding, fail, ok, skipped, warn
from kiosk.hub.client import HubClient
from kiosk.hub.identity import MutualTls
from kiosk.hub.ports import Peers
from kiosk.station.agent.store import Store

DEADLINE_S = 6.0
_MOST = 6
_CREDENTIAL = {"401", "403", "unauthorised", "forbidden", "bad_signature"}


def open_client(config: StationConfig) -> HubClient | None:
    """The hub as this station knows it: by its identity at a gate, else by the hub's token; None without either.

    :raises InsecureAddress: for plain http to another machine.
    """
    store = Store.beside(config.station.journal)
    if store.enrolled:
        return HubClient(store.gate, "", deadline_s=DEADLINE_S, identity=MutualTls(store.authority, store.pair))
    found = find_secret("hub_token", config.station.credentials)
    return HubClient(config.hub.url, found[0], deadline_s=DEADLINE_S) if found else None


def hub(config: StationConfig, _clock: Clock) -> Finding:
    """The hub answers, and knows this station."""
    enrolled = Store.beside(config.station.journal).enrolled
    try:
        opened = open_client(config)
    except InsecureAddress as error:
        return fail(str(error), "correct hub.url")
    if opened is None:
        return fail(
            "not asked: the secret hub_token is missing", "kiosk service secret station hub_token; or kiosk enroll"
        )
    with closing(opened) as client:
        health, known = client.health(), client.received(f"doctor-{config.station.id}")
    if enrolled and isinstance(known, Refused) and known.code == "unauthorised":
        return fail("the gate does not admit this station any more", "get a token from IT and run: kiosk enroll")
    if not isinstance(health, Done):
        detail = health.code if isinstance(health, Refused) else health.reason
        where = "the gate and the hub behind it" if enrolled else f"hub.url: {config.hub.url}"
        return fail(detail, f"start it (kiosk hub serve), or check {where}")
    if isinstance(known, Refused) and known.code == "unauthorised":
        return fail("it refuses this station's token", "give the station the hub's hub_token")
    reached = "reached through its gate" if enrolled else "reached"
    if health.value.get("disk", "ok") != "ok":
        why = f"{reached}; its disk is full: it takes no rows, numbers or orders, and stations keep theirs"
        return fail(why, "make room on the hub's disk; delete nothing of its own. It goes on by itself")
    bank = health.value.get("bank")
    if bank not in {"ok", "off"}:
        return warn(f"{reached}; its bank feed says {bank}", "look at the hub: kiosk hub status")
    return ok(f"{reached}; bank feed {bank}")


def payment(config: StationConfig, _clock: Clock) -> Finding:
    """The payment providers, as the hub's last question to each ended."""
    peers = _peers(config)
    if peers is None:
        return skipped("asked through the hub, which does not answer; see hub")
    if not peers.payments:
        return skipped("the hub has no payment provider: fees are paid at the cashier")
    wrong = {name: state for name, state in peers.payments.items() if state != "ok"}
    if not wrong:
        return ok(", ".join(peers.payments))
    name, state = next(iter(wrong.items()))
    detail = ", ".join(f"{one} {how}" for one, how in wrong.items())
    if state in _CREDENTIAL:
        if config.hub.journal is None:
            return fail(f"refuses the hub's account: {detail}", "ask kiosk doctor at the hub, which names the secret")
        own = "payment_secret" if name == "bank" and config.payment.url else f"payment_{name}_…"
        return fail(f"refuses the hub's account: {detail}", f"give the hub the right secret {own}")
    return warn(f"{detail}; fees are paid at the cashier", f"check the hub's network and the address of {name}")


def insurance(config: StationConfig, _clock: Clock) -> Finding:
    """The gateway answers the hub and takes its account; a question itself would need a person."""
    if not config.insurance.enabled:
        return skipped("insurance is not asked about on this station")
    if config.insurance.route == "his":
        return skipped("asked through the HIS; see his. To ask about yourself: kiosk insurance check")
    peers = _peers(config)
    if peers is None:
        return skipped("asked through the hub, which does not answer; see hub")
    match peers.insurer:
        case "ok":
            return ok("the gateway takes the hub's account; to ask about yourself: kiosk insurance check")
        case "his":
            return skipped("the hub asks through the HIS; see his")
        case "off":
            return fail("the hub asks no insurer", "set insurance.enabled in the hub's file, and start the hub anew")
        case state if state in _CREDENTIAL:
            fix = "correct insurance.username in the hub's file, or its secret insurance_password"
            return fail("the gateway refuses the hub's account", fix)
        case state:
            fix = "check the hub's network and insurance.url; visits go on unverified and are asked about later"
            return warn(f"the gateway does not answer the hub: {state}", fix)


def _peers(config: StationConfig) -> Peers | None:
    """Whom the hub asks and how it went; None where the hub does not say."""
    try:
        opened = open_client(config)
    except InsecureAddress:
        return None
    if opened is None:
        return None
    with closing(opened) as client:
        told = client.peers()
    return told.value if isinstance(told, Done) else None


def hub_configuration(file: Path, config: StationConfig) -> Finding:
    """What the hub wants set at this station is in force."""
    if not Store.beside(config.station.journal).enrolled:
        return skipped("not enrolled: its own file alone")
    fix = "take it back in the hub's console (configurations), or send a corrected one"
    try:
        over = held_overlay(config.station.journal)
        parse_config(file.read_text(encoding="utf-8-sig"), base=file.parent.absolute(), over=over)
    except OverlayInvalid as error:
        return warn(f"the hub's settings are not used: {error}", fix)
    except ConfigError as error:
        return warn(f"the hub's settings do not go with this file: {error.problems[0]}", fix)
    settings = [f"{section}.{key}" for section, table in over.items() for key in table]
    if not settings:
        return ok("its own file alone; the hub sets nothing")
    return ok(f"set by the hub: {', '.join(settings[:_MOST])}{' …' if len(settings) > _MOST else ''}")
