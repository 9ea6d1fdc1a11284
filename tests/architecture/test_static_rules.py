"""Rules that keep attacks and leaks out, as a reader of the code would check them; every exception has its reason."""

from __future__ import annotations

import ast
import re
from functools import cache
from typing import Any

import pytest
from test_architecture import trees

pytestmark = pytest.mark.xdist_group("architecture")  # every file of the product is parsed once

OPENS_CONNECTIONS = {
    "chip_reader/confirmation.py": "the provider that confirms cards; the whole answer has one deadline",
    "chip_reader/file_device.py": "one line to this machine, read under a deadline of its own",
    "chip_reader/virtual/vpcd.py": "a virtual card in pcscd, on loopback",
    "face_match/measure/live_bench.py": "a measurement's own server, on loopback",
    "his_client/http.py": "the client of every peer: one deadline for the whole call",
    "his_client/sandbox/payos_app.py": "the sandbox as a provider, on loopback",
    "his_client/sandbox/webhooks.py": "the sandbox as a provider, on loopback",
    "kiosk/admin/playground.py": "the sandbox's bank, on loopback",
    "kiosk/attached/machine.py": "whether a printer listens; nothing is read",
    "kiosk/demo/hand.py": "the sandbox, on loopback",
    "kiosk/demo/run.py": "the sandbox, on loopback",
    "kiosk/doctor/greeting.py": "whether a peer listens; what is read has a deadline",
    "kiosk/hub/gate/behind.py": "the hub on this machine, with a total time",
    "kiosk/simulation/rush_bench.py": "a measurement's own server, on loopback",
    "kiosk/station/agent/enrol.py": "the fleet's authority before it is trusted, under a whole deadline",
    "kiosk/station/agent/line.py": "a release, under a whole deadline",
    "kiosk/printing/channels.py": "a printer, which is written to under one deadline",
}
"""Who opens a connection. Campaigns, which are run against the product, are no part of it."""

DECODES_PICTURES = {
    "face_match/portrait/child.py": "the child: it decodes nothing but JPEG, with limits, and may die",
    "face_match/camera/opencv.py": "a camera that shows pictures of a folder, for demonstrations",
    "face_match/demo/people.py": "a picture that a library ships",
    "face_match/measure/degrade.py": "a measurement decodes what it has encoded",
    "face_match/still_files.py": "pictures that whoever measures names",
    "kiosk/demo/hand.py": "a slip that this program has drawn",
}

BUILDS_SQL = {
    "kiosk/hub/db/engine.py": "the name of a setting, one of two",
    "kiosk/hub/db/migrations/versions/v0001_journal_and_ledger.py": "names of our tables, which cannot be bound",
    "kiosk/life/dump.py": "names of our tables",
    "kiosk/reconcile/csv_files.py": "names of our columns; what a file holds is bound",
    "kiosk/reconcile/engine/bench/region.py": "a measurement's own query and file",
    "kiosk/reconcile/engine/store.py": "names of our tables and variables; values are bound",
}

TELLS_NAMES = {"kiosk/cli/hub_user.py": "the members of staff, to whoever keeps the hub's users"}

CONNECTIONS = re.compile(
    r"requests\.(get|post|put|patch|delete|head|request|Session)|urllib\.request\.urlopen|urlopen"
    r"|socket\.create_connection|(aiohttp\.)?ClientSession|(http\.client\.)?HTTPS?Connection"
)
DECODERS = re.compile(r"(PIL\.)?Image\.open|cv2\.im(read|decode)|(iio|imageio)\.imread")
PERSON = re.compile(
    r"(^|_)(full_name|id_number|birth|birth_date|date_of_birth|residence|mrz|card_number|insurance_number|portrait)($|_)"
)
SPEAKS = re.compile(r"print|(log|logger|logging)\.\w+|(sys\.)?std(out|err)\.write|typer\.echo")


