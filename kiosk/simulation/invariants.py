"""What must hold after a simulated day, judged from outside: the HIS's book, the bank, what patients saw, the journals.

Nothing here asks the station what it believes; the journals are replayed from their first row.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from his_client.his.ports import IdentitySource
from his_client.sandbox.book import RegistrationBook
from his_client.sandbox.ledger import BankLedger
from kiosk.delivery.machine import DeliveryEvent, DeliveryRequested
from kiosk.journal import Row
from kiosk.money.order import CreditHandedOver, CreditReceived
from kiosk.simulation.numberless import numbers_held
from kiosk.simulation.people import Person
from kiosk.simulation.witness import Witness
from kiosk.simulation.world import Call, Machine
from kiosk.visit.effects import Register, SendFeedback
from kiosk.visit.events import Event, VisitStarted
from kiosk.visit.step import begin, step
from kiosk.visit.values import Ending, FaceResult
from kiosk.visit.visit import Visit

# Which consent a call needs; every other call about a person needs the consent to read the card and register.
FACE, INSURER = 1, 2
PURPOSE = {"face": FACE, "insurer": INSURER}


@dataclass(frozen=True, slots=True)
class Result:
    """One invariant: whether it held, on how many cases, and the first case where it did not."""

    id: str
    held: bool
    checked: int
    example: str | None = None


@dataclass(slots=True)
class Ledger:
    """All that can be known about a day from outside."""

    machine: Machine
    his: RegistrationBook
    bank: BankLedger
    witnesses: list[Witness]
    numberless: bool = False
    _visits: dict[str, Visit] = field(default_factory=dict)
    _asked: set[str] = field(default_factory=set)
    _said: dict[str, int] = field(default_factory=dict)

    def visits(self) -> dict[str, Visit]:
        """Every visit, replayed from the journal."""
        if not self._visits:
            for row in self.machine.journal.rows():
                if isinstance(row.event, VisitStarted):
                    self._visits[row.subject] = begin(row.event)[0]
                elif isinstance(row.event, Event):
                    self._visits[row.subject], effects = step(self._visits[row.subject], row.event)
                    self._asked |= {effect.id for effect in effects if isinstance(effect, Register)}
                    self._said |= {
                        effect.id: effect.feedback.rating for effect in effects if isinstance(effect, SendFeedback)
                    }
        return self._visits

    def asked(self) -> set[str]:
        """The ids of all registrations that visits asked for."""
        self.visits()
        return self._asked

    def said(self) -> dict[str, int]:
        """All that patients said to the hospital: the rating by its id."""
        self.visits()
        return self._said

    def outcomes(self) -> dict[str, int]:
        """How many visits ended in which way."""
        counted = Counter(visit.ending for visit in self.visits().values())
        return {ending.value: counted[ending] for ending in Ending}


def check(ledger: Ledger) -> tuple[Result, ...]:
    """Every invariant, in order; whose number it is, is asked of whoever gives the numbers."""
    numbers = (
        (_result("one_number_for_each_registration", _numbered(ledger)),)
        if ledger.numberless
        else (
            _result("acknowledged_visit_is_in_the_his", _acknowledged(ledger)),
            _result("no_two_numbers_in_one_room", _rooms(ledger)),
        )
    )
    return (
        *numbers,
        _result("shown_payment_has_a_credit", _shown_paid(ledger)),
        _result("one_registration_per_confirmed_visit", _registered_once(ledger)),
        _result("face_that_did_not_match_is_card_only", _unmatched(ledger)),
        _result("matched_face_was_matched", _matched(ledger)),
        _result("one_payment_per_bill", _paid_once(ledger)),
        _result("bill_called_paid_has_a_credit", _bills(ledger)),
        _result("a_word_to_the_hospital_arrives_once", _words(ledger)),
        _result("every_dong_is_accounted_for", _money(ledger)),
        _result("every_visit_ends", _ends(ledger)),
        _result("every_delivery_is_settled", _settled(ledger)),
        _result("asked_only_after_consent", _consent(ledger)),
        _result("hash_chain_verifies", _chains(ledger)),
        _result("no_personal_data_on_another_screen", _leaks(ledger)),
        _result("nothing_filmed_or_held_longer_than_needed", _left_behind(ledger)),
        _result("a_guardian_is_never_the_patient", _guardians(ledger)),
        _result("an_appointment_is_used_once", _appointments(ledger)),
        _result("who_was_typed_is_told_nothing", _told(ledger)),
    )


Cases = Iterator[tuple[bool, str]]


def _result(name: str, cases: Cases) -> Result:
    checked, example = 0, None
    for held, case in cases:
        checked += 1
        if not held and example is None:
            example = case
    return Result(name, example is None, checked, example)


def _numbered(ledger: Ledger) -> Cases:
    owners = {row.key: row.id_number for row in ledger.his.registrations.where()}
    rows = ledger.machine.hub_journal.rows()
    yield from numbers_held(rows, ledger.visits().values(), ledger.witnesses, owners)


def _acknowledged(ledger: Ledger) -> Cases:
    known = {(row.id_number, row.queue_number) for row in ledger.his.registrations.where()}
    for witness in ledger.witnesses:
        memory = witness.patient.memory
        if memory.number is not None:
            yield (
                (memory.expects, memory.number) in known,
                f"visit {memory.visit_id} was shown {memory.number}",
            )


def _shown_paid(ledger: Ledger) -> Cases:
    credited: Counter[str | None] = Counter()
    for row in _money_rows(ledger):
        if isinstance(row.event, CreditReceived):
            credited[row.event.order_id] += row.event.amount
    paid_bills = {row.bill_id for row in ledger.his.payments.where()}
    paid_people = {row.id_number for row in ledger.his.registrations.where() if row.bill_id in paid_bills}
    for witness in ledger.witnesses:
        memory = witness.patient.memory
        if memory.shown_received:
            by_credits = credited[f"{memory.visit_id}:pay"] >= max(memory.shown_due, memory.shown_received)
            before = memory.shown_for in paid_people
            held = memory.shown_received >= memory.shown_due and (by_credits or before)
            yield held, f"visit {memory.visit_id} was shown as paid"


def _registered_once(ledger: Ledger) -> Cases:
    confirmed: Counter[str] = Counter()
    for witness in ledger.witnesses:
        confirmed.update(set(witness.patient.memory.confirmed))
    keys: Counter[str] = Counter(row.key for row in ledger.his.registrations.where())
    people: Counter[str] = Counter(row.id_number for row in ledger.his.registrations.where() if row.key in keys)
    for row in ledger.his.registrations.where():
        written_first = row.key in ledger.asked()
        held = keys[row.key] == 1 and written_first and people[row.id_number] <= confirmed[row.id_number]
        yield held, f"registration {row.visit_code}"


def _unmatched(ledger: Ledger) -> Cases:
    """The HIS's book against what happened in the visit: whose face was not matched is known by the card alone."""
    for row in ledger.his.registrations.where():
        visit = ledger.visits().get(row.key)
        if visit is not None and visit.facts.face is not FaceResult.MATCHED:
            child, source = visit.facts.child, visit.facts.source
            expected = child.source if child else source or IdentitySource.CARD_ONLY
            yield row.identity_source == expected, f"registration {row.visit_code}"


