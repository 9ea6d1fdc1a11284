"""A hub as a configuration says: real neighbours, journal, loop and service, opened and closed in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask

from his_client.his.ports import HospitalSystem
from his_client.http import JsonClient
from his_client.insurance.cache import CachedGateway
from his_client.insurance.copayment import CoPaymentLookup
from his_client.insurance.his_route import HisInsuranceRoute, HisRouteConfig
from his_client.insurance.ports import InsuranceGateway
from his_client.insurance.token import BodyForm, TokenKeeper
from his_client.insurance.vss import VssConfig, VssGateway, token_keeper
from kiosk.boot import LinuxBoot
from kiosk.clock import Clock
from kiosk.config import StationConfig, secret
from kiosk.fleet.values import Heartbeat
from kiosk.hospital import open_hospital
from kiosk.hub.console.opening import open_console
from kiosk.hub.console.ports import FurtherPage
from kiosk.hub.core import HubCore, HubSettings, Working
from kiosk.hub.coverage.queue import LaterPolicy
from kiosk.hub.db.replication import Replication, open_replication
from kiosk.hub.db.together import Together
from kiosk.hub.desk.opening import DeskOpening
from kiosk.hub.fleet.desk import FleetDesk
from kiosk.hub.fleet.doors import add_fleet_doors
from kiosk.hub.fleet.history import History
from kiosk.hub.fleet.opening import ensure_gate, fleet_folder, fleet_keys
from kiosk.hub.fleet.rows_door import add_rows_door
from kiosk.hub.intake import GroupIntake
from kiosk.hub.money.channels import Channel
from kiosk.hub.money.desk import MoneyDesk
from kiosk.hub.money.providers import open_channels
from kiosk.hub.owner import OnOwner
from kiosk.hub.peers import KeptAnswer, add_peers_door
from kiosk.hub.quality.keeper import QualityKeeper
from kiosk.hub.quality.pages import quality_pages
from kiosk.hub.queue_desk import QueueSettings
from kiosk.hub.receiver.client import ReceiverClient
from kiosk.hub.record import HubRecord
from kiosk.hub.records import hub_codec
from kiosk.hub.service import HubServer, hub_app
from kiosk.journal import Journal, MasterKey
from kiosk.life.daily import cut_off
from kiosk.life.hub_daily import due_apart, hub_daily
from kiosk.loop import ThreadLoop
from kiosk.metrics.hub import HubMetrics, MeteredIntake
from kiosk.metrics.serving import MetricsServer
from kiosk.service.watchdog import Heartbeats, watch_loop
from kiosk.space import Space, require_room


class HubNotConfigured(Exception):
    """The configuration does not describe a hub; the message names what is missing."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__(f"this file describes no hub: set {', '.join(missing)}")
        self.missing = missing


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The systems a hub talks to; without a channel for payments they are made at the cashier."""

    his: HospitalSystem
    insurer: InsuranceGateway | None
    copayments: CoPaymentLookup | None
    channels: tuple[Channel, ...]
    receiver: ReceiverClient | None
    insurer_answers: Callable[[], str]


class _HubLoop(ThreadLoop):
    """The hub's owner thread; the program hears when it has ended."""

    def __init__(self, clock: Clock, told: Callable[[], None], metrics: HubMetrics) -> None:
        super().__init__(clock, workers=4, name="hub")
        self._told = told
        self._metrics = metrics

    def on_failure(self, error: BaseException) -> None:  # noqa: ARG002 - the loop has logged it
        """See `ThreadLoop`."""
        self._told()

    def on_worked(self, name: str, seconds: float, result: object) -> None:
        """See `ThreadLoop`."""
        self._metrics.worked(name, seconds, result)


