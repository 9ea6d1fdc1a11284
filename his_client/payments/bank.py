"""Money that arrived at the hospital's account, read from the bank by polling.

The client speaks the shape of SePay's transaction list (GET /userapi/transactions/list, Bearer token). A station in a
hospital's network cannot receive webhooks, and webhooks get lost; a list by id does neither. Lists have a fault
of their own: a line can appear after lines with higher ids. So the last hours are read again from time to time.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol, runtime_checkable

from his_client import fields as read
from his_client.clock import VIETNAM, Clock
from his_client.fields import BadShape, Json
from his_client.http import JsonClient
from his_client.outcome import Done, Outcome, Refused, Unknown

log = logging.getLogger(__name__)

_LIST = "/userapi/transactions/list"
_MAX_PAGES = 50
_WIDE = 2500
"""Lines to ask for when more of them bear one time than a page holds, as where a bank gives only the day."""


@dataclass(frozen=True, slots=True)
class Credit:
    """One incoming transfer. `reference` is the bank's own and names it for ever; `amount` is whole dong.

    `memo` is the payer's text as the statement shows it, glue included. `number` is the order a provider names itself
    (0: none), `virtual_account` the one it came to, where there is such a thing. `bank_reference` is what the bank's
    own statement calls the transfer, where `reference` is a number of the provider's.
    """

    provider: str
    reference: str
    account: str
    amount: int
    memo: str
    booked_at: datetime
    number: int = 0
    virtual_account: str = ""
    bank_reference: str = ""


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


@runtime_checkable
class ReadsAgain(Protocol):
    """A feed that reads the last hours again from time to time, for lines that its list shows late."""

    def read_again(self) -> None:
        """Do so with the next question."""
        ...


@dataclass(frozen=True, slots=True)
class StatementConfig:
    """The account to read and the token to read it with; `provider` names the source in every credit.

    `by_id` names credits by the list's own ids instead of the bank's references. Movements of the last `window` are
    read again at the first question and then every `again`; a window of zero reads nothing again.
    """

    account: str
    token: str = field(repr=False)
    provider: str = "bank"
    limit: int = 500
    by_id: bool = False
    window: timedelta = timedelta(hours=24)
    again: timedelta = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    credit: Credit | None
    booked_at: datetime


class StatementFeed:
    """`BankFeed` by polling a transaction list. The cursor is the highest transaction id seen.

    Without a clock nothing is read again. Lines that are listed again are credits again, under the same references.
    """

    def __init__(self, config: StatementConfig, http: JsonClient, clock: Clock | None = None) -> None:
        self._config = config
        self._http = http
        self._clock = clock
        self._read_again_at: datetime | None = None

    def credits(self, after: str | None) -> Outcome[CreditPage]:
        """See `BankFeed.credits`. All pages are read before anything is returned, in either order of listing."""
        seen = int(after) if after else 0
        lines = self._lines(seen, None)
        if not isinstance(lines, Done):
            log.warning("bank_list_failed", extra={"outcome": type(lines).__name__})
            return lines
        found = {**self._listed_late(seen), **lines.value}
        cursor = str(max(lines.value)) if lines.value else after
        ordered = (found[number].credit for number in sorted(found))
        return Done(CreditPage(tuple(credit for credit in ordered if credit is not None), cursor))

    def read_again(self) -> None:
        """See `ReadsAgain`."""
        self._read_again_at = None

    def _listed_late(self, seen: int) -> dict[int, _Line]:
        """The last hours' lines. A failure loses nothing: they are read again the next time."""
        now = self._clock() if self._clock else None
        if not seen or now is None or not self._config.window:
            return {}
        if self._read_again_at is not None and abs(now - self._read_again_at) < self._config.again:
            return {}
        self._read_again_at = now
        lines = self._lines(0, now - self._config.window)
        if not isinstance(lines, Done):
            log.warning("bank_window_failed", extra={"outcome": type(lines).__name__})
            return {}
        return lines.value

    def _lines(self, seen: int, since: datetime | None) -> Outcome[dict[int, _Line]]:
        """Every line with an id above `seen`, booked at `since` or later."""
        lines: dict[int, _Line] = {}
        before: datetime | None = None
        limit = self._config.limit
        for _ in range(_MAX_PAGES):
            page = self._page(seen, since, before, limit)
            if not isinstance(page, Done):
                return page
            fresh = [line for line in page.value if line.number > seen and line.number not in lines]
            lines.update({line.number: line for line in fresh})
            if len(page.value) < limit:
                return Done(lines)
            if page.value[0].number <= page.value[-1].number:
                if since is None or not fresh:
                    return Done(lines)  # oldest first: the next question goes on from here
                seen = max(lines)
                continue
            if not fresh and limit >= _WIDE:
                break
            if not fresh:
                limit = _WIDE
            before = min(line.booked_at for line in page.value)
        return Unknown("too_large", "too many movements at once; import a statement")

    def _page(
        self, seen: int, since: datetime | None, before: datetime | None, limit: int
    ) -> Outcome[tuple[_Line, ...]]:
        query = {"account_number": self._config.account, "limit": str(limit)}
        if seen or since is None:
            query["since_id"] = str(seen)
        if since is not None:
            query["transaction_date_min"] = f"{since.astimezone(VIETNAM):%Y-%m-%d %H:%M:%S}"
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
        booked_as = read.optional_text(item, "reference_number") if self._config.by_id else ""
        return _Line(
            number,
            Credit(
                self._config.provider,
                str(number) if self._config.by_id else read.text(item, "reference_number"),
                account,
                amount,
                memo_text(item, "transaction_content"),
                booked_at,
                virtual_account=read.optional_text(item, "sub_account") or "",
                bank_reference=booked_as or "",
            ),
            booked_at,
        )


def memo_text(source: Mapping[str, Json], field: str) -> str:
    """A payer's text on one line, "" when there is none; databases refuse control characters."""
    return "".join(letter if letter.isprintable() else " " for letter in read.optional_text(source, field) or "")


def _local_time(item: Mapping[str, Json]) -> datetime:
    """ "YYYY-MM-DD HH:mm:ss" in Vietnamese local time, without a zone of its own."""
    try:
        return datetime.strptime(read.text(item, "transaction_date"), "%Y-%m-%d %H:%M:%S").replace(tzinfo=VIETNAM)
    except ValueError:
        raise BadShape("transaction_date") from None
