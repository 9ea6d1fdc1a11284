"""FHIR's RESTful interface over one peer (https://hl7.org/fhir/R4/http.html): search, read, update, transaction.

Searches go as POST [kind]/_search, so that nobody's number stands in an address that proxies and servers log. Nothing
is sent twice, but for one case: a request declined with 401 was not looked at, and goes again with a new token.
"""

import logging
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from his_client import fields as read
from his_client.fhir.auth import Tokens
from his_client.fhir.bindings import problems
from his_client.fhir.resource import Resource, items, kind_of, reference_to, tail, version_of
from his_client.fields import BadShape, Json
from his_client.http import JsonClient, JsonReply
from his_client.outcome import Done, Outcome, Refused, Unknown, code_of

log = logging.getLogger(__name__)

Params = Mapping[str, str | Sequence[str]]
MEDIA = "application/fhir+json"
MAX_BYTES = 16 << 20
"""For the line's `max_bytes`: what a server tells of itself can be several megabytes."""
_PAGES = 100
_PATH = re.compile(r"[A-Za-z][A-Za-z0-9]*(\.[A-Za-z][A-Za-z0-9]*)*")
_PATH_CHARS = 48
_EMPTY = re.compile(r"(?:^|(?<!\\)[,|])(?=,|\Z)")
"""A choice without a value (https://hl7.org/fhir/R4/search.html): `name=` filters nothing, `name=system|` finds
whatever has a number in the system."""

