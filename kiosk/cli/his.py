"""`kiosk his`: whether a hospital's HIS keeps the contract a kiosk relies on."""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from his_client.his.conformance import PointResult, Status, Trial, examine
from his_client.his.conformance.insured import all_points
from his_client.http import InsecureAddress
from kiosk.clock import SystemClock
from kiosk.config import ConfigError, SecretMissing, load_config
from kiosk.hospital import open_his_route, open_hospital

app = typer.Typer(no_args_is_help=True, help="The hospital information system.")


@app.callback()
def group() -> None:
    """The hospital information system."""


@app.command()
def conformance(
    config: Annotated[Path, typer.Option(help="Station file with a section [his].")],
    patient_prefix: Annotated[str, typer.Option(help="With what the names of made-up patients begin.")] = "T",
    lasting: Annotated[
        bool, typer.Option(help="Also what cannot be taken back: receipts, feedback. On a test server only.")
    ] = False,
    only: Annotated[list[str] | None, typer.Option(help="Only these points; may be given several times.")] = None,
    deadline: Annotated[float, typer.Option(min=0.5, max=60, help="Seconds for each whole answer.")] = 10.0,
    as_json: Annotated[bool, typer.Option("--json", help="JSON on standard output.")] = False,
) -> None:
    """Try the contract's points on the HIS with made-up patients, and cancel what was registered.

    Exit 0 every point kept or not offered, 1 a point failed, 2 the HIS could not be asked.
    """
    unknown = set(only or ()) - {point.name for point in all_points(None)}
    if unknown:
        raise _impossible(f"no point is called {', '.join(sorted(unknown))}")
    clock = SystemClock()
    with ExitStack() as stack:
        try:
            settings = load_config(config)
            hospital = open_hospital(settings, clock, stack, deadline_s=deadline)
            insurer = open_his_route(settings, clock, stack)
        except (ConfigError, SecretMissing, InsecureAddress) as error:
            raise _impossible(str(error)) from None
        if hospital is None:
            raise _impossible(f"{config} names no HIS: set his.url and his.merchant_id")
        chosen = [point for point in all_points(insurer) if not only or point.name in only]
        # Another run tells its patients apart by the run's own number.
        trial = Trial(hospital, clock.now, patient_prefix, random.SystemRandom().randrange(10_000))
        results = examine(trial, chosen, lasting=lasting)
    _tell(results, as_json)
    failed = [result.name for result in results if result.status is Status.FAILED]
    if trial.gone:
        raise _impossible(f"{trial.gone}: check his.url, the network and the HIS itself")
    if failed:
        sys.stderr.write(f"failed: {', '.join(failed)}; docs/connect-a-his.md says what each point wants\n")
        raise typer.Exit(1)


def _tell(results: tuple[PointResult, ...], as_json: bool) -> None:
    if as_json:
        print(json.dumps({"points": [asdict(result) for result in results]}, ensure_ascii=False))
        return
    width = max(len(result.name) for result in results)
    for result in results:
        print(f"{result.status:13}  {result.name:{width}}  {result.evidence}")
    counts = Counter(result.status for result in results)
    print(", ".join(f"{counts[status]} {status}" for status in Status if counts[status]))


def _impossible(why: str) -> typer.Exit:
    sys.stderr.write(f"{why}\n")
    return typer.Exit(2)
