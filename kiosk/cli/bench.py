"""`kiosk bench`: what a card reading, a face decision, a visit, a day's matching and the first picture cost here."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from kiosk.benchmarks import measure_card, measure_face, measure_his, measure_ui, measure_visit
from kiosk.demo.children import ChildFailed

app = typer.Typer(no_args_is_help=True, help="Measure.")

Json = Annotated[bool, typer.Option("--json", help="JSON on standard output.")]
Figures = dict[str, Any]


@app.command()
def card(as_json: Json = False) -> None:
    """APDUs, bytes and host milliseconds of a full reading of the virtual card."""
    _tell({"card": measure_card()}, as_json)


@app.command()
def face(as_json: Json = False) -> None:
    """Milliseconds of detection, descriptor and decision; preview rate and processor share while matching runs."""
    _tell({"face": measure_face()}, as_json)


@app.command()
def visit(as_json: Json = False) -> None:
    """Machine seconds of a whole visit without the patient's own pauses, and simulated visits per second."""
    _tell({"visit": measure_visit()}, as_json)


@app.command()
def his(as_json: Json = False) -> None:
    """Registrations and look-ups per second at a sandbox HIS, and the milliseconds the client adds to a call."""
    _tell({"his": measure_his()}, as_json)


@app.command()
def ui(
    visits: Annotated[int, typer.Option("--visits", min=8, help="Quick visits for the memory they leave.")] = 100,
    as_json: Json = False,
) -> None:
    """The patient's window: first frame, answers to touches and long frames while it is busy, memory over visits."""
    try:
        figures = measure_ui(visits, lambda step: typer.echo(step, err=True))
    except ChildFailed as error:
        typer.echo(f"kiosk bench ui: {error}", err=True)
        raise typer.Exit(2) from None
    _tell({"ui": figures}, as_json)


@app.command()
def reconcile(
    payments: Annotated[int, typer.Option("--payments", min=10, help="Orders of the made-up day.")] = 100_000,
    seed: Annotated[int, typer.Option("--seed", help="Everything but the speed follows from it.")] = 1,
    chart: Annotated[Path | None, typer.Option("--chart", help="Draw how damaged codes fared (PNG).")] = None,
    as_json: Json = False,
) -> None:
    """Match a made-up region's day whose truth is known: rates, false matches, time and memory.

    The day has hospitals of 4,000 orders, half of them of ten amounts; how often what goes wrong is told with the
    figures. Exit 1 when an automatic match is false.
    """
    from kiosk.reconcile.engine.bench.measure import measure_reconcile  # noqa: PLC0415  the only user of DuckDB here
    from kiosk.reconcile.engine.bench.noise import RATES  # noqa: PLC0415

    try:
        measured = measure_reconcile(payments, seed, lambda step: typer.echo(f"{step} …", err=True))
    except RuntimeError as error:
        typer.echo(f"kiosk bench reconcile: {error}; what it said stands above", err=True)
        raise typer.Exit(2) from None
    _tell({"reconcile": measured.figures()}, as_json)
    if not as_json:
        typer.echo("noise of that day")
        for name, rate in RATES.items():
            typer.echo(f"  {rate:7.2%}  {name}")
    if chart is not None:
        from kiosk.reconcile.engine.bench.chart import draw  # noqa: PLC0415

        draw(measured, chart)
    if measured.false_automatic:
        typer.echo("kiosk bench reconcile: an automatic match is false; report the seed", err=True)
        raise typer.Exit(1)


