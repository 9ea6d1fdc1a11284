"""A station's agent over a gate in the test's hands: orders are carried out once, and no patient is disturbed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from his_client.outcome import Done, Outcome, Refused, Unknown
from kiosk.fleet.identity import Authority, new_key, request_for
from kiosk.fleet.ports import Identity
from kiosk.fleet.signing import CONFIGURATION, sha256, sign
from kiosk.fleet.values import (
    OWN_FILE,
    DeviceState,
    Heartbeat,
    HeartbeatAnswer,
    Order,
    OrderDone,
    OrderKind,
    OrderOutcome,
    StationState,
)
from kiosk.service.update import Result
from kiosk.simulation.time import SimProcess, SimTime
from kiosk.station.agent.agent import FleetAgent
from kiosk.station.agent.hands import Glance
from kiosk.station.agent.station_hands import update_ended
from kiosk.station.agent.store import Store

NOW = datetime(2026, 11, 26, 1, 0, tzinfo=UTC)
OWN = """
[station]
id = "K03"
hospital = "Bệnh viện Mẫu"
name = "Máy 03"
facility = "01999"
journal = "journal.db"
[printer]
kind = "picture"
path = "slips"
"""


@dataclass(slots=True)
class Hub:
    """The gate, as the agent's line knows it."""

    answer: Outcome[HeartbeatAnswer] = field(default_factory=lambda: Done(HeartbeatAnswer()))
    bundle: Outcome[bytes] = field(default_factory=lambda: Refused("none"))
    heard: list[Heartbeat] = field(default_factory=list)
    reports: list[OrderDone] = field(default_factory=list)
    renewals: int = 0

    def beat(self, heartbeat: Heartbeat) -> Outcome[HeartbeatAnswer]:
        self.heard.append(heartbeat)
        return self.answer

    def ended(self, done: OrderDone) -> Outcome[None]:
        self.reports.append(done)
        return Done(None)

    def configuration(self) -> Outcome[bytes]:
        return self.bundle

    def release(self, name: str, into: Path) -> str:
        raise AssertionError(f"{name} was not to be fetched to {into}")

    def renew(self, station_id: str) -> Outcome[Identity]:
        self.renewals += 1
        return Unknown("timeout")

    def order(self, kind: OrderKind, order_id: str = "order-1", argument: str = "") -> None:
        self.answer = Done(HeartbeatAnswer((Order(order_id, kind, "tu.it", NOW, argument),)))

    def wants(self, configuration: str) -> None:
        self.answer = Done(HeartbeatAnswer((), configuration))


@dataclass(slots=True)
class Station:
    """The agent's hands; `visit` says whether a patient stands there."""

    visit: bool = False
    open: bool = True
    restarts: int = 0
    slips: int = 0
    undelivered: int = 0
    handed: list[str] = field(default_factory=list)
    updated_as: tuple[OrderOutcome, str] | None = None
    waiting: list[Callable[[], None]] = field(default_factory=list)

    def glance(self) -> Glance:
        state = StationState.VISIT if self.visit else StationState.WELCOME if self.open else StationState.OUT_OF_SERVICE
        return Glance(state, "welcome", undelivered=self.undelivered, devices=(("camera", DeviceState.OK, ""),))

    def look(self) -> tuple[tuple[str, DeviceState, str], ...]:
        return (("reader", DeviceState.FAIL, "reader_gone"),)

    def serve(self, wanted: bool, order_id: str) -> None:
        self.open = wanted

    def reprint(self) -> str:
        self.slips += 1
        return "" if self.slips == 1 else "no_slip"

    def collect(self) -> str:
        return '{"doctor": {}}'

    def update(self, release: str, order_id: str, bring: Callable[[str, Path], str]) -> str:
        if self.undelivered:
            return "undelivered"
        self.handed.append(release)
        return ""

    def updated(self, release: str, since: datetime) -> tuple[OrderOutcome, str] | None:
        assert (release, since >= NOW) == (self.handed[-1], True)
        return self.updated_as

    def restart(self) -> None:
        self.restarts += 1

    def quietly(self, then: Callable[[], None]) -> None:
        if self.visit:
            self.waiting.append(then)
        else:
            then()

    def goes(self) -> None:
        self.visit = False
        for then in self.waiting:
            then()


