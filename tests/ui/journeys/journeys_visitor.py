"""One person before the real window: what they read there, press there, and do with card and code."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from journeys_hospital import Hospital
from PySide6.QtCore import QPoint, Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest
from window_looking import texts

from his_client.payments import vietqr
from kiosk.simulation.people import Person
from kiosk.visit.view import DeskView, PaymentView, Screen, TicketView, View
from ui.patient.gallery import settle
from ui.patient.window import PatientWindow

LIMIT_S = 120.0
TONES = "\u0301\u0300\u0309\u0303\u0323"


class Visitor:
    """One person before the window. `touches` counts what was pressed, `read` holds every word that was to be read."""

    def __init__(self, window: PatientWindow, hospital: Hospital, who: Person) -> None:
        self._window = window
        self.hospital = hospital
        self.who = who
        self.touches = 0
        self.read: list[str] = []
        self._drawn: object = None
        hospital.machine.camera.present = who

    # -- eyes

    def sees(self, *screens: Screen) -> View:
        """Wait for one of these screens, whatever covers it gone, and read it."""
        return self.waits(lambda view: view.screen in screens and not view.overlay, " or ".join(screens))

    def waits(self, until: Callable[[View], bool], what: str = "it") -> View:
        """Wait for something to be shown, and read it."""
        hospital, station = self.hospital, self.hospital.machine.station
        last = hospital.time.monotonic() + LIMIT_S
        while not until(station.view):
            assert hospital.time.monotonic() < last, f"waited for {what} before {station.view}"
            assert hospital.time.run_next(), f"nothing happens any more before {station.view}"
        self._read()
        return station.view

    def _read(self) -> None:
        settle()
        station = self.hospital.machine.station
        assert self._window.window.property("drawnScreen") == station.view.screen
        self.read = texts(self._window.window)
        citizen = self.who.citizen
        whole = (citizen.id_number, citizen.full_name, self.who.insurance_card)
        if not station.view.screen.value.endswith("_type"):  # what is being typed is seen by who types it
            assert [line for line in self.read for one in whole if one in line] == []

    def reads(self, *wanted: str) -> None:
        """These can be read now."""
        missing = [one for one in wanted if not any(one in line for line in self.read)]
        assert missing == [], self.read

    def offered(self, name: str) -> bool:
        """Whether there is such a control."""
        return self._window.item(name) is not None

    # -- hands

    def press(self, name: str) -> None:
        """Touch a control in its middle, a second after the last thing, once it can be seen there."""
        self.hospital.run(1.0)
        settle()
        shown = self._window.bridge.look()[:2]
        if self._drawn != shown:
            # Rows and columns are laid out when a picture is drawn, as it always is before a person can touch them.
            self._window.window.grabWindow()
            self._drawn = shown
        item = self._window.item(name)
        assert item is not None, f"nothing called {name!r} on {self.hospital.machine.station.view.screen}: {self.read}"
        QTest.mouseClick(self._window.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, _middle(item))
        self.touches += 1
        settle()
        self.hospital.run(0.02)
        self._read()

    def types(self, text: str) -> None:
        """Type on the pad."""
        for sign in text:
            self.press(f"key{sign}")

    def types_a_name(self, name: str) -> None:
        """Type on the pad of letters: a vowel, and its tone mark after it."""
        for sign in unicodedata.normalize("NFC", name):
            tones = [mark for mark in unicodedata.normalize("NFD", sign) if mark in TONES]
            letter = "".join(mark for mark in unicodedata.normalize("NFD", sign) if mark not in TONES)
            self.press(f"key{unicodedata.normalize('NFC', letter)}")
            for tone in tones:
                self.press(f"key{tone}")

    def lays_the_card(self) -> None:
        self.hospital.machine.tray.lay(self.who)

    def takes_the_card(self) -> None:
        self.hospital.machine.tray.take()

    def shows(self, code: str = "") -> None:
        """Hold a code before the camera: the card's own where none is given."""
        self.hospital.run(1.0)
        self.hospital.machine.camera.show(code or self.who.qr_text)

    def transfers(self) -> int:
        """Pay with the bank's app what the code on the screen asks for."""
        payment = self.waits(lambda view: isinstance(view.content, PaymentView) and bool(view.content.qr)).content
        assert isinstance(payment, PaymentView)
        asked = vietqr.parse(payment.qr)
        self.hospital.bank.transfer(int(asked.amount or 0), f"MBVCB.123.{asked.purpose}.CT tu 0011")
        return int(asked.amount or 0)

    # -- the ways that many journeys share

    def gives_the_card(self) -> None:
        """From the question for the card's code to the card that is read."""
        self.sees(Screen.KEY_QR)
        if self.hospital.machine.tray.holder is not None:
            self.takes_the_card()
        self.shows()
        self.sees(Screen.LAY_CARD)
        self.lays_the_card()

    def agrees(self) -> None:
        """Lay the card down, and agree to both with one touch."""
        self.sees(Screen.WELCOME)
        self.lays_the_card()
        self.sees(Screen.CONSENT)
        self.press("agreeAll")

    def is_read(self) -> None:
        """From the welcome screen past the camera."""
        self.agrees()
        self.gives_the_card()
        self.sees(Screen.FACE)

    def chooses(self, clinic: str) -> None:
        """From the clinics to the check."""
        self.sees(Screen.CLINIC)
        self.waits(lambda view: not getattr(view.content, "waiting", False))
        if self.hospital.machine.station.view.content.selected != clinic:  # type: ignore[union-attr]
            self.press(f"tile:{clinic}")
        self.press("primary")
        self.sees(Screen.CHECK)

    def has_a_number(self) -> TicketView:
        """The number on the screen, which the HIS gave and the slip says as well."""
        view = self.waits(lambda view: view.screen is Screen.TICKET and view.content.printed is not None)  # type: ignore[union-attr]
        ticket = view.content
        assert isinstance(ticket, TicketView)
        self.reads(ticket.number)
        slip = self.hospital.machine.printer.last
        if ticket.printed:
            assert slip is not None
            assert (slip.kind, slip.number) == ("clinic", ticket.number)
        return ticket

    def pays_at_the_cashier(self) -> None:
        """Leave the payment for later."""
        self.sees(Screen.PAYMENT)
        self.press("cashier")

    def has_a_desk_number(self) -> DeskView:
        """The desk's number on the screen, with what staff read of it."""
        view = self.waits(lambda view: view.screen is Screen.DESK and view.content.printed is not None)  # type: ignore[union-attr]
        assert isinstance(view.content, DeskView)
        self.reads(view.content.number)
        return view.content

    def asks_for(self, errand: str) -> None:
        """From the welcome screen to an errand."""
        self.sees(Screen.WELCOME)
        self.press("other")
        self.sees(Screen.OTHER)
        self.press(f"errand:{errand}")

    def goes(self) -> None:
        """Take the card if it lies there, and leave the window as it was found: nothing of the visit is on it."""
        machine = self.hospital.machine
        if machine.tray.holder is not None:
            self.takes_the_card()
        self.sees(Screen.WELCOME)
        assert machine.station.visit is None
        assert not machine.station.holds_portrait
        assert not machine.camera.filming
        assert not any(re.search(r"•|\d{3}", line) for line in self.read), self.read


Comes = Callable[[Person], Visitor]


def _middle(item: QQuickItem) -> QPoint:
    return item.mapToScene(item.boundingRect().center()).toPoint()


def registered(hospital: Hospital, comes: Comes, somebody: Person) -> str:
    """Somebody insured and expected registers and goes; the number they have."""
    hospital.insures(somebody)
    hospital.expects(somebody)
    visitor = comes(somebody)
    visitor.is_read()
    visitor.sees(Screen.CHECK)
    visitor.press("primary")
    visitor.pays_at_the_cashier()
    number = visitor.has_a_number().number
    visitor.goes()
    return number
