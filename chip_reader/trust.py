"""Trust anchors (country signing certificates) and whether a document signer descends from one of them.

The path is checked here and not by a general X.509 library: anchors are pinned by the operator, certificates carry
explicit curve parameters that such libraries refuse, and the path is never longer than signer and anchor.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from asn1crypto import x509

from .certificates import issued, read_certificates, valid_at
from .master_list import BadMasterList, parse_master_list
from .result import Check, CheckStatus
from .revocation import BadRevocationList, RevocationList, parse_revocation_list
from .signatures import NotAllowed, Verified

CERTIFICATE_SUFFIXES = frozenset({".pem", ".crt", ".cer", ".der"})
MASTER_LIST_SUFFIXES = frozenset({".ml", ".mls"})
REVOCATION_SUFFIXES = frozenset({".crl"})

_UNDERSTOOD_CRITICAL = {"key_usage", "basic_constraints", "private_key_usage_period", "certificate_policies"}
"""Critical extensions a signer may carry; any other says something this check would ignore (RFC 5280, 4.2)."""


class BadTrustDirectory(ValueError):
    """A directory of trust anchors that cannot be used; the message names the file."""


@dataclass(frozen=True, slots=True)
class TrustStore:
    """The country signing certificates an operator decided to trust, from a channel of their own choosing.

    `revocations` are the revocation lists that came with them; a list counts only under its own authority's key.
    """

    anchors: tuple[x509.Certificate, ...] = field(repr=False)
    revocations: tuple[RevocationList, ...] = field(default=(), repr=False)

    @classmethod
    def from_certificates(cls, encoded: Iterable[bytes], revocations: Iterable[bytes] = ()) -> TrustStore:
        """From certificates and revocation lists in DER or PEM (a PEM may hold several); raises `ValueError`."""
        anchors = tuple(certificate for data in encoded for certificate in read_certificates(data))
        return cls(anchors, tuple(parse_revocation_list(data) for data in revocations))

    @classmethod
    def from_directory(cls, directory: Path) -> TrustStore:
        """From a directory's certificates (.pem .crt .cer .der), master lists (.ml .mls) and revocation lists (.crl).

        An empty directory gives an empty store, with which nothing can be proven. Raises `BadTrustDirectory`.
        """
        if not directory.is_dir():
            raise BadTrustDirectory(f"{directory} is not a directory")
        anchors: list[x509.Certificate] = []
        revocations: list[RevocationList] = []
        for path in sorted(directory.iterdir()):
            suffix = path.suffix.lower()
            try:
                if suffix in CERTIFICATE_SUFFIXES:
                    anchors += read_certificates(path.read_bytes())
                elif suffix in MASTER_LIST_SUFFIXES:
                    anchors += parse_master_list(path.read_bytes()).certificates
                elif suffix in REVOCATION_SUFFIXES:
                    revocations.append(parse_revocation_list(path.read_bytes()))
            except (BadMasterList, BadRevocationList) as error:
                raise BadTrustDirectory(f"{path}: {error}") from error
            except (ValueError, OSError) as error:
                raise BadTrustDirectory(f"{path} is not a certificate in PEM or DER") from error
        return cls(tuple(anchors), tuple(revocations))


def check_chain(
    signer: x509.Certificate | None,
    store: TrustStore | None,
    *,
    now: datetime,
    signed_at: datetime | None = None,
    issuing_state: str = "",
) -> Check:
    """Whether the document signer's certificate was issued by a trusted one (ICAO 9303-11, 5.1; 9303-12, 7.1).

    `now` and `signed_at` are aware. A signer whose validity ended after it signed gives a finding, and so does a
    revocation list that is out of date. Without trust anchors the answer is `not_possible`, never a success.
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
    reason = "no trust anchor's key made the signer certificate's signature"
    for anchor in named:
        try:
            verified = issued(signer, anchor)
        except NotAllowed as error:
            reason = f"not allowed: {error}"
            continue
        if verified:
            objection = _objection(signer, anchor, issuing_state)
            if objection:
                return answer(CheckStatus.FAILED, objection)
            return answer(*_grade(signer, anchor, verified, store, now, signed_at))
    return answer(CheckStatus.FAILED, reason)


def _objection(signer: x509.Certificate, anchor: x509.Certificate, issuing_state: str) -> str:
    """Why this signer may not sign documents, or this anchor may not certify it; empty when nothing speaks against."""
    if anchor.basic_constraints_value is not None and not anchor.ca:
        return "the trust anchor is not a certificate authority"
    anchor_usage = anchor.key_usage_value
    if anchor_usage is not None and "key_cert_sign" not in anchor_usage.native:
        return "the trust anchor is not meant for certificates"
    if signer.ca:
        return "the signer's certificate is one of an authority"
    usage = signer.key_usage_value
    if usage is not None and "digital_signature" not in usage.native:
        return "the signer's certificate is not meant for signatures"
    unknown = set(signer.critical_extensions) - _UNDERSTOOD_CRITICAL
    if unknown:
        return f"the signer's certificate has a critical extension that is not understood: {min(unknown)}"
    country = signer.subject.native.get("country_name")
    if issuing_state == "VNM" and isinstance(country, str) and country.upper() != "VN":
        return f"the signer belongs to {country}, the card to {issuing_state}"
    if not valid_at(anchor, signer.not_valid_before):
        return "the trust anchor was not valid when it certified the signer"
    return ""


def _grade(
    signer: x509.Certificate,
    anchor: x509.Certificate,
    verified: Verified,
    store: TrustStore,
    now: datetime,
    signed_at: datetime | None,
) -> tuple[CheckStatus, str]:
    """Time, revocation and strength of a signer whose descent holds: the worst of them decides."""
    lists = [known for known in store.revocations if known.issued_by(anchor)]
    if any(signer.serial_number in known.revoked for known in lists):
        return CheckStatus.FAILED, "the signer's certificate is on its authority's revocation list"
    valid_now = valid_at(signer, now)
    valid_then = signed_at is not None and valid_at(signer, signed_at)
    if not valid_now and not valid_then:
        return CheckStatus.FAILED, "the signer's certificate is not valid, and was not when it signed"
    if not valid_now:
        return CheckStatus.FINDING, "the signer's certificate was valid when it signed, and is not today"
    if lists and not any(known.current(now) for known in lists):
        return CheckStatus.FINDING, "not revoked, but the authority's revocation list is out of date"
    revocation = "not revoked" if lists else "no revocation list given"
    if verified.weak:
        return CheckStatus.WEAK, f"issued by a trust anchor with {verified.algorithm}; weak: {verified.weak}"
    return CheckStatus.OK, f"issued by a trust anchor with {verified.algorithm}; {revocation}"
