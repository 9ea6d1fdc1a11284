"""The books' side of the cashier's desk at the hub: looking, settling differences, matching, statements, closing days.

A section of the hub's record. Everything here runs on the loop's owner thread and answers at once, except what is named
in `OUTSIDE`: that reads or makes a file on the caller's thread, and reaches the owner's by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from his_client.his.ports import HospitalSystem
from his_client.outcome import Done, Outcome, Refused
from kiosk.carried import JournalTurned
from kiosk.cashier.events import RefundPaid
from kiosk.cashier.ports import (
    ColumnGuess,
    Difference,
    Export,
    FigureRow,
    ImportProgress,
    LayoutShown,
    PaymentLine,
    Preview,
    Story,
    Today,
)
from kiosk.cashier.values import ShiftReport
from kiosk.clock import Clock
from kiosk.hub.books.imports import Imports
from kiosk.hub.books.matching import Matching
from kiosk.hub.books.names import Names
from kiosk.hub.books.receipts import ReceiptReader
from kiosk.hub.books.rows import Figure, figure_rows
from kiosk.hub.books.search import search
from kiosk.hub.books.settings import BooksSettings
from kiosk.hub.books.story import story, story_key
from kiosk.hub.books.suggestions import Suggestions
from kiosk.hub.books.today import OpenNow, Tally
from kiosk.hub.books.uploads import Uploads
from kiosk.hub.money.days import NO_STATION
from kiosk.hub.money.desk import MoneyDesk
from kiosk.hub.owner import Via, at_once
from kiosk.hub.record import HubRecord
from kiosk.loop import Loop
from kiosk.money.order import CreditReceived, StationDayClosed
from kiosk.reconcile.bills import bill_sum
from kiosk.reconcile.books import Books
from kiosk.reconcile.events import DifferenceSettled, DifferenceTaken
from kiosk.reconcile.held import day_of
from kiosk.reconcile.open import OpenList
from kiosk.reports.day import day_report
from kiosk.reports.differences import differences_report
from kiosk.reports.document import Made, Report
from kiosk.reports.export import FORMS, exported
from kiosk.reports.shift import shift_report
from kiosk.statements.layout import LayoutInvalid
from kiosk.statements.library import Layouts
from kiosk.statements.preview import preview
from kiosk.statements.refusals import FileRefused


class BooksDesk:
    """See the module; its public methods are those of `Books`, `Work` and `Statements` of `kiosk.cashier.ports`.

    Whoever changes something is named by `user`; that he may is the caller's to know. It joins the record when made,
    so it is made before the record is replayed.

    :param z_report: a closed shift's report by its number; None: shifts cannot be exported here.
    :param via: reaches the owner's thread for the calls of `OUTSIDE`; without it they are made on that thread too.
    :raises LayoutInvalid: when one of the hospital's own statement mappings cannot be used.
    """

    OUTSIDE = frozenset({"layouts", "upload", "save_layout", "export"})

    def __init__(
        self,
        record: HubRecord,
        money: MoneyDesk,
        his: HospitalSystem,
        loop: Loop,
        clock: Clock,
        settings: BooksSettings | None = None,
        via: Via = at_once,
        z_report: Callable[[str], Outcome[ShiftReport]] | None = None,
    ) -> None:
        self._via = via
        self._z_report = z_report
        self.settings = settings = settings or BooksSettings()
        self._names = Names(settings.desks)
        self.books = Books()
        self._record = record
        self._money = money
        self._loop = loop
        self._clock = clock
        self._tally = Tally(self.books)
        self._open = OpenList(self.books, settings.cut_off, self._tally.moved)
        self._layouts = Layouts(settings.layouts)
        self._uploads = Uploads()
        self._matching = Matching(record, money, self.books, loop, clock, settings.batch)
        self._suggestions = Suggestions(self.books, self._open, money, loop, clock, settings.window)
        self._receipts = ReceiptReader(record, self.books, money, his, loop, clock, settings.receipts_s, settings.batch)
        self._imports = Imports(
            record,
            self.books,
            money,
            self._matching,
            self._uploads,
            self._layouts,
            loop,
            clock,
            settings.fingerprint_key,
            settings.batch,
            self._open.follow,
        )
        record.join(self)

    def apply(self, subject: str, event: object) -> None:  # noqa: ARG002 - a section sees both
        """See `kiosk.hub.record.Section`."""
        recovering = self._record.recorded_at
        self.books.apply(event, recovering or self._clock.now())
        self._suggestions.apply(event)
        self._names.apply(event)
        if isinstance(event, JournalTurned):
            self._imports.archived_before = event.before
        if recovering is None and isinstance(event, CreditReceived | RefundPaid):
            self._lines_waited(event)

    def start(self) -> None:
        """After the record was replayed: match what was left open, and begin to read the HIS's receipts."""
        self._open.all()
        self._matching.everything()
        self._suggestions.start()
        self._receipts.start()

    def stop(self) -> None:
        """End what is under way after the batch at hand; it goes on after the next start."""
        self._receipts.stop()
        self._matching.stopped = self._suggestions.stopped = self._imports.stopped = True

    # -- looking

    def today(self, day: date | None = None) -> Outcome[Today]:
        """See `kiosk.cashier.ports.Books.today`."""
        now = self._clock.now()
        rows = self._shown(now)
        refunds = sum(1 for state in self.books.refunds.values() if state in ("asked", "approved"))
        open_now = OpenNow(len(rows), rows[0].since if rows else None, refunds)
        return Done(self._tally.today(day or day_of(now), now, open_now))

    def rows(
        self, book: str, day: date | None = None, *, hour: int | None = None, method: str = "", place: str = ""
    ) -> Outcome[tuple[FigureRow, ...]]:
        """See `kiosk.cashier.ports.Books.rows`."""
        found = figure_rows(
            self.books, self._tally, day or day_of(self._clock.now()), Figure(book, hour, method, place)
        )
        return Refused("no_figure") if found is None else Done(found)

    def open_differences(self) -> int:
        """How many differences a person is shown as open now."""
        return len(self._shown(self._clock.now()))

    def differences(self, day: date | None = None, *, settled: bool = False) -> Outcome[tuple[Difference, ...]]:
        """See `kiosk.cashier.ports.Books.differences`."""
        rows = self._shown(self._clock.now(), settled=settled)
        return Done(rows if day is None else tuple(row for row in rows if day_of(row.since) == day))

    def story(self, key: str) -> Outcome[Story]:
        """See `kiosk.cashier.ports.Books.story`; `order:<order_id>` and `money:<name>` name the story of their bill."""
        found = story_key(self.books, key)
        if found is None:
            return Refused("no_story")
        now = self._clock.now()
        rows = tuple(row for row in self._shown(now, settled=True) if row.story == found)
        return Done(story(self.books, found, now, rows, self._suggestions.of_story(found)))

    def search(self, text: str) -> Outcome[tuple[PaymentLine, ...]]:
        """See `kiosk.cashier.ports.Books.search`."""
        return Done(search(self.books, text))

    def export(self, user: str, report: str, form: str, day: date | None = None, number: str = "") -> Outcome[Export]:
        """See `kiosk.cashier.ports.Books.export`. Makes a file: not for the owner's thread."""
        if form not in FORMS:
            return Refused("no_report")
        found = self._via(lambda: self._report(user, report, day, number))
        return found if not isinstance(found, Done) else Done(exported(found.value, form))

    def _report(self, user: str, report: str, day: date | None, number: str) -> Outcome[Report]:
        """What a report says, by the computations of the screen."""
        now = self._clock.now()
        made = Made(self.settings.hospital, now, self._names.person(user))
        rows = self._names.differences(self._shown(now))
        match report:
            case "day":
                shown = self.today(day)
                wanted = day or day_of(now)
                assert isinstance(shown, Done)
                named = self._names.day(shown.value)
                return Done(day_report(named, tuple(row for row in rows if day_of(row.since) == wanted), made))
            case "differences":
                return Done(
                    differences_report(tuple(r for r in rows if day is None or day_of(r.since) == day), day, made)
                )
            case "shift" if self._z_report is not None:
                match self._z_report(number):
                    case Done(value=shift):
                        return Done(shift_report(self._names.shift(shift), made))
        return Refused("no_report")

    def _shown(self, now: datetime, *, settled: bool = False) -> tuple[Difference, ...]:
        """Differences for a person's eyes.

        A receipt that the HIS is expected to give in a moment is none yet, nor a line that is about to be matched.
        """
        patient = now - timedelta(seconds=self.settings.patience_s)
        return tuple(
            item.difference
            for item in self._open.all()
            if (settled or not item.difference.settled)
            and not (item.waiting and item.difference.since > patient)
            and not (item.unfinished and self._imports.reading(item.unfinished))
        )

    # -- settling

    def take(self, user: str, key: str, owner: str = "") -> Outcome[None]:
        """See `kiosk.cashier.ports.Work.take`."""
        row = self._open.find(key)
        if row is None or row.settled:
            return Refused("no_difference")
        if owner and not self._names.works_here(owner):
            return Refused("no_user")
        if row.owner != (owner or user):
            self._record.keep([(f"difference:{row.story}", DifferenceTaken(key, owner or user, self._clock.now()))])
        return Done(None)

    def settle(self, user: str, key: str, how: str, note: str) -> Outcome[None]:
        """See `kiosk.cashier.ports.Work.settle`."""
        row = self._open.find(key)
        if row is None:
            return Refused("no_difference")
        if row.settled:
            return Done(None) if row.settled == how else Refused("no_difference")
        if not note.strip() or not how.strip():
            return Refused("note_missing")
        settled = DifferenceSettled(key, how, note.strip(), user, self._clock.now())
        self._record.keep([(f"difference:{row.story}", settled)])
        return Done(None)

    def match(
        self, user: str, match_id: str, money: tuple[str, ...], order_ids: tuple[str, ...], why: str
    ) -> Outcome[None]:
        """See `kiosk.cashier.ports.Work.match`; a line nobody was told of is named `line:<fingerprint>`."""
        return self._matching.decide(user, match_id, money, order_ids, why)

    def undo_match(self, user: str, match_id: str, why: str) -> Outcome[None]:
        """See `kiosk.cashier.ports.Work.undo_match`."""
        return self._matching.undo(user, match_id, why)

    def post_again(self, user: str, story: str) -> Outcome[None]:  # noqa: ARG002 - who asked is the caller's to keep
        """See `kiosk.cashier.ports.Work.post_again`."""
        key = story_key(self.books, story)
        if key is None:
            return Refused("nothing_to_post")
        kind, _, name = key.partition(":")
        moneys = bill_sum(self.books, name).payers if kind == "bill" else ()
        for money in moneys:
            if (money.refused or money.given_up) and not money.posting:
                return self._money.post_again(money.posted_as or money.name)
        return Refused("nothing_to_post")

    def close_day(self, user: str, day: date) -> Outcome[None]:
        """See `kiosk.cashier.ports.Work.close_day`."""
        now = self._clock.now()
        if day >= day_of(now):
            return Refused("not_over")
        if any(self.books.moneys[name].posting for name in self.books.moneys_of_day.get(day, ())):
            return Refused("postings_open")
        periods = self.books.periods_of(day) | {f"{NO_STATION}/{day.isoformat()}"}
        closing = [StationDayClosed(period, user, now) for period in sorted(periods - self.books.closed)]
        self._record.keep([(f"day:{event.period}", event) for event in closing])
        archived = self._imports.archived_before
        if archived is None or day >= day_of(archived):
            # Of an earlier day the payments are in the archive, and every receipt would be one without money.
            self._receipts.read(day)
        return Done(None)

    # -- statements

    def layouts(self) -> Outcome[tuple[LayoutShown, ...]]:
        """See `kiosk.cashier.ports.Statements.layouts`."""
        return Done(tuple(LayoutShown(each.name, each.title, each.format) for each in self._layouts.all()))

    def upload(self, name: str, content: bytes, layout: str = "") -> Outcome[Preview]:
        """See `kiosk.cashier.ports.Statements.upload`. Reads the file: not for the owner's thread."""
        try:
            shown = preview(content, name, self._layouts, layout)
        except FileRefused as refused:
            return Refused(refused.code, str(refused))
        upload = self._uploads.keep(shown.file_sha256, name, content)
        upload.problems[shown.layout] = shown.problems
        known = shown.file_sha256 in self.books.finished
        return Done(replace(shown, known=known))

    def save_layout(
        self, name: str, title: str, file_sha256: str, columns: tuple[ColumnGuess, ...]
    ) -> Outcome[Preview]:
        """See `kiosk.cashier.ports.Statements.save_layout`. Reads the file: not for the owner's thread."""
        upload = self._uploads.get(file_sha256)
        if upload is None:
            return Refused("no_upload")
        try:
            layout = self._layouts.save(name, title, upload.content, columns)
        except LayoutInvalid as invalid:
            return Refused("columns", str(invalid))
        except FileRefused as refused:
            return Refused(refused.code, str(refused))
        return self.upload(upload.name, upload.content, layout.name)

    def begin_import(
        self, user: str, file_sha256: str, layout: str, account: str, provider: str
    ) -> Outcome[ImportProgress]:
        """See `kiosk.cashier.ports.Statements.begin_import`."""
        return self._imports.begin(user, file_sha256, layout, account, provider)

    def import_progress(self, file_sha256: str) -> Outcome[ImportProgress]:
        """See `kiosk.cashier.ports.Statements.import_progress`."""
        return self._imports.progress(file_sha256)

    def stop_import(self, user: str, file_sha256: str) -> Outcome[ImportProgress]:  # noqa: ARG002 - stops, changes nothing
        """See `kiosk.cashier.ports.Statements.stop_import`."""
        return self._imports.stop(file_sha256)

    def imports(self) -> Outcome[tuple[ImportProgress, ...]]:
        """See `kiosk.cashier.ports.Statements.imports`."""
        return Done(self._imports.all())

    def _lines_waited(self, event: CreditReceived | RefundPaid) -> None:
        """Money became known that a line of an earlier statement may be."""
        names = {event.reference, event.bank_reference} if isinstance(event, CreditReceived) else {event.reference}
        for name in names - {""}:
            self._matching.soon(self.books.lines_of_reference.get(name, ()))
