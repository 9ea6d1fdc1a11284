"""Checks of the systems a station talks to. Only questions that name no person are asked."""

from __future__ import annotations

import time
from contextlib import ExitStack, closing

from his_client.outcome import Done, Refused, Unknown
from kiosk.clock import Clock
from kiosk.config import ConfigError, SecretMissing, StationConfig, find_secret
from kiosk.doctor.check import Finding, fail, ok, skipped, warn
from kiosk.hospital import open_hospital
from kiosk.hub.client import HubClient

DEADLINE_S = 6.0


def his(config: StationConfig, clock: Clock) -> Finding:
    """The HIS answers with today's departments."""
    with ExitStack() as stack:
        try:
            hospital = open_hospital(config, clock, stack, deadline_s=DEADLINE_S)
        except SecretMissing:
            return fail("not asked: the secret his_secret is missing", "see credentials")
        except ConfigError as error:
            return fail(f"not asked: {error}", f"mend {', '.join(problem.path for problem in error.problems)}")
        if hospital is None:
            return warn("none: every patient is sent to the desk", "set his.url and his.merchant_id")
        began = time.monotonic()
        outcome = hospital.departments()
    took = f"{round(1000 * (time.monotonic() - began))} ms"
    match outcome:
        case Done(value=departments) if departments:
            return ok(f"{len(departments)} departments in {took}")
        case Done():
            return warn(f"no department takes patients today ({took})", "open the departments in the HIS")
        case Refused(code="departments_outdated", detail=detail):
            return fail(detail, "give his.departments the prices of today, with valid_from and valid_until")
        case Refused(code=code, detail=detail):
            return fail(f"{code}: {detail}", "check his.merchant_id, the secret his_secret and the clock")
        case Unknown(reason=reason, detail=detail):
            return fail(f"{reason}: {detail}", "check his.url, the network and the HIS itself")


def hub(config: StationConfig, _clock: Clock) -> Finding:
    """The hub answers, and knows this station's token."""
    found = find_secret("hub_token", config.station.credentials)
    if found is None:
        return fail("not asked: the secret hub_token is missing", "see credentials")
    with closing(HubClient(config.hub.url, found[0], deadline_s=DEADLINE_S)) as client:
        health, known = client.health(), client.received(f"doctor-{config.station.id}")
    if not isinstance(health, Done):
        detail = health.code if isinstance(health, Refused) else health.reason
        return fail(detail, f"start it (kiosk hub serve), or check hub.url: {config.hub.url}")
    if isinstance(known, Refused) and known.code == "unauthorised":
        return fail("it refuses this station's token", "give the station the hub's hub_token")
    bank = health.value.get("bank")
    if bank not in {"ok", "off"}:
        return warn(f"reached; its bank feed says {bank}", "look at the hub: kiosk hub status")
    return ok(f"reached; bank feed {bank}")


def insurance(config: StationConfig, _clock: Clock) -> Finding:
    """Who asks the gateway; a question itself would need a person."""
    if not config.insurance.enabled:
        return skipped("insurance is not asked about on this station")
    return skipped("asked through the hub; to ask about yourself: kiosk insurance check")
