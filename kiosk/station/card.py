"""The station's card reader: any `chip_reader.CardReader`, with the visit's key turned into chip access keys."""

from __future__ import annotations

import threading
from collections.abc import Callable

from chip_reader import (
    BacKey,
    BadKey,
    CardInserted,
    CardReader,
    CardReading,
    CardRemoved,
    Progress,
    ReaderEvent,
    ReaderLost,
    Stage,
    TrustStore,
    access_keys_from_qr,
    parse_card_qr,
    read_card,
)
from chip_reader.access import AccessPolicy
from chip_reader.access_keys import AccessKey, CanKey
from kiosk.clock import Clock
from kiosk.station.devices import Moved, ReadProgress
from kiosk.visit.values import CardKey, MrzKey, PassportKey, QrKey, TypedCan, TypedKey

NO_EXPIRY = "991231"  # how the MRZ writes a card without expiry

# The share of the ring each stage fills: the portrait is most of the bytes.
SHARES: dict[Stage, tuple[int, int]] = {
    Stage.KEY: (0, 6),
    Stage.TEXTS: (6, 20),
    Stage.PORTRAIT: (20, 88),
    Stage.SIGNATURE: (88, 100),
}


class ReaderDevice:
    """A tray with a chip reader."""

    def __init__(
        self, reader: CardReader, trust: TrustStore | None, clock: Clock, access: AccessPolicy | None = None
    ) -> None:
        self._reader = reader
        self._trust = trust
        self._clock = clock
        self._access = access
        self._one_at_a_time = threading.Lock()

    def watch(self, moved: Moved) -> None:
        """See `CardDevice`; a lost reader is a card taken away."""

        def heard(event: ReaderEvent) -> None:
            if isinstance(event, CardInserted):
                moved(True)
            elif isinstance(event, CardRemoved | ReaderLost):
                moved(False)

        self._reader.watch(heard)

    def read(self, key: CardKey, progress: ReadProgress) -> CardReading:
        """See `CardDevice`."""
        furthest = 0

        def forward(step: Progress) -> None:
            nonlocal furthest
            low, high = SHARES[step.stage]
            done = step.bytes_read / step.bytes_expected if step.bytes_expected else 0.0
            furthest = max(furthest, low + int((high - low) * min(done, 1.0)))
            progress(furthest, step.stage.value)

        with self._one_at_a_time:
            return self._read(key, forward)

    def _read(self, key: CardKey, forward: Callable[[Progress], None]) -> CardReading:
        connection = self._reader.connect()
        try:
            return read_card(
                connection,
                access_keys(key),
                trust=self._trust,
                now=self._clock.now(),
                policy=self._access,
                progress=forward,
            )
        finally:
            connection.close()

    def close(self) -> None:
        """See `CardDevice`."""
        self._reader.close()


def access_keys(key: CardKey) -> tuple[AccessKey, ...]:
    """The chip access keys a visit's key stands for, in the order to try them.

    :raises chip_reader.ReadError: when the key cannot be one of an ID card.
    """
    match key:
        case QrKey(text=text):
            keys = access_keys_from_qr(parse_card_qr(text))
            if not keys:
                raise BadKey("the QR gives no full dates; type what is printed on the card")
            return keys
        case TypedKey(number=number, birth=birth, expiry=expiry):
            return (BacKey.from_typed(number, _yymmdd(birth), _yymmdd(expiry) if expiry else NO_EXPIRY),)
        case TypedCan(can=can):
            return (CanKey.from_typed(can),)
        case PassportKey(number=number, birth=birth, expiry=expiry):
            return (BacKey.from_typed(number, _yymmdd(birth), _yymmdd(expiry)),)
        case MrzKey(text=text):
            return (BacKey.from_mrz(text),)


def _yymmdd(iso: str) -> str:
    """An ISO date, or only its year or year and month, as the MRZ writes it: unknown parts are fillers."""
    digits = iso.replace("-", "")
    return digits[2:].ljust(6, "<") if len(digits) >= 4 else digits
