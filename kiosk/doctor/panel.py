"""Checks of what patients touch: the panel's scale and size, and whether touching it reaches this machine."""

from __future__ import annotations

from kiosk.attached import Attached, FoundScreen, ThisMachine
from kiosk.clock import Clock
from kiosk.config import StationConfig
from kiosk.doctor.check import Finding, ok, skipped, warn

MOST_OFF = 0.05
"""How far px_per_mm may be from the panel's: a button of 20 mm is then at least 19."""

MACHINE: Attached = ThisMachine()


def screen(config: StationConfig, _clock: Clock) -> Finding:
    """The file's pixels and scale are the panel's, so that 20 mm are 20 mm."""
    found = MACHINE.screens()
    if found is None:
        return skipped("this machine has no graphics card to ask")
    if not found:
        return warn("no panel is switched on", "check the panel's power and cable")
    return _fits(config, found[0]) if len(found) == 1 else _one_of(config, found)


def _one_of(config: StationConfig, found: tuple[FoundScreen, ...]) -> Finding:
    fitting = [one for one in found if _fits(config, one).fix == ""]
    if fitting:
        return _fits(config, fitting[0])
    names = ", ".join(f"{one.connector} {one.name}".strip() for one in found)
    return warn(f"none of {len(found)} panels is as [screen] says: {names}", "unplug the others, or run: kiosk setup")


def _fits(config: StationConfig, panel: FoundScreen) -> Finding:
    said = config.screen
    shown = f"{panel.name or panel.connector}, {panel.width_px} × {panel.height_px}"
    if sorted((said.width, said.height)) != sorted((panel.width_px, panel.height_px)):
        short, long = sorted((panel.width_px, panel.height_px))
        across, down = (short, long) if said.width <= said.height else (long, short)
        fix = f"set screen.width = {across} and screen.height = {down}"
        return warn(f"{shown}; the file says {said.width} × {said.height}", fix)
    if panel.px_per_mm is None:
        return ok(f"{shown}; it does not say its size: measure a 20 mm button with a ruler once")
    if abs(said.px_per_mm / panel.px_per_mm - 1) > MOST_OFF:
        fix = f"set screen.px_per_mm = {panel.px_per_mm}"
        return warn(f"{shown}, {panel.px_per_mm} px/mm; the file says {said.px_per_mm}", fix)
    return ok(f"{shown}, {panel.px_per_mm} px/mm")


def touch(_config: StationConfig, _clock: Clock) -> Finding:
    """A touch panel is attached."""
    found = MACHINE.touch_panels()
    if found is None:
        return skipped("this machine does not tell its input devices")
    if not found:
        return warn("no touch panel: patients can press nothing", "plug the panel's USB cable in; lsusb shows it")
    return ok(", ".join(found))
