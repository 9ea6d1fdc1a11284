"""One measured value beside its limits and where they come from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from face_match.quality.guidance import Guidance


@dataclass(frozen=True, slots=True)
class Measured:
    """`value` is good within `low`..`high`; either may be open. `source` names the clause or says who proposed it."""

    name: str
    value: float
    low: float | None
    high: float | None
    unit: str
    source: str

    @property
    def passed(self) -> bool:
        return (self.low is None or self.value >= self.low) and (self.high is None or self.value <= self.high)

    @property
    def margin(self) -> float:
        """How well it is passed: 0 at its limit or beyond, 1 for the middle of a range or twice a lower limit."""
        if not self.passed:
            return 0.0
        if self.low is not None and self.high is not None:
            half = (self.high - self.low) / 2
            return 1 - abs(self.value - self.low - half) / half if half else 1.0
        if self.low is not None:
            return min(1.0, (self.value - self.low) / self.low) if self.low else 1.0
        return 1 - self.value / self.high if self.high else 1.0


@dataclass(frozen=True, slots=True)
class Check(Measured):
    """One gate of a live frame: unless it is passed the frame is not used, and `guidance` is what to ask for."""

    guidance: Guidance


class Status(StrEnum):
    """What a portrait's finding means for a comparison: nothing, a reason for doubt, or that none is possible."""

    OK = "ok"
    WEAK = "weak"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding(Measured):
    """One finding about a card portrait, which nobody before the kiosk can put right.

    `explains` says whether a weak value makes a doubtful match likelier; the others only tell that the portrait is no
    ICAO portrait.
    """

    status: Status
    explains: bool = True

    @classmethod
    def of(cls, measured: Measured, *, fails_below: float | None = None, explains: bool = True) -> Finding:
        """Judge a value: within its limits ok, beyond them weak, below `fails_below` no comparison is possible."""
        status = Status.OK if measured.passed else Status.WEAK
        if fails_below is not None and measured.value < fails_below:
            status = Status.FAIL
        m = measured
        return cls(m.name, m.value, m.low, m.high, m.unit, m.source, status, explains)
