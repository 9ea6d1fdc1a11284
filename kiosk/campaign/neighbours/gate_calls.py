"""The calls of a station's agent to the gate, and those of stations that the gate hands on to the hub behind it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from kiosk.campaign.neighbours.call import Call
from kiosk.campaign.neighbours.fleet import STATION, heartbeat
from kiosk.campaign.neighbours.hospital import Neighbourhood
from kiosk.campaign.neighbours.subjects import Subject, person
from kiosk.fleet.values import OrderDone, OrderOutcome

OF_STATIONS = frozenset(
    {
        *(f"hub.{method}" for method in ("check", "copayment", "report_unverified", "open", "received")),
        *("hub.call", "hub.health", "hub.peers", "queue.issue", "queue.place", "intake.head", "intake.take"),
    }
)
"""What a station may ask through the gate; the hub refuses it everything else."""


def _nobody(here: Neighbourhood, _adapter: Any, number: int) -> Subject:
    """Whom the call is about, and when the station says what it says."""
    now = here.clock.now()
    return replace(person(here, number, now), more=heartbeat(here.clock))


def _done(subject: Subject) -> OrderDone:
    return OrderDone(f"order-{subject.number}", OrderOutcome.DONE, "", "{}")


AGENT_CALLS = (
    Call("agent", "beat", lambda line, s: line.beat(s.more), _nobody),
    Call("agent", "ended", lambda line, s: line.ended(_done(s)), _nobody),
    Call("agent", "configuration", lambda line, _: line.configuration(), _nobody, seen=json.loads),
    Call("agent", "renew", lambda line, _: line.renew(STATION), _nobody, seen=lambda own: own.authority),
)


def through_gate(calls: Sequence[Call]) -> tuple[Call, ...]:
    """What of these a station may ask through the gate, and its agent too; the gate's line to the hub is spoiled."""
    wanted = [call for call in calls if call.name in OF_STATIONS]
    wanted += [call for call in AGENT_CALLS if call.method != "beat"]  # which the gate answers by itself
    return tuple(map(_of_part, wanted))


def _of_part(call: Call) -> Call:
    part = call.adapter
    return replace(
        call,
        adapter="behind",
        method=call.name,
        do=lambda behind, subject: call.do(getattr(behind, part), subject),
        prepare=lambda here, behind, number: call.prepare(here, getattr(behind, part), number),
    )
