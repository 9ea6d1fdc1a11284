"""Decisions about the fleet, each journalled before anybody sees it; they run on the hub's owner thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from his_client.outcome import Done, Outcome, Refused
from kiosk.clock import Clock
from kiosk.config.overlay import OverlayInvalid, read_overlay
from kiosk.fleet import events as told
from kiosk.fleet.identity import STATION, Authority, BadRequest, Signed, new_token, token_hash, token_parts
from kiosk.fleet.ports import Identity
from kiosk.fleet.signing import sha256
from kiosk.fleet.values import HEARTBEAT_S, OrderKind
from kiosk.hub.fleet.known import Known
from kiosk.hub.owner import Via
from kiosk.hub.record import HubRecord
from kiosk.ids import uuid7

SUBJECT = "fleet"
NO_TOKEN = Refused("bad_token", "the token is unknown, used or too old; ask for a new one")
WRONG_CLOCK = Refused("clock", "the hub's clock lies outside its authority's time; set it, then ask again")


@dataclass(frozen=True, slots=True)
class FleetSettings:
    """`token_life`: how long an enrolment token opens. `heartbeat_s`: the pause asked of stations, in seconds."""

    token_life: timedelta = timedelta(hours=24)
    heartbeat_s: float = HEARTBEAT_S


class Decisions:
    """The part of `Fleet` that changes something.

    :param authority: signs stations' certificates.
    :param signer: signs configurations; its public half is given to stations when they enrol.
    :param via: reaches the owner's thread.
    """

    def __init__(
        self,
        record: HubRecord,
        via: Via,
        clock: Clock,
        authority: Authority,
        signer: Ed25519PrivateKey,
        settings: FleetSettings,
    ) -> None:
        self._record, self._via, self._clock = record, via, clock
        self._authority, self._signer, self._settings = authority, signer, settings
        self._known = Known(clock)

    def issue_token(self, station_id: str, group: str, by: str) -> Outcome[str]:
        """See `Fleet`."""

        def decide() -> Outcome[str]:
            if not STATION.fullmatch(station_id):
                return Refused("bad_station", "a station's id is one to four capital letters and digits")
            known = self._known.state.stations.get(station_id)
            if known is not None and known.serial and not known.revoked:
                return Refused("enrolled", "this station has an identity; revoke it first, then enrol its machine anew")
            now = self._clock.now()
            token = new_token(station_id, self._authority.fingerprint)
            kept: list[told.FleetEvent] = [
                told.TokenWithdrawn(name, by, now)
                for name, one in self._known.state.tokens.items()
                if one.open and one.station_id == station_id
            ]
            until = now + self._settings.token_life
            self._keep(*kept, told.TokenIssued(station_id, token_hash(token), until, by, now, group))
            return Done(token)

        return self._via(decide)

    def withdraw_token(self, station_id: str, by: str) -> Outcome[None]:
        """See `Fleet`. Refused: `no_token`."""

        def decide() -> Outcome[None]:
            open_ones = [
                name for name, one in self._known.state.tokens.items() if one.open and one.station_id == station_id
            ]
            if not open_ones:
                return Refused("no_token")
            self._keep(*(told.TokenWithdrawn(name, by, self._clock.now()) for name in open_ones))
            return Done(None)

        return self._via(decide)

    def enrol(self, token: str, csr: str, machine: str) -> Outcome[Identity]:
        """See `Fleet`."""

        def decide() -> Outcome[Identity]:
            now = self._clock.now()
            named = token_parts(token)
            held = self._known.state.tokens.get(token_hash(token))
            if named is None or held is None or held.expires_at <= now:
                return NO_TOKEN
            if not self._authority.covers(now):
                return WRONG_CLOCK
            try:
                signed = self._authority.sign(held.station_id, csr, now)
            except BadRequest as error:
                return Refused("bad_csr", str(error))
            name = token_hash(token)
            if not held.open and not self._asks_again(held.station_id, name, signed.key):
                return NO_TOKEN
            self._keep(
                told.StationEnrolled(
                    held.station_id,
                    name,
                    signed.serial,
                    signed.fingerprint,
                    signed.expires_at,
                    now,
                    machine[:80],
                    signed.key,
                )
            )
            return Done(self._identity(held.station_id, signed))

        return self._via(decide)

    def renew(self, station_id: str, serial: str, csr: str) -> Outcome[Identity]:
        """See `Fleet`. Refused: `unknown_identity`, `bad_csr`, `clock`."""

        def decide() -> Outcome[Identity]:
            if not self._known.admits(station_id, serial):
                return Refused("unknown_identity")
            now = self._clock.now()
            if not self._authority.covers(now):
                return WRONG_CLOCK
            try:
                signed = self._authority.sign(station_id, csr, now)
            except BadRequest as error:
                return Refused("bad_csr", str(error))
            kept = (signed.serial, signed.fingerprint, signed.expires_at, now, serial)
            self._keep(told.IdentityRenewed(station_id, *kept))
            return Done(self._identity(station_id, signed))

        return self._via(decide)

    def revoke(self, station_id: str, why: str, by: str) -> Outcome[None]:
        """See `Fleet`. Refused: `no_station`, `bad_reason`."""

        def decide() -> Outcome[None]:
            known = self._known.state.stations.get(station_id)
            if known is None or not known.serial or known.revoked:
                return Refused("no_station", "no station of this id is let in")
            if why not in {"stolen", "replaced", "retired"}:
                return Refused("bad_reason", "stolen, replaced or retired")
            now = self._clock.now()
            # What was asked of this machine is not asked of the one that takes its place.
            left = (told.OrderWithdrawn(order.id, by, now) for order in self._known.state.open_orders(station_id))
            self._keep(told.IdentityRevoked(station_id, known.serial, why, by, now), *left)
            return Done(None)

        return self._via(decide)

    def place(
        self, station_id: str, name: str, group: str, place: str, across: float, down: float, by: str
    ) -> Outcome[None]:
        """See `Fleet`. Refused: `no_station`, `bad_place`."""

        def decide() -> Outcome[None]:
            if station_id not in self._known.state.stations:
                return Refused("no_station")
            words = (name, group, place)
            if not (0 <= across <= 1 and 0 <= down <= 1) or any(len(word) > 60 for word in words):
                return Refused("bad_place", "0 to 1 across and down; words of at most 60 letters")
            now = self._clock.now()
            self._keep(told.StationPlaced(station_id, name, group, place, across, down, by, now))
            return Done(None)

        return self._via(decide)

    def give(self, station_id: str, kind: OrderKind, argument: str, by: str) -> Outcome[str]:
        """See `Fleet`."""

        def decide() -> Outcome[str]:
            known = self._known.state.stations.get(station_id)
            if known is None or known.revoked:
                return Refused("no_station")
            if len(argument) > 64 or not argument.isascii() or (kind is OrderKind.UPDATE and not argument):
                return Refused("bad_argument", "an update names its release")
            if any(order.kind is kind for order in self._known.state.open_orders(station_id)):
                return Refused("already", "the same order is open for this station")
            order_id = uuid7(self._clock)
            self._keep(told.OrderGiven(order_id, station_id, kind, argument, by, self._clock.now()))
            return Done(order_id)

        return self._via(decide)

    def withdraw(self, order_id: str, by: str) -> Outcome[None]:
        """See `Fleet`. Refused: `no_order`, `ended`."""

        def decide() -> Outcome[None]:
            known = self._known.state.orders.get(order_id)
            if known is None:
                return Refused("no_order")
            if known.state != "open":
                return Refused("ended")
            self._keep(told.OrderWithdrawn(order_id, by, self._clock.now()))
            return Done(None)

        return self._via(decide)

    def take_alert(self, alert_id: str, by: str) -> Outcome[None]:
        """See `Fleet`. Refused: `no_alert`, `taken`."""

        def decide() -> Outcome[None]:
            alert = self._known.state.alerts.get(alert_id)
            if alert is None or alert.ended_at is not None:
                return Refused("no_alert")
            if alert.taken_by:
                return Refused("taken", alert.taken_by)
            self._keep(told.AlertTaken(alert_id, by, self._clock.now()))
            return Done(None)

        return self._via(decide)

    def end_alert(self, alert_id: str, by: str) -> Outcome[None]:
        """See `Fleet`. Refused: `no_alert`. What still holds is raised anew."""

        def decide() -> Outcome[None]:
            alert = self._known.state.alerts.get(alert_id)
            if alert is None or alert.ended_at is not None:
                return Refused("no_alert")
            self._keep(told.AlertEnded(alert_id, by, self._clock.now()))
            return Done(None)

        return self._via(decide)

    def keep_configuration(self, name: str, toml: str, by: str) -> Outcome[str]:
        """See `Fleet`. Refused also: `bad_name`."""
        try:
            read_overlay(toml)
        except OverlayInvalid as error:
            return Refused("bad_configuration", str(error))
        if not 0 < len(name.strip()) <= 60:
            return Refused("bad_name", "one to sixty letters")
        digest = sha256(toml.encode())

        def decide() -> Outcome[str]:
            if digest not in self._known.state.configurations:
                self._keep(told.ConfigurationKept(digest, name.strip(), toml, by, self._clock.now()))
            return Done(digest)

        return self._via(decide)

    def roll_out(self, digest: str, waves: tuple[tuple[str, ...], ...], well_s: int, by: str) -> Outcome[str]:
        """See `Fleet`. Refused: `no_configuration`, `bad_waves`, `going` (another one is under way)."""

        def decide() -> Outcome[str]:
            if digest not in self._known.state.configurations:
                return Refused("no_configuration")
            if not waves or not 30 <= well_s <= 86_400 or not all(self._known.state.members(wave) for wave in waves):
                return Refused("bad_waves", "each wave names enrolled stations or groups; 30 s to a day between them")
            if any(going.state == "going" for going in self._known.state.roll_outs.values()):
                return Refused("going", "one roll-out at a time")
            now, roll_out_id = self._clock.now(), uuid7(self._clock)
            self._keep(
                told.RollOutBegun(roll_out_id, digest, waves, well_s, by, now),
                told.WaveBegun(roll_out_id, 0, by, now),
            )
            return Done(roll_out_id)

        return self._via(decide)

    def stop_roll_out(self, roll_out_id: str, by: str) -> Outcome[None]:
        """See `Fleet`. Refused: `no_roll_out`. Stations that have it keep it."""

        def decide() -> Outcome[None]:
            going = self._known.state.roll_outs.get(roll_out_id)
            if going is None or going.state != "going":
                return Refused("no_roll_out")
            self._keep(told.RollOutEnded(roll_out_id, "stopped", "", by, self._clock.now()))
            return Done(None)

        return self._via(decide)

    def _keep(self, *kept: told.FleetEvent) -> None:
        self._record.keep([(SUBJECT, event) for event in kept])

    def _identity(self, station_id: str, signed: Signed) -> Identity:
        public = self._signer.public_key().public_bytes_raw().hex()
        return Identity(station_id, signed.pem, self._authority.pem, public, signed.expires_at)

    def _asks_again(self, station_id: str, token: str, key: str) -> bool:
        """Whether this machine was enrolled by this token, and says so once more because it heard no answer."""
        state = self._known.state
        return state.enrolled_by.get(station_id) == (token, key) and not state.stations[station_id].revoked
