"""Readers that run the protocols themselves: their files are held against the SOD, their claims stay claims."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chip_reader import (
    BacKey,
    BadChipData,
    BudgetExceeded,
    CardReading,
    CardSilent,
    CheckStatus,
    NoCard,
    ReaderGone,
    ReadError,
    TransmitFailed,
    TrustStore,
    WrongKey,
)
from chip_reader.file_device import HandedOver, SocketFileDevice, parse_answer, read_files
from chip_reader.files import ElementaryFile
from chip_reader.virtual import VirtualCard, load_profile
from chip_reader.virtual.file_service import FileService, ServiceFault

NOW = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)


@pytest.fixture
def service() -> Iterator[FileService]:
    service = FileService(VirtualCard(load_profile("complete"), now=NOW))
    yield service
    service.close()


def card_in(service: FileService) -> VirtualCard:
    assert service.card is not None
    return service.card


def read(service: FileService, *, seconds: float = 5.0) -> CardReading:
    card = card_in(service)
    trust = TrustStore.from_certificates([card.issuer.csca])
    return read_files(service.device(seconds=seconds), BacKey.from_mrz(card.profile.mrz), trust=trust, now=NOW)


def statuses(reading: CardReading) -> dict[str, CheckStatus]:
    return {check.name: check.status for check in reading.checks}


def test_a_card_read_by_such_a_device_is_judged_like_any_other(service: FileService) -> None:
    reading = read(service)
    found = statuses(reading)
    assert not reading.failed
    assert reading.citizen.full_name == card_in(service).profile.full_name
    assert reading.portrait is not None
    assert {found[name] for name in ("hash:DG1", "hash:DG2", "hash:DG13", "hash:DG15", "sod_signature", "chain")} == {
        CheckStatus.OK
    }


def test_what_the_device_says_of_the_chip_is_a_claim_and_no_proof(service: FileService) -> None:
    reading = read(service)
    proofs = [check for check in reading.checks if check.name.endswith("_authentication")]
    assert {check.status for check in proofs} == {CheckStatus.NOT_POSSIBLE}
    assert all("says" in check.evidence for check in proofs)


def test_a_device_that_saw_the_chip_fail_is_believed(service: FileService) -> None:
    service.claims = {"active_authentication": False}
    assert statuses(read(service))["active_authentication"] is CheckStatus.FAILED


def test_an_altered_file_is_found_whoever_read_it(service: FileService) -> None:
    files = card_in(service).files
    files[ElementaryFile.DG13] = files[ElementaryFile.DG13][:-1] + b"!"
    assert [check.name for check in read(service).failed] == ["hash:DG13"]


def test_a_signed_file_the_device_keeps_back_fails(service: FileService) -> None:
    del card_in(service).files[ElementaryFile.DG15]
    assert statuses(read(service))["hash:DG15"] is CheckStatus.FAILED


def test_an_empty_device_a_wrong_key_and_no_device_are_told_apart(service: FileService) -> None:
    device = service.device()
    with pytest.raises(WrongKey):
        read_files(device, BacKey("090000017", "900315", "300316"), now=NOW)
    service.card = None
    with pytest.raises(NoCard):
        device.read(BacKey("090000017", "900315", "300316"))
    service.close()
    with pytest.raises(ReaderGone):
        device.read(BacKey("090000017", "900315", "300316"))


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (ServiceFault.TORN, TransmitFailed),
        (ServiceFault.GARBAGE, TransmitFailed),
        (ServiceFault.FLOOD, BudgetExceeded),
        (ServiceFault.SILENT, CardSilent),
    ],
)
def test_what_a_device_does_wrong_is_a_typed_error(
    service: FileService, fault: ServiceFault, error: type[ReadError]
) -> None:
    service.fault = fault
    with pytest.raises(error):
        read(service, seconds=0.2 if fault is ServiceFault.SILENT else 5.0)


def test_only_a_device_of_this_machine_is_spoken_to() -> None:
    with pytest.raises(ValueError, match="this machine"):
        SocketFileDevice(8000, "192.0.2.1")


def test_a_file_that_is_too_large_or_no_base64_is_named() -> None:
    with pytest.raises(BadChipData, match="DG1: not Base64"):
        parse_answer(b'{"files": {"DG1": "*"}}')
    with pytest.raises(BadChipData, match="DG1: larger"):
        parse_answer(b'{"files": {"DG1": "' + b"AAAA" * 30_000 + b'"}}')


@given(st.binary(max_size=200) | st.text("{}[]\"':,0123456789abcfilestrue", max_size=200).map(str.encode))
def test_whatever_a_device_answers_it_ends_in_files_or_a_typed_error(answer: bytes) -> None:
    with contextlib.suppress(ReadError):
        assert isinstance(parse_answer(answer), HandedOver)
