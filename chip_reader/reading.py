"""Read one card from end to end: open it, read its files, prove what can be proven, hand out the person."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from datetime import datetime

from .access import AccessPolicy, ChipAccess
from .access_keys import AccessKey
from .apdu import Budget, CardChannel
from .chip_proofs import ChipProofs
from .citizen import check_consistency, citizen_from, parse_dg1
from .connection import Connection
from .dg2 import Portrait, parse_dg2
from .dg13 import PersonalItems, parse_dg13
from .errors import BadChipData
from .files import ElementaryFile, FileReader, parse_com
from .mrz import NO_MRZ, Mrz
from .result import CardReading, Check, CheckStatus, Progress, ReadStats, Stage
from .sod import SecurityObject, check_hash, check_signature, parse_sod
from .trust import TrustStore, check_chain

log = logging.getLogger(__name__)

ProgressListener = Callable[[Progress], None]

_WANTED = (ElementaryFile.DG1, ElementaryFile.DG13, ElementaryFile.DG2)
_STAGES = {
    ElementaryFile.COM: Stage.TEXTS,
    ElementaryFile.DG14: Stage.TEXTS,
    ElementaryFile.DG1: Stage.TEXTS,
    ElementaryFile.DG13: Stage.TEXTS,
    ElementaryFile.DG2: Stage.PORTRAIT,
    ElementaryFile.SOD: Stage.SIGNATURE,
}
_DATA_GROUPS = frozenset(range(1, 17))
_KEPT_BACK = frozenset({3, 4})
"""Fingerprints and irises: never asked for, they need terminal authentication."""


def read_card(
    connection: Connection,
    keys: Sequence[AccessKey],
    *,
    trust: TrustStore | None = None,
    now: datetime,
    policy: AccessPolicy | None = None,
    progress: ProgressListener | None = None,
    budget: Budget | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> CardReading:
    """Open the chip with one of `keys` (in order, at most three) and read and check everything the kiosk needs.

    `now` is aware and judges certificates and two-digit years. `policy` says which ways into the chip are taken; by
    default PACE where the chip offers it, else BAC. `progress` is called on this thread, in bytes of the
    file being read; an exception it raises ends the reading and reaches the caller. `budget` bounds the whole in
    seconds, commands and bytes; `clock` is monotonic, in seconds.

    Raises a `ReadError` when the card cannot be read. A card that reads well but is not genuine raises nothing: look
    at `CardReading.failed`.
    """
    if now.tzinfo is None:
        raise ValueError("now must be timezone-aware")
    started = clock()
    card = CardChannel(connection, budget, clock)
    reading = _Reading(card, ChipAccess(keys, policy), progress)
    checks, mrz, items, portrait = reading.run(trust, now)
    elapsed = clock() - started
    log.info(
        "card read access=%s apdus=%d bytes=%d failed=%d",
        reading.access.name,
        card.apdus,
        card.bytes_received,
        sum(check.status is CheckStatus.FAILED for check in checks),
    )
    return CardReading(
        citizen=citizen_from(mrz, items, now.date()),
        portrait=portrait,
        access=reading.access.name,
        checks=tuple(checks),
        stats=ReadStats(card.apdus, card.bytes_received, elapsed - card.card_seconds),
    )


class _Reading:
    """The files of one card as they come in."""

    def __init__(self, card: CardChannel, access: ChipAccess, progress: ProgressListener | None) -> None:
        self.access = access
        self._progress = progress
        self._stage: Stage | None = None
        self._enter(Stage.KEY)
        self._reader = FileReader(lambda: access.open(card))
        self._files: dict[ElementaryFile, bytes] = {}
        self._absent: set[int] = set()
        self._proofs = ChipProofs(access)

    def run(
        self, trust: TrustStore | None, now: datetime
    ) -> tuple[list[Check], Mrz, PersonalItems | None, Portrait | None]:
        # What the patient sees first is read first; the SOD comes last because nothing is shown as proven before it.
        # Chip authentication comes before the large files, so that they prove its new keys on their way.
        listed, altered = self._list_of_files()
        for file in (ElementaryFile.DG14, *_WANTED):
            if listed is None or file.value in listed:
                self._read(file)
        sod, problem = self._security_object()
        # EF.COM is not signed: a group it hides is read all the same, and one it makes up is looked for.
        signed = sod.hashes.keys() if sod else frozenset()
        for number in sorted((signed | (listed or set())) & _DATA_GROUPS - _KEPT_BACK):
            if ElementaryFile(number) not in self._files and number not in self._absent:
                self._read(ElementaryFile(number))
        proofs = self._proofs.conclude(self._reader, self._files, signed)
        checks = self._hashes(sod)
        intact = {check.name for check in checks if check.status in {CheckStatus.OK, CheckStatus.WEAK}}
        mrz, unreadable = self._zone("hash:DG1" in intact)
        checks.append(altered or _lists(listed, sod, frozenset(self._absent)))
        signature = check_signature(sod) if sod else Check("sod_signature", CheckStatus.FAILED, problem)
        checks += [signature, _chain(sod, signature, trust, now, mrz), *proofs]
        items, consistency = self._items(mrz, now)
        checks.append(unreadable or consistency)
        return checks, mrz, items, self._portrait() if "hash:DG2" in intact else None

    def _enter(self, stage: Stage) -> None:
        if stage is not self._stage:
            self._stage = stage
            if self._progress:
                self._progress(Progress(stage, 0, 0))

    def _read(self, file: ElementaryFile) -> bytes | None:
        # The last stage is not left again for what was hidden.
        stage = Stage.SIGNATURE if self._stage is Stage.SIGNATURE else _STAGES.get(file, Stage.SIGNATURE)
        progress = self._progress
        self._enter(stage)
        data = self._reader.read(file, (lambda done, all_: progress(Progress(stage, done, all_))) if progress else None)
        if data is None:
            self._absent.add(file.value)
        else:
            self._files[file] = data
            if file is ElementaryFile.DG14:
                self._proofs.restart_channel(self._reader, data)
        return data

    def _list_of_files(self) -> tuple[frozenset[int] | None, Check | None]:
        data = self._read(ElementaryFile.COM)
        if data is None:
            return None, None
        try:
            return parse_com(data), None
        except BadChipData as error:
            return None, Check("sod_lists", CheckStatus.FAILED, f"EF.COM is malformed: {error.reason}")

    def _security_object(self) -> tuple[SecurityObject | None, str]:
        data = self._read(ElementaryFile.SOD)
        if data is None:
            return None, "the chip does not give out its SOD"
        try:
            return parse_sod(data), ""
        except BadChipData as error:
            return None, f"the SOD is malformed: {error.reason}"

    def _hashes(self, sod: SecurityObject | None) -> list[Check]:
        present = {file.value: data for file, data in self._files.items() if file.value < ElementaryFile.SOD.value}
        checks = []
        for number in sorted(present.keys() | (sod.hashes.keys() if sod else set())):
            data, name = present.get(number), f"hash:DG{number}"
            if sod is None:
                evidence = "there is no readable SOD to compare with"
                checks.append(Check(name, CheckStatus.NOT_POSSIBLE, evidence))
            elif data is not None:
                checks.append(check_hash(sod, number, data))
            elif number in _KEPT_BACK:
                evidence = f"DG{number} is signed, and given out only after terminal authentication"
                checks.append(Check(name, CheckStatus.NOT_POSSIBLE, evidence))
            else:
                evidence = f"DG{number} is signed, but the chip does not give it out: a copy may lack it"
                checks.append(Check(name, CheckStatus.FAILED, evidence))
        return checks

    def _zone(self, intact: bool) -> tuple[Mrz, Check | None]:
        """The zone of DG1; an altered one that no longer reads is empty, so that the reading can name what failed."""
        data = self._files.get(ElementaryFile.DG1)
        if data is None:
            raise BadChipData("the chip does not give out its machine readable zone", "DG1")
        try:
            return parse_dg1(data), None
        except BadChipData as error:
            if intact:
                raise
            return NO_MRZ, Check("consistency", CheckStatus.FINDING, f"DG1 is not readable: {error.reason}")

    def _items(self, mrz: Mrz, now: datetime) -> tuple[PersonalItems | None, Check]:
        data = self._files.get(ElementaryFile.DG13)
        if data is None:
            return None, Check("consistency", CheckStatus.NOT_SUPPORTED, "the chip has no DG13 to compare with DG1")
        try:
            items = parse_dg13(data)
        except BadChipData as error:
            return None, Check("consistency", CheckStatus.FINDING, f"DG13 is not readable: {error.reason}")
        return items, check_consistency(mrz, items, now.date())

    def _portrait(self) -> Portrait | None:
        try:
            return parse_dg2(self._files[ElementaryFile.DG2])
        except BadChipData as error:
            log.warning("portrait not usable reason=%s", error.reason)
            return None


def _lists(listed: frozenset[int] | None, sod: SecurityObject | None, absent: frozenset[int]) -> Check:
    """EF.COM against the SOD: a group hidden, or there and not signed, means that one of them was changed.

    A group that is listed and neither signed nor there tells of a careless issuer, or of a copy.
    """
    if listed is None or sod is None:
        return Check("sod_lists", CheckStatus.NOT_POSSIBLE, "EF.COM or the SOD is missing or not readable")
    unsigned = listed - sod.hashes.keys()
    missing = unsigned & (absent | _KEPT_BACK)
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
