"""The sample desk's books: a day at a glance, differences of every cause, stories, matches and their undoing."""

# ruff: noqa: ARG002 - the port names its arguments; a sample needs few of them
from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from his_client.outcome import Done, Outcome, Refused
from kiosk.cashier.ports import (
    Cause,
    Difference,
    Export,
    FigureRow,
    MatchShown,
    PaymentLine,
    Story,
    StoryStep,
    Suggestion,
    Sum,
    Takings,
    Today,
)
from kiosk.cashier.values import (
    CounterPayment,
)
from ui.cashier.sample_day import (
    BY_HOUR,
    DAY,
    NOON,
    at,
)
from ui.cashier.sample_state import SampleState


class SampleBooks(SampleState):
    """Implements `Books` and `Work`."""

    def today(self, day: date | None = None) -> Outcome[Today]:
        """See `Books`."""

        def do() -> Outcome[Today]:
            open_now = [one for one in self.open.values() if not one.settled]
            oldest = min((one.since for one in open_now), default=None)
            waiting = sum(1 for one in self.refund_book.values() if one.state in ("asked", "approved"))
            return Done(
                Today(
                    day or DAY, self.clock.now(), 8, Sum(1_284, 48_216_400), Sum(1_282, 48_175_920),
                    Sum(1_285, 48_307_100), 1_278, 1_284, len(open_now), oldest, waiting, BY_HOUR,
                    (
                        Takings("vietqr", "K01", 246, 9_120_440), Takings("vietqr", "K02", 221, 8_301_500),
                        Takings("vietqr", "K03", 198, 7_412_800), Takings("vietqr", "K04", 140, 5_480_600),
                        Takings("vietqr", "K05", 116, 4_400_600), Takings("card", "desk-1", 120, 4_232_460),
                        Takings("card", "desk-2", 76, 3_000_000), Takings("cash", "desk-1", 167, 6_268_000),
                    ),
                    closed=day is not None and day < DAY - timedelta(days=1),
                )
            )  # fmt: skip

        return self._called("today", do)

    def rows(
        self, book: str, day: date | None = None, *, hour: int | None = None, method: str = "", place: str = ""
    ) -> Outcome[tuple[FigureRow, ...]]:
        """See `Books`; a few of them."""
        if book not in ("kiosk", "his", "bank"):
            return self._called("rows", lambda: Refused("no_figure"))
        made = []
        for number in range(24):
            code = f"KM{number:02}Q7W{number % 10}E"
            where = place or f"K0{number % 5 + 1}"
            how = method or ("card" if where.startswith("desk") else "vietqr")
            when = at(8 if hour is None else hour, 2 * number + 1)
            named = {"his": f"BL-00988{number:02}", "bank": f"FT263280{number:02}"}.get(book, "")
            made.append(FigureRow(f"bill:{code}", when, where, code, how, 10_120 * (number % 3 + 1), named))
        return self._called("rows", lambda: Done(tuple(made)))

    def differences(self, day: date | None = None, *, settled: bool = False) -> Outcome[tuple[Difference, ...]]:
        """See `Books`."""
        found = sorted(self.open.values(), key=lambda one: one.since)
        return self._called("differences", lambda: Done(tuple(one for one in found if settled or not one.settled)))

    def story(self, key: str) -> Outcome[Story]:
        """See `Books`."""

        def do() -> Outcome[Story]:
            payment = self.payments.get(key.removeprefix("money:cash:"))
            if payment is not None:
                return Done(self._desk_story(key, payment))
            rows = tuple(one for one in self.open.values() if one.story == key and not one.settled)
            if not rows and not key.startswith(("bill:", "money:")):
                return Refused("no_story")
            return Done(self._story(key, rows))

        return self._called("story", do)

    def _story(self, key: str, rows: tuple[Difference, ...]) -> Story:
        one = rows[0] if rows else None
        code = key.partition(":")[2] if key.startswith("bill:") else ""
        due = (one.kiosk if one else 10_120) or 0
        bank = (one.bank if one else 10_120) or 0
        his = (one.his if one else 10_120) or 0
        since = one.since if one else at(8, 2)
        reference = "FT26328041"
        again = "FT26328055"
        twice = one is not None and one.cause is Cause.TWICE
        steps = (
            [
                StoryStep(since - timedelta(seconds=94), "kiosk", "order_opened", due, "HD-260018"),
                StoryStep(since - timedelta(seconds=92), "provider", "at_provider", reference="240018"),
            ]
            if due
            else []
        )
        coming = ((reference, due), (again, bank - due)) if twice else ((reference, bank),) if bank else ()
        for place, (number, came) in enumerate(coming):
            steps.append(
                StoryStep(
                    since - timedelta(seconds=20 - 9 * place), "provider", "credit_received", came, f"bank:{number}"
                )
            )
        if twice:
            steps.append(StoryStep(since - timedelta(seconds=10), "hub", "handed_over", bank - due, detail="duplicate"))
        if bank and due:
            steps.append(
                StoryStep(
                    since - timedelta(seconds=19), "hub", "applied", min(due, bank), "HD-260018", detail="pay_code"
                )
            )
            steps.append(StoryStep(since - timedelta(seconds=18), "hub", "posted"))
        if his:
            steps.append(StoryStep(since - timedelta(seconds=16), "his", "receipted", his, "BL-0098823"))
        elif due:
            steps.append(StoryStep(since - timedelta(seconds=8), "hub", "posting_unknown"))
        booked = since + timedelta(minutes=38)
        for number, came in coming:
            steps.append(StoryStep(booked, "bank", "statement_line", came, number))
            if due:
                steps.append(StoryStep(booked, "hub", "matched", came, detail="pay_code"))
        if one and one.owner:
            steps.append(StoryStep(since + timedelta(minutes=40), "desk", "difference_taken", by=one.owner))
        matches = (
            (
                MatchShown(
                    "M1",
                    f"bank:{reference}",
                    "HD-260018",
                    min(due, bank),
                    "pay_code",
                    f"nội dung “{code} khám bệnh”, ký tự kiểm đúng",
                    "",
                    "M1" in self.undone,
                ),
            )
            if bank and due
            else ()
        )
        suggestions = (
            Suggestion("S1", (f"bank:{reference}",), ("O-240031",), bank, "amount_time",
                       "phiếu HD-260040, 120.000 đ, lập 09:38 tại K02; không khoản nào khác bằng số này trong 30 phút"),
            Suggestion("S2", (f"bank:{reference}",), ("O-240028", "O-240029"), bank, "many_to_one",
                       "HD-260037 (45.000 đ) và HD-260038 (75.000 đ) cộng lại đúng bằng số này"),
        ) if bank and not due and key not in self.matched else ()  # fmt: skip
        over = max(bank - due, 0)
        actions = [
            *(["match"] if suggestions else []),
            *(["undo_match"] if matches and "M1" not in self.undone else []),
            *(["ask_refund"] if over else []),
            *(["take", "settle"] if rows else []),
            *(["post_again"] if due and not his else []),
        ]
        state = {"twice": "duplicate"}.get(str(one.cause), str(one.cause)) if one else "settled"
        return Story(
            key, code, "HD-260018" if due else "", one.station if one else "K01", due, bank, min(due, bank), his,
            state, tuple(sorted(steps, key=lambda step: step.at)), matches, suggestions, rows, tuple(actions),
            ((f"bank:{again if twice else reference}", over),) if over else (),
        )  # fmt: skip

    def _desk_story(self, key: str, one: CounterPayment) -> Story:
        """The story of a payment taken at the counter."""
        slip = StoryStep(one.at, "desk", "payment_taken", one.amount, one.slip, one.user, one.method)
        later = {"void_asked": ("void_asked",), "voided": ("void_asked", "voided")}.get(one.state, ())
        steps = (slip, *(StoryStep(one.at, "desk", what, by="lan") for what in later))
        left = () if one.state == "voided" else ((f"cash:{one.payment_id}", one.amount),)
        return Story(
            key, "", one.bill_id, "", one.amount, one.amount, one.amount, one.amount, "exact", steps,
            actions=("ask_refund",) if left else (), refundable=left,
        )  # fmt: skip

    def search(self, text: str) -> Outcome[tuple[PaymentLine, ...]]:
        """See `Books`."""
        lines = [
            PaymentLine(f"bill:KM{place:02}Q7W{place % 10}E", NOON - timedelta(minutes=7 * place), f"K0{place % 5 + 1}",
                        f"KM{place:02}Q7W{place % 10}E", "vietqr", 10_120 * (place % 3 + 1), 10_120 * (place % 3 + 1),
                        "settled", f"BL-00988{place:02}")
            for place in range(12)
        ]  # fmt: skip
        lines += [
            PaymentLine(one.story, one.since, one.station or "—", one.pay_code, "vietqr", one.kiosk or 0, one.bank or 0,
                        "late" if one.cause is Cause.LATE else "under" if one.cause is Cause.UNDER else "exact")
            for one in self.open.values()
        ]  # fmt: skip
        lines += [
            PaymentLine(
                f"money:cash:{one.payment_id}", one.at, "desk-1", one.slip, "cash", one.amount, one.amount, "exact"
            )
            for one in self.payments.values()
            if one.slip
        ]
        wanted = text.upper()
        found = sorted((line for line in lines if wanted in line.pay_code), key=lambda line: line.at, reverse=True)
        return self._called("search", lambda: Done(tuple(found)))

    def export(self, report: str, form: str, day: date | None = None, number: str = "") -> Outcome[Export]:
        """See `Books`."""
        media = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "pdf": "application/pdf"}
        name = f"{report}-{number or (day or DAY).isoformat()}.{form}"
        return self._called("export", lambda: Done(Export(name, media[form], b"sample")))

    def _change(self, key: str, change: Callable[[Difference], Difference]) -> Outcome[None]:
        if key not in self.open:
            return Refused("no_difference")
        self.open[key] = change(self.open[key])
        return Done(None)

    def take(self, key: str, owner: str = "") -> Outcome[None]:
        """See `Work`."""
        return self._called("take", lambda: self._change(key, lambda one: replace(one, owner=owner or self._me())))

    def settle(self, key: str, how: str, note: str) -> Outcome[None]:
        """See `Work`."""
        return self._called(
            "settle",
            lambda: (
                self._change(key, lambda one: replace(one, settled=f"{how}: {note}"))
                if note
                else Refused("note_missing")
            ),
        )

    def match(self, match_id: str, money: tuple[str, ...], order_ids: tuple[str, ...], why: str) -> Outcome[None]:
        """See `Work`."""

        def do() -> Outcome[None]:
            if not why:
                return Refused("why_missing")
            self.matched["money:bank:FT26328041"] = match_id
            for key, one in list(self.open.items()):
                if one.cause is Cause.ORPHAN:
                    self.open[key] = replace(one, settled=why)
            return Done(None)

        return self._called("match", do)

    def undo_match(self, match_id: str, why: str) -> Outcome[None]:
        """See `Work`."""

        def do() -> Outcome[None]:
            self.undone.add(match_id)
            return Done(None)

        return self._called("undo_match", do)

    def post_again(self, story: str) -> Outcome[None]:
        """See `Work`."""

        def do() -> Outcome[None]:
            for key, one in list(self.open.items()):
                if one.story == story and one.cause is Cause.HIS_MISSING:
                    del self.open[key]
            return Done(None)

        return self._called("post_again", do)

    def close_day(self, day: date) -> Outcome[None]:
        """See `Work`."""
        return self._called("close_day", lambda: Done(None) if day < DAY else Refused("not_over"))
