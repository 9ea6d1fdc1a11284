"""The virtual country: a test CSCA and document signer that sign the SOD of virtual cards."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from asn1crypto import algos, cms, core, crl, keys, pem, x509
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from ..curves import CURVES, DOMAINS
from ..master_list import CSCA_MASTER_LIST, MASTER_LIST_SIGNING
from ..signatures import HASHES, digest
from ..sod import LDS_SECURITY_OBJECT
from ..tlv import encode

_YEAR = timedelta(days=365)
_SOD_TAG = 0x77


@dataclass(frozen=True, slots=True)
class Scheme:
    """How keys sign: `kind` is `ec`, `rsa` or `rsa-pss`; a curve by asn1crypto name, or the RSA key size in bits."""

    kind: str = "ec"
    curve: str = "secp256r1"
    explicit: bool = False
    bits: int = 2048
    hash: str = "sha256"


SCHEMES: Mapping[str, Scheme] = {
    "ecdsa-p256": Scheme(),
    "ecdsa-p384": Scheme(curve="secp384r1", hash="sha384"),
    "ecdsa-brainpool": Scheme(curve="brainpoolp256r1"),
    "ecdsa-brainpool-explicit": Scheme(curve="brainpoolp512r1", explicit=True, hash="sha512"),
    "rsa": Scheme("rsa"),
    "rsa-pss": Scheme("rsa-pss"),
    "rsa-sha1": Scheme("rsa", hash="sha1"),
}
"""The schemes a profile may name."""


class _SigningKey:
    def __init__(self, scheme: Scheme) -> None:
        self._scheme = scheme
        self._hash = HASHES[scheme.hash]()
        self._private: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
        if scheme.kind == "ec":
            self._private = ec.generate_private_key(CURVES[scheme.curve]())
        else:
            self._private = rsa.generate_private_key(65537, scheme.bits)

    @property
    def hash_name(self) -> str:
        return self._scheme.hash

    @property
    def public_info(self) -> keys.PublicKeyInfo:
        der = self._private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        info = keys.PublicKeyInfo.load(der)
        if self._scheme.explicit:
            point = info["public_key"].native
            info = keys.PublicKeyInfo(
                {
                    "algorithm": {"algorithm": "ec", "parameters": explicit_parameters(self._scheme.curve)},
                    "public_key": keys.ECPointBitString(point),
                }
            )
        return info

    @property
    def algorithm(self) -> algos.SignedDigestAlgorithm:
        hash_name, kind = self._scheme.hash, self._scheme.kind
        if kind == "ec":
            return algos.SignedDigestAlgorithm({"algorithm": f"{hash_name}_ecdsa"})
        if kind == "rsa":
            return algos.SignedDigestAlgorithm({"algorithm": f"{hash_name}_rsa"})
        parameters = {
            "hash_algorithm": {"algorithm": hash_name},
            "mask_gen_algorithm": {"algorithm": "mgf1", "parameters": {"algorithm": hash_name}},
            "salt_length": self._hash.digest_size,
        }
        return algos.SignedDigestAlgorithm({"algorithm": "rsassa_pss", "parameters": algos.RSASSAPSSParams(parameters)})

    def sign(self, message: bytes) -> bytes:
        if isinstance(self._private, ec.EllipticCurvePrivateKey):
            return self._private.sign(message, ec.ECDSA(self._hash))
        if self._scheme.kind == "rsa":
            return self._private.sign(message, padding.PKCS1v15(), self._hash)
        pss = padding.PSS(padding.MGF1(self._hash), self._hash.digest_size)
        return self._private.sign(message, pss, self._hash)


def explicit_parameters(curve: str) -> keys.ECDomainParameters:
    """A curve written out as all its numbers instead of its name (SEC 1, C.2)."""
    domain = DOMAINS[curve]
    width = (domain.p.bit_length() + 7) // 8
    point = b"\x04" + domain.x.to_bytes(width, "big") + domain.y.to_bytes(width, "big")
    specified = keys.SpecifiedECDomain(
        {
            "version": "ecdpVer1",
            "field_id": {"field_type": "prime_field", "parameters": core.Integer(domain.p)},
            "curve": {"a": domain.a.to_bytes(width, "big"), "b": domain.b.to_bytes(width, "big")},
            "base": point,
            "order": domain.n,
            "cofactor": 1,
        }
    )
    return keys.ECDomainParameters("specified", specified)


@dataclass(frozen=True, slots=True)
class Issuer:
    """A signing authority with its one document signer. Both live only in memory."""

    csca: bytes
    signer: bytes = field(repr=False)
    scheme: Scheme
    _key: _SigningKey = field(repr=False)
    _authority: _SigningKey = field(repr=False)

    @classmethod
    def create(
        cls, now: datetime, scheme: Scheme | None = None, *, country: str = "VN", expired: bool = False
    ) -> Issuer:
        """New keys and certificates around `now` (aware); `expired` ends the signer's validity yesterday."""
        scheme = scheme or Scheme()
        authority, document = _SigningKey(scheme), _SigningKey(scheme)
        authority_name, signer_name = (
            x509.Name.build({"country_name": country, "organization_name": "Test authority", "common_name": name})
            for name in ("Test CSCA", "Test document signer")
        )
        begin, end = now - 3 * _YEAR, now - timedelta(days=1) if expired else now + 10 * _YEAR
        csca = _certificate(authority_name, authority, authority_name, authority, (begin, now + 12 * _YEAR), ca=True)
        signer = _certificate(signer_name, document, authority_name, authority, (begin, end), ca=False)
        return cls(csca, signer, scheme, document, authority)

    @property
    def csca_pem(self) -> bytes:
        """The anchor to trust, as PEM."""
        return bytes(pem.armor("CERTIFICATE", self.csca))

    def sign(self, hashes: Mapping[int, bytes], signed_at: datetime) -> bytes:
        """EF.SOD over data group hashes (made with the scheme's hash)."""
        content = _lds_security_object(self.scheme.hash, hashes)
        return encode(_SOD_TAG, _signed(self._key, self.signer, LDS_SECURITY_OBJECT, content, [], signed_at))

    def revocation_list(self, revoked: Iterable[bytes], now: datetime, *, days: int = 90) -> bytes:
        """The authority's revocation list (DER) naming these certificates, due again after so many days."""
        begin = now.astimezone(UTC).replace(microsecond=0)
        body: dict[str, Any] = {
            "version": "v2",
            "signature": self._authority.algorithm,
            "issuer": x509.Certificate.load(self.csca).subject,
            "this_update": _time(begin),
            "next_update": _time(begin + timedelta(days=days)),
        }
        entries = [
            {"user_certificate": x509.Certificate.load(der).serial_number, "revocation_date": _time(begin)}
            for der in revoked
        ]
        if entries:
            body["revoked_certificates"] = entries
        listed = crl.TbsCertList(body)
        signature = self._authority.sign(listed.dump())
        whole = {"tbs_cert_list": listed, "signature_algorithm": self._authority.algorithm, "signature": signature}
        return bytes(crl.CertificateList(whole).dump())

    def master_list(self, certificates: Iterable[bytes], now: datetime, *, purpose: str = MASTER_LIST_SIGNING) -> bytes:
        """A master list of these certificates, signed by a signer of this authority made for it."""
        key = _SigningKey(self.scheme)
        authority = x509.Certificate.load(self.csca).subject
        name = x509.Name.build({"country_name": "VN", "common_name": "Test master list signer"})
        validity = (now - _YEAR, now + _YEAR)
        signer = _certificate(name, key, authority, self._authority, validity, ca=False, purpose=purpose)
        content = encode(0x30, core.Integer(0).dump() + encode(0x31, b"".join(sorted(certificates))))
        return _signed(key, signer, CSCA_MASTER_LIST, content, [self.csca], now)


