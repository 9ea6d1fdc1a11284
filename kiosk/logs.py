"""One line of JSON for each log record, with the fields that may be logged and no others.

What a record carries beyond its own words passes an allow-list: a name or a number handed over by mistake is dropped
here, and the words themselves are fixed texts of this program. A value must also look like what is logged, a code, a
count, a duration: what a neighbour wrote into a field of its answer is none. A library puts into its words what it
likes, like an address with a person's number: of its lines only who spoke, and how loudly, is kept.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import threading
from collections import deque
from collections.abc import Mapping
from datetime import UTC, datetime
from types import TracebackType
from typing import TextIO

ALLOWED = (
    "call",
    "check",
    "code",
    "count",
    "department",
    "desk",
    "engine",
    "error",
    "failures",
    "hour",
    "identity",
    "journey",
    "kind",
    "outcome",
    "paid",
    "peer",
    "phase",
    "reason",
    "row",
    "settled",
    "station",
    "status",
    "steps",
    "total",
)
"""What each is, is in docs/monitoring.md. A field that is not here is dropped; a test looks at every call."""
OURS = frozenset({"kiosk", "his_client", "chip_reader", "face_match", "ui"})
"""The packages whose loggers say fixed words."""
TALKATIVE = ("alembic",)
"""Libraries that tell of everyday things; without their words a line of theirs says nothing."""
HIDDEN = "?"
"""Stands for a value that looks like no code, no count and no duration."""

_CODE = re.compile(r"(?:(?:GET|POST|PUT|PATCH|DELETE) )?[A-Za-z0-9_.:/,*+~-]{0,80}")
_SOURCE = re.compile(r"[A-Z0-9]{1,4}~[0-9a-f]{8}")
"""A chain of rows at the hub (`kiosk.hub.intake.chain_name`)."""
MOST_DIGITS = 6
"""More make a number of a person, a telephone or a date of birth."""
MOST = 10**7
MOST_STEPS = 40


_RECENT: deque[str] = deque(maxlen=500)


def recent_lines() -> list[str]:
    """The last lines that were logged, as they were: they passed the allow-list."""
    return list(_RECENT)


class _Remembering(logging.StreamHandler[TextIO]):
    """Also keeps the last lines in memory, for whoever collects diagnostics."""

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        _RECENT.append(line)
        return line


class AllowList(logging.Formatter):
    """Time, level and logger; of our own loggers the words and the allowed fields too, and of an exception its kind and
    place, never its message."""

    def format(self, record: logging.LogRecord) -> str:
        """See `logging.Formatter`."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
        }
        if record.name.partition(".")[0] not in OURS:
            return json.dumps(line, ensure_ascii=False)
        line["what"] = _words(record)
        line |= {name: plain(getattr(record, name)) for name in ALLOWED if hasattr(record, name)}
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            trace = record.exc_info[2]
            while trace is not None and trace.tb_next is not None:
                trace = trace.tb_next
            if trace is not None:
                line["where"] = f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}"
        return json.dumps(line, ensure_ascii=False)


def plain(value: object) -> object:
    """A value as it may stand in a line: a code, a small number, an hour, steps with their durations; else `HIDDEN`."""
    match value:
        case None | bool():
            return value
        case int() | float():
            return value if abs(value) < MOST else HIDDEN
        case datetime():
            return value.strftime("%Y-%m-%dT%H%z")
        case Mapping():
            return {str(plain(name)): plain(one) for name, one in [*value.items()][:MOST_STEPS]}
        case _:
            text = str(value)
            fits = _CODE.fullmatch(text) and sum(map(str.isdigit, text)) <= MOST_DIGITS
            return text if fits or _SOURCE.fullmatch(text) else HIDDEN


def _words(record: logging.LogRecord) -> str:
    """The record's fixed words, with its arguments where they are plain."""
    words, values = str(record.msg), record.args
    if not values:
        return words
    if isinstance(values, Mapping):
        return words
    try:
        return words % tuple(plain(value) for value in values)
    except (TypeError, ValueError):  # a number's place in the words, and what stands for it is none any more
        return words


def log_to_stderr(level: int = logging.INFO) -> None:
    """Send this program's log to standard error, where the service manager keeps it.

    What nobody caught, and what Python warns of, goes the same way: by itself it would print its message there.
    """
    handler = _Remembering(sys.stderr)
    handler.setFormatter(AllowList())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(max(level, logging.WARNING))
    logging.captureWarnings(True)
    # Whoever listens already, as a test does, keeps what it hears.
    if sys.excepthook is sys.__excepthook__:
        sys.excepthook = _uncaught
    if threading.excepthook is threading.__excepthook__:
        threading.excepthook = lambda told: _uncaught(told.exc_type, told.exc_value, told.exc_traceback)
    if sys.unraisablehook is sys.__unraisablehook__:
        sys.unraisablehook = lambda told: _uncaught(told.exc_type, told.exc_value, told.exc_traceback)


def _uncaught(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt | SystemExit):
        return
    logging.getLogger("kiosk").critical("not_caught", exc_info=(kind, error or kind(), trace))
