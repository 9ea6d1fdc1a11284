"""A lobby in virtual time: the real window on a real station, a sandbox hospital around it, one person before it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random

from PySide6.QtCore import QPoint, Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest
from window_looking import texts

from his_client.payments import vietqr
from his_client.sandbox.book import RegistrationBook
from his_client.sandbox.departments import load_departments
from his_client.sandbox.faults import CallFault, FaultMenu
from his_client.sandbox.insured import InsuredRegistry
from his_client.sandbox.rows import AppointmentRow, BillRow, PatientRow, RegistrationRow, ResultRow
from his_client.sandbox.simulated import SimulatedBank, SimulatedHis, SimulatedInsurance
from his_client.sandbox.store import MemoryStore
from kiosk.simulation.devices import FaultRates
from kiosk.simulation.people import Person, make_person
from kiosk.simulation.time import SimProcess, SimTime
from kiosk.simulation.world import ACCOUNT, FACILITY, Machine
from kiosk.station.api import Live, Preview, StationInfo
from kiosk.visit.events import Intent
from kiosk.visit.view import DeskView, PaymentView, Screen, TicketView, View
from ui.patient.gallery import settle
from ui.patient.samples import HOUSE
from ui.patient.window import PatientWindow

LIMIT_S = 120.0
AWAY = {CallFault.LOST_REQUEST: 1.0}
PATIENT, CLINIC = "BN0000777", "K01"


def person(*, birth: str = "1962-03-14", alike: bool = True, dead_chip: bool = False) -> Person:
    """Somebody with a card: a woman of 64 if nothing else is said."""
    made = make_person(7, Random(11))
    born = "".join(reversed(birth.split("-")))
    number = f"0011{birth[2:4]}000777"
    citizen = replace(made.citizen, id_number=number, full_name="Phạm Thị Ngọc Yến", date_of_birth=birth, sex="Nữ")
    qr = f"{number}||{citizen.full_name}|{born}|Nữ|{citizen.place_of_residence}|15062021"
    return replace(made, citizen=citizen, qr_text=qr, alike=alike, insured=True, dead_chip=dead_chip)


class Hospital:
    """The neighbours and the machine of one test. What it knows of the person is told before they come."""

    def __init__(self, seen: Callable[[View], None]) -> None:
        self.time = SimTime()
        self.lobby = SimProcess(self.time, Random(1))
        self.book = RegistrationBook(MemoryStore(), clock=self.time.now, departments=load_departments())
        self.book.seed()
        self.his = SimulatedHis(Random(2), clock=self.time.now, book=self.book)
        self.registry = InsuredRegistry(MemoryStore(), clock=self.time.now)
        self.insurer = SimulatedInsurance(Random(3), clock=self.time.now, registry=self.registry)
        self.bank = SimulatedBank(Random(4), clock=self.time.now, account=ACCOUNT)
        self.rates = FaultRates(doubt=0.0)
        self.machine = Machine(
            self.time,
            Random(5),
            self.his,
            self.insurer,
            self.bank,
            self.rates,
            None,
            strike=lambda _point, _name: None,
            on_view=seen,
        )

    # -- what is known beforehand

    def insures(self, who: Person, *, at: str = FACILITY) -> None:
        """The insurer knows them, first registered at hospital `at`."""
        citizen = who.citizen
        self.registry.put(
            {
                "id_number": citizen.id_number,
                "full_name": citizen.full_name,
                "birth_date": citizen.date_of_birth,
                "sex": citizen.sex,
                "card": who.insurance_card,
                "first_registration": at,
            }
        )

    def knows(self, who: Person) -> None:
        """They were here before, at the first clinic."""
        citizen = who.citizen
        self.book.patients.put(
            PatientRow(citizen.id_number, PATIENT, citizen.full_name, citizen.date_of_birth, None, CLINIC, citizen.sex)
        )

    def expects(self, who: Person) -> None:
        """They have an appointment this morning."""
        self.knows(who)
        at = self.time.now().replace(hour=9, minute=30)
        self.book.desk.put_appointment(
            AppointmentRow("HEN1", PATIENT, at.date().isoformat(), "booked", "K02", at.isoformat())
        )

    def bills(self, *amounts: int) -> None:
        """The ward and the laboratory still ask for these."""
        for number, amount in enumerate(amounts, 1):
            at = (self.time.now() - timedelta(days=number)).isoformat()
            self.book.cash.put_bill(BillRow(f"HD{number}", PATIENT, "LK1", f"Xét nghiệm {number}", amount, at))

    def examined(self, *, ready: bool) -> None:
        """Something was ordered for them."""
        self.book.desk.put_result(ResultRow("KQ1", PATIENT, int(ready)))

    # -- what goes wrong

    def loses(self, *neighbours: str) -> None:
        """These answer nobody: `insurer`, `his`, `bank`; these do not work: `printer`, `camera`."""
        for name in neighbours:
            match name:
                case "insurer":
                    self.insurer.faults = FaultMenu(AWAY)
                case "his":
                    self.his.faults = FaultMenu(AWAY)
                case "bank":
                    self.bank.faults = FaultMenu(AWAY)
                case "printer":
                    self.rates.printer = 1.0
                case _:
                    self.machine.camera.broken = True

    def recovers(self) -> None:
        """All of them answer again."""
        for one in (self.insurer, self.his, self.bank):
            one.faults = FaultMenu()

    # -- what came of it

    @property
    def visits(self) -> tuple[RegistrationRow, ...]:
        """Every registration the HIS holds."""
        return self.book.registrations.where()

    @property
    def visit(self) -> RegistrationRow:
        """The one registration there is."""
        [row] = self.visits
        return row

    @property
    def called(self) -> list[str]:
        """What staff were called for."""
        return [call.reason for call in self.machine.hub.calls]

    def run(self, seconds: float) -> None:
        """Let so much time pass."""
        passed: list[bool] = []
        self.lobby.later(seconds, lambda: passed.append(True))
        while not passed:
            assert self.time.run_next()


class Door:
    """What the window takes for its station: the machine of the hospital that stands behind it now."""

    def __init__(self) -> None:
        self.info = StationInfo("Bệnh viện Mẫu", "Máy 03", 4.03, information=HOUSE)
        self._on_view: Callable[[View], None] = lambda _view: None
        self.hospital = Hospital(self.seen)
        self._before = 0.0

    def opens(self) -> Hospital:
        """A new morning at a new hospital."""
        self._before += self.hospital.time.monotonic() + 60.0
        self.hospital.machine.close()
        self.hospital = Hospital(self.seen)
        return self.hospital

    def clock(self) -> float:
        """The window's clock: it runs on when the hospital begins another morning."""
        return self._before + self.hospital.time.monotonic()

    def seen(self, view: View) -> None:
        self._on_view(view)

    def start(self, on_view: Callable[[View], None], _on_live: Callable[[Live], None]) -> None:
        self._on_view = on_view
        on_view(self.hospital.machine.station.view)

    def send(self, intent: Intent) -> None:
        machine = self.hospital.machine
        machine.process.post(lambda: machine.station.intend(intent))

    def begin(self, language: str) -> None:
        machine = self.hospital.machine
        machine.process.post(lambda: machine.station.begin_by_touch(language))

    def preview(self) -> Preview | None:
        return None

    def seconds_left(self, timer: str) -> float | None:
        return self.hospital.machine.station.seconds_left(timer)

    def close(self) -> None:
        self.hospital.machine.close()


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
        if self._drawn is not self._window.bridge.look()[0]:
            # Rows and columns are laid out when a picture is drawn, as it always is before a person can touch them.
            self._window.window.grabWindow()
            self._drawn = self._window.bridge.look()[0]
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
