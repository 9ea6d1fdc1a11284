"""Codes that somebody holds before the camera or the scanner: cards, insurance cards, transfers, slips, passports."""

from __future__ import annotations

import itertools
from functools import partial

from chip_reader import BacKey
from chip_reader.access_keys import access_keys_from_qr, parse_card_qr
from chip_reader.errors import BadKey, BadMrz, NotACardQr
from chip_reader.mrz import parse_mrz
from chip_reader.virtual import load_profile, profile_names
from fuzz.judge import Kind, Target
from his_client.payments import paycode, vietqr
from kiosk.station.optics import code_event, slip_event
from kiosk.station.scanner import MAX_CHARACTERS, Scanner
from kiosk.visit.insurance_qr import NotAnInsuranceQr, parse_insurance_qr
from kiosk.visit.person import citizen_of

CARD = "001090000017|012345678|Nguyễn Đức Mẫu|15031990|Nam|Số 1 Ngõ Thử, Hà Nội|10052021"
INSURED = "GD4010123452345|4e677579e1bb856e204de1baab75|15/03/1990|1|01001|01/01/2026|-|10/05/2021|x"
INSURED_PLAIN = "0123456789|Nguyễn Mẫu|1990|2"
SLIP = "BV01/2026-11.24_007"


def text_of(data: bytes) -> str:
    """What a decoder makes of a code's bytes."""
    return data.decode("utf-8", "replace")


def _card(data: bytes) -> object:
    qr = parse_card_qr(text_of(data))
    return qr, access_keys_from_qr(qr), citizen_of(qr)


def _transfer(data: bytes) -> object:
    """A code that is read is one that can be built again, and reads the same."""
    text = text_of(data)
    vietqr.read_fields(text)  # of any scheme, as they came
    found = vietqr.parse(text)
    try:
        again = vietqr.build(
            bank_bin=found.bank_bin, account=found.account, amount=found.amount, purpose=found.purpose,
            bill_number=found.bill_number, service=vietqr.Service(found.service),
        )  # fmt: skip
    except ValueError:
        return found  # forgiven in reading, never written
    assert vietqr.parse(again) == vietqr.VietQr(
        found.amount is not None, found.bank_bin, found.account, found.service, found.amount, found.purpose,
        found.bill_number,
    )  # fmt: skip
    return found


def _memo(data: bytes) -> object:
    text = text_of(data)
    found = paycode.find(text)
    memo = vietqr.ascii_memo(text)
    assert len(memo) <= vietqr.MEMO_LENGTH
    assert memo.isascii()
    if found is not None:
        assert paycode.find(found) == found
    return found, memo


class _Line:
    """A scanner that sends the characters of an input."""

    def __init__(self, text: str) -> None:
        self.text = text

    def characters(self) -> object:
        return itertools.chain(self.text, "\n")


def _scanned(data: bytes) -> object:
    """What a scanner sends becomes events, and never a text longer than a code may be."""
    heard: list[str] = []
    scanner = Scanner.__new__(Scanner)
    scanner._heard, scanner._stop = heard.append, _Never()  # type: ignore[assignment]
    scanner._read(_Line(text_of(data)))  # type: ignore[arg-type]
    assert all(len(text) <= MAX_CHARACTERS for text in heard)
    return [(code_event(text), slip_event(text)) for text in heard]


class _Never:
    def is_set(self) -> bool:
        return False


def _typed(data: bytes) -> object:
    number, birth, expiry = ([*text_of(data).split("|"), "", ""])[:3]
    return BacKey.from_typed(number, birth, expiry).password()


def _mrz(data: bytes) -> object:
    zone = parse_mrz(text_of(data))
    return zone, BacKey.from_mrz(text_of(data)).password()


def _zones() -> list[bytes]:
    passport = (  # the specimen of ICAO 9303-4, appendix A
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
    )
    return [*("\n".join(load_profile(name).mrz).encode() for name in profile_names()), passport.encode()]


def _transfers() -> list[bytes]:
    made = partial(vietqr.build, bank_bin="970436", account="0011009999999")
    codes = (
        made(),
        made(amount=50_600, purpose="KM7F3K92T"),
        made(amount=1, bill_number="B1", merchant_category="8062"),
    )
    return [code.encode() for code in codes]


_CARDS = ("|", "||||||", "31022024", "00000000", "29022000", "٠٠١٠٩٠٠٠٠٠١٧", "Nữ", "nu")

TARGETS: dict[str, Target] = {
    "card_qr": Target(_card, (NotACardQr,), lambda: [CARD.encode(), *_cards()], Kind.TEXT, 4, _CARDS),
    "insurance_qr": Target(
        lambda data: parse_insurance_qr(text_of(data)),
        (NotAnInsuranceQr,),
        lambda: [INSURED.encode(), INSURED_PLAIN.encode()],
        Kind.TEXT,
        4,
        ("|", "31/02/1990", "٣١/١٢/١٩٩٠", "0000", "4e67c3", "0a0d1b", "ed a0 80", "65cc81", "c2a0", "00"),
    ),
    "vietqr": Target(_transfer, (vietqr.QrInvalid,), _transfers, Kind.QR, 4),
    "memo": Target(_memo, (), lambda: [b"MBVCB.1.KM7F3K92T.CT tu 001", "KM 7F3-K92T chuyển".encode()], Kind.TEXT, 2),
    "scanner": Target(
        _scanned,
        (),
        lambda: [CARD.encode(), INSURED.encode(), SLIP.encode(), *_zones()],
        Kind.TEXT,
        2,
        (*_CARDS, "\n"),
        frozenset({"text"}),
    ),
    "typed_key": Target(
        _typed, (BadKey,), lambda: [b"090000017|900315|300315", b"001090000017|900315|300315"], Kind.TEXT, 4
    ),
    "mrz_lines": Target(_mrz, (BadMrz,), _zones, Kind.TEXT, 4, ("<", "<<", "\n", "K", "٣", "ſ", "İ", "ß")),
}


def _cards() -> list[bytes]:
    return [load_profile(name).qr_text.encode() for name in profile_names()]
