"""Who is called first: Law 15/2023/QH15 Art. 3.2. The age is the card's; the rest is declared, and staff look."""

from __future__ import annotations

from datetime import date

from kiosk.visit.person import born
from kiosk.visit.values import Facts

DECLARABLE = ("pregnant", "disabled", "merit")
"""Pregnant, extremely or severely disabled, people of merit: what no chip tells."""
CLASSES = ("child", "senior", *DECLARABLE)
"""Every word a HIS may be sent, by whichever interface; docs/connect-a-his.md tells hospitals of them."""


def priority_for(facts: Facts, today: date) -> str | None:
    """The patient's class: by age, else as declared."""
    birth = born(facts)
    by_age = priority_of(birth, today) if birth else None
    return by_age or facts.declared or None


def priority_of(date_of_birth: str, today: date) -> str | None:
    """`child` or `senior` from an ISO birth date that may be a year or a year and month; None otherwise.

    Where day or month are unknown, what is known decides, in the patient's favour.
    """
    if not date_of_birth[:4].isdigit():
        return None
    year, month, day = (*(int(part) for part in date_of_birth.split("-")), 0, 0)[:3]
    years = today.year - year
    passed = (today.month, today.day)
    youngest = years if passed >= (month or 12, day or 31) else years - 1
    oldest = years if passed >= (month, day) else years - 1
    if youngest < 6:
        return "child"
    return "senior" if oldest >= 75 else None
