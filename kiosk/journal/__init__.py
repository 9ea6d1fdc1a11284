"""The append-only record of everything that happened; all else is a projection of it."""

from kiosk.journal.codec import Codec, UnknownKind
from kiosk.journal.journal import ChainReport, Journal, JournalDamaged, JournalUnavailable, Row
from kiosk.journal.keys import MasterKey, WrongMasterKey
from kiosk.journal.sql import PersonalPart, PublicRow

__all__ = [
    "ChainReport",
    "Codec",
    "Journal",
    "JournalDamaged",
    "JournalUnavailable",
    "MasterKey",
    "PersonalPart",
    "PublicRow",
    "Row",
    "UnknownKind",
    "WrongMasterKey",
]
