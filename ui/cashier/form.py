"""A question over the screen: a few fields and a button that says the consequence; what was typed stays till done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from his_client.outcome import Done, Outcome, Refused, Unknown
from kiosk.cashier.ports import Desk
from ui.cashier import words as w
from ui.cashier.page import Page
from ui.cashier.parts import Button, Chips, card, field, labelled, recast, row, words
from ui.cashier.theme import theme

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing asked: a text, or one of `choices` (code, words)."""

    name: str
    label: str
    choices: tuple[tuple[str, str], ...] = ()
    value: str = ""
    numbers: bool = False


class Form(QWidget):
    """Covers the screen beneath, which keeps everything; Esc leaves, Enter or F10 sends."""

    def __init__(
        self,
        page: Page,
        title: str,
        note: str,
        asks: tuple[Ask, ...],
        button: str,
        call: Callable[[Mapping[str, str]], Callable[[Desk], Outcome[T]] | str],
        done: Callable[[T], object],
        *,
        kind: str = "primary",
    ) -> None:
        """`call` makes the hub's call from the values, or says in words what is still missing."""
        self._page = page
        self._host = page.window()
        # Over the screens only: the lock covers the form too, and gives it back.
        over = self._host.findChild(QWidget, "content") or self._host
        super().__init__(over)
        self.setObjectName("form")
        self._call, self._done = call, done
        self._waiting = False
        self._before = self._host.focusWidget()
        page.setEnabled(False)
        frame, layout = card(margins=(32, 26, 32, 26), gap=16)
        frame.setFixedWidth(theme().px(820))
        layout.addWidget(words(title, "heading", wrap=True))
        if note:
            layout.addWidget(words(note, "sub", wrap=True))
        self.fields: dict[str, QLineEdit | Chips] = {}
        for ask in asks:
            if ask.choices:
                chips = Chips(ask.choices, name=ask.name)
                if ask.value:
                    chips.choose(ask.value)
                self.fields[ask.name] = chips
                layout.addLayout(labelled(ask.label, chips))
            else:
                line = field(ask.name, ask.label, numbers=ask.numbers)
                line.setText(ask.value)
                self.fields[ask.name] = line
                layout.addLayout(labelled(ask.label, line))
        self.message = words("", "caution", wrap=True, name="formMessage")
        self.message.hide()
        layout.addWidget(self.message)
        self.send = Button(button, "F10", kind, name="formSend")
        self.leave = Button(self.tr("Leave it"), "Esc", name="formLeave")
        self.send.clicked.connect(self.submit)
        self.leave.clicked.connect(self.close_form)
        layout.addLayout(row(None, self.leave, self.send))
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        outer.addLayout(row(None, frame, None))
        outer.addStretch(2)
        self.setGeometry(over.rect())
        self.show()
        self.raise_()
        first = next(iter(self.fields.values()), None)
        self._focus(first)

    def _focus(self, part: QLineEdit | Chips | None) -> None:
        target: QWidget = self.send
        if isinstance(part, QLineEdit):
            target = part
        elif isinstance(part, Chips):
            target = part.findChild(Button) or self.send
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def values(self) -> dict[str, str]:
        """What was given, by name."""
        return {
            name: part.text().strip() if isinstance(part, QLineEdit) else part.value()
            for name, part in self.fields.items()
        }

    def submit(self) -> None:
        """Send it, once; after an unknown outcome the same may be sent again."""
        if self._waiting:
            return
        made = self._call(self.values())
        if isinstance(made, str):
            self._say(made)
            return
        self._waiting = True
        self._say(self.tr("Asking the hub…"), "note")
        self._page.shell.calls.ask(made, self._hear)

    def _hear(self, outcome: Outcome[Any]) -> None:
        self._waiting = False
        match outcome:
            case Done(value):
                self.close_form()
                self._done(value)
            case Refused(code=code):
                self._say(w.refusal(code))
            case Unknown():
                self._say(self.tr("No clear answer yet. Nothing you typed is lost: press F10 to ask again."))
                self.send.say(self.tr("Ask again"))

    def _say(self, text: str, role: str = "caution") -> None:
        recast(self.message, role)
        self.message.setText(text)
        self.message.show()

    def close_form(self) -> None:
        """Go, and give the screen beneath its focus back."""
        if self._waiting:
            return
        self._page.setEnabled(True)
        self.hide()
        self.setParent(None)
        self.deleteLater()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the next empty field, then sends; digits choose among chips."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.close_form()
        elif key == Qt.Key.Key_F10:
            self.submit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._next()
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self._digit(key - Qt.Key.Key_0)
        else:
            super().keyPressEvent(event)

    def _digit(self, place: int) -> None:
        focused = self.focusWidget()
        chips = [part for part in self.fields.values() if isinstance(part, Chips)]
        here = next((part for part in chips if focused is not None and part.isAncestorOf(focused)), None)
        part = here or (chips[0] if chips else None)
        if part is not None and (code := part.at(place)):
            part.choose(code)

    def _next(self) -> None:
        for part in self.fields.values():
            empty = not (part.text().strip() if isinstance(part, QLineEdit) else part.value())
            holds = part is self.focusWidget() or part.isAncestorOf(self.focusWidget() or self)
            if empty and not holds:
                self._focus(part)
                return
        self.submit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Veil what is beneath."""
        painter = QPainter(self)
        veil = QColor(0, 0, 0, 230) if theme().contrast else QColor(9, 38, 47, 150)
        painter.fillRect(self.rect(), veil)
        painter.end()
