"""The reader contract over a real pcscd and its virtual slot. Run by `test_pcsc.py` inside namespaces of its own."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator

import pytest
from pcscd import SLOT, Pcscd, prepare_namespace
from reader_contract import Bench, ReaderContract

from chip_reader import PcscReader, ReaderGone, reader_names
from chip_reader.virtual import ServedCard, VirtualCard, serve_vpcd


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
    prepare_namespace()
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
