"""What else than registering one may come for: each errand told whole, and how each of them ends when it goes wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest
from visit_parts import (
    AGREED,
    ANSWER,
    BILLS,
    CITIZEN,
    CONFIRM,
    CONSENT,
    COVERED,
    GENEROUS,
    LAB,
    MATCH,
    NOW,
    POLICY,
    QR,
    READ,
    REGULAR,
    STRANGER,
    VISIT_ID,
    WAITS,
    WARD,
    WIDE,
    Story,
    at_menu,
    errand,
    failed,
    fired,
    registered,
    wide_check,
    with_card,
)

from his_client.his.capability import EVERYTHING
from his_client.his.ports import Capability, Feedback, IdentitySource, Notice
from kiosk.visit import effects as fx
from kiosk.visit import errands
from kiosk.visit import events as ev
from kiosk.visit.stages.bills import kind_of
from kiosk.visit.values import Ending, Facts, Policy, Reason
from kiosk.visit.view import (
    BillsView,
    FeedbackView,
    InfoView,
    OtherView,
    PaymentView,
    ResultsView,
    Screen,
    SlipView,
    TicketView,
    WhereView,
)


def ended(story: Story) -> tuple[Ending | None, Reason | None]:
    return story.visit.ending, story.visit.reason


def test_the_menu_offers_what_the_hospital_can_serve_and_asks_nothing() -> None:
    story = at_menu()
    assert story.content(OtherView).offered == errands.ERRANDS
    assert story.asked == [fx.StartTimer(fx.Timer.IDLE, 50.0)] * len(story.asked)
    assert at_menu(POLICY).content(OtherView).offered == ("queue", "information")
    bare = replace(GENEROUS, his=tuple(EVERYTHING - {Capability.QUEUE, Capability.FEEDBACK, Capability.BILLS}))
    assert at_menu(bare).content(OtherView).offered == ("passport", "child", "results", "information")
    assert ended(story.then(ev.BackPressed())) == (Ending.REFUSED, Reason.ENDED_BY_PATIENT)


def test_what_is_not_offered_is_not_begun() -> None:
    assert at_menu(POLICY).then(errands.ErrandChosen("bills")).shows(Screen.OTHER)
    assert Story().then(CONSENT, errands.OtherPressed()).shows(Screen.KEY_QR), "the menu is no way out of a visit"


@pytest.mark.parametrize("name", ["bills", "queue", "results"])
def test_nothing_is_filmed_read_or_asked_before_it_was_agreed_to(name: str) -> None:
    story = at_menu(card_on_tray=True).then(errands.ErrandChosen(name))
    assert story.shows(Screen.AGREE)
    story.then(QR, READ, REGULAR, errands.SlipSeen("LK1"), ev.NextPressed())
    assert story.shows(Screen.AGREE)
    quiet = fx.StartTimer | fx.StopTimer
    assert all(isinstance(effect, quiet) for effect in story.asked)
    assert story.then(ev.BackPressed()).shows(Screen.OTHER)


def test_a_bill_of_the_laboratory_is_paid_from_the_menu_to_the_card_in_the_hand() -> None:
    story = errand("bills").then(QR, ev.CardInserted())
    story.then(READ)
    assert story.all(fx.AskPatient)
    assert not story.all(fx.AskInsurer)
    assert not story.all(fx.MatchFace)
    assert story.content(BillsView).waiting
    story.then(REGULAR)
    assert fx.AskBills("BN1", IdentitySource.CARD_ONLY) in story.last
    story.then(BILLS)
    shown = story.content(BillsView)
    assert [(tile.id, tile.kind, tile.owed, tile.whole) for tile in shown.tiles] == [
        ("HD8", "balance", 900_000, True),
        ("HD7", "services", 120_000, True),
        ("HD9", "services", 150_000, False),
    ]
    story.then(errands.BillChosen("HD7"))
    assert fx.OpenOrder(f"{VISIT_ID}:pay2", "HD7", 120_000, "services", "LK7") in story.last
    opened = ev.OrderOpened(f"{VISIT_ID}:pay2", 120_000, "00020101QR", "KQ0001", "BENH VIEN MAU")
    story.then(opened, ev.CreditsSeen(120_000))
    paying = story.content(PaymentView)
    assert (paying.notice, paying.errand) == ("paid", True)
    assert story.all(fx.PrintPayment) == [fx.PrintPayment("HD7", 120_000, "KQ0001")]
    story.then(ev.NextPressed())
    shown = story.content(BillsView)
    assert (shown.notice, shown.paid, [tile.id for tile in shown.tiles]) == ("paid", 1, ["HD8", "HD9"])
    story.then(ev.NextPressed())
    assert story.shows(Screen.TAKE_CARD)
    story.then(ev.CardRemoved())
    assert ended(story) == (Ending.DONE, Reason.ERRAND_DONE)
    assert not story.all(fx.Register)
    assert not story.all(fx.PrintTicket)


@pytest.mark.parametrize(("printed", "notice"), [(True, "paid_slip"), (False, "paid_no_slip")])
def test_a_payments_slip_is_printed_once_on_proof_and_what_came_of_it_is_told(printed: bool, notice: str) -> None:
    def paying() -> Story:
        story = with_card("bills").then(BILLS, errands.BillChosen("HD7"))
        story.then(ev.OrderOpened(f"{VISIT_ID}:pay2", 120_000, "00020101QR", "KQ0001", "BENH VIEN MAU"))
        story.then(ev.CreditsSeen(100_000), ev.PaymentUnheard())
        assert not story.all(fx.PrintPayment), "part of the money is no payment"
        story.then(ev.CreditsSeen(120_000), ev.CreditsSeen(120_000))
        assert len(story.all(fx.PrintPayment)) == 1
        return story

    done = errands.PaymentSlipDone("HD7", printed)
    early, late = paying().then(done, ev.NextPressed()), paying().then(ev.NextPressed(), done)
    assert early.content(BillsView).notice == late.content(BillsView).notice == notice
    other = paying().then(ev.NextPressed(), errands.PaymentSlipDone("HD8", printed))
    assert other.content(BillsView).notice == "paid"


def test_a_second_bill_has_an_order_of_its_own_and_the_same_bill_again_the_same() -> None:
    story = with_card("bills").then(BILLS)
    for bill in ("HD7", "HD8", "HD7"):
        story.then(errands.BillChosen(bill), ev.PayAtCashierPressed())
        assert story.content(BillsView).notice == "cashier"
    assert [order.id for order in story.all(fx.OpenOrder)] == [f"{VISIT_ID}:{end}" for end in ("pay2", "pay", "pay2")]


def test_a_bill_paid_in_part_and_a_hub_without_an_account_lead_to_the_cashier() -> None:
    story = with_card("bills").then(BILLS, errands.BillChosen("HD9"))
    assert story.content(BillsView).notice == "cashier"
    assert not story.all(fx.OpenOrder)
    story.then(errands.BillChosen("HD7"), ev.OrderUnavailable())
    assert story.content(BillsView).notice == "cashier"
    story.then(errands.BillChosen("HD7"), fired(fx.Timer.PAYMENT), fired(fx.Timer.TICKET))
    assert story.content(BillsView).notice == "expired"


def test_no_bill_and_no_record_end_kindly() -> None:
    story = with_card("bills").then(errands.BillsKnown(()))
    assert (story.content(BillsView).found, story.content(BillsView).tiles) == (True, ())
    assert story.then(ev.NextPressed()).shows(Screen.TAKE_CARD)
    story = with_card("bills", STRANGER)
    assert not story.content(BillsView).found
    assert not story.content(BillsView).waiting
    assert not story.all(fx.AskBills)


def test_the_kind_of_a_bill_is_the_hospitals_word_else_its_visit_and_day() -> None:
    today, mine = NOW.date(), Facts(today=(registered(),))
    assert kind_of(replace(LAB, kind="advance"), mine, today) == "advance"
    assert kind_of(replace(LAB, id="HD1", kind=""), mine, today) == "fee"
    assert kind_of(replace(LAB, kind=""), mine, today) == "services"
    assert kind_of(WARD, mine, today) == "balance"


@pytest.mark.parametrize("name", ["bills", "results", "queue"])
@pytest.mark.parametrize("silence", [ev.HisSilent("patient"), ev.TimerFired(fx.Timer.HIS)])
def test_a_silent_his_leads_to_the_desk_with_a_number(name: str, silence: ev.Event) -> None:
    story = with_card(name, None).then(silence)
    assert story.shows(Screen.DESK)
    assert fx.TakeDeskNumber(Reason.HIS_AWAY) in story.last


@pytest.mark.parametrize("name", ["bills", "results", "queue"])
def test_a_record_that_differs_from_the_card_is_a_persons_to_look_at(name: str) -> None:
    story = with_card(name, ev.PatientKnown(None, (), differs=("name",)))
    assert fx.TakeDeskNumber(Reason.PATIENT_DIFFERS) in story.last


@pytest.mark.parametrize("name", ["bills", "results", "queue"])
def test_who_is_known_by_a_code_alone_is_told_nothing(name: str) -> None:
    """The chip is dead: where a registration may go on by the QR, an errand goes to the desk."""
    story = errand(name)
    if name == "queue":
        story.then(errands.CardInsteadPressed())
    story.then(QR, ev.CardInserted(), *(failed("card_silent", attempt) for attempt in (1, 2, 3)))
    assert fx.TakeDeskNumber(Reason.CARD_UNREADABLE) in story.last
    assert not story.all(fx.AskPatient)


@pytest.mark.parametrize("ready", [True, False])
def test_results_are_a_yes_or_a_no(ready: bool) -> None:
    story = with_card("results")
    assert fx.AskResults("BN1", IdentitySource.CARD_ONLY) in story.last
    story.then(errands.ResultsKnown(ready))
    assert story.content(ResultsView) == ResultsView(waiting=False, found=True, ready=ready)
    assert ended(story.then(ev.NextPressed(), ev.CardRemoved())) == (Ending.DONE, Reason.ERRAND_DONE)


def test_a_slip_says_which_number_and_the_way_ends_without_a_card() -> None:
    story = errand("queue")
    assert fx.ScanSlip() in story.last
    assert story.then(ev.OtherQrSeen()).content(SlipView).notice == "other_qr"
    story.then(errands.SlipSeen("LK1"))
    assert fx.AskPositions("LK1") in story.last
    assert fx.StopCamera() in story.last
    shown = story.then(WAITS).content(WhereView)
    told = [(one.number, one.serving, one.people, one.minutes) for one in shown.numbers]
    assert told == [("K01-007", "K01-003", 4, 15)]
    assert ended(story.then(ev.NextPressed())) == (Ending.DONE, Reason.ERRAND_DONE)


def test_the_card_says_which_numbers_where_there_is_no_slip() -> None:
    today = ev.PatientKnown(None, (registered(key="earlier"),))
    story = with_card("queue", today)
    assert fx.AskPositions("", today.today) in story.last
    assert story.then(WAITS).content(WhereView).numbers
    nothing = with_card("queue", STRANGER).content(WhereView)
    assert nothing == WhereView(waiting=False, card=True)


def test_a_dark_camera_leaves_the_card() -> None:
    story = errand("queue").then(ev.CameraAway())
    assert story.content(SlipView) == SlipView("camera_away", camera=False)
    assert story.then(errands.CardInsteadPressed()).shows(Screen.KEY_QR)
    assert story.then(ev.BackPressed()).shows(Screen.SLIP)


def test_one_touch_says_how_it_was_and_sends_it_once() -> None:
    story = errand("feedback").then(errands.Rated(5, NOW))
    [sent] = story.all(fx.SendFeedback)
    assert sent.feedback == Feedback(f"{VISIT_ID}:feedback", "03", 5, NOW)
    assert story.content(FeedbackView).asking == "thanks"
    story.then(errands.Rated(1, NOW), errands.ComplaintChosen("staff"))
    assert story.all(fx.SendFeedback) == [sent]
    assert ended(story.then(ev.TimerFired(fx.Timer.TICKET))) == (Ending.DONE, Reason.ERRAND_DONE)


@pytest.mark.parametrize(
    ("after", "topic"),
    [
        (errands.ComplaintChosen("waiting"), "waiting"),
        (errands.ComplaintChosen(""), ""),
        (ev.TimerFired(fx.Timer.TICKET), ""),
        (ev.TimerFired(fx.Timer.IDLE_END), ""),
        (ev.EndPressed(), ""),
    ],
)
def test_who_was_not_content_may_say_why_and_is_heard_whatever_they_do(after: ev.Event, topic: str) -> None:
    story = errand("feedback").then(errands.Rated(2, NOW))
    assert story.content(FeedbackView).topics == errands.TOPICS
    assert not story.all(fx.SendFeedback)
    story.then(after)
    [sent] = story.all(fx.SendFeedback)
    assert (sent.feedback.rating, sent.feedback.topic, sent.feedback.visit_code) == (2, topic, "")


def test_after_the_number_it_is_asked_only_where_the_hospital_listens() -> None:
    story = wide_check().then(CONFIRM, ANSWER, ev.PayAtCashierPressed(), ev.TicketPrinted())
    assert story.content(TicketView).rate
    assert story.then(errands.RatePressed()).shows(Screen.FEEDBACK)
    assert story.then(ev.BackPressed()).shows(Screen.TICKET)
    story.then(errands.RatePressed(), errands.Rated(4, NOW), ev.NextPressed())
    assert story.shows(Screen.TAKE_CARD)
    assert len(story.all(fx.SendFeedback)) == 1
    assert ended(story.then(ev.CardRemoved())) == (Ending.DONE, Reason.REGISTERED)
    deaf = replace(GENEROUS, his=tuple(EVERYTHING - {Capability.FEEDBACK}))
    story = with_number(deaf)
    assert not story.content(TicketView).rate
    assert story.then(errands.RatePressed()).shows(Screen.TICKET)


def with_number(policy: Policy) -> Story:
    story = Story(policy=policy).then(CONSENT, QR, ev.CardInserted(), READ, WIDE, REGULAR, MATCH)
    story.then(COVERED, ev.NextPressed(), ev.DepartmentChosen("K01"), ev.NextPressed())
    return story.then(CONFIRM, ANSWER, ev.PayAtCashierPressed())


def test_information_is_for_everybody_and_asks_about_nobody() -> None:
    story = errand("information")
    assert story.content(InfoView).pages == errands.PAGES
    story.then(errands.PageOpened("prices"))
    assert fx.AskDepartments() in story.last
    assert story.content(InfoView).waiting
    rows = story.then(WIDE).content(InfoView).rows
    assert [(row.name, row.price) for row in rows][:2] == [("Phòng khám K01", 50_000), ("Phòng khám K02", 60_000)]
    story.then(ev.BackPressed(), errands.PageOpened("departments"))
    assert story.content(InfoView).rows == rows
    assert len(story.all(fx.AskDepartments)) == 1
    told = errands.NoticesKnown((Notice("1", "Giờ khám", "7 giờ"),))
    story.then(ev.BackPressed(), errands.PageOpened("notices"), told)
    assert story.content(InfoView).notices[0].title == "Giờ khám"
    story.then(ev.BackPressed(), ev.BackPressed())
    assert story.shows(Screen.OTHER)


def test_prices_nobody_can_say_now_are_said_to_be_so() -> None:
    story = errand("information").then(errands.PageOpened("prices"), ev.HisSilent("departments"))
    shown = story.content(InfoView)
    assert (shown.away, shown.waiting, shown.rows) == (True, False, ())
    assert story.then(ev.BackPressed()).content(InfoView).page == ""


def test_a_passport_and_a_child_are_registered_the_usual_way() -> None:
    assert at_menu().then(errands.ErrandChosen("passport"), CONSENT).shows(Screen.KEY_TYPE)
    story = errand("child").then(CONSENT, QR, ev.CardInserted(), READ, WIDE, REGULAR, MATCH)
    assert story.shows(Screen.CHILD_RELATION)
    assert errand("child").then(ev.BackPressed()).shows(Screen.OTHER), "one step back, not out"


def test_whoever_brings_a_child_is_not_asked_about_at_the_insurer_and_who_may_bring_none_is() -> None:
    came = (CONSENT, QR, ev.CardInserted())
    assert errand("child").then(*came, READ, WIDE, REGULAR, MATCH).all(fx.AskInsurer) == []
    minor = replace(READ, citizen=replace(CITIZEN, date_of_birth="2012-05-17"))
    story = errand("child").then(*came, minor, WIDE, REGULAR, MATCH)
    assert story.shows(Screen.INSURANCE)
    assert [ask.number for ask in story.all(fx.AskInsurer)] == [CITIZEN.id_number]
    assert story.then(COVERED, ev.NextPressed()).shows(Screen.CLINIC)


def test_a_card_taken_while_bills_are_shown_hides_them_and_ends_the_errand() -> None:
    story = with_card("bills").then(BILLS, ev.CardRemoved())
    assert story.visit.card_missing
    story.then(errands.BillChosen("HD7"))
    assert not story.all(fx.OpenOrder)
    assert ended(story.then(ev.TimerFired(fx.Timer.CARD_GONE))) == (Ending.DONE, Reason.ERRAND_DONE)


def test_agreeing_holds_for_one_errand() -> None:
    story = errand("queue").then(ev.BackPressed(), ev.BackPressed())
    assert story.shows(Screen.OTHER)
    assert not story.visit.facts.consent.read_card
    assert story.then(errands.ErrandChosen("results"), AGREED).shows(Screen.KEY_QR)
