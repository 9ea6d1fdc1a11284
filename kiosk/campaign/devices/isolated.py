"""pcscd under a running station: the whole floor in namespaces of its own, where no other pcscd is met."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from chip_reader.virtual.pcscd import isolated, obstacle
from kiosk.campaign.devices.faults import PCSCD_FAULTS, Fault
from kiosk.campaign.values import Promise, Row, rows_from_json
from kiosk.demo.children import ChildFailed


def pcscd_rows(
    trials: int,
    seed: int,
    say: Callable[[str], None],
    judged: tuple[Promise, ...],
    faults: tuple[Fault, ...] = PCSCD_FAULTS,
) -> list[Row]:
    """A station reads over real PC/SC while pcscd is killed and started again; where that cannot be tried, why.

    :raises ChildFailed: when the floor in there does not start.
    """
    if reason := obstacle():
        return [Row("devices", fault.label, 0, judged, not_run=reason) for fault in faults]
    names = [str(PCSCD_FAULTS.index(fault)) for fault in faults]
    command = [sys.executable, "-m", "kiosk.campaign.devices.inside", str(trials), str(seed), *names]
    with tempfile.NamedTemporaryFile("w", prefix="kiosk-pcscd-", suffix=".log", delete=False) as log:
        with subprocess.Popen(isolated(command), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as inside:
            assert inside.stdout is not None
            last = ""
            for line in inside.stdout:
                log.write(line)
                if last:
                    say(last)
                last = line.rstrip()
        if inside.returncode:
            raise ChildFailed("the station with a pcscd of its own", Path(log.name))
    Path(log.name).unlink()
    return rows_from_json(last)
