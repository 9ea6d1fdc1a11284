"""Reads a station's TOML file, whole or not at all; every problem is named with its line and the expected form."""

from __future__ import annotations

import json
import logging
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args
from urllib.parse import urlsplit

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from kiosk.config.lines import key_lines
from kiosk.config.model import NEEDED, PROVIDER_NEEDS, TOGETHER, UNLESS, Section, StationConfig
from kiosk.config.overlay import OverlayInvalid, held_overlay, laid_over
from kiosk.config.secrets import SECRETS, secret_like

log = logging.getLogger(__name__)

_HIDDEN = "(hidden)"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in the file. `line` counts from 1 and is None where nothing is written; `path` is dotted."""

    line: int | None
    path: str
    got: str
    expected: str

    def __str__(self) -> str:
        place = f"line {self.line}: " if self.line else ""
        subject = f"{self.path} is " if self.path else ""
        return f"{place}{subject}{self.got}; expected {self.expected}"


class ConfigError(Exception):
    """The file cannot be used; `problems` names everything to change, in the order of the file."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class ConfigUnreadable(ConfigError):
    """There is no text to check: the file is missing, not permitted or not UTF-8."""


def load_config(path: Path) -> StationConfig:
    """The configuration in `path`, with the hub's over it at an enrolled station; relative paths start at its folder.

    :raises ConfigError: with every problem found.
    :raises ConfigUnreadable: when the file cannot be read at all.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = "not UTF-8 text" if isinstance(error, UnicodeDecodeError) else error.strerror or "unreadable"
        problem = Problem(None, str(path), f"unreadable ({reason.lower()})", "a readable TOML file in UTF-8")
        raise ConfigUnreadable((problem,)) from error
    own = parse_config(text, base=path.parent.absolute())
    try:
        over = held_overlay(own.station.journal)
        return parse_config(text, base=path.parent.absolute(), over=over) if over else own
    except (OverlayInvalid, ConfigError):
        # A station is never kept from starting by what the hub once wanted: doctor names it, patients are served.
        log.warning("hub_configuration_unusable")
        return own


def parse_config(text: str, *, base: Path, over: Mapping[str, Mapping[str, Any]] | None = None) -> StationConfig:
    """The configuration in a TOML text; relative paths in it start at `base`.

    :param over: the hub's settings, which are laid over the text's.
    :raises ConfigError: with every problem found.
    """
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError((_not_toml(str(error), text),)) from error
    except RecursionError as error:
        raise ConfigError((Problem(None, "", "not TOML", "fewer brackets inside brackets"),)) from error
    lines = key_lines(text)
    values = laid_over(values, over) if over else values
    problems = list(_secrets_in(values, lines))
    try:
        # JSON mode is strict about types and still lets a text be a path and an array a tuple.
        config = StationConfig.model_validate_json(json.dumps(values, default=str), context={"base": base})
    except ValidationError as error:
        told = {problem.path for problem in problems}
        found = (_problem(details, lines) for details in error.errors(include_url=False, include_input=True))
        problems += [problem for problem in found if problem.path not in told]
    else:
        problems += _left_out(config, lines)
    if problems:
        raise ConfigError(tuple(sorted(problems, key=lambda p: (p.line is None, p.line or 0, p.path))))
    return config


def _not_toml(message: str, text: str) -> Problem:
    what, _, where = message.partition(" (at ")
    match = re.match(r"line (\d+)", where)
    line = int(match[1]) if match else len(text.splitlines())
    return Problem(line, "", "not TOML", f"a correct line ({what[0].lower()}{what[1:]})")


def _problem(details: ErrorDetails, lines: Mapping[tuple[str, ...], int]) -> Problem:
    location = tuple(str(part) for part in details["loc"])
    match details["type"]:
        case "missing":
            line = lines.get(location[:-1])
            field = _description(location)
            return Problem(line, ".".join(location), "missing", f"a value ({field})" if field else "a value")
        case "extra_forbidden":
            return Problem(_line(lines, location), ".".join(location), "unknown", _known(location))
        case "form":
            expected = str(details["ctx"]["form"])
        case _:
            expected = _expected(details)
    return Problem(_line(lines, location), ".".join(location), _shown(details["input"]), expected)


def _line(lines: Mapping[tuple[str, ...], int], location: tuple[str, ...]) -> int | None:
    """The line of the innermost part of `location` that has one: an array's item stands with its key."""
    ends = range(len(location), 0, -1)
    return next((lines[location[:end]] for end in ends if location[:end] in lines), None)


def _expected(details: ErrorDetails) -> str:
    context = details.get("ctx", {})
    kinds = {
        "string_type": "a text in quotes",
        "int_type": "a whole number without quotes",
        "int_from_float": "a whole number",
        "float_type": "a number without quotes",
        "bool_type": "true or false",
        "tuple_type": "a list in brackets",
        "model_type": "a table of settings",
        "finite_number": "a finite number",
        "string_too_short": "some text",
    }
    match details["type"]:
        case "literal_error":
            return f"one of: {context['expected']}"
        case "greater_than_equal":
            return f"at least {context['ge']:g}"
        case "less_than_equal":
            return f"at most {context['le']:g}"
        case "string_too_long":
            return f"at most {context['max_length']} characters"
        case "too_short":
            return "at least one entry" if context["min_length"] == 1 else f"at least {context['min_length']} entries"
        case "too_long":
            return f"at most {context['max_length']} entries"
        case other:
            return kinds.get(other, details["msg"])


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return "a table"
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:57] + "…"


