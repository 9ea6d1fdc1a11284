"""An update from start to end: tried beside the running release first, installed when nothing is interrupted or lost,
watched, and taken back when it does not serve.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from kiosk.service.release import Release
from kiosk.service.standstill import MayStop

log = logging.getLogger(__name__)

WATCHED_S = 30.0

End = Literal["updated", "ready", "refused", "rolled_back", "stuck"]


class Failed(Exception):
    """A step on the machine did not succeed; the message says which."""


class Machine(Protocol):
    """What an update does to a machine. Every call may raise `Failed`."""

    def installed(self) -> str:
        """The version in use."""
        ...

    def newer(self, version: str, than: str) -> bool:
        """Whether a version follows another, as Debian compares them."""
        ...

    def may_stop(self, hold_s: float = 0.0) -> MayStop:
        """Whether nothing would be interrupted or lost; with `hold_s` nobody begins for so long if so."""
        ...

    def books_saved(self) -> bool:
        """Whether the hub's database, where there is one, can be put back as it was."""
        ...

    def unpack(self, deb: Path) -> Path:
        """The release of a package, unpacked beside the one in use."""
        ...

    def failing(self, release: Path | None) -> frozenset[str]:
        """The checks of doctor that fail, of an unpacked release or of the one in use."""
        ...

    def tried(self, release: Path) -> None:
        """One simulated visit, and the window's first picture, of an unpacked release."""
        ...

    def keep(self) -> Path:
        """The package of the release in use, to go back to."""
        ...

    def serving(self) -> tuple[str, ...]:
        """The services that run."""
        ...

    def begin(self, kept: Path) -> None:
        """From here on a machine that loses power goes back to `kept` when it starts."""
        ...

    def stop(self, services: tuple[str, ...]) -> None:
        """Stop them."""
        ...

    def install(self, deb: Path) -> None:
        """Install a package over the one in use."""
        ...

    def start(self, services: tuple[str, ...]) -> None:
        """Start them; on return each has said that it is ready."""
        ...

    def watch(self, services: tuple[str, ...], seconds: float) -> None:
        """Whether they go on for so long without ending."""
        ...

    def put_books_back(self) -> None:
        """The hub's database as it was before `stop`."""
        ...

    def finish(self, deb: Path) -> None:
        """It is over: `deb` is kept as the package in use, to go back to one day."""
        ...


@dataclass(frozen=True, slots=True)
class Result:
    """How it ended: `code` says why it was refused or rolled back, `why` for people."""

    end: End
    version: str
    code: str = ""
    why: str = ""


def update(
    machine: Machine,
    deb: Path,
    release: Release,
    *,
    only_check: bool = False,
    older: bool = False,
    tell: Callable[[str], None] = lambda _step: None,
) -> Result:
    """Bring this machine to `release`, whose package is `deb` and was verified.

    :param only_check: end before anything is stopped; `ready` says that nothing speaks against it now.
    :param older: also go back to an earlier release.
    :param tell: hears each step; none names a person.
    """

    def step(what: str) -> None:
        log.info("update", extra={"phase": what, "code": release.version})
        tell(what)

    def ended(end: End, code: str = "", why: str = "") -> Result:
        log.info("update", extra={"phase": end, "code": release.version, "reason": code})
        return Result(end, release.version, code, why)

    try:
        installed = machine.installed()
        if release.version == installed:
            return ended("refused", "same", f"{installed} is installed")
        if not older and not machine.newer(release.version, installed):
            return ended("refused", "older", f"{installed} is newer")
        if (found := machine.may_stop()).code:
            return ended("refused", found.code, found.why)
        if not machine.books_saved():
            return ended("refused", "books", "the hub's PostgreSQL is not copied by an update: dump it, then say so")
        step("unpack")
        trial = machine.unpack(deb)
        step("doctor")
        before = machine.failing(None)
        if worse := machine.failing(trial) - before:
            return ended("refused", "doctor", f"of the new release fail: {', '.join(sorted(worse))}")
        step("try")
        machine.tried(trial)
        if only_check:
            return ended("ready")
        step("keep")
        kept = machine.keep()
        if (found := machine.may_stop(hold_s=60.0)).code:
            return ended("refused", found.code, found.why)
    except Failed as error:
        return ended("refused", "failed", str(error))
    services = machine.serving()
    try:
        step("stop")
        machine.begin(kept)
        machine.stop(services)
        step("install")
        machine.install(deb)
        step("start")
        machine.start(services)
        step("watch")
        machine.watch(services, WATCHED_S)
        if worse := machine.failing(None) - before:
            raise Failed(f"once installed fail: {', '.join(sorted(worse))}")
    except Failed as error:
        step("roll back")
        try:
            machine.stop(services)
            machine.install(kept)
            machine.put_books_back()
            machine.start(services)
            machine.finish(kept)
        except Failed as worst:
            return ended("stuck", "failed", f"{error}; and going back: {worst}")
        return ended("rolled_back", "failed", str(error))
    machine.finish(deb)
    return ended("updated")
