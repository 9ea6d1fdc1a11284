"""A station's rows reach the hub over HTTP: each once, in order, whatever fails on the way, and nobody waits for it."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from random import Random
from typing import Any

import pytest
from db_parts import MASTER, STATION, TickingClock, contents, intake_of, journal_of, payments, rows_of
from flask import Flask

from his_client.fields import BadShape
from his_client.outcome import Unknown
from kiosk.clock import SystemClock
from kiosk.hub.asked import refused
from kiosk.hub.db.engine import Database
from kiosk.hub.intake import BUSY, HUB, MOST_ROWS, Head, JournalIntake, NotTaken, TakeAnswer, Taken, chain_name
from kiosk.hub.intake_client import HttpIntake
from kiosk.hub.intake_doors import AT_ONCE, add_journal_doors
from kiosk.hub.records import hub_codec
from kiosk.hub.service import HubServer
from kiosk.hub.shipper import Shipper, ShippingPolicy
from kiosk.journal import Journal, PublicRow
from kiosk.loop import ThreadLoop
from kiosk.simulation.time import SimProcess, SimTime
from kiosk.station.shipping import station_shipper

ROWS = rows_of(payments(10))
FAST = ShippingPolicy(look_s=0.01, first_s=0.01, slow_s=0.05, stuck_s=0.05, rows=7)


def app_over(intake: JournalIntake) -> Flask:
    app = Flask("test")
    app.config["MAX_CONTENT_LENGTH"] = 16 * 1024
    add_journal_doors(app, intake)
    app.register_error_handler(BadShape, lambda _: refused("bad_request", 400))
    return app


@contextmanager
def served(intake: JournalIntake) -> Iterator[HttpIntake]:
    server = HubServer(app_over(intake), "127.0.0.1", 0)
    server.start()
    client = HttpIntake(server.url, "token")
    try:
        yield client
    finally:
        client.close()
        server.stop()


class Hub:
    """An intake in memory that loses, delays and doubles answers, and holds what it took."""

    def __init__(self, random: Random | None = None) -> None:
        self.rows: dict[str, list[PublicRow]] = {}
        self.random = random
        self.taken = 0

    def head(self, source: str) -> Head | Unknown:
        held = self.rows.get(source, [])
        return self._lost() or (Head(held[-1].seq, held[-1].hash) if held else Head())

    def take(self, source: str, rows: Sequence[PublicRow], told_seq: int) -> TakeAnswer:
        lost = self._lost()
        if lost and self.random and self.random.random() < 0.5:
            return lost
        held = self.rows.setdefault(source, [])
        assert rows[0].seq == len(held) + 1, "a row came twice or one is missing"
        assert told_seq >= rows[-1].seq
        held += rows
        self.taken += 1
        return lost or Taken(Head(held[-1].seq, held[-1].hash), len(rows))

    def _lost(self) -> Unknown | None:
        return Unknown("reset") if self.random and self.random.random() < 0.3 else None


# -- over HTTP, as in the same process


@pytest.fixture(params=["in process", "over HTTP"])
def line(request: pytest.FixtureRequest, database: Database) -> Iterator[JournalIntake]:
    if request.param == "in process":
        yield intake_of(database)
        return
    with served(intake_of(database)) as client:
        yield client


@pytest.mark.parametrize("kind", ["sqlite"])
def test_the_intake_answers_alike_over_both_roads(line: JournalIntake, kind: str) -> None:
    assert line.head(STATION) == Head()
    assert line.take(STATION, ROWS[:5], 20) == Taken(Head(5, ROWS[4].hash), 5)
    assert line.head(STATION) == Head(5, ROWS[4].hash)
    assert line.take(STATION, ROWS[3:8], 20) == Taken(Head(8, ROWS[7].hash), 3)
    assert line.take(STATION, ROWS[10:], 20) == NotTaken("gap", 11, Head(8, ROWS[7].hash))
    assert line.take(STATION, rows_of(payments(2, first=50))[:1], 20) == NotTaken("fork", 1, Head(8, ROWS[7].hash))
    broken = ROWS[8]._replace(body="{}")
    assert line.take(STATION, [broken], 20) == NotTaken("broken", 9, Head(8, ROWS[7].hash))


@pytest.mark.attack
@pytest.mark.parametrize("kind", ["sqlite"])
def test_nobody_hands_in_the_hubs_own_rows_over_the_network(database: Database, kind: str) -> None:
    with served(intake_of(database)) as client:
        for source in (HUB, "hub~00000000", "K03", "", "K03~0A1B2C3D"):
            assert client.take(source, ROWS, 20) == Unknown("bad_shape", "field status_400")
            assert client.head(source) == Unknown("bad_shape", "field status_400")
    assert contents(database)["source"] == []


@pytest.mark.attack
@pytest.mark.parametrize("kind", ["sqlite"])
@pytest.mark.parametrize(
    "change",
    [
        {"rows": []},
        {"rows": [["1"] * 9]},
        {"rows": [list(ROWS[0])[:8]]},
        {"rows": [[True, *ROWS[0][1:]]]},
        {"rows": [[0, *ROWS[0][1:]]]},
        {"rows": [[2**63, *ROWS[0][1:]]]},
        {"rows": {"a": 1}},
        {"rows": [list(ROWS[0])] * (MOST_ROWS + 1)},
        {"told_seq": None},
        {"source": 3},
    ],
)
def test_what_is_no_batch_is_refused_whole(database: Database, kind: str, change: dict[str, Any]) -> None:
    client = app_over(intake_of(database)).test_client()
    body = {"source": STATION, "told_seq": 20, "rows": [list(row) for row in ROWS]} | change
    assert client.post("/journal/rows", json=body).status_code == 400
    assert contents(database)["journal_row"] == []


@pytest.mark.attack
def test_only_this_door_takes_large_bodies_and_not_larger_than_a_batch() -> None:
    app = app_over(Hub())
    app.add_url_rule("/other", view_func=lambda: refused(str(len(requests_body())), 200), methods=["POST"])
    client = app.test_client()
    big = "x" * 100_000
    assert client.post("/journal/rows", json={"pad": big}).status_code == 400
    assert client.post("/other", json={"pad": big}).status_code == 413
    assert client.post("/journal/rows", json={"pad": big * 60}).status_code in {400, 413}


def requests_body() -> bytes:
    from flask import request

    return request.get_data()


def test_a_slow_database_holds_few_of_the_hubs_threads_and_the_others_are_told_to_come_again() -> None:
    going_on, within = threading.Event(), threading.Semaphore(0)

    class Slow(Hub):
        def take(self, source: str, rows: Sequence[PublicRow], told_seq: int) -> TakeAnswer:
            within.release()
            assert going_on.wait(20)
            return Taken(Head(), 0)

    app = app_over(Slow())
    body = {"source": STATION, "told_seq": 20, "rows": [list(ROWS[0])]}
    waiting = [
        threading.Thread(target=lambda: app.test_client().post("/journal/rows", json=body)) for _ in range(AT_ONCE)
    ]
    for thread in waiting:
        thread.start()
    for _ in waiting:
        assert within.acquire(timeout=20)
    client = app.test_client()
    assert client.post("/journal/rows", json=body).status_code == 429
    assert client.get("/journal/head", query_string={"source": STATION}).status_code == 429
    going_on.set()
    for thread in waiting:
        thread.join()
    assert client.post("/journal/rows", json=body).status_code == 200


def test_a_busy_hub_is_asked_again_soon_and_from_the_same_place() -> None:
    class Busy(Hub):
        asked = 0

        def take(self, source: str, rows: Sequence[PublicRow], told_seq: int) -> TakeAnswer:
            self.asked += 1
            return Unknown(BUSY) if self.asked % 3 else super().take(source, rows, told_seq)

    time, hub, journal = SimTime(), Busy(), journal_of(payments(10))
    shipper = station_shipper("K03", journal, hub, SimProcess(time, Random(1)), ShippingPolicy(rows=5))
    shipper.start()
    run(time, 30)
    assert (shipper.state, shipper.behind, hub.asked) == ("ok", 0, 12)
    journal.close()


# -- a shipper and what may happen to it


def test_a_journal_is_brought_over_whole_and_then_follows_as_it_grows() -> None:
    time, hub, journal = SimTime(), Hub(), journal_of(payments(40))
    shipper = station_shipper("K03", journal, hub, SimProcess(time, Random(1)))
    shipper.start()
    run(time, 5)
    source = chain_name("K03", journal.public_rows(0, 1)[0])
    assert hub.rows == {source: list(journal.public_rows(0, 1000))}
    assert (shipper.state, shipper.behind) == ("ok", 0)
    journal.append([("s", payments(1)[0])])
    assert shipper.behind == 1
    run(time, 5)
    assert (len(hub.rows[source]), shipper.behind) == (81, 0)
    journal.close()


@pytest.mark.parametrize("seed", range(8))
def test_answers_that_are_lost_and_stations_that_crash_lose_and_double_nothing(seed: int) -> None:
    random, time, hub = Random(seed), SimTime(), Hub(Random(seed))
    journal = journal_of(payments(5))
    for start in range(6):
        process = SimProcess(time, random)
        shipper = station_shipper("K03", journal, hub, process, ShippingPolicy(rows=3, slow_s=4))
        shipper.start()
        journal.append([("s", happened) for happened in payments(4, first=10 * start + 10)])
        run(time, random.uniform(0, 8))
        if start < 5:
            process.kill()
    run(time, 120)
    (held,) = hub.rows.values()
    assert held == list(journal.public_rows(0, 1000))
    assert shipper.behind == 0
    journal.close()


def test_a_hub_that_is_away_is_asked_ever_more_rarely_and_the_rows_wait() -> None:
    class Away(Hub):
        asked = 0

        def head(self, source: str) -> Head | Unknown:
            self.asked += 1
            return Unknown("unreachable")

    time, hub, journal = SimTime(), Away(), journal_of(payments(2))
    shipper = station_shipper("K03", journal, hub, SimProcess(time, Random(1)))
    shipper.start()
    run(time, 600)
    assert (shipper.state, shipper.behind) == ("silent", 4)
    assert 10 < hub.asked < 20
    journal.close()


def test_a_new_journal_of_the_same_station_is_another_source() -> None:
    time, hub = SimTime(), Hub()
    for first in (1, 100):
        journal = journal_of(payments(3, first))
        station_shipper("K03", journal, hub, SimProcess(time, Random(1))).start()
        run(time, 5)
        journal.close()
    assert sorted(len(rows) for rows in hub.rows.values()) == [6, 6]
    assert all(name.startswith("K03~") for name in hub.rows)


def test_a_hub_whose_journal_was_put_back_to_an_older_state_is_told_and_sends_nothing() -> None:
    time, hub = SimTime(), Hub()
    journal = journal_of(payments(5))
    hub.rows[HUB] = list(rows_of([*payments(4), *payments(3, first=70)]))
    shipper = Shipper(journal, hub, SimProcess(time, Random(1)), lambda _: HUB)
    shipper.start()
    run(time, 30)
    assert shipper.state == "fork"
    assert hub.taken == 0
    journal.close()


def test_no_row_is_read_and_nothing_asked_after_it_was_stopped() -> None:
    time, hub, journal = SimTime(), Hub(), journal_of(payments(1))
    shipper = station_shipper("K03", journal, hub, SimProcess(time, Random(1)))
    shipper.start()
    shipper.stop()
    run(time, 60)
    shipper.kick()
    run(time, 60)
    assert hub.rows == {}
    journal.close()


@pytest.mark.parametrize("kind", ["postgresql"])
def test_threads_and_sockets_carry_it_into_a_real_database_while_the_journal_grows(
    database: Database, kind: str
) -> None:
    clock, caught_up = SystemClock(), threading.Event()
    with ExitStack() as stack:
        client = stack.enter_context(served(intake_of(database)))
        journal = Journal.open(None, hub_codec(), MASTER, TickingClock())
        stack.callback(journal.close)
        loop = ThreadLoop(clock, workers=2)
        stack.callback(loop.stop)
        shipper = station_shipper("K03", journal, client, loop, FAST)

        def grow(number: int = 1) -> None:
            journal.append([("s", happened) for happened in payments(2, first=number)])
            shipper.kick()
            if number < 40:
                loop.later(0.001, lambda: grow(number + 2))
            else:
                look()

        def look() -> None:
            if shipper.behind == 0:
                caught_up.set()
            else:
                loop.later(0.01, look)

        loop.start()
        loop.post(shipper.start)
        loop.post(grow)
        assert caught_up.wait(20)
        wanted = [row.hash for row in journal.public_rows(0, 1000)]
        loop.post(shipper.stop)
    held = contents(database)["journal_row"]
    assert len(held) == len(wanted) == 84
    assert {row[10] for row in held} == set(wanted)


def run(time: SimTime, seconds: float) -> None:
    """Let virtual time pass."""
    until = time.monotonic() + seconds
    time.at(seconds, SimProcess(time, Random(0)), lambda: None)
    while time.monotonic() < until and time.run_next():
        pass
