"""Matches against the truth: which are false, and which pairs could be decided at all, by brute comparison.

Nothing of the matching's own search is used here: every code of an account is compared with every noisy memo, left out
only where so many of the code's letters occur in no stretch of the memo that no comparison is needed.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from his_client.payments.paycode import PREFIX
from kiosk.reconcile.engine.bench.region import Truth
from kiosk.reconcile.engine.nearness import BODY, folded

Ints = npt.NDArray[np.int64]

SURVIVE = 7
"""Characters of a code that must stand in the memo, in order and close together, for a pair to be decidable."""
_STRETCH = 11
_ROWS = 1 << 15


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many automatic matches there are and how many are false; how many payments are decidable and were matched.

    `by_edits` counts payments that have an exact line of their own by the edits the code suffered there at least, and
    how many of them were matched.
    """

    automatic: int
    false: int
    decidable: int
    decided: int
    by_edits: Mapping[int, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Decidable:
    """The payments (their rows) that the truth alone makes decidable, and the edits of every one with an exact line."""

    payments: frozenset[int]
    edits: Mapping[int, int]


def judge(truth: Truth, matches: Path) -> Verdict:
    """Compare a file of matches with the truth.

    A payment is decidable when a line of its own has its exact amount, at least `SURVIVE` characters of its code
    survive there, and no other code of its hospital's orders is as near to that memo.
    """
    payment = {name: row for row, name in enumerate(truth.payment_id)}
    line = {name: row for row, name in enumerate(truth.line_id)}
    automatic: dict[int, int] = {}
    false = count = 0
    with matches.open(encoding="utf-8", newline="") as text:
        for match in csv.DictReader(text):
            if match["auto"] == "true":
                p, l_ = payment[match["payment_id"]], line[match["line_id"]]
                count += 1
                false += bool(truth.owner[l_] != p or truth.line_amount[l_] != truth.amount[p] or p in automatic)
                automatic[p] = l_
    right = {p for p, l_ in automatic.items() if truth.owner[l_] == p}
    found = decidable(truth)
    by_edits: dict[int, tuple[int, int]] = {}
    for p, edits in sorted(found.edits.items(), key=lambda item: item[1]):
        every, matched = by_edits.get(edits, (0, 0))
        by_edits[edits] = (every + 1, matched + (p in right))
    return Verdict(count, false, len(found.payments), len(found.payments & right), by_edits)


def decidable(truth: Truth) -> Decidable:
    """What could be decided, by the truth and brute comparison alone."""
    exact = np.flatnonzero(truth.owner >= 0)
    exact = exact[truth.line_amount[exact] == truth.amount[truth.owner[exact]]]
    sure: set[int] = set()
    edits: dict[int, int] = {}
    noisy: list[tuple[int, str]] = []
    by_code = {code: row for row, code in enumerate(truth.code)}
    for line in exact.tolist():
        owner = int(truth.owner[line])
        text = folded(truth.memo[line])
        place = text.find(truth.code[owner])
        if place < 0:
            noisy.append((owner, text))
            continue
        edits[owner] = 0
        if not _names_another(text, owner, by_code):
            sure.add(owner)
    return Decidable(frozenset(sure | _by_brute_force(truth, noisy, edits)), edits)


def _names_another(text: str, owner: int, by_code: dict[str, int]) -> bool:
    places = [found.start() for found in re.finditer(f"(?={PREFIX})", text)]
    return any(by_code.get(text[at : at + len(PREFIX) + BODY], owner) != owner for at in places)


def _by_brute_force(truth: Truth, noisy: list[tuple[int, str]], edits: dict[int, int]) -> set[int]:
    """The owners of noisy memos that are decidable; notes the edits of all."""
    if not noisy:
        return set()
    codes = np.frombuffer("".join(truth.code).encode("ascii"), dtype=np.uint8).reshape(len(truth.code), -1)
    letters = _letters(codes)
    hospitals = np.argsort(truth.hospital, kind="stable")
    edges = np.searchsorted(truth.hospital[hospitals], np.arange(int(truth.hospital.max()) + 2))
    owners = np.array([owner for owner, _ in noisy])
    longest = max(len(text) for _, text in noisy)
    memos = np.zeros((len(noisy), longest), dtype=np.uint8)
    for row, (_, text) in enumerate(noisy):
        memos[row, : len(text)] = np.frombuffer(text.encode("ascii"), dtype=np.uint8)
    own = _edits(codes[owners], memos)
    for owner, far in zip(owners.tolist(), own.tolist(), strict=True):
        edits[owner] = min(far, edits.get(owner, far))
    possible = np.flatnonzero(_survivors(codes[owners], memos) >= SURVIVE)
    absent, stretches = ~_letters(memos), _stretches(memos)
    as_near = np.zeros(len(noisy), dtype=bool)
    rows: list[Ints] = []
    rivals: list[Ints] = []
    for row in possible.tolist():
        same = hospitals[edges[truth.hospital[owners[row]]] : edges[truth.hospital[owners[row]] + 1]]
        near = same[np.bitwise_count(letters[same] & absent[row]) <= own[row]]
        there = stretches[row, : max(len(noisy[row][1]) - _STRETCH + 1, 1)]
        lacking = np.bitwise_count(letters[near][:, None] & there[None, :]).min(axis=1, initial=99)
        near = near[(lacking <= own[row]) & (near != owners[row])]
        rows.append(np.full(len(near), row))
        rivals.append(near)
    every, rival = (np.concatenate(part) if part else np.zeros(0, dtype=np.int64) for part in (rows, rivals))
    for start in range(0, len(every), _ROWS):
        some, other = every[start : start + _ROWS], rival[start : start + _ROWS]
        as_near[some[_edits(codes[other], memos[some]) <= own[some]]] = True
    return set(owners[possible[~as_near[possible]]].tolist())


def _stretches(memos: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint64]:
    """For each memo and each place in it, which letters do not occur in the stretch that begins there."""
    places = range(max(memos.shape[1] - _STRETCH + 1, 1))
    return np.stack([~_letters(memos[:, at : at + _STRETCH]) for at in places], axis=1)


def _letters(texts: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint64]:
    """The set of letters of each row, a bit for each of A–Z and 0–9."""
    bits = np.zeros(256, dtype=np.uint64)
    for place, letter in enumerate(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"):
        bits[letter] = 1 << place
    found: npt.NDArray[np.uint64] = np.bitwise_or.reduce(bits[texts], axis=1)
    return found


def _edits(codes: npt.NDArray[np.uint8], memos: npt.NDArray[np.uint8]) -> Ints:
    """The least edits between each code and a stretch of its whole memo, row by row (see `nearness.distance`)."""
    size, length = codes.shape
    full, last, one = np.uint16((1 << length) - 1), np.uint16(1 << (length - 1)), np.uint16(1)
    up, (down, same, before) = np.full(size, full), np.zeros((3, size), dtype=np.uint16)
    now = np.full(size, length, dtype=np.int8)
    best = now.copy()
    columns = np.ascontiguousarray(codes.T)
    for letter in np.ascontiguousarray(memos.T):
        if not letter.any():
            break
        here = np.zeros(size, dtype=np.uint16)
        for place, column in enumerate(columns):
            here |= (column == letter).astype(np.uint16) << np.uint16(place)
        swapped = ((~same & here) << one) & before
        same = ((((here & up) + up) ^ up) | here | down | swapped) & full
        right, left = (down | ~(same | up)) & full, same & up
        now += ((right & last) != 0).astype(np.int8) - ((left & last) != 0).astype(np.int8)
        np.minimum(best, now, out=best, where=letter != 0)
        right, left = right << one, left << one
        up, down, before = (left | ~(same | right)) & full, right & same & full, here
    return best.astype(np.int64)


def _survivors(codes: npt.NDArray[np.uint8], memos: npt.NDArray[np.uint8]) -> Ints:
    """The most characters of each code that stand in their order within `_STRETCH` characters of its memo."""
    size, length = codes.shape
    best = np.zeros(size, dtype=np.int8)
    for start in range(max(memos.shape[1] - 1, 1)):
        if not memos[:, start].any():
            break
        column = [np.zeros(size, dtype=np.int8) for _ in range(length + 1)]
        for at in range(start, min(start + _STRETCH, memos.shape[1])):
            letter = memos[:, at]
            fresh = [column[0]]
            for place in range(1, length + 1):
                kept = column[place - 1] + (codes[:, place - 1] == letter)
                fresh.append(np.maximum(np.maximum(column[place], fresh[place - 1]), kept).astype(np.int8))
            column = fresh
        best = np.maximum(best, column[length])
    return best.astype(np.int64)
