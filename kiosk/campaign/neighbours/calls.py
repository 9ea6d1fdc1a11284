"""Every call that leaves the product, by port and adapter: what it needs before, how it is made, what it leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from his_client.his.ports import Feedback, IdentitySource
from his_client.hl7v2.values import reference
from his_client.insurance.ports import EligibilityStatus
from his_client.outcome import Done, Refused, Unknown
from his_client.payments.ports import Delivered, RefundWanted, Wanted
from kiosk.campaign.neighbours.call import Call, Do, Effects, Prepare
from kiosk.campaign.neighbours.fleet import STATION
from kiosk.campaign.neighbours.gate_calls import AGENT_CALLS, through_gate
from kiosk.campaign.neighbours.hospital import TOKEN, Neighbourhood
from kiosk.campaign.neighbours.subjects import Subject, insured, person, registered
from kiosk.campaign.wire import Fault
from kiosk.cashier.values import Role
from kiosk.hub.desk.users_client import UsersClient
from kiosk.hub.intake import Head, NotTaken, Taken, chain_name
from kiosk.hub.ports import UnverifiedVisit
from kiosk.hub.records import hub_codec
from kiosk.journal import Journal, MasterKey
from kiosk.money.order import StationDayClosed
from kiosk.queue.desk import Wanted as PlaceWanted
from kiosk.queue.ports import Action

CHIP = IdentitySource.CHIP_AND_FACE
PIN, NEW_PIN = "493817", "582946"


def _nobody(here: Neighbourhood, _adapter: Any, number: int) -> Subject:
    return person(here, number, here.clock.now())


def _insured(here: Neighbourhood, _adapter: Any, number: int) -> Subject:
    return insured(here, person(here, number, here.clock.now()))


def _patient(here: Neighbourhood, _adapter: Any, number: int) -> Subject:
    return registered(here, person(here, number, here.clock.now()))


def _keyless_patient(here: Neighbourhood, _adapter: Any, number: int) -> Subject:
    return registered(here, person(here, number, here.clock.now()), keyless=True)


def _through(method: str) -> Prepare:
    """Whoever was registered through the adapter itself, which alone knows of it."""

    def prepare(here: Neighbourhood, adapter: Any, number: int) -> Subject:
        subject = person(here, number, here.clock.now())
        made = adapter.register(subject.request)
        assert isinstance(made, Done), made
        subject = replace(subject, registered=made.value)
        if method == "find_payment":
            here.lines["hl7v2"].arm(Fault.LOST)
            assert isinstance(adapter.post_payment(subject.notice), Unknown)
        return subject

    return prepare


def _paid(prepare: Prepare) -> Prepare:
    def paid(here: Neighbourhood, adapter: Any, number: int) -> Subject:
        subject = prepare(here, adapter, number)
        assert isinstance(adapter.post_payment(subject.notice), Done)
        return subject

    return paid


# -- the HIS


def _visits(here: Neighbourhood, subject: Subject) -> int:
    book = here.sandbox.book
    return len(book.registrations.where(id_number=subject.request.identity.id_number))


def _keyless_visits(here: Neighbourhood, subject: Subject) -> int:
    return len(here.keyless.book.registrations.where(id_number=subject.request.identity.id_number))


def _payments(here: Neighbourhood, subject: Subject) -> int:
    return len(here.sandbox.book.payments.where(bill_id=subject.visit.bill_id))


def _keyless_payments(here: Neighbourhood, subject: Subject) -> int:
    return len(here.keyless.book.payments.where(bill_id=subject.visit.bill_id))


def _words(here: Neighbourhood, subject: Subject) -> int:
    return int(here.sandbox.book.desk.feedback.get(f"{subject.number}:word") is not None)


def _feedback(subject: Subject) -> Feedback:
    return Feedback(f"{subject.number}:word", STATION, 4, subject.request.requested_at)


def _ids(value: Any) -> Any:
    """What of a list of departments stays while others register."""
    return tuple((item.id, item.name, item.service.price) for item in value)


def _visit(value: Any) -> Any:
    """What of a visit, or of several, stays while the queue before it moves."""
    if value is None or isinstance(value, tuple):
        return tuple(map(_visit, value or ()))
    return (
        value.key,
        value.visit_code,
        value.patient_id,
        value.queue_number,
        value.bill_id,
        value.amount_due,
        value.department_id,
        value.cancelled,
    )


def _hospital_calls(adapter: str) -> list[Call]:
    patient = _keyless_patient if adapter == "keyless" else _patient
    visits = _keyless_visits if adapter == "keyless" else _visits
    payments = _keyless_payments if adapter == "keyless" else _payments

    def call(method: str, do: Do, prepare: Prepare = patient, effects: Effects | None = None, **more: Any) -> Call:
        return Call(adapter, method, do, prepare, effects, **more)

    calls = [
        call("find_patient", lambda his, s: his.find_patient(s.identifier, CHIP)),
        call("departments", lambda his, _: his.departments(), seen=_ids),
        call("appointments_today", lambda his, s: his.appointments_today(s.visit.patient_id, CHIP)),
        call("register", lambda his, s: his.register(s.request), _nobody, visits, seen=_visit),
        call("find_registration", lambda his, s: his.find_registration(s.request.key, s.request), seen=_visit),
        call("registrations_today", lambda his, s: his.registrations_today(s.identifier, CHIP), seen=_visit),
        call("cancel", lambda his, s: his.cancel(s.visit.visit_code, "changed"), seen=_visit),
        call("reprint", lambda his, s: his.reprint(s.visit.visit_code), seen=_visit),
        call("bills", lambda his, s: his.bills(s.visit.patient_id, CHIP)),
        call("receipts", lambda his, s: his.receipts(s.request.requested_at.date()), seen=lambda _: "receipts"),
        call("post_payment", lambda his, s: his.post_payment(s.notice), effects=payments),
        call("find_payment", lambda his, s: his.find_payment(s.notice.id), _paid(patient)),
        call("position", lambda his, s: his.position(s.visit.visit_code), seen=lambda v: [p.queue_number for p in v]),
        call("results_ready", lambda his, s: his.results_ready(s.visit.patient_id, CHIP)),
        call("notices", lambda his, _: his.notices()),
        call("send_feedback", lambda his, s: his.send_feedback(_feedback(s)), effects=_words),
    ]
    if adapter == "keyless":
        calls = [one for one in calls if one.method != "send_feedback"]
        calls.append(call("send_feedback", lambda his, s: his.send_feedback(_feedback(s))))
    return calls


def _admitted(here: Neighbourhood, subject: Subject) -> int:
    return here.messages.count("A04", subject.request.identity.id_number)


def _charged_to(here: Neighbourhood, subject: Subject) -> int:
    return here.messages.count("P03", reference(subject.notice.id)[:12])


def _hl7v2_calls() -> list[Call]:
    """What v2 can do; to the rest the adapter says no by itself, and asks nobody."""
    return [
        Call("hl7v2", "register", lambda his, s: his.register(s.request), _nobody, _admitted),
        Call(
            "hl7v2",
            "find_registration",
            lambda his, s: his.find_registration(s.request.key, s.request),
            _nobody,
            _admitted,
            seen=lambda found: found and found.key,
        ),
        Call("hl7v2", "cancel", lambda his, s: his.cancel(s.visit.visit_code, "changed"), _through("cancel")),
        Call(
            "hl7v2",
            "post_payment",
            lambda his, s: his.post_payment(s.notice),
            _through("post_payment"),
            _charged_to,
        ),
        Call("hl7v2", "find_payment", lambda his, s: his.find_payment(s.notice.id), _through("find_payment")),
    ]


# -- the insurer


def _check(gateway: Any, subject: Subject) -> Any:
    identity = subject.request.identity
    found = gateway.check(
        identity.id_number, identity.full_name, identity.date_of_birth, asked_at=subject.request.requested_at
    ).eligibility
    return Unknown(found.code) if found.status is EligibilityStatus.UNVERIFIED else Done(found)


def _co_paid(lookup: Any, subject: Subject) -> Any:
    identity = subject.request.identity
    outcome = lookup.accumulated(identity.id_number, identity.full_name, identity.date_of_birth)
    return Done((outcome.value.total, outcome.value.ends)) if isinstance(outcome, Done) else outcome


# -- money


def _money_on_the_way(here: Neighbourhood, _adapter: Any, number: int) -> Subject:
    here.sandbox.ledger.transfer(here.sandbox.accounts.bank_account, 10_000 + number, f"KD{number}")
    return person(here, number, here.clock.now())


def _order(subject: Subject) -> Wanted:
    at = subject.request.requested_at
    return Wanted(100_000 + subject.number, 50_600, f"KD{subject.number:06d}", at, at + timedelta(minutes=5))


def _made(here: Neighbourhood, adapter: Any, number: int) -> Subject:
    subject = person(here, number, here.clock.now())
    made = adapter.make(_order(subject))
    assert isinstance(made, Done), made
    return replace(subject, more=made.value)


def _paid_order(here: Neighbourhood, adapter: Any, number: int) -> Subject:
    subject = _made(here, adapter, number)
    assert here.sandbox.payments is not None
    here.sandbox.payments.providers.pay(subject.more.qr)
    here.sandbox.payments.turn()
    standing = adapter.ask(_order(subject).number, _order(subject).made_at)
    assert isinstance(standing, Done), standing
    assert standing.value is not None
    return replace(subject, more=standing.value.credits[0])


def _refund(subject: Subject) -> RefundWanted:
    order, credit = _order(subject), subject.more
    return RefundWanted(
        f"hoan-{subject.number}",
        order.number,
        credit.reference,
        order.amount,
        whole=True,
        paid_at=credit.booked_at,
        by="thu",
        reason="tra lai",
        made_at=order.made_at,
    )


def _orders(provider: str) -> Effects:
    def count(here: Neighbourhood, subject: Subject) -> int:
        assert here.sandbox.payments is not None
        return int(here.sandbox.payments.providers.order(provider, _order(subject).number) is not None)

    return count


def _charged(here: Neighbourhood, terminal: Any, number: int) -> Subject:
    subject = person(here, number, here.clock.now())
    assert isinstance(terminal.charge(f"the-{number}", 50_600), Done)
    return subject


_TERMINAL = [
    Call("terminal", "charge", lambda t, s: t.charge(f"the-{s.number}", 50_600), _nobody),
    Call("terminal", "ask", lambda t, s: t.ask(f"the-{s.number}"), _charged),
    Call("terminal", "abort", lambda t, s: t.abort(f"the-{s.number}"), _charged),
    Call("terminal", "reverse", lambda t, s: t.reverse(f"the-{s.number}", f"lai-{s.number}"), _charged),
    Call("terminal", "totals", lambda t, _: t.totals(), _nobody),
    Call("terminal", "close_batch", lambda t, s: t.close_batch(f"ngay-{s.number}"), _nobody),
]


# -- the hub


def _hub_check(hub: Any, subject: Subject) -> Any:
    who = subject.request.identity
    found = hub.check(who.id_number, who.full_name, who.date_of_birth, visit_id=subject.request.key)
    return Unknown(found.code) if found.status is EligibilityStatus.UNVERIFIED else Done(found)


def _hub_co_paid(hub: Any, subject: Subject) -> Any:
    who, since = subject.request.identity, date(2020, 1, 1)
    return hub.copayment(subject.request.key, who.id_number, who.full_name, who.date_of_birth, since)


def _hub_order(hub: Any, subject: Subject) -> Any:
    visit = subject.visit
    return hub.open(f"{subject.request.key}:pay", STATION, visit.bill_id, visit.amount_due)


def _ordered(here: Neighbourhood, hub: Any, number: int) -> Subject:
    subject = _patient(here, hub, number)
    assert isinstance(_hub_order(hub, subject), Done)
    return subject


def _unverified(subject: Subject) -> UnverifiedVisit:
    who, at = subject.request.identity, subject.request.requested_at
    return UnverifiedVisit(subject.request.key, who.id_number, who.full_name, who.date_of_birth, at, "timeout")


def _staff_called(hub: Any, subject: Subject) -> Any:
    return Done(None) if hub.call(STATION, f"help_{subject.number}") else Unknown("not_taken")


_HUB = [
    Call("hub", "check", _hub_check, _insured),
    Call("hub", "copayment", _hub_co_paid, _insured, settled=frozenset({"asked_already"})),
    Call("hub", "report_unverified", lambda hub, s: hub.report_unverified(_unverified(s)), _insured),
    Call("hub", "open", _hub_order, _patient),
    Call("hub", "received", lambda hub, s: hub.received(f"{s.request.key}:pay"), _ordered),
    Call("hub", "call", _staff_called, _nobody),
    Call("hub", "pending", lambda hub, _: hub.pending(), _nobody, seen=lambda _: "pending"),
    Call("hub", "seen", lambda hub, s: hub.seen(s.request.key, "Thu"), _nobody),
    Call("hub", "erase", lambda hub, s: hub.erase(s.request.key), _nobody),
    Call("hub", "health", lambda hub, _: hub.health(), _nobody, seen=lambda _: "health"),
    Call("hub", "peers", lambda hub, _: hub.peers(), _nobody),
]


def _wanted(subject: Subject) -> PlaceWanted:
    return PlaceWanted(subject.request.key, STATION, f"P{subject.number}")


def _placed(here: Neighbourhood, queue: Any, number: int) -> Subject:
    subject = _nobody(here, queue, number)
    assert isinstance(queue.issue(_wanted(subject)), Done)
    return subject


def _block(queue: Any, subject: Subject) -> Any:
    return queue.reserve(f"K{subject.number}", 1, subject.request.requested_at.date())


_QUEUE = [
    Call("queue", "issue", lambda queue, s: queue.issue(_wanted(s)), _nobody),
    Call("queue", "reserve", _block, _nobody),
    Call("queue", "place", lambda queue, s: queue.place(s.request.key), _placed),
    Call("queue", "room", lambda queue, s: queue.room(f"P{s.number}"), _placed),
    Call(
        "queue",
        "act",
        lambda queue, s: queue.act(f"P{s.number}", Action.CALL),
        _placed,
        seen=lambda room: room.room,
        settled=frozenset({"nobody"}),
    ),
    Call("queue", "give_key", lambda queue, s: queue.give_key(f"P{s.number}"), _nobody, seen=lambda _: "key"),
]


def _chain(here: Neighbourhood, _intake: Any, number: int) -> Subject:
    """A station's journal of three rows, under a name of its own."""
    journal = Journal.open(None, hub_codec(), MasterKey(bytes(32)), here.clock)
    for day in range(3):
        journal.append([(f"day-{number}-{day}", StationDayClosed(f"K{number}/{day}", "", here.clock.now()))])
    rows = journal.public_rows(0, 10)
    journal.close()
    return replace(person(here, number, here.clock.now()), more=(chain_name(STATION, rows[0]), rows))