class Fleet:
    """One agent in virtual time; `boot` starts it anew over its files."""

    def __init__(self, folder: Path) -> None:
        self.time = SimTime(NOW)
        self.hub, self.station = Hub(), Station()
        self.signer = Ed25519PrivateKey.generate()
        self.file = folder / "station.toml"
        self.file.write_text(OWN, encoding="utf-8")
        self.store = Store(folder / "identity")
        self.enrolled(NOW)
        self.boot()

    def enrolled(self, at: datetime) -> None:
        authority, _ = Authority.made("Mẫu", at)
        key = new_key()
        signed = authority.sign("K03", request_for("K03", key), at)
        public = self.signer.public_key().public_bytes_raw().hex()
        identity = Identity("K03", signed.pem, authority.pem, public, signed.expires_at)
        self.store.keep_identity(key, identity, "https://hub.example:8443")

    def boot(self) -> None:
        self.process = SimProcess(self.time, Random(3), latency_s=(0.01, 0.02))
        agent = FleetAgent(
            "K03",
            "1.0",
            self.file,
            self.store,
            self.hub,  # type: ignore[arg-type]
            self.station,
            self.process,
            self.time,
            spread=0.0,
        )
        self.process.post(agent.start)
        self.wait(1)

    def wait(self, seconds: float) -> None:
        passed: list[bool] = []
        SimProcess(self.time, Random(1)).later(seconds, lambda: passed.append(True))
        while not passed:
            assert self.time.run_next()

    def crash(self) -> None:
        self.process.kill()


@pytest.fixture
def fleet(tmp_path: Path) -> Fleet:
    return Fleet(tmp_path)


def test_it_says_what_the_station_knows_and_what_it_sees(fleet: Fleet) -> None:
    [heartbeat] = fleet.hub.heard
    assert heartbeat.devices == (("camera", DeviceState.OK, ""), ("reader", DeviceState.FAIL, "reader_gone"))
    assert (heartbeat.state, heartbeat.configuration) == (StationState.WELCOME, OWN_FILE)
    fleet.wait(60)
    assert len(fleet.hub.heard) == 3


def test_an_order_is_carried_out_once_and_its_end_said_until_it_is_heard(fleet: Fleet) -> None:
    fleet.hub.order(OrderKind.REPRINT)
    fleet.wait(30)
    fleet.hub.answer = Unknown("timeout")
    fleet.wait(60)
    assert fleet.station.slips == 1
    assert [one.id for one in fleet.hub.heard[-1].done] == ["order-1"]
    fleet.hub.order(OrderKind.REPRINT)  # the hub never heard it, and lists the order still
    fleet.wait(90)
    assert fleet.station.slips == 1
    assert fleet.hub.heard[-1].done[0].outcome is OrderOutcome.DONE


def test_a_restart_waits_for_the_patient_and_is_not_repeated_after_it(fleet: Fleet) -> None:
    fleet.station.visit = True
    fleet.hub.order(OrderKind.RESTART)
    fleet.wait(120)
    assert fleet.station.restarts == 0
    fleet.station.goes()
    assert fleet.station.restarts == 1
    fleet.crash()
    fleet.boot()
    fleet.wait(60)
    assert fleet.station.restarts == 1
    assert [(one.id, one.outcome) for one in fleet.hub.heard[-1].done] == [("order-1", OrderOutcome.DONE)]


def ends(fleet: Fleet) -> list[tuple[OrderOutcome, str]]:
    """How orders were said to have ended, each once."""
    return list(dict.fromkeys((one.outcome, one.code) for beat in fleet.hub.heard for one in beat.done))


