"""Opening the chip: every variant of PACE, what leads to BAC, and how many keys are ever tried."""

from __future__ import annotations

import contextlib
import secrets
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chip_reader import (
    AccessBlocked,
    AccessPolicy,
    BacKey,
    BadKey,
    CanKey,
    CardReading,
    NoCommonAccess,
    ReadError,
    TransmitFailed,
    WrongKey,
    read_card,
)
from chip_reader.access import ChipAccess
from chip_reader.apdu import CardChannel, Command
from chip_reader.errors import ChipRefused
from chip_reader.files import ElementaryFile, FileReader
from chip_reader.pace import establish
from chip_reader.security_infos import parse_security_infos
from chip_reader.tlv import encode
from chip_reader.virtual import (
    BadProfile,
    Fault,
    LengthCap,
    LockOut,
    OutOfStep,
    VirtualCard,
    VirtualReader,
    WrongMac,
    load_profile,
)

NOW = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
PROFILE = load_profile("adult-2021")
MRZ = BacKey.from_mrz(PROFILE.mrz)
CAN = CanKey.from_typed(PROFILE.access_number)
COMMON = "pace-ecdh-gm-aes128-p256"


def make(*access: str, faults: tuple[Fault, ...] = (), **changes: object) -> VirtualCard:
    return VirtualCard(replace(PROFILE, access=access, **changes), faults=faults, now=NOW)  # type: ignore[arg-type]


def read(card: VirtualCard, *keys: BacKey | CanKey, policy: AccessPolicy | None = None) -> CardReading:
    reader = VirtualReader()
    reader.insert(card)
    return read_card(reader.connect(), keys or (MRZ,), now=NOW, policy=policy)


SUITES = ["3des", "aes128", "aes192", "aes256"]
CURVES = ["p192", "p224", "p256", "p384", "p521", "bp192", "bp224", "bp256", "bp320", "bp384", "bp512"]
VARIANTS = [
    *(f"pace-ecdh-gm-{suite}-p256" for suite in SUITES),
    *(f"pace-ecdh-gm-aes128-{curve}" for curve in CURVES if curve != "p256"),
    *(f"pace-ecdh-im-{suite}-bp256" for suite in SUITES),
    "pace-ecdh-im-aes256-p521",
    *(f"pace-dh-gm-{suite}-modp1024" for suite in SUITES),
    "pace-dh-gm-aes256-modp2048-224",
    "pace-dh-gm-aes256-modp2048-256",
    "pace-dh-im-3des-modp2048-256",
    "pace-dh-im-aes256-modp1024",
]


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_variant_of_pace_opens_the_card(variant: str) -> None:
    reading = read(make("bac", variant))
    assert reading.access == "PACE-MRZ"
    assert reading.citizen.full_name == PROFILE.full_name
    assert not reading.failed


@pytest.mark.parametrize("suite", ["aes128", "aes192", "aes256"])
def test_chip_authentication_mapping_opens_the_card(suite: str) -> None:
    card = make(f"pace-ecdh-cam-{suite}-bp256", chip_authentication="ecdh-bp256-aes128")
    assert read(card).access == "PACE-MRZ"


def test_the_number_on_the_card_opens_it_as_well() -> None:
    reading = read(make("bac", COMMON), CAN)
    assert (reading.access, reading.citizen.id_number) == ("PACE-CAN", PROFILE.id_number)


def test_a_printed_number_other_than_the_last_digits_is_taken_from_the_profile() -> None:
    assert read(make(COMMON, can="271828"), CanKey("271828")).access == "PACE-CAN"
    with pytest.raises(WrongKey):
        read(make(COMMON, can="271828"), CAN)


def test_a_chip_without_pace_is_opened_by_bac() -> None:
    assert read(make("bac")).access == "BAC"


def test_pace_is_left_out_when_the_policy_says_so() -> None:
    card = make("bac", COMMON)
    assert read(card, policy=AccessPolicy(prefer_pace=False)).access == "BAC"
    assert card.commands == 8


