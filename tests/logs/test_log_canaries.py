"""Whatever of a person is handed to a logger, in words, fields or an error, by us or a library, stands in no line."""

from __future__ import annotations

import io
import json
import logging
import sys
import threading
from collections.abc import Iterator
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.clock import VIETNAM
from kiosk.logs import ALLOWED, HIDDEN, AllowList, log_to_stderr, plain

FAMILY, MIDDLE, GIVEN = ("Nguyễn", "TRẦN", "Le", "Đặng"), ("Thị", "VĂN", "Huu", "Ngọc"), ("Ẩn", "YẾN", "Khuê", "Dung")
names = st.builds(lambda *parts: " ".join(parts), *map(st.sampled_from, (FAMILY, MIDDLE, GIVEN)))
numbers = st.one_of(
    st.from_regex(r"0[0-9]{11}", fullmatch=True),
    st.from_regex(r"[1-9][0-9]{8}", fullmatch=True),
    st.from_regex(r"(DN|GD|TE)[1-5][0-9]{12}", fullmatch=True),
    st.from_regex(r"(\+84|0)(3|5|7|8|9)[0-9]{2}[ .-]?[0-9]{3}[ .-]?[0-9]{3}", fullmatch=True),
    st.from_regex(r"(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9])", fullmatch=True),
    st.from_regex(r"[0-3][0-9]/(0[1-9]|1[0-2])/(19|20)[0-9]{2}", fullmatch=True),
    st.from_regex(r"[BCKPN][0-9]{7}", fullmatch=True),
)
personal = st.one_of(names, numbers, st.builds(lambda name, number: f"{number}||{name}|", names, numbers))
around = st.sampled_from(
    ("{}", "no patient {}", "/benhnhan/{}", "GET /benhnhan?id={}", "{}:", "<Ten>{}</Ten>", "x={},y")
)
levels = st.sampled_from((logging.INFO, logging.WARNING, logging.ERROR))


def logged(name: str, level: int, words: str, args: tuple[object, ...], extra: dict[str, object], info: object) -> str:
    record = logging.getLogger(name).makeRecord(name, level, "f", 1, words, args, info, extra=extra)  # type: ignore[arg-type]
    return AllowList().format(record)


@given(personal, around, levels, st.sampled_from(ALLOWED), st.sampled_from(("kiosk.station", "his_client", "urllib3")))
def test_what_is_planted_anywhere_in_a_record_stands_in_no_line(
    planted: str, form: str, level: int, field: str, name: str
) -> None:
    text = form.format(planted)
    try:
        raise RuntimeError(text) from ValueError(planted)
    except RuntimeError as error:
        info = (type(error), error, error.__traceback__)
    extra: dict[str, object] = {field: text, "full_name": planted, "steps": {text: 5, "key": planted}}
    if planted.isdecimal():
        extra["count"] = int(planted)
    line = logged(name, level, "not done: %s %d", (text, planted), extra, info)
    for told in (line, repr(json.loads(line))):
        assert planted not in told
    if planted.isdecimal() and int(planted) >= 10**7:
        assert str(int(planted)) not in line


@given(personal, around)
def test_a_librarys_own_words_stand_in_no_line(planted: str, form: str) -> None:
    line = logged("urllib3.connectionpool", 30, form.format(planted).replace("%", "%%"), (), {}, None)
    assert planted not in line


@pytest.mark.parametrize(
    "value", [None, True, 17, 0.25, "timeout", "THE-01", "GET /benhnhan", "K03~19284756", "tls,late", "ValueError", ""]
)
def test_codes_counts_and_durations_stay_as_they_are(value: object) -> None:
    assert plain(value) == value


def test_an_hour_and_the_steps_of_a_visit_stay_readable() -> None:
    assert plain(datetime(2026, 11, 24, 7, 31, 5, tzinfo=VIETNAM)) == "2026-11-24T07+0700"
    assert plain({"consent": 3200, "Ẩn": 1}) == {"consent": 3200, HIDDEN: 1}


def test_words_keep_their_arguments_where_these_are_plain() -> None:
    assert json.loads(logged("kiosk", 20, "job failed: %s", ("print",), {}, None))["what"] == "job failed: print"
    assert json.loads(logged("kiosk", 20, "step=%04X of %d", (255, 3), {}, None))["what"] == "step=00FF of 3"
    assert json.loads(logged("kiosk", 20, "step=%d", ("Ẩn",), {}, None))["what"] == "step=%d"


@pytest.fixture
def stream(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Standard error of a program that has begun to log; everything it changed is put back."""
    root, told = logging.root, io.StringIO()
    kept = root.handlers[:], root.level
    monkeypatch.setattr(sys, "stderr", told)
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    monkeypatch.setattr(threading, "excepthook", threading.__excepthook__)
    monkeypatch.setattr(sys, "unraisablehook", sys.__unraisablehook__)
    log_to_stderr()
    yield told
    logging.captureWarnings(False)
    root.handlers[:], root.level = kept


def test_what_nobody_caught_says_its_kind_and_place_and_no_message(stream: io.StringIO) -> None:
    def breaks() -> None:
        raise LookupError("Nguyễn Thị Ẩn 001190012345")

    thread = threading.Thread(target=breaks)
    thread.start()
    thread.join()
    try:
        breaks()
    except LookupError as error:
        sys.excepthook(LookupError, error, error.__traceback__)
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [(line["what"], line["error"]) for line in lines] == [("not_caught", "LookupError")] * 2
    assert all(line["where"].startswith("test_log_canaries:") for line in lines)
    assert "001190012345" not in stream.getvalue()