def _matched(ledger: Ledger) -> Cases:
    """The HIS's book against what the camera found: nobody counts as matched whom it never matched."""
    for row in ledger.his.registrations.where():
        if row.identity_source == IdentitySource.CHIP_AND_FACE:
            yield row.id_number in ledger.machine.camera.matched, f"registration {row.visit_code}"


def _paid_once(ledger: Ledger) -> Cases:
    for bill, count in Counter(row.bill_id for row in ledger.his.payments.where()).items():
        yield count == 1, f"bill {bill} has {count} payments"


def _bills(ledger: Ledger) -> Cases:
    """What was called paid on an errand, against the credits of the orders opened for it."""
    credited: Counter[str] = Counter()
    for row in _money_rows(ledger):
        if isinstance(row.event, CreditReceived) and row.event.order_id:
            credited[row.event.order_id.partition(":")[0]] += row.event.amount
    for witness in ledger.witnesses:
        memory = witness.patient.memory
        if witness.patient.errand:
            held = credited[memory.visit_id or ""] >= sum(memory.bills_paid)
            yield held, f"visit {memory.visit_id} was shown a bill as paid"


def _words(ledger: Ledger) -> Cases:
    """Whoever said how it was stands in the hospital's list once, as they said it, and nobody else does."""
    listed = {row.id: row for row in ledger.his.desk.feedback.where()}
    rated = {witness.patient.memory.visit_id: witness.patient.memory.rated for witness in ledger.witnesses}
    for said in ledger.said():
        yield said in listed, f"{said} never arrived"
    for row in listed.values():
        # A second touch of another answer, while the first was on its way, counts for nothing.
        touched = row.rating in rated.get(row.id.partition(":")[0], ())
        heard = touched and ledger.said().get(row.id) == row.rating
        yield heard and not row.visit_code, f"{row.id} was never said"


