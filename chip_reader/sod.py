"""EF.SOD: the signed hashes of the data groups (ICAO 9303-10, 4.6.2; RFC 5652), and whether its signature holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from asn1crypto import algos, cms, core, x509

from .asn1 import MALFORMED
from .errors import BadChipData
from .result import Check, CheckStatus
from .signatures import NotAllowed, digest, is_weak_hash
from .signed_data import NotSigned, SignerMissing, signer_certificate, signing_time, verify_signed
from .tlv import parse_one, walk

LDS_SECURITY_OBJECT = "2.23.136.1.1.1"
DATA_GROUPS = frozenset(range(1, 17))
"""The numbers a data group may have (ICAO 9303-10, 4.7)."""

_ASN1_DEPTH = 16
"""Certificates nest deeper than data groups do."""


class _DataGroupHash(core.Sequence):  # type: ignore[misc]
    _fields: ClassVar[list[tuple[str, object]]] = [("number", core.Integer), ("hash", core.OctetString)]


class _DataGroupHashes(core.SequenceOf):  # type: ignore[misc]
    _child_spec = _DataGroupHash


class _LdsVersion(core.Sequence):  # type: ignore[misc]
    _fields: ClassVar[list[tuple[str, object]]] = [("lds", core.PrintableString), ("unicode", core.PrintableString)]


class _LdsSecurityObject(core.Sequence):  # type: ignore[misc]
    _fields: ClassVar[list[tuple[object, ...]]] = [
        ("version", core.Integer),
        ("hash_algorithm", algos.DigestAlgorithm),
        ("hashes", _DataGroupHashes),
        ("lds_version", _LdsVersion, {"optional": True}),
    ]


@dataclass(frozen=True, slots=True)
class SecurityObject:
    """The SOD taken apart; nothing in it is proven until `check_signature` says so.

    `hashes` maps data group numbers to their hashes; `content` is the signed object's encoded content.
    """

    hash_algorithm: str
    hashes: Mapping[int, bytes] = field(repr=False)
    content: bytes = field(repr=False)
    content_type: str
    signed_data: cms.SignedData = field(repr=False)

    @property
    def signer_certificate(self) -> x509.Certificate | None:
        """The document signer's certificate named by the one signer, None when the SOD does not carry it."""
        return signer_certificate(self.signed_data)

    @property
    def signing_time(self) -> datetime | None:
        """When the signer says it signed (a signed attribute), None when it does not say."""
        return signing_time(self.signed_data)


def parse_sod(data: bytes) -> SecurityObject:
    """Take EF.SOD apart; raises `BadChipData`."""
    try:
        body = parse_one(data, 0x77).value
        for _ in walk(body, _ASN1_DEPTH):
            pass
        info = cms.ContentInfo.load(body, strict=False)
        if info["content_type"].native != "signed_data":
            raise BadChipData("not a CMS SignedData")
        signed = info["content"]
        encapsulated = signed["encap_content_info"]
        content = encapsulated["content"]
        octets = bytes(content)
        lds = _LdsSecurityObject.load(octets, strict=True)
        hashes = {int(item["number"].native): bytes(item["hash"].native) for item in lds["hashes"]}
        if len(hashes) != len(lds["hashes"]):
            raise BadChipData("a data group is listed twice")
        if not hashes.keys() <= DATA_GROUPS:
            raise BadChipData("a data group is listed that cannot be")
        # Parsing is lazy; touch everything the checks will use, so that what is malformed shows here.
        _ = [signer.native for signer in signed["signer_infos"]]
        _ = [choice.chosen.native for choice in signed["certificates"]]
        return SecurityObject(
            hash_algorithm=str(lds["hash_algorithm"]["algorithm"].native),
            hashes=hashes,
            content=octets,
            content_type=encapsulated["content_type"].dotted,
            signed_data=signed,
        )
    except BadChipData as error:
        raise BadChipData(error.reason, "SOD") from error
    except MALFORMED as error:
        raise BadChipData("not readable as CMS", "SOD") from error


def check_hash(sod: SecurityObject, number: int, data: bytes) -> Check:
    """Whether a data group is the one that was signed; a group the SOD does not list is a failure."""
    name = f"hash:DG{number}"
    expected = sod.hashes.get(number)
    if expected is None:
        return Check(name, CheckStatus.FAILED, f"DG{number} is not listed in the SOD")
    try:
        matches = digest(sod.hash_algorithm, data) == expected
    except NotAllowed as error:
        return Check(name, CheckStatus.FAILED, f"not allowed: {error}")
    if not matches:
        return Check(name, CheckStatus.FAILED, f"the {sod.hash_algorithm} hash of DG{number} differs from the SOD")
    status = CheckStatus.WEAK if is_weak_hash(sod.hash_algorithm) else CheckStatus.OK
    return Check(name, status, f"{sod.hash_algorithm} matches the SOD")


def check_signature(sod: SecurityObject) -> Check:
    """Whether the SOD's signature holds under the certificate inside it (ICAO 9303-11, 5.1).

    Exactly one signer, signed attributes over the very bytes, message digest and content type as the content has them.
    """

    def answer(status: CheckStatus, evidence: str) -> Check:
        return Check("sod_signature", status, evidence)

    if sod.content_type != LDS_SECURITY_OBJECT:
        return answer(CheckStatus.FAILED, "the content is not an LDS security object")
    try:
        signed = verify_signed(sod.signed_data, sod.content, LDS_SECURITY_OBJECT)
    except SignerMissing as error:
        return answer(CheckStatus.NOT_POSSIBLE, str(error))
    except NotAllowed as error:
        return answer(CheckStatus.FAILED, f"not allowed: {error}")
    except NotSigned as error:
        return answer(CheckStatus.FAILED, str(error))
    verified, stated = signed.verified, signed.hash_algorithm
    if stated != sod.hash_algorithm and is_weak_hash(stated):
        return answer(CheckStatus.FAILED, f"the signer's hash {stated} is weaker than the content's")
    if verified.weak:
        return answer(CheckStatus.WEAK, f"{verified.algorithm}; weak: {verified.weak}")
    if stated != sod.hash_algorithm:
        return answer(
            CheckStatus.FINDING, f"{verified.algorithm} holds, but the content was hashed by another algorithm"
        )
    return answer(CheckStatus.OK, verified.algorithm)
