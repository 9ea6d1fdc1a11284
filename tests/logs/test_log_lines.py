"""What a log line may hold: fixed words, allowed fields, the kind and place of an error; nothing of a person."""

from __future__ import annotations

import json
import logging
import socket
import threading

import pytest

from his_client.http import JsonClient, JsonReply
from kiosk.logs import ALLOWED, AllowList, log_to_stderr

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


@pytest.mark.attack
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


def test_a_librarys_words_which_may_hold_an_address_with_a_person_in_it_are_dropped(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A header that cannot be read makes urllib3 warn with the whole address."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nbroken\r\n\r\n{}")

        server = threading.Thread(target=serve)
        server.start()
        asked = {"SO_GTTT": "001090000017", "HO_TEN": "NGUYEN"}
        with JsonClient(f"http://127.0.0.1:{listener.getsockname()[1]}") as client:
            reply = client.call("GET", "/benhnhan", params=asked, headers={"Connection": "close"})
        server.join()
    assert reply == JsonReply(200, {})
    (warned,) = [record for record in caplog.records if record.name.startswith("urllib3") and record.levelno >= 30]
    assert "001090000017" in warned.getMessage()
    found = json.loads(AllowList().format(warned))
    assert found.keys() == {"at", "level", "from"}
    assert (found["level"], found["from"]) == ("warning", warned.name)


@pytest.mark.parametrize("name", ["kiosk.hub", "his_client.http", "chip_reader", "face_match.x", "ui.patient"])
def test_our_own_words_are_kept(name: str) -> None:
    record = logging.getLogger(name).makeRecord(name, 30, "f", 1, "hub_silent", (), None)
    assert json.loads(AllowList().format(record))["what"] == "hub_silent"


def test_at_a_start_alembics_everyday_lines_are_not_among_ours(capsys: pytest.CaptureFixture[str]) -> None:
    kept = logging.root.handlers[:], logging.root.level
    try:
        log_to_stderr()
        logging.getLogger("alembic.runtime.migration").info("Context impl SQLiteImpl.")
        logging.getLogger("kiosk.hub").info("journal_turned")
        assert [json.loads(line)["from"] for line in capsys.readouterr().err.splitlines()] == ["kiosk.hub"]
    finally:
        logging.root.handlers[:], logging.root.level = kept[0], kept[1]
