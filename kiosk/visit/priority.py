"""Who is called first by age: Law 15/2023/QH15 Art. 3.2 (children under 6, people of 75 and more)."""

from __future__ import annotations

from datetime import date


def priority_of(date_of_birth: str, today: date) -> str | None:
    """`child` or `senior` from an ISO birth date that may be a year or a year and month; None otherwise.

    Where day or month are unknown the year alone decides, in the patient's favour.
    """
    year, month, day = (*(int(part) for part in date_of_birth.split("-")), 0, 0)[:3]
    had_birthday = (today.month, today.day) >= (month, day)
    age_at_most = today.year - year
    age = age_at_most if had_birthday else age_at_most - 1
    if age < 6:
        return "child"
    if (age if month else age_at_most) >= 75:
        return "senior"
    return None