def _head(intake: Any, subject: Subject) -> Any:
    found = intake.head(subject.more[0])
    return Done(found) if isinstance(found, Head) else found


def _handed_in(here: Neighbourhood, intake: Any, number: int) -> Subject:
    subject = _chain(here, intake, number)
    assert isinstance(_take(intake, subject), Done)
    return subject


def _take(intake: Any, subject: Subject) -> Any:
    source, rows = subject.more
    match intake.take(source, rows, len(rows)):
        case Taken(head=head):
            return Done(head)
        case NotTaken(problem=problem):
            return Refused(problem)
        case unknown:
            return unknown


_INTAKE = [Call("intake", "head", _head, _handed_in), Call("intake", "take", _take, _chain)]


def _waiting_notice(here: Neighbourhood, _receiver: Any, number: int) -> Subject:
    delivered = Delivered({}, f"n={number}", b"{}", here.clock.now())
    here.inbox.put("payos", f"n{number}", delivered)
    mine = [item.seq for item in here.inbox.after(0, 1_000_000) if item.delivered.query == f"n={number}"]
    return replace(person(here, number, here.clock.now()), more=mine)


def _still_waits(here: Neighbourhood, subject: Subject) -> int:
    return 1 - sum(item.seq in subject.more for item in here.inbox.after(0, 1_000_000))