def waits(fleet: Fleet) -> list[str]:
    """What the order waits for, by the last heartbeat."""
    return [code for order, code in fleet.hub.heard[-1].waits if order == "order-1"]


def test_an_update_waits_until_all_is_delivered_and_says_what_for_and_how_it_ended(fleet: Fleet) -> None:
    fleet.station.undelivered = 2
    fleet.hub.order(OrderKind.UPDATE, argument="1.1")
    fleet.wait(90)
    assert waits(fleet) == ["undelivered"]
    assert fleet.station.handed == []
    fleet.station.undelivered = 0
    fleet.wait(60)
    assert waits(fleet) == ["installing"]
    fleet.crash()  # the updater stops the station; the new release finds how it ended
    fleet.boot()
    fleet.wait(60)
    assert (fleet.station.handed, ends(fleet)) == (["1.1"], [])
    fleet.station.updated_as = (OrderOutcome.DONE, "")
    fleet.wait(60)
    assert ends(fleet) == [(OrderOutcome.DONE, "")]
    assert waits(fleet) == []
    fleet.wait(90)  # the hub lists it still: it did not hear
    assert fleet.station.handed == ["1.1"]


def test_an_update_that_rolled_back_is_no_success(fleet: Fleet) -> None:
    fleet.hub.order(OrderKind.UPDATE, argument="1.1")
    fleet.station.updated_as = (OrderOutcome.FAILED, "rolled_back")
    fleet.wait(90)
    assert ends(fleet) == [(OrderOutcome.FAILED, "rolled_back")]


def test_an_update_that_a_patient_came_before_is_tried_again_after_the_visit(fleet: Fleet) -> None:
    fleet.hub.order(OrderKind.UPDATE, argument="1.1")
    fleet.station.updated_as = (OrderOutcome.REFUSED, "in_visit")
    fleet.wait(90)
    assert waits(fleet) == ["in_visit"]
    fleet.station.updated_as = (OrderOutcome.DONE, "")
    fleet.wait(90)
    assert fleet.station.handed == ["1.1", "1.1"]
    assert ends(fleet) == [(OrderOutcome.DONE, "")]


@pytest.mark.parametrize(
    ("undelivered", "hours", "end"),
    [(2, 3, (OrderOutcome.REFUSED, "undelivered")), (0, 2, (OrderOutcome.FAILED, "no_answer"))],
)
def test_an_update_waits_not_for_ever(
    fleet: Fleet, undelivered: int, hours: int, end: tuple[OrderOutcome, str]
) -> None:
    fleet.station.undelivered = undelivered
    fleet.hub.order(OrderKind.UPDATE, argument="1.1")
    fleet.wait(hours * 3_600)
    assert ends(fleet) == [end]


def test_an_update_that_was_withdrawn_waits_no_more(fleet: Fleet) -> None:
    fleet.station.undelivered = 2
    fleet.hub.order(OrderKind.UPDATE, argument="1.1")
    fleet.wait(60)
    fleet.hub.answer = Done(HeartbeatAnswer())
    fleet.wait(60)
    fleet.station.undelivered = 0
    fleet.wait(60)
    assert (waits(fleet), fleet.station.handed, ends(fleet)) == ([], [], [])


