"""Points about registering: once, whole, within the hospital's limits, and found again."""

import uuid
from dataclasses import replace

from his_client.his.conformance.trial import (
    SOURCE,
    Impossible,
    NotOffered,
    Trial,
    must,
    told,
    with_changes,
)
from his_client.his.ports import Capability, Department, Identifier, IdentitySource, RegistrationRequest, ServiceChoice
from his_client.his.search import Known, search_patient
from his_client.outcome import Done, Refused

_BY_PATIENT = frozenset({Capability.APPOINTMENTS, Capability.BILLS, Capability.RESULTS})
"""What is asked for by a patient id: a HIS that offers any of it names the id with a visit."""


def departments(trial: Trial) -> str:
    found = trial.done(trial.system.departments())
    must(bool(found), "no department at all")
    must(len({item.id for item in found}) == len(found), "a department's id stands twice")
    for item in found:
        must(bool(item.name and item.room and item.service.id), f"department {item.id} lacks a name, room or service")
        must(0 <= item.service.insured_price <= item.service.price, f"prices of department {item.id}")
        must(item.only_sex in {"", "Nam", "Nữ"}, f"the sex limit of department {item.id}")
    return f"{len(found)} departments, {sum(item.full for item in found)} full"


def stranger(trial: Trial) -> str:
    found = trial.done(trial.system.find_patient(Identifier.of(trial.person()), SOURCE))
    must(found is None, "somebody was found under a number nobody has")
    return "nobody"


def registers(trial: Trial) -> str:
    request, visit = trial.new_visit()
    must(visit.key == request.key, "the answer carries another key")
    must(visit.department_id == request.department_id, "the answer names another department")
    must(bool(visit.visit_code and visit.room), "the visit code or the room is empty")
    must(bool(visit.patient_id) or not _BY_PATIENT & trial.system.capabilities, "the patient id is empty")
    must(bool(visit.queue_number) or Capability.QUEUE_NUMBERS not in trial.system.capabilities, "no queue number")
    must(visit.amount_due == request.price, f"{visit.amount_due} dong are owed, the price was {request.price}")
    must(visit.amount_paid == 0 and not visit.cancelled, "it is paid or cancelled already")
    return f"number {visit.queue_number or 'none'}, visit {visit.visit_code}"


def same_key(trial: Trial) -> str:
    """A HIS without keys may decline the second time instead; what counts is that there is one visit."""
    request, first = trial.new_visit()
    outcome = trial.try_to_register(request)
    if isinstance(outcome, Refused) and outcome.code == "already":
        must(Capability.IDEMPOTENCY_KEY not in trial.system.capabilities, "the same key is declined")
    else:
        again = trial.done(outcome)
        must(again.visit_code == first.visit_code, "the same key made another visit")
        must(again.queue_number == first.queue_number, "the same key got another number")
    must(len(trial.today(request.identity)) == 1, "the person is registered twice")
    return f"visit {first.visit_code}, once; the second time: {told(outcome)}"


def key_reused(trial: Trial) -> str:
    first, other = trial.two_departments()
    request = trial.request(trial.person(), first)
    trial.register(request)
    changed = replace(request, department_id=other.id, service_id=other.service.id, price=other.service.price)
    return trial.refused(trial.try_to_register(changed), "key_reused")


def found_by_key(trial: Trial) -> str:
    request, visit = trial.new_visit()
    found = trial.done(trial.system.find_registration(request.key, request))
    must(found is not None and found.visit_code == visit.visit_code, "the key does not find its visit")
    return f"visit {visit.visit_code}"


def absent_by_key(trial: Trial) -> str:
    never_sent = trial.request(trial.person(), trial.departments()[0])
    found = trial.done(trial.system.find_registration(never_sent.key, never_sent))
    if found is not None:
        trial.made(found.visit_code)
        made_by_asking = found.key == never_sent.key and found in trial.today(never_sent.identity)
        must(made_by_asking, "a visit was found under a key that was never sent")
        raise NotOffered("it has no question for a key: asking again is sending again, and registers")
    return "nothing"


def patient_known_afterwards(trial: Trial) -> str:
    request, visit = trial.new_visit()
    answer = trial.done(search_patient(lambda who: trial.system.find_patient(who, SOURCE), request.identity))
    must(isinstance(answer, Known), f"the search says {type(answer).__name__}: the name came back changed, or not")
    must(isinstance(answer, Known) and visit.patient_id in {answer.patient.patient_id, ""}, "another patient id")
    must(bool(visit.patient_id) or not _BY_PATIENT & trial.system.capabilities, "the visit names no patient id")
    return f"patient {visit.patient_id or 'known'}"


def same_patient(trial: Trial) -> str:
    first, other = trial.two_departments()
    person = trial.person()
    one, two = trial.register(trial.request(person, first)), trial.register(trial.request(person, other))
    if not one.patient_id and not _BY_PATIENT & trial.system.capabilities:
        raise NotOffered("it names no patient id with a visit")
    must(one.patient_id == two.patient_id, "one person got two patient ids")
    must(one.visit_code != two.visit_code, "two registrations share a visit code")
    return f"patient {one.patient_id}, two visits"


def listed_today(trial: Trial) -> str:
    request, visit = trial.new_visit()
    codes = [item.visit_code for item in trial.today(request.identity)]
    must(codes == [visit.visit_code], f"{len(codes)} visits are listed")
    return "listed once"


