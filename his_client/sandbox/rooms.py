"""The sandbox HIS's rooms: what is offered today, how long each queue is, and the next number in it.

Part of the registration book's transactions: nothing here opens one.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from his_client.his.ports import Department, RegistrationRequest, Service, ServiceChoice, Ticket
from his_client.outcome import Refused
from his_client.sandbox.checks import limit_refusal
from his_client.sandbox.departments import DepartmentRule, load_departments
from his_client.sandbox.rows import TICKETS, TicketRow
from his_client.sandbox.store import Store

PRICE_STEP = 1000


class Rooms:
    """Departments by id with their rules, and the tickets drawn in them. A room calls one person every so often."""

    def __init__(self, store: Store, departments: Sequence[DepartmentRule] | None) -> None:
        rules = load_departments() if departments is None else departments
        self.rules = {rule.id: rule for rule in rules}
        self.tickets = store.table(TICKETS)

    def departments(self, now: datetime) -> tuple[Department, ...]:
        """Every department with its queue."""
        return tuple(self._department(rule, now) for rule in self.rules.values())

    def change(self, code: str, request: RegistrationRequest) -> None:
        """What `RegistrationBook.arm` announced, in the departments of this request."""
        for choice in request.services:
            rule = self.rules.get(choice.department_id)
            if rule is not None:
                dearer = replace(rule, price=rule.price + PRICE_STEP)
                self.rules[rule.id] = replace(rule, quota=0) if code == "full" else dearer

    def unknown(self, request: RegistrationRequest) -> Refused | None:
        """Whether a department is none, or does not sell what is wanted."""
        for choice in request.services:
            rule = self.rules.get(choice.department_id)
            if rule is None or rule.service_id != choice.service_id:
                return Refused("no_department", "no such department or service; ask for the list again")
        return None

    def place_refusal(self, request: RegistrationRequest, day: date) -> Refused | None:
        """Quotas, limits and prices of every department wanted."""
        for choice in request.services:
            rule = self.rules[choice.department_id]
            if self._taken(rule, day.isoformat()) >= rule.quota:
                return Refused("full", "no number left in this department today")
            if refusal := limit_refusal(request.identity, rule, day):
                return refusal
            if choice.price != rule.price:
                return Refused("price_changed", "the price list changed; ask for the list again")
        return None

    def new_ticket(self, key: str, place: int, choice: ServiceChoice, now: datetime) -> TicketRow:
        """The next number of a room; numbers are never used again, not even of cancelled visits."""
        rule, day = self.rules[choice.department_id], now.date().isoformat()
        people, minutes = self._queue(rule, now)
        before = self.tickets.count(department_id=rule.id, day=day)
        last = self.tickets.last(department_id=rule.id, day=day)
        start = now if last is None else max(now, datetime.fromisoformat(last.busy_until))
        return TicketRow(
            f"{key}/{place}",
            key,
            place,
            day,
            rule.id,
            rule.service_id,
            rule.price,
            f"{rule.letter}{rule.first_number + before:03d}",
            people,
            minutes,
            (start + timedelta(minutes=rule.minutes_each)).isoformat(),
        )

    def ticket(self, row: TicketRow) -> Ticket:
        """A place in a queue as it is told."""
        rule = self.rules[row.department_id]
        return Ticket(
            row.queue_number,
            rule.room,
            rule.floor,
            rule.building,
            row.people_before,
            row.wait_minutes,
            rule.id,
            rule.name,
        )

    def _taken(self, rule: DepartmentRule, day: str) -> int:
        return self.tickets.count(department_id=rule.id, day=day, standing="yes")

    def _department(self, rule: DepartmentRule, now: datetime) -> Department:
        people, minutes = self._queue(rule, now)
        return Department(
            rule.id,
            rule.code,
            rule.name,
            rule.room,
            rule.floor,
            rule.building,
            people,
            minutes,
            rule.icon,
            rule.min_age,
            rule.max_age,
            self._taken(rule, now.date().isoformat()) >= rule.quota,
            Service(rule.service_id, rule.service_name, rule.price, rule.insured_price),
            rule.only_sex,
        )

    def _queue(self, rule: DepartmentRule, now: datetime) -> tuple[int, int]:
        """People waiting and minutes until a new one is called."""
        last = self.tickets.last(department_id=rule.id, day=now.date().isoformat())
        left = timedelta() if last is None else max(timedelta(), datetime.fromisoformat(last.busy_until) - now)
        people = -(-left // timedelta(minutes=rule.minutes_each))
        return rule.walk_ins + people, rule.walk_in_minutes + people * rule.minutes_each
