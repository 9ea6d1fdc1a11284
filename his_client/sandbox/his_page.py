"""The sandbox HIS's page: the day's registrations and departments, for a person to look at."""

from collections.abc import Callable
from typing import Any

from flask import render_template

from his_client.clock import VIETNAM, Clock
from his_client.sandbox.book import RegistrationBook


def day_page(book: RegistrationBook, clock: Clock) -> Callable[[], str]:
    """The view function of the page."""

    def page() -> str:
        now = clock().astimezone(VIETNAM)
        paid: dict[str, list[Any]] = {}
        for payment in book.payments.where():
            paid.setdefault(payment.bill_id, []).append(payment)
        names = {item.id: item for item in book.departments()}
        rows = [
            (row, names[row.department_id], paid.get(row.bill_id, []))
            for row in reversed(book.registrations.where(day=now.date().isoformat()))
        ]
        return render_template("his.html", now=now, rows=rows, departments=tuple(names.values()))

    return page
