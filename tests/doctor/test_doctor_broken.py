"""Everything a station depends on, broken once on purpose: doctor names it, and says what mends it."""

from __future__ import annotations

import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from typing import Any, NoReturn

import pytest
from doctor_bench import Station
from PIL import Image

from chip_reader import CardSilent, NoCard, ReaderBusy
from face_match import EngineUnavailable
from kiosk.attached import FoundScreen, SimulatedMachine
from kiosk.clock import VIETNAM
from kiosk.doctor import Check, Status, devices, faces, hub, machine, panel, servers, services, storage, voice
from kiosk.doctor.check import checked
from kiosk.doctor.examine import FROM_HUB, MACHINE, NAMES, STATION
from kiosk.doctor.greeting import Greeting, NotTrusted
from kiosk.doctor.wording import WORDS
from kiosk.fleet.identity import Authority, new_key, request_for
from kiosk.fleet.ports import Identity
from kiosk.hub.ports import Peers
from kiosk.printing import PrinterFault, SimulatedPrinter
from kiosk.printing.fonts import FontsMissing
from kiosk.service.control import Standing
from kiosk.station.agent.store import Store

Patch = pytest.MonkeyPatch
BROKEN: dict[str, tuple[str, Callable[[Station, Patch], object]]] = {}
"""Each check: the status it must end in, and what breaks what it looks at."""


def breaks(name: str, status: str) -> Callable[[Callable[[Station, Patch], object]], None]:
    def keep(how: Callable[[Station, Patch], object]) -> None:
        BROKEN[name] = (status, how)

    return keep


def raising(error: Exception) -> Callable[..., NoReturn]:
    def stop(*_: object, **__: object) -> NoReturn:
        raise error

    return stop


def look(station: Station, name: str) -> Check:
    """One check by its name, as the report makes it."""
    if name == "configuration":
        return station.checks()[name]
    if name in MACHINE:
        return checked(name, lambda: MACHINE[name](station.clock))
    config = station.config()
    if name == FROM_HUB:
        return checked(name, lambda: hub.hub_configuration(station.file, config))
    return checked(name, lambda: STATION[name](config, station.clock))


@breaks("configuration", "fail")
def _(station: Station, _patch: Patch) -> None:
    station.set(station__id="máy 3")


def enrol(station: Station) -> Store:
    """Give the station an identity of a fleet, as a token would."""
    authority, _ = Authority.made("Bệnh viện Mẫu", station.clock.now())
    key = new_key()
    signed = authority.sign("03", request_for("03", key), station.clock.now())
    store = Store.beside(station.config().station.journal)
    store.keep_identity(
        key, Identity("03", signed.pem, authority.pem, "00" * 32, signed.expires_at), "https://127.0.0.1:1"
    )
    return store


@breaks("hub_configuration", "warn")
def _(station: Station, _patch: Patch) -> None:
    enrol(station).keep_configuration(b'[station]\nlanguage = "ko"\nlanguages = ["vi"]\n')


@breaks("versions", "fail")
def _(_station: Station, patch: Patch) -> None:
    patch.setattr(machine, "version", raising(LookupError("hospital-kiosk")))


@breaks("clock", "fail")
def _(station: Station, _patch: Patch) -> None:
    station.clock.at = datetime(1970, 1, 1, tzinfo=VIETNAM)


@breaks("fonts", "fail")
def _(_station: Station, patch: Patch) -> None:
    patch.setattr(machine, "font_file", raising(FontsMissing()))


@breaks("letters", "warn")
def _(_station: Station, patch: Patch) -> None:
    patch.setattr("kiosk.printing.fonts._system_file", lambda _name: None)


@breaks("voice", "fail")
def _(station: Station, patch: Patch) -> None:
    station.set(audio__on=True)
    patch.setattr(voice.shutil, "which", lambda _program: None)


@breaks("face_models", "fail")
def _(station: Station, patch: Patch) -> None:
    station.set(camera__on=True)
    patch.setattr(faces, "open_engine", raising(EngineUnavailable("dlib_missing")))


