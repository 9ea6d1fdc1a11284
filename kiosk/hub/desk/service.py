"""The desk's port at the hub: who signs in, what each role may do, and every call handed on to whose work it is."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from typing import Any, cast

from his_client.his.ports import HospitalSystem
from his_client.outcome import Done, Outcome, Refused, Unknown
from kiosk.cashier.desk import CashierDesk
from kiosk.cashier.ports import Desk
from kiosk.cashier.state import Who
from kiosk.cashier.user_events import SignedIn
from kiosk.cashier.users import Argon2Pins, PinHasher, User, weak
from kiosk.cashier.values import Role, Session
from kiosk.clock import Clock
from kiosk.fleet.state import CONSOLE as CONSOLE_DESK
from kiosk.hub.desk.calls import DeskCalls, table
from kiosk.hub.desk.roles import AT_STATIONS, CONSOLE, MAY, WATCHES
from kiosk.hub.desk.sessions import Sessions, SessionSettings
from kiosk.hub.desk.wire import DESK
from kiosk.hub.owner import HubSilent, Via

log = logging.getLogger(__name__)

WRONG = Refused("wrong", "user or PIN")
_OWN = frozenset({"sign_out", "change_pin"})
KEEPER = "it"
"""Who manages users: whoever has the hub's token and a terminal, which is IT."""