@contextmanager
def running_hub(
    config: StationConfig,
    clock: Clock,
    on_failure: Callable[[], None],
    *,
    poll_s: float = 3.0,
    beats: Heartbeats | None = None,
) -> Iterator[HubServer]:
    """Serve the hub that `config` describes; on leaving, everything is closed in order.

    :param on_failure: is called from the hub's own thread when it can work no more; the program then ends.
    :param poll_s: seconds between two questions to the bank.
    :param beats: hears, once the hub has read its journal, that its threads move.
    :raises HubNotConfigured, ConfigError, SecretMissing: when something it needs is absent.
    :raises ValueError, OSError: when something it needs is wrong.
    :raises JournalDamaged, WrongMasterKey: when the journal must not be used.
    :raises DatabaseAway, SchemaNotCurrent: when the database cannot be used; `kiosk hub init` makes it usable.
    """
    credentials = config.station.credentials
    if config.hub.journal is None:
        raise HubNotConfigured(["hub.journal"])
    token = secret("hub_token", credentials)
    master = MasterKey(bytes.fromhex(secret("journal_key", credentials)))
    with ExitStack() as stack:
        neighbours = _neighbours(config, clock, stack)
        journal = stack.enter_context(closing(_journal(config.hub.journal, master, clock)))
        metrics = HubMetrics()
        loop = _HubLoop(clock, on_failure, metrics)
        space = _room(config.hub.journal, journal, loop)
        books = stack.enter_context(open_replication(config, journal, loop, clock))
        via = OnOwner(loop)
        opening = (
            DeskOpening(config, neighbours.his, loop, clock, via) if config.hub.desks or config.hub.console else None
        )
        keys = fleet_keys(config, clock)
        if config.hub.gate is not None:
            ensure_gate(fleet_folder(config), keys.authority, config.hub.gate_names, clock)
        history = History(books.database, loop, clock)
        fleets: list[FleetDesk] = []
        quality = QualityKeeper(books.database, neighbours.his.departments, loop, clock)

        def sections(record: HubRecord, money: MoneyDesk) -> tuple[Working, ...]:
            desk = FleetDesk(
                record, loop, via, clock, keys.authority, keys.signer, heard=partial(_heard, metrics, history)
            )
            fleets.append(desk)
            return (*fleets, quality, *(opening(record, money) if opening else ()))

        core = HubCore(
            journal,
            loop,
            neighbours.his,
            None,
            neighbours.insurer,
            clock,
            _settings(config, poll_s),
            neighbours.copayments,
            neighbours.channels,
            neighbours.receiver,
            sections,
            LinuxBoot(),
        )
        core.record.join(books)
        _tell_states(core, books, quality, space)
        intake = MeteredIntake(Together(books.intake), metrics)
        app = hub_app(core, via, token, clock, intake)
        metrics.watch(app)
        if opening is not None and opening.desks is not None:
            opening.desks.add_doors(app, clock, lambda station_id: via(lambda: core.staff_came(station_id)))
        quality_page = quality_pages(books.database, config.station.hospital, clock)
        _add_fleet(app, config, fleets[0], history, intake, opening, clock, (quality_page,))
        add_peers_door(app, lambda: core.money.states, neighbours.insurer_answers, via)
        server = _server(app, config)
        stack.callback(loop.stop)
        loop.start()
        _begin(core, loop, stack)
        _begin(books, loop, stack)
        key = str(secret("journal_key", credentials))
        daily = hub_daily(
            config, journal, core.record, loop, clock, lambda: due_apart(config, key, cut_off(config, clock))
        )
        _begin(daily, loop, stack)
        stack.callback(server.stop)
        server.start()
        metrics.begin(core, fleets[0], via, clock, books.shipper, partial(_signed_in, opening), config.hub.journal)
        _serve(metrics, config.hub.metrics, stack)
        if beats is not None:
            # After what the hub does first: it may read for minutes, and its jobs may take as long as a year's books.
            loop.post(lambda: watch_loop(loop, beats, job_s=None))
        yield server


def _journal(path: Path, master: MasterKey, clock: Clock) -> Journal:
    """The hub's, where what a start writes has room.

    :raises JournalDamaged, JournalUnavailable, WrongMasterKey: see `Journal.open`.
    """
    require_room(path)
    return Journal.open(path, hub_codec(), master, clock)


def _room(path: Path, journal: Journal, loop: ThreadLoop) -> Space:
    """The room on the journal's disk: what is under way is written in the reserve, and is looked after from now on."""
    space = Space.beside(path, loop.later)
    journal.make_room = space.make_room
    loop.post(lambda: space.start(lambda: None))
    return space


def _tell_states(core: HubCore, books: Replication, quality: QualityKeeper, space: Space) -> None:
    core.ledger_state = lambda: books.shipper.state
    core.quality_state = lambda: (quality.state, quality.behind)
    core.has_room = lambda: not space.low


def _settings(config: StationConfig, poll_s: float) -> HubSettings:
    later = LaterPolicy(per_day=config.insurance.later_per_day)
    queue = QueueSettings(config.station.hospital, config.hub.phone_url)
    payment = config.payment
    return HubSettings(None, order_s=payment.order_s, poll_s=poll_s, late_s=payment.late_s, later=later, queue=queue)


