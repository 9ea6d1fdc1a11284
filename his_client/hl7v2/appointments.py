"""Appointments as the HIS pushes them: SIU^S12 to S17 and S26 (chapter 10), kept in memory from today on."""

import threading
from dataclasses import dataclass, field
from datetime import date, datetime

from his_client.clock import VIETNAM, Clock
from his_client.his.values import Appointment, AppointmentKind
from his_client.hl7v2.message import BadMessage, Message
from his_client.hl7v2.values import moment, read_name, read_numbers

BOOKING = frozenset({"S12", "S13", "S14"})
"""New, rescheduled, modified: the message holds the appointment as it is now."""
ENDING = frozenset({"S15", "S16", "S17", "S26"})
"""Cancelled, discontinued, deleted, patient did not come."""
_OVER = frozenset({"CANCELLED", "COMPLETE", "DELETED", "DC", "NOSHOW"})
"""SCH-25, table 0278: states in which nothing is left to come to."""
_REVISIT = frozenset({"FOLLOWUP"})
"""SCH-7, table 0276."""
MAX_KEPT = 50_000


@dataclass(frozen=True, slots=True)
class Booked:
    """An appointment and whose it is (the PI of PID-3)."""

    patient_id: str = field(repr=False)
    appointment: Appointment


class TooMany(Exception):
    """More appointments than can be kept."""


class AppointmentBook:
    """What has been pushed so far; lost with the process, so that the HIS sends the day again. Thread-safe.

    The same message twice changes nothing. Days that are over are forgotten.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._booked: dict[str, Booked] = {}
        self._used: dict[str, date] = {}

    def take(self, message: Message) -> None:
        """Takes an SIU message in.

        :raises BadMessage: when it lacks what an appointment needs.
        :raises TooMany: when there is no room for one more.
        """
        _, event = message.event
        identifier = _identifier(message)
        over = event in ENDING or message.need("SCH").text(25).upper() in _OVER
        booked = None if over else _booked(message, identifier)
        with self._lock:
            self._forget()
            if booked is None:
                self._booked.pop(identifier, None)
            elif len(self._booked) >= MAX_KEPT and identifier not in self._booked:
                raise TooMany
            elif booked.appointment.starts_at.date() >= self._today():
                self._booked[identifier] = booked
            else:
                self._booked.pop(identifier, None)

    def today(self, patient_id: str) -> tuple[Appointment, ...]:
        """A patient's appointments of today that were not used yet, earliest first."""
        with self._lock:
            self._forget()
            found = [
                booked.appointment
                for identifier, booked in self._booked.items()
                if booked.patient_id == patient_id
                and booked.appointment.starts_at.date() == self._today()
                and identifier not in self._used
            ]
        return tuple(sorted(found, key=lambda one: (one.starts_at, one.id)))

    def used(self, identifier: str) -> None:
        """A registration took this appointment."""
        with self._lock:
            self._used[identifier] = self._today()

    def _forget(self) -> None:
        today = self._today()
        self._booked = {k: v for k, v in self._booked.items() if v.appointment.starts_at.date() >= today}
        self._used = {identifier: day for identifier, day in self._used.items() if day >= today}

    def _today(self) -> date:
        return self._clock().astimezone(VIETNAM).date()


def _identifier(message: Message) -> str:
    """SCH-2, the id of whoever keeps the book, or SCH-1, that of whoever booked."""
    sch = message.need("SCH")
    found = sch.text(2) or sch.text(1)
    if not found:
        raise BadMessage("SCH-2")
    return found


def _booked(message: Message, identifier: str) -> Booked:
    sch, pid = message.need("SCH"), message.need("PID")
    patient_id = next((value for (_, kind), value in read_numbers(pid, 3).items() if kind == "PI"), "")
    if not patient_id:
        raise BadMessage("PID-3")
    ail, aip = message.need("AIL"), message.first("AIP")
    if not ail.text(3, 1):
        raise BadMessage("AIL-3")
    appointment = Appointment(
        identifier,
        AppointmentKind.REVISIT if sch.text(7).upper() in _REVISIT else AppointmentKind.BOOKED,
        ail.text(3, 1),
        ail.text(3, 9),
        ail.text(3, 2),
        _start(message),
        ail.text(3, 8),
        ail.text(3, 7),
        "" if aip is None else read_name(aip, 3, first=2),
    )
    return Booked(patient_id, appointment)


def _start(message: Message) -> datetime:
    """SCH-11.4, or the start of the place (AIL-6) or of the service (AIS-4), where later versions put it."""
    places = (("SCH", 11, 4), ("AIL", 6, 1), ("AIS", 4, 1))
    for name, number, component in places:
        found = message.first(name)
        if found is not None and (start := moment(found.text(number, component))) is not None:
            return start
    raise BadMessage("SCH-11")
