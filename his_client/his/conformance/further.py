"""Points about everything beyond the core: cancelling, other people's papers, money, queues, words."""

import uuid
from dataclasses import replace

from his_client.his.conformance.trial import SOURCE, STATION, Impossible, Trial, must, with_changes
from his_client.his.ports import (
    Bill,
    Capability,
    Declaration,
    DeclarationKind,
    Feedback,
    Guardian,
    Identifier,
    PaymentNotice,
    Registered,
    Relation,
    Reminder,
    ReminderKind,
)


def cancels(trial: Trial) -> str:
    request, visit = trial.new_visit()
    for _ in range(2):
        cancelled = trial.done(trial.system.cancel(visit.visit_code, "test"))
        must(cancelled.visit_code == visit.visit_code and cancelled.cancelled, "the answer is not the cancelled visit")
    trial.taken_back(visit.visit_code)
    must(not trial.today(request.identity), "it still stands among today's visits")
    again = trial.register(with_changes(request))
    must(again.visit_code != visit.visit_code, "a new registration is the cancelled one")
    return f"visit {visit.visit_code}, twice the same; the person can register again"


def cancelled_key(trial: Trial) -> str:
    request, visit = trial.new_visit()
    trial.done(trial.system.cancel(visit.visit_code, "test"))
    trial.taken_back(visit.visit_code)
    found = trial.done(trial.system.find_registration(request.key, request))
    must(found is not None and found.cancelled, "the key no longer tells what became of it")
    return trial.refused(trial.try_to_register(request), "cancelled")


def cancel_of_nothing(trial: Trial) -> str:
    return trial.refused(trial.system.cancel(f"X{uuid.uuid4().hex[:10]}", "test"), "no_visit")


def reprints(trial: Trial) -> str:
    _, visit = trial.new_visit()
    again = trial.done(trial.system.reprint(visit.visit_code))
    must(again is not None and again.queue_number == visit.queue_number, "another number on the second slip")
    absent = trial.done(trial.system.reprint(f"X{uuid.uuid4().hex[:10]}"))
    must(absent is None, "a slip for a visit that does not exist")
    return f"number {visit.queue_number} again"


def guardian(trial: Trial) -> str:
    born = f"{trial.day.year - 4}-01-01"
    request = trial.request(trial.person(born=born), trial.departments(age=4)[0])
    adult = replace(request, guardian=Guardian(trial.person(), Relation.MOTHER))
    visit = trial.register(adult)
    other_child = trial.request(trial.person(born=born), trial.departments(age=4)[0])
    code = trial.refused(
        trial.try_to_register(replace(other_child, guardian=Guardian(trial.person(born=born), Relation.OTHER))),
        "guardian",
    )
    return f"number {visit.queue_number}; a child as guardian: {code}"


def declarations(trial: Trial) -> str:
    said = (Declaration(DeclarationKind.PRIORITY, "pregnant"), Declaration(DeclarationKind.TRANSFER_FORM, "GCT-0001"))
    request = replace(trial.request(trial.person(), trial.departments()[0]), declarations=said)
    return f"number {trial.register(request).queue_number}"


def reminders(trial: Trial) -> str:
    wished = tuple(Reminder(kind, trial.clock()) for kind in ReminderKind)
    request = replace(trial.request(trial.person(), trial.departments()[0]), reminders=wished)
    return f"number {trial.register(request).queue_number}"


def passport(trial: Trial) -> str:
    request = trial.request(trial.person(passport=True), trial.departments()[0])
    visit = trial.register(request)
    found = trial.done(trial.system.find_patient(Identifier.of(request.identity), SOURCE))
    must(found is not None and visit.patient_id in {found.patient_id, ""}, "the passport does not find its patient")
    return f"patient {visit.patient_id or 'known'}"


def appointments(trial: Trial) -> str:
    request, visit = trial.new_visit()
    found = trial.done(trial.system.appointments_today(visit.patient_id, SOURCE))
    must(not found, "a made-up patient has an appointment")
    _, other = trial.two_departments()
    service = other.service
    foreign = with_changes(
        request, department_id=other.id, service_id=service.id, price=service.price, appointment_id="X-0"
    )
    return trial.refused(trial.try_to_register(foreign), "no_appointment")


def bills(trial: Trial) -> str:
    _, visit = trial.new_visit()
    bill = _bill(trial, visit)
    must(bill is not None or visit.amount_due == 0, "the bill is not listed")
    if bill is not None:
        owed = (bill.visit_code, bill.amount_due, bill.amount_paid)
        must(owed == (visit.visit_code, visit.amount_due, 0), "the bill says something else than the registration")
    return f"{visit.amount_due} dong on bill {visit.bill_id}"


