"""Reading resources somebody else wrote: by path, by system, by reference; a wrong shape is BadShape."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import TypeAlias

from his_client import fields as read
from his_client.fields import BadShape, Json

Resource: TypeAlias = Mapping[str, Json]


def kind_of(resource: Resource) -> str:
    """The resource's type."""
    return read.text(resource, "resourceType")


def reference_to(resource: Resource) -> str:
    """`Kind/id`."""
    return f"{kind_of(resource)}/{read.text(resource, 'id')}"


def version_of(resource: Resource) -> str:
    """`meta.versionId`, numeric or opaque; BadShape when the server keeps none (https://hl7.org/fhir/R4/http.html#concurrency)."""
    return read.text(read.record(resource.get("meta"), "meta"), "versionId")


def items(resource: Resource, name: str) -> tuple[Resource, ...]:
    """A repeating element."""
    return read.records(resource.get(name), name)


def identifier(resource: Resource, system: str) -> str:
    """The resource's first number in `system`, or an empty text."""
    for number in items(resource, "identifier"):
        if number.get("system") == system:
            return read.text(number, "value")
    return ""


def identifiers(resource: Resource, system: str) -> tuple[str, ...]:
    """All numbers of the resource in `system`."""
    return tuple(read.text(n, "value") for n in items(resource, "identifier") if n.get("system") == system)


def target(resource: Resource, name: str) -> str:
    """`Kind/id` of a reference, without server and version; empty when there is none."""
    value = resource.get(name)
    if value is None:
        return ""
    return tail(str(read.record(value, name).get("reference") or ""))


def refers(name: str, reference: str) -> Callable[[Resource], bool]:
    """Whether a resource's reference of this name is to `Kind/id`."""
    return lambda resource: target(resource, name) == reference


def tail(reference: str) -> str:
    """The `Kind/id` at the end of a relative or absolute, versioned or plain reference."""
    parts = reference.partition("/_history/")[0].split("/")
    return "/".join(parts[-2:])


def code_in(concept: Json, system: str) -> str:
    """The code of a CodeableConcept (or of a list of them) in `system`, or an empty text."""
    for one in concept if isinstance(concept, list) else [concept]:
        for coding in items(one, "coding") if isinstance(one, dict) else ():
            if coding.get("system") == system:
                return read.optional_text(coding, "code") or ""
    return ""


def display_in(concept: Json, system: str) -> str:
    """What the code in `system` is called, or an empty text."""
    for one in concept if isinstance(concept, list) else [concept]:
        for coding in items(one, "coding") if isinstance(one, dict) else ():
            if coding.get("system") == system:
                return read.optional_text(coding, "display") or ""
    return ""


def extension(resource: Resource, url: str) -> Resource | None:
    """The first extension with this URL."""
    return next((found for found in items(resource, "extension") if found.get("url") == url), None)


def extensions(resource: Resource, url: str) -> tuple[Resource, ...]:
    """Every extension with this URL."""
    return tuple(found for found in items(resource, "extension") if found.get("url") == url)


def whole(resource: Resource | None, value: str = "valueInteger") -> int | None:
    """An extension's whole number, or None."""
    return None if resource is None else read.optional_integer(resource, value)


def words(resource: Resource | None, value: str) -> str:
    """An extension's text or code, or an empty text."""
    return "" if resource is None else read.optional_text(resource, value) or ""


def dong(resource: Resource, name: str) -> int:
    """A Money element in whole dong; another currency is BadShape."""
    money = read.record(resource.get(name), name)
    if money.get("currency", "VND") != "VND":
        raise BadShape(f"{name}.currency")
    return read.money(money, "value")


def instant(resource: Resource, name: str) -> datetime:
    """A dateTime with its zone."""
    return read.instant(resource, name)


def of_kind(resources: Iterable[Resource], kind: str) -> tuple[Resource, ...]:
    """Those of one type, in order."""
    return tuple(resource for resource in resources if resource.get("resourceType") == kind)


def id_order(resource: Resource) -> tuple[int, str]:
    """An order every kiosk sees alike: numeric ids by number (a server that counts makes the oldest the first), others
    by text."""
    text = read.text(resource, "id")
    return (int(text), text) if text.isascii() and text.isdecimal() else (1 << 62, text)
