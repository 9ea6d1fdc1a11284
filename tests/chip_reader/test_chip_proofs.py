"""The original and the copy: active and chip authentication, and what is said of a chip that cannot do them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from asn1crypto import core, keys
from cryptography.hazmat.primitives.asymmetric import rsa

from chip_reader import (
    BacKey,
    CardGone,
    CardReading,
    CardSilent,
    Check,
    CheckStatus,
    ReadError,
    TrustStore,
    read_card,
)
from chip_reader.active_authentication import RsaKey, parse_dg15, recovered_hash
from chip_reader.errors import BadChipData
from chip_reader.files import ElementaryFile
from chip_reader.groups import DhGroup, EcGroup, group
from chip_reader.security_infos import parse_dg14, parse_security_infos
from chip_reader.signatures import digest
from chip_reader.tlv import encode
from chip_reader.virtual import (
    Fault,
    LengthCap,
    Link,
    OutOfStep,
    Silent,
    Torn,
    VirtualCard,
    VirtualReader,
    WrongMac,
    load_profile,
)
from chip_reader.virtual.content import build_com
from chip_reader.virtual.issuer import explicit_parameters

NOW = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
PROFILE = load_profile("adult-2021")
PACE = "pace-ecdh-gm-aes128-p256"


def make(*faults: Fault, **changes: Any) -> VirtualCard:
    return VirtualCard(replace(PROFILE, **changes), faults=faults, now=NOW)


def read(card: VirtualCard) -> CardReading:
    reader = VirtualReader()
    reader.insert(card)
    trust = TrustStore.from_certificates([card.issuer.csca])
    return read_card(reader.connect(), [BacKey.from_mrz(PROFILE.mrz)], now=NOW, trust=trust)


def check(reading: CardReading, name: str) -> Check:
    return next(check for check in reading.checks if check.name == name)


def resign(card: VirtualCard) -> None:
    """Sign what now lies on the card, as its issuer would have."""
    groups = {file.value: data for file, data in card.files.items() if file.value <= 16}
    hashes = {number: digest(card.issuer.scheme.hash, data) for number, data in groups.items()}
    card.files[ElementaryFile.SOD] = card.issuer.sign(hashes, NOW)


ACTIVE = {
    "rsa-sha1-1024": ("weak", "RSA 1024 sha1; weak: hash sha1, RSA 1024 bits"),
    "rsa-sha224-2048": ("ok", "RSA 2048 sha224"),
    "rsa-sha256-2048": ("ok", "RSA 2048 sha256"),
    "rsa-sha384-2048": ("ok", "RSA 2048 sha384"),
    "rsa-sha512-2048": ("ok", "RSA 2048 sha512"),
    "rsa-sha256-3072": ("ok", "RSA 3072 sha256"),
    "ecdsa-p256": ("ok", "ECDSA secp256r1 sha256"),
    "ecdsa-p256-der": ("ok", "ECDSA secp256r1 sha256"),
    "ecdsa-p521-sha512-der": ("ok", "ECDSA secp521r1 sha512"),
    "ecdsa-p256-sha1": ("weak", "ECDSA secp256r1 sha1; weak: hash sha1"),
    "ecdsa-bp384-sha384": ("ok", "ECDSA brainpoolP384r1 sha384"),
    "ecdsa-bp512-sha512": ("ok", "ECDSA brainpoolP512r1 sha512"),
}
CHIP = {
    "ecdh-p256-3des": ("weak", "ECDH 3DES secp256r1; weak: 3DES"),
    "ecdh-p256-aes128": ("ok", "ECDH AES-128 secp256r1"),
    "ecdh-bp256-aes192": ("ok", "ECDH AES-192 brainpoolp256r1"),
    "ecdh-bp512-aes256": ("ok", "ECDH AES-256 brainpoolp512r1"),
    "ecdh-p521-aes256": ("ok", "ECDH AES-256 secp521r1"),
    "ecdh-bp320-aes256": ("ok", "ECDH AES-256 brainpoolp320r1"),
    "dh-modp1024-3des": ("weak", "DH 3DES modp1024; weak: 3DES"),
    "dh-modp2048-256-3des": ("weak", "DH 3DES modp2048-256; weak: 3DES"),
    "dh-modp2048-224-aes256": ("ok", "DH AES-256 modp2048-224"),
}


@pytest.mark.parametrize("access", [("bac",), (PACE,)])
@pytest.mark.parametrize("kind", ACTIVE)
def test_active_authentication_proves_the_original(kind: str, access: tuple[str, ...]) -> None:
    reading = read(make(active_authentication=kind, access=access))
    status, evidence = ACTIVE[kind]
    assert check(reading, "active_authentication") == Check("active_authentication", CheckStatus(status), evidence)
    assert check(reading, "hash:DG15").status is CheckStatus.OK
    assert not reading.failed


@pytest.mark.parametrize("access", [("bac",), (PACE,)])
@pytest.mark.parametrize("kind", CHIP)
def test_chip_authentication_proves_the_original(kind: str, access: tuple[str, ...]) -> None:
    reading = read(make(chip_authentication=kind, access=access))
    status, evidence = CHIP[kind]
    assert check(reading, "chip_authentication") == Check("chip_authentication", CheckStatus(status), evidence)
    assert check(reading, "hash:DG14").status is CheckStatus.OK
    assert not reading.failed


@pytest.mark.parametrize("suite", ["aes128", "aes192", "aes256"])
def test_chip_authentication_mapping_is_a_proof_of_its_own(suite: str) -> None:
    card = make(access=(f"pace-ecdh-cam-{suite}-bp256",), chip_authentication="ecdh-bp256-aes128")
    reading = read(card)
    assert check(reading, "chip_authentication").status is CheckStatus.OK
    assert "mapping" in check(reading, "chip_authentication").evidence
    without = read(make(access=(f"pace-ecdh-gm-{suite}-bp256",), chip_authentication="ecdh-bp256-aes128"))
    assert reading.stats.apdus == without.stats.apdus - 2


@pytest.mark.attack
@pytest.mark.parametrize("access", [("bac",), (PACE,), ("pace-ecdh-cam-aes128-p256",)])
def test_a_copy_has_the_files_and_fails_both_proofs(access: tuple[str, ...]) -> None:
    card = make(cloned=True, access=access, active_authentication="ecdsa-p256", chip_authentication="ecdh-p256-aes128")
    reading = read(card)
    assert [check.name for check in reading.failed] == ["active_authentication", "chip_authentication"]
    assert reading.citizen.full_name == PROFILE.full_name


@pytest.mark.attack
@pytest.mark.parametrize("kind", ["rsa-sha256-2048", "ecdsa-bp256-der"])
def test_a_copy_that_signs_with_its_own_key_is_caught(kind: str) -> None:
    reading = read(make(cloned=True, active_authentication=kind))
    assert [(found.name, "does not hold" in found.evidence) for found in reading.failed] == [
        ("active_authentication", True)
    ]


@pytest.mark.attack
@pytest.mark.parametrize("kind", ["ecdh-p256-3des", "dh-modp2048-256-3des"])
def test_a_copy_that_agrees_with_its_own_key_is_caught(kind: str) -> None:
    assert [check.name for check in read(make(cloned=True, chip_authentication=kind)).failed] == ["chip_authentication"]


@pytest.mark.attack
def test_a_copy_that_lacks_the_key_files_is_caught() -> None:
    reading = read(
        make(withheld=("DG14", "DG15"), active_authentication="ecdsa-p256", chip_authentication="ecdh-p256-aes128")
    )
    failed = {check.name for check in reading.failed}
    assert failed == {"hash:DG14", "hash:DG15", "sod_lists", "active_authentication", "chip_authentication"}


@pytest.mark.attack
def test_a_copy_with_keys_of_its_own_in_the_files_is_caught() -> None:
    card = make(active_authentication="ecdsa-p256", chip_authentication="ecdh-p256-aes128")
    signed = card.files[ElementaryFile.SOD]
    other = make(active_authentication="ecdsa-bp256-der", chip_authentication="ecdh-p256-aes128")
    other.files[ElementaryFile.SOD] = signed
    reading = read(other)
    assert {check.name for check in reading.failed} >= {"hash:DG14", "hash:DG15"}


@pytest.mark.attack
def test_a_group_hidden_by_the_unsigned_list_is_read_and_its_proof_made() -> None:
    card = make(active_authentication="ecdsa-p256", chip_authentication="ecdh-p256-aes128")
    card.files[ElementaryFile.COM] = build_com({1: b"", 2: b"", 13: b""})
    reading = read(card)
    assert [check.evidence for check in reading.failed] == ["signed but not listed: DG14, DG15"]
    assert check(reading, "active_authentication").status is CheckStatus.OK
    assert check(reading, "chip_authentication").status is CheckStatus.OK


@pytest.mark.attack
def test_fingerprints_that_are_signed_and_kept_back_are_no_failure() -> None:
    card = make()
    hashes = {n: digest("sha256", card.files[ElementaryFile(n)]) for n in (1, 2, 13)}
    card.files[ElementaryFile.SOD] = card.issuer.sign({**hashes, 3: bytes(32)}, NOW)
    card.files[ElementaryFile.COM] = card.files[ElementaryFile.COM].replace(
        b"\x5c\x03\x61\x75", b"\x5c\x04\x61\x75\x63"
    )
    com = card.files[ElementaryFile.COM]
    card.files[ElementaryFile.COM] = com[:1] + bytes([com[1] + 1]) + com[2:]
    reading = read(card)
    assert check(reading, "hash:DG3").status is CheckStatus.NOT_POSSIBLE
    assert check(reading, "sod_lists").status is CheckStatus.OK
    assert not reading.failed


def test_any_other_signed_group_is_read_and_compared() -> None:
    card = make()
    card.files[ElementaryFile.DG11] = encode(0x6B, bytes(40))
    resign(card)
    card.files[ElementaryFile.COM] = encode(0x60, card.files[ElementaryFile.COM][2:-5] + b"\x5c\x04\x61\x75\x6b\x6d")
    assert check(read(card), "hash:DG11").status is CheckStatus.OK
    card.files[ElementaryFile.DG11] = encode(0x6B, bytes(39) + b"\x01")
    assert [check.name for check in read(card).failed] == ["hash:DG11"]


@pytest.mark.parametrize("at", range(6, 24))
@pytest.mark.parametrize("fault", [OutOfStep, WrongMac])
def test_a_card_that_slips_once_is_still_the_original(at: int, fault: type[OutOfStep | WrongMac]) -> None:
    card = make(fault(at), active_authentication="ecdsa-p256", chip_authentication="ecdh-p256-aes128")
    reading = read(card)
    assert not reading.failed
    assert check(reading, "chip_authentication").status is CheckStatus.OK
    assert check(reading, "active_authentication").status is CheckStatus.OK


WHOLE: dict[str, Any] = {
    "access": ("bac", PACE),
    "active_authentication": "ecdsa-p256",
    "chip_authentication": "ecdh-p256-aes128",
}
COMMANDS = 17


@pytest.mark.parametrize("at", range(1, COMMANDS + 1))
@pytest.mark.parametrize(("fault", "error"), [(Torn, CardGone), (Silent, CardSilent)])
def test_a_card_taken_away_or_silent_at_any_command_is_told(
    at: int, fault: type[Torn | Silent], error: type[ReadError]
) -> None:
    with pytest.raises(error) as caught:
        read(make(fault(at), **WHOLE))
    assert caught.value.do


def test_a_modelled_link_takes_its_time_for_every_byte() -> None:
    spent: list[float] = []
    card = VirtualCard(PROFILE, faults=[Link(106_000, 0.004)], now=NOW, sleep=spent.append)
    reading = read(card)
    assert len(spent) == reading.stats.apdus
    received = 8 * reading.stats.bytes_received / 106_000
    assert sum(spent) > received + 0.004 * reading.stats.apdus


@pytest.mark.parametrize("cap", [LengthCap(0xDF), LengthCap(0xDF, protected=False), LengthCap(0x80, 0x6C00)])
def test_the_proofs_work_on_chips_that_carry_little(cap: LengthCap) -> None:
    card = make(cap, active_authentication="ecdsa-p256", chip_authentication="ecdh-p256-aes128", access=(PACE,))
    assert not read(card).failed


def test_a_complete_card_stays_within_its_commands() -> None:
    # Seven files; and for the protocols: EF.CardAccess, five of PACE, selection, two of chip and one of active.
    assert read(make(**WHOLE)).stats.apdus == COMMANDS == 7 + 1 + 5 + 1 + 2 + 1


@pytest.mark.attack
def test_a_card_access_file_that_hides_pace_is_told() -> None:
    card = make(access=("bac", PACE), chip_authentication="ecdh-p256-aes128")
    assert "access" not in {check.name for check in read(card).checks}
    card.card_access = b""
    reading = read(card)
    assert reading.access == "BAC"
    assert check(reading, "access").status is CheckStatus.FINDING


@pytest.mark.attack
def test_a_chip_that_refuses_what_its_files_offer_fails() -> None:
    card = make(active_authentication="ecdsa-p256", chip_authentication="ecdh-p256-aes128")
    card.chip = replace(card.chip, agreement=None, signing=None)
    reading = read(card)
    assert {found.name: found.evidence for found in reading.failed} == {
        "active_authentication": "the chip answered 6D00 instead of signing",
        "chip_authentication": "the chip offers it and answered 6D00",
    }


def unknown_curve(card: VirtualCard) -> None:
    dg14 = card.files[ElementaryFile.DG14]
    card.files[ElementaryFile.DG14] = dg14.replace(
        bytes.fromhex("04007F00070102" + "02010C"), bytes.fromhex("04007F00070102" + "020163")
    )


def unknown_signature_key(card: VirtualCard) -> None:
    small = rsa.generate_private_key(65537, 1024).public_key().public_numbers()
    info = keys.PublicKeyInfo.wrap(keys.RSAPublicKey({"modulus": small.n >> 512 | 1, "public_exponent": 3}), "rsa")
    card.files[ElementaryFile.DG15] = encode(0x6F, info.dump())


@pytest.mark.parametrize(
    ("change", "name"),
    [(unknown_curve, "chip_authentication"), (unknown_signature_key, "active_authentication")],
)
def test_a_key_of_an_unknown_kind_leaves_the_proof_open(change: Callable[[VirtualCard], None], name: str) -> None:
    card = make(active_authentication="ecdsa-p256", chip_authentication="ecdh-p256-aes128")
    change(card)
    resign(card)
    assert check(read(card), name).status is CheckStatus.NOT_POSSIBLE


@pytest.mark.parametrize("file", [ElementaryFile.DG14, ElementaryFile.DG15])
def test_a_key_file_that_makes_no_sense_fails_its_proof_and_nothing_else(file: ElementaryFile) -> None:
    card = make(active_authentication="ecdsa-p256", chip_authentication="ecdh-p256-aes128")
    tag = card.files[file][0]
    card.files[file] = encode(tag, encode(0x31, encode(0x30, b"\x06\x01\x2a")))
    resign(card)
    name = "chip_authentication" if file is ElementaryFile.DG14 else "active_authentication"
    assert [check.name for check in read(card).failed] == [name]


def key_info(kind: int, algorithm: bytes, public: bytes) -> bytes:
    oid = bytes.fromhex("04007F0007020201") + bytes([kind])
    return encode(0x31, encode(0x30, encode(0x06, oid) + encode(0x30, algorithm + encode(0x03, b"\0" + public))))


@pytest.mark.parametrize(("oid", "with_order"), [("2A864886F70D010301", False), ("2A8648CE3E0201", True)])
def test_a_dh_key_with_parameters_written_out_agrees_with_the_named_group(oid: str, with_order: bool) -> None:
    named = group("modp1024")
    assert isinstance(named, DhGroup)
    numbers = (named._p, named._g, named._q or 0)[: 3 if with_order else 2]
    parameters = encode(0x30, b"".join(core.Integer(number).dump() for number in numbers))
    algorithm = encode(0x30, encode(0x06, bytes.fromhex(oid)) + parameters)
    public = core.Integer(int.from_bytes(named.public(271828), "big")).dump()
    key = parse_security_infos(key_info(1, algorithm, public)).chip_keys[0]
    assert key.group is not None
    assert key.group.agree(314159, key.public) == named.agree(314159, key.public)


@pytest.mark.parametrize(("p", "g"), [(1 << 600 | 1, 2), (1 << 1100, 3), (1 << 1100 | 1, 1), (1 << 9000 | 1, 2)])
def test_a_dh_key_over_a_poor_field_is_of_an_unknown_kind(p: int, g: int) -> None:
    parameters = encode(0x30, core.Integer(p).dump() + core.Integer(g).dump())
    algorithm = encode(0x30, encode(0x06, bytes.fromhex("2A864886F70D010301")) + parameters)
    assert parse_security_infos(key_info(1, algorithm, b"\x02\x01\x05")).chip_keys[0].group is None


@pytest.mark.parametrize("curve", ["secp256r1", "brainpoolp512r1"])
def test_a_curve_written_out_or_named_is_the_same_curve(curve: str) -> None:
    for parameters in (explicit_parameters(curve), keys.ECDomainParameters("named", curve)):
        algorithm = encode(0x30, encode(0x06, bytes.fromhex("2A8648CE3D0201")) + parameters.dump())
        key = parse_security_infos(key_info(2, algorithm, EcGroup(curve).public(5))).chip_keys[0]
        assert key.group is not None
        assert key.group.name == curve


def test_a_mapping_proof_without_a_key_to_hold_it_against_stays_open() -> None:
    card = make(access=("pace-ecdh-cam-aes128-p256",), chip_authentication="ecdh-p256-aes128")
    del card.files[ElementaryFile.DG14]
    card.files[ElementaryFile.COM] = build_com({1: b"", 2: b"", 13: b""})
    resign(card)
    found = check(read(card), "chip_authentication")
    assert (found.status, "EF.CardSecurity" in found.evidence) == (CheckStatus.NOT_POSSIBLE, True)


def test_the_worked_example_of_appendix_f() -> None:
    """The document gives message and digest, not the key: the signature is made over its very message."""
    private = rsa.generate_private_key(65537, 1024).private_numbers()
    challenge = bytes.fromhex("F173589974BF40C6")
    recovered = bytes.fromhex(
        "6A9D2784A67F8E7C659973EA1AEA25D95B6C8F91E5002F369F0FBDCE8A3CEC1991B543F1696546C5524CF23A5303CD6C98599F40B79F377B"
        "5F3A1406B3B4D8F96784D23AA88DB7E1032A405E69325FA91A6E86F5C71AEA978264C4A207446DAD4E7292E2DCDA3024B47DA8"
        "C063AA1E6D22FBD976AB0FE73D94D2D9C6D88127BC"
    )
    key = RsaKey(private.public_numbers.n, private.public_numbers.e)
    value = pow(int.from_bytes(recovered, "big"), private.d, key.modulus)
    assert recovered_hash(key, value.to_bytes(128, "big"), challenge) == "sha1"
    assert recovered_hash(key, (key.modulus - value).to_bytes(128, "big"), challenge) == "sha1"
    assert recovered_hash(key, value.to_bytes(128, "big"), bytes(8)) is None
    assert recovered_hash(key, (value ^ 1).to_bytes(128, "big"), challenge) is None
    assert recovered_hash(key, b"", challenge) is None


def test_the_key_files_of_a_real_layout_are_understood() -> None:
    card = make(
        active_authentication="ecdsa-bp256-der", chip_authentication="dh-modp2048-256-3des", access=("bac", PACE)
    )
    infos = parse_dg14(card.files[ElementaryFile.DG14])
    assert infos.active_hash == "sha256"
    assert [key.group.name for key in infos.chip_keys if key.group] == ["modp2048-256"]
    assert [info.name for info in infos.pace] == ["ECDH-GM AES-128 secp256r1"]
    with pytest.raises(BadChipData, match="DG15"):
        parse_dg15(b"\x6f\x02\x30\x00")
    with pytest.raises(BadChipData, match="DG14"):
        parse_dg14(b"\x6e\x02\x30\x00")
