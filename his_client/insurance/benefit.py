"""Who pays what for one examination: an estimate from dated tables. The HIS's own figures are final.

The tables live in `data/benefit.toml` with their source and date, so a new decree is a data change.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(eq=False)
class RouteUnknown(Exception):
    """No benefit is known for `route_code` on the day `on`; show no estimate and let the desk decide."""

    route_code: str
    on: date


@dataclass(frozen=True, slots=True)
class EstimateLine:
    """One part of the price. `kind`: insurer, co_payment (the patient's share of the insured price), extra (above)."""

    kind: str
    amount: int


@dataclass(frozen=True, slots=True)
class Estimate:
    """Whole dong; `insurer_pays + patient_pays` is the price, and so is the sum of the lines."""

    insurer_pays: int
    patient_pays: int
    lines: tuple[EstimateLine, ...]


@dataclass(frozen=True, slots=True)
class Route:
    """A route code with the dated share of the benefit, in percent, and the level that replaces the card's."""

    code: str
    meaning: str
    stated: bool
    fixed_level: int | None
    factors: tuple[tuple[date, int], ...]

    def percent(self, on: date) -> int | None:
        """The share in force on a day, or None before the first one."""
        return next((percent for start, percent in reversed(self.factors) if start <= on), None)


@dataclass(frozen=True, slots=True)
class BenefitTables:
    """The tables of `data/benefit.toml`; `source` and `as_of` say where they come from."""

    source: str
    as_of: str
    card_level: Mapping[str, int]
    base_salary: tuple[tuple[date, int], ...]
    routes: Mapping[str, Route]


@cache
def tables() -> BenefitTables:
    """The benefit tables this version was published with."""
    data: dict[str, Any] = tomllib.loads(
        files("his_client.insurance").joinpath("data/benefit.toml").read_text(encoding="utf-8")
    )
    routes = (
        Route(
            entry["code"],
            entry["meaning"],
            entry["basis"] == "stated",
            entry.get("fixed_level"),
            tuple(sorted((factor["from"], factor["percent"]) for factor in entry["factors"])),
        )
        for entry in data["route"]
    )
    return BenefitTables(
        data["source"],
        data["date"],
        data["card_level"][0],
        tuple(sorted((entry["from"], entry["amount"]) for entry in data["base_salary"])),
        {route.code: route for route in routes},
    )


def card_level(card: str | None) -> int | None:
    """The benefit level in percent that character 3 of a 15-character card number stands for, else None.

    An old card may understate it (Resolution 261 raised some groups on 1 Jan 2026): the HIS decides.
    """
    if card is None or len(card) != 15:
        return None
    return tables().card_level.get(card[2])


def whole_visit_line(on: date) -> int | None:
    """The cost below which a right-route visit is paid in full: 15 % of the base salary, in dong."""
    salary = next((amount for start, amount in reversed(tables().base_salary) if start <= on), None)
    return None if salary is None else salary * 15 // 100


def provisional_route(first_registration: str | None, hospital: str, self_came_code: str) -> str:
    """The route code at the door: "1.1" at the facility of first registration, else this hospital's self-came code.

    `self_came_code` depends on the hospital's technical level (for example "1.14" or "1.18") and is configuration.
    The final code is set after the visit.
    """
    return "1.1" if first_registration is not None and first_registration == hospital else self_came_code


def estimate(price: int, insured_price: int, level_percent: int, route_code: str, on: date) -> Estimate:
    """Splits `price` (dong) between insurer and patient on the day `on`.

    insurer = insured price x level x route share, rounded half up to a whole dong once, at the end.
    Raises RouteUnknown for a code without a benefit on that day, ValueError for a negative price or a level outside
    0-100.
    """
    if price < 0 or insured_price < 0 or not 0 <= level_percent <= 100:
        raise ValueError("prices are zero or more and a level is 0 to 100 percent")
    route = tables().routes.get(route_code)
    share = None if route is None else route.percent(on)
    if route is None or share is None:
        raise RouteUnknown(route_code, on)
    level = level_percent if route.fixed_level is None else route.fixed_level
    base = min(price, insured_price)
    exact = Decimal(base) * level * share / 10_000
    insurer = int(exact.to_integral_value(rounding=ROUND_HALF_UP))
    lines = (
        EstimateLine("insurer", insurer),
        EstimateLine("co_payment", base - insurer),
        EstimateLine("extra", price - base),
    )
    return Estimate(insurer, price - insurer, lines)
