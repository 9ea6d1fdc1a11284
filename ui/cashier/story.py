"""One payment's whole story: every book on one timeline, what matched it and why, and what may be done about it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from kiosk.cashier.ports import MatchShown, Story, StoryStep, Suggestion
from kiosk.cashier.values import Role
from ui.cashier import words as w
from ui.cashier.differences import hand_on, settle
from ui.cashier.form import Ask, Form
from ui.cashier.page import Page
from ui.cashier.parts import Button, Pill, card, clear, figures, recast, row, words
from ui.cashier.shell import Shell
from ui.cashier.table import Cell, Column, Row, Table
from ui.cashier.theme import theme
from ui.cashier.voids import ask_void

BOOKS = ("kiosk", "hub", "provider", "bank", "his", "desk")


class StoryPage(Page):
    """A payment opened from any list; Esc goes back to it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "", name="story")
        self._key = self._purpose = ""
        self._story: Story | None = None
        self.hints.say(((self.tr("Back"), "Esc"), (self.tr("Again"), "F5")))
        sums = QHBoxLayout()
        sums.setSpacing(18)
        self._sums = {}
        for name, title in (
            ("due", self.tr("Asked for")),
            ("received", self.tr("Money that came")),
            ("applied", self.tr("Put to the bill")),
            ("receipted", self.tr("HIS receipt")),
        ):
            frame, inner = card(margins=(22, 14, 22, 14), gap=2)
            inner.addWidget(words(title, "note"))
            self._sums[name] = words("—", "big", name=f"story.{name}")
            inner.addWidget(self._sums[name])
            sums.addWidget(frame, 1)
        self.body.addLayout(sums)
        # In large text what may be done stands under what happened, not beside it.
        across = QVBoxLayout() if theme().large else QHBoxLayout()
        across.setSpacing(20)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(words(self.tr("What happened, in whose book"), "heading"))
        self.table = Table(
            (
                Column(self.tr("Time")),
                Column(self.tr("Book")),
                Column("", lanes=len(BOOKS)),
                Column(self.tr("What"), stretch=True),
                Column(self.tr("Amount, đ"), figures=True),
                Column(self.tr("Reference")),
            ),
            name="story.steps",
            choosing=False,
        ).fit()
        left.addWidget(self.table)
        left.addStretch(1)
        across.addLayout(left, 5)
        self._right = QVBoxLayout()
        self._right.setSpacing(16)
        across.addLayout(self._right, 2)
        self.body.addLayout(across, 1)
        self.on("G", self.accept)
        self.on("U", self.undo)
        self.on("R", self.ask_refund)
        self.on("P", self.post_again)
        self.on("V", self.ask_void)
        self.on("A", partial(self.decide_void, True))
        self.on("N", partial(self.decide_void, False))
        self.on("T", self.take)
        self.on("H", self._hand_on)
        self.on("S", self._settle)

    def story(self) -> Story | None:
        """The story on the screen."""
        return self._story

    def open(self, key: str, purpose: str) -> None:
        """Say which payment, and what for."""
        if key != self._key:
            self._story = None
            self.hush()
            self.title.setText(self.tr("Payment"))
            self.sub.setText("")
            self.table.show_rows([])
            clear(self._right)
            self.foot_says("")
        self._key, self._purpose = key, purpose

    def refresh(self) -> None:
        """Ask for the story."""
        key = self._key
        self.ask(self.tr("opening the payment"), lambda d: d.story(key), self._show)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, story: Story) -> None:
        self._story = story
        self.title.setText(story.pay_code or self.tr("Payment without a code"))
        where = w.place(story.station) if story.station else ""
        parts = [part for part in (where, story.bill_id, w.state(story.state)[1]) if part]
        self.sub.setText(" · ".join(parts))
        wanted = story.due or story.received
        for name, value in (
            ("due", story.due),
            ("received", story.received),
            ("applied", story.applied),
            ("receipted", story.receipted),
        ):
            self._sums[name].setText(w.dong(value) if value else w.NONE)
            recast(self._sums[name], "big" if value == wanted else "bigDanger")
        self.table.show_rows(
            [
                Row(
                    (
                        Cell(w.exact(step.at), code=True),
                        Cell(w.book(step.book), muted=True),
                        Cell("", lane=BOOKS.index(step.book) if step.book in BOOKS else 1),
                        Cell(" · ".join(part for part in _said(step) if part)),
                        Cell(w.amount(step.amount)),
                        Cell(step.reference or w.NONE, code=True, muted=True),
                    ),
                    step,
                )
                for step in story.steps
            ]
        )
        self._show_right(story)
        self._foot(story)
        if self._purpose == "match":
            self._purpose = ""
            self.accept()

    def _show_right(self, story: Story) -> None:
        clear(self._right)
        now = self.shell.clock.now()
        if story.differences:
            frame, inner = card(gap=10)
            inner.addWidget(words(self.tr("Differences"), "heading"))
            for one in story.differences:
                inner.addLayout(row(Pill(*w.cause_pill(one)), None, words(w.age(one.since, now), "note")))
                with_whom = w.said(self.tr("with %1"), w.person(one.owner)) if one.owner else self.tr("with nobody yet")
                detail = f"{one.detail} · {with_whom}" if one.detail else with_whom
                inner.addWidget(words(f"{w.pair(one.pair)} · {detail}", "note", wrap=True))
            self._right.addWidget(frame)
        if story.suggestions:
            frame, inner = card(gap=10)
            inner.addWidget(words(self.tr("Might belong together"), "heading"))
            for suggestion in story.suggestions:
                inner.addLayout(self._suggestion(suggestion))
            self._right.addWidget(frame)
        frame, inner = card(gap=10)
        inner.addWidget(words(self.tr("Matched"), "heading"))
        if not story.matches:
            inner.addWidget(words(self.tr("Nothing is matched yet."), "note"))
        for match in story.matches:
            inner.addLayout(self._match(match))
        self._right.addWidget(frame)
        self._right.addStretch(1)

    def _suggestion(self, one: Suggestion) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addLayout(row(words(", ".join(one.money), "code"), None, figures(w.dong(one.amount), "figureStrong")))
        column.addWidget(words(w.said(self.tr("for %1"), ", ".join(one.orders)), "note", wrap=True))
        column.addWidget(words(f"{w.rule(one.rule)}: {one.evidence}", "note", wrap=True))
        return column

    def _match(self, match: MatchShown) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addLayout(row(words(match.money, "code"), None, figures(w.dong(match.amount), "figureStrong")))
        by = w.said(self.tr("by %1"), match.by) if match.by else self.tr("by rule")
        state = self.tr("undone, kept on record") if match.undone else by
        column.addWidget(words(f"{w.rule(match.rule)} · {state}", "note", wrap=True))
        column.addWidget(words(match.evidence, "note", wrap=True))
        return column

    def _foot(self, story: Story) -> None:
        buttons = []
        for code, text, key, act in (
            ("take", self.tr("Take it"), "T", self.take),
            ("settle", self.tr("Settled outside…"), "S", self._settle),
            ("undo_match", self.tr("Undo the match…"), "U", self.undo),
            ("ask_refund", self.tr("Ask for a refund…"), "R", self.ask_refund),
            ("post_again", self.tr("Send to the HIS again"), "P", self.post_again),
            ("match", self.tr("Accept the match…"), "G", self.accept),
        ):
            if code in story.actions:
                button = Button(text, key, name=f"story.{code}")
                button.clicked.connect(act)
                buttons.append(button)
        voids = self._void_buttons(story)
        buttons = [*voids[:1], *buttons, *voids[1:]]
        if buttons:
            buttons[-1].kind = "primary"
        self.foot_says("" if buttons else self.tr("Nothing needs to be done about this payment."), *buttons)

    def _void_buttons(self, story: Story) -> list[Button]:
        """A counter payment can be voided while its shift is open; who did not ask decides."""
        buttons: list[Button] = []
        match _void_state(story):
            case "taken" if self.shell.may(Role.CASHIER):
                buttons = [Button(self.tr("Void…"), "V", name="story.void")]
                buttons[0].clicked.connect(self.ask_void)
            case "void_asked" if self.shell.may(Role.SUPERVISOR):
                for text, key, approve in (
                    (self.tr("Leave it valid"), "N", False),
                    (self.tr("Approve the void"), "A", True),
                ):
                    button = Button(text, key, name=f"story.void.{key}")
                    button.clicked.connect(partial(self.decide_void, approve))
                    buttons.append(button)
        return buttons

    # -- what a person does

    def ask_void(self) -> None:
        """Ask to void a counter payment."""
        story = self._story
        if story is None or _void_state(story) != "taken" or not self.shell.may(Role.CASHIER):
            return
        payment_id = _counter_payment(story)
        slip = next((step.reference for step in story.steps if step.what == "payment_taken"), w.NONE)
        ask_void(self, payment_id, slip, lambda _payment: self.refresh())

    def decide_void(self, approve: bool) -> None:
        """As a supervisor who did not ask."""
        story = self._story
        if story is not None and _void_state(story) == "void_asked" and self.shell.may(Role.SUPERVISOR):
            payment_id = _counter_payment(story)
            self.ask(self.tr("deciding"), lambda d: d.decide_void(payment_id, approve), lambda _p: self.refresh())

    def _may(self, action: str) -> Story | None:
        story = self._story
        return story if story is not None and action in story.actions else None

    def accept(self) -> None:
        """Accept a suggestion, with a reason."""
        story = self._may("match")
        if story is None or not story.suggestions:
            return
        new_id = self.shell.new_id()
        by_id = {one.id: one for one in story.suggestions}
        Form(
            self,
            self.tr("Accept the match"),
            self.tr("Money and bill are joined under your name. An exact amount is sent to the HIS; it can be undone."),
            (
                Ask(
                    "which",
                    self.tr("Which"),
                    tuple((one.id, f"{w.dong(one.amount)} · {w.rule(one.rule)}") for one in story.suggestions),
                    story.suggestions[0].id,
                ),
                Ask("why", self.tr("Why they belong together")),
            ),
            self.tr("Accept it"),
            lambda values: (
                (lambda d: d.match(new_id, by_id[values["which"]].money, by_id[values["which"]].orders, values["why"]))
                if values["why"]
                else self.tr("Please write why.")
            ),
            lambda _none: self.refresh(),
        )

    def undo(self) -> None:
        """Undo a match, with a reason; it stays on record."""
        story = self._may("undo_match")
        matches = [match for match in story.matches if not match.undone] if story else []
        if not matches:
            return
        Form(
            self,
            self.tr("Undo the match"),
            self.tr("The match stays on record as undone; the money waits for a person again."),
            (
                Ask(
                    "which",
                    self.tr("Which"),
                    tuple((one.match_id, f"{one.money} · {w.dong(one.amount)}") for one in matches),
                    matches[0].match_id,
                ),
                Ask("why", self.tr("Why")),
            ),
            self.tr("Undo it"),
            lambda values: (
                (lambda d: d.undo_match(values["which"], values["why"]))
                if values["why"]
                else self.tr("Please write why.")
            ),
            lambda _none: self.refresh(),
        )

    def ask_refund(self) -> None:
        """Ask for money back; another person decides."""
        story = self._may("ask_refund")
        if story is None or not story.refundable:
            return
        moneys = story.refundable
        new_id = self.shell.new_id()
        Form(
            self,
            self.tr("Ask for a refund"),
            self.tr("Another person approves it, and a third step pays it out."),
            (
                Ask(
                    "money",
                    self.tr("Which money"),
                    tuple((one, f"{one} · {w.dong(left)}") for one, left in moneys),
                    moneys[0][0],
                ),
                Ask("amount", self.tr("How much, đ"), value=w.number(moneys[0][1]), numbers=True),
                Ask(
                    "reason",
                    self.tr("Why"),
                    tuple((code, w.refund_reason(code)) for code in ("twice", "over", "cancelled", "wrong", "other")),
                ),
                Ask("note", self.tr("Note")),
            ),
            self.tr("Ask for it"),
            lambda values: (
                (
                    lambda d: d.ask_refund(
                        new_id, values["money"], whole(values["amount"]), values["reason"], values["note"]
                    )
                )
                if values["money"] and values["reason"] and whole(values["amount"])
                else self.tr("Please choose the money, how much and why.")
            ),
            lambda _refund: self.refresh(),
        )

    def post_again(self) -> None:
        """Have the hub ask the HIS, and post if it proves absent."""
        if self._may("post_again"):
            key = self._key
            self.ask(self.tr("asking the HIS"), lambda d: d.post_again(key), lambda _none: self.refresh())

    def take(self) -> None:
        """Own its differences."""
        story = self._may("take")
        for one in story.differences if story else ():
            if not one.settled:
                self._take_one(one.key)

    def _take_one(self, key: str) -> None:
        what = f"{self.tr('taking it')} {key.partition('|')[0]}"
        self.ask(what, lambda d: d.take(key), lambda _none: self.refresh())

    def _hand_on(self) -> None:
        story = self._may("take")
        if story is not None and story.differences:
            hand_on(self, story.differences[0], self.refresh)

    def _settle(self) -> None:
        story = self._may("settle")
        if story is not None and story.differences:
            settle(self, story.differences[0], self.refresh)


def _counter_payment(story: Story) -> str:
    """The id of the counter payment that pays here, empty for other money."""
    names = [name for name, _ in story.refundable if name.startswith(("cash:", "card:"))]
    return names[-1].partition(":")[2] if names else ""


def _void_state(story: Story) -> str:
    """`taken`, `void_asked`, or nothing when no counter payment stands here that could be voided."""
    if not _counter_payment(story):
        return ""
    last = [step.what for step in story.steps if step.what in ("payment_taken", "void_asked", "void_refused", "voided")]
    return {"payment_taken": "taken", "void_refused": "taken", "void_asked": "void_asked"}.get(
        last[-1] if last else "", ""
    )


def _said(step: StoryStep) -> tuple[str, str, str]:
    """What happened, by which rule or way, and who did it."""
    return w.what(step.what), w.detail(step.detail) if step.detail else "", w.person(step.by) if step.by else ""


def whole(text: str) -> int:
    """The đồng somebody typed, dots and spaces aside; 0 when it is no amount."""
    digits = "".join(letter for letter in text if letter.isdecimal())
    rest = "".join(letter for letter in text if not letter.isdecimal()).strip(".,đ \N{NO-BREAK SPACE}")
    return int(digits) if digits and not rest else 0
