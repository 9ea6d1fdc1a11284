"""ISO 20022 camt.053, versions .02 to .12: entries and the transactions of batches, read one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from kiosk.statements import limits
from kiosk.statements.amounts import NoAmount, amount_of
from kiosk.statements.fingerprints import Movement
from kiosk.statements.headers import same_account
from kiosk.statements.reckoning import Reckoning
from kiosk.statements.refusals import NotReadable, Problem, TooLarge
from kiosk.statements.tables import Source, open_source
from kiosk.statements.text import clean
from kiosk.statements.times import NoTime, moment_of

_NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001."
_NO_REFERENCE = frozenset({"", "NONREF", "NOTPROVIDED"})
_MOST_IN_ENTRY = 100_000


def camt_movements(source: Source, account: str = "") -> Iterator[Movement | Problem]:
    """The booked movements of a camt.053 file; row = the entry's place in the file from 1.

    `CdtDbtInd` tells the direction also of reversals (`RvslInd`), as the message's definition says. An entry with
    several `TxDtls` gives one line each, which must add up to it. Entries that are not booked (`Sts`) are left out.
    A statement whose entries do not lead from its opening to its closing balance is a problem.

    :raises FileRefused: when the file is no camt.053, is damaged, or declares entities.
    """
    own_account, entries, seen_root = "", 0, False
    reckoning = Reckoning()
    path: list[Element] = []
    with open_source(source) as stream:
        try:
            for event, element in iterparse(stream, events=("start", "end"), forbid_dtd=True):
                name = _local(element)
                if event == "start":
                    if not seen_root:
                        seen_root = True
                        if not (name == "Document" and element.tag.startswith("{" + _NAMESPACE)):
                            raise NotReadable("tệp XML không phải camt.053")
                    path.append(element)
                    if len(path) > 60:
                        raise NotReadable("tệp XML lồng sâu hơn một camt.053")
                    continue
                path.pop()
                within = _local(path[-1]) if path else ""
                if name == "Acct" and within == "Stmt":
                    own_account = _first(element, "Id/IBAN", "Id/Othr/Id")
                elif name == "Ntry" and within == "Stmt":
                    entries += 1
                    if entries > limits.MAX_ROWS:
                        raise TooLarge(f"nhiều hơn {limits.MAX_ROWS} giao dịch: xin chia tệp theo ngày")
                    if same_account(own_account, account):
                        read = _entry(entries, element, account or own_account)
                    else:
                        read = iter((Problem(entries, "account"),))
                    for found in read:
                        reckoning.add(found)
                        yield found
                    path[-1].remove(element)
                elif name == "Bal" and within == "Stmt":
                    _balance(element, reckoning)
                elif name == "Stmt":
                    pages = (_first(element, "StmtPgntn/PgNb"), _first(element, "StmtPgntn/LastPgInd"))
                    problem = reckoning.verdict(entries)
                    if problem is not None and pages in {("", ""), ("1", "true")}:
                        yield problem
                    own_account, reckoning = "", Reckoning()
        except DefusedXmlException:
            raise NotReadable("tệp XML khai báo thực thể, sao kê không cần điều đó") from None
        except (SyntaxError, ValueError, LookupError) as error:
            raise NotReadable("tệp XML bị hỏng: xin tải lại từ ngân hàng") from error


def _balance(element: Element, reckoning: Reckoning) -> None:
    """Opening and closing booked balance; those of single pages and days between prove nothing."""
    kind = _first(element, "Tp/CdOrPrtry/Cd")
    if kind not in {"OPBD", "PRCD", "CLBD"}:
        return
    try:
        amount = _amount(element, _first(element, "CdtDbtInd"), "Amt")
    except NoAmount:
        return
    if kind == "CLBD":
        reckoning.closing = amount
    else:
        reckoning.opening = amount


def _entry(number: int, entry: Element, account: str) -> Iterator[Movement | Problem]:
    status = _first(entry, "Sts/Cd", "Sts")
    if status and status != "BOOK":
        return
    try:
        total = _amount(entry, _first(entry, "CdtDbtInd"), "Amt")
        booked_at = moment_of(_first(entry, "BookgDt/DtTm", "BookgDt/Dt", "ValDt/DtTm", "ValDt/Dt"), "ymd")
    except NoAmount as error:
        yield Problem(number, error.code)
        return
    except NoTime:
        booked_at = None
    if booked_at is None:
        yield Problem(number, "date")
        return
    if total == 0:
        return
    details = _all(entry, "NtryDtls/TxDtls")
    if len(details) > _MOST_IN_ENTRY:
        raise TooLarge(f"lô thứ {number} có nhiều hơn {_MOST_IN_ENTRY} giao dịch")
    if len(details) > 1:
        yield from _batch(number, entry, details, total, booked_at, account)
    else:
        yield _line(number, entry, details[0] if details else None, total, booked_at, account)


def _batch(
    number: int, entry: Element, details: Sequence[Element], total: int, booked_at: datetime, account: str
) -> Iterator[Movement | Problem]:
    lines = []
    for detail in details:
        direction = _first(detail, "CdtDbtInd") or _first(entry, "CdtDbtInd")
        try:
            amount = _amount(detail, direction, "Amt", "AmtDtls/TxAmt/Amt")
        except NoAmount as error:
            yield Problem(number, "batch" if error.code == "amount" else error.code)
            return
        if amount:
            lines.append(_line(number, entry, detail, amount, booked_at, account, in_batch=True))
    if sum(line.amount for line in lines) != total:
        yield Problem(number, "batch")
        return
    yield from lines


def _line(
    number: int,
    entry: Element,
    detail: Element | None,
    amount: int,
    booked_at: datetime,
    account: str,
    *,
    in_batch: bool = False,
) -> Movement:
    # The entry's own reference names the whole batch, so none of its transactions.
    banks_own = [_text(detail, "Refs/AcctSvcrRef"), "" if in_batch else _text(entry, "AcctSvcrRef")]
    banks_own.append(_text(detail, "Refs/TxId"))
    named = _given(banks_own)
    payers = _given([_text(detail, "Refs/EndToEndId"), _text(detail, "Refs/InstrId")])
    told = " ".join(text for text in (_said(each) for each in _all(detail, "RmtInf/Ustrd")) if text)
    structured = _text(detail, "RmtInf/Strd/CdtrRefInf/Ref")
    memo = told or structured or _text(detail, "AddtlTxInf") or _text(entry, "AddtlNtryInf")
    return Movement(
        row=number,
        account=account,
        amount=amount,
        booked_at=booked_at,
        reference=named or payers,
        memo=memo[: limits.MAX_CELL],
        named=bool(named),
    )


def _given(references: Sequence[str]) -> str:
    return next((each[:200] for each in references if each.upper() not in _NO_REFERENCE), "")


def _amount(element: Element, direction: str, *paths: str) -> int:
    """:raises NoAmount: also `currency` and `sign`."""
    found = next((each for path in paths for each in _all(element, path)), None)
    if found is None:
        raise NoAmount("amount")
    if found.get("Ccy") != "VND":
        raise NoAmount("currency")
    amount = amount_of(_said(found), "none")
    if amount is None or amount < 0:
        raise NoAmount("amount")
    if direction not in {"CRDT", "DBIT"}:
        raise NoAmount("sign")
    return amount if direction == "CRDT" else -amount


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _all(element: Element | None, path: str) -> list[Element]:
    """Elements at a path of local names; versions differ in their namespace only."""
    found = [] if element is None else [element]
    for name in path.split("/"):
        found = [child for each in found for child in each if _local(child) == name]
    return found


def _text(element: Element | None, path: str) -> str:
    found = _all(element, path)
    return _said(found[0]) if found else ""


def _first(element: Element, *paths: str) -> str:
    return next((text for path in paths if (text := _text(element, path))), "")


def _said(element: Element) -> str:
    return clean(element.text or "")
