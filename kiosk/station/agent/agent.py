"""The station's agent: beats every half minute, carries orders out once, takes the hub's configuration when idle.

It is never in a patient's way: it waits for the visit to end, and what it cannot do it says. An order's end is on disk
before its effect, where that ends this program, and said again for as long as the hub still lists the order.
"""

from __future__ import annotations

import logging
import math
import random
import zlib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from his_client.outcome import Done, Outcome, Refused, Unknown
from kiosk.clock import Clock
from kiosk.config import ConfigError
from kiosk.config.load import parse_config
from kiosk.config.overlay import OverlayInvalid, read_overlay
from kiosk.fleet.identity import objection
from kiosk.fleet.ports import Identity
from kiosk.fleet.signing import CONFIGURATION, BundleInvalid, opened, sha256
from kiosk.fleet.values import (
    HEARTBEAT_S,
    OWN_FILE,
    Heartbeat,
    HeartbeatAnswer,
    Order,
    OrderDone,
    OrderKind,
    OrderOutcome,
)
from kiosk.loop import Loop
from kiosk.station.agent.hands import Glance, Hands
from kiosk.station.agent.line import GateLine
from kiosk.station.agent.store import Store
from kiosk.station.agent.update_orders import UpdateOrders

log = logging.getLogger(__name__)

RENEW, APART = timedelta(days=60), timedelta(days=10)
"""A certificate is renewed when less of its time is left; stations that enrolled together, up to so much apart."""
NOT_TAKEN_S = 3600.0
"""So long no other certificate is asked for after one that was not taken: each is a row of the hub's."""
SPREAD = 0.1
"""Pauses are so much shorter or longer: stations that were switched on together do not beat together for long."""
SOONEST_S, LONGEST_S = 5.0, 300.0
"""What the hub may ask as a pause."""


