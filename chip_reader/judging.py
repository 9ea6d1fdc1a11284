"""What a card's files prove: a pure function of their bytes, whoever read them. Nothing here talks to a chip."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime

from .citizen import check_consistency, parse_dg1
from .dg2 import Portrait, parse_dg2
from .dg13 import PersonalItems, parse_dg13
from .errors import BadChipData
from .files import ElementaryFile, parse_com
from .mrz import NO_MRZ, Mrz
from .result import Check, CheckStatus
from .sod import SecurityObject, check_hash, check_signature, parse_sod
from .trust import TrustStore, check_chain

log = logging.getLogger(__name__)

KEPT_BACK = frozenset({3, 4})
"""Fingerprints and irises: never asked for, they need terminal authentication."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The groups EF.COM lists, None where it cannot be read; `problem` is the check that then failed."""

    groups: frozenset[int] | None = None
    problem: Check | None = None


@dataclass(frozen=True, slots=True)
class Security:
    """The SOD, or why there is none to judge by."""

    sod: SecurityObject | None = None
    problem: str = ""

    @property
    def signed(self) -> Set[int]:
        """The groups it lists."""
        return self.sod.hashes.keys() if self.sod else frozenset()


@dataclass(frozen=True, slots=True)
class Judgement:
    """The checks, what the files say, and the signer's certificate (DER; empty when the SOD carries none)."""

    checks: tuple[Check, ...]
    mrz: Mrz = field(repr=False)
    items: PersonalItems | None = field(repr=False)
    portrait: Portrait | None = field(repr=False)
    signer: bytes = field(repr=False)


def read_listing(data: bytes | None) -> Listing:
    """EF.COM; a malformed one is a failed check and stops nothing."""
    if data is None:
        return Listing()
    try:
        return Listing(parse_com(data))
    except BadChipData as error:
        return Listing(None, Check("sod_lists", CheckStatus.FAILED, f"EF.COM is malformed: {error.reason}"))


def read_security(data: bytes | None) -> Security:
    """EF.SOD, taken apart and not yet verified."""
    if data is None:
        return Security(None, "the chip does not give out its SOD")
    try:
        return Security(parse_sod(data))
    except BadChipData as error:
        return Security(None, f"the SOD is malformed: {error.reason}")


def judge(
    files: Mapping[ElementaryFile, bytes],
    listing: Listing,
    security: Security,
    proofs: Sequence[Check],
    *,
    absent: Set[int],
    trust: TrustStore | None,
    now: datetime,
) -> Judgement:
    """Passive authentication and what hangs on it (ICAO 9303-11, 5.1).

    `proofs` are the checks of active and chip authentication, `absent` the groups that were asked for and not given
    out, `now` is aware. Raises `BadChipData` when there is no machine readable zone, or a signed one that does not
    read.
    """
    sod = security.sod
    checks = _hashes(files, sod)
    intact = {check.name for check in checks if check.status in {CheckStatus.OK, CheckStatus.WEAK}}
    mrz, unreadable = _zone(files, intact="hash:DG1" in intact)
    checks.append(listing.problem or _lists(listing.groups, sod, absent))
    signature = check_signature(sod) if sod else Check("sod_signature", CheckStatus.FAILED, security.problem)
    checks += [signature, _chain(sod, signature, trust, now, mrz), *proofs]
    items, consistency = _items(files, mrz, now)
    checks.append(unreadable or consistency)
    certificate = sod.signer_certificate if sod else None
    return Judgement(
        tuple(checks),
        mrz,
        items,
        _portrait(files) if "hash:DG2" in intact else None,
        bytes(certificate.dump()) if certificate else b"",
    )


