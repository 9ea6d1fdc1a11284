"""Every access and authenticity protocol over a real pcscd. Run by `test_pcsc.py` inside namespaces of its own."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from chip_reader import AccessKey, BacKey, CanKey, CardReading, PcscReader, TrustStore, read_card
from chip_reader.virtual import VirtualCard, load_profile, serve_vpcd
from chip_reader.virtual.pcscd import SLOT, Pcscd, enter

NOW = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
PROFILE = load_profile("adult-2021")
MRZ = BacKey.from_mrz(PROFILE.mrz)


@pytest.fixture(scope="module")
def reader() -> Iterator[PcscReader]:
    enter()
    daemon = Pcscd()
    daemon.start()
    reader = PcscReader("PCD 00 00", heartbeat_seconds=0.2)
    yield reader
    reader.close()
    daemon.stop()


def wait_until(reader: PcscReader, present: bool) -> None:
    deadline = time.monotonic() + 8
    while reader.card_present() is not present:
        assert time.monotonic() < deadline, "the daemon does not notice"
        time.sleep(0.02)


def read(reader: PcscReader, key: AccessKey, **chip: object) -> CardReading:
    card = VirtualCard(replace(PROFILE, **chip), now=NOW)  # type: ignore[arg-type]
    served = serve_vpcd(card, *SLOT)
    try:
        wait_until(reader, True)
        connection = reader.connect()
        try:
            trust = TrustStore.from_certificates([card.issuer.csca])
            return read_card(connection, [key], now=NOW, trust=trust)
        finally:
            connection.close()
    finally:
        served.remove()
        wait_until(reader, False)


@pytest.mark.parametrize(
    "access",
    [
        "pace-ecdh-gm-3des-p256",
        "pace-ecdh-gm-aes128-bp256",
        "pace-ecdh-gm-aes192-p384",
        "pace-ecdh-gm-aes256-bp512",
        "pace-ecdh-im-aes128-bp256",
        "pace-ecdh-im-aes256-p521",
        "pace-dh-gm-aes128-modp1024",
        "pace-dh-gm-aes256-modp2048-256",
        "pace-dh-im-aes128-modp2048-224",
    ],
)
def test_pace_opens_the_card(reader: PcscReader, access: str) -> None:
    reading = read(reader, MRZ, access=(access,))
    assert (reading.access, reading.failed) == ("PACE-MRZ", ())
    assert reading.citizen.full_name == PROFILE.full_name


def test_the_number_on_the_card_opens_it(reader: PcscReader) -> None:
    key = CanKey.from_typed(PROFILE.access_number)
    assert read(reader, key, access=("pace-ecdh-gm-aes128-p256",)).access == "PACE-CAN"


@pytest.mark.parametrize(
    ("access", "active", "chip"),
    [
        ("bac", "rsa-sha1-1024", "ecdh-p256-3des"),
        ("bac", "ecdsa-p256-der", "dh-modp2048-256-3des"),
        ("pace-ecdh-gm-aes128-p256", "rsa-sha256-2048", "ecdh-p256-aes128"),
        ("pace-ecdh-cam-aes256-bp256", "ecdsa-bp256", "ecdh-bp256-aes256"),
    ],
)
def test_the_original_proves_itself_and_a_copy_does_not(
    reader: PcscReader, access: str, active: str, chip: str
) -> None:
    proofs = {"active_authentication", "chip_authentication"}
    kind = {"access": (access,), "active_authentication": active, "chip_authentication": chip}
    original = {check.name: check.status.value for check in read(reader, MRZ, **kind).checks}
    assert {original[name] for name in proofs} <= {"ok", "weak"}
    copy = read(reader, MRZ, cloned=True, **kind)
    assert {check.name for check in copy.failed} == proofs