_RECEIVER = [
    Call(
        "receiver",
        "fetch",
        lambda receiver, s: receiver.fetch(s.more[0] - 1),
        _waiting_notice,
        seen=lambda fetched: fetched.items[0],
    ),
    Call("receiver", "settle", lambda receiver, s: receiver.settle(s.more, []), _waiting_notice, _still_waits),
]


def _user(subject: Subject) -> str:
    return f"thu{subject.number}"


def _known_user(here: Neighbourhood, users: Any, number: int) -> Subject:
    subject = _nobody(here, users, number)
    added = users.add(_user(subject), "Người Thử", (Role.RECEPTION,), PIN, f"{number:06d}")
    assert isinstance(added, Done), added
    return subject


_USERS = [
    Call("users", "users", lambda users, _: users.users(), _nobody, seen=lambda _: "users"),
    Call(
        "users",
        "add",
        lambda users, s: users.add(_user(s), "Người Thử", (Role.RECEPTION,), PIN, f"{s.number:06d}"),
        _nobody,
        settled=frozenset({"name_used"}),
    ),
    Call("users", "remove", lambda users, s: users.remove(_user(s)), _known_user, settled=frozenset({"no_user"})),
    Call("users", "reset_pin", lambda users, s: users.reset_pin(_user(s), NEW_PIN), _known_user),
]


