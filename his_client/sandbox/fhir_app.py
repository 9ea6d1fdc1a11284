"""The sandbox HIS's FHIR R4 face, under /fhir on its port: strict, and only what stands in its CapabilityStatement."""

import itertools
import json
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import parse_qsl

from flask import Blueprint, Response, request

from his_client.clock import VIETNAM, Clock
from his_client.fhir.client import MEDIA, etag
from his_client.fhir.people import SOURCE_HEADER
from his_client.fhir.resource import Resource, kind_of, reference_to
from his_client.fhir.systems import Systems
from his_client.fields import BadShape, Json, record
from his_client.his.identity import IdentitySource
from his_client.sandbox.book import RegistrationBook
from his_client.sandbox.fhir_errors import FhirError, declined
from his_client.sandbox.fhir_exchange import CREATED, UPDATED, Exchange, Write, version_in
from his_client.sandbox.fhir_mirror import Mirror
from his_client.sandbox.fhir_search import PARAMS, Found, search
from his_client.sandbox.fhir_store import FhirStore
from his_client.sandbox.fhir_tokens import TokenDoor
from his_client.sandbox.store import Store

_OPEN = ("/fhir/metadata", "/fhir/auth/token", "/fhir/.well-known/smart-configuration")
_ABOUT_PEOPLE = frozenset({"Patient", "Encounter", "Appointment", "Invoice"})
_PAGES = 200

Pairs = Sequence[tuple[str, str]]


def fhir_face(book: RegistrationBook, store: Store, door: TokenDoor, clock: Clock, systems: Systems) -> Blueprint:
    """The face as a blueprint; `store` is the book's own."""
    return _Face(book, store, door, clock, systems).blueprint()


