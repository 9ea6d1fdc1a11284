"""Read one card from end to end: open it, read its files, prove what can be proven, hand out the person."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from datetime import datetime

from .access import AccessPolicy, ChipAccess
from .access_keys import AccessKey
from .apdu import Budget, CardChannel
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
    ElementaryFile.DG1: Stage.TEXTS,
    ElementaryFile.DG13: Stage.TEXTS,
    ElementaryFile.DG2: Stage.PORTRAIT,
    ElementaryFile.SOD: Stage.SIGNATURE,
}
_ACTIVE, _CHIP = 15, 14


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

    def run(
        self, trust: TrustStore | None, now: datetime
    ) -> tuple[list[Check], Mrz, PersonalItems | None, Portrait | None]:
        # What the patient sees first is read first; the SOD comes last because nothing is shown as proven before it.
        listed, altered = self._list_of_files()
        for file in _WANTED:
            if listed is None or file.value in listed:
                self._read(file)
        sod, problem = self._security_object()
        if sod is not None and listed is not None:
            # EF.COM is not signed: a group it hides is read all the same.
            for file in _WANTED:
                if file.value in sod.hashes and file.value not in listed:
                    self._read(file)
        checks = self._hashes(sod)
        intact = {check.name for check in checks if check.status in {CheckStatus.OK, CheckStatus.WEAK}}
        mrz, unreadable = self._zone("hash:DG1" in intact)
        checks.append(altered or _lists(listed, sod))
        signature = check_signature(sod) if sod else Check("sod_signature", CheckStatus.FAILED, problem)
        checks += [signature, _chain(sod, signature, trust, now, mrz)]
        checks += _chip_proofs(listed, sod)
        items, consistency = self._items(mrz, now)
        checks.append(unreadable or consistency)
        return checks, mrz, items, self._portrait() if "hash:DG2" in intact else None

    def _enter(self, stage: Stage) -> None:
        if stage is not self._stage:
            self._stage = stage
            if self._progress:
                self._progress(Progress(stage, 0, 0))

    def _read(self, file: ElementaryFile) -> bytes | None:
        stage, progress = _STAGES[file], self._progress
        self._enter(stage)
        data = self._reader.read(file, (lambda done, all_: progress(Progress(stage, done, all_))) if progress else None)
        if data is not None:
            self._files[file] = data
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
        checks = []
        for file in sorted(_WANTED, key=lambda file: file.value):
            data = self._files.get(file)
            if data is not None and sod is not None:
                checks.append(check_hash(sod, file.value, data))
            elif data is not None:
                checks.append(_not_compared(file, "there is no readable SOD to compare with"))
            elif sod is not None and file.value in sod.hashes:
                checks.append(_not_compared(file, f"{file.name} is signed, but the chip does not give it out"))
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


def _not_compared(file: ElementaryFile, evidence: str) -> Check:
    return Check(f"hash:{file.name}", CheckStatus.NOT_POSSIBLE, evidence)


def _lists(listed: frozenset[int] | None, sod: SecurityObject | None) -> Check:
    """EF.COM against the SOD: a difference either way means that one of them was changed."""
    if listed is None or sod is None:
        return Check("sod_lists", CheckStatus.NOT_POSSIBLE, "EF.COM or the SOD is missing or not readable")
    unsigned = ", ".join(f"DG{n}" for n in sorted(listed - sod.hashes.keys()))
    hidden = ", ".join(f"DG{n}" for n in sorted(sod.hashes.keys() - listed))
    if unsigned or hidden:
        parts = [
            f"listed but not signed: {unsigned}" if unsigned else "",
            f"signed but not listed: {hidden}" if hidden else "",
        ]
        return Check("sod_lists", CheckStatus.FAILED, "; ".join(part for part in parts if part))
    return Check("sod_lists", CheckStatus.OK, "EF.COM and the SOD list the same data groups")


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


def _chip_proofs(listed: frozenset[int] | None, sod: SecurityObject | None) -> list[Check]:
    """Whether the chip is the original: offered by DG15 and DG14, which only count when the SOD signs them."""
    offered = sod.hashes.keys() if sod else listed or frozenset()
    return [
        Check(name, CheckStatus.NOT_POSSIBLE, f"the chip offers it (DG{number}); this reader does not perform it")
        if number in offered
        else Check(name, CheckStatus.NOT_SUPPORTED, f"the chip has no DG{number}")
        for name, number in (("active_authentication", _ACTIVE), ("chip_authentication", _CHIP))
    ]
