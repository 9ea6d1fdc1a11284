"""Differences: every one a work item with cause, age, amount and owner; take it, hand it on, settle it."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import QCoreApplication

from kiosk.cashier.ports import Cause, Difference, Pair
from ui.cashier import words as w
from ui.cashier.exports import export
from ui.cashier.form import Ask, Form
from ui.cashier.page import Page
from ui.cashier.parts import Button, Chips, Choice, row, words
from ui.cashier.shell import Shell
from ui.cashier.table import Cell, Column, Row, Table

translate = QCoreApplication.translate


def columns() -> tuple[Column, ...]:
    """The columns of every list of differences: the three amounts stand side by side."""
    return (
        Column(translate("Differences", "Time")),
        Column(translate("Differences", "Kiosk")),
        Column(translate("Differences", "Pay code")),
        Column(translate("Differences", "Kiosk has"), figures=True, least=120),
        Column(translate("Differences", "Bank has"), figures=True, least=120),
        Column(translate("Differences", "HIS has"), figures=True, least=120),
        Column(translate("Differences", "Cause"), stretch=True),
        Column(translate("Differences", "For how long"), figures=True),
        Column(translate("Differences", "With"), gives=True),
    )


def difference_row(one: Difference, now: datetime) -> Row:
    """A difference as a row of `columns`."""
    kind, text = w.cause_pill(one)
    same_day = w.local(one.since).date() == w.local(now).date()
    return Row(
        (
            Cell(w.clock(one.since) if same_day else w.moment(one.since), code=True),
            Cell(w.place(one.station), code=True),
            Cell(one.pay_code or w.NONE, code=True),
            Cell(w.amount(one.kiosk)),
            Cell(w.amount(one.bank)),
            Cell(w.amount(one.his)),
            Cell(text, pill=kind),
            Cell(w.age(one.since, now)),
            Cell(w.person(one.owner)),
        ),
        one,
    )


class DifferencesPage(Page):
    """The whole list with its filters."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, self.tr("Differences"), name="differences")
        self._all: tuple[Difference, ...] = ()
        self.hints.say(((self.tr("Find"), "/"), (self.tr("Open row"), "Enter"), (self.tr("Match"), "G")))
        self.pair = Chips(
            (("all", self.tr("All")), *((one.value, w.pair(one)) for one in Pair)), name="differences.pair", widest=1400
        )
        self.pair.choose("all")
        self.pair.chosen.connect(lambda _code: self._show())
        self.cause = Choice("differences.cause", self.tr("Cause"))
        self.cause.addItem(self.tr("Every cause"), "")
        for one in Cause:
            self.cause.addItem(w.cause(one), one.value)
        self.owner = Choice("differences.owner", self.tr("With"))
        for text, code in (
            (self.tr("With anybody"), ""),
            (self.tr("With me"), "me"),
            (self.tr("With nobody"), "none"),
        ):
            self.owner.addItem(text, code)
        for box in (self.cause, self.owner):
            box.currentIndexChanged.connect(lambda _place: self._show())
        self.settled = Button(self.tr("Settled ones too"), "F7", "chip", name="differences.settled")
        self.settled.clicked.connect(self.refresh)
        self.count = words("", "sub", name="differences.count")
        self.body.addLayout(row(self.pair, None, gap=12))
        self.body.addLayout(row(self.cause, self.owner, self.settled, None, self.count, gap=12))
        self.table = Table(columns(), name="differences.table", empty=self.tr("No difference fits these filters."))
        self.table.opened.connect(lambda one: shell.story_wanted.emit(one.story, ""))
        self.table.picked.connect(lambda _one: self._foot())
        self.body.addWidget(self.table, 1000)
        self.body.addStretch(1)
        self.on("/", lambda: shell.went.emit("search"))
        self.on("G", self._match)
        self.on("T", self.take)
        self.on("H", self.hand_on)
        self.on("S", self.settle)
        self.on("F7", self.settled.click)
        self.on("Ctrl+E", lambda: export(self, "differences", "xlsx"))
        self.on("Ctrl+P", lambda: export(self, "differences", "pdf"))
        for digit in range(1, 5):
            self.on(str(digit), partial(self._digit, digit))

    def _digit(self, digit: int) -> None:
        self.pair.choose(self.pair.at(digit))

    def enter(self) -> None:
        """Show the list; a figure that was opened sets the filter."""
        wanted = self.shell.pair_wanted
        if wanted is not None:
            self.pair.choose(wanted or "all")
            self.shell.pair_wanted = None
        self.refresh()
        self.table.setFocus()

    def refresh(self) -> None:
        """Ask for the list."""
        settled = self.settled.isChecked()
        self.ask(self.tr("asking for the differences"), lambda d: d.differences(settled=settled), self._have)

    def _have(self, found: tuple[Difference, ...]) -> None:
        self._all = found
        self._show()

    def _fits(self, one: Difference) -> bool:
        me = self.shell.session.user if self.shell.session else ""
        owner = self.owner.currentData()
        return (
            self.pair.value() in ("all", "", one.pair.value)
            and self.cause.currentData() in ("", one.cause.value)
            and (owner == "" or (owner == "none" and not one.owner) or (owner == "me" and one.owner == me))
        )

    def _show(self) -> None:
        now = self.shell.clock.now()
        shown = [one for one in self._all if self._fits(one)]
        self.table.show_rows([difference_row(one, now) for one in shown])
        self.count.setText(
            w.said(self.tr("%1 shown · together %2"), len(shown), w.dong(sum(abs(one.amount) for one in shown)))
        )
        self.sub.setText(w.said(self.tr("%1 open"), sum(1 for one in self._all if not one.settled)))
        self._foot()

    def _foot(self) -> None:
        one = self.table.chosen()
        if one is None:
            self.foot_says("", *self._exports())
            return
        note = one.detail or w.pair(one.pair)
        if one.settled:
            self.foot_says(w.said(self.tr("Settled: %1"), one.settled), *self._exports())
            return
        take = Button(self.tr("Take it"), "T", name="differences.take")
        hand = Button(self.tr("Hand on…"), "H", name="differences.hand")
        settle = Button(self.tr("Settled outside…"), "S", name="differences.settle")
        look = Button(self.tr("Open the payment"), "Enter", "primary", name="differences.open")
        take.clicked.connect(self.take)
        hand.clicked.connect(self.hand_on)
        settle.clicked.connect(self.settle)
        look.clicked.connect(lambda: self.shell.story_wanted.emit(one.story, ""))
        self.foot_says(note, take, hand, settle, look)

    def _exports(self) -> tuple[Button, Button]:
        xlsx = Button(self.tr("Save XLSX"), "Ctrl E", name="differences.xlsx")
        pdf = Button(self.tr("Save PDF"), "Ctrl P", name="differences.pdf")
        xlsx.clicked.connect(lambda: export(self, "differences", "xlsx"))
        pdf.clicked.connect(lambda: export(self, "differences", "pdf"))
        return xlsx, pdf

    # -- what a person does

    def _match(self) -> None:
        if (one := self.table.chosen()) is not None:
            self.shell.story_wanted.emit(one.story, "match")

    def take(self) -> None:
        """Own the chosen one."""
        if (one := self.table.chosen()) is not None and not one.settled:
            self.ask(self.tr("taking it"), lambda d: d.take(one.key), lambda _none: self.refresh())

    def hand_on(self) -> None:
        """Give the chosen one to somebody."""
        one = self.table.chosen()
        if one is None or one.settled:
            return
        hand_on(self, one, self.refresh)

    def settle(self) -> None:
        """Say how the chosen one was settled."""
        one = self.table.chosen()
        if one is None or one.settled:
            return
        settle(self, one, self.refresh)


