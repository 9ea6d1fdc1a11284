"""Opens a station as its configuration says: journal, devices, neighbours, and the thread that owns them."""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Callable
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path

from chip_reader import CardReader, PcscReader, TrustStore
from chip_reader.access import AccessPolicy
from chip_reader.virtual import VirtualReader
from his_client.his.ports import HospitalSystem
from his_client.insurance.tables import use_tables
from kiosk.admin.room import AdminRoom
from kiosk.admin.running import RunningAdmin
from kiosk.admin.tools import StationTools
from kiosk.boot import LinuxBoot
from kiosk.clock import Clock, SystemClock
from kiosk.config import StationConfig, load_config, secret
from kiosk.config.benefit import benefit_tables
from kiosk.config.policy import visit_policy
from kiosk.hospital import open_hospital
from kiosk.hospital_hl7v2 import open_hl7v2
from kiosk.hub.client import HubClient
from kiosk.hub.desk.staff_client import StaffClient
from kiosk.hub.identity import MutualTls
from kiosk.hub.intake_client import HttpIntake
from kiosk.hub.owner import OnOwner
from kiosk.hub.queue_client import QueueClient
from kiosk.ids import uuid7
from kiosk.journal import MasterKey
from kiosk.life.daily import station_daily
from kiosk.loop import ThreadLoop
from kiosk.metrics.serving import MetricsServer
from kiosk.metrics.station import StationMetrics
from kiosk.printing import open_printer
from kiosk.space import Space, require_room
from kiosk.station.agent.agent import FleetAgent
from kiosk.station.agent.line import GateLine
from kiosk.station.agent.station_hands import StationHands
from kiosk.station.agent.store import Store
from kiosk.station.api import Information, StationInfo, Way
from kiosk.station.authenticator import authority_of
from kiosk.station.card import ReaderDevice
from kiosk.station.core import Neighbours, Settings, StationCore
from kiosk.station.devices import CameraDevice, Devices, TicketDevice
from kiosk.station.face_engine import open_camera_device
from kiosk.station.no_his import NoHis
from kiosk.station.printer import PrinterDevice
from kiosk.station.records import station_codec
from kiosk.station.running import RunningStation
from kiosk.station.scanner import open_scanner
from kiosk.station.shipping import AT_A_GATE, station_shipper
from kiosk.station.staff import staff_door
from kiosk.undumped import leave_no_core_dump

log = logging.getLogger(__name__)


class _StationLoop(ThreadLoop):
    """The owner thread of a station: when it fails, the process ends, and its supervisor starts it anew."""

    def __init__(self, clock: Clock, metrics: StationMetrics) -> None:
        super().__init__(clock)
        self._metrics = metrics

    def on_failure(self, error: BaseException) -> None:  # noqa: ARG002 - the loop has logged it
        """End the process without running anything more; the journal holds what had happened."""
        os.kill(os.getpid(), signal.SIGKILL)

    def on_worked(self, name: str, seconds: float, result: object) -> None:
        """See `ThreadLoop`."""
        self._metrics.worked(name, seconds, result)


