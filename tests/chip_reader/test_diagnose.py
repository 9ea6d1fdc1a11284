"""The diagnosis shows how a card is built and nothing of what it says."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chip_reader import BacKey, CardGone
from chip_reader.diagnose import Finding, diagnose, structure
from chip_reader.tlv import encode
from chip_reader.virtual import Torn, VirtualCard, VirtualReader, load_profile, profile_names

NOW = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)


def look(name: str, *, keys: bool = True) -> tuple[Finding, ...]:
    card, reader = VirtualCard(load_profile(name), now=NOW), VirtualReader()
    reader.insert(card)
    return diagnose(reader.connect(), [BacKey.from_mrz(card.profile.mrz)] if keys else [])


LETTERS = st.text("BCDFGHJKLMNPQRSTVWXZ", min_size=5, max_size=20)
DIGITS = st.text("0123456789", min_size=12, max_size=12)
HEX = re.compile(r"[0-9A-F]{8,}", re.IGNORECASE)


@given(number=DIGITS, texts=st.lists(LETTERS, min_size=8, max_size=8), day=st.integers(10, 28), unknown=LETTERS)
@settings(max_examples=25, deadline=None)
def test_whatever_stands_on_a_card_nothing_of_it_is_in_the_report(
    number: str, texts: list[str], day: int, unknown: str
) -> None:
    names = (
        "full_name",
        "ethnicity",
        "religion",
        "place_of_origin",
        "place_of_residence",
        "father",
        "mother",
        "spouse",
    )
    profile = replace(
        load_profile("adult-2021"),
        id_number=number,
        date_of_birth=f"{day}/11/1987",
        chip_id=number[::-1] + "4711",
        extra={99: unknown},
        **dict(zip(names, texts, strict=True)),
    )
    card, reader = VirtualCard(profile, portrait=b"\xff\xd8\xff" + number.encode() * 40, now=NOW), VirtualReader()
    reader.insert(card)
    report = "\n".join(finding.seen for finding in diagnose(reader.connect(), [BacKey.from_mrz(profile.mrz)]))
    values = [number, number[-9:], profile.chip_id, f"{day}/11/1987", profile.birth, profile.expiry, unknown, *texts]
    assert not [value for value in values if value in report]
    files = "".join(data.hex() for file, data in card.files.items() if file.name in {"DG1", "DG2", "DG13"})
    assert not [token for token in HEX.findall(report) if token.lower() in files]


def test_a_value_in_the_place_of_a_number_or_identifier_is_not_shown() -> None:
    day_of_birth, disguised = encode(0x02, b"\x13"), encode(0x06, b"001090000017")
    item = encode(0x30, encode(0x02, b"\x11") + day_of_birth + disguised)
    assert list(structure(item)) == ["30 (20)", "  02 (1) = 17", "  02 (1)", "  06 (12)"]


def test_every_command_leaves_its_header_lengths_and_status_word() -> None:
    traced = [finding.seen for finding in look("adult-2021") if finding.topic == "trace"]
    assert len(traced) == int(next(finding.seen for finding in look("adult-2021") if finding.topic == "commands"))
    assert re.fullmatch(r"00A4000C sent 7, received 2, 6D00, \d+ ms", traced[0])


@pytest.mark.parametrize("name", profile_names())
def test_no_value_of_the_card_appears(name: str) -> None:
    profile = load_profile(name)
    shown = "\n".join(f"{finding.topic} {finding.seen}" for finding in look(name))
    personal = {profile.full_name, profile.id_number, profile.date_of_birth, profile.place_of_residence, *profile.mrz}
    personal |= set(profile.full_name.split()) | {profile.document_number, profile.birth, profile.father}
    assert not [value for value in personal if len(value) > 2 and re.search(rf"\b{re.escape(value)}\b", shown)]


def test_the_layout_of_the_personal_items_is_shown() -> None:
    lines = [finding.seen for finding in look("unknown-item") if finding.topic == "DG13"]
    assert lines[0].endswith(" ms")
    assert any(line.strip() == "02 (1) = 17" for line in lines)
    assert any(line.strip() == "13 (12)" for line in lines)


def test_status_words_algorithms_and_absent_files_are_shown() -> None:
    seen = look("adult-2021")
    assert Finding("select master file", "6D00") in seen
    assert Finding("SOD", "sha256 over DG1, DG2, DG13") in seen
    assert Finding("SOD", "signature ok: ECDSA secp256r1 sha256") in seen
    assert any(finding.topic == "DG14" and finding.seen.startswith("absent") for finding in seen)


def test_the_protocols_on_offer_and_whether_the_proofs_held_are_shown() -> None:
    seen = look("complete")
    assert Finding("EF.CardAccess", "PACE ECDH-GM AES-128 secp256r1, usable") in seen
    assert Finding("DG14", "chip authentication ECDH AES-128") in seen
    assert Finding("DG14", "chip key ECDH on secp256r1") in seen
    shown = {finding.topic: finding.seen for finding in seen}
    assert shown["access"].startswith("PACE-MRZ, ")
    assert shown["active_authentication"].startswith("ok: ")
    assert shown["chip_authentication"].startswith("ok: ")
    assert {finding.topic: finding.seen for finding in look("cloned")}["chip_authentication"].startswith("failed: ")


def test_without_a_key_only_what_everybody_may_see_is_looked_at() -> None:
    topics = {finding.topic for finding in look("adult-2021", keys=False)}
    assert "DG1" not in topics
    assert "EF.CardAccess" in topics


def test_a_wrong_key_is_a_line_of_the_report() -> None:
    card, reader = VirtualCard(load_profile("child"), now=NOW), VirtualReader()
    reader.insert(card)
    seen = diagnose(reader.connect(), [BacKey("090000017", "900315", "300315")])
    assert any(finding.topic == "stopped" and finding.seen.startswith("wrong_key") for finding in seen)


def test_a_card_taken_away_ends_the_diagnosis() -> None:
    reader = VirtualReader()
    reader.insert(VirtualCard(load_profile("child"), faults=[Torn(3)], now=NOW))
    with pytest.raises(CardGone):
        diagnose(reader.connect())


def test_object_identifiers_are_named_and_values_are_not() -> None:
    data = encode(0x31, encode(0x30, encode(0x06, bytes.fromhex("04007F00070202040202")) + encode(0x02, b"\x02")))
    assert list(structure(data)) == ["31 (17)", "  30 (15)", "    06 (10) 0.4.0.127.0.7.2.2.4.2.2", "    02 (1)"]
