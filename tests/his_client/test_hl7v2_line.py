"""What comes of a line that misbehaves: an answer of three kinds, within the deadline, and never a second message."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hl7v2_peers import Step, ack, certificate, framed, scripted
from hl7v2_samples import adapter, request

from his_client.hl7v2 import Mode
from his_client.outcome import Done, Outcome, Refused, Unknown

ZQN = "ZQN|A128|214|2|A|9|28|LK01|BN01|HD01|10120|0"


def answered(
    tmp_path: Path,
    clock: Any,
    steps: Callable[[str], Sequence[Step]],
    mode: Mode = Mode.ORIGINAL,
    deadline_s: float = 2.0,
) -> tuple[Outcome[Any], list[bytes]]:
    with scripted(steps) as (port, received):
        outcome = adapter(tmp_path, port, clock, mode=mode, deadline_s=deadline_s).register(request())
    return outcome, received


@pytest.mark.parametrize(
    ("steps", "reason"),
    [
        (lambda _: [], "reset"),
        (lambda own: [framed(ack(own))[:30]], "truncated"),
        (lambda own: [framed(ack(own))[:-1]], "truncated"),
        (lambda _: [framed(ack("OTHER"))], "other_answer"),
        (lambda _: [b"HTTP/1.1 400 Bad Request\r\n\r\n"], "bad_shape"),
        (lambda _: [framed("nonsense")], "bad_shape"),
        (lambda _: [b"\x0b\xff\xfe\x1c\r"], "bad_shape"),
        (lambda own: [framed(ack(own, "AA", "ZQN|A128|||||x|")), 0.1], "bad_shape"),
        (lambda _: [b"\x0b" + b"x" * (1 << 21)], "too_large"),
        (lambda own: [framed(ack(own, "AE", "ERR|||207|E"))], "peer_error"),
    ],
)
def test_what_cannot_be_trusted_is_unknown(
    tmp_path: Path, clock: Any, steps: Callable[[str], Sequence[Step]], reason: str
) -> None:
    outcome, received = answered(tmp_path, clock, steps)
    assert isinstance(outcome, Unknown)
    assert outcome.reason == reason
    assert len(received) == 1


@pytest.mark.parametrize("steps", [lambda _: [3.0], lambda _: [b"\x0b", *[b"M", 0.1] * 30]], ids=["silent", "drip"])
def test_the_deadline_is_for_the_whole_exchange(
    tmp_path: Path, clock: Any, steps: Callable[[str], Sequence[Step]]
) -> None:
    began = time.monotonic()
    outcome, _ = answered(tmp_path, clock, steps, deadline_s=0.4)
    assert outcome == Unknown("timeout", "no whole answer within 0.4 s")
    assert time.monotonic() - began < 6


def test_a_split_answer_and_two_answers_are_one(tmp_path: Path, clock: Any) -> None:
    def bytewise(own: str) -> Sequence[Step]:
        return [piece for byte in framed(ack(own, "AA", ZQN)) for piece in (bytes([byte]),)]

    def twice(own: str) -> Sequence[Step]:
        return [framed(ack(own, "AA", ZQN)) + framed(ack(own, "AE", "ERR|||204|E"))]

    for steps in (bytewise, twice):
        outcome, _ = answered(tmp_path, clock, steps)
        assert isinstance(outcome, Done)
        assert (outcome.value.queue_number, outcome.value.visit_code, outcome.value.amount_due) == (
            "A128",
            "LK01",
            10120,
        )


def test_in_enhanced_mode_storage_comes_first_and_the_application_decides(tmp_path: Path, clock: Any) -> None:
    def both(own: str) -> Sequence[Step]:
        return [framed(ack(own, "CA")), 0.05, framed(ack(own, "AA", ZQN))]

    outcome, _ = answered(tmp_path, clock, both, Mode.ENHANCED)
    assert isinstance(outcome, Done)
    refused, _ = answered(
        tmp_path, clock, lambda own: [framed(ack(own, "CA")) + framed(ack(own, "AE", "ERR|||204|E"))], Mode.ENHANCED
    )
    assert isinstance(refused, Refused)
    rejected, _ = answered(tmp_path, clock, lambda own: [framed(ack(own, "CR"))], Mode.ENHANCED)
    assert isinstance(rejected, Refused)


def test_stored_and_then_silence_is_unknown_and_says_so(tmp_path: Path, clock: Any) -> None:
    outcome, _ = answered(tmp_path, clock, lambda own: [framed(ack(own, "CA"))], Mode.ENHANCED)
    assert outcome == Unknown("reset", "stored (CA); then the connection broke before an answer")


def test_where_storage_is_the_last_word_it_is_enough(tmp_path: Path, clock: Any) -> None:
    outcome, _ = answered(tmp_path, clock, lambda own: [framed(ack(own, "CA"))], Mode.COMMIT)
    assert isinstance(outcome, Done)
    assert outcome.value.queue_number == ""


def test_an_application_that_wants_a_commit_gets_one(tmp_path: Path, clock: Any) -> None:
    def asking(own: str) -> Sequence[Step]:
        answer = ack(own, "AA", ZQN).replace("|2.5.1\r", "|2.5.1|||AL|NE\r", 1)
        return [framed(answer), None]

    outcome, received = answered(tmp_path, clock, asking, Mode.ENHANCED)
    assert isinstance(outcome, Done)
    assert b"MSA|CA|RCV1" in received[1]


def test_without_a_connection_no_byte_was_sent(tmp_path: Path, clock: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    his = adapter(tmp_path, port, clock)
    outcome = his.register(request())
    assert isinstance(outcome, Unknown)
    assert outcome.reason == "unreachable"
    assert his.find_registration(request().key) == Done(None)


def test_a_plain_receiver_is_not_spoken_to_when_tls_is_wanted(tmp_path: Path, clock: Any) -> None:
    with scripted(lambda own: [framed(ack(own))]) as (port, received):
        outcome = adapter(tmp_path, port, clock, tls=ssl.create_default_context(), deadline_s=1.0).register(request())
    assert isinstance(outcome, Unknown)
    assert outcome.reason == "unreachable"
    assert not any(b"MSH" in one for one in received)


def test_over_tls_the_receivers_certificate_must_be_the_trusted_one(tmp_path: Path, clock: Any) -> None:
    server, authority = certificate(tmp_path)
    trusting = ssl.create_default_context(cafile=str(authority))
    with scripted(lambda own: [framed(ack(own, "AA", ZQN))], server) as (port, received):
        assert isinstance(adapter(tmp_path, port, clock, tls=trusting).register(request()), Done)
        stranger = adapter(tmp_path, port, clock, tls=ssl.create_default_context()).register(request())
    assert isinstance(stranger, Unknown)
    assert stranger.reason == "unreachable"
    assert len(received) == 1
