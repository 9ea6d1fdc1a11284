"""The room behind a station's screen: who is in, what they look at, try and change; every act of it journalled.

It runs on the station's owner thread, like the station itself, and keeps the station for staff while somebody is in.
Whoever does nothing for two minutes is out again; who practises, after a quarter of an hour.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from kiosk.admin.events import AdminActed, AdminEntered, AdminLeft, AdminRefused
from kiosk.admin.values import MAY, TESTS, AdminView, Line, Page, Row, Training, Tried, Wish
from kiosk.clock import Clock
from kiosk.loop import Callback, Loop
from kiosk.station.core import StationCore
from kiosk.station.staff import Admitted, StaffDoor
from kiosk.visit.staff import StaffRefused

log = logging.getLogger(__name__)

SIGN_S = 60.0
"""So long somebody may take to sign in; a patient waits behind it."""
IDLE_S = 120.0
PRACTICE_S = 900.0
SHOWN_S = 0.5
"""Between two looks at the camera's picture while it is tried."""


class Tools(Protocol):
    """What can be looked at and tried. All but `logs`, `dark` and `restart` block, and run on a worker."""

    def status(self) -> tuple[Row, ...]:
        """How the station stands, line by line."""
        ...

    def doctor(self, step: Callable[[int, int, Row], None]) -> None:
        """All of doctor's checks, one after the other: `step(done, total, what it said)`."""
        ...

    def slip(self) -> Tried:
        """A test slip."""
        ...

    def sound(self) -> Tried:
        """A sentence through the headphones or the speaker."""
        ...

    def film(self, seen: Callable[[str], None], away: Callable[[], None]) -> None:
        """Open the camera until `dark`; `seen` with each code held before it. On the owner's thread."""
        ...

    def dark(self) -> None:
        """Close the camera."""
        ...

    def picture(self) -> Tried | None:
        """Light and sharpness of the picture now, None without one."""
        ...

    def card(self, code: str) -> Tried:
        """Read the card on the tray with the code printed on it. Nothing of the holder is in the answer."""
        ...

    def logs(self) -> tuple[Line, ...]:
        """The last lines of the log, the newest first."""
        ...

    def restart(self) -> None:
        """End this program; its supervisor starts it anew."""
        ...


class Ground(Protocol):
    """Where staff practise. Every call blocks, and runs on a worker."""

    def begin_practice(self) -> bool:
        """Open it and show it; False when it cannot be opened."""
        ...

    def end_practice(self) -> None:
        """Show the station again and clear away."""
        ...

    def hand(self, act: str) -> None:
        """Do with the sample card what a patient does with theirs: `qr`, `lay`, `take`, `pay`."""
        ...


