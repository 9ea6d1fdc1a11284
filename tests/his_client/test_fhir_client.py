"""FHIR's line: pages, errors, transactions and tokens, at a peer that says exactly what a test wants."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from his_client.fhir.client import CONFLICT, NOT_FOUND, Entered, Entry, FhirClient, plain
from his_client.fhir.systems import token
from his_client.http import JsonReply
from his_client.outcome import Done, Refused, Unknown

BASE = "https://his.example/fhir"
OWN = "urn:own:refusal"


class Peer:
    """Answers from a list, and remembers what it was sent."""

    def __init__(self, *answers: JsonReply | Unknown) -> None:
        self.answers = list(answers)
        self.calls: list[tuple[str, str, Mapping[str, Any]]] = []

    def call(self, method: str, path: str, **said: Any) -> JsonReply | Unknown:
        self.calls.append((method, path, said))
        return self.answers.pop(0)


class Badge:
    """Gives a fresh token for each that was declined."""

    def __init__(self) -> None:
        self.given = 0

    def current(self, *, declined: str | None = None) -> Done[str]:
        self.given += declined is not None
        return Done(f"token{self.given}")


def client(peer: Peer, tokens: Any = None) -> FhirClient:
    return FhirClient(peer, BASE, tokens, OWN)  # type: ignore[arg-type]


def page(*ids: str, following: str | None = None) -> JsonReply:
    entries = [{"resource": {"resourceType": "Patient", "id": item}, "search": {"mode": "match"}} for item in ids]
    links = [{"relation": "self", "url": BASE}]
    if following is not None:
        links.append({"relation": "next", "url": following})
    return JsonReply(200, {"resourceType": "Bundle", "type": "searchset", "link": links, "entry": entries})


def outcome(status: int, code: str, own: str = "", place: str = "") -> JsonReply:
    issue: dict[str, Any] = {"severity": "error", "code": code, "diagnostics": "Nguyễn Đức Mẫu 001090000017"}
    if own:
        issue["details"] = {"coding": [{"system": OWN, "code": own}]}
    if place:
        issue["expression"] = [place]
    return JsonReply(status, {"resourceType": "OperationOutcome", "issue": [issue]})


@pytest.mark.parametrize("link", [f"{BASE}?_getpages=x&_offset=2", f"{BASE}/Patient?page=2", "Patient?page=2"])
def test_every_page_is_read(link: str) -> None:
    peer = Peer(page("1", "2", following=link), page("3"))
    found = client(peer).search("Patient", {"identifier": "s|1"})
    assert isinstance(found, Done)
    assert [item["id"] for item in found.value] == ["1", "2", "3"]
    assert peer.calls[0][:2] == ("POST", "/Patient/_search")
    assert peer.calls[1][0] == "GET"


@pytest.mark.parametrize(
    "link", ["https://elsewhere.example/fhir?page=2", f"{BASE}x?page=2", "http://his.example/fhir?p=2"]
)
def test_a_page_elsewhere_is_not_fetched(link: str) -> None:
    peer = Peer(page("1", following=link))
    found = client(peer).search("Patient", {})
    assert isinstance(found, Unknown)
    assert found.reason == "bad_shape"
    assert len(peer.calls) == 1


def test_pages_without_end_are_given_up() -> None:
    peer = Peer(*[page(str(n), following=f"{BASE}?page={n}") for n in range(200)])
    assert client(peer).search("Patient", {}) == Unknown("too_large", "more than 100 pages")


def test_a_number_stands_in_no_address() -> None:
    peer = Peer(page())
    client(peer).search("Patient", {"identifier": "s|001090000017"})
    _, path, said = peer.calls[0]
    assert "001090000017" not in path
    assert said["form"] == {"identifier": "s|001090000017"}
    assert said["headers"]["Prefer"] == "handling=strict"


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (outcome(404, "not-found"), NOT_FOUND),
        (outcome(410, "deleted"), NOT_FOUND),
        (outcome(412, "conflict"), CONFLICT),
        (outcome(409, "conflict"), CONFLICT),
        (outcome(422, "business-rule", own="full"), Refused("full", "the HIS declined")),
        (outcome(403, "forbidden", own="assurance"), Refused("assurance", "the HIS declined")),
        (outcome(422, "business-rule", own="Nguyễn Đức Mẫu is here already"), Refused("declined", "the HIS declined")),
        (outcome(422, "Nguyễn Đức Mẫu", place="Nguyễn.Mẫu"), Refused("bad_request:resource", "HTTP 422 declined")),
        (outcome(422, "value", place=f"Patient.{'x' * 60}"), Refused("bad_request:resource", "HTTP 422 value")),
        (
            outcome(422, "code-invalid", place="Encounter.status"),
            Refused("bad_request:Encounter.status", "HTTP 422 code-invalid Encounter.status"),
        ),
        (outcome(400, "structure"), Refused("bad_request:resource", "HTTP 400 structure")),
        (outcome(429, "throttled"), Refused("busy", "the server takes no requests now")),
        (outcome(400, "exception"), Unknown("peer_error", "HTTP 400")),
        (outcome(200, "processing"), Unknown("peer_error", "an error with a status of success")),
        (JsonReply(202, {}), Unknown("peer_error", "HTTP 202")),
        (JsonReply(200, []), Unknown("bad_shape", "field body")),
        (Unknown("timeout"), Unknown("timeout")),
    ],
)
def test_an_operation_outcome_is_a_refusal_or_unknown_and_never_repeats_what_was_said(
    reply: JsonReply | Unknown, expected: object
) -> None:
    answer = client(Peer(reply)).read("Patient/1")
    assert answer == expected
    assert "Nguyễn" not in str(answer)


def test_what_is_not_r4_is_not_sent() -> None:
    peer = Peer()
    answer = client(peer).transaction([Entry({"resourceType": "Task", "status": "waiting", "intent": "order"})])
    assert isinstance(answer, Refused)
    assert answer.code == "bad_request:Task.status"
    assert not peer.calls


TASK = {"resourceType": "Task", "status": "requested", "intent": "order"}


def answered(*entries: dict[str, Any]) -> JsonReply:
    return JsonReply(200, {"resourceType": "Bundle", "type": "transaction-response", "entry": list(entries)})


@pytest.mark.parametrize(
    "params",
    [
        {"identifier": "urn:key|"},
        {"identifier": "urn:key|1,urn:key|,urn:key|2"},
        {"subject": ""},
        {"subject": "Patient/1,"},
        {"owner": ",Patient/1"},
        {"subject": "Patient/1", "date": []},
        {"subject": "Patient/1", "date": ["ge2026-11-24", ""]},
    ],
)
def test_a_search_that_would_find_everybody_is_not_sent(params: Any) -> None:
    peer = Peer()
    found = client(peer).search("Encounter", params)
    assert isinstance(found, Refused)
    assert found.code.startswith("bad_request:")
    assert peer.calls == []


def test_a_value_with_the_marks_of_a_search_in_it_is_sent() -> None:
    peer = Peer(page())
    told = token("urn:key", "1|,")
    assert client(peer).search("Encounter", {"identifier": f"{told},{told}"}) == Done(())
    assert len(peer.calls) == 1


@pytest.mark.parametrize("reference", ["Patient/", "", "Patient"])
def test_what_is_nobodys_id_is_not_read(reference: str) -> None:
    peer = Peer()
    assert client(peer).read(reference) == NOT_FOUND
    assert peer.calls == []


def test_every_entrys_status_is_read() -> None:
    good = answered(
        {"response": {"status": "201 Created", "location": f"{BASE}/Task/7/_history/1"}},
        {"response": {"status": "200", "location": "Task/8/_history/2"}},
    )
    answer = client(Peer(good)).transaction([Entry(TASK), Entry({**TASK, "id": "8"}, if_match="1")])
    assert answer == Done((Entered("Task/7", True), Entered("Task/8", False)))


@pytest.mark.parametrize(
    "reply",
    [
        answered({"response": {"status": "422 Unprocessable"}}),
        answered(),
        answered({"response": {"status": "201 Created", "location": "Patient/7/_history/1"}}),
        answered({"response": {"status": "201 Created"}}),
        JsonReply(200, {"resourceType": "Bundle", "type": "batch-response", "entry": []}),
    ],
)
def test_an_entry_left_undone_proves_nothing(reply: JsonReply) -> None:
    assert isinstance(client(Peer(reply)).transaction([Entry(TASK)]), Unknown)


def test_an_update_names_the_version_it_read() -> None:
    peer = Peer(JsonReply(200, {**TASK, "id": "8"}))
    client(peer).update({**TASK, "id": "8", "meta": {"versionId": "opaque-7"}})
    assert peer.calls[0][:2] == ("PUT", "/Task/8")
    assert peer.calls[0][2]["headers"]["If-Match"] == 'W/"opaque-7"'


def test_a_resource_without_a_version_is_not_updated_blindly() -> None:
    from his_client.fields import BadShape

    with pytest.raises(BadShape):
        client(Peer()).update({**TASK, "id": "8"})


def test_a_declined_token_is_renewed_once() -> None:
    peer, badge = Peer(outcome(401, "login"), page("1")), Badge()
    assert isinstance(client(peer, badge).search("Patient", {}), Done)
    assert [call[2]["headers"]["Authorization"] for call in peer.calls] == ["Bearer token0", "Bearer token1"]
    peer = Peer(outcome(401, "login"), outcome(401, "login"))
    answer = client(peer, Badge()).search("Patient", {})
    assert isinstance(answer, Refused)
    assert answer.code == "unauthorised"


def test_numbers_read_are_numbers_again_when_sent_back() -> None:
    assert plain({"value": Decimal("50600.00"), "part": [Decimal("0.5")]}) == {"value": 50600, "part": [0.5]}
