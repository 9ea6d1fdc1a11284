"""The TLV reader meets whatever a chip may send: it answers or refuses, it never crashes or runs away."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chip_reader import BadChipData
from chip_reader.tlv import MAX_DEPTH, encode, header, parse, parse_all, parse_one, walk


@given(st.sampled_from([0x04, 0x30, 0x5F1F, 0x7F61]), st.binary(max_size=70_000))
def test_what_is_encoded_is_read_back(tag: int, value: bytes) -> None:
    tlv, end = parse(encode(tag, value) + b"rest")
    assert (tlv.tag, tlv.value) == (tag, value)
    assert end == len(encode(tag, value))


@given(st.binary(max_size=200))
def test_any_bytes_give_objects_or_a_typed_error(data: bytes) -> None:
    with contextlib.suppress(BadChipData):
        assert sum(1 for _ in walk(data)) <= len(data)


@pytest.mark.parametrize("size", [0, 127, 128, 255, 256, 65535, 65536])
def test_lengths_around_every_form(size: int) -> None:
    assert header(encode(0x6D, bytes(size)))[2] == size


@pytest.mark.parametrize(
    "data", ["", "30", "3080", "3084FFFFFFFF", "3005", "5F", "5F80808001", "308100"[:4], "30820100"]
)
def test_incomplete_indefinite_and_oversized_objects_are_refused(data: str) -> None:
    with pytest.raises(BadChipData):
        parse_all(bytes.fromhex(data)) or header(b"")


def nested(depth: int) -> bytes:
    data = b""
    for _ in range(depth):
        data = encode(0x30, data)
    return data


def test_nesting_is_read_to_the_limit_and_not_beyond() -> None:
    assert sum(1 for _ in walk(nested(MAX_DEPTH))) == MAX_DEPTH
    with pytest.raises(BadChipData):
        list(walk(nested(MAX_DEPTH + 1)))
    with pytest.raises(BadChipData):
        list(walk(nested(5000)))


def test_another_tag_than_expected_is_refused() -> None:
    with pytest.raises(BadChipData, match="tag 61 expected, 30 found"):
        parse_one(nested(1), 0x61)
