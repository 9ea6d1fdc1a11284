"""The books at a hub: what the desk's window sees of a day, settles, matches and closes."""

from __future__ import annotations

from datetime import timedelta
from inspect import signature
from io import BytesIO

import pytest
from desk_scene import MORNING, PAYEE, PRICE, Asked, Scene, csv, csv_of, value
from openpyxl import load_workbook

from his_client.his.ports import Capability
from his_client.outcome import Done, Refused
from his_client.payments.bank import Credit
from his_client.sandbox.faults import CallFault, FaultMenu
from kiosk.cashier.ports import Books, Cause, Statements, Work
from kiosk.cashier.user_events import UserAdded
from kiosk.cashier.values import Role
from kiosk.hub.books.desk import BooksDesk
from kiosk.hub.desk.wire import DESK, calls_of
from kiosk.reconcile.events import MatchDecided, ReceiptSeen, ReceiptsRead
from kiosk.reconcile.facts import MoneyKind


@pytest.fixture
def scene() -> Scene:
    return Scene()


def paid(scene: Scene, times: int = 1) -> Asked:
    asked = scene.order()
    scene.pay(asked, times=times)
    scene.run()
    return asked


def kinds(scene: Scene) -> list[str]:
    return [row.kind for row in scene.journal.rows()]


# -- looking


def test_a_day_at_a_glance(scene: Scene) -> None:
    paid(scene)
    scene.run(3600)
    paid(scene, times=2)
    scene.bank.transfer(120_000, "tien mung")
    scene.run(200)
    today = value(scene.desk.today())
    assert (today.kiosk.count, today.kiosk.amount) == (2, 2 * PRICE)
    assert (today.his.count, today.his.amount) == (2, 2 * PRICE)
    assert (today.bank.count, today.bank.amount) == (4, 3 * PRICE + 120_000)
    assert (today.automatic, today.automatic_of) == (2, 4)
    assert [(row.method, row.place, row.count) for row in today.takings] == [("vietqr", "K03", 2)]
    assert (today.by_hour[7], today.by_hour[8], sum(today.by_hour)) == (1, 1, 2)
    assert today.stations == 1
    assert scene.found == [("orphan", 120_000), ("twice", PRICE)]
    assert today.open_differences == 2
    assert today.oldest_open == scene.rows[0].since
    assert not today.closed


def test_every_figure_of_a_day_opens_the_rows_it_is_made_of(scene: Scene) -> None:
    first = paid(scene)
    scene.run(3600)
    paid(scene, times=2)
    scene.bank.transfer(120_000, "tien mung")
    scene.run(200)
    scene.load(csv([(scene.time.now(), 77_000, "FT-ONLY", "khong ai biet")]))
    today = value(scene.desk.today())
    for book, shown in (("kiosk", today.kiosk), ("his", today.his), ("bank", today.bank)):
        rows = value(scene.desk.rows(book))
        assert (len(rows), sum(row.amount for row in rows)) == (shown.count, shown.amount), book
        assert [row.at for row in rows] == sorted(row.at for row in rows)
        assert all(value(scene.desk.story(row.story)) for row in rows)
    for hour, count in enumerate(today.by_hour):
        assert len(value(scene.desk.rows("kiosk", hour=hour))) == count
    (taking,) = today.takings
    assert len(value(scene.desk.rows("kiosk", method=taking.method, place=taking.place))) == taking.count
    assert value(scene.desk.rows("kiosk", place="K99")) == value(scene.desk.rows("kiosk", method="cash")) == ()
    assert value(scene.desk.rows("bank", MORNING.date() + timedelta(days=1))) == ()
    earliest = value(scene.desk.rows("kiosk"))[0]
    assert (earliest.story, earliest.pay_code) == (f"bill:{first.bill_id}", first.code)
    for book, picked in (("safe", {}), ("his", {"hour": 9}), ("bank", {"place": "K03"}), ("kiosk", {"hour": 24})):
        assert scene.desk.rows(book, **picked) == Refused("no_figure")


def test_a_receipt_on_its_way_is_no_difference_until_the_his_has_had_its_time() -> None:
    scene = Scene(FaultMenu({CallFault.LOST_REQUEST: 1.0}))
    paid(scene)
    assert scene.found == []
    scene.run(300)
    assert scene.found == [("his_missing", -PRICE)]


