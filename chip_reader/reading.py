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
from .citizen import citizen_from
from .connection import Connection
from .files import ElementaryFile, FileReader
from .judging import KEPT_BACK, Judgement, judge, read_listing, read_security
from .result import CardReading, CheckStatus, Progress, ReadStats, Stage
from .trust import TrustStore

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
    found = reading.run(trust, now)
    elapsed = clock() - started
    log.info(
        "card read access=%s apdus=%d bytes=%d failed=%d",
        reading.access.name,
        card.apdus,
        card.bytes_received,
        sum(check.status is CheckStatus.FAILED for check in found.checks),
    )
    return CardReading(
        citizen=citizen_from(found.mrz, found.items, now.date()),
        portrait=found.portrait,
        access=reading.access.name,
        checks=found.checks,
        stats=ReadStats(card.apdus, card.bytes_received, elapsed - card.card_seconds),
        signer=found.signer,
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

    def run(self, trust: TrustStore | None, now: datetime) -> Judgement:
        # What the patient sees first is read first; the SOD comes last because nothing is shown as proven before it.
        # Chip authentication comes before the large files, so that they prove its new keys on their way.
        listing = read_listing(self._read(ElementaryFile.COM))
        for file in (ElementaryFile.DG14, *_WANTED):
            if listing.groups is None or file.value in listing.groups:
                self._read(file)
        security = read_security(self._read(ElementaryFile.SOD))
        # EF.COM is not signed: a group it hides is read all the same, and one it makes up is looked for.
        for number in sorted((security.signed | (listing.groups or set())) & _DATA_GROUPS - KEPT_BACK):
            if ElementaryFile(number) not in self._files and number not in self._absent:
                self._read(ElementaryFile(number))
        proofs = self._proofs.conclude(self._reader, self._files, security.signed)
        return judge(self._files, listing, security, proofs, absent=self._absent, trust=trust, now=now)

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
