"""A station in a folder, to be healthy or broken, and one check of it at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from kiosk.clock import VIETNAM, Clock
from kiosk.config import StationConfig, load_config
from kiosk.config.render import render_toml
from kiosk.doctor import Check, examine
from kiosk.journal import Journal, MasterKey
from kiosk.station.records import Checkpoint, station_codec

KEY = "ab" * 32


@dataclass
class SetClock(Clock):
    """A clock that says what it was set to."""

    at: datetime = datetime(2026, 11, 24, 10, 14, tzinfo=VIETNAM)

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return 0.0


class Station:
    """A station's folder: its file, its credentials and its journal."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "station.toml"
        self.clock = SetClock()
        self.values: dict[str, dict[str, Any]] = {
            "station": {
                "id": "03",
                "hospital": "Bệnh viện Mẫu",
                "name": "Máy 03",
                "facility": "01010",
                "journal": "journal.db",
                "credentials": "secrets",
            },
            "reader": {"kind": "virtual", "profile": "adult"},
            "camera": {"on": False},
            "printer": {"kind": "picture", "path": "slips"},
            "hub": {"url": "http://127.0.0.1:1"},
        }
        (folder / "secrets").mkdir()
        self.keep("journal_key", KEY)
        self.keep("hub_token", "a-token-for-tests")

    def keep(self, name: str, secret: str, mode: int = 0o600) -> None:
        path = self.folder / "secrets" / name
        path.write_text(secret)
        path.chmod(mode)

    def set(self, **changes: Any) -> None:
        for name, value in changes.items():
            section, key = name.split("__")
            self.values.setdefault(section, {})[key] = value

    def write(self) -> Path:
        self.file.write_text(render_toml(self.values), encoding="utf-8")
        return self.file

    def config(self) -> StationConfig:
        return load_config(self.write())

    def look(self, check: Callable[[StationConfig, Clock], Any]) -> Any:
        return check(self.config(), self.clock)

    def checks(self) -> dict[str, Check]:
        return {check.name: check for check in examine(self.write(), self.clock).checks}

    def journal_of(self, rows: int, ahead: timedelta = timedelta()) -> Path:
        """A real journal with some rows, recorded `ahead` of the station's clock."""
        path = self.config().station.journal
        written = SetClock(self.clock.at + ahead)
        journal = Journal.open(path, station_codec(), MasterKey(bytes.fromhex(KEY)), written)
        journal.append([("station", Checkpoint("2026-11-24", count)) for count in range(rows)])
        journal.close()
        return path
