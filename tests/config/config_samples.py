"""The least a station's file needs, and where the page for hospital IT carries the reference."""

from __future__ import annotations

from pathlib import Path
from typing import Any

LEAST: dict[str, dict[str, Any]] = {
    "station": {
        "id": "03",
        "hospital": "Bệnh viện Mẫu",
        "name": "Máy 03 · Sảnh A",
        "facility": "01001",
        "journal": "journal.db",
    },
    "printer": {"kind": "picture", "path": "slips"},
}
PAGE = Path(__file__).parents[2] / "docs" / "hospital-it.md"
BEGIN, END = "<!-- settings: begin -->\n", "<!-- settings: end -->"
