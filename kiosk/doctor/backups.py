"""Checks when a hub was last backed up: by the files in the folder, which only a backup that ended well lays there."""

from __future__ import annotations

from datetime import datetime, timedelta

from kiosk.clock import VIETNAM, Clock
from kiosk.config import StationConfig
from kiosk.doctor.check import Finding, ok, skipped, warn

NIGHTLY = timedelta(hours=26)
"""A night's backup may begin up to a quarter of an hour later than the one before, and takes its time."""

NOW = "systemctl start kiosk-backup; journalctl -u kiosk-backup says why it failed"
_AT = "%Y%m%d-%H%M%S"


def backup(config: StationConfig, clock: Clock) -> Finding:
    """The newest backup of the hub is of the last night."""
    if config.hub.journal is None:
        return skipped("what a station recorded is at the hub, whose backup holds it")
    folder = config.data.backup
    if folder is None:
        return warn("no backup is made", "set data.backup to a folder, then: systemctl enable --now kiosk-backup.timer")
    if not folder.is_dir():
        return warn(f"{folder} is not there", "connect its disk, or correct data.backup")
    from kiosk.life.backup import SUFFIX, backups  # noqa: PLC0415 - a station does without a database's libraries

    found = backups(config, "hub", folder)
    if not found:
        return warn(f"no backup in {folder} yet", NOW)
    newest = found[-1]
    at = datetime.strptime(newest.name.removesuffix(SUFFIX)[-15:], _AT).replace(tzinfo=VIETNAM)
    detail = f"the last is of {at:%Y-%m-%d %H:%M}, {newest.stat().st_size / (1 << 20):.1f} MiB; {len(found)} kept"
    if clock.now() - at > NIGHTLY:
        return warn(detail, f"systemctl enable --now kiosk-backup.timer; {NOW}")
    return ok(detail)
