"""Importing statements: read beside the owner's thread, journalled in batches, each line once for ever, then matched.

A file is named by its hash, its lines by ordinal and fingerprint. An import that was stopped, or that a crash cut off,
goes on after its last line when the same file is given again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from his_client.outcome import Done, Outcome, Refused
from kiosk.cashier.ports import ImportProgress
from kiosk.clock import Clock
from kiosk.hub.books.matching import Matching
from kiosk.hub.books.uploads import Upload, Uploads
from kiosk.hub.money.desk import MoneyDesk
from kiosk.hub.record import HubRecord
from kiosk.loop import Loop
from kiosk.reconcile.books import Books
from kiosk.reconcile.events import StatementBegun, StatementFinished, StatementLineBooked
from kiosk.statements.layout import Layout
from kiosk.statements.library import Layouts
from kiosk.statements.reading import Statement, read
from kiosk.statements.refusals import FileRefused, ReadingStopped
from kiosk.statements.values import StatementLine

log = logging.getLogger(__name__)

_NEWER_ONLY = "chỉ nhập các dòng từ ngày đó trở đi"
_WHOSE = "Tệp không ghi số tài khoản: xin chọn tài khoản khi nhập"
"""A line without an account would stay in the books for ever and match no provider's."""


@dataclass(slots=True)
class _Import:
    """An import under way. `lines` are set once the file was read; `next` is the place of the next one to journal."""

    progress: ImportProgress
    layout: str
    account: str
    provider: str
    by: str
    lines: tuple[StatementLine, ...] = ()
    next: int = 0
    stop: bool = False


