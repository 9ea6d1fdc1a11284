"""Matches against the truth: which are false, and which pairs could be decided at all, by brute comparison.

Nothing of the matching's own search is used here: every code of an account is compared with every noisy memo, left out
only where so many of the code's letters occur in no stretch of the memo that no comparison is needed.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kiosk.reconcile.engine.bench.region import Truth
from kiosk.reconcile.engine.nearness import folded

Ints = npt.NDArray[np.int64]

SURVIVE = 7
"""Characters of a code that must stand in the memo, in order and close together, for a pair to be decidable."""
_STRETCH = 11
_ROWS = 1 << 15


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many automatic matches there are and how many are false; how many payments are decidable and were matched."""

    automatic: int
    false: int
    decidable: int
    decided: int


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
    decidable = decidable_payments(truth)
    decided = sum(bool(p in automatic and truth.owner[automatic[p]] == p) for p in decidable)
    return Verdict(count, false, len(decidable), decided)


def decidable_payments(truth: Truth) -> set[int]:
    """The payments (their rows) that the truth alone makes decidable."""
    exact = np.flatnonzero(truth.owner >= 0)
    exact = exact[truth.line_amount[exact] == truth.amount[truth.owner[exact]]]
    sure: set[int] = set()
    noisy: list[tuple[int, str]] = []
    by_code = {code: row for row, code in enumerate(truth.code)}
    for line in exact.tolist():
        owner = int(truth.owner[line])
        text = folded(truth.memo[line])
        place = text.find(truth.code[owner])
        if place < 0:
            noisy.append((owner, text))
        elif not _names_another(text, owner, by_code):
            sure.add(owner)
    return sure | _by_brute_force(truth, noisy)


def _names_another(text: str, owner: int, by_code: dict[str, int]) -> bool:
    return any(by_code.get(text[at : at + 9], owner) != owner for at in range(len(text) - 8))


def _by_brute_force(truth: Truth, noisy: list[tuple[int, str]]) -> set[int]:
    """The owners of noisy memos that are decidable."""
    decidable: set[int] = set()
    if not noisy:
        return decidable
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
    possible = np.flatnonzero(_survivors(codes[owners], memos) >= SURVIVE)
    absent = ~_letters(memos)
    as_near = np.zeros(len(noisy), dtype=bool)
    rows: list[Ints] = []
    rivals: list[Ints] = []
    for row in possible.tolist():
        same = hospitals[edges[truth.hospital[owners[row]]] : edges[truth.hospital[owners[row]] + 1]]
        near = same[np.bitwise_count(letters[same] & absent[row]) <= own[row]]
        near = near[near != owners[row]]
        rows.append(np.full(len(near), row))
        rivals.append(near)
    every, rival = (np.concatenate(part) if part else np.zeros(0, dtype=np.int64) for part in (rows, rivals))
    stretches = _stretches(memos)
    for start in range(0, len(every), _ROWS):
        some, other = every[start : start + _ROWS], rival[start : start + _ROWS]
        alike = np.zeros(len(some), dtype=bool)
        for absent_there in stretches:
            alike |= np.bitwise_count(letters[other] & absent_there[some]) <= own[some]
        some, other = some[alike], other[alike]
        as_near[some[_edits(codes[other], memos[some]) <= own[some]]] = True
    decidable.update(owners[possible[~as_near[possible]]].tolist())
    return decidable


def _stretches(memos: npt.NDArray[np.uint8]) -> list[npt.NDArray[np.uint64]]:
    """For each place of the memos, which letters do not occur in the stretch that begins there."""
    return [~_letters(memos[:, at : at + _STRETCH]) for at in range(max(memos.shape[1] - _STRETCH + 1, 1))]


def _letters(texts: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint64]:
    """The set of letters of each row, a bit for each of A–Z and 0–9."""
    bits = np.zeros(256, dtype=np.uint64)
    for place, letter in enumerate(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"):
        bits[letter] = 1 << place
    found: npt.NDArray[np.uint64] = np.bitwise_or.reduce(bits[texts], axis=1)
    return found


def _edits(codes: npt.NDArray[np.uint8], memos: npt.NDArray[np.uint8]) -> Ints:
    """The least edits between each code and a stretch of its memo: the table of distances, column by column."""
    size, length = codes.shape
    column = [np.full(size, place, dtype=np.int8) for place in range(length + 1)]
    older = column
    best = column[length].copy()
    letter_before = np.zeros(size, dtype=np.uint8)
    for at in range(memos.shape[1]):
        letter = memos[:, at]
        if not letter.any():
            break
        fresh = [np.zeros(size, dtype=np.int8)]
        for place in range(1, length + 1):
            value = np.minimum(column[place], fresh[place - 1]) + 1
            value = np.minimum(value, column[place - 1] + (codes[:, place - 1] != letter))
            if place > 1:
                swapped = (codes[:, place - 1] == letter_before) & (codes[:, place - 2] == letter)
                value = np.minimum(value, np.where(swapped, older[place - 2] + 1, 99))
            fresh.append(value.astype(np.int8))
        older, column, letter_before = column, fresh, letter
        best = np.minimum(best, np.where(letter != 0, fresh[length], 99)).astype(np.int8)
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
