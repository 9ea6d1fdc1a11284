"""Webhooks of a simulated day: signed as the providers sign, spoilt as told, and read by the hub's own readers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from random import Random

from his_client.outcome import Done, Refused
from his_client.payments.bank import Credit
from his_client.payments.payos import PayosReader
from his_client.payments.ports import Delivered, NoticeReader
from his_client.payments.sepay import SepayReader, SepaySecrets
from his_client.sandbox import pay_notices
from his_client.sandbox.pay_rows import PayFault, ProviderPaymentRow
from kiosk.simulation.time import SimProcess, SimTime

KEY, FALSE_KEY = "simulated-day", "somebody-else"
_QUICK_S, _OVERTAKEN_S, _AGAIN_S, _MUCH_LATER_S = 1.5, 70.0, 60.0, 1_200.0


class SimNotices:
    """Tells the hub of payments as they are booked.

    :param take: is handed what a verified notice says.
    :param link: the provider's own name of an order, by its number.
    """

    def __init__(
        self, time: SimTime, random: Random, take: Callable[[Credit], None], link: Callable[[int], str]
    ) -> None:
        self.refused: Counter[str] = Counter()
        self.forged = 0
        self._time = time
        self._random = random
        self._take = take
        self._link = link
        self._line = SimProcess(time, random)
        self._readers: dict[str, NoticeReader] = {
            "payos": PayosReader(KEY),
            "bank": SepayReader(SepaySecrets(KEY)),
        }

    def tell(self, payment: ProviderPaymentRow) -> None:
        """A payment was booked (or somebody pretends it was): its notice sets out, or never does."""
        match payment.fault:
            case PayFault.NEVER:
                return
            case PayFault.FORGED:
                self.forged += 1
                self._send(payment, _QUICK_S, FALSE_KEY)
            case PayFault.REPLAYED:
                self._send(payment, _QUICK_S)
                self._send(payment, _AGAIN_S)
            case PayFault.REORDERED:
                self._send(payment, _OVERTAKEN_S)
            case PayFault.LISTED_LATE:
                self._send(payment, _MUCH_LATER_S)
            case _:
                self._send(payment, _QUICK_S)

    def _send(self, payment: ProviderPaymentRow, after_s: float, key: str = KEY) -> None:
        self._line.later(after_s * (0.5 + self._random.random()), lambda: self._arrives(payment, key))

    def _arrives(self, payment: ProviderPaymentRow, key: str) -> None:
        now = self._time.now()
        headers: dict[str, str] = {}
        if payment.provider == "payos":
            body = pay_notices.payos_body(key, payment, self._link(payment.number))
        else:
            body = pay_notices.sepay_body(payment)
            headers = pay_notices.sepay_headers(SepaySecrets(key), body, now)
        outcome = self._readers[payment.provider].read(Delivered(headers, "", body.encode(), now))
        match outcome:
            case Done(value=notice) if notice.credit is not None:
                self._take(notice.credit)
            case Refused(code=code):
                self.refused[code] += 1
            case _:
                pass
