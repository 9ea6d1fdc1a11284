"""What a station asks its neighbours about a patient and the day; every answer, and every silence, is an event.

All calls block: they run on workers, and what they return is posted to the visit that asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from his_client.his.ports import Capability, HospitalSystem, Identifier, Patient, Registered
from his_client.his.search import Conflict, Known, search_patient
from his_client.outcome import Done, Outcome, Refused
from kiosk.clock import Clock
from kiosk.hub.ports import InsurerPort
from kiosk.queue.ports import NumberDesk
from kiosk.queue.tickets import wanted_places
from kiosk.visit import effects as fx
from kiosk.visit import events as ev
from kiosk.visit.errands import BillsKnown, NoticesKnown, PositionsKnown, ResultsKnown
from kiosk.visit.values import Standing

Asking = (
    fx.AskInsurer | fx.AskPatient | fx.AskDepartments | fx.AskBills | fx.AskResults | fx.AskPositions | fx.AskNotices
)
"""Everything a visit may ask."""


def asked_about(ask: Asking) -> str:
    """What a question is called: `insurer`, `patient`, …"""
    return type(ask).__name__.removeprefix("Ask").lower()


class Questions:
    """Asks the HIS and the insurer. Whoever the HIS does not tell of is registered as a new face would be."""

    def __init__(
        self, his: HospitalSystem, insurer: InsurerPort, clock: Clock, numbers: NumberDesk | None = None
    ) -> None:
        self._his = his
        self._numbers = numbers
        self._insurer = insurer
        self._clock = clock

    def answer(self, ask: Asking, visit_id: str) -> ev.Event:
        """Put a visit's question, and what came of it."""
        match ask:
            case fx.AskInsurer():
                return self.insurer(ask, visit_id)
            case fx.AskPatient():
                return self.patient(ask)
            case fx.AskDepartments():
                return self.departments()
            case fx.AskBills():
                return self.bills(ask)
            case fx.AskResults():
                return self.results(ask)
            case fx.AskPositions():
                return self.positions(ask)
            case fx.AskNotices():
                return self.notices()

    def insurer(self, ask: fx.AskInsurer, visit_id: str) -> ev.Event:
        """Is this person insured?"""
        asked_at = self._clock.now()
        known = self._insurer.check(ask.number, ask.full_name, ask.birth_date, visit_id=visit_id)
        return ev.CoverageKnown(known, ask.about, asked_at)

    def departments(self) -> ev.Event:
        """Where can one go today?"""
        outcome = self._his.departments()
        if isinstance(outcome, Done):
            return ev.DepartmentsKnown(outcome.value, self._clock.now())
        return ev.HisSilent("departments")

    def patient(self, ask: fx.AskPatient) -> ev.Event:
        """Is this person known here, registered today, or expected? Who asks is as sure as the identity says.

        A record that differs from the card is nobody's until a person has looked; what is silent on anything but
        today's registrations stops no visit.
        """
        source = ask.identity.identity_source

        def find(identifier: Identifier) -> Outcome[Patient | None]:
            return self._his.find_patient(identifier, source)

        found = search_patient(find, ask.identity, ask.insurance_number)
        today = self._his.registrations_today(Identifier.of(ask.identity), source)
        if not isinstance(today, Done):
            return ev.HisSilent("patient")
        match found:
            case Done(value=Known(patient=patient)):
                expected = self._his.appointments_today(patient.patient_id, source) if ask.appointments else None
                appointments = expected.value if isinstance(expected, Done) else ()
                return ev.PatientKnown(patient, today.value, appointments)
            case Done(value=Conflict(differs=differs)):
                return ev.PatientKnown(None, (), differs=differs)
            case _:
                return ev.PatientKnown(None, today.value)

    def bills(self, ask: fx.AskBills) -> ev.Event:
        """What does this patient owe?"""
        outcome = self._his.bills(ask.patient_id, ask.source)
        return BillsKnown(outcome.value) if isinstance(outcome, Done) else ev.HisSilent("bills")

    def results(self, ask: fx.AskResults) -> ev.Event:
        """Are all of this patient's results there?"""
        outcome = self._his.results_ready(ask.patient_id, ask.source)
        return ResultsKnown(outcome.value) if isinstance(outcome, Done) else ev.HisSilent("results")

    def notices(self) -> ev.Event:
        """What does the hospital tell everybody?"""
        outcome = self._his.notices()
        return NoticesKnown(outcome.value) if isinstance(outcome, Done) else ev.HisSilent("notices")

    def positions(self, ask: fx.AskPositions) -> ev.Event:
        """Where do these numbers stand? The HIS says so of its own numbers, the hub's queue of those it gave.

        What neither says is told as not known; only where everybody is silent nothing is told.
        """
        if ask.visit_code:
            found = self._position(ask.visit_code)
            place = None if found else self._place(ask.visit_code)
            if found is None and place is None:
                return ev.HisSilent("position")
            return PositionsKnown((place,) if place else found or ())
        told: list[Standing] = []
        for registered in ask.registered:
            told += self._of(registered)
        return PositionsKnown(tuple(told))

    def _of(self, registered: Registered) -> Iterator[Standing]:
        """Each number of a registration, as far as anybody can say."""
        found = {one.number: one for one in self._position(registered.visit_code) or ()}
        places = wanted_places(registered.key or registered.visit_code, "", registered.tickets)
        for ticket, place in zip(registered.tickets, places, strict=True):
            own = found.get(ticket.queue_number) if ticket.queue_number else self._place(place.place_id)
            if own is not None:
                yield replace(own, department=own.department or ticket.department_name)
            elif ticket.queue_number:
                yield Standing(ticket.queue_number, ticket.room, ticket.department_name)

    def _position(self, visit_code: str) -> tuple[Standing, ...] | None:
        """What the HIS says; nothing where it cannot say, None where it is silent."""
        match self._his.position(visit_code):
            case Done(value=positions):
                return tuple(
                    Standing(
                        one.queue_number,
                        one.room,
                        one.department_name,
                        one.serving,
                        one.people_before,
                        one.wait_minutes,
                    )
                    for one in positions
                )
            case Refused(code=code) if code != "busy":
                return ()
            case _:
                return None

    def _place(self, place_id: str) -> Standing | None:
        """What the hub's queue says of a place of its own, if it has one."""
        outcome = self._numbers.place(place_id) if self._numbers is not None else None
        if not isinstance(outcome, Done):
            return None
        seen = outcome.value
        return Standing(seen.number, seen.room, people_before=seen.people_before, minutes=seen.minutes)

    def note_reprint(self, visit_code: str) -> None:
        """Tell the HIS that a slip was printed again; nothing hangs on its answer."""
        self._his.reprint(visit_code)

    @property
    def capabilities(self) -> tuple[Capability, ...]:
        """What the HIS can do, as it stands now, in a stable order."""
        return tuple(sorted(self._his.capabilities))