@breaks("credentials", "fail")
def _(station: Station, _patch: Patch) -> None:
    (station.folder / "secrets" / "journal_key").unlink()


@breaks("disk", "fail")
def _(_station: Station, patch: Patch) -> None:
    patch.setattr(storage.shutil, "disk_usage", lambda _path: type("Usage", (), {"free": 1 << 20}))


@breaks("sqlite", "warn")
def _(_station: Station, patch: Patch) -> None:
    patch.setattr(storage.sqlite3, "sqlite_version_info", (3, 40, 1))
    patch.setattr(storage, "keeps_wal", lambda _path: True)


@breaks("journal", "fail")
def _(station: Station, _patch: Patch) -> None:
    path = station.journal_of(3)
    with closing(sqlite3.connect(path)) as other:
        other.execute("DROP TRIGGER journal_is_not_cut")
        other.execute("DELETE FROM journal WHERE seq = 2")
        other.commit()


@breaks("database", "fail")
def _(station: Station, _patch: Patch) -> None:
    path = station.journal_of(40)
    content = bytearray(path.read_bytes())
    content[4096:4160] = b"\xff" * 64
    path.write_bytes(content)


@breaks("backup", "warn")
def _(station: Station, _patch: Patch) -> None:
    station.set(hub__journal="hub.db", data__backup="kept")
    (station.folder / "kept").mkdir()
    (station.folder / "kept/hub-20261122-033000.kiosk-backup").touch()


@breaks("reader", "fail")
def _(station: Station, patch: Patch) -> None:
    station.set(reader__kind="pcsc")
    patch.setattr(devices, "reader_names", lambda: ())


@breaks("card", "fail")
def _(station: Station, patch: Patch) -> None:
    station.set(reader__kind="pcsc")
    patch.setattr(devices, "_open_reader", lambda _name: Tray(CardSilent(5.0)))


@breaks("trust", "warn")
def _(_station: Station, _patch: Patch) -> None:
    """A station begins without certificates."""


@breaks("camera", "warn")
def _(station: Station, _patch: Patch) -> None:
    (station.folder / "pictures").mkdir()
    Image.new("RGB", (640, 480), (120, 120, 120)).save(station.folder / "pictures" / "film-on-the-lens.png")
    station.set(camera__on=True, camera__source="pictures")


@breaks("printer", "fail")
def _(_station: Station, patch: Patch) -> None:
    patch.setattr(devices, "open_printer", lambda _section: SimulatedPrinter(PrinterFault.PAPER))


@breaks("screen", "warn")
def _(_station: Station, patch: Patch) -> None:
    larger = FoundScreen("HDMI-A-1", "Panel 32", 1920, 1080, 698, 393)
    patch.setattr(panel, "MACHINE", SimulatedMachine(screen_list=(larger,)))


@breaks("touch", "warn")
def _(_station: Station, patch: Patch) -> None:
    patch.setattr(panel, "MACHINE", SimulatedMachine(touch=()))


@breaks("his", "fail")
def _(station: Station, _patch: Patch) -> None:
    station.set(his__url="http://127.0.0.1:1", his__merchant_id="KIOSK")
    station.keep("his_secret", "a-secret-for-tests")


@breaks("hub", "fail")
def _(_station: Station, _patch: Patch) -> None:
    """Nobody listens where this station's file says that the hub is."""


@breaks("payment", "fail")
def _(_station: Station, patch: Patch) -> None:
    patch.setattr(hub, "_peers", lambda _config: Peers({"bank": "ok", "payos": "401"}, "off"))


def insured(station: Station) -> None:
    station.set(insurance__enabled=True, insurance__url="https://gateway.example.vn", insurance__username="01010")
    station.set(insurance__officer_name="Nguyễn Văn Mẫu", insurance__officer_id="001099000001")


@breaks("insurance", "fail")
def _(station: Station, patch: Patch) -> None:
    insured(station)
    patch.setattr(hub, "_peers", lambda _config: Peers({}, "401"))


