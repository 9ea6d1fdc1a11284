"""Managers see months, departments and days in the console and take them along as files; nobody else, and no person."""

from __future__ import annotations

import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from console_parts import HOSPITAL, Browser, Hub, hub_at_work
from flask import Flask
from openpyxl import load_workbook
from quality_parts import K03, RATED, REGISTERED, hand_in, lines_of
from typer.testing import CliRunner

from kiosk.cli.hub import app as hub_command
from kiosk.config.render import render_toml
from kiosk.hub.console.app import console
from kiosk.hub.console.ports import Parts
from kiosk.hub.db.engine import Database, sqlite_database
from kiosk.hub.db.migrate import upgrade
from kiosk.hub.quality import charts
from kiosk.hub.quality.bench import measure
from kiosk.hub.quality.made_up import lay_month
from kiosk.hub.quality.pages import quality_pages
from kiosk.hub.quality.project import project
from kiosk.hub.quality.reader import QualityReader
from kiosk.hub.quality.report import month_report
from kiosk.hub.quality.score import score_of
from kiosk.hub.quality.speech import LANGUAGES, Speech
from kiosk.hub.quality.svg import as_svg
from kiosk.reports.document import Made
from kiosk.reports.workbook import as_xlsx

PAGES = ("/console/quality", "/console/quality/2026-11/department/K01", "/console/quality/day/2026-11-17")
MADE = Made(HOSPITAL, datetime(2026, 12, 1, 1, 0, tzinfo=UTC), "Trần Quản")


def site(hub: Hub, database: Database) -> Flask:
    """The console with pages of service quality over a database."""
    further = (quality_pages(database, HOSPITAL, hub.time),)
    app = Flask("kiosk.hub")
    app.register_blueprint(console(Parts(hub.fleet, hub.accounts, hub.history, hub.time, HOSPITAL, "", further)))
    return app


@pytest.fixture
def hub() -> Iterator[Hub]:
    with hub_at_work() as made:
        yield made


def signed_in(hub: Hub, database: Database, user: str = "mai.ql") -> Browser:
    browser = Browser(site(hub, database).test_client())
    assert browser.sign_in(user).status_code == 303
    return browser


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_says_its_figures_in_the_language_of_the_reader(month: Database, hub: Hub, language: str) -> None:
    browser = signed_in(hub, month)
    browser.get(f"/console/language/{language}")
    say = Speech(language)
    for path in PAGES:
        page = browser.text(path)
        assert f'lang="{language}"' in page
        assert say("page.reasons") in page or say("page.score") in page
        assert "style=" not in page, "the console's policy would drop it"
        for drawing in re.findall(r'<svg class="drawing".*?</svg>', page, re.S):
            tree = ET.fromstring(drawing)
            assert tree.get("role") == "img"
            assert tree[0].tag == "title"
            assert tree[0].text
    assert 'aria-current="page"' in browser.text(PAGES[0])


def test_the_month_leads_to_its_departments_its_days_and_its_files(month: Database, hub: Hub) -> None:
    browser = signed_in(hub, month)
    page = browser.text(PAGES[0])
    for link in (*PAGES[1:], "/console/quality/2026-11/report.xlsx", "/console/quality/2026-11/report.pdf"):
        assert f'href="{link}"' in page
        assert browser.get(link).status_code == 200
    answer = browser.get("/console/quality/2026-11/report.pdf")
    assert answer.data.startswith(b"%PDF")
    assert 'filename="chat-luong-phuc-vu-2026-11.pdf"' in answer.headers["Content-Disposition"]


def test_who_has_no_part_in_the_console_sees_none_of_it(month: Database, hub: Hub) -> None:
    for path in (*PAGES, "/console/quality/2026-11/report.xlsx"):
        answer = Browser(site(hub, month).test_client()).get(path)
        assert answer.status_code == 303
        assert "/console/sign-in" in answer.headers["Location"]


@pytest.mark.parametrize(
    "path",
    [
        "2026-13",
        "2026-11/department/K99",
        "day/2026-12-01",
        "day/yesterday",
        "2026-11/report.exe",
        "2025-01/report.pdf",
    ],
)
def test_an_address_of_nothing_is_told_as_that(month: Database, hub: Hub, path: str) -> None:
    assert signed_in(hub, month).get(f"/console/quality/{path}").status_code == 404


def test_before_the_first_visit_and_without_a_database_the_page_says_so(empty: Database, hub: Hub) -> None:
    browser = signed_in(hub, empty)
    assert Speech("vi")("page.nothing") in browser.text(PAGES[0])
    with empty.writing() as connection:
        connection.exec_driver_sql("DROP TABLE quality_cell")
    assert browser.get(PAGES[0]).status_code == 503


# -- reports


def test_the_workbook_has_figures_to_reckon_with(month: Database) -> None:
    found = QualityReader(month).month("2026-11")
    assert found is not None
    report = month_report(found, MADE)
    sheet = load_workbook(io.BytesIO(as_xlsx(report))).active
    assert sheet is not None
    rows = {row[0].value: row for row in sheet.iter_rows() if row[0].value}
    clinic = rows["Nội tổng hợp"]
    part = next(part for part in found.departments if part.id == "K01")
    assert part.figures is not None
    assert part.waits is not None
    assert part.waits.times is not None
    assert clinic[1].value == part.figures.visits
    assert (clinic[3].number_format, clinic[5].number_format) == ("[h]:mm:ss", "0.0%")
    assert clinic[5].value == pytest.approx(part.waits.in_time / part.waits.called, abs=0.001)


