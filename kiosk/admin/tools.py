"""The tools of a real station: its devices, doctor's checks, its log; what they say names nobody."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path

import numpy as np

from chip_reader import CardReading, CheckStatus, ReadError
from kiosk.admin.values import Line, Row, Tried
from kiosk.audio.opening import open_speaker
from kiosk.audio.speaker import Sentence, Silence, Speaker
from kiosk.clock import VIETNAM, Clock
from kiosk.config import StationConfig
from kiosk.doctor import devices, machine, storage
from kiosk.doctor.check import Check, Finding, Status, checked
from kiosk.doctor.wording import WORDS, Words
from kiosk.fleet.values import DeviceState
from kiosk.logs import recent_lines
from kiosk.printing import PrinterError, open_printer
from kiosk.printing.drawing import Strip
from kiosk.printing.fonts import Weight
from kiosk.station.agent.store import Store
from kiosk.station.core import StationCore
from kiosk.station.devices import CameraDevice, CardDevice
from kiosk.visit.values import QrKey

MOST_LINES = 200
HEARD_S = 6.0
_STATES = {Status.OK: "ok", Status.WARN: "warn", Status.FAIL: "fail", Status.SKIPPED: "off"}
_DEVICES = {DeviceState.OK: "ok", DeviceState.WARN: "warn", DeviceState.FAIL: "fail"}
_SPOKEN = Sentence("Xin chào. Đây là âm thanh thử của máy đăng ký khám.", ())
_SAMPLE = "Ẩm thực Ễ nh ương: ắ ằ ẳ ẵ ặ ố ồ ổ ỗ ộ ứ ừ ử ữ ự Đ đ 0123456789"


@dataclass(slots=True)
class StationTools:
    """See `kiosk.admin.room.Tools`. `behind` counts journal rows the hub does not have."""

    file: Path
    config: StationConfig
    core: StationCore
    camera: CameraDevice
    tray: CardDevice
    behind: Callable[[], int]
    clock: Clock
    _speaker: Speaker = field(default_factory=Silence)

    def status(self) -> tuple[Row, ...]:
        """See `Tools`: what the station's own work told of each device comes before what a look tells."""
        from kiosk.doctor import servers  # noqa: PLC0415 - what doctor needs beside is loaded by whoever looks

        store = Store.beside(self.config.station.journal)
        origin = store.configuration_name
        rows = [
            Row("version", "ok", version("hospital-kiosk")),
            Row("configuration", "ok", origin if len(origin) < 16 else origin[:12]),
        ]
        used = self.core.pulse.devices
        looks: dict[str, Callable[[], Finding]] = {
            "reader": partial(devices.reader, self.config, self.clock),
            "camera": partial(_seen, self.config.camera.on),
            "printer": partial(devices.printer, self.config, self.clock),
            "his": partial(_seen, True),
            "hub": partial(_seen, True),
            "disk": partial(storage.disk, self.config, self.clock),
            "clock": partial(machine.clock, self.clock),
            "certificates": partial(servers.certificates, self.config, self.clock),
        }
        for name, look in looks.items():
            found = _row(checked(name, look))
            how, code = used.get(name, (DeviceState.UNKNOWN, ""))
            if how in _DEVICES and (found.state in ("ok", "off") or how is DeviceState.FAIL):
                found = replace(found, state=_DEVICES[how], detail=code or found.detail)
            rows.append(found)
        undelivered, behind = self.core.unsettled, self.behind()
        rows += [
            Row("undelivered", "warn" if undelivered else "ok", str(undelivered)),
            Row("behind", "warn" if behind > MOST_LINES else "ok", str(behind)),
        ]
        return tuple(rows)

    def doctor(self, step: Callable[[int, int, Row], None]) -> None:
        """See `Tools`."""
        from kiosk.doctor.examine import MACHINE, STATION  # noqa: PLC0415 - as in `status`

        checks: dict[str, Callable[[], Finding]] = {name: partial(look, self.clock) for name, look in MACHINE.items()}
        checks |= {name: partial(look, self.config, self.clock) for name, look in STATION.items()}
        for done, (name, look) in enumerate(checks.items(), 1):
            step(done, len(checks), _row(checked(name, look)))

    def slip(self) -> Tried:
        """See `Tools`."""
        station, section = self.config.station, self.config.printer
        strip = Strip(section.width_px)
        strip.text(station.hospital, 34, Weight.SEMIBOLD)
        strip.gap(12)
        strip.text("PHIẾU IN THỬ", 44, Weight.BOLD)
        strip.text("Không có giá trị khám bệnh", 30, Weight.SEMIBOLD)
        strip.gap(8)
        strip.pair("Máy", station.name, 28)
        strip.pair("Lúc", f"{self.clock.now().astimezone(VIETNAM):%d/%m/%Y %H:%M}", 28)
        strip.rule()
        strip.left(_SAMPLE, 28)
        strip.gap(8)
        strip.qr("IN-THU")
        try:
            with closing(open_printer(section)) as printer:
                printer.print(strip.finish())
        except PrinterError as error:
            return Tried("slip", "fail", error.reason)
        return Tried("slip", "ok")

    def sound(self) -> Tried:
        """See `Tools`: says a sentence and waits until it must be over."""
        self._speaker = open_speaker(self.config.audio)
        try:
            if isinstance(self._speaker, Silence):
                return Tried("sound", "warn", "silent")
            self._speaker.say((_SPOKEN,), "vi")
            time.sleep(HEARD_S)
        finally:
            self._speaker.close()
        return Tried("sound", "ok")

    def film(self, seen: Callable[[str], None], away: Callable[[], None]) -> None:
        """See `Tools`."""
        self.camera.scan(seen, away)

    def dark(self) -> None:
        """See `Tools`."""
        self.camera.stop()

    def picture(self) -> Tried | None:
        """See `Tools`: `detail` is brightness and sharpness, of which doctor says what is enough."""
        shown = self.camera.preview()
        if shown is None:
            return None
        pixels = np.frombuffer(shown.rgb, np.uint8).reshape(shown.height, shown.width, 3)
        luma = pixels @ np.array([0.299, 0.587, 0.114])
        light, sharp = round(float(np.mean(luma))), devices.sharpness(luma)
        code = (
            "dark"
            if light < devices.BRIGHT_ENOUGH
            else "bright"
            if light > devices.TOO_BRIGHT
            else "blurred"
            if sharp < devices.SHARP_ENOUGH
            else ""
        )
        return Tried("camera", "warn" if code else "ok", code, f"{light};{sharp:.0f}")

    def card(self, code: str) -> Tried:
        """See `Tools`: how it was opened, and what of it is proven; its texts are dropped here."""
        try:
            reading = self.tray.read(QrKey(code), lambda _percent, _stage: None)
        except ReadError as error:
            return Tried("card", "fail", error.code)
        return proven(reading)

    def logs(self) -> tuple[Line, ...]:
        """See `Tools`."""
        return tuple(map(line_of, reversed(recent_lines()[-MOST_LINES:])))

    def restart(self) -> None:
        """See `Tools`."""
        os.kill(os.getpid(), signal.SIGTERM)


