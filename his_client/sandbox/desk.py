"""The sandbox HIS's information desk: appointments, queues, whether results are there, notices, feedback."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from his_client.clock import VIETNAM, Clock
from his_client.his.ports import Appointment, AppointmentKind, Feedback, FeedbackTaken, Notice, QueuePosition
from his_client.outcome import Refused
from his_client.sandbox.departments import DepartmentRule
from his_client.sandbox.people import invented_desk
from his_client.sandbox.rows import (
    APPOINTMENTS,
    FEEDBACK,
    NOTICES,
    REGISTRATIONS,
    RESULTS,
    TICKETS,
    AppointmentRow,
    FeedbackRow,
    NoticeRow,
    ResultRow,
    TicketRow,
)
from his_client.sandbox.store import Store


class InformationDesk:
    """What patients may ask beside registering. `rules` is the registration book's own, prices and quotas included.

    Every public method is one transaction and safe to call from any thread. Who may ask is the caller's to judge.
    """

    def __init__(self, store: Store, *, clock: Clock, rules: Mapping[str, DepartmentRule]) -> None:
        self._store = store
        self._clock = clock
        self._rules = rules
        self._registrations = store.table(REGISTRATIONS)
        self._tickets = store.table(TICKETS)
        self.appointments = store.table(APPOINTMENTS)
        self.results = store.table(RESULTS)
        self.notice_board = store.table(NOTICES)
        self.feedback = store.table(FEEDBACK)

    def seed(self) -> None:
        """Adds the invented appointments (of today), results and notices that are not there yet."""
        data, now = invented_desk(), self._now()
        with self._store.transaction():
            for entry in data["appointment"]:
                if entry["department_id"] in self._rules:
                    starts = datetime.combine(now.date(), entry["at"], VIETNAM)
                    row = AppointmentRow(
                        f"{entry['id']}-{now:%y%m%d}",
                        entry["patient_id"],
                        now.date().isoformat(),
                        entry["kind"],
                        entry["department_id"],
                        starts.isoformat(),
                        entry.get("doctor", ""),
                    )
                    if self.appointments.get(row.id) is None:
                        self.appointments.put(row)
            for entry in data["result"]:
                self.results.put(ResultRow(**entry))
            for entry in data["notice"]:
                self.notice_board.put(NoticeRow(**entry))

    def put_appointment(self, row: AppointmentRow) -> None:
        """Makes or changes an appointment; ValueError for a department or kind that does not exist."""
        AppointmentKind(row.kind)
        if row.department_id not in self._rules:
            raise ValueError("department_id")
        with self._store.transaction():
            self.appointments.put(row)

    def put_result(self, row: ResultRow) -> None:
        """Orders an examination, or tells that its result is there."""
        with self._store.transaction():
            self.results.put(row)

    def put_notice(self, row: NoticeRow) -> None:
        """Puts up a notice, or changes it."""
        with self._store.transaction():
            self.notice_board.put(row)

    def appointments_today(self, patient_id: str) -> tuple[Appointment, ...]:
        """A patient's unused appointments of today, earliest first."""
        with self._store.transaction():
            rows = self.appointments.where(patient_id=patient_id, day=self._now().date().isoformat())
            unused = sorted((row for row in rows if not row.used_by), key=lambda row: row.starts_at)
            return tuple(self._appointment(row) for row in unused)

    def appointment_refusal(
        self, appointment_id: str, patient_id: str | None, department_id: str, day: date
    ) -> Refused | None:
        """Whether an appointment can be used by this patient, in this department, on this day."""
        row = self.appointments.get(appointment_id)
        wanted = (patient_id, department_id, day.isoformat(), "")
        if row is not None and (row.patient_id, row.department_id, row.day, row.used_by) == wanted:
            return None
        return Refused("no_appointment", "no such appointment of this patient today, or it was used")

    def use_appointment(self, appointment_id: str, key: str) -> None:
        """Notes which registration uses an appointment; an empty key frees it."""
        row = self.appointments.get(appointment_id)
        if row is not None:
            self.appointments.put(replace(row, used_by=key))

    def position(self, visit_code: str) -> tuple[QueuePosition, ...]:
        """Where each number of a visit stands; see `Queue.position`."""
        with self._store.transaction():
            row = self._registrations.last(visit_code=visit_code)
            now = self._now()
            if row is None or row.cancelled_at or row.day != now.date().isoformat():
                return ()
            since = now - datetime.fromisoformat(row.registered_at)
            return tuple(self._position(ticket, since) for ticket in self._tickets.where(key=row.key))

    def results_ready(self, patient_id: str) -> bool:
        """Whether something was ordered for the patient, and all of it is there."""
        with self._store.transaction():
            rows = self.results.where(patient_id=patient_id)
        return bool(rows) and all(row.ready for row in rows)

    def notices(self) -> tuple[Notice, ...]:
        """The notices that still hold today."""
        with self._store.transaction():
            rows, today = self.notice_board.where(), self._now().date()
        found = (
            Notice(row.id, row.title, row.text, date.fromisoformat(row.until) if row.until else None) for row in rows
        )
        return tuple(notice for notice in found if notice.until is None or notice.until >= today)

    def send_feedback(self, feedback: Feedback) -> FeedbackTaken | Refused:
        """Takes a patient's word once per id."""
        if not 1 <= feedback.rating <= 5:
            return Refused("bad_request:DIEM", "a rating is 1 to 5")
        with self._store.transaction():
            if self.feedback.get(feedback.id) is None:
                self.feedback.put(
                    FeedbackRow(
                        feedback.id,
                        feedback.station_id,
                        feedback.rating,
                        feedback.topic,
                        feedback.text[:2000],
                        feedback.visit_code,
                        feedback.given_at.astimezone(VIETNAM).isoformat(),
                    )
                )
        return FeedbackTaken(feedback.id)

    def _now(self) -> datetime:
        return self._clock().astimezone(VIETNAM)

    def _appointment(self, row: AppointmentRow) -> Appointment:
        rule = self._rules[row.department_id]
        return Appointment(
            row.id,
            AppointmentKind(row.kind),
            rule.id,
            rule.name,
            rule.room,
            datetime.fromisoformat(row.starts_at),
            rule.floor,
            rule.building,
            row.doctor,
        )

    def _position(self, ticket: TicketRow, since: timedelta) -> QueuePosition:
        """The room calls one person every `minutes_each`, so a place moves forward with the time since registering."""
        rule = self._rules[ticket.department_id]
        people = max(0, ticket.people_before - since // timedelta(minutes=rule.minutes_each))
        minutes = max(0, ticket.wait_minutes - since // timedelta(minutes=1))
        serving = max(0, int(ticket.queue_number.removeprefix(rule.letter)) - people - 1)
        return QueuePosition(
            ticket.queue_number, rule.room, rule.name, f"{rule.letter}{serving:03d}", people, minutes if people else 0
        )
