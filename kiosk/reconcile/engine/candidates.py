"""Every pair of a damaged memo and a code within `nearness.NEAR` edits, found for whole sets without comparing all.

A code within two edits keeps at least five of the seven characters after its prefix, in order, among the seven that
follow the prefix's place in the memo. So both sides are filed under what is left when any two of seven are struck out
(one, where a part of the prefix is gone; none, where all of it is), equal files are joined, and each pair is measured.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt

from kiosk.reconcile.engine.nearness import BODY, NEAR

Ints = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]
Keys = npt.NDArray[np.uint32]
Bools = npt.NDArray[np.bool_]

_MOST_BITS = 22
"""Files are numbered with this many bits at most; codes that share a file by chance are measured and dropped."""
_AT_ONCE = 1 << 18
"""Pairs measured in one go, which bounds the memory."""
_MARGIN = 12


@dataclass(frozen=True, slots=True)
class Near:
    """Pairs by their places in what was given: memo, code, edits between them."""

    memo: Ints
    code: Ints
    edits: Ints


def near_pairs(
    memos: Sequence[str], memo_pools: Ints, codes: Sequence[str], code_pools: Ints, prefix: str, *, least: int = 0
) -> Near:
    """All pairs with at least `least` and at most `NEAR` edits, each once.

    :param memos: folded texts.
    :param memo_pools: the account of each memo, numbered; 0 is unknown and goes with every other.
    :param codes: each of the prefix's length and `BODY` more.
    """
    if not len(memos) or not len(codes):
        empty = np.zeros(0, dtype=np.int64)
        return Near(empty, empty, empty)
    text, starts = _one_text(memos)
    letters = np.frombuffer("".join(codes).encode("ascii"), dtype=np.uint8).reshape(len(codes), -1)
    body = np.ascontiguousarray(letters[:, len(prefix) :].T)
    found: list[Ints] = []
    for kept, anchors in _anchors(text, prefix):
        owner = np.searchsorted(starts, anchors, side="right") - 1
        for place, filed in _same_file(text, anchors, body, kept):
            fits = _same_pool(memo_pools[owner[place]], code_pools[filed])
            memo, code, at = owner[place[fits]], filed[fits], anchors[place[fits]]
            edits = _measured(letters, code, text, at - len(prefix))
            good = edits <= NEAR
            found.append(_packed(memo[good], code[good], edits[good], len(codes)))
    packed = np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)
    pair, edits = packed >> 2, packed & 3
    first = np.ones(len(pair), dtype=bool)
    first[1:] = pair[1:] != pair[:-1]
    first &= edits >= least
    return Near(pair[first] // len(codes), pair[first] % len(codes), edits[first])


def edits_between(memos: Sequence[str], codes: Sequence[str]) -> Ints:
    """`nearness.distance` of each code to the whole memo beside it; all codes are of one length."""
    found = np.zeros(len(memos), dtype=np.int64)
    sizes = np.fromiter((len(memo) for memo in memos), dtype=np.int64, count=len(memos))
    order = np.argsort(sizes, kind="stable")  # memos of like length together, so that a long one costs itself alone
    for first in range(0, len(order), _AT_ONCE >> 3):
        rows = order[first : first + (_AT_ONCE >> 3)]
        wide = max(int(sizes[rows].max()), 1)
        text = "".join(memos[row].ljust(wide, "\0") for row in rows.tolist())
        letters = "".join(codes[row] for row in rows.tolist())
        found[rows] = _bit_rows(
            np.frombuffer(letters.encode("ascii"), dtype=np.uint8).reshape(len(rows), -1).T,
            np.frombuffer(text.encode("ascii"), dtype=np.uint8).reshape(len(rows), wide).T,
        )
    return found


def _packed(memo: Ints, code: Ints, edits: Ints, codes: int) -> Ints:
    """One number for a pair and its edits: sorted, each pair's least edits come first."""
    packed: Ints = (memo.astype(np.int64) * codes + code) << 2 | edits
    return packed


def _same_pool(one: Ints, other: Ints) -> Bools:
    fits: Bools = (one == other) | (one == 0) | (other == 0)
    return fits


def _one_text(memos: Sequence[str]) -> tuple[Bytes, Ints]:
    """All memos behind one another, far enough apart that no window touches two, and where each begins."""
    gap = "\0" * _MARGIN
    text = np.frombuffer((gap + gap.join(memos) + gap).encode("ascii"), dtype=np.uint8)
    lengths = np.fromiter((len(memo) for memo in memos), dtype=np.int64, count=len(memos))
    starts = np.cumsum(lengths + _MARGIN) - lengths
    return text, starts


def _anchors(text: Bytes, prefix: str) -> Iterator[tuple[int, Ints]]:
    """Where a code's seven may begin, and how many of them must be left for what the prefix has suffered there."""
    seen = [text == ord(letter) for letter in prefix]
    whole, torn = _prefix_ends(seen)
    inside = text != 0
    yield BODY - 2, np.flatnonzero(whole & inside)
    yield BODY - 1, np.flatnonzero(torn & ~whole & inside)
    yield BODY, np.flatnonzero(inside)


