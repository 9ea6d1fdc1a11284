"""Who pays what for a visit: an estimate from dated tables. The HIS's own figures are final.

insurer = sum over services of (insured price x level x route share), exact, rounded half up to a whole dong once, at
the end; the patient pays the rest (Law 51/2024/QH15 Art. 22, Decree 188/2025/ND-CP Art. 19). Pure: the same services,
cover, day and tables give the same answer, in whatever order the services stand.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from his_client.insurance.ports import RouteVerdict
from his_client.insurance.tables import BenefitTables, in_force, tables

RIGHT_ROUTE = "1.1"


@dataclass(eq=False)
class RouteUnknown(Exception):
    """No benefit is known for `route_code` on the day `on`; show no estimate and let the desk decide."""

    route_code: str
    on: date


@dataclass(frozen=True, slots=True)
class Service:
    """One service as the HIS sells it, in dong: `price` in all, `insured_price` the part insurance reckons from.

    The difference is the surcharge of a service on request (DON_GIA_THU_THEM); the patient pays it always.
    """

    price: int
    insured_price: int
    name: str = ""

    def __post_init__(self) -> None:
        if self.price < 0 or self.insured_price < 0:
            raise ValueError("a price is zero or more")

    @property
    def base(self) -> int:
        """What insurance reckons from; never above the price."""
        return min(self.price, self.insured_price)


@dataclass(frozen=True, slots=True)
class Cover:
    """What a person brings: the card's level in percent, the route, and what the six-month line needs.

    `five_years_from`: the day from which five years in a row are full (ngayDu5Nam). `co_paid`: this year's co-payment
    so far in dong, None when nobody asked; `co_paid_before_change` the part of it before this year's change of the
    base salary. A part that is not known counts as none, so that the line is never set too low.
    """

    level: int
    route_code: str
    five_years_from: date | None = None
    co_paid: Decimal | None = None
    co_paid_before_change: Decimal = Decimal(0)

    def __post_init__(self) -> None:
        if not 0 <= self.level <= 100:
            raise ValueError("a level is 0 to 100 percent")


class Rule(StrEnum):
    """What decided the insurer's share."""

    CARD = "card"
    FIXED = "fixed"
    """The route replaces the card's level."""
    WHOLE_VISIT = "whole_visit"
    """The whole visit costs less than the line: paid in full."""
    SIX_MONTHS = "six_months"
    """This year's co-payments are above the line: paid in full."""
    NONE = "none"
    """Insurance pays nothing on this route."""


@dataclass(frozen=True, slots=True)
class EstimateLine:
    """One part of the price. `kind`: insurer, co_payment (the patient's share of the insured price), extra (above)."""

    kind: str
    amount: int


@dataclass(frozen=True, slots=True)
class Ground:
    """Why the figures are what they are: the rule, its percentages, and the lines in dong on that day."""

    rule: Rule
    route_code: str
    level: int
    share: int
    base_salary: int | None
    whole_visit_line: Decimal | None
    six_month_line: Decimal | None
    may_be_free: bool
    """The services so far are below the whole-visit line, and more may come: settled at the end of the visit."""

    @property
    def percent(self) -> Decimal:
        """The insurer's percentage (MUC_HUONG), which may have a half: 47.5."""
        return Decimal(self.level * self.share) / 100


@dataclass(frozen=True, slots=True)
class ServiceShare:
    """One service with the insurer's exact part of it, unrounded."""

    service: Service
    insurer: Decimal


@dataclass(frozen=True, slots=True)
class Estimate:
    """Whole dong; `insurer_pays + patient_pays` is the price, and so is the sum of the lines."""

    insurer_pays: int
    patient_pays: int
    lines: tuple[EstimateLine, ...]
    shares: tuple[ServiceShare, ...] = ()
    ground: Ground | None = None


def estimate_visit(
    services: Iterable[Service],
    cover: Cover,
    on: date,
    known: BenefitTables,
    *,
    complete: bool = False,
    inpatient: bool = False,
) -> Estimate:
    """Splits the price of one visit's services on the day `on`.

    :param complete: these are all services of the visit, so the whole-visit line may be applied; at the door they are
        not, and the estimate only tells that the visit may end free.
    Raises RouteUnknown for a code without a benefit on that day.
    """
    asked = tuple(services)
    ground = _ground(asked, cover, on, known, complete=complete, inpatient=inpatient)
    shares = tuple(ServiceShare(one, Decimal(one.base) * ground.level * ground.share / 10_000) for one in asked)
    exact = sum((one.insurer for one in shares), Decimal(0))
    insurer = int(exact.to_integral_value(rounding=ROUND_HALF_UP))
    price, base = sum(one.price for one in asked), sum(one.base for one in asked)
    lines = (
        EstimateLine("insurer", insurer),
        EstimateLine("co_payment", base - insurer),
        EstimateLine("extra", price - base),
    )
    return Estimate(insurer, price - insurer, lines, shares, ground)


