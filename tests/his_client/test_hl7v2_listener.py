"""Appointments that the HIS pushes, sent by two libraries that are not ours."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hl7
import pytest
from hl7.mllp import open_hl7_connection
from hl7apy.core import Message
from hl7apy.parser import parse_message
from hl7v2_peers import Hl7apyReceiver as Receiver
from hl7v2_peers import certificate, framed, yes
from hl7v2_samples import MORNING, adapter, request
from hypothesis import given, settings
from hypothesis import strategies as st

from his_client.his.ports import AppointmentKind, Capability, IdentitySource
from his_client.hl7v2 import AppointmentBook, Inbox, Listener
from his_client.hl7v2 import appointments as appointments_module
from his_client.outcome import Done

SOURCE = IdentitySource.CHIP_AND_FACE


def siu(
    event: str = "S12", *, start: str = "202611240900", number: str = "LH1", patient: str = "BN01", **more: str
) -> str:
    """An SIU built by hl7apy."""
    message = Message("SIU_S12", version="2.5.1")
    message.msh.msh_3, message.msh.msh_4, message.msh.msh_5, message.msh.msh_6 = "HIS", "BVMAU", "KIOSK", "01001"
    message.msh.msh_7, message.msh.msh_10, message.msh.msh_11 = "20261124070000", more.get("id", "S1"), "P"
    message.msh.msh_9 = f"SIU^{event}^SIU_S12"
    message.sch.sch_2, message.sch.sch_6 = number, more.get("why", event)
    message.sch.sch_7, message.sch.sch_25 = more.get("reason", "ROUTINE"), more.get("status", "Booked")
    message.sch.sch_11 = f"^^^{start}"
    group = message.add_group("siu_s12_patient")
    for one in (f"{patient}^^^MA_BN^PI", "001090000017^^^CCCD^NI"):
        group.pid.add_field("pid_3").value = one
    group.pid.pid_5 = "Nguyễn^Mẫu^Đức"
    resources = message.add_group("siu_s12_resources")
    resources.rgs.rgs_1 = "1"
    place = resources.add_group("siu_s12_location_resource")
    place.ail.ail_1, place.ail.ail_3 = "1", "K01^214^^^^C^A^2^Nội tim mạch"
    doctor = resources.add_group("siu_s12_personnel_resource")
    doctor.aip.aip_1, doctor.aip.aip_3 = "1", "BS7^Trần^Hoa^Thị"
    text: str = message.to_er7()
    return text


@pytest.fixture
def book(clock: Any) -> AppointmentBook:
    return AppointmentBook(clock)


@pytest.fixture
def listener(book: AppointmentBook, clock: Any) -> Iterator[Listener]:
    made = Listener(("127.0.0.1", 0), ["127.0.0.1"], Inbox(book, clock))
    made.start()
    yield made
    made.stop()


@pytest.fixture
def push(listener: Listener) -> Callable[..., list[str]]:
    """Sends messages over one connection by python-hl7 and gives the codes of the acknowledgments."""

    def sent(*texts: str, answers: int | None = None) -> list[str]:
        async def talk() -> list[str]:
            reader, writer = await open_hl7_connection("127.0.0.1", listener.port, encoding="utf-8")
            for text in texts:
                writer.writeblock(text.encode())
            found = []
            for _ in range(len(texts) if answers is None else answers):
                answer = await asyncio.wait_for(reader.readmessage(), 5)
                assert parse_message(str(answer)).validate()
                found.append(f"{answer.segment('MSA')(1)} {answer.segment('MSA')(2)}")
            writer.close()
            return found

        return asyncio.run(talk())

    return sent


def test_an_appointment_pushed_is_offered_today(push: Callable[..., list[str]], book: AppointmentBook) -> None:
    assert push(siu(), siu(number="LH2", start="20261124080000+0700", reason="FOLLOWUP", id="S2")) == ["AA S1", "AA S2"]
    first, second = book.today("BN01")
    assert (first.id, first.kind, second.id, second.kind) == (
        "LH2",
        AppointmentKind.REVISIT,
        "LH1",
        AppointmentKind.BOOKED,
    )
    assert (second.department_id, second.department_name, second.room) == ("K01", "Nội tim mạch", "214")
    assert (second.floor, second.building, second.doctor) == ("2", "A", "Trần Thị Hoa")
    assert second.starts_at.isoformat() == "2026-11-24T09:00:00+07:00"
    assert book.today("BN02") == ()


@pytest.mark.parametrize("event", ["S13", "S14"])
def test_a_changed_appointment_takes_the_place_of_the_first(
    push: Callable[..., list[str]], book: AppointmentBook, event: str
) -> None:
    push(siu(), siu(event, start="202611241000"), siu(event, start="202611241000"))
    assert [one.starts_at.hour for one in book.today("BN01")] == [10]
    push(siu(event, start="202611251000"))
    assert book.today("BN01") == ()


@pytest.mark.parametrize(("event", "status"), [("S15", "Booked"), ("S17", ""), ("S26", ""), ("S14", "Cancelled")])
def test_what_was_cancelled_is_not_offered(
    push: Callable[..., list[str]], book: AppointmentBook, event: str, status: str
) -> None:
    assert push(siu(), siu(event, status=status, id="S2")) == ["AA S1", "AA S2"]
    assert book.today("BN01") == ()


def test_tomorrows_appointments_are_offered_tomorrow(
    push: Callable[..., list[str]], book: AppointmentBook, clock: Any
) -> None:
    push(siu(start="202611250900"), siu(number="LH0", start="202611230900"))
    assert book.today("BN01") == ()
    clock.forward(days=1)
    assert [one.id for one in book.today("BN01")] == ["LH1"]
    clock.forward(days=1)
    assert book.today("BN01") == ()


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (siu(number=""), "AE S1"),
        (siu(start="soon"), "AE S1"),
        (siu(patient=""), "AE S1"),
        (siu().replace("K01^214", "^214"), "AE S1"),
        (siu().replace("SIU^S12^SIU_S12", "SIU^S99"), "AR S1"),
        (siu().replace("SIU^S12^SIU_S12", "ADT^A04^ADT_A01"), "AR S1"),
    ],
)
def test_what_cannot_be_taken_is_answered_so(
    push: Callable[..., list[str]], book: AppointmentBook, text: str, answer: str
) -> None:
    assert push(text) == [answer]
    assert book.today("BN01") == ()


def test_a_sender_in_enhanced_mode_gets_what_it_asked_for(push: Callable[..., list[str]]) -> None:
    def wanting(text: str, commit: str, application: str) -> str:
        head, _, rest = text.partition("\r")
        return f"{head}|||{commit}|{application}\r{rest}"

    assert push(wanting(siu(), "AL", "AL"), answers=2) == ["CA S1", "AA S1"]
    assert push(wanting(siu(), "AL", "NE"), answers=1) == ["CA S1"]
    assert push(wanting(siu(), "NE", "ER"), wanting(siu(number=""), "NE", "ER"), answers=1) == ["AE S1"]


def test_messages_cut_anywhere_are_taken(listener: Listener, book: AppointmentBook) -> None:
    with socket.create_connection(("127.0.0.1", listener.port), 5) as line:
        for byte in framed(siu()):
            line.sendall(bytes([byte]))
        assert b"MSA|AA|S1" in line.recv(4096)
    assert len(book.today("BN01")) == 1


@pytest.mark.parametrize("junk", [b"GET / HTTP/1.1\r\n\r\n", b"\x0b\x0b"])
def test_whoever_does_not_speak_mllp_is_left(listener: Listener, junk: bytes) -> None:
    with socket.create_connection(("127.0.0.1", listener.port), 5) as line:
        line.sendall(junk)
        assert line.recv(4096) == b""


def test_a_stranger_is_turned_away(book: AppointmentBook, clock: Any) -> None:
    closed = Listener(("127.0.0.1", 0), ["10.0.0.7"], Inbox(book, clock))
    closed.start()
    try:
        with socket.create_connection(("127.0.0.1", closed.port), 5) as line:
            assert line.recv(1) == b""
    finally:
        closed.stop()


def test_the_listener_speaks_tls_where_it_is_wanted(tmp_path: Path, book: AppointmentBook, clock: Any) -> None:
    server, authority = certificate(tmp_path)
    secured = Listener(("127.0.0.1", 0), ["127.0.0.1"], Inbox(book, clock), server)
    secured.start()
    try:
        trusting = ssl.create_default_context(cafile=str(authority))
        plain = socket.create_connection(("127.0.0.1", secured.port), 5)
        with trusting.wrap_socket(plain, server_hostname="127.0.0.1") as line:
            line.sendall(framed(siu()))
            assert b"MSA|AA|S1" in line.recv(4096)
    finally:
        secured.stop()
    assert len(book.today("BN01")) == 1


def test_a_full_book_says_so(
    push: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch, book: AppointmentBook
) -> None:
    monkeypatch.setattr(appointments_module, "MAX_KEPT", 1)
    assert push(siu(), siu(number="LH2"), siu(start="202611241100")) == ["AA S1", "AR S1", "AA S1"]
    assert [one.starts_at.hour for one in book.today("BN01")] == [11]


def test_an_appointment_is_used_by_its_registration(
    push: Callable[..., list[str]], book: AppointmentBook, tmp_path: Path, clock: Any
) -> None:
    push(siu())
    receiver = Receiver(yes, tmp_path / "report")
    try:
        his = adapter(tmp_path, receiver.port, clock, book=book)
        assert Capability.APPOINTMENTS in his.capabilities
        offered = his.appointments_today("BN01", SOURCE)
        assert isinstance(offered, Done)
        assert [one.id for one in offered.value] == ["LH1"]
        assert isinstance(his.register(request(appointment_id="LH1")), Done)
        assert his.appointments_today("BN01", SOURCE) == Done(())
    finally:
        receiver.stop()
    assert "|LH1^^^^VN|" in receiver.seen.texts[0]


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.binary(max_size=80), st.integers(0, 300).map(lambda cut: siu()[:cut].encode())))
def test_any_bytes_are_answered_or_left(data: bytes) -> None:
    for answer in Inbox(AppointmentBook(lambda: MORNING), lambda: MORNING).answer(data):
        hl7.parse(answer.decode())