def open_station(
    config_path: Path,
    *,
    reader: CardReader | None = None,
    camera: CameraDevice | None = None,
    printer: TicketDevice | None = None,
    practising: bool = False,
) -> RunningStation:
    """The station of a configuration file, not yet started.

    :param reader: stands in for the configured reader (a demonstration lays virtual cards on its own).
    :param camera: stands in for the configured camera and whoever compares faces.
    :param printer: stands in for the configured printer.
    :param practising: a station beside the real one, for staff to practise on: nobody else asks for it.
    :raises ConfigError, SecretMissing, JournalDamaged, JournalUnavailable, WrongMasterKey: with what to do.
    """
    leave_no_core_dump()
    config = load_config(config_path)
    use_tables(benefit_tables(config))
    credentials = config.station.credentials
    clock = SystemClock()
    master = MasterKey(bytes.fromhex(secret("journal_key", credentials)))
    require_room(config.station.journal)
    with ExitStack() as stack:
        metrics = StationMetrics()
        journal = metrics.journal(config.station.journal, station_codec(), master, clock)
        stack.callback(journal.close)
        store = Store.beside(config.station.journal)
        url, token, identity = _hub_address(config, store)
        hub = HubClient(url, token, identity=identity)
        stack.callback(hub.close)
        numbers = QueueClient(url, token, identity=identity)
        stack.callback(numbers.close)
        staff = StaffClient(url, token, identity=identity)
        stack.callback(staff.close)
        intake = HttpIntake(url, token, identity=identity)
        stack.callback(intake.close)
        his = _his(config, clock, stack)
        devices = Devices(
            card=ReaderDevice(reader or _reader(config), _trust(config), clock, _access(config)),
            camera=camera or open_camera_device(config, clock),
            scanner=open_scanner(config.reader.scanner) if config.reader.scanner else None,
            printer=printer or PrinterDevice(open_printer(config.printer), config.printer.width_px),
        )
        settings = settings_of(config)
        door = staff_door(config, staff, clock)
        loop = _StationLoop(clock, metrics)
        core = StationCore(
            settings,
            journal,
            loop,
            clock,
            devices,
            Neighbours(his, hub, hub, hub, authority_of(config), numbers, hub, door if config.staff.on else None),
            lambda: uuid7(clock),
            None if practising else Space.beside(config.station.journal, loop.later),
            LinuxBoot().kept,
        )
        shipper = station_shipper(config.station.id, journal, intake, loop, AT_A_GATE if identity else None)
        agent = _agent(config_path, config, core, loop, clock, store, lambda: shipper.behind, stack)

        daily = station_daily(config, journal, loop, clock, core)

        def beginning() -> None:
            shipper.start()
            daily.start()
            if agent is not None:
                agent.start()

        tools = StationTools(config_path, config, core, devices.camera, devices.card, lambda: shipper.behind, clock)
        admin = RunningAdmin(lambda on_view: AdminRoom(core, loop, clock, door, tools, on_view), loop)
        if config.station.metrics is not None and not practising:
            glance = StationHands(config_path, config, core, lambda: shipper.behind, clock).glance
            metrics.begin(config.station.journal, glance, OnOwner(loop))
            stack.callback(MetricsServer(metrics.book.registry, config.station.metrics).close)
        closing = stack.pop_all().close
        return RunningStation(
            settings,
            core,
            loop,
            devices,
            closing,
            beginning,
            lambda: shipper.behind,
            None if practising else admin,
            controlled=not practising,
        )


def _agent(
    file: Path,
    config: StationConfig,
    core: StationCore,
    loop: ThreadLoop,
    clock: Clock,
    store: Store,
    behind: Callable[[], int],
    stack: ExitStack,
) -> FleetAgent | None:
    """The agent of an enrolled station; a station on its own has none."""
    if not store.enrolled:
        return None
    line = GateLine(store)
    stack.callback(line.close)
    hands = StationHands(file, config, core, behind, clock)
    return FleetAgent(config.station.id, version("hospital-kiosk"), file, store, line, hands, loop, clock)


def _hub_address(config: StationConfig, store: Store) -> tuple[str, str, MutualTls | None]:
    """Where the hub is and by what this station is known there: its identity at a gate, else the hub's token."""
    if store.enrolled:
        return store.gate, "", MutualTls(store.authority, store.pair)
    return config.hub.url, secret("hub_token", config.station.credentials), None


def settings_of(config: StationConfig) -> Settings:
    """Names, scale and rules of a station."""
    station = config.station
    info = StationInfo(
        station.hospital, station.name, config.screen.px_per_mm, station.languages, information_of(config)
    )
    return Settings(station.id, info, visit_policy(config), station.language)


def information_of(config: StationConfig) -> Information:
    """What the file tells everybody."""
    told = config.information
    ways = tuple(
        Way(one.name, one.where or "", one.icon, one.steps, tuple(_point(text) for text in one.path))
        for one in told.places
    )
    return Information(told.hours, str(told.map) if told.map else "", ways)


def _point(text: str) -> tuple[float, float]:
    across, _, down = text.partition(",")
    return float(across), float(down)


def _reader(config: StationConfig) -> CardReader:
    return PcscReader(config.reader.name or "") if config.reader.kind == "pcsc" else VirtualReader()


def _access(config: StationConfig) -> AccessPolicy:
    reader = config.reader
    return AccessPolicy(reader.prefer_pace, reader.allow_bac, reader.guess_can)


def _trust(config: StationConfig) -> TrustStore | None:
    return TrustStore.from_directory(config.reader.trust) if config.reader.trust else None


def _his(config: StationConfig, clock: Clock, stack: ExitStack) -> HospitalSystem:
    if config.his.kind == "hl7v2":
        return open_hl7v2(config, clock, stack, listening=True)
    return open_hospital(config, clock, stack) or NoHis()
