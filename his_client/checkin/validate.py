"""What is wrong with a check-in record, field by field, as typed findings that never carry a value.

Rules of table XML0 (decisions 130, 4750, 3176/QD-BYT; sizes and conditions), MA_LOAI_KCB of decision 1804/2026, route
codes of decision 3276/QD-BYT. What no document states is not demanded.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from his_client.checkin.record import FIELDS, CheckInRecord, as_fields
from his_client.insurance.tables import tables

REQUIRED = (
    *("MA_LK", "STT", "MA_BN", "HO_TEN", "NGAY_SINH", "GIOI_TINH", "MA_DOITUONG_KCB"),
    *("NGAY_VAO", "MA_LOAI_KCB", "MA_CSKCB", "NGAY_YL"),
)
FROM_THE_HIS = frozenset({"MA_LK", "MA_BN"})
"""Given when the visit is registered, so absent in what the kiosk hands over before."""
MOST = {
    **{"MA_LK": 100, "MA_BN": 100, "HO_TEN": 255, "SO_CCCD": 15, "NGAY_SINH": 12, "MA_DOITUONG_KCB": 4},
    **{"NGAY_VAO": 12, "NGAY_VAO_NOI_TRU": 12, "MA_LY_DO_VNT": 5, "MA_LOAI_KCB": 2, "MA_CSKCB": 5},
    **{"MA_DICH_VU": 50, "TEN_DICH_VU": 1024, "MA_THUOC": 255, "TEN_THUOC": 1024, "MA_VAT_TU": 255},
    **{"TEN_VAT_TU": 1024, "NGAY_YL": 12},
}
SEVERAL = ("MA_THE_BHYT", "MA_DKBD", "GT_THE_TU", "GT_THE_DEN")
"""Fields that hold one value per card, joined by ";"."""
NEWBORN = timedelta(days=28)
EMERGENCY, WITHOUT_INSURANCE = "2", "9"

_FORMS = {
    "STT": re.compile(r"[1-9][0-9]*"),
    "SO_CCCD": re.compile(r"[A-Za-z0-9]+"),
    "GIOI_TINH": re.compile(r"[123]"),
    "MA_THE_BHYT": re.compile(r"[A-Z]{2}[1-5][0-9]{12}|[0-9]{10}"),
    "MA_DKBD": re.compile(r"[A-Za-z0-9]{5}"),
    "MA_LOAI_KCB": re.compile(r"0[1-9]|1[0-6]"),
    "MA_CSKCB": re.compile(r"[A-Za-z0-9]{5}"),
}
_DAYS = ("GT_THE_TU", "GT_THE_DEN")
_INSTANTS = ("NGAY_VAO", "NGAY_VAO_NOI_TRU", "NGAY_YL")
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Fault(StrEnum):
    """What is wrong with a field."""

    MISSING = "missing"
    """Required, or required by what stands in another field."""
    TOO_LONG = "too_long"
    FORM = "form"
    """Not the form of such a value, or no day or time of the calendar."""
    NOT_LISTED = "not_listed"
    ORDER = "order"
    """Before a day or time it cannot come before."""
    CONTRADICTS = "contradicts"
    """It must be empty, or as many, as another field says."""
    INCOMPLETE = "incomplete"
    """A child of at most 28 days: birth date and time must be known."""
    NOT_SENT = "not_sent"
    """No check-in record is sent for an emergency."""
    CHARACTERS = "characters"
    """Characters that XML cannot carry, or a text that is not in Unicode form NFC."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong: the tag and the fault; never the value."""

    field: str
    fault: Fault


def validate(record: CheckInRecord, *, registered: bool = True) -> tuple[Finding, ...]:
    """Everything wrong with a record, in the order of its fields; nothing when it can be sent.

    :param registered: False for the record a kiosk hands over before the HIS gave MA_LK and MA_BN.
    """
    values = dict(as_fields(record))
    required = REQUIRED if registered else tuple(name for name in REQUIRED if name not in FROM_THE_HIS)
    found = set(_single(values, required))
    found |= {one for one in _together(values) if Finding(one.field, Fault.FORM) not in found}
    return tuple(sorted(found, key=lambda one: (FIELDS.index(one.field), one.fault)))


