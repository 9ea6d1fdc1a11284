"""Random histories at two desks, with crashes anywhere: what must hold after every single step."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from desk_parts import FLOAT, MASTER, PIN, PRICE, TERMINAL, Scene
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from his_client.his.ports import Registered
from his_client.outcome import Done, Outcome, Unknown
from his_client.sandbox.faults import CallFault
from his_client.sandbox.terminal import Holder
from kiosk.cashier import rest
from kiosk.cashier.events import (
    CashDropped,
    HandoverAccepted,
    PaymentTaken,
    RefundAsked,
    RefundDecided,
    RefundPaid,
    ShiftClosed,
    ShiftCounted,
    ShiftOpened,
    VoidAsked,
    VoidDecided,
)
from kiosk.cashier.ports import Desk
from kiosk.cashier.reports import report
from kiosk.cashier.state import DeskState
from kiosk.cashier.values import DENOMINATIONS, Role
from kiosk.clock import VIETNAM
from kiosk.hub.records import hub_codec
from kiosk.journal import Journal

T = TypeVar("T")

DESKS = ("desk-1", "desk-2")
CASHIERS = ("lan", "duc")
PEOPLE = (*CASHIERS, "ha", "son")


DECIDERS = ("ha", "son", "ha", "son", "lan")
STRANGERS = st.sampled_from(["", "", "", "", *PEOPLE])
"""Mostly nobody but who holds the drawer."""
NOON = datetime(2026, 11, 24, 12, tzinfo=VIETNAM)


def notes(amount: int) -> tuple[tuple[int, ...], ...]:
    """Banknotes for an amount, rounded down to what notes can make."""
    found = []
    for note in DENOMINATIONS:
        pieces, amount = divmod(amount, note)
        found.append((note, pieces))
    return tuple(found)


class Died(Exception):
    """The hub's process ended here."""