class FleetAgent:
    """One station's. Every method is called on the loop's owner thread.

    :param own: the station's own file, over which a configuration must fit.
    :param spread: by which part pauses are shorter or longer than asked.
    """

    def __init__(
        self,
        station_id: str,
        version: str,
        own: Path,
        store: Store,
        line: GateLine,
        hands: Hands,
        loop: Loop,
        clock: Clock,
        spread: float = SPREAD,
    ) -> None:
        self._station_id, self._version, self._own = station_id, version, own
        self._store, self._line, self._hands = store, line, hands
        self._loop, self._clock = loop, clock
        self._renew_at = RENEW - APART * (zlib.crc32(station_id.encode()) / 2**32)
        self._renew_after = -math.inf
        self._started_at, self._spread = clock.now(), spread
        self._pause = HEARTBEAT_S
        self._refused_configuration = ""
        self._asked_configuration = False
        self._waits = ""
        """The configuration that is taken once no patient stands here."""
        self._update = UpdateOrders(store, line, hands, loop, clock, self._end)
        self._under_way: set[str] = set()
        self._listed: set[str] = set()
        """Orders that were open when the hub was last heard."""
        self._done: list[OrderDone] = [_done(name, said) for name, said in store.done().items()]
        self._done = self._done[-20:]
        self._stopped = False
        self._cancel: Callable[[], None] = lambda: None

    def start(self) -> None:
        """Begin to beat."""
        self._beat()

    def stop(self) -> None:
        """Beat no more."""
        self._stopped = True
        self._cancel()

    def _beat(self) -> None:
        if self._stopped:
            return
        glance = self._hands.glance()
        said, waits = tuple(self._done), tuple(self._update.waits.items())

        def tell() -> Outcome[HeartbeatAnswer]:
            return self._line.beat(self._heartbeat(glance, said, waits))

        self._loop.work("heartbeat", tell, lambda answer: self._answered(answer, said))

    def _heartbeat(self, glance: Glance, done: tuple[OrderDone, ...], waits: tuple[tuple[str, str], ...]) -> Heartbeat:
        """On a worker: devices that can be looked at are looked at here."""
        seen = {name: (state, code) for name, state, code in glance.devices}
        seen |= {name: (state, code) for name, state, code in self._hands.look()}
        problems = glance.problems
        if self._refused_configuration:
            problems = (*problems, "configuration_refused")
        return Heartbeat(
            self._station_id,
            self._clock.now(),
            self._version,
            self._store.configuration_name,
            glance.state,
            glance.step,
            self._started_at,
            glance.visit_s,
            glance.last_visit_s,
            glance.visits_today,
            glance.undelivered,
            glance.behind,
            tuple((name, state, code[:40]) for name, (state, code) in sorted(seen.items())),
            problems[:20],
            tuple(OrderDone(one.id, one.outcome, one.code) for one in done),
            waits,
        )

    def _answered(self, answer: Outcome[HeartbeatAnswer], said: tuple[OrderDone, ...]) -> None:
        if self._stopped:
            return
        match answer:
            case Done(value=told):
                self._done = [one for one in self._done if one not in said]
                self._pause = min(max(told.heartbeat_s, SOONEST_S), LONGEST_S)
                self._listed = {order.id for order in told.orders}
                self._update.listed(self._listed)
                for order in told.orders:
                    self._carry_out(order)
                self._configure(told.configuration)
                self._renew()
            case Refused(code=code):
                log.warning("not_admitted", extra={"reason": code})
            case Unknown(reason=reason):
                log.info("gate_silent", extra={"reason": reason})
        pause = self._pause * random.uniform(1 - self._spread, 1 + self._spread)
        self._cancel = self._loop.later(pause, self._beat)

    # orders

    def _carry_out(self, order: Order) -> None:
        held = self._store.done().get(order.id)
        if held is not None:
            # Carried out, and its end was not heard: it is said again, and not done again.
            self._note(_done(order.id, held))
            return
        if order.kind is OrderKind.UPDATE:
            self._update.carry_out(order)  # a step with every beat, until it has ended
            return
        if order.id in self._under_way:
            return
        self._under_way.add(order.id)
        log.info("order", extra={"call": str(order.kind)})
        match order.kind:
            case OrderKind.OUT_OF_SERVICE | OrderKind.IN_SERVICE:
                self._hands.serve(order.kind is OrderKind.IN_SERVICE, order.id)
                self._end(order, "")
            case OrderKind.REPRINT:
                self._end(order, self._hands.reprint())
            case OrderKind.DIAGNOSTICS:
                self._loop.work("diagnostics", self._hands.collect, lambda report: self._report(order, report))
            case OrderKind.RESTART:
                self._hands.quietly(lambda: self._restart(order))

    def _restart(self, order: Order) -> None:
        if order.id not in self._listed:
            self._under_way.discard(order.id)  # withdrawn meanwhile
            return
        self._store.keep_done(order.id, str(OrderOutcome.DONE))
        self._hands.restart()

    def _report(self, order: Order, report: str) -> None:
        done = OrderDone(order.id, OrderOutcome.DONE, "", report)

        def told(answer: Outcome[None]) -> None:
            if isinstance(answer, Done):
                self._store.keep_done(order.id, str(OrderOutcome.DONE))
            self._under_way.discard(order.id)  # it is collected anew when the hub still lists it

        self._loop.work("report", lambda: self._line.ended(done), told)

    def _end(self, order: Order, code: str, outcome: OrderOutcome | None = None) -> None:
        outcome = outcome or (OrderOutcome.REFUSED if code else OrderOutcome.DONE)
        self._store.keep_done(order.id, f"{outcome} {code}".strip())
        self._under_way.discard(order.id)
        self._note(OrderDone(order.id, outcome, code))

    def _note(self, done: OrderDone) -> None:
        if done not in self._done:
            self._done.append(done)

    # configuration and identity

    def _configure(self, wanted: str) -> None:
        if wanted != self._refused_configuration:
            self._refused_configuration = ""
        if wanted != self._waits:
            self._waits = ""  # what was to be taken after the visit is wanted no more
        if not wanted or wanted in {self._store.configuration_name, self._refused_configuration, self._waits}:
            return
        if wanted == OWN_FILE:
            self._when_quiet(wanted, None)
        elif not self._asked_configuration:
            self._asked_configuration = True
            self._loop.work("configuration", self._line.configuration, lambda answer: self._handed(wanted, answer))

    def _handed(self, wanted: str, answer: Outcome[bytes]) -> None:
        self._asked_configuration = False
        if not isinstance(answer, Done):
            return
        try:
            toml = opened(self._store.hub_key, CONFIGURATION, self._station_id, answer.value)
            if sha256(toml) != wanted:
                return  # another one was wanted meanwhile; the next beat says which
            self._fits(toml)
        except (BundleInvalid, OverlayInvalid, ConfigError, UnicodeDecodeError) as error:
            log.warning("configuration_refused", extra={"reason": type(error).__name__})
            self._refused_configuration = wanted
            return
        self._refused_configuration = ""
        self._when_quiet(wanted, toml)

    def _fits(self, toml: bytes) -> None:
        over = read_overlay(toml.decode())
        parse_config(self._own.read_text(encoding="utf-8-sig"), base=self._own.parent.absolute(), over=over)

    def _when_quiet(self, name: str, toml: bytes | None) -> None:
        self._waits = name
        self._hands.quietly(lambda: self._take(name, toml))

    def _take(self, name: str, toml: bytes | None) -> None:
        if name != self._waits:
            return  # another one is wanted by now
        self._waits = ""
        self._store.keep_configuration(toml)
        log.info("configuration_taken")
        self._hands.restart()

    def _renew(self) -> None:
        if self._store.ends_at - self._clock.now() > self._renew_at or self._clock.monotonic() < self._renew_after:
            return

        def renewed(answer: Outcome[Identity]) -> None:
            if not isinstance(answer, Done):
                return
            certificate = answer.value.certificate
            reason = objection(certificate, self._store.key, self._clock.now())
            if reason:
                # The hub's clock is wrong, or this one's, or the answer; the one that is held is let in still.
                log.warning("identity_not_taken", extra={"reason": reason})
                self._renew_after = self._clock.monotonic() + NOT_TAKEN_S
                return
            self._store.keep_certificate(certificate)
            log.info("identity_renewed")
            # The lines of this program hold the one before until they are made anew, and it ends.
            self._hands.quietly(self._hands.restart)

        self._loop.work("renew", lambda: self._line.renew(self._station_id), renewed)


def _done(order_id: str, said: str) -> OrderDone:
    outcome, _, code = said.partition(" ")
    return OrderDone(order_id, OrderOutcome(outcome), code)
