"""The receiver as the hub sees it: what waits is fetched, and settled once it is in the hub's journal."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterable
from datetime import datetime

from his_client import fields as read
from his_client.fields import BadShape, Json
from his_client.http import JsonClient
from his_client.outcome import Outcome
from his_client.payments.ports import Delivered
from kiosk.hub.client import understand
from kiosk.hub.named import CALL_HEADER
from kiosk.hub.receiver.ports import Fetched, Item


class ReceiverClient:
    """`Receiver` over HTTP. Thread-safe."""

    def __init__(self, url: str, token: str, *, deadline_s: float = 10.0) -> None:
        self._http = JsonClient(url, deadline_s=deadline_s, call_header=CALL_HEADER)
        self._headers = {"Authorization": f"Bearer {token}"}

    def close(self) -> None:
        """Close the kept connections."""
        self._http.close()

    def fetch(self, after: int) -> Outcome[Fetched]:
        """See `Receiver.fetch`."""
        return understand(
            self._http.call("GET", "/inbox", params={"after": str(after)}, headers=self._headers), _fetched
        )

    def settle(self, taken: Iterable[int], kept: Iterable[int]) -> Outcome[None]:
        """See `Receiver.settle`."""
        body = {"taken": list(taken), "kept": list(kept)}
        reply = self._http.call("POST", "/inbox/settled", body=body, headers=self._headers)
        return understand(reply, lambda _: None)


def _fetched(data: Json) -> Fetched:
    return Fetched(tuple(_item(item) for item in read.records(data.get("items"), "items")), data.get("more") is True)


def _item(item: Json) -> Item:
    headers = read.record(item.get("headers"), "headers")
    try:
        received_at = datetime.fromisoformat(read.text(item, "received_at"))
        body = b64decode(read.optional_text(item, "body") or "", validate=True)
    except ValueError:
        raise BadShape("body") from None
    delivered = Delivered(
        {str(name): str(value) for name, value in headers.items()},
        read.optional_text(item, "query") or "",
        body,
        received_at,
    )
    return Item(read.integer(item, "seq"), read.text(item, "provider"), delivered)
