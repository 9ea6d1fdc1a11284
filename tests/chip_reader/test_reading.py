"""Whole readings of virtual cards: what comes out, what is proven, and what a damaged or altered card leads to."""

from __future__ import annotations

import contextlib
import logging
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chip_reader import (
    BacKey,
    BadChipData,
    Budget,
    BudgetExceeded,
    CardReading,
    Check,
    CheckStatus,
    NotAnIdCard,
    PortraitFormat,
    Progress,
    ReadError,
    Stage,
    TrustStore,
    WrongKey,
    access_keys_from_qr,
    parse_card_qr,
    read_card,
)
from chip_reader.files import ElementaryFile
from chip_reader.signatures import digest
from chip_reader.tlv import encode, parse_one
from chip_reader.virtual import OutOfStep, Profile, Slow, VirtualCard, VirtualReader, load_profile, profile_names

NOW = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)


def connect(card: VirtualCard):
    reader = VirtualReader()
    reader.insert(card)
    return reader.connect()


def make(name: str = "adult-2021", **changes: object) -> VirtualCard:
    return VirtualCard(replace(load_profile(name), **changes), now=NOW)  # type: ignore[arg-type]


def read(card: VirtualCard, **options: object) -> CardReading:
    options.setdefault("trust", TrustStore.from_certificates([card.issuer.csca]))
    return read_card(connect(card), [BacKey.from_mrz(card.profile.mrz)], now=NOW, **options)  # type: ignore[arg-type]


def status(reading: CardReading, name: str) -> CheckStatus:
    return next(check.status for check in reading.checks if check.name == name)


TEXTS = [
    "id_number",
    "full_name",
    "sex",
    "nationality",
    "ethnicity",
    "religion",
    "place_of_origin",
    "place_of_residence",
    "identifying_features",
    "father",
    "mother",
    "spouse",
    "old_id_number",
    "chip_id",
]


@pytest.mark.parametrize("name", profile_names())
def test_every_profile_is_read_back_text_for_text(name: str) -> None:
    profile = load_profile(name)
    citizen = read(make(name)).citizen
    if not profile.tampered:
        for text in TEXTS:
            assert getattr(citizen, text) == getattr(profile, text), text
    assert citizen.no_expiry == (profile.expiry_date == "Không thời hạn")
    assert citizen.date_of_birth == "-".join(reversed(profile.date_of_birth.split("/")))
    assert citizen.issue_date == "-".join(reversed(profile.issue_date.split("/")))


def test_a_genuine_card_passes_every_check_that_can_be_made() -> None:
    reading = read(make())
    assert {check.name: check.status.value for check in reading.checks} == {
        "hash:DG1": "ok",
        "hash:DG2": "ok",
        "hash:DG13": "ok",
        "sod_lists": "ok",
        "sod_signature": "ok",
        "chain": "ok",
        "active_authentication": "not_supported",
        "chip_authentication": "not_supported",
        "consistency": "ok",
    }
    assert (reading.access, reading.fingerprint) == ("BAC", "not_read")


def test_without_trust_anchors_the_issuer_is_never_called_proven() -> None:
    assert status(read(make(), trust=None), "chain") is CheckStatus.NOT_POSSIBLE
    assert status(read(make(), trust=TrustStore(())), "chain") is CheckStatus.NOT_POSSIBLE


def test_a_card_needs_at_most_fifteen_commands() -> None:
    assert read(make()).stats.apdus <= 15


@pytest.mark.parametrize("file", ["DG1", "DG2", "DG13"])
def test_an_altered_file_is_named(file: str) -> None:
    reading = read(make(tampered=(file,)))
    assert [check.name for check in reading.failed] == [f"hash:{file}"]
    assert file in reading.failed[0].evidence


def test_an_altered_zone_that_no_longer_reads_is_named_too_and_the_items_stay() -> None:
    card = make()
    zone = card.files[ElementaryFile.DG1]
    card.files[ElementaryFile.DG1] = zone.replace(b"9003152M", b"9103152M")
    reading = read(card)
    assert [check.name for check in reading.failed] == ["hash:DG1"]
    assert status(reading, "consistency") is CheckStatus.FINDING
    assert reading.citizen.date_of_birth == "1990-03-15"


