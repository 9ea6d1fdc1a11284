"""Trust anchors (country signing certificates) and whether a document signer descends from one of them.

The path is checked here and not by a general X.509 library: anchors are pinned by the operator, certificates carry
explicit curve parameters that such libraries refuse, and the path is never longer than signer and anchor.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from asn1crypto import algos, pem, x509

from .result import Check, CheckStatus
from .signatures import NotAllowed, Verified, verify

_SUFFIXES = {".pem", ".crt", ".cer", ".der"}


class BadTrustDirectory(ValueError):
    """A directory of trust anchors that cannot be used; the message names the file."""


@dataclass(frozen=True, slots=True)
class TrustStore:
    """The country signing certificates an operator decided to trust, from a channel of their own choosing."""

    anchors: tuple[x509.Certificate, ...] = field(repr=False)

    @classmethod
    def from_certificates(cls, encoded: Iterable[bytes]) -> TrustStore:
        """From certificates in DER or PEM (a PEM may hold several); raises `ValueError`."""
        anchors: list[x509.Certificate] = []
        for data in encoded:
            blocks = [der for _, _, der in pem.unarmor(data, multiple=True)] if pem.detect(data) else [data]
            for der in blocks:
                certificate = x509.Certificate.load(der, strict=True)
                _ = certificate.native
                anchors.append(certificate)
        return cls(tuple(anchors))

    @classmethod
    def from_directory(cls, directory: Path) -> TrustStore:
        """From the .pem, .crt, .cer and .der files of a directory; raises `BadTrustDirectory`.

        An empty directory gives an empty store, with which nothing can be proven.
        """
        if not directory.is_dir():
            raise BadTrustDirectory(f"{directory} is not a directory")
        anchors: list[x509.Certificate] = []
        for path in sorted(directory.iterdir()):
            if path.suffix.lower() in _SUFFIXES:
                try:
                    anchors += cls.from_certificates([path.read_bytes()]).anchors
                except (ValueError, TypeError, KeyError, OSError) as error:
                    raise BadTrustDirectory(f"{path} is not a certificate in PEM or DER") from error
        return cls(tuple(anchors))


def check_chain(
    signer: x509.Certificate | None,
    store: TrustStore | None,
    *,
    now: datetime,
    signed_at: datetime | None = None,
    issuing_state: str = "",
) -> Check:
    """Whether the document signer's certificate was issued by a trusted one (ICAO 9303-11, 5.1; 9303-12, 7.1).

    `now` and `signed_at` are aware. A signer whose validity ended after it signed gives a finding. Without trust
    anchors the answer is `not_possible`, never a success.
    """

    def answer(status: CheckStatus, evidence: str) -> Check:
        return Check("chain", status, evidence)

    if store is None or not store.anchors:
        return answer(CheckStatus.NOT_POSSIBLE, "no trust anchors are configured; the issuer is not proven")
    if signer is None:
        return answer(CheckStatus.FAILED, "the SOD does not carry the signer's certificate")
    named = [anchor for anchor in store.anchors if anchor.subject == signer.issuer]
    if not named:
        return answer(CheckStatus.FAILED, f"no trust anchor of the signer's issuer among {len(store.anchors)}")
    verified: Verified | None = None
    reason = "no trust anchor's key made the signer certificate's signature"
    for anchor in named:
        try:
            verified = _issued(signer, anchor)
        except NotAllowed as error:
            reason = f"not allowed: {error}"
        if verified:
            if anchor.basic_constraints_value is not None and not anchor.ca:
                return answer(CheckStatus.FAILED, "the trust anchor is not a certificate authority")
            break
    if not verified:
        return answer(CheckStatus.FAILED, reason)
    usage = signer.key_usage_value
    if usage is not None and "digital_signature" not in usage.native:
        return answer(CheckStatus.FAILED, "the signer's certificate is not meant for signatures")
    country = signer.subject.native.get("country_name")
    if issuing_state == "VNM" and isinstance(country, str) and country.upper() != "VN":
        return answer(CheckStatus.FAILED, f"the signer belongs to {country}, the card to {issuing_state}")
    valid_now = _valid(signer, now)
    valid_then = signed_at is not None and _valid(signer, signed_at)
    if not valid_now and not valid_then:
        return answer(CheckStatus.FAILED, "the signer's certificate is not valid, and was not when it signed")
    if not valid_now:
        return answer(CheckStatus.FINDING, "the signer's certificate was valid when it signed, and is not today")
    if verified.weak:
        return answer(CheckStatus.WEAK, f"issued by a trust anchor with {verified.algorithm}; weak: {verified.weak}")
    return answer(CheckStatus.OK, f"issued by a trust anchor with {verified.algorithm}")


def _issued(certificate: x509.Certificate, issuer: x509.Certificate) -> Verified | None:
    algorithm = certificate["signature_algorithm"]
    if algorithm.dump() != certificate["tbs_certificate"]["signature"].dump():
        raise NotAllowed("the certificate states two signature algorithms")
    return verify(
        issuer.public_key,
        algorithm,
        _hash_of(algorithm),
        certificate["signature_value"].native,
        certificate["tbs_certificate"].dump(),
    )


def _hash_of(algorithm: algos.SignedDigestAlgorithm) -> str:
    try:
        return str(algorithm.hash_algo)
    except ValueError as error:
        raise NotAllowed("a signature algorithm without a hash") from error


def _valid(certificate: x509.Certificate, when: datetime) -> bool:
    return bool(certificate.not_valid_before <= when <= certificate.not_valid_after)
