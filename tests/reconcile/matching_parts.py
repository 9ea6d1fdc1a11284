"""Small hospitals for the matching's tests: each case has an account of its own, and all cases are matched together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count, product

from his_client.payments import paycode
from kiosk.clock import VIETNAM
from kiosk.reconcile.engine import Line, Match, Payment, Result, distance

MORNING = datetime(2026, 11, 24, 8, 0, tzinfo=VIETNAM)
FEE = 150_000

_numbers = count(1)


@dataclass
class Case:
    """Orders and lines of one account. Rows are called by short names; their ids carry the account."""

    account: str
    payments: list[Payment] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def order(
        self,
        name: str = "order",
        amount: int = FEE,
        minute: int = 0,
        *,
        code: str = "",
        ref: str = "",
        own: str = "",
        account: str | None = None,
    ) -> str:
        """An order opened at a minute; answers its code."""
        code = code or paycode.make(next(_numbers) * 104_729 % paycode.CAPACITY)
        self.payments.append(
            Payment(
                f"{self.account}/{name}",
                code,
                amount,
                MORNING + timedelta(minutes=minute),
                provider_ref=ref,
                account=self.account if account is None else account,
                virtual_account=own,
            )
        )
        return code

    def line(
        self,
        memo: str,
        amount: int = FEE,
        minute: float = 2,
        *,
        name: str = "line",
        ref: str = "",
        own: str = "",
        account: str | None = None,
        at: datetime | None = None,
    ) -> None:
        """A line booked at a minute."""
        self.lines.append(
            Line(
                f"{self.account}/{name}",
                self.account if account is None else account,
                amount,
                at or MORNING + timedelta(minutes=minute),
                ref,
                memo,
                own,
            )
        )

    def rows(self, matches: tuple[Match, ...]) -> set[tuple[str, str, str]]:
        """This case's matches: (payment, line, rule)."""
        return {
            (self.short(match.payment_id), self.short(match.line_id), str(match.rule))
            for match in matches
            if match.payment_id.startswith(f"{self.account}/")
        }

    def told(self, result: Result) -> set[tuple[str, str, str, int]]:
        """This case's differences of kiosk and bank: (kind, payment, line, amount)."""
        return {
            (str(each.kind), self.short(each.payment_id), self.short(each.line_id), each.amount)
            for each in result.discrepancies
            if each.between == "kiosk_bank" and f"{self.account}/" in (each.payment_id + each.line_id)
        }

    def short(self, name: str) -> str:
        return name.removeprefix(f"{self.account}/")


@dataclass(frozen=True)
class Expected:
    """What a case comes to."""

    auto: frozenset[tuple[str, str, str]]
    suggested: frozenset[tuple[str, str, str]]
    told: frozenset[tuple[str, str, str, int]]


def expect(
    *auto: tuple[str, str, str],
    suggested: tuple[tuple[str, str, str], ...] = (),
    told: tuple[tuple[str, str, str, int], ...] = (),
) -> Expected:
    return Expected(frozenset(auto), frozenset(suggested), frozenset(told))


Build = Callable[[Case], Expected]


def neighbours(code: str) -> Iterator[str]:
    """Valid codes two characters away: what two edits can make of a code, its check character right."""
    body = list(code[2:])
    for one in range(6):
        for other in range(one + 1, 7):
            for letters in product(paycode.ALPHABET, repeat=2):
                changed = [*body]
                changed[one], changed[other] = letters
                found = code[:2] + "".join(changed)
                if distance(code, found) == 2 and paycode.find(found) == found:
                    yield found


def between(one: str, other: str) -> str:
    """A damaged text one edit away from both of two neighbours."""
    place = next(place for place in range(9) if one[place] != other[place])
    return one[:place] + other[place] + one[place + 1 :]