@pytest.mark.parametrize(
    ("result", "end"),
    [
        (Result("updated", "1.1"), (OrderOutcome.DONE, "")),
        (Result("refused", "1.1", "same", "1.1 is installed"), (OrderOutcome.DONE, "")),
        (Result("refused", "1.1", "in_visit", "a patient"), (OrderOutcome.REFUSED, "in_visit")),
        (Result("rolled_back", "1.1", "failed", "no window"), (OrderOutcome.FAILED, "rolled_back")),
        (Result("stuck", "1.1", "failed", "dpkg"), (OrderOutcome.FAILED, "stuck")),
        (Result("updated", "1.0"), (OrderOutcome.FAILED, "not_installed")),
        (None, (OrderOutcome.FAILED, "not_installed")),
    ],
)
def test_the_updater_s_word_is_the_order_s_end(
    tmp_path: Path, result: Result | None, end: tuple[OrderOutcome, str]
) -> None:
    said, since = tmp_path / "result.json", datetime.now(UTC) - timedelta(seconds=5)
    said.write_text(json.dumps(asdict(result)) if result else "")
    assert update_ended(said, "1.1", since) == end
    assert update_ended(tmp_path / "none.json", "1.1", since) == (OrderOutcome.FAILED, "not_installed")
    os.utime(said, (since.timestamp() - 60,) * 2)  # of an update before this one
    assert update_ended(said, "1.1", since) == (OrderOutcome.FAILED, "not_installed")


def test_diagnostics_are_handed_in_by_themselves(fleet: Fleet) -> None:
    fleet.hub.order(OrderKind.DIAGNOSTICS)
    fleet.wait(31)
    assert [(one.id, one.report) for one in fleet.hub.reports] == [("order-1", '{"doctor": {}}')]
    assert all(one.report == "" for heartbeat in fleet.hub.heard for one in heartbeat.done)


def hands_out(fleet: Fleet, toml: str, *, station: str = "K03", signer: Ed25519PrivateKey | None = None) -> str:
    payload = toml.encode()
    fleet.hub.bundle = Done(sign(signer or fleet.signer, CONFIGURATION, station, payload))
    fleet.hub.wants(sha256(payload))
    return sha256(payload)


def test_a_configuration_is_taken_when_nobody_stands_there_and_reported_after_the_restart(fleet: Fleet) -> None:
    fleet.station.visit = True
    wanted = hands_out(fleet, "[policy]\nidle_s = 40\n")
    fleet.wait(60)
    assert (fleet.store.configuration_name, fleet.station.restarts) == (OWN_FILE, 0)
    fleet.station.goes()
    assert fleet.station.restarts == 1
    fleet.crash()
    fleet.boot()
    assert fleet.hub.heard[-1].configuration == wanted


@pytest.mark.attack
@pytest.mark.parametrize("how", ["another's signature", "another station", "does not fit"])
def test_a_configuration_that_is_not_the_hub_s_or_does_not_fit_is_refused_and_said(fleet: Fleet, how: str) -> None:
    toml = '[his]\nkind = "fhir"\n' if how == "does not fit" else "[policy]\nidle_s = 40\n"
    signer = Ed25519PrivateKey.generate() if how == "another's signature" else None
    hands_out(fleet, toml, station="K04" if how == "another station" else "K03", signer=signer)
    fleet.wait(90)
    assert "configuration_refused" in fleet.hub.heard[-1].problems
    assert (fleet.store.configuration_name, fleet.station.restarts) == (OWN_FILE, 0)


def test_the_station_s_own_file_is_wanted_back(fleet: Fleet) -> None:
    fleet.store.keep_configuration(b"[policy]\nidle_s = 40\n")
    fleet.hub.wants(OWN_FILE)
    fleet.wait(60)
    assert fleet.store.configuration is None
    assert fleet.station.restarts >= 1


def test_a_certificate_is_renewed_in_time(fleet: Fleet) -> None:
    fleet.wait(60)
    assert fleet.hub.renewals == 0
    fleet.enrolled(NOW - timedelta(days=350))
    fleet.wait(60)
    assert fleet.hub.renewals >= 1


@pytest.mark.attack
def test_an_identity_that_counts_no_more_ends_nothing_for_patients(fleet: Fleet) -> None:
    fleet.hub.answer = Refused("unknown_identity")
    fleet.wait(120)
    assert fleet.station.open
    assert len(fleet.hub.heard) >= 4
    assert replace(fleet.hub.heard[0], sent_at=NOW, started_at=NOW, done=()).station_id == "K03"