def test_without_leave_to_use_bac_there_is_no_downgrade() -> None:
    with pytest.raises(NoCommonAccess) as caught:
        read(make("bac"), policy=AccessPolicy(allow_bac=False))
    assert "policy" in str(caught.value)


def test_a_card_access_number_alone_cannot_open_a_chip_without_pace() -> None:
    with pytest.raises(NoCommonAccess, match="card access number"):
        read(make("bac"), CAN)


class Broken:
    """A virtual card whose PACE fails at one step, as a proxy between the two sides would make it."""

    def __init__(self, card: VirtualCard, step: int, answer: bytes) -> None:
        self.card, self.step, self.answer = card, step, answer
        self.atr = card.atr
        self.authentications = 0

    def transmit(self, apdu: bytes) -> bytes:
        if apdu[1] == 0x22 and self.step == 0:
            return self.answer
        if apdu[1] == 0x86:
            self.authentications += 1
            if self.authentications == self.step:
                return self.answer
        return self.card.transmit(apdu)

    def close(self) -> None:
        pass


FAILURES = [(0, "6982"), (0, "6F00")]
FAILURES += [(step, answer) for step in range(1, 5) for answer in ("6982", "6F00", "7C009000", "7C0282009000", "9000")]


@pytest.mark.parametrize(("step", "answer"), FAILURES)
def test_pace_that_fails_is_followed_by_selection_and_bac(step: int, answer: str) -> None:
    reading = read_card(Broken(make("bac", COMMON), step, bytes.fromhex(answer)), [MRZ], now=NOW)
    assert (reading.access, reading.citizen.full_name) == ("BAC", PROFILE.full_name)


@pytest.mark.parametrize(("step", "answer"), FAILURES)
def test_pace_that_fails_ends_the_reading_where_bac_is_not_allowed(step: int, answer: str) -> None:
    broken = Broken(make("bac", COMMON), step, bytes.fromhex(answer))
    with pytest.raises(NoCommonAccess):
        read_card(broken, [MRZ], now=NOW, policy=AccessPolicy(allow_bac=False))


def test_several_parameter_sets_under_one_identifier_are_told_apart() -> None:
    card = make(COMMON, "pace-ecdh-gm-aes128-bp384")
    assert read(card).access == "PACE-MRZ"


def test_a_chip_that_wants_the_parameters_named_gets_them() -> None:
    card = make(COMMON)

    class Picky(Broken):
        def transmit(self, apdu: bytes) -> bytes:
            if apdu[1] == 0x22 and bytes.fromhex("84010C") not in apdu:
                return b"\x6a\x87"
            return self.card.transmit(apdu)

    assert read_card(Picky(card, 9, b""), [MRZ], now=NOW).access == "PACE-MRZ"


def test_card_access_is_selected_where_the_short_identifier_is_refused() -> None:
    card = make(COMMON)

    class WithoutShortIdentifier(Broken):
        def transmit(self, apdu: bytes) -> bytes:
            return b"\x69\x86" if apdu[:3] == b"\x00\xb0\x9c" else self.card.transmit(apdu)

    assert read_card(WithoutShortIdentifier(card, 9, b""), [MRZ], now=NOW).access == "PACE-MRZ"


def test_a_long_card_access_is_read_to_its_end() -> None:
    unknown = [f"pace-ecdh-im-aes{size}-{curve}" for size in (128, 192, 256) for curve in CURVES[2:]]
    card = make(*unknown, COMMON)
    assert len(card.card_access) > 400
    assert read(card).access == "PACE-MRZ"


@pytest.mark.parametrize("content", [b"", b"\x31", b"\x31\x05\x30\x03\x06\x01\x2a", b"\x30\x82\xff\xff" + bytes(300)])
def test_a_card_access_that_makes_no_sense_leads_to_bac(content: bytes) -> None:
    card = make("bac", COMMON)
    card.card_access = content
    assert read(card).access == "BAC"