def test_the_same_books_after_a_restart(scene: Scene) -> None:
    paid(scene, times=2)
    scene.bank.transfer(120_000, "tien mung")
    scene.run(200)
    before = (value(scene.desk.today()).takings, scene.rows)
    stories = [value(scene.desk.story(row.story)).steps for row in scene.rows]
    scene.crash()
    scene.boot()
    assert (value(scene.desk.today()).takings, scene.rows) == before
    again = [value(scene.desk.story(row.story)).steps for row in scene.rows]
    assert [[step.what for step in steps] for steps in again] == [[step.what for step in steps] for steps in stories]


def test_a_payments_story_tells_every_book_on_one_timeline(scene: Scene) -> None:
    asked = paid(scene)
    scene.load(csv_of(scene.credits))
    scene.run(120)
    story = value(scene.desk.story(f"order:{asked.order_id}"))
    assert story.key == f"bill:{asked.bill_id}"
    assert [(step.book, step.what) for step in story.steps] == [
        ("kiosk", "order_opened"),
        ("provider", "credit_received"),
        ("bank", "statement_line"),
        ("hub", "applied"),
        ("hub", "posted"),
        ("his", "receipted"),
        ("hub", "matched"),
        ("his", "receipt_listed"),
    ]
    assert [step.at for step in story.steps] == sorted(step.at for step in story.steps)
    assert (story.pay_code, story.due, story.received, story.applied, story.receipted) == (asked.code, *[PRICE] * 4)
    assert (story.state, story.actions) == ("settled", ("undo_match", "ask_refund"))
    assert {match.rule for match in story.matches} == {"exact", "provider_id"}
    assert scene.desk.story("bill:none") == Refused("no_story")


def test_a_payment_is_found_by_whatever_somebody_holds_in_the_hand(scene: Scene) -> None:
    asked, other = paid(scene), paid(scene)
    (credit, _) = scene.credits
    (name,) = scene.desk.books.moneys[f"bank:{credit.reference}"].receipts
    for text in (asked.code.lower(), asked.code[2:7], credit.reference, asked.bill_id, name):
        (row,) = value(scene.desk.search(text))
        assert row.story == f"bill:{asked.bill_id}"
        assert (row.due, row.received, row.state, row.receipt) == (PRICE, PRICE, "settled", name)
    assert {row.pay_code for row in value(scene.desk.search("KM"))} <= {asked.code, other.code}
    assert value(scene.desk.search("")) == ()


# -- receipts of the HIS


def test_receipts_are_read_and_only_what_is_new_is_kept(scene: Scene) -> None:
    paid(scene)
    scene.run(600)
    assert kinds(scene).count("ReceiptSeen") == 1
    assert kinds(scene).count("ReceiptsRead") == 1
    events = [row.event for row in scene.journal.rows()]
    seen = next(event for event in events if isinstance(event, ReceiptSeen))
    assert seen.day == MORNING.date()
    assert next(event for event in events if isinstance(event, ReceiptsRead)).count == 1


def test_a_receipt_that_vanishes_from_the_his_is_noticed_at_the_second_look(scene: Scene) -> None:
    paid(scene)
    scene.run(200)
    table = scene.his.book.payments
    listed = scene.his.receipts
    scene.his.receipts = lambda day: type(listed(day))(())  # type: ignore[method-assign]
    scene.run(200)
    assert scene.found == [("his_missing", -PRICE)]
    scene.his.receipts = listed  # type: ignore[method-assign]
    scene.run(200)
    assert scene.found == []
    assert table is scene.his.book.payments


def test_a_receipt_the_his_gave_and_never_listed_is_missing(scene: Scene) -> None:
    listed = scene.his.receipts
    scene.his.receipts = lambda day: type(listed(day))(())  # type: ignore[method-assign]
    paid(scene)
    scene.run(200)
    (row,) = scene.rows
    assert (row.cause, row.detail) == (Cause.HIS_MISSING, "receipt_gone")


