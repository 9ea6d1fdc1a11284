"""One page of setup: its devices to choose from, its questions, the live picture, and how the trial ended."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from kiosk.doctor import Finding, Status
from kiosk.doctor.wording import WORDS
from kiosk.setup.errors import BadAnswer
from kiosk.setup.guide import Guide
from kiosk.setup.pages import ENROL, SECRET, Choice, Page
from kiosk.setup.words import TEXTS, Language, expected, said
from ui.cashier.parts import Button, card, field, labelled, row, words
from ui.it.setup.preview import Preview

KINDS = {Status.OK: "success", Status.WARN: "caution", Status.FAIL: "danger", Status.SKIPPED: "caution"}
_VERDICTS = {
    Status.OK: ("✓ Dùng được", "✓ It works"),
    Status.WARN: ("! Dùng được, cần lưu ý", "! It works, with a warning"),
    Status.FAIL: ("✕ Chưa dùng được", "✕ It does not work yet"),
    Status.SKIPPED: ("– Chưa thử được", "– It could not be tried"),
}


class PageView(QWidget):
    """See the module. `changed` says that what was tried is not what stands here any more."""

    changed = Signal()
    chose = Signal()

    def __init__(self, guide: Guide, page: Page, language: Language) -> None:
        super().__init__()
        self.setObjectName("page")
        self.page = page
        self._guide, self._language = guide, language
        self.fields: dict[str, QLineEdit] = {}
        self._wrong: dict[str, QLabel] = {}
        self._chips: list[tuple[Choice, Button]] = []
        self.offered: tuple[Choice, ...] = ()
        self.preview = Preview() if page.name == "camera" else None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        self._column.addWidget(words(said(f"page.{page.name}", language), "title"))
        self._column.addWidget(words(said(f"why.{page.name}", language), "sub", wrap=True))
        self._devices, self._devices_layout = card(gap=10)
        self._questions, self._questions_layout = card(gap=12)
        self._verdict = QFrame()
        self._verdict.setObjectName("success")
        verdict = QVBoxLayout(self._verdict)
        verdict.setContentsMargins(20, 14, 20, 14)
        self.word, self.do, self.note = words("", "strong"), words("", wrap=True), words("", "note", wrap=True)
        for label in (self.word, self.do, self.note):
            verdict.addWidget(label)
        self._column.addWidget(self._devices)
        if self.preview is not None:
            self._column.addLayout(row(self.preview, None))
        for part in (self._questions, self._verdict):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self._devices.setVisible(bool(page.section))
        self._verdict.hide()

    def offer(self, offered: tuple[Choice, ...], again: Callable[[], None]) -> None:
        """Show the devices that are there now."""
        self.offered = offered
        _empty(self._devices_layout)
        self._chips = []
        held = self._guide.chosen(self.page, offered)
        if not any(choice.device for choice in offered):
            self._devices_layout.addWidget(words(self._said(self._guide.trouble), "caution", wrap=True))
        for place, choice in enumerate(offered):
            known = choice.words in TEXTS and not choice.device
            button = Button(self._said(choice.words) if known else choice.words, "", "chip", name=f"choice{place}")
            button.setChecked(choice == held)
            button.clicked.connect(self._picker(choice))
            self._chips.append((choice, button))
            self._devices_layout.addLayout(row(button, None))
        look = Button(self._said("again"), name="again")
        look.clicked.connect(again)
        self._devices_layout.addLayout(row(look, None))
        self._ask(held)

    def _picker(self, choice: Choice) -> Callable[[], None]:
        return lambda: self.pick(choice)

    def pick(self, choice: Choice) -> None:
        """Take a device."""
        for one, button in self._chips:
            button.setChecked(one == choice)
        self._guide.choose(self.page, choice)
        self._ask(choice)
        self.chose.emit()
        self.changed.emit()

    @property
    def chosen(self) -> bool:
        """Whether a device is chosen, where there are any to choose from."""
        return not self.page.section or any(button.isChecked() for _, button in self._chips)

    def _ask(self, choice: Choice | None) -> None:
        """The questions of the page, and of the device chosen."""
        _empty(self._questions_layout)
        self.fields, self._wrong = {}, {}
        for path in (*(choice.asks if choice else ()), *self.page.asks):
            now = self._guide.current(path)
            secret = path.startswith(SECRET) or path == f"{ENROL}token"
            hint = self._said("kept_secret") if now == "*" else ""
            made = field(path, self._said(path), hint=hint, secret=secret)
            made.setText("" if now == "*" else now)
            made.textEdited.connect(lambda _text: self.changed.emit())
            wrong = words("", "wrong", wrap=True, name=f"wrong.{path}")
            wrong.hide()
            self.fields[path], self._wrong[path] = made, wrong
            self._questions_layout.addLayout(labelled(self._said(path), made))
            self._questions_layout.addWidget(wrong)
        self._questions.setVisible(bool(self.fields))

    def take(self) -> bool:
        """Give the answers to the guide; false when one is wrong, which is told below it."""
        good = True
        for path, made in self.fields.items():
            self._wrong[path].hide()
            try:
                self._guide.answer(path, made.text())
            except BadAnswer as error:
                self._wrong[path].setText(expected(path, error.expected, self._language))
                self._wrong[path].show()
                good = False
        return good

    @property
    def given(self) -> bool:
        """Whether there is something to try."""
        return bool(self.page.section) or any(self._guide.current(path) for path in self.fields)

    def tell(self, finding: Finding | None, word: str = "") -> None:
        """Show how the trial ended, or a word of its own; neither takes it away."""
        self._verdict.setVisible(finding is not None or bool(word))
        kind = "caution" if finding is None else KINDS[finding.status]
        self._verdict.setObjectName(kind)
        self._verdict.style().unpolish(self._verdict)
        self._verdict.style().polish(self._verdict)
        english = self._language == "en"
        self.word.setText(word or ("" if finding is None else _VERDICTS[finding.status][english]))
        mends = finding is not None and bool(finding.fix) and not word
        do = "" if finding is None or not mends else finding.fix if english else WORDS[self.page.name].do
        self.do.setText(do)
        self.do.setVisible(bool(do))
        self.note.setText(finding.detail if finding is not None else "")
        self.note.setVisible(finding is not None)

    def _said(self, name: str) -> str:
        return said(name, self._language)


def _empty(layout: QVBoxLayout) -> None:
    """Take everything out of a card."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            _empty(inner)  # type: ignore[arg-type]
