"""A simulated station's hands and eyes, with a fault menu: a tray, a camera, a printer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Literal

from chip_reader import (
    CardGone,
    CardReading,
    NoCard,
    NotAnIdCard,
    Portrait,
    PortraitFormat,
    ReadStats,
    WrongKey,
)
from face_match import FaceDecision, Liveness
from kiosk.loop import Callback
from kiosk.printing.payment import PaymentSlip
from kiosk.printing.ticket import Ticket
from kiosk.simulation.people import GOOD_CHECKS, TAMPERED_CHECKS, Person
from kiosk.station.api import Preview
from kiosk.station.devices import Guided, Moved, ReadProgress
from kiosk.visit.values import CardKey, MrzKey, QrKey, TypedCan

PORTRAIT = Portrait(PortraitFormat.JPEG, b"\xff\xd8\xffsimulated")


@dataclass(slots=True)
class FaultRates:
    """How often things go wrong, 0..1 per use; `doubt`: how often a look tells nothing, though all is well."""

    card: float = 0.0
    camera: float = 0.0
    printer: float = 0.0
    doubt: float = 0.12


Log = Callable[[str, str], None]


class SimTray:
    """The tray: persons lay their cards on it; a read may be torn, refused, tampered or unreadable."""

    def __init__(self, random: Random, rates: FaultRates, used: Log) -> None:
        self._random = random
        self._rates = rates
        self._used = used
        self._moved: Moved | None = None
        self.holder: Person | None = None

    def watch(self, moved: Moved) -> None:
        """See `CardDevice`; a card that already lies there is reported first, as real readers do."""
        self._moved = moved
        if self.holder is not None:
            moved(True)

    def lay(self, person: Person) -> None:
        """A person lays the card down."""
        self.holder = person
        if self._moved is not None:
            self._moved(True)

    def take(self) -> None:
        """The card is taken away."""
        if self.holder is not None:
            self.holder = None
            if self._moved is not None:
                self._moved(False)

    def read(self, key: CardKey, progress: ReadProgress) -> CardReading:
        """See `CardDevice`."""
        holder = self.holder
        if holder is None:
            raise NoCard
        self._used("card", holder.citizen.id_number)
        if holder.dead_chip:
            raise NotAnIdCard(0x6A82)
        if not _opens(key, holder):
            raise WrongKey(1)
        progress(50, "portrait")
        fault = self._random.random()
        checks = GOOD_CHECKS
        if fault < self._rates.card:
            match int(fault / self._rates.card * 4):
                case 0:
                    raise CardGone
                case 1:
                    raise NotAnIdCard(0x6A82)
                case 2:
                    checks = TAMPERED_CHECKS
                case _:
                    raise WrongKey(3)
        return CardReading(holder.citizen, PORTRAIT, "BAC", checks, ReadStats(14, 20_000, 0.01))

    def close(self) -> None:
        """Nothing is held."""


def _opens(key: CardKey, person: Person) -> bool:
    if isinstance(key, QrKey):
        return key.text == person.qr_text
    if isinstance(key, TypedCan | MrzKey):
        return False  # the simulated cards offer no PACE, and nobody scans a page
    return key.number == person.citizen.id_number and key.birth == person.citizen.date_of_birth


Later = Callable[[float, Callback], Callback]


class SimCamera:
    """The camera: shows what is held before it; may be dark, be in doubt, or see somebody unlike the chip's picture.

    `broken`: there is no picture at all. `matched` keeps the ID numbers of all whose face it ever found to match, for
    the checker.

    :param later: runs a callback after so many seconds; what it answers cancels it.
    """

    def __init__(self, random: Random, rates: FaultRates, used: Log, later: Later) -> None:
        self._random = random
        self._rates = rates
        self._used = used
        self._later = later
        self._seen: Callable[[str], None] | None = None
        self._cancel: Callback = lambda: None
        self.filming = False
        self.broken = False
        self.present: Person | None = None
        self.matched: set[str] = set()

    def scan(self, seen: Callable[[str], None], away: Callable[[], None]) -> None:
        """See `CameraDevice`."""
        self._used("scan", self.present.citizen.id_number if self.present else "")
        self._seen = seen
        self.filming = True
        if self._random.random() < self._rates.camera or self.broken:
            away()

    def show(self, text: str) -> None:
        """A QR is held before the camera."""
        if self._seen is not None:
            self._seen(text)

    def match(
        self,
        portrait: Portrait,
        guided: Guided,
        decided: Callable[[FaceDecision], None],
        away: Callable[[], None],
    ) -> None:
        """See `CameraDevice`."""
        assert portrait is PORTRAIT
        self._used("face", self.present.citizen.id_number if self.present else "")
        self.filming = True
        guided("hold_still", 0.8, "#FFFFFF")
        person, luck = self.present, self._random.random()

        def answer() -> None:
            if luck < self._rates.camera / 2 or self.broken:
                away()
                return
            if luck < self._rates.doubt:
                decided(_decision("cannot_tell"))
            elif person is not None and person.alike:
                self.matched.add(person.citizen.id_number)
                decided(_decision("match"))
            else:
                decided(_decision("no_match"))

        self._cancel = self._later(1.0 + 4.0 * self._random.random(), answer)

    def stop(self) -> None:
        """See `CameraDevice`."""
        self._cancel()
        self._seen = None
        self.filming = False

    def preview(self) -> Preview | None:
        """Nobody looks."""
        return None

    def close(self) -> None:
        """Nothing is held."""


def _decision(found: Literal["match", "no_match", "cannot_tell"]) -> FaceDecision:
    return FaceDecision(found, -6.0, -4.0, "simulated", "0" * 64, (), Liveness("live"))


class SimPrinter:
    """The printer: prints, or says why not. `last` is the slip it gave out last."""

    def __init__(self, random: Random, rates: FaultRates) -> None:
        self._random = random
        self._rates = rates
        self.printed = 0
        self.last: Ticket | PaymentSlip | None = None

    def print(self, slip: Ticket | PaymentSlip) -> str | None:
        """See `TicketDevice`."""
        assert slip.number if isinstance(slip, Ticket) else slip.received >= slip.due
        if self._random.random() < self._rates.printer:
            return self._random.choice(("paper", "cover", "offline"))
        self.printed += 1
        self.last = slip
        return None
