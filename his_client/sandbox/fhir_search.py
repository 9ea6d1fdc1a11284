"""Searching the sandbox's resources (https://hl7.org/fhir/R4/search.html): exactly the parameters listed here.

Anything else is an error, never ignored: a filter that is not applied would answer with everybody. So does one without
a value, and of a number one with its system only: R4 says so, and whoever asks must not.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from his_client.clock import VIETNAM
from his_client.fhir.resource import reference_to, tail
from his_client.fields import Json
from his_client.sandbox.fhir_errors import FhirError
from his_client.sandbox.fhir_store import FhirStore


class Param(NamedTuple):
    """A search parameter: its type, and the dotted path of the elements it looks at (lists are walked through)."""

    type: str
    path: str


_IDENTIFIER = Param("token", "identifier")
_STATUS = Param("token", "status")
PARAMS: Mapping[str, Mapping[str, Param]] = {
    "Appointment": {
        "actor": Param("reference", "participant.actor"),
        "date": Param("date", "start"),
        "status": _STATUS,
    },
    "ChargeItem": {"context": Param("reference", "context"), "identifier": _IDENTIFIER},
    "ChargeItemDefinition": {"status": _STATUS, "url": Param("uri", "url")},
    "Consent": {"patient": Param("reference", "patient"), "identifier": _IDENTIFIER},
    "Coverage": {"beneficiary": Param("reference", "beneficiary"), "identifier": _IDENTIFIER},
    "CoverageEligibilityRequest": {"patient": Param("reference", "patient"), "identifier": _IDENTIFIER},
    "CoverageEligibilityResponse": {"patient": Param("reference", "patient"), "identifier": _IDENTIFIER},
    "Encounter": {
        "identifier": _IDENTIFIER,
        "subject": Param("reference", "subject"),
        "patient": Param("reference", "subject"),
        "date": Param("date", "period"),
        "status": _STATUS,
    },
    "HealthcareService": {
        "active": Param("token", "active"),
        "identifier": _IDENTIFIER,
        "location": Param("reference", "location"),
    },
    "Invoice": {"identifier": _IDENTIFIER, "subject": Param("reference", "subject"), "status": _STATUS},
    "Location": {"partof": Param("reference", "partOf"), "status": _STATUS},
    "Patient": {"identifier": _IDENTIFIER, "active": Param("token", "active")},
    "PaymentNotice": {
        "identifier": _IDENTIFIER,
        "request": Param("reference", "request"),
        "created": Param("date", "created"),
        "status": _STATUS,
    },
    "Provenance": {"target": Param("reference", "target")},
    "RelatedPerson": {"patient": Param("reference", "patient"), "identifier": _IDENTIFIER},
    "Schedule": {"actor": Param("reference", "actor")},
    "ServiceRequest": {
        "encounter": Param("reference", "encounter"),
        "subject": Param("reference", "subject"),
        "status": _STATUS,
        "identifier": _IDENTIFIER,
    },
    "Slot": {"schedule": Param("reference", "schedule"), "start": Param("date", "start"), "status": _STATUS},
    "Task": {
        "encounter": Param("reference", "encounter"),
        "owner": Param("reference", "owner"),
        "focus": Param("reference", "focus"),
        "status": _STATUS,
        "identifier": _IDENTIFIER,
    },
}
"""Kind -> its parameters; `_id`, `_count`, `_sort`, `_include` and `_revinclude` work everywhere."""

_COUNT = 50
_MOST = 200
_CHOICE = re.compile(r"(?:\\.|[^\\,])+")
_ESCAPED = re.compile(r"\\(.)")
_BAR = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Found:
    """A search's matches in order, what they include, and how many go on a page."""

    matches: tuple[dict[str, Json], ...]
    included: tuple[dict[str, Json], ...]
    count: int


def search(store: FhirStore, kind: str, params: Sequence[tuple[str, str]]) -> Found:
    """Every parameter must hold (and); a comma within one means or."""
    if kind not in PARAMS:
        raise FhirError(404, "not-supported", "resourceType")
    matches = list(store.all(kind))
    count, includes, iterating, reverse, sort = _COUNT, [], [], [], ""
    for name, value in params:
        match name:
            case "_count":
                if not value.isdecimal():
                    raise FhirError(400, "value", name)
                count = max(1, min(int(value), _MOST))
            case "_sort":
                sort = value
            case "_include":
                includes.append(value)
            case "_include:iterate":
                iterating.append(value)
            case "_revinclude":
                reverse.append(value)
            case _:
                matches = [item for item in matches if _holds(item, kind, name, value)]
    if sort:
        matches = _sorted(matches, kind, sort)
    return Found(tuple(matches), tuple(_included(store, matches, includes, iterating, reverse)), count)


def _holds(resource: Mapping[str, Json], kind: str, name: str, value: str) -> bool:
    param = Param("uri", "id") if name == "_id" else PARAMS[kind].get(name)
    if param is None:
        raise FhirError(400, "not-supported", name.partition(":")[0])
    choices = _CHOICE.findall(value)
    if not choices:
        return True  # an empty parameter is no error and filters nothing (search.html#errors)
    elements = list(_walk(resource, param.path.split(".")))
    if param.type == "token":
        return any(_token_holds(element, choice) for element in elements for choice in choices)
    choices = [_ESCAPED.sub(r"\1", choice) for choice in choices]
    if param.type == "date":
        return any(_date_holds(element, choice) for element in elements for choice in choices)
    holds = _TESTS[param.type]
    return any(holds(element, choice) for element in elements for choice in choices)


