"""A guest who does what the screen says, at a station beside which something is struck meanwhile."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random
from typing import Protocol

from chip_reader import Citizen
from chip_reader.virtual import VirtualCard, load_profile
from chip_reader.virtual.faults import LengthCap, Link
from face_match.demo import demo_portrait
from his_client.payments import vietqr
from kiosk.campaign.devices.faults import Fault
from kiosk.campaign.neighbours.judge import Shown
from kiosk.campaign.neighbours.lobby import Seen
from kiosk.simulation.patient import Patient
from kiosk.simulation.people import Person
from kiosk.station.api import Live
from kiosk.visit import events as ev
from kiosk.visit.view import PaymentView, Screen, View

LONGEST_S = 120.0
AWAY_S = 3.0
"""After so many seconds what was killed is started again, as its service would be."""

TURN_DEGREES = 24.0
REAL = (Link(424_000, seconds_per_command=0.02), LengthCap())
"""A chip as slow as real ones, read in many commands."""


class Place(Protocol):
    """What a guest finds."""

    numbers: Iterator[int]
    account: str

    def lay(self, card: VirtualCard) -> None:
        """A card is laid on the tray."""
        ...

    def take(self) -> None:
        """It is taken away."""
        ...

    def press(self, intent: ev.Intent) -> None:
        """Somebody touches the screen."""
        ...

    def strike(self, fault: Fault) -> None:
        """Now."""
        ...

    def order(self, door: str, **wanted: object) -> None:
        """Order something of the demonstration's camera or bank."""
        ...


class Guest:
    """Somebody who goes through a visit as the screen says; thinks half a second before each step."""

    def __init__(self, floor: Place, card: str, seed: int, fault: Fault | None) -> None:
        self._floor = floor
        self._fault = fault
        known = load_profile(card)
        profile = replace(known, id_number=f"{known.id_number[:6]}{next(floor.numbers):06d}")
        faults = REAL if fault is not None and fault.at is Screen.READING else ()
        self._card = VirtualCard(profile, portrait=demo_portrait(), faults=faults)
        citizen = Citizen(
            id_number=profile.id_number,
            full_name=profile.full_name,
            date_of_birth="-".join(reversed(profile.date_of_birth.split("/"))),
            sex=profile.sex,
            nationality="Việt Nam",
        )
        person = Person(citizen, profile.qr_text, insured=True, alike=True)
        random = Random(seed)
        self._waits_s = random.uniform(0.0, AWAY_S)
        self._percent = random.randint(1, 80)
        self._patient = _Straight(person, self, random, 0.0, time.monotonic)
        self._patient.faces = fault is not None and fault.face
        self.struck = False
        self.screens: list[Screen] = []
        self.visit_id = ""
        self._seen = Seen(person)
        self._told = ""
        self._next = threading.Timer(0.0, lambda: None)
        self._over = threading.Event()

    def come(self) -> None:
        """Lay the card down: that begins a visit."""
        if self._fault is not None and self._fault.at is Screen.WELCOME:
            self.struck = True
            self._floor.strike(self._fault)
            time.sleep(self._waits_s)
        self._floor.lay(self._card)

    def wait(self) -> None:
        """Until the welcome screen stands again; then the tray is cleared."""
        self._over.wait(LONGEST_S)
        self._floor.take()
        self._floor.order("KIOSK_DEMO_CAMERA", scene="empty")
        time.sleep(1.0)

    @property
    def ended(self) -> bool:
        """Whether the welcome screen stood again."""
        return self._over.is_set()

    @property
    def shown(self) -> Shown:
        """What was on the screen, for the judge."""
        return self._seen.shown()

    def saw(self, view: View) -> None:
        """A screen stands; on the station's thread."""
        if not view.visit_id:
            if self.screens:
                self._over.set()
            return
        new = not self.screens or self.screens[-1] is not view.screen
        self.screens.append(view.screen)
        self.visit_id = view.visit_id
        self._seen.saw(view)
        if new and view.screen is Screen.FACE:
            self._later(lambda: self._floor.order("KIOSK_DEMO_CAMERA", scene="face", yaw=0.0, scale=1.0))
        if view.screen is not Screen.READING:
            self._strike_at(view.screen)
        action = self._patient.act(view)
        if action is not None:
            self._next.cancel()
            self._next = self._later(action)

    def moved(self, live: Live) -> None:
        """Something moves on the screen: the ring of a reading, or it asks for a movement of the head."""
        if live.percent >= self._percent:
            self._strike_at(Screen.READING, 0.0)
        guidance = live.guidance
        if not guidance or guidance == self._told:
            return
        self._told = guidance
        yaw = {"turn_left": TURN_DEGREES, "turn_right": -TURN_DEGREES}.get(guidance, 0.0)
        self._later(lambda: self._floor.order("KIOSK_DEMO_CAMERA", scene="face", yaw=yaw, scale=1.0))

    def _strike_at(self, screen: Screen, seconds: float = 0.2) -> None:
        fault = self._fault
        if fault is not None and fault.at is screen and not self.struck:
            self.struck = True
            self._later(lambda: self._floor.strike(fault), seconds)

    def _later(self, act: Callable[[], None], seconds: float = 0.5) -> threading.Timer:
        timer = threading.Timer(seconds, lambda: None if self.ended else act())
        timer.daemon = True
        timer.start()
        return timer

    # -- hands

    def press(self, intent: ev.Intent) -> None:
        """See `Hands`."""
        self._floor.press(intent)

    def lay_card(self, person: Person) -> None:  # noqa: ARG002 - there is one card
        """See `Hands`."""
        self._floor.lay(self._card)

    def take_card(self) -> None:
        """See `Hands`."""
        self._floor.take()

    def show_qr(self, text: str) -> None:
        """See `Hands`."""
        self._floor.order("KIOSK_DEMO_CAMERA", scene="qr", text=text)

    def transfer(self, payment: PaymentView, amount: int, times: int, delay_s: float) -> None:
        """See `Hands`."""
        memo = f"MBVCB.1.{vietqr.parse(payment.qr).purpose}.CT tu 0011"
        self._floor.order(
            "KIOSK_DEMO_BANK", account=self._floor.account, amount=amount, memo=memo, times=times, delay_s=delay_s
        )


class _Straight(Patient):
    """Allows the insurer, and a face where one is to be compared; pays as asked."""

    faces = False

    def _consent(self) -> None:
        self._hands.press(ev.ConsentGiven(self.faces, insurer=True, wording="0" * 64, language="vi"))

    def _straight(self, view: View) -> Callable[[], None] | None:
        return None if view.screen is Screen.FACE else super()._straight(view)

    def _pay(self, payment: PaymentView) -> None:
        if self._paid or not payment.qr:
            super()._pay(payment)
        else:
            self._paid = True
            self._hands.transfer(payment, payment.due, 1, 0.0)
