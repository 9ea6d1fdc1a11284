"""The contract as a list: what each point promises, and which capability it needs."""

from his_client.his.capability import Capability as Can
from his_client.his.conformance import further, registering
from his_client.his.conformance.report import Point

_KEY = frozenset({Can.IDEMPOTENCY_KEY})
_CANCEL = frozenset({Can.CANCEL})
_SEVERAL = frozenset({Can.SEVERAL_SERVICES})
_PAYMENTS = frozenset({Can.PAYMENTS})
_BILLS = frozenset({Can.BILLS})
_RECEIPTS = frozenset({Can.RECEIPTS})

POINTS: tuple[Point, ...] = (
    Point("departments", "departments have a room, a service and a sound price", registering.departments),
    Point("stranger", "nobody is found under a number nobody has", registering.stranger),
    Point("registers", "a registration gives a number, a place and a bill", registering.registers),
    Point("same_key", "the same request twice is one visit", registering.same_key),
    Point("key_reused", "a key stands for one registration only", registering.key_reused, _KEY),
    Point("found_by_key", "a registration is found by its key", registering.found_by_key),
    Point("absent_by_key", "what was never sent is proven absent", registering.absent_by_key),
    Point("patient_known", "who registered is known by the same name", registering.patient_known_afterwards),
    Point("same_patient", "one person has one patient id", registering.same_patient),
    Point("listed_today", "a registration is listed among the person's of today", registering.listed_today),
    Point("already", "nobody registers twice a day in one department", registering.already),
    Point("no_number_twice", "no number is given twice", registering.no_number_twice, frozenset({Can.QUEUE_NUMBERS})),
    Point("price_changed", "another price than the list's is declined", registering.price_changed),
    Point("no_department", "a department that does not exist is declined", registering.no_department),
    Point("full", "a department without numbers declines", registering.full),
    Point("age_limit", "age limits are kept", registering.age_limit),
    Point("sex_limit", "sex limits are kept", registering.sex_limit),
    Point("malformed", "malformed numbers, dates and names are declined", registering.malformed),
    Point("several_services", "two services get two places and one bill", registering.several_services, _SEVERAL),
    Point("all_or_nothing", "one declined service declines them all", registering.all_or_nothing, _SEVERAL),
    Point("nothing_twice", "no service stands twice in a registration", registering.nothing_twice, _SEVERAL),
    Point("strict_look_up", "nobody is told of people by a typed number", registering.strict_about_typed_numbers),
    Point("typed_provisional", "a typed identity registers provisionally", registering.typed_is_provisional),
    Point("cancels", "a visit is cancelled once, and its place is free", further.cancels, _CANCEL),
    Point("cancelled_key", "a cancelled visit is told of, and its key is spent", further.cancelled_key, _CANCEL | _KEY),
    Point("cancel_of_nothing", "what does not exist cannot be cancelled", further.cancel_of_nothing, _CANCEL),
    Point("reprints", "a second slip shows the same number", further.reprints, frozenset({Can.REPRINT})),
    Point("guardian", "an adult registers a child, a child does not", further.guardian, frozenset({Can.GUARDIAN})),
    Point("declarations", "declarations are taken with the visit", further.declarations, frozenset({Can.DECLARATIONS})),
    Point("reminders", "reminders are taken with the visit", further.reminders, frozenset({Can.REMINDERS})),
    Point("passport", "a passport registers and is found again", further.passport, frozenset({Can.PASSPORT})),
    Point("appointments", "an appointment is its patient's alone", further.appointments, frozenset({Can.APPOINTMENTS})),
    Point("bills", "what is owed is listed as it was told", further.bills, _BILLS),
    Point("payment_of_nothing", "no receipt without a bill", further.payment_of_nothing, _PAYMENTS),
    Point("payment_amount", "no receipt for another amount", further.payment_of_another_amount, _PAYMENTS),
    Point("pays_once", "a payment is receipted once", further.pays_once, _PAYMENTS | _BILLS, True),
    Point(
        "paid_stands", "a paid visit is not cancelled", further.paid_is_not_cancelled, _PAYMENTS | _CANCEL, lasting=True
    ),
    Point("receipts", "a day's receipts have numbers of their own", further.receipts, _RECEIPTS),
    Point(
        "receipt_listed",
        "a receipt is among the day's",
        further.receipt_listed,
        _PAYMENTS | {Can.RECEIPTS},
        lasting=True,
    ),
    Point("queue", "a visit's place can be asked", further.queue, frozenset({Can.QUEUE})),
    Point("results", "results nobody ordered are not there", further.results, frozenset({Can.RESULTS})),
    Point("notices", "notices have words", further.notices, frozenset({Can.NOTICES})),
    Point("feedback", "a word is taken once", further.feedback, frozenset({Can.FEEDBACK}), True),
)
