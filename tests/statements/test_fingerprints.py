"""A movement has one name in every file that lists it; true twins stay two, and nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from files import HEADINGS, SIGNED, TWO_COLUMNS, csv_file, read_rows, told, xlsx
from hypothesis import given
from hypothesis import strategies as st

from kiosk.clock import VIETNAM
from kiosk.statements.fingerprints import Fingerprints, Movement
from kiosk.statements.library import Layouts
from kiosk.statements.preview import preview
from kiosk.statements.reading import read

DAY = "24/11/2026"
ONE = Movement(
    row=1,
    account="1903678900",
    amount=10_120,
    booked_at=datetime(2026, 11, 24, 10, 5, tzinfo=VIETNAM),
    reference="FT1",
    memo="KM7F3K92T",
)


def name(movement: Movement, **more: object) -> str:
    return Fingerprints(**more).name(movement)  # type: ignore[arg-type]


def test_with_a_reference_only_account_reference_and_amount_count() -> None:
    assert name(replace(ONE, memo="x", row=9, balance=5, booked_at=ONE.booked_at + timedelta(days=1))) == name(ONE)
    assert name(replace(ONE, named=False)) != name(ONE), "a payer's own reference may come again next month"
    others = {name(replace(ONE, account="2")), name(replace(ONE, reference="FT2")), name(replace(ONE, amount=-10_120))}
    assert name(ONE) not in others
    assert len(others) == 3


def test_an_account_and_a_reference_are_the_same_however_they_are_written() -> None:
    assert name(replace(ONE, account="1903 678-900", reference="ft1")) == name(ONE)


def test_without_one_everything_but_the_balance_counts() -> None:
    bare = replace(ONE, reference="")
    assert name(replace(bare, balance=5, row=9)) == name(bare)
    later = replace(bare, booked_at=bare.booked_at + timedelta(seconds=1))
    changed = (replace(bare, memo="x"), later, replace(bare, amount=1), replace(bare, virtual_account="V"))
    assert len({name(each) for each in (bare, *changed)}) == 5
    assert name(ONE, by_content=True) != name(ONE)


def test_a_reference_that_comes_again_on_another_day_names_nothing_and_is_told() -> None:
    rows = [HEADINGS, (1, DAY, "FT1", "", "500", "", "a"), (2, "25/11/2026", "FT1", "", "500", "", "b")]
    assert told(read_rows(rows)) == [(3, "reused")]
    assert preview(csv_file(rows), "a", Layouts()).problems == (
        "Dòng 3: số tham chiếu đã có ở một ngày khác với cùng số tiền: xin lưu một mẫu riêng cho ngân hàng này",
    )
    own = TWO_COLUMNS.model_copy(update={"identity": "content"})
    assert len({line.fingerprint for line in read_rows(rows, own).lines}) == 2
    sums = [HEADINGS, (1, DAY, "FT1", "", "500", "", "a"), (2, "25/11/2026", "FT1", "500", "", "", "đảo")]
    assert read_rows(sums).problems == ()


def test_twins_stay_two_and_keep_their_names_in_a_longer_file() -> None:
    bare = replace(ONE, reference="")
    short, long = Fingerprints(), Fingerprints()
    other = replace(bare, memo="other")
    first = [short.name(each) for each in (bare, bare)]
    again = [long.name(each) for each in (other, bare, other, bare, bare)]
    assert len(set(first)) == 2
    assert again[1] == first[0]
    assert again[3] == first[1]
    assert len(set(again)) == 5


def test_a_memo_cannot_be_guessed_from_a_fingerprint_made_with_a_key() -> None:
    bare = replace(ONE, reference="")
    assert name(bare, key=b"hospital") != name(bare)
    assert name(bare, key=b"hospital") == name(bare, key=b"hospital")
    assert name(ONE, key=b"hospital") == name(ONE)


def test_the_same_movement_has_the_same_name_in_xlsx_and_csv_in_any_order_of_columns() -> None:
    rows = [(1, DAY, "FT1", "", "10.120", "", "KM7F3K92T"), (2, DAY, "", "", "500", "", "b")]
    turned = [tuple(reversed(HEADINGS)), *(tuple(reversed(row)) for row in rows)]
    first = [line.fingerprint for line in read(csv_file([HEADINGS, *rows]), TWO_COLUMNS).lines]
    assert [line.fingerprint for line in read(xlsx([HEADINGS, *rows]), TWO_COLUMNS).lines] == first
    assert [line.fingerprint for line in read(xlsx(turned), TWO_COLUMNS).lines] == first


@given(
    st.lists(st.tuples(st.sampled_from(["a", "b", ""]), st.sampled_from([1, 2, -1])), min_size=1, max_size=20),
    st.integers(0, 19),
)
def test_exports_that_overlap_name_each_movement_once(rows: list[tuple[str, int]], cut: int) -> None:
    """Two exports of whole days, the second longer: what both list has one name, what is new has a new one."""
    table = [(DAY, amount, memo) for memo, amount in rows]
    later = [("25/11/2026", amount, memo) for memo, amount in rows[:cut]]
    heads = ("Ngày", "Số tiền", "Nội dung")
    first = [line.fingerprint for line in read_rows([heads, *table], SIGNED).lines]
    second = [line.fingerprint for line in read_rows([heads, *reversed(later), *table], SIGNED).lines]
    assert len(set(second)) == len(second)
    assert set(first) < set(second) if later else set(first) == set(second)