def _signed(
    key: _SigningKey, signer_der: bytes, content_type: str, content: bytes, beside: list[bytes], signed_at: datetime
) -> bytes:
    """A CMS SignedData over the content, with the signer's certificate and others beside it."""
    certificate = x509.Certificate.load(signer_der)
    hash_name = key.hash_name
    attributes = cms.CMSAttributes(
        [
            {"type": "content_type", "values": [content_type]},
            {"type": "signing_time", "values": [cms.Time({"utc_time": signed_at.astimezone(UTC)})]},
            {"type": "message_digest", "values": [digest(hash_name, content)]},
        ]
    )
    signer = {
        "version": "v1",
        "sid": {
            "issuer_and_serial_number": {"issuer": certificate.issuer, "serial_number": certificate.serial_number},
        },
        "digest_algorithm": {"algorithm": hash_name},
        "signed_attrs": attributes,
        "signature_algorithm": key.algorithm,
        "signature": key.sign(attributes.dump()),
    }
    signed: dict[str, Any] = {
        "version": "v3",
        "digest_algorithms": [{"algorithm": hash_name}],
        "encap_content_info": {"content_type": content_type, "content": core.ParsableOctetString(content)},
        "certificates": [certificate, *(x509.Certificate.load(der) for der in beside)],
        "signer_infos": [signer],
    }
    info = cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(signed)})
    return bytes(info.dump())


def _lds_security_object(hash_name: str, hashes: Mapping[int, bytes]) -> bytes:
    rows = b"".join(
        encode(0x30, core.Integer(number).dump() + encode(0x04, value)) for number, value in sorted(hashes.items())
    )
    algorithm = algos.DigestAlgorithm({"algorithm": hash_name}).dump()
    return encode(0x30, core.Integer(0).dump() + algorithm + encode(0x30, rows))


def _certificate(
    subject: x509.Name,
    subject_key: _SigningKey,
    issuer: x509.Name,
    issuer_key: _SigningKey,
    validity: tuple[datetime, datetime],
    *,
    ca: bool,
    purpose: str = "",
) -> bytes:
    not_before, not_after = (moment.astimezone(UTC).replace(microsecond=0) for moment in validity)
    usage = {"key_cert_sign", "crl_sign"} if ca else {"digital_signature"}
    extensions = [{"extn_id": "key_usage", "critical": True, "extn_value": x509.KeyUsage(usage)}]
    if ca:
        constraints = x509.BasicConstraints({"ca": True, "path_len_constraint": 0})
        extensions.append({"extn_id": "basic_constraints", "critical": True, "extn_value": constraints})
    if purpose:
        uses = x509.ExtKeyUsageSyntax([purpose])
        extensions.append({"extn_id": "extended_key_usage", "critical": True, "extn_value": uses})
    tbs = x509.TbsCertificate(
        {
            "version": "v3",
            "serial_number": secrets.randbits(63) + 1,
            "signature": issuer_key.algorithm,
            "issuer": issuer,
            "validity": {"not_before": _time(not_before), "not_after": _time(not_after)},
            "subject": subject,
            "subject_public_key_info": subject_key.public_info,
            "extensions": extensions,
        }
    )
    certificate = x509.Certificate(
        {
            "tbs_certificate": tbs,
            "signature_algorithm": issuer_key.algorithm,
            "signature_value": issuer_key.sign(tbs.dump()),
        }
    )
    return bytes(certificate.dump())


def _time(moment: datetime) -> x509.Time:
    # RFC 5280, 4.1.2.5: years from 2050 on need the longer form.
    return x509.Time({"utc_time": moment} if moment.year < 2050 else {"general_time": moment})
