"""Setup on an invented machine: a guide over simulated devices, and somebody who types what the test says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from kiosk.attached import SimulatedMachine
from kiosk.clock import VIETNAM, Clock
from kiosk.setup.guide import Guide
from kiosk.setup.simulated import SimulatedTrials
from kiosk.station.agent.store import Store

TOKEN = "03.0123456789abcdef.ABCDEFGHJKLMNPQRSTUVWXYZ23"
GATE = "https://hub.example:8443"


@dataclass
class Still(Clock):
    """One moment."""

    at: datetime = datetime(2026, 11, 24, 10, 14, tzinfo=VIETNAM)

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return 0.0


@dataclass
class Gate:
    """Takes tokens, or does not."""

    refuses: str = ""
    taken: list[tuple[str, str]] = field(default_factory=list)

    def __call__(self, gate: str, token: str, _store: Store, _machine: str) -> str:
        if self.refuses:
            from kiosk.station.agent.enrol import EnrolmentFailed

            raise EnrolmentFailed(self.refuses)
        self.taken.append((gate, token))
        return token.partition(".")[0]


def guide(
    file: Path,
    machine: SimulatedMachine | None = None,
    trials: SimulatedTrials | None = None,
    gate: Gate | None = None,
) -> Guide:
    return Guide(file, machine or SimulatedMachine(), trials or SimulatedTrials(), Still(), enrol=gate or Gate())


class Typist:
    """`Line` that types one thing after another and keeps what it was told."""

    def __init__(self, typed: Iterable[str]) -> None:
        self._typed = iter(typed)
        self.heard: list[str] = []

    def ask(self, prompt: str) -> str:
        self.heard.append(prompt)
        typed = next(self._typed, None)
        if typed is None:
            raise EOFError
        return typed

    def hidden(self, prompt: str) -> str:
        return self.ask(f"(hidden) {prompt}")

    def say(self, text: str) -> None:
        self.heard.append(text)

    @property
    def told(self) -> str:
        return "\n".join(self.heard)
