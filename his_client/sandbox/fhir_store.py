"""The sandbox's FHIR resources: current versions beside the registration book, in one file and one transaction with it.

What the book knows is written over what was sent; version ids are whole numbers that only grow.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from his_client.clock import VIETNAM, Clock
from his_client.fields import Json
from his_client.sandbox.store import Shape, Store


@dataclass(frozen=True, slots=True)
class ResourceRow:
    """A resource's current version; `body` is its JSON without `meta`."""

    reference: str
    kind: str
    version: int
    updated: str
    body: str


RESOURCES = Shape("fhir_resources", ResourceRow, "reference", (("kind",),))


class FhirStore:
    """Resources by Kind/id, kept in memory and written through. Use it inside `transaction()` only."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._table = store.table(RESOURCES)
        self._kinds: dict[str, dict[str, tuple[int, str, dict[str, Json]]]] = {}
        self._before: dict[str, int] = {}
        self._load()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, one at a time; after a failure nothing of it is remembered either."""
        with self._store.transaction():
            self._before = {}
            try:
                with self._store.transaction():
                    yield
            except BaseException:
                self._load()
                raise

    def get(self, reference: str) -> dict[str, Json] | None:
        """The resource with its `meta`, or None."""
        kind, _, identifier = reference.partition("/")
        held = self._kinds.get(kind, {}).get(identifier)
        return None if held is None else _whole(*held)

    def body(self, reference: str) -> Mapping[str, Json]:
        """The resource without `meta`; empty when there is none."""
        kind, _, identifier = reference.partition("/")
        held = self._kinds.get(kind, {}).get(identifier)
        return {} if held is None else held[2]

    def all(self, kind: str) -> tuple[dict[str, Json], ...]:
        """Every resource of a kind, in order of first insertion."""
        return tuple(_whole(*held) for held in self._kinds.get(kind, {}).values())

    def put(self, resource: Mapping[str, Json]) -> dict[str, Json]:
        """Stores a resource under its id, and returns it with its `meta`. A transaction makes one new version of what
        differs, however often it is put."""
        kind, identifier = resource["resourceType"], resource["id"]
        body = {name: value for name, value in resource.items() if name != "meta"}
        held = self._kinds.setdefault(kind, {}).get(identifier)
        if held is None or held[2] != body:
            updated = self._clock().astimezone(VIETNAM).isoformat(timespec="milliseconds")
            before = self._before.setdefault(f"{kind}/{identifier}", 0 if held is None else held[0])
            held = (before + 1, updated, body)
            self._kinds[kind][identifier] = held
            text = json.dumps(body, ensure_ascii=False)
            self._table.put(ResourceRow(f"{kind}/{identifier}", kind, held[0], updated, text))
        return _whole(*held)

    def count(self, kind: str) -> int:
        """How many there are of a kind."""
        return len(self._kinds.get(kind, {}))

    def _load(self) -> None:
        self._kinds = {}
        for row in self._table.where():
            identifier = row.reference.partition("/")[2]
            self._kinds.setdefault(row.kind, {})[identifier] = (row.version, row.updated, json.loads(row.body))


def _whole(version: int, updated: str, body: Mapping[str, Json]) -> dict[str, Json]:
    return {**body, "meta": {"versionId": str(version), "lastUpdated": updated}}
