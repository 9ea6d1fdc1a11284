"""The reader contract over a real pcscd and its virtual slot. Run by `test_pcsc.py` inside namespaces of its own."""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from reader_contract import Bench, ReaderContract

from chip_reader import (
    BacKey,
    CardInserted,
    PcscReader,
    ReaderBack,
    ReaderEvent,
    ReaderGone,
    ReaderLost,
    read_card,
    reader_names,
)
from chip_reader.virtual import ServedCard, VirtualCard, load_profile, serve_vpcd
from chip_reader.virtual.faults import LengthCap, Link
from chip_reader.virtual.pcscd import SLOT, Pcscd, enter

NOW = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)


class PcscBench:
    def __init__(self, daemon: Pcscd) -> None:
        self.reader = PcscReader("PCD 00 00", answer_seconds=2.5, heartbeat_seconds=0.2)
        self._daemon = daemon
        self._served: ServedCard | None = None

    def insert(self, card: VirtualCard) -> None:
        self.remove()
        self._served = serve_vpcd(card, *SLOT)

    def remove(self) -> None:
        if self._served:
            self._served.remove()
            self._served = None
            self.wait_until_empty()

    def wait_until_empty(self) -> None:
        # The daemon looks into the slot a few times a second; until then the old card seems to lie there.
        deadline = time.monotonic() + 5
        with contextlib.suppress(ReaderGone):
            while self.reader.card_present():
                assert time.monotonic() < deadline, "the daemon does not notice the removal"
                time.sleep(0.02)

    def unplug(self) -> None:
        self._daemon.stop()
        self.remove()

    def plug_in(self) -> None:
        self._daemon.start()


@pytest.fixture(scope="module")
def daemon() -> Iterator[Pcscd]:
    enter()
    daemon = Pcscd()
    daemon.start()
    yield daemon
    daemon.stop()


@pytest.fixture
def bench(daemon: Pcscd) -> Iterator[Bench]:
    bench = PcscBench(daemon)
    yield bench
    bench.remove()
    bench.reader.close()


class TestPcscReader(ReaderContract):
    """Every promise of the contract, over PC/SC."""


def test_readers_are_found_by_a_part_of_their_name(daemon: Pcscd) -> None:
    assert len(reader_names()) == 2
    assert PcscReader("PCD 00 01").name == reader_names()[1]
    assert PcscReader("no such reader").name == "no such reader"
    with pytest.raises(ReaderGone):
        PcscReader("no such reader").card_present()


def test_a_service_killed_in_mid_reading_is_told_and_the_same_reader_reads_when_it_is_back(
    daemon: Pcscd, bench: Bench
) -> None:
    """SIGKILL leaves its socket and the file with its number; nothing here is opened anew but the connection."""
    card = VirtualCard(load_profile("adult-2021"), faults=(LengthCap(), Link(106_000)))
    keys = [BacKey.from_mrz(card.profile.mrz)]
    heard: queue.SimpleQueue[ReaderEvent] = queue.SimpleQueue()
    stop = bench.reader.watch(heard.put)
    bench.insert(card)
    assert heard.get(timeout=5) == CardInserted()
    connection = bench.reader.connect()
    killed = threading.Timer(0.3, daemon.kill)
    killed.start()
    try:
        with pytest.raises(ReaderGone):
            read_card(connection, keys, now=NOW)
    finally:
        connection.close()
        killed.join()
    assert heard.get(timeout=5) == ReaderLost()
    daemon.start()
    bench.insert(card)
    assert [heard.get(timeout=5) for _ in range(2)] == [ReaderBack(), CardInserted()]
    connection = bench.reader.connect()
    assert read_card(connection, keys, now=NOW).failed == ()
    connection.close()
    stop()