def _at_station(here: Neighbourhood, _staff: Any, number: int) -> Subject:
    """Somebody whose first PIN is to be changed at a desk: the hub says so each time, and counts no wrong try."""
    users = UsersClient(here.hub_url, TOKEN)
    try:
        return _known_user(here, users, number)
    finally:
        users.close()


_STAFF = [
    Call("staff", "at_station", lambda staff, s: staff.at_station(f"{s.number:06d}", PIN, STATION), _at_station),
    Call("staff", "entering", lambda staff, s: staff.entering(f"{s.number:06d}", PIN, STATION), _at_station),
]

DESK_ARGUMENTS: Mapping[str, Mapping[str, Any]] = {
    "sign_in": {"user": "thu", "pin": PIN, "desk": "1"},
    "sign_out": {},
    "change_pin": {"old": PIN, "new": NEW_PIN},
    "waiting": {},
    "today": {},
    "rows": {"book": "kiosk"},
    "differences": {},
    "story": {"key": "none"},
    "search": {"text": "none"},
    "take": {"key": "none"},
    "settle": {"key": "none", "how": "none", "note": "none"},
    "match": {"match_id": "m", "money": (), "order_ids": (), "why": "none"},
    "undo_match": {"match_id": "m", "why": "none"},
    "post_again": {"story": "none"},
    "close_day": {"day": date(2026, 11, 24)},
    "terminals": {},
    "payment": {"payment_id": "none"},
    "abort": {"payment_id": "none"},
    "slip": {"payment_id": "none"},
    "refunds": {},
    "ask_refund": {"refund_id": "r", "money": "bank:FT1", "amount": 1, "reason": "none"},
    "decide_refund": {"refund_id": "r", "approve": False},
    "pay_refund": {"refund_id": "r", "method": "cash"},
    "refund_slip": {"refund_id": "r"},
    "voids": {},
    "ask_void": {"payment_id": "none", "reason": "none"},
    "shift": {},
    "open_shift": {"shift_id": "s", "counts": ()},
    "drop": {"drop_id": "d", "amount": 1, "slip": "1"},
    "count": {"counts": ()},
    "x_report": {},
    "close_shift": {"reason": "", "note": ""},
    "accept": {"shift_id": "s", "counts": ()},
    "z_reports": {},
    "z_report": {"z_number": "none"},
    "layouts": {},
    "begin_import": {"file_sha256": "0" * 64, "layout": "", "account": "", "provider": ""},
    "import_progress": {"file_sha256": "0" * 64},
    "stop_import": {"file_sha256": "0" * 64},
    "imports": {},
}
"""The desk's calls all go through one door and one codec, so each is made once in every way, by who is not signed in:
the hub's answer is the same refusal each time."""

