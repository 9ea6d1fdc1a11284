"""Opens a station as its configuration says: journal, devices, neighbours, and the thread that owns them."""

from __future__ import annotations

import logging
import os
import signal
import threading
from contextlib import ExitStack
from pathlib import Path

from chip_reader import CardReader, PcscReader, TrustStore
from chip_reader.access import AccessPolicy
from chip_reader.virtual import VirtualReader
from face_match import EngineUnavailable, FaceVerifier, ModelRefused, open_camera, open_engine
from face_match.calibration.table import SHIPPED, load_calibration
from his_client.his.medipay import MediPayConfig, MediPayHis
from his_client.his.ports import HospitalSystem
from his_client.http import JsonClient
from his_client.insurance.tables import use_tables
from kiosk.clock import Clock, SystemClock
from kiosk.config import StationConfig, load_config, secret
from kiosk.config.benefit import benefit_tables
from kiosk.config.policy import visit_policy
from kiosk.hub.client import HubClient
from kiosk.ids import uuid7
from kiosk.journal import Journal, MasterKey
from kiosk.loop import ThreadLoop
from kiosk.printing import open_printer
from kiosk.station.api import StationInfo
from kiosk.station.camera import NoCamera, StationCamera
from kiosk.station.card import ReaderDevice
from kiosk.station.core import Neighbours, Settings, StationCore
from kiosk.station.devices import CameraDevice, Devices
from kiosk.station.face_engine import engine_spec
from kiosk.station.no_his import NoHis
from kiosk.station.printer import PrinterDevice
from kiosk.station.records import station_codec
from kiosk.station.running import RunningStation
from kiosk.station.scanner import open_scanner

log = logging.getLogger(__name__)


class _StationLoop(ThreadLoop):
    """The owner thread of a station: when it fails, the process ends, and its supervisor starts it anew."""

    def on_failure(self, error: BaseException) -> None:  # noqa: ARG002 - the loop has logged it
        """End the process without running anything more; the journal holds what had happened."""
        os.kill(os.getpid(), signal.SIGKILL)


def open_station(config_path: Path, *, reader: CardReader | None = None) -> RunningStation:
    """The station of a configuration file, not yet started.

    :param reader: stands in for the configured reader (a demonstration lays virtual cards on its own).
    :raises ConfigError, SecretMissing, JournalDamaged, WrongMasterKey: with what to do.
    """
    config = load_config(config_path)
    use_tables(benefit_tables(config))
    credentials = config.station.credentials
    clock = SystemClock()
    master = MasterKey(bytes.fromhex(secret("journal_key", credentials)))
    with ExitStack() as stack:
        journal = Journal.open(config.station.journal, station_codec(), master, clock)
        stack.callback(journal.close)
        hub = HubClient(config.hub.url, secret("hub_token", credentials))
        stack.callback(hub.close)
        his = _his(config, clock, stack)
        devices = Devices(
            card=ReaderDevice(reader or _reader(config), _trust(config), clock, _access(config)),
            camera=_camera(config, clock),
            scanner=open_scanner(config.reader.scanner) if config.reader.scanner else None,
            printer=PrinterDevice(open_printer(config.printer), config.printer.width_px),
        )
        settings = settings_of(config)
        loop = _StationLoop(clock)
        core = StationCore(
            settings, journal, loop, clock, devices, Neighbours(his, hub, hub, hub), lambda: uuid7(clock)
        )
        return RunningStation(settings, core, loop, devices, stack.pop_all().close)


def settings_of(config: StationConfig) -> Settings:
    """Names, scale and rules of a station."""
    station = config.station
    info = StationInfo(station.hospital, station.name, config.screen.px_per_mm, station.languages)
    return Settings(station.id, info, visit_policy(config), station.language)


def _reader(config: StationConfig) -> CardReader:
    return PcscReader(config.reader.name or "") if config.reader.kind == "pcsc" else VirtualReader()


def _access(config: StationConfig) -> AccessPolicy:
    reader = config.reader
    return AccessPolicy(reader.prefer_pace, reader.allow_bac, reader.guess_can)


def _trust(config: StationConfig) -> TrustStore | None:
    return TrustStore.from_directory(config.reader.trust) if config.reader.trust else None


def _his(config: StationConfig, clock: Clock, stack: ExitStack) -> HospitalSystem:
    his = config.his
    if his.url is None or his.merchant_id is None:
        return NoHis()
    http = stack.enter_context(JsonClient(his.url, ca_file=his.ca_file))
    account = MediPayConfig(his.merchant_id, secret("his_secret", config.station.credentials), config.station.facility)
    return MediPayHis(account, http, clock.now)


def _camera(config: StationConfig, clock: Clock) -> CameraDevice:
    if not config.camera.on:
        return NoCamera()
    engine = _Engine(config, clock)
    return StationCamera(
        lambda: open_camera(config.camera.source), engine.verifier, engine.close, config.face.deadline_s
    )


class _Engine:
    """The face engine, started in the background when the station opens, so that the first patient need not wait.

    Models that are refused stop no station: the cards are still read, and faces are left to the desk.
    """

    def __init__(self, config: StationConfig, clock: Clock) -> None:
        self._refusal: ModelRefused | None = None
        self._warm = threading.Thread(target=self._warm_up, name="face-warm-up", daemon=True)
        try:
            self._engine = open_engine(engine_spec(config.face))
            calibration = load_calibration(self._engine.model, config.face.calibration or SHIPPED)
        except ModelRefused as refusal:
            self._refused(refusal)
            return
        self._verifier = FaceVerifier(self._engine, calibration, clock.monotonic)
        self._warm.start()

    def verifier(self) -> FaceVerifier:
        """The verifier, once the models are loaded.

        :raises EngineUnavailable: when a model was refused.
        """
        if self._warm.ident is not None:
            self._warm.join(timeout=30)
        if self._refusal is not None:
            raise EngineUnavailable("model_refused", str(self._refusal))
        return self._verifier

    def close(self) -> None:
        """End the worker process."""
        if self._warm.ident is not None:
            self._warm.join(timeout=30)
            self._engine.close()

    def _warm_up(self) -> None:
        try:
            self._engine.warm_up()
        except ModelRefused as refusal:
            self._refused(refusal)
        except EngineUnavailable as error:  # the first patient's request starts the worker again
            log.warning("face engine not warm", extra={"code": error.code})

    def _refused(self, refusal: ModelRefused) -> None:
        log.error("face model refused", extra={"code": refusal.code})
        self._refusal = refusal
