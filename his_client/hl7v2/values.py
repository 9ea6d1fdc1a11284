"""How the hospital's values are written in HL7 data types (chapter 2A): times, names, numbers of a person, sex."""

import base64
import hashlib
import re
from datetime import datetime

from his_client.clock import VIETNAM
from his_client.his.identity import Identifier, IdentifierKind, Identity, Relation
from his_client.hl7v2.encoding import Composite
from his_client.hl7v2.message import Segment

VERSION = "2.5.1"
CHARACTER_SET = "UNICODE UTF-8"
"""MSH-18, table 0211."""
KIOSK = "KIOSK"
"""The assigning authority of the numbers that we make."""

AUTHORITIES = {
    IdentifierKind.ID_NUMBER: ("CCCD", "NI"),
    IdentifierKind.OLD_ID_NUMBER: ("CMND", "NI"),
    IdentifierKind.INSURANCE_NUMBER: ("BHYT", "SB"),
    IdentifierKind.PASSPORT: ("HC", "PPN"),
    IdentifierKind.PATIENT_ID: ("MA_BN", "PI"),
}
"""CX-4.1 (assigning authority) and CX-5 (table 0203) of each numbering."""

RELATIONS = {
    Relation.FATHER: "FTH",
    Relation.MOTHER: "MTH",
    Relation.GRANDPARENT: "GRP",
    Relation.GUARDIAN: "GRD",
    Relation.OTHER: "OTH",
}
"""Table 0063."""

_TIME = re.compile(r"([0-9]{12}|[0-9]{14})(?:\.[0-9]{1,4})?([+-][0-9]{4})?")
_SEXES = {"nam": "M", "m": "M", "nữ": "F", "f": "F"}


def reference(key: str) -> str:
    """The 15 characters by which we name what a key stands for: CX-1 holds no more, and a UUID has 36.

    75 bits of the key's SHA-256 in base32, so the same key gives the same reference after any restart.
    """
    return base64.b32encode(hashlib.sha256(key.encode()).digest())[:15].decode()


def control_id(key: str, event: str) -> str:
    """MSH-10 of the message for `event` under `key`: 19 of its 20 characters (2.15.9.10), the same on every repeat."""
    return f"{reference(key)}-{event}"


def stamp(instant: datetime) -> str:
    """TS to the second in the hospital's zone: 20261124073000+0700 (2A.77)."""
    return instant.astimezone(VIETNAM).strftime("%Y%m%d%H%M%S%z")


def moment(text: str) -> datetime | None:
    """The instant of a TS to the minute or finer; the hospital's zone where it names none. None when it is not one."""
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    digits, zone = f"{found[1]:0<14}", found[2] or "+0700"
    try:
        return datetime.strptime(digits + zone, "%Y%m%d%H%M%S%z").astimezone(VIETNAM)
    except (ValueError, OverflowError):
        return None


def day(text: str) -> str:
    """DT or the date part of TS from ISO 8601 of any precision: 1990, 1990-03 or 1990-03-15; others are left out."""
    digits = text.strip().replace("-", "")
    return digits if digits.isascii() and digits.isdigit() and len(digits) in {4, 6, 8} else ""


def iso_day(text: str) -> str:
    """The inverse of `day`, from the start of any TS; empty when there is no date."""
    digits = text[:8]
    if not (digits.isascii() and digits.isdigit() and len(digits) in {4, 6, 8}):
        return ""
    return "-".join(part for part in (digits[:4], digits[4:6], digits[6:]) if part)


def name(full_name: str) -> Composite:
    """XPN (2A.89) of a Vietnamese name: family name, given name (the last word), the words between as second names.

    XPN-11 = F says that the family name comes first, XPN-7 = L that it is the legal name.
    """
    family, *others = full_name.split() or [""]
    given = others[-1] if others else ""
    return ((family,), given, " ".join(others[:-1]), "", "", "", "L", "", "", "", "F")


def read_name(found: Segment, number: int, first: int = 1) -> str:
    """The full name in a field of XPN, as it is spoken; `first` = 2 for XCN, where a number leads."""
    parts = (found.text(number, first), found.text(number, first + 2), found.text(number, first + 1))
    return " ".join(part for part in parts if part)


def sex(text: str) -> str:
    """Table 0001 from the card's text or the passport's letter; U for anything else."""
    return _SEXES.get(text.strip().lower(), "U")


def read_sex(code: str) -> str:
    """The card's text of a code of table 0001; empty for all but M and F."""
    return {"M": "Nam", "F": "Nữ"}.get(code, "")


def number(identifier: Identifier, effective: str = "") -> Composite:
    """CX (2A.14) of a person's number; `effective` is the day the document was issued (CX-7)."""
    authority, kind = AUTHORITIES[identifier.kind]
    return (identifier.value, "", "", authority, kind, "", day(effective))


def numbers(identity: Identity, insurance_card: str | None) -> list[Composite]:
    """PID-3: every number by which a hospital may know this person."""
    main = Identifier.of(identity)
    found = [number(main, identity.issue_date)] if main.value else []
    if identity.old_id_number:
        found.append(number(Identifier(IdentifierKind.OLD_ID_NUMBER, identity.old_id_number)))
    if insurance_card and insurance_card != main.value:
        found.append(number(Identifier(IdentifierKind.INSURANCE_NUMBER, insurance_card)))
    return found


def read_numbers(found: Segment, field: int) -> dict[tuple[str, str], str]:
    """Numbers in a field of CX, by assigning authority and type."""
    return {
        (found.part(one, 4), found.part(one, 5)): value
        for one in found.repetitions(field)
        if (value := found.part(one, 1))
    }


def address(text: str) -> Composite:
    """XAD (2A.87): the card's whole address as the street line, because it is not cut into parts; legal address."""
    return ((text,), "", "", "", "", "VNM", "H") if text else ("",)
