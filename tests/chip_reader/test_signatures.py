"""The SOD's signature and the signer's descent: what holds, what is weak, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from asn1crypto import cms, core, keys, x509

from chip_reader import BadChipData, BadTrustDirectory, CheckStatus, TrustStore
from chip_reader.curves import CURVES, DOMAINS, named_curve
from chip_reader.signatures import digest
from chip_reader.sod import check_hash, check_signature, parse_sod
from chip_reader.tlv import encode, parse_one
from chip_reader.trust import check_chain
from chip_reader.virtual import SCHEMES, Issuer, Scheme
from chip_reader.virtual.issuer import explicit_parameters

NOW = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
DG1, DG2 = b"one", b"two"


def signed(issuer: Issuer, when: datetime = NOW) -> bytes:
    name = issuer.scheme.hash
    return issuer.sign({1: digest(name, DG1), 2: digest(name, DG2)}, when)


@pytest.fixture(scope="module")
def issuer() -> Issuer:
    return Issuer.create(NOW)


def chain(issuer: Issuer, store: TrustStore | None = None, **options: object):
    sod = parse_sod(signed(issuer))
    options.setdefault("now", NOW)
    trusted = store if store is not None else TrustStore.from_certificates([issuer.csca])
    return check_chain(sod.signer_certificate, trusted, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", [name for name in SCHEMES if name != "rsa-sha1"])
def test_every_allowed_scheme_verifies_from_data_group_to_anchor(name: str) -> None:
    issuer = Issuer.create(NOW, SCHEMES[name])
    sod = parse_sod(signed(issuer))
    assert check_hash(sod, 1, DG1).status is CheckStatus.OK
    assert check_signature(sod).status is CheckStatus.OK
    assert chain(issuer).status is CheckStatus.OK


@pytest.mark.attack
def test_sha1_and_short_rsa_are_weak_and_not_ok() -> None:
    issuer = Issuer.create(NOW, SCHEMES["rsa-sha1"])
    sod = parse_sod(signed(issuer))
    assert check_hash(sod, 1, DG1).status is CheckStatus.WEAK
    assert check_signature(sod).status is CheckStatus.WEAK
    assert chain(issuer).status is CheckStatus.WEAK
    short = Issuer.create(NOW, Scheme("rsa", bits=1024))
    check = check_signature(parse_sod(signed(short)))
    assert (check.status, "1024" in check.evidence) == (CheckStatus.WEAK, True)


@pytest.mark.attack
def test_another_data_group_than_the_signed_one_fails(issuer: Issuer) -> None:
    sod = parse_sod(signed(issuer))
    assert check_hash(sod, 1, DG2).status is CheckStatus.FAILED
    assert check_hash(sod, 13, DG1).status is CheckStatus.FAILED


Change = Callable[[cms.SignedData], None]


def changed(issuer: Issuer, change: Change) -> bytes:
    info = cms.ContentInfo.load(parse_one(signed(issuer), 0x77).value)
    change(info["content"])
    return encode(0x77, info.dump(force=True))


def drop_attributes(data: cms.SignedData) -> None:
    signer = data["signer_infos"][0].copy()
    data["signer_infos"] = [
        cms.SignerInfo({key: signer[key] for key in signer if key not in {"signed_attrs", "unsigned_attrs"}})
    ]


def second_signer(data: cms.SignedData) -> None:
    data["signer_infos"] = [data["signer_infos"][0].copy(), data["signer_infos"][0].copy()]


def other_signature(data: cms.SignedData) -> None:
    good = data["signer_infos"][0]["signature"].native
    data["signer_infos"][0]["signature"] = good[:-1] + bytes([good[-1] ^ 1])


def other_content(data: cms.SignedData) -> None:
    content = bytes(data["encap_content_info"]["content"])
    data["encap_content_info"]["content"] = core.ParsableOctetString(content[:-1] + bytes([content[-1] ^ 1]))


def other_content_type(data: cms.SignedData) -> None:
    data["encap_content_info"]["content_type"] = "2.23.136.1.1.2"


def other_digest_algorithm(data: cms.SignedData) -> None:
    data["signer_infos"][0]["digest_algorithm"] = {"algorithm": "sha512"}


def md5(data: cms.SignedData) -> None:
    data["signer_infos"][0]["digest_algorithm"] = {"algorithm": "md5"}


def unknown_signature_algorithm(data: cms.SignedData) -> None:
    data["signer_infos"][0]["signature_algorithm"] = {"algorithm": "1.2.3.4"}


@pytest.mark.parametrize(
    "change",
    [drop_attributes, second_signer, other_signature, other_content, other_content_type, other_digest_algorithm, md5,
     unknown_signature_algorithm],
)  # fmt: skip
@pytest.mark.attack
def test_a_downgraded_or_altered_sod_fails(issuer: Issuer, change: Change) -> None:
    assert check_signature(parse_sod(changed(issuer, change))).status is CheckStatus.FAILED


def test_a_signer_whose_certificate_is_missing_cannot_be_judged_and_never_chains(issuer: Issuer) -> None:
    def drop(data: cms.SignedData) -> None:
        data["certificates"] = []

    sod = parse_sod(changed(issuer, drop))
    assert check_signature(sod).status is CheckStatus.NOT_POSSIBLE
    trusted = TrustStore.from_certificates([issuer.csca])
    assert check_chain(sod.signer_certificate, trusted, now=NOW).status is CheckStatus.FAILED


@pytest.mark.parametrize(
    "data",
    [b"", b"\x77\x00", encode(0x77, b"\x30\x00"), encode(0x77, encode(0x30, b"\x06\x01\x2a")), b"\x77\x02\x30\x80"],
)
def test_what_is_no_sod_is_refused_with_its_name(data: bytes) -> None:
    with pytest.raises(BadChipData) as caught:
        parse_sod(data)
    assert caught.value.file == "SOD"


@pytest.mark.parametrize("number", [-1, 0, 17, 29, 1 << 70])
def test_a_signed_hash_of_a_group_that_cannot_be_is_refused(issuer: Issuer, number: int) -> None:
    with pytest.raises(BadChipData, match="cannot be"):
        parse_sod(issuer.sign({number: digest("sha256", DG1)}, NOW))


@pytest.mark.attack
def test_every_single_changed_byte_of_a_sod_is_noticed_or_harmless(issuer: Issuer) -> None:
    data, genuine = signed(issuer), parse_sod(signed(issuer))
    for position in range(0, len(data), 7):
        altered = bytearray(data)
        altered[position] ^= 0x01
        try:
            sod = parse_sod(bytes(altered))
        except BadChipData:
            continue
        proven = check_signature(sod).status is CheckStatus.OK and (
            check_chain(sod.signer_certificate, TrustStore.from_certificates([issuer.csca]), now=NOW).status
            is CheckStatus.OK
        )
        assert not proven or sod.hashes.keys() == genuine.hashes.keys()
        if proven:
            assert sod.content == parse_sod(data).content


@pytest.mark.attack
def test_a_signer_of_an_unknown_country_authority_fails(issuer: Issuer) -> None:
    stranger = Issuer.create(NOW, country="XX")
    check = chain(issuer, TrustStore.from_certificates([stranger.csca]))
    assert check.status is CheckStatus.FAILED


@pytest.mark.attack
def test_an_authority_of_the_same_name_with_another_key_fails(issuer: Issuer) -> None:
    check = chain(issuer, TrustStore.from_certificates([Issuer.create(NOW).csca]))
    assert check.status is CheckStatus.FAILED


def test_both_of_two_authorities_with_one_name_are_tried(issuer: Issuer) -> None:
    store = TrustStore.from_certificates([Issuer.create(NOW).csca, issuer.csca])
    assert chain(issuer, store).status is CheckStatus.OK


def test_a_signer_that_expired_after_signing_is_a_finding_and_before_it_a_failure() -> None:
    issuer = Issuer.create(NOW, expired=True)
    assert chain(issuer, signed_at=NOW - timedelta(days=30)).status is CheckStatus.FINDING
    assert chain(issuer, signed_at=NOW).status is CheckStatus.FAILED
    assert chain(issuer).status is CheckStatus.FAILED


@pytest.mark.attack
def test_a_signer_of_another_country_than_the_card_fails() -> None:
    issuer = Issuer.create(NOW, country="XX")
    assert chain(issuer).status is CheckStatus.OK
    assert chain(issuer, issuing_state="VNM").status is CheckStatus.FAILED


@pytest.mark.attack
def test_no_anchor_is_never_a_success(issuer: Issuer) -> None:
    assert chain(issuer, TrustStore(())).status is CheckStatus.NOT_POSSIBLE


@pytest.mark.attack
def test_an_anchor_cannot_be_the_signer_itself(issuer: Issuer) -> None:
    assert chain(issuer, TrustStore.from_certificates([issuer.signer])).status is CheckStatus.FAILED


def test_trust_anchors_come_from_files_in_both_encodings(tmp_path: Path, issuer: Issuer) -> None:
    (tmp_path / "a.pem").write_bytes(issuer.csca_pem + Issuer.create(NOW, country="XX").csca_pem)
    (tmp_path / "b.der").write_bytes(issuer.csca)
    (tmp_path / "readme.txt").write_text("not a certificate")
    store = TrustStore.from_directory(tmp_path)
    assert len(store.anchors) == 3
    assert chain(issuer, store).status is CheckStatus.OK


def test_a_file_that_is_no_certificate_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.pem").write_text("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
    with pytest.raises(BadTrustDirectory, match=r"broken\.pem"):
        TrustStore.from_directory(tmp_path)
    with pytest.raises(BadTrustDirectory, match="not a directory"):
        TrustStore.from_directory(tmp_path / "nothing")


@pytest.mark.attack
@pytest.mark.parametrize("name", DOMAINS)
def test_explicit_parameters_become_the_named_curve_only_when_all_agree(name: str) -> None:
    assert named_curve(explicit_parameters(name)) == name
    specified = explicit_parameters(name).chosen
    encoded = specified.dump()
    for field in ("base", "order", "curve"):
        content = specified[field].contents
        altered = encoded.replace(content, content[:-1] + bytes([content[-1] ^ 1]))
        assert altered != encoded
        forged = keys.ECDomainParameters("specified", keys.SpecifiedECDomain.load(altered))
        assert named_curve(forged) is None, field


def test_the_curve_table_is_the_library_s_curves() -> None:
    for name, domain in DOMAINS.items():
        assert (domain.y**2 - domain.x**3 - domain.a * domain.x - domain.b) % domain.p == 0
        width = (domain.p.bit_length() + 7) // 8
        point = b"\4" + domain.x.to_bytes(width, "big") + domain.y.to_bytes(width, "big")
        from cryptography.hazmat.primitives.asymmetric import ec

        generator = ec.derive_private_key(1, CURVES[name]()).public_key().public_numbers()
        assert ec.EllipticCurvePublicKey.from_encoded_point(CURVES[name](), point).public_numbers() == generator


def test_the_test_certificates_are_well_formed_for_another_library(issuer: Issuer) -> None:
    from cryptography import x509 as other

    csca, signer = (other.load_der_x509_certificate(der) for der in (issuer.csca, issuer.signer))
    signer.verify_directly_issued_by(csca)
    assert x509.Certificate.load(issuer.csca).ca