def _walk(element: Json, path: Sequence[str]) -> Iterator[Json]:
    if isinstance(element, list):
        for item in element:
            yield from _walk(item, path)
    elif not path:
        yield element
    elif isinstance(element, dict) and path[0] in element:
        yield from _walk(element[path[0]], path[1:])


def _token_holds(element: Json, choice: str) -> bool:
    """`value` in any system or none, `|value` in none, `system|value`, and `system|` for any value in the system."""
    *system, value = [_ESCAPED.sub(r"\1", part) for part in _BAR.split(choice, maxsplit=1)]
    if isinstance(element, dict):
        if system and element.get("system", "") != system[0]:
            return False
        return (any(system) and not value) or bool(element.get("value") == value)
    text = str(element).lower() if isinstance(element, bool) else element
    return bool(text == value)


def _reference_holds(element: Json, choice: str) -> bool:
    return isinstance(element, dict) and tail(str(element.get("reference"))) == tail(choice)


def _uri_holds(element: Json, choice: str) -> bool:
    return bool(element == choice)


_TESTS = {"reference": _reference_holds, "uri": _uri_holds}


def _date_holds(element: Json, choice: str) -> bool:
    """Ranges are compared as R4 says: a period without an end has not ended."""
    prefix, text = (choice[:2], choice[2:]) if choice[:2] in {"ge", "le", "gt", "lt", "eq"} else ("eq", choice)
    low, high = _range(text)
    if isinstance(element, dict):
        start = _range(element["start"])[0] if "start" in element else datetime.min.replace(tzinfo=VIETNAM)
        end = _range(element["end"])[1] if "end" in element else datetime.max.replace(tzinfo=VIETNAM)
    else:
        start, end = _range(str(element))
    match prefix:
        case "ge":
            return end > low
        case "gt":
            return end > high
        case "le":
            return start < high
        case "lt":
            return start < low
        case _:
            return low <= start and end <= high


def _range(text: str) -> tuple[datetime, datetime]:
    """From and to (exclusive) of a date or dateTime; days are the hospital's."""
    try:
        if len(text) > 10:
            moment = datetime.fromisoformat(text)
            if moment.tzinfo is None:
                raise FhirError(400, "value", "date")
            return moment, moment + timedelta(seconds=1)
        parts = [int(part) for part in text.split("-")]
        start = date(*[*parts, 1, 1][:3])
        following = {1: date(start.year + 1, 1, 1), 2: (start.replace(day=28) + timedelta(days=4)).replace(day=1)}
        end = following.get(len(parts), start + timedelta(days=1))
    except (ValueError, TypeError):
        raise FhirError(400, "value", "date") from None
    return (
        datetime.combine(start, datetime.min.time(), VIETNAM),
        datetime.combine(end, datetime.min.time(), VIETNAM),
    )


def _sorted(matches: list[dict[str, Json]], kind: str, sort: str) -> list[dict[str, Json]]:
    name = sort.removeprefix("-")
    param = PARAMS[kind].get(name)
    if param is None or param.type != "date":
        raise FhirError(400, "not-supported", "_sort")

    def key(resource: dict[str, Json]) -> datetime:
        element = next(_walk(resource, param.path.split(".")), None)
        text = element.get("start") if isinstance(element, dict) else element
        return _range(str(text))[0] if text else datetime.min.replace(tzinfo=VIETNAM)

    return sorted(matches, key=key, reverse=sort.startswith("-"))


def _included(
    store: FhirStore,
    matches: Sequence[dict[str, Json]],
    includes: Iterable[str],
    iterating: Iterable[str],
    reverse: Iterable[str],
) -> Iterator[dict[str, Json]]:
    seen = {reference_to(item) for item in matches}
    fresh: list[dict[str, Json]] = list(matches)
    ways = [*includes, *iterating]
    while fresh:
        found = []
        for way in ways:
            kind, param = _way(way)
            for item in fresh:
                if item["resourceType"] == kind:
                    for element in _walk(item, param.path.split(".")):
                        target = store.get(tail(str(element.get("reference"))))
                        if target is not None and reference_to(target) not in seen:
                            seen.add(reference_to(target))
                            found.append(target)
        yield from found
        fresh, ways = found, list(iterating)
    for way in reverse:
        kind, param = _way(way)
        targets = {reference_to(item) for item in matches}
        for item in store.all(kind):
            elements = _walk(item, param.path.split("."))
            if reference_to(item) not in seen and any(tail(str(e.get("reference"))) in targets for e in elements):
                seen.add(reference_to(item))
                yield item


def _way(text: str) -> tuple[str, Param]:
    kind, _, name = text.partition(":")
    param = PARAMS.get(kind, {}).get(name)
    if param is None or param.type != "reference":
        raise FhirError(400, "not-supported", "_include")
    return kind, param
