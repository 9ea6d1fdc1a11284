"""`kiosk hub quality`: a month's service quality from the hub's database, on the screen or as a file."""
# ruff: noqa: PLC0415

from __future__ import annotations

import getpass
import json
import re
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from kiosk.clock import VIETNAM, SystemClock
from kiosk.config import ConfigError, load_config

if TYPE_CHECKING:
    from kiosk.hub.quality.reader import Month

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def quality(
    config: Annotated[Path, typer.Option("--config", help="The hub's TOML file.")],
    month: Annotated[str, typer.Option("--month", help="Like 2026-11; without it the present one.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="JSON on standard output.")] = False,
    xlsx: Annotated[Path | None, typer.Option("--xlsx", help="Write the month as a workbook.")] = None,
    pdf: Annotated[Path | None, typer.Option("--pdf", help="Write the month as PDF, A4.")] = None,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Make every figure again from the journal rows first.")
    ] = False,
) -> None:
    """Visits, steps, waiting, satisfaction and scores of a month; there is no personal data in it.

    Exit 1 when there is nothing of the month, 2 when the database cannot be used.
    """
    from sqlalchemy.exc import SQLAlchemyError

    from kiosk.hub.db.commands import DatabaseAway, NoHubHere, open_database, place_of
    from kiosk.hub.db.engine import DatabaseAddressWrong
    from kiosk.hub.db.migrate import SchemaNotCurrent, require_current
    from kiosk.hub.quality.project import begin_again, project, standing
    from kiosk.hub.quality.reader import QualityReader

    clock = SystemClock()
    month = month or clock.now().astimezone(VIETNAM).strftime("%Y-%m")
    if not _MONTH.fullmatch(month):
        _fail(f"--month {month}: write it like 2026-11")
    try:
        settings = load_config(config)
        with closing(open_database(settings)) as database:
            require_current(database)
            if rebuild:
                begin_again(database)
                project(database)
            found, behind = QualityReader(database).month(month), standing(database).behind
    except ConfigError as error:
        _fail(f"{config}: " + "; ".join(map(str, error.problems)))
    except (NoHubHere, DatabaseAddressWrong, SchemaNotCurrent) as error:
        _fail(str(error))
    except SQLAlchemyError as error:
        _fail(str(DatabaseAway(place_of(settings), error)))
    if found is None:
        typer.echo(f"there is nothing of {month}; {behind} journal rows were not looked at yet", err=True)
        raise typer.Exit(1)
    _write(found, behind, settings.station.hospital, xlsx, pdf)
    if as_json:
        print(json.dumps({"behind_rows": behind, **asdict(found)}, ensure_ascii=False))
    elif xlsx is None and pdf is None:
        for line in _lines(found, behind):
            print(line)


def _write(found: Month, behind: int, hospital: str, xlsx: Path | None, pdf: Path | None) -> None:
    """The files that were asked for."""
    from kiosk.hub.quality.report import month_report
    from kiosk.reports.document import Made
    from kiosk.reports.export import exported

    files = {"xlsx": xlsx, "pdf": pdf}
    if not any(files.values()):
        return
    report = month_report(found, Made(hospital, SystemClock().now(), getpass.getuser()), behind)
    for form, path in files.items():
        if path is not None:
            try:
                path.write_bytes(exported(report, form).content)
            except OSError as error:
                _fail(f"{path} cannot be written ({error.strerror})")


def _lines(found: Month, behind: int) -> list[str]:
    """The month for a terminal."""
    from kiosk.hub.quality.speech import Speech

    say = Speech("en")
    seen, queue = found.figures, found.waits
    lines = [
        f"{'month':14} {found.month}" + (f"   {behind} journal rows are not in it yet" if behind else ""),
        f"{'visits':14} {seen.visits}: {seen.done} finished, {seen.handed_over} to a desk, {seen.broke_off} broken off",
    ]
    if queue.times:
        waited = f"median {say.span(queue.times.median_ms)}, 95 % within {say.span(queue.times.p95_ms)}"
        lines.append(f"{'waiting':14} {waited}, {say.share(queue.in_time, queue.called)} % within 30 min")
    if seen.mean_rating is not None:
        lines.append(f"{'satisfaction':14} {say.decimal(seen.mean_rating)} of 5 by {seen.rated}")
    lines += [f"{'to a desk':14} {n:6}  {say.named('reason', reason)}" for reason, n in seen.desk_reasons[:8]]
    for part in found.departments:
        visits = part.figures.visits if part.figures else "< 5"
        score = part.score.value if part.score and part.score.value is not None else "too few"
        lines.append(f"{'score':14} {score!s:>7}  {part.name} ({visits} visits)")
    return lines


def _fail(why: str) -> NoReturn:
    typer.echo(why, err=True)
    raise typer.Exit(2)