@breaks("servers_clock", "fail")
def _(station: Station, patch: Patch) -> None:
    ahead = station.clock.now() + timedelta(minutes=5)
    patch.setattr(servers, "greet", lambda _url, **_: Greeting(ahead, None))


@breaks("certificates", "fail")
def _(station: Station, patch: Patch) -> None:
    yesterday = station.clock.now() - timedelta(days=1)
    patch.setattr(servers, "greet", lambda _url, **_: Greeting(None, yesterday))


@breaks("delivery", "warn")
def _(_station: Station, patch: Patch) -> None:
    patch.setattr(services, "ask", lambda _path: Standing(visit=False, unsettled=3, behind=12))


@breaks("services", "fail")
def _(station: Station, patch: Patch) -> None:
    units(station, patch, ActiveState="failed", Result="watchdog")


def units(station: Station, patch: Patch, **changes: str) -> None:
    """What systemd says of every unit."""
    well = {"LoadState": "loaded", "UnitFileState": "enabled", "ActiveState": "active", "SubState": "running"}
    said = {**well, "WatchdogUSec": "20s", "NRestarts": "0", **changes}
    patch.setattr(services, "MANAGER", station.folder)
    patch.setattr(services, "unit", lambda _name: said)


class Tray:
    """A reader whose card answers in one way."""

    def __init__(self, answer: Exception | bytes) -> None:
        self._answer = answer

    def connect(self) -> Any:
        if isinstance(self._answer, Exception):
            raise self._answer
        return self

    def transmit(self, _apdu: bytes) -> bytes:
        assert isinstance(self._answer, bytes)
        return self._answer

    def close(self) -> None:
        """Nothing is open."""


def test_nothing_that_doctor_looks_at_is_left_whole() -> None:
    assert BROKEN.keys() == set(NAMES)


def test_every_check_has_its_name_on_paper() -> None:
    assert WORDS.keys() == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_broken_is_named_with_what_mends_it(station: Station, monkeypatch: Patch, name: str) -> None:
    status, how = BROKEN[name]
    how(station, monkeypatch)
    check = look(station, name)
    assert (check.name, check.status) == (name, status), check
    assert check.detail
    assert check.fix


# -- and what is well, or only doubtful, is told apart


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (b"\x90\x00", "ok"),
        (bytes.fromhex("6A82"), "warn"),
        (NoCard(), "skipped"),
        (ReaderBusy(), "skipped"),
        (CardSilent(5.0), "fail"),
    ],
)
def test_a_card_on_the_tray_is_tried_without_reading_it(
    station: Station, monkeypatch: Patch, answer: Exception | bytes, status: str
) -> None:
    station.set(reader__kind="pcsc")
    monkeypatch.setattr(devices, "_open_reader", lambda _name: Tray(answer))
    assert station.look(devices.card).status == status


@pytest.mark.parametrize(
    ("panels", "status", "told"),
    [
        (None, "skipped", "no graphics"),
        ((), "warn", "no panel"),
        ((FoundScreen("HDMI-A-1", "Panel", 1920, 1080, 476, 268),), "ok", "4.03 px/mm"),
        ((FoundScreen("HDMI-A-1", "Panel", 1920, 1080, 0, 0),), "ok", "does not say its size"),
        ((FoundScreen("HDMI-A-1", "Panel", 1280, 1024, 376, 301),), "warn", "1280 × 1024"),
    ],
)
def test_the_panel_is_compared_with_the_file(
    station: Station, monkeypatch: Patch, panels: tuple[FoundScreen, ...] | None, status: str, told: str
) -> None:
    monkeypatch.setattr(panel, "MACHINE", SimulatedMachine(screen_list=panels))
    found = station.look(panel.screen)
    assert found.status == status
    assert told in found.detail


@pytest.mark.parametrize(
    ("insurer", "status"), [("ok", "ok"), ("his", "skipped"), ("off", "fail"), ("timeout", "warn"), ("401", "fail")]
)
def test_the_insurer_is_asked_through_the_hub(station: Station, monkeypatch: Patch, insurer: str, status: str) -> None:
    insured(station)
    monkeypatch.setattr(hub, "_peers", lambda _config: Peers({}, insurer))
    assert station.look(hub.insurance).status == status


