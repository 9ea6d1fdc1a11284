"""One X.509 certificate: reading it, its fingerprint, its validity, and whether another one issued it."""

from __future__ import annotations

import hashlib
from datetime import datetime

from asn1crypto import pem, x509

from .asn1 import MALFORMED
from .signatures import NotAllowed, Verified, hash_of, verify


def readable(der: bytes) -> x509.Certificate | None:
    """The certificate, None when any part of it does not read (the ASN.1 library reads parts lazily)."""
    try:
        certificate = x509.Certificate.load(der, strict=True)
        _ = certificate.native
    except MALFORMED:
        return None
    return certificate


def read_certificates(data: bytes) -> tuple[x509.Certificate, ...]:
    """The certificates of a DER or PEM file (a PEM may hold several); raises `ValueError`."""
    blocks = [der for _, _, der in pem.unarmor(data, multiple=True)] if pem.detect(data) else [data]
    found = [readable(der) for der in blocks]
    if not found or None in found:
        raise ValueError("not a certificate in DER or PEM")
    return tuple(certificate for certificate in found if certificate is not None)


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 over the whole certificate, 64 hexadecimal digits."""
    return hashlib.sha256(certificate.dump()).hexdigest()


def valid_at(certificate: x509.Certificate, when: datetime) -> bool:
    """Whether the certificate's validity covers `when` (aware)."""
    return bool(certificate.not_valid_before <= when <= certificate.not_valid_after)


def issued(certificate: x509.Certificate, issuer: x509.Certificate) -> Verified | None:
    """How the issuer's key signed the certificate, None when it did not.

    Raises `NotAllowed` for algorithms outside the allow-list, or stated differently inside and outside the signed
    part (RFC 5280, 4.1.1.2).
    """
    algorithm = certificate["signature_algorithm"]
    body = certificate["tbs_certificate"]
    if algorithm.dump() != body["signature"].dump():
        raise NotAllowed("the certificate states two signature algorithms")
    signature = certificate["signature_value"].native
    return verify(issuer.public_key, algorithm, hash_of(algorithm), signature, body.dump())
