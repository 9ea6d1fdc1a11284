"""How patients pay: what their bank makes of the code, what goes wrong on the way, and a record of all of it.

The record is the truth a day is judged by. It is written here, when a payer pays, and nothing of the product reads it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from random import Random
from typing import TypeVar

from his_client.payments import vietqr
from his_client.sandbox.pay_rows import PayFault
from his_client.sandbox.providers import Providers
from kiosk.loop import Callback
from kiosk.visit.view import PaymentView

Kind = TypeVar("Kind")


class MemoChange(StrEnum):
    """What becomes of the pay code on its way into the statement."""

    GLUED = "glued"
    PLAIN = "plain"
    LOWER = "lower"
    SPACED = "spaced"
    """Somebody's bank puts a blank or a dot into it."""
    DAMAGED = "damaged"
    """One character is another one."""
    LOST = "lost"
    """The payer wrote something else."""


NAMES_ITS_ORDER = frozenset({MemoChange.GLUED, MemoChange.PLAIN, MemoChange.LOWER, MemoChange.SPACED})


@dataclass(frozen=True, slots=True)
class Paid:
    """One decision of a payer, with what was planted in it; `amount` đồng, `times` times, `delay_s` later."""

    station: str
    pay_code: str
    due: int
    amount: int
    times: int
    delay_s: float
    memo: MemoChange
    fault: PayFault | None

    @property
    def money(self) -> int:
        """What really left the payer's account, in đồng."""
        return 0 if self.fault is PayFault.FORGED else self.amount * self.times


@dataclass(frozen=True, slots=True)
class PayRates:
    """How often something is planted, 0..1 for each payment; the rest goes well."""

    faults: tuple[tuple[PayFault, float], ...] = ()
    memos: tuple[tuple[MemoChange, float], ...] = ()

    @classmethod
    def profile(cls, rate: float) -> PayRates:
        """Every fault at `rate` in sum, memos in the forms banks give them; 0 plants nothing."""
        if not rate:
            return cls()
        each = rate / 8
        faults = (
            (PayFault.OTHER_ACCOUNT, each / 4),
            (PayFault.REPLAYED, 2 * each),
            (PayFault.REORDERED, 2 * each),
            (PayFault.FORGED, each / 2),
            (PayFault.NEVER, 2 * each),
            (PayFault.LISTED_LATE, each),
        )
        memos = (
            (MemoChange.PLAIN, 0.2),
            (MemoChange.LOWER, 0.1),
            (MemoChange.SPACED, 0.1),
            (MemoChange.DAMAGED, each / 4),
            (MemoChange.LOST, each / 4),
        )
        return cls(faults, memos)


class Payers:
    """Patients with a bank's app in their hand. `paid` is every payment, in order.

    :param later: runs something after so many seconds.
    """

    def __init__(
        self,
        providers: Providers,
        random: Random,
        rates: PayRates,
        later: Callable[[float, Callback], object],
    ) -> None:
        self._later = later
        self.paid: list[Paid] = []
        self._providers = providers
        self._random = random
        self._rates = rates

    def __call__(self, station: str, payment: PaymentView, amount: int, times: int, delay_s: float) -> None:
        """See `Payer`. One thing goes wrong with a payment at most, so that each can be told apart afterwards."""
        code = vietqr.parse(payment.qr).purpose or ""
        well = amount == payment.due and times == 1 and delay_s < 60
        fault = self._draw(self._rates.faults, None) if well else None
        memo = self._draw(self._rates.memos, MemoChange.GLUED)
        if fault is not None or not well:
            memo = memo if memo in NAMES_ITS_ORDER else MemoChange.GLUED
        self.pay(Paid(station, code, payment.due, amount, times, delay_s, memo, fault), payment.qr)

    def pay(self, paid: Paid, qr: str) -> None:
        """Pay by a code as planned, and keep the truth of it."""
        self.paid.append(paid)
        self._providers.pay(
            qr,
            amount=paid.amount,
            memo=_memo(paid.pay_code, paid.memo, self._random),
            times=paid.times,
            delay=timedelta(seconds=paid.delay_s),
            fault=paid.fault,
        )
        self._later(paid.delay_s + 0.1, self._settle)

    def _settle(self) -> None:
        self._providers.settle()

    def _draw(self, rates: tuple[tuple[Kind, float], ...], otherwise: Kind) -> Kind:
        point = self._random.random()
        for kind, rate in rates:
            if point < rate:
                return kind
            point -= rate
        return otherwise


_FORMS: dict[MemoChange, Callable[[str, Random], str]] = {
    MemoChange.GLUED: lambda code, random: (
        f"MBVCB.{random.randrange(10**10)}.{code}.CT tu 0011{random.randrange(10**6)}"
    ),
    MemoChange.PLAIN: lambda code, _random: code,
    MemoChange.LOWER: lambda code, random: f"ck {code.lower()} ft{random.randrange(10**8)}",
    MemoChange.SPACED: lambda code, random: f"IBFT {code[:5]}{random.choice(' .-')}{code[5:]} thanh toan",
    MemoChange.DAMAGED: lambda code, random: f"CT {_damaged(code, random)} kham benh",
    MemoChange.LOST: lambda _code, _random: "chuyen tien kham benh",
}


def _memo(code: str, change: MemoChange, random: Random) -> str:
    return _FORMS[change](code, random)


def _damaged(code: str, random: Random) -> str:
    place = random.randrange(2, len(code))
    other = random.choice([letter for letter in "23456789ACEFHJKMNPRTWXY" if letter != code[place]])
    return code[:place] + other + code[place + 1 :]
