"""A card terminal keeps one contract, in process and over nexo: our id first, asked by id, charged at most once."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from his_client.line import BadFrame, FrameTooLarge
from his_client.outcome import Done, Outcome, Refused, Unknown
from his_client.payments.nexo import NexoTerminal, TerminalAddress
from his_client.payments.nexo.frames import MAX_BYTES, Frames, wrap
from his_client.payments.nexo.messages import Parties, service_id
from his_client.payments.terminal import CardTerminal, Charge, ChargeState, Totals
from his_client.sandbox.faults import CallFault, Fault, FaultMenu, FaultQueue
from his_client.sandbox.terminal import Holder, SimulatedTerminal, TerminalMemory
from his_client.sandbox.terminal_server import PEER, TerminalServer

PARTIES = Parties("DESK1", "POI-1")
LOST = {"request": (CallFault.LOST_REQUEST, Fault.REFUSE), "answer": (CallFault.LOST_ANSWER, Fault.RESET_AFTER_COMMIT)}


@dataclass
class Under:
    """A terminal under test, its memory, and a way to lose the next exchange."""

    terminal: CardTerminal
    memory: TerminalMemory
    menu: FaultMenu | FaultQueue

    def lose(self, what: str) -> None:
        in_process, on_line = LOST[what]
        if isinstance(self.menu, FaultMenu):
            self.menu.arm(in_process)
        else:
            self.menu.arm(PEER, on_line, 1)


@pytest.fixture(params=("in_process", "nexo"))
def under(request: pytest.FixtureRequest) -> Iterator[Under]:
    memory = TerminalMemory()
    if request.param == "in_process":
        menu = FaultMenu()
        yield Under(SimulatedTerminal(Random(1), menu, memory=memory, gives_up_s=0.2), memory, menu)
        return
    server = TerminalServer(memory)
    server.start()
    yield Under(nexo(server.port), memory, server.faults)
    server.stop()


def nexo(port: int, charge_s: float = 2.0, ask_s: float = 2.0) -> NexoTerminal:
    return NexoTerminal(TerminalAddress("127.0.0.1", port, PARTIES, charge_s, ask_s))


def value(outcome: Outcome[Charge]) -> Charge:
    assert isinstance(outcome, Done), outcome
    return outcome.value


def test_an_approved_charge_is_known_by_our_id_and_by_the_acquirers(under: Under) -> None:
    charge = value(under.terminal.charge("c-1", 50_600))
    assert (charge.id, charge.amount, charge.state, charge.card) == ("c-1", 50_600, ChargeState.APPROVED, "4242")
    assert charge.reference
    assert under.terminal.ask("c-1") == Done(charge)


@pytest.mark.parametrize(
    ("holder", "state"), [(Holder.DECLINED, ChargeState.DECLINED), (Holder.CANCELS, ChargeState.ABORTED)]
)
def test_what_was_not_approved_took_no_money(under: Under, holder: Holder, state: ChargeState) -> None:
    under.memory.next_holders(holder)
    charge = value(under.terminal.charge("c-1", 50_600))
    assert (charge.amount, charge.state) == (0, state)
    assert charge.reason
    assert under.terminal.totals() == Done(Totals(0, 0))


def test_a_charge_under_the_same_id_is_the_same_charge(under: Under) -> None:
    first = value(under.terminal.charge("c-1", 50_600))
    assert value(under.terminal.charge("c-1", 50_600)) == first
    assert under.terminal.totals() == Done(Totals(1, 50_600))


def test_an_id_stands_for_one_amount(under: Under) -> None:
    value(under.terminal.charge("c-1", 50_600))
    refusal = under.terminal.charge("c-1", 10_120)
    assert isinstance(refusal, Refused)
    assert refusal.code == "id_reused"


def test_nothing_is_charged_for_nothing(under: Under) -> None:
    refusal = under.terminal.charge("c-1", 0)
    assert isinstance(refusal, Refused)
    assert refusal.code == "amount"


def test_after_a_lost_answer_the_question_finds_the_charge(under: Under) -> None:
    under.lose("answer")
    assert isinstance(under.terminal.charge("c-1", 50_600), Unknown)
    found = under.terminal.ask("c-1")
    assert isinstance(found, Done)
    assert found.value is not None
    assert (found.value.state, found.value.amount) == (ChargeState.APPROVED, 50_600)


def test_after_a_lost_request_the_question_proves_that_nothing_was_charged(under: Under) -> None:
    under.lose("request")
    assert isinstance(under.terminal.charge("c-1", 50_600), Unknown)
    assert under.terminal.ask("c-1") == Done(None)
    assert value(under.terminal.charge("c-1", 50_600)).state is ChargeState.APPROVED
    assert under.terminal.totals() == Done(Totals(1, 50_600))


def test_a_cardholder_who_walks_away_leaves_a_charge_that_can_be_aborted(under: Under) -> None:
    under.memory.next_holders(Holder.WALKS_AWAY)
    waiting = threading.Thread(target=under.terminal.charge, args=("c-1", 50_600))
    waiting.start()
    while under.memory.find("c-1") is None:
        pass
    found = under.terminal.ask("c-1")
    assert isinstance(found, Done)
    assert found.value == Charge("c-1", 0, ChargeState.UNDER_WAY)
    busy = under.terminal.charge("c-2", 10_120)
    assert isinstance(busy, Refused)
    assert busy.code == "busy"
    assert value(under.terminal.abort("c-1")).state is ChargeState.ABORTED
    waiting.join()
    assert value(under.terminal.charge("c-2", 10_120)).state is ChargeState.APPROVED


def test_an_abort_that_comes_too_late_is_told_that_the_money_was_taken(under: Under) -> None:
    value(under.terminal.charge("c-1", 50_600))
    assert value(under.terminal.abort("c-1")).state is ChargeState.APPROVED


def test_a_charge_is_given_back_once_under_each_id(under: Under) -> None:
    value(under.terminal.charge("c-1", 50_600))
    under.lose("answer")
    under.terminal.reverse("c-1", "r-1")
    assert value(under.terminal.reverse("c-1", "r-1")).reason == "reversed"
    assert under.terminal.totals() == Done(Totals(1, 50_600, 1, 50_600))
    assert isinstance(under.terminal.reverse("c-1", "r-2"), Refused)
    assert isinstance(under.terminal.reverse("c-9", "r-9"), Refused)


def test_a_closed_batch_takes_no_reversal_and_closing_twice_is_closing_once(under: Under) -> None:
    value(under.terminal.charge("c-1", 50_600))
    closed = under.terminal.close_batch("b-1")
    assert closed == Done(Totals(1, 50_600)) == under.terminal.close_batch("b-1")
    assert under.terminal.totals() == Done(Totals(0, 0))
    refusal = under.terminal.reverse("c-1", "r-1")
    assert isinstance(refusal, Refused)
    assert refusal.code == "batch_closed"


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (Fault.OTHER_ANSWER, "other_answer"),
        (Fault.TRUNCATED, "truncated"),
        (Fault.HANG, "timeout"),
        (Fault.REFUSE, "reset"),
    ],
)
def test_over_the_line_nothing_but_an_answer_to_our_own_question_counts(fault: Fault, reason: str) -> None:
    server = TerminalServer(TerminalMemory())
    server.start()
    try:
        terminal = nexo(server.port, 0.6, 1.0)
        server.faults.arm(PEER, fault, 1)
        charged = terminal.charge("c-1", 50_600)
        assert isinstance(charged, Unknown)
        assert charged.reason == reason
    finally:
        server.stop()


def test_a_terminal_that_is_not_there_was_never_asked() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    charged = nexo(port).charge("c-1", 50_600)
    assert charged == Unknown("unreachable", "no connection; check host, port, TLS and certificates")


def test_another_amount_than_was_asked_for_is_no_success() -> None:
    """A terminal that approves a part (Partial, tips) must not settle the bill."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer() -> None:
            connection, _ = listening.accept()
            with connection:
                frames = Frames()
                while (message := frames.next()) is None:
                    frames.feed(connection.recv(4096))
                header = json.loads(message)["SaleToPOIRequest"]["MessageHeader"]
                body = {
                    "Response": {"Result": "Success"},
                    "SaleData": {"SaleTransactionID": {"TransactionID": "c-1"}},
                    "POIData": {"POITransactionID": {"TransactionID": "P1", "TimeStamp": "2026-11-24T08:00:00+07:00"}},
                    "PaymentResult": {"AmountsResp": {"Currency": "VND", "AuthorizedAmount": 50_000}},
                }
                connection.sendall(
                    wrap(json.dumps({"SaleToPOIResponse": {"MessageHeader": header, "PaymentResponse": body}}).encode())
                )

        peer = threading.Thread(target=answer)
        peer.start()
        charged = nexo(listening.getsockname()[1]).charge("c-1", 50_600)
        peer.join()
    assert isinstance(charged, Unknown)
    assert charged.reason == "other_answer"


@given(st.lists(st.binary(min_size=1, max_size=50), max_size=5), st.integers(1, 7))
def test_frames_survive_however_the_network_cuts_them(messages: list[bytes], step: int) -> None:
    stream = b"".join(map(wrap, messages))
    frames, found = Frames(), []
    for start in range(0, len(stream), step):
        frames.feed(stream[start : start + step])
        while (message := frames.next()) is not None:
            found.append(message)
    assert found == messages
    assert not frames.torn


def test_a_length_beyond_measure_is_refused_before_the_bytes_come() -> None:
    frames = Frames()
    frames.feed((MAX_BYTES + 1).to_bytes(4, "big"))
    with pytest.raises(FrameTooLarge):
        frames.next()
    empty = Frames()
    empty.feed(bytes(4))
    with pytest.raises(BadFrame):
        empty.next()


@given(st.text(min_size=1))
def test_an_exchange_id_is_ten_characters_and_always_the_same(our_id: str) -> None:
    assert len(service_id(our_id)) == 10
    assert service_id(our_id) == service_id(our_id)