def already(trial: Trial) -> str:
    request, visit = trial.new_visit()
    code = trial.refused(trial.try_to_register(with_changes(request)), "already")
    must([item.visit_code for item in trial.today(request.identity)] == [visit.visit_code], "a second visit stands")
    return code


def no_number_twice(trial: Trial) -> str:
    department = trial.departments()[0]
    visits = [trial.register(trial.request(trial.person(), department)) for _ in range(3)]
    numbers = [visit.queue_number for visit in visits]
    must(len(set(numbers)) == len(numbers), "a number was given twice")
    must(len({visit.visit_code for visit in visits}) == len(visits), "a visit code was given twice")
    return ", ".join(numbers)


def price_changed(trial: Trial) -> str:
    request = trial.request(trial.person(), trial.departments()[0])
    code = trial.refused(trial.try_to_register(replace(request, price=request.price + 1)), "price_changed")
    must(not trial.today(request.identity), "it was registered all the same")
    return code


def no_department(trial: Trial) -> str:
    request = trial.request(trial.person(), trial.departments()[0])
    absent = f"X{uuid.uuid4().hex[:6]}"
    return trial.refused(trial.try_to_register(replace(request, department_id=absent)), "no_department")


def age_limit(trial: Trial) -> str:
    found = trial.done(trial.system.departments())
    for item in found:
        if item.full or item.only_sex == "Nữ":
            continue
        year = trial.day.year
        if item.min_age:
            born = year - item.min_age + 1
        elif item.max_age is not None:
            born = year - item.max_age - 2
        else:
            continue
        request = trial.request(trial.person(born=f"{born}-01-01"), item)
        return trial.refused(trial.try_to_register(request), "age")
    raise Impossible("no department has an age limit")


def sex_limit(trial: Trial) -> str:
    for item in trial.done(trial.system.departments()):
        if item.only_sex and not item.full:
            other = "Nam" if item.only_sex == "Nữ" else "Nữ"
            request = trial.request(trial.person(born=_fitting_birth(item, trial), sex=other), item)
            return trial.refused(trial.try_to_register(request), "sex")
    raise Impossible("no department is for one sex only")


def malformed(trial: Trial) -> str:
    request = trial.request(trial.person(), trial.departments()[0])
    wrong = (
        replace(request.identity, id_number="12345"),
        replace(request.identity, date_of_birth="15/03/1990"),
        replace(request.identity, full_name=" "),
    )
    codes = [
        trial.refused(trial.try_to_register(with_changes(request, identity=identity)), "bad_request:")
        for identity in wrong
    ]
    return ", ".join(codes)


def full(trial: Trial) -> str:
    for item in trial.done(trial.system.departments()):
        if item.full:
            request = trial.request(trial.person(born=_fitting_birth(item, trial), sex=item.only_sex or "Nam"), item)
            return trial.refused(trial.try_to_register(request), "full")
    raise Impossible("no department is full now")


def several_services(trial: Trial) -> str:
    request = several(trial)
    visit = trial.register(request)
    must(len(visit.tickets) == 2, f"{len(visit.tickets)} places for two services")
    must([item.department_id for item in visit.tickets] == [c.department_id for c in request.services], "other rooms")
    must(visit.amount_due == sum(choice.price for choice in request.services), "the bill is not the sum")
    return " and ".join(ticket.queue_number for ticket in visit.tickets)


def all_or_nothing(trial: Trial) -> str:
    request = several(trial)
    dearer = tuple(replace(choice, price=choice.price + 1) for choice in request.further)
    code = trial.refused(trial.try_to_register(replace(request, further=dearer)), "price_changed")
    must(not trial.today(request.identity), "a part of it was registered")
    return f"{code}, and nothing registered"


def nothing_twice(trial: Trial) -> str:
    request = trial.request(trial.person(), trial.departments()[0])
    twice = (ServiceChoice(request.department_id, request.service_id, request.price),)
    return trial.refused(trial.try_to_register(replace(request, further=twice)), "twice")


def strict_about_typed_numbers(trial: Trial) -> str:
    who = Identifier.of(trial.person())
    outcomes = [trial.system.find_patient(who, source) for source in (IdentitySource.TYPED, IdentitySource.QR)]
    if all(isinstance(outcome, Done) for outcome in outcomes):
        raise NotOffered("it tells of people to whoever types a number, too")
    return f"typed and QR: {', '.join(trial.refused(outcome, 'assurance') for outcome in outcomes)}"


def typed_is_provisional(trial: Trial) -> str:
    """It may also be declined altogether: then such patients go to the desk."""
    request = trial.request(trial.person(source=IdentitySource.TYPED), trial.departments()[0])
    outcome = trial.try_to_register(request)
    if isinstance(outcome, Refused) and outcome.code == "assurance":
        return told(outcome)
    if not trial.done(outcome).provisional:
        raise NotOffered("a typed identity counts like a chip")
    return "provisional"


def several(trial: Trial) -> RegistrationRequest:
    """A wish for two services in two rooms."""
    first, other = trial.two_departments()
    further = (ServiceChoice(other.id, other.service.id, other.service.price),)
    return replace(trial.request(trial.person(), first), further=further)


def _fitting_birth(department: Department, trial: Trial) -> str:
    """A birth date within a department's age limits."""
    age = 30
    if department.max_age is not None:
        age = min(age, department.max_age)
    if department.min_age is not None:
        age = max(age, department.min_age)
    return f"{trial.day.year - age}-01-01"
