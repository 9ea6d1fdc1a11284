"""What the hub decides about stations by itself: who stands out, and how far a configuration goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from random import Random

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from his_client.outcome import Done, Refused
from kiosk.fleet.identity import Authority, new_key, request_for
from kiosk.fleet.signing import CONFIGURATION, opened, sha256
from kiosk.fleet.values import OWN_FILE, DeviceState, Heartbeat, OrderDone, OrderKind, OrderOutcome, StationState
from kiosk.hub.fleet.desk import FleetDesk
from kiosk.hub.owner import at_once
from kiosk.hub.record import HubRecord
from kiosk.hub.records import hub_codec
from kiosk.journal import Journal, MasterKey
from kiosk.simulation.time import SimProcess, SimTime

NOW = datetime(2026, 11, 26, 1, 0, tzinfo=UTC)
MASTER = MasterKey(bytes(range(32)))
TOML = "[policy]\nidle_s = 40\n"


class Hub:
    """A fleet's desk in virtual time over a journal that outlives it."""

    def __init__(self) -> None:
        self.time = SimTime(NOW)
        self.journal = Journal.open(None, hub_codec(), MASTER, self.time)
        self.authority, _ = Authority.made("Mẫu", NOW)
        self.signer = Ed25519PrivateKey.generate()
        self.says: dict[str, Heartbeat] = {}
        self.boot()

    def boot(self) -> None:
        self.process = SimProcess(self.time, Random(3))
        record = HubRecord(self.journal)
        self.desk = FleetDesk(record, self.process, at_once, self.time, self.authority, self.signer)
        record.replay()
        self.process.post(self.desk.start)

    def enrol(self, *stations: str, group: str = "lobby") -> None:
        for name in stations:
            token = self.desk.issue_token(name, group, "tu.it")
            assert isinstance(token, Done)
            assert isinstance(self.desk.enrol(token.value, request_for(name, new_key()), ""), Done)
            self.says[name] = Heartbeat(name, NOW, "1.0", OWN_FILE, StationState.WELCOME)

    def run(self, seconds: float, *, silent: tuple[str, ...] = ()) -> None:
        """Let everybody beat every half minute for so long; who is to take a configuration takes it at once."""
        for _ in range(round(seconds / 30)):
            beats = [replace(beat, sent_at=self.time.now()) for name, beat in self.says.items() if name not in silent]
            for name, answer in self.desk.beats(beats).items():
                if answer.configuration and "configuration_refused" not in self.says[name].problems:
                    self.says[name] = replace(self.says[name], configuration=answer.configuration)
            passed: list[bool] = []
            SimProcess(self.time, Random(1)).later(30, lambda passed=passed: passed.append(True))  # type: ignore[misc]
            while not passed:
                assert self.time.run_next()

    def rules(self) -> list[tuple[str, str]]:
        return [(alert.station_id, alert.rule) for alert in reversed(self.desk.alerts())]


@pytest.fixture
def hub() -> Iterator[Hub]:
    made = Hub()
    yield made
    made.journal.close()


def test_a_station_that_falls_silent_stands_out_within_two_minutes_and_is_well_again_by_itself(hub: Hub) -> None:
    hub.enrol("K03", "K04")
    hub.run(60)
    assert hub.rules() == []
    hub.run(150, silent=("K03",))
    assert hub.rules() == [("K03", "silent")]
    station = hub.desk.station("K03")
    assert station is not None
    assert station.stale
    hub.run(90)
    assert hub.rules() == []


def test_what_flickers_is_no_alert_and_what_lasts_is_one(hub: Hub) -> None:
    hub.enrol("K03")
    gone = replace(hub.says["K03"], devices=(("reader", DeviceState.FAIL, "reader_gone"),))
    well, hub.says["K03"] = hub.says["K03"], gone
    hub.run(30)
    hub.says["K03"] = well
    hub.run(60)
    assert hub.rules() == []
    hub.says["K03"] = gone
    hub.run(120)
    [alert] = hub.desk.alerts()
    assert (alert.rule, alert.detail) == ("reader", "reader_gone")
    assert hub.desk.take_alert(alert.alert_id, "tu.it") == Done(None)
    assert hub.desk.take_alert(alert.alert_id, "an.it") == Refused("taken", "tu.it")


def test_a_restarted_hub_knows_its_stations_and_alarms_for_none_of_them_at_once(hub: Hub) -> None:
    hub.enrol("K03")
    hub.run(60)
    hub.process.kill()
    hub.boot()
    known = hub.desk.station("K03")
    assert known is not None
    assert not known.stale
    hub.run(60)
    assert hub.rules() == []
    assert hub.desk.admits("K03", known.serial)


def roll_out(hub: Hub, *waves: tuple[str, ...]) -> str:
    kept = hub.desk.keep_configuration("shorter", TOML, "tu.it")
    assert kept == Done(sha256(TOML.encode()))
    begun = hub.desk.roll_out(sha256(TOML.encode()), waves, 120, "tu.it")
    assert isinstance(begun, Done), begun
    return begun.value