def _section(location: tuple[str, ...]) -> type[Section] | None:
    """The model of the table a key stands in."""
    if len(location) == 1:
        return StationConfig
    field = StationConfig.model_fields.get(location[0])
    kind = field.annotation if field else None
    if len(location) > 3 and isinstance(kind, type) and issubclass(kind, Section):
        table = kind.model_fields.get(location[1])  # one of an array of tables
        kind = get_args(table.annotation)[0] if table and get_args(table.annotation) else None
    return kind if isinstance(kind, type) and issubclass(kind, Section) else None


def _description(location: tuple[str, ...]) -> str:
    section = _section(location)
    field = section.model_fields.get(location[-1]) if section else None
    return (field.description or "").rstrip(".") if field else ""


def _known(location: tuple[str, ...]) -> str:
    section = _section(location)
    names = list(section.model_fields) if section else []
    close = get_close_matches(location[-1], names, n=1)
    return f"{close[0]}, perhaps" if close else "one of: " + ", ".join(names)


def _secrets_in(
    values: Mapping[str, Any], lines: Mapping[tuple[str, ...], int], above: tuple[str, ...] = ()
) -> Iterator[Problem]:
    for key, value in values.items():
        location = (*above, str(key))
        if isinstance(value, dict):
            yield from _secrets_in(value, lines, location)
        elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
            for item in value:
                yield from _secrets_in(item, lines, location) if isinstance(item, dict) else ()
        elif secret_like(key):
            places = f"nothing: a secret is never in this file, but a credential file (one of {', '.join(SECRETS)})"
            yield Problem(_line(lines, location), ".".join(location), _HIDDEN, places)
        elif isinstance(value, str) and _has_login(value):
            expected = "an address without user and password; secrets are credential files"
            yield Problem(_line(lines, location), ".".join(location), _HIDDEN, expected)


def _has_login(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    if parts.scheme == "postgresql" and parts.password is None:
        return False  # whose database it is stands in its address; the password does not
    return bool(parts.scheme and parts.netloc and "@" in parts.netloc)


def _left_out(config: StationConfig, lines: Mapping[tuple[str, ...], int]) -> Iterator[Problem]:
    """What one setting makes necessary in another."""
    told = set()
    for (section, key, value), names in NEEDED.items():
        table = getattr(config, section)
        spared = UNLESS.get((section, key, value))
        if getattr(table, key) != value or (spared and getattr(table, spared[0]) == spared[1]):
            continue
        shown = json.dumps(value)
        for name in names:
            if getattr(table, name) is None:
                told.add((section, name))
                expected = f"a value, because {section}.{key} is {shown} ({_description((section, name))})"
                yield Problem(_line(lines, (section, key)), f"{section}.{name}", "missing", expected)
    for section, group in ((section, group) for section, groups in TOGETHER.items() for group in groups):
        table = getattr(config, section)
        given = next((name for name in group if getattr(table, name) is not None), None)
        for name in group if given else ():
            if getattr(table, name) is None and (section, name) not in told:
                expected = f"a value, because {section}.{given} is given ({_description((section, name))})"
                yield Problem(_line(lines, (section, str(given))), f"{section}.{name}", "missing", expected)
    yield from _providers(config, lines)
    if config.station.language not in config.station.languages:
        shown = json.dumps(config.station.language)
        expected = "one of station.languages"
        yield Problem(_line(lines, ("station", "language")), "station.language", shown, expected)


def _providers(config: StationConfig, lines: Mapping[tuple[str, ...], int]) -> Iterator[Problem]:
    """What a provider's kind makes necessary, and names or accounts that stand for two of them."""
    line = _line(lines, ("payment", "providers"))
    names = ["bank"] if config.payment.url else []
    accounts = [config.payment.account] if config.payment.url else []
    for place, provider in enumerate(config.payment.providers):
        path = f"payment.providers.{place}"
        for key in PROVIDER_NEEDS[provider.kind]:
            if getattr(provider, key) is None:
                expected = f"a value, because its kind is {provider.kind}"
                yield Problem(line, f"{path}.{key}", "missing", expected)
        if provider.bank_bin is not None and provider.payee is None:
            yield Problem(line, f"{path}.payee", "missing", "a value, because bank_bin is given")
        name = provider.name or provider.kind
        if name in names:
            yield Problem(line, f"{path}.name", json.dumps(name), "a name that no other provider has")
        names.append(name)
        if provider.account is not None and provider.account in accounts:
            # Told of by two, each transfer would look like two.
            expected = "an account that no other provider tells of"
            yield Problem(line, f"{path}.account", json.dumps(provider.account), expected)
        accounts.append(provider.account)