def _single(values: dict[str, str], required: tuple[str, ...]) -> Iterator[Finding]:
    """What one field alone tells."""
    for name, value in values.items():
        if not value.strip():
            if name in required:
                yield Finding(name, Fault.MISSING)
            continue
        if _NOT_IN_XML.search(value) or not unicodedata.is_normalized("NFC", value):
            yield Finding(name, Fault.CHARACTERS)
        if len(value) > MOST.get(name, len(value)):
            yield Finding(name, Fault.TOO_LONG)
        elif not all(_in_form(name, part) for part in (value.split(";") if name in SEVERAL else [value])):
            yield Finding(name, Fault.FORM)
    route = values["MA_DOITUONG_KCB"]
    if route and len(route) <= MOST["MA_DOITUONG_KCB"] and route not in tables().routes:
        yield Finding("MA_DOITUONG_KCB", Fault.NOT_LISTED)


def _in_form(name: str, value: str) -> bool:
    if name in _DAYS:
        return _moment(value, "%Y%m%d", 8) is not None
    if name in _INSTANTS:
        return _moment(value, "%Y%m%d%H%M", 12) is not None
    if name == "NGAY_SINH":
        return _year_only(value) or _moment(value, "%Y%m%d%H%M", 12) is not None
    form = _FORMS.get(name)
    return form is None or form.fullmatch(value) is not None


def _together(values: dict[str, str]) -> Iterator[Finding]:
    """What fields tell about each other. Dates in one form compare as texts."""
    if values["MA_DOITUONG_KCB"] == EMERGENCY:
        yield Finding("MA_DOITUONG_KCB", Fault.NOT_SENT)
    if values["MA_DOITUONG_KCB"] == WITHOUT_INSURANCE and values["MA_THE_BHYT"]:
        yield Finding("MA_THE_BHYT", Fault.CONTRADICTS)
    cards = values["MA_THE_BHYT"].split(";")
    for name in SEVERAL[1:]:
        if values[name] and len(values[name].split(";")) != len(cards):
            yield Finding(name, Fault.CONTRADICTS)
    starts, ends = values["GT_THE_TU"].split(";"), values["GT_THE_DEN"].split(";")
    if any(end < start for start, end in zip(starts, ends, strict=False) if end):
        yield Finding("GT_THE_DEN", Fault.ORDER)
    if values["NGAY_VAO_NOI_TRU"]:
        if values["NGAY_VAO_NOI_TRU"] < values["NGAY_VAO"]:
            yield Finding("NGAY_VAO_NOI_TRU", Fault.ORDER)
        if not values["LY_DO_VNT"].strip():
            yield Finding("LY_DO_VNT", Fault.MISSING)
    if not values["MA_THUOC"].strip() and not values["MA_VAT_TU"].strip():
        for name in ("MA_DICH_VU", "TEN_DICH_VU"):
            if not values[name].strip():
                yield Finding(name, Fault.MISSING)
    yield from _birth(values["NGAY_SINH"], values["NGAY_VAO"])


def _birth(born: str, came: str) -> Iterator[Finding]:
    arrived = _moment(came, "%Y%m%d%H%M", 12)
    if arrived is None or not born:
        return
    if born[:8] > came[:8] if not _year_only(born) else born[:4] > came[:4]:
        yield Finding("NGAY_SINH", Fault.ORDER)
    moment = _moment(born, "%Y%m%d%H%M", 12)
    if moment is not None and born.endswith("0000") and timedelta() <= arrived - moment < NEWBORN + timedelta(days=1):
        yield Finding("NGAY_SINH", Fault.INCOMPLETE)


def _year_only(value: str) -> bool:
    return len(value) == 12 and value[:4].isdecimal() and value[:4] != "0000" and value[4:] == "00000000"


def _moment(value: str, form: str, length: int) -> datetime | None:
    """The moment a text of exactly this length names, else None."""
    if len(value) != length or not value.isascii() or not value.isdecimal():
        return None
    try:
        return datetime.strptime(value, form)  # noqa: DTZ007 - compared with others of the same zone only
    except ValueError:
        return None
