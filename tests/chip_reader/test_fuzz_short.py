"""The short form of the fuzzing: a fixed set of damaged inputs for each parser, and the bombs by hand."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from chip_reader import BadChipData
from chip_reader.active_authentication import parse_dg15
from chip_reader.sod import parse_sod
from chip_reader.tlv import encode
from fuzz import chip as fuzz
from fuzz.damage import mutations


@pytest.mark.parametrize("name", fuzz.TARGETS)
def test_a_damaged_input_ends_in_a_result_or_the_parser_s_own_error(name: str) -> None:
    target = fuzz.TARGETS[name]
    assert target.seeds()
    for data in mutations(name, target, 300):
        target.check(data)


# An answer PACE accepts cannot be known beforehand: that is what PACE is for.
@pytest.mark.parametrize("name", [name for name in fuzz.TARGETS if name != "pace"])
def test_a_well_formed_input_passes(name: str) -> None:
    for seed in fuzz.TARGETS[name].seeds():
        fuzz.TARGETS[name].run(seed)


BOMBS = {
    "nothing": b"",
    "one byte": b"\x30",
    "nested": fuzz.nested(5_000),
    "four gigabytes": b"\x30\x84\xff\xff\xff\xff",
    "indefinite": b"\x30\x80" * 3_000,
    "empty objects": encode(0x30, b"\x30\x00" * 20_000),
    "numbered items": encode(0x6D, encode(0x30, encode(0x31, b"\x30\x03\x02\x01\x0e" * 10_000))),
    "long tag": b"\x3f" + b"\x81" * 10_000,
    "bad text": encode(0x6D, encode(0x30, encode(0x31, encode(0x30, b"\x02\x01\x02" + encode(0x0C, b"\xff" * 9_000))))),
    "half a character": encode(0x6D, encode(0x30, encode(0x31, encode(0x30, b"\x02\x01\x02" + encode(0x1E, b"\xd8"))))),
}


@pytest.mark.parametrize("name", fuzz.TARGETS)
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_does_not_go_off(name: str, bomb: str) -> None:
    for data in (BOMBS[bomb], *(encode(tag, BOMBS[bomb]) for tag in (0x30, 0x31, 0x6D, 0x6E, 0x6F, 0x75, 0x77))):
        fuzz.TARGETS[name].check(data)


POINT = bytes.fromhex("3059301306072A8648CE3D020106082A8648CE3D030107034200")
EMPTY_BITS = bytes.fromhex("3017301306072A8648CE3D020106082A8648CE3D0301070300")


def test_a_public_key_of_no_bits_at_all_is_malformed_wherever_it_stands() -> None:
    """Found by fuzzing: the ASN.1 library answers it with an IndexError."""
    with pytest.raises(BadChipData):
        parse_dg15(encode(0x6F, EMPTY_BITS))
    with pytest.raises(BadChipData):
        parse_sod(with_empty_key(fuzz.TARGETS["sod"].seeds()[0]))
    fuzz.TARGETS["dg14"].check(encode(0x6E, encode(0x31, EMPTY_BITS)))


def with_empty_key(data: bytes) -> bytes:
    """The signer's key has no bits; every length around it stays as it was, an unknown object fills the room."""
    start = data.index(POINT[:-1])
    key = EMPTY_BITS[2:] + b"\x04" + bytes([0x59 - 0x17 - 2]) + bytes(0x59 - 0x17 - 2)
    return data[: start + 2] + key + data[start + 2 + 0x59 :]


def test_what_a_parser_gives_back_is_no_larger_than_what_it_was_given() -> None:
    """Texts of DG13 are cut out of the file, so a small file can never become a large answer."""
    from chip_reader.dg13 import parse_dg13

    for data in mutations("size", fuzz.TARGETS["dg13"], 200):
        try:
            items = parse_dg13(data)
        except fuzz.TARGETS["dg13"].allowed:
            continue
        assert sum(len(text) for texts in items.texts.values() for text in texts) <= len(data)