def test_a_report_that_is_behind_says_by_how_much(month: Database) -> None:
    found = QualityReader(month).month("2026-11")
    assert found is not None
    assert "1.234 dòng" in str(month_report(found, MADE, behind=1234).blocks)


# -- what is said


def test_every_language_has_every_word() -> None:
    first, *others = (Speech(language)._words for language in LANGUAGES)
    for other in others:
        assert {table: set(words) for table, words in first.items()} == {t: set(words) for t, words in other.items()}


@pytest.mark.parametrize(
    ("ms", "vi", "en"),
    [
        (None, "—", "—"),
        (7_240, "7,2 giây", "7.2 s"),
        (59_400, "59 giây", "59 s"),
        (83_000, "1 ph 23 s", "1 min 23 s"),
        (600_000, "10 phút", "10 min"),
        (3_599_000, "1 giờ 00 ph", "1 h 00 min"),
        (3_900_000, "1 giờ 05 ph", "1 h 05 min"),
    ],
)
def test_spans_are_said_in_units_that_say_something(ms: int | None, vi: str, en: str) -> None:
    assert (Speech("vi").span(ms), Speech("en").span(ms)) == (vi, en)


def test_a_chart_of_nothing_stands_and_escapes_what_it_is_given(month: Database) -> None:
    say, found = Speech("vi"), QualityReader(month).month("2026-11")
    assert found is not None
    score = score_of(found.figures, found.waits)
    for drawing in (
        charts.days_chart(say, ()),
        charts.waits_chart(say, ()),
        charts.hours_chart(say, ()),
        charts.steps_chart(say, "x", ()),
        charts.scores_chart(say, [("2026-11", None)]),
        charts.score_chart(say, replace(score, components=score.components)),
        charts.bars_chart(say, "x", [("<b>&\"'", 3)]),
    ):
        assert ET.fromstring(as_svg(drawing, standing=True)).tag.endswith("svg")


# -- nobody is in it


def test_nothing_a_station_plants_reaches_a_page_or_a_file(empty: Database, hub: Hub) -> None:
    name, number = "Nguyễn Thị Canary", "079203001234"
    line = replace(RATED, journey=name, reason=number, topic=name, coverage=number, face=name, paid=number)
    hand_in(empty, K03, lines_of([replace(line, steps=((name, 9_000),))] * 6 + [REGISTERED] * 6))
    project(empty)
    browser = signed_in(hub, empty)
    found = QualityReader(empty).month("2026-11")
    assert found is not None
    report = month_report(found, MADE)
    cells = load_workbook(io.BytesIO(as_xlsx(report))).active
    assert cells is not None
    told = [
        *(browser.text(path) for path in ("/console/quality", "/console/quality/day/2026-11-26")),
        browser.text("/console/quality/2026-11/department/KHOA01"),
        str(report),
        str([[cell.value for cell in row] for row in cells.iter_rows()]),
    ]
    for text in told:
        assert "Canary" not in text
        assert number not in text


# -- the command


def test_the_command_tells_writes_and_rebuilds_the_month(tmp_path: Path) -> None:
    file = tmp_path / "hub.toml"
    station = {"id": "H00", "hospital": HOSPITAL, "name": "Máy chủ", "facility": "01001", "journal": tmp_path / "s.db"}
    values = {
        "station": station,
        "printer": {"kind": "picture", "path": tmp_path},
        "hub": {"journal": tmp_path / "hub.db"},
    }
    file.write_text(render_toml(values), encoding="utf-8")
    database = sqlite_database(tmp_path / "hub-books.db")
    upgrade(database)
    lay_month(database, "2026-11", 300)
    database.close()

    def run(*arguments: str) -> tuple[int, str]:
        done = CliRunner().invoke(hub_command, ["quality", "--config", str(file), *arguments])
        return done.exit_code, done.output

    assert run("--month", "2026-11")[0] == 1, "nothing was projected yet"
    code, told = run("--month", "2026-11", "--rebuild", "--json")
    assert code == 0
    figures = json.loads(told)
    assert figures["behind_rows"] == 0
    assert figures["waits"]["times"]["p95_ms"] > figures["waits"]["times"]["median_ms"]
    code, told = run("--month", "2026-11")
    assert code == 0
    assert "Nội tổng hợp" in told
    code, told = run("--month", "2026-11", "--xlsx", str(tmp_path / "m.xlsx"), "--pdf", str(tmp_path / "m.pdf"))
    assert (code, told) == (0, "")
    assert (tmp_path / "m.pdf").read_bytes().startswith(b"%PDF")
    assert load_workbook(tmp_path / "m.xlsx").active is not None
    assert run("--month", "november")[0] == 2


def test_the_measurement_tells_every_page_with_its_unit() -> None:
    figures = measure(200, "sqlite", loads=1)
    for page in ("month", "department", "day", "xlsx", "pdf"):
        assert {f"{page}_median_ms", f"{page}_worst_ms", f"{page}_bytes"} <= figures.keys()
    assert figures["journal_rows"] > figures["visits"] == 200
    assert figures["projection_rows_per_second"] > 0
