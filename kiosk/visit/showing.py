"""What the screens' larger contents show of a visit: people masked, places, money, numbers."""

from __future__ import annotations

from his_client.his.ports import Department, Ticket
from his_client.insurance.explain import explain
from kiosk.clock import VIETNAM
from kiosk.privacy import last_four, masked_name
from kiosk.visit.card_check import card_check, face_code
from kiosk.visit.contents import (
    AppointmentsView,
    AppointmentTile,
    CheckView,
    CoverageView,
    EstimateView,
    FurtherView,
    NumberView,
    PersonView,
    PlaceView,
    TicketView,
    Tile,
)
from kiosk.visit.numbers import places
from kiosk.visit.offer import may_add, may_bring_child, offered, payable, why_not
from kiosk.visit.pricing import COVERED, estimate_for, priced, undecided
from kiosk.visit.priority import priority_for
from kiosk.visit.stages.options import open_to
from kiosk.visit.values import Facts, QueuePlace
from kiosk.visit.visit import Visit


def person(facts: Facts) -> PersonView:
    """The patient. Of a child there is only what its code says or what was typed, never what the hospital knows."""
    child, citizen = facts.child, facts.citizen
    if child is not None:
        number = last_four(child.number or child.insurance_number)
        return PersonView(masked_name(child.full_name), child.birth[:4], child.sex, child=True, number=number)
    if citizen is None:
        return PersonView("", "", "")
    return PersonView(masked_name(citizen.full_name), citizen.date_of_birth[:4], citizen.sex)


def coverage(visit: Visit) -> CoverageView:
    """What the insurer said. Of a child that is told to nobody here: its data came from no chip."""
    found = visit.facts.coverage if visit.facts.child is None else None
    if not visit.facts.consent.insurer:
        return CoverageView("not_asked", "", "", None, None, own_hospital=False)
    if found is None:
        return CoverageView("unverified", "", "", None, None, own_hospital=False)
    return CoverageView(
        status=found.status.value,
        code=found.code,
        card=last_four(found.card or ""),
        level=found.level,
        valid_to=found.valid_to,
        own_hospital=found.first_registration == visit.policy.facility,
    )


def estimate(visit: Visit) -> EstimateView | None:
    """The expected fee of all that was chosen, if it can be told; an insurer asked about a child would show in it."""
    facts = visit.facts
    if _untold(facts):
        return None
    found = facts.estimate if facts.estimate and facts.department_id else estimate_for(facts, visit.policy)
    if found is None:
        return None
    covered = facts.coverage is not None and facts.coverage.status in COVERED
    insured_price = sum(service.base for service in priced(facts))
    return EstimateView(
        price=found.insurer_pays + found.patient_pays,
        insurer_pays=found.insurer_pays,
        patient_pays=found.patient_pays,
        percent=round(100 * found.insurer_pays / insured_price) if covered and insured_price else 0,
        lines=explain(found, visit.language) if covered else (),
    )


def reckoning(visit: Visit, due: int) -> tuple[str, ...]:
    """How the fee was estimated, line by line: only of an insured visit, and only where the HIS came to the same."""
    found = visit.facts.estimate
    if found is None or visit.facts.child is not None or found.insurer_pays == 0 or found.patient_pays != due:
        return ()
    return explain(found, visit.language)


def _untold(facts: Facts) -> bool:
    """Whether the insurer is asked and its answer is not to be seen."""
    return facts.child is not None and facts.consent.insurer


def tiles(visit: Visit) -> tuple[Tile, ...]:
    """Every clinic, the last visited one first, with the reason where one is not offered."""
    facts = visit.facts
    last = facts.patient.last_department_id if facts.patient and not facts.for_child else None
    found = [
        Tile(
            d.id,
            d.name,
            d.icon,
            d.queue_length,
            d.wait_minutes,
            price=d.service.price,
            last=d.id == last,
            full=d.full,
            closed=why_not(d, facts, visit.policy),
            min_age=d.min_age,
            max_age=d.max_age,
            only_sex=d.only_sex,
        )
        for d in facts.departments or ()
    ]
    # What is not for this patient at all steps back; a full room may be free in the afternoon.
    return tuple(sorted(found, key=lambda tile: (tile.closed not in ("", "full"), not tile.last)))


