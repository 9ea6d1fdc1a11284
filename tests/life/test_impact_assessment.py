"""The impact assessment is true: each personal field that is kept is in it with its class, and what it promises."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from kiosk.config.model import Data
from kiosk.hub.records import hub_codec
from kiosk.journal import Codec
from kiosk.life.breach import NOTICE_H
from kiosk.privacy import DataClass, field_classes
from kiosk.station.records import station_codec
from kiosk.visit.values import Consent

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/dpia.md").read_text(encoding="utf-8")
KEPT = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.partition("## Dữ liệu được ghi")[2].partition("\n## ")[0].splitlines()
    if line.startswith("| ") and "`" in line
]


def personal(codec: Codec) -> dict[str, str]:
    return {
        f"{event.__name__}.{name}": found.value
        for event in codec.types
        for name, found in field_classes(event).items()
        if found is not DataClass.NONE
    }


@pytest.mark.parametrize(("column", "codec"), [(2, station_codec()), (3, hub_codec())], ids=["station", "hub"])
def test_every_personal_field_of_the_journals_is_told_with_its_class_and_no_other(column: int, codec: Codec) -> None:
    told = {name: row[1] for row in KEPT for name in re.findall(r"`(\w+\.\w+)`", row[column])}
    assert told == personal(codec)


def test_every_purpose_is_one_that_is_asked_for_and_none_is_left_out() -> None:
    purposes = PAGE.partition("## Mục đích và căn cứ")[2].partition("\n## ")[0]
    assert set(re.findall(r"\| `(\w+)` \|", purposes)) == {field.name for field in fields(Consent)}


def test_the_periods_are_those_of_the_program() -> None:
    settings = Data()
    assert f"sau **{settings.keep_days}** ngày" in PAGE
    assert f"`backup_keep`, **{settings.backup_keep}** bản" in PAGE
    assert f"**{NOTICE_H}** giờ" in PAGE


def test_every_guard_has_a_test_that_exists() -> None:
    named = set(re.findall(r"`(test_\w+)`", PAGE))
    there = {
        name
        for path in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"^\s*def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert named
    assert named - there == set()
