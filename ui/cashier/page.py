"""A screen's frame: title, keys, what is under way, notices with their way on, the body, the action bar."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from his_client.outcome import Done, Outcome, Refused, Unknown
from kiosk.cashier.ports import Desk
from ui.cashier import words as w
from ui.cashier.parts import Button, KeyHints, Picture, clear, recast, row, words
from ui.cashier.shell import Shell
from ui.cashier.theme import theme

T = TypeVar("T")
ICONS = {"caution": "warn", "danger": "warn", "success": "check"}


class Page(QWidget):
    """One place of the window. `enter` is called when it is shown, `refresh` by F5."""

    def __init__(self, shell: Shell, title: str, *, name: str) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setProperty("place", name)
        self.shell = shell
        self._under_way: list[str] = []
        self.refused = ""
        """The code of the last refusal, until something is done again."""
        self.title = words(title, "title", name=f"{name}.title")
        self.sub = words("", "sub", name=f"{name}.sub")
        self.busy = words("", "sub", name=f"{name}.busy")
        self.hints = KeyHints()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setObjectName("body")
        scroll.setWidget(inner)
        outer.addWidget(scroll, 1)
        column = QVBoxLayout(inner)
        column.setContentsMargins(36, 22, 36, 24)
        column.setSpacing(20)
        if theme().large:
            column.addLayout(row(self.title, None, self.hints, gap=20))
            column.addLayout(row(self.sub, self.busy, None, gap=20))
        else:
            column.addLayout(row(self.title, self.sub, self.busy, None, self.hints, gap=20))
        self._notice = QFrame()
        self._notice.hide()
        self._notice_row = QHBoxLayout(self._notice)
        self._notice_row.setContentsMargins(22, 12, 14, 12)
        self._notice_row.setSpacing(16)
        column.addWidget(self._notice)
        self.notice = ""
        self._notice_of = ""
        """Which call the notice is about, empty for none."""
        self.body = QVBoxLayout()
        self.body.setSpacing(20)
        column.addLayout(self.body, 1)
        outer.addWidget(self._make_foot())
        self.on("F5", self.refresh)

    def _make_foot(self) -> QWidget:
        self.foot = QWidget()
        self.foot.setObjectName("foot")
        self._foot_row = QHBoxLayout(self.foot)
        self._foot_row.setContentsMargins(36, 16, 36, 16)
        self._foot_row.setSpacing(16)
        self.foot_note = words("", "sub", wrap=True)
        self._foot_row.addWidget(self.foot_note, 1)
        self._foot_buttons = QHBoxLayout()
        self._foot_buttons.setSpacing(16)
        self._foot_row.addLayout(self._foot_buttons)
        self.foot.hide()
        return self.foot

    # -- to be told by each screen

    def enter(self) -> None:
        """The screen is shown."""
        self.refresh()

    def come_back(self) -> None:
        """The screen is shown again after a payment was opened from it."""
        self.enter()

    def refresh(self) -> None:
        """Ask the hub anew."""

    def back(self) -> bool:
        """Esc: go back one step; False when there is none here."""
        return False

    # -- keys and buttons

    def on(self, key: str, act: Callable[[], object]) -> QShortcut:
        """Do `act` when `key` is pressed anywhere on this screen."""
        shortcut = QShortcut(QKeySequence(key), self)
        # Qt leaves out shortcuts of widgets that are hidden or covered by a form, so only the shown screen's act.
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(act)
        shortcut.activatedAmbiguously.connect(act)
        return shortcut

    def foot_says(self, note: str, *buttons: Button) -> None:
        """Show the action bar with these buttons, the primary one last."""
        self.foot_note.setText(note)
        clear(self._foot_buttons)
        for button in buttons:
            self._foot_buttons.addWidget(button)
            button.show()
        self.foot.setVisible(bool(buttons or note))

    # -- asking the hub

    def ask(
        self,
        what: str,
        call: Callable[[Desk], Outcome[T]],
        done: Callable[[T], object],
        *,
        refused: Callable[[Refused], bool] | None = None,
        unknown: Callable[[], object] | None = None,
        quiet: bool = False,
    ) -> bool:
        """Ask the hub; False when this very thing is under way already.

        A refusal is said in words, unless `refused` has dealt with it (True). After an unknown outcome the same call,
        with the same id, can be made again from the notice.
        """
        if what in self._under_way:
            return False
        self._under_way.append(what)
        self._show_busy(quiet)
        if not quiet:
            self.refused = ""

        def hear(outcome: Outcome[T]) -> None:
            self._under_way.remove(what)
            self._show_busy(quiet)
            match outcome:
                case Done(value):
                    if self._notice_of == what or (self.notice == "refused" and not self._notice_of and not quiet):
                        self.refused = ""
                        self.hush()
                    done(value)
                case Refused() as answer:
                    self.refused = answer.code
                    if refused is None or not refused(answer):
                        self.say("caution", w.refusal(answer.code), notice="refused", of=what)
                case Unknown():
                    if unknown is not None:
                        unknown()
                    self.say(
                        "caution",
                        w.said(
                            self.tr("No clear answer: %1. What was begun is kept; ask again by the same number."), what
                        ),
                        notice="unknown",
                        of=what,
                        button=Button(self.tr("Ask again"), "F2", name="askAgain"),
                        act=lambda: self._again(what, call, done, refused, unknown, quiet),
                    )

        self.shell.calls.ask(call, hear, poll=quiet)
        return True

    def _again(
        self,
        what: str,
        call: Callable[[Desk], Outcome[T]],
        done: Callable[[T], object],
        refused: Callable[[Refused], bool] | None,
        unknown: Callable[[], object] | None,
        quiet: bool,
    ) -> None:
        self.hush()
        self.ask(what, call, done, refused=refused, unknown=unknown, quiet=quiet)

    def _show_busy(self, quiet: bool) -> None:
        if not quiet or not self._under_way:
            self.busy.setText(f"· {self._under_way[-1]}…" if self._under_way else "")

    # -- notices

    def say(
        self,
        kind: str,
        text: str,
        *,
        notice: str = "",
        of: str = "",
        button: Button | None = None,
        act: Callable[[], object] | None = None,
    ) -> None:
        """Show a notice that stays until it is answered or no longer so. Kinds: `caution`, `danger`, `success`."""
        self.hush()
        self.notice, self._notice_of = notice or kind, of
        self._notice.setObjectName(kind)
        self._notice.style().unpolish(self._notice)
        self._notice.style().polish(self._notice)
        self._notice_row.addWidget(Picture(ICONS[kind], 26, kind))
        label = words(text, {"danger": "wrong", "success": "good"}.get(kind, "caution"), wrap=True, name="notice")
        recast(label, {"danger": "wrong", "success": "good"}.get(kind, "caution"))
        self._notice_row.addWidget(label, 1)
        if button is not None and act is not None:
            button.clicked.connect(lambda _on=False: act())
            self._notice_row.addWidget(button)
            shortcut = QShortcut(QKeySequence(button.key), button)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(button.click)
        self._notice.setMinimumHeight(theme().px(56))
        self._notice.show()

    def hush(self) -> None:
        """Take the notice away."""
        self.notice = self._notice_of = ""
        clear(self._notice_row)
        self._notice.hide()

    def said(self) -> str:
        """The notice's words, empty when there is none."""
        for place in range(self._notice_row.count()):
            item = self._notice_row.itemAt(place)
            widget = item.widget() if item is not None else None
            if widget is not None and widget.objectName() == "notice":
                return str(widget.property("text"))
        return ""
