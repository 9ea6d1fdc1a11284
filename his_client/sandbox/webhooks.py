"""The sandbox providers' notices on their way: signed, held back, doubled, forged, sent again until taken."""

import json
import logging
import threading
from dataclasses import replace
from datetime import datetime, timedelta

import requests

from his_client.clock import VIETNAM, Clock
from his_client.sandbox import pay_notices
from his_client.sandbox.pay_rows import (
    ADDRESSES,
    ORDERS,
    WEBHOOKS,
    PayFault,
    ProviderPaymentRow,
    WebhookAddressRow,
    WebhookRow,
)
from his_client.sandbox.providers import LATER
from his_client.sandbox.store import Store

log = logging.getLogger(__name__)

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 1, 2, 3, 5, 8, 13))
"""Between deliveries of a notice that was not taken, as SePay states them; used for every provider here."""

_OVERTAKEN_WITHIN = timedelta(minutes=1)
_REPLAYED_AFTER = timedelta(minutes=1)
_CHANNELS = {"payos": "payos", "vnpay": "vnpay", "bank": "sepay"}
_TIMEOUT_S = 5.0


class Webhooks:
    """Notices of all providers, kept until they are delivered. `turn` sends what is due; it may run in a thread."""

    def __init__(self, store: Store, keys: pay_notices.Keys, *, clock: Clock) -> None:
        self._store = store
        self._keys = keys
        self._clock = clock
        self._turning = threading.Lock()
        self._orders = store.table(ORDERS)
        self._addresses = store.table(ADDRESSES)
        self.rows = store.table(WEBHOOKS)
        self._line = requests.Session()
        self._line.trust_env = False

    def send_to(self, provider: str, url: str) -> None:
        """From now on `provider` tells of payments at `url`; "" ends that."""
        with self._store.transaction():
            self._addresses.put(WebhookAddressRow(provider, url))

    def address(self, provider: str) -> str:
        """Where a provider's notices go, or ""."""
        with self._store.transaction():
            row = self._addresses.get(provider)
            return row.url if row else ""

    def close(self) -> None:
        """Closes the kept connections."""
        self._line.close()

    def tell(self, payment: ProviderPaymentRow) -> None:
        """Makes the notices of a payment that was just booked; none when the provider knows no address."""
        provider = _CHANNELS[payment.provider]
        if not self.address(provider) or payment.fault == PayFault.NEVER:
            return
        now = self._now()
        row = WebhookRow(
            f"W{self.rows.count() + 1}",
            provider,
            self._payload(provider, payment),
            "",
            (now + LATER if payment.fault == PayFault.LISTED_LATE else now).isoformat(),
            "held" if payment.fault == PayFault.REORDERED else "waiting",
            0,
            payment.fault,
            payment.movement,
        )
        self.rows.put(row)

    def turn(self) -> int:
        """Sends everything that is due, once; answers how many were taken by the receiver."""
        with self._turning:
            taken = 0
            while (row := self._next()) is not None:
                taken += self._deliver(row)
            return taken

    def _next(self) -> WebhookRow | None:
        now = self._now()
        with self._store.transaction():
            due = [row for row in self.rows.where(state="waiting") if datetime.fromisoformat(row.due_at) <= now]
            due += [
                row
                for row in self.rows.where(state="held")
                if datetime.fromisoformat(row.due_at) + _OVERTAKEN_WITHIN <= now
            ]
            return min(due, key=lambda row: (row.due_at, int(row.id[1:])), default=None)

    def _deliver(self, row: WebhookRow) -> bool:
        headers = json.loads(row.headers) if row.headers else self._headers(row)
        taken = self._send(row, headers)
        with self._store.transaction():
            if taken:
                self.rows.put(replace(row, state="delivered", attempts=row.attempts + 1))
                self._afterwards(row, headers)
            elif row.attempts < len(PAUSES) and row.fault != PayFault.FORGED:
                due = (self._now() + PAUSES[row.attempts]).isoformat()
                self.rows.put(replace(row, state="waiting", attempts=row.attempts + 1, due_at=due))
            else:
                self.rows.put(replace(row, state="failed", attempts=row.attempts + 1))
        return taken

    def _afterwards(self, row: WebhookRow, headers: dict[str, str]) -> None:
        """What was overtaken goes now; what somebody recorded is played again later."""
        for held in self.rows.where(state="held"):
            if held.provider == row.provider:
                self.rows.put(replace(held, state="waiting"))
        if row.fault == PayFault.REPLAYED and not row.headers:
            again = (self._now() + _REPLAYED_AFTER).isoformat()
            name = f"W{self.rows.count() + 1}"
            self.rows.put(replace(row, id=name, headers=json.dumps(headers), due_at=again, state="waiting"))

    def _send(self, row: WebhookRow, headers: dict[str, str]) -> bool:
        """Whether the receiver took it, as its provider understands the answer."""
        url = self.address(row.provider)
        if not url:
            return False
        try:
            if row.provider == "vnpay":
                mark = "&" if "?" in url else "?"
                answer = self._line.get(f"{url}{mark}{row.payload}", timeout=_TIMEOUT_S, allow_redirects=False)
                return answer.ok and answer.json().get("RspCode") in {"00", "02"}
            body = row.payload.encode()
            answer = self._line.post(url, data=body, headers=headers, timeout=_TIMEOUT_S, allow_redirects=False)
            return 200 <= answer.status_code < 300
        except (requests.RequestException, ValueError, AttributeError):
            log.debug("sandbox_webhook_not_taken")
            return False

    def _payload(self, provider: str, payment: ProviderPaymentRow) -> str:
        keys = self._keys
        forged = payment.fault == PayFault.FORGED
        match provider:
            case "payos":
                order = self._orders.get(f"payos:{payment.number}")
                key = "somebody else's" if forged else keys.payos
                return pay_notices.payos_body(key, payment, order.reference if order else "")
            case "vnpay":
                return pay_notices.vnpay_query("somebody else's" if forged else keys.vnpay, payment, keys.tmn_code)
            case _:
                return pay_notices.sepay_body(payment)

    def _headers(self, row: WebhookRow) -> dict[str, str]:
        headers = {"Content-Type": "application/json"}
        if row.provider != "sepay":
            return headers
        secrets = self._keys.sepay
        if row.fault == PayFault.FORGED:
            secrets = replace(secrets, secret="somebody else's", api_key=secrets.api_key and "somebody else's")  # noqa: S106
        return {**headers, **pay_notices.sepay_headers(secrets, row.payload, self._now())}

    def _now(self) -> datetime:
        return self._clock().astimezone(VIETNAM)