def _money(ledger: Ledger) -> Cases:
    received = {row.event.reference: row.event for row in _money_rows(ledger) if isinstance(row.event, CreditReceived)}
    handed = {row.event.reference for row in _money_rows(ledger) if isinstance(row.event, CreditHandedOver)}
    times = Counter(row.event.reference for row in _money_rows(ledger) if isinstance(row.event, CreditReceived))
    posted = {row.id.partition(":")[2]: row.amount for row in ledger.his.payments.where()}
    for movement in ledger.bank.movements.where():
        credit = received.get(movement.reference)
        kept = credit is not None and credit.amount == movement.amount and times[movement.reference] == 1
        settled = posted.get(movement.reference) == movement.amount or movement.reference in handed
        yield kept and settled, f"bank line {movement.reference} of {movement.amount} đ"
    for reference in posted:
        yield reference in received, f"the HIS holds payment {reference}, which the bank never sent"


def _ends(ledger: Ledger) -> Cases:
    for visit in ledger.visits().values():
        yield visit.ending is not None and visit.reason is not None, f"visit {visit.id} never ended"
        if visit.ending is Ending.HANDED_OVER:
            yield bool(visit.reason), f"visit {visit.id} was handed over without a reason"


def _settled(ledger: Ledger) -> Cases:
    requested = {
        row.event.delivery_id for row in ledger.machine.journal.rows() if isinstance(row.event, DeliveryRequested)
    }
    for delivery_id in sorted(ledger.asked()):
        yield delivery_id in requested, f"registration {delivery_id} was never written down"
    for journal in (ledger.machine.journal, ledger.machine.hub_journal):
        state: dict[str, bool] = {}
        for row in journal.rows():
            if isinstance(row.event, DeliveryEvent):
                state[row.event.delivery_id] = not isinstance(row.event, DeliveryRequested)
        for delivery_id, settled in state.items():
            yield settled, f"delivery {delivery_id} is still open"


def _consent(ledger: Ledger) -> Cases:
    """A call about a person must come after that person's consent to its purpose, in the visit it belongs to."""
    visits: dict[str, list[Witness]] = {}
    hospitals = {row.id_number: row.patient_id for row in ledger.his.patients.where()}
    for witness in ledger.witnesses:
        for number in _numbers(witness.patient.person, hospitals):
            visits.setdefault(number, []).append(witness)
    for call in ledger.machine.calls:
        if call.about:
            yield _allowed(call, visits.get(call.about, [])), f"{call.peer} was asked at {call.at:.1f} s"


