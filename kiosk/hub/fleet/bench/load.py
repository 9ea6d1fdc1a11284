"""The load: every station of the fleet in one process, each with its own certificate on a connection it keeps.

`python -m kiosk.hub.fleet.bench.load PLAN`: connects them all, then tells what it measures as JSON lines, one at the
end of each phase. Stations beat at moments spread over the pause, as stations that were switched on one by one do.
"""

from __future__ import annotations

import asyncio
import json
import ssl
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from itertools import islice
from math import ceil
from pathlib import Path
from typing import Any

from kiosk.clock import SystemClock
from kiosk.fleet.values import DeviceState, Heartbeat, StationState
from kiosk.fleet.wire import HEARTBEAT
from kiosk.hub.db.bench import chain_of, chained
from kiosk.hub.fleet.bench.line import Answered, Line, request
from kiosk.hub.gate.lean import hold_many
from kiosk.hub.intake import chain_name
from kiosk.journal import PublicRow

AT_ONCE = 100
"""Handshakes under way."""
TICK_S = 0.01
AGAIN_S = 1.0
WARM_S = 20.0
DRAIN_MOST_S = 900.0
STEP_S = 2.0
"""Of what is told over time."""
DRAIN_ROWS = 300
"""Rows of one batch of a station that is behind (`ShippingPolicy`)."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do; `stations` by id, their files `<id>.pem` in `folder`."""

    host: str
    port: int
    folder: str
    stations: tuple[str, ...]
    pause_s: float
    seconds: float
    rows_per_second: int
    batch: int
    cut_off: int
    backlog: int
    templates: tuple[PublicRow, ...]


@dataclass(slots=True)
class Heard:
    """What one phase measured: each as (when it was answered, after how many seconds, rows), from the phase's begin.

    `other` counts answers that were not 200, by status; `behind` are the beats and rows of those that were cut off.
    """

    began: float
    beats: list[tuple[float, float]] = field(default_factory=list)
    batches: list[tuple[float, float, int]] = field(default_factory=list)
    behind_beats: list[tuple[float, float]] = field(default_factory=list)
    behind_batches: list[tuple[float, float, int]] = field(default_factory=list)
    other: dict[int, int] = field(default_factory=dict)

    def figures(self, seconds: float) -> dict[str, Any]:
        """The phase in numbers; those of stations that were cut off stand apart, where there are some."""
        behind = {
            **_quantiles("cut_off_heartbeat", [took for _, took in self.behind_beats]),
            "backlog_rows_per_second": round(sum(rows for *_, rows in self.behind_batches) / seconds),
            **_quantiles("backlog_batch", [took for _, took, _ in self.behind_batches]),
        }
        return {
            "seconds": round(seconds, 1),
            "heartbeats_per_second": round((len(self.beats) + len(self.behind_beats)) / seconds, 1),
            **_quantiles("heartbeat", [took for _, took in self.beats]),
            "rows_per_second": round(sum(rows for *_, rows in self.batches) / seconds),
            "batches_per_second": round(len(self.batches) / seconds, 1),
            **_quantiles("batch", [took for _, took, _ in self.batches]),
            **(behind if self.behind_batches else {}),
            "not_answered": {str(status): count for status, count in sorted(self.other.items())},
            "series": list(self._series(seconds)),
        }

    def _series(self, seconds: float) -> Iterator[dict[str, float]]:
        """Every `STEP_S`: the second at its end, the beats' p99, and rows a second, of patients now and of backlog."""
        steps = max(1, ceil(seconds / STEP_S - 0.1))  # a short rest belongs to the last
        beats: list[list[float]] = [[] for _ in range(steps)]
        rows, behind = [0] * steps, [0] * steps
        for at, took in self.beats:
            beats[min(steps - 1, int(at / STEP_S))].append(took)
        for counted, answered in ((rows, self.batches), (behind, self.behind_batches)):
            for at, _, many in answered:
                counted[min(steps - 1, int(at / STEP_S))] += many
        for step, some in enumerate(beats):
            end = seconds if step == steps - 1 else (step + 1) * STEP_S
            long = end - step * STEP_S
            yield {
                "s": round(end, 1),
                "p99_ms": _quantiles("x", some)["x_p99_ms"],
                "rows_per_second": round(rows[step] / long),
                "backlog_rows_per_second": round(behind[step] / long),
            }


