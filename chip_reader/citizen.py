"""From the files DG1 and DG13 to a `Citizen`, and whether the two tell the same story."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from .dg13 import FIELDS, PARENTS, PersonalItems
from .errors import BadChipData, BadMrz
from .mrz import Mrz, birth_iso, expiry_iso, parse_mrz
from .result import Check, CheckStatus, Citizen
from .tlv import parse_one

_SEXES = {"M": "Nam", "F": "Nữ"}
_NATIONALITIES = {"VNM": "Việt Nam"}
_DATES = ("date_of_birth", "issue_date")
_WITHOUT_LIMIT = "khong thoi han"


def parse_dg1(data: bytes) -> Mrz:
    """The machine readable zone in DG1 (ICAO 9303-10, 4.7.1); raises `BadChipData`."""
    try:
        zone = parse_one(data, 0x61).first(0x5F1F)
        if zone is None:
            raise BadChipData("no machine readable zone")
        return parse_mrz(zone.value.decode("ascii"))
    except BadChipData as error:
        raise BadChipData(error.reason, "DG1") from error
    except (BadMrz, UnicodeDecodeError) as error:
        raise BadChipData(f"machine readable zone: {error}", "DG1") from error


def iso_date(text: str) -> str | None:
    """A date of DG13 (`dd/MM/yyyy`, `MM/yyyy`, `yyyy`; also without slashes) as ISO 8601, None when it is no date.

    Day or month written as zeros count as unknown.
    """
    digits = re.sub(r"[\s/.\-]", "", text)
    if not re.fullmatch(r"[0-9]{4}|[0-9]{6}|[0-9]{8}", digits):
        return None
    year, month, day = digits[-4:], digits[-6:-4], digits[-8:-6]
    if month in {"", "00"}:
        return year if day in {"", "00"} else None
    try:
        date(int(year), int(month), int(day) if day not in {"", "00"} else 1)
    except ValueError:
        return None
    return f"{year}-{month}" if day in {"", "00"} else f"{year}-{month}-{day}"


def citizen_from(mrz: Mrz, items: PersonalItems | None, today: date) -> Citizen:
    """The texts of DG13; where the card has none of them (a passport, an empty item), what DG1 says.

    Sex and nationality from DG1 are given in the words DG13 uses.
    """
    no_expiry = mrz.no_expiry
    texts: dict[str, str] = {
        "id_number": mrz.personal_number if _is_card_number(mrz.personal_number) else mrz.document_number,
        "full_name": mrz.name,
        "date_of_birth": birth_iso(mrz.birth, today),
        "sex": _SEXES.get(mrz.sex, ""),
        "nationality": _NATIONALITIES.get(mrz.nationality, mrz.nationality),
    }
    expiry: str | None = None if no_expiry else expiry_iso(mrz.expiry)
    extra: dict[str, str] = {}
    if items is not None:
        for number, name in FIELDS.items():
            text = items.text(number)
            if further := [string for string in items.texts.get(number, ())[1:] if string]:
                extra[str(number)] = "\n".join(further)
            if name == "expiry_date":
                if _is_without_limit(text):
                    no_expiry, expiry = True, None
                elif found := iso_date(text):
                    no_expiry, expiry = False, found
                elif text:
                    extra[str(number)] = text
            elif name in _DATES and text:
                if (found := iso_date(text)) is None:
                    extra[str(number)] = text
                else:
                    texts[name] = found
            elif text:
                texts[name] = text
        parents = items.texts.get(PARENTS, ())
        texts["father"], texts["mother"] = (*parents, "", "")[:2]
        known = {*FIELDS, PARENTS}
        extra |= {str(n): "\n".join(strings) for n, strings in items.texts.items() if n not in known and strings}
        extra |= {str(n): content.hex() for n, content in items.raw.items() if n not in known}
    return Citizen(**texts, expiry_date=expiry, no_expiry=no_expiry, extra=extra)


def check_consistency(mrz: Mrz, items: PersonalItems, today: date) -> Check:
    """Whether number, birth date, sex and expiry of DG13 agree with DG1; names the items that do not."""
    differing = []
    number, birth, sex, expiry = (items.text(n) for n in (1, 3, 4, 12))
    if (number and number[-9:] != mrz.document_number) or (
        number and _is_card_number(mrz.personal_number) and number != mrz.personal_number
    ):
        differing.append("number")
    if birth and not _agree(iso_date(birth), birth_iso(mrz.birth, today)):
        differing.append("birth date")
    if sex and mrz.sex in _SEXES and _bare(sex) != _bare(_SEXES[mrz.sex]):
        differing.append("sex")
    if (expiry and _is_without_limit(expiry) != mrz.no_expiry) or (
        expiry and not mrz.no_expiry and not _agree(iso_date(expiry), expiry_iso(mrz.expiry))
    ):
        differing.append("expiry")
    if differing:
        return Check("consistency", CheckStatus.FINDING, f"DG1 and DG13 differ in: {', '.join(differing)}")
    return Check("consistency", CheckStatus.OK, "DG1 and DG13 agree in number, birth date, sex and expiry")


def _agree(left: str | None, right: str) -> bool:
    """Dates agree when the shorter is the beginning of the longer; an unreadable one agrees with nothing."""
    return left is not None and bool(right) and (left.startswith(right) or right.startswith(left))


def _is_card_number(text: str) -> bool:
    return len(text) == 12 and text.isdigit()


def _is_without_limit(text: str) -> bool:
    return _bare(text) == _WITHOUT_LIMIT


def _bare(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).casefold()
