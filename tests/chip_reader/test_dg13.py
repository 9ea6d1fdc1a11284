"""DG13 in every shape cards are known or feared to have."""

from __future__ import annotations

import contextlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chip_reader import BadChipData
from chip_reader.dg13 import PARENTS, parse_dg13
from chip_reader.texts import tidy
from chip_reader.tlv import encode
from chip_reader.virtual import load_profile
from chip_reader.virtual.content import build_dg13


def utf8(text: str) -> bytes:
    return encode(0x0C, text.encode())


def item(number: int, *values: bytes) -> bytes:
    return encode(0x30, encode(0x02, bytes([number])) + b"".join(values))


def dg13(*items: bytes, before: bytes = b"", after: bytes = b"") -> bytes:
    return encode(0x6D, encode(0x30, before + encode(0x31, b"".join(items)) + after))


def test_a_full_card_gives_all_sixteen_items() -> None:
    profile = load_profile("adult-2021")
    items = parse_dg13(build_dg13(profile))
    assert items.text(1) == profile.id_number
    assert items.text(2) == profile.full_name
    assert items.text(9) == profile.place_of_residence
    assert items.texts[PARENTS] == (profile.father, profile.mother)
    assert items.text(14) == profile.spouse
    assert items.text(15) == profile.old_id_number
    assert items.text(16) == profile.chip_id


def test_an_address_longer_than_127_bytes_is_read_whole() -> None:
    profile = load_profile("long-address")
    assert len(profile.place_of_residence.encode()) > 127
    assert parse_dg13(build_dg13(profile)).text(9) == profile.place_of_residence


def test_an_unknown_father_does_not_give_his_place_to_the_mother() -> None:
    profile = load_profile("one-parent")
    assert parse_dg13(build_dg13(profile)).texts[PARENTS] == ("", profile.mother)


def test_an_empty_string_in_a_parents_place_counts_as_empty_too() -> None:
    parents = item(PARENTS, encode(0x30, utf8("")), encode(0x30, utf8("Mẹ Thử")))
    assert parse_dg13(dg13(parents)).texts[PARENTS] == ("", "Mẹ Thử")


def test_parents_in_one_sequence_are_read_alike() -> None:
    profile = load_profile("flat-parents")
    assert parse_dg13(build_dg13(profile)).texts[PARENTS] == (profile.father, profile.mother)


def test_a_single_person_has_an_item_with_nothing_inside() -> None:
    data = build_dg13(load_profile("single"))
    assert bytes.fromhex("300302010E") in data
    assert parse_dg13(data).text(14) == ""


@pytest.mark.parametrize(
    "before", [encode(0x02, b"\0"), encode(0x06, b"\x2a\x03"), encode(0x30, encode(0x06, b"\x2a"))]
)
def test_what_stands_before_or_after_the_set_is_stepped_over(before: bytes) -> None:
    items = parse_dg13(dg13(item(1, utf8("a")), item(2, utf8("b")), before=before, after=encode(0x04, b"\xff")))
    assert (items.text(1), items.text(2)) == ("a", "b")


def test_order_does_not_matter_and_a_missing_item_loses_no_other() -> None:
    items = parse_dg13(dg13(item(12, utf8("z")), item(2, utf8("b")), item(7, utf8("g"))))
    assert (items.text(2), items.text(7), items.text(12), items.text(3)) == ("b", "g", "z", "")


def test_unknown_numbers_are_kept() -> None:
    items = parse_dg13(dg13(item(1, utf8("a")), item(17, utf8("lạ")), item(18, encode(0x02, b"\x05"))))
    assert items.texts[17] == ("lạ",)
    assert items.raw[18] == b"\x02\x01\x05"


def test_every_string_type_is_understood_and_becomes_nfc() -> None:
    decomposed = unicodedata.normalize("NFD", "Đặng Thị Ước")
    items = parse_dg13(
        dg13(
            item(1, encode(0x13, b"001")),
            item(2, utf8(decomposed)),
            item(3, encode(0x16, b"01/01/1990")),
            item(4, encode(0x1E, "Nữ".encode("utf-16-be"))),
            item(5, encode(0x04, utf8("Việt Nam"))),
        )
    )
    assert [items.text(n) for n in range(1, 6)] == ["001", "Đặng Thị Ước", "01/01/1990", "Nữ", "Việt Nam"]


@pytest.mark.parametrize("data", [b"", b"\x6d\x00", b"\x61\x00", b"\x6d\x02\x30\x00", encode(0x6D, b"\x30\x7f\x00")])
def test_what_is_no_dg13_is_refused_with_its_name(data: bytes) -> None:
    with pytest.raises(BadChipData) as caught:
        parse_dg13(data)
    assert caught.value.file == "DG13"


@given(st.binary(max_size=300))
def test_any_bytes_give_items_or_a_typed_error(data: bytes) -> None:
    for candidate in (data, encode(0x6D, data), encode(0x6D, encode(0x30, encode(0x31, data)))):
        with contextlib.suppress(BadChipData):
            assert parse_dg13(candidate).texts


@given(st.integers(0, 10_000), st.integers(0, 255))
def test_one_changed_byte_anywhere_never_crashes(position: int, value: int) -> None:
    data = bytearray(build_dg13(load_profile("adult-2021")))
    data[position % len(data)] = value
    with contextlib.suppress(BadChipData):
        assert parse_dg13(bytes(data)).texts


@given(st.dictionaries(st.integers(1, 40), st.text(min_size=1, max_size=40), min_size=1))
def test_whatever_is_written_is_read_back(texts: dict[int, str]) -> None:
    items = parse_dg13(dg13(*(item(number, utf8(text)) for number, text in texts.items())))
    for number, text in texts.items():
        assert items.text(number) == tidy(text)


def test_further_strings_of_an_item_stay_visible() -> None:
    assert parse_dg13(dg13(item(2, utf8("Tên"), utf8("Tên khác")))).texts[2] == ("Tên", "Tên khác")