class DeskService:
    """Thread-safe. One for a hub.

    :param books: see `kiosk.hub.desk.calls.table`.
    :param via: reaches the thread that owns the desks.
    """

    def __init__(
        self,
        desk: CashierDesk,
        books: object | None,
        his: HospitalSystem,
        via: Via,
        clock: Clock,
        settings: SessionSettings | None = None,
        pins: PinHasher | None = None,
    ) -> None:
        self._desk = desk
        self._via = via
        self._clock = clock
        self._pins = pins or Argon2Pins()
        self._calls = table(DeskCalls(desk, his, via), books, via)
        self._sessions = Sessions(clock, settings or SessionSettings())
        self._one_try = threading.Lock()
        """One PIN is looked at a time: no try escapes the count, and one hash's memory is all they ever take."""
        self._nobody = self._pins.hash("nobody's PIN")

    def for_session(self, token: str = "") -> Desk:
        """The port of one window; without a token it begins with `sign_in`, whose session it then uses."""
        return cast(Desk, _Window(self, token))

    def call(self, token: str, name: str, arguments: Mapping[str, Any]) -> Outcome[Any]:
        """Make one call of `kiosk.cashier.ports.Desk`.

        Refused: `unauthorised`, `forbidden`, `bad_request` (no such call), and what the call itself says.
        """
        try:
            return self._call(token, name, arguments)
        except HubSilent as silent:
            return Unknown("timeout", str(silent))

    def knows(self, token: str) -> bool:
        """Whether this token's session goes on; asking keeps nobody signed in."""
        return self._sessions.find(token, counts=False) is not None

    @property
    def signed_in(self) -> int:
        """How many people are signed in."""
        return len(self._sessions)

    def _call(self, token: str, name: str, arguments: Mapping[str, Any]) -> Outcome[Any]:
        if name == "sign_in":
            return self.sign_in(**arguments)
        if name not in MAY:
            return Refused("bad_request")
        held = self._sessions.find(token, counts=name not in WATCHES)
        user = self._via(lambda: self._desk.state.users.get(held.user)) if held else None
        if held is None or user is None:
            return Refused("unauthorised", "sign in again")
        if name == "sign_out":
            self._sessions.end(token)
            return Done(None)
        if name == "change_pin":
            return self._change_pin(user, token, **arguments)
        if not MAY[name].intersection(user.roles):
            return Refused("forbidden", "this role may not")
        if user.change_pin:
            return Refused("forbidden", "the PIN is to be changed first")
        if name not in self._calls:
            return Refused("bad_request", "not offered by this hub")
        outcome = self._calls[name](Who(user.name, held.desk, user.roles), **arguments)
        if name == "close_shift" and isinstance(outcome, Done):
            self._sessions.shorten(token)
        return outcome

    def sign_in(self, user: str, pin: str, desk: str) -> Outcome[Session]:
        """See `ports.SignIn.sign_in`. An unknown name takes as long as a wrong PIN."""
        place = self._desk.state.settings.desk(desk)
        if place is None:
            return Refused("no_desk")
        desk = place.id
        with self._one_try:
            users = self._desk.state.users
            if self._via(lambda: users.locked(user, self._clock.now())):
                return Refused("locked", "too many wrong PINs: wait, or ask IT for a new one")
            known = self._via(lambda: users.get(user))
            right = self._pins.fits(known.pin_hash if known else self._nobody, pin) and known is not None
            self._via(lambda: self._desk.keep_user(user, users.tried(user, desk, right, self._clock.now())))
        if known is None or not right:
            log.warning("sign_in_wrong", extra={"desk": desk})
            return WRONG
        token, expires_at = self._sessions.begin(user, desk)
        names = self._via(lambda: tuple(one.name for one in users))
        called = self._via(lambda: self._desk.state.users.names)
        settings = self._desk.state.settings
        return Done(
            Session(
                user=user,
                full_name=known.full_name,
                desk=desk,
                roles=known.roles,
                expires_at=expires_at,
                token=token,
                change_pin=known.change_pin,
                users=names,
                names=called,
                desks=tuple((one.id, one.name) for one in settings.desks),
                hospital=settings.hospital,
            )
        )

    def at_station(self, number: str, pin: str, station_id: str) -> Outcome[str]:
        """Who signs in at a station to help a patient there: the user's name; no session begins.

        Only who has the role `reception` is asked about at all: nobody in the lobby can lock a cashier out of the desk.
        Refused: `wrong`, `locked`, `change_pin` (the first PIN is to be changed at a desk's window before).
        """
        users = self._desk.state.users
        with self._one_try:
            known = self._via(lambda: users.by_number(number))
            if known is not None and Role.RECEPTION not in known.roles:
                known = None
            tried = self._tried(known, pin, f"station-{station_id}")
        match tried:
            case Done(value=user):
                return Refused("change_pin") if user.change_pin else Done(user.name)
            case Refused(code="wrong"):
                log.warning("station_sign_in_wrong", extra={"call": station_id})
        return tried

    def entering(self, number: str, pin: str, station_id: str) -> Outcome[User]:
        """Who goes behind a station's screen, as `at_station` of who has the role `it` or `reception`."""
        users = self._desk.state.users
        with self._one_try:
            known = self._via(lambda: users.by_number(number))
            if known is not None and not AT_STATIONS.intersection(known.roles):
                known = None
            tried = self._tried(known, pin, f"station-{station_id}")
        match tried:
            case Done(value=user) if user.change_pin:
                return Refused("change_pin")
            case Refused(code="wrong"):
                log.warning("station_entry_wrong", extra={"call": station_id})
        return tried

    def at_console(self, name: str, pin: str) -> Outcome[User]:
        """Who signs in at the console, of those whose place it is; no session of a desk begins.

        Refused: `wrong`, `locked`.
        """
        users = self._desk.state.users
        with self._one_try:
            known = self._via(lambda: users.get(name))
            if known is not None and not CONSOLE.intersection(known.roles):
                known = None
            tried = self._tried(known, pin, CONSOLE_DESK)
        if isinstance(tried, Refused) and tried.code == "wrong":
            log.warning("console_sign_in_wrong")
        return tried

    def keep_entry(self, name: str) -> None:
        """Journal that somebody whom another system vouches for signed in at the console."""
        entered = (SignedIn(name, CONSOLE_DESK, self._clock.now()),)
        self._via(lambda: self._desk.keep_user(name, entered))

    def account(self, name: str) -> User | None:
        """Whom a name belongs to now; None once the person is gone."""
        return self._desk.state.users.get(name)

    def change_own_pin(self, name: str, old: str, new: str) -> Outcome[None]:
        """As `change_pin` at a desk, for who has none. Refused: `no_user`, `locked`, `wrong`, `weak_pin`."""
        user = self.account(name)
        return Refused("no_user") if user is None else self._change_pin(user, "", old, new)

    def _tried(self, known: User | None, pin: str, place: str) -> Outcome[User]:
        """One look at a PIN, journalled for a user there is; nobody's takes as long. `_one_try` is held."""
        users = self._desk.state.users
        name = known.name if known else ""
        if self._via(lambda: users.locked(name, self._clock.now())):
            return Refused("locked")
        right = self._pins.fits(known.pin_hash if known else self._nobody, pin)
        self._via(lambda: self._desk.keep_user(name, users.tried(name, place, right, self._clock.now())))
        return Done(known) if right and known is not None else WRONG

    def _change_pin(self, user: User, token: str, old: str, new: str) -> Outcome[None]:
        with self._one_try:
            if self._via(lambda: self._desk.state.users.locked(user.name, self._clock.now())):
                return Refused("locked")
            if not self._pins.fits(user.pin_hash, old):
                wrong = self._desk.state.users.tried
                self._via(lambda: self._desk.keep_user(user.name, wrong(user.name, "", False, self._clock.now())))
                return Refused("wrong")
            if weak(new) or new == old:
                return Refused("weak_pin", "six digits or more, no run and no repetition, not the old one")
            return self._set_pin(user.name, new, user.name, besides=token)

    # -- users, for the hub's keeper

    def users(self) -> tuple[User, ...]:
        """Everybody who may sign in, by name."""
        return self._via(lambda: tuple(self._desk.state.users))

    def add_user(self, name: str, full_name: str, roles: tuple[Role, ...], pin: str, number: str = "") -> Outcome[None]:
        """Refused: `weak_pin`, and what `Users.add` says."""
        if weak(pin):
            return Refused("weak_pin", "six digits or more, no run and no repetition")
        hashed = self._pins.hash(pin)
        users = self._desk.state.users
        return self._via(
            lambda: self._desk.keep_user(
                name, users.add(name, full_name, roles, hashed, KEEPER, self._clock.now(), number)
            )
        )

    def remove_user(self, name: str) -> Outcome[None]:
        """Refused: `no_user`, `holds_drawer` (a shift of this person is not closed)."""
        users, shifts = self._desk.state.users, self._desk.state.shifts

        def remove() -> Outcome[None]:
            if any((shift.user == name and shift.closed is None) or shift.waits_for == name for shift in shifts):
                return Refused("holds_drawer", "a supervisor closes that shift, or takes the drawer over, first")
            return self._desk.keep_user(name, users.remove(name, KEEPER, self._clock.now()))

        outcome = self._via(remove)
        if isinstance(outcome, Done):
            self._sessions.end_of(name)
        return outcome

    def reset_pin(self, name: str, pin: str) -> Outcome[None]:
        """A new PIN, to be changed at the next sign-in; it also ends a lock. Refused: `weak_pin`, `no_user`."""
        if weak(pin):
            return Refused("weak_pin", "six digits or more, no run and no repetition")
        return self._set_pin(name, pin, KEEPER)

    def _set_pin(self, name: str, pin: str, by: str, besides: str = "") -> Outcome[None]:
        hashed = self._pins.hash(pin)
        users = self._desk.state.users
        outcome = self._via(lambda: self._desk.keep_user(name, users.change_pin(name, hashed, by, self._clock.now())))
        if isinstance(outcome, Done):
            self._sessions.end_of(name, besides)
        return outcome


class _Window:
    """A desk's port in this process: each call by its name, under the token that signing in gave."""

    def __init__(self, service: DeskService, token: str) -> None:
        self._service = service
        self._token = token

    def __getattr__(self, name: str) -> Callable[..., Outcome[Any]]:
        if name not in DESK:
            raise AttributeError(name)
        call = DESK[name]

        def made(*args: Any, **kwargs: Any) -> Outcome[Any]:
            outcome = self._service.call(self._token, name, call.bind(args, kwargs))
            if name == "sign_in" and isinstance(outcome, Done):
                self._token = outcome.value.token
            return outcome

        return made
