"""EF.SOD: the signed hashes of the data groups (ICAO 9303-10, 4.6.2; RFC 5652), and whether its signature holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from asn1crypto import algos, cms, core, x509

from .errors import BadChipData
from .result import Check, CheckStatus
from .signatures import NotAllowed, digest, is_weak_hash, verify
from .tlv import parse_one, walk

LDS_SECURITY_OBJECT = "2.23.136.1.1.1"
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
    """The SOD taken apart; nothing in it is proven until `verify_signature` says so.

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
        signers = self.signed_data["signer_infos"]
        if len(signers) != 1:
            return None
        sid = signers[0]["sid"]
        for choice in self.signed_data["certificates"]:
            if choice.name != "certificate":
                continue
            certificate = choice.chosen
            if sid.name == "issuer_and_serial_number":
                named = sid.chosen["serial_number"].native, sid.chosen["issuer"].dump()
                if named == (certificate.serial_number, certificate.issuer.dump()):
                    return certificate
            elif certificate.key_identifier == sid.native:
                return certificate
        return None

    @property
    def signing_time(self) -> datetime | None:
        """When the signer says it signed (a signed attribute), None when it does not say."""
        for signer in self.signed_data["signer_infos"]:
            for attribute in signer["signed_attrs"]:
                if attribute["type"].native == "signing_time":
                    when = attribute["values"][0].native
                    return when if isinstance(when, datetime) else None
        return None


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
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
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

    signers = sod.signed_data["signer_infos"]
    if len(signers) != 1:
        return answer(CheckStatus.FAILED, f"{len(signers)} signers instead of one")
    signer = signers[0]
    attributes = signer["signed_attrs"]
    if isinstance(attributes, core.Void) or not len(attributes):
        return answer(CheckStatus.FAILED, "no signed attributes")
    stated = str(signer["digest_algorithm"]["algorithm"].native)
    values: dict[str, list[core.Asn1Value]] = {}
    for attribute in attributes:
        values.setdefault(attribute["type"].native, []).extend(attribute["values"])
    if sod.content_type != LDS_SECURITY_OBJECT:
        return answer(CheckStatus.FAILED, "the content is not an LDS security object")
    if [value.dotted for value in values.get("content_type", [])] != [LDS_SECURITY_OBJECT]:
        return answer(CheckStatus.FAILED, "the signed content type is missing or another one")
    if stated != sod.hash_algorithm and is_weak_hash(stated):
        return answer(CheckStatus.FAILED, f"the signer's hash {stated} is weaker than the content's")
    certificate = sod.signer_certificate
    try:
        if [value.native for value in values.get("message_digest", [])] != [digest(stated, sod.content)]:
            return answer(CheckStatus.FAILED, "the signed digest differs from the content")
        if certificate is None:
            return answer(CheckStatus.NOT_POSSIBLE, "the SOD does not carry the signer's certificate")
        # The signature covers the attributes as a SET OF; inside the signer they carry a context tag instead.
        message = b"\x31" + attributes.dump()[1:]
        verified = verify(
            certificate.public_key, signer["signature_algorithm"], stated, signer["signature"].native, message
        )
    except NotAllowed as error:
        return answer(CheckStatus.FAILED, f"not allowed: {error}")
    if verified is None:
        return answer(CheckStatus.FAILED, "the signature does not hold")
    if verified.weak:
        return answer(CheckStatus.WEAK, f"{verified.algorithm}; weak: {verified.weak}")
    if stated != sod.hash_algorithm:
        return answer(
            CheckStatus.FINDING, f"{verified.algorithm} holds, but the content was hashed by another algorithm"
        )
    return answer(CheckStatus.OK, verified.algorithm)
