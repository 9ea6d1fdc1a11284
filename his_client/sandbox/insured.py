"""The sandbox gateway's rules: who is insured, and which result code a question gets.

Any code can be provoked: a person's row may carry it. Without one the rules decide as the gateway does, from the
officer, the number, the name, the birth date and the validity of the card.
"""

import dataclasses
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from his_client.clock import VIETNAM, Clock
from his_client.sandbox.people import invented_people
from his_client.sandbox.store import Shape, Store


@dataclass(frozen=True, slots=True)
class InsuredRow:
    """An insured person. Dates are ISO 8601 texts; `code` other than "000" is answered as it stands."""

    id_number: str
    full_name: str
    birth_date: str
    sex: str
    card: str
    code: str
    valid_from: str
    valid_to: str
    first_registration: str
    region: str
    five_years_from: str
    new_card: str
    new_valid_from: str
    new_valid_to: str
    new_first_registration: str


INSURED = Shape("insured", InsuredRow, "id_number", (("card",), ("new_card",)))
NUMBER_LENGTHS = (10, 12, 15)
_FIELDS = {field.name for field in dataclasses.fields(InsuredRow)}


@dataclass(frozen=True, slots=True)
class Officer:
    """The hospital officer registered for card checks."""

    name: str
    id_number: str


@dataclass(frozen=True, slots=True)
class CardAnswer:
    """A result code, with the row and whether its new card was asked about."""

    code: str
    row: InsuredRow | None = None
    about_new_card: bool = False


class InsuredRegistry:
    """Insured people in a store."""

    def __init__(self, store: Store, *, clock: Clock) -> None:
        self.store = store
        self._clock = clock
        self.people = store.table(INSURED)

    def seed(self) -> None:
        """Adds the invented people of `data/people.toml` that are not there yet."""
        for person in invented_people()["person"]:
            if self.people.get(person["id_number"]) is None:
                self.put(person)

    def put(self, person: dict[str, Any]) -> InsuredRow:
        """Adds or replaces a person. `id_number`, `full_name` and `birth_date` are needed; the rest has defaults.

        Raises ValueError when one of the three is missing, a field is not known or a value is not a text.
        """
        given = {name: value for name, value in person.items() if value is not None}
        missing = {"id_number", "full_name", "birth_date"} - given.keys()
        if missing or given.keys() - _FIELDS or not all(isinstance(value, str) for value in given.values()):
            raise ValueError("texts id_number, full_name, birth_date, and only known fields")
        today = self._clock().astimezone(VIETNAM).date()
        row = InsuredRow(
            **{
                **dict.fromkeys(_FIELDS, ""),
                "sex": "Nam",
                "card": f"GD401{given['id_number'][-10:]}",
                "code": "000",
                "valid_from": today.replace(month=1, day=1).isoformat(),
                "valid_to": today.replace(month=12, day=31).isoformat(),
                "first_registration": "01010",
                "five_years_from": (today - timedelta(days=365)).isoformat(),
                **given,
            }
        )
        with self.store.transaction():
            self.people.put(row)
        return row

    def ask(self, number: str, name: str, birth: str) -> CardAnswer:
        """The gateway's decision. `birth` is DD/MM/YYYY, MM/YYYY or YYYY."""
        asked_birth = asked_day(birth)
        if not name.strip() or asked_birth is None or len(number) not in NUMBER_LENGTHS:
            return CardAnswer("205")
        row, about_new = self.find(number)
        if row is None:
            return CardAnswer("050")
        if not same_name(name, row.full_name):
            return CardAnswer("061" if _initials(name) == _initials(row.full_name) else "060", row)
        if not row.birth_date.startswith(asked_birth) and not asked_birth.startswith(row.birth_date):
            return CardAnswer("070", row)
        if row.code != "000" and not (about_new and row.code in {"003", "004"}):
            return CardAnswer(row.code, row)
        ends = row.new_valid_to if about_new else row.valid_to
        expired = date.fromisoformat(ends) < self._clock().astimezone(VIETNAM).date()
        return CardAnswer("010" if expired else "000", row, about_new)

    def find(self, number: str) -> tuple[InsuredRow | None, bool]:
        """By ID number, by card, or by the new card (then True)."""
        if len(number) == 12:
            return self.people.get(number), False
        if (by_new := self.people.last(new_card=number)) is not None:
            return by_new, True
        if len(number) == 15:
            return self.people.last(card=number), False
        return next((row for row in self.people.where() if row.card.endswith(number)), None), False


def officer_code(officer: Officer, name: str, id_number: str) -> str | None:
    """054 for an officer who is not registered, 055 for one whose name differs, None when both fit."""
    if id_number != officer.id_number:
        return "054"
    return None if same_name(name, officer.name) else "055"


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def same_name(one: str, other: str) -> bool:
    """The same name in NFC and NFD, in any case, with any spacing."""
    return _plain(one) == _plain(other)


def _initials(name: str) -> list[str]:
    return [word[0] for word in _plain(name).split()]


def asked_day(text: str) -> str | None:
    """DD/MM/YYYY, MM/YYYY or YYYY as an ISO 8601 date or its beginning; None for eight joined digits or nonsense."""
    parts = list(reversed(text.split("/")))
    if not all(part.isdigit() for part in parts) or len(parts) > 3 or len(parts[0]) != 4:
        return None
    return "-".join(parts)
