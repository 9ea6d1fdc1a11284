"""Rows at the gate: gathered, handed on together, answered one by one; those who are behind hold nobody up."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

import pytest
from flask import Flask

from his_client.fields import BadShape
from his_client.outcome import Unknown
from kiosk.hub.asked import refused
from kiosk.hub.fleet.rows_door import PATH, add_rows_door, framed, unframed
from kiosk.hub.gate import rows as gate_rows
from kiosk.hub.gate.rows import BACKLOG, BUSY, SILENT, SLICE, Answer, Rows
from kiosk.hub.intake import Batch, Head, NotTaken, TakeAnswer, Taken
from kiosk.journal import PublicRow

ROW = PublicRow(1, "visit", "Checkpoint", 1, "2026-11-26T08:00:00+07:00", "{}", None, "", "0" * 64)


class Hub:
    """Takes what it is sent, a group at a time, once it may."""

    def __init__(self) -> None:
        self.groups: list[list[tuple[str, int]]] = []
        self.answers = True
        self.may = asyncio.Event()
        self.may.set()

    async def send(self, bodies: list[tuple[str, bytes]]) -> list[Answer] | None:
        self.groups.append([(station, len(body)) for station, body in bodies])
        await self.may.wait()
        return [(200, station.encode()) for station, _ in bodies] if self.answers else None


def at_the_gate(scene: Callable[[Hub, Rows], Coroutine[Any, Any, None]], monkeypatch: pytest.MonkeyPatch) -> None:
    """Play a scene while the gate hands on."""
    monkeypatch.setattr(gate_rows, "GATHER_S", 0.001)

    async def play() -> None:
        hub = Hub()
        rows = Rows(hub.send)
        running = asyncio.create_task(rows.run())
        await scene(hub, rows)
        assert (rows.waiting, rows.held) == (0, 0)
        running.cancel()

    asyncio.run(play())


async def hands_in(rows: Rows, station: str, size: int = 1_000) -> Answer:
    async def body() -> bytes:
        return b"x" * size

    return await rows.hand_in(station, size, body)


async def until(question: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not question():
            await asyncio.sleep(0)


def test_what_comes_while_the_hub_writes_is_handed_on_together_and_answered_one_by_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def scene(hub: Hub, rows: Rows) -> None:
        hub.may.clear()
        tasks = [asyncio.create_task(hands_in(rows, "K00"))]
        await until(lambda: len(hub.groups) == 1)
        tasks += [asyncio.create_task(hands_in(rows, f"K{number:02}")) for number in range(1, 40)]
        await until(lambda: rows.waiting == 40)
        hub.may.set()
        assert await asyncio.gather(*tasks) == [(200, f"K{number:02}".encode()) for number in range(40)]
        assert [len(group) for group in hub.groups] == [1, 39]

    at_the_gate(scene, monkeypatch)


def test_patients_now_go_before_a_backlog_and_a_busy_morning_starves_no_backlog(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def scene(hub: Hub, rows: Rows) -> None:
        hub.may.clear()
        tasks = [asyncio.create_task(hands_in(rows, "K00"))]
        await until(lambda: len(hub.groups) == 1)
        monkeypatch.setattr(gate_rows, "MOST_TOGETHER", 10_000)  # ten of the small ones
        tasks += [asyncio.create_task(hands_in(rows, f"B{number:02}", BACKLOG)) for number in range(9)]
        tasks += [asyncio.create_task(hands_in(rows, f"K{number:02}")) for number in range(1, 31)]
        await until(lambda: rows.waiting == 40)
        hub.may.set()
        await asyncio.gather(*tasks)
        behind = [sum(size for station, size in group if station[0] == "B") for group in hub.groups[1:]]
        assert behind == [SLICE, SLICE, BACKLOG]
        assert [[station[0] for station, _ in group] for group in hub.groups[1:3]] == [["K"] * 10 + ["B"] * 4] * 2
        first = [station for station, _ in hub.groups[1] if station[0] == "B"]
        assert first == ["B00", "B01", "B02", "B03"], "in turn"

    at_the_gate(scene, monkeypatch)


def test_a_station_has_one_batch_on_its_way_and_all_together_so_many_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene(hub: Hub, rows: Rows) -> None:
        hub.may.clear()
        first = asyncio.create_task(hands_in(rows, "K01"))
        await until(lambda: rows.waiting == 1)
        assert await hands_in(rows, "K01") == BUSY
        monkeypatch.setattr(gate_rows, "MOST_HELD", 2_000)
        assert await hands_in(rows, "K02", 1_001) == BUSY
        hub.may.set()
        assert await first == (200, b"K01")
        assert await hands_in(rows, "K01", 5_000) == (200, b"K01"), "alone it may be larger"

    at_the_gate(scene, monkeypatch)


def test_a_hub_that_says_nothing_is_said_to_be_silent_and_the_next_ones_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene(hub: Hub, rows: Rows) -> None:
        hub.answers = False
        assert await asyncio.gather(*(hands_in(rows, f"K0{number}") for number in range(3))) == [SILENT] * 3
        hub.answers = True
        assert await hands_in(rows, "K01") == (200, b"K01")

    at_the_gate(scene, monkeypatch)


def test_a_body_that_breaks_off_holds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene(hub: Hub, rows: Rows) -> None:
        async def broken() -> bytes:
            raise ConnectionResetError

        with pytest.raises(ConnectionResetError):
            await rows.hand_in("K01", 1_000, broken)
        assert await hands_in(rows, "K01") == (200, b"K01")
        assert hub.groups == [[("K01", 1_000)]]

    at_the_gate(scene, monkeypatch)


# -- the hub's door for the gate


class Books:
    """A database that answers each source as it is told to."""

    def __init__(self) -> None:
        self.says: dict[str, TakeAnswer] = {}

    def head(self, source: str) -> Head | Unknown:
        return Head()

    def take(self, source: str, rows: Sequence[PublicRow], told_seq: int) -> TakeAnswer:
        raise AssertionError("alone")

    def take_together(self, batches: Sequence[Batch]) -> list[TakeAnswer]:
        return [self.says.get(batch.source, Taken(Head(1, ROW.hash), len(batch.rows))) for batch in batches]


def body(source: str, rows: object = (ROW,)) -> bytes:
    return json.dumps({"source": source, "told_seq": 1, "rows": rows}).encode()


def test_each_station_is_answered_for_its_own_rows_alone() -> None:
    books, app = Books(), Flask("test")
    add_rows_door(app, books)
    app.register_error_handler(BadShape, lambda _: refused("bad_request", 400))
    books.says = {"K02~00000000": NotTaken("gap", 1, Head(3, "aa")), "K05~00000000": Unknown("database")}
    sent = [
        ("K01", body("K01~00000000")),
        ("K02", body("K02~00000000")),
        ("K03", body("K04~00000000")),
        ("K04", b'{"rows": '),
        ("K05", body("K05~00000000")),
        ("K06", body("hub")),
        ("K07", body("K07~00000000", [[1, "two\nfields"]])),
    ]
    answer = app.test_client().post(PATH, data=framed(sent))
    assert answer.status_code == 200
    assert answer.json == [
        [200, {"new": 1, "last_seq": 1, "head_hash": ROW.hash}],
        [409, {"refused": "gap", "seq": 1, "last_seq": 3, "head_hash": "aa"}],
        [403, {"refused": "forbidden"}],
        [400, {"refused": "bad_request"}],
        [503, {"refused": "database"}],
        [400, {"refused": "bad_request"}],
        [400, {"refused": "bad_request"}],
    ]
    for broken in (b"K01 10\nshort", b"K01", b"K01 -1\n", b"K01 x\n", framed(sent)[:-1]):
        assert app.test_client().post(PATH, data=broken).status_code == 400


def test_frames_hold_whatever_a_station_sends() -> None:
    sent = [("K01", b""), ("K02", b"K03 5\nhello\n"), ("K03", bytes(range(256)) * 300)]
    assert list(unframed(framed(sent))) == sent
