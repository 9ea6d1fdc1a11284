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
from kiosk.statements.headers import same_account
from kiosk.statements.reckoning import Reckoning
from kiosk.statements.refusals import NotReadable, Problem, TooLarge
from kiosk.statements.tables import Source, open_source
from kiosk.statements.text import clean, encoding_of

_TAG = re.compile(r":(\d{2}[A-Z]?):")
_BALANCE = re.compile(r":(60|62)[FM]:([CD])\d{6}([A-Z]{3})([\d,]+)")
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
    structured form the subfields ?20–?29 and ?60–?63. Field 25: the account. Fields 60 and 62: a statement whose
    movements do not lead from one to the other, or that lacks its end, is a problem.

    :raises FileRefused: when the file is no MT940.
    """
    statement: _Statement | None = None
    count = number = 0
    for number, block in _blocks(source):
        tag = block[0][:5]
        if tag.startswith(":20:"):
            yield from _ended(statement, number - 1)
            statement = _Statement()
        elif statement is None:
            statement = _Statement()
        if tag.startswith(":61:"):
            count += 1
            if count > limits.MAX_ROWS:
                raise TooLarge(f"nhiều hơn {limits.MAX_ROWS} giao dịch: xin chia tệp theo ngày")
            found = statement.read(number, block, account)
            statement.reckoning.add(found)
            yield found
        elif tag.startswith(":25"):
            statement.account = clean(block[0].partition(":")[2].partition(":")[2])
        elif balance := _BALANCE.match(block[0]):
            statement.balance(balance, block)
    if not count and (statement is None or not statement.head):
        raise NotReadable("không phải tệp MT940: không có trường :60: hay :61:")
    yield from _ended(statement, number)


class _Statement:
    """What is known of the statement that is being read."""

    def __init__(self) -> None:
        self.head: list[str] = []
        self.account = ""
        self.currency = ""
        self.closed = False
        self.reckoning = Reckoning()

    def balance(self, found: re.Match[str], block: list[str]) -> None:
        """Field 60 or 62."""
        try:
            amount = amount_of(found[4].rstrip(","), "none") or 0
        except NoAmount:
            amount = None
        signed = -amount if amount and found[2] == "D" else amount
        if found[1] == "60":
            self.head, self.currency, self.reckoning.opening = list(block), found[3], signed
        else:
            self.closed, self.reckoning.closing = True, signed

    def read(self, number: int, block: list[str], account: str) -> Movement | Problem:
        """Field 61 with its 86."""
        if not same_account(self.account, account):
            return Problem(number, "account")
        if self.currency not in {"", "VND"}:
            return Problem(number, "currency")
        return _movement(number, self.head, block, account or self.account)


def _ended(statement: _Statement | None, row: int) -> Iterator[Problem]:
    """A statement that opens with a balance closes with one, and its movements lie between."""
    if statement is None or not statement.head:
        return
    if not statement.closed:
        yield Problem(row, "torn")
    elif (problem := statement.reckoning.verdict(row)) is not None:
        yield problem


def _movement(number: int, head: list[str], block: list[str], account: str) -> Movement | Problem:
    """One movement, read by the library under its statement's header."""
    try:
        # Only what the library needs of the header; a fault elsewhere in it is no fault of this movement.
        found = mt940.parse("\n".join([":20:X", *head[:1], *block, ""]), options=Options(reversal_sign=True))
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
    bank_own, payers = (_reference(data.get(key)) for key in ("bank_reference", "customer_reference"))
    return Movement(
        row=number,
        account=account,
        amount=amount,
        booked_at=datetime.combine(day, time(), VIETNAM),
        reference=bank_own or payers,
        memo=_memo(block),
        named=bool(bank_own),
    )


def _reference(value: object) -> str:
    text = clean(str(value or ""))
    return "" if text.upper() in _NO_REFERENCE else text


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
