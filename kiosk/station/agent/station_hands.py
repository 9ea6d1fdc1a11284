"""The agent's hands at a real station: its core, its devices, its machine."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kiosk.clock import Clock
from kiosk.config import StationConfig
from kiosk.doctor import devices, machine, storage
from kiosk.doctor.check import Finding, Status, checked
from kiosk.files import write_whole
from kiosk.fleet.values import DeviceState, OrderOutcome, StationState
from kiosk.logs import recent_lines
from kiosk.station.agent.hands import Glance
from kiosk.station.core import StationCore
from kiosk.visit.view import Screen

DOCTOR_S = 120.0
MOST_LINES = 400
UPDATES, WANTED = "update", "wanted"
"""Beside the journal: the package, its signed word, and at last the file that the machine's updater waits for."""
HOLD_S = 20.0
"""Nobody begins between the end of a visit and the end of this program."""

RESULT = Path("/run/kiosk-update/result.json")
"""Where the machine's updater says how its last update ended (`kiosk-update.service`)."""
_ENDS = {"updated": OrderOutcome.DONE, "refused": OrderOutcome.REFUSED, "rolled_back": OrderOutcome.FAILED}

_STATES = {
    Status.OK: DeviceState.OK,
    Status.WARN: DeviceState.WARN,
    Status.FAIL: DeviceState.FAIL,
    Status.SKIPPED: DeviceState.OFF,
}


@dataclass(frozen=True, slots=True)
class StationHands:
    """See `Hands`. `behind` counts journal rows the hub does not have."""

    file: Path
    config: StationConfig
    core: StationCore
    behind: Callable[[], int]
    clock: Clock

    def glance(self) -> Glance:
        """See `Hands`."""
        core, pulse = self.core, self.core.pulse
        screen = core.view.screen
        if core.visit is not None:
            state = StationState.VISIT
        elif core.kept == "training":
            state = StationState.TRAINING
        elif core.kept or not core.in_service:
            state = StationState.OUT_OF_SERVICE
        else:
            state = StationState.WELCOME if screen is Screen.WELCOME else StationState.CLOSED
        seen = tuple((name, how, code) for name, (how, code) in pulse.devices.items())
        return Glance(
            state,
            screen.value,
            pulse.visit_s,
            pulse.last_visit_s,
            pulse.visits_today,
            core.unsettled,
            self.behind(),
            seen,
        )

    def look(self) -> tuple[tuple[str, DeviceState, str], ...]:
        """See `Hands`. The camera stays dark, and a printer is not asked while a patient may be waiting for paper."""
        looks: dict[str, Callable[[StationConfig, Clock], Finding]] = {"reader": devices.reader, "disk": storage.disk}
        if self.core.visit is None:
            looks["printer"] = devices.printer
        found = [checked(name, lambda look=look: look(self.config, self.clock)) for name, look in looks.items()]  # type: ignore[misc]
        found.append(checked("clock", lambda: machine.clock(self.clock)))
        return tuple(
            (check.name, _STATES[check.status], "" if check.status is Status.OK else check.status.value)
            for check in found
        )

    def serve(self, wanted: bool, order_id: str) -> None:
        """See `Hands`."""
        self.core.serve(wanted, "hub", order_id)

    def reprint(self) -> str:
        """See `Hands`."""
        return "" if self.core.reprint_last() else "no_slip"

    def collect(self) -> str:
        """See `Hands`."""
        command = [sys.executable, "-m", "kiosk", "doctor", "--config", str(self.file), "--json"]
        try:
            ran = subprocess.run(command, capture_output=True, text=True, timeout=DOCTOR_S, check=False)
            doctor = json.loads(ran.stdout)
        except (subprocess.TimeoutExpired, ValueError, OSError) as error:
            doctor = {"status": "fail", "checks": [], "error": type(error).__name__}
        return json.dumps({"doctor": doctor, "log": recent_lines()[-MOST_LINES:]})

    def update(self, release: str, order_id: str, bring: Callable[[str, Path], str]) -> str:
        """See `Hands`. The machine's updater checks the signed word, and once more whether the station is quiet."""
        if self.core.unsettled or self.behind():
            return "undelivered"
        if not os.environ.get("RUNTIME_DIRECTORY"):
            return "no_updater"  # no service manager started this, so none waits for the file
        folder = self.config.station.journal.parent / UPDATES
        folder.mkdir(mode=0o750, exist_ok=True)
        name = f"kiosk_{release}_amd64.deb"
        for asked, kept in ((name, "kiosk.deb"), (f"{name}.release", "kiosk.deb.release")):
            problem = bring(asked, folder / kept)
            if problem:
                return problem
        ask_updater(folder, order_id)
        return ""

    def updated(self, release: str, since: datetime) -> tuple[OrderOutcome, str] | None:
        """See `Hands`. The updater takes the folder away when it has ended, whatever became of it."""
        if (self.config.station.journal.parent / UPDATES / WANTED).exists():
            return None
        return update_ended(RESULT, release, since)

    def restart(self) -> None:
        """See `Hands`."""
        os.kill(os.getpid(), signal.SIGTERM)

    def quietly(self, then: Callable[[], None]) -> None:
        """See `Hands`."""

        def held() -> None:
            self.core.hold(HOLD_S)
            then()

        self.core.when_quiet(held)


def ask_updater(folder: Path, order_id: str) -> None:
    """Let the machine's updater install what lies in this folder: it waits for the file that is left here.

    :raises OSError: when that cannot be written.
    """
    write_whole(folder / WANTED, order_id.encode("ascii"), 0o640)


def update_ended(said: Path, release: str, since: datetime) -> tuple[OrderOutcome, str]:
    """How an update ended, by the updater's word about this release since then; failed `not_installed` without one."""
    try:
        written = datetime.fromtimestamp(said.stat().st_mtime, UTC)
        result = json.loads(said.read_text(encoding="utf-8"))
        end, version, code = (str(result[name]) for name in ("end", "version", "code"))
    except (OSError, ValueError, KeyError, TypeError):
        return OrderOutcome.FAILED, "not_installed"
    if written < since or version != release:
        return OrderOutcome.FAILED, "not_installed"
    if code == "same":
        return OrderOutcome.DONE, ""  # it was installed before this order's end was heard
    outcome = _ENDS.get(end, OrderOutcome.FAILED)
    return outcome, "" if outcome is OrderOutcome.DONE else code if outcome is OrderOutcome.REFUSED else end
