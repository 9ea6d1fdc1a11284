"""Master lists: many country signing certificates in one signed file (ICAO 9303-12, 9; as the BSI publishes them)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from asn1crypto import cms, core, x509

from .asn1 import MALFORMED
from .certificates import issued, readable
from .signatures import NotAllowed
from .signed_data import NotSigned, carried_certificates, verify_signed

CSCA_MASTER_LIST = "2.23.136.1.1.2"
MASTER_LIST_SIGNING = "2.23.136.1.1.3"
MAX_BYTES = 16 * 1024 * 1024
MAX_CERTIFICATES = 5000
"""The largest lists in circulation hold some six hundred certificates in a megabyte."""


class BadMasterList(ValueError):
    """Not a master list, or one whose signature does not hold; the message says why."""


class _Certificates(core.SetOf):  # type: ignore[misc]
    _child_spec = core.Any


class _CscaMasterList(core.Sequence):  # type: ignore[misc]
    _fields: ClassVar[list[tuple[str, object]]] = [("version", core.Integer), ("certificates", _Certificates)]


@dataclass(frozen=True, slots=True)
class MasterList:
    """A list whose signature holds under the authority inside it.

    That proves the file is whole, not who made it: compare `authority` (its SHA-256) with what the publisher prints.
    `unreadable` counts entries this library cannot use.
    """

    certificates: tuple[x509.Certificate, ...] = field(repr=False)
    signer: x509.Certificate = field(repr=False)
    authority: x509.Certificate = field(repr=False)
    algorithm: str
    unreadable: int = 0


def parse_master_list(data: bytes) -> MasterList:
    """Read a master list and check its signature up to an authority it carries itself; raises `BadMasterList`.

    The signer must be certified for master lists by a country authority inside the message or on the list.
    """
    if len(data) > MAX_BYTES:
        raise BadMasterList(f"larger than {MAX_BYTES} bytes")
    try:
        info = cms.ContentInfo.load(data, strict=True)
        if info["content_type"].native != "signed_data":
            raise BadMasterList("not a CMS SignedData")
        signed = info["content"]
        encapsulated = signed["encap_content_info"]
        if encapsulated["content_type"].dotted != CSCA_MASTER_LIST:
            raise BadMasterList("the signed content is not a list of country signing certificates")
        content = bytes(encapsulated["content"])
        entries = _CscaMasterList.load(content, strict=True)["certificates"]
        if len(entries) > MAX_CERTIFICATES:
            raise BadMasterList(f"more than {MAX_CERTIFICATES} certificates")
        listed = [readable(bytes(entry.dump())) for entry in entries]
        signature = verify_signed(signed, content, CSCA_MASTER_LIST)
        certificates = tuple(certificate for certificate in listed if certificate is not None)
        authority = _authority(signature.certificate, [*carried_certificates(signed), *certificates])
    except BadMasterList:
        raise
    except (NotSigned, NotAllowed) as error:
        raise BadMasterList(f"its signature cannot be accepted: {error}") from error
    except MALFORMED as error:
        raise BadMasterList("not readable as CMS") from error
    if not certificates:
        raise BadMasterList("no certificate on it can be used")
    return MasterList(
        certificates,
        signature.certificate,
        authority,
        signature.verified.algorithm,
        unreadable=len(listed) - len(certificates),
    )


def _authority(signer: x509.Certificate, candidates: list[x509.Certificate]) -> x509.Certificate:
    """The self-signed authority that certified the signer; raises `BadMasterList`."""
    purposes = signer.extended_key_usage_value
    if purposes is None or MASTER_LIST_SIGNING not in {purpose.dotted for purpose in purposes}:
        raise BadMasterList("its signer is not certified for master lists")
    for candidate in candidates:
        if candidate.subject != signer.issuer or candidate.subject != candidate.issuer:
            continue
        try:
            if issued(signer, candidate) and issued(candidate, candidate):
                return candidate
        except NotAllowed:
            continue
    raise BadMasterList("it does not carry the authority that certified its signer")