def test_a_signed_zone_that_does_not_read_is_an_error() -> None:
    card = make()
    data = encode(0x61, encode(0x5F1F, b"<" * 90))
    sod = {1: data, 2: card.files[ElementaryFile.DG2], 13: card.files[ElementaryFile.DG13]}
    card.files[ElementaryFile.DG1] = data
    hashes = {number: digest("sha256", content) for number, content in sod.items()}
    card.files[ElementaryFile.SOD] = card.issuer.sign(hashes, NOW)
    with pytest.raises(BadChipData, match="DG1: machine readable zone"):
        read(card)


def test_a_portrait_that_is_not_the_signed_one_is_not_handed_out() -> None:
    assert read(make(tampered=("DG2",))).portrait is None
    portrait = read(make()).portrait
    assert portrait is not None
    assert portrait.format is PortraitFormat.JPEG


def test_the_portrait_is_handed_out_byte_for_byte() -> None:
    image = b"\x00\x00\x00\x0cjP  \r\n\x87\n" + bytes(range(256)) * 60
    card = VirtualCard(load_profile("adult-2021"), portrait=image, now=NOW)
    portrait = read(card).portrait
    assert portrait is not None
    assert (portrait.format, portrait.data) == (PortraitFormat.JP2, image)


def test_a_card_without_expiry_has_no_date_and_says_so() -> None:
    citizen = read(make("no-expiry")).citizen
    assert citizen.expiry_date is None
    assert citizen.no_expiry


def test_unknown_items_are_kept_under_their_number() -> None:
    assert read(make("unknown-item")).citizen.extra == {"17": "Nhóm máu O"}


def test_a_date_that_is_no_date_is_kept_raw() -> None:
    card = make()
    card.files[ElementaryFile.DG13] = card.files[ElementaryFile.DG13].replace(b"10/05/2021", b"10/99/2021")
    citizen = read(card).citizen
    assert citizen.issue_date == ""
    assert citizen.extra["11"] == "10/99/2021"


def test_a_second_name_is_kept_beside_the_first() -> None:
    card = make()
    name, other = (encode(0x0C, text.encode()) for text in (card.profile.full_name, "Tên khác"))
    items = parse_one(parse_one(card.files[ElementaryFile.DG13], 0x6D).value, 0x30).children()[0].children()
    content = b"".join(
        encode(0x30, encode(0x02, b"\x02") + name + other) if i == 1 else encode(0x30, tlv.value)
        for i, tlv in enumerate(items)
    )
    card.files[ElementaryFile.DG13] = encode(0x6D, encode(0x30, encode(0x31, content)))
    citizen = read(card).citizen
    assert (citizen.full_name, citizen.extra["2"]) == (card.profile.full_name, "Tên khác")


def test_dg1_and_dg13_that_differ_are_a_finding_and_not_a_crash() -> None:
    card = make()
    other = make(id_number="001090000099", sex="Nữ", date_of_birth="16/03/1990", expiry_date="Không thời hạn")
    card.files[ElementaryFile.DG13] = other.files[ElementaryFile.DG13]
    check = next(check for check in read(card).checks if check.name == "consistency")
    assert check.status is CheckStatus.FINDING
    assert check.evidence == "DG1 and DG13 differ in: number, birth date, sex, expiry"


def test_a_passport_without_dg13_still_gives_a_person() -> None:
    first = "P<VNMNGUYEN<<THI<ANH".ljust(44, "<")
    second = "0900000018VNM9001022F3501025<<<<<<<<<<<<<<04"
    card = make()
    data = encode(0x61, encode(0x5F1F, (first + second).encode()))
    del card.files[ElementaryFile.DG13]
    card.files[ElementaryFile.DG1] = data
    citizen = read(card).citizen
    assert (citizen.id_number, citizen.full_name) == ("090000001", "NGUYEN THI ANH")
    assert (citizen.date_of_birth, citizen.expiry_date) == ("1990-01-02", "2035-01-02")
    assert (citizen.sex, citizen.nationality) == ("Nữ", "Việt Nam")
    assert (citizen.place_of_residence, citizen.father) == ("", "")


