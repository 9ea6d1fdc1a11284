"""A view as the window's screens read it: plain maps, with money and dates already in the patient's language."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from kiosk.station.api import Information
from kiosk.visit.contents import (
    BillsView,
    CheckView,
    ClinicView,
    CoverageView,
    EstimateView,
    InfoView,
    InsuranceView,
    PaymentView,
    TicketView,
    View,
)
from ui.patient.forms import form_of


def money(amount: int, language: str) -> str:
    """An amount in đồng as the language writes it: `10.120 đ`, `10,120 ₫`; never broken over a line."""
    return form_of(language).amount(amount)


def day(value: date | None, language: str = "vi") -> str:
    """A date as the language writes it, or nothing."""
    return form_of(language).date(value)


def shown(view: View, language: str) -> dict[str, Any]:
    """The map a screen is drawn from: the content's own fields, and beside them the frame's (`back`, `desk`, …)."""
    return {
        "screen": view.screen.value,
        "step": view.step,
        "back": view.back,
        "desk": view.desk,
        "cardOnTray": view.card_on_tray,
        "passportHere": view.passport,
        "trouble": view.trouble,
        "staff": {name: _listed(value) for name, value in asdict(view.staff).items()},
        **_content(view, language),
    }


def _content(view: View, language: str) -> dict[str, Any]:
    content = view.content
    fields = {name: _listed(value) for name, value in asdict(content).items()}
    match content:
        case InsuranceView(coverage=coverage, estimate=estimate):
            fields |= {"coverage": _coverage(coverage, language), "estimate": _estimate(estimate, language)}
        case CheckView(coverage=coverage, estimate=estimate):
            fields |= {"coverage": _coverage(coverage, language), "estimate": _estimate(estimate, language)}
        case PaymentView(due=due, received=received):
            fields |= _amounts(due, received, language)
        case TicketView(due=due, received=received):
            fields |= _amounts(due, received, language) | {"free": due == 0}
        case ClinicView(tiles=tiles):
            fields |= {"tiles": [asdict(tile) | {"price": money(tile.price, language)} for tile in tiles]}
        case BillsView(tiles=tiles):
            written = [
                asdict(tile) | {"owed": money(tile.owed, language), "day": day(tile.day, language)} for tile in tiles
            ]
            fields |= {"tiles": written}
        case InfoView(rows=rows):
            fields |= {"rows": [asdict(row) | {"price": money(row.price, language)} for row in rows]}
        case _:
            pass
    return fields


def told(information: Information) -> dict[str, Any]:
    """What the station's own file tells everybody, for QML; the map as an address."""
    return {
        "hours": list(information.hours),
        "map": Path(information.map).absolute().as_uri() if information.map else "",
        "places": [
            asdict(way) | {"steps": list(way.steps), "path": [list(point) for point in way.path]}
            for way in information.ways
        ],
    }


def _listed(value: Any) -> Any:
    """QML takes a Python list for an array of its own, a tuple for nothing."""
    return [_listed(part) for part in value] if isinstance(value, tuple) else value


def _amounts(due: int, received: int, language: str) -> dict[str, Any]:
    return {
        "due": money(due, language),
        "received": money(received, language),
        "missing": money(max(due - received, 0), language),
        "surplus": money(received - due, language) if received > due else "",
        "part": 0 < received < due,
    }


def _coverage(coverage: CoverageView, language: str) -> dict[str, Any]:
    return asdict(coverage) | {"valid_to": day(coverage.valid_to, language)}


def _estimate(estimate: EstimateView | None, language: str) -> dict[str, Any] | None:
    if estimate is None:
        return None
    return {
        "price": money(estimate.price, language),
        "insurer_pays": money(estimate.insurer_pays, language),
        "patient_pays": money(estimate.patient_pays, language),
        "percent": estimate.percent,
        "insured": estimate.insurer_pays > 0,
        "lines": list(estimate.lines),
    }
