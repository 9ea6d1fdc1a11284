"""A drawer's day: opened, dropped from, counted blind, closed under a number, handed over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from desk_parts import FLOAT, PRICE, Scene, done, refused

from kiosk.cashier.ports import Desk
from kiosk.cashier.shifts import total
from kiosk.cashier.values import DENOMINATIONS


def counted(amount: int) -> tuple[tuple[int, ...], ...]:
    """Banknotes that make this amount, a multiple of 100 above a thousand; there are none of 100."""
    odd = amount % 1_000
    small = next((n, m) for n in (0, 1) for m in range(5) if (n * 500 + m * 200) % 1_000 == odd)
    amount -= small[0] * 500 + small[1] * 200
    found = []
    for note in DENOMINATIONS[:-2]:
        pieces, amount = divmod(amount, note)
        found.append((note, pieces))
    assert amount == 0
    return (*found, (500, small[0]), (200, small[1]))


def close(scene: Scene, window: Desk, counted_amount: int, reason: str = "", hand_to: str = "") -> str:
    done(window.count(counted(counted_amount)))
    return done(window.close_shift(reason, "", hand_to)).z_number


@pytest.mark.attack
def test_the_count_is_blind_until_it_is_locked(scene: Scene) -> None:
    window = scene.cashier()
    scene.take_cash(window, scene.bill())
    view = done(window.shift())
    assert view is not None
    assert (view.state, view.book, view.sums) == ("open", None, ())
    x = done(window.x_report())
    assert (x.book, x.sums, x.z_number) == (None, (), "")
    after = done(window.count(counted(2_050_600)))
    assert after.state == "counted"
    assert after.book is not None
    assert (after.book.expected, after.book.counted, after.book.difference) == (2_050_600, 2_050_600, 0)
    assert [(line.method, line.count, line.amount) for line in after.sums] == [("cash", 1, PRICE)]
    assert refused(window.count(counted(2_000_000))) == "counted"
    assert done(window.count(counted(2_050_600))).counted_at == after.counted_at


@pytest.mark.attack
def test_nothing_is_taken_into_a_counted_drawer(scene: Scene) -> None:
    window = scene.cashier()
    bill = scene.bill()
    (shown,) = done(window.bills(bill.visit_code))
    done(window.count(FLOAT))
    assert refused(window.pay(scene.id(), shown.bill_id, shown.kind, PRICE, "cash", tendered=PRICE)) == "no_shift"
    assert refused(window.drop(scene.id(), 100_000, "NQ-1")) == "no_shift"


@pytest.mark.attack
def test_a_close_repeated_answers_the_same_z_and_changes_nothing(scene: Scene) -> None:
    window = scene.cashier()
    scene.take_cash(window, scene.bill())
    scene.run(5)
    done(window.count(counted(2_045_600)))
    assert refused(window.close_shift("", "")) == "reason_missing"
    report = done(window.close_shift("change", "Thối dư một tờ 5.000"))
    before = len(scene.events())
    assert done(window.close_shift("change", "Thối dư một tờ 5.000")) == report
    assert done(window.z_report(report.z_number)) == report
    assert len(scene.events()) == before
    assert report.book is not None
    assert report.book.difference == -5_000
    scene.crash()
    scene.boot()
    assert done(scene.sit("ha").z_report(report.z_number)) == report


def test_x_and_z_are_one_computation(scene: Scene) -> None:
    window = scene.cashier()
    scene.take_cash(window, scene.bill())
    done(window.count(counted(2_050_600)))
    x = done(window.x_report())
    z = done(window.close_shift("", ""))
    same = ("sums", "voided", "book", "counts", "first_slip", "last_slip", "shift_id")
    assert [getattr(x, name) for name in same] == [getattr(z, name) for name in same]
    assert (x.z_number, x.closed_at) == ("", None)


@pytest.mark.attack
def test_a_shortage_and_an_excess_are_entries_of_their_own(scene: Scene) -> None:
    window = scene.cashier()
    scene.take_cash(window, scene.bill())
    close(scene, window, 2_045_600, "change")
    assert scene.balance("shortage") == 5_000
    assert scene.balance("cash:desk-1") == 0
    window = scene.cashier()
    close(scene, window, 2_000_500, "unclear")
    assert scene.balance("excess") == -500
    assert scene.balance("cash:desk-1") == 0
    assert scene.balance("safe") == 2_045_600 - 2_000_000 + 500


def test_z_numbers_run_through_all_desks_and_begin_anew_with_the_year(scene: Scene) -> None:
    assert close(scene, scene.cashier("lan", "desk-1"), 2_000_000) == "Z-2026-0001"
    assert close(scene, scene.cashier("duc", "desk-2"), 2_000_000) == "Z-2026-0002"
    over_new_year = scene.cashier("lan", "desk-1")
    scene.crash()
    scene.run(timedelta(days=38).total_seconds())
    assert refused(over_new_year.shift()) == "unauthorised"
    scene.boot()
    assert close(scene, scene.sit("lan", "desk-1"), 2_000_000) == "Z-2027-0001"
    lines = done(scene.sit("ky").z_reports())
    assert [line.z_number for line in lines] == ["Z-2027-0001", "Z-2026-0002", "Z-2026-0001"]
    assert len(done(scene.sit("ky").z_reports(scene.time.now().date()))) == 1


def test_a_shift_over_midnight_is_one_shift(scene: Scene) -> None:
    scene.crash()
    scene.run(16 * 3_600.0 + 3_590.0)
    scene.boot()
    window = scene.cashier()
    scene.take_cash(window, scene.bill())
    scene.run(20.0)
    scene.take_cash(window, scene.bill())
    done(window.count(counted(2_000_000 + 2 * PRICE)))
    report = done(window.close_shift("", ""))
    assert report.sums[0].count == 2
    assert (report.first_slip, report.last_slip) == ("PT-1-261124-001", "PT-1-261125-001")


def test_a_handover_is_accepted_by_its_receiver_who_counts(scene: Scene) -> None:
    window = scene.cashier("lan")
    done(window.count(counted(2_000_000)))
    report = done(window.close_shift("", "", "duc"))
    view = done(window.shift())
    assert view is not None
    assert (view.state, view.handed_to) == ("handed_over", "duc")
    receiver = scene.sit("duc")
    assert refused(window.accept(report.shift_id, FLOAT)) == "not_yours"
    assert refused(receiver.open_shift(scene.id(), FLOAT)) == "waiting"
    after = done(receiver.accept(report.shift_id, counted(1_990_000)))
    assert (after.user, after.state, after.float_amount) == ("duc", "open", 1_990_000)
    assert done(receiver.accept(report.shift_id, counted(1_990_000))).shift_id == after.shift_id
    assert refused(receiver.accept(report.shift_id, FLOAT)) == "no_handover"
    assert scene.balance("shortage") == 10_000
    assert scene.balance("cash:desk-1") == 1_990_000
    scene.take_cash(receiver, scene.bill())
    assert close(scene, receiver, 2_040_600) == "Z-2026-0002"


def test_a_supervisor_takes_over_where_the_receiver_never_comes(scene: Scene) -> None:
    window = scene.cashier("lan")
    done(window.count(FLOAT))
    report = done(window.close_shift("", "", "duc"))
    assert scene.hub.service.remove_user("duc").code == "holds_drawer"  # type: ignore[union-attr]
    assert done(scene.sit("ha").accept(report.shift_id, FLOAT)).user == "ha"


@pytest.mark.attack
def test_nobody_hands_over_to_oneself_or_to_who_holds_no_cash(scene: Scene) -> None:
    window = scene.cashier("lan")
    done(window.count(FLOAT))
    for receiver in ("lan", "ky", "nobody"):
        assert refused(window.close_shift("", "", receiver)) == "no_user"


def test_a_supervisor_counts_and_closes_an_abandoned_shift(scene: Scene) -> None:
    scene.cashier("lan")
    other = scene.sit("duc")
    assert refused(other.count(FLOAT)) == "no_shift"
    assert refused(other.close_shift("", "")) == "no_shift"
    assert close(scene, scene.sit("ha"), 2_000_000) == "Z-2026-0001"
    assert refused(scene.sit("lan").close_shift("", "")) == "no_shift"


def test_one_person_holds_one_drawer_and_a_drawer_has_one_person(scene: Scene) -> None:
    scene.cashier("lan", "desk-1")
    assert refused(scene.sit("lan", "desk-2").open_shift(scene.id(), FLOAT)) == "open_already"
    assert refused(scene.sit("duc", "desk-1").open_shift(scene.id(), FLOAT)) == "open_already"


def test_a_drop_has_the_treasurers_slip_and_takes_what_is_there(scene: Scene) -> None:
    window = scene.cashier()
    drop = scene.id()
    assert refused(window.drop(drop, 500_000, " ")) == "slip"
    assert refused(window.drop(drop, 2_000_001, "NQ-1")) == "amount"
    done(window.drop(drop, 500_000, "NQ-1"))
    before = len(scene.events())
    done(window.drop(drop, 500_000, "NQ-1"))
    assert len(scene.events()) == before
    assert refused(window.drop(drop, 400_000, "NQ-1")) == "id_differs"
    assert scene.balance("cash:desk-1") == 1_500_000
    view = done(window.count(counted(1_500_000)))
    assert view.book is not None
    assert (view.book.dropped, view.book.difference) == (500_000, 0)


@pytest.mark.parametrize(
    "counts", [((3_000, 1),), ((1_000, -1),), ((1_000, 1), (1_000, 2)), ((1_000,),), ((1_000, 10_001),)]
)
def test_a_count_is_of_banknotes_there_are(counts: tuple[tuple[int, ...], ...], scene: Scene) -> None:
    assert refused(scene.sit("lan").open_shift(scene.id(), counts)) == "counts"
    assert refused(total(counts)) == "counts"  # type: ignore[arg-type]


def test_opening_repeated_is_one_shift(scene: Scene) -> None:
    window = scene.sit("lan")
    shift_id = scene.id()
    first = done(window.open_shift(shift_id, FLOAT))
    assert done(window.open_shift(shift_id, FLOAT)) == first
    assert refused(window.open_shift(shift_id, ((500_000, 1),))) == "open_already"
    assert scene.balance("cash:desk-1") == 2_000_000
    assert scene.balance("safe") == -2_000_000
