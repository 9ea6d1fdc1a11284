"""The matching's rules, one statement each; all cases are matched as one set, in which none disturbs another."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matching_cases import CASES
from matching_parts import FEE, MORNING, Case, Expected

from his_client.payments import paycode
from kiosk.reconcile.csv_files import read_books
from kiosk.reconcile.engine import Kind, Line, Payment, Receipt, Result, Rule, Settings, match
from kiosk.reconcile.engine.run import result, run
from kiosk.reconcile.engine.store import Store


def built() -> list[tuple[Case, Expected]]:
    cases = []
    for number, build in enumerate(CASES):
        case = Case(f"{number:03d}-{build.__name__}")
        cases.append((case, build(case)))
    return cases


@pytest.fixture(scope="module")
def cases() -> list[tuple[Case, Expected]]:
    return built()


@pytest.fixture(scope="module")
def matched(cases: list[tuple[Case, Expected]]) -> Result:
    return match(*rows(cases))


def rows(cases: Sequence[tuple[Case, Expected]]) -> tuple[list[Payment], list[Line]]:
    return [p for case, _ in cases for p in case.payments], [line for case, _ in cases for line in case.lines]


@pytest.mark.parametrize("number", range(len(CASES)), ids=[build.__name__ for build in CASES])
def test_in_a_day_of_every_kind(number: int, cases: list[tuple[Case, Expected]], matched: Result) -> None:
    case, expected = cases[number]
    assert case.rows(matched.automatic) == expected.auto
    assert case.rows(matched.suggested) == expected.suggested
    assert case.told(matched) == expected.told


def test_every_line_and_payment_has_one_automatic_match_at_most(matched: Result) -> None:
    assert len({each.line_id for each in matched.automatic}) == len(matched.automatic)
    assert len({each.payment_id for each in matched.automatic}) == len(matched.automatic)


def test_only_the_first_four_rules_match_by_themselves(matched: Result) -> None:
    firm = {Rule.PROVIDER_ID, Rule.PAY_CODE, Rule.NEAR_CODE, Rule.VIRTUAL_ACCOUNT}
    assert {each.rule for each in matched.automatic} == firm
    assert not any(each.auto for each in matched.suggested)


def test_the_evidence_names_ids_and_codes_and_no_memo(matched: Result) -> None:
    for each in (*matched.automatic, *matched.suggested):
        assert each.evidence
        assert "NGUYEN" not in each.evidence


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_the_order_of_the_rows_changes_nothing(seed: int, cases: list[tuple[Case, Expected]], matched: Result) -> None:
    payments, lines = rows(cases)
    Random(seed).shuffle(payments)
    Random(seed + 1).shuffle(lines)
    assert match(payments, lines) == matched


def test_files_come_to_the_same_as_values(tmp_path: Path, cases: list[tuple[Case, Expected]], matched: Result) -> None:
    payments, lines = rows(cases)
    write(tmp_path / "p.csv", payments)
    write(tmp_path / "b.csv", lines)
    with Store(Settings()) as store:
        read_books(store, tmp_path / "p.csv", tmp_path / "b.csv")
        run(store)
        assert result(store) == matched


def write(file: Path, values: Sequence[Payment | Line]) -> None:
    names = [name for name in type(values[0]).__slots__ if name != "expires_at"]
    with file.open("w", encoding="utf-8", newline="") as text:
        writer = csv.writer(text)
        writer.writerow(names)
        for value in values:
            cells = [getattr(value, name) for name in names]
            writer.writerow([cell.isoformat() if isinstance(cell, datetime) else cell for cell in cells])


def test_an_empty_day_comes_to_nothing() -> None:
    nothing = match((), (), ())
    assert (nothing.automatic, nothing.suggested, nothing.discrepancies) == ((), (), ())
    assert not nothing.differs


def test_an_id_that_stands_twice_is_refused() -> None:
    twice = [Line("L", "A", 1, MORNING), Line("L", "A", 2, MORNING)]
    with pytest.raises(ValueError, match="line_id is not unique"):
        match((), twice)


# -- the third book


def paid(name: str, amount: int = FEE) -> tuple[Payment, Line]:
    code = paycode.make(sum(map(ord, name)))
    return (
        Payment(name, code, amount, MORNING, account="A"),
        Line(f"line of {name}", "A", amount, MORNING, memo=code),
    )


def test_the_his_is_compared_with_either_book() -> None:
    pairs = [paid(name) for name in ("good", "no receipt", "two receipts", "less there")]
    never = Payment("never came", paycode.make(9), FEE, MORNING, account="A")
    found = match(
        [*(pair[0] for pair in pairs), never],
        [pair[1] for pair in pairs],
        [
            Receipt("R1", "good", FEE, MORNING),
            Receipt("R2", "two receipts", FEE, MORNING),
            Receipt("R3", "two receipts", FEE, MORNING),
            Receipt("R4", "less there", FEE - 1000, MORNING),
            Receipt("R5", "never came", FEE, MORNING),
            Receipt("R6", "nobody knows it", FEE, MORNING),
            Receipt("R7", "", FEE, MORNING),
        ],
    )
    by_books: dict[str, set[tuple[str, str, str, int]]] = {}
    for each in found.discrepancies:
        of_pair = by_books.setdefault(each.between, set())
        of_pair.add((each.kind, each.payment_id, each.receipt, each.amount))
    assert by_books == {
        "kiosk_bank": {(Kind.UNMATCHED_PAYMENT, "never came", "", FEE)},
        "kiosk_his": {
            (Kind.HIS_MISSING, "no receipt", "", FEE),
            (Kind.HIS_TWICE, "two receipts", "R3", FEE),
            (Kind.HIS_AMOUNT, "less there", "R4", 1000),
            (Kind.HIS_WITHOUT_MONEY, "nobody knows it", "R6", FEE),
        },
        "his_bank": {
            (Kind.HIS_MISSING, "no receipt", "", FEE),
            (Kind.HIS_TWICE, "two receipts", "R3", FEE),
            (Kind.HIS_AMOUNT, "less there", "R4", 1000),
            (Kind.HIS_WITHOUT_MONEY, "never came", "R5", FEE),
            (Kind.HIS_WITHOUT_MONEY, "nobody knows it", "R6", FEE),
        },
    }


def test_being_late_is_no_difference() -> None:
    payment, line = paid("late")
    late = match([payment], [Line(line.line_id, "A", FEE, MORNING.replace(hour=15), memo=line.memo)])
    assert [each.kind for each in late.discrepancies] == [Kind.LATE]
    assert not late.differs
