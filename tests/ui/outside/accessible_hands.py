"""Hands outside: looks at windows and presses in them through the accessibility tree alone, by what can be seen.

Run by Debian's own Python, which has the bindings (`gi`, Atspi). One JSON order a line on standard input, one JSON
answer a line on standard output; this program knows nothing of the project.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import gi  # type: ignore[import-not-found]

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # type: ignore[import-not-found]  # noqa: E402

PRESSED = {"push button", "radio button", "check box", "toggle button", "button"}


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


def seen(title: str) -> list[Any]:
    return [item for window in windows() if window.get_name() == title for item in under(window)]


def look(order: dict[str, str]) -> Any:
    return [{"role": item.get_role_name(), "name": item.get_name()} for item in seen(order["window"])]


def press(order: dict[str, str]) -> Any:
    for item in seen(order["window"]):
        if item.get_role_name() in PRESSED and item.get_name() == order["name"]:
            actions = item.get_action_iface()
            names = [Atspi.Action.get_action_name(actions, at) for at in range(actions.get_n_actions())]
            return actions.do_action(names.index("Press" if "Press" in names else names[0]))
    return False


def titles(_order: dict[str, str]) -> Any:
    return [window.get_name() for window in windows()]


def process(order: dict[str, str]) -> Any:
    return next(window.get_process_id() for window in windows() if window.get_name() == order["window"])


def main() -> None:
    Atspi.init()
    for line in sys.stdin:
        order = json.loads(line)
        try:
            answer = {"look": look, "press": press, "process": process, "titles": titles}[order["do"]](order)
        except gi.repository.GLib.Error as error:
            # An item that went away while it was looked at: the next look sees another screen.
            answer = None
            sys.stderr.write(f"{error.message}\n")
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
