"""Money that arrived at the hospital's account, read from the bank by polling.

The client speaks the shape of SePay's transaction list (GET /userapi/transactions/list, Bearer token). A station in a
hospital's network cannot receive webhooks, and webhooks get lost; a list by id does neither.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from his_client import fields as read
from his_client.clock import VIETNAM
from his_client.fields import BadShape, Json
from his_client.http import JsonClient
from his_client.outcome import Done, Outcome, Refused, Unknown

log = logging.getLogger(__name__)

_LIST = "/userapi/transactions/list"
_MAX_PAGES = 50


@dataclass(frozen=True, slots=True)
class Credit:
    """One incoming transfer. `reference` is the bank's own and names it for ever; `amount` is whole dong.

    `memo` is the payer's text as the statement shows it, glue included. `number` is the order a provider names itself
    (0: none), `virtual_account` the one it came to, where there is such a thing.
    """

    provider: str
    reference: str
    account: str
    amount: int
    memo: str
    booked_at: datetime
    number: int = 0
    virtual_account: str = ""


@dataclass(frozen=True, slots=True)
class CreditPage:
    """Credits in booking order, and the cursor to ask for what comes after them."""

    credits: tuple[Credit, ...]
    cursor: str | None


class BankFeed(Protocol):
    """A source of credits. A credit may be delivered more than once; its reference says that it is the same."""

    def credits(self, after: str | None) -> Outcome[CreditPage]:
        """Credits booked after the cursor (None = from the beginning). A repeated question loses nothing."""
        ...


@dataclass(frozen=True, slots=True)
class StatementConfig:
    """The account to read and the token to read it with; `provider` names the source in every credit."""

    account: str
    token: str = field(repr=False)
    provider: str = "bank"
    limit: int = 500


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    credit: Credit | None
    booked_at: datetime


class StatementFeed:
    """`BankFeed` by polling a transaction list. The cursor is the highest transaction id seen."""

    def __init__(self, config: StatementConfig, http: JsonClient) -> None:
        self._config = config
        self._http = http

    def credits(self, after: str | None) -> Outcome[CreditPage]:
        """See `BankFeed.credits`. All pages are read before anything is returned, in either order of listing."""
        seen = int(after) if after else 0
        lines: dict[int, _Line] = {}
        before: datetime | None = None
        for _ in range(_MAX_PAGES):
            page = self._page(seen, before)
            if not isinstance(page, Done):
                log.warning("bank_list_failed", extra={"outcome": type(page).__name__})
                return page
            fresh = [line for line in page.value if line.number > seen and line.number not in lines]
            lines.update({line.number: line for line in fresh})
            if len(page.value) < self._config.limit or not fresh:
                break
            if page.value[0].number <= page.value[-1].number:
                break  # oldest first: the next question goes on from here
            before = min(line.booked_at for line in page.value)
        else:
            return Unknown("too_large", "too many movements at once; import a statement")
        ordered = [lines[number] for number in sorted(lines)]
        cursor = str(ordered[-1].number) if ordered else after
        return Done(CreditPage(tuple(line.credit for line in ordered if line.credit is not None), cursor))

    def _page(self, seen: int, before: datetime | None) -> Outcome[tuple[_Line, ...]]:
        query = {"account_number": self._config.account, "limit": str(self._config.limit), "since_id": str(seen)}
        if before is not None:
            # One second later than the oldest line: several movements share a second, and ids remove the overlap.
            query["transaction_date_max"] = f"{before + timedelta(seconds=1):%Y-%m-%d %H:%M:%S}"
        headers = {"Authorization": f"Bearer {self._config.token}"}
        reply = self._http.call("GET", _LIST, params=query, headers=headers)
        if isinstance(reply, Unknown):
            return reply
        if reply.status in {401, 403}:
            return Refused("unauthorised", "the bank list does not accept the token; check the configuration")
        try:
            answer = read.record(reply.data, "reply")
            if read.integer(answer, "status") != 200:
                return Unknown("peer_error", "the bank list reports an error")
            return Done(tuple(self._line(item) for item in read.records(answer.get("transactions"), "transactions")))
        except BadShape as shape:
            return Unknown("bad_shape", f"field {shape.field}")

    def _line(self, item: Mapping[str, Json]) -> _Line:
        """A movement; its credit is None when money went out."""
        booked_at = _local_time(item)
        number = read.integer(item, "id")
        amount = read.money(item, "amount_in")
        account = read.text(item, "account_number")
        if account != self._config.account:
            raise BadShape("account_number")  # another account's answer
        if amount == 0:
            return _Line(number, None, booked_at)
        reference = read.text(item, "reference_number")
        memo = read.optional_text(item, "transaction_content") or ""
        return _Line(number, Credit(self._config.provider, reference, account, amount, memo, booked_at), booked_at)


def _local_time(item: Mapping[str, Json]) -> datetime:
    """ "YYYY-MM-DD HH:mm:ss" in Vietnamese local time, without a zone of its own."""
    try:
        return datetime.strptime(read.text(item, "transaction_date"), "%Y-%m-%d %H:%M:%S").replace(tzinfo=VIETNAM)
    except ValueError:
        raise BadShape("transaction_date") from None