@pytest.mark.parametrize(
    ("payments", "status"),
    [({}, "skipped"), ({"bank": "ok"}, "ok"), ({"bank": "timeout"}, "warn"), ({"bank": "unauthorised"}, "fail")],
)
def test_each_payment_provider_is_told_of(
    station: Station, monkeypatch: Patch, payments: dict[str, str], status: str
) -> None:
    monkeypatch.setattr(hub, "_peers", lambda _config: Peers(payments, "off"))
    assert station.look(hub.payment).status == status


@pytest.mark.parametrize(("off_s", "status"), [(0, "ok"), (-3, "ok"), (20, "warn"), (-90, "fail")])
def test_clocks_that_are_seconds_apart_are_told(station: Station, monkeypatch: Patch, off_s: int, status: str) -> None:
    theirs = station.clock.now() - timedelta(seconds=off_s)
    monkeypatch.setattr(servers, "greet", lambda _url, **_: Greeting(theirs, None))
    assert station.look(servers.servers_clock).status == status


def test_a_certificate_is_told_a_month_before_it_ends(station: Station, monkeypatch: Patch) -> None:
    soon = station.clock.now() + timedelta(days=20)
    monkeypatch.setattr(servers, "greet", lambda _url, **_: Greeting(None, soon))
    assert station.look(servers.certificates).status is Status.WARN
    monkeypatch.setattr(servers, "greet", raising(NotTrusted("self-signed certificate")))
    assert "self-signed" in station.look(servers.certificates).detail


def test_an_enrolled_station_needs_no_token_and_its_identity_has_an_end(station: Station) -> None:
    enrol(station)
    (station.folder / "secrets" / "hub_token").unlink()
    assert station.look(storage.credentials).status is Status.OK
    assert station.look(servers.certificates).status is Status.OK
    station.clock.at += timedelta(days=360)
    assert "identity" in station.look(servers.certificates).detail


def test_what_the_hub_wants_is_counted(station: Station) -> None:
    enrol(station).keep_configuration(b"[policy]\nidle_s = 60.0\n")
    assert look(station, FROM_HUB).detail == "set by the hub: policy.idle_s"


@pytest.mark.parametrize(
    ("changes", "status", "told"),
    [
        ({}, "ok", "running"),
        ({"ActiveState": "inactive"}, "fail", "does not run"),
        ({"UnitFileState": "disabled"}, "warn", "by itself"),
        ({"WatchdogUSec": "0"}, "warn", "not watched"),
        ({"NRestarts": "9"}, "warn", "9 times"),
        ({"LoadState": "not-found"}, "skipped", "not installed"),
    ],
)
def test_the_service_managers_view_is_told(
    station: Station, monkeypatch: Patch, changes: dict[str, str], status: str, told: str
) -> None:
    units(station, monkeypatch, **changes)
    found = station.look(services.services)
    assert found.status == status
    assert told in found.detail


def test_a_voice_that_speaks_every_language_offered_is_well(station: Station) -> None:
    station.set(audio__on=True)
    assert station.look(voice.voice).status is Status.OK


def test_a_service_manager_that_tells_this_user_nothing_is_no_fault(station: Station, monkeypatch: Patch) -> None:
    monkeypatch.setattr(services, "MANAGER", station.folder)
    monkeypatch.setattr(services, "unit", raising(subprocess.CalledProcessError(1, "systemctl")))
    assert station.look(services.services).status is Status.SKIPPED


def test_a_card_that_a_patient_has_just_laid_down_is_left_alone(station: Station, monkeypatch: Patch) -> None:
    station.set(reader__kind="pcsc")
    monkeypatch.setattr(devices, "ask", lambda _path: Standing(visit=True, unsettled=0, behind=0))
    monkeypatch.setattr(devices, "_open_reader", raising(AssertionError()))
    assert station.look(devices.card).status is Status.SKIPPED
