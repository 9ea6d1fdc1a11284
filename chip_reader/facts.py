"""From checks to what may be said: the facts a reading established, what a screen shows, what a procedure asks for.

Everything here is pure: the same checks give the same answer, and no answer ever says "valid" alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from .result import Check, CheckStatus


class Fact(StrEnum):
    """What can be established about a card, each on its own (ICAO 9303-11; grades 1 to 5 of a reading).

    `INTACT`: every file read is the one its signer signed. `ISSUER`: that signer was certified by a trusted country.
    `ORIGINAL`: the chip holds the private key, it is no copy. `CONFIRMED`: an outside authority vouches for the
    signer. `CONSISTENT`: the machine readable zone and the personal items tell the same story.
    """

    INTACT = "intact"
    ISSUER = "issuer"
    ORIGINAL = "original"
    CONFIRMED = "confirmed"
    CONSISTENT = "consistent"


class Standing(StrEnum):
    """What a screen may say about the card, the worst first.

    `ALTERED`: the data are not what was signed. `COPY_SUSPECTED`: the chip cannot prove to be the original.
    `CONTRADICTORY`: its files disagree. `ISSUER_REJECTED`: it does not descend from a trusted issuer, or that one
    took it back. `ISSUER_NOT_VERIFIED`: nothing speaks against it, its origin is not proven. `ISSUER_VERIFIED`: its
    origin is proven, a copy is not ruled out. `VERIFIED`: origin and original are proven.
    """

    ALTERED = "altered"
    COPY_SUSPECTED = "copy_suspected"
    CONTRADICTORY = "contradictory"
    ISSUER_REJECTED = "issuer_rejected"
    ISSUER_NOT_VERIFIED = "issuer_not_verified"
    ISSUER_VERIFIED = "issuer_verified"
    VERIFIED = "verified"


@dataclass(frozen=True, slots=True)
class Assessment:
    """The facts, sorted: established, established by weak means, and contradicted; the rest is simply not known.

    `weak` is a part of `established`: old algorithms, or something staff should know (see each check's evidence).
    """

    standing: Standing
    established: frozenset[Fact]
    weak: frozenset[Fact]
    contradicted: frozenset[Fact]


_CHIP_KEYS = {"hash:DG14", "hash:DG15"}
_KEPT_BACK = {"hash:DG3", "hash:DG4"}
"""Fingerprints and irises are signed and given out to nobody but the state: not having them is no gap."""
_PROOFS = {"active_authentication": "hash:DG15", "chip_authentication": "hash:DG14"}
_WORST_FIRST = (
    (Fact.INTACT, Standing.ALTERED),
    (Fact.ORIGINAL, Standing.COPY_SUSPECTED),
    (Fact.CONSISTENT, Standing.CONTRADICTORY),
    (Fact.ISSUER, Standing.ISSUER_REJECTED),
    (Fact.CONFIRMED, Standing.ISSUER_REJECTED),
)
_FIRM, _WEAK = {CheckStatus.OK}, {CheckStatus.WEAK, CheckStatus.FINDING}
_HELD = _FIRM | _WEAK


def assess(checks: Iterable[Check]) -> Assessment:
    """Sort the checks of one reading into facts. A fact no check speaks of is neither established nor contradicted."""
    status = {check.name: check.status for check in checks}
    groups = {
        Fact.INTACT: _intact(status),
        Fact.ISSUER: [status.get("chain", CheckStatus.NOT_POSSIBLE)],
        Fact.ORIGINAL: _original(status),
        Fact.CONFIRMED: [status.get("outside_confirmation", CheckStatus.NOT_POSSIBLE)],
        Fact.CONSISTENT: [_consistent(status)],
    }
    contradicted = frozenset(fact for fact, held in groups.items() if CheckStatus.FAILED in held)
    established = frozenset(fact for fact, held in groups.items() if held and all(one in _HELD for one in held))
    if Fact.INTACT not in established:
        # What an unsigned or altered file leads to is no proof: issuer, original and confirmation hang on the SOD.
        established -= {Fact.ISSUER, Fact.ORIGINAL, Fact.CONFIRMED}
    weak = frozenset(fact for fact in established if any(one in _WEAK for one in groups[fact]))
    shown = contradicted
    if Fact.ORIGINAL in contradicted and CheckStatus.FAILED not in _intact({**status, "sod_lists": CheckStatus.OK}):
        # EF.COM is not signed: where chip keys are missing, a list without them tells of a copy, not of altered data.
        shown -= {Fact.INTACT}
    return Assessment(_standing(established, shown), established, weak, contradicted)


def _intact(status: Mapping[str, CheckStatus]) -> list[CheckStatus]:
    """The signature and every file's hash but the chip keys'; the unsigned list counts only against."""
    hashes = [
        held
        for name, held in status.items()
        if name.startswith("hash:")
        and name not in _CHIP_KEYS
        and not (name in _KEPT_BACK and held in {CheckStatus.NOT_POSSIBLE, CheckStatus.NOT_SUPPORTED})
    ]
    lists = status.get("sod_lists", CheckStatus.NOT_POSSIBLE)
    beside = [lists] if lists in {CheckStatus.FAILED, CheckStatus.FINDING} else []
    return [status.get("sod_signature", CheckStatus.NOT_POSSIBLE), *(hashes or [CheckStatus.NOT_POSSIBLE]), *beside]


def _original(status: Mapping[str, CheckStatus]) -> list[CheckStatus]:
    """Proofs under a key the SOD signs; a chip key that is missing or exchanged speaks for a copy."""
    if any(status.get(name) is CheckStatus.FAILED for name in (*_CHIP_KEYS, *_PROOFS)):
        return [CheckStatus.FAILED]
    proofs = [
        held
        for name, key in _PROOFS.items()
        if (held := status.get(name)) in _HELD and status.get(key, CheckStatus.OK) in _HELD
    ]
    if CheckStatus.OK in proofs:
        return [CheckStatus.OK]  # one strong proof is enough, whatever the other one is made of
    return [proof for proof in proofs if proof is not None] or [CheckStatus.NOT_POSSIBLE]


def _consistent(status: Mapping[str, CheckStatus]) -> CheckStatus:
    held = status.get("consistency", CheckStatus.NOT_POSSIBLE)
    return CheckStatus.FAILED if held is CheckStatus.FINDING else held


def _standing(established: frozenset[Fact], contradicted: frozenset[Fact]) -> Standing:
    for fact, standing in _WORST_FIRST:
        if fact in contradicted:
            return standing
    if not established & {Fact.ISSUER, Fact.CONFIRMED}:
        return Standing.ISSUER_NOT_VERIFIED
    return Standing.VERIFIED if Fact.ORIGINAL in established else Standing.ISSUER_VERIFIED


@dataclass(frozen=True, slots=True)
class Admission:
    """Whether self-service goes on. `missing` are required facts that were not established (or only weakly), and
    `contradicted` those that speak against the card; both empty when `self_service` is true.
    """

    self_service: bool
    missing: tuple[Fact, ...]
    contradicted: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class FactPolicy:
    """What one procedure asks of a card before it is done without staff.

    A contradicted fact leads to the desk under every policy. The default asks for intact data alone, because no
    anchor for the citizen card is public. `accept_weak` takes facts established by SHA-1, RSA under 2048 bits, 3DES,
    or with a finding.
    """

    require: frozenset[Fact] = frozenset({Fact.INTACT})
    accept_weak: bool = False

    @classmethod
    def from_texts(cls, require: Iterable[str], *, accept_weak: bool = False) -> FactPolicy:
        """From names as a configuration has them (`intact`, `issuer`, ...); raises `ValueError` for an unknown one."""
        return cls(frozenset(Fact(name) for name in require), accept_weak)

    def admit(self, assessment: Assessment) -> Admission:
        """Whether a card so assessed may go on by itself."""
        enough = assessment.established if self.accept_weak else assessment.established - assessment.weak
        missing = tuple(fact for fact in Fact if fact in self.require and fact not in enough)
        contradicted = tuple(fact for fact in Fact if fact in assessment.contradicted)
        return Admission(not missing and not contradicted, missing, contradicted)
