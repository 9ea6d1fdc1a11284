"""The tables are data of the hospital too: a file of its own replaces the shipped one, and a wrong one is named."""

from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from his_client.insurance.benefit import estimate
from his_client.insurance.tables import FILES, TableError, load_tables, shipped, tables, use_tables


def shipped_text(name: str) -> str:
    return files("his_client.insurance").joinpath(f"data/{name}").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def afterwards() -> Iterator[None]:
    yield
    use_tables(None)


def test_an_empty_folder_leaves_the_shipped_tables(tmp_path: Path) -> None:
    assert load_tables(tmp_path) == shipped()


def test_a_hospitals_file_replaces_the_shipped_one_whole(tmp_path: Path) -> None:
    (tmp_path / "levels.toml").write_text('source = "our list"\ndate = "2026-12-01"\n[level]\n"4" = 85\n')
    own = load_tables(tmp_path)
    assert own.card_level == {"4": 85}
    assert own.sources["levels.toml"] == ("our list", "2026-12-01")
    assert own.routes == shipped().routes


def test_a_new_decree_is_a_row(tmp_path: Path) -> None:
    text = shipped_text("salary.toml") + "\n[[base_salary]]\nfrom = 2027-07-01\namount = 2800000\n"
    (tmp_path / "salary.toml").write_text(text, encoding="utf-8")
    use_tables(load_tables(tmp_path))
    assert tables().base_salary[-1] == (date(2027, 7, 1), 2_800_000)


def test_a_program_estimates_with_the_tables_it_was_given(tmp_path: Path) -> None:
    half = shipped_text("routes.toml").replace('"1.18"', '"1.99"')
    (tmp_path / "routes.toml").write_text(half, encoding="utf-8")
    use_tables(load_tables(tmp_path))
    assert estimate(50_600, 50_600, 80, "1.99", date(2026, 11, 24)).insurer_pays == 20_240


WRONG = {
    "amount as a text": ("salary.toml", "amount = 2530000", 'amount = "2530000"', "base_salary[2].amount"),
    "amount of a fraction": ("salary.toml", "amount = 2530000", "amount = 2530000.5", "base_salary[2].amount"),
    "amount of nothing": ("salary.toml", "amount = 2530000", "amount = 0", "base_salary[2].amount"),
    "a truth for a number": ("salary.toml", "amount = 2530000", "amount = true", "base_salary[2].amount"),
    "a day twice": ("salary.toml", "from = 2026-07-01", "from = 2024-07-01", "base_salary[2].from"),
    "a day as a text": ("salary.toml", "from = 2026-07-01", 'from = "2026-07-01"', "base_salary[2].from"),
    "a key nobody reads": ("salary.toml", "amount = 2530000", "amount = 2530000\namont = 1", "base_salary[2].amont"),
    "no source": ("salary.toml", "source =", "sauce =", "source"),
    "an empty source": ("levels.toml", 'source = "Decision', 'source = "" # Decision', "source"),
    "a percentage above 100": ("routes.toml", "percent = 100", "percent = 101", "route[1].outpatient[1].percent"),
    "a code too long": ("routes.toml", 'code = "1.18"', 'code = "1.180"', "route[15].code"),
    "a code twice": ("routes.toml", 'code = "1.18"', 'code = "1.1"', "route[15].code"),
    "an unknown basis": ("routes.toml", 'basis = "derived"', 'basis = "hearsay"', "route[1].basis"),
    "a level of two characters": ("levels.toml", '"4" = 80', '"44" = 80', "level.44"),
    "a fee twice": ("exam_fees.toml", 'list = "1"', 'list = "special"', "exam_fee[2].from"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_table_names_file_and_key(tmp_path: Path, case: str) -> None:
    name, good, bad, key = WRONG[case]
    text = shipped_text(name)
    assert good in text
    (tmp_path / name).write_text(text.replace(good, bad, 1), encoding="utf-8")
    with pytest.raises(TableError) as error:
        load_tables(tmp_path)
    assert (error.value.file, error.value.key) == (name, key)
    assert str(error.value).startswith(f"{name}: {key}: ")


@pytest.mark.parametrize("content", [b"[[base_salary", b"\xff\xfe", b"base_salary = 3\nline = 1\nsource='a'\ndate='b'"])
def test_a_file_that_is_no_table_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "salary.toml").write_bytes(content)
    with pytest.raises(TableError) as error:
        load_tables(tmp_path)
    assert error.value.file == "salary.toml"


def test_a_file_of_another_name_is_told_since_nothing_would_read_it(tmp_path: Path) -> None:
    (tmp_path / "salery.toml").write_text("")
    with pytest.raises(TableError, match=r"salery\.toml: no table is called so"):
        load_tables(tmp_path)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(TableError):
        load_tables(tmp_path / "absent")


@pytest.mark.parametrize("name", FILES)
def test_the_shipped_files_carry_source_and_date(name: str) -> None:
    source, day = shipped().sources[name]
    assert len(source) > 20
    assert date.fromisoformat(day)
