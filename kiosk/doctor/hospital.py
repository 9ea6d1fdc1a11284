"""Checks of the HIS. Only questions that name no person are asked."""

from __future__ import annotations

import time
from contextlib import ExitStack

from his_client.outcome import Done, Refused, Unknown
from kiosk.clock import Clock
from kiosk.config import ConfigError, SecretMissing, StationConfig
from kiosk.doctor.check import Finding, fail, ok, warn
from kiosk.hospital import open_hospital

DEADLINE_S = 6.0


def his(config: StationConfig, clock: Clock) -> Finding:
    """The HIS answers with today's departments."""
    with ExitStack() as stack:
        try:
            hospital = open_hospital(config, clock, stack, deadline_s=DEADLINE_S)
        except SecretMissing:
            return fail("not asked: the secret his_secret is missing", "kiosk service secret station his_secret")
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