class Imports:
    """All imports of a hub. Runs on the loop's owner thread; files are read elsewhere."""

    def __init__(
        self,
        record: HubRecord,
        books: Books,
        money: MoneyDesk,
        matching: Matching,
        uploads: Uploads,
        layouts: Layouts,
        loop: Loop,
        clock: Clock,
        key: bytes,
        batch: int,
        moved: Callable[[], object],
    ) -> None:
        self._moved = moved
        self._record = record
        self._books = books
        self._money = money
        self._matching = matching
        self._uploads = uploads
        self._layouts = layouts
        self._loop = loop
        self._clock = clock
        self._key = key
        self._batch = batch
        self._running: dict[str, _Import] = {}
        self.archived_before: datetime | None = None
        """Lines from before may be in the archive of a journal turned over, and are taken no more: never twice."""
        self.stopped = False

    def begin(self, user: str, file_sha256: str, layout: str, account: str, provider: str) -> Outcome[ImportProgress]:
        """See `kiosk.cashier.ports.Statements.begin_import`."""
        running = self._running.get(file_sha256)
        if running is not None and running.progress.state in ("reading", "done"):
            running.stop = False
            return Done(running.progress)
        if file_sha256 in self._books.finished:
            return self.progress(file_sha256)
        upload = self._uploads.get(file_sha256)
        if upload is None:
            return Refused("no_upload")
        known = self._books.statements.get(file_sha256)
        if known is not None:
            # What was begun goes on as it was begun, or its lines would get other names.
            layout, account, provider = known.layout, known.account, known.provider
        chosen = self._layouts.get(layout)
        if chosen is None:
            return Refused("no_layout")
        if upload.problems.get(layout):
            return Refused("problems", upload.problems[layout][0])
        progress = ImportProgress(file_sha256, upload.name, "reading", 0, 0)
        wanted = _Import(progress, layout, account, provider or "bank", user)
        self._running[file_sha256] = wanted
        self._read(wanted, upload, chosen)
        return Done(progress)

    def progress(self, file_sha256: str) -> Outcome[ImportProgress]:
        """See `kiosk.cashier.ports.Statements.import_progress`."""
        running = self._running.get(file_sha256)
        if running is not None:
            return Done(running.progress)
        begun = self._books.statements.get(file_sha256)
        return Refused("no_import") if begun is None else Done(self._recorded(begun))

    def stop(self, file_sha256: str) -> Outcome[ImportProgress]:
        """See `kiosk.cashier.ports.Statements.stop_import`."""
        running = self._running.get(file_sha256)
        if running is None:
            return self.progress(file_sha256)
        if running.progress.state == "reading":
            running.stop = True
            running.progress = replace(running.progress, state="stopped")
        return Done(running.progress)

    def all(self) -> tuple[ImportProgress, ...]:
        """See `kiosk.cashier.ports.Statements.imports`."""
        recorded = {name: self._recorded(begun) for name, begun in self._books.statements.items()}
        recorded |= {name: running.progress for name, running in self._running.items()}
        return tuple(reversed(recorded.values()))

    def reading(self, file_sha256: str) -> bool:
        """Whether this file is being imported now."""
        running = self._running.get(file_sha256)
        return running is not None and running.progress.state == "reading"

    def _recorded(self, begun: StatementBegun) -> ImportProgress:
        """As the journal tells it: finished, or cut off."""
        lines = self._books.lines_of_file.get(begun.file_sha256, [])
        matched = sum(1 for name in lines if self._books.lines[name].matches)
        finished = self._books.finished.get(begun.file_sha256)
        if finished is None:
            return ImportProgress(
                begun.file_sha256, begun.name, "stopped", len(lines), begun.lines, len(lines), 0, matched
            )
        return ImportProgress(
            begun.file_sha256, begun.name, "done", begun.lines, begun.lines, finished.new, finished.known, matched
        )

    def _read(self, wanted: _Import, upload: Upload, layout: Layout) -> None:
        def job() -> Statement | str | None:
            try:
                return read(
                    upload.content,
                    layout,
                    account=wanted.account,
                    key=self._key,
                    progress=lambda _: not wanted.stop and not self.stopped,
                )
            except ReadingStopped:
                return None
            except FileRefused as refused:
                return str(refused)

        self._loop.work("read-statement", job, lambda statement: self._was_read(wanted, statement))

    def _was_read(self, wanted: _Import, statement: Statement | str | None) -> None:
        if self.stopped or statement is None or wanted.stop:
            wanted.progress = replace(wanted.progress, state="stopped")
            return
        problem = statement if isinstance(statement, str) else "".join(map(str, statement.problems[:1]))
        if not problem and self._archived(statement):
            problem = f"Có dòng trước ngày {self.archived_before:%d/%m/%Y}, đã nằm trong sổ lưu: {_NEWER_ONLY}"
        if not problem and isinstance(statement, Statement) and not all(line.account for line in statement.lines):
            problem = _WHOSE
        if isinstance(statement, str) or problem or not statement.lines:
            wanted.progress = replace(wanted.progress, state="failed", problem=problem or "no_lines")
            return
        wanted.lines = statement.lines
        wanted.progress = replace(wanted.progress, total=len(statement.lines))
        name = wanted.progress.file_sha256
        if name not in self._books.statements:
            times = [line.booked_at for line in statement.lines]
            begun = StatementBegun(
                name,
                wanted.progress.name,
                wanted.layout,
                wanted.provider,
                wanted.account or statement.lines[0].account,
                len(statement.lines),
                wanted.by,
                self._clock.now(),
                min(times),
                max(times),
            )
            self._record.keep([(f"statement:{name}", begun)])
        self._book(wanted)

    def _archived(self, statement: Statement | str) -> bool:
        """Whether lines of it may be booked in an earlier journal. A file that was begun in this one goes on."""
        before = self.archived_before
        lines = () if isinstance(statement, str) else statement.lines
        return before is not None and any(
            line.booked_at < before and line.fingerprint not in self._books.lines for line in lines
        )

    def _book(self, wanted: _Import) -> None:
        """One batch in one transaction; the next one after whatever else waits for the hub."""
        if self.stopped or wanted.stop:
            wanted.progress = replace(wanted.progress, state="stopped")
            return
        name = wanted.progress.file_sha256
        some = wanted.lines[wanted.next : wanted.next + self._batch]
        if not some:
            self._finish(wanted)
            return
        period, _ = self._money.period_of("", self._clock.now())
        fresh: dict[str, StatementLineBooked] = {}
        for line in some:
            if line.fingerprint not in self._books.lines and line.fingerprint not in fresh:
                fresh[line.fingerprint] = _booked(name, line, period)
        self._record.keep([(f"statement:{name}", event) for event in fresh.values()])
        wanted.next += len(some)
        new = len(self._books.lines_of_file.get(name, ()))
        wanted.progress = replace(wanted.progress, done=wanted.next, new=new, known=wanted.next - new)
        self._moved()
        self._loop.post(lambda: self._book(wanted))

    def _finish(self, wanted: _Import) -> None:
        """Match what the file brought; only then does it count for what is missing on it."""
        name, progress = wanted.progress.file_sha256, wanted.progress
        wanted.lines = ()

        def matched(count: int) -> None:
            self._record.keep([(f"statement:{name}", StatementFinished(name, progress.new, progress.known))])
            self._uploads.drop(name)
            wanted.progress = replace(wanted.progress, state="done", matched=count)
            log.info("statement_imported", extra={"count": progress.new})

        self._matching.by_rule(list(self._books.lines_of_file.get(name, ())), matched)


def _booked(file_sha256: str, line: StatementLine, period: str) -> StatementLineBooked:
    return StatementLineBooked(
        file_sha256,
        line.ordinal,
        line.fingerprint,
        line.account,
        line.amount,
        line.booked_at,
        line.reference,
        period,
        line.memo,
        line.virtual_account,
    )