def _ground(
    services: tuple[Service, ...], cover: Cover, on: date, known: BenefitTables, *, complete: bool, inpatient: bool
) -> Ground:
    route = known.routes.get(cover.route_code)
    share = None if route is None else route.percent(on, inpatient=inpatient)
    if route is None or share is None:
        raise RouteUnknown(cover.route_code, on)
    level = cover.level if route.fixed_level is None else route.fixed_level
    rule = Rule.CARD if route.fixed_level is None else Rule.FIXED
    whole, months = whole_visit_line(on, known), six_month_line(on, cover.co_paid_before_change, known)
    below = route.right_route and whole is not None and sum(one.base for one in services) < whole
    if level * share == 0:
        rule = Rule.NONE
    elif level < 100 and route.right_route and _above_six_months(cover, months, on):
        rule, level = Rule.SIX_MONTHS, 100
    elif level < 100 and complete and below:
        rule, level = Rule.WHOLE_VISIT, 100
    return Ground(
        rule,
        cover.route_code,
        level,
        share,
        in_force(known.base_salary, on),
        whole,
        months,
        below and not complete and rule is Rule.CARD and level < 100,
    )


def _above_six_months(cover: Cover, line: Decimal | None, on: date) -> bool:
    """Five years in a row are full, and this year's co-payments are above the line (strictly)."""
    if line is None or cover.co_paid is None or cover.five_years_from is None:
        return False
    return cover.five_years_from <= on and cover.co_paid > line


def whole_visit_line(on: date, known: BenefitTables | None = None) -> Decimal | None:
    """The cost in dong below which (strictly) a right-route visit is paid in full; None before the first table row."""
    known = known or tables()
    salary, lines = in_force(known.base_salary, on), in_force(known.lines, on)
    return None if salary is None or lines is None else Decimal(salary) * lines.whole_visit_percent / 100


def six_month_line(
    on: date, paid_before_change: Decimal = Decimal(0), known: BenefitTables | None = None
) -> Decimal | None:
    """This year's co-payment in dong above which (strictly) nothing more is co-paid; None before the first table row.

    In the year in which the base salary changes, what was paid before uses up its part of the old line, and the rest
    of the way is measured in the new one: `paid + (1 - paid / (6 x old)) x 6 x new`. A second change in one year is
    reckoned from the last one only.
    """
    known = known or tables()
    salary, lines = in_force(known.base_salary, on), in_force(known.lines, on)
    if salary is None or lines is None:
        return None
    new = Decimal(salary) * lines.co_payment_months
    *earlier, (changed, _) = [row for row in known.base_salary if row[0] <= on]
    if not earlier or changed.year != on.year or (changed.month, changed.day) == (1, 1):
        return new
    old = Decimal(earlier[-1][1]) * lines.co_payment_months
    return paid_before_change + (1 - paid_before_change / old) * new


def card_level(card: str | None) -> int | None:
    """The benefit level in percent that character 3 of a 15-character card number stands for, else None.

    An old card may understate it (Resolution 261 raised some groups on 1 Jan 2026): the HIS decides.
    """
    if card is None or len(card) != 15:
        return None
    return tables().card_level.get(card[2])


def exam_fee(price_list: str, on: date, known: BenefitTables | None = None) -> int | None:
    """The fee of one examination by a price list ("special", "1" ... "4") in dong; the HIS's own price goes first."""
    rows = (known or tables()).exam_fees.get(price_list)
    return None if rows is None else in_force(rows, on)


def provisional_route(
    first_registration: str | None, hospital: str, self_came_code: str, verdict: RouteVerdict | None = None
) -> str:
    """The route code at the door: "1.1" at the facility of first registration, else this hospital's self-came code.

    A verdict of the HIS goes before the comparison; thông tuyến is the self-came code too, whose share by day says
    what it is worth here. `self_came_code` depends on the hospital's technical level (for
    example "1.14" or "1.18") and is configuration. The final code is set after the visit.
    """
    if verdict is not None:
        return RIGHT_ROUTE if verdict is RouteVerdict.RIGHT else self_came_code
    return RIGHT_ROUTE if first_registration is not None and first_registration == hospital else self_came_code


def estimate(price: int, insured_price: int, level_percent: int, route_code: str, on: date) -> Estimate:
    """The estimate at the door for one service, with the tables in force; see `estimate_visit`.

    Raises RouteUnknown for a code without a benefit on that day, ValueError for a negative price or a level outside
    0-100.
    """
    return estimate_visit((Service(price, insured_price),), Cover(level_percent, route_code), on, tables())
