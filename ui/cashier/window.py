"""The cashier's window: the side bar with seven places, the screen chosen, a payment's story over it, the lock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QLayout,
    QStackedLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from his_client.outcome import Done, Outcome
from kiosk.cashier.ports import Desk, Waiting
from kiosk.cashier.values import Session, ShiftView
from kiosk.clock import Clock
from ui.cashier import words as w
from ui.cashier.art import pictogram
from ui.cashier.counter import CounterPage
from ui.cashier.differences import DifferencesPage
from ui.cashier.form import Form
from ui.cashier.page import Page
from ui.cashier.parts import Button, words
from ui.cashier.refunds import RefundsPage
from ui.cashier.search import SearchPage
from ui.cashier.shell import Shell, SlipPrinter
from ui.cashier.shift import ShiftPage
from ui.cashier.signin import PinPage, SignInPage
from ui.cashier.statements import StatementsPage
from ui.cashier.story import StoryPage
from ui.cashier.theme import style, theme, use
from ui.cashier.today import TodayPage
from ui.patient.languages import Languages

IDLE_MS = 5 * 60 * 1000

PAGES: dict[str, Callable[[Shell], Page]] = {
    "today": TodayPage,
    "counter": CounterPage,
    "differences": DifferencesPage,
    "search": SearchPage,
    "statements": StatementsPage,
    "refunds": RefundsPage,
    "shift": ShiftPage,
    "story": StoryPage,
}


class Place(QAbstractButton):
    """A place in the side bar, with a count only when somebody must act on it."""

    def __init__(self, name: str, icon: str, text: str, digit: int) -> None:
        super().__init__()
        self.setObjectName(f"place.{name}")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(theme().px(52))
        self._icon, self._text, self._digit, self._count = icon, text, digit, 0
        self.count(0)

    def count(self, number: int) -> None:
        """How many wait for somebody."""
        self._count = number
        self.setText(f"{self._text} · {w.number(number)}" if number else self._text)
        self.setAccessibleName(self.text())
        self.update()

    def sizeHint(self) -> QSize:
        """Room for pictogram, name and key."""
        font = theme().font(17 if theme().large else 19, 600)
        return QSize(QFontMetrics(font).horizontalAdvance(self.text()) + theme().px(56) + 24, theme().px(52))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it; the chosen one is white."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        ink = look.colour("sideChosenText" if chosen else "sideText")
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or self.underMouse() or self.hasFocus():
            painter.setBrush(look.ink("sideChosen" if chosen else "sideHover"))
            painter.drawRoundedRect(self.rect(), 10, 10)
        side = look.px(26)
        middle = self.height() // 2
        painter.drawPixmap(look.px(16), middle - side // 2, pictogram(self._icon, side, ink))
        painter.setPen(look.ink("sideChosenText" if chosen else "sideText"))
        painter.setFont(look.font(17 if look.large else 19, 600 if chosen else 500))
        painter.drawText(self.rect().adjusted(look.px(56), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setFont(look.font(14, 500))
        painter.setOpacity(0.75)
        at = self.rect().adjusted(0, 0, -10, 0)
        painter.drawText(at, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(self._digit))
        painter.end()


class CashierWindow(QWidget):
    """The desk's window over a `Desk`. `close_desk` ends it."""

    rebuilt = Signal()

    def __init__(
        self,
        desk: Desk,
        clock: Clock,
        printer: SlipPrinter,
        languages: Languages,
        *,
        desk_name: str = "",
        language: str = "vi",
        poll_ms: int = 1000,
        idle_ms: int = IDLE_MS,
    ) -> None:
        super().__init__()
        self.setObjectName("window")
        self.shell = Shell(desk, clock, printer, poll_ms=poll_ms)
        self._languages, self._language, self._desk_name = languages, language, desk_name
        self._stack = QStackedLayout(self)
        # A desk's window is as large as its screen; its parts scroll where they need more.
        self._stack.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._before: QWidget | None = None
        self.shell.calls.signed_out.connect(self._pin_again)
        self._idle = QTimer(self, interval=idle_ms, singleShot=True)
        self._idle.timeout.connect(self.lock)
        lock = QShortcut(QKeySequence("Ctrl+L"), self)
        lock.activated.connect(self.lock)
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.activated.connect(self._back)
        for digit in range(1, 8):
            key = QShortcut(QKeySequence(f"Alt+{digit}"), self)
            key.activated.connect(lambda digit=digit: self._nth(digit))
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)
        self.shell.went.connect(self.go)
        self.shell.story_wanted.connect(self.open_story)
        self.shell.counts_changed.connect(self._counts)
        self.shell.shift_changed.connect(self._who)
        self._build()

    # -- building, and building anew in another language or look

    def _build(self) -> None:
        self._languages.use(self._language)
        w.speak(self._language)
        self.setWindowTitle(self.tr("Cashier"))
        self.setStyleSheet(style(theme()))
        self._before = None
        while (old := self._stack.widget(0)) is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        self.sign_in = SignInPage(self.shell, self._desk_name)
        self.sign_in.entered.connect(self._entered)
        self.sign_in.another.connect(self.sign_out)
        self.sign_in.look_wanted.connect(self._look)
        self.pin = PinPage(self.shell)
        self.pin.done.connect(self._pin_done)
        self._main = QWidget()
        self._main.setObjectName("content")
        for widget in (self.sign_in, self.pin, self._main):
            self._stack.addWidget(widget)
        across = QHBoxLayout(self._main)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._side())
        self.pages = QStackedWidget()
        across.addWidget(self.pages, 1)
        self._counts()
        self._made: dict[str, Page] = {}
        self._here = "today"
        self._stack.setCurrentWidget(self.sign_in)
        self.sign_in.ask_all()
        self.rebuilt.emit()

    def _side(self) -> QWidget:
        side = QWidget()
        side.setObjectName("side")
        look = theme()
        # Its margins are not scaled, so a smaller look needs a little more.
        side.setFixedWidth(round((350 if look.large else 284) * look.scale + 60 * (1 - look.scale)))
        column = QVBoxLayout(side)
        column.setContentsMargins(16, 26, 16, 20)
        column.setSpacing(6)
        brand = QVBoxLayout()
        brand.setContentsMargins(16, 0, 8, 20)
        brand.setSpacing(2)
        self._brand_note = words("", "brandNote", wrap=True, name="who")
        brand.addWidget(words(self.tr("Cashier"), "brand"))
        brand.addWidget(self._brand_note)
        column.addLayout(brand)
        self._places: dict[str, Place] = {}
        for digit, (name, icon, text) in enumerate(
            (
                ("today", "home", self.tr("Today")),
                ("counter", "cash", self.tr("Counter")),
                ("differences", "warn", self.tr("Differences")),
                ("search", "search", self.tr("Find a payment")),
                ("statements", "bank", self.tr("Bank statements")),
                ("refunds", "retry", self.tr("Refunds")),
                ("shift", "lock", self.tr("Shift")),
            ),
            1,
        ):
            place = Place(name, icon, text, digit)
            place.clicked.connect(lambda _=False, name=name: self.go(name))
            self._places[name] = place
            column.addWidget(place)
        column.addStretch(1)
        places = words(self.tr("Places: Alt and the digit"), "brandNote", wrap=True)
        places.setContentsMargins(16, 0, 0, 6)
        column.addWidget(places)
        for text, key, act, name in (
            (self.tr("Lock"), "Ctrl L", self.lock, "lock"),
            (self.tr("Change PIN"), "", self._change_pin, "changePin"),
            (self.tr("Sign out"), "", self.sign_out, "signOut"),
        ):
            button = Button(text, key, "side", name=name)
            button.clicked.connect(act)
            column.addWidget(button)
        return side

    def _look(self, what: str) -> None:
        user = self.sign_in.user.text()
        now = theme()
        match what:
            case "language":
                self._language = "en" if self._language == "vi" else "vi"
            case "large":
                use(replace(now, large=not now.large))
            case _:
                use(replace(now, contrast=not now.contrast))
        self._desk_name = self.sign_in.desk.text()
        # Built anew once the button that asked for it has returned.
        QTimer.singleShot(0, self, lambda: self._rebuilt(user))

    def _rebuilt(self, user: str) -> None:
        self._build()
        self.sign_in.user.setText(user)
        (self.sign_in.pin if user else self.sign_in.user).setFocus()

    # -- signing in and out, the lock

    def _entered(self, session: Session, same: bool) -> None:
        self.shell.session = session
        w.call_by(session)
        self._desk_name = w.place(session.desk)
        self._idle.start()
        self._who()
        self.shell.session_changed.emit()
        if session.change_pin:
            self._stack.setCurrentWidget(self.pin)
            self.pin.begin(must=True)
            return
        self._stack.setCurrentWidget(self._main)
        self.shell.count_waiting()
        if same:
            if self._before is not None:
                self._before.setFocus()
            self.shell.calls.resume()
            return
        self.shell.calls.ask(lambda d: d.shift(), self._first_shift)
        self.go("today")

    def _first_shift(self, outcome: Outcome[ShiftView | None]) -> None:
        if isinstance(outcome, Done):
            self.shell.note_shift(outcome.value)

    def _pin_done(self) -> None:
        session = self.shell.session
        self._stack.setCurrentWidget(self._main)
        if session is not None and session.change_pin:
            self.shell.calls.ask(lambda d: d.shift(), self._first_shift)
            self.go("today")
        elif self._before is not None:
            self._before.setFocus()

    def _change_pin(self) -> None:
        self._before = self.focusWidget()
        self._stack.setCurrentWidget(self.pin)
        self.pin.begin(must=False)

    def lock(self) -> None:
        """Hide everything until the PIN is given again; nothing is lost."""
        self._ask_pin(self.tr("%1: give your PIN to go on where you were."))

    def _pin_again(self) -> None:
        self._ask_pin(self.tr("%1: the session has ended. Give your PIN; what you typed is kept and goes on."))

    def _ask_pin(self, why: str) -> None:
        if self.shell.session is None or self._stack.currentWidget() is self.sign_in:
            return
        self._before = self.focusWidget()
        self.sign_in.lock(self.shell.session, why)
        self._stack.setCurrentWidget(self.sign_in)
        self.sign_in.pin.setFocus()

    def sign_out(self) -> None:
        """End the session at the hub and begin with nobody."""
        self.shell.calls.forget()
        self.shell.calls.ask(lambda d: d.sign_out(), lambda _outcome: None, signing_in=True)
        self.shell.session = None
        self.shell.shift = None
        self.shell.waiting = Waiting()
        self._idle.stop()
        self._build()

    @property
    def signed_in(self) -> bool:
        """Whether the screens are open."""
        return self._stack.currentWidget() is self._main

    # -- going about

    def page(self) -> Page:
        """The screen that is shown."""
        shown = self.pages.currentWidget()
        return shown if isinstance(shown, Page) else self.place(self._here)

    def go(self, name: str) -> None:
        """Show a place."""
        if not self.signed_in or any(form.isVisible() for form in self.findChildren(Form)):
            self._mark()
            return
        self._here = name
        self._mark()
        page = self.place(name)
        self.pages.setCurrentWidget(page)
        page.setFocus()
        page.enter()

    def open_story(self, key: str, purpose: str) -> None:
        """Show one payment's story over the place it was opened from."""
        self.story.open(key, purpose)
        self.pages.setCurrentWidget(self.story)
        self.story.enter()

    def place(self, name: str) -> Page:
        """The screen of a place, or `story`; made when it is first gone to."""
        if name not in self._made:
            self._made[name] = PAGES[name](self.shell)
            self.pages.addWidget(self._made[name])
        return self._made[name]

    @property
    def story(self) -> StoryPage:
        """The screen of one payment's story."""
        page = self.place("story")
        assert isinstance(page, StoryPage)
        return page

    def _nth(self, digit: int) -> None:
        self.go(list(self._places)[digit - 1])

    def _mark(self) -> None:
        for name, place in self._places.items():
            place.setChecked(name == self._here)

    def _back(self) -> None:
        if not self.signed_in:
            return
        form = next((one for one in self.findChildren(Form) if one.isVisible()), None)
        if form is not None:
            form.close_form()
            return
        if self.page().back():
            return
        if isinstance(self.page(), StoryPage):
            page = self.place(self._here)
            self.pages.setCurrentWidget(page)
            page.come_back()

    def _counts(self) -> None:
        waiting = self.shell.waiting
        self._places["differences"].count(waiting.differences)
        self._places["refunds"].count(waiting.refunds + waiting.voids)

    def _who(self) -> None:
        session, shift = self.shell.session, self.shell.shift
        if session is None:
            return
        begun = shift is not None and shift.state in ("open", "counted") and shift.user == session.user
        first = w.shift_name(shift.opened_at) if begun and shift is not None else w.place(session.desk)
        self._brand_note.setText(f"{first} · {session.full_name}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A form goes on covering the screens."""
        super().resizeEvent(event)
        for form in self.findChildren(Form):
            form.setGeometry(self._main.rect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Anything a person does starts the idle time again."""
        acted = event.type() in (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove)
        if acted and self._idle.isActive():
            self._idle.start()
        return super().eventFilter(watched, event)

    def close_desk(self) -> None:
        """End the workers and leave."""
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self._idle.stop()
        self.shell.close()
        self.close()
