"""The shift's bench: the drawer to count, and beside it what each step of opening, closing and taking over says.

What was chosen and written on the way outlives the parts it was given in, until a shift is opened anew.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kiosk.cashier.values import ShiftView
from ui.cashier import words as w
from ui.cashier.drawer import DrawerCount
from ui.cashier.parts import Button, Chips, Picture, card, clear, field, row, words
from ui.cashier.shell import Shell
from ui.cashier.shift_cards import before_handing_card, book_card, handed_card, whole_shift_card
from ui.cashier.theme import theme

REASONS = ("change", "unclear", "other")
NOBODY = "-"


class Desk(Protocol):
    """The page a bench stands on: its action bar, and what its buttons do."""

    shell: Shell

    def foot_says(self, note: str, *buttons: Button) -> None:
        """Fill the action bar."""
        ...

    def go_on(self) -> None:
        """The next step."""
        ...

    def drop(self) -> None:
        """Cash to the safe."""
        ...

    def x_report(self) -> None:
        """The shift as it stands."""
        ...


class ShiftBench(QWidget):
    """Shows one step at a time."""

    def __init__(self, page: Desk) -> None:
        super().__init__()
        self._page = page
        self._mode = ""
        self.reason = self.note = self.receiver = ""
        self._chips: Chips | None = None
        self._line: QLineEdit | None = None
        self._total: tuple[Button, str] | None = None
        self.drawer = DrawerCount(name="shift.drawer")
        self.drawer.changed.connect(self._counting)
        self.setObjectName("body")
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(20)
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.addWidget(self.drawer)
        left.addStretch(1)
        across.addWidget(self._left, 21)
        self._middle = QVBoxLayout()
        self._middle.setSpacing(20)
        self._right = QVBoxLayout()
        self._right.setSpacing(20)
        if theme().large:
            both = QVBoxLayout()
            both.setSpacing(20)
            both.addLayout(self._middle)
            both.addLayout(self._right)
            both.addStretch(1)
            across.addLayout(both, 53)
        else:
            across.addLayout(self._middle, 33)
            across.addLayout(self._right, 20)

    def show_step(self, mode: str, view: ShiftView | None) -> None:
        """Show `open`, `accept`, `not_mine`, `running`, `count`, `compare`, `hand` or `sign`."""
        self._mode = mode
        clear(self._middle)
        clear(self._right)
        self._chips = self._line = self._total = None
        if view is None or mode == "open":
            self._open()
        else:
            {
                "accept": self._accept,
                "not_mine": self._not_mine,
                "running": self._running,
                "count": self._count,
                "compare": self._compare,
                "hand": self._hand,
                "sign": self._sign,
            }[mode](view)
        self._middle.addStretch(1)
        self._right.addStretch(1)

    def begin_count(self) -> None:
        """An empty drawer to count blind."""
        self.drawer.unlock(self.tr("Cash counted"), clear=True)

    def forget(self) -> None:
        """Another shift: nothing was chosen for it yet."""
        self.reason = self.note = self.receiver = ""

    def ask_note(self) -> None:
        """To where it is written what happened."""
        if self._line is not None:
            self._line.setFocus()

    def digit(self, digit: int) -> None:
        """Choose by a digit, and go on to write."""
        if self._chips is not None and (code := self._chips.at(digit)):
            self._chips.choose(code)
            self.ask_note()

    def _counts(self, title: str, *, fresh: bool) -> None:
        """The drawer's grid, to be filled in."""
        self._left.show()
        self.drawer.unlock(title, clear=fresh or self.drawer.locked)

    def _locked(self, view: ShiftView) -> None:
        """The drawer's grid as it was counted."""
        self._left.show()
        self.drawer.lock(view.counts, w.said(self.tr("locked %1"), w.clock(view.counted_at)))

    def _open(self) -> None:
        self._counts(self.tr("Float from the safe"), fresh=False)
        frame, inner = card(gap=10)
        inner.addWidget(words(self.tr("No shift is open at this desk"), "heading", wrap=True))
        inner.addWidget(
            words(
                self.tr(
                    "Count the float the treasurer gave you, by its notes. Money can be taken once the shift is open."
                ),
                "sub",
                wrap=True,
            )
        )
        self._middle.addWidget(frame)
        on = self._naming_total(self.tr("Open the shift with %1"), "shift.open")
        self._page.foot_says(self.tr("Everything taken from now on stands under your name."), on)
        self.drawer.begin()

    def _accept(self, view: ShiftView) -> None:
        self._counts(self.tr("Count what you take over"), fresh=False)
        frame, inner = card(gap=10)
        inner.addWidget(words(self.tr("A handover waits for you"), "heading", wrap=True))
        inner.addWidget(
            words(
                w.said(
                    self.tr("%1 closed the shift and hands you its cash. Count it yourself; a difference is noted."),
                    w.person(view.user),
                ),
                "sub",
                wrap=True,
            )
        )
        self._middle.addWidget(frame)
        on = self._naming_total(self.tr("Take over %1"), "shift.accept")
        self._page.foot_says(self.tr("You signed in with your own PIN: that is your signature."), on)
        self.drawer.begin()

    def _not_mine(self, view: ShiftView) -> None:
        self._left.hide()
        frame, inner = card(gap=10)
        inner.addWidget(words(w.said(self.tr("Waits for %1"), w.person(view.handed_to)), "heading", wrap=True))
        inner.addWidget(
            words(
                self.tr("The receiver signs in here with an own PIN, counts the cash and takes it over."),
                "sub",
                wrap=True,
            )
        )
        self._middle.addWidget(frame)
        self._page.foot_says("")

    def _running(self, view: ShiftView) -> None:
        self._left.hide()
        self._middle.addWidget(whole_shift_card(view))
        self._right.addWidget(before_handing_card(view))
        drop = Button(self.tr("Cash to the safe…"), "F7", name="shift.drop")
        drop.clicked.connect(self._page.drop)
        x = Button(self.tr("Print an X slip"), "F9", name="shift.x")
        x.clicked.connect(self._page.x_report)
        on = Button(self.tr("Count the cash to close"), "F10", "primary", name="shift.begin")
        on.clicked.connect(self._page.go_on)
        self._page.foot_says(
            w.said(self.tr("Float %1. The book is shown after the count."), w.dong(view.float_amount)), drop, x, on
        )

    def _count(self, view: ShiftView) -> None:
        self._counts(self.tr("Cash counted"), fresh=False)
        frame, inner = card(gap=10)
        inner.addLayout(
            row(
                Picture("lock", 30, "primary", "tint"),
                words(self.tr("The book stays closed while you count"), "heading", wrap=True),
            )
        )
        inner.addWidget(
            words(
                self.tr("Type the pieces of each note. A locked count cannot be changed; the book is then shown."),
                "sub",
                wrap=True,
            )
        )
        self._middle.addWidget(frame)
        self._right.addWidget(before_handing_card(view))
        on = self._naming_total(self.tr("Lock the count: %1"), "shift.lock")
        self._page.foot_says(self.tr("Locked is locked: count twice if in doubt."), on)
        self.drawer.begin()

    def _compare(self, view: ShiftView) -> None:
        assert view.book is not None, "it is counted"
        self._locked(view)
        self._middle.addWidget(book_card(view.book))
        difference = view.book.difference or 0
        if difference:
            frame, inner = card(gap=12)
            inner.addLayout(
                row(
                    words(self.tr("Reason"), "heading"),
                    words(self.tr("needed when there is a difference"), "sub"),
                    None,
                )
            )
            self._chips = Chips(
                tuple((code, w.close_reason(code)) for code in REASONS), name="shift.reason", widest=600
            )
            self._line = field("shift.note", self.tr("What happened"), hint=self.tr("What happened, in a few words"))
            self._chips.choose(self.reason)
            self._chips.chosen.connect(self._reason_is)
            self._line.setText(self.note)
            self._line.textChanged.connect(self._note_is)
            self._line.returnPressed.connect(self._page.go_on)
            inner.addWidget(self._chips)
            inner.addWidget(self._line)
            self._middle.addWidget(frame)
        self._right.addWidget(whole_shift_card(view))
        self._right.addWidget(before_handing_card(view))
        says = (
            self.tr("Note %1 missing, go on to hand over")
            if difference < 0
            else self.tr("Note %1 too much, go on to hand over")
        )
        text = w.said(says, w.dong(abs(difference))) if difference else self.tr("It agrees, go on to hand over")
        x = Button(self.tr("Print an X slip"), "F9", name="shift.x")
        x.clicked.connect(self._page.x_report)
        on = Button(text, "F10", "primary", name="shift.compared")
        on.clicked.connect(self._page.go_on)
        self._page.foot_says(self._z_note(view), x, on)
        if self._line is not None and self._chips is not None:
            first: QWidget | None = self._line if self.reason else self._chips.findChild(Button)
            (first or on).setFocus()
        else:
            on.setFocus()

    def _hand(self, view: ShiftView) -> None:
        self._locked(view)
        frame, inner = card(gap=12)
        inner.addWidget(words(self.tr("Who takes the cash over?"), "heading"))
        inner.addWidget(
            words(
                self.tr(
                    "The receiver counts again and signs with an own PIN. Without a receiver the cash goes to the safe."
                ),
                "sub",
                wrap=True,
            )
        )
        session = self._page.shell.session
        me = session.user if session else ""
        people = [(user, w.person(user)) for user in (session.users if session else ()) if user != me]
        self._chips = Chips((*people[:5], (NOBODY, self.tr("Nobody: to the safe"))), name="shift.receiver", widest=600)
        self._chips.choose(self.receiver)
        self._chips.chosen.connect(self._receiver_is)
        inner.addWidget(self._chips)
        self._middle.addWidget(frame)
        self._right.addWidget(before_handing_card(view))
        on = Button(self.tr("Go on to sign"), "F10", "primary", name="shift.handed")
        on.clicked.connect(self._page.go_on)
        self._page.foot_says(self._z_note(view), on)
        (self._chips.findChild(Button) or on).setFocus()

    def _sign(self, view: ShiftView) -> None:
        assert view.book is not None, "it is counted"
        self._locked(view)
        self._middle.addWidget(book_card(view.book))
        frame, inner = card(gap=8)
        inner.addWidget(words(self.tr("You sign for this"), "heading"))
        if view.book.difference:
            inner.addWidget(words(f"{w.close_reason(self.reason)} · {self.note}".strip(" ·"), "text", wrap=True))
        to = self.receiver
        inner.addWidget(
            words(
                self.tr("The cash goes to the safe.")
                if to in ("", NOBODY)
                else w.said(self.tr("The cash goes to %1."), w.person(to)),
                "text",
                wrap=True,
            )
        )
        self._middle.addWidget(frame)
        self._right.addWidget(whole_shift_card(view))
        if to not in ("", NOBODY):
            self._right.addWidget(handed_card(to))
        on = Button(w.said(self.tr("Sign, close, print Z %1"), view.next_z), "F10", "primary", name="shift.sign")
        on.clicked.connect(self._page.go_on)
        self._page.foot_says(self.tr("The Z slip is made once and cannot be changed."), on)
        on.setFocus()

    def _reason_is(self, code: str) -> None:
        self.reason = code

    def _note_is(self, text: str) -> None:
        self.note = text

    def _receiver_is(self, code: str) -> None:
        self.receiver = code

    def _z_note(self, view: ShiftView) -> str:
        return w.said(self.tr("Z slip %1 is made once and cannot be changed. Look first with an X slip."), view.next_z)

    def _counting(self) -> None:
        """The total moves with every digit; so does the button that names it."""
        if self._total is not None:
            button, says = self._total
            button.say(w.said(says, w.dong(self.drawer.total())))

    def _naming_total(self, says: str, name: str) -> Button:
        """The way on, which names what is counted so far."""
        button = Button(w.said(says, w.dong(self.drawer.total())), "F10", "primary", name=name)
        button.clicked.connect(self._page.go_on)
        self._total = button, says
        return button
