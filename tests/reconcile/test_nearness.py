"""One definition of near: against a table of distances, for one memo and for sets, in Python and in the database."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matching_parts import FEE, MORNING, neighbours

from his_client.payments import paycode
from kiosk.reconcile.engine import Line, Payment, Settings, distance, folded, match, nearest_code
from kiosk.reconcile.engine.bench.noise import FOREIGN, LETTERS, edited, filled
from kiosk.reconcile.engine.candidates import near_pairs
from kiosk.reconcile.engine.store import Store

FEW = st.text("KMABC", max_size=14)


def by_table(code: str, text: str) -> int:
    """Least edits between a code and a stretch of a text, by the whole table (Damerau's, each letter edited once)."""
    rows = [[0] * (len(text) + 1)] + [[i] + [0] * len(text) for i in range(1, len(code) + 1)]
    for i in range(1, len(code) + 1):
        for j in range(1, len(text) + 1):
            value = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (code[i - 1] != text[j - 1]))
            if i > 1 and j > 1 and code[i - 1] == text[j - 2] and code[i - 2] == text[j - 1]:
                value = min(value, rows[i - 2][j - 2] + 1)
            rows[i][j] = value
    return min(rows[-1])


@settings(max_examples=300)
@given(code=st.text("KMABC", min_size=1, max_size=9), text=FEW)
def test_the_distance_is_that_of_the_whole_table(code: str, text: str) -> None:
    assert distance(code, text) == by_table(code, text)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32), prefix=st.sampled_from(["KM", "B", "BVQ", "KHOA"]))
def test_a_set_finds_every_near_pair_that_comparing_all_with_all_finds(seed: int, prefix: str) -> None:
    chance = Random(seed)
    codes = [paycode.make(chance.randrange(paycode.CAPACITY), prefix) for _ in range(20)]
    codes += list(dict.fromkeys(codes[0][:-2] + "".join(chance.choices("ABKM29", k=2)) for _ in range(10)))
    letters = LETTERS + prefix * 6
    memos = [
        "".join(chance.choices(letters, k=chance.randrange(9)))
        + edited(chance.choice(codes), chance.randrange(4), chance)
        + "".join(chance.choices(letters, k=chance.randrange(9)))
        for _ in range(30)
    ]
    nowhere = np.zeros(30, dtype=np.int64)
    found = near_pairs(memos, nowhere, codes, np.zeros(len(codes), dtype=np.int64), prefix)
    pairs = {(memos[m], codes[c]): edits for m, c, edits in zip(found.memo, found.code, found.edits, strict=True)}
    assert pairs == {(m, c): far for m in memos for c in codes if (far := distance(c, m)) <= 2}


def test_codes_of_another_account_are_not_near_and_an_unknown_account_is_with_all() -> None:
    code = paycode.make(1)
    memos, codes = [code] * 3, [code] * 3
    found = near_pairs(memos, np.array([0, 1, 2]), codes, np.array([0, 1, 2]), "KM")
    assert set(zip(found.memo.tolist(), found.code.tolist(), strict=True)) == {
        (0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (2, 0), (2, 2),
    }  # fmt: skip


def test_a_single_memo_and_a_set_come_to_the_same() -> None:
    chance = Random(8)
    codes = [paycode.make(chance.randrange(paycode.CAPACITY)) for _ in range(300)]
    for code in codes[:100]:
        codes.append(next(one for one in neighbours(code) if chance.random() < 0.1))
    codes = list(dict.fromkeys(codes))
    due = {code: FEE if chance.random() < 0.7 else FEE + 1000 for code in codes}
    memos = {code: edited(code, chance.choice((0, 1, 1, 2, 3)), chance) for code in codes}
    for code in codes[:20]:
        memos[code] += " " + chance.choice([*codes, paycode.make(chance.randrange(paycode.CAPACITY))])
    # Orders whose own memo is whole would have their money in the set; here nobody has, so only damaged ones are asked.
    damaged = {code: memo for code, memo in memos.items() if not any(other in folded(memo) for other in codes)}
    found = match(
        [Payment(code, code, amount, MORNING, account="A") for code, amount in due.items()],
        [Line(code, "A", due[code], MORNING, memo=memo) for code, memo in damaged.items()],
    )
    ours = {each.line_id: each.payment_id for each in found.automatic}
    singly = {code: near[0] for code, memo in damaged.items() if (near := nearest_code(memo, due[code], due))}
    kept = {line: payment for line, payment in singly.items() if list(singly.values()).count(payment) == 1}
    assert len(kept) > 100
    assert {line: payment for line, payment in ours.items() if line in kept} == kept
    assert set(ours) <= set(singly)


def test_a_single_memo_that_names_an_order_whole_is_answered() -> None:
    one, other, elsewhere = (paycode.make(number) for number in (5, 6, 7))
    due = {one: FEE, other: FEE}
    assert nearest_code(f"ck {one.lower()}", FEE, due) == (one, 0)
    assert nearest_code(f"ck {one}", FEE + 1, due) is None
    assert nearest_code(f"{one} {other}", FEE, due) is None
    assert nearest_code(f"{one} {elsewhere}", FEE, due) is None
    assert nearest_code(f"{one} {elsewhere}", FEE, due, closed_codes=[elsewhere]) is None
    assert nearest_code(one, FEE, {other: FEE}, closed_codes=[one]) is None
    assert nearest_code(one[:7], FEE, due) == (one, 2)
    assert nearest_code("chuyen tien", FEE, due) is None
    assert nearest_code("", FEE, {}) is None


def test_the_database_folds_memos_as_python_does() -> None:
    every = [chr(code) for code in (*range(1, 0xD800), *range(0xE000, 0x10000), *range(0x1D400, 0x1D800))]
    lots = ["x".join(every[at : at + 64]) for at in range(0, len(every), 64)]
    chance = Random(1)
    lots += [filled(chance.choice(FOREIGN), chance) for _ in range(50)]
    with Store(Settings()) as store:
        store.con.register("given", {"memo": np.array(lots, dtype=object)})
        theirs = [row[0] for row in store.con.execute("SELECT folded(memo) FROM given").fetchall()]
    differ = [lot for lot, text in zip(lots, theirs, strict=True) if folded(lot) != text]
    assert differ == []


@pytest.mark.parametrize("memo", ["", "   ", "…", "đ", "Đ", "ﬁ"])
def test_memos_that_fold_to_little_are_no_trouble(memo: str) -> None:
    assert nearest_code(memo, FEE, {paycode.make(1): FEE}) is None
    assert (
        match([Payment("P", paycode.make(1), FEE, MORNING)], [Line("L", "", FEE, MORNING, memo=memo)]).automatic == ()
    )
