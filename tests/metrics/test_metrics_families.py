"""What may be told to Prometheus: a list of names and labels, each label with its values, none a person's."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest
from prometheus_client import generate_latest
from prometheus_client.parser import text_string_to_metric_families

from chip_reader import CardGone
from his_client.outcome import Done, Refused, Unknown
from kiosk.fleet.rules import causes
from kiosk.metrics.book import Book
from kiosk.metrics.families import GATE, HUB, LABELS, OTHER, PROCESS, RULES, STATION, WORKS, Family, fitting
from kiosk.metrics.serving import MetricsServer, NotLoopback
from kiosk.metrics.told import ended, work_of
from kiosk.privacy import DataClass, field_classes
from kiosk.station.summary import VisitSummed
from kiosk.visit import events as ev

ROOT = Path(__file__).parents[2]
FAMILIES = {family.name: family for family in (*STATION, *HUB, *GATE)}
NAME = "Nguyễn Thị Ẩn"


def test_every_label_of_every_metric_is_in_the_list_of_labels() -> None:
    for family in FAMILIES.values():
        assert set(family.labels) <= set(LABELS), family.name
    assert {label for family in FAMILIES.values() for label in family.labels} == set(LABELS)


def test_every_metric_has_a_name_as_prometheus_wants_it_and_says_what_it_is() -> None:
    for family in FAMILIES.values():
        assert re.fullmatch(r"kiosk(_[a-z]+)+", family.name), family.name
        assert family.about.endswith("."), family.name
        assert (family.kind == "histogram") is bool(family.buckets), family.name
        assert (family.kind == "counter") is family.name.endswith("_total"), family.name
        assert family.kind != "histogram" or family.name.endswith("_seconds")


@pytest.mark.parametrize(
    "planted", [NAME, "NGUYEN THI AN", "001190012345", "DN4010012345678", "0912345678", "1990-02-14"]
)
def test_no_label_takes_a_name_or_a_number(planted: str) -> None:
    assert {fitting(label, planted) for label in LABELS} == {OTHER}


def test_a_label_that_is_not_in_the_list_cannot_be_told() -> None:
    book = Book([Family("kiosk_visits_total", "counter", "Visits.", ("journey",))])
    with pytest.raises(KeyError):
        book.count("kiosk_visits_total", name=NAME)
    with pytest.raises(ValueError, match=r"."):
        book.count("kiosk_visits_total", journey="child", reason="idle")
    with pytest.raises(KeyError):
        book.count("kiosk_people_total")


def test_a_gauge_that_is_not_in_the_list_cannot_be_told() -> None:
    book = Book([Family("kiosk_state", "gauge", "The state.", ("state",))])
    book.look(lambda: [("kiosk_state", {"name": NAME}, 1.0)])
    with pytest.raises(ValueError, match="kiosk_state"):
        generate_latest(book.registry)


def test_what_stands_beside_the_list_is_the_clients_own_of_the_process() -> None:
    told = {sample.name for metric in Book(STATION).registry.collect() for sample in metric.samples}
    assert {name for name in told if not name.startswith("kiosk_")} <= set(PROCESS)


def test_every_job_a_worker_is_given_has_its_name_in_the_list() -> None:
    named: set[str] = set()
    for path in (ROOT / "kiosk").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)) if ".work(" in text else ():
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "work":
                name = node.args[0]
                if isinstance(name, ast.Constant):
                    named.add(str(name.value))
    assert len(named) > 30
    assert {work_of(name) for name in named} <= WORKS


def test_every_rule_of_the_fleet_has_its_name_in_the_list() -> None:
    tree = ast.parse(Path(causes.__code__.co_filename).read_text(encoding="utf-8"))
    told = [node.value for node in ast.walk(tree) if isinstance(node, ast.Yield)]
    rules = {one.elts[0].value for one in told if isinstance(one, ast.Tuple) and isinstance(one.elts[0], ast.Constant)}
    assert len(rules) > 6
    assert rules <= RULES


def test_a_visits_line_has_no_personal_field() -> None:
    assert set(field_classes(VisitSummed).values()) == {DataClass.NONE}


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (Done(3), "done"),
        (None, "done"),
        (True, "done"),
        (False, "unknown"),
        (Refused("full"), "refused"),
        (Unknown("timeout"), "unknown"),
        (CardGone(), "failed"),
        ("paper", "failed"),
        (ev.HisSilent("patient"), "unknown"),
        (ev.TicketPrinted(), "done"),
    ],
)
def test_a_call_is_counted_by_how_it_ended(answer: object, outcome: str) -> None:
    assert ended(answer) == outcome


@pytest.mark.parametrize("host", ["0.0.0.0", "10.0.3.21", "::", "hub.benhvien.example"])
def test_metrics_are_served_on_this_machine_only(host: str) -> None:
    with pytest.raises(NotLoopback):
        MetricsServer(Book(STATION).registry, f"[{host}]:0" if ":" in host else f"{host}:0")


# -- what is given to a hospital with the package: rules and a dashboard

MONITORING = ROOT / "packaging" / "monitoring"
SERIES = {
    name
    for family in FAMILIES.values()
    for name in (
        [f"{family.name}{end}" for end in ("_bucket", "_sum", "_count")]
        if family.kind == "histogram"
        else [family.name]
    )
} | set(PROCESS)


def expressions() -> dict[str, list[str]]:
    board = json.loads((MONITORING / "dashboard.json").read_text(encoding="utf-8"))
    targets = [target["expr"] for panel in board["panels"] for target in panel.get("targets", ())]
    rules = re.findall(r"^ +expr: (.+)$", (MONITORING / "alerts.yml").read_text(encoding="utf-8"), re.MULTILINE)
    return {"dashboard.json": targets, "alerts.yml": rules}


@pytest.mark.parametrize("file", ["dashboard.json", "alerts.yml"])
def test_rules_and_dashboard_ask_only_for_what_is_told(file: str) -> None:
    found = expressions()[file]
    assert len(found) >= 9
    for expression in found:
        asked = set(re.findall(r"\b(?:kiosk|process)_[a-z_]+", expression))
        assert asked, expression
        assert asked <= SERIES, expression
        for name, matchers in re.findall(r"\b((?:kiosk|process)_[a-z_]+)\{([^}]*)\}", expression):
            family = FAMILIES[re.sub(r"_(bucket|sum|count)$", "", name)]
            for label, value in re.findall(r'([a-z_]+)(?:=~|!=|!~|=)"([^"]*)"', matchers):
                assert label in family.labels, expression
                assert all(fitting(label, one) == one for one in value.split("|")), expression


def test_every_alert_is_explained_with_a_first_action() -> None:
    page = (ROOT / "docs" / "monitoring.md").read_text(encoding="utf-8")
    text = (MONITORING / "alerts.yml").read_text(encoding="utf-8")
    names = re.findall(r"- alert: (\w+)", text)
    assert len(names) >= 9
    assert [name for name in names if f"\n### {name}\n" not in page] == []
    assert re.findall(r"\n### (Kiosk\w+)\n", page) == names
    for part in page.split("\n### ")[1:]:
        if part.startswith("Kiosk"):
            assert "First: " in part.replace("\n", " "), part[:60]
    assert text.count("summary: ") == text.count("runbook: ") == len(names)


def test_every_metric_is_explained() -> None:
    page = (ROOT / "docs" / "monitoring.md").read_text(encoding="utf-8")
    assert [name for name in FAMILIES if f"| `{name}` |" not in page] == []


def test_the_dashboard_is_one_that_grafana_takes() -> None:
    board = json.loads((MONITORING / "dashboard.json").read_text(encoding="utf-8"))
    assert {"title", "uid", "schemaVersion", "panels", "templating", "time"} <= board.keys()
    assert len({panel["id"] for panel in board["panels"]}) == len(board["panels"])
    for panel in board["panels"]:
        place = panel["gridPos"]
        assert place["x"] + place["w"] <= 24
        for target in panel.get("targets", ()):
            assert target["datasource"]["uid"] == "${prometheus}"


def test_what_a_registry_tells_can_be_read() -> None:
    book = Book(STATION)
    book.count("kiosk_visits_total", journey="child", ending="done", reason="registered")
    book.observe("kiosk_visit_step_seconds", 4.2, step="consent")
    read = {metric.name: metric for metric in text_string_to_metric_families(generate_latest(book.registry).decode())}
    assert read["kiosk_visits"].samples[0].labels == {"journey": "child", "ending": "done", "reason": "registered"}
    assert [sample.value for sample in read["kiosk_visit_step_seconds"].samples if sample.name.endswith("_sum")] == [
        4.2
    ]
