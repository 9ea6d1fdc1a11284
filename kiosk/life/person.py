"""One person's data on this machine: found by decrypting, read out for them, and erased where nothing forbids it.

The number is compared with what stands in personal parts and goes nowhere else. A visit is all of its rows; at the hub
the orders and payments of its bills belong to it, and the transfers that paid them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kiosk.clock import Clock
from kiosk.config import StationConfig
from kiosk.hub.turnover.rows import CARRIED, Fact, facts
from kiosk.journal import Journal
from kiosk.life import hub as of_hub
from kiosk.life import station as of_station
from kiosk.life.erasing import REQUEST, Erasure, counted

NUMBER = re.compile(r"[A-Z0-9]{6,15}")
"""An ID card's twelve digits, or a passport's number."""
_OWN = ("bill_id", "order_id", "payment_id")
_PAID = ("CreditApplied", "CreditTakenBack", "CreditReceived")


@dataclass(frozen=True, slots=True)
class Row:
    """A row about the person: when, what, whose visit, its open part and its personal one, None once erased."""

    seq: int
    at: datetime
    kind: str
    subject: str
    body: dict[str, Any]
    personal: dict[str, Any] | None
    sealed: bool
    """Whether there is a personal part to erase."""


def find(journal: Journal, number: str, visits: Iterable[str] = ()) -> tuple[Row, ...]:
    """Every row about the person with this number, and of these visits, in order.

    Reads and decrypts the whole journal: by `Journal.look`, beside the process that writes it.

    :raises ValueError: for what is no number of a card.
    """
    if not NUMBER.fullmatch(number):
        raise ValueError("this is no number of a card or passport")
    every = tuple(facts(journal))
    exact = re.compile(rf"(?<![A-Z0-9]){re.escape(number)}(?![A-Z0-9])")
    named = {fact.subject for fact in every if _holds(journal, fact, exact)}
    wanted = _visits({*named, *visits}, every)
    chosen = _linked(every, wanted)
    return tuple(_row(journal, fact) for fact in every if fact.stored.seq in chosen)


def erasure_at_station(journal: Journal, rows: Iterable[Row], by: str) -> Erasure:
    """What of these rows may be erased; `kept` says of how many visits, and why, what may not yet."""
    quiet = of_station.quiet_row(journal)
    return _erasure(rows, by, lambda row: of_station.why_kept(journal.rows_of(row.subject), quiet))


def erasure_at_hub(config: StationConfig, journal: Journal, clock: Clock, rows: Iterable[Row], by: str) -> Erasure:
    """The same at a hub: what money that is not settled still needs stays, and a posting names nobody."""
    settled = of_hub.settled(config, journal, clock, clock.now())
    by_seq = {fact.stored.seq: fact for fact in facts(journal)}
    return _erasure(rows, by, lambda row: settled.why_kept(by_seq[row.seq]))


def _erasure(rows: Iterable[Row], by: str, why_kept: Callable[[Row], str]) -> Erasure:
    erased, kept = list[int](), list[str]()
    for row in rows:
        if not row.sealed:
            continue
        reason = why_kept(row)
        if reason:
            kept.append(reason)
        else:
            erased.append(row.seq)
    return Erasure(REQUEST, by, tuple(erased), None, counted(kept))


def _holds(journal: Journal, fact: Fact, exact: re.Pattern[str]) -> bool:
    text = journal.unsealed(fact.stored)
    return text is not None and exact.search(text) is not None


def _visits(named: set[str], every: tuple[Fact, ...]) -> set[str]:
    """The visits among subjects: a row at the hub may stand under a bill's or a shift's name instead."""
    shared = {fact.subject for fact in every if fact.kind.startswith(("Shift", "Statement", "User"))}
    return named - shared


def _linked(every: tuple[Fact, ...], visits: set[str]) -> set[int]:
    """The rows under these subjects, rows that name a visit or its order, those of its bills, and what paid them."""
    chosen, own = set[int](), set[tuple[str, str]]()
    grown = True
    while grown:
        grown = False
        for fact in every:
            if fact.stored.seq in chosen:
                continue
            ids = {(name, str(fact.body[name])) for name in _OWN if fact.body.get(name)}
            if fact.subject in visits or ids & own or _names(fact.body, visits):
                chosen.add(fact.stored.seq)
                own |= ids
                grown = True
    paid = {_credit(fact) for fact in every if fact.stored.seq in chosen and fact.kind in _PAID} - {""}
    return chosen | {fact.stored.seq for fact in every if fact.kind == "CreditReceived" and _credit(fact) in paid}


def _credit(fact: Fact) -> str:
    provider, reference = fact.body.get("provider", ""), fact.body.get("reference", "")
    return f"{provider}:{reference}" if provider and reference else ""


def _names(part: object, visits: set[str]) -> bool:
    """Whether a body names a visit: by its id, or by that of an order or a place, which begin with it."""
    return any(text in visits or text.partition(":")[0] in visits for text in _texts(part))


def _texts(part: object) -> Iterator[str]:
    match part:
        case str():
            yield part
        case dict():
            for value in part.values():
                yield from _texts(value)
        case list():
            for value in part:
                yield from _texts(value)


def _row(journal: Journal, fact: Fact) -> Row:
    text = journal.unsealed(fact.stored)
    if text is not None and fact.stored.kind in CARRIED:
        text = json.loads(text)["personal"] or None
    sealed = fact.stored.ciphertext is not None
    personal = json.loads(text) if text else None
    return Row(fact.stored.seq, fact.recorded_at, fact.kind, fact.subject, fact.body, personal, sealed)