def appointments(visit: Visit) -> AppointmentsView:
    """Today's appointments."""
    facts = visit.facts
    shown = [
        AppointmentTile(
            one.id,
            one.kind.value,
            f"{one.starts_at.astimezone(VIETNAM):%H:%M}",
            one.department_name,
            one.room,
            one.floor,
            one.building,
            one.doctor,
            _icon(facts.department_of(one.department_id)),
        )
        for one in facts.appointments
    ]
    return AppointmentsView(tuple(shown), child=may_bring_child(facts, visit.policy))


def check(visit: Visit) -> CheckView:
    """All that will be sent."""
    facts, policy = visit.facts, visit.policy
    main, *further = [_place(one) for one in facts.wanted] or [PlaceView("", "", "", "", 0, 0)]
    when = facts.appointment.starts_at.astimezone(VIETNAM) if facts.appointment else None
    return CheckView(
        person=person(facts),
        coverage=coverage(visit),
        place=main,
        estimate=estimate(visit),
        pay_later=undecided(facts) or _untold(facts),
        origin_proven=bool(facts.authenticity and facts.authenticity.origin_proven),
        face=facts.face.value if facts.face else "",
        card_check=card_check(facts, visit.started_at.date()).value,
        further=tuple(FurtherView(one, place) for one, place in zip(facts.further, further, strict=False)),
        changed=facts.refused == "price_changed",
        appointment=f"{when:%H:%M}" if when else "",
        paper=facts.paper.value if facts.paper else "",
        priority=facts.declared,
        reminders=tuple(one.kind.value for one in facts.reminders),
        options=open_to(facts, policy),
        add=may_add(facts, policy),
    )


def ticket(visit: Visit, *, reprint: bool) -> TicketView:
    """The number, or one for each room.

    :raises ValueError: for a visit that is not registered.
    """
    facts, registered = visit.facts, visit.facts.registered
    if registered is None:
        raise ValueError("a clinic's number is shown only for a registered visit")
    payment = facts.payment
    shown = [(_room(one, place), place.number if place else one.queue_number) for one, place in places(facts)]
    (where, number), *further = shown
    drawn = next((place for _, place in places(facts)), None)
    return TicketView(
        number=number,
        place=where,
        person=person(facts),
        printed=facts.printed,
        due=registered.amount_due,
        received=payment.received if payment else registered.amount_paid,
        settled=payment.settled if payment else registered.amount_paid >= registered.amount_due,
        reprint=reprint,
        priority=priority_for(facts, visit.started_at.date()) or "",
        card_check=card_check(facts, visit.started_at.date()).value,
        code=face_code(facts),
        further=tuple(NumberView(number, room) for room, number in further),
        pay=reprint and payable(facts) and not undecided(facts),
        other=reprint and bool(offered(facts, visit.policy)),
        provisional=registered.provisional,
        alone=any(place.provisional for _, place in places(facts) if place),
        link=drawn.link if drawn else "",
        at_cashier=not registered.bill_id and registered.amount_due > registered.amount_paid,
        reckoning=reckoning(visit, registered.amount_due),
    )


def _icon(department: Department | None) -> str:
    return department.icon if department else "steth"


def _place(d: Department) -> PlaceView:
    return PlaceView(d.name, d.room, d.floor, d.building, d.wait_minutes, d.queue_length)


def _room(ticket: Ticket, place: QueuePlace | None) -> PlaceView:
    """Where to go; whoever gave the number says how long it takes."""
    minutes, people = (ticket.wait_minutes, ticket.people_before) if ticket.queue_number else (None, None)
    if place is not None:
        minutes, people = place.minutes, place.people_before
    return PlaceView(ticket.department_name, ticket.room, ticket.floor, ticket.building, minutes, people)
