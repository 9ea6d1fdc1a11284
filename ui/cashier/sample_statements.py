"""The sample desk's statements: a file that can be read at once, another by a mapping, imports that take their time."""

# ruff: noqa: ARG002 - the port names its arguments; a sample needs few of them
from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta

from his_client.outcome import Done, Outcome, Refused
from kiosk.cashier.ports import (
    ColumnGuess,
    ImportProgress,
    LayoutShown,
    Preview,
    PreviewLine,
)
from ui.cashier.sample_day import (
    at,
)
from ui.cashier.sample_state import SampleState


class SampleStatements(SampleState):
    """Implements `Statements`."""

    def layouts(self) -> Outcome[tuple[LayoutShown, ...]]:
        """See `Statements`."""
        return self._called(
            "layouts",
            lambda: Done(
                (
                    LayoutShown("vcb", "Vietcombank (XLSX)", "xlsx"),
                    LayoutShown("bidv", "BIDV (CSV)", "csv"),
                    LayoutShown("mt940", "MT940", "mt940"),
                    LayoutShown("camt053", "CAMT.053", "camt053"),
                )
            ),
        )

    def upload(self, name: str, content: bytes, layout: str = "") -> Outcome[Preview]:
        """See `Statements`."""

        def do() -> Outcome[Preview]:
            if not content:
                return Refused("unreadable")
            sha = hashlib.sha256(content).hexdigest()
            self._files[sha] = (name, 5_120)
            self._columns[sha] = (
                ColumnGuess(0, "Ngày giao dịch", "booked_at", "23/11/2026 08:14:22"),
                ColumnGuess(1, "Số tham chiếu", "reference", "FT26327880"),
                ColumnGuess(2, "Ghi nợ", "debit", ""),
                ColumnGuess(3, "Ghi có", "credit", "10.120"),
                ColumnGuess(4, "Số dư", "balance", "1.204.811.930"),
                ColumnGuess(5, "Nội dung", "memo", "MBVCB KM7F3K92T kham"),
            )
            return Done(self._preview(sha, layout or "vcb"))

        return self._called("upload", do)

    def _preview(self, sha: str, layout: str) -> Preview:
        name, total = self._files[sha]
        columns = self._columns[sha]
        readable = {"booked_at", "memo"} <= {column.role for column in columns}
        lines = tuple(
            PreviewLine(9 + place, at(7, 0, days=-1) + timedelta(minutes=3 * place), 10_120 * (place % 4 + 1),
                        f"FT263278{place:02}", f"MBVCB.{place:04}.KM{place:02}Q7W{place % 10}E kham benh",
                        "" if readable else "date_missing")
            for place in range(10)
        )  # fmt: skip
        return Preview(
            sha, name, layout, columns, 8, lines, total, () if readable else ("date_missing",), sha in self._imports
        )

    def save_layout(
        self, name: str, title: str, file_sha256: str, columns: tuple[ColumnGuess, ...]
    ) -> Outcome[Preview]:
        """See `Statements`."""

        def do() -> Outcome[Preview]:
            if file_sha256 not in self._files:
                return Refused("no_upload")
            self._columns[file_sha256] = columns
            return Done(self._preview(file_sha256, name))

        return self._called("save_layout", do)

    def begin_import(self, file_sha256: str, layout: str, account: str, provider: str) -> Outcome[ImportProgress]:
        """See `Statements`."""

        def do() -> Outcome[ImportProgress]:
            before = self._imports.get(file_sha256)
            if before is None:
                name, total = self._files[file_sha256]
                before = ImportProgress(file_sha256, name, "reading", 0, total)
            self._imports[file_sha256] = replace(before, state="reading")
            return Done(self._imports[file_sha256])

        return self._called("begin_import", do)

    def import_progress(self, file_sha256: str) -> Outcome[ImportProgress]:
        """See `Statements`."""

        def do() -> Outcome[ImportProgress]:
            one = self._imports[file_sha256]
            if one.state == "reading":
                done = min(one.done + self.step, one.total)
                state = "done" if done == one.total else "reading"
                one = replace(
                    one,
                    done=done,
                    new=done - 12 if done > 12 else done,
                    known=min(12, done),
                    matched=done * 99 // 100,
                    state=state,
                )
                self._imports[file_sha256] = one
            return Done(one)

        return self._called("import_progress", do)

    def stop_import(self, file_sha256: str) -> Outcome[ImportProgress]:
        """See `Statements`."""

        def do() -> Outcome[ImportProgress]:
            self._imports[file_sha256] = replace(self._imports[file_sha256], state="stopped")
            return Done(self._imports[file_sha256])

        return self._called("stop_import", do)

    def imports(self) -> Outcome[tuple[ImportProgress, ...]]:
        """See `Statements`."""
        return self._called("imports", lambda: Done(tuple(self._imports.values())))
