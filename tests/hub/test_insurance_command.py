"""`kiosk insurance` beyond one check: what is to be made later, who pays what, and the check-in record of a visit."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hub_parts import MORNING
from hub_running import TOKEN, RunningHub, station_toml, until
from typer.testing import CliRunner, Result

from his_client.checkin import FIELDS
from his_client.his.ports import (
    Department,
    Identity,
    IdentitySource,
    InsuranceClaim,
    Registered,
    RegistrationRequest,
    Service,
)
from his_client.insurance.ports import Eligibility, EligibilityStatus
from his_client.outcome import Done, Refused
from his_client.sandbox.faults import CallFault
from his_client.sandbox.run import Sandbox
from kiosk.cli import command_line
from kiosk.cli.insurance import app
from kiosk.clock import SystemClock
from kiosk.config import StationConfig
from kiosk.config.render import render_toml
from kiosk.delivery.machine import DeliveryDone, DeliveryRequested
from kiosk.hub.client import HubClient
from kiosk.hub.ports import UnverifiedVisit
from kiosk.journal import Journal, MasterKey
from kiosk.station.records import station_codec
from kiosk.visit import events as ev
from kiosk.visit.values import Policy

VISIT = "0193a000-0000-7000-8000-000000000001"
KEY = "5a" * 32
CARD = "GD4010123452345"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


# -- pending


def station_file(folder: Path, hub: str = "http://127.0.0.1:9") -> Path:
    path = folder / "station.toml"
    text = render_toml(
        {
            "station": {
                "id": "03",
                "hospital": "Bệnh viện Mẫu",
                "name": "Máy 03",
                "facility": "01010",
                "journal": folder / "station.db",
            },
            "printer": {"kind": "picture", "path": folder / "slips"},
            "hub": {"url": hub},
        },
        comments=False,
    )
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_to_be_checked_later_is_listed_without_a_name(
    running: RunningHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIOSK_HUB_TOKEN", TOKEN)
    path = station_file(tmp_path, running.url)
    assert run("pending", "--config", str(path)).exit_code == 0
    running.insurer.faults.arm(CallFault.LOST_REQUEST, 1)
    client = HubClient(running.url, TOKEN)
    client.check("001090000017", "Nguyễn Đức Mẫu", "1990-03-15", visit_id=VISIT)
    client.close()
    shown = run("pending", "--config", str(path))
    assert shown.exit_code == 1
    assert VISIT in shown.stdout
    assert "timeout" in shown.stdout
    as_json = json.loads(run("pending", "--config", str(path), "--json").stdout)
    assert [line["phase"] for line in as_json["checks"]] == ["waiting"]
    for secret in ("Nguyễn", "001090000017", CARD):
        assert secret not in shown.stdout


def test_a_hub_that_does_not_answer_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIOSK_HUB_TOKEN", TOKEN)
    done = run("pending", "--config", str(station_file(tmp_path)))
    assert (done.exit_code, "kiosk hub serve" in done.stderr) == (2, True)


def test_a_named_person_takes_over_what_was_handed_over_and_whom_it_was_about_can_be_erased(
    running: RunningHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIOSK_HUB_TOKEN", TOKEN)
    path = str(station_file(tmp_path, running.url))
    client = HubClient(running.url, TOKEN)
    long_ago = SystemClock().now() - timedelta(days=4)
    visit = UnverifiedVisit(VISIT, "001090000017", "Nguyễn Đức Mẫu", "1990-03-15", long_ago, "timeout")
    assert client.report_unverified(visit) == Done(None)
    assert run("seen", "--visit", "other", "--by", "Lê Thu", "--config", path).exit_code == 1

    def listed() -> list[str]:
        return [line["phase"] for line in json.loads(run("pending", "--config", path, "--json").stdout)["checks"]]

    assert until(listed, ["handed_over"]) == ["handed_over"]
    assert run("pending", "--config", path).exit_code == 1
    assert run("seen", "--visit", VISIT, "--by", "Lê Thu", "--config", path).exit_code == 0
    assert (listed(), run("pending", "--config", path).exit_code) == (["seen"], 0)
    unknown_moment = {"visit_id": "v2", "number": "1", "full_name": "A", "birth_date": "1990", "code": "timeout"}
    assert client._post("/insurance/unverified", {**unknown_moment, "failed_at": "today"}, dict) == Refused(
        "bad_request"
    )
    client.close()
    assert run("erase", "--visit", VISIT, "--config", path).exit_code == 0


# -- asking


@pytest.fixture
def hospital_file(sandbox: Sandbox, config: StationConfig, tmp_path: Path) -> Callable[..., Path]:
    def write(**changes: str) -> Path:
        text = station_toml(sandbox)
        for old, new in changes.items():
            text = text.replace(old.replace("__", " = "), new)
        path = tmp_path / "hospital.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def asked(path: Path, command: str = "check") -> Result:
    person = ("--id", "001090000017", "--name", "Nguyễn Đức Mẫu", "--birth", "1990-03-15")
    return run(command, *person, "--config", str(path), "--json")


@pytest.mark.parametrize("route", ["vss", "his"])
def test_whoever_the_file_names_is_asked(hospital_file: Callable[..., Path], sandbox: Sandbox, route: str) -> None:
    done = asked(hospital_file(enabled__true=f'enabled = true\nroute = "{route}"'))
    assert done.exit_code == 0, done.stderr
    assert (json.loads(done.stdout)["card"], json.loads(done.stdout)["route"]) == (CARD, "1.1")
    assert sandbox.sessions.taken == (1 if route == "vss" else 0)


def test_a_persons_co_payment_is_told_or_that_there_is_none(
    hospital_file: Callable[..., Path], sandbox: Sandbox
) -> None:
    path = hospital_file()
    none = asked(path, "copayment")
    assert (none.exit_code, json.loads(none.stdout)) == (1, {"co_paid": None})
    import requests

    url = f"{sandbox.urls['insurance']}/_control/"
    requests.post(f"{url}copayment", json={"id_number": "001090000017", "amount": "1396758"}, timeout=5)
    some = asked(path, "copayment")
    assert (some.exit_code, json.loads(some.stdout)) == (0, {"co_paid": "1396758.0"})
    requests.post(f"{url}gateway", json={"most_questions": 0}, timeout=5)
    restricted = asked(path, "copayment")
    assert (restricted.exit_code, "restricted" in restricted.stderr) == (2, True)


# -- estimates and tables


def test_an_estimate_explains_itself() -> None:
    done = run("estimate", "--route", "1.18", "--card", CARD, "--service", "50600", "--on", "2026-11-24")
    assert done.exit_code == 0
    assert "20.240 đ" in done.stdout
    told = json.loads(
        run(
            "estimate", "--route", "1.1", "--level", "80", "--service", "150000:50600", "--on", "2026-11-24", "--json"
        ).stdout
    )
    assert (told["insurer_pays"], told["patient_pays"], told["rule"], told["percent"]) == (
        40_480,
        109_520,
        "card",
        "80",
    )


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--route", "7.1", "--service", "1"), 1),
        (("--route", "1.1"), 2),
        (("--route", "1.1", "--service", "x"), 2),
        (("--route", "1.1", "--service", "1", "--on", "24/11/2026"), 2),
        (("--route", "1.1", "--service", "1", "--level", "101"), 2),
        (("--route", "1.1", "--service", "1", "--co-paid", "much"), 2),
        (("--route", "1.1", "--price-list", "1", "--on", "2026-11-24"), 0),
    ],
)
def test_a_question_without_an_estimate_says_why_by_its_exit_code(arguments: tuple[str, ...], code: int) -> None:
    done = run("estimate", *arguments)
    assert (done.exit_code, bool(done.stderr)) == (code, code != 0)


def test_the_tables_say_where_they_come_from_and_a_wrong_one_is_named(tmp_path: Path) -> None:
    shown = run("tables")
    assert shown.exit_code == 0
    assert "161/2026" in shown.stdout
    own = tmp_path / "tables"
    own.mkdir()
    (own / "levels.toml").write_text('source = "x"\ndate = "y"\n[level]\n"4" = "80"\n')
    path = station_file(tmp_path)
    path.write_text(path.read_text(encoding="utf-8") + f'\n[insurance]\ntables = "{own}"\n', encoding="utf-8")
    for wrong in (
        run("tables", "--config", str(path)),
        CliRunner().invoke(command_line(["run"]), ["run", "--config", str(path)]),
    ):
        assert wrong.exit_code == 2
        assert "levels.toml: level.4" in wrong.stderr


# -- the check-in record


@pytest.fixture
def journalled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """A station file whose journal holds one visit as far as it got."""
    monkeypatch.setenv("KIOSK_JOURNAL_KEY", KEY)
    identity = Identity("001090000017", "Nguyễn Đức Mẫu", "1990-03-15", "Nam", "", IdentitySource.CHIP_AND_FACE)
    claim = InsuranceClaim(CARD, 80, "eligible", "000", "1.18")
    request = RegistrationRequest(VISIT, "03", identity, "K01", "DV01", 50_600, claim, None, MORNING)
    coverage = Eligibility(
        EligibilityStatus.ELIGIBLE, "000", CARD, 80, date(2026, 1, 1), date(2026, 12, 31), "79010", None, None
    )
    service = Service("DV01", "Khám Nội", 50_600, 50_600)
    department = Department("K01", "K01", "Nội", "101", "1", "A", 0, 0, "", None, None, False, service)
    policy = Policy(desk="2", facility="01010", consent_version="1")
    answer = Registered(VISIT, "20261124000001", "BN0000001", "A128", "101", "1", "A", 0, 0, "HD1", 10_120)
    everything: tuple[object, ...] = (
        ev.VisitStarted(VISIT, "03", MORNING, "vi", True, policy),
        ev.CoverageKnown(coverage),
        ev.DepartmentsKnown((department,), MORNING),
        DeliveryRequested(VISIT, request),
        DeliveryDone(VISIT, answer),
    )

    def write(rows: int) -> Path:
        path = station_file(tmp_path)
        master = MasterKey(bytes.fromhex(KEY))
        journal = Journal.open(tmp_path / "station.db", station_codec(), master, SystemClock())
        journal.append([(VISIT, event) for event in everything[:rows]])
        journal.close()
        return path

    return write


def test_a_registered_visit_has_a_whole_record(journalled: Callable[..., Path]) -> None:
    path = journalled(5)
    done = run("checkin", "--visit", VISIT, "--config", str(path), "--json")
    assert (done.exit_code, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert list(told) == list(FIELDS)
    assert {name: told[name] for name in ("MA_LK", "MA_BN", "MA_THE_BHYT", "GT_THE_DEN", "MA_DOITUONG_KCB")} == {
        "MA_LK": "20261124000001",
        "MA_BN": "BN0000001",
        "MA_THE_BHYT": CARD,
        "GT_THE_DEN": "20261231",
        "MA_DOITUONG_KCB": "1.18",
    }
    assert (told["TEN_DICH_VU"], told["NGAY_VAO"], told["NGAY_YL"]) == ("Khám Nội", "202611240700", "202611240700")


def test_it_is_written_as_xml(journalled: Callable[..., Path]) -> None:
    done = run("checkin", "--visit", VISIT, "--config", str(journalled(5)), "--xml")
    root = ElementTree.fromstring(done.stdout_bytes)
    assert root.findtext("DSACH_TRANG_THAI_KCB/TRANG_THAI_KCB/HO_TEN") == "Nguyễn Đức Mẫu"
    assert root.find("CHUKYDONVI") is not None


def test_before_the_hospital_answered_the_record_lacks_what_it_gives(journalled: Callable[..., Path]) -> None:
    done = run("checkin", "--visit", VISIT, "--config", str(journalled(4)))
    assert done.exit_code == 1
    assert done.stderr.splitlines() == ["MA_LK: missing", "MA_BN: missing"]


@pytest.mark.parametrize(("rows", "visit"), [(3, VISIT), (5, "another")])
def test_a_visit_that_was_not_sent_has_no_record(journalled: Callable[..., Path], rows: int, visit: str) -> None:
    done = run("checkin", "--visit", visit, "--config", str(journalled(rows)))
    assert (done.exit_code, done.stdout) == (1, "")


def test_a_station_without_a_journal_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIOSK_JOURNAL_KEY", KEY)
    assert run("checkin", "--visit", VISIT, "--config", str(station_file(tmp_path))).exit_code == 2
    assert not (tmp_path / "station.db").exists()
