"""The cashiers' script of a simulated day: stations take money, three shifts are worked and closed through the window.

It is played by `python -m ui.cashier.day`; the truth it keeps is what its own hands did, never what the books say.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import TypeVar

from PIL import Image
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from his_client.outcome import Done
from his_client.sandbox.rows import RegistrationRow
from kiosk.cashier.events import Counts
from kiosk.cashier.ports import Cause, Desk, Difference
from kiosk.cashier.values import DENOMINATIONS, CounterPayment, Role, ShiftReport
from kiosk.hub.desk.client import HttpDesk
from kiosk.money.book import Book
from kiosk.simulation.books.desks import TOKEN
from kiosk.simulation.books.hospital import PAYOS_ACCOUNT, Hospital, Plan
from kiosk.simulation.books.payers import MemoChange, Paid
from kiosk.simulation.books.planting import Planted, StatementFile, spoil_receipts, statement_file
from kiosk.simulation.books.truth import CashierTruth, Judge, Verdict
from kiosk.simulation.world import ACCOUNT
from ui.cashier.hand import Hand, HandRefused, HandStuck
from ui.cashier.window import CashierWindow
from ui.patient.languages import Languages

DESK = "desk-1"
FLOAT: Counts = ((500_000, 2), (200_000, 2), (100_000, 3), (50_000, 4), (10_000, 8), (5_000, 2), (2_000, 3), (1_000, 4))
T = TypeVar("T")

STEP_MS, STEP_S = 10, 0.4
"""While the window waits, the day goes on by so many seconds every so many milliseconds."""
TRIES = 4


class Person:
    """Who sits at the desk: a user, the PIN given first, and the one it is changed to."""

    def __init__(self, user: str, full_name: str, role: Role, number: int) -> None:
        self.user, self.full_name, self.role = user, full_name, role
        self.first = f"48{number}716"
        self.pin = f"73{number}915"


LAN = Person("lan", "Lê Thị Lan", Role.CASHIER, 1)
MINH = Person("minh", "Trần Minh Đức", Role.CASHIER, 2)
HOA = Person("hoa", "Đỗ Thị Hoà", Role.CASHIER, 3)
HA = Person("ha", "Phạm Thu Hà", Role.SUPERVISOR, 4)
KE = Person("ke", "Nguyễn Văn Kế", Role.ACCOUNTANT, 5)
PEOPLE = (LAN, MINH, HOA, HA, KE)


class BigDay:
    """The cashiers' script over one simulated hospital.

    :param payments: how many payments are taken at the counter in each sitting, of which there are six.
    """

    def __init__(self, plan: Plan, out: Path, payments: int, say: Callable[[str], None]) -> None:
        self.hospital = Hospital(plan)
        self.truth = CashierTruth()
        self.slips = 0
        self._out, self._payments, self._say = out, payments, say
        self._random = Random(plan.seed + 50)
        self._server = self.hospital.desks.server()
        self._line = HttpDesk(self._server.url, TOKEN)
        self._desk: Desk = self._line.desk
        self._statements: dict[str, StatementFile] = {}
        self._planted: list[Planted] = []
        self._done: set[str] = set()
        self._shown: dict[str, CounterPayment] = {}

    def play(self) -> Verdict:
        """The day, and what it came to."""
        self._server.start()
        self._window = CashierWindow(
            self._desk, self.hospital.time, self._print, Languages("cashier"), desk_name=DESK, poll_ms=20
        )
        self._window.resize(1920, 1080)
        self._window.show()
        self._hand = Hand(self._window, patience_ms=15_000)
        stepping = QTimer(interval=STEP_MS)
        stepping.timeout.connect(self._step)
        try:
            self._users()
            stepping.start()
            self._work(stepping)
            return self._judged()
        finally:
            stepping.stop()
            self._window.close_desk()
            self._line.close()
            self._server.stop()

    def _step(self) -> None:
        self.hospital.until(self.hospital.time.now() + timedelta(seconds=STEP_S))

    def _users(self) -> None:
        service = self.hospital.desks.service
        assert service is not None
        for person in PEOPLE:
            added = service.add_user(person.user, person.full_name, (person.role,), person.first)
            assert isinstance(added, Done), added
        # The first PINs are changed before anything may die under it; the window's own way has its tests.
        hub, crash = self.hospital.hub, self.hospital.hub.crash
        hub.crash = 0.0
        for person in PEOPLE:
            assert isinstance(self._desk.sign_in(person.user, person.first, DESK), Done)
            assert isinstance(self._desk.change_pin(person.first, person.pin), Done)
            assert isinstance(self._desk.sign_out(), Done)
        hub.crash = crash

    # -- the day's course

    def _work(self, stepping: QTimer) -> None:
        self._sign_in(LAN)
        self._again(lambda: self._hand.open_shift(FLOAT))
        self.truth.floats += _sum(FLOAT)
        self.hospital.open()
        self._shift(LAN, (8, 0), (10, 0), (11, 30))
        self._hands_over(LAN, MINH)
        self._void()
        self._shift(MINH, (12, 30), (14, 0), (15, 0))
        self._hands_over(MINH, HOA)
        self._shift(HOA, (16, 0), (17, 0), (18, 0))
        stepping.stop()
        self.hospital.settle()
        stepping.start()
        self._back_office()
        self._sign_in(HOA)
        self._close(HOA, 2_000, "")
        self._end()
        self._next_morning()

    def _shift(self, person: Person, *times: tuple[int, int]) -> None:
        *sittings, end = times
        for sitting in sittings:
            self._until(sitting)
            self._sign_in(person)
            self._sitting()
        self._until(end)
        self._sign_in(person)
        self._picture(f"today-{person.user}")

    def _until(self, at: tuple[int, int]) -> None:
        """The clock runs to this time; the window stands by, locked as its rule says."""
        day = self.hospital.plan.day
        self._say(
            f"{at[0]:02d}:{at[1]:02d} · {self.hospital.visits} visits, {len(self.hospital.payers.paid)} transfers"
        )
        self.hospital.until(day.replace(hour=at[0], minute=at[1]))

    def _sitting(self) -> None:
        """An hour at the counter: people with a slip, cash, cards, and a QR now and then."""
        for row in self._unpaid(self._payments):
            method = self._random.choices(("cash", "card", "qr"), (6, 3, 1))[0]
            self._again(lambda row=row, method=method: self._take(row, method))  # type: ignore[misc]

    def _take(self, row: RegistrationRow, method: str) -> None:
        if row.bill_id in self._done:
            return
        tendered = -(-row.amount_due // 10_000) * 10_000 if method == "cash" else 0
        try:
            payment = self._hand.begin_payment(row.visit_code, method, bill_id=row.bill_id, tendered=tendered)
        except HandRefused as refused:
            if refused.code in ("already_paid", "no_bill"):
                return  # a transfer was quicker
            raise
        if method == "qr":
            paid = Paid(DESK, payment.pay_code, payment.amount, payment.amount, 1, 1.0, MemoChange.GLUED, None)
            self.hospital.payers.pay(paid, payment.qr)
        payment = self._hand.await_payment()
        if payment.state == "taken":
            self._hand.print_slip()
        self._done.add(row.bill_id)
        self._remember()

    def _void(self) -> None:
        """The wrong bill was taken: a cashier asks, the supervisor decides at the same window."""
        for row in self._unpaid(1):
            self._again(lambda row=row: self._take(row, "cash"))  # type: ignore[misc]
        taken = self._window.shell.recent[0]
        if taken.state != "taken" or taken.method != "cash" or not self._answered(taken.payment_id):
            return
        self._again(lambda: self._hand.ask_void(taken.payment_id))
        self._sign_in(HA)
        self._again(lambda: self._hand.decide_void(taken.payment_id, True))
        self.truth.voided.add(taken.bill_id)
        self._picture("void")
        self._sign_in(MINH)

    def _answered(self, payment_id: str) -> bool:
        """Wait until the HIS has said its word on a payment: before that a void waits too."""
        for _ in range(TRIES):
            outcome = self._desk.payment(payment_id)
            if isinstance(outcome, Done) and outcome.value.his != "waiting":
                return outcome.value.his == "done"
            self._wait(minutes=5)
        return False

    def _hands_over(self, giver: Person, receiver: Person) -> None:
        counted = self._close(giver, 0 if giver is LAN else -5_000, receiver.user)
        self._again(self._hand.sign_out)
        self._sign_in(receiver)
        self._again(lambda: self._hand.accept(counted))

    def _close(self, person: Person, off: int, hand_to: str) -> Counts:
        """Count what lies there, which is what the book says and what was planted; close, and hand on."""
        self._count_truth()
        counts = _notes(self._drawer() + off)
        off = _sum(counts) - self._drawer()  # what no note is small enough for is missing too
        self._again(lambda: self._hand.count(counts))
        self._picture(f"compare-{person.user}")
        report: list[ShiftReport] = []
        self._again(lambda: report.append(self._hand.close_shift("change", "đếm lại hai lần", hand_to)))
        self._picture(f"z-{person.user}")
        self.truth.z_numbers.append(report[0].z_number)
        self.truth.shortage += max(0, -off)
        self.truth.excess += max(0, off)
        self._save("shift", "pdf", report[0].z_number)
        return counts

    def _count_truth(self) -> None:
        """What the window showed as taken, this shift and before: the script's memory of its hands."""
        self._remember()
        taken = [one for one in self._shown.values() if one.state == "taken"]
        self.truth.cash_taken[DESK] = sum(one.amount for one in taken if one.method == "cash")
        self.truth.card_taken = sum(one.amount for one in taken if one.method == "card")
        self.truth.bills |= {one.bill_id for one in taken}

    def _remember(self) -> None:
        """The window lists the last ones only."""
        self._shown |= {one.payment_id: one for one in self._window.shell.recent}

    def _drawer(self) -> int:
        truth = self.truth
        inside = truth.floats + truth.cash_taken[DESK] - truth.refunded_cash[DESK] - truth.dropped
        return inside - truth.shortage + truth.excess

    # -- after the doors are closed

    def _back_office(self) -> None:
        """The bank's files come in, suggestions are accepted, what came twice is given back by two people."""
        self._planted += spoil_receipts(self.hospital.receipts, self._random, lost=2, unexplained=2)
        self._wait(minutes=12)
        self._sign_in(KE)
        for account, provider in ((ACCOUNT, "sepay"), (PAYOS_ACCOUNT, "payos")):
            rows = [row for row in self.hospital.bank.movements.where() if row.account == account]
            if len(rows) > 8:
                planted = {"missing": 2, "invented": 2, "altered": 1}
            elif rows:
                planted = {"missing": 0, "invented": 0, "altered": 0}
            else:
                continue
            file = statement_file(account, rows, self._random, **planted)
            self._statements[account] = file
            path = self._out / file.name
            path.write_bytes(file.content)
            self._again(lambda path=path, account=account, provider=provider: self._import(path, account, provider))  # type: ignore[misc]
        self._wait(minutes=2)
        self._picture("differences", "differences")
        self._match()
        self._give_back()
        self._picture("refunds", "refunds")

    def _import(self, path: Path, account: str, provider: str) -> None:
        progress = self._hand.import_statement(path, account, provider)
        assert progress.state == "done", progress
        self._picture(f"statement-{provider}")

    def _match(self) -> None:
        """The accountant accepts what is suggested for money without a code, where something is."""
        for row in self.differences():
            if row.cause is Cause.ORPHAN:
                self._again(lambda row=row: self._accept(row))  # type: ignore[misc]

    def _accept(self, row: Difference) -> None:
        story = self._hand.open_difference(row.key)
        if story.suggestions:
            money = story.suggestions[0].money
            self._hand.accept_match("khách đưa biên lai chuyển tiền")
            self._picture("match")
            self.truth.matched |= set(money)

    def _give_back(self) -> None:
        """Some of what came twice: a cashier asks, the supervisor approves, the cashier pays it out in cash."""
        twice = [row for row in self.differences() if row.cause is Cause.TWICE and row.pay_code][:2]
        self._sign_in(HOA)
        for row in twice:
            self._again(lambda row=row: self._ask(row))  # type: ignore[misc]
        self._sign_in(HA)
        waiting = list(self._again(self._hand.refunds))
        for refund in waiting:
            self._again(lambda refund=refund: self._hand.decide_refund(refund.refund_id, True))  # type: ignore[misc]
        self._sign_in(HOA)
        for refund in waiting:
            self._again(lambda refund=refund: self._hand.pay_refund(refund.refund_id, "cash"))  # type: ignore[misc]
            self.truth.refunded_cash[DESK] += refund.amount
            self.truth.refunded_credits[refund.money] = refund.amount

    def _ask(self, row: Difference) -> None:
        self._hand.open_difference(row.key)
        self._picture("story")
        self._hand.ask_refund("twice", amount=row.amount)

    def _end(self) -> None:
        self._sign_in(HA)
        self._picture("today-end", "today")
        self._save("day", "xlsx")
        self._save("day", "pdf")
        self._save("differences", "xlsx")

    def _next_morning(self) -> None:
        """The supervisor closes the day; money that comes for it afterwards posts to the open one and says so."""
        self.hospital.until(self.hospital.plan.day + timedelta(hours=25))
        self._sign_in(HA)
        self._again(self._hand.close_day)
        self._picture("day-closed", "today")
        book = self._book()
        waiting = [order for order in book.orders if not order.credits and book.paying(order.opened.bill_id) is None]
        for order in waiting[:1]:
            opened = order.opened
            late = Paid(
                opened.station_id, opened.pay_code, opened.amount, opened.amount, 1, 900.0, MemoChange.PLAIN, None
            )
            self.hospital.payers.pay(late, order.qr)
            self._wait(minutes=20)
            (credit,) = self._book().order(opened.order_id).credits  # type: ignore[union-attr]
            assert (credit.period.partition("/")[2], credit.refers_to.partition("/")[2]) == ("2026-11-25", "2026-11-24")

    def _judged(self) -> Verdict:
        judge = Judge(
            self.hospital, self.truth, self._statements, self._planted, self.differences(settled=True), self._out
        )
        return judge.verdict()

    # -- small things

    def differences(self, *, settled: bool = False) -> tuple[Difference, ...]:
        """All there are now; a session that has ended meanwhile is begun again."""
        outcome = self._desk.differences(settled=settled)
        if not isinstance(outcome, Done):
            self._again(lambda: self._hand.go("today"))
            self._sign_in(self._person)
            outcome = self._desk.differences(settled=settled)
        assert isinstance(outcome, Done), outcome
        return outcome.value

    def _book(self) -> Book:
        """The hub's orders and credits, once there is a hub again."""
        while not self.hospital.hub.up:
            self._wait(minutes=1)
        return self.hospital.hub.core.book

    def _unpaid(self, wanted: int) -> list[RegistrationRow]:
        """People who come to the counter: registered a while ago, nothing paid, no transfer of theirs on its way."""
        now, book = self.hospital.time.now(), self._book()
        early = now - timedelta(minutes=20)
        found = [
            row
            for row in self.hospital.registrations.where()
            if row.amount_due
            and not row.cancelled_at
            and row.bill_id not in self._done
            and datetime.fromisoformat(row.registered_at) < early
            and not self.hospital.receipts.count(bill_id=row.bill_id)
            and not any(order.received for order in book.orders_of_bill(row.bill_id))
        ]
        return self._random.sample(found, min(wanted, len(found)))

    def _again(self, act: Callable[[], T]) -> T:
        """Do it; a hub that died under it is signed in to again, and asked again."""
        for _ in range(TRIES):
            try:
                return act()
            except (HandStuck, HandRefused) as stuck:
                last = stuck
                self._wait(minutes=1)
                self._sign_in(self._person)
        raise last

    def _sign_in(self, person: Person) -> None:
        """Be this person at the window, whoever was there before."""
        self._person = person
        for _ in range(TRIES):
            try:
                self._sit_down(person)
                return
            except (HandStuck, HandRefused) as stuck:
                last = stuck
                self._wait(minutes=1)
        raise last

    def _sit_down(self, person: Person) -> None:
        session = self._window.shell.session
        if self._window.signed_in and session is not None and session.user != person.user:
            self._hand.sign_out()
        if not self._window.signed_in:
            self._hand.sign_in(person.user, person.pin)

    def _wait(self, minutes: int) -> None:
        self.hospital.until(self.hospital.time.now() + timedelta(minutes=minutes))
        QApplication.processEvents()

    def _picture(self, name: str, place: str = "") -> None:
        if place:
            self._again(lambda: self._hand.go(place))
        self._hand.settle()
        self._window.grab().save(str(self._out / f"{name}.png"))

    def _save(self, report: str, form: str, number: str = "") -> None:
        outcome = self._desk.export(report, form, None, number)
        assert isinstance(outcome, Done), outcome
        (self._out / f"{report}{'-' if number else ''}{number}.{form}").write_bytes(outcome.value.content)

    def _print(self, _slip: Image.Image) -> None:
        self.slips += 1


def _sum(counts: Counts) -> int:
    return sum(value * pieces for value, pieces in counts)


def _notes(amount: int) -> Counts:
    """An amount in as few notes as there are."""
    counts = []
    for value in DENOMINATIONS:
        pieces, amount = divmod(amount, value)
        if pieces:
            counts.append((value, pieces))
    return tuple(counts)
