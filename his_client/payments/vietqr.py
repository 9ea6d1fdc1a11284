"""VietQR codes of NAPAS247: a strict builder and a parser that forgives only what the field is known to get wrong.

Follows "Quy định định dạng mã VietQR trong dịch vụ chuyển nhanh NAPAS247", v1.0, 09/2021. A payload is a row of
two-digit id, two-digit length in characters, value; `00` comes first and the CRC `63` last. Nothing in a code enforces
single use or expiry: expect duplicate and late transfers.
"""

import binascii
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

GUID = "A000000727"
CEILING = 500_000_000
"""NAPAS247 carries amounts below this, in dong (clause 8.1.1)."""

MEMO_LENGTH = 25
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_EMV_COMMON = re.compile(r"[\x20-\x7e]+")


class Service(StrEnum):
    """Where the money goes (field 38-02)."""

    TO_ACCOUNT = "QRIBFTTA"
    TO_CARD = "QRIBFTTC"


@dataclass(eq=False)
class QrInvalid(ValueError):
    """A payload, or a value for one, breaks the format at `field` (ids joined by "-"); `do` says what is right."""

    field: str
    do: str

    def __str__(self) -> str:
        return f"field {self.field}: {self.do}"


@dataclass(frozen=True, slots=True)
class VietQr:
    """What a VietQR says. `amount` is whole dong or None when the payer types it; `dynamic` means one payment."""

    dynamic: bool
    bank_bin: str
    account: str
    service: str
    amount: int | None
    purpose: str | None
    bill_number: str | None


def build(
    *,
    bank_bin: str,
    account: str,
    amount: int | None = None,
    purpose: str | None = None,
    bill_number: str | None = None,
    service: Service = Service.TO_ACCOUNT,
    merchant_category: str | None = None,
) -> str:
    """The payload of a code; dynamic (12) with an amount, static (11) without.

    Limits of clause 1.1: BIN 6 digits; account 1-19 letters or digits; amount 1 to below 500 million dong; purpose and
    bill number 1-25 characters of ASCII. Raises QrInvalid for anything else; nothing is cut or folded silently.
    """
    if not re.fullmatch(r"[0-9]{6}", bank_bin):
        raise QrInvalid("38-01-00", "a bank number of six digits")
    if not re.fullmatch(r"[0-9A-Za-z]{1,19}", account):
        raise QrInvalid("38-01-01", "an account of 1 to 19 letters or digits")
    if amount is not None and not 0 < amount < CEILING:
        raise QrInvalid("54", f"an amount above zero and below {CEILING} dong")
    if merchant_category is not None and not re.fullmatch(r"[0-9]{4}", merchant_category):
        raise QrInvalid("52", "a merchant category of four digits")
    beneficiary = _field("00", bank_bin) + _field("01", account)
    additional = _text_field("01", bill_number) + _text_field("08", purpose)
    parts = [
        _field("00", "01"),
        _field("01", "11" if amount is None else "12"),
        _field("38", _field("00", GUID) + _field("01", beneficiary) + _field("02", service)),
        "" if merchant_category is None else _field("52", merchant_category),
        _field("53", "704"),
        "" if amount is None else _field("54", str(amount)),
        _field("58", "VN"),
        _field("62", additional) if additional else "",
        "6304",
    ]
    payload = "".join(parts)
    return payload + crc(payload)


