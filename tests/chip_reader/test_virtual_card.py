"""The virtual card behaves as cards in the field are known to, and its profiles are honest."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from chip_reader import BacKey
from chip_reader.apdu import CardChannel, Command
from chip_reader.bac import BasicAccess
from chip_reader.bench import measure
from chip_reader.virtual import BadProfile, Profile, VirtualCard, load_profile, profile_names

NOW = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)


class Wire:
    atr = b""

    def __init__(self, card: VirtualCard) -> None:
        self.card = card

    def transmit(self, apdu: bytes) -> bytes:
        return self.card.transmit(apdu)

    def close(self) -> None:
        pass


@pytest.fixture
def card() -> VirtualCard:
    return VirtualCard(load_profile("adult-2021"), now=NOW)


def test_before_access_control_only_the_application_answers(card: VirtualCard) -> None:
    assert card.transmit(bytes.fromhex("00A4000C023F00")).hex() == "6d00"
    assert card.transmit(bytes.fromhex("00A4040C05A000000001")).hex() == "6a82"
    assert card.transmit(bytes.fromhex("0084000008")).hex() == "6d00"
    assert card.transmit(bytes.fromhex("00A4040C07A0000002471001")).hex() == "9000"
    assert card.transmit(bytes.fromhex("00B0810000")).hex() == "6982"
    assert len(card.transmit(bytes.fromhex("0084000008"))) == 10


@pytest.mark.parametrize(("fid", "status"), [("0103", 0x6982), ("010B", 0x6A82), ("010C", 0x6A82), ("010E", 0x6A82)])
def test_fingerprints_are_denied_and_absent_files_not_found(card: VirtualCard, fid: str, status: int) -> None:
    channel = BasicAccess([BacKey.from_mrz(card.profile.mrz)]).open(CardChannel(Wire(card)))
    answer = channel.send(Command(0, 0xA4, 2, 0x0C, bytes.fromhex(fid)))
    assert (answer.status, answer.protected) == (status, True)


def test_a_plain_command_ends_the_session(card: VirtualCard) -> None:
    wire = CardChannel(Wire(card))
    BasicAccess([BacKey.from_mrz(card.profile.mrz)]).open(wire)
    assert wire.send(Command(0, 0xB0, 0x81, 0, ne=4)).status == 0x6987
    assert card.transmit(bytes.fromhex("0CB08100")).hex() == "6988"


def test_a_changed_protected_command_is_refused(card: VirtualCard) -> None:
    wire = Wire(card)
    transmitted: list[bytes] = []

    class Tamper(Wire):
        def transmit(self, apdu: bytes) -> bytes:
            transmitted.append(apdu)
            return super().transmit(apdu[:-3] + bytes([apdu[-3] ^ 1]) + apdu[-2:] if apdu[0] == 0x0C else apdu)

    channel = BasicAccess([BacKey.from_mrz(card.profile.mrz)]).open(CardChannel(Tamper(card)))
    with pytest.raises(Exception, match="6988"):
        channel.send(Command(0, 0xB0, 0x81, 0, ne=4))
    assert wire.transmit(bytes.fromhex("0CB08100")).hex() == "6988"


def test_a_malformed_protected_command_ends_the_session_with_a_status_word(card: VirtualCard) -> None:
    for body in ("", "8E", "87028E08", "8701018E080000000000000000"):
        BasicAccess([BacKey.from_mrz(card.profile.mrz)]).open(CardChannel(Wire(card)))
        data = bytes.fromhex(body)
        assert card.transmit(bytes.fromhex("0CB08100") + bytes([len(data)]) + data + b"\0").hex() == "6988"


@pytest.mark.parametrize("apdu", ["", "00", "00B081", "00A4040C09A0", "00A4040C00", "0CB0810001"])
def test_malformed_commands_get_a_status_word(card: VirtualCard, apdu: str) -> None:
    assert len(card.transmit(bytes.fromhex(apdu))) == 2


def test_the_sample_of_the_layout_is_reproduced() -> None:
    profile = Profile("x", "001099012345", "Nguyễn Văn Ân", "10/01/1999", "Nam", expiry_date="08/11/2039")
    profile_mrz = Profile("x", "001099012345", "Nguyễn Văn Ân", "10/01/1999", "Nam", expiry_date="10/01/2039").mrz
    assert profile.mrz[0] == "IDVNM0990123459001099012345<<0"
    assert profile_mrz[1].startswith("9901100M390110")
    assert profile.mrz[2] == "NGUYEN<<VAN<AN<<<<<<<<<<<<<<<<"


def test_a_long_name_is_cut_and_barred_d_becomes_d() -> None:
    mrz = load_profile("long-address").mrz
    assert mrz[2] == "NGUYEN<<THI<THUY<DUONG<DO<QUYE"


def test_the_shipped_profiles_cover_what_is_promised() -> None:
    promised = {"adult-2021", "adult-2024", "no-expiry", "child", "long-address", "tampered-dg13"}
    assert promised <= set(profile_names())
    assert load_profile("tampered-dg13").tampered == ("DG13",)


def test_a_profile_is_also_read_from_a_file_and_mistakes_are_named(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('[texts]\nid_number = "001090000017"\nfull_name = "A"\ndate_of_birth = "1990"\nsex = "Nam"\n')
    assert load_profile(path).full_name == "A"
    path.write_text('[texts]\nid_nummer = "1"\n')
    with pytest.raises(BadProfile, match="id_nummer"):
        load_profile(path)
    path.write_text('[texts]\nid_number = "17"\nfull_name = "A"\ndate_of_birth = "1990"\nsex = "Nam"\n')
    with pytest.raises(BadProfile, match="12 digits"):
        load_profile(path)
    with pytest.raises(BadProfile, match="adult-2021"):
        load_profile("nobody")


def test_the_bench_measures_a_real_reading() -> None:
    figures = measure(runs=2)
    assert figures["apdus"] <= 15
    assert figures["bytes"] > 10_000
    assert 0 < figures["host_ms"] <= figures["total_ms"]