def _numbers(person: Person, hospitals: Mapping[str, str]) -> tuple[str, ...]:
    """Every number a person may be asked about by."""
    own, child = person.citizen.id_number, person.child
    childs = (child.number, child.insurance_card) if child else ()
    return (own, person.insurance_card, *((hospitals[own],) if own in hospitals else ()), *childs)


def _allowed(call: Call, witnesses: list[Witness]) -> bool:
    current = [witness for witness in witnesses if witness.started_at <= call.at]
    if not current:
        return False
    memory = current[-1].patient.memory
    if call.peer == "his-register":
        # A delivery may be carried on after the patient left; it was confirmed in one of their visits.
        return any(witness.patient.memory.confirmed for witness in current)
    if call.peer == "insurer-later":
        # Looked up again after the patient left; it was allowed in one of their visits.
        return any(consent[INSURER] for witness in current for consent in witness.patient.memory.consents)
    given = [consent for consent in memory.consents if consent[0] <= call.at]
    if not given:
        return False
    purpose = PURPOSE.get(call.peer)
    return purpose is None or bool(given[-1][purpose])


def _chains(ledger: Ledger) -> Cases:
    for journal in (ledger.machine.journal, ledger.machine.hub_journal):
        report = journal.verify()
        yield report.whole and report.rows == journal.seq, f"{journal.name}: broken at row {report.broken_at}"


def _leaks(ledger: Ledger) -> Cases:
    for witness in ledger.witnesses:
        yield witness.leak is None, witness.leak or ""


def _left_behind(ledger: Ledger) -> Cases:
    for witness in ledger.witnesses:
        yield witness.left is None, witness.left or ""


def _guardians(ledger: Ledger) -> Cases:
    """Whoever brings a child is not registered in its place, and no child without one who was read from a chip."""
    brought = [w.patient.person.child for w in ledger.witnesses if w.patient.person.child is not None]
    children = {number for child in brought for number in (child.number, child.insurance_card)}
    for row in ledger.his.registrations.where():
        guardian = json.loads(row.wishes).get("guardian") if row.wishes else None
        visit = ledger.visits().get(row.key)
        if row.id_number in children or guardian or (visit is not None and visit.facts.child is not None):
            chip = guardian is not None and IdentitySource(guardian["identity"]["identity_source"]).from_chip
            own = guardian is not None and guardian["identity"]["id_number"] != row.id_number
            yield chip and own and row.id_number in children, f"registration {row.visit_code}"


def _appointments(ledger: Ledger) -> Cases:
    standing = [row for row in ledger.his.registrations.where() if row.appointment_id and not row.cancelled_at]
    times = Counter(row.appointment_id for row in standing)
    for row in standing:
        known = ledger.his.desk.appointments.get(row.appointment_id)
        theirs = known is not None and known.patient_id == row.patient_id
        yield theirs and times[row.appointment_id] == 1, f"appointment {row.appointment_id}"


def _rooms(ledger: Ledger) -> Cases:
    """One number for each room of a visit, one visit for each number of a day."""
    tickets = ledger.his.tickets.where()
    numbers = Counter((ticket.day, ticket.department_id, ticket.queue_number) for ticket in tickets)
    rooms = Counter((ticket.key, ticket.department_id) for ticket in tickets)
    for ticket in tickets:
        once = numbers[ticket.day, ticket.department_id, ticket.queue_number] == 1
        yield once and rooms[ticket.key, ticket.department_id] == 1, f"number {ticket.queue_number}"
    shown = {(ticket.key, ticket.queue_number) for ticket in tickets}
    for witness in ledger.witnesses:
        memory = witness.patient.memory
        for number in memory.further:
            yield number != memory.number and number in {one for _, one in shown}, f"number {number} was shown"


def _told(ledger: Ledger) -> Cases:
    for witness in ledger.witnesses:
        yield witness.told is None, witness.told or ""


def _money_rows(ledger: Ledger) -> Iterator[Row]:
    return ledger.machine.hub_journal.rows()
