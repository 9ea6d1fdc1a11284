"""The reader without hardware keeps the same promises as the one with hardware."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from reader_contract import Bench, ReaderContract

from chip_reader.virtual import VirtualCard, VirtualReader


class VirtualBench:
    def __init__(self) -> None:
        self.reader = VirtualReader()

    def insert(self, card: VirtualCard) -> None:
        self.reader.insert(card)

    def remove(self) -> None:
        self.reader.remove()

    def unplug(self) -> None:
        self.reader.unplug()

    def plug_in(self) -> None:
        self.reader.plug_in()


@pytest.fixture
def bench() -> Iterator[Bench]:
    bench = VirtualBench()
    yield bench
    bench.reader.close()


class TestVirtualReader(ReaderContract):
    """Every promise of the contract, in process."""