def test_a_configuration_goes_to_the_canary_first_and_on_once_it_did_well(hub: Hub) -> None:
    hub.enrol("K01", group="canary")
    hub.enrol("K03", "K04")
    hub.run(60)
    roll_out(hub, ("canary",), ("lobby",))
    hub.run(60)
    assert {name: beat.configuration != OWN_FILE for name, beat in hub.says.items()} == {
        "K01": True,
        "K03": False,
        "K04": False,
    }
    hub.run(240)
    assert all(beat.configuration == sha256(TOML.encode()) for beat in hub.says.values())
    hub.run(240)
    assert hub.desk.roll_outs()[0].state == "done"
    bundle = hub.desk.configuration_for("K03")
    assert bundle is not None
    assert opened(hub.signer.public_key(), CONFIGURATION, "K03", bundle) == TOML.encode()


@pytest.mark.parametrize("how", ["refused", "closed", "device"])
def test_a_canary_that_does_worse_stops_the_roll_out_and_gets_its_own_file_back(hub: Hub, how: str) -> None:
    hub.enrol("K01", group="canary")
    hub.enrol("K03")
    hub.run(60)
    roll_out(hub, ("canary",), ("lobby",))
    worse = {
        "refused": {"problems": ("configuration_refused",)},
        "closed": {"state": StationState.CLOSED},
        "device": {"devices": (("his", DeviceState.FAIL, "silent"),)},
    }[how]
    hub.says["K01"] = replace(hub.says["K01"], **worse)  # type: ignore[arg-type]
    hub.run(150)
    [ended] = hub.desk.roll_outs()
    assert ended.state == "unwell"
    assert ended.code.startswith("K01")
    hub.says["K01"] = replace(hub.says["K01"], problems=())
    hub.run(30)
    assert [beat.configuration for beat in hub.says.values()] == [OWN_FILE, OWN_FILE]


def test_only_one_roll_out_at_a_time_and_a_person_may_stop_it(hub: Hub) -> None:
    hub.enrol("K01", "K03")
    hub.run(30)
    begun = roll_out(hub, ("K01",), ("lobby",))
    assert hub.desk.roll_out(sha256(TOML.encode()), (("K03",),), 120, "an.it") == Refused(
        "going", "one roll-out at a time"
    )
    assert hub.desk.stop_roll_out(begun, "an.it") == Done(None)
    hub.run(600)
    assert hub.says["K03"].configuration == OWN_FILE


@pytest.mark.parametrize("toml", ["[station]\nid = 'K09'\n", "[policy]\nidle_s = 'x'\n", "nonsense"])
def test_a_configuration_that_fits_no_station_is_refused_at_the_hub(hub: Hub, toml: str) -> None:
    outcome = hub.desk.keep_configuration("wrong", toml, "tu.it")
    assert isinstance(outcome, Refused)
    assert outcome.code == "bad_configuration"


@pytest.mark.attack
def test_an_order_ends_once_and_by_its_own_station(hub: Hub) -> None:
    hub.enrol("K03", "K04")
    given = hub.desk.give("K03", OrderKind.RESTART, "", "tu.it")
    assert isinstance(given, Done)
    assert hub.desk.give("K03", OrderKind.RESTART, "", "an.it") == Refused(
        "already", "the same order is open for this station"
    )
    done = OrderDone(given.value, OrderOutcome.DONE)
    hub.says["K04"] = replace(hub.says["K04"], done=(done,))
    hub.run(30)
    assert hub.desk.orders("K03")[0].state == "open"
    hub.says["K03"] = replace(hub.says["K03"], done=(done,))
    hub.run(90)
    assert hub.desk.orders("K03")[0].state == "done"
    assert [line.what for line in hub.desk.audit(station_id="K03")][:2] == ["OrderEnded", "OrderGiven"]


def test_what_an_order_waits_for_is_seen_until_it_has_ended(hub: Hub) -> None:
    hub.enrol("K03")
    given = hub.desk.give("K03", OrderKind.UPDATE, "1.1", "tu.it")
    assert isinstance(given, Done)
    hub.says["K03"] = replace(hub.says["K03"], waits=((given.value, "undelivered"),))
    hub.run(30)
    assert [(one.state, one.waits) for one in hub.desk.orders("K03")] == [("open", "undelivered")]
    failed = OrderDone(given.value, OrderOutcome.FAILED, "rolled_back")
    hub.says["K03"] = replace(hub.says["K03"], waits=(), done=(failed,))
    hub.run(60)
    [order] = hub.desk.orders("K03")
    assert (order.state, order.code, order.waits) == ("failed", "rolled_back", "")
    assert hub.desk.audit(station_id="K03")[0].detail == "update failed rolled_back"


@pytest.mark.attack
def test_the_audit_trail_is_the_journal_and_holds_no_secret(hub: Hub) -> None:
    token = hub.desk.issue_token("K05", "lobby", "tu.it")
    assert isinstance(token, Done)
    hub.run(30)
    rows = [row.body for row in hub.journal.public_rows(0, 1000)]
    assert any(row.kind == "TokenIssued" for row in hub.journal.public_rows(0, 1000))
    assert token.value not in "".join(rows)
    assert token.value.rpartition(".")[2] not in "".join(rows)


@pytest.mark.attack
def test_a_token_too_old_opens_nothing(hub: Hub) -> None:
    token = hub.desk.issue_token("K03", "", "tu.it")
    assert isinstance(token, Done)
    hub.run(86_430)
    outcome = hub.desk.enrol(token.value, request_for("K03", new_key()), "")
    assert isinstance(outcome, Refused)
    assert outcome.code == "bad_token"
