"""Bank statements: choose or drop a file, see how it would be read, mend the mapping, import, stop, go on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QGridLayout, QProgressBar, QVBoxLayout, QWidget

from kiosk.cashier.ports import ColumnGuess, ImportProgress, LayoutShown, Preview
from kiosk.statements.limits import MAX_BROUGHT_BYTES
from ui.cashier import words as w
from ui.cashier.form import Ask, Form
from ui.cashier.page import Page
from ui.cashier.parts import Button, Choice, Pill, card, clear, field, labelled, row, words
from ui.cashier.shell import Shell
from ui.cashier.table import Cell, Column, Row, Table
from ui.cashier.theme import theme

ROLES = (
    "ignore", "booked_at", "time", "amount", "credit", "debit", "sign", "memo", "reference", "balance", "account",
    "virtual_account", "currency",
)  # fmt: skip


class StatementsPage(Page):
    """Imports so far; a chosen file's preview with its mapping takes their place until it is imported or left."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, self.tr("Bank statements"), name="statements")
        self.setAcceptDrops(True)
        self._layouts: tuple[LayoutShown, ...] = ()
        self._preview: Preview | None = None
        self._progress: ImportProgress | None = None
        self._file: tuple[str, bytes] = ("", b"")
        self._poll = QTimer(self, interval=shell.poll_ms, singleShot=True)
        self._poll.timeout.connect(self._ask_progress)
        self.hints.say(((self.tr("Choose a file"), "Ctrl O"), (self.tr("Back"), "Esc")))
        self._list = self._imports()
        self._reading = self._reader()
        self.body.addWidget(self._list, 1)
        self.body.addWidget(self._reading, 1)
        self._reading.hide()
        self.on("Ctrl+O", self.choose_file)
        self.on("F10", self.go_on)
        self.on("F6", self.save_layout)

    # -- parts

    def _imports(self) -> QWidget:
        holder = QWidget()
        holder.setObjectName("body")
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        frame, inner = card(margins=(22, 22, 22, 22), gap=8)
        inner.addWidget(words(self.tr("Drop a statement here, or choose it"), "heading"))
        inner.addWidget(
            words(
                self.tr("XLSX, CSV, MT940 or CAMT.053. The same file or line twice is booked once."), "sub", wrap=True
            )
        )
        choose = Button(self.tr("Choose a file"), "Ctrl O", name="statements.choose")
        choose.clicked.connect(self.choose_file)
        inner.addLayout(row(choose, None))
        column.addWidget(frame)
        column.addWidget(words(self.tr("Imported so far"), "heading"))
        self.table = Table(
            (
                Column(self.tr("File"), stretch=True),
                Column(self.tr("State")),
                Column(self.tr("Lines"), figures=True),
                Column(self.tr("New"), figures=True),
                Column(self.tr("Known"), figures=True),
                Column(self.tr("Matched"), figures=True),
            ),
            name="statements.imports",
            empty=self.tr("No statement was imported yet."),
        )
        self.table.opened.connect(self._open_import)
        self.table.picked.connect(lambda _one: self._foot())
        column.addWidget(self.table, 1000)
        column.addStretch(1)
        return holder

    def _reader(self) -> QWidget:
        holder = QWidget()
        holder.setObjectName("body")
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        frame, inner = card(gap=12)
        self.file = words("", "heading", name="statements.file")
        self.state = QVBoxLayout()
        inner.addLayout(row(self.file, None))
        inner.addLayout(self.state)
        self.layout_box = Choice("statements.layout", self.tr("How it is read"))
        self.layout_box.activated.connect(self._layout_chosen)
        self.account = field("statements.account", self.tr("Account"))
        self.account.setProperty("figures", True)
        self.provider = field("statements.provider", self.tr("Bank or provider"))
        both = row(gap=16)
        both.addLayout(labelled(self.tr("How it is read"), self.layout_box), 2)
        both.addLayout(labelled(self.tr("Account"), self.account), 2)
        both.addLayout(labelled(self.tr("Bank or provider"), self.provider), 1)
        inner.addLayout(both)
        self.bar = QProgressBar()
        self.bar.setObjectName("statements.progress")
        self.bar.setTextVisible(False)
        self.bar_words = words("", "sub", wrap=True, name="statements.progressWords")
        inner.addWidget(self.bar)
        inner.addWidget(self.bar_words)
        column.addWidget(frame)
        self.mapping_title = words(self.tr("What each column holds"), "heading")
        column.addWidget(self.mapping_title)
        self.mapping = QWidget()
        self.mapping_grid = QGridLayout(self.mapping)
        self.mapping_grid.setContentsMargins(0, 0, 0, 0)
        self.mapping_grid.setSpacing(12)
        self._roles: list[QComboBox] = []
        column.addWidget(self.mapping)
        self.lines_title = words(self.tr("So it would be read"), "heading")
        column.addWidget(self.lines_title)
        self.lines = Table(
            (
                Column(self.tr("Row"), figures=True),
                Column(self.tr("Booked")),
                Column(self.tr("Amount, đ"), figures=True),
                Column(self.tr("Reference")),
                Column(self.tr("Memo"), stretch=True),
                Column(self.tr("Reads as")),
            ),
            name="statements.lines",
        )
        column.addWidget(self.lines, 1000)
        column.addStretch(1)
        return holder

    # -- the list of imports

    def enter(self) -> None:
        """Show the imports, or the file that is open."""
        self.refresh()
        if self._preview is None:
            self.table.setFocus()

    def refresh(self) -> None:
        """Ask for layouts and imports, or how the import stands."""
        self.ask(self.tr("asking for layouts"), lambda d: d.layouts(), self._have_layouts)
        if self._progress is not None:
            self._ask_progress()
        elif self._preview is None:
            self.ask(self.tr("asking for the imports"), lambda d: d.imports(), self._have_imports)

    def _have_layouts(self, found: tuple[LayoutShown, ...]) -> None:
        self._layouts = found

    def _have_imports(self, found: tuple[ImportProgress, ...]) -> None:
        rows = []
        for one in found:
            kind, text = w.state(one.state)
            rows.append(
                Row(
                    (
                        Cell(one.name),
                        Cell(text, pill=kind),
                        Cell(f"{w.number(one.done)} / {w.number(one.total)}"),
                        Cell(w.number(one.new)),
                        Cell(w.number(one.known)),
                        Cell(w.number(one.matched)),
                    ),
                    one,
                )
            )
        self.table.show_rows(rows)
        self._foot()

    def _open_import(self, one: ImportProgress) -> None:
        """Look at an import; a stopped one can go on."""
        self._preview = None
        self._show_reader(one.name)
        self._have_progress(one)

    # -- a file

    def choose_file(self) -> None:
        """Ask for a file."""
        if self._running():
            return
        chosen, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Choose a statement"),
            "",
            f"{self.tr('Statements')} (*.xlsx *.csv *.txt *.sta *.940 *.xml);;* (*)",
        )
        if chosen:
            self.take_file(Path(chosen))

    def take_file(self, path: Path) -> None:
        """Give a file to the hub and see what it would bring."""
        try:
            if path.stat().st_size > MAX_BROUGHT_BYTES:
                self.say("caution", w.refusal("too_large"))
                return
            content = path.read_bytes()
        except OSError:
            self.say("caution", self.tr("The file cannot be read. Close it in other programs, then choose it again."))
            return
        self._file = (path.name, content)
        self._upload("")

    def _upload(self, layout: str) -> None:
        name, content = self._file
        self.ask(self.tr("reading the file"), lambda d: d.upload(name, content, layout), self._have_preview)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may be dropped."""
        if event.mimeData().hasUrls() and not self._running():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the first file."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.take_file(paths[0])

    def _show_reader(self, name: str) -> None:
        self.file.setText(name)
        self._list.hide()
        self._reading.show()

    def _have_preview(self, preview: Preview) -> None:
        self._preview, self._progress = preview, None
        self._show_reader(preview.name)
        self.bar.hide()
        self.bar_words.hide()
        clear(self.state)
        if preview.known:
            self.state.addLayout(row(Pill("success", self.tr("This whole file was imported before")), None))
        for problem in preview.problems[:3]:
            self.state.addLayout(row(Pill("danger", w.said(self.tr("Cannot be read: %1"), problem)), None))
        self.layout_box.clear()
        for one in self._layouts:
            self.layout_box.addItem(one.title, one.name)
        place = next((at for at, one in enumerate(self._layouts) if one.name == preview.layout), -1)
        if place < 0:
            self.layout_box.addItem(preview.layout or self.tr("own mapping"), preview.layout)
            place = self.layout_box.count() - 1
        self.layout_box.setCurrentIndex(place)
        self._show_mapping(preview.columns)
        self.lines.show_rows(
            [
                Row(
                    (
                        Cell(w.number(one.row)),
                        Cell(w.moment(one.booked_at), code=True),
                        Cell(w.amount(one.amount)),
                        Cell(one.reference or w.NONE, code=True),
                        Cell(one.memo),
                        Cell(one.problem or self.tr("readable"), pill="danger" if one.problem else "success"),
                    ),
                    one.row,
                )
                for one in preview.lines
            ]
        )
        for part in (self.mapping_title, self.mapping):
            part.setVisible(bool(preview.columns))
        for part in (self.lines_title, self.lines):
            part.show()
        self.sub.setText(w.said(self.tr("%1 lines · head in row %2"), w.number(preview.total), preview.header_row))
        self._foot()
        (self.account if not self.account.text() else self.provider).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_mapping(self, columns: tuple[ColumnGuess, ...]) -> None:
        while (item := self.mapping_grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._roles = []
        across = 4 if theme().large else 6
        for place, column in enumerate(columns[:12]):
            holder = QWidget()
            box = Choice(f"statements.column.{column.place}", column.heading)
            roles = ROLES if column.role in ROLES else (*ROLES, column.role)
            for role in roles:
                box.addItem(w.column_role(role), role)
            box.setCurrentIndex(roles.index(column.role))
            box.activated.connect(self._map)
            inner = labelled(column.heading or f"{self.tr('Column')} {column.place + 1}", box)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.addWidget(words(column.example[:26] or w.NONE, "note"))
            holder.setLayout(inner)
            self._roles.append(box)
            self.mapping_grid.addWidget(holder, place // across, place % across)

    def _mapped(self) -> tuple[ColumnGuess, ...]:
        preview = self._preview
        if preview is None:
            return ()
        changed = tuple(
            replace(column, role=str(box.currentData()))
            for column, box in zip(preview.columns, self._roles, strict=False)
        )
        return (*changed, *preview.columns[len(changed) :])

    def _layout_chosen(self, _place: int) -> None:
        self._upload(str(self.layout_box.currentData()))

    def _map(self, _place: int) -> None:
        """Preview with the changed mapping at once, under a name of the file's own."""
        preview = self._preview
        if preview is not None:
            self._save("draft", preview.name)

    def _save(self, name: str, title: str) -> None:
        preview, columns = self._preview, self._mapped()
        if preview is not None:
            self.ask(
                self.tr("reading the file"),
                lambda d: d.save_layout(name, title, preview.file_sha256, columns),
                self._saved,
            )

    def _saved(self, preview: Preview) -> None:
        self._have_preview(preview)
        self.refresh()

    def save_layout(self) -> None:
        """Keep the mapping under a name, so that this bank's next file is read by itself."""
        preview = self._preview
        if preview is None or not preview.columns:
            return
        columns = self._mapped()
        Form(
            self,
            self.tr("Keep this mapping"),
            self.tr("The next file with these headings is then read by itself."),
            (
                Ask("title", self.tr("Name people read"), value=self.provider.text()),
                Ask("name", self.tr("Short name"), value=_short(self.provider.text())),
            ),
            self.tr("Keep it"),
            lambda values: (
                (lambda d: d.save_layout(values["name"], values["title"], preview.file_sha256, columns))
                if values["name"] and values["title"]
                else self.tr("Please give it a name.")
            ),
            self._saved,
        )

    # -- the import

    def progress(self) -> ImportProgress | None:
        """The import on the screen."""
        return self._progress

    def imported(self) -> bool:
        """Whether the import on the screen has come to its end."""
        return self._progress is not None and self._progress.state != "reading"

    def _running(self) -> bool:
        return self._progress is not None and self._progress.state == "reading"

    def go_on(self) -> None:
        """F10: import, or go on where it stopped, or back to the list when it is done."""
        progress, preview = self._progress, self._preview
        if progress is not None and progress.state == "done":
            self._to_list()
            return
        if self._running():
            return
        chosen = self.table.chosen() if preview is None and progress is None else None
        if isinstance(chosen, ImportProgress) and chosen.state in ("stopped", "failed"):
            self._open_import(chosen)
            return
        sha = preview.file_sha256 if preview is not None else progress.file_sha256 if progress is not None else ""
        layout = preview.layout if preview is not None else ""
        account, provider = self.account.text().strip(), self.provider.text().strip()
        if not sha:
            return
        if preview is not None and not (account and provider):
            self.say("caution", self.tr("Please give the account, and the bank or provider it is of."))
            (self.provider if account else self.account).setFocus()
            return
        self.ask(
            self.tr("beginning the import"),
            lambda d: d.begin_import(sha, layout, account, provider),
            self._have_progress,
        )

    def stop(self) -> None:
        """Stop after the lines under way."""
        progress = self._progress
        if progress is not None and self._running():
            self.ask(self.tr("stopping"), lambda d: d.stop_import(progress.file_sha256), self._have_progress)

    def _ask_progress(self) -> None:
        progress = self._progress
        if progress is not None and not self.shell.calls.parked:
            self.ask(
                self.tr("asking how the import stands"),
                lambda d: d.import_progress(progress.file_sha256),
                self._have_progress,
                unknown=self._poll.start,
                quiet=True,
            )

    def _have_progress(self, progress: ImportProgress) -> None:
        before, self._progress = self._progress, progress
        if before is None or (before.state, before.problem) != (progress.state, progress.problem):
            clear(self.state)
            kind, text = w.state(progress.state)
            self.state.addLayout(row(Pill(kind, text), None))
            if progress.problem:
                self.state.addWidget(words(progress.problem, "caution", wrap=True))
        for part in (self.mapping_title, self.mapping, self.lines_title, self.lines):
            part.hide()
        self.bar.setRange(0, max(progress.total, 1))
        self.bar.setValue(progress.done)
        self.bar.show()
        self.bar_words.setText(
            w.said(
                self.tr("%1 of %2 lines · %3 new · %4 known before · %5 matched by rule"),
                *(
                    w.number(one)
                    for one in (progress.done, progress.total, progress.new, progress.known, progress.matched)
                ),
            )
        )
        self.bar_words.show()
        if progress.state == "reading":
            self._poll.start()
        self._foot()

    # -- the action bar and the way back

    def _foot(self) -> None:
        progress, preview = self._progress, self._preview
        if progress is not None:
            if progress.state == "reading":
                stop = Button(self.tr("Stop"), "Esc", name="statements.stop")
                stop.clicked.connect(self.stop)
                self.foot_says(self.tr("You may go on elsewhere; the hub imports by itself."), stop)
                return
            says = self.tr("What is booked stays; it goes on with the next line.") if progress.state != "done" else ""
            text = self.tr("Back to the list") if progress.state == "done" else self.tr("Go on with the import")
            on = Button(text, "F10", "primary", name="statements.go")
            on.clicked.connect(self.go_on)
            self.foot_says(says, on)
        elif preview is not None:
            keep = Button(self.tr("Keep the mapping…"), "F6", name="statements.keep")
            keep.clicked.connect(self.save_layout)
            on = Button(
                w.said(self.tr("Import %1 lines"), w.number(preview.total)), "F10", "primary", name="statements.go"
            )
            on.clicked.connect(self.go_on)
            buttons = (keep, on) if preview.columns else (on,)
            self.foot_says(self.tr("Nothing is booked before you import."), *buttons)
        else:
            chosen = self.table.chosen()
            if isinstance(chosen, ImportProgress) and chosen.state in ("stopped", "failed"):
                on = Button(self.tr("Go on with the import"), "F10", "primary", name="statements.go")
                on.clicked.connect(self.go_on)
                self.foot_says("", on)
            else:
                self.foot_says("")

    def _to_list(self) -> None:
        self._preview = self._progress = None
        self._poll.stop()
        self._reading.hide()
        self._list.show()
        self.sub.setText("")
        self.hush()
        self.refresh()
        self.table.setFocus()

    def back(self) -> bool:
        """Esc: stop the import, else back to the list."""
        if self._running():
            self.stop()
            return True
        if self._reading.isVisible():
            self._to_list()
            return True
        return False


def _short(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isascii() and letter.isalnum())