class AdminRoom:
    """Every method is called on the owner's thread; `on_view` too is called there.

    :param ground: None where there is nothing to practise on.
    """

    def __init__(
        self,
        core: StationCore,
        loop: Loop,
        clock: Clock,
        door: StaffDoor,
        tools: Tools,
        on_view: Callable[[AdminView], None],
        ground: Ground | None = None,
    ) -> None:
        self._core = core
        self._loop = loop
        self._clock = clock
        self._door = door
        self.tools = tools
        self._on_view = on_view
        self.ground = ground
        self._view = AdminView()
        self._stop_idle: Callback = lambda: None
        self._filming = 0

    @property
    def view(self) -> AdminView:
        """What is shown now."""
        return self._view

    def sign(self, number: str, pin: str) -> None:
        """Somebody typed these; whose they are is looked at, and neither is kept."""
        if self._view.page is not Page.SIGN or self._view.checking:
            return
        self._touched()
        self._show(checking=True, notice="")
        self._loop.work("admin-sign", lambda: self._door.admit(number, pin), self._signed)

    def wish(self, wish: Wish) -> None:
        """What was pressed; what the person may not do, or what does not fit, does nothing."""
        view = self._view
        self._touched()
        match wish.name:
            case "open" if view.page is Page.NONE and view.training in (Training.OFF, Training.ON):
                if self._core.kept or self._core.keep("admin"):
                    self._show(page=Page.SIGN, notice="", tries=0, in_service=self._core.in_service)
                    self._touched()
            case "close" if view.page is Page.SIGN and not view.checking:
                self._close()
            case "touched":
                pass
            case "hand" if view.training is Training.ON and self.ground is not None:
                ground = self.ground
                self._loop.work("admin-hand", lambda: ground.hand(wish.value), lambda _none: None)
            case _ if not view.by:
                pass
            case "leave":
                self._out("left")
            case "page":
                self._turn(wish.value)
            case "service" if "service" in view.may:
                self._serve(wish.value == "on")
            case "restart" if "restart" in view.may:
                self._act("restart")
                self._core.note(AdminLeft(view.by, "restart", self._clock.now()))
                self.tools.restart()
            case "try" if "tests" in view.may and wish.value in TESTS and view.tried.state != "running":
                self._try(wish.value)
            case "train" if "training" in view.may and self.ground is not None:
                self._train(self.ground)
            case _:
                pass

    # -- in and out

    def _signed(self, found: Admitted | StaffRefused) -> None:
        now = self._clock.now()
        if isinstance(found, StaffRefused):
            self._core.note(AdminRefused(found.notice, found.staff, now))
            log.info("admin_sign_in", extra={"outcome": found.notice})
            if self._view.page is Page.SIGN:
                self._show(checking=False, notice=found.notice, tries=self._view.tries + 1)
            return
        roles = tuple(sorted(role.value for role in found.roles))
        self._core.note(AdminEntered(found.staff, roles, now, found.alone))
        log.info("admin_sign_in", extra={"outcome": "in"})
        may = tuple(act for act, who in MAY.items() if who.intersection(found.roles))
        if self.ground is None:
            may = tuple(act for act in may if act != "training")
        if self._view.page is not Page.SIGN:
            self._core.note(AdminLeft(found.staff, "idle", now))
            return
        self._show(page=Page.HOME, checking=False, by=found.staff, may=may, in_service=self._core.in_service)
        self._touched()
        self._untrain()

    def _out(self, why: str) -> None:
        if self._view.by:
            self._core.note(AdminLeft(self._view.by, why, self._clock.now()))
        self._close()

    def _close(self) -> None:
        self._dark()
        training = self._view.training
        self._view = AdminView(training=Training.OFF if training is Training.FAILED else training)
        if self._view.training is Training.OFF:
            self._core.keep("")
        self._touched()
        self._show()

    def _touched(self) -> None:
        """Somebody is there; the clock that sends them out begins anew."""
        self._stop_idle()
        self._stop_idle = lambda: None
        if self._view.page is not Page.NONE:
            self._stop_idle = self._loop.later(SIGN_S if self._view.page is Page.SIGN else IDLE_S, self._idle)
        elif self._view.training is Training.ON:
            self._stop_idle = self._loop.later(PRACTICE_S, self._idle)

    def _idle(self) -> None:
        if self._view.page is not Page.NONE:
            self._out("idle")
        elif self._view.training is Training.ON:
            self._core.note(AdminActed("", "training", self._clock.now(), "idle"))
            self._untrain()

    # -- what is shown

    def _show(self, **changed: object) -> None:
        self._view = replace(self._view, **changed)  # type: ignore[arg-type]
        self._on_view(self._view)

    def _turn(self, name: str) -> None:
        needed = {"status": "status", "logs": "logs", "tests": "tests", "touch": "tests"}
        if name != "home" and needed.get(name) not in self._view.may:
            return
        self._dark()
        page = Page(name)
        lines = self.tools.logs() if page is Page.LOGS else ()
        self._show(page=page, tried=Tried(), rows=(), lines=lines, waiting=page is Page.STATUS, done=0, total=0)
        if page is Page.STATUS:
            self._loop.work("admin-status", self.tools.status, self._status)
        if page in (Page.STATUS, Page.LOGS, Page.TOUCH):
            self._act(page.value)

    def _status(self, rows: tuple[Row, ...]) -> None:
        if self._view.page is Page.STATUS:
            self._show(rows=rows, waiting=False)

    def _act(self, act: str, outcome: str = "") -> None:
        self._core.note(AdminActed(self._view.by, act, self._clock.now(), outcome))

    def _serve(self, wanted: bool) -> None:
        if wanted != self._core.in_service:
            self._act("service", "on" if wanted else "off")
            self._core.serve(wanted, self._view.by)
        self._show(in_service=self._core.in_service)

    # -- tries

    def _try(self, test: str) -> None:
        running = Tried(test, "running")
        if test == "doctor":
            self._show(page=Page.DOCTOR, tried=running, rows=(), done=0, total=0)
            self._loop.work("admin-doctor", lambda: self.tools.doctor(self._step), lambda _none: self._doctored())
        elif test in ("camera", "card"):
            self._show(page=Page(test), tried=running)
            self._filming += 1
            film = self._filming
            self.tools.film(
                lambda code: self._loop.post(lambda: self._code(film, test, code)),
                lambda: self._loop.post(lambda: self._came(film, Tried(test, "fail", "no_picture"))),
            )
            if test == "camera":
                self._look(film)
        elif test in ("slip", "sound"):
            self._show(tried=running)
            job = self.tools.slip if test == "slip" else self.tools.sound
            self._loop.work(f"admin-{test}", job, self._told)
        else:
            self._turn(test)

    def _told(self, tried: Tried) -> None:
        self._act(f"test:{tried.test}", tried.code or tried.state)
        if self._view.page is Page.TESTS:
            self._show(tried=tried)

    def _step(self, done: int, total: int, row: Row) -> None:
        """On a worker."""

        def show() -> None:
            if self._view.page is Page.DOCTOR:
                self._touched()
                self._show(rows=(*self._view.rows, row), done=done, total=total)

        self._loop.post(show)

    def _doctored(self) -> None:
        if self._view.page is not Page.DOCTOR:
            return
        states = {row.state for row in self._view.rows}
        worst = next((state for state in ("fail", "warn") if state in states), "ok")
        self._act("test:doctor", worst)
        self._show(tried=Tried("doctor", worst))

    def _look(self, film: int) -> None:
        """The camera's picture again and again, while it is tried; nothing of it is kept but two figures."""
        if film != self._filming or self._view.page is not Page.CAMERA:
            return

        def looked(seen: Tried | None) -> None:
            if film == self._filming and self._view.page is Page.CAMERA:
                if seen is not None:
                    self._show(tried=seen)
                self._loop.later(SHOWN_S, lambda: self._look(film))

        self._loop.work("admin-picture", self.tools.picture, looked)

    def _code(self, film: int, test: str, code: str) -> None:
        if film != self._filming or test != "card" or self._view.tried.state != "running" or self._view.done:
            return
        self.tools.dark()
        self._show(done=1, total=1)
        self._loop.work("admin-card", lambda: self.tools.card(code), lambda tried: self._came(film, tried))

    def _came(self, film: int, tried: Tried) -> None:
        if film != self._filming or self._view.page not in (Page.CARD, Page.CAMERA):
            return
        self._act(f"test:{tried.test}", tried.code or tried.state)
        self._show(tried=tried, done=0, total=0)

    def _dark(self) -> None:
        if self._view.page in (Page.CARD, Page.CAMERA):
            self._filming += 1
            self.tools.dark()
            if self._view.page is Page.CAMERA and self._view.tried.state in ("ok", "warn"):
                self._act("test:camera", self._view.tried.state)

    # -- practising

    def _train(self, ground: Ground) -> None:
        if self._view.training not in (Training.OFF, Training.FAILED):
            return
        self._act("training", "on")
        self._core.keep("training")
        self._show(training=Training.STARTING)

        def begun(ready: bool) -> None:
            by = self._view.by
            if not ready:
                self._core.keep("admin" if by else "")
                self._show(training=Training.FAILED if by else Training.OFF)
                return
            if by:
                self._core.note(AdminLeft(by, "training", self._clock.now()))
            self._view = AdminView(training=Training.ON)
            self._touched()
            self._show()

        self._loop.work("admin-train", ground.begin_practice, begun)

    def _untrain(self) -> None:
        ground = self.ground
        if self._view.training is not Training.ON or ground is None:
            return
        if self._view.by:
            self._act("training", "off")
        self._show(training=Training.ENDING)

        def ended(_none: None) -> None:
            self._core.keep("admin" if self._view.page is not Page.NONE else "")
            self._show(training=Training.OFF)

        self._loop.work("admin-untrain", ground.end_practice, ended)
