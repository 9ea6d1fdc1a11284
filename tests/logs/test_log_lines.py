"""What a log line may hold: fixed words, allowed fields, the kind and place of an error; nothing of a person."""

from __future__ import annotations

import json
import logging

import pytest

from kiosk.logs import ALLOWED, AllowList

NAME = "Nguyễn Thị Kiểm Thử"


def line(**extra: object) -> dict[str, object]:
    record = logging.getLogger("kiosk.test").makeRecord("kiosk.test", 30, "f", 1, "hub_silent", (), None, extra=extra)
    found: dict[str, object] = json.loads(AllowList().format(record))
    return found


def test_a_line_says_when_where_and_what() -> None:
    found = line(reason="timeout", call="staff")
    assert (found["level"], found["from"], found["what"]) == ("warning", "kiosk.test", "hub_silent")
    assert (found["reason"], found["call"]) == ("timeout", "staff")
    assert str(found["at"]).endswith("+00:00")


@pytest.mark.parametrize("field", ["full_name", "id_number", "memo", "text", "body"])
def test_a_field_that_is_not_allowed_never_reaches_the_line(field: str) -> None:
    assert field not in ALLOWED
    assert NAME not in json.dumps(line(**{field: NAME}), ensure_ascii=False)


def test_of_an_error_its_kind_and_place_are_kept_and_its_message_is_not() -> None:
    try:
        raise ValueError(NAME)
    except ValueError as error:
        info = (type(error), error, error.__traceback__)
    record = logging.getLogger("kiosk.test").makeRecord("kiosk.test", 40, "f", 1, "job_failed", (), info)
    found = json.loads(AllowList().format(record))
    assert found["error"] == "ValueError"
    assert found["where"].startswith("test_log_lines:")
    assert NAME not in json.dumps(found, ensure_ascii=False)
