"""All checks in order: first the machine, then what the station's file names; one that breaks stops no other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kiosk.clock import Clock
from kiosk.config import ConfigError, ConfigUnreadable, StationConfig, load_config
from kiosk.doctor import backups, devices, faces, hospital, hub, machine, panel, servers, services, storage, voice
from kiosk.doctor.check import Check, Finding, Status, checked, fail, ok, skipped

MACHINE: dict[str, Callable[[Clock], Finding]] = {
    "versions": machine.versions,
    "clock": machine.clock,
    "fonts": machine.fonts,
}
STATION: dict[str, Callable[[StationConfig, Clock], Finding]] = {
    "letters": voice.letters,
    "voice": voice.voice,
    "face_models": faces.face_models,
    "credentials": storage.credentials,
    "disk": storage.disk,
    "sqlite": storage.sqlite,
    "journal": storage.journal,
    "database": storage.database,
    "backup": backups.backup,
    "reader": devices.reader,
    "card": devices.card,
    "trust": devices.trust,
    "camera": devices.camera,
    "printer": devices.printer,
    "screen": panel.screen,
    "touch": panel.touch,
    "his": hospital.his,
    "hub": hub.hub,
    "payment": hub.payment,
    "insurance": hub.insurance,
    "servers_clock": servers.servers_clock,
    "certificates": servers.certificates,
    "delivery": services.delivery,
    "services": services.services,
}
AT_PATIENTS = frozenset({"letters", "voice", "face_models", "reader", "card", "trust", "camera", "screen", "touch"})
"""What only a machine has that patients stand before."""

OF_A_HUB = frozenset({"hub", "payment", "insurance"})
FROM_HUB = "hub_configuration"
NAMES = ("configuration", FROM_HUB, *MACHINE, *STATION)
"""Every check, in the report's order."""


@dataclass(frozen=True, slots=True)
class Report:
    """All checks; `status` is the worst of them, and skipped ones do not count."""

    checks: tuple[Check, ...]
    config: StationConfig | None = None
    """The station's, where its file could be read."""

    @property
    def status(self) -> Status:
        """`fail`, `warn` or `ok`."""
        found = {check.status for check in self.checks}
        return next((worst for worst in (Status.FAIL, Status.WARN) if worst in found), Status.OK)


def examine(file: Path | None, clock: Clock) -> Report:
    """Check the station that `file` describes. Nothing is written, printed, registered or asked about a person.

    :param file: the station's file; None checks the machine alone.
    :raises ConfigUnreadable: when there is no such file to begin with.
    """
    config, first = (None, skipped("no station file: the machine alone is checked")) if file is None else _read(file)
    needs_file = partial(skipped, "needs a good configuration")
    from_hub = partial(hub.hub_configuration, file, config) if file and config else needs_file
    checks = [checked("configuration", lambda: first), checked(FROM_HUB, from_hub)]
    checks += [checked(name, partial(look, clock)) for name, look in MACHINE.items()]
    for name, look_at in STATION.items():
        if config is None:
            checks.append(checked(name, needs_file))
        elif _not_here(config, name):
            checks.append(checked(name, partial(skipped, "no patient stands before what this file describes")))
        else:
            checks.append(checked(name, partial(look_at, config, clock)))
    return Report(tuple(checks), config)


def _not_here(config: StationConfig, name: str) -> bool:
    """Whether a check is of what this file's machine has not: a hub's or a receiver's names no reader and no camera."""
    serves = config.hub.journal is not None or config.hub.inbox is not None
    if not serves or any(section.model_fields_set for section in (config.reader, config.camera, config.screen)):
        return False
    return name in AT_PATIENTS or (config.hub.journal is None and name in OF_A_HUB)


def _read(file: Path) -> tuple[StationConfig | None, Finding]:
    try:
        config = load_config(file)
    except ConfigUnreadable:
        raise
    except ConfigError as error:
        more = f" (and {len(error.problems) - 1} more)" if len(error.problems) > 1 else ""
        return None, fail(f"{error.problems[0]}{more}", f"run: kiosk config check {file}")
    return config, ok(f"station {config.station.id}")
