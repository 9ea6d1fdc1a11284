"""Service quality among the console's pages: a month, a department's month, a day, and the month as a file."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Blueprint, Response, g, make_response, url_for
from markupsafe import Markup
from sqlalchemy.exc import SQLAlchemyError

from kiosk.cashier.values import Role
from kiosk.clock import Clock
from kiosk.hub.console.frame import page
from kiosk.hub.console.guard import refused_page
from kiosk.hub.console.ports import FurtherPage
from kiosk.hub.db.engine import Database
from kiosk.hub.quality import charts
from kiosk.hub.quality.figures import FEW, Figures, Times, Waits
from kiosk.hub.quality.project import standing
from kiosk.hub.quality.reader import QualityReader
from kiosk.hub.quality.report import month_report
from kiosk.hub.quality.score import RULES
from kiosk.hub.quality.speech import Speech
from kiosk.hub.quality.svg import as_svg
from kiosk.reports.document import Made
from kiosk.reports.drawing import Drawing
from kiosk.reports.export import FORMS, exported

NAME = "quality"
WORDS = {"vi": "Chất lượng phục vụ", "en": "Service quality"}
TOLD_BEHIND = 1_000
"""Journal rows not looked at yet, from which on a page says so: a few always are on their way."""
_MONTH, _DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])"), re.compile(r"\d{4}-\d\d-\d\d")


def quality_pages(database: Database, hospital: str, clock: Clock) -> FurtherPage:
    """The pages, for whoever may see the console."""
    reader = QualityReader(database)
    show = _Pages(database, reader, hospital, clock)

    def add(pages: Blueprint) -> None:
        def quality(month: str = "", department: str = "", day: str = "", form: str = "") -> Response:
            try:
                return show(month, department, day, form)
            except SQLAlchemyError:
                return refused_page(503, "refused.silent")

        for rule in (
            "/quality",
            "/quality/<month>",
            "/quality/<month>/report.<form>",
            "/quality/<month>/department/<department>",
            "/quality/day/<day>",
        ):
            pages.add_url_rule(rule, NAME, quality)

    return FurtherPage(NAME, WORDS, frozenset({Role.IT, Role.MANAGER}), add)


class _Pages:
    """One reader's pages."""

    def __init__(self, database: Database, reader: QualityReader, hospital: str, clock: Clock) -> None:
        self._database, self._reader, self._hospital, self._clock = database, reader, hospital, clock

    def __call__(self, month: str, department: str, day: str, form: str) -> Response:
        say = Speech(g.language)
        if day:
            return self._day(say, day) if _DAY.fullmatch(day) else _nowhere()
        months = self._reader.months()
        month = month or (months[-1] if months else "")
        if month and not _MONTH.fullmatch(month):
            return _nowhere()
        if form:
            return self._file(month, form)
        if department:
            return self._department(say, month, department)
        return self._month(say, month, months)

    def _month(self, say: Speech, month: str, months: tuple[str, ...]) -> Response:
        found = self._reader.month(month) if month else None
        behind = standing(self._database).behind
        link: Callable[[str], str] = lambda day: url_for(f"console.{NAME}", day=day)  # noqa: E731
        return page(
            "quality_month.html",
            **_common(say),
            found=found,
            months=months,
            month=month,
            rules=RULES,
            behind=behind if behind >= TOLD_BEHIND else 0,
            days=_svg(charts.days_chart(say, found.days, link)) if found else "",
            waits=_svg(charts.waits_chart(say, found.days)) if found and found.waits.times else "",
            **(_drawings(say, found.figures) if found else {}),
        )

    def _department(self, say: Speech, month: str, department: str) -> Response:
        found = self._reader.department(month, department)
        if found is None:
            return _nowhere()
        part = found.part
        return page(
            "quality_department.html",
            **_common(say),
            found=found,
            score=_svg(charts.score_chart(say, part.score)) if part.score else "",
            scores=_svg(charts.scores_chart(say, found.scores)),
            days=_svg(charts.days_chart(say, found.days)),
            waits=_svg(charts.waits_chart(say, found.days)) if part.waits and part.waits.times else "",
            **(_drawings(say, part.figures) if part.figures else {}),
        )

    def _day(self, say: Speech, day: str) -> Response:
        found = self._reader.day(day)
        if found is None:
            return _nowhere()
        return page("quality_day.html", **_common(say), found=found, **_drawings(say, found.figures))

    def _file(self, month: str, form: str) -> Response:
        found = self._reader.month(month) if form in FORMS else None
        if found is None:
            return _nowhere()
        made = Made(self._hospital, self._clock.now(), g.session.full_name or g.user)
        file = exported(month_report(found, made, standing(self._database).behind), form)
        response = make_response(file.content)
        response.headers["Content-Type"] = file.media_type
        response.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
        return response


def _drawings(say: Speech, seen: Figures) -> dict[str, Any]:
    """The charts that a month, a department and a day have alike; one with nothing in it is left out."""

    def bars(title: str, table: str, counted: tuple[tuple[str, int], ...]) -> Drawing | None:
        rows = [(say.named(table, code), n) for code, n in counted]
        return charts.bars_chart(say, say(f"page.{title}"), rows) if rows else None

    def steps(title: str, table: str, times: tuple[tuple[str, Times], ...]) -> Drawing | None:
        rows = [(say.named(table, code), taken) for code, taken in times]
        return charts.steps_chart(say, say(f"page.{title}"), rows) if rows else None

    stars = tuple((str(star), n) for star, n in zip(range(5, 0, -1), reversed(seen.ratings), strict=True))
    ratings = charts.bars_chart(say, say("page.ratings"), [(f"{star} / 5", n) for star, n in stars])
    made = {
        "reasons": bars("reasons", "reason", seen.desk_reasons),
        "breaks": bars("breaks", "reason", seen.break_reasons),
        "steps": steps("steps", "step", seen.steps),
        "whole": steps("whole", "journey", seen.whole),
        "hours": charts.hours_chart(say, seen.hours) if seen.hours else None,
        "ratings": ratings if seen.rated >= FEW else None,
        "topics": bars("topics", "topic", seen.topics),
        "coverages": bars("coverages", "coverage", seen.coverages),
        "paid": bars("paid", "paid", seen.paid),
        "identities": bars("identities", "identity", seen.identities),
        "faces": bars("faces", "face", seen.faces),
    }
    return {name: _svg(drawing) for name, drawing in made.items() if drawing is not None}


def _common(say: Speech) -> dict[str, Any]:
    return {"say": say, "meter": lambda value: _svg(charts.meter(say, value)), "in_time": partial(_in_time, say)}


def _in_time(say: Speech, queue: Waits | None) -> str:
    return f"{say.share(queue.in_time, queue.called)} %" if queue and queue.called else "—"


def _svg(drawing: Drawing) -> Markup:
    return Markup(as_svg(drawing))  # noqa: S704 - every text in it is escaped where it is drawn


def _nowhere() -> Response:
    return refused_page(404, "refused.nowhere")
