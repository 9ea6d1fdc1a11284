"""`kiosk reconcile` with files: what they may look like, what is answered, and how a bad line is told."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from openpyxl import load_workbook
from typer.testing import CliRunner

from his_client.payments import paycode
from kiosk.cli import command_line
from kiosk.reconcile.csv_files import LINES, MATCH_COLUMNS, PAYMENTS, RECEIPTS, first_problem
from kiosk.reconcile.engine import Settings
from kiosk.reconcile.engine.store import Store

ONE, OTHER = paycode.make(11), paycode.make(12)
GOOD = {
    "payments": f"payment_id,pay_code,amount,opened_at,account\nP1,{ONE},50600,2026-11-24T08:00:00+07:00,A\n",
    "bank": f"line_id,account,amount,booked_at,reference,memo\nL1,A,50600,2026-11-24T08:01:00+07:00,FT1,ck {ONE}\n",
    "receipts": "number,payment_id,amount,paid_at\nR1,P1,50600,2026-11-24T08:02:00+07:00\n",
}


def reconcile(folder: Path, *more: str, **books: str) -> Result:
    files = GOOD | books
    for name, content in files.items():
        (folder / f"{name}.csv").write_bytes(content.encode())
    options = [part for name in files for part in (f"--{name}", str(folder / f"{name}.csv"))]
    arguments = ["reconcile", *options, "--out", str(folder / "m.csv"), "--json", *more]
    return CliRunner().invoke(command_line(["reconcile"]), arguments)


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def test_books_that_agree_end_with_0_and_the_match(tmp_path: Path) -> None:
    done = reconcile(tmp_path)
    assert done.exit_code == 0
    assert done.stderr == ""
    figures: dict[str, Any] = json.loads(done.stdout)
    assert figures.pop("seconds") > 0
    assert figures == {
        "payments": 1, "lines": 1, "receipts": 1, "automatic": 1, "suggested": 0, "differences": {}, "differ": False,
    }  # fmt: skip
    (match,) = rows(tmp_path / "m.csv")
    assert tuple(match) == MATCH_COLUMNS
    assert match == {
        "payment_id": "P1", "line_id": "L1", "rule": "pay_code", "auto": "true", "evidence": f"code {ONE}", "group": "",
    }  # fmt: skip


def test_books_that_differ_end_with_1_and_say_by_what(tmp_path: Path) -> None:
    more = GOOD["payments"] + f"P2,{OTHER},7000,2026-11-24 09:00,\n"
    done = reconcile(
        tmp_path, "--differences", str(tmp_path / "d.csv"), "--report", str(tmp_path / "r.xlsx"), payments=more
    )
    assert done.exit_code == 1
    assert "the books differ" in done.stderr
    assert json.loads(done.stdout)["differences"] == {
        "kiosk_bank": {"unmatched_payment": 1},
        "kiosk_his": {"his_missing": 1},
    }
    assert [row["kind"] for row in rows(tmp_path / "d.csv")] == ["unmatched_payment", "his_missing"]
    book = load_workbook(tmp_path / "r.xlsx")
    assert book.sheetnames == ["Tổng hợp", "Đã khớp", "Gợi ý", "Máy - ngân hàng", "Máy - HIS", "HIS - ngân hàng"]
    assert [cell.value for cell in book["Máy - ngân hàng"][2]][:2] == ["Khoản thu chưa có dòng sao kê", "P2"]
    (chart,) = book["Tổng hợp"]._charts
    first = chart.series[0].cat.numRef.f if chart.series[0].cat.numRef else chart.series[0].cat.strRef.f
    cell = book["Tổng hợp"][first.split("!")[1].replace("$", "").split(":")[0]]
    assert cell.value == "Máy – ngân hàng: Khoản thu chưa có dòng sao kê"


def test_a_report_makes_no_formula_of_an_id(tmp_path: Path) -> None:
    evil = GOOD["payments"].replace("P1", '"=HYPERLINK(1)"')
    reconcile(tmp_path, "--report", str(tmp_path / "r.xlsx"), payments=evil)
    cell = load_workbook(tmp_path / "r.xlsx")["Đã khớp"]["A2"]
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")


def test_the_database_draws_no_progress_between_the_json() -> None:
    with Store(Settings()) as store:
        assert store.con.execute("SELECT current_setting('enable_progress_bar')").fetchall() == [(False,)]


def test_without_receipts_the_his_is_left_out(tmp_path: Path) -> None:
    for name in ("payments", "bank"):
        (tmp_path / f"{name}.csv").write_text(GOOD[name], encoding="utf-8")
    options = ["--payments", str(tmp_path / "payments.csv"), "--bank", str(tmp_path / "bank.csv")]
    done = CliRunner().invoke(command_line(["reconcile"]), ["reconcile", *options, "--out", str(tmp_path / "m.csv")])
    assert done.exit_code == 0
    assert "his" not in done.stdout


@pytest.mark.parametrize(
    "bank",
    [
        GOOD["bank"].replace(",", ";"),
        GOOD["bank"].replace(",", "\t"),
        "\ufeff" + GOOD["bank"],
        GOOD["bank"].replace("\n", "\r\n"),
        GOOD["bank"] + "\n\n",
        GOOD["bank"].rstrip("\n"),
        GOOD["bank"].replace("memo", " Memo ").replace("line_id", "LINE_ID"),
        GOOD["bank"].replace("2026-11-24T08:01:00+07:00", "2026-11-24"),
        GOOD["bank"].replace("2026-11-24T08:01:00+07:00", "2026-11-24 08:01"),
        GOOD["bank"].replace("2026-11-24T08:01:00+07:00", "2026-11-24T01:01:00.5Z"),
        GOOD["bank"].replace("ck ", '"a, ""b""\nc" ').replace('" KM', " KM").replace(ONE, f'{ONE}"'),
        f"memo,extra,booked_at,amount,line_id\n{ONE},x,2026-11-24T08:01:00+07:00,+50600,L1\n",
    ],
    ids=[
        "semicolons", "tabs", "a byte order mark", "Windows line ends", "empty lines", "no last line end",
        "headings in any case", "dates", "times without a zone", "times in UTC", "quotes, commas and line breaks",
        "columns in any order and more of them",
    ],
)  # fmt: skip
def test_files_are_taken_with(tmp_path: Path, bank: str) -> None:
    done = reconcile(tmp_path, bank=bank)
    assert done.exit_code == 0, done.stderr
    assert len(rows(tmp_path / "m.csv")) == 1


@pytest.mark.parametrize(
    ("book", "content", "told"),
    [
        ("bank", GOOD["bank"] + "L2,A,1.000,2026-11-24,,x\n", "line 3: amount is not a whole number"),
        ("bank", GOOD["bank"] + "\nL2,A,1e3,2026-11-24,,x\n", "line 4: amount is not a whole number"),
        ("bank", GOOD["bank"] + "L2,A,,2026-11-24,,x\n", "line 3: amount is not a whole number"),
        ("bank", GOOD["bank"] + "L2,A,1,24/11/2026,,x\n", "line 3: booked_at is not a time"),
        ("bank", GOOD["bank"] + "L2,A,1,2026-02-30,,x\n", "line 3: booked_at is not a time"),
        ("bank", GOOD["bank"] + "L2,A,1,2026-11-24\n", "line 3: 4 cells, the heading has 6"),
        ("bank", GOOD["bank"] + "L2,A,1,2026-11-24,,x,y\n", "line 3: 7 cells, the heading has 6"),
        ("bank", GOOD["bank"] + "L1,A,1,2026-11-24,,x\n", "line 3: line_id stood in an earlier line"),
        ("bank", GOOD["bank"] + ",A,1,2026-11-24,,x\n", "line 3: line_id is empty"),
        ("bank", GOOD["bank"] + 'L2,A,1,2026-11-24,,"x\n', "line 3: the quotes are not closed"),
        ("bank", GOOD["bank"] + 'L2,A,1,2026-11-24,,"a\nb"\nL3,A,x,2026-11-24,,x\n', "line 5: amount is not"),
        ("bank", "line_id,account\n", "line 1: no column amount, booked_at, memo"),
        ("bank", "", "line 1: no column line_id"),
        ("bank", GOOD["bank"].replace("reference", "memo"), "line 1: two columns have the same name"),
        (
            "payments",
            GOOD["payments"].replace("account\n", "expires_at\n").replace(",A\n", ",soon\n"),
            "line 2: expires_at is not a time",
        ),
        ("receipts", GOOD["receipts"] + "R1,P1,1,2026-11-24\n", "line 3: number stood in an earlier line"),
    ],
)
def test_a_file_that_cannot_be_taken_ends_with_2_and_its_line(
    tmp_path: Path, book: str, content: str, told: str
) -> None:
    done = reconcile(tmp_path, **{book: content})
    assert done.exit_code == 2
    assert done.stdout == ""
    assert f"{book}.csv, {told}" in done.stderr
    assert not (tmp_path / "m.csv").exists()


def test_a_file_that_is_not_utf_8_is_told_by_its_line(tmp_path: Path) -> None:
    for layout, name in ((PAYMENTS, "payments"), (LINES, "bank"), (RECEIPTS, "receipts")):
        file = tmp_path / f"{name}.csv"
        file.write_bytes(GOOD[name].encode() + "X1,Nguyễn,1,2".encode("cp1258", "replace"))
        problem = first_problem(file, layout)
        assert problem is not None
        assert problem.line in (1, 2, 3)


def test_a_file_or_folder_that_is_not_there_ends_with_2(tmp_path: Path) -> None:
    done = reconcile(tmp_path, "--payments", str(tmp_path / "none.csv"))
    assert done.exit_code == 2
    assert "none.csv: cannot be read (No such file or directory)" in done.stderr
    done = reconcile(tmp_path, "--report", str(tmp_path / "none" / "r.xlsx"))
    assert done.exit_code == 2
    assert "its folder does not exist" in done.stderr


def test_codes_may_begin_with_other_letters(tmp_path: Path) -> None:
    code = paycode.make(11, "BVT")
    books = {name: GOOD[name].replace(ONE, code) for name in ("payments", "bank")}
    assert reconcile(tmp_path, **books).exit_code == 1
    assert reconcile(tmp_path, "--prefix", "bvt", **books).exit_code == 0
    assert reconcile(tmp_path, "--prefix", "B1").exit_code == 2