def payment_of_nothing(trial: Trial) -> str:
    payment_id = f"test:{uuid.uuid4()}"
    absent = PaymentNotice(payment_id, f"X{uuid.uuid4().hex[:10]}", 1000, trial.clock(), "")
    code = trial.refused(trial.system.post_payment(absent), "no_bill")
    must(trial.done(trial.system.find_payment(payment_id)) is None, "a receipt was made all the same")
    return code


def payment_of_another_amount(trial: Trial) -> str:
    _, visit = trial.new_visit()
    notice = _notice(trial, visit)
    code = trial.refused(
        trial.system.post_payment(replace(notice, amount=notice.amount + 1)), "amount_differs", "already_paid"
    )
    must(trial.done(trial.system.find_payment(notice.id)) is None, "a receipt was made all the same")
    return code


def pays_once(trial: Trial) -> str:
    request, visit = trial.new_visit()
    trial.cannot_be_taken_back(visit.visit_code)
    notice = _notice(trial, visit)
    posted = trial.done(trial.system.post_payment(notice))
    must(trial.done(trial.system.post_payment(notice)) == posted, "the same payment got another receipt")
    must(trial.done(trial.system.find_payment(notice.id)) == posted, "the payment is not found by its id")
    trial.refused(trial.system.post_payment(replace(notice, id=f"test:{uuid.uuid4()}")), "already_paid")
    trial.refused(trial.system.post_payment(replace(notice, amount=notice.amount + 1)), "id_reused")
    found = trial.done(trial.system.find_registration(request.key, request))
    must(found is not None and found.amount_paid == notice.amount, "the registration does not tell that it is paid")
    must(_bill(trial, visit) is None, "the bill is still listed as owed")
    return f"receipt {posted.receipt_number}"


def paid_is_not_cancelled(trial: Trial) -> str:
    _, visit = trial.new_visit()
    trial.cannot_be_taken_back(visit.visit_code)
    trial.done(trial.system.post_payment(_notice(trial, visit)))
    return trial.refused(trial.system.cancel(visit.visit_code, "test"), "paid")


def receipts(trial: Trial) -> str:
    found = trial.done(trial.system.receipts(trial.day))
    must(len({item.number for item in found}) == len(found), "a receipt's number stands twice")
    return f"{len(found)} today"


def receipt_listed(trial: Trial) -> str:
    _, visit = trial.new_visit()
    trial.cannot_be_taken_back(visit.visit_code)
    notice = _notice(trial, visit)
    posted = trial.done(trial.system.post_payment(notice))
    found = {item.payment_id: item for item in trial.done(trial.system.receipts(trial.day))}
    must(notice.id in found, "the receipt is not among the day's")
    listed = found[notice.id]
    must((listed.number, listed.amount) == (posted.receipt_number, notice.amount), "the day's receipt differs")
    return f"receipt {posted.receipt_number}"


def queue(trial: Trial) -> str:
    _, visit = trial.new_visit()
    places = trial.done(trial.system.position(visit.visit_code))
    must([place.queue_number for place in places] == [visit.queue_number], "another number waits")
    if Capability.QUEUE_NUMBERS in trial.system.capabilities:  # who numbers no queue may tell nothing of it beforehand
        must(places[0].people_before <= visit.people_before, "more people wait before than at registration")
    absent = trial.done(trial.system.position(f"X{uuid.uuid4().hex[:10]}"))
    must(absent == (), "a visit that does not exist waits")
    return f"{places[0].people_before} before {visit.queue_number}"


def results(trial: Trial) -> str:
    _, visit = trial.new_visit()
    must(not trial.done(trial.system.results_ready(visit.patient_id, SOURCE)), "results nobody ordered are there")
    return "none awaited"


def notices(trial: Trial) -> str:
    found = trial.done(trial.system.notices())
    must(all(item.title and item.text for item in found), "a notice without words")
    return f"{len(found)} notices"


def feedback(trial: Trial) -> str:
    word = Feedback(f"test-{uuid.uuid4()}", STATION, 5, trial.clock(), "test", "kiosk conformance test")
    first = trial.done(trial.system.send_feedback(word))
    must(trial.done(trial.system.send_feedback(word)) == first, "the same word was taken twice")
    return trial.refused(trial.system.send_feedback(replace(word, id=f"{word.id}-2", rating=9)), "bad_request:")


def _notice(trial: Trial, visit: Registered) -> PaymentNotice:
    if visit.amount_due == 0:
        raise Impossible("nothing is owed for a visit here")
    return PaymentNotice(f"test:{uuid.uuid4()}", visit.bill_id, visit.amount_due, trial.clock(), "TEST")


def _bill(trial: Trial, visit: Registered) -> Bill | None:
    found = trial.done(trial.system.bills(visit.patient_id, SOURCE))
    return next((bill for bill in found if bill.id == visit.bill_id), None)
