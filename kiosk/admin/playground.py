"""A place to practise: a sandbox hospital, a sample card and a camera that shows the demonstration's face.

Nothing of it reaches the hospital: its HIS, insurer, bank, hub, journal and keys are made for it in a folder of its
own and are gone with it. Only the slip is real, and its heading says what it is.
"""

from __future__ import annotations

import json
import re
import shutil
import urllib.request
from contextlib import ExitStack
from dataclasses import replace

import numpy as np

from chip_reader.virtual import VirtualCard, VirtualReader, load_profile
from face_match.demo import demo_portrait
from face_match.demo.people import photograph
from his_client.insurance.tables import use_tables
from his_client.payments import vietqr
from kiosk.config import StationConfig, load_config
from kiosk.config.benefit import benefit_tables
from kiosk.demo.cards import USUAL
from kiosk.demo.hand import AS_SLOW_AS_A_REAL_CARD
from kiosk.demo.quick import HEIGHT, WIDTH, QuickCamera
from kiosk.demo.run import Made, hospital
from kiosk.station.devices import TicketDevice
from kiosk.station.opening import open_station
from kiosk.station.running import RunningStation
from kiosk.visit.view import PaymentView

BANNER = "CHẾ ĐỘ TẬP – không đăng ký thật"
"""Stands in the hospital's place on every slip of it."""
SECONDS = 5.0


class PracticeCamera(QuickCamera):
    """See `QuickCamera`; it shows the demonstration's face instead of grey."""

    def __init__(self) -> None:
        super().__init__()
        picture = photograph()
        rows = np.arange(HEIGHT) * picture.shape[0] // HEIGHT
        columns = np.arange(WIDTH) * picture.shape[1] // WIDTH
        self._pixels = np.ascontiguousarray(picture[rows][:, columns]).tobytes()


class Playground:
    """The sandbox hospital with one station, until `close`."""

    def __init__(self, printer: TicketDevice, real: StationConfig) -> None:
        self._stack = ExitStack()
        self._reader, self._camera = VirtualReader(), PracticeCamera()
        self._portrait = demo_portrait()
        self._turn = -1
        with self._stack:
            # What was set for the whole process is set back last.
            self._stack.callback(use_tables, benefit_tables(real))
            made = self._stack.enter_context(hospital(lambda _line: None, "0", quick=True))
            self.folder = made.folder
            self._stack.callback(shutil.rmtree, made.folder, ignore_errors=True)
            named(made, real)
            self._bank = made.environment["KIOSK_DEMO_BANK"]
            self._account = load_config(made.config).payment.account or ""
            self.station: RunningStation = open_station(
                made.config, reader=self._reader, camera=self._camera, printer=printer, practising=True
            )
            self._stack.callback(self.station.close)
            self._open = self._stack.pop_all()
        self._card = self._next()

    def hand(self, act: str) -> None:
        """See `kiosk.admin.room.Ground`."""
        match act:
            case "qr":
                self._camera.show(self._card.profile.qr_text)
            case "lay":
                self._reader.insert(self._card)
            case "take":
                self._reader.remove()
                self._card = self._next()
            case "pay":
                self._transfer()

    def close(self) -> None:
        """End the station and its hospital; their folder goes with them."""
        self._open.close()

    def _next(self) -> VirtualCard:
        """Another person each time; after the first few, strangers to the insurer."""
        self._turn += 1
        person = load_profile(USUAL[self._turn % len(USUAL)])
        if self._turn >= len(USUAL):
            person = replace(person, id_number=f"{person.id_number[:6]}{self._turn:06d}")
        return VirtualCard(person, portrait=self._portrait, faults=AS_SLOW_AS_A_REAL_CARD)

    def _transfer(self) -> None:
        content = self.station.view.content
        if not isinstance(content, PaymentView) or not content.qr:
            return
        memo = f"MBVCB.0001.{vietqr.parse(content.qr).purpose}.CT tap"
        body = json.dumps({"account": self._account, "amount": content.due, "memo": memo}).encode()
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(self._bank, body, headers)  # noqa: S310 - loopback only
        urllib.request.urlopen(request, timeout=SECONDS).close()  # noqa: S310


def named(made: Made, real: StationConfig) -> None:
    """Give the practising station the banner for a name, and the real one's own name and scale."""
    text = made.config.read_text(encoding="utf-8")
    for name, value in (("hospital", BANNER), ("name", real.station.name), ("px_per_mm", real.screen.px_per_mm)):
        # The first of each is the station's own; a default stands there as a comment.
        line = f"{name} = {json.dumps(value, ensure_ascii=False)}"
        text = re.sub(rf"^(# )?{name} = .*$", line.replace("\\", r"\\"), text, count=1, flags=re.MULTILINE)
    made.config.write_text(text, encoding="utf-8")
