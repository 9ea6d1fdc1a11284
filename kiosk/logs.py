"""One line of JSON for each log record, with the fields that may be logged and no others.

What a record carries beyond its own words passes an allow-list: a name or a number handed over by mistake is dropped
here, and the words themselves are fixed texts of this program. A library puts into its words what it likes, like an
address with a person's number: of its lines only who spoke, and how loudly, is kept.
"""

from __future__ import annotations

import json
import logging
import sys
from collections import deque
from datetime import UTC, datetime
from typing import TextIO

ALLOWED = ("call", "code", "outcome", "peer", "phase", "reason", "seconds", "status")
OURS = frozenset({"kiosk", "his_client", "chip_reader", "face_match", "ui"})
"""The packages whose loggers say fixed words."""
TALKATIVE = ("alembic",)
"""Libraries that tell of everyday things; without their words a line of theirs says nothing."""


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
        line["what"] = record.getMessage()
        line |= {name: str(getattr(record, name)) for name in ALLOWED if hasattr(record, name)}
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            trace = record.exc_info[2]
            while trace is not None and trace.tb_next is not None:
                trace = trace.tb_next
            if trace is not None:
                line["where"] = f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}"
        return json.dumps(line, ensure_ascii=False)


def log_to_stderr(level: int = logging.INFO) -> None:
    """Send this program's log to standard error, where the service manager keeps it."""
    handler = _Remembering(sys.stderr)
    handler.setFormatter(AllowList())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(max(level, logging.WARNING))