def test_a_receipt_told_of_after_midnight_may_stand_on_the_list_of_the_day_before(scene: Scene) -> None:
    scene.run(16 * 3600 + 3596)
    scene.pay(scene.order())
    scene.run(2 * 3600)
    assert scene.desk.books.moneys
    assert scene.found == []


def test_a_his_without_the_list_is_never_asked() -> None:
    scene = Scene()
    scene.his.capabilities = frozenset(set(Capability) - {Capability.RECEIPTS})
    scene.his.receipts = None  # type: ignore[assignment]
    paid(scene)
    scene.run(600)
    assert "ReceiptSeen" not in kinds(scene)


# -- settling


def test_a_difference_is_taken_handed_on_and_settled_with_a_note(scene: Scene) -> None:
    paid(scene, times=2)
    (row,) = scene.rows
    assert scene.desk.take("lan", "nothing") == Refused("no_difference")
    value(scene.desk.take("lan", row.key))
    assert scene.rows[0].owner == "lan"
    assert scene.desk.take("lan", row.key, "mai") == Refused("no_user")
    scene.record.keep([("mai", UserAdded("mai", (Role.CASHIER,), "it", scene.time.now()))])
    value(scene.desk.take("lan", row.key, "mai"))
    assert scene.rows[0].owner == "mai"
    assert scene.desk.settle("mai", row.key, "refund", " ") == Refused("note_missing")
    value(scene.desk.settle("mai", row.key, "refund", "phieu chi 12"))
    value(scene.desk.settle("mai", row.key, "refund", "phieu chi 12"))
    assert kinds(scene).count("DifferenceSettled") == 1
    assert scene.rows == ()
    (kept,) = value(scene.desk.differences(settled=True))
    assert (kept.settled, kept.owner) == ("refund", "mai")
    steps = [step.what for step in value(scene.desk.story(row.story)).steps]
    assert "difference_settled" in steps


# -- matching by a named person


