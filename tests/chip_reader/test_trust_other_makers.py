"""Master lists and revocation lists made by other software are read, and ours are accepted by it."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from chip_reader import CheckStatus, TrustStore
from chip_reader.master_list import CSCA_MASTER_LIST, MASTER_LIST_SIGNING, parse_master_list
from chip_reader.revocation import parse_revocation_list
from chip_reader.tlv import encode
from chip_reader.trust import check_chain
from chip_reader.virtual import Issuer

NOW = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
OPENSSL = shutil.which("openssl")


def name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"), x509.NameAttribute(NameOID.COMMON_NAME, text)])


class Country:
    """An authority, a document signer and a master list signer, all made by the `cryptography` package."""

    def __init__(self) -> None:
        self.key, self.list_key = (ec.generate_private_key(ec.SECP384R1()) for _ in range(2))
        self.csca = self._certificate("authority", self.key, ca=True)
        self.signer = self._certificate("signer", ec.generate_private_key(ec.SECP256R1()))
        self.list_signer = self._certificate("list signer", self.list_key, purpose=MASTER_LIST_SIGNING)

    def _certificate(
        self, subject: str, key: ec.EllipticCurvePrivateKey, *, ca: bool = False, purpose: str = ""
    ) -> x509.Certificate:
        builder = (
            x509.CertificateBuilder()
            .subject_name(name(subject))
            .issuer_name(name("authority"))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(NOW - timedelta(days=400))
            .not_valid_after(NOW + timedelta(days=4000))
            .add_extension(x509.BasicConstraints(ca, 0 if ca else None), critical=True)
        )
        if purpose:
            builder = builder.add_extension(x509.ExtendedKeyUsage([x509.ObjectIdentifier(purpose)]), critical=True)
        return builder.sign(self.key, hashes.SHA384())

    def revocation_list(self, *revoked: x509.Certificate) -> bytes:
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(name("authority"))
            .last_update(NOW - timedelta(days=1))
            .next_update(NOW + timedelta(days=30))
            .add_extension(x509.CRLNumber(7), critical=False)
        )
        for certificate in revoked:
            entry = x509.RevokedCertificateBuilder().serial_number(certificate.serial_number)
            builder = builder.add_revoked_certificate(entry.revocation_date(NOW - timedelta(days=2)).build())
        return builder.sign(self.key, hashes.SHA384()).public_bytes(Encoding.DER)


@pytest.fixture(scope="module")
def country() -> Country:
    return Country()


def der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(Encoding.DER)


def test_a_chain_and_a_revocation_list_of_other_software_are_judged(country: Country) -> None:
    signer = asn1.Certificate.load(der(country.signer))
    for revoked, status in (((), CheckStatus.OK), ((country.signer,), CheckStatus.FAILED)):
        store = TrustStore.from_certificates([der(country.csca)], [country.revocation_list(*revoked)])
        assert check_chain(signer, store, now=NOW).status is status


def test_our_revocation_list_is_accepted_by_other_software() -> None:
    issuer = Issuer.create(NOW)
    listed = x509.load_der_x509_crl(issuer.revocation_list([issuer.signer], NOW))
    authority, signer = (x509.load_der_x509_certificate(one) for one in (issuer.csca, issuer.signer))
    assert listed.is_signature_valid(authority.public_key())  # type: ignore[arg-type]
    assert listed.get_revoked_certificate_by_serial_number(signer.serial_number) is not None


def test_a_list_of_one_distribution_point_is_not_taken_for_the_whole(country: Country) -> None:
    scope = x509.IssuingDistributionPoint(None, None, True, False, None, False, False)
    partial = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(name("authority"))
        .last_update(NOW)
        .next_update(NOW + timedelta(days=30))
        .add_extension(scope, critical=True)
        .sign(country.key, hashes.SHA384())
    )
    with pytest.raises(ValueError, match="special scope"):
        parse_revocation_list(partial.public_bytes(Encoding.DER))


@pytest.mark.skipif(OPENSSL is None, reason="openssl is not installed")
def test_a_master_list_signed_by_openssl_is_read(country: Country, tmp_path: Path) -> None:
    certificates = sorted((der(country.csca), Issuer.create(NOW).csca))
    (tmp_path / "content").write_bytes(encode(0x30, b"\x02\x01\x00" + encode(0x31, b"".join(certificates))))
    (tmp_path / "signer.pem").write_bytes(country.list_signer.public_bytes(Encoding.PEM))
    (tmp_path / "csca.pem").write_bytes(country.csca.public_bytes(Encoding.PEM))
    key = country.list_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "key.pem").write_bytes(key)
    subprocess.run(
        [
            OPENSSL, "cms", "-sign", "-binary", "-nodetach", "-nosmimecap", "-md", "sha256", "-outform", "DER",
            "-econtent_type", CSCA_MASTER_LIST, "-in", "content", "-signer", "signer.pem", "-inkey", "key.pem",
            "-certfile", "csca.pem", "-out", "list.ml",
        ],
        cwd=tmp_path, check=True, timeout=30, capture_output=True,
    )  # fmt: skip
    found = parse_master_list((tmp_path / "list.ml").read_bytes())
    assert [certificate.dump() for certificate in found.certificates] == certificates
    assert found.authority.dump() == der(country.csca)


@pytest.mark.skipif(OPENSSL is None, reason="openssl is not installed")
def test_openssl_accepts_our_master_list(tmp_path: Path) -> None:
    issuer = Issuer.create(datetime.now(UTC))
    (tmp_path / "list.ml").write_bytes(issuer.master_list([issuer.csca], datetime.now(UTC)))
    (tmp_path / "csca.pem").write_bytes(issuer.csca_pem)
    done = subprocess.run(
        [OPENSSL, "cms", "-verify", "-inform", "DER", "-in", "list.ml", "-CAfile", "csca.pem", "-purpose", "any",
         "-binary", "-out", "content"],
        cwd=tmp_path, check=False, timeout=30, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert issuer.csca in (tmp_path / "content").read_bytes()


Extensions = list[tuple[x509.ExtensionType, bool]]
USUAL_AUTHORITY: Extensions = [(x509.BasicConstraints(True, 0), True)]


def usage(*names: str) -> x509.KeyUsage:
    known = (
        "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
        "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
    )  # fmt: skip
    return x509.KeyUsage(**{one: one in names for one in known})


def judged(
    signer_has: Extensions, authority_has: Extensions = USUAL_AUTHORITY, *, authority_begins: timedelta = timedelta(400)
) -> CheckStatus:
    """The grade of a signer with these extensions, certified 300 days ago by an authority with those."""
    authority_key, signer_key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))

    def made(subject: str, key: ec.EllipticCurvePrivateKey, begin: datetime, extensions: Extensions) -> bytes:
        builder = (
            x509.CertificateBuilder()
            .subject_name(name(subject))
            .issuer_name(name("authority"))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(begin)
            .not_valid_after(NOW + timedelta(days=4000))
        )
        for extension, critical in extensions:
            builder = builder.add_extension(extension, critical=critical)
        return der(builder.sign(authority_key, hashes.SHA256()))

    anchor = made("authority", authority_key, NOW - authority_begins, authority_has)
    signer = made("signer", signer_key, NOW - timedelta(days=300), signer_has)
    return check_chain(asn1.Certificate.load(signer), TrustStore.from_certificates([anchor]), now=NOW).status


UNKNOWN = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4.5"), b"\x05\x00")


def test_a_signer_with_what_the_standard_asks_for_holds() -> None:
    authority: Extensions = [*USUAL_AUTHORITY, (usage("key_cert_sign", "crl_sign"), True)]
    assert judged([(usage("digital_signature"), True), (UNKNOWN, False)], authority) is CheckStatus.OK


@pytest.mark.parametrize(
    "signer_has",
    [
        [(usage("key_agreement"), True)],
        [(UNKNOWN, True)],
        [(x509.BasicConstraints(True, None), True)],
    ],
    ids=["not for signatures", "a critical extension nobody understands", "an authority itself"],
)
def test_a_signer_not_meant_to_sign_documents_fails(signer_has: Extensions) -> None:
    assert judged(signer_has) is CheckStatus.FAILED


def test_an_anchor_not_meant_to_certify_or_not_valid_then_proves_nothing() -> None:
    assert judged([], [(x509.BasicConstraints(False, None), True)]) is CheckStatus.FAILED
    assert judged([], [*USUAL_AUTHORITY, (usage("crl_sign"), True)]) is CheckStatus.FAILED
    assert judged([], authority_begins=timedelta(days=10)) is CheckStatus.FAILED
