"""What doctor found, on paper and watched: one page to sign, a slip, and later only what changed."""

from __future__ import annotations

import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from doctor_bench import Station
from PIL import Image
from typer.testing import CliRunner

from kiosk.cli.doctor import app
from kiosk.doctor import Check, Report, Status, examine
from kiosk.doctor.check import skipped
from kiosk.doctor.examine import NAMES, STATION
from kiosk.doctor.paper import readiness_slip, verdict
from kiosk.doctor.watch import watched
from kiosk.doctor.wording import WORDS


def read_back(file: Path) -> tuple[str, int]:
    """The page's words and how many pages there are, as Poppler reads them."""
    words = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, check=True).stdout.decode()
    facts = subprocess.run(["pdfinfo", str(file)], capture_output=True, check=True).stdout.decode()
    pages = next(int(line.split()[1]) for line in facts.splitlines() if line.startswith("Pages:"))
    return unicodedata.normalize("NFC", words), pages


def test_the_readiness_report_is_one_page_with_every_check_and_a_place_to_sign(station: Station) -> None:
    file = station.folder / "ready.pdf"
    station.set(station__name="Máy 03 · Sảnh A")
    result = CliRunner().invoke(app, ["--config", str(station.write()), "--report", str(file)])
    assert result.exit_code == 1, result.output  # the hub is away
    words, pages = read_back(file)
    assert pages == 1
    for name in NAMES:
        assert WORDS[name].name in words
    for said in ("Bệnh viện Mẫu", "Máy 03 · Sảnh A (mã 03)", "CHƯA SẴN SÀNG: 1 mục không đạt", "ký, ghi rõ họ tên"):
        assert said in words


def report(**statuses: str) -> Report:
    return Report(tuple(Check(name, Status(status), "seen", "") for name, status in statuses.items()))


def test_a_page_of_nothing_but_failures_is_still_one_page(tmp_path: Path) -> None:
    from datetime import datetime

    from kiosk.clock import VIETNAM
    from kiosk.doctor.paper import readiness_report
    from kiosk.reports.paper import as_pdf

    worst = Report(tuple(Check(name, Status.FAIL, "what was seen " * 20, "what mends it") for name in NAMES))
    file = tmp_path / "worst.pdf"
    file.write_bytes(as_pdf(readiness_report(worst, datetime(2026, 11, 24, 6, tzinfo=VIETNAM))))
    assert read_back(file)[1] == 1


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (report(his="ok", card="skipped"), "SẴN SÀNG: mọi mục đều đạt."),
        (report(his="warn"), "SẴN SÀNG, còn 1 mục cần lưu ý."),
        (report(his="fail", hub="fail", card="warn"), "CHƯA SẴN SÀNG: 2 mục không đạt, 1 mục cần lưu ý."),
    ],
)
def test_the_page_says_what_it_comes_to(found: Report, said: str) -> None:
    assert verdict(found) == said


def test_a_short_form_is_printed_on_the_slip_printer(station: Station) -> None:
    result = CliRunner().invoke(app, ["--config", str(station.write()), "--slip"])
    assert result.exit_code == 1
    (slip,) = (station.folder / "slips").glob("*.png")
    with Image.open(slip) as printed:
        assert printed.width == 576
    assert readiness_slip(examine(station.file, station.clock), station.clock.now()).mode == "1"


def test_without_a_good_file_there_is_no_printer_to_print_on(station: Station) -> None:
    station.set(station__id="?")
    result = CliRunner().invoke(app, ["--config", str(station.write()), "--slip"])
    assert result.exit_code == 2
    assert "no slip" in result.stderr


def test_watching_tells_what_changed_and_nothing_else() -> None:
    reports = iter([report(his="ok", hub="ok"), report(his="ok", hub="fail"), report(his="ok", hub="fail")])
    looks: Iterator[tuple[Report, tuple[object, ...]]] = watched(lambda: next(reports), lambda: None)
    told = [[(change.before, change.now.name) for change in next(looks)[1]] for _ in range(3)]  # type: ignore[attr-defined]
    assert told == [[], [(Status.OK, "hub")], []]


def test_the_watching_command_ends_with_the_last_answer(station: Station, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_seconds: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kiosk.cli.doctor.sleep", interrupted)
    result = CliRunner().invoke(app, ["--config", str(station.write()), "--watch"])
    assert result.exit_code == 1
    assert "FAIL  hub" in result.stdout


def test_watching_is_for_people_only(station: Station) -> None:
    assert CliRunner().invoke(app, ["--config", str(station.write()), "--watch", "--json"]).exit_code == 2


@pytest.mark.parametrize(("hub", "code"), [(True, 2), (False, 1)])
def test_strictly_warnings_exit_1_and_failures_2(
    station: Station, monkeypatch: pytest.MonkeyPatch, hub: bool, code: int
) -> None:
    if not hub:
        monkeypatch.setitem(STATION, "hub", lambda _config, _clock: skipped("not today"))
    result = CliRunner().invoke(app, ["--config", str(station.write()), "--strict", "--json"])
    assert result.exit_code == code, result.stdout