def _prefix_ends(seen: Sequence[Bools]) -> tuple[Bools, Bools]:
    """Per place, whether the prefix may end just before it: with all its letters, or with an edit that cost one.

    All letters: in order, the last just before the place, with at most one character put in (or the body's first
    swapped in) between them. One edit: a letter wrong, lost, or swapped with the next; how far back each of the others
    then stands follows.
    """
    backs = list(range(len(seen), 0, -1))
    whole: list[list[int | None]] = [
        [back + (index < gap) for index, back in enumerate(backs)] for gap in range(len(seen))
    ]
    torn: list[list[int | None]] = []
    for edited in range(len(seen)):
        wrong: list[int | None] = [None if index == edited else back for index, back in enumerate(backs)]
        lost: list[int | None] = [
            None if index == edited else back - (index < edited) for index, back in enumerate(backs)
        ]
        torn += [wrong, lost]
        if edited + 1 < len(seen):
            swapped: list[int | None] = [*backs]
            swapped[edited : edited + 2] = [backs[edited] - 1, backs[edited]]
            torn.append(swapped)
    # The body's first letter may have changed places with the prefix's last, which then has the others one further off.
    torn += [[back and back + 1 for back in way[:-1]] + way[-1:] for way in (*whole, *torn) if way[-1] == 1]
    return _any_stands(seen, whole), _any_stands(seen, torn)


def _any_stands(seen: Sequence[Bools], ways: Sequence[Sequence[int | None]]) -> Bools:
    """Per place, whether in one of the ways each letter stands so far before it (None: no matter)."""
    found = np.zeros(len(seen[0]), dtype=bool)
    for way in ways:
        fits = np.ones(len(found), dtype=bool)
        for mask, back in zip(seen, way, strict=True):
            if back is not None:
                fits &= _before(mask, back)
        found |= fits
    return found


def _before(mask: Bools, back: int) -> Bools:
    """The mask read `back` places to the left of each place."""
    if back <= 0:
        return mask
    moved = np.zeros_like(mask)
    moved[back:] = mask[:-back]
    return moved


def _file(rows: Sequence[npt.NDArray[Any]], bits: int) -> Keys:
    """The file of what is left of a code: a mixed number of so many bits."""
    key = np.zeros(len(rows[0]), dtype=np.uint32)
    for row in rows:
        key = key * np.uint32(37) + row
    mixed: Keys = (key * np.uint32(2_654_435_761)) >> np.uint32(32 - bits)
    return mixed


def _same_file(text: Bytes, anchors: Ints, body: Bytes, kept: int) -> Iterator[tuple[Ints, Ints]]:
    """Pairs (place in `anchors`, code) that share a file, in lots."""
    after = [text[anchors + offset] if len(anchors) else text[:0] for offset in range(BODY)]
    choices = list(combinations(range(BODY), kept))
    bits = min(max((4 * len(choices) * len(anchors)).bit_length(), 8), _MOST_BITS)
    filed: list[Keys] = []
    owners: list[Ints] = []
    for choice in choices:
        there = after[choice[-1]] != 0  # the memo goes on that far, so all before it are there as well
        owner = np.flatnonzero(there)
        filed.append(_file([after[offset][owner] for offset in choice], bits))
        owners.append(owner)
    keys, owner = np.concatenate(filed), np.concatenate(owners)
    if not len(keys):
        return
    owner = owner[np.argsort(keys, kind="stable")]
    size = np.bincount(keys, minlength=1 << bits)
    until = np.cumsum(size)
    since = until - size
    for choice in choices:
        file = _file([body[offset] for offset in choice], bits)
        many = size[file]
        hit = np.flatnonzero(many)
        ends = np.cumsum(many[hit])
        for first, last in _lots(ends):
            some = hit[first:last]
            times = many[some]
            code = np.repeat(some, times)
            within = np.arange(len(code)) - np.repeat(np.cumsum(times) - times, times)
            yield owner[np.repeat(since[file[some]], times) + within], code


def _lots(ends: Ints) -> Iterator[tuple[int, int]]:
    """Ranges of rows whose pairs number about `_AT_ONCE` together."""
    first = 0
    while first < len(ends):
        done = ends[first - 1] if first else 0
        last = max(first + 1, int(np.searchsorted(ends, done + _AT_ONCE, side="right")))
        yield first, last
        first = last


def _measured(letters: Bytes, code: Ints, text: Bytes, at: Ints) -> Ints:
    """`nearness.distance` of each code to the memo around a place."""
    length = letters.shape[1]
    steps = range(-NEAR - 1, length + NEAR + 1)
    return _bit_rows(
        [letters[code, place] for place in range(length)],
        (text[np.clip(at + step, 0, len(text) - 1)] for step in steps),
    )


def _bit_rows(code: Sequence[Bytes] | Bytes, text: Iterable[Bytes]) -> Ints:
    """`nearness.distance` for many pairs at once (the same bit rows): both sides letter by letter, a row for each."""
    length, size = len(code), len(code[0])
    columns = [np.ascontiguousarray(column) for column in code]
    full, last, one = np.uint16((1 << length) - 1), np.uint16(1 << (length - 1)), np.uint16(1)
    up = np.full(size, full, dtype=np.uint16)
    down, same, before = (np.zeros(size, dtype=np.uint16) for _ in range(3))
    now = np.full(size, length, dtype=np.int8)
    best = now.copy()
    for row in text:
        letter = np.ascontiguousarray(row)
        here = np.zeros(size, dtype=np.uint16)
        for place, column in enumerate(columns):
            here |= (column == letter).astype(np.uint16) << np.uint16(place)
        swapped = ((~same & here) << one) & before
        same = ((((here & up) + up) ^ up) | here | down | swapped) & full
        right, left = (down | ~(same | up)) & full, same & up
        now += ((right & last) != 0).astype(np.int8) - ((left & last) != 0).astype(np.int8)
        np.minimum(best, now, out=best)
        right, left = right << one, left << one
        up, down, before = (left | ~(same | right)) & full, right & same & full, here
    return best.astype(np.int64)