class Load:
    """All stations of a plan on one loop."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._loop = asyncio.get_running_loop()
        self._now = SystemClock().now
        self._host = f"{plan.host}:{plan.port}"
        self._lines: dict[str, Line] = {}
        self._row_lines: dict[str, Line] = {}
        """Rows have a connection of their own, as a station's have: a beat never waits for them."""
        self._opening: set[asyncio.Task[None]] = set()
        self._heard = Heard(self._loop.time())
        self._owed: dict[str, list[PublicRow]] = {}
        """Rows of the stations that were cut off, not handed in yet."""
        working = plan.stations[plan.cut_off :]
        self.busy = working[: max(1, round(plan.rows_per_second / plan.batch * plan.pause_s))]
        """Those with patients: each hands in a batch once a pause."""
        self._batches = self._made()
        self._cut_off = frozenset(plan.stations[: plan.cut_off])
        self.sent: dict[str, int] = {}
        """Rows the hub took, by source."""

    async def connect(self, names: tuple[str, ...], *, rows: bool = False) -> float:
        """Let these stations connect to beat, or for their rows, so many at once; seconds it took."""
        began, left = self._loop.time(), iter(names)

        async def some() -> None:
            for name in left:
                line = await self._line(name)
                if rows:
                    self._row_lines[name] = line
                else:
                    self._lines[name] = line
                    self._beat(name, self._loop.time())

        meanwhile = asyncio.create_task(self._go_on_beating())
        await asyncio.gather(*(some() for _ in range(AT_ONCE)))
        meanwhile.cancel()
        return self._loop.time() - began

    async def _line(self, name: str) -> Line:
        context = ssl.create_default_context(cafile=f"{self._plan.folder}/authority.pem")
        context.load_cert_chain(f"{self._plan.folder}/{name}.pem")
        _, line = await self._loop.create_connection(
            lambda: Line(self._loop), self._plan.host, self._plan.port, ssl=context
        )
        return line

    def _ask_of_rows(self, name: str, wanted_at: float, body: bytes, answered: Answered) -> None:
        """On the station's own connection for rows: opened anew where the gate closed it as idle."""
        if not self._row_lines[name].lost:
            self._row_lines[name].ask(wanted_at, body, answered)
            return

        async def anew() -> None:
            try:
                line = await self._line(name)
            except OSError:
                answered(0, 0.0, b"")
                return
            self._row_lines[name] = line
            line.ask(wanted_at, body, answered)

        task = self._loop.create_task(anew())
        self._opening.add(task)
        task.add_done_callback(self._opening.discard)

    async def _go_on_beating(self) -> None:
        """Who is there beats while others still connect."""
        while True:
            await asyncio.sleep(self._plan.pause_s)
            for count, name in enumerate(tuple(self._lines)):
                self._beat(name, self._loop.time())
                if count % 500 == 0:
                    await asyncio.sleep(TICK_S)

    async def run(self, seconds: float, *, rows: bool = True, until_drained: bool = False) -> dict[str, Any]:
        """Beat and hand in for so long, or until those who were cut off owe nothing; what was measured."""
        self._heard = Heard(self._loop.time())
        names = tuple(self._lines)
        began = self._heard.began
        beat = batch = 0
        every = self._plan.pause_s / len(names)
        hand_in = self._plan.batch / self._plan.rows_per_second if rows and self._plan.rows_per_second else None
        while True:
            now = self._loop.time() - began
            if (until_drained and not self._owed) or now >= seconds:
                break
            while beat * every <= now:
                self._beat(names[beat % len(names)], began + beat * every)
                beat += 1
            while hand_in is not None and batch * hand_in <= now:
                self._hand_in(began + batch * hand_in)
                batch += 1
            await asyncio.sleep(TICK_S)
        return self._heard.figures(self._loop.time() - began)

    def cut_off_come_back(self) -> None:
        """Those who were cut off begin to hand in what they owe, a batch after the other."""
        for number, name in enumerate(self._plan.stations[: self._plan.cut_off]):
            self._owed[name] = list(chained(self._plan.templates, 100_000 + number, self._plan.backlog).rows)
        for name in self._owed:
            self._drain(name, 0)

    def close(self) -> None:
        """Everybody hangs up."""
        for line in (*self._lines.values(), *self._row_lines.values()):
            line.close()

    def _beat(self, name: str, wanted_at: float) -> None:
        said = Heartbeat(
            name,
            self._now(),
            "1.0",
            "own",
            StationState.VISIT,
            "scan",
            devices=tuple((device, DeviceState.OK, "") for device in ("camera", "clock", "disk", "printer", "reader")),
        )
        heard = self._heard

        def answered(status: int, seconds: float, _body: bytes) -> None:
            if status == 200:
                beats = heard.behind_beats if name in self._cut_off else heard.beats
                beats.append((self._loop.time() - heard.began, seconds))
            else:
                heard.other[status] = heard.other.get(status, 0) + 1

        self._lines[name].ask(wanted_at, request("POST", "/heartbeat", self._host, HEARTBEAT.write(said)), answered)

    def _hand_in(self, wanted_at: float) -> None:
        name, source, rows, body = next(self._batches)
        heard = self._heard

        def answered(status: int, seconds: float, _body: bytes) -> None:
            if status == 200:
                heard.batches.append((self._loop.time() - heard.began, seconds, rows))
                self.sent[source] = self.sent.get(source, 0) + rows
                return
            heard.other[status] = heard.other.get(status, 0) + 1
            if status in {0, 409, 429, 503}:
                # as a station's shipper does; what it waits is part of the batch's time
                self._loop.call_later(AGAIN_S, self._ask_of_rows, name, wanted_at, body, answered)

        self._ask_of_rows(name, wanted_at, body, answered)

    def _drain(self, name: str, at: int) -> None:
        rows, heard = self._owed[name], self._heard
        part = rows[at : at + DRAIN_ROWS]
        source = chain_name(name, rows[0])
        body = request("POST", "/journal/rows", self._host, _body(source, rows[-1].seq, part))

        def answered(status: int, seconds: float, _body: bytes) -> None:
            if status != 200:
                heard.other[status] = heard.other.get(status, 0) + 1
                self._loop.call_later(AGAIN_S, self._drain, name, at)
                return
            heard.behind_batches.append((self._loop.time() - heard.began, seconds, len(part)))
            self.sent[source] = self.sent.get(source, 0) + len(part)
            if at + len(part) < len(rows):
                self._drain(name, at + len(part))
            else:
                del self._owed[name]

        self._ask_of_rows(name, self._loop.time(), body, answered)

    @property
    def owed(self) -> int:
        """How many of those that were cut off have rows left."""
        return len(self._owed)

    def _made(self) -> Iterator[tuple[str, str, int, bytes]]:
        """Batch after batch, from each station in turn, each made when it is wanted."""
        size = self._plan.batch
        chains = {name: chain_of(self._plan.templates, number) for number, name in enumerate(self.busy)}
        sources: dict[str, str] = {}
        while True:
            for name, chain in chains.items():
                part = list(islice(chain, size))
                source = sources.setdefault(name, chain_name(name, part[0]))
                yield (
                    name,
                    source,
                    size,
                    request("POST", "/journal/rows", self._host, _body(source, part[-1].seq, part)),
                )


