"""`kiosk insurance estimate`, `tables` and `checkin`: what needs no gateway, only tables or the station's journal."""

from __future__ import annotations

import json
import sys
from contextlib import closing
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from his_client.checkin import as_fields, to_xml, validate
from his_client.clock import VIETNAM, system_clock
from his_client.insurance.benefit import Cover, Estimate, RouteUnknown, Service, card_level, estimate_visit, exam_fee
from his_client.insurance.explain import explain
from his_client.insurance.tables import BenefitTables, TableError, load_tables
from kiosk.clock import SystemClock
from kiosk.config import ConfigError, SecretMissing, load_config, secret
from kiosk.config.benefit import benefit_tables
from kiosk.journal import Journal, JournalDamaged, JournalUnavailable, MasterKey, WrongMasterKey
from kiosk.station.checkin import checkin_of
from kiosk.station.records import station_codec

Config = Annotated[Path | None, typer.Option(help="Station file whose [insurance] tables are used.")]


def estimate(
    route: Annotated[str, typer.Option(help="Route code MA_DOITUONG_KCB, like 1.18.")],
    service: Annotated[
        list[str] | None, typer.Option(help="PRICE or PRICE:INSURED_PRICE in dong; may be given several times.")
    ] = None,
    price_list: Annotated[str | None, typer.Option(help="The exam fee of this list: special, 1, 2, 3 or 4.")] = None,
    card: Annotated[str | None, typer.Option(help="15-character card; its third character is the level.")] = None,
    level: Annotated[int | None, typer.Option(help="The level in percent, instead of a card.")] = None,
    on: Annotated[str | None, typer.Option(help="Day of the visit, YYYY-MM-DD; today by default.")] = None,
    complete: Annotated[bool, typer.Option(help="These are all services of the visit.")] = False,
    inpatient: Annotated[bool, typer.Option(help="The patient is admitted.")] = False,
    five_years: Annotated[str | None, typer.Option(help="Five years in a row are full from this day.")] = None,
    co_paid: Annotated[str | None, typer.Option(help="Co-payment of this year so far, in dong.")] = None,
    co_paid_before: Annotated[str, typer.Option(help="The part before this year's change of the base salary.")] = "0",
    english: Annotated[bool, typer.Option(help="Explain in English.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Answer as JSON.")] = False,
    config: Config = None,
) -> None:
    """Who pays what, line by line. Exit 0 told, 1 no benefit is known for the code, 2 wrong question or table."""
    known = _tables(config)
    try:
        day = date.fromisoformat(on) if on else system_clock().astimezone(VIETNAM).date()
        cover = Cover(
            level if level is not None else (card_level(card) or 0),
            route,
            date.fromisoformat(five_years) if five_years else None,
            Decimal(co_paid) if co_paid else None,
            Decimal(co_paid_before),
        )
        services = [_service(text) for text in service or ()]
        if price_list is not None and (fee := exam_fee(price_list, day, known)) is not None:
            services.append(Service(fee, fee))
    except (ValueError, InvalidOperation) as error:
        _fail(f"the question cannot be read: {error}")
    if not services:
        _fail("give --service PRICE, or --price-list with a fee on that day")
    try:
        found = estimate_visit(services, cover, day, known, complete=complete, inpatient=inpatient)
    except RouteUnknown:
        typer.echo(f"No benefit is known for route code {route} on {day}.", err=True)
        raise typer.Exit(1) from None
    lines = explain(found, "en" if english else "vi")
    typer.echo(json.dumps(_plain(found, lines), ensure_ascii=False) if as_json else "\n".join(lines))


def tables(config: Config = None) -> None:
    """The benefit tables with their sources, after they were checked. Exit 2 when one cannot be used."""
    known = _tables(config)
    for name, (source, day) in known.sources.items():
        typer.echo(f"{name:16} {day}  {source}")
    derived = [code for code, route in known.routes.items() if not route.stated]
    typer.echo(f"To be confirmed by the hospital (MUC_HUONG of decision 3276): {', '.join(derived)}")


def checkin(
    visit: Annotated[str, typer.Option(help="The visit's id, as the slip's journal rows carry it.")],
    config: Annotated[Path, typer.Option(help="The station's file; its journal is only read.")],
    xml: Annotated[
        bool, typer.Option("--xml", help="Write the record as XML, without the hospital's signature.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Write the 26 fields as JSON.")] = False,
) -> None:
    """The check-in record (table XML0) of one visit. Exit 0 whole, 1 with findings or no such visit, 2 not readable."""
    try:
        settings = load_config(config)
        master = MasterKey(bytes.fromhex(secret("journal_key", settings.station.credentials)))
        if not settings.station.journal.exists():
            _fail(f"there is no journal {settings.station.journal}")
        with closing(Journal.look(settings.station.journal, station_codec(), master, SystemClock())) as journal:
            record = checkin_of(journal.rows(), visit, settings.station.facility)
    except (ConfigError, SecretMissing, JournalDamaged, JournalUnavailable, WrongMasterKey, ValueError) as error:
        _fail(str(error))
    if record is None:
        typer.echo("No registration of this visit was sent, or the person was erased.", err=True)
        raise typer.Exit(1)
    if xml:
        sys.stdout.buffer.write(to_xml([record]) + b"\n")
    elif as_json:
        typer.echo(json.dumps(dict(as_fields(record)), ensure_ascii=False))
    findings = validate(record)
    for finding in findings:
        typer.echo(f"{finding.field}: {finding.fault}", err=True)
    if findings:
        raise typer.Exit(1)


def _service(text: str) -> Service:
    price, _, insured = text.partition(":")
    return Service(int(price), int(insured or price))


def _plain(found: Estimate, lines: tuple[str, ...]) -> dict[str, Any]:
    return {
        "insurer_pays": found.insurer_pays,
        "patient_pays": found.patient_pays,
        "lines": {line.kind: line.amount for line in found.lines},
        "rule": str(found.ground.rule) if found.ground else None,
        "percent": str(found.ground.percent) if found.ground else None,
        "explained": list(lines),
    }


def _tables(config: Path | None) -> BenefitTables:
    try:
        return load_tables() if config is None else benefit_tables(load_config(config))
    except (ConfigError, TableError) as error:
        _fail(str(error))


def _fail(why: str) -> NoReturn:
    typer.echo(why, err=True)
    raise typer.Exit(2)
