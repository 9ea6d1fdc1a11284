"""SWIFT MT940, by the library of that name; one movement that it cannot read costs no other."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any, BinaryIO

import mt940
from mt940.options import Options

from kiosk.clock import VIETNAM
from kiosk.statements import limits
from kiosk.statements.amounts import NoAmount, amount_of
from kiosk.statements.fingerprints import Movement
from kiosk.statements.refusals import NotReadable, Problem, TooLarge
from kiosk.statements.table_lines import same_account
from kiosk.statements.tables import Source, open_source
from kiosk.statements.text import clean, encoding_of

_TAG = re.compile(r":(\d{2}[A-Z]?):")
_SUBFIELD = re.compile(r"\?(\d{2})")
_MEMO_FIELDS = frozenset(f"{number:02d}" for number in (*range(20, 30), *range(60, 64)))
_NO_REFERENCE = frozenset({"", "NONREF", "NOREF", "NOTPROVIDED"})
_LONGEST_BLOCK = 200
"""Lines of one message's header, or of one movement; more is no MT940."""

logging.getLogger("mt940").setLevel(logging.CRITICAL)  # it logs what it cannot read, memos too


def mt940_movements(source: Source, account: str = "") -> Iterator[Movement | Problem]:
    """The movements of an MT940 file (with or without its SWIFT envelope), row = line of its `:61:`.

    Field 61: the day is the entry date where given, else the value date; the reference is the bank's (after `//`),
    else the customer's; RC takes money back that came in, RD the other way round. Field 86: the memo, of its
    structured form the subfields ?20–?29 and ?60–?63. Field 25: the account.

    :raises FileRefused: when the file is no MT940.
    """
    head: list[str] = []
    own_account, currency, count = "", "", 0
    for number, block in _blocks(source):
        tag = block[0][:5]
        if tag.startswith(":61:"):
            count += 1
            if count > limits.MAX_ROWS:
                raise TooLarge(f"nhiều hơn {limits.MAX_ROWS} giao dịch: xin chia tệp theo ngày")
            if not same_account(own_account, account):
                yield Problem(number, "account")
            elif currency not in {"", "VND"}:
                yield Problem(number, "currency")
            else:
                yield _movement(number, head, block, account or own_account)
        elif tag.startswith(":20:"):
            head, own_account, currency = list(block), "", ""
        elif tag.startswith(":25"):
            own_account = clean(block[0].partition(":")[2].partition(":")[2])
        elif opening := re.match(r":60[FM]:[CD]\d{6}([A-Z]{3})", block[0]):
            currency = opening[1]
            head += block
    if not count and not head:
        raise NotReadable("không phải tệp MT940: không có trường :20: hay :61:")


def _movement(number: int, head: list[str], block: list[str], account: str) -> Movement | Problem:
    """One movement, read by the library under its statement's header."""
    try:
        # Only what the library needs of the header; a fault elsewhere in it is no fault of this movement.
        opening = [line for line in head if line.startswith((":60F:", ":60M:"))][:1]
        found = mt940.parse("\n".join([":20:X", *opening, *block, ""]), options=Options(reversal_sign=True))
        (transaction,) = found
        data: dict[str, Any] = transaction.data
        amount = amount_of(data["amount"].amount)
        booked: date = data.get("entry_date") or data["date"]
        day = date(booked.year, booked.month, booked.day)
    except NoAmount as error:
        return Problem(number, error.code)
    except Exception:
        return Problem(number, "row")
    if not amount:
        return Problem(number, "amount")
    references = (clean(str(data.get(key) or "")) for key in ("bank_reference", "customer_reference"))
    return Movement(
        row=number,
        account=account,
        amount=amount,
        booked_at=datetime.combine(day, time(), VIETNAM),
        reference=next((each for each in references if each.upper() not in _NO_REFERENCE), ""),
        memo=_memo(block),
    )


def _memo(block: list[str]) -> str:
    """Field 86 with its line breaks undone, which fall anywhere; else what is said in field 61 itself."""
    start = next((i for i, line in enumerate(block) if line.startswith(":86:")), None)
    if start is None:
        return clean(" ".join(block[1:]))
    text = "".join(_broken(line) for line in [block[start][4:], *block[start + 1 :]])
    parts = _SUBFIELD.split(text)
    if len(parts) > 2:
        text = "".join(_broken(part) for key, part in zip(parts[1::2], parts[2::2], strict=True) if key in _MEMO_FIELDS)
    return clean(text)[: limits.MAX_CELL]


def _broken(line: str) -> str:
    """A piece of a text cut at the length of a line: a blank stands only where the bank wrote one."""
    return line.lstrip("\r\n")


def _blocks(source: Source) -> Iterator[tuple[int, list[str]]]:
    """Fields with their further lines, `:61:` with its `:86:`; each with the number of its first line."""
    with open_source(source) as stream:
        encoding = encoding_of(stream)
        block: list[str] = []
        begun = 1
        for number, raw in enumerate(_lines(stream, encoding), 1):
            line = re.sub(r"^.*?\{4:", "", raw)
            line = "" if line.startswith(("-}", "{1:")) or line.strip() == "-" else line
            tag = _TAG.match(line)
            if tag and not (tag[1] == "86" and block and block[0].startswith(":61:")):
                if block:
                    yield begun, block
                block, begun = [line], number
            elif block and line.strip():
                block.append(line)
                if len(block) > _LONGEST_BLOCK:
                    raise NotReadable(f"không phải tệp MT940: trường ở dòng {begun} không kết thúc")
        if block:
            yield begun, block


def _lines(stream: BinaryIO, encoding: str) -> Iterator[str]:
    with io.TextIOWrapper(stream, encoding, errors="replace") as text:
        while line := text.readline(limits.MAX_CELL):
            yield line.rstrip("\r\n")
