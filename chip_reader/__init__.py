"""A chip ID card in, an identity with graded authenticity out (ICAO 9303).

`read_card` reads a connected card; `PcscReader` and `chip_reader.virtual.VirtualReader` are the readers to connect
through. Nothing here writes to disk, decodes an image, or logs anything about the person.
"""

from .access import AccessPolicy
from .access_keys import AccessKey, BacKey, CanKey, CardQr, access_keys_from_qr, parse_card_qr
from .apdu import Budget
from .connection import (
    CardInserted,
    CardReader,
    CardRemoved,
    Connection,
    Listener,
    ReaderBack,
    ReaderEvent,
    ReaderLost,
)
from .dg2 import Portrait, PortraitFormat
from .errors import (
    AccessBlocked,
    BadChipData,
    BadKey,
    BadMrz,
    BudgetExceeded,
    CardGone,
    CardSilent,
    ChannelLost,
    ChipRefused,
    NoCard,
    NoCommonAccess,
    NotACardQr,
    NotAnIdCard,
    ReaderBusy,
    ReaderGone,
    ReadError,
    TransmitFailed,
    WrongKey,
)
from .mrz import Mrz, parse_mrz
from .pcsc import PcscReader, reader_names
from .reading import read_card
from .result import CardReading, Check, CheckStatus, Citizen, Progress, ReadStats, Stage
from .trust import BadTrustDirectory, TrustStore

__all__ = [
    "AccessBlocked",
    "AccessKey",
    "AccessPolicy",
    "BacKey",
    "BadChipData",
    "BadKey",
    "BadMrz",
    "BadTrustDirectory",
    "Budget",
    "BudgetExceeded",
    "CanKey",
    "CardGone",
    "CardInserted",
    "CardQr",
    "CardReader",
    "CardReading",
    "CardRemoved",
    "CardSilent",
    "ChannelLost",
    "Check",
    "CheckStatus",
    "ChipRefused",
    "Citizen",
    "Connection",
    "Listener",
    "Mrz",
    "NoCard",
    "NoCommonAccess",
    "NotACardQr",
    "NotAnIdCard",
    "PcscReader",
    "Portrait",
    "PortraitFormat",
    "Progress",
    "ReadError",
    "ReadStats",
    "ReaderBack",
    "ReaderBusy",
    "ReaderEvent",
    "ReaderGone",
    "ReaderLost",
    "Stage",
    "TransmitFailed",
    "TrustStore",
    "WrongKey",
    "access_keys_from_qr",
    "parse_card_qr",
    "parse_mrz",
    "read_card",
    "reader_names",
]
