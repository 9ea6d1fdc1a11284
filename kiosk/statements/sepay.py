"""SePay's transaction list as JSON: the answer of its list API, or the transactions of it alone, saved as a file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from kiosk.statements import limits
from kiosk.statements.amounts import NoAmount, amount_of
from kiosk.statements.fingerprints import Movement
from kiosk.statements.headers import same_account
from kiosk.statements.refusals import NotReadable, Problem, TooLarge
from kiosk.statements.tables import Source, open_source
from kiosk.statements.text import clean
from kiosk.statements.times import NoTime, moment_of


def sepay_movements(source: Source, account: str = "") -> Iterator[Movement | Problem]:
    """The movements of a list (GET /userapi/transactions/list); row = its place in the list from 1.

    Fields: `transaction_date` (Vietnamese local time), `account_number`, `sub_account`, `amount_in`, `amount_out`
    (texts with two decimals), `accumulated`, `transaction_content`, `reference_number`.

    :raises FileRefused: when the file is no such list.
    """
    with open_source(source) as stream:
        try:
            # "20.00" stays exact: a text, or a decimal by `amount_of`; no float comes into being.
            data = json.load(stream, parse_float=str)
        except (ValueError, RecursionError) as error:
            raise NotReadable("không phải tệp JSON, hoặc tệp bị hỏng") from error
    listed = data.get("transactions") if isinstance(data, dict) else data
    if not isinstance(listed, list):
        raise NotReadable("không phải danh sách giao dịch của SePay")
    if len(listed) > limits.MAX_ROWS:
        raise TooLarge(f"nhiều hơn {limits.MAX_ROWS} giao dịch: xin chia danh sách theo ngày")
    for number, item in enumerate(listed, 1):
        if not isinstance(item, dict):
            yield Problem(number, "row")
        elif (read := _movement(number, item, account)) is not None:
            yield read


def _movement(number: int, item: Mapping[str, object], account: str) -> Movement | Problem | None:
    own = _text(item, "account_number")
    if not same_account(own, account):
        return Problem(number, "account", "account_number")
    try:
        came = amount_of(item.get("amount_in"), "none") or 0
        went = amount_of(item.get("amount_out"), "none") or 0
        if (came and went) or came < 0 or went < 0:
            return Problem(number, "sign", "amount_in")
        booked_at = moment_of(_text(item, "transaction_date"), "ymd")
    except NoAmount as error:
        return Problem(number, error.code, "amount_in")
    except NoTime:
        booked_at = None
    if booked_at is None:
        return Problem(number, "date", "transaction_date")
    if came == went == 0:
        return None
    try:
        balance = amount_of(item.get("accumulated"), "none")
    except NoAmount:
        balance = None
    return Movement(
        row=number,
        account=account or own,
        amount=came - went,
        booked_at=booked_at,
        reference=_text(item, "reference_number")[:200],
        memo=_text(item, "transaction_content")[: limits.MAX_CELL],
        balance=balance,
        virtual_account=_text(item, "sub_account")[:200],
    )


def _text(item: Mapping[str, object], key: str) -> str:
    value = item.get(key)
    return clean(str(value)) if isinstance(value, str | int) and not isinstance(value, bool) else ""
