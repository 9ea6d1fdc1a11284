"""The pages of setup, in order: what each asks, which devices it offers, and what it tries."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.attached import Attached
from kiosk.setup.draft import Draft

SECRET, ENROL = "secret:", "enrol:"
"""What begins the path of an answer that is no setting: a secret, or how to enrol."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A device to choose. `words` is a text's name, or what the device calls itself; `asks` what is then asked."""

    words: str
    settings: Mapping[str, object]
    asks: tuple[str, ...] = ()
    device: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `section` is the file's table of its device, `settings` those of its keys that a choice replaces."""

    name: str
    asks: tuple[str, ...] = ()
    section: str = ""
    settings: frozenset[str] = frozenset()
    tries: bool = False


AS_IT_IS = Choice("as_it_is", {}, device=False)

PAGES = (
    Page(
        "station",
        ("station.hospital", "station.name", "station.id", "station.facility", "station.desk", "station.journal"),
    ),
    Page("reader", ("reader.trust",), "reader", frozenset({"kind", "name", "profile"}), tries=True),
    Page("camera", (), "camera", frozenset({"on", "source"}), tries=True),
    Page("printer", (), "printer", frozenset({"kind", "host", "port", "path", "usb", "queue"}), tries=True),
    Page("screen", (), "screen", frozenset({"width", "height", "px_per_mm"}), tries=True),
    Page("his", ("his.url", "his.merchant_id", "secret:his_secret"), tries=True),
    Page("hub", ("enrol:gate", "enrol:token", "hub.url", "secret:hub_token"), tries=True),
    Page("save"),
)
PAGE = {page.name: page for page in PAGES}


def choices(page: Page, attached: Attached, draft: Draft) -> tuple[Choice, ...]:
    """What can be chosen now: the devices found, then what does without one, then what the file has already.

    :raises ReaderGone: when the smart-card service does not answer.
    """
    found: list[Choice] = []
    match page.name:
        case "reader":
            names = attached.readers()
            found = [Choice(name, {"kind": "pcsc", "name": lasting(name, names)}) for name in names]
        case "camera":
            found = [Choice(one.name, {"on": True, "source": one.source}) for one in attached.cameras()]
        case "printer":
            found = [Choice(one.name, one.settings) for one in attached.printers()]
        case "screen":
            found = _screens(attached, draft)
    offered = (*found, *without_device(page))
    own = any(draft.get(f"{page.section}.{key}") is not None for key in page.settings)
    return (*offered, AS_IT_IS) if own and chosen_now(page, draft, offered) is None else offered


def lasting(name: str, names: tuple[str, ...]) -> str:
    """A reader's name without the numbers PC/SC gives it anew each time, where it is still the only one so called."""
    short = re.sub(r"( [0-9A-F]{2}){2}$", "", name)
    return short if sum(short in other for other in names) == 1 else name


def without_device(page: Page) -> tuple[Choice, ...]:
    """What can be chosen where nothing is attached."""
    match page.name:
        case "reader":
            return (Choice("virtual", {"kind": "virtual", "profile": "adult"}, device=False),)
        case "camera":
            return (Choice("no_camera", {"on": False}, device=False),)
        case "printer":
            network = Choice("by_address", {"kind": "escpos-network"}, ("printer.host",), device=False)
            return (network, Choice("pictures", {"kind": "picture", "path": "slips"}, device=False))
        case "screen":
            return (Choice("by_hand", {}, ("screen.px_per_mm",), device=False),)
        case _:
            return ()


def _screens(attached: Attached, draft: Draft) -> list[Choice]:
    """Each panel as it is mounted: upright, unless the file says that it lies."""
    lies = (draft.get("screen.width") or 1080) > (draft.get("screen.height") or 1920)
    found = []
    for one in attached.screens() or ():
        short, long = sorted((one.width_px, one.height_px))
        settings: dict[str, object] = {"width": long if lies else short, "height": short if lies else long}
        if one.px_per_mm is not None:
            settings["px_per_mm"] = one.px_per_mm
        size = f", {one.px_per_mm} px/mm" if one.px_per_mm is not None else ""
        name = f"{one.name or one.connector}, {one.width_px} × {one.height_px}{size}"
        found.append(Choice(name, settings, ("screen.px_per_mm",) if one.px_per_mm is None else ()))
    return found


def chosen_now(page: Page, draft: Draft, offered: tuple[Choice, ...]) -> Choice | None:
    """Which of these the draft has already; what the file has, where none of the others is it."""
    for one in offered:
        if one.settings and all(draft.get(f"{page.section}.{key}") == value for key, value in one.settings.items()):
            return one
    return AS_IT_IS if AS_IT_IS in offered else None
