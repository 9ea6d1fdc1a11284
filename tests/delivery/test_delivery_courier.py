"""The courier: over calls that fail in any way and crashes at any moment, each key has its effect once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st
from test_delivery_machine import KEY, POSTED, REQUESTED

from his_client.his.ports import PaymentNotice, PaymentPosted
from his_client.outcome import Done, Outcome, Refused, Unknown
from his_client.sandbox.simulated import SimulatedHis
from kiosk.clock import VIETNAM
from kiosk.delivery.courier import Courier
from kiosk.delivery.machine import (
    Delivery,
    DeliveryDone,
    DeliveryEvent,
    DeliveryHandedOver,
    DeliveryRefused,
    DeliveryRequested,
    Patience,
    Phase,
)
from kiosk.loop import Callback

T = TypeVar("T")
PATIENCE = Patience(pauses_s=(1.0,), tries=6)


class StepLoop:
    """A loop whose next thing happens when told."""

    def __init__(self) -> None:
        self.waiting: list[Callback] = []

    def post(self, callback: Callback) -> None:
        self.waiting.append(callback)

    def work(self, name: str, job: Callable[[], T], done: Callable[[T], None]) -> None:
        def run() -> None:
            result = job()
            self.post(lambda: done(result))

        self.waiting.append(run)

    def later(self, seconds: float, callback: Callback) -> Callback:
        self.waiting.append(callback)
        return lambda: None

    def step(self) -> bool:
        if self.waiting:
            self.waiting.pop(0)()
        return bool(self.waiting)


class ForgetfulHis(SimulatedHis):
    """A HIS that receipts the same payment twice when it is sent twice; answers are scripted, truth is not."""

    def __init__(self, script: list[str]) -> None:
        self.script = script
        self.posted: list[str] = []

    def _fault(self) -> str:
        return self.script.pop(0) if self.script else "good"

    def post_payment(self, notice: PaymentNotice) -> Outcome[PaymentPosted]:
        match self._fault():
            case "lost":
                return Unknown("timeout")
            case "busy":
                return Refused("busy")
            case "refused":
                return Refused("no_bill")
            case "answer_lost":
                self.posted.append(notice.id)
                return Unknown("reset")
        self.posted.append(notice.id)
        return Done(POSTED)

    def find_payment(self, payment_id: str) -> Outcome[PaymentPosted | None]:
        match self._fault():
            case "good":
                return Done(POSTED if payment_id in self.posted else None)
            case "refused" | "busy":
                return Refused("signature")
        return Unknown("timeout")


class Desk:
    """A courier over a journal in memory; `crash` keeps the journal and nothing else."""

    def __init__(self, his: ForgetfulHis) -> None:
        self.his = his
        self.rows: list[tuple[str, DeliveryEvent]] = []
        self.told: list[Delivery] = []
        self.boot()

    def boot(self) -> None:
        self.loop = StepLoop()
        self.courier = Courier(
            self.his, self.loop, lambda subject, event: self.rows.append((subject, event)), self.told.append, PATIENCE
        )
        for subject, event in self.rows:
            self.courier.replay(subject, event)
        self.courier.resume()

    def begin(self, requested: DeliveryRequested = REQUESTED) -> None:
        self.rows.append(("order", requested))
        self.courier.begin("order", requested)

    def finish(self) -> None:
        while self.loop.step():
            pass

    @property
    def kinds(self) -> list[str]:
        return [type(event).__name__ for _, event in self.rows]


faults = st.lists(st.sampled_from(["good", "lost", "busy", "refused", "answer_lost"]), max_size=12)


@settings(max_examples=300, deadline=None)
@given(faults, st.lists(st.integers(0, 6), max_size=4))
def test_one_key_has_one_effect_and_one_end(script: list[str], crashes: list[int]) -> None:
    desk = Desk(ForgetfulHis(script))
    desk.begin()
    for steps in crashes:
        for _ in range(steps):
            desk.loop.step()
        desk.boot()
    desk.finish()
    assert desk.his.posted in ([], [KEY])
    assert list(desk.courier.open) == []
    ends = [event for _, event in desk.rows if not isinstance(event, DeliveryRequested)]
    assert len(ends) == 1, "each delivery ends once in the journal"
    if isinstance(ends[0], DeliveryDone):
        assert desk.his.posted == [KEY]
    if isinstance(ends[0], DeliveryRefused):
        assert desk.his.posted == []
    before = (list(desk.his.posted), desk.kinds)
    desk.boot()
    desk.finish()
    assert (desk.his.posted, desk.kinds) == before, "what has ended stays ended over a restart"


def test_a_good_answer_is_journalled_before_it_is_told() -> None:
    desk = Desk(ForgetfulHis([]))
    desk.begin()
    desk.finish()
    assert desk.kinds == ["DeliveryRequested", "DeliveryDone"]
    assert [(delivery.phase, delivery.result) for delivery in desk.told] == [(Phase.DONE, POSTED)]


def test_a_receiver_that_is_busy_is_tried_again_and_one_that_declines_is_not() -> None:
    busy = Desk(ForgetfulHis(["busy"]))
    busy.begin()
    busy.finish()
    assert busy.told[0].phase is Phase.DONE
    declined = Desk(ForgetfulHis(["refused"]))
    declined.begin()
    declined.finish()
    assert (declined.told[0].phase, declined.told[0].reason) == (Phase.REFUSED, "no_bill")


def test_a_receiver_that_never_answers_ends_with_a_person() -> None:
    desk = Desk(ForgetfulHis(["lost"] * 50))
    desk.begin()
    desk.finish()
    assert desk.rows[-1] == ("order", DeliveryHandedOver(KEY, "timeout"))
    assert desk.told[0].phase is Phase.HANDED_OVER


def test_deliveries_do_not_disturb_each_other() -> None:
    desk = Desk(ForgetfulHis(["answer_lost", "refused", "lost"]))
    other = DeliveryRequested(
        "bank:FT2", PaymentNotice("bank:FT2", "HD2", 1, datetime(2026, 11, 24, tzinfo=VIETNAM), "")
    )
    desk.begin()
    desk.begin(other)
    desk.finish()
    assert {delivery.id: delivery.phase for delivery in desk.told} == {KEY: Phase.DONE, "bank:FT2": Phase.REFUSED}
    assert desk.his.posted == [KEY]


def test_what_a_receiver_can_never_say_is_a_persons_at_once() -> None:
    his = ForgetfulHis(["lost"])
    his.find_payment = lambda _id: Unknown("cannot_search")  # type: ignore[method-assign]
    desk = Desk(his)
    desk.begin()
    desk.finish()
    assert desk.rows[1:] == [("order", DeliveryHandedOver(KEY, "cannot_search"))]
    assert his.posted == []