def _server(app: Flask, config: StationConfig) -> HubServer:
    """The service at the address of the file.

    :raises OSError: when it cannot be listened there.
    """
    listen = urlsplit(f"//{config.hub.listen}")
    return HubServer(app, listen.hostname or "", listen.port or 0)


def _serve(metrics: HubMetrics, listen: str | None, stack: ExitStack) -> None:
    """Let a Prometheus on this machine read, where the file says so, until the hub ends."""
    if listen is not None:
        stack.callback(MetricsServer(metrics.book.registry, listen).close)


def _heard(metrics: HubMetrics, history: History, beats: list[tuple[Heartbeat, datetime]]) -> None:
    metrics.heard(len(beats))
    history.heard(beats)


def _signed_in(opening: DeskOpening | None) -> int:
    """How many people are signed in at desks."""
    return opening.desks.service.signed_in if opening is not None and opening.desks is not None else 0


def _begin(part: Working, loop: ThreadLoop, stack: ExitStack) -> None:
    """Let a part of the hub work on its thread until the hub ends."""
    stack.callback(loop.post, part.stop)
    loop.post(part.start)


def _add_fleet(
    app: Flask,
    config: StationConfig,
    fleet: FleetDesk,
    history: History,
    intake: GroupIntake,
    opening: DeskOpening | None,
    clock: Clock,
    further: tuple[FurtherPage, ...],
) -> None:
    """The gate's doors, and where this hub has a console its pages, which the hub's users enter."""
    add_fleet_doors(app, fleet)
    add_rows_door(app, intake)
    if config.hub.console is not None and opening is not None and opening.desks is not None:
        app.register_blueprint(open_console(config, fleet, opening.desks.service, history, clock, further))


def _neighbours(config: StationConfig, clock: Clock, stack: ExitStack) -> Neighbours:
    credentials, his, payment, insurance = config.station.credentials, config.his, config.payment, config.insurance
    hospital = open_hospital(config, clock, stack)
    if hospital is None:
        raise HubNotConfigured(["his.url", "his.merchant_id"])
    insurer: InsuranceGateway | None = None
    copayments: CoPaymentLookup | None = None
    answers: Callable[[], str] = partial(str, "off")
    if insurance.enabled:
        asked: InsuranceGateway
        if insurance.route == "his":
            if his.url is None or his.merchant_id is None:
                raise HubNotConfigured(["his.url", "his.merchant_id"])
            route = HisRouteConfig(his.merchant_id, secret("his_secret", credentials), insurance.deadline_s)
            line = stack.enter_context(JsonClient(his.url, ca_file=his.ca_file))
            asked = HisInsuranceRoute(route, line, clock.now)
            answers = partial(str, "his")
        else:
            asked, copayments, tokens = _vss(config, clock, stack)
            answers = KeptAnswer(tokens.current, clock.monotonic)
        insurer = CachedGateway(asked, clock.now, life=timedelta(seconds=insurance.cache_s))
    if payment.url is not None and (payment.account is None or payment.bank_bin is None or payment.payee is None):
        raise HubNotConfigured(["payment.account", "payment.bank_bin", "payment.payee"])
    receiver = None
    if config.hub.receiver is not None:
        receiver = ReceiverClient(config.hub.receiver, secret("receiver_token", credentials))
        stack.callback(receiver.close)
    return Neighbours(hospital, insurer, copayments, open_channels(config, clock, stack), receiver, answers)


def _vss(config: StationConfig, clock: Clock, stack: ExitStack) -> tuple[VssGateway, CoPaymentLookup, TokenKeeper]:
    """The gateway's two functions on the hospital's account, which only a hub is ever given, under one token."""
    insurance = config.insurance
    if insurance.url is None:
        raise HubNotConfigured(["insurance.url"])
    account = VssConfig(
        insurance.username or "",
        secret("insurance_password", config.station.credentials),
        insurance.officer_name or "",
        insurance.officer_id or "",
        BodyForm(insurance.session_form),
        BodyForm(insurance.check_form),
        insurance.deadline_s,
    )
    line = stack.enter_context(JsonClient(insurance.url))
    tokens = token_keeper(account, line, clock.now)
    copayments = CoPaymentLookup(account, line, clock.now, tokens=tokens)
    return VssGateway(account, line, clock.now, tokens=tokens), copayments, tokens
