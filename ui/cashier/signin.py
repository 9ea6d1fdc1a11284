"""Who sits at the desk: sign in, change the PIN, and the lock that keeps everything as it was."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from his_client.outcome import Done, Outcome, Refused, Unknown
from kiosk.cashier.values import Session
from ui.cashier import words as w
from ui.cashier.parts import Button, Picture, card, field, labelled, recast, row, words
from ui.cashier.shell import Shell
from ui.cashier.theme import theme


class SignInPage(QWidget):
    """User, PIN and desk; locked, only the PIN of who is signed in."""

    entered = Signal(object, bool)
    """A session, and whether it is the same person as before."""
    another = Signal()
    """Someone else wants to sign in at a locked desk."""
    look_wanted = Signal(str)
    """`language`, `large` or `contrast`."""

    def __init__(self, shell: Shell, desk: str) -> None:
        super().__init__()
        self.setObjectName("page")
        self._shell = shell
        self._waiting = False
        self._locked = ""
        frame, layout = card(margins=(40, 34, 40, 34), gap=18)
        frame.setFixedWidth(theme().px(560))
        self.title = words(self.tr("Cashier"), "title", name="signIn.title")
        self.note = words("", "sub", wrap=True, name="signIn.note")
        layout.addLayout(row(Picture("lock", 34, "primary", "tint"), self.title, None, gap=14))
        layout.addWidget(self.note)
        self.user = field("user", self.tr("User"))
        self.pin = field("pin", self.tr("PIN"), secret=True)
        self.desk = field("desk", self.tr("Desk"))
        self.desk.setText(desk)
        self._parts: list[QWidget] = []
        for label, line in ((self.tr("User"), self.user), (self.tr("PIN"), self.pin), (self.tr("Desk"), self.desk)):
            holder = QWidget()
            holder.setObjectName("holder")
            inner = labelled(label, line)
            inner.setContentsMargins(0, 0, 0, 0)
            holder.setLayout(inner)
            layout.addWidget(holder)
            self._parts.append(holder)
            line.returnPressed.connect(self._on)
        self.message = words("", "caution", wrap=True, name="signIn.message")
        layout.addWidget(self.message)
        self.message.hide()
        self.enter = Button(self.tr("Sign in"), "Enter", "primary", name="signIn.enter")
        self.enter.clicked.connect(self.submit)
        self.other = Button(self.tr("Somebody else"), "F6", name="signIn.other")
        self.other.clicked.connect(self.another)
        layout.addLayout(row(self.other, None, self.enter))
        self.looks = QWidget()
        tools = row(
            None,
            self._tool("English" if w.language() == "vi" else "Tiếng Việt", "F2", "language"),
            self._tool(self.tr("Usual text") if theme().large else self.tr("Large text"), "F3", "large"),
            self._tool(self.tr("Usual colours") if theme().contrast else self.tr("High contrast"), "F4", "contrast"),
            None,
        )
        tools.setContentsMargins(0, 24, 0, 0)
        self.looks.setLayout(tools)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addLayout(row(None, frame, None))
        outer.addWidget(self.looks)
        outer.addStretch(3)
        key = QShortcut(QKeySequence("F6"), self)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(lambda: self.another.emit() if self._locked else None)
        self.ask_all()

    def _tool(self, text: str, key: str, what: str) -> Button:
        button = Button(text, key, "secondary", name=f"look.{what}")
        button.clicked.connect(lambda: self.look_wanted.emit(what))
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: self.look_wanted.emit(what) if not self._locked else None)
        return button

    def ask_all(self) -> None:
        """Nobody is signed in."""
        self._show("", self.tr("Cashier"), self.tr("Sign in with your own name and PIN."))
        self.user.setFocus()

    def lock(self, session: Session, why: str) -> None:
        """Only the PIN of this person opens it again."""
        self.user.setText(session.user)
        self.desk.setText(w.place(session.desk))
        self._show(session.user, self.tr("Locked"), w.said(why, session.full_name))
        self.pin.setFocus()

    def _show(self, locked: str, title: str, note: str) -> None:
        self._locked = locked
        self.title.setText(title)
        self.note.setText(note)
        self.pin.clear()
        self.message.hide()
        for holder in (self._parts[0], self._parts[2], self.looks):
            holder.setVisible(not locked)
        self.other.setVisible(bool(locked))
        self.enter.say(self.tr("Open") if locked else self.tr("Sign in"))

    def _on(self) -> None:
        """Enter: the next empty field, else sign in."""
        for line in (self.user, self.pin, self.desk):
            if not line.text().strip() and line.isVisible():
                line.setFocus()
                return
        self.submit()

    def submit(self) -> None:
        """Ask the hub who this is."""
        user, pin, desk = self.user.text().strip(), self.pin.text(), self.desk.text().strip()
        if self._waiting:
            return
        if not (user and pin and desk):
            self._say(self.tr("Please give user, PIN and desk."))
            return
        self._waiting = True
        self._say(self.tr("Asking the hub…"), "note")
        self._shell.calls.ask(lambda d: d.sign_in(user, pin, desk), self._hear, signing_in=True)

    def _hear(self, outcome: Outcome[Session]) -> None:
        self._waiting = False
        self.pin.clear()
        match outcome:
            case Done(session):
                self.message.hide()
                self.entered.emit(session, bool(self._locked) and session.user == self._locked)
            case Refused(code=code):
                self._say(
                    self.tr("The hub does not know this machine. Please call IT: desk_token is missing or another one.")
                    if code == "unauthorised"
                    else w.refusal(code)
                )
                self.pin.setFocus()
            case Unknown():
                self._say(self.tr("The hub does not answer. Check the network, then try again."))
                self.pin.setFocus()

    def _say(self, text: str, role: str = "caution") -> None:
        recast(self.message, role)
        self.message.setText(text)
        self.message.show()


class PinPage(QWidget):
    """A new PIN, because the hub wants one or because the person does."""

    done = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.setObjectName("page")
        self._shell = shell
        self._waiting = self._must = False
        frame, layout = card(margins=(40, 34, 40, 34), gap=18)
        frame.setFixedWidth(theme().px(560))
        layout.addLayout(row(Picture("pen", 34, "primary", "tint"), words(self.tr("New PIN"), "title"), None, gap=14))
        self.note = words("", "sub", wrap=True)
        layout.addWidget(self.note)
        self.old = field("oldPin", self.tr("PIN until now"), secret=True)
        self.new = field("newPin", self.tr("New PIN"), secret=True)
        self.repeat = field("repeatPin", self.tr("New PIN again"), secret=True)
        for label, line in (
            (self.tr("PIN until now"), self.old),
            (self.tr("New PIN"), self.new),
            (self.tr("New PIN again"), self.repeat),
        ):
            layout.addLayout(labelled(label, line))
            line.returnPressed.connect(self._on)
        self.message = words("", "caution", wrap=True, name="pin.message")
        self.message.hide()
        layout.addWidget(self.message)
        self.send = Button(self.tr("Change the PIN"), "Enter", "primary", name="pin.send")
        self.send.clicked.connect(self.submit)
        self.leave = Button(self.tr("Leave it"), "Esc", name="pin.leave")
        self.leave.clicked.connect(self._leave)
        layout.addLayout(row(self.leave, None, self.send))
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addLayout(row(None, frame, None))
        outer.addStretch(3)
        key = QShortcut(QKeySequence("Esc"), self)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self._leave)

    def begin(self, *, must: bool) -> None:
        """Ask for it; `must` when nothing else may be done before."""
        self._must = must
        self.leave.setVisible(not must)
        self.note.setText(
            self.tr("This PIN was given to you. Choose one that only you know.")
            if must
            else self.tr("Six digits or more, without a run or one digit repeated.")
        )
        for line in (self.old, self.new, self.repeat):
            line.clear()
        self.message.hide()
        self.old.setFocus()

    def _on(self) -> None:
        for line in (self.old, self.new, self.repeat):
            if not line.text():
                line.setFocus()
                return
        self.submit()

    def submit(self) -> None:
        """Ask the hub to change it."""
        old, new = self.old.text(), self.new.text()
        if self._waiting:
            return
        if new != self.repeat.text():
            self._say(self.tr("The new PIN was not typed the same twice."))
            self.repeat.clear()
            self.repeat.setFocus()
            return
        self._waiting = True
        self._say(self.tr("Asking the hub…"), "note")
        self._shell.calls.ask(lambda d: d.change_pin(old, new), self._hear)

    def _hear(self, outcome: Outcome[None]) -> None:
        self._waiting = False
        match outcome:
            case Done():
                self.done.emit()
            case Refused(code=code):
                self._say(w.refusal(code))
            case Unknown():
                self._say(self.tr("The hub does not answer. Press Enter to ask again."))

    def _leave(self) -> None:
        if not self._must:
            self.done.emit()

    def _say(self, text: str, role: str = "caution") -> None:
        recast(self.message, role)
        self.message.setText(text)
        self.message.show()
