"""One delivery: every way it can go, tried out to the end, over a receiver that does not know a request again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

import pytest

from his_client.his.ports import PaymentNotice, PaymentPosted
from kiosk.clock import VIETNAM
from kiosk.delivery.machine import (
    Command,
    Delivery,
    DeliveryAbsent,
    DeliveryDone,
    DeliveryEvent,
    DeliveryHandedOver,
    DeliveryRefused,
    DeliveryRequested,
    DeliveryUnknown,
    Next,
    Patience,
    Phase,
    advance,
    open_delivery,
    resume,
)

KEY = "bank:FT1"
NOTICE = PaymentNotice(KEY, "HD1", 50_600, datetime(2026, 11, 24, 8, 0, tzinfo=VIETNAM), "KM7F3K92T")
POSTED = PaymentPosted(KEY, "BL00000001")
REQUESTED = DeliveryRequested(KEY, NOTICE)
PATIENCE = Patience(pauses_s=(1.0, 2.0), tries=4)


@dataclass(frozen=True)
class World:
    """Where a delivery stands, what is to be done next, how many times the receiver did it, and what was tried."""

    delivery: Delivery
    following: Next | None
    effects: int = 0
    crashes: int = 0


def happenings(world: World) -> Iterator[tuple[DeliveryEvent, int]]:
    """What can come of the next command: the event, and how many effects the receiver has then.

    A refusal leaves nothing behind, and a question is answered truthfully or not at all: what `Billing` promises.
    """
    assert world.following is not None
    match world.following.command:
        case Command.SEND:
            yield DeliveryDone(KEY, POSTED), world.effects + 1
            yield DeliveryUnknown(KEY, "reset"), world.effects + 1
            yield DeliveryUnknown(KEY, "timeout"), world.effects
            yield DeliveryRefused(KEY, "no_bill"), world.effects
        case Command.ASK:
            yield DeliveryUnknown(KEY, "timeout"), world.effects
            yield (DeliveryDone(KEY, POSTED) if world.effects else DeliveryAbsent(KEY)), world.effects
        case Command.HAND_OVER:
            yield DeliveryHandedOver(KEY, world.delivery.reason or "no_answer"), world.effects


def after(world: World) -> Iterator[World]:
    """Every world that can follow, a crash before or after the command included."""
    if world.following is None:
        return
    for event, effects in happenings(world):
        delivery, following = advance(world.delivery, event, PATIENCE)
        yield replace(world, delivery=delivery, following=following, effects=effects)
        if world.crashes < 2:
            # Unknown and absent are not journalled: after a crash only the request and a final event are known.
            final = isinstance(event, DeliveryDone | DeliveryRefused | DeliveryHandedOver)
            for recorded in (True, False) if final else (False,):
                known, _ = open_delivery("order", REQUESTED)
                if recorded:
                    known, _ = advance(known, event, PATIENCE)
                yield replace(
                    world, delivery=known, following=resume(known), effects=effects, crashes=world.crashes + 1
                )


def every_world() -> set[World]:
    delivery, following = open_delivery("order", REQUESTED)
    seen: set[World] = set()
    front = {World(delivery, following)}
    while front:
        seen |= front
        front = {following for world in front for following in after(world)} - seen
    return seen


WORLDS = every_world()
ENDS = [world for world in WORLDS if world.following is None]


def test_every_way_ends_as_done_refused_or_handed_to_a_person() -> None:
    assert len(WORLDS) > 50
    assert all(world.delivery.final for world in ENDS)
    assert {world.delivery.phase for world in ENDS} == {Phase.DONE, Phase.REFUSED, Phase.HANDED_OVER}
    assert all(not world.delivery.final for world in WORLDS if world.following is not None)


def test_it_is_done_at_most_once_even_by_a_receiver_that_knows_no_request_again() -> None:
    assert max(world.effects for world in WORLDS) == 1


def test_done_means_done_and_refused_means_nothing_happened() -> None:
    assert all(world.effects == 1 for world in ENDS if world.delivery.phase is Phase.DONE)
    assert all(world.effects == 0 for world in ENDS if world.delivery.phase is Phase.REFUSED)


def test_the_key_never_changes() -> None:
    assert {world.delivery.id for world in WORLDS} == {KEY}
    assert all(world.delivery.payload is NOTICE for world in WORLDS)


def test_after_unknown_and_after_a_restart_it_is_asked_before_anything_is_sent() -> None:
    for world in WORLDS:
        if world.delivery.phase is Phase.UNKNOWN and world.following is not None:
            assert world.following.command in {Command.ASK, Command.HAND_OVER}
    assert resume(open_delivery("order", REQUESTED)[0]) == Next(Command.ASK)


@pytest.mark.parametrize("late", [DeliveryDone(KEY, POSTED), DeliveryUnknown(KEY, "x"), DeliveryAbsent(KEY)])
def test_what_is_final_stays_as_it_is(late: DeliveryEvent) -> None:
    for world in ENDS:
        assert advance(world.delivery, late, PATIENCE) == (world.delivery, None)


def test_pauses_grow_to_the_last_one_and_patience_ends() -> None:
    delivery, _ = open_delivery("order", REQUESTED)
    pauses = []
    while True:
        delivery, following = advance(delivery, DeliveryUnknown(KEY, "timeout"), PATIENCE)
        assert following is not None
        if following.command is Command.HAND_OVER:
            break
        pauses.append(following.after_s)
    assert pauses == [1.0, 2.0, 2.0]
    assert delivery.reason == "timeout"
