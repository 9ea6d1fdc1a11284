"""Security objects signed by OpenSSL are judged right, and OpenSSL accepts those of the virtual issuer."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from asn1crypto import algos, core

from chip_reader import CheckStatus, TrustStore
from chip_reader.signatures import digest
from chip_reader.sod import LDS_SECURITY_OBJECT, check_hash, check_signature, parse_sod
from chip_reader.tlv import encode, parse_one
from chip_reader.trust import check_chain
from chip_reader.virtual import SCHEMES, Issuer

OPENSSL = shutil.which("openssl")
pytestmark = pytest.mark.skipif(OPENSSL is None, reason="openssl is not installed")

KEYS = {
    "rsa": (["rsa:3072"], []),
    "rsa-pss": (["rsa:2048"], ["-keyopt", "rsa_padding_mode:pss", "-keyopt", "rsa_pss_saltlen:digest"]),
    "p256": (["ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"], []),
    "p521": (["ec", "-pkeyopt", "ec_paramgen_curve:secp521r1"], []),
    "brainpool": (["ec", "-pkeyopt", "ec_paramgen_curve:brainpoolP384r1"], []),
    "brainpool written out": (
        ["ec", "-pkeyopt", "ec_paramgen_curve:brainpoolP512r1", "-pkeyopt", "ec_param_enc:explicit"], [],
    ),
}  # fmt: skip


def openssl(folder: Path, *arguments: str) -> None:
    subprocess.run([str(OPENSSL), *arguments], cwd=folder, check=True, timeout=60, capture_output=True)


def lds(hash_name: str, *groups: bytes) -> bytes:
    rows = b"".join(
        encode(0x30, core.Integer(number).dump() + encode(0x04, digest(hash_name, data)))
        for number, data in enumerate(groups, start=1)
    )
    return encode(0x30, b"\x02\x01\x00" + algos.DigestAlgorithm({"algorithm": hash_name}).dump() + encode(0x30, rows))


@pytest.mark.parametrize("kind", KEYS)
@pytest.mark.parametrize("hash_name", ["sha256", "sha512"])
def test_a_security_object_signed_by_openssl_holds_and_a_changed_one_does_not(
    tmp_path: Path, kind: str, hash_name: str
) -> None:
    new_key, signing = KEYS[kind]
    subject = "/C=VN/CN=Other maker"
    openssl(tmp_path, "req", "-x509", "-newkey", *new_key, "-nodes", "-keyout", "key.pem", "-out", "ds.pem", "-subj",
            subject, "-days", "30", f"-{hash_name}")  # fmt: skip
    (tmp_path / "lds").write_bytes(lds(hash_name, b"one", b"two"))
    openssl(tmp_path, "cms", "-sign", "-binary", "-nodetach", "-md", hash_name, "-outform", "DER", "-econtent_type",
            LDS_SECURITY_OBJECT, "-in", "lds", "-signer", "ds.pem", "-inkey", "key.pem", *signing, "-out",
            "sod")  # fmt: skip
    data = encode(0x77, (tmp_path / "sod").read_bytes())
    sod = parse_sod(data)
    assert check_signature(sod).status is CheckStatus.OK
    assert check_hash(sod, 2, b"two").status is CheckStatus.OK
    content = digest(hash_name, b"two")
    assert data.count(content) == 1
    changed = parse_sod(data.replace(content, digest(hash_name, b"three")))
    assert check_signature(changed).status is CheckStatus.FAILED


@pytest.mark.parametrize("name", SCHEMES)
def test_openssl_accepts_the_virtual_issuer_s_security_object(tmp_path: Path, name: str) -> None:
    now = datetime.now(UTC)
    issuer = Issuer.create(now, SCHEMES[name])
    sod = issuer.sign({1: digest(issuer.scheme.hash, b"one")}, now)
    (tmp_path / "sod").write_bytes(parse_one(sod, 0x77).value)
    (tmp_path / "csca.pem").write_bytes(issuer.csca_pem)
    # OpenSSL refuses a chain with explicit curve parameters whatever they are; the signature itself it does judge.
    trust = ["-noverify"] if issuer.scheme.explicit else ["-CAfile", "csca.pem", "-purpose", "any"]
    openssl(tmp_path, "cms", "-verify", "-inform", "DER", "-in", "sod", *trust, "-binary",
            "-auth_level", "0", "-out", "lds")  # fmt: skip
    parsed = parse_sod(sod)
    assert (tmp_path / "lds").read_bytes() == parsed.content
    store = TrustStore.from_certificates([issuer.csca])
    assert check_chain(parsed.signer_certificate, store, now=now).status is not CheckStatus.FAILED