class _Face:
    def __init__(self, book: RegistrationBook, store: Store, door: TokenDoor, clock: Clock, systems: Systems) -> None:
        self._book = book
        self._door = door
        self._clock = clock
        self._systems = systems
        self._store = FhirStore(store, clock)
        self._mirror = Mirror(book, self._store, systems, clock)
        self._exchange = Exchange(book, self._store, self._mirror, systems)
        self._pages: OrderedDict[str, tuple[int, list[dict[str, Json]]]] = OrderedDict()
        self._page_numbers = itertools.count(1)

    def blueprint(self) -> Blueprint:
        """Every address of the face."""
        face = Blueprint("fhir", __name__, url_prefix="/fhir")
        face.before_request(self._check)
        face.register_error_handler(FhirError, self._error)
        face.register_error_handler(BadShape, lambda shape: self._error(FhirError(400, "structure", shape.field)))
        face.add_url_rule("/metadata", view_func=self._metadata)
        face.add_url_rule("/.well-known/smart-configuration", view_func=self._discovery)
        face.add_url_rule("/auth/token", view_func=self._token, methods=["POST"])
        face.add_url_rule("", view_func=self._following_page)
        face.add_url_rule("", view_func=self._transaction, methods=["POST"])
        face.add_url_rule("/<kind>/_search", view_func=self._posted_search, methods=["POST"])
        face.add_url_rule("/<kind>", view_func=self._search)
        face.add_url_rule("/<kind>", view_func=self._create, methods=["POST"])
        face.add_url_rule("/<kind>/<identifier>", view_func=self._read)
        face.add_url_rule("/<kind>/<identifier>", view_func=self._update, methods=["PUT"])
        return face

    def _check(self) -> Response | None:
        if request.path in _OPEN or self._door.knows(request.headers.get("Authorization", "")):
            return None
        return self._error(FhirError(401, "login"))

    def _error(self, error: FhirError) -> Response:
        return _json(error.outcome(self._systems), error.status)

    def _token(self) -> Response:
        given = request.authorization
        basic = (given.username or "", given.password or "") if given is not None and given.type == "basic" else None
        token = self._door.give(request.form, basic, request.base_url)
        if token is None:
            return _json({"error": "invalid_client"}, 401)
        return _json(token, 200, "application/json")

    def _discovery(self) -> Response:
        """https://hl7.org/fhir/smart-app-launch/conformance.html."""
        return _json(
            {
                "token_endpoint": f"{request.host_url}fhir/auth/token",
                "grant_types_supported": ["client_credentials"],
                "token_endpoint_auth_methods_supported": ["client_secret_basic", "private_key_jwt"],
                "token_endpoint_auth_signing_alg_values_supported": ["RS384", "ES384"],
                "capabilities": ["client-confidential-asymmetric", "permission-v1"],
            },
            200,
            "application/json",
        )

    def _metadata(self) -> Response:
        """https://hl7.org/fhir/R4/capabilitystatement.html."""
        resources = []
        for kind, params in sorted(PARAMS.items()):
            codes = ["read", "search-type", *(["create"] if kind in CREATED else [])]
            codes += ["update"] if kind in UPDATED else []
            resources.append(
                {
                    "type": kind,
                    "interaction": [{"code": code} for code in codes],
                    "versioning": "versioned-update" if kind in UPDATED else "versioned",
                    "conditionalCreate": kind in CREATED,
                    "searchParam": [{"name": name, "type": param.type} for name, param in params.items()],
                }
            )
        rest = {"mode": "server", "resource": resources, "interaction": [{"code": "transaction"}]}
        return _json(
            {
                "resourceType": "CapabilityStatement",
                "status": "active",
                "date": self._clock().astimezone(VIETNAM).date().isoformat(),
                "kind": "instance",
                "fhirVersion": "4.0.1",
                "format": ["json"],
                "implementation": {"description": "Sandbox HIS", "url": f"{request.host_url}fhir"},
                "rest": [rest],
            }
        )

    def _transaction(self) -> Response:
        done = self._exchange.transaction(_body())
        whole = "return=representation" in request.headers.get("Prefer", "")
        entries = [
            {
                **({"resource": resource} if whole else {}),
                "response": {
                    "status": "201 Created" if created else "200 OK",
                    "location": f"{reference_to(resource)}/_history/{resource['meta']['versionId']}",
                    "etag": etag(resource["meta"]["versionId"]),
                    "lastModified": resource["meta"]["lastUpdated"],
                },
            }
            for created, resource in done
        ]
        return _json({"resourceType": "Bundle", "type": "transaction-response", "entry": entries})

    def _create(self, kind: str) -> Response:
        resource = _body()
        if kind_of(resource) != kind:
            raise FhirError(400, "invalid", "resourceType")
        created, stored = self._exchange.apply(
            [Write(resource, if_none_exist=request.headers.get("If-None-Exist", ""))]
        )[0]
        return _json(stored, 201 if created else 200)

    def _update(self, kind: str, identifier: str) -> Response:
        resource = _body()
        if kind_of(resource) != kind or resource.get("id") != identifier:
            raise FhirError(400, "invalid", f"{kind}.id")
        match = version_in(request.headers.get("If-Match", ""))
        return _json(self._exchange.apply([Write(resource, if_match=match, update=True)])[0][1])

    def _read(self, kind: str, identifier: str) -> Response:
        with self._store.transaction():
            self._mirror.refresh()
            found = self._store.get(f"{kind}/{identifier}")
        if found is None:
            raise FhirError(404, "not-found", kind if kind in PARAMS else "resourceType")
        return _json(found)

    def _search(self, kind: str) -> Response:
        return self._found(kind, parse_qsl(request.query_string.decode(), keep_blank_values=True))

    def _posted_search(self, kind: str) -> Response:
        pairs = [(name, value) for name, values in request.form.lists() for value in values]
        return self._found(kind, [*pairs, *parse_qsl(request.query_string.decode())])

    def _found(self, kind: str, params: Pairs) -> Response:
        self._assure(kind)
        with self._store.transaction():
            self._mirror.refresh()
            found = search(self._store, kind, params)
        return self._page(len(found.matches), _entries(found), found.count)

    def _assure(self, kind: str) -> None:
        """A kiosk that says it has not read a chip is told nothing about a person."""
        said = request.headers.get(SOURCE_HEADER)
        if said is None or kind not in _ABOUT_PEOPLE:
            return
        try:
            source = IdentitySource(said)
        except ValueError:
            raise FhirError(400, "value", SOURCE_HEADER) from None
        if refusal := self._book.refuses(source):
            raise declined(refusal.code)

    def _following_page(self) -> Response:
        kept = self._pages.get(request.args.get("_page", ""))
        if kept is None:
            raise FhirError(410, "not-found", "_page")
        total, entries = kept
        return self._page(total, entries, _size(entries))

    def _page(self, total: int, entries: list[dict[str, Json]], count: int) -> Response:
        """A page of `count` entries; what is left is kept for a link of one use after another."""
        links: list[Json] = [{"relation": "self", "url": request.base_url}]
        if rest := entries[count:]:
            number = f"{next(self._page_numbers):x}"
            self._pages[number] = (total, [{**entry, "_size": count} for entry in rest])
            while len(self._pages) > _PAGES:
                self._pages.popitem(last=False)
            links.append({"relation": "next", "url": f"{request.host_url}fhir?_page={number}"})
        told = [{name: value for name, value in entry.items() if name != "_size"} for entry in entries[:count]]
        bundle = {"resourceType": "Bundle", "type": "searchset", "total": total, "link": links}
        return _json({**bundle, **({"entry": told} if told else {})})


def _size(entries: Sequence[Mapping[str, Json]]) -> int:
    return int(entries[0]["_size"])


def _entries(found: Found) -> list[dict[str, Json]]:
    base = f"{request.host_url}fhir"

    def told(resources: Iterable[Resource], mode: str) -> list[dict[str, Json]]:
        return [
            {"fullUrl": f"{base}/{reference_to(item)}", "resource": item, "search": {"mode": mode}}
            for item in resources
        ]

    return [*told(found.matches, "match"), *told(found.included, "include")]


def _body() -> Resource:
    if request.mimetype not in {MEDIA, "application/json"}:
        raise FhirError(415, "not-supported", "Content-Type")
    return record(request.get_json(force=True, silent=True), "body")


def _json(body: Json, status: int = 200, media: str = MEDIA) -> Response:
    text = json.dumps(body, ensure_ascii=False)
    response = Response(text, status, content_type=f"{media}; charset=utf-8")
    if isinstance(body, dict) and "meta" in body:
        response.headers["ETag"] = etag(body["meta"]["versionId"])
    return response
