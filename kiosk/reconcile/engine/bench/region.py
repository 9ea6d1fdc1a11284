"""A region's day as three files, with the truth kept apart: hospitals, orders, transfers, and all that goes wrong.

Everything follows from the seed. The files are what `kiosk reconcile` takes; the truth stays in memory and never goes
near the matching.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt

from his_client.payments.paycode import ALPHABET, CAPACITY, PREFIX, make
from kiosk.reconcile.engine.bench.noise import BEHIND, FOREIGN, FRONT, RATES, edited, filled

Ints = npt.NDArray[np.int64]
Texts = npt.NDArray[np.object_]

MORNING = 1_795_474_800
"""06:00 of 24 November 2026 in Vietnam, in seconds since 1970."""
A_HOSPITAL = 4000
"""Orders of one hospital's account in a day."""
FEES = (36_500, 39_800, 45_000, 50_600, 100_000, 150_000, 200_000, 300_000, 500_000, 1_000_000)
"""Fees that half of all orders share: amounts that say nothing about who paid."""


@dataclass(frozen=True, slots=True)
class Truth:
    """What the day's maker knows: rows in the order they were made, not in the files' order.

    `owner` is the payment (its row) that a line is for, -1 for none or several; `hospital` says whose code is whose.
    """

    payment_id: Texts
    code: Texts
    amount: Ints
    hospital: Ints
    line_id: Texts
    line_amount: Ints
    memo: Texts
    owner: Ints


@dataclass(frozen=True, slots=True)
class Day:
    """The three files of a day, and the truth about them."""

    payments: Path
    lines: Path
    receipts: Path
    truth: Truth


def make_day(folder: Path, payments: int, seed: int) -> Day:
    """Make a day of this many payments; the same seed makes the same files."""
    maker = _Maker(payments, seed)
    maker.transfers()
    maker.strangers()
    return maker.written(folder)


def codes(numbers: Ints) -> Texts:
    """`paycode.make` for an array of numbers."""
    letters = np.frombuffer(ALPHABET.encode(), dtype=np.uint8)
    base = len(ALPHABET)
    first = [ALPHABET.index(letter) for letter in make(1)[len(PREFIX) : -1]]
    step = sum(digit * base**place for place, digit in enumerate(first))
    rest = numbers * step % CAPACITY
    digits = []
    for _ in first:
        digits.append(rest % base)
        rest = rest // base
    check = -sum((place + 2) * digit for place, digit in enumerate(digits)) % base
    rows = np.stack([letters[digit] for digit in (*digits, check)], axis=1)
    body = rows.tobytes().decode("ascii")
    width = len(digits) + 1
    return np.array([PREFIX + body[at : at + width] for at in range(0, len(body), width)], dtype=object)


