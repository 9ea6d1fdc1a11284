"""What is tried before anything is saved: each device and neighbour, by doctor's own checks, and a slip on paper."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Protocol

from PIL import Image

from face_match import Camera, open_camera
from kiosk.clock import VIETNAM, Clock
from kiosk.config import StationConfig
from kiosk.doctor import Finding, devices, hospital, hub, panel
from kiosk.doctor.check import fail, ok
from kiosk.files import write_whole
from kiosk.printing import PrinterError, open_printer
from kiosk.printing.drawing import Strip
from kiosk.printing.fonts import Weight
from kiosk.setup.draft import Draft

Secrets = Mapping[str, str]


class Trials(Protocol):
    """Tries what a draft says so far. Every answer is a finding; nothing is raised for a device that is away."""

    def reader(self, draft: Draft) -> Finding:
        """Whether the reader is there; of a card on it, whether its chip answers."""
        ...

    def camera(self, draft: Draft) -> Finding:
        """Whether a picture comes, its light and its sharpness."""
        ...

    def preview(self, source: str) -> Camera:
        """The camera's live pictures, for a window; whoever takes it closes it.

        :raises CameraUnavailable: when it cannot be opened at all.
        """
        ...

    def printer(self, draft: Draft) -> Finding:
        """Print a slip that says what it is; a person says whether it came out."""
        ...

    def screen(self, draft: Draft) -> Finding:
        """Whether pixels and scale are the panel's."""
        ...

    def his(self, draft: Draft, secrets: Secrets) -> Finding:
        """Whether the HIS takes the account."""
        ...

    def hub(self, draft: Draft, secrets: Secrets) -> Finding:
        """Whether the hub takes the token."""
        ...


class RealTrials:
    """`Trials` on this machine."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def reader(self, draft: Draft) -> Finding:
        """See `Trials`."""
        config = draft.trial()
        found = devices.reader(config, self._clock)
        if found.fix:
            return found
        card = devices.card(config, self._clock)
        return card if card.fix else Finding(found.status, f"{found.detail}; {card.detail}")

    def camera(self, draft: Draft) -> Finding:
        """See `Trials`."""
        return devices.camera(draft.trial(), self._clock)

    def preview(self, source: str) -> Camera:
        """See `Trials`."""
        return open_camera(source)

    def printer(self, draft: Draft) -> Finding:
        """See `Trials`."""
        config = draft.trial()
        found = devices.printer(config, self._clock)
        if found.fix and found.status != "warn":
            return found
        try:
            with closing(open_printer(config.printer)) as opened:
                opened.print(trial_slip(config, self._clock))
        except PrinterError as error:
            return fail(str(error), "mend it, and try again")
        return ok(f"{config.printer.kind}: a slip was sent")

    def screen(self, draft: Draft) -> Finding:
        """See `Trials`."""
        return panel.screen(draft.trial(), self._clock)

    def his(self, draft: Draft, secrets: Secrets) -> Finding:
        """See `Trials`."""
        with tempfile.TemporaryDirectory(prefix="kiosk-setup-") as folder:
            return hospital.his(_with_secrets(draft, secrets, Path(folder)), self._clock)

    def hub(self, draft: Draft, secrets: Secrets) -> Finding:
        """See `Trials`."""
        with tempfile.TemporaryDirectory(prefix="kiosk-setup-") as folder:
            return hub.hub(_with_secrets(draft, secrets, Path(folder)), self._clock)


def _with_secrets(draft: Draft, secrets: Secrets, folder: Path) -> StationConfig:
    """The draft with the secrets given now; without any, with the station's own."""
    if not secrets:
        return draft.trial()
    for name, value in secrets.items():
        write_whole(folder / name, value.encode(), 0o600)
    return draft.trial(folder)


def trial_slip(config: StationConfig, clock: Clock) -> Image.Image:
    """What is printed to see whether printing works: who it is, the letters that others lose, and a ruler."""
    strip = Strip(config.printer.width_px)
    strip.text("IN THỬ", 60, Weight.BOLD)
    strip.text(f"{config.station.hospital} · {config.station.name}", 30, Weight.SEMIBOLD)
    strip.text(f"{clock.now().astimezone(VIETNAM):%d/%m/%Y %H:%M}", 30)
    strip.rule()
    strip.text("Ấ Ầ Ẩ Ẫ Ậ Ế Ề Ể Ễ Ệ Ố Ồ Ổ Ỗ Ộ Ớ Ờ Ở Ỡ Ợ Ứ Ừ Ử Ữ Ự Đ ₫", 30)
    strip.text("Nếu đọc được trọn dòng trên và giấy đã cắt, máy in dùng được.", 26)
    return strip.finish()