def test_keys_are_tried_in_order_over_pace_too_and_no_more_than_three() -> None:
    wrong = [replace(MRZ, expiry=f"30031{digit}") for digit in range(4)]
    assert read(make(COMMON), *wrong[:2], MRZ).access == "PACE-MRZ"
    with pytest.raises(WrongKey) as caught:
        read(make("bac", COMMON), *wrong[:3], MRZ)
    assert caught.value.tried == 3


def test_the_number_is_guessed_only_on_request_and_counts_as_a_try() -> None:
    wrong = [replace(MRZ, expiry=f"30031{digit}") for digit in range(3)]
    guessing = AccessPolicy(guess_can=True)
    assert read(make(COMMON), wrong[0], policy=guessing).access == "PACE-CAN"
    with pytest.raises(WrongKey):
        read(make(COMMON), wrong[0])
    other = make("bac", COMMON, can="271828")
    assert read(other, wrong[0], MRZ, policy=guessing).access == "PACE-MRZ"
    with pytest.raises(WrongKey) as caught:
        read(other, wrong[0], wrong[1], MRZ, policy=guessing)
    assert caught.value.tried == 3


@pytest.mark.parametrize("access", [("bac",), ("bac", COMMON)])
def test_the_last_try_of_a_counting_chip_is_left_to_the_holder(access: tuple[str, ...]) -> None:
    wrong = [replace(MRZ, expiry=f"30031{digit}") for digit in range(3)]
    card = make(*access, faults=(LockOut(3),))
    with pytest.raises(WrongKey) as caught:
        read(card, *wrong)
    assert caught.value.remaining == 1
    assert read(card, MRZ).citizen.id_number == PROFILE.id_number


@pytest.mark.parametrize("access", [("bac",), (COMMON,)])
def test_a_blocked_chip_says_so(access: tuple[str, ...]) -> None:
    with pytest.raises(AccessBlocked) as caught:
        read(make(*access, faults=(LockOut(0),)))
    assert "desk" in caught.value.do


@pytest.mark.parametrize("at", range(9, 14))
@pytest.mark.parametrize("fault", [OutOfStep, WrongMac])
def test_a_lost_channel_is_opened_again_by_pace_and_the_file_resumed(
    at: int, fault: type[OutOfStep | WrongMac]
) -> None:
    card = make(COMMON, faults=(fault(at), LengthCap(0xDF)))
    reading = read(card)
    assert (reading.access, reading.failed) == ("PACE-MRZ", ())
    assert reading.citizen.mother == PROFILE.mother


def test_a_large_file_goes_on_at_the_offset_reached() -> None:
    card = make(COMMON, faults=(OutOfStep(40), LengthCap(0xDF)))
    reader = VirtualReader()
    reader.insert(card)
    channel, access = CardChannel(reader.connect()), ChipAccess([MRZ])
    seen: list[int] = []
    files = FileReader(lambda: access.open(channel))
    assert files.read(ElementaryFile.DG2, lambda done, _: seen.append(done)) == card.files[ElementaryFile.DG2]
    assert seen == sorted(set(seen))


def test_the_chip_must_not_answer_with_the_readers_own_key() -> None:
    card = make(COMMON)

    class Mirror(Broken):
        def transmit(self, apdu: bytes) -> bytes:
            if apdu[1] == 0x86 and apdu[7:8] == b"\x81":
                return apdu[5:7] + b"\x82" + apdu[8:-1] + b"\x90\x00"
            return self.card.transmit(apdu)

    with pytest.raises(NoCommonAccess):
        read_card(Mirror(card, 9, b""), [MRZ], now=NOW, policy=AccessPolicy(allow_bac=False))


def test_what_happened_can_be_asked() -> None:
    for access, downgraded in (
        (("bac",), False),
        (("bac", COMMON), False),
        (("bac", "pace-ecdh-im-aes128-p224"), True),
    ):
        reader = VirtualReader()
        reader.insert(make(*access))
        opening = ChipAccess([MRZ])
        opening.open(CardChannel(reader.connect()))
        assert opening.downgraded is downgraded


