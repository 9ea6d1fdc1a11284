"""A finger on the real window: which controls a person touches for what they mean, and how they are touched."""

from __future__ import annotations

import unicodedata
from collections import Counter
from random import Random

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.campaign.soak.judge import WARM_UP
from kiosk.visit import errands as er
from kiosk.visit import events as ev
from kiosk.visit import wishes as wi
from ui.patient.gallery import settle
from ui.patient.languages import LANGUAGES
from ui.patient.window import PatientWindow

TONES = "\u0301\u0300\u0309\u0303\u0323"
PAGES = 8
LOOKS = 4
PLAIN: dict[type[ev.Intent], tuple[str, ...]] = {
    ev.NextPressed: ("primary",),
    ev.BackPressed: ("back",),
    ev.RetryPressed: ("primary",),
    ev.DeskPressed: ("desk",),
    ev.HelpPressed: ("help",),
    ev.HelpClosed: ("dialogPrimary",),
    ev.MoreTimePressed: ("dialogPrimary",),
    # From a first question Back asks whether to end.
    ev.EndPressed: ("back", "dialogLeft"),
    ev.TypeKeyPressed: ("typeKey",),
    ev.WithoutCameraPressed: ("withoutCamera",),
    ev.PayAtCashierPressed: ("cashier",),
    # In large text the answers to check are several pages.
    ev.AnswersConfirmed: ("primary",) * 5,
    wi.EmergencyPressed: ("help", "dialogLeft"),
    wi.InsuranceCardPressed: ("insuranceCard",),
    wi.PassportPressed: ("passport",),
    wi.PayPressed: ("pay",),
    wi.OtherClinicPressed: ("otherClinic",),
    wi.ChildPressed: ("child",),
    wi.ServiceWanted: ("addService",),
    er.RatePressed: ("rate",),
    er.CardInsteadPressed: ("cardInstead", "primary"),
    er.ErrandAgreed: ("primary",),
    # The way to errands is on the welcome screen only: who missed it ends and begins anew.
    er.OtherPressed: ("back", "dialogLeft"),
}


def way(intent: ev.Intent) -> tuple[str, ...]:
    """The controls that lead to an intent; what is not on the screen is passed over."""
    match intent:
        case ev.ConsentGiven(face=face, insurer=insurer):
            # In large text each purpose is a page of its own.
            second = f"consentInsurer{_yes(insurer)}"
            return (f"consentFace{_yes(face)}", second, "primary", second, "primary")
        case ev.KeyTyped(field=field, value=value):
            return (*_typed(field, value), "primary")
        case ev.LanguageChosen(language=language):
            return ("language", f"language:{language}")
        case ev.DepartmentChosen(department_id=one):
            return (f"tile:{one}",)
        case wi.PaperDeclared(kind=one):
            return (f"paper:{one}",)
        case wi.AppointmentChosen(appointment_id=one):
            return (f"appointment:{one}",)
        case wi.RelationChosen(relation=one):
            return (f"relation:{one}",)
        case wi.ChildPaperChosen(paper=one):
            return (f"child_paper:{one}",)
        case wi.PriorityDeclared(kind=one):
            return (f"priority:{one}",)
        case wi.OptionOpened(option=one):
            return (one,)
        case wi.ServiceDropped(department_id=one):
            return (f"drop:{one}",)
        case wi.RemindersChosen(kinds=kinds):
            return (
                *(f"remind:{kind}Yes" for kind in kinds),
                "primary",
                *(f"remind:{kind}Yes" for kind in kinds),
                "primary",
            )
        case er.ErrandChosen(errand=one):
            return (f"errand:{one}",)
        case er.BillChosen(bill_id=one):
            return (f"bill:{one}",)
        case er.PageOpened(page=one):
            return (f"page:{one}",)
        case er.Rated(rating=rating):
            return (f"rate:{rating}",)
        case er.ComplaintChosen(topic=topic):
            return (f"topic:{topic}" if topic else "skip",)
        case _:
            return PLAIN[type(intent)]


def _yes(answer: bool) -> str:
    return "Yes" if answer else "No"


def _typed(field: str, value: str | None) -> tuple[str, ...]:
    """The pad's keys: a date day first, a vowel before its tone mark."""
    if value is None:
        return ("noExpiry",)
    if field in ("birth", "expiry"):
        year, month, day = value.split("-")
        value = day + month + year
    keys: list[str] = []
    for sign in unicodedata.normalize("NFC", value):
        apart = unicodedata.normalize("NFD", sign)
        letter = unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in TONES))
        keys += [letter, *(mark for mark in apart if mark in TONES)]
    return tuple(f"key{key}" for key in keys)


class Touching:
    """See `kiosk.simulation.lasting.Finger`. `missed` counts what somebody wanted to touch and did not see."""

    def __init__(self, window: PatientWindow) -> None:
        self._window = window
        self._drawn: object = None
        self.touches = 0
        self.missed: Counter[str] = Counter()

    def greeting(self, number: int, random: Random) -> tuple[str, ...]:
        """See `Finger`. The first come in every language and every look in turn, so that every typeface is loaded and
        every screen's letters are drawn; then one in eight chooses a language, one in twelve another look."""
        if number < WARM_UP:
            language, looks = LANGUAGES[number % len(LANGUAGES)], number // len(LANGUAGES) % LOOKS
            return ("language", f"language:{language}", *("look",) * looks)
        chance = random.random()
        if chance < 1 / 8:
            return ("language", f"language:{random.choice(LANGUAGES)}")
        return ("look",) * random.randrange(1, LOOKS) if chance < 1 / 8 + 1 / 12 else ()

    def beginning(self, *, errand: bool) -> tuple[str, ...]:
        """See `Finger`."""
        return ("other",) if errand else ("begin",)

    def way(self, intent: ev.Intent) -> tuple[str, ...]:
        """See `Finger`."""
        return way(intent)

    def look(self) -> None:
        """See `Finger`. What QML destroyed goes too: nobody goes back to a loop of Qt's, which would take it away."""
        settle()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def tap(self, control: str) -> None:
        """See `Finger`; where it is on another page, the pages are turned."""
        self.look()
        shown = self._window.bridge.look()[:2]
        if self._drawn != shown:
            # Rows and columns are laid out when a picture is drawn, as it always is before a person can touch them.
            self._window.window.grabWindow()
            self._drawn = shown
        for _ in range(PAGES):
            item = self._window.item(control)
            if item is not None:
                self._press(item)
                return
            turn = self._window.item("turnPage")
            if turn is None:
                break
            self._press(turn)
        self.missed[control] += 1

    def _press(self, item: QQuickItem) -> None:
        at = item.mapToScene(QPointF(item.width() / 2, item.height() / 2))
        QTest.mouseClick(
            self._window.window,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            QPoint(round(at.x()), round(at.y())),
        )
        self.touches += 1
        self.look()
