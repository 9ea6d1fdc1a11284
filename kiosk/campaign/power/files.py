"""Files that are written whole: what a folder may hold after a power cut at each of a writer's calls, and who reads it.

The writer runs over a real folder while its calls are watched. Between two syncs of a directory each of its names may
stand for anything it stood for; between two syncs of a file it may hold any content it had, none, or a part.
"""

from __future__ import annotations

import itertools
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

from kiosk.campaign.power.disk import IN_MEMORY

Judge = Callable[[Path], str]
"""What is wrong with a folder for who reads it; nothing when it is as before or as after."""

WATCHED = ("fsync", "rename", "replace", "link", "unlink", "remove", "symlink", "rmdir", "mkdir")


@dataclass(slots=True)
class _Content:
    """A file's bytes now, and those it may have on the disk."""

    now: bytes
    maybe: list[bytes] = field(default_factory=list)


@dataclass(slots=True)
class _Name:
    """What a name stands for now, and what it may stand for on the disk; None for nothing, a text for a folder."""

    now: _Content | str | None
    maybe: list[_Content | str | None] = field(default_factory=list)


class Watched:
    """A folder whose writer is watched."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names: dict[str, _Name] = {}
        self._files: dict[int, _Content] = {}
        self.states: list[dict[str, _Name]] = []
        self._look()
        for name in self._names.values():
            name.maybe.clear()
        for content in self._files.values():
            content.maybe.clear()

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Every call of the writer is one moment at which the power may go."""
        with ExitStack() as stack:
            for name in WATCHED:
                stack.enter_context(patch.object(os, name, self._before(name, getattr(os, name))))
            yield
        self._moment()

    def _before(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def called(*arguments: Any, **options: Any) -> Any:
            self._moment()
            before = {inside: list(one.maybe) for inside, one in self._names.items()}
            done = call(*arguments, **options)
            self._look()
            if name in ("rename", "replace") and Path(arguments[1]).is_dir():
                self._moved(arguments[0], arguments[1], before)
            if name == "fsync":
                self._synced(Path(f"/proc/self/fd/{arguments[0]}").readlink(), os.fstat(arguments[0]).st_ino)
            return done

        return called

    def _look(self) -> None:
        """What has changed since the last look."""
        there: dict[str, tuple[int, bytes] | None] = {}
        for path in self._folder.rglob("*"):
            inside = path.relative_to(self._folder).as_posix()
            there[inside] = None if path.is_dir() else (path.stat().st_ino, path.read_bytes())
        files = {found[0]: self._files.get(found[0], _Content(b"", [b""])) for found in there.values() if found}
        for number, data in (found for found in there.values() if found):
            content = files[number]
            if content.now != data:
                content.maybe += [content.now, data[: len(data) // 2], bytes(len(data))]
                content.now = data
        self._files = files
        for inside in there.keys() | self._names.keys():
            found = there.get(inside)
            now = files[found[0]] if found else ("folder" if inside in there else None)
            name = self._names.setdefault(inside, _Name(None))
            if name.now is not now:
                name.maybe.append(name.now)
                name.now = now

    def _moved(self, old: Path, new: Path, before: dict[str, list[_Content | str | None]]) -> None:
        """A folder's own names went with it: what was certain of them in the old place is in the new one."""
        source, target = (Path(path).relative_to(self._folder).as_posix() for path in (old, new))
        for inside, name in self._names.items():
            if inside.startswith(f"{target}/"):
                name.maybe = before.get(source + inside[len(target) :], name.maybe)

    def _synced(self, path: Path, number: int) -> None:
        if path.is_dir():
            within = "" if path == self._folder else f"{path.relative_to(self._folder).as_posix()}/"
            for inside, name in self._names.items():
                if inside.startswith(within) and "/" not in inside[len(within) :]:
                    name.maybe.clear()
        elif number in self._files:
            self._files[number].maybe.clear()

    def _moment(self) -> None:
        self._look()
        copies = {id(one): _Content(one.now, list(one.maybe)) for one in self._contents()}

        def copied(what: _Content | str | None) -> _Content | str | None:
            return copies[id(what)] if isinstance(what, _Content) else what

        self.states.append(
            {inside: _Name(copied(one.now), [copied(was) for was in one.maybe]) for inside, one in self._names.items()}
        )

    def _contents(self) -> Iterator[_Content]:
        for name in self._names.values():
            yield from (one for one in (name.now, *name.maybe) if isinstance(one, _Content))


def after_cuts(random: Random, write: Callable[[Path], None], judge: Judge, prepare: Callable[[Path], None]) -> str:
    """Let the power go at each moment of `write` over a prepared folder; the first thing wrong, nothing for none.

    :param judge: asked of each folder that may be left; `judge` of the finished one is up to the caller.
    """
    with tempfile.TemporaryDirectory(prefix="kiosk-power-", dir=IN_MEMORY) as made:
        folder = Path(made).resolve() / "folder"
        folder.mkdir()
        prepare(folder)
        watched = Watched(folder)
        with watched.watching():
            write(folder)
        for moment, number in itertools.product(range(len(watched.states)), range(3)):
            left = Path(made) / f"left-{moment}-{number}"
            _leave(watched.states[moment], left, random)
            problem = judge(left)
            if problem:
                return f"moment {moment} of {len(watched.states)}: {problem}"
    return ""


def finished(random: Random, write: Callable[[Path], None], judge: Judge, prepare: Callable[[Path], None]) -> str:
    """What is wrong with what may be left when the power goes after `write` has returned."""
    with tempfile.TemporaryDirectory(prefix="kiosk-power-", dir=IN_MEMORY) as made:
        folder = Path(made).resolve() / "folder"
        folder.mkdir()
        prepare(folder)
        watched = Watched(folder)
        with watched.watching():
            write(folder)
        for number in range(6):
            left = Path(made) / f"left-{number}"
            _leave(watched.states[-1], left, random)
            problem = judge(left)
            if problem:
                return problem
    return ""


def _leave(state: dict[str, _Name], into: Path, random: Random) -> None:
    """One folder of those that may be left."""
    into.mkdir()
    for inside in sorted(state):
        name = state[inside]
        what = name.now if not name.maybe or random.random() < 0.5 else random.choice(name.maybe)
        path = into / inside
        if not path.parent.is_dir():
            continue
        if isinstance(what, str):
            path.mkdir(exist_ok=True)
        elif what is not None:
            kept = not what.maybe or random.random() < 0.5
            path.write_bytes(what.now if kept else random.choice(what.maybe))
            path.chmod(0o600)
