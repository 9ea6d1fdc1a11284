"""The house rules that a reader would otherwise have to remember: imports, clocks, money, what must never be called."""

from __future__ import annotations

import ast
import dataclasses
import re
import subprocess
import sys
import types
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import pytest

from kiosk.clock import VIETNAM
from kiosk.station.records import Checkpoint, station_codec
from kiosk.visit.events import Event

pytestmark = pytest.mark.xdist_group("architecture")  # every file of the product is parsed once

ROOT = Path(__file__).parents[2]
ROOMS = ("kiosk", "chip_reader", "face_match", "his_client", "ui")

READS_THE_CLOCK = {
    "kiosk/clock.py": "the application's clock",
    "his_client/clock.py": "the library's clock, which callers replace",
    "kiosk/cli/card.py": "a command is where the outermost clock is read",
    "kiosk/cli/card_trust.py": "a command is where the outermost clock is read",
    "chip_reader/bench.py": "a measurement is of now",
    "chip_reader/virtual/card.py": "a virtual card made without a moment is valid today",
    "kiosk/demo/cards.py": "a card of the demonstration is signed as of today",
    "kiosk/simulation/rush.py": "a load on real servers runs in real time",
    "kiosk/simulation/rush_bench.py": "a measurement is of now",
    "kiosk/simulation/rush_hospital.py": "the loaded hospital's day runs on from a morning in real time",
}
QT_MODULES = {"QtCore", "QtGui", "QtQml", "QtQuick", "QtSvg", "QtTest", "QtWidgets", "QtNetwork"}
MONEY = re.compile(r"(^|_)(amount|price|due|received|paid|pays|fee|dong|salary)($|_)")


@cache
def trees() -> Mapping[str, ast.Module]:
    """Every module of the rooms, by its path."""
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
    }


def nodes(kind: type[ast.AST]) -> Iterator[tuple[str, Any]]:
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, kind):
                yield path, node


def dotted(node: ast.expr) -> str:
    return ast.unparse(node)


def imported(path_prefix: str = "") -> Iterator[tuple[str, str]]:
    for path, node in nodes(ast.Import):
        yield from ((path, alias.name) for alias in node.names if path.startswith(path_prefix))
    for path, node in nodes(ast.ImportFrom):
        if node.level == 0 and path.startswith(path_prefix):
            yield from ((path, f"{node.module}.{alias.name}") for alias in node.names)


def test_there_is_something_to_look_at() -> None:
    assert len(trees()) > 150
    assert {path.split("/")[0] for path in trees()} == set(ROOMS)


def test_the_import_contracts_hold() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert ", 0 broken" in done.stdout


def test_nobody_imports_face_recognition_or_asks_for_its_68_points() -> None:
    assert [path for path, name in imported() if name.startswith("face_recognition")] == []
    for path, node in nodes(ast.Constant):
        assert not (isinstance(node.value, str) and "shape_predictor_68" in node.value), path


def test_chip_images_are_never_given_to_a_decoder_that_guesses() -> None:
    calls = [(path, dotted(node.func)) for path, node in nodes(ast.Call)]
    assert [(path, name) for path, name in calls if name.endswith("imdecode")] == []


def test_nobody_switches_verification_off_or_opens_a_shell() -> None:
    for path, call in nodes(ast.Call):
        for keyword in call.keywords:
            value = keyword.value.value if isinstance(keyword.value, ast.Constant) else None
            assert not (keyword.arg == "verify" and value is False), path
            assert not (keyword.arg == "shell" and value is True), path
            assert not (keyword.arg == "check_hostname" and value is False), path
    calls = {(path, dotted(node.func)) for path, node in nodes(ast.Call)}
    assert {path for path, name in calls if name in ("os.system", "os.popen", "eval", "exec")} == set()


def test_time_comes_from_a_clock_that_is_handed_in() -> None:
    readers = {
        path
        for path, node in nodes(ast.Call)
        if dotted(node.func) in ("datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time")
    }
    assert readers <= set(READS_THE_CLOCK)
    assert set(READS_THE_CLOCK) <= readers, "a reason stands here for a file that no longer needs it"


def test_windows_use_few_modules_of_qt_and_only_they_do() -> None:
    for path, name in imported():
        if name.startswith("PySide6"):
            assert path.startswith("ui/")
            assert name.split(".")[1] in QT_MODULES, (path, name)


