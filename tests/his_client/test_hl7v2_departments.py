"""The departments file: read whole or refused, with the place of what is wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hl7v2_samples import DEPARTMENTS

from his_client.hl7v2 import DepartmentsInvalid, load_departments


def written(folder: Path, text: str) -> Path:
    path = folder / "departments.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_departments_are_open_on_their_days(tmp_path: Path) -> None:
    found = load_departments(written(tmp_path, DEPARTMENTS))
    assert [one.id for one in found.open(date(2026, 11, 23))] == ["K01", "K08"]  # a Monday
    assert [one.id for one in found.open(date(2026, 11, 24))] == ["K01"]
    heart, women = found.open(date(2026, 11, 23))
    assert (heart.room, heart.service.price, heart.service.insured_price) == ("214", 50600, 50600)
    assert (women.floor, women.building, women.icon) == ("", "", "")
    assert (women.only_sex, women.min_age, women.max_age) == ("Nữ", 12, 99)


def test_prices_stand_for_their_days_only(tmp_path: Path) -> None:
    found = load_departments(written(tmp_path, DEPARTMENTS))
    days = [date(2026, 10, 31), date(2026, 11, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert [found.stands(day) for day in days] == [False, True, True, False]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("valid_from = 2026-11-01", "valid_from = 2027-11-01", "valid_until is before valid_from"),
        ("valid_from = 2026-11-01", "", "valid_from is not a date"),
        ("valid_from = 2026-11-01", "valid_from = 2026-11-01T00:00:00", "valid_from is not a date"),
        ("valid_from", "valid_form = 1\nvalid_from", "unknown key valid_form"),
        ('icon = "heart"', 'ikon = "heart"', "department 1: unknown key ikon"),
        ('id = "K08"', 'id = "K01"', "id K01 stands twice"),
        ("price = 60000", 'price = "60000"', "department 2: price is not a whole number"),
        ("price = 60000", "price = -1", "department 2: price is not a whole number"),
        ("price = 60000", "price = 50599", "department 2: insured_price is above price"),
        ("price = 60000", "price = true", "department 2: price is not a whole number"),
        ('room = "101"', "", "department 2: room is not one line of text"),
        ('room = "101"', 'room = "1\\n01"', "department 2: room is not one line of text"),
        ("min_age = 12", "min_age = 100", "department 2: min_age is above max_age"),
        ('only_sex = "Nữ"', 'only_sex = "F"', "department 2: only_sex"),
        ("weekdays = [1, 3]", "weekdays = [0]", "department 2: weekdays"),
        ("weekdays = [1, 3]", "weekdays = []", "department 2: weekdays"),
        ("[[department]]", "[[department", "not TOML"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, old: str, new: str, told: str) -> None:
    with pytest.raises(DepartmentsInvalid, match=told.replace("[", "\\[")):
        load_departments(written(tmp_path, DEPARTMENTS.replace(old, new, 1)))


@pytest.mark.parametrize("rows", ["", "department = []", "department = 1", "department = [1]"])
def test_a_file_without_departments_is_refused(tmp_path: Path, rows: str) -> None:
    with pytest.raises(DepartmentsInvalid):
        load_departments(written(tmp_path, f"valid_from = 2026-11-01\nvalid_until = 2026-12-31\n{rows}"))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DepartmentsInvalid, match="cannot be read"):
        load_departments(tmp_path / "none.toml")


def test_the_example_in_the_page_is_a_good_file(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "hl7v2.md").read_text(encoding="utf-8")
    example = page.partition("```toml\nvalid_from")[2].partition("```")[0]
    assert load_departments(written(tmp_path, "valid_from" + example)).open(date(2026, 11, 23))
