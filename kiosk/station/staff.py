"""Who signs in at the station to help a patient: asked of the hub, and of the station's own list while it is away.

Wrong PINs cost growing waits at the station, whoever they were typed for; the hub keeps its own count for each person.
"""

from __future__ import annotations

import hmac
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from his_client.outcome import Done, Outcome, Refused
from kiosk.cashier.users import Argon2Pins, PinHasher, wait_after
from kiosk.cashier.values import Role
from kiosk.clock import Clock
from kiosk.config import StationConfig, secret
from kiosk.hub.desk.staff_client import StaffDesk
from kiosk.visit.staff import StaffRefused, StaffSigned

HELPS, ENTERS = frozenset({Role.RECEPTION}), frozenset({Role.RECEPTION, Role.IT})
"""Who takes a visit over, and who goes behind the screen."""
ANSWERS = frozenset({"wrong", "locked", "change_pin"})
"""What a hub that keeps the list says; all else is as if it were away."""
NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$kfDP+I61gEMn0gVcA6+LQQ$kH0wvbd0viWs2WZVIU0aF9nNFzyZ8Dgywbp15C2tMeQ"
"""A hash that no PIN is known for: an unknown number takes as long as a known one."""


@dataclass(frozen=True, slots=True)
class LocalStaff:
    """Somebody of the station's own list; `pin_hash` is that of `peppered` (`kiosk staff hash` makes it)."""

    name: str
    pin_hash: str = field(repr=False)
    roles: tuple[Role, ...] = (Role.RECEPTION,)


@dataclass(frozen=True, slots=True)
class Admitted:
    """Who may go behind the station's screen, and as what. `alone`: the station's own list answered."""

    staff: str
    roles: frozenset[Role]
    alone: bool = False


def peppered(token: str, number: str, pin: str) -> str:
    """What is hashed of a PIN: without the hub's token, six digits cannot be guessed from the file."""
    return hmac.digest(token.encode(), f"staff\0{number}\0{pin}".encode(), "sha256").hex()


class StaffDoor:
    """Checks one number and PIN at a time; `check` blocks, so it belongs on a worker.

    :param hub: None where no hub is asked.
    :param people: by the number they type.
    :param token: the hub's, see `peppered`.
    """

    def __init__(
        self,
        station_id: str,
        hub: StaffDesk | None,
        people: Mapping[str, LocalStaff],
        token: str,
        clock: Clock,
        pins: PinHasher | None = None,
    ) -> None:
        self._station_id = station_id
        self._hub = hub
        self._people = people
        self._token = token
        self._clock = clock
        self._pins = pins or Argon2Pins()
        self._one_try = threading.Lock()
        self._wrong = 0
        self._until: float | None = None

    def check(self, number: str, pin: str) -> StaffSigned | StaffRefused:
        """Whose number and PIN they are."""
        with self._one_try:
            if self.locked:
                return StaffRefused("locked", self._known(number))
            found = self._asked(number, pin, HELPS)
            said = StaffSigned(found.staff, found.alone) if isinstance(found, Admitted) else found
            self.replay(said, self._clock.now())
            return said

    def admit(self, number: str, pin: str) -> Admitted | StaffRefused:
        """Whose they are, of those who may go behind the screen; the same tries are counted."""
        with self._one_try:
            if self.locked:
                return StaffRefused("locked", self._known(number))
            found = self._asked(number, pin, ENTERS)
            said = StaffSigned(found.staff, found.alone) if isinstance(found, Admitted) else found
            self.replay(said, self._clock.now())
            return found

    @property
    def locked(self) -> bool:
        """Whether too many wrong PINs stand in the way now."""
        return self._until is not None and self._clock.monotonic() < self._until

    def replay(self, happened: StaffSigned | StaffRefused, at: datetime) -> None:
        """Count what came of a try, now or before the station stopped."""
        match happened:
            case StaffSigned():
                self._wrong, self._until = 0, None
            case StaffRefused(notice="wrong"):
                self._wrong += 1
                wait = wait_after(self._wrong)
                left_s = None if wait is None else _left(min(wait, LONGEST), at, self._clock)
                self._until = None if left_s is None else self._clock.monotonic() + left_s
            case _:
                pass

    def _asked(self, number: str, pin: str, wanted: frozenset[Role]) -> Admitted | StaffRefused:
        if self._hub is not None:
            match self._ask_hub(self._hub, number, pin, wanted):
                case Done(value=found):
                    return found
                case Refused(code=code) if code in ANSWERS:
                    return StaffRefused(code, self._known(number))
                case _:
                    pass
        if not self._people:
            return StaffRefused("away")
        person = self._people.get(number)
        right = self._pins.fits(person.pin_hash if person else NOBODY, peppered(self._token, number, pin))
        if person is None or not right or not wanted.intersection(person.roles):
            return StaffRefused("wrong", self._known(number))
        return Admitted(person.name, frozenset(person.roles), alone=True)

    def _ask_hub(self, hub: StaffDesk, number: str, pin: str, wanted: frozenset[Role]) -> Outcome[Admitted]:
        if wanted == HELPS:
            name = hub.at_station(number, pin, self._station_id)
            return Done(Admitted(name.value, HELPS)) if isinstance(name, Done) else name
        known = hub.entering(number, pin, self._station_id)
        return Done(Admitted(known.value.staff, known.value.roles)) if isinstance(known, Done) else known

    def _known(self, number: str) -> str:
        """Only who is on the list is named: a PIN typed in the number's place must stand nowhere."""
        person = self._people.get(number)
        return person.name if person else ""


LONGEST = timedelta(minutes=15)
"""At a machine that stands among the public, whoever plays with it must not keep staff out for long."""


def staff_door(config: StationConfig, hub: StaffDesk, clock: Clock) -> StaffDoor:
    """The door of a station's file: for who goes behind the screen, and where `staff.on` for who takes a visit over.

    :raises SecretMissing: without the hub's token, where there is a list of its own.
    """
    people = {one.number: LocalStaff(one.name, one.hash, tuple(map(Role, one.roles))) for one in config.staff.people}
    token = secret("hub_token", config.station.credentials) if people else ""
    return StaffDoor(config.station.id, hub, people, token, clock)


def _left(wait: timedelta, since: datetime, clock: Clock) -> float:
    """The seconds left of a wait that began at `since`; a clock that was turned makes it neither longer nor none."""
    return max(timedelta(), min(wait, wait - (clock.now() - since))).total_seconds()
