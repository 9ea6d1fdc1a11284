"""What the errands' screens show: bills, where numbers stand, what everybody may read. No name stands on any."""

from __future__ import annotations

from kiosk.clock import VIETNAM
from kiosk.visit.contents import BillsView, BillTile, InfoRow, InfoView, NoticeRow, StandingView
from kiosk.visit.stages.bills import kind_of, open_bills, payable_here
from kiosk.visit.stages.info import InfoState, pages
from kiosk.visit.values import Facts
from kiosk.visit.visit import Visit


def bills(visit: Visit, *, waiting: bool) -> BillsView:
    """What is still owed, oldest first."""
    facts, today = visit.facts, visit.started_at.date()
    shown = tuple(
        BillTile(
            bill.id,
            bill.title,
            kind_of(bill, facts, today),
            bill.issued_at.astimezone(VIETNAM).date(),
            bill.amount_due - bill.amount_paid,
            payable_here(bill),
        )
        for bill in open_bills(facts)
    )
    return BillsView(waiting, facts.bills is not None, shown, facts.bill_notice, len(facts.paid))


def standings(facts: Facts) -> tuple[StandingView, ...]:
    """Where each number stands, as far as anybody can say."""
    return tuple(
        StandingView(one.number, one.room, one.department, one.serving, one.people_before, one.minutes)
        for one in facts.positions or ()
    )


def information(visit: Visit, info: InfoState) -> InfoView:
    """The page that is open, with what it lists."""
    facts = visit.facts
    listed = info.page in ("prices", "departments") and not info.waiting
    rows = tuple(
        InfoRow(one.name, one.icon, one.room, one.floor, one.building, one.service.price)
        for one in (facts.departments or () if listed else ())
    )
    told = facts.notices or () if info.page == "notices" and not info.waiting else ()
    notices = tuple(NoticeRow(one.title, one.text) for one in told)
    return InfoView(info.page, pages(visit.policy), info.waiting, info.away, rows, notices)