@cache
def found(kind: type[ast.AST]) -> tuple[tuple[str, Any], ...]:
    """Every node of a kind, with its file; all kinds that are looked for are gathered in one walk."""
    return tuple((path, node) for path, node in _gathered() if isinstance(node, kind))


@cache
def _gathered() -> tuple[tuple[str, ast.AST], ...]:
    kinds = (ast.Call, ast.Constant, ast.Raise)
    return tuple((path, node) for path, tree in trees().items() for node in ast.walk(tree) if isinstance(node, kinds))


@cache
def calls() -> tuple[tuple[str, str, ast.Call], ...]:
    """Every call of the product: its file, what is called, and how."""
    return tuple(
        (path, spelled(node.func), node) for path, node in found(ast.Call) if not path.startswith("kiosk/campaign/")
    )


def spelled(node: ast.AST) -> str:
    """A dotted name; what is called on the result of a call begins with a dot."""
    if isinstance(node, ast.Attribute):
        return f"{spelled(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def named(node: ast.AST) -> set[str]:
    """Names of a person's data in an expression."""
    names = {getattr(sub, "attr", "") or getattr(sub, "id", "") for sub in ast.walk(node)}
    return {name for name in names if PERSON.search(name)}


def only(where: set[str], excepted: dict[str, str]) -> None:
    assert where <= set(excepted), sorted(where - set(excepted))
    assert set(excepted) <= where, "a reason stands here for a file that no longer needs it"


def test_connections_are_opened_where_a_deadline_holds_them() -> None:
    opened = [(path, name, call) for path, name, call in calls() if CONNECTIONS.fullmatch(name)]
    only({path for path, _, _ in opened}, OPENS_CONNECTIONS)
    for path, name, call in opened:
        given = {keyword.arg: keyword.value for keyword in call.keywords}
        assert name == "requests.Session" or "timeout" in given, (path, name)
        assert not (isinstance(given.get("timeout"), ast.Constant) and given["timeout"].value is None), path  # type: ignore[attr-defined]


def test_pictures_are_decoded_in_the_child_that_may_die() -> None:
    only({path for path, name, _ in calls() if DECODERS.fullmatch(name)}, DECODES_PICTURES)


def built(query: Any) -> bool:
    """Whether a text is put together where it stands."""
    if isinstance(query, ast.Call) and spelled(query.func).rpartition(".")[2] in ("text", "format"):
        query = query.args[0] if query.args else query.func
    return isinstance(query, ast.JoinedStr | ast.BinOp)


def test_sql_is_whole_and_its_values_are_bound() -> None:
    asked = ("execute", "executemany", "executescript")
    found = {
        path for path, name, call in calls() if name.rpartition(".")[2] in asked and call.args and built(call.args[0])
    }
    only(found, BUILDS_SQL)


def test_nothing_changes_or_cuts_the_journal() -> None:
    change = re.compile(
        r"\b(UPDATE(\s+OR\s+\w+)?|DELETE\s+FROM|REPLACE\s+INTO|DROP\s+TABLE(\s+IF\s+EXISTS)?)\s+journal\b", re.I
    )
    for path, node in found(ast.Constant):
        assert not (isinstance(node.value, str) and change.search(node.value)), path


def test_nobody_prints_or_logs_whose_data_it_is() -> None:
    spoken = [(path, call) for path, name, call in calls() if SPEAKS.fullmatch(name)]
    assert len(spoken) > 200
    only({path for path, call in spoken if named(call)}, TELLS_NAMES)


def test_a_log_s_event_is_a_word_and_never_put_together() -> None:
    for path, name, call in calls():
        if re.fullmatch(r"(log|logger|logging)\.(debug|info|warning|error|exception|critical)", name):
            assert call.args, path
            assert isinstance(call.args[0], ast.Constant), (path, call.lineno)


def test_no_error_s_sentence_holds_a_person_s_data() -> None:
    for path, node in found(ast.Raise):
        texts = [part for part in ast.walk(node) if isinstance(part, ast.FormattedValue)]
        assert not any(named(part) for part in texts), (path, node.lineno)