class Desks(RuleBasedStateMachine):
    """Two desks, four people, a HIS, a bank and a terminal, all of which may go wrong."""

    def __init__(self) -> None:
        super().__init__()
        self.scene = Scene()
        self.windows: dict[tuple[str, str], Desk] = {}
        self.payments: list[str] = []
        self.refunds: list[str] = []
        self.last: Callable[[], Outcome[Any]] | None = None
        self.dies: tuple[int, bool] | None = None
        """After how many more writes the hub dies, and whether that write still reaches the disk."""
        self.mortal()

    def mortal(self) -> None:
        """Let the hub die at a write, when that was drawn; a dead one writes nothing."""
        record, whole = self.scene.hub.record, self.scene.hub.record.keep

        def keep(entries: Sequence[tuple[str, object]]) -> None:
            if self.scene.hub.record is not record:
                raise Died
            if self.dies is None or not entries:
                return whole(entries)
            left, written = self.dies
            self.dies = (left - 1, written) if left else None
            if left:
                return whole(entries)
            if written:
                # The rows are on the disk, and nobody here learns of it.
                Journal(self.scene.file, hub_codec(), MASTER, self.scene.time, "test").append(entries)
            self.boot()
            raise Died

        record.keep = keep  # type: ignore[method-assign]

    def survive(self, step: Callable[[], T]) -> T | None:
        """A step in which the hub may die; another one runs by then."""
        try:
            return step()
        except Died:
            return None

    def boot(self) -> None:
        self.scene.crash()
        self.scene.boot()
        self.mortal()
        self.windows.clear()
        self.last = None

    def teardown(self) -> None:
        self.scene.close()

    @initialize()
    def people(self) -> None:
        ha = self.scene.hub.desk.state.users.get("ha")
        assert ha is not None
        assert Role.SUPERVISOR in ha.roles
        self.scene.hub.service.add_user("son", "Lý Sơn", ha.roles, PIN)

    def at(self, user: str, desk: str) -> Desk:
        if (user, desk) not in self.windows:
            dies, self.dies = self.dies, None
            self.windows[user, desk] = self.scene.sit(user, desk)
            self.dies = dies
        return self.windows[user, desk]

    def holder(self, desk: str, stranger: str) -> Desk:
        """The window of who holds this desk's drawer, opened if need be; sometimes of somebody else."""
        shifts = self.scene.hub.desk.state.shifts
        shift = shifts.at(desk)
        if shift is None and not stranger:
            free = [user for user in PEOPLE if not any(one.user == user and one.closed is None for one in shifts)]
            window, shift_id = self.at(free[0], desk), self.scene.id()
            self.do(lambda: window.open_shift(shift_id, FLOAT))
            shift = shifts.at(desk)
        return self.at(stranger or (shift.user if shift else PEOPLE[0]), desk)

    def some_payment(self, data: st.DataObject) -> str:
        return data.draw(st.sampled_from(self.payments[-8:]))

    def do(self, call: Callable[[], Outcome[Any]]) -> Outcome[Any]:
        """Make a call, and remember one that did something so that it can be made again."""
        before = len(self.scene.hub.told)
        outcome = self.survive(call)
        if isinstance(outcome, Done) and len(self.scene.hub.told) > before:
            self.last = call
        return outcome or Unknown("reset")

    # -- what people do

    @rule(user=st.sampled_from(PEOPLE), desk=st.sampled_from(DESKS))
    def open_shift(self, user: str, desk: str) -> None:
        window, shift_id = self.at(user, desk), self.scene.id()
        self.do(lambda: window.open_shift(shift_id, FLOAT))

    def pay(self, stranger: str, desk: str, bill: Registered, method: str, amount: int = PRICE) -> None:
        window, payment_id = self.holder(desk, stranger), self.scene.id()
        window.bills(bill.visit_code)
        kind = self.scene.hub.desk.bills.seen(bill.bill_id)
        if kind is None:
            return
        how: dict[str, dict[str, Any]] = {"cash": {"tendered": 60_000}, "card": {"terminal": TERMINAL}}
        more = how.get(method, {})
        self.do(lambda: window.pay(payment_id, bill.bill_id, kind.bill.kind, amount, method, **more))
        if self.scene.hub.desk.state.payments.get(payment_id) is not None:
            self.payments.append(payment_id)

    @rule(user=STRANGERS, desk=st.sampled_from(DESKS), times=st.integers(1, 3))
    def pay_in_cash(self, user: str, desk: str, times: int) -> None:
        for _ in range(times):
            self.pay(user, desk, self.scene.bill(), "cash")

    @rule(user=STRANGERS, elsewhere=st.sampled_from(["before", "after"]))
    def pay_what_the_his_has_paid(self, user: str, elsewhere: str) -> None:
        bill = self.scene.bill()
        if elsewhere == "before":
            self.scene.paid_elsewhere(bill)
        self.scene.his.faults.arm(CallFault.LOST_REQUEST, 3)
        self.pay(user, "desk-1", bill, "cash")
        if elsewhere == "after" and not self.scene.his.book.payments.count(bill_id=bill.bill_id):
            self.scene.paid_elsewhere(bill)

    @rule(user=STRANGERS, holder=st.sampled_from(Holder), fault=st.sampled_from([None, *CallFault]))
    def pay_by_card(self, user: str, holder: Holder, fault: CallFault | None) -> None:
        self.scene.terminal.memory.next_holders(holder)
        if fault is not None:
            self.scene.terminal.faults.arm(fault)
        self.pay(user, "desk-1", self.scene.bill(), "card")

    @rule(user=STRANGERS, desk=st.sampled_from(DESKS), comes=st.sampled_from([0, PRICE, PRICE - 600]))
    def pay_by_qr(self, user: str, desk: str, comes: int) -> None:
        known = len(self.payments)
        self.pay(user, desk, self.scene.bill(), "qr")
        if comes and len(self.payments) > known:
            payment = self.at("ha", desk).payment(self.payments[-1])
            assert isinstance(payment, Done)
            if payment.value.pay_code:
                self.scene.bank.transfer(comes, payment.value.pay_code)

    @rule(
        user=STRANGERS,
        method=st.sampled_from(["cash", "card", "qr"]),
        holder=st.sampled_from(Holder),
        comes=st.sampled_from(["", "rest", "again"]),
    )
    def pay_the_rest_of_a_short_transfer(self, user: str, method: str, holder: Holder, comes: str) -> None:
        bill, known, dies = self.scene.bill(), len(self.payments), self.dies
        self.dies = None
        opened = self.scene.hub.money.open_order(f"{bill.key}:pay", "K03", bill.bill_id, PRICE)
        assert isinstance(opened, Done)
        self.scene.bank.transfer(PRICE - 600, opened.value.pay_code)
        self.scene.run(10)
        self.dies = dies
        self.scene.terminal.memory.next_holders(holder)
        self.pay(user, "desk-1", bill, method, 600)
        if comes == "again":
            self.scene.bank.transfer(600, opened.value.pay_code)
        if comes == "rest" and method == "qr" and len(self.payments) > known:
            payment = self.at("ha", "desk-1").payment(self.payments[-1])
            assert isinstance(payment, Done)
            if payment.value.pay_code:
                self.scene.bank.transfer(600, payment.value.pay_code)

    @precondition(lambda self: self.payments)
    @rule(user=st.sampled_from(CASHIERS), data=st.data())
    def abort(self, user: str, data: st.DataObject) -> None:
        payment_id = self.some_payment(data)
        window = self.at(user, "desk-1")
        self.do(lambda: window.abort(payment_id))

    @rule(user=STRANGERS, desk=st.sampled_from(DESKS), amount=st.integers(1, 1_500_000))
    def drop(self, user: str, desk: str, amount: int) -> None:
        window, drop_id = self.holder(desk, user), self.scene.id()
        self.do(lambda: window.drop(drop_id, amount, "NQ-1"))

    @precondition(lambda self: self.payments)
    @rule(asker=st.sampled_from(PEOPLE), decider=st.sampled_from(DECIDERS), approve=st.booleans(), data=st.data())
    def void(self, asker: str, decider: str, approve: bool, data: st.DataObject) -> None:
        payment_id = self.some_payment(data)
        asking, deciding = self.at(asker, "desk-1"), self.at(decider, "desk-2")
        self.do(lambda: asking.ask_void(payment_id, "mistyped"))
        self.do(lambda: deciding.decide_void(payment_id, approve))

    @precondition(lambda self: self.payments)
    @rule(asker=st.sampled_from(PEOPLE), amount=st.sampled_from([PRICE, 600, PRICE - 600]), data=st.data())
    def ask_refund(self, asker: str, amount: int, data: st.DataObject) -> None:
        payment = self.scene.hub.desk.state.payments.get(self.some_payment(data))
        assert payment is not None
        window, refund_id = self.at(asker, "desk-1"), self.scene.id()
        outcome = self.do(lambda: window.ask_refund(refund_id, payment.name, amount, "mistake"))
        if isinstance(outcome, Done):
            self.refunds.append(refund_id)

    @rule(decider=st.sampled_from(DECIDERS), payer=st.sampled_from(PEOPLE), approve=st.booleans(), cash=st.booleans())
    def settle_refunds(self, decider: str, payer: str, approve: bool, cash: bool) -> None:
        deciding, paying = self.at(decider, "desk-1"), self.at(payer, "desk-2" if cash else "desk-1")
        for refund in self.scene.hub.desk.giving.refund_list(closed=False):
            self.settle(refund.refund_id, deciding, paying, approve, cash)

    def settle(self, key: str, deciding: Desk, paying: Desk, approve: bool, cash: bool) -> None:
        self.do(lambda: deciding.decide_refund(key, approve, "why"))
        method, reference = ("cash", "") if cash else ("transfer", f"FT-{key[:8]}")
        self.do(lambda: paying.pay_refund(key, method, reference))

    @rule(user=STRANGERS, desk=st.sampled_from(DESKS), off=st.sampled_from([0, 0, -5_000, 2_000]))
    def count(self, user: str, desk: str, off: int) -> None:
        window, shift = self.holder(desk, user), self.scene.hub.desk.state.shifts.open_at(desk)
        counts = notes(max(0, (shift.book.expected if shift else 0) + off))
        self.do(lambda: window.count(counts))

    @rule(user=STRANGERS, desk=st.sampled_from(DESKS), to=st.sampled_from(["", *PEOPLE]))
    def close(self, user: str, desk: str, to: str) -> None:
        window = self.holder(desk, user)
        self.do(lambda: window.close_shift("unclear", "", to))

    @rule(user=STRANGERS, desk=st.sampled_from(DESKS), off=st.sampled_from([0, 0, -10_000]))
    def accept(self, user: str, desk: str, off: int) -> None:
        shift = self.scene.hub.desk.state.shifts.at(desk)
        if shift is None or shift.closed is None:
            return
        user = user or shift.waits_for
        window, shift_id, counts = self.at(user, desk), shift.id, notes(max(0, shift.closed.counted + off))
        self.do(lambda: window.accept(shift_id, counts))

    # -- what happens to them

    @rule(seconds=st.sampled_from([0.1, 2.0, 30.0]))
    def time_passes(self, seconds: float) -> None:
        self.survive(lambda: self.scene.run(seconds))

    @rule(writes=st.integers(0, 3), written=st.booleans())
    def the_hub_will_die_at_a_write(self, writes: int, written: bool) -> None:
        self.dies = writes, written

    @rule()
    def the_hub_dies_and_comes_back(self) -> None:
        before = self.seen()
        told = list(self.scene.hub.told)
        self.dies = None
        self.boot()
        replayed = DeskState(self.scene.hub.money, self.scene.time, self.scene.hub.desk.state.settings)
        for event in told:
            replayed.apply(event)
        assert self.seen(replayed) == before
        assert self.scene.hub.told[: len(told)] == told

    @precondition(lambda self: self.last)
    @rule()
    def the_last_call_is_made_again(self) -> None:
        assert self.last is not None
        before = len(self.scene.hub.told)
        self.dies = None
        self.last()
        assert len(self.scene.hub.told) == before, "a call made again changed something"

    # -- what must hold

    def seen(self, state: DeskState | None = None) -> tuple[Any, ...]:
        """All that anybody can see of the desks' state."""
        state = state or self.scene.hub.desk.state
        now = NOON
        return (
            [payment.shown() for payment in state.payments],
            [refund.shown() for refund in state.refunds],
            [(report(shift, now), shift.book, shift.waits_for) for shift in state.shifts],
            [(user.name, user.roles, user.wrong) for user in state.users],
            state.shifts.next_z(now),
        )

    @invariant()
    def the_cash_book_is_the_sum_of_its_events(self) -> None:
        cash: defaultdict[str, int] = defaultdict(int)
        drawers: defaultdict[str, int] = defaultdict(int)
        for event in self.scene.hub.told:
            match event:
                case ShiftOpened(shift_id=shift_id, amount=amount, desk=desk):
                    cash[shift_id] += amount
                    drawers[desk] += amount if not event.taken_from else 0
                case PaymentTaken(shift_id=shift_id, amount=amount, method="cash", desk=desk):
                    cash[shift_id] += amount
                    drawers[desk] += amount
                case VoidDecided(approved=True, shift_id=shift_id, amount=amount, method="cash", desk=desk):
                    cash[shift_id] -= amount
                    drawers[desk] -= amount
                case RefundPaid(shift_id=shift_id, amount=amount, method="cash", desk=desk):
                    cash[shift_id] -= amount
                    drawers[desk] -= amount
                case CashDropped(shift_id=shift_id, amount=amount, desk=desk):
                    cash[shift_id] -= amount
                    drawers[desk] -= amount
                case ShiftClosed(desk=desk, difference=difference, counted=counted, handed_to=handed):
                    drawers[desk] += difference - (0 if handed else counted)
                case HandoverAccepted(desk=desk, difference=difference):
                    drawers[desk] += difference
        for shift in self.scene.hub.desk.state.shifts:
            assert shift.book.expected == cash[shift.id] >= 0
        for desk in DESKS:
            assert self.scene.balance(f"cash:{desk}") == drawers[desk] >= 0

    @invariant()
    def nothing_posts_to_a_counted_drawer_or_a_closed_shift(self) -> None:
        counted: set[str] = set()
        closed: set[str] = set()
        for event in self.scene.hub.told:
            match event:
                case ShiftCounted(shift_id=shift_id):
                    assert shift_id not in counted
                    counted.add(shift_id)
                case ShiftClosed(shift_id=shift_id):
                    assert shift_id in counted - closed
                    closed.add(shift_id)
                case PaymentTaken(shift_id=shift_id) | CashDropped(shift_id=shift_id) | RefundPaid(shift_id=shift_id):
                    assert shift_id not in closed
                    assert shift_id not in counted or getattr(event, "method", "cash") != "cash"
                case VoidDecided(approved=True, shift_id=shift_id, method=method):
                    assert shift_id not in closed
                    assert shift_id not in counted or method != "cash"

    @invariant()
    def money_back_is_two_peoples(self) -> None:
        made: dict[str, set[str]] = {}
        approved: dict[str, str] = {}
        takers: dict[str, str] = {}
        for event in self.scene.hub.told:
            match event:
                case PaymentTaken():
                    takers[event.payment_id] = event.user
                case VoidAsked():
                    made[event.payment_id] = {event.user, takers[event.payment_id]}
                case RefundAsked():
                    _, _, name = event.money.partition(":")
                    made[event.refund_id] = {event.user, takers.get(name, "")}
                case VoidDecided():
                    assert event.user not in made[event.payment_id]
                case RefundDecided():
                    assert event.user not in made[event.refund_id]
                    assert event.refund_id not in approved
                    approved[event.refund_id] = event.user if event.approved else ""
                case RefundPaid():
                    assert approved[event.refund_id] not in ("", event.user)

    @invariant()
    def z_numbers_have_no_gaps(self) -> None:
        numbers = [event.z_number for event in self.scene.hub.told if isinstance(event, ShiftClosed)]
        assert numbers == [f"Z-2026-{n:04d}" for n in range(1, len(numbers) + 1)]

    @invariant()
    def a_payment_is_taken_once_and_goes_back_once(self) -> None:
        taken = [event for event in self.scene.hub.told if isinstance(event, PaymentTaken)]
        voided = [e.payment_id for e in self.scene.hub.told if isinstance(e, VoidDecided) and e.approved]
        assert max(Counter(event.payment_id for event in taken).values(), default=0) <= 1
        assert max(Counter(event.slip for event in taken).values(), default=0) <= 1
        assert max(Counter(voided).values(), default=0) <= 1
        standing = Counter(event.bill_id for event in taken if event.payment_id not in voided)
        assert max(standing.values(), default=0) <= 1
        refused = {e.refund_id for e in self.scene.hub.told if isinstance(e, RefundDecided) and not e.approved}
        back: Counter[str] = Counter()
        for event in self.scene.hub.told:
            if isinstance(event, RefundAsked) and event.refund_id not in refused:
                back[event.money] += event.amount
        assert all(amount <= PRICE for amount in back.values())
        assert not any(f"{method}:{payment_id}" in back for payment_id in voided for method in ("cash", "card"))

    @invariant()
    def a_rest_and_its_transfers_pay_together_or_not_at_all(self) -> None:
        book = self.scene.hub.money.book
        for payment in self.scene.hub.desk.state.payments:
            beside = payment.begun.beside
            held = sum(item.amount for item in rest.standing(book, payment.id))
            if payment.voided is not None:
                assert held == 0
            elif payment.pending or payment.taken is not None:
                assert held == beside
            else:
                assert held == 0 or (payment.begun.method == "qr" and held == beside)
            settled = book.settled(payment.name) if beside and payment.name else None
            if settled is not None:
                assert settled.amount == beside + payment.begun.amount == PRICE

    @invariant()
    def nothing_is_charged_that_is_not_known(self) -> None:
        """Every approved charge is taken, or its payment is still asked about."""
        state = self.scene.hub.desk.state
        for payment in state.payments:
            charge = self.scene.terminal.memory.find(payment.id)
            if charge is not None and charge.amount:
                assert payment.taken is not None or payment.pending


TestDesks = Desks.TestCase
TestDesks.settings = settings(
    max_examples=25,
    stateful_step_count=40,
    deadline=None,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
