"""What a station asks its neighbours about a patient and the day; every answer, and every silence, is an event.

All calls block: they run on workers, and what they return is posted to the visit that asked.
"""

from __future__ import annotations

from his_client.his.ports import Capability, HospitalSystem, Identifier, Patient
from his_client.his.search import Conflict, Known, search_patient
from his_client.outcome import Done, Outcome
from kiosk.clock import Clock
from kiosk.hub.ports import InsurerPort
from kiosk.visit import effects as fx
from kiosk.visit import events as ev


class Questions:
    """Asks the HIS and the insurer. Whoever the HIS does not tell of is registered as a new face would be."""

    def __init__(self, his: HospitalSystem, insurer: InsurerPort, clock: Clock) -> None:
        self._his = his
        self._insurer = insurer
        self._clock = clock

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

    def note_reprint(self, visit_code: str) -> None:
        """Tell the HIS that a slip was printed again; nothing hangs on its answer."""
        self._his.reprint(visit_code)

    @property
    def capabilities(self) -> tuple[Capability, ...]:
        """What the HIS can do, as it stands now, in a stable order."""
        return tuple(sorted(self._his.capabilities))
