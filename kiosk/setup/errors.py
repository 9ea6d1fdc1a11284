"""What can go wrong with setup; each says what to do in one sentence."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kiosk.config import Problem
from kiosk.doctor import Finding


class SetupError(Exception):
    """Nothing was saved, unless the message says otherwise."""


class BadAnswer(SetupError):
    """An answer its setting cannot take. `path` is dotted, as in the file."""

    def __init__(self, path: str, expected: str) -> None:
        super().__init__(f"{path}: expected {expected}")
        self.path = path
        self.expected = expected


class FileUnusable(SetupError):
    """The file that is there, or the answers, cannot be read or has unknown settings."""

    def __init__(self, file: Path, why: str) -> None:
        super().__init__(f"{file}: {why}")


class Unfinished(SetupError):
    """What is answered so far is no station yet; `problems` says what is missing."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{one.path} is {one.got}; expected {one.expected}" for one in self.problems))


class NothingFound(SetupError):
    """No such device is attached."""

    def __init__(self, what: str) -> None:
        super().__init__(f"no {what} was found: plug it in and look again, or name it in the answers")


class SeveralFound(SetupError):
    """More than one, and nobody said which."""

    def __init__(self, what: str, names: Iterable[str]) -> None:
        super().__init__(f"more than one {what}: name one of {', '.join(names)}, or unplug the others")


class TrialFailed(SetupError):
    """A device or a neighbour was tried and does not do."""

    def __init__(self, what: str, finding: Finding) -> None:
        super().__init__(f"{what}: {finding.detail}; {finding.fix}")
        self.what = what
        self.finding = finding


class NotEnrolled(SetupError):
    """The file is saved, but the hub did not take the token."""

    def __init__(self, why: str) -> None:
        super().__init__(f"the file is saved, but this machine is not enrolled: {why}")


class SecretNotKept(SetupError):
    """A secret could not be put where the station finds it."""