def test_windows_touch_no_device_no_network_and_no_database() -> None:
    forbidden = ("smartcard", "cv2", "dlib", "requests", "sqlite_utils", "sqlite3", "socket", "chip_reader.pcsc")
    assert [(path, name) for path, name in imported("ui/") if name.startswith(forbidden)] == []


def test_money_is_whole_dong() -> None:
    for path, node in [*nodes(ast.AnnAssign), *nodes(ast.arg)]:
        if node.annotation is None:
            continue
        name = dotted(node.target) if isinstance(node, ast.AnnAssign) else node.arg
        if MONEY.search(name):
            assert "float" not in dotted(node.annotation), (path, name)


def test_the_visit_reads_no_clock_no_disk_and_no_chance() -> None:
    outside = ("time", "random", "secrets", "os", "pathlib", "socket", "sqlite3", "threading", "subprocess", "logging")
    for path, name in imported("kiosk/visit/"):
        assert name.split(".")[0] not in outside, (path, name)
    for path, node in nodes(ast.Call):
        if path.startswith("kiosk/visit/"):
            assert dotted(node.func) not in ("open", "print", "input"), path


def test_no_text_of_the_project_is_in_two_unicode_forms() -> None:
    import unicodedata

    for room in ROOMS:
        for path in (ROOT / room).rglob("*"):
            if path.suffix in (".py", ".qml", ".toml", ".ts", ".html"):
                text = path.read_text(encoding="utf-8")
                assert unicodedata.is_normalized("NFC", text), path


# -- every event of a station's journal comes back as it was written


def sample(hint: Any) -> Any:
    """A value of this type, every optional part filled."""
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return sample(args[0])
    if origin in (Union, types.UnionType):
        return sample(next(arg for arg in args if arg is not type(None)))
    if origin is tuple:
        return (sample(args[0]),)
    if origin is not None and issubclass(origin, Mapping):
        return {"key": "Khoá"}
    if dataclasses.is_dataclass(hint):
        hints = get_type_hints(hint, include_extras=True)
        return hint(**{field.name: sample(hints[field.name]) for field in dataclasses.fields(hint)})  # type: ignore[operator]
    if issubclass(hint, Enum):
        return next(iter(hint))
    if issubclass(hint, datetime):
        return datetime(2026, 11, 24, 7, 0, tzinfo=VIETNAM)
    if issubclass(hint, date):
        return date(2026, 11, 24)
    return {str: "Thử", bool: True, int: 7, float: 0.5}[hint]


def emptied(event: Any) -> Any:
    """The same event with every optional part left out."""
    hints = get_type_hints(type(event), include_extras=True)
    nothing: dict[str, Any] = {}
    for field in dataclasses.fields(event):
        bare = hints[field.name]
        while get_origin(bare) is Annotated:
            bare = get_args(bare)[0]
        if type(None) in get_args(bare):
            nothing[field.name] = None
        elif get_origin(bare) is tuple:
            nothing[field.name] = ()
    return dataclasses.replace(event, **nothing)


def kinds() -> list[type[Any]]:
    from kiosk.delivery.machine import DeliveryEvent

    found: dict[str, type[Any]] = {}
    waiting: list[type[Any]] = [Event, DeliveryEvent]
    while waiting:
        cls = waiting.pop()
        below = cls.__subclasses__()
        waiting += below
        if not below and dataclasses.is_dataclass(cls) and "__slots__" in vars(cls):
            found[cls.__name__] = cls
    return [*found.values(), Checkpoint]


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.__name__)
def test_every_event_comes_back_from_the_journal_as_it_was_written(kind: type[Any]) -> None:
    codec = station_codec()
    for event in (sample(kind), emptied(sample(kind))):
        encoded = codec.encode(event)
        assert codec.decode(encoded.kind, encoded.body, encoded.personal) == event


def test_every_event_was_found() -> None:
    names = {kind.__name__ for kind in kinds()}
    assert {"VisitStarted", "CardRead", "CoverageKnown", "DeliveryRequested", "DeliveryDone", "Checkpoint"} <= names
    assert len(names) > 45


def test_no_two_test_modules_have_one_name() -> None:
    """They are imported by their bare names: the second of two would not be run."""
    names = Counter(path.name for path in (ROOT / "tests").rglob("test_*.py"))
    assert [name for name, count in names.items() if count > 1] == []
