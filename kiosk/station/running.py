"""A running station: the core on its own thread, as a window sees it (`kiosk.station.api.Station`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kiosk.admin.running import RunningAdmin
from kiosk.hub.owner import OnOwner
from kiosk.loop import ThreadLoop
from kiosk.service.control import ControlServer, Standing
from kiosk.service.watchdog import Heartbeats, watch_loop
from kiosk.station.api import Live, Preview, StationInfo
from kiosk.station.core import Settings, StationCore
from kiosk.station.devices import Devices, TicketDevice
from kiosk.visit.events import Intent
from kiosk.visit.view import View


class RunningStation:
    """See `Station`. `closing` ends what the station was opened with, last opened first.

    :param beginning: runs on the owner's thread once the core has started.
    :param behind: how many journal rows the hub does not have yet.
    :param controlled: whether the machine's administrator asks this station of the process.
    """

    def __init__(
        self,
        settings: Settings,
        core: StationCore,
        loop: ThreadLoop,
        devices: Devices,
        closing: Callable[[], None],
        beginning: Callable[[], None] = lambda: None,
        behind: Callable[[], int] = lambda: 0,
        admin: RunningAdmin | None = None,
        *,
        controlled: bool = True,
    ) -> None:
        self._settings = settings
        self._core = core
        self._loop = loop
        self._devices = devices
        self._closing = closing
        self._beginning = beginning
        self._behind = behind
        self._admin = admin
        self._controlled = controlled
        self._via = OnOwner(loop)
        self._control: ControlServer | None = None
        self._closed = False

    @property
    def info(self) -> StationInfo:
        """See `Station`."""
        return self._settings.info

    @property
    def admin(self) -> RunningAdmin | None:
        """See `Station`."""
        return self._admin

    @property
    def printer(self) -> TicketDevice:
        """What its slips come from."""
        return self._devices.printer

    @property
    def view(self) -> View:
        """The screen as it stands now."""
        return self._core.view

    def start(self, on_view: Callable[[View], None], on_live: Callable[[Live], None]) -> None:
        """See `Station`."""
        self._loop.start()
        self._loop.post(lambda: self._core.start(on_view, on_live))
        self._loop.post(self._beginning)
        if self._controlled:
            self._control = ControlServer.where_the_manager_says(self.standing)

    def standing(self, hold_s: float = 0.0) -> Standing:
        """How the station stands; with `hold_s`, and if it is quiet, it lets nobody begin for so long.

        :raises HubSilent: when its thread does not answer.
        """

        def look() -> Standing:
            busy = self._core.visit is not None or self._core.kept != ""
            now = Standing(busy, self._core.unsettled, self._behind())
            held = hold_s > 0 and now.quiet
            if held:
                self._core.hold(hold_s)
            return replace(now, held=held)

        return self._via(look)

    def beat(self, beats: Heartbeats) -> None:
        """Let `beats` hear, from the start on, that the station's threads move."""
        self._loop.post(lambda: watch_loop(self._loop, beats))

    def send(self, intent: Intent) -> None:
        """See `Station`."""
        self._loop.post(lambda: self._core.intend(intent))

    def begin(self, language: str) -> None:
        """See `Station`."""
        self._loop.post(lambda: self._core.begin_by_touch(language))

    def staff(self, number: str, pin: str) -> None:
        """See `Station`."""
        self._loop.post(lambda: self._core.staff(number, pin))

    def preview(self) -> Preview | None:
        """See `Station`."""
        return self._devices.camera.preview()

    def seconds_left(self, timer: str) -> float | None:
        """See `Station`."""
        return self._core.seconds_left(timer)

    def close(self) -> None:
        """See `Station`."""
        if self._closed:
            return
        self._closed = True
        if self._control is not None:
            self._control.close()
        self._loop.stop()
        self._devices.card.close()
        self._devices.camera.close()
        if self._devices.scanner is not None:
            self._devices.scanner.close()
        self._closing()
