"""Which things a row is about, by the names of its fields: rows that share one belong together, and go or stay so.

Read from public parts alone, without knowing the events, so that one of a newer kind is not forgotten here: what
names nothing at all is always carried.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kiosk.reconcile.held import name_of, unit_of

_ONE = {
    "order_id": "order",
    "bill_id": "bill",
    "refund_id": "paper",
    "fingerprint": "line",
    "application_id": "application",
    "receipt_number": "receipt",
}
_COUNTER = ("cash", "card")


def things(kind: str, body: Mapping[str, Any]) -> tuple[str, ...]:
    """The things of a row of money, desks and books: `bill:…`, `money:…`, `line:…` and so on, most telling first."""
    return tuple(dict.fromkeys(_things(kind, body)))


def _things(kind: str, body: Mapping[str, Any]) -> Iterator[str]:
    for field, thing in _ONE.items():
        if body.get(field):
            yield f"{thing}:{body[field]}"
    if body.get("delivery_id"):
        yield from _money(name_of(body["delivery_id"]))
    for name in _several(body.get("money")):
        yield from _named(name)
    if body.get("key"):
        yield unit_of(body["key"])
    for order_id in body.get("orders", ()):
        yield f"order:{order_id}"
    for share in body.get("shares", ()):
        yield f"order:{share['order_id']}"
        yield from _named(share["money"])
    match kind:
        case "ReceiptSeen" | "ReceiptGone":
            yield f"receipt:{body['number']}"
            if body.get("payment_id"):
                yield from _money(name_of(body["payment_id"]))
        case "StatementLineBooked":
            yield f"reference:{body['fingerprint']}"
            if body.get("reference"):
                yield f"reference:{body['reference']}"
        case "RefundPaid":
            yield from _money(f"payout:{body['refund_id']}")
            if body.get("reference"):
                yield f"reference:{body['reference']}"
        case "OrderAtProvider":
            pass  # its reference is the order's at the provider, and no money's
        case _:
            yield from _of_money(kind, body)


def _of_money(kind: str, body: Mapping[str, Any]) -> Iterator[str]:
    if body.get("payment_id"):
        yield f"paper:{body['payment_id']}"
        if body.get("method") in _COUNTER:
            yield from _money(f"{body['method']}:{body['payment_id']}")
        elif kind == "PaymentTaken" and body.get("reference"):
            yield from _money(body["reference"])
        return
    if body.get("provider") and body.get("reference"):
        yield from _money(f"{body['provider']}:{body['reference']}")
        if body.get("bank_reference"):
            yield f"reference:{body['bank_reference']}"


def _named(name: str) -> Iterator[str]:
    if name.startswith("line:"):
        yield name
    else:
        yield from _money(name)


def _money(name: str) -> Iterator[str]:
    """A money, and the references a statement line may carry for it."""
    yield f"money:{name}"
    reference = name.partition(":")[2]
    yield f"reference:{reference}"
    base = _SECOND.sub("", reference)
    if base != reference:
        yield f"reference:{base}"


def _several(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,) if value else ()
    return tuple(value) if isinstance(value, list | tuple) else ()


_SECOND = re.compile(r"/\d+\Z")
"""A second amount under one reference is named `<reference>/<amount>`."""


class Groups:
    """Things that belong together, as far as any row says so. Names are kept as numbers: there are millions."""

    def __init__(self) -> None:
        self._index: dict[int, int] = {}
        self._parent: list[int] = []

    def join(self, names: tuple[str, ...]) -> int:
        """These belong together; a number of their group, which `root` follows."""
        first = self.root(self._of(names[0]))
        for name in names[1:]:
            other = self.root(self._of(name))
            if other != first:
                self._parent[other] = first
        return first

    def group(self, name: str) -> int:
        """The group of a thing, as it stands now."""
        return self.root(self._of(name))

    def _of(self, name: str) -> int:
        key = hash(name)  # two names with one number would only go or stay together
        found = self._index.get(key)
        if found is None:
            found = self._index[key] = len(self._parent)
            self._parent.append(found)
        return found

    def root(self, one: int) -> int:
        """The number that stands for a group now."""
        parent = self._parent
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one
