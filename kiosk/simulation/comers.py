"""Who comes to a simulated hospital, and what it, the insurer and the laboratory know of them beforehand."""

from __future__ import annotations

from random import Random

from his_client.clock import Clock
from his_client.sandbox.book import RegistrationBook
from his_client.sandbox.insured import InsuredRegistry
from his_client.sandbox.rows import AppointmentRow, BillRow, PatientRow, ResultRow
from kiosk.clock import VIETNAM
from kiosk.simulation.people import ChildPerson, Person, make_visitor
from kiosk.simulation.world import FACILITY


class Comers:
    """One after the other, drawn from a seed; now and then somebody comes again, of the last fifty.

    `book` and `registry` are the hospital's and the insurer's, of the day.
    """

    def __init__(self, random: Random, book: RegistrationBook, registry: InsuredRegistry, clock: Clock) -> None:
        self._random = random
        self._clock = clock
        self.book = book
        self.registry = registry
        self._earlier: list[Person] = []

    def next(self, number: int, errand: str) -> Person:
        """Who comes as number `number`; `errand` is what for, or empty."""
        if self._earlier and self._random.random() < (0.5 if errand else 0.03):
            return self._random.choice(self._earlier)
        person = make_visitor(number, self._random)
        self._known_before(person, number)
        self._earlier = [*self._earlier[-50:], person]
        if person.insured:
            self.registry.put(person_row(person, self._random))
        if person.child is not None:
            self.registry.put(child_row(person.child))
        return person

    def slip_of(self, person: Person) -> str:
        """The code on the slip of their last registration, if they have one."""
        day = self._clock().astimezone(VIETNAM).date().isoformat()
        row = self.book.registrations.last(id_number=person.citizen.id_number, day=day)
        return row.visit_code if row else ""

    def asks_about(self, person: Person, number: int) -> None:
        """Some of those who come for an errand find something: a bill of the ward, results."""
        book, random = self.book, self._random
        known = book.patients.get(person.citizen.id_number)
        if known is None:
            known = _kept_as(person, number, random)
            book.patients.put(known)
        if random.random() < 0.7:
            amount = 1_000 * random.randrange(20, 900)
            at = self._clock().isoformat()
            book.cash.put_bill(BillRow(f"VP{number}", known.patient_id, "", "Xét nghiệm", amount, at))
        book.desk.put_result(ResultRow(f"KQ{number}", known.patient_id, random.randrange(2)))

    def _known_before(self, person: Person, number: int) -> None:
        """The hospital knows some of them, and expects some of those; now and then a price has just gone up."""
        book, random = self.book, self._random
        if random.random() < 0.25:
            row = _kept_as(person, number, random)
            book.patients.put(row)
            if random.random() < 0.6:
                at = self._clock().replace(hour=16, minute=0)
                kind = random.choice(("booked", "revisit"))
                day = at.astimezone(VIETNAM).date().isoformat()
                row_id, starts = f"HEN{number}", at.isoformat()
                book.desk.put_appointment(AppointmentRow(row_id, row.patient_id, day, kind, "K02", starts))
        if person.child is not None and random.random() < 0.6:
            book.patients.put(_child_kept(person.child, number))
        if random.random() < 0.03:
            book.arm("price_changed")


def _kept_as(person: Person, number: int, random: Random) -> PatientRow:
    """How the hospital keeps a person it knows: a few of them under another name."""
    name = "Trần Văn Khác" if random.random() < 0.1 else person.citizen.full_name
    return PatientRow(
        person.citizen.id_number,
        f"BN9{number:06d}",
        name,
        person.citizen.date_of_birth,
        None,
        "K01",
        person.citizen.sex,
        document="passport" if person.passport else "id_card",
    )


def _child_kept(child: ChildPerson, number: int) -> PatientRow:
    """How the hospital keeps a child it knows."""
    return PatientRow(child.number, f"BN8{number:06d}", child.full_name, child.birth, None, None, child.sex)


def person_row(person: Person, random: Random) -> dict[str, object]:
    """How the insurer knows a person; some cards are expired, some names differ."""
    code = random.choice(("000",) * 12 + ("003", "004", "010", "060", "110"))
    return {
        "id_number": person.citizen.id_number,
        "full_name": person.citizen.full_name,
        "birth_date": person.citizen.date_of_birth,
        "sex": person.citizen.sex,
        "card": person.insurance_card,
        "code": code,
        "first_registration": random.choice((FACILITY, "01888")),
    }


def child_row(child: ChildPerson) -> dict[str, object]:
    """How the insurer knows a child."""
    return {
        "id_number": child.number,
        "full_name": child.full_name,
        "birth_date": child.birth,
        "sex": child.sex,
        "card": child.insurance_card,
        "first_registration": "01888",
    }
