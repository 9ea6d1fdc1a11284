"""What a struck visit is about: somebody registers first, adds a service, comes again for their slip, pays a bill."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from random import Random

from his_client.sandbox.rows import REGISTRATIONS
from his_client.sandbox.store import SqliteStore
from kiosk.campaign.kill.hospital import Hospital
from kiosk.clock import SystemClock
from kiosk.simulation.comers import person_row
from kiosk.simulation.hands import Hands
from kiosk.simulation.patient import Patient
from kiosk.simulation.people import Person, make_person
from kiosk.visit import events as ev
from kiosk.visit import wishes as wi
from kiosk.visit.view import CheckView, PaymentView, Screen, TicketView, View


class Scene(StrEnum):
    """What the patient came for; the value is what a row says."""

    FIRST = "first registration"
    SERVICE = "a service added"
    AGAIN = "slip printed again"
    BILLS = "a bill paid"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Patient `number` of a campaign, drawn from `seed`; everybody is somebody else."""

    scene: Scene
    seed: int
    number: int

    @property
    def person(self) -> Person:
        """Who comes."""
        return make_person(self.number, Random(self.seed))

    @property
    def account(self) -> str:
        """The hospital's account; each visit's fresh hub has its own, so that it reads no other visit's money."""
        return f"0011{self.number:09d}"

    @property
    def bill_id(self) -> str:
        """The bill of the ward they come to pay, if they do."""
        return f"VP{self.number}"


def prepare(hospital: Hospital, visitor: Visitor) -> None:
    """What hospital and insurer know of somebody before they come."""
    person = visitor.person
    hospital.control("insured", person_row(person, Random(visitor.seed)))
    if visitor.scene in (Scene.AGAIN, Scene.BILLS):
        citizen = person.citizen
        hospital.control(
            "visit",
            {
                "full_name": citizen.full_name,
                "birth_date": citizen.date_of_birth,
                "id_number": citizen.id_number,
            },
        )
    if visitor.scene is Scene.BILLS:
        hospital.control("bill", _bill(visitor, hospital.book))


def _bill(visitor: Visitor, book: Path) -> Mapping[str, object]:
    store = SqliteStore(book, read_only=True)
    try:
        visit = store.table(REGISTRATIONS).last(id_number=visitor.person.citizen.id_number)
    finally:
        store.close()
    assert visit is not None
    return {
        "id": visitor.bill_id,
        "patient_id": visit.patient_id,
        "visit_code": visit.visit_code,
        "title": "Xét nghiệm",
        "amount": 1_000 * (20 + visitor.number % 500),
        "issued_at": SystemClock().now().isoformat(timespec="seconds"),
    }


def patient_of(visitor: Visitor, hands: Hands, random: Random, clock: Callable[[], float]) -> Patient:
    """The patient, who goes straight for what they came for."""
    match visitor.scene:
        case Scene.FIRST:
            return Patient(visitor.person, hands, random, 0.0, clock)
        case Scene.BILLS:
            return _Paying(visitor.person, hands, random, 0.0, clock, errand="bills")
        case Scene.SERVICE | Scene.AGAIN:
            return _Wanting(visitor.person, hands, random, 0.0, clock)


class _Wanting(Patient):
    """Wants one more service, pays by code, and takes the slip of who is registered already."""

    def _check(self, check: CheckView) -> None:
        if check.add and not check.further:
            self._hands.press(wi.ServiceWanted())
        else:
            super()._check(check)

    def _again(self, known: TicketView) -> ev.Intent:
        return wi.PayPressed() if known.pay and not self._paid else ev.NextPressed()

    def _pay(self, payment: PaymentView) -> None:
        if self._paid or not payment.qr or payment.notice in ("expired", "paid"):
            super()._pay(payment)
        else:
            self._paid = True
            self.memory.transferred += payment.due
            self._hands.transfer(payment, payment.due, 1, 3.0)


class _Paying(_Wanting):
    """Pays the first bill that is offered, and leaves the others."""

    def _straight(self, view: View) -> Callable[[], None] | None:
        if view.screen is Screen.TICKET:
            return lambda: self._hands.press(ev.NextPressed())
        return super()._straight(view)