async def load(plan: Plan) -> None:
    """All phases, each told by a line on standard output; each begins when a line comes on standard input."""
    made = Load(plan)

    def tell(phase: str, figures: dict[str, Any]) -> None:
        sys.stdout.write(json.dumps({"phase": phase, **figures}) + "\n")
        sys.stdout.flush()
        sys.stdin.readline()

    connected = await made.connect(plan.stations[plan.cut_off :])
    await made.connect(made.busy, rows=True)
    tell("connected", {"connect_s": round(connected, 1), "busy_stations": len(made.busy)})
    tell("warm", await made.run(WARM_S))
    tell("steady", await made.run(plan.seconds))
    if plan.cut_off:
        for rows in (False, True):
            await made.connect(plan.stations[: plan.cut_off], rows=rows)
        made.cut_off_come_back()
        backlog = plan.cut_off * plan.backlog
        drained = await made.run(DRAIN_MOST_S, until_drained=True)
        tell("drain", {"backlog_rows": backlog, "not_drained": made.owed, **drained})
    await asyncio.sleep(2.0)  # what is under way comes to its end
    tell("sent", {"sent": made.sent})
    made.close()


def _body(source: str, told_seq: int, rows: object) -> bytes:
    said = {"source": source, "told_seq": told_seq, "rows": rows}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def _quantiles(name: str, seconds: list[float]) -> dict[str, float]:
    ordered = sorted(seconds)
    return {
        f"{name}_{word}_ms": round(1000 * ordered[min(len(ordered) - 1, int(len(ordered) * part))], 1) if ordered else 0
        for word, part in (("p50", 0.5), ("p99", 0.99), ("max", 1.0))
    }


def write_plan(plan: Plan, file: Path) -> None:
    """For the process that carries it out."""
    file.write_text(json.dumps(asdict(plan)), encoding="utf-8")


def _read_plan(file: Path) -> Plan:
    said = json.loads(file.read_text(encoding="utf-8"))
    said["templates"] = tuple(PublicRow(*row) for row in said["templates"])
    said["stations"] = tuple(said["stations"])
    return Plan(**said)


if __name__ == "__main__":
    hold_many()
    asyncio.run(load(_read_plan(Path(sys.argv[1]))))
