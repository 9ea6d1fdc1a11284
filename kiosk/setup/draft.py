"""A station's file being made: what was there, what is answered so far, and the saving of it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from kiosk.clock import VIETNAM
from kiosk.config import ConfigError, StationConfig, parse_config
from kiosk.config.render import render_toml, section_model
from kiosk.config.secrets import secret_like
from kiosk.config.single import NotOfThisForm, check_value
from kiosk.files import write_whole
from kiosk.setup.errors import BadAnswer, FileUnusable, Unfinished

Values = dict[str, dict[str, Any]]

_STAND_INS: Values = {
    "station": {"id": "00", "hospital": "-", "name": "-", "facility": "00000", "journal": "journal.db"},
    "printer": {"kind": "picture", "path": "slips"},
}
"""For trying one device while others are not chosen yet; never saved."""


@dataclass(frozen=True, slots=True)
class Change:
    """A setting that saving changes; None for not set."""

    path: str
    before: object
    after: object


class Draft:
    """The values of a file, changed one by one; everything that is not answered stays as it was."""

    def __init__(self, file: Path) -> None:
        """Begin with the file that is there, or with none.

        :raises FileUnusable: for a file that cannot be read.
        """
        self.file = file
        self._before = _read(file)
        self.values: Values = deepcopy(self._before)

    @property
    def is_new(self) -> bool:
        """Whether there was no file."""
        return not self._before

    def get(self, path: str) -> Any:
        """A setting as it stands; None where it is not set."""
        section, key = path.split(".")
        return self.values.get(section, {}).get(key)

    def put(self, path: str, value: object) -> None:
        """Set a setting, or with None take it out.

        :raises BadAnswer: for a value of another form, a setting that does not exist, or a secret.
        """
        section, _, key = path.partition(".")
        if secret_like(key):
            raise BadAnswer(path, "nothing: a secret is never in this file")
        if value is None:
            self.values.get(section, {}).pop(key, None)
            return
        try:
            check_value(section, key, value)
        except NotOfThisForm as error:
            raise BadAnswer(path, str(error)) from error
        except KeyError as error:
            raise BadAnswer(path, "a setting that exists; kiosk config schema lists them") from error
        self.values.setdefault(section, {})[key] = value

    def put_section(self, section: str, settings: Mapping[str, object], *, instead_of: frozenset[str]) -> None:
        """Set a device's settings; those in `instead_of` that it does not have are taken out."""
        for key in instead_of - settings.keys():
            self.put(f"{section}.{key}", None)
        for key, value in settings.items():
            self.put(f"{section}.{key}", value)

    def changes(self) -> tuple[Change, ...]:
        """What saving changes, in the order of the file."""
        paths = [
            f"{section}.{key}" for section in StationConfig.model_fields for key in section_model(section).model_fields
        ]
        found = (Change(path, _at(self._before, path), _at(self.values, path)) for path in paths)
        return tuple(change for change in found if change.before != change.after)

    def config(self) -> StationConfig:
        """The whole station as answered.

        :raises Unfinished: with what is missing or does not go together.
        """
        return self._parsed(self.values)

    def trial(self, credentials: Path | None = None) -> StationConfig:
        """The station as far as it is answered, to try one part of it.

        :param credentials: where the secrets given so far lie, in place of the station's own folder.
        :raises Unfinished: when that part does not go together.
        """
        values = deepcopy(self.values)
        for section, table in _STAND_INS.items():
            if section == "station" or not values.get(section):
                values[section] = {**table, **values.get(section, {})}
        if credentials is not None:
            values["station"]["credentials"] = str(credentials)
        return self._parsed(values)

    def text(self) -> str:
        """The file, every setting with its meaning above it."""
        return render_toml({section: table for section, table in self.values.items() if table})

    def save(self, at: datetime) -> Path | None:
        """Write the file, whole or not at all; where the one that was there now lies.

        :param at: names the copy of the old file.
        :raises Unfinished: when it is no station yet; nothing is written then.
        """
        self.config()
        backup = None
        self.file.parent.mkdir(parents=True, exist_ok=True)
        if self.file.exists():
            backup = self.file.with_name(f"{self.file.name}.{at.astimezone(VIETNAM):%Y%m%d-%H%M%S}")
            write_whole(backup, self.file.read_bytes(), self.file.stat().st_mode & 0o777)
        write_whole(self.file, self.text().encode(), 0o644)
        self._before = deepcopy(self.values)
        return backup

    def _parsed(self, values: Values) -> StationConfig:
        try:
            return parse_config(render_toml(values, comments=False), base=self.file.parent.absolute())
        except ConfigError as error:
            raise Unfinished(error.problems) from error


def _read(file: Path) -> Values:
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8-sig"))
        render_toml(values)
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise FileUnusable(file, f"it cannot be read ({error}); correct it, or move it away") from error
    except (KeyError, AttributeError, TypeError) as error:
        raise FileUnusable(file, f"{error} is no setting; run: kiosk config check {file}") from error
    return values


def _at(values: Values, path: str) -> object:
    section, key = path.split(".")
    return values.get(section, {}).get(key)