def parse(payload: str) -> VietQr:
    """Reads a VietQR. Over-long texts and a lower-case CRC pass; a broken structure or a wrong CRC does not.

    Raises QrInvalid naming the field, also for codes of other schemes (field 38 with NAPAS's GUID is missing).
    """
    fields = read_fields(payload)
    if fields.get("53") != "704" or fields.get("58") != "VN":
        raise QrInvalid("53", "currency 704 and country VN")
    if fields.get("01") not in {"11", "12"}:
        raise QrInvalid("01", "11 (static) or 12 (dynamic)")
    account = _items(fields.get("38", ""), "38")
    if account.get("00") != GUID:
        raise QrInvalid("38-00", "the identifier of NAPAS247; this code is of another scheme")
    beneficiary = _items(account.get("01", ""), "38-01")
    if not all(beneficiary.get(name, "").isascii() and beneficiary.get(name) for name in ("00", "01")):
        raise QrInvalid("38-01", "a bank number and an account")
    additional = _items(fields.get("62", ""), "62")
    return VietQr(
        fields["01"] == "12",
        beneficiary["00"],
        beneficiary["01"],
        _composed(account.get("02")) or "",
        _amount(fields["54"]) if "54" in fields else None,
        _composed(additional.get("08")),
        _composed(additional.get("01")),
    )


def read_fields(payload: str) -> Mapping[str, str]:
    """The top-level fields of any EMVCo merchant-presented code, once its structure and CRC are right.

    Raises QrInvalid. The CRC's letters may be of either case.
    """
    if _CONTROLS.search(payload):
        raise QrInvalid("00", "a text without control characters")
    fields = _items(payload, "")
    if not payload.startswith("000201"):
        raise QrInvalid("00", "payload format 01 comes first")
    if payload[-8:-4] != "6304" or list(fields)[-1] != "63":
        raise QrInvalid("63", "a CRC of four digits comes last")
    if payload[-4:].upper() != crc(payload[:-4]):
        raise QrInvalid("63", "the CRC does not fit; the code was changed or misread")
    return fields


def crc(text: str) -> str:
    """CRC of ISO/IEC 13239 (0x1021, initial 0xFFFF) over the UTF-8 text, as four upper-case hex digits."""
    return f"{binascii.crc_hqx(text.encode(), 0xFFFF):04X}"


def ascii_memo(text: str) -> str:
    """A text as the memo field can carry it: without marks, in ASCII, single spaces, at most 25 characters."""
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    kept = "".join(
        letter if _EMV_COMMON.fullmatch(letter) else " " for letter in bare if not unicodedata.combining(letter)
    )
    return " ".join(kept.split())[:MEMO_LENGTH].rstrip()


def _composed(text: str | None) -> str | None:
    return None if text is None else unicodedata.normalize("NFC", text)


def _field(identifier: str, value: str) -> str:
    return f"{identifier}{len(value):02d}{value}"


def _text_field(identifier: str, value: str | None) -> str:
    if value is None:
        return ""
    if not 1 <= len(value) <= MEMO_LENGTH or not _EMV_COMMON.fullmatch(value):
        raise QrInvalid(f"62-{identifier}", f"1 to {MEMO_LENGTH} characters of ASCII without marks")
    return _field(identifier, value)


def _items(text: str, within: str) -> dict[str, str]:
    """Splits id-length-value items; every id once, every length right."""
    found: dict[str, str] = {}
    place = 0
    while place < len(text):
        identifier, length = text[place : place + 2], text[place + 2 : place + 4]
        name = f"{within}-{identifier}".strip("-")
        if not re.fullmatch(r"[0-9]{4}", identifier + length):
            raise QrInvalid(name, "a two-digit id and a two-digit length")
        value = text[place + 4 : place + 4 + int(length)]
        if not value or len(value) != int(length):
            raise QrInvalid(name, "a length that fits its value")
        if identifier in found:
            raise QrInvalid(name, "each id once")
        found[identifier] = value
        place += 4 + int(length)
    return found


def _amount(text: str) -> int:
    """Digits with at most one dot; a dong has no fraction."""
    if not re.fullmatch(r"[0-9]+\.?[0-9]*", text) or len(text) > 13:
        raise QrInvalid("54", "digits with at most one dot")
    amount = Decimal(text)
    if amount != amount.to_integral_value() or amount == 0:
        raise QrInvalid("54", "a whole amount above zero")
    return int(amount)
