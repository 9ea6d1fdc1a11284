"""Webhooks of a simulated day: signed as the providers sign, spoilt as told, and kept for the hub once verified."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from random import Random

from his_client.outcome import Done, Outcome, Refused
from his_client.payments.payos import PayosReader
from his_client.payments.ports import Delivered, NoticeReader
from his_client.payments.sepay import SepayReader, SepaySecrets
from his_client.sandbox import pay_notices
from his_client.sandbox.pay_rows import PayFault, ProviderPaymentRow
from kiosk.hub.receiver.ports import Fetched, Item
from kiosk.simulation.time import SimProcess, SimTime

KEY, FALSE_KEY = "simulated-day", "somebody-else"
READERS: dict[str, NoticeReader] = {"payos": PayosReader(KEY), "sepay": SepayReader(SepaySecrets(KEY))}
MOST = 16
_QUICK_S, _OVERTAKEN_S, _AGAIN_S, _MUCH_LATER_S = 1.5, 70.0, 60.0, 1_200.0


class SimInbox:
    """`Receiver` that never fails: what was verified waits here until the hub settles it, also while it is down."""

    def __init__(self) -> None:
        self.waiting: dict[int, Item] = {}
        self._last = 0

    def put(self, provider: str, delivered: Delivered) -> None:
        """Keep a verified notice."""
        self._last += 1
        self.waiting[self._last] = Item(self._last, provider, delivered)

    def fetch(self, after: int) -> Outcome[Fetched]:
        """See `Receiver.fetch`."""
        items = tuple(item for seq, item in self.waiting.items() if seq > after)[:MOST]
        return Done(Fetched(items, len(items) == MOST))

    def settle(self, taken: Iterable[int], kept: Iterable[int]) -> Outcome[None]:
        """See `Receiver.settle`."""
        for seq in (*taken, *kept):
            self.waiting.pop(seq, None)
        return Done(None)


class SimNotices:
    """Tells the receiver of payments as they are booked.

    :param link: the provider's own name of an order, by its number.
    """

    def __init__(self, time: SimTime, random: Random, link: Callable[[int], str]) -> None:
        self.inbox = SimInbox()
        self.refused: Counter[str] = Counter()
        self.forged = 0
        self._time = time
        self._random = random
        self._link = link
        self._line = SimProcess(time, random)

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
        provider = "payos" if payment.provider == "payos" else "sepay"
        if provider == "payos":
            body = pay_notices.payos_body(key, payment, self._link(payment.number))
        else:
            body = pay_notices.sepay_body(payment)
            headers = pay_notices.sepay_headers(SepaySecrets(key), body, now)
        delivered = Delivered(headers, "", body.encode(), now)
        match READERS[provider].read(delivered):
            case Done(value=notice) if notice.credit is not None:
                self.inbox.put(provider, delivered)
            case Refused(code=code):
                self.refused[code] += 1
            case _:
                pass
