"""What every card reader promises, whichever way it reaches its card."""

from __future__ import annotations

import queue
from abc import abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Protocol

import pytest

from chip_reader import (
    BacKey,
    CardGone,
    CardInserted,
    CardReader,
    CardRemoved,
    CardSilent,
    NoCard,
    ReaderBack,
    ReaderEvent,
    ReaderGone,
    ReaderLost,
    read_card,
)
from chip_reader.virtual import Fault, OutOfStep, Silent, Torn, VirtualCard, load_profile

NOW = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
SECONDS = 8.0


class Bench(Protocol):
    """A reader under test and the hands that lay cards on it."""

    reader: CardReader

    @abstractmethod
    def insert(self, card: VirtualCard) -> None: ...

    @abstractmethod
    def remove(self) -> None: ...

    @abstractmethod
    def unplug(self) -> None: ...

    @abstractmethod
    def plug_in(self) -> None: ...


def card(*faults: Fault, profile: str = "adult-2021") -> VirtualCard:
    return VirtualCard(load_profile(profile), faults=faults, now=NOW)


def key(profile: str = "adult-2021") -> list[BacKey]:
    return [BacKey.from_mrz(load_profile(profile).mrz)]


@contextmanager
def watching(reader: CardReader) -> Iterator[queue.SimpleQueue[ReaderEvent]]:
    events: queue.SimpleQueue[ReaderEvent] = queue.SimpleQueue()
    stop = reader.watch(events.put)
    try:
        yield events
    finally:
        stop()


class ReaderContract:
    """Subclass with a `bench` fixture; the slot is empty when a test begins."""

    def lay_down(self, bench: Bench, virtual: VirtualCard) -> None:
        with watching(bench.reader) as events:
            bench.insert(virtual)
            assert events.get(timeout=SECONDS) == CardInserted()

    def test_an_empty_reader_has_no_card_to_connect_to(self, bench: Bench) -> None:
        assert not bench.reader.card_present()
        with pytest.raises(NoCard):
            bench.reader.connect()

    def test_laying_down_and_taking_off_are_reported_in_order(self, bench: Bench) -> None:
        with watching(bench.reader) as events:
            bench.insert(card())
            assert events.get(timeout=SECONDS) == CardInserted()
            assert bench.reader.card_present()
            bench.remove()
            assert events.get(timeout=SECONDS) == CardRemoved()
            assert not bench.reader.card_present()

    def test_a_card_that_already_lies_there_is_reported_to_a_new_listener(self, bench: Bench) -> None:
        self.lay_down(bench, card())
        with watching(bench.reader) as events:
            assert events.get(timeout=SECONDS) == CardInserted()

    def test_a_whole_card_is_read_with_few_commands(self, bench: Bench) -> None:
        self.lay_down(bench, card())
        connection = bench.reader.connect()
        try:
            reading = read_card(connection, key(), now=NOW)
        finally:
            connection.close()
        assert reading.citizen.full_name == "Nguyễn Đức Mẫu"
        assert reading.portrait is not None
        assert not reading.failed
        assert reading.stats.apdus <= 15

    def test_the_next_reading_of_the_same_card_works_as_well(self, bench: Bench) -> None:
        self.lay_down(bench, card())
        for _ in range(2):
            connection = bench.reader.connect()
            try:
                assert read_card(connection, key(), now=NOW).citizen.id_number == "001090000017"
            finally:
                connection.close()

    def test_a_card_torn_away_in_mid_command_is_gone(self, bench: Bench) -> None:
        self.lay_down(bench, card(Torn(at=7)))
        connection = bench.reader.connect()
        try:
            with pytest.raises(CardGone):
                read_card(connection, key(), now=NOW)
        finally:
            connection.close()

    def test_a_card_taken_off_between_two_commands_is_gone(self, bench: Bench) -> None:
        self.lay_down(bench, card())
        connection = bench.reader.connect()
        try:
            connection.transmit(bytes.fromhex("00A4040C07A0000002471001"))
            bench.remove()
            with pytest.raises(CardGone):
                connection.transmit(bytes.fromhex("0084000008"))
        finally:
            connection.close()

    def test_a_card_that_loses_step_is_opened_again_and_read_to_the_end(self, bench: Bench) -> None:
        self.lay_down(bench, card(OutOfStep(at=7)))
        connection = bench.reader.connect()
        try:
            assert not read_card(connection, key(), now=NOW).failed
        finally:
            connection.close()

    def test_a_card_that_never_answers_ends_in_a_typed_error(self, bench: Bench) -> None:
        self.lay_down(bench, card(Silent(at=4)))
        connection = bench.reader.connect()
        try:
            with pytest.raises(CardSilent):
                read_card(connection, key(), now=NOW)
            with pytest.raises(CardGone):
                connection.transmit(bytes.fromhex("0084000008"))
        finally:
            bench.remove()
            connection.close()

    def test_a_lost_reader_is_reported_and_so_is_its_return(self, bench: Bench) -> None:
        with watching(bench.reader) as events:
            bench.insert(card())
            assert events.get(timeout=SECONDS) == CardInserted()
            bench.unplug()
            assert events.get(timeout=SECONDS) == ReaderLost()
            with pytest.raises(ReaderGone):
                bench.reader.card_present()
            with pytest.raises(ReaderGone):
                bench.reader.connect()
            bench.plug_in()
            assert events.get(timeout=SECONDS) == ReaderBack()
            bench.insert(card())
            assert events.get(timeout=SECONDS) == CardInserted()
