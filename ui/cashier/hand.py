"""A hand for the cashier's window: does what a person at the desk does, by real keys, and waits for the screen.

Scripts, training and tests drive the window through it; nothing here speaks to the hub. Waiting runs Qt's event loop
until the window shows what is waited for, never a fixed time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

from kiosk.cashier.events import Counts
from kiosk.cashier.ports import FigureRow, ImportProgress, Story
from kiosk.cashier.values import DENOMINATIONS, CounterPayment, Refund, ShiftReport, ShiftView
from ui.cashier.counter import CounterPage
from ui.cashier.form import Form
from ui.cashier.page import Page
from ui.cashier.parts import Button
from ui.cashier.refunds import RefundsPage
from ui.cashier.search import SearchPage
from ui.cashier.shift import ShiftPage
from ui.cashier.shift_bench import NOBODY
from ui.cashier.statements import StatementsPage
from ui.cashier.story import StoryPage
from ui.cashier.table import Table
from ui.cashier.today import TodayPage
from ui.cashier.window import PAGES, CashierWindow

BEAT_MS = 10
W = TypeVar("W", bound=QWidget)


class HandStuck(Exception):
    """The window did not come to what was waited for; the text says what it shows instead."""


class HandRefused(Exception):
    """The hub refused what was asked; `code` is its refusal code, the text what the screen says."""

    def __init__(self, code: str, said: str) -> None:
        super().__init__(f"{code}: {said}")
        self.code = code


class Hand:
    """One person at a window. Every method ends when the screen shows the result.

    :param patience_ms: how long an answer of the hub may take before the hand gives up.
    """

    def __init__(self, window: CashierWindow, *, patience_ms: int = 20_000) -> None:
        self.window = window
        self._patience_ms = patience_ms

    # -- fingers and eyes

    def wait(self, until: Callable[[], bool], what: str) -> None:
        """Let the window work until this is so.

        :raises HandStuck: when it is not so in time.
        """
        if until():
            return
        loop = QEventLoop()
        beat = QTimer(interval=BEAT_MS)
        beat.timeout.connect(lambda: loop.quit() if until() else None)
        limit = QTimer(interval=self._patience_ms, singleShot=True)
        limit.timeout.connect(loop.quit)
        beat.start()
        limit.start()
        loop.exec()
        beat.stop()
        limit.stop()
        if not until():
            raise HandStuck(f"{what}: the window shows {self.notice() or self.window.page().title.text()!r}")

    def settle(self) -> None:
        """Wait until no call is under way; a window that asks for the PIN again has settled too."""
        self.wait(lambda: not self.window.shell.calls.under_way, "an answer of the hub")
        QApplication.processEvents()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        focused = self.window.focusWidget()
        QTest.keyClick(focused if focused is not None and focused.isVisible() else self.window, key, modifier)
        QApplication.processEvents()

    def write(self, name: str, text: str) -> None:
        """Type into the visible field of this name, replacing what stands there."""
        line = self._visible(QLineEdit, name)
        line.setFocus()
        line.selectAll()
        QTest.keyClick(line, Qt.Key.Key_Backspace)
        if text.isascii():
            QTest.keyClicks(line, text)
        else:
            # As an input method does it: keys have no Vietnamese letters.
            typed = QInputMethodEvent()
            typed.setCommitString(text)
            QApplication.sendEvent(line, typed)
        QApplication.processEvents()

    def press(self, name: str) -> None:
        """Press the visible button of this name with the mouse."""
        button = self._visible(Button, name)
        centre = QPoint(button.width() // 2, button.height() // 2)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, centre)
        QApplication.processEvents()

    def notice(self) -> str:
        """What the screen says in its notice or form, empty when nothing."""
        if not self.window.signed_in:
            return self.window.sign_in.message.text() if self.window.sign_in.message.isVisible() else ""
        form = self.form()
        return form.message.text() if form is not None and form.message.isVisible() else self.window.page().said()

    def form(self) -> Form | None:
        """The form over the screen, if there is one."""
        return next((one for one in self.window.findChildren(Form) if one.isVisible()), None)

    def _visible(self, kind: type[W], name: str) -> W:
        found: list[W] = [one for one in self.window.findChildren(kind, name) if one.isVisible()]
        if not found:
            raise HandStuck(
                f"{name} is not on the screen; it shows {self.notice() or self.window.page().title.text()!r}"
            )
        return found[-1]

    def _checked(self, page: Page) -> None:
        """Raise what the hub refused."""
        if page.refused:
            code, page.refused = page.refused, ""
            raise HandRefused(code, self.notice())
        if page.notice == "unknown":
            raise HandStuck(self.notice())

    def _fill(self, values: Mapping[str, str]) -> None:
        """Answer the form and send it with F10; it closes when the hub has done it."""
        form = self.form()
        if form is None:
            raise HandStuck(f"no form opened: {self.notice()}")
        for name, value in values.items():
            part = form.fields[name]
            if isinstance(part, QLineEdit):
                self.write(name, value)
            else:
                self.press(f"{name}.{value}")
        self.key(Qt.Key.Key_F10)
        self.settle()
        self.wait(lambda: self.form() is not form or bool(form.message.text()), "the form's answer")
        if self.form() is form:
            said = form.message.text()
            self.key(Qt.Key.Key_Escape)
            raise HandRefused("form", said)

    # -- signing in, going about

    def sign_in(self, user: str, pin: str, desk: str = "") -> None:
        """Sign in with a name, or open a locked window with the PIN of who locked it (no name).

        :raises HandRefused: user or PIN does not match, or the desk is not known.
        """
        page = self.window.sign_in
        if user and not page.user.isVisible() and page.user.text() != user:
            self.key(Qt.Key.Key_F6)  # locked for somebody else, who is not here
            self.wait(lambda: self.window.sign_in.user.isVisible(), "the door")  # noqa: PLW0108 - it is built anew
            page = self.window.sign_in
        if page.user.isVisible():
            self.write("user", user)
            if desk:
                self.write("desk", desk)
        self.write("pin", pin)
        self.key(Qt.Key.Key_Return)
        self.wait(lambda: self.window.signed_in or self.window.pin.isVisible() or not self._waiting(), "signing in")
        if not self.window.signed_in and not self.window.pin.isVisible():
            raise HandRefused("sign_in", page.message.text())
        self.settle()

    def _waiting(self) -> bool:
        return bool(self.window.shell.calls.under_way)

    def change_pin(self, old: str, new: str) -> None:
        """Give the new PIN the hub asks for."""
        for name, value in (("oldPin", old), ("newPin", new), ("repeatPin", new)):
            self.write(name, value)
        self.key(Qt.Key.Key_Return)
        self.wait(lambda: self.window.signed_in or not self._waiting(), "the new PIN")
        if not self.window.signed_in:
            raise HandRefused("pin", self.window.pin.message.text())
        self.settle()

    def sign_out(self) -> None:
        """Leave the desk to somebody else."""
        self.press("signOut")
        self.wait(lambda: not self.window.signed_in, "signing out")
        self.settle()

    def lock(self) -> None:
        """Ctrl+L."""
        self.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)

    def go(self, place: str) -> Page:
        """Go to a place: `today`, `counter`, `differences`, `search`, `statements`, `refunds`, `shift`."""
        digit = list(PAGES).index(place)
        self.key(Qt.Key(Qt.Key.Key_1 + digit), Qt.KeyboardModifier.AltModifier)
        self.wait(lambda: self.window.page() is self.window.place(place), f"going to {place}")
        self.settle()
        return self.window.page()

    # -- the shift

    def open_shift(self, counts: Counts) -> ShiftView:
        """Open a shift with a float from the safe, by its notes."""
        page = self._shift()
        self._count(counts)
        self.key(Qt.Key.Key_F10)
        self.settle()
        self._checked(page)
        return self._view()

    def accept(self, counts: Counts) -> ShiftView:
        """Take a closed shift's cash over and open the next."""
        return self.open_shift(counts)

    def drop(self, amount: int, slip: str) -> ShiftView:
        """Bring cash to the safe."""
        self._shift()
        self.key(Qt.Key.Key_F7)
        self._fill({"amount": str(amount), "slip": slip})
        return self._view()

    def count(self, counts: Counts) -> ShiftView:
        """The blind count, locked."""
        page = self._shift()
        if self.window.findChild(Button, "shift.begin") is not None:
            self.key(Qt.Key.Key_F10)
        self._count(counts)
        self.key(Qt.Key.Key_F10)
        self.settle()
        self._checked(page)
        return self._view()

    def close_shift(self, reason: str = "unclear", note: str = "", hand_to: str = "") -> ShiftReport:
        """After the count: compare, hand over, sign; the Z report that was printed. A reason only if it is needed."""
        page = self._shift()
        view = self._view()
        assert view.book is not None, "count first"
        if view.book.difference:
            self.press(f"shift.reason.{reason}")
            self.write("shift.note", note or "kiểm lại hai lần")
        self.key(Qt.Key.Key_F10)
        self.press(f"shift.receiver.{hand_to or NOBODY}")
        self.key(Qt.Key.Key_F10)
        made: list[ShiftReport] = []
        page.closed.connect(made.append)
        self.key(Qt.Key.Key_F10)
        self.wait(lambda: bool(made) or bool(page.refused) or page.notice == "unknown", "the Z report")
        self.settle()
        page.closed.disconnect(made.append)
        self._checked(page)
        return made[0]

    def _shift(self) -> ShiftPage:
        page = self.window.page()
        if not isinstance(page, ShiftPage):
            page = self.go("shift")
        assert isinstance(page, ShiftPage)
        self.settle()
        return page

    def _view(self) -> ShiftView:
        view = self.window.shell.shift
        assert view is not None, self.notice()
        return view

    def _count(self, counts: Counts) -> None:
        given = {pair[0]: pair[1] for pair in counts}
        for value in DENOMINATIONS:
            self.write(f"shift.drawer.{value}", str(given.get(value, 0)))

    # -- the counter

    def begin_payment(
        self,
        scan: str,
        method: str = "cash",
        *,
        bill_id: str = "",
        tendered: int = 0,
        payer: str = "",
        buyer: Mapping[str, str] | None = None,
    ) -> CounterPayment:
        """Scan, choose how, take: cash is there at once, card and QR are waited for with `await_payment`.

        :raises HandRefused: no bill, no shift, already paid and the like; nothing was taken.
        """
        page = self._counter()
        self.key(Qt.Key.Key_Slash)
        self.write("counter.scan", scan)
        self.key(Qt.Key.Key_Return)
        self.settle()
        self._checked(page)
        if bill_id:
            places = [place for place, row in enumerate(page.bills.rows()) if row.item.bill_id == bill_id]
            if not places:
                raise HandRefused("no_bill", bill_id)
            page.bills.choose(places[0])
        chosen = page.bills.chosen()
        if chosen is not None and chosen.state == "paid":
            raise HandRefused("already_paid", page.idle.text())
        self.key({"cash": Qt.Key.Key_F6, "card": Qt.Key.Key_F7, "qr": Qt.Key.Key_F8}[method])
        self.settle()
        if buyer:
            self.key(Qt.Key.Key_F4)
            for name, value in buyer.items():
                self.write(f"counter.buyer.{name}", value)
        if payer:
            self.write("counter.payer", payer)
        if method == "cash" and tendered:
            self.write("counter.tendered", str(tendered))
        self.key(Qt.Key.Key_F10)
        self.settle()
        self._checked(page)
        return self._latest(page)

    def await_payment(self) -> CounterPayment:
        """Wait until the payment on the screen is taken, has failed, or is unclear."""
        page = self._counter()
        self.wait(lambda: not page.waits(), "the money")
        self.settle()
        return self.window.shell.recent[0]

    def take_payment(
        self,
        scan: str,
        method: str = "cash",
        *,
        bill_id: str = "",
        tendered: int = 0,
        payer: str = "",
        buyer: Mapping[str, str] | None = None,
    ) -> CounterPayment:
        """The whole of it: scan, take, wait for the money, print the slip."""
        self.begin_payment(scan, method, bill_id=bill_id, tendered=tendered, payer=payer, buyer=buyer)
        payment = self.await_payment()
        if payment.state == "taken":
            self.print_slip()
        return payment

    def print_slip(self) -> None:
        """F9, and wait until the printer has answered."""
        page = self._counter()
        answered: list[object] = []
        self.window.shell.printed.connect(lambda tag, _why: answered.append(tag))
        self.key(Qt.Key.Key_F9)
        self.wait(lambda: bool(answered) or bool(page.refused), "the printer")
        self._checked(page)

    def stop_waiting(self) -> CounterPayment:
        """Esc while a card or transfer is waited for."""
        self.key(Qt.Key.Key_Escape)
        self.settle()
        return self.window.shell.recent[0]

    def ask_void(self, payment_id: str, reason: str = "wrong_bill", note: str = "") -> CounterPayment:
        """Ask to void a payment this window took."""
        self._open_recent(payment_id)
        self.key(Qt.Key.Key_V)
        self._fill({"reason": reason, "note": note})
        return self._recent(payment_id)

    def decide_waiting_void(self, payment_id: str, approve: bool) -> None:
        """As a supervisor, from the list of those that wait at any desk."""
        page = self.go("refunds")
        assert isinstance(page, RefundsPage)
        place = next((at for at, row in enumerate(page.voids.rows()) if row.item.payment.payment_id == payment_id), -1)
        if place < 0:
            raise HandRefused("not_asked", page.sub.text())
        page.voids.setFocus()
        page.voids.choose(place)
        self.key(Qt.Key.Key_A if approve else Qt.Key.Key_N)
        self.settle()
        self._checked(page)

    def decide_void(self, payment_id: str, approve: bool) -> CounterPayment:
        """As a supervisor, at the same window."""
        page = self._open_recent(payment_id)
        self.key(Qt.Key.Key_A if approve else Qt.Key.Key_N)
        self.settle()
        self._checked(page)
        return self._recent(payment_id)

    def _open_recent(self, payment_id: str) -> CounterPage:
        page = self._counter()
        place = next(at for at, row in enumerate(page.recent.rows()) if row.item.payment_id == payment_id)
        page.recent.setFocus()
        page.recent.choose(place)
        self.key(Qt.Key.Key_Return)
        self.settle()
        return page

    def _recent(self, payment_id: str) -> CounterPayment:
        return next(one for one in self.window.shell.recent if one.payment_id == payment_id)

    def _latest(self, page: CounterPage) -> CounterPayment:
        payment = page.payment()
        if payment is None:
            raise HandStuck(f"no payment is on the screen: {self.notice()}")
        return payment

    def _counter(self) -> CounterPage:
        page = self.window.page()
        if not isinstance(page, CounterPage):
            page = self.go("counter")
        assert isinstance(page, CounterPage)
        return page

    # -- what stands behind a figure

    def open_rows(self, card: str) -> tuple[FigureRow, ...]:
        """On the day's page, press a figure (`kiosk`, `his` or `bank`): the rows it is made of."""
        page = self.go("today")
        assert isinstance(page, TodayPage)
        page.cards[card].setFocus()
        self.key(Qt.Key.Key_Return)
        return self.rows()

    def rows(self) -> tuple[FigureRow, ...]:
        """The rows that are shown."""
        self.settle()
        page = self.window.page()
        assert isinstance(page, TodayPage)
        self._checked(page)
        return tuple(row.item for row in page.rows.table.rows())

    # -- differences and stories

    def open_story(self, code: str) -> Story:
        """Find a payment by its code and open it."""
        page = self.go("search")
        assert isinstance(page, SearchPage)
        self.write("search.field", code)
        self.key(Qt.Key.Key_Return)
        self.settle()
        self._checked(page)
        return self._opened(page.table)

    def open_difference(self, key: str) -> Story:
        """Open the payment of a difference from the list."""
        table = self._difference(key)
        return self._opened(table)

    def take_difference(self, key: str) -> None:
        """Own a difference."""
        self._difference(key)
        self.key(Qt.Key.Key_T)
        self.settle()
        self._checked(self.window.page())

    def settle_difference(self, key: str, how: str, note: str) -> None:
        """Say how a difference was settled outside: `his`, `bank`, `refund` or `other`."""
        self._difference(key)
        self.key(Qt.Key.Key_S)
        self._fill({"how": how, "note": note})

    def accept_match(self, why: str, suggestion: str = "") -> Story:
        """On an open story: accept a suggestion, the first if none is named."""
        self.key(Qt.Key.Key_G)
        self._fill({**({"which": suggestion} if suggestion else {}), "why": why})
        return self._story()

    def undo_match(self, why: str, match_id: str = "") -> Story:
        """On an open story: undo a match, the first if none is named."""
        self.key(Qt.Key.Key_U)
        self._fill({**({"which": match_id} if match_id else {}), "why": why})
        return self._story()

    def ask_refund(self, reason: str, *, money: str = "", amount: int = 0, note: str = "") -> Story:
        """On an open story: ask for money back, all that may be if no amount is given."""
        self.key(Qt.Key.Key_R)
        given = {"money": money} if money else {}
        given |= {"amount": str(amount)} if amount else {}
        self._fill({**given, "reason": reason, "note": note})
        return self._story()

    def post_again(self) -> Story:
        """On an open story: have the HIS asked, and posted to if it proves absent."""
        self.key(Qt.Key.Key_P)
        self.settle()
        self._checked(self.window.page())
        return self._story()

    def _difference(self, key: str) -> Table:
        page = self.go("differences")
        table: Table = self._visible(Table, "differences.table")
        place = next((at for at, row in enumerate(table.rows()) if row.item.key == key), -1)
        if place < 0:
            raise HandRefused("no_difference", page.sub.text())
        table.setFocus()
        table.choose(place)
        return table

    def _opened(self, table: Table) -> Story:
        table.setFocus()
        self.key(Qt.Key.Key_Return)
        self.wait(lambda: isinstance(self.window.page(), StoryPage), "the story")
        return self._story()

    def _story(self) -> Story:
        page = self.window.page()
        assert isinstance(page, StoryPage)
        self.settle()
        self._checked(page)
        story = page.story()
        assert story is not None, self.notice()
        return story

    # -- refunds

    def decide_refund(self, refund_id: str, approve: bool, why: str = "") -> None:
        """As a supervisor who did not ask."""
        page = self._refund(refund_id)
        if approve:
            self.key(Qt.Key.Key_A)
            self.settle()
            self._checked(page)
        else:
            self.key(Qt.Key.Key_R)
            self._fill({"why": why})

    def pay_refund(self, refund_id: str, method: str, reference: str = "") -> None:
        """As somebody who did not approve: `cash`, or `transfer` with the bank's reference."""
        self._refund(refund_id)
        self.key(Qt.Key.Key_C if method == "cash" else Qt.Key.Key_B)
        self._fill({"reference": reference} if method == "transfer" else {})

    def refunds(self) -> tuple[Refund, ...]:
        """What the list shows."""
        page = self.go("refunds")
        assert isinstance(page, RefundsPage)
        return tuple(row.item for row in page.table.rows())

    def _refund(self, refund_id: str) -> RefundsPage:
        page = self.go("refunds")
        assert isinstance(page, RefundsPage)
        place = next((at for at, row in enumerate(page.table.rows()) if row.item.refund_id == refund_id), -1)
        if place < 0:
            raise HandRefused("no_refund", page.sub.text())
        page.table.setFocus()
        page.table.choose(place)
        return page

    # -- statements

    def import_statement(self, path: Path, account: str, provider: str, *, layout: str = "") -> ImportProgress:
        """Give a file, look at its preview, import it and wait until it is done or stopped.

        The file is given as if it were dropped on the window; a file dialog is the system's and has no keys of ours.
        """
        page = self.go("statements")
        assert isinstance(page, StatementsPage)
        page.take_file(path)
        self.settle()
        self._checked(page)
        if layout:
            box: QComboBox = self._visible(QComboBox, "statements.layout")
            box.setCurrentIndex(box.findData(layout))
            box.activated.emit(box.currentIndex())
            self.settle()
            self._checked(page)
        self.write("statements.account", account)
        self.write("statements.provider", provider)
        self.key(Qt.Key.Key_F10)
        self.wait(lambda: page.imported() or bool(page.refused) or page.notice == "unknown", "the import")
        self._checked(page)
        progress = page.progress()
        assert progress is not None
        self.key(Qt.Key.Key_F10 if progress.state == "done" else Qt.Key.Key_Escape)
        self.settle()
        return progress

    # -- the day

    def close_day(self) -> None:
        """Close the books of the day before, as a supervisor."""
        page = self.go("today")
        self.key(Qt.Key.Key_PageUp)
        self.settle()
        self.key(Qt.Key.Key_F10)
        if self.form() is None:
            raise HandRefused("no_report", page.sub.text())
        self._fill({})
