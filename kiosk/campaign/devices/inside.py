"""`python -m kiosk.campaign.devices.inside TRIALS SEED FAULT…`: the part of the campaign that runs in namespaces.

Prints a line for each trial, and the rows as the last one.
"""

from __future__ import annotations

import logging
import sys
from contextlib import closing

import typer

from chip_reader.virtual.pcscd import enter
from kiosk.campaign.devices.campaign import struck
from kiosk.campaign.devices.faults import PCSCD_FAULTS
from kiosk.campaign.devices.trays import PcscTray
from kiosk.campaign.values import rows_json


def main(trials: int, seed: int, faults: list[int]) -> None:
    """Strike at pcscd under a running station."""
    logging.getLogger().addHandler(logging.NullHandler())
    enter()
    with closing(PcscTray()) as tray:
        rows = struck(tray, trials, seed, typer.echo, tuple(PCSCD_FAULTS[i] for i in faults))
    typer.echo(rows_json(rows))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), [int(one) for one in sys.argv[3:]])