@pytest.mark.parametrize("present", [True, False])
def test_a_group_that_is_listed_but_not_signed_fails_when_it_is_there(present: bool) -> None:
    card = make()
    com = card.files[ElementaryFile.COM]
    groups = encode(0x5C, b"\x61\x75\x6d")
    assert com.endswith(groups)
    card.files[ElementaryFile.COM] = encode(0x60, com[2 : -len(groups)] + encode(0x5C, b"\x61\x75\x6d\x6f"))
    if present:
        card.files[ElementaryFile.DG15] = encode(0x6F, b"")
    reading = read(card)
    lists = next(check for check in reading.checks if check.name == "sod_lists")
    if present:
        assert [check.name for check in reading.failed] == ["hash:DG15", "sod_lists", "active_authentication"]
        assert lists.evidence == "listed but not signed: DG15"
    else:
        assert not reading.failed
        assert lists == Check("sod_lists", CheckStatus.FINDING, "listed but neither signed nor given out: DG15")


def test_a_group_the_unsigned_list_hides_is_read_all_the_same_and_the_hiding_fails() -> None:
    card = make()
    com = card.files[ElementaryFile.COM]
    card.files[ElementaryFile.COM] = encode(0x60, com[2:-5] + encode(0x5C, b"\x61\x75"))
    reading = read(card)
    assert reading.citizen.father == card.profile.father
    assert [check.evidence for check in reading.failed] == ["signed but not listed: DG13"]


def test_a_malformed_list_of_files_fails_and_stops_nothing() -> None:
    card = make()
    card.files[ElementaryFile.COM] = b"\x61\x00"
    reading = read(card)
    assert [check.name for check in reading.failed] == ["sod_lists"]
    assert reading.citizen.full_name == card.profile.full_name


def test_a_card_without_sod_is_read_but_fails() -> None:
    card = make()
    del card.files[ElementaryFile.SOD]
    reading = read(card)
    assert [check.name for check in reading.failed] == ["sod_signature", "chain"]
    assert status(reading, "hash:DG1") is CheckStatus.NOT_POSSIBLE
    assert reading.portrait is None


def test_a_card_without_mrz_cannot_be_read() -> None:
    card = make()
    del card.files[ElementaryFile.DG1]
    with pytest.raises(ReadError, match="DG1"):
        read(card)


def test_a_card_without_the_list_of_files_is_read_from_the_signed_list() -> None:
    card = make()
    del card.files[ElementaryFile.COM]
    reading = read(card)
    assert not reading.failed
    assert status(reading, "sod_lists") is CheckStatus.NOT_POSSIBLE


def test_keys_are_tried_in_order_and_no_more_than_three() -> None:
    card = make()
    right = BacKey.from_mrz(card.profile.mrz)
    wrong = [replace(right, expiry=f"30031{digit}") for digit in range(4)]
    assert read_card(connect(card), [*wrong[:2], right], now=NOW).citizen.id_number == card.profile.id_number
    with pytest.raises(WrongKey) as caught:
        read_card(connect(card), [*wrong[:3], right], now=NOW)
    assert caught.value.tried == 3


def test_the_printed_qr_alone_opens_the_card() -> None:
    card = make()
    keys = access_keys_from_qr(parse_card_qr(card.profile.qr_text))
    assert read_card(connect(card), keys, now=NOW).citizen.chip_id == card.profile.chip_id


def test_another_kind_of_card_is_told_apart() -> None:
    class BankCard:
        atr = b""

        def transmit(self, apdu: bytes) -> bytes:
            return b"\x6a\x82"

        def close(self) -> None:
            pass

    with pytest.raises(NotAnIdCard):
        read_card(BankCard(), [BacKey("090000017", "900315", "300315")], now=NOW)


def test_progress_runs_through_the_stages_in_order_and_ends_complete() -> None:
    seen: list[Progress] = []
    read(make(), progress=seen.append)
    assert list(dict.fromkeys(p.stage for p in seen)) == [Stage.KEY, Stage.TEXTS, Stage.PORTRAIT, Stage.SIGNATURE]
    for stage in (Stage.TEXTS, Stage.PORTRAIT, Stage.SIGNATURE):
        last = [p for p in seen if p.stage is stage][-1]
        assert last.bytes_read == last.bytes_expected > 0


