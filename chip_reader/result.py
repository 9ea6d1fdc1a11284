"""What a reading gives: who the card says it is, how much of that was proven, and what it cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from .dg2 import Portrait


class CheckStatus(StrEnum):
    """The result of one check, in the sense of BSI TR-03135: only `FAILED` speaks against the card."""

    OK = "ok"
    FAILED = "failed"
    WEAK = "weak"
    FINDING = "finding"
    NOT_POSSIBLE = "not_possible"
    NOT_SUPPORTED = "not_supported"


@dataclass(frozen=True, slots=True)
class Check:
    """One check and its evidence: one English sentence without personal data."""

    name: str
    status: CheckStatus
    evidence: str


class Stage(StrEnum):
    """What the reading is busy with."""

    KEY = "key"
    TEXTS = "texts"
    PORTRAIT = "portrait"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Progress:
    """Bytes of the current file read and expected; both 0 when a stage begins and its size is not known yet."""

    stage: Stage
    bytes_read: int
    bytes_expected: int


@dataclass(frozen=True, slots=True, repr=False)
class Citizen:
    """The sixteen texts of the card, NFC; an unknown text is empty.

    Dates are ISO 8601: `2001-02-03`, or `2001-02` or `2001` where no more is known. `expiry_date` is None for a card
    without expiry, and then `no_expiry` is true. `extra` keeps by item number what has no place here: items without
    a name, further strings of an item, dates that are no dates; strings on separate lines, or the hexadecimal content
    where there is none. Numbers are strings, leading zeros count.
    """

    id_number: str = ""
    full_name: str = ""
    date_of_birth: str = ""
    sex: str = ""
    nationality: str = ""
    ethnicity: str = ""
    religion: str = ""
    place_of_origin: str = ""
    place_of_residence: str = ""
    identifying_features: str = ""
    issue_date: str = ""
    expiry_date: str | None = ""
    father: str = ""
    mother: str = ""
    spouse: str = ""
    old_id_number: str = ""
    chip_id: str = ""
    no_expiry: bool = False
    extra: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __repr__(self) -> str:
        return "Citizen(...)"


@dataclass(frozen=True, slots=True)
class ReadStats:
    """What a reading cost. `host_seconds` leaves out the time spent waiting for the card."""

    apdus: int
    bytes_received: int
    host_seconds: float


@dataclass(frozen=True, slots=True)
class CardReading:
    """A finished reading. `portrait` is None when the chip gives none or its hash is not the signed one.

    `signer` is the document signer's certificate (DER) as the SOD carries it, empty where it carries none: what an
    outside authority may be asked about. It stands for very many cards, and not for a person.
    """

    citizen: Citizen
    portrait: Portrait | None
    access: str
    checks: tuple[Check, ...]
    stats: ReadStats
    fingerprint: str = "not_read"
    signer: bytes = field(default=b"", repr=False)

    @property
    def failed(self) -> tuple[Check, ...]:
        """The checks that speak against the card."""
        return tuple(check for check in self.checks if check.status is CheckStatus.FAILED)