@app.command()
def hub(
    stations: Annotated[int, typer.Option("--stations", min=1, max=200, help="Stations that hand in at once.")] = 50,
    rows: Annotated[int, typer.Option("--rows", min=10, help="Journal rows of each.")] = 2_000,
    kills: Annotated[int, typer.Option("--kills", min=0, help="How often the hub is killed meanwhile.")] = 2,
    database: Annotated[
        str | None, typer.Option("--database", help="An empty PostgreSQL; without it one is started and dropped.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Stations' journal rows a second into a hub over PostgreSQL, the hub killed and started again in between.

    `rows_per_second` counts the hub's absences (`away_s`) too, `rows_per_second_served` does not. Exit 1 when a row is
    lost or doubled, 2 when there is no PostgreSQL.
    """
    from kiosk.hub.db.bench import HubDidNotStart, measure  # noqa: PLC0415  what only a hub needs
    from kiosk.hub.db.commands import DatabaseAway  # noqa: PLC0415
    from kiosk.hub.db.engine import DatabaseAddressWrong  # noqa: PLC0415
    from kiosk.hub.db.throwaway import NoPostgres  # noqa: PLC0415

    try:
        figures = measure(stations, rows, kills, database)
    except (NoPostgres, HubDidNotStart, DatabaseAway, DatabaseAddressWrong) as error:
        typer.echo(f"kiosk bench hub: {error}", err=True)
        raise typer.Exit(2) from None
    _tell({"hub": figures}, as_json)
    if figures["lost"] or figures["doubled"]:
        typer.echo("kiosk bench hub: rows were lost or doubled", err=True)
        raise typer.Exit(1)


@app.command()
def console(
    stations: Annotated[int, typer.Option("--stations", min=1, max=100_000, help="Stations in memory.")] = 15_000,
    as_json: Json = False,
) -> None:
    """Milliseconds of each page of the console with a large fleet in memory."""
    from kiosk.hub.console.bench import measure  # noqa: PLC0415  what only a hub needs

    _tell({"console": measure(stations)}, as_json)


@app.command()
def quality(
    visits: Annotated[int, typer.Option("--visits", min=100, help="Visits of the made-up month.")] = 100_000,
    as_json: Json = False,
) -> None:
    """A month of a large hospital's service quality: rows projected a second, milliseconds of each page.

    On SQLite and on a PostgreSQL that is started and dropped. Exit 1 when a page takes 200 ms or more at the median,
    2 when there is no PostgreSQL.
    """
    from kiosk.hub.db.throwaway import NoPostgres  # noqa: PLC0415  what only a hub needs
    from kiosk.hub.quality.bench import measure  # noqa: PLC0415

    try:
        figures = {f"quality_{kind}": measure(visits, kind) for kind in ("sqlite", "postgresql")}
    except NoPostgres as error:
        typer.echo(f"kiosk bench quality: {error}", err=True)
        raise typer.Exit(2) from None
    _tell(figures, as_json)
    pages = [found[f"{page}_median_ms"] for found in figures.values() for page in ("month", "department", "day")]
    if max(pages) >= 200:
        typer.echo("kiosk bench quality: a page takes 200 ms or more", err=True)
        raise typer.Exit(1)


@app.command()
def fleet(
    stations: Annotated[int, typer.Option("--stations", min=1, max=15_000, help="Stations that beat.")] = 15_000,
    rows_per_second: Annotated[
        int, typer.Option("--rows-per-second", min=1, help="Journal rows they hand in, a visit's at a time.")
    ] = 3_000,
    seconds: Annotated[float, typer.Option("--seconds", min=1, help="For how long it is measured.")] = 60.0,
    cut_off: Annotated[
        int, typer.Option("--cut-off", min=0, help="Stations that come back with a day's rows afterwards.")
    ] = 0,
    chart: Annotated[
        Path | None, typer.Option("--chart", help="Draw it as an SVG: p99 and rows, second by second.")
    ] = None,
    as_json: Json = False,
) -> None:
    """A fleet against a real hub, its gate and a PostgreSQL that syncs: answers in time, rows a second, what it costs.

    Every station beats each 30 s over mutual TLS on a connection of its own. `processors` are the processor seconds a
    second of each part, the load's own among them. Exit 1 when a row is lost or doubled, 2 when it cannot be measured.
    """
    from kiosk.hub.db.bench import HubDidNotStart  # noqa: PLC0415  what only a hub needs
    from kiosk.hub.db.throwaway import NoPostgres  # noqa: PLC0415
    from kiosk.hub.fleet.bench.chart import chart as draw  # noqa: PLC0415
    from kiosk.hub.fleet.bench.fleet import measure_fleet  # noqa: PLC0415

    try:
        figures = measure_fleet(stations, rows_per_second, seconds, cut_off, lambda step: typer.echo(step, err=True))
    except (NoPostgres, HubDidNotStart) as error:
        typer.echo(f"kiosk bench fleet: {error}", err=True)
        raise typer.Exit(2) from None
    if chart is not None:
        chart.write_text(draw(figures), encoding="utf-8")
    if not as_json:
        figures = {name: _without_series(value) for name, value in figures.items()}
    _tell({"fleet": figures}, as_json)
    if figures["lost"] or figures["doubled"]:
        typer.echo("kiosk bench fleet: rows were lost or doubled", err=True)
        raise typer.Exit(1)


def _reconcile_figures() -> Figures:
    from kiosk.reconcile.engine.bench.measure import measure_reconcile  # noqa: PLC0415

    return measure_reconcile(100_000, 1).figures()


@app.command("all")
def all_(as_json: Json = False) -> None:
    """Everything, one after another."""
    measures: dict[str, Callable[[], Figures]] = {
        "card": measure_card,
        "face": measure_face,
        "visit": measure_visit,
        "his": measure_his,
        "ui": measure_ui,
        "reconcile": _reconcile_figures,
    }
    _tell({name: measure() for name, measure in measures.items()}, as_json)


def _without_series(value: object) -> object:
    """What is told over time is for programs."""
    return {name: one for name, one in value.items() if name != "series"} if isinstance(value, dict) else value


def _tell(figures: dict[str, Figures], as_json: bool) -> None:
    if as_json:
        only = next(iter(figures.values())) if len(figures) == 1 else figures
        typer.echo(json.dumps(only))
        return
    for name, values in figures.items():
        typer.echo(name)
        for key, value in values.items():
            typer.echo(f"  {key:32} {value}")