def test_a_slow_card_ends_at_the_budget_of_time() -> None:
    ticks = [0.0]

    def sleep(seconds: float) -> None:
        ticks[0] += seconds

    card = VirtualCard(load_profile("adult-2021"), faults=[Slow(7.0)], now=NOW, sleep=sleep)
    with pytest.raises(BudgetExceeded):
        read(card, clock=lambda: ticks[0])


def test_the_budget_of_commands_and_bytes_holds() -> None:
    with pytest.raises(BudgetExceeded):
        read(make(), budget=Budget(apdus=6))
    with pytest.raises(BudgetExceeded):
        read(make(), budget=Budget(bytes_received=2000))


@pytest.mark.parametrize("at", range(5, 10))
def test_step_lost_at_any_command_is_recovered_without_a_trace(at: int) -> None:
    card = VirtualCard(load_profile("adult-2021"), faults=[OutOfStep(at)], now=NOW)
    reading = read(card)
    assert not reading.failed
    assert reading.citizen.mother == card.profile.mother


def test_a_clock_without_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="timezone-aware"):
        read_card(connect(make()), [BacKey("090000017", "900315", "300315")], now=datetime(2026, 1, 1))  # noqa: DTZ001


def test_nothing_personal_is_logged_or_shown_by_repr(caplog: pytest.LogCaptureFixture) -> None:
    card = make()
    with caplog.at_level(logging.DEBUG, logger="chip_reader"):
        reading = read(card)
    shown = caplog.text + repr(reading) + repr(BacKey.from_mrz(card.profile.mrz))
    shown += repr(parse_card_qr(card.profile.qr_text))
    assert "apdus=9" in shown
    for personal in (card.profile.full_name, card.profile.id_number, "090000017", "900315", "Hà Nội", "NGUYEN"):
        assert personal not in shown


def test_the_profile_texts_hold_only_what_a_card_can_hold() -> None:
    for name in profile_names():
        profile: Profile = load_profile(name)
        assert all(len(line) == 30 for line in profile.mrz)
        assert len(profile.qr_text.split("|")) == 7


SIGNED = [ElementaryFile.DG1, ElementaryFile.DG2, ElementaryFile.DG13]


def test_a_signed_file_the_chip_keeps_back_is_not_passed_over() -> None:
    card = make()
    del card.files[ElementaryFile.DG2]
    assert [check.name for check in read(card).failed] == ["hash:DG2"]


@given(
    st.sampled_from([ElementaryFile.COM, ElementaryFile.SOD, *SIGNED]),
    st.integers(0, 20_000),
    st.integers(0, 255),
    st.booleans(),
)
@settings(deadline=None)
def test_whatever_stands_in_a_file_the_reading_ends_in_a_result_or_a_typed_error(
    file: ElementaryFile, position: int, value: int, cut: bool
) -> None:
    card = make()
    data = bytearray(card.files[file])
    position %= len(data)
    unchanged = data[position] == value and not cut
    data[position] = value
    card.files[file] = bytes(data[:position] if cut else data)
    with contextlib.suppress(ReadError):
        reading = read(card)
        if not unchanged and file in SIGNED:
            assert status(reading, f"hash:{file.name}") is not CheckStatus.OK


@given(st.lists(st.binary(max_size=60), max_size=12))
def test_whatever_a_card_answers_the_reading_ends_in_a_typed_error(answers: list[bytes]) -> None:
    script = iter([b"\x90\x00", b"12345678\x90\x00", *answers])

    class Babbler:
        atr = b""

        def transmit(self, apdu: bytes) -> bytes:
            return next(script, b"\x6f\x00")

        def close(self) -> None:
            pass

    with pytest.raises(ReadError):
        read_card(Babbler(), [BacKey("090000017", "900315", "300315")], now=NOW)


def test_importing_the_library_loads_no_reader_binding() -> None:
    code = "import sys, chip_reader, chip_reader.virtual; sys.exit('smartcard' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=30).returncode == 0