class _Maker:
    """The day while it is made: payments first, then lines appended in lots."""

    def __init__(self, payments: int, seed: int) -> None:
        self.size = payments
        self.draw = np.random.default_rng(seed)
        self.chance = random.Random(seed)
        hospitals = max(1, round(payments / A_HOSPITAL))
        self.hospital = self.draw.integers(0, hospitals, payments)
        shared = np.array(FEES)[self.draw.integers(0, len(FEES), payments)]
        summed = np.exp(self.draw.normal(12.6, 0.9, payments)).astype(np.int64) // 100 * 100 + 1_000
        self.amount = np.where(self.draw.random(payments) < 0.5, shared, summed)
        self.opened = MORNING + np.clip(self.draw.gamma(2.2, 2.1 * 3600, payments), 0, 11 * 3600).astype(np.int64)
        twins = np.flatnonzero(self.draw.random(payments) < RATES["twin: the same amount in the same second"])
        for column in (self.hospital, self.amount, self.opened):
            column[twins] = column[twins - 1]
        first = int(self.draw.integers(0, CAPACITY - 2 * payments - 1000))
        every = codes(np.arange(first, first + payments + payments // 20 + 10, dtype=np.int64))
        self.code, self.other_codes = every[:payments], every[payments:]
        kind = self.draw.random(payments)
        self.has_provider_ref = kind < 0.09
        self.has_account_of_its_own = (kind > 0.10) & (kind < 0.20)
        # A few banks name no transfer, and a few tell dates without times.
        self.nameless = self.draw.random(hospitals) < 0.05
        self.timeless = self.draw.random(hospitals) < 0.04
        self.lots: list[dict[str, Any]] = []
        self.lines = 0

    def transfers(self) -> None:
        """What the payers did with each order, by `RATES`."""
        fate = self.draw.random(self.size)
        edge = 0.0

        def share(name: str) -> Ints:
            nonlocal edge
            low, edge = edge, edge + RATES[name]
            return np.flatnonzero((fate >= low) & (fate < edge))

        share("missing at the bank")
        wrong = self.draw.integers(1, 40, self.size) * 500
        short = share("paid short")
        self._lot(short, np.maximum(self.amount - wrong, 500)[short])
        over = share("paid over")
        self._lot(over, (self.amount + wrong)[over])
        self._parts(share("paid in two or three parts"))
        twice = share("paid twice")
        same = self.draw.random(len(twice)) < 0.3
        delay = self._delays(len(twice))
        again = np.where(same, delay, delay + self.draw.integers(60, 3600, len(twice)))
        first = self._lot(twice, self.amount[twice], delay)
        self._lot(twice, self.amount[twice], again, like=np.where(same, first, -1))
        for name, comes_again in (("taken back", False), ("taken back and paid again", True)):
            back = share(name)
            delay = self._delays(len(back))
            came = self._lot(back, self.amount[back], delay)
            self._lot(back, -self.amount[back], delay + 1800, like=came, same_reference=True)
            if comes_again:
                self._lot(back, self.amount[back], delay + 3600)
        self._together(share("two orders in one transfer"))
        late = share("late by half an hour to six hours")
        self._lot(late, self.amount[late], self.draw.integers(1860, 6 * 3600, len(late)))
        astray = share("to another account")
        self._lot(astray, self.amount[astray], account=(self.hospital[astray] + 1) % len(self.nameless))
        rest = np.flatnonzero(fate >= edge)
        self._lot(rest, self.amount[rest])

    def strangers(self) -> None:
        """Lines that are for none of the day's orders."""
        foreign = round(self.size * RATES["foreign transfers without a code"])
        memos = [filled(self.chance.choice(FOREIGN), self.chance) for _ in range(foreign)]
        self._stray(foreign, memos)
        others = round(self.size * RATES["transfers for another day's orders"])
        named = self.other_codes[self.draw.integers(0, len(self.other_codes), others)]
        self._stray(others, [self._around(code) for code in named])

    def _stray(self, size: int, memos: Sequence[str]) -> None:
        pattern = self.draw.integers(0, self.size, size)
        lot = self._lot(pattern, self.amount[pattern], self.draw.integers(0, 7200, size))
        if size:
            self.lots[-1]["memo"] = np.array(memos, dtype=object)
            self.lots[-1]["owner"] = np.full(size, -1)
            self.lots[-1]["stray"] = True
        assert len(lot) == size

    def _parts(self, which: Ints) -> None:
        three = self.draw.random(len(which)) < 0.3
        amount = self.amount[which]
        first = np.maximum(amount * self.draw.integers(20, 60, len(which)) // 100, 1)
        second = np.where(three, np.maximum((amount - first) // 3, 1), amount - first)
        third = amount - first - second
        self._lot(which, first)
        self._lot(which, second, self._delays(len(which)) + 120)
        self._lot(which[third > 0], third[third > 0], self._delays(int((third > 0).sum())) + 240)

    def _together(self, which: Ints) -> None:
        """Two orders of a hospital by one transfer that names both."""
        order = which[np.argsort(self.hospital[which], kind="stable")]
        one, other = order[:-1:2], order[1::2]
        same = self.hospital[one] == self.hospital[other]
        one, other = one[same], other[same]
        if len(one):
            self._lot(one, self.amount[one] + self.amount[other])
            self.lots[-1]["memo"] = self.code[one] + " " + self.code[other]
            self.lots[-1]["owner"] = np.full(len(one), -1)

    def _delays(self, size: int) -> Ints:
        """Seconds from order to booking; a bank's clock may be a little behind."""
        return np.exp(self.draw.normal(3.7, 0.7, size)).astype(np.int64).clip(5, 1500) - self.draw.integers(0, 45, size)

    def _lot(
        self,
        which: Ints,
        amount: Ints,
        delay: Ints | None = None,
        *,
        like: Ints | None = None,
        same_reference: bool = False,
        account: Ints | None = None,
    ) -> Ints:
        """Lines for these payments; answers their numbers. `like` names lines of the same memo (and reference)."""
        rows = np.arange(self.lines, self.lines + len(which))
        self.lines += len(which)
        like = np.full(len(which), -1) if like is None else like
        self.lots.append(
            {
                "owner": which,
                "pattern": which,
                "amount": amount,
                "booked": self.opened[which] + (self._delays(len(which)) if delay is None else delay),
                "account": self.hospital[which] if account is None else account,
                "like": like,
                "reference": np.where(same_reference & (like >= 0), like, rows),
                "memo": np.full(len(which), None, dtype=object),
                "stray": False,
            }
        )
        return rows

    def _around(self, shown: str) -> str:
        return filled(self.chance.choice(FRONT), self.chance) + shown + filled(self.chance.choice(BEHIND), self.chance)

    def _memos(self, owner: Ints, given: Texts, like: Ints) -> Texts:
        """The memo of every line as its statement shows it."""
        size = len(owner)
        chance, draw = self.chance, self.draw
        fronts = np.array([filled(chance.choice(FRONT), chance) for _ in range(997)], dtype=object)
        behinds = np.array([filled(chance.choice(BEHIND), chance) for _ in range(991)], dtype=object)
        front = fronts[draw.integers(0, len(fronts), size)]
        behind = behinds[draw.integers(0, len(behinds), size)]
        shown = self.code[owner]
        style = draw.random(size)
        for low, high, change in _STYLES:
            some = np.flatnonzero((style >= low) & (style < high))
            shown[some] = [change(code) for code in shown[some]]
        memo = front + shown + behind
        fate, edge = draw.random(size), 0.0
        for name, spoil in self._spoilers():
            low, edge = edge, edge + RATES[name]
            some = np.flatnonzero((fate >= low) & (fate < edge))
            memo[some] = [
                spoil(code, before, after) for code, before, after in self._pieces(owner, front, behind, some)
            ]
        case = draw.random(size)
        low_case = np.flatnonzero(case < 0.10)
        memo[low_case] = [text.lower() for text in memo[low_case]]
        told = np.array([text is not None for text in given])
        memo[told] = given[told]
        copies = np.flatnonzero(like >= 0)
        memo[copies] = memo[like[copies]]
        texts: Texts = memo
        return texts

    def _pieces(self, owner: Ints, front: Texts, behind: Texts, some: Ints) -> Any:
        return zip(self.code[owner[some]], front[some], behind[some], strict=True)

    def _spoilers(self) -> Sequence[tuple[str, Callable[[str, str, str], str]]]:
        chance = self.chance
        return (
            ("code wholly gone", lambda _code, before, after: before + after),
            ("code cut at the end by one or two", lambda code, before, _: before + code[: -chance.randint(1, 2)]),
            ("code cut at the end by three or more", lambda code, before, _: before + code[: -chance.randint(3, 7)]),
            ("one edit in the code", lambda code, before, after: before + edited(code, 1, chance) + after),
            ("two edits in the code", lambda code, before, after: before + edited(code, 2, chance) + after),
            ("three edits in the code", lambda code, before, after: before + edited(code, 3, chance) + after),
            (
                "an earlier order's code beside its own",
                lambda code, before, after: f"{before}{chance.choice(self.other_codes)} {code}{after}",
            ),
        )

    def written(self, folder: Path) -> Day:
        """Write the files, their rows shuffled, and tell the truth."""
        owner, pattern, amount, booked, account, like, reference = (
            np.concatenate([lot[name] for lot in self.lots])
            for name in ("owner", "pattern", "amount", "booked", "account", "like", "reference")
        )
        given = np.concatenate([lot["memo"] for lot in self.lots])
        stray = np.concatenate([np.full(len(lot["owner"]), lot["stray"]) for lot in self.lots])
        memo = self._memos(pattern, given, like)
        booked = np.where(self.timeless[account], (booked + 25_200) // 86_400 * 86_400 - 25_200, booked)
        draw = self.draw
        payment_id = np.array([f"P{number:08d}" for number in draw.permutation(self.size).tolist()], dtype=object)
        line_id = np.array([f"L{number:08d}" for number in draw.permutation(len(owner)).tolist()], dtype=object)
        known = np.full(self.size, -1)
        plain = np.flatnonzero((amount > 0) & ~stray & (like < 0) & (owner >= 0))[::-1]
        known[owner[plain]] = reference[plain]
        named = self.has_provider_ref & (known >= 0)
        tables = {
            "payments": {
                "payment_id": payment_id,
                "pay_code": self.code,
                "amount": self.amount,
                "opened": self.opened,
                "known": np.where(named, known, -1),
                "own": self.has_account_of_its_own,
                "nameless": self.nameless[self.hospital],
                "hospital": self.hospital,
                "row": np.arange(self.size),
            },
            "lines": {
                "line_id": line_id,
                "account": account,
                "amount": amount,
                "booked": booked,
                "reference": reference,
                "nameless": self.nameless[account],
                "memo": memo,
                "own": np.where(self.has_account_of_its_own[pattern] & ~stray, pattern, -1),
            },
            "receipts": self._receipts(payment_id),
        }
        files = {name: folder / f"{name}.csv" for name in tables}
        with duckdb.connect() as con:
            con.execute("SET enable_progress_bar = false")
            con.execute("SET TimeZone = 'Asia/Ho_Chi_Minh'")
            con.execute(_MACROS)
            for name, columns in tables.items():
                con.register(name, columns)
                query = f"{_WRITTEN[name]} ORDER BY hash({_KEYS[name]})"  # shuffled, and always the same
                con.execute(f"COPY ({query}) TO '{files[name]}' (FORMAT csv, HEADER)")
        truth = Truth(payment_id, self.code, self.amount, self.hospital, line_id, amount, memo, owner)
        return Day(files["payments"], files["lines"], files["receipts"], truth)

    def _receipts(self, payment_id: Texts) -> dict[str, Any]:
        fate = self.draw.random(self.size)
        missing = RATES["receipt missing at the HIS"]
        kept = np.flatnonzero(fate >= missing)
        odd = fate[kept] < missing + RATES["receipt of another amount"]
        extra = round(self.size * RATES["receipts without money"])
        ids = np.concatenate([payment_id[kept], np.array([f"X{n:08d}" for n in range(extra)], dtype=object)])
        amount = np.concatenate([self.amount[kept] + np.where(odd, 1000, 0), np.full(extra, 50_000)])
        at = np.concatenate([self.opened[kept] + 90, np.full(extra, MORNING + 3600)])
        return {"payment_id": ids, "amount": amount, "paid": at, "row": np.arange(len(ids))}


_STYLES: tuple[tuple[float, float, Callable[[str], str]], ...] = (
    (0.00, 0.04, lambda code: f"{code[:2]} {code[2:]}"),
    (0.04, 0.07, lambda code: f"{code[:5]} {code[5:]}"),
    (0.07, 0.09, lambda code: f"{code[:2]}-{code[2:5]}.{code[5:]}"),
    (0.09, 0.17, str.lower),
    (0.17, 0.19, lambda code: code[:4].lower() + code[4:]),
)
"""How payers and banks show a whole code: between these shares of memos."""

_KEYS = {"payments": "payment_id", "lines": "line_id", "receipts": "payment_id"}
_MACROS = """
CREATE MACRO iso(seconds) AS strftime(to_timestamp(seconds), '%Y-%m-%dT%H:%M:%S') || '+07:00';
CREATE MACRO padded(prefix, number, width) AS prefix || lpad(number::VARCHAR, width, '0');
"""
_WRITTEN = {
    "payments": """SELECT payment_id, pay_code, amount, iso(opened) AS opened_at,
        CASE WHEN known >= 0 THEN 'vnpay' WHEN own THEN 'payos' ELSE 'bank' END AS provider,
        CASE WHEN known >= 0 AND NOT nameless THEN padded('FT26330', known, 8) ELSE '' END AS provider_ref,
        padded('10', hospital, 8) AS account, CASE WHEN own THEN padded('VA', "row", 9) ELSE '' END AS virtual_account,
        padded('K', "row" % 12, 2) AS station FROM payments""",
    "lines": """SELECT line_id, padded('10', account, 8) AS account, amount, iso(booked) AS booked_at,
        CASE WHEN nameless THEN '' ELSE padded('FT26330', reference, 8) END AS reference, memo,
        CASE WHEN own >= 0 THEN padded('VA', own, 9) ELSE '' END AS virtual_account FROM lines""",
    "receipts": """SELECT padded('BL', "row", 9) AS number, payment_id, amount, iso(paid) AS paid_at FROM receipts""",
}