def suggested(scene: Scene, story: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    scene.run(20)
    (one,) = value(scene.desk.story(story)).suggestions
    return one.money, one.orders


def test_money_without_a_code_is_suggested_for_the_only_order_it_may_be_and_paid_by_a_person(scene: Scene) -> None:
    asked = scene.order()
    scene.bank.transfer(PRICE, "vien phi me em")
    scene.run()
    (row,) = scene.rows
    assert row.cause is Cause.ORPHAN
    money, orders = suggested(scene, row.story)
    assert orders == (asked.order_id,)
    assert scene.desk.match("binh", "m1", money, orders, "") == Refused("why_missing")
    assert scene.desk.match("binh", "m1", ("bank:none",), orders, "x") == Refused("no_money")
    assert scene.desk.match("binh", "m1", money, ("none",), "x") == Refused("no_order")
    value(scene.desk.match("binh", "m1", money, orders, "goi dien hoi"))
    value(scene.desk.match("binh", "m1", money, orders, "goi dien hoi"))
    scene.run(200)
    assert scene.found == []
    story = value(scene.desk.story(f"order:{asked.order_id}"))
    assert (story.state, story.receipted) == ("settled", PRICE)
    (match,) = story.matches
    assert (match.rule, match.by, match.evidence) == ("person", "binh", "goi dien hoi")
    assert scene.desk.match("binh", "m2", money, orders, "again") == Refused("applied_already")
    assert scene.desk.undo_match("binh", "m1", "wrong") == Refused("receipted")


def test_a_bill_paid_in_two_parts_is_accepted_as_one(scene: Scene) -> None:
    asked = scene.order()
    scene.pay(asked, 20_000)
    scene.pay(asked, PRICE - 20_000)
    scene.run()
    (row,) = scene.rows
    assert (row.cause, row.amount) == (Cause.IN_PARTS, 0)
    money, orders = suggested(scene, row.story)
    assert len(money) == 2
    value(scene.desk.match("binh", "m1", money, orders, "hai lan chuyen"))
    scene.run(200)
    assert scene.found == []
    assert value(scene.desk.story(row.story)).receipted == PRICE


def test_too_much_pays_the_bill_and_the_rest_stays_over(scene: Scene) -> None:
    asked = scene.order()
    scene.pay(asked, 60_000)
    scene.run()
    money, orders = suggested(scene, scene.rows[0].story)
    value(scene.desk.match("binh", "m1", money, orders, "tra lai sau"))
    scene.run(200)
    assert scene.found == [("over", 60_000 - PRICE)]
    assert value(scene.desk.story(f"bill:{asked.bill_id}")).refundable == ((money[0], 60_000 - PRICE),)


def test_too_little_pays_no_bill_whatever_a_person_says(scene: Scene) -> None:
    asked = scene.order()
    scene.pay(asked, 50_000)
    scene.run()
    (credit,) = scene.credits
    outcome = scene.desk.match("binh", "m1", (f"bank:{credit.reference}",), (asked.order_id,), "thieu it")
    assert isinstance(outcome, Refused)
    assert outcome.code == "amount"
    assert "MatchDecided" not in kinds(scene)


def test_one_transfer_for_two_orders(scene: Scene) -> None:
    first, second = scene.order(), scene.order()
    scene.bank.transfer(2 * PRICE, "hai me con")
    scene.run()
    (credit,) = scene.credits
    name = f"bank:{credit.reference}"
    value(scene.desk.match("binh", "m1", (name,), (first.order_id, second.order_id), "hai phieu"))
    scene.run(200)
    assert scene.found == []
    for asked in (first, second):
        assert value(scene.desk.story(f"bill:{asked.bill_id}")).receipted == PRICE
    assert scene.desk.books.moneys[name].left == 0


def test_a_decision_cut_off_by_a_crash_is_carried_out_when_it_is_said_again(scene: Scene) -> None:
    first, second = scene.order(), scene.order()
    scene.bank.transfer(2 * PRICE, "hai me con")
    scene.run()
    name = f"bank:{scene.credits[0].reference}"
    apply_credit, calls = scene.money.apply_credit, []

    def cut_off(*arguments: object) -> object:
        calls.append(arguments)
        if len(calls) == 2:
            raise OSError
        return apply_credit(*arguments)  # type: ignore[arg-type]

    scene.money.apply_credit = cut_off  # type: ignore[method-assign, assignment]
    orders = (first.order_id, second.order_id)
    with pytest.raises(OSError):  # noqa: PT011 - the power is gone
        scene.desk.match("binh", "m1", (name,), orders, "hai phieu")
    scene.crash()
    scene.boot()
    scene.run()
    assert scene.desk.books.moneys[name].left == PRICE
    value(scene.desk.match("binh", "m1", (name,), orders, "hai phieu"))
    value(scene.desk.match("binh", "m1", (name,), orders, "hai phieu"))
    scene.run(200)
    assert scene.found == []
    assert kinds(scene).count("CreditApplied") == 2
    assert kinds(scene).count("MatchDecided") == 1


def test_a_match_the_his_has_not_receipted_can_be_undone_and_stays_on_record() -> None:
    faults = FaultMenu()
    scene = Scene(faults)
    scene.order()
    asked = scene.order()
    scene.bank.transfer(PRICE, "vien phi")
    scene.run()
    (credit,) = scene.credits
    scene.his.book.cancel(_visit(scene, asked), "wrong")
    value(scene.desk.match("binh", "m1", (f"bank:{credit.reference}",), (asked.order_id,), "doan"))
    scene.run(200)
    (row,) = scene.rows
    assert (row.cause, row.detail) == (Cause.HIS_REFUSED, "cancelled")
    assert scene.desk.undo_match("binh", "m1", "") == Refused("why_missing")
    value(scene.desk.undo_match("binh", "m1", "nham nguoi"))
    assert scene.found == [("orphan", PRICE)]
    (match,) = value(scene.desk.story(f"bill:{asked.bill_id}")).matches
    assert match.undone
    assert any(isinstance(row.event, MatchDecided) for row in scene.journal.rows())
    assert scene.desk.undo_match("binh", "m1", "again") == Refused("no_match")


def _visit(scene: Scene, asked: Asked) -> str:
    return next(row.visit_code for row in scene.his.book.registrations.where(bill_id=asked.bill_id))


def test_a_posting_given_up_is_asked_about_again() -> None:
    scene = Scene(FaultMenu({CallFault.LOST_REQUEST: 1.0}))
    asked = paid(scene)
    scene.run(400)
    (row,) = scene.rows
    assert (row.cause, row.detail) == (Cause.HIS_MISSING, "timeout")
    scene.his.faults = FaultMenu()
    value(scene.desk.post_again("lan", row.story))
    scene.run(100)
    assert scene.found == []
    assert scene.desk.post_again("lan", f"bill:{asked.bill_id}") == Refused("nothing_to_post")


# -- days


def test_a_day_is_closed_once_it_is_over_and_what_comes_later_says_which_day_it_is_about(scene: Scene) -> None:
    asked = scene.order()
    paid(scene)
    day = MORNING.date()
    assert scene.desk.close_day("mai", day) == Refused("not_over")
    scene.run(18 * 3600)
    value(scene.desk.close_day("mai", day))
    value(scene.desk.close_day("mai", day))
    assert kinds(scene).count("StationDayClosed") == 2, "the station's, and money of no station"
    assert value(scene.desk.today(day)).closed
    scene.pay(asked)
    scene.run(100)
    (row,) = scene.rows
    assert (row.cause, row.detail, row.amount) == (Cause.LATE, f"K03/{day}", 0)
    assert value(scene.desk.today(day)).kiosk.count == 1, "a closed day does not change"
    assert value(scene.desk.today(day + timedelta(days=1))).kiosk.count == 1


def test_a_day_is_not_closed_while_the_his_owes_an_answer() -> None:
    scene = Scene(FaultMenu({CallFault.LOST_REQUEST: 1.0}))
    scene.run(16 * 3600 + 3590)
    asked = scene.order()
    scene.pay(asked)
    scene.run(12)
    assert scene.desk.close_day("mai", MORNING.date()) == Refused("postings_open")


# -- statements and matching by rule


def test_lines_find_their_credits_by_reference_and_the_rest_stays_open(scene: Scene) -> None:
    paid(scene)
    scene.run(100)
    salary = (MORNING + timedelta(hours=3), -9_000_000, "FT-OUT", "luong thang 11")
    known = [(each.booked_at, each.amount, each.reference, each.memo) for each in scene.credits]
    progress = scene.load(csv([*known, salary]))
    assert (progress.state, progress.new, progress.known, progress.matched) == ("done", 2, 0, 1)
    assert scene.found == [("bank_only", -9_000_000)]


def test_money_that_only_the_statement_tells_of_becomes_a_credit_under_the_providers_own_name() -> None:
    scene = Scene(polls=False)
    asked = scene.order()
    booked = [(MORNING + timedelta(minutes=2), PRICE, "FT77", f"MBVCB {asked.code} ck")]
    assert scene.load(csv(booked)).matched == 1
    scene.run(200)
    assert scene.found == []
    money = scene.desk.books.moneys["bank:FT77"]
    assert (money.kind, money.amount, money.by_rule) == (MoneyKind.CREDIT, PRICE, True)
    assert value(scene.desk.story(f"bill:{asked.bill_id}")).receipted == PRICE
    assert scene.money.take(list(scene.credits), "list") == 0, "the provider's own telling would be the same money"


def test_a_statement_of_another_name_makes_no_second_money_of_what_the_provider_tells_later() -> None:
    scene = Scene(polls=False)
    asked = scene.order()
    when = MORNING + timedelta(minutes=2)
    shown = value(scene.desk.upload("x.csv", csv([(when, PRICE, "FT77", asked.code)])))
    value(scene.desk.begin_import("binh", shown.file_sha256, shown.layout, PAYEE.account, "vietcombank"))
    scene.run(200)
    assert [*scene.desk.books.moneys] == ["bank:FT77"], "under the name of who tells of the order's money"
    later = Credit("bank", "9001", PAYEE.account, PRICE, asked.code, when, bank_reference="FT77")
    assert scene.money.take([later], "webhook") == 0
    assert scene.found == []


def test_a_second_line_with_the_code_of_a_paid_order_stays_for_a_person() -> None:
    scene = Scene(polls=False)
    asked = scene.order()
    memo = f"ck {asked.code}"
    rows = [(MORNING + timedelta(minutes=place), PRICE, f"FT{place}", memo) for place in (2, 3)]
    scene.load(csv(rows))
    scene.run(200)
    assert scene.found == [("bank_only", PRICE)]
    (row,) = scene.rows
    assert scene.desk.match("binh", "m1", (row.story,), (asked.order_id,), "x") != Refused("no_money")


def test_a_line_is_matched_by_a_person_to_the_order_it_was_for() -> None:
    scene = Scene(polls=False)
    asked = scene.order()
    scene.load(csv([(MORNING + timedelta(minutes=5), PRICE, "FT5", "nop vien phi")]))
    (row,) = scene.rows
    money, orders = suggested(scene, row.story)
    assert (money, orders) == ((row.story,), (asked.order_id,))
    value(scene.desk.match("binh", "m1", money, orders, "xem giay chuyen tien"))
    scene.run(200)
    assert scene.found == []
    assert value(scene.desk.story(f"bill:{asked.bill_id}")).state == "settled"


def test_a_credit_told_of_after_the_statement_finds_its_line(scene: Scene) -> None:
    scene.crash()
    late = Scene(polls=False)
    asked = late.order()
    late.load(csv([(MORNING + timedelta(minutes=5), PRICE, "SIM0", "x")]))
    assert late.found == [("bank_only", PRICE)]
    late.money.take([Credit("bank", "SIM0", PAYEE.account, PRICE, asked.code, MORNING)], "list")
    late.run(200)
    assert late.found == []


def test_a_match_of_a_line_that_a_person_undid_is_not_made_again_by_rule(scene: Scene) -> None:
    paid(scene)
    scene.load(csv_of(scene.credits))
    (match_id,) = scene.desk.books.matches
    value(scene.desk.undo_match("binh", match_id, "khong phai"))
    assert ("bank_only", PRICE) in scene.found
    scene.crash()
    scene.boot()
    scene.run(60)
    assert ("bank_only", PRICE) in scene.found


# -- exports


def test_a_report_says_what_the_screen_says(scene: Scene) -> None:
    paid(scene, times=2)
    scene.run(100)
    today = value(scene.desk.today())
    made = value(scene.desk.export("binh", "day", "xlsx"))
    assert made.name.endswith(".xlsx")
    book = load_workbook(BytesIO(made.content))
    cells = {cell for sheet in book for row in sheet.values for cell in row}
    assert {today.kiosk.amount, today.bank.amount, today.his.amount} <= cells
    pdf = value(scene.desk.export("binh", "differences", "pdf", MORNING.date()))
    assert pdf.content.startswith(b"%PDF")
    for report, form in (("day", "doc"), ("nothing", "pdf"), ("shift", "pdf")):
        assert scene.desk.export("binh", report, form) == Refused("no_report")


# -- the port


@pytest.mark.parametrize("name", [name for port in (Books, Work, Statements) for name in calls_of(port)])
def test_every_call_of_the_port_is_there_with_its_own_arguments(name: str) -> None:
    wanted = list(DESK[name].signature.parameters.values())
    had = list(signature(getattr(BooksDesk, name)).parameters.values())[1:]
    if had and had[0].name == "user":
        had = had[1:]
    assert [(each.name, each.kind, each.default) for each in had] == [(w.name, w.kind, w.default) for w in wanted]


def test_every_answer_travels_to_a_window_and_back_as_it_is(scene: Scene) -> None:
    asked = paid(scene, times=2)
    scene.bank.transfer(PRICE, "vien phi")
    scene.order()
    scene.load(csv_of(scene.credits[:1]))
    scene.run(20)
    stories = [("story", scene.desk.story(key)) for key in (f"bill:{asked.bill_id}", scene.rows[-1].story)]
    answers = [
        ("today", scene.desk.today()),
        ("rows", scene.desk.rows("kiosk")),
        ("differences", scene.desk.differences(settled=True)),
        *stories,
        ("search", scene.desk.search(asked.code)),
        ("layouts", scene.desk.layouts()),
        ("upload", scene.desk.upload("x.csv", csv_of(scene.credits))),
        ("imports", scene.desk.imports()),
        ("export", scene.desk.export("binh", "day", "pdf")),
    ]
    for name, answer in answers:
        assert isinstance(answer, Done)
        assert DESK[name].read_answer(DESK[name].write_answer(answer)) == answer