NOT_FOUND = Refused("not_found", "no such resource")
CONFLICT = Refused("conflict", "somebody else changed it first")
_STATUSES: Mapping[int, Refused] = {
    401: Refused("unauthorised", "the account was not accepted; check the client's id, key and scopes"),
    403: Refused("forbidden", "the account may not do this"),
    404: NOT_FOUND,
    409: CONFLICT,
    410: NOT_FOUND,
    412: CONFLICT,
    429: Refused("busy", "the server takes no requests now"),
}
_TELL_NOTHING = frozenset({"exception", "timeout", "incomplete", "transient", "lock-error", "no-store"})
"""Issue types after which nobody can say what happened (http://hl7.org/fhir/issue-type)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing a transaction does. `known_as` is the urn:uuid other entries refer to it by."""

    resource: Resource
    known_as: str = ""
    if_none_exist: str = ""
    if_match: str = ""

    def as_json(self) -> dict[str, Json]:
        """As an entry of the Bundle: PUT when the resource has an id, POST otherwise."""
        kind = kind_of(self.resource)
        update = "id" in self.resource
        request = {"method": "PUT" if update else "POST", "url": reference_to(self.resource) if update else kind}
        if self.if_none_exist:
            request["ifNoneExist"] = self.if_none_exist
        if self.if_match:
            request["ifMatch"] = etag(self.if_match)
        return {
            **({"fullUrl": self.known_as} if self.known_as else {}),
            "resource": plain(self.resource),
            "request": request,
        }


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of an entry: `reference` is Kind/id; `created` tells a new resource from one that was there."""

    reference: str
    created: bool


class FhirClient:
    """Calls one FHIR server. Thread-safe. `base_url` is where `http` points to, and what links to further pages must
    begin with; `own_codes` is the code system of refusals this kiosk understands."""

    def __init__(self, http: JsonClient, base_url: str, tokens: Tokens | None, own_codes: str) -> None:
        self._http = http
        self._base = base_url.rstrip("/")
        self._tokens = tokens
        self._own_codes = own_codes

    def search(
        self, kind: str, params: Params, headers: Mapping[str, str] | None = None, *, first_page: bool = False
    ) -> Outcome[tuple[Resource, ...]]:
        """Every page of a search, matches and included resources alike (https://hl7.org/fhir/R4/search.html).

        `first_page` is for whoever sorts and wants the first only. A parameter the server does not know makes it refuse
        instead of answering everything (handling=strict). What would find everybody for want of a value is not sent.
        """
        for name, value in params.items():
            values = [value] if isinstance(value, str) else value
            if not values or any(map(_EMPTY.search, values)):
                return Refused(f"bad_request:{name}", "not sent: without its value it asks for everybody")
        heads = {"Prefer": "handling=strict", **(headers or {})}
        outcome = self._call("POST", f"/{kind}/_search", form=params, headers=heads)
        found: dict[str, Resource] = {}
        for _ in range(_PAGES):
            if not isinstance(outcome, Done):
                return outcome
            try:
                for resource in _page(outcome.value):
                    found[reference_to(resource)] = resource
                following = None if first_page else self._next(outcome.value)
            except BadShape as shape:
                return Unknown("bad_shape", f"field {shape.field}")
            if following is None:
                return Done(tuple(found.values()))
            outcome = self._call("GET", following, headers=heads)
        return Unknown("too_large", f"more than {_PAGES} pages")

    def read(self, reference: str, headers: Mapping[str, str] | None = None) -> Outcome[Resource]:
        """GET Kind/id; Refused "not_found" when there is none."""
        if not reference.partition("/")[2]:
            return NOT_FOUND  # without an id it would be a search, and find everybody
        return self._call("GET", f"/{reference}", headers=headers)

    def update(self, resource: Resource) -> Outcome[Resource]:
        """PUT with If-Match on the version that was read; Refused "conflict" when it is no longer the current one."""
        if wrong := problems(resource):
            return _unfit(wrong)
        heads = {"If-Match": etag(version_of(resource)), "Prefer": "return=representation"}
        return self._call("PUT", f"/{reference_to(resource)}", body=plain(resource), headers=heads)

    def transaction(self, entries: Sequence[Entry]) -> Outcome[tuple[Entered, ...]]:
        """All entries or none (https://hl7.org/fhir/R4/http.html#transaction); every entry's own status is read.

        An answer that leaves one entry undone comes from a server that does not keep transactions: Unknown.
        """
        if wrong := [name for entry in entries for name in problems(entry.resource)]:
            return _unfit(wrong)
        bundle = {"resourceType": "Bundle", "type": "transaction", "entry": [entry.as_json() for entry in entries]}
        outcome = self._call("POST", "", body=bundle, headers={"Prefer": "return=minimal"})
        if not isinstance(outcome, Done):
            return outcome
        try:
            return _entered(outcome.value, entries)
        except BadShape as shape:
            return Unknown("bad_shape", f"field {shape.field}")

    def capabilities(self) -> Outcome[Resource]:
        """GET metadata (https://hl7.org/fhir/R4/capabilitystatement.html)."""
        return self._call("GET", "/metadata")

    def _call(
        self,
        method: str,
        path: str,
        *,
        form: Params | None = None,
        body: Json | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Outcome[Resource]:
        heads = {"Accept": MEDIA, **({"Content-Type": MEDIA} if body is not None else {}), **(headers or {})}
        if self._tokens is None:
            outcome = self._understand(self._http.call(method, path, form=form, body=body, headers=heads))
        else:
            outcome = self._authorised(self._tokens, method, path, form, body, heads)
        if isinstance(outcome, Unknown):
            kind = path.partition("?")[0].strip("/").partition("/")[0]  # an id may be a patient's number
            log.warning("fhir_unknown", extra={"call": f"{method} {kind}".rstrip(), "reason": outcome.reason})
        return outcome

    def _authorised(
        self, tokens: Tokens, method: str, path: str, form: Params | None, body: Json | None, heads: Mapping[str, str]
    ) -> Outcome[Resource]:
        declined: str | None = None
        for _ in range(2):
            token = tokens.current(declined=declined)
            if not isinstance(token, Done):
                return token
            bearer = {**heads, "Authorization": f"Bearer {token.value}"}
            reply = self._http.call(method, path, form=form, body=body, headers=bearer)
            if not (isinstance(reply, JsonReply) and reply.status == 401):
                return self._understand(reply)
            declined = token.value
        return _STATUSES[401]

    def _understand(self, reply: JsonReply | Unknown) -> Outcome[Resource]:
        if isinstance(reply, Unknown):
            return reply
        try:
            issues = _issues(reply.data)
            if reply.status in {200, 201}:
                if any(issue.get("severity") in ("error", "fatal") for issue in issues):
                    return Unknown("peer_error", "an error with a status of success")
                return Done(read.record(reply.data, "body"))
            if reply.status < 400:
                return Unknown("peer_error", f"HTTP {reply.status}")
            if code := self._own_code(issues):
                return Refused(code, "the HIS declined")
            if reply.status not in _STATUSES and any(str(issue.get("code")) in _TELL_NOTHING for issue in issues):
                return Unknown("peer_error", f"HTTP {reply.status}")
            return _STATUSES.get(reply.status) or Refused(f"bad_request:{_place(issues)}", _why(reply.status, issues))
        except BadShape as shape:
            return Unknown("bad_shape", f"field {shape.field}")

    def _own_code(self, issues: Iterable[Resource]) -> str:
        for issue in issues:
            details = issue.get("details")
            for coding in items(details, "coding") if isinstance(details, dict) else ():
                if coding.get("system") == self._own_codes:
                    return code_of(read.text(coding, "code"))
        return ""

    def _next(self, bundle: Resource) -> str | None:
        """The path of the following page; a link to elsewhere is refused, it would take the token along."""
        for link in items(bundle, "link"):
            if link.get("relation") == "next":
                url = read.text(link, "url", read.MOST_OF_TOKEN)
                if "://" not in url:
                    return f"/{url.lstrip('/')}"
                if url.startswith((f"{self._base}/", f"{self._base}?")):
                    return url.removeprefix(self._base)
                raise BadShape("link.url")
        return None


def matching(
    found: Outcome[tuple[Resource, ...]], kind: str, fits: Callable[[Resource], bool]
) -> Outcome[tuple[Resource, ...]]:
    """The resources of `kind` a search was for. One that does not fit belongs to another question, or the server left
    the filter out: then nothing is proven, least of all that there is none."""
    if not isinstance(found, Done):
        return found
    try:
        matches = tuple(resource for resource in found.value if resource.get("resourceType") == kind)
        if not all(map(fits, matches)):
            return Unknown("other_answer", "the answer holds what was not asked for")
        return Done(matches)
    except BadShape as shape:
        return Unknown("bad_shape", f"field {shape.field}")


def etag(version: str) -> str:
    """A weak ETag of a version id (https://hl7.org/fhir/R4/http.html#versioning)."""
    return f'W/"{version}"'


def plain(value: Json) -> Json:
    """A resource as `json` can write it: numbers that were read as Decimal are numbers again."""
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _page(bundle: Resource) -> Iterable[Resource]:
    if bundle.get("resourceType") != "Bundle" or bundle.get("type") != "searchset":
        raise BadShape("Bundle.type")
    for entry in items(bundle, "entry"):
        search = entry.get("search")
        if isinstance(search, dict) and search.get("mode") == "outcome":
            continue
        yield read.record(entry.get("resource"), "entry.resource")


def _entered(bundle: Resource, entries: Sequence[Entry]) -> Outcome[tuple[Entered, ...]]:
    answers = items(bundle, "entry")
    if bundle.get("type") != "transaction-response" or len(answers) != len(entries):
        raise BadShape("Bundle.entry")
    entered = []
    for answer, entry in zip(answers, entries, strict=True):
        response = read.record(answer.get("response"), "entry.response")
        status = read.text(response, "status")[:3]
        if status not in {"200", "201"}:
            return Unknown("peer_error", f"an entry ended with {status if status.isdecimal() else 'no status'}")
        reference = tail(read.text(response, "location")) if "location" in response else ""
        if not reference and "id" in entry.resource:
            reference = reference_to(entry.resource)
        if reference.partition("/")[0] != kind_of(entry.resource):
            raise BadShape("entry.response.location")
        entered.append(Entered(reference, status == "201"))
    return Done(tuple(entered))


def _issues(body: Json) -> tuple[Resource, ...]:
    if isinstance(body, dict) and body.get("resourceType") == "OperationOutcome":
        return items(body, "issue")
    return ()


def _why(status: int, issues: Sequence[Resource]) -> str:
    """Status, issue types and the elements they are about: nothing that could be somebody's."""
    said = [code_of(str(issue.get("code"))) for issue in issues]
    said += [place for issue in issues for place in issue.get("expression") or () if _is_path(place)]
    return " ".join([f"HTTP {status}", *said])[:200]


def _place(issues: Sequence[Resource]) -> str:
    """The element a server objects to, where it names one."""
    places = (place for issue in issues for place in issue.get("expression") or () if _is_path(place))
    return next(places, "resource")


def _is_path(place: Json) -> bool:
    return isinstance(place, str) and len(place) <= _PATH_CHARS and _PATH.fullmatch(place) is not None


def _unfit(wrong: Sequence[str]) -> Refused:
    """What we were about to send is not R4; nothing was sent."""
    return Refused(f"bad_request:{wrong[0]}", "not sent: the element is missing or outside its value set")
