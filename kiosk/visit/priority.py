"""Who is called first by age: Law 15/2023/QH15 Art. 3.2 (children under 6, people of 75 and more)."""

from __future__ import annotations

from datetime import date


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