def _hashes(files: Mapping[ElementaryFile, bytes], sod: SecurityObject | None) -> list[Check]:
    present = {file.value: data for file, data in files.items() if file.value < ElementaryFile.SOD.value}
    checks = []
    for number in sorted(present.keys() | (sod.hashes.keys() if sod else set())):
        data, name = present.get(number), f"hash:DG{number}"
        if sod is None:
            evidence = "there is no readable SOD to compare with"
            checks.append(Check(name, CheckStatus.NOT_POSSIBLE, evidence))
        elif data is not None:
            checks.append(check_hash(sod, number, data))
        elif number in KEPT_BACK:
            evidence = f"DG{number} is signed, and given out only after terminal authentication"
            checks.append(Check(name, CheckStatus.NOT_POSSIBLE, evidence))
        else:
            evidence = f"DG{number} is signed, but the chip does not give it out: a copy may lack it"
            checks.append(Check(name, CheckStatus.FAILED, evidence))
    return checks


def _zone(files: Mapping[ElementaryFile, bytes], *, intact: bool) -> tuple[Mrz, Check | None]:
    """The zone of DG1; an altered one that no longer reads is empty, so that the reading can name what failed."""
    data = files.get(ElementaryFile.DG1)
    if data is None:
        raise BadChipData("the chip does not give out its machine readable zone", "DG1")
    try:
        return parse_dg1(data), None
    except BadChipData as error:
        if intact:
            raise
        return NO_MRZ, Check("consistency", CheckStatus.FINDING, f"DG1 is not readable: {error.reason}")


def _items(files: Mapping[ElementaryFile, bytes], mrz: Mrz, now: datetime) -> tuple[PersonalItems | None, Check]:
    data = files.get(ElementaryFile.DG13)
    if data is None:
        return None, Check("consistency", CheckStatus.NOT_SUPPORTED, "the chip has no DG13 to compare with DG1")
    try:
        items = parse_dg13(data)
    except BadChipData as error:
        return None, Check("consistency", CheckStatus.FINDING, f"DG13 is not readable: {error.reason}")
    return items, check_consistency(mrz, items, now.date())


def _portrait(files: Mapping[ElementaryFile, bytes]) -> Portrait | None:
    try:
        return parse_dg2(files[ElementaryFile.DG2])
    except BadChipData as error:
        log.warning("portrait not usable reason=%s", error.reason)
        return None


def _lists(listed: frozenset[int] | None, sod: SecurityObject | None, absent: Set[int]) -> Check:
    """EF.COM against the SOD: a group hidden, or there and not signed, means that one of them was changed.

    A group that is listed and neither signed nor there tells of a careless issuer, or of a copy.
    """
    if listed is None or sod is None:
        return Check("sod_lists", CheckStatus.NOT_POSSIBLE, "EF.COM or the SOD is missing or not readable")
    unsigned = listed - sod.hashes.keys()
    missing = unsigned & (absent | KEPT_BACK)
    parts = [
        f"{what}: {', '.join(f'DG{number}' for number in sorted(numbers))}"
        for what, numbers in (
            ("listed but not signed", unsigned - missing),
            ("signed but not listed", sod.hashes.keys() - listed),
            ("listed but neither signed nor given out", missing),
        )
        if numbers
    ]
    if not parts:
        return Check("sod_lists", CheckStatus.OK, "EF.COM and the SOD list the same data groups")
    only_missing = missing == listed ^ sod.hashes.keys()
    return Check("sod_lists", CheckStatus.FINDING if only_missing else CheckStatus.FAILED, "; ".join(parts))


def _chain(sod: SecurityObject | None, signature: Check, trust: TrustStore | None, now: datetime, mrz: Mrz) -> Check:
    chain = check_chain(
        sod.signer_certificate if sod else None,
        trust,
        now=now,
        signed_at=sod.signing_time if sod else None,
        issuing_state=mrz.issuing_state,
    )
    if (
        signature.status in {CheckStatus.FAILED, CheckStatus.NOT_POSSIBLE}
        and chain.status is not CheckStatus.NOT_POSSIBLE
    ):
        return Check("chain", CheckStatus.FAILED, "the signer is not proven to have signed this card")
    return chain