def test_numbers_that_cannot_be_a_card_access_number_are_refused() -> None:
    assert CanKey.from_typed(" 123 456 ") == CanKey("123456")
    for text in ("12345", "1234567", "12345a", ""):
        with pytest.raises(BadKey):
            CanKey.from_typed(text)
    assert "123456" not in repr(CanKey("123456"))


class ShortReader(Broken):
    """A reader that carries no extended length."""

    def transmit(self, apdu: bytes) -> bytes:
        if len(apdu) > 6 and apdu[4] == 0:
            raise TransmitFailed("no extended length")
        return self.card.transmit(apdu)


def test_a_reader_without_extended_length_opens_by_what_it_can_carry() -> None:
    large = make("bac", "pace-dh-gm-aes128-modp2048-256", active_authentication="rsa-sha256-2048")
    reading = read_card(ShortReader(large, 9, b""), [MRZ], now=NOW)
    assert (reading.access, reading.failed) == ("BAC", ())
    assert {check.name: check.status.value for check in reading.checks}["active_authentication"] == "ok"
    with pytest.raises(TransmitFailed):
        read_card(ShortReader(large, 9, b""), [CAN], now=NOW)


COMPLETE: dict[str, Any] = {"active_authentication": "ecdsa-p256", "chip_authentication": "ecdh-p256-aes128"}


@given(st.integers(1, 18), st.integers(0, 300), st.integers(1, 255), st.booleans())
@settings(max_examples=150, deadline=None)
def test_whatever_answer_is_changed_the_reading_ends_in_a_result_or_a_typed_error(
    at: int, position: int, change: int, cut: bool
) -> None:
    card = make("bac", COMMON, **COMPLETE)

    class Changing(Broken):
        def transmit(self, apdu: bytes) -> bytes:
            answer = bytearray(self.card.transmit(apdu))
            if self.card.commands == at:
                answer[position % len(answer)] ^= change
                answer = answer[: position % len(answer)] if cut else answer
            return bytes(answer)

    with contextlib.suppress(ReadError):
        reading = read_card(Changing(card, 9, b""), [MRZ], now=NOW)
        assert reading.citizen.id_number == PROFILE.id_number


@given(st.lists(st.binary(max_size=80), max_size=10), st.booleans())
@settings(deadline=None)
def test_a_chip_that_babbles_after_offering_pace_ends_in_a_typed_error(answers: list[bytes], wrapped: bool) -> None:
    offer = make(COMMON).card_access + b"\x90\x00"
    script = iter([offer, b"\x90\x00", *(encode(0x7C, a) + b"\x90\x00" if wrapped else a for a in answers)])

    class Babbler:
        atr = b""

        def transmit(self, apdu: bytes) -> bytes:
            return next(script, b"\x6f\x00")

        def close(self) -> None:
            pass

    with pytest.raises(ReadError):
        read_card(Babbler(), [MRZ], now=NOW)


@pytest.mark.parametrize("entry", ["pace", "pace-dh-cam-aes128", "pace-ecdh-gm-aes128-p999", "eac"])
def test_a_profile_that_asks_for_what_is_not_there_is_refused(entry: str) -> None:
    with pytest.raises(BadProfile):
        make(entry)


def test_the_plain_channel_is_closed_after_pace() -> None:
    card = make(COMMON)
    reader = VirtualReader()
    reader.insert(card)
    wire = CardChannel(reader.connect())
    ChipAccess([MRZ]).open(wire)
    assert wire.send(Command(0, 0xB0, 0x81, 0, ne=4)).status == 0x6987


STEPS = ["set-up", "nonce", "mapping", "key agreement", "mutual authentication"]


@pytest.mark.parametrize(("step", "name"), list(enumerate(STEPS)))
def test_a_refusal_names_the_step(step: int, name: str) -> None:
    card = make(COMMON)
    info = parse_security_infos(card.card_access).pace[0]
    wire = CardChannel(Broken(card, step, b"\x6f\x00"))
    with pytest.raises(ChipRefused, match=f"PACE {name} answered 6F00"):
        establish(wire, info, MRZ, secrets.token_bytes, name_parameters=False)
