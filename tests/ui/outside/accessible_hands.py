"""Hands outside: looks at windows and presses in them through the accessibility tree alone, by what can be seen.

Run by Debian's own Python, which has the bindings (`gi`, Atspi). One JSON order a line on standard input, one JSON
answer a line on standard output; this program knows nothing of the project.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from typing import Any

import gi  # type: ignore[import-not-found]

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # type: ignore[import-not-found]  # noqa: E402

PRESSED = {"push button", "radio button", "check box", "toggle button", "button"}
TOLD = ("object:state-changed", "object:children-changed", "object:property-change", "object:text-changed", "window:")
# A screen is drawn in one go: what comes within this time belongs to it.
CALM_S = 0.03
# Slower than a bouncing finger, which a keypad on the screen takes for one touch.
SAME_KEY_S = 0.14
TRIES = 3
# A switch answers when what it switches has: on a busy machine that is more than the usual 0.8 s.
PATIENCE_MS = 15_000


class Ears:
    """Hears that something on a window changed, so that nobody has to look again and again."""

    def __init__(self) -> None:
        self._changes = 0
        self._listener = Atspi.EventListener.new(self._hear)
        for kind in TOLD:
            self._listener.register(kind)

    def _hear(self, _event: Any) -> None:
        self._changes += 1

    def wait(self, seconds: float) -> bool:
        """Until something changed and then nothing for a moment; False when nothing did for `seconds`."""
        until = time.monotonic() + seconds
        context = GLib.MainContext.default()
        while time.monotonic() < until:
            self._changes = 0
            self._turn(context, until)
            if self._changes:
                self._calm(context)
                return True
        return False

    def _calm(self, context: Any) -> None:
        for _ in range(10):
            self._changes = 0
            self._turn(context, time.monotonic() + CALM_S)
            if not self._changes:
                return

    def _turn(self, context: Any, until: float) -> None:
        """Take what comes until `until`, or until the first change."""
        wake = GLib.timeout_add(max(1, round(1000 * (until - time.monotonic()))), lambda: False)
        while not self._changes and time.monotonic() < until:
            context.iteration(True)
        source = context.find_source_by_id(wake)
        if source is not None:
            source.destroy()


def windows() -> Iterator[Any]:
    desktop = Atspi.get_desktop(0)
    for at in range(desktop.get_child_count()):
        application = desktop.get_child_at_index(at)
        for number in range(application.get_child_count() if application else 0):
            window = application.get_child_at_index(number)
            if window is not None:
                yield window


def under(item: Any, depth: int = 0) -> Iterator[Any]:
    """What can be seen under an item, in the tree's order."""
    item.clear_cache()
    states = item.get_state_set()
    if depth and not (states.contains(Atspi.StateType.VISIBLE) and states.contains(Atspi.StateType.SHOWING)):
        return
    yield item
    for at in range(item.get_child_count()):
        child = item.get_child_at_index(at)
        if child is not None:
            yield from under(child, depth + 1)


def seen(order: dict[str, Any]) -> list[Any]:
    """What can be seen in the window that has one of the titles in `windows`."""
    for _ in range(TRIES):
        try:
            return _seen(order)
        except GLib.Error:
            # An item went away while it was looked at.
            time.sleep(CALM_S)
    return _seen(order)


def _seen(order: dict[str, Any]) -> list[Any]:
    return [item for window in windows() if window.get_name() in order["windows"] for item in under(window)]


def look(order: dict[str, Any]) -> Any:
    return [[item.get_role_name(), item.get_name()] for item in seen(order)]


def press(order: dict[str, Any]) -> Any:
    """Press what has this name; False when nothing has."""
    return type_in(order | {"names": [order["name"]]})


def type_in(order: dict[str, Any]) -> Any:
    """Press several keys of one screen, one after the other; False when one of them is not there."""
    keys = {item.get_name(): item for item in seen(order) if item.get_role_name() in PRESSED}
    last, at = "", 0.0
    for name in order["names"]:
        if name not in keys:
            return False
        if name == last:
            time.sleep(max(0.0, at + SAME_KEY_S - time.monotonic()))
        actions = keys[name].get_action_iface()
        known = [Atspi.Action.get_action_name(actions, number) for number in range(actions.get_n_actions())]
        actions.do_action(known.index("Press") if "Press" in known else 0)
        last, at = name, time.monotonic()
    return True


def strike(order: dict[str, Any]) -> Any:
    """Strike a key of the keyboard, by its X11 keysym, and say what then has the focus.

    Without a window manager the keys go where the pointer is.
    """
    [window] = [window for window in windows() if window.get_name() in order["windows"]]
    place = window.get_component_iface().get_extents(Atspi.CoordType.SCREEN)
    Atspi.generate_mouse_event(place.x + 2, place.y + 2, "abs")
    Atspi.generate_keyboard_event(order["keysym"], None, Atspi.KeySynthType.SYM)
    order["ears"].wait(0.3)
    return focus(order)


def focus(order: dict[str, Any]) -> Any:
    for item in seen(order):
        if item.get_role_name() in PRESSED and item.get_state_set().contains(Atspi.StateType.FOCUSED):
            return item.get_name()
    return None


def titles(_order: dict[str, Any]) -> Any:
    return [window.get_name() for window in windows()]


def process(order: dict[str, Any]) -> Any:
    return next(window.get_process_id() for window in windows() if window.get_name() in order["windows"])


def wait(order: dict[str, Any]) -> Any:
    return order["ears"].wait(order["seconds"])


ORDERS = {
    "look": look,
    "press": press,
    "type": type_in,
    "strike": strike,
    "focus": focus,
    "process": process,
    "titles": titles,
    "wait": wait,
}


def main() -> None:
    Atspi.init()
    Atspi.set_timeout(PATIENCE_MS, PATIENCE_MS)
    ears = Ears()
    for line in sys.stdin:
        order = json.loads(line)
        try:
            answer = ORDERS[order["do"]](order | {"ears": ears})
        except GLib.Error as error:
            # An item that went away while it was looked at: the next look sees another screen.
            answer = None
            sys.stderr.write(f"{error.message}\n")
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
