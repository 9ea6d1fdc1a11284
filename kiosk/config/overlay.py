"""A configuration from the hub: settings laid over a station's own file, each checked for itself.

The station's own file says what the machine is (its id, its devices, its files); the hub's says what the hospital wants
of all of them. What only the machine can know stays the machine's.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kiosk.config.model import StationConfig
from kiosk.config.secrets import secret_like
from kiosk.config.single import NotOfThisForm, check_value

MOST_BYTES = 256 * 1024
IDENTITY_FOLDER, CONFIGURATION = "identity", "configuration.toml"
"""Where an enrolled station keeps what is the fleet's, beside its journal; and the hub's configuration there."""
OWN = {
    "station": frozenset({"id", "journal", "credentials"}),
    "hub": frozenset({"url", "listen", "journal", "database", "inbox", "receiver_listen"}),
    "reader": frozenset({"name", "scanner"}),
    "camera": frozenset({"source"}),
    "screen": frozenset({"width", "height", "px_per_mm"}),
    "printer": frozenset({"path", "usb"}),
}
"""What the hub does not set: which machine it is, where its files lie, which of its sockets is which."""


class OverlayInvalid(ValueError):
    """These settings cannot be laid over a station's file; the message names the first thing to change."""


def read_overlay(toml: str) -> dict[str, dict[str, Any]]:
    """The settings of a text, by section and key; each is of its setting's form.

    :raises OverlayInvalid: for what is no TOML, unknown, the machine's own, a secret, or of another form.
    """
    if len(toml.encode()) > MOST_BYTES:
        raise OverlayInvalid(f"more than {MOST_BYTES // 1024} KiB")
    try:
        values = tomllib.loads(toml)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise OverlayInvalid(f"no TOML: {error}") from error
    for section, table in values.items():
        if section not in StationConfig.model_fields:
            raise OverlayInvalid(f"there is no section [{section}]")
        if not isinstance(table, dict):
            raise OverlayInvalid(f"{section} is no table")
        for key, value in table.items():
            _check(section, key, value)
    return values


def _check(section: str, key: str, value: object) -> None:
    path = f"{section}.{key}"
    if key in OWN.get(section, ()):
        raise OverlayInvalid(f"{path} is set at the station itself")
    if secret_like(key):
        raise OverlayInvalid(f"{path}: secrets are never in a configuration")
    try:
        check_value(section, key, value)
    except KeyError:
        raise OverlayInvalid(f"there is no setting {path}") from None
    except NotOfThisForm as error:
        raise OverlayInvalid(f"{path}: {error}") from error


def held_overlay(journal: Path) -> dict[str, dict[str, Any]]:
    """What the hub wants of the station with this journal; nothing where it wants nothing.

    :raises OverlayInvalid: when the file cannot be used, as after a change of release.
    """
    try:
        text = (journal.parent / IDENTITY_FOLDER / CONFIGURATION).read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise OverlayInvalid("unreadable") from error
    return read_overlay(text)


def laid_over(own: Mapping[str, Any], overlay: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The station's own settings with the hub's over them, key by key; lists are replaced whole."""
    merged = {section: dict(table) if isinstance(table, dict) else table for section, table in own.items()}
    for section, table in overlay.items():
        merged[section] = {**merged.get(section, {}), **table}
    return merged
