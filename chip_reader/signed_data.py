"""CMS SignedData with exactly one signer (RFC 5652): what EF.SOD and master lists have in common."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from asn1crypto import cms, core, x509

from .signatures import Verified, digest, verify


class NotSigned(ValueError):
    """The signature does not hold, or does not cover what it must; the message says which."""


class SignerMissing(NotSigned):
    """The data does not carry its signer's certificate, so nothing can be said about the signature."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature that holds: with which algorithms, over which hash, by whom."""

    verified: Verified
    hash_algorithm: str
    certificate: x509.Certificate = field(repr=False)


def signer_certificate(signed: cms.SignedData) -> x509.Certificate | None:
    """The certificate named by the one signer, None when the data does not carry it."""
    signers = signed["signer_infos"]
    if len(signers) != 1:
        return None
    sid = signers[0]["sid"]
    for certificate in carried_certificates(signed):
        if sid.name == "issuer_and_serial_number":
            named = sid.chosen["serial_number"].native, sid.chosen["issuer"].dump()
            if named == (certificate.serial_number, certificate.issuer.dump()):
                return certificate
        elif certificate.key_identifier == sid.native:
            return certificate
    return None


def carried_certificates(signed: cms.SignedData) -> list[x509.Certificate]:
    """The X.509 certificates inside; other kinds are passed over."""
    return [choice.chosen for choice in signed["certificates"] if choice.name == "certificate"]


def signing_time(signed: cms.SignedData) -> datetime | None:
    """When the signer says it signed (a signed attribute), None when it does not say."""
    for signer in signed["signer_infos"]:
        for attribute in signer["signed_attrs"]:
            if attribute["type"].native == "signing_time":
                when = attribute["values"][0].native
                return when if isinstance(when, datetime) else None
    return None


def verify_signed(signed: cms.SignedData, content: bytes, content_type: str) -> Signed:
    """Check the signature over `content` under the certificate inside.

    One signer, signed attributes over the very bytes, message digest and content type as the content has them
    (RFC 5652, 5.4 and 5.6). Who that signer is stays open. Raises `NotSigned` (`SignerMissing` without its
    certificate), or `NotAllowed` for an algorithm or key outside the allow-list.
    """
    signers = signed["signer_infos"]
    if len(signers) != 1:
        raise NotSigned(f"{len(signers)} signers instead of one")
    signer = signers[0]
    attributes = signer["signed_attrs"]
    if isinstance(attributes, core.Void) or not len(attributes):
        raise NotSigned("no signed attributes")
    stated = str(signer["digest_algorithm"]["algorithm"].native)
    values: dict[str, list[core.Asn1Value]] = {}
    for attribute in attributes:
        values.setdefault(attribute["type"].native, []).extend(attribute["values"])
    if [value.dotted for value in values.get("content_type", [])] != [content_type]:
        raise NotSigned("the signed content type is missing or another one")
    if [value.native for value in values.get("message_digest", [])] != [digest(stated, content)]:
        raise NotSigned("the signed digest differs from the content")
    certificate = signer_certificate(signed)
    if certificate is None:
        raise SignerMissing("the signer's certificate is not inside")
    # The signature covers the attributes as a SET OF; inside the signer they carry a context tag instead.
    message = b"\x31" + attributes.dump()[1:]
    algorithm = signer["signature_algorithm"]
    verified = verify(certificate.public_key, algorithm, stated, signer["signature"].native, message)
    if verified is None:
        raise NotSigned("the signature does not hold")
    return Signed(verified, stated, certificate)