def proven(reading: CardReading) -> Tried:
    """What a reading proves, without anything it says of its holder."""
    said = ";".join(f"{check.name}={check.status.value}" for check in reading.checks)
    good = {check.name for check in reading.checks if check.status is CheckStatus.OK}
    state = "fail" if reading.failed else "ok" if {"sod_signature", "chain"} <= good else "warn"
    return Tried("card", state, reading.access, f"portrait={'ok' if reading.portrait else 'not_possible'};{said}")


def line_of(written: str) -> Line:
    """A line of the log, taken apart; what is no line of ours is shown by its length alone."""
    try:
        told = json.loads(written)
    except ValueError:
        told = None
    if not isinstance(told, Mapping):
        return Line("", "warning", "", f"? ({len(written)})")
    more = " ".join(f"{name}={value}" for name, value in told.items() if name not in ("at", "level", "from", "what"))
    said = f"{told.get('what', '')} {more}".strip()
    try:
        at = f"{datetime.fromisoformat(str(told.get('at', ''))).astimezone(VIETNAM):%H:%M:%S}"
    except ValueError:
        at = ""
    return Line(at, str(told.get("level", "")), str(told.get("from", "")), said)


def _row(check: Check) -> Row:
    said = WORDS.get(check.name, Words("", ""))
    return Row(check.name, _STATES[check.status], check.detail, check.fix, said.name, said.do)


def _seen(there: bool) -> Finding:
    """What is only known from the station's own work."""
    return Finding(Status.SKIPPED, "" if there else "none")
