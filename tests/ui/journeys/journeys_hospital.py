"""A sandbox hospital in virtual time, one station in it, and the door through which a window sees that station."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random

from his_client.sandbox.book import RegistrationBook
from his_client.sandbox.departments import load_departments
from his_client.sandbox.faults import CallFault, FaultMenu
from his_client.sandbox.insured import InsuredRegistry
from his_client.sandbox.rows import AppointmentRow, BillRow, PatientRow, RegistrationRow, ResultRow
from his_client.sandbox.simulated import SimulatedBank, SimulatedHis, SimulatedInsurance
from his_client.sandbox.store import MemoryStore
from kiosk.demo.house import HOUSE
from kiosk.simulation.devices import FaultRates
from kiosk.simulation.people import Person, make_person
from kiosk.simulation.time import SimProcess, SimTime
from kiosk.simulation.world import ACCOUNT, FACILITY, Machine
from kiosk.station.api import Live, Preview, StationInfo
from kiosk.station.staff import LocalStaff, StaffDoor, peppered
from kiosk.visit.events import Intent
from kiosk.visit.view import View

AWAY = {CallFault.LOST_REQUEST: 1.0}
PATIENT, CLINIC = "BN0000777", "K01"
PIN = "730462"
STAFF = {"417": LocalStaff("hoa", peppered("", "417", PIN))}


class PlainPins:
    """Hashes of no worth and no cost."""

    def hash(self, pin: str) -> str:
        return pin

    def fits(self, hashed: str, pin: str) -> bool:
        return hashed == pin


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
            door=StaffDoor(
                "03", None, {"417": LocalStaff("hoa", peppered("", "417", PIN))}, "", self.time, PlainPins()
            ),
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

    def owes(self, *amounts: int) -> None:
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
        self.admin = None
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

    def staff(self, number: str, pin: str) -> None:
        machine = self.hospital.machine
        machine.process.post(lambda: machine.station.staff(number, pin))

    def preview(self) -> Preview | None:
        return None

    def seconds_left(self, timer: str) -> float | None:
        return self.hospital.machine.station.seconds_left(timer)

    def close(self) -> None:
        self.hospital.machine.close()
