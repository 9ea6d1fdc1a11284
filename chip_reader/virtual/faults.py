"""What can go wrong with a virtual card, to be chosen when it is made."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Torn:
    """The card is pulled away when command number `at` (from 1) arrives."""

    at: int


@dataclass(frozen=True, slots=True)
class OutOfStep:
    """The answer to command number `at` is 6988, unprotected, and the session keys are dropped."""

    at: int


@dataclass(frozen=True, slots=True)
class Slow:
    """Each command takes this many seconds longer."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Silent:
    """From command number `at` on, the card never answers."""

    at: int


@dataclass(frozen=True, slots=True)
class LengthCap:
    """More than `limit` bytes asked for: 6700, or 6Cxx naming the limit, or only that many bytes of data.

    `answer` is `0x6700`, `0x6C00` or `0x9000`; a capped card that is not `protected` refuses outside of secure
    messaging, which ends the session.
    """

    limit: int = 0xDF
    answer: int = 0x6700
    protected: bool = True


@dataclass(frozen=True, slots=True)
class WrongMac:
    """The checksum in the protected answer to command number `at` is wrong; the card keeps its session."""

    at: int


@dataclass(frozen=True, slots=True)
class LockOut:
    """After `tries` wrong access keys the card refuses every further one with 6983, and says so with 63Cx before."""

    tries: int = 3


@dataclass(frozen=True, slots=True)
class Link:
    """A contactless link: each command and answer takes its bytes at a bit rate, and a fixed time on top."""

    bits_per_second: int = 424_000
    seconds_per_command: float = 0.0


Fault = Torn | OutOfStep | Slow | Silent | LengthCap | WrongMac | LockOut | Link


class TornAway(Exception):
    """The virtual card was pulled away in the middle of a command."""


class NoAnswer(Exception):
    """The virtual card will not answer this command, nor any after it."""
