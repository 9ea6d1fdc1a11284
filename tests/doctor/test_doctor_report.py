"""The report as a whole and as a command: nothing stops it, and its exit code is the answer."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from doctor_bench import Station
from typer.testing import CliRunner

from kiosk.clock import VIETNAM
from kiosk.config import ConfigUnreadable
from kiosk.doctor import Check, Report, Status, devices, examine, machine
from kiosk.doctor.check import checked, skipped
from kiosk.doctor.examine import AT_PATIENTS, MACHINE, NAMES, OF_A_HUB, STATION
from kiosk.printing.fonts import SYSTEM, FontsMissing


def test_every_check_is_in_the_report_once_and_in_order(station: Station) -> None:
    assert list(station.checks()) == list(NAMES)


def test_whatever_is_not_well_comes_with_what_mends_it(station: Station) -> None:
    for check in station.checks().values():
        assert check.detail
        assert bool(check.fix) == (check.status in {Status.WARN, Status.FAIL}), check


def test_a_bad_file_is_the_first_line_and_the_machine_is_still_checked(station: Station) -> None:
    station.set(station__id="?", policy__idle_s=-1)
    checks = station.checks()
    assert checks["configuration"].status is Status.FAIL
    assert "line 4: station.id" in checks["configuration"].detail
    assert "(and 1 more)" in checks["configuration"].detail
    assert checks["fonts"].status is Status.OK
    assert {checks[name].status for name in STATION} == {Status.SKIPPED}


def test_no_file_is_no_report(station: Station) -> None:
    with pytest.raises(ConfigUnreadable):
        examine(station.folder / "absent.toml", station.clock)


def test_without_a_station_file_the_machine_alone_is_checked(station: Station) -> None:
    report = examine(None, station.clock)
    assert report.status is Status.OK
    assert {check.name for check in report.checks if check.status is not Status.SKIPPED} == MACHINE.keys()


def test_a_check_that_breaks_is_one_line_and_stops_no_other(station: Station, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_section: object) -> None:
        raise RuntimeError("Nguyễn Văn A")

    monkeypatch.setattr(devices, "open_printer", broken)
    checks = station.checks()
    assert list(checks) == list(NAMES)
    assert checks["printer"].detail == "the check could not be made (RuntimeError)"


@pytest.mark.parametrize(
    ("statuses", "worst"),
    [
        ("ok ok", "ok"),
        ("ok skipped", "ok"),
        ("ok warn skipped", "warn"),
        ("warn fail ok", "fail"),
        ("", "ok"),
    ],
)
def test_the_reports_status_is_its_worst(statuses: str, worst: str) -> None:
    checks = tuple(Check("x", Status(status), "", "") for status in statuses.split())
    assert Report(checks).status == worst


def test_a_clock_without_battery_is_a_failure(station: Station) -> None:
    station.clock.at = datetime(1970, 1, 1, tzinfo=VIETNAM)
    assert checked("clock", lambda: machine.clock(station.clock)).status is Status.FAIL


@pytest.mark.parametrize(("answer", "status"), [("yes", "ok"), ("no", "warn"), ("", "ok")])
def test_who_keeps_the_time_is_told(
    station: Station, monkeypatch: pytest.MonkeyPatch, answer: str, status: str
) -> None:
    monkeypatch.setattr(machine, "_ntp", lambda: answer)
    assert machine.clock(station.clock).status == status


def test_missing_fonts_are_a_failure_and_the_systems_a_warning(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(_weight: object) -> Path:
        raise FontsMissing

    assert machine.fonts(station.clock).status is Status.OK
    monkeypatch.setattr(machine, "font_file", lambda _weight: SYSTEM / "NotoSans-Regular.ttf")
    assert machine.fonts(station.clock).status is Status.WARN
    monkeypatch.setattr(machine, "font_file", missing)
    assert machine.fonts(station.clock).status is Status.FAIL


def test_the_command_answers_in_json_and_exits_1_on_a_failure(station: Station) -> None:
    from kiosk.cli.doctor import app

    result = CliRunner().invoke(app, ["--config", str(station.write()), "--json"])
    answer = json.loads(result.stdout)
    assert result.exit_code == 1
    assert answer["status"] == "fail"
    assert [check["name"] for check in answer["checks"]] == list(NAMES)
    assert answer["checks"][0].keys() == {"name", "status", "detail", "fix"}
    assert "failed: hub" in result.stderr


def test_the_command_exits_0_when_nothing_fails(station: Station, monkeypatch: pytest.MonkeyPatch) -> None:
    from kiosk.cli.doctor import app

    monkeypatch.setitem(STATION, "hub", lambda _config, _clock: skipped("not today"))
    result = CliRunner().invoke(app, ["--config", str(station.write())])
    assert result.exit_code == 0, result.stdout
    assert "WARN  his" in result.stdout


def test_the_command_alone_looks_at_the_installed_station(station: Station, monkeypatch: pytest.MonkeyPatch) -> None:
    from kiosk.cli.doctor import app

    monkeypatch.setattr("kiosk.cli.doctor.INSTALLED", station.write())
    answer = json.loads(CliRunner().invoke(app, ["--json"]).stdout)
    assert answer["checks"][0]["detail"] == "station 03"


def test_the_command_exits_2_without_a_file(station: Station) -> None:
    from kiosk.cli.doctor import app

    result = CliRunner().invoke(app, ["--config", str(station.folder / "absent.toml")])
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


def test_the_page_for_hospital_it_names_every_check() -> None:
    page = (Path(__file__).parents[2] / "docs" / "hospital-it.md").read_text(encoding="utf-8")
    table = page.partition("## Doctor")[2].partition("## Settings")[0]
    assert [line.split("`")[1] for line in table.splitlines() if line.startswith("| `")] == list(NAMES)


def test_of_a_hubs_or_a_receivers_file_what_a_station_has_is_skipped(station: Station) -> None:
    for section in ("reader", "camera"):
        del station.values[section]
    station.set(hub__journal="hub.db")
    found = station.checks()
    assert {found[name].status for name in AT_PATIENTS} == {Status.SKIPPED}
    assert found["hub"].status is Status.FAIL
    station.set(hub__journal=None, hub__inbox="inbox.db")
    found = station.checks()
    assert {found[name].status for name in AT_PATIENTS | OF_A_HUB} == {Status.SKIPPED}


def test_a_stations_checks_load_no_databases_libraries_that_would_keep_its_screen_waiting() -> None:
    code = "import sys, kiosk.doctor; sys.exit('sqlalchemy' in sys.modules or 'alembic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
