"""Today: do the three books agree? Five figures, the day's hours, where and how it was paid, and what is open."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.cashier.ports import Difference, Takings, Today
from kiosk.cashier.values import Role
from ui.cashier import words as w
from ui.cashier.chart import HourChart, Share, Shares
from ui.cashier.differences import columns, difference_row
from ui.cashier.exports import export
from ui.cashier.figures import Figure, RowsView, takings_rows, takings_table
from ui.cashier.form import Form
from ui.cashier.page import Page
from ui.cashier.parts import Button, FigureCard, Views, card, row, words
from ui.cashier.shell import Shell
from ui.cashier.table import Table

AGAIN_MS = 30_000
MOST_ROWS = 8
"""As many differences as fit beneath the figures; the rest is counted, and a key away."""


class TodayPage(Page):
    """A day at a glance; every figure opens the rows it is made of."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, self.tr("Today"), name="today")
        self._day: date | None = None
        self._shown: Today | None = None
        self._half_minute = QTimer(self, interval=AGAIN_MS)
        self._half_minute.timeout.connect(self._tick)
        self.hints.say(((self.tr("Find"), "/"), (self.tr("Open row"), "Enter"), (self.tr("Match"), "G")))
        self.cards = {
            "kiosk": FigureCard(self.tr("Taken by kiosks and desks"), name="today.kiosk"),
            "his": FigureCard(self.tr("Recorded by the HIS"), name="today.his"),
            "bank": FigureCard(self.tr("Told by the bank"), name="today.bank"),
            "automatic": FigureCard(self.tr("Matched automatically"), name="today.automatic"),
            "open": FigureCard(self.tr("Differences left"), name="today.open"),
        }
        cards = QHBoxLayout()
        cards.setSpacing(18)
        for part in self.cards.values():
            cards.addWidget(part, 1)
        for name in ("kiosk", "his", "bank"):
            self.cards[name].pressed.connect(partial(self._open_book, name))
        for name in ("automatic", "open"):
            self.cards[name].pressed.connect(self._differences)
        self._views = Views()
        self.body.addWidget(self._views, 1)
        glance = QWidget()
        glance.setObjectName("body")
        column = QVBoxLayout(glance)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        column.addLayout(cards)
        column.addLayout(self._charts())
        self.heading = words(self.tr("Differences to settle"), "heading")
        rule = words(self.tr("Kiosk · HIS · Bank: three columns that must be equal"), "sub")
        column.addLayout(row(self.heading, None, rule))
        self.table = Table(columns(), name="today.differences", empty=self.tr("No difference is open.")).fit()
        self.table.opened.connect(lambda one: shell.story_wanted.emit(one.story, ""))
        column.addWidget(self.table)
        self.more = Button("", "Alt 3", "chip", name="today.more")
        self.more.clicked.connect(self._differences)
        self.more.hide()
        column.addLayout(row(self.more, None))
        column.addStretch(1)
        self._views.addWidget(glance)
        self._lists()
        self.on("/", lambda: shell.went.emit("search"))
        self.on("G", self._match)
        self.on("F7", self.show_takings)
        self.on("PgUp", lambda: self._turn(-1))
        self.on("PgDown", lambda: self._turn(1))
        self.on("Ctrl+E", lambda: export(self, "day", "xlsx", self._asked()))
        self.on("Ctrl+P", lambda: export(self, "day", "pdf", self._asked()))
        self.on("F10", self._close_day)

    def _lists(self) -> None:
        """What opens over the figures: what was taken where and how, and the rows of one figure."""
        self.takings = takings_table()
        self.takings.opened.connect(self._open_taking)
        self.rows = RowsView()
        self.rows.table.opened.connect(lambda one: self.shell.story_wanted.emit(one.story, ""))
        takings = QWidget()
        takings.setObjectName("body")
        takings_column = QVBoxLayout(takings)
        takings_column.setContentsMargins(0, 0, 0, 0)
        takings_column.addWidget(self.takings, 1000)
        takings_column.addStretch(1)
        self._views.addWidget(takings)
        self._views.addWidget(self.rows)
        self._from = 0
        """From which view the rows were opened."""

    def _charts(self) -> QHBoxLayout:
        charts = QHBoxLayout()
        charts.setSpacing(18)
        frame, inner = card()
        inner.addWidget(words(self.tr("Payments by hour"), "panel"))
        self.hours = HourChart()
        self.hours.pressed.connect(self._open_hour)
        inner.addWidget(self.hours, 1)
        charts.addWidget(frame, 5)
        self.by_method, self.by_place = Shares(), Shares()
        for title, shares in ((self.tr("How it was paid"), self.by_method), (self.tr("Where"), self.by_place)):
            frame, inner = card()
            inner.addWidget(words(title, "panel"))
            inner.addWidget(shares)
            inner.addStretch(1)
            charts.addWidget(frame, 3)
        self.by_method.pressed.connect(self._open_method)
        self.by_place.pressed.connect(self._open_place)
        return charts

    # -- what the hub says

    def enter(self) -> None:
        """Show the figures anew, and the first row chosen."""
        self._views.setCurrentIndex(0)
        self._half_minute.start()
        self.refresh()
        self.table.setFocus()

    def refresh(self) -> None:
        """Ask for figures and differences."""
        self._ask(quiet=False)

    def _ask(self, *, quiet: bool) -> None:
        day = self._day
        self.ask(self.tr("asking for the figures"), lambda d: d.today(day), self._show, quiet=quiet)
        self.ask(self.tr("asking for the differences"), lambda d: d.differences(day), self._rows, quiet=quiet)

    def _tick(self) -> None:
        """Every half minute, while somebody looks."""
        if self.isVisible() and self.shell.session is not None and not self.shell.calls.parked:
            self._ask(quiet=True)

    def _show(self, today: Today) -> None:
        self._shown = today
        now = w.local(self.shell.clock.now())
        is_now = today.day == now.date()
        date_said = f"{w.weekday(today.day)} {w.day(today.day)}"
        self.title.setText(w.said(self.tr("Today, %1"), date_said) if is_now else date_said[:1].upper() + date_said[1:])
        state = self.tr("books closed") if today.closed else w.said(self.tr("%1 kiosks running"), today.stations)
        self.sub.setText(w.said(self.tr("as of %1 · %2"), w.exact(today.updated_at), state))
        for name, figure, unit in (
            ("kiosk", today.kiosk, self.tr("%1 payments")),
            ("his", today.his, self.tr("%1 receipts")),
            ("bank", today.bank, self.tr("%1 transactions")),
        ):
            self.cards[name].say(w.dong(figure.amount), w.said(unit, w.number(figure.count)))
        self.cards["automatic"].say(
            w.percent(today.automatic, today.automatic_of),
            w.said(self.tr("%1 of %2"), w.number(today.automatic), w.number(today.automatic_of)),
        )
        oldest = today.oldest_open
        self.cards["open"].say(
            w.number(today.open_differences),
            w.said(self.tr("oldest %1"), w.age(oldest, self.shell.clock.now())) if oldest else self.tr("all agree"),
            "bigDanger" if today.open_differences else "big",
        )
        self.hours.show_hours(today.by_hour, now.hour if is_now else -1)
        by_method: Counter[str] = Counter()
        by_place: Counter[str] = Counter()
        for one in today.takings:
            by_method[one.method] += one.amount
            by_place[one.place] += one.amount
        self.by_method.show_parts(tuple(Share(w.method(code), value, code) for code, value in by_method.most_common(4)))
        self.by_place.show_parts(self._places(by_place))
        self.takings.show_rows(takings_rows(today.takings))
        self._foot(today, is_now)

    def _places(self, by_place: Counter[str]) -> tuple[Share, ...]:
        """The four largest, and the rest together."""
        most = [Share(w.place(name), value, name) for name, value in by_place.most_common()]
        if len(most) <= 4:
            return tuple(most)
        rest = sum(one.amount for one in most[3:])
        return (*most[:3], Share(w.said(self.tr("%1 others"), len(most) - 3), rest))

    def _foot(self, today: Today, is_now: bool) -> None:
        xlsx = Button(self.tr("Save XLSX"), "Ctrl E", name="today.xlsx")
        pdf = Button(self.tr("Save PDF"), "Ctrl P", name="today.pdf")
        xlsx.clicked.connect(lambda: export(self, "day", "xlsx", self._asked()))
        pdf.clicked.connect(lambda: export(self, "day", "pdf", self._asked()))
        buttons = [xlsx, pdf]
        if not is_now and not today.closed and self.shell.may(Role.SUPERVISOR):
            close = Button(self.tr("Close this day's books"), "F10", "primary", name="today.close")
            close.clicked.connect(self._close_day)
            buttons.append(close)
        self.foot_says(self.tr("Day before PgUp · day after PgDn · where and how F7 · again F5"), *buttons)

    def _rows(self, found: tuple[Difference, ...]) -> None:
        now = self.shell.clock.now()
        shown = found if len(found) <= MOST_ROWS else found[: MOST_ROWS - 1]
        self.table.show_rows([difference_row(one, now) for one in shown])
        hidden = len(found) - len(shown)
        self.more.say(w.said(self.tr("%1 more differences: open the list"), w.number(hidden)))
        self.more.setVisible(hidden > 0)

    # -- what a person does

    def _asked(self) -> date | None:
        return self._shown.day if self._shown is not None else None

    def _turn(self, days: int) -> None:
        if self._shown is None:
            return
        today = w.local(self.shell.clock.now()).date()
        day = min(self._shown.day + timedelta(days=days), today)
        self._day = None if day == today else day
        self.refresh()

    def _match(self) -> None:
        if (one := self.table.chosen()) is not None:
            self.shell.story_wanted.emit(one.story, "match")

    def show_takings(self) -> None:
        """F7: what was taken where and how; a row opens its payments."""
        self._views.setCurrentIndex(1)
        self.takings.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_figure(self, figure: Figure) -> None:
        """The rows a figure is made of."""
        if self._views.currentIndex() != 2:
            self._from = self._views.currentIndex()
        self.rows.begin(figure)
        self._views.setCurrentIndex(2)
        self.rows.table.setFocus(Qt.FocusReason.OtherFocusReason)
        today = self._shown
        self.ask(self.tr("asking for the rows"), lambda d: figure.ask(d, today), self.rows.show_rows)

    def _open_book(self, book: str) -> None:
        titles = {
            "kiosk": self.tr("Taken by kiosks and desks"),
            "his": self.tr("Recorded by the HIS"),
            "bank": self.tr("Told by the bank"),
        }
        self.open_figure(Figure(titles[book], book))

    def _open_hour(self, hour: int) -> None:
        self.open_figure(Figure(w.said(self.tr("Payments from %1:00 to %2:00"), hour, hour + 1), "kiosk", hour=hour))

    def _open_method(self, method: str) -> None:
        self.open_figure(Figure(w.method(method), "kiosk", method=method))

    def _open_place(self, place: str) -> None:
        if place:
            self.open_figure(Figure(w.place(place), "kiosk", place=place))
        else:
            self.show_takings()

    def _open_taking(self, one: Takings) -> None:
        title = f"{w.place(one.place)} · {w.method(one.method)}"
        self.open_figure(Figure(title, "kiosk", method=one.method, place=one.place))

    def _differences(self) -> None:
        self.shell.pair_wanted = ""
        self.shell.went.emit("differences")

    def come_back(self) -> None:
        """From a payment back to the rows it was opened from."""
        if self._views.currentIndex() == 2:
            self.rows.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.enter()

    def back(self) -> bool:
        """From the rows back to where they were opened, then to the figures."""
        here = self._views.currentIndex()
        if here == 0:
            return False
        if here == 2 and self._from == 1:
            self.show_takings()
        else:
            self._views.setCurrentIndex(0)
            self.table.setFocus()
        return True

    def _close_day(self) -> None:
        shown = self._shown
        if shown is None or shown.closed or shown.day >= w.local(self.shell.clock.now()).date():
            return
        day = shown.day
        Form(
            self,
            w.said(self.tr("Close the books of %1?"), w.day(day)),
            self.tr(
                "Nothing can be posted to a closed day; money that still comes goes to the open day and names this one."
            ),
            (),
            self.tr("Close the day"),
            lambda _values: lambda d: d.close_day(day),
            lambda _none: self.refresh(),
        )