WAITS_LONG: Mapping[str, str] = dict.fromkeys(
    ("upload", "export", "decide_void", "save_layout", "bills"),
    "waits for a file, a terminal or the HIS: its whole deadline is 30 s and more, over the same transport",
) | {"pay": "its shape is a counter's whole payment; over the same transport"}
"""Methods of the desk without pairs, with the reason."""


def _desk_calls() -> list[Call]:
    def call(name: str, arguments: Mapping[str, Any]) -> Call:
        return Call(
            "sign_in" if name == "sign_in" else "desk", name, lambda desk, _: desk.call(name, dict(arguments)), _nobody
        )

    return [call(name, arguments) for name, arguments in DESK_ARGUMENTS.items()]


def every_call() -> tuple[Call, ...]:
    """All of them."""
    money = [
        Call("bank", "credits", lambda bank, _: bank.credits(None), _money_on_the_way, seen=lambda _: "credits"),
        Call("sepay", "credits", lambda bank, _: bank.credits(None), _money_on_the_way, seen=lambda _: "credits"),
        Call(
            "payos",
            "make",
            lambda p, s: p.make(_order(s)),
            _nobody,
            _orders("payos"),
            settled=frozenset({"exists"}),
        ),
        Call("payos", "ask", lambda p, s: p.ask(_order(s).number, _order(s).made_at), _made),
        Call("vnpay", "ask", lambda p, s: p.ask(_order(s).number, _order(s).made_at), _paid_order),
        Call("vnpay", "refund", lambda p, s: p.refund(_refund(s)), _paid_order, settled=frozenset({"exists"})),
    ]
    return (
        *_hospital_calls("his"),
        *_hospital_calls("keyless"),
        *(one for one in _hospital_calls("fhir") if one.method not in _NOT_OF_FHIR),
        *_hl7v2_calls(),
        Call("insurance", "check", _check, _insured),
        Call("his_route", "check", _check, _insured),
        Call("copayment", "accumulated", _co_paid, _insured),
        *money,
        *_TERMINAL,
        *_HUB,
        *_QUEUE,
        *_INTAKE,
        Call("oidc", "sign_in", lambda console, s: console.sign_in(_user(s)), _nobody),
        *AGENT_CALLS,
        *through_gate((*_HUB, *_QUEUE, *_INTAKE)),
        *_RECEIVER,
        *_USERS,
        *_STAFF,
        *_desk_calls(),
    )


_NOT_OF_FHIR = frozenset({"results_ready", "notices", "send_feedback"})
_OF_V2 = frozenset({"register", "find_registration", "cancel", "post_payment", "find_payment"})
ASKS_NOBODY: frozenset[tuple[str, str]] = frozenset(
    {
        *(("fhir", method) for method in _NOT_OF_FHIR),
        *(("hl7v2", call.method) for call in _hospital_calls("his") if call.method not in _OF_V2),
        ("bank", "make"),
        ("payos", "refund"),
        ("vnpay", "make"),
    }
)
"""Methods that an adapter answers by itself: nothing leaves, so there is nothing to spoil. A test makes each."""