def hand_on(page: Page, one: Difference, after: object) -> None:
    """Ask whom to give a difference to."""
    session = page.shell.session
    people = tuple((user, w.person(user)) for user in (session.users if session else ()))
    Form(
        page,
        translate("Differences", "Hand it on"),
        w.said(translate("Differences", "%1 · %2: who goes on with it?"), one.pay_code or w.NONE, w.cause(one.cause)),
        (Ask("owner", translate("Differences", "To"), people),),
        translate("Differences", "Hand it on"),
        lambda values: (
            (lambda d: d.take(one.key, values["owner"]))
            if values["owner"]
            else translate("Differences", "Please choose somebody.")
        ),
        lambda _none: after(),  # type: ignore[operator]
    )


def settle(page: Page, one: Difference, after: object) -> None:
    """Ask how a difference was settled outside."""
    Form(
        page,
        translate("Differences", "Settled outside"),
        translate("Differences", "The difference stays on record with your name and this note; no figure is changed."),
        (
            Ask(
                "how",
                translate("Differences", "How"),
                (
                    ("his", translate("Differences", "Put right in the HIS")),
                    ("bank", translate("Differences", "Put right by the bank")),
                    ("refund", translate("Differences", "Money given back")),
                    ("other", translate("Differences", "Otherwise")),
                ),
            ),
            Ask("note", translate("Differences", "Note (receipt, letter, who agreed)")),
        ),
        translate("Differences", "Note it as settled"),
        lambda values: (
            (lambda d: d.settle(one.key, values["how"], values["note"]))
            if values["how"] and values["note"]
            else translate("Differences", "Please choose how, and write a note.")
        ),
        lambda _none: after(),  # type: ignore[operator]
    )
