"""The demonstration from end to end: the sandbox HIS holds the visit, and nothing personal lies beside it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_parts import kiosk

from chip_reader.virtual import load_profile
from face_match.demo import demo_portrait

PATIENT = load_profile("adult-2021")
PICTURE_BEGINS = (b"\xff\xd8\xff\xe0\x00\x10JFIF", b"\xff\xd8\xff\xdb\x00\x43", b"\x00\x00\x00\x0cjP  \r\n\x87\n")


def spellings(text: str) -> list[bytes]:
    return [text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be"), json.dumps(text).strip('"').encode()]


@pytest.mark.timeout(170)
def test_the_scripted_demonstration_ends_with_the_visit_in_the_his_and_nothing_personal_on_the_disk(
    tmp_path: Path,
) -> None:
    answer = kiosk("demo", "--script", timeout=150, TMPDIR=str(tmp_path))
    assert answer.code == 0, answer.err
    last = answer.out.splitlines()[-1]
    assert last.startswith("DEMO ")
    summary = json.loads(last.removeprefix("DEMO "))
    assert set(summary) == {"visit", "queue_number", "screens", "his_db"}

    held = kiosk("sandbox", "show", "--db", summary["his_db"], "--visit", summary["visit"], "--json")
    assert held.code == 0
    assert held.json["registration"]["queue_number"] == summary["queue_number"]
    assert held.json["registration"]["id_number"] == PATIENT.id_number
    assert sum(payment["amount"] for payment in held.json["payments"]) == held.json["registration"]["amount_due"]

    pictures = sorted(Path(summary["screens"]).glob("*.png"))
    assert len(pictures) >= 8
    assert all(picture.read_bytes().startswith(b"\x89PNG") for picture in pictures)

    his = Path(summary["his_db"])
    folder = his.parent
    assert his.read_bytes().count(PATIENT.id_number.encode()) > 0, "the search itself must be able to find"
    portrait = demo_portrait()
    middle = len(portrait) // 2
    traces = [*spellings(PATIENT.full_name), *spellings(PATIENT.full_name.upper()), *spellings(PATIENT.id_number)]
    traces += [*PICTURE_BEGINS, portrait[:48], portrait[middle : middle + 48]]
    searched = [path for path in tmp_path.rglob("*") if path.is_file() and not path.name.startswith(his.name)]
    assert {path.parent for path in searched} >= {folder, folder / "screens", folder / "slips"}
    for path in searched:
        content = path.read_bytes()
        for trace in traces:
            assert trace not in content, path.name
