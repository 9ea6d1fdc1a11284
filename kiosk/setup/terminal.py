"""Setup in a terminal: a page at a time, each device shown and tried, nothing saved before the last question."""

from __future__ import annotations

from typing import Protocol

from kiosk.doctor import Finding, Status
from kiosk.setup.errors import BadAnswer, Unfinished
from kiosk.setup.guide import Guide, Saved, well
from kiosk.setup.pages import ENROL, PAGES, SECRET, Choice, Page
from kiosk.setup.words import TEXTS, Language, expected, said, shown

_MARKS = {Status.OK: "✓", Status.WARN: "!", Status.FAIL: "✗", Status.SKIPPED: "–"}


class Line(Protocol):
    """Who is asked, and told."""

    def ask(self, prompt: str) -> str:
        """What was typed.

        :raises EOFError: when nobody is there any more.
        """
        ...

    def hidden(self, prompt: str) -> str:
        """The same, without showing it."""
        ...

    def say(self, text: str) -> None:
        """Tell."""
        ...


class Conversation:
    """Goes through the pages of a guide."""

    def __init__(self, guide: Guide, line: Line, language: Language) -> None:
        self._guide = guide
        self._line = line
        self._language = language

    def run(self) -> Saved | None:
        """Ask everything; None when it was not to be saved.

        :raises SetupError: when saving fails.
        """
        line = self._line
        line.say(f"{self._said('title')} · {self._guide.draft.file}")
        for number, page in enumerate(PAGES[:-1], 1):
            line.say("")
            line.say(f"{number}/{len(PAGES)} {self._said(f'page.{page.name}')}. {self._said(f'why.{page.name}')}")
            while not self._page(page):
                pass
        return self._save()

    def _page(self, page: Page) -> bool:
        """One page, once; whether it is done."""
        asks = page.asks
        if page.section:
            choice = self._choice(page)
            if choice is None:
                return False
            self._guide.choose(page, choice)
            asks = (*choice.asks, *asks)
        for path in asks:
            self._question(path)
        if not page.tries or self._nothing_given(page):
            return True
        self._line.say(self._said("trying"))
        try:
            finding = self._guide.tried(page)
        except Unfinished as error:
            self._line.say(f"  ✗ {error}")
            return False
        self._tell(finding)
        while page.name == "camera" and well(finding) and self._again():
            finding = self._guide.tried(page)
            self._tell(finding)
        if page.name == "printer" and well(finding) and not self._yes("came_out"):
            self._line.say(f"  ✗ {self._said('not_out')}")
            return self._yes("go_on")
        return well(finding) or self._yes("go_on")

    def _nothing_given(self, page: Page) -> bool:
        """A page of questions nobody answered has nothing to try: a station without a HIS, as yet."""
        return not page.section and not any(self._guide.current(path) for path in page.asks)

    def _choice(self, page: Page) -> Choice | None:
        """What is chosen; None to look again."""
        offered = self._guide.choices(page)
        held = self._guide.chosen(page, offered)
        if not any(choice.device for choice in offered):
            self._line.say(f"  {self._said(self._guide.trouble)}")
        for number, choice in enumerate(offered, 1):
            mark = "*" if choice == held else " "
            self._line.say(f" {mark}{number}. {self._name(choice)}")
        self._line.say(f"  0. {self._said('again')}")
        kept = f" [{offered.index(held) + 1}]" if held in offered and held is not None else ""
        while True:
            typed = self._line.ask(f"{self._said('pick')}{kept}: ").strip()
            if not typed and held is not None:
                return held
            if typed == "0":
                return None
            if typed.isdecimal() and 1 <= int(typed) <= len(offered):
                return offered[int(typed) - 1]

    def _question(self, path: str) -> None:
        secret = path.startswith(SECRET) or path == f"{ENROL}token"
        now = self._guide.current(path)
        shown = self._said("kept_secret") if now == "*" else now
        prompt = f"{self._said(path)}{f' [{shown}]' if shown else ''}: "
        while True:
            typed = (self._line.hidden if secret else self._line.ask)(prompt)
            try:
                self._guide.answer(path, typed)
                return
            except BadAnswer as error:
                self._line.say(f"  ✗ {expected(path, error.expected, self._language)}")

    def _save(self) -> Saved | None:
        line, changes = self._line, self._guide.draft.changes()
        line.say("")
        line.say(self._said("changes") if changes else self._said("nothing_changes"))
        for change in changes:
            line.say(f"  {change.path}: {shown(change.before)} -> {shown(change.after)}")
        return self._guide.save() if self._yes("sure") else None

    def tell_saved(self, saved: Saved) -> None:
        """What saving did, and what comes next."""
        line = self._line
        line.say(f"{self._said('saved')} {saved.file}")
        if saved.backup is not None:
            line.say(f"{self._said('backup')} {saved.backup}")
        for name, place in saved.secrets.items():
            line.say(f"{self._said('secret_at')} {name}: {place}")
        if saved.key_drawn:
            line.say(self._said("seal"))
        if saved.enrolled:
            line.say(f"{self._said('enrolled')}: {saved.enrolled}")
        line.say(f"{self._said('then')} {saved.file}")

    def _tell(self, finding: Finding) -> None:
        fix = f" -> {finding.fix}" if finding.fix else ""
        self._line.say(f"  {_MARKS[finding.status]} {finding.detail}{fix}")

    def _again(self) -> bool:
        """Whether the camera is to be looked through once more, as when it is being turned or lit."""
        on = self._guide.draft.get("camera.on") is not False
        return on and self._line.ask(f"{self._said('measure')}: ").strip().lower() == "t"

    def _yes(self, question: str) -> bool:
        while True:
            typed = self._line.ask(f"{self._said(question)} (c/k, y/n): ").strip().lower()
            if typed in {"c", "có", "y", "yes"}:
                return True
            if typed in {"k", "không", "n", "no"}:
                return False

    def _name(self, choice: Choice) -> str:
        return self._said(choice.words) if choice.words in TEXTS and not choice.device else choice.words

    def _said(self, name: str) -> str:
        return said(name, self._language)
