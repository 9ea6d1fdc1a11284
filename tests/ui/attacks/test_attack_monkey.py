"""A monkey before the real window and the real station: twenty acts a second, and what must hold after each.

The long form is 100 seeds of five virtual minutes, a trial each:
`KIOSK_MONKEY=100 pytest -m attack tests/ui/attacks/test_attack_monkey.py --timeout 1800`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from random import Random

import pytest
from attacked_window import CANARY, KEYS, MODIFIERS
from journeys_hospital import PIN, Door, Hospital
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest
from window_looking import is_control, texts, visible

from kiosk.privacy import masked_name
from kiosk.simulation.people import Person, make_visitor
from kiosk.visit.view import PaymentView, Screen
from ui.patient.gallery import settle
from ui.patient.window import PatientWindow

pytestmark = pytest.mark.attack

LONG = int(os.environ.get("KIOSK_MONKEY", "0"))
SEEDS = range(1, LONG + 1) if LONG else (1,)
MINUTES = 5.0 if LONG else 0.5
STEP_S = 0.05
ONWARDS = ("begin", "agreeAll", "primary", "cashier", "dialogPrimary", "other")
"""What is touched more often, so that the monkey sees more than the first screens."""
CODES = (
    "",
    CANARY,
    "|" * 400,
    "0" * 1024,
    "001062000777|'; DROP TABLE journal;--|<b>x</b>|31022026|Nữ||",
    "A128\x1d\x1b@\x00\x07",
    "\u202e001062000777||\u0430\u0435\u0456|14031962|Nữ||",
    "https://example.org/?q=001062000777",
    "KV2" + "9" * 300,
)
"""What somebody may hold before the camera or a false scanner may type."""


class Monkey:
    """Acts of one seed. Between two persons the card is taken away; each is one the hospital knows."""

    def __init__(self, window: PatientWindow, hospital: Hospital, seed: int) -> None:
        self._window, self._hospital, self._random = window, hospital, Random(seed)
        self.people = [make_visitor(number, self._random) for number in range(900, 908)]
        for person in self.people:
            if person.insured:
                hospital.insures(person)
        self.now: Person = self.people[0]
        self._drawn: object = None
        self.seen: set[str] = set()

    def acts(self) -> None:
        """One act, and the time until the next."""
        machine, chance = self._hospital.machine, self._random.random()
        window = self._window.window
        if chance < 0.45:
            controls = self._controls() or [window.contentItem()]
            onwards = [one for one in controls if one.objectName() in ONWARDS] if self._random.random() < 0.3 else []
            self._touches(self._random.choice(onwards or controls))
        elif chance < 0.7:
            self._clicks(self._somewhere())
        elif chance < 0.82:
            QTest.sendKeyEvent(
                QTest.KeyAction.Click, window, self._random.choice(KEYS), "", self._random.choice(MODIFIERS)
            )
        elif chance < 0.86:
            machine.camera.show(self._random.choice((*CODES, *(self.now.qr_text,) * 6)))
        elif chance < 0.9:
            machine.tray.lay(self.now)
        elif chance < 0.905:
            machine.tray.take()
            if machine.station.visit is None:
                self.now = machine.camera.present = self._random.choice(self.people)
        elif chance < 0.92:
            content = machine.station.view.content
            if isinstance(content, PaymentView) and content.qr:
                self._hospital.bank.transfer(max(1, content.due), f"MBVCB.1.{content.code}.CT tu 0011")
        elif chance < 0.93:
            self._window.bridge.signStaff("417", self._random.choice((PIN, "111111", "000000")))
        elif chance < 0.95:
            begin, end = self._somewhere(), self._somewhere()
            QTest.mousePress(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, begin)
            QTest.mouseMove(window, end)
            QTest.mouseRelease(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)
        self._hospital.run(STEP_S)
        settle()

    def holds(self) -> None:
        """What must be so after every act."""
        window, station = self._window.window, self._hospital.machine.station
        assert [one for one in QGuiApplication.topLevelWindows() if one.isVisible()] == [window]
        assert window.visibility() is QWindow.Visibility.FullScreen
        assert self._window.problems == []
        self.seen.add(station.view.screen.value)
        lines = texts(window)
        assert not [line for line in lines if CANARY in line or "DROP TABLE" in line or "<b>x" in line]
        typed = station.view.screen.value.endswith("_type")
        for person in self.people:
            names = {masked_name(person.citizen.full_name), masked_name(self.now.citizen.full_name)}
            others = person is not self.now and len(names) == 2
            told = [] if typed else [person.citizen.full_name, person.citizen.id_number, person.insurance_card]
            told += [masked_name(person.citizen.full_name)] if others else []
            assert not [line for line in lines for one in told if one in line], (station.view.screen, lines)

    def leaves(self) -> None:
        """Nobody touches anything any more: the window comes back by itself, and nothing of anybody is left."""
        machine = self._hospital.machine
        machine.tray.take()
        for _ in range(40):
            self._hospital.run(15.0)
            settle()
            if machine.station.view.screen is Screen.WELCOME and machine.station.visit is None:
                break
        self.holds()
        assert machine.station.view.screen is Screen.WELCOME
        assert machine.station.visit is None
        assert not machine.station.holds_portrait
        assert not machine.camera.filming
        assert not [line for line in texts(self._window.window) if re.search(r"\*|\d{3}", line)]
        assert self._window.bridge.speaks() == "vi"

    def _somewhere(self) -> QPoint:
        window = self._window.window
        return QPoint(self._random.randrange(window.width()), self._random.randrange(window.height()))

    def _controls(self) -> list[QQuickItem]:
        return [one for one in visible(self._window.window.contentItem()) if is_control(one)]

    def _touches(self, item: QQuickItem) -> None:
        shown = self._window.bridge.look()[:2]
        if self._drawn != shown:
            # Rows and columns are laid out when a picture is drawn.
            self._window.window.grabWindow()
            self._drawn = shown
        self._clicks(item.mapToScene(item.boundingRect().center()).toPoint())

    def _clicks(self, at: QPoint) -> None:
        QTest.mouseClick(self._window.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_monkey_gets_nowhere_and_sees_nobody_else(
    panel: tuple[PatientWindow, Door], seed: int, record_property: Callable[[str, object], None]
) -> None:
    window, door = panel
    hospital = door.opens()
    settle()
    monkey = Monkey(window, hospital, seed)
    for _ in range(int(MINUTES * 60 / STEP_S)):
        monkey.acts()
        monkey.holds()
    monkey.leaves()
    record_property("screens", sorted(monkey.seen))
    record_property("registered", len(hospital.visits))
    assert len(monkey.seen) > 3, monkey.seen
