"""What the header says, from a glance at a station's file: enough for the first picture, checked when it is opened."""

from __future__ import annotations

import tomllib
from pathlib import Path

from kiosk.station.api import StationInfo

PX_PER_MM = 4.03


def glance(config_path: Path) -> StationInfo:
    """Names, languages and scale as they stand in the file; nothing where they cannot be read.

    Checking the file takes longer than drawing the first picture, and whoever opens the station says what is wrong.
    """
    try:
        told = tomllib.loads(config_path.read_text(encoding="utf-8"))
        station = told["station"]
        usual = StationInfo(str(station["hospital"]), str(station["name"]), PX_PER_MM)
        return StationInfo(
            usual.hospital,
            usual.station,
            float(told.get("screen", {}).get("px_per_mm", PX_PER_MM)),
            tuple(map(str, station.get("languages", usual.languages))),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return StationInfo("", "", PX_PER_MM)
