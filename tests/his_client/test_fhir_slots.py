"""Slots: a department without a free one is full, and where the hospital says so a place takes one, never twice."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B import get_fhir_model_class
from fhir_bench import adapter, client_of, furnish, medplum, put_in, sandbox_line

from his_client.clock import VIETNAM
from his_client.fhir.adapter import FhirHis
from his_client.fhir.client import CONFLICT, MAX_BYTES, FhirClient
from his_client.fhir.resource import Resource, reference_to
from his_client.fhir.slots import SlotUse, takes
from his_client.fhir.systems import Systems, token
from his_client.his.conformance import POINTS, Status, Trial
from his_client.his.conformance.report import run
from his_client.his.ports import RegistrationRequest, ServiceChoice
from his_client.http import JsonClient
from his_client.outcome import Done, Refused, Unknown
from his_client.sandbox import fhir_search
from his_client.sandbox.departments import load_departments
from his_client.sandbox.fhir_catalogue import catalogue
from his_client.sandbox.run import Sandbox

pytestmark = pytest.mark.xdist_group("fhir")

MakeRequest = Callable[..., RegistrationRequest]
SYSTEMS = Systems()
SECOND = (ServiceChoice("K02", "DV02", 50600),)


def done(outcome: Any) -> Any:
    assert isinstance(outcome, Done), outcome
    return outcome.value


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def sandbox(tmp_path: Path, clock: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    """Its departments say nowhere but in Slots that no number is left: K01 has two a day, K03 none."""

    def without_word(*given: Any) -> Iterator[dict[str, Any]]:
        for resource in catalogue(*given):
            resource.pop("notAvailable", None)
            yield resource

    monkeypatch.setattr("his_client.sandbox.fhir_mirror.catalogue", without_word)
    rules = list(load_departments())
    rules[0], rules[2] = replace(rules[0], quota=2), replace(rules[2], quota=0)
    with Sandbox(tmp_path / "slots.db", clock=clock, departments=rules) as running:
        yield running


@pytest.fixture
def client(sandbox: Sandbox, clock: Any) -> Iterator[FhirClient]:
    with sandbox_line(sandbox, clock) as line:
        yield line


def full(his: FhirHis) -> set[str]:
    return {item.id for item in done(his.departments()) if item.full}


def slots(client: FhirClient, department: str) -> list[Resource]:
    found = done(client.search("Slot", {"schedule": f"Schedule/{department}"}))
    return sorted(found, key=lambda slot: str(slot["id"]))


def statuses(client: FhirClient, department: str) -> list[str]:
    return [str(slot["status"]) for slot in slots(client, department)]


@pytest.mark.parametrize("use", list(SlotUse))
def test_a_department_without_a_free_slot_is_full_where_slots_are_read(
    client: FhirClient, clock: Any, request_for: MakeRequest, use: SlotUse
) -> None:
    his = adapter(client, clock, numbered=True, slots=use)
    assert full(his) == (set() if use is SlotUse.OFF else {"K03"})
    answer = his.register(request_for(department_id="K03", service_id="DV03"))
    assert isinstance(answer, Refused)
    assert answer.code == "full"


@pytest.mark.parametrize("use", [SlotUse.READ, SlotUse.TAKE])
def test_the_last_number_makes_it_full_and_a_visit_taken_back_frees_it(
    client: FhirClient, clock: Any, request_for: MakeRequest, use: SlotUse
) -> None:
    his = adapter(client, clock, numbered=True, slots=use)
    first = done(his.register(request_for()))
    assert statuses(client, "K01") == ["busy", "free"]
    assert full(his) == {"K03"}
    done(his.register(request_for("001195000028")))
    assert statuses(client, "K01") == ["busy", "busy"]
    assert full(his) == {"K01", "K03"}
    done(his.cancel(first.visit_code, "left"))
    assert statuses(client, "K01") == ["free", "busy"]
    assert full(his) == {"K03"}


def test_only_where_the_hospital_says_so_a_place_takes_its_slot(
    client: FhirClient, clock: Any, request_for: MakeRequest
) -> None:
    named = []
    for use, number in ((SlotUse.READ, "001090000017"), (SlotUse.TAKE, "001195000028")):
        his = adapter(client, clock, numbered=True, slots=use)
        done(his.departments())
        visit = done(his.register(request_for(number, further=SECOND)))
        tasks = done(client.search("Task", {"encounter": f"Encounter/{visit.visit_code}"}))
        named.append([item["valueReference"]["reference"] for task in tasks for item in task.get("input", ())])
    held = [reference_to(slots(client, department)[1]) for department in ("K01", "K02")]
    assert named == [[], held]


def test_kiosks_at_once_take_every_slot_once_and_no_more(
    client: FhirClient, clock: Any, request_for: MakeRequest
) -> None:
    people = [f"00109000{number:04d}" for number in range(100, 105)]
    start = threading.Barrier(len(people))

    def register(number: str) -> Any:
        his = adapter(client, clock, numbered=True, slots=SlotUse.TAKE)
        start.wait()
        return his.register(request_for(number))

    with ThreadPoolExecutor(len(people)) as pool:
        outcomes = list(pool.map(register, people))
    assert sum(isinstance(outcome, Done) for outcome in outcomes) == 2
    assert {outcome.code for outcome in outcomes if isinstance(outcome, Refused)} == {"full"}
    assert statuses(client, "K01") == ["busy", "busy"]


def test_pages_of_slots_are_followed(
    client: FhirClient, clock: Any, request_for: MakeRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fhir_search, "_MOST", 1)
    his = adapter(client, clock, numbered=True)
    done(his.register(request_for()))
    assert full(his) == {"K03"}
    done(his.register(request_for("001195000028")))
    assert full(his) == {"K01", "K03"}


def test_a_slot_that_changed_since_it_was_read_stops_the_registration_with_it(
    client: FhirClient, clock: Any, request_for: MakeRequest
) -> None:
    read = slots(client, "K01")[0]
    done(adapter(client, clock, numbered=True).register(request_for()))
    assert client.transaction([takes(read)]) == CONFLICT


def test_nobody_takes_a_slot_without_a_registration(client: FhirClient) -> None:
    answer = client.transaction([takes(slots(client, "K01")[0])])
    assert isinstance(answer, Refused)
    assert answer.code == "bad_request:Slot.status"
    assert statuses(client, "K01") == ["free"]


def without(statement: Resource, kind: str, interaction: str) -> Any:
    rest = statement["rest"][0]
    kinds = [
        {**item, "interaction": [one for one in item["interaction"] if one["code"] != interaction]}
        if item["type"] == kind
        else item
        for item in rest["resource"]
    ]
    return {**statement, "rest": [{**rest, "resource": kinds}]}


@pytest.mark.parametrize(("kind", "interaction"), [("Slot", "search-type"), ("Schedule", "search-type")])
def test_a_server_that_does_not_offer_slots_is_not_asked(
    client: FhirClient, clock: Any, monkeypatch: pytest.MonkeyPatch, kind: str, interaction: str
) -> None:
    told = without(done(client.capabilities()), kind, interaction)
    monkeypatch.setattr(client, "capabilities", lambda: Done(told))
    assert full(adapter(client, clock, numbered=True)) == set()


def test_slots_cannot_be_taken_where_the_server_updates_none(
    client: FhirClient, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = without(done(client.capabilities()), "Slot", "update")
    monkeypatch.setattr(client, "capabilities", lambda: Done(told))
    answer = adapter(client, clock, numbered=True, slots=SlotUse.TAKE).departments()
    assert answer == Refused("unfit", "the server lacks Slot.update")
    assert full(adapter(client, clock, numbered=True)) == {"K03"}


def test_slots_that_are_not_told_stop_only_who_must_take_one(
    client: FhirClient, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    search = client.search
    closed = Refused("forbidden", "the account may not do this")
    monkeypatch.setattr(
        client, "search", lambda kind, *given, **how: closed if kind == "Slot" else search(kind, *given, **how)
    )
    assert full(adapter(client, clock, numbered=True)) == set()
    assert adapter(client, clock, numbered=True, slots=SlotUse.TAKE).departments() == closed


@pytest.mark.parametrize("use", [SlotUse.READ, SlotUse.TAKE])
@pytest.mark.parametrize("name", ["full", "several_services", "all_or_nothing", "cancels", "appointments"])
def test_the_contract_is_kept_with_slots_alone(client: FhirClient, clock: Any, use: SlotUse, name: str) -> None:
    trial = Trial(adapter(client, clock, numbered=True, slots=use), clock, run=7)
    result = run(next(point for point in POINTS if point.name == name), trial, lasting=True)
    trial.clean()
    assert result.status is Status.OK, result.evidence


def test_what_the_sandbox_tells_of_slots_is_r4(client: FhirClient) -> None:
    for kind in ("Schedule", "Slot"):
        found = done(client.search(kind, {}))
        assert found
        for resource in found:
            get_fhir_model_class(kind).model_validate(resource)


class Independent:
    """Medplum's server with the sandbox's departments, and Slots of today in the first three.

    K01: one that is past, two that are free, the later first; K02: busy ones; K03: one of tomorrow.
    """

    def __init__(self, client: FhirClient) -> None:
        self.client = client
        furnish(client)
        his = adapter(client, now)
        done(his.departments())
        self.services = {offer.department.id: offer.reference for offer in his._offers.values()}
        day = now().astimezone(VIETNAM).replace(hour=0, minute=0, second=0, microsecond=0)
        hour, whole = timedelta(hours=1), timedelta(days=1)
        wanted = [
            ("past", "K01", "free", day, timedelta(seconds=1)),
            ("later", "K01", "free", day + timedelta(minutes=1), whole),
            ("sooner", "K01", "free", day, whole),
            ("held", "K02", "busy", day, whole),
            ("blocked", "K02", "busy-unavailable", day, whole),
            ("tomorrow", "K03", "busy", day + whole, hour),
        ]
        made: list[dict[str, Any]] = [
            {
                "resourceType": "Schedule",
                "id": f"schedule-{department}",
                "actor": [{"reference": self.services[department]}],
            }
            for department in ("K01", "K02", "K03")
        ]
        made += [
            {
                "resourceType": "Slot",
                "id": name,
                "schedule": {"reference": f"Schedule/schedule-{department}"},
                "status": status,
                "start": start.isoformat(),
                "end": (start + length).isoformat(),
            }
            for name, department, status, start, length in wanted
        ]
        placed = put_in(client, made)
        self.slots = {
            slot[0]: "/".join(at.partition("/_history/")[0].split("/")[-2:])
            for slot, at in zip(wanted, placed[3:], strict=True)
        }

    def status(self, name: str) -> str:
        return str(done(self.client.read(self.slots[name]))["status"])

    def inputs(self, key: str) -> list[tuple[str, str]]:
        encounter = done(self.client.search("Encounter", {"identifier": token(SYSTEMS.visit_key, key)}))[0]
        tasks = done(self.client.search("Task", {"encounter": reference_to(encounter)}))
        given = [item for task in tasks for item in task.get("input", ())]
        return [(item["type"]["coding"][0]["code"], item["valueReference"]["reference"]) for item in given]


@pytest.fixture
def independent() -> Iterator[Independent]:
    with medplum() as url, JsonClient(url, deadline_s=10, max_bytes=MAX_BYTES) as http:
        yield Independent(client_of(url, http))


def test_an_independent_servers_slots_are_taken_one_by_one_and_freed(
    independent: Independent, request_for: MakeRequest
) -> None:
    his = adapter(independent.client, now, slots=SlotUse.TAKE)
    assert full(his) == {"K02"}
    first = done(his.register(request_for("001090000017", requested_at=now())))
    assert (independent.status("sooner"), independent.status("later")) == ("busy", "free")
    assert independent.inputs(first.key) == [("slot-taken", independent.slots["sooner"])]
    second = done(his.register(request_for("001195000028", requested_at=now())))
    assert independent.status("later") == "busy"
    assert independent.status("past") == "free"
    third = his.register(request_for("001090000033", requested_at=now()))
    assert isinstance(third, Refused)
    assert third.code == "full"
    done(his.cancel(second.visit_code, "left"))
    assert (independent.status("sooner"), independent.status("later")) == ("busy", "free")
    assert full(his) == {"K02"}


def test_a_slot_somebody_else_took_meanwhile_is_not_taken_again(independent: Independent) -> None:
    read = done(independent.client.read(independent.slots["sooner"]))
    theirs = done(independent.client.update({**read, "status": "busy"}))
    answer = independent.client.transaction([takes(read)])
    # it undoes nothing else of a transaction, and says so of the entry
    assert isinstance(answer, Unknown)
    assert answer.detail == "an entry ended with 412"
    assert done(independent.client.read(independent.slots["sooner"])) == theirs


def test_an_appointment_keeps_the_slot_it_holds(independent: Independent, request_for: MakeRequest) -> None:
    his = adapter(independent.client, now, slots=SlotUse.TAKE)
    request = request_for("001090000017", requested_at=now())
    other = done(his.register(request))
    appointments = [
        {
            "resourceType": "Appointment",
            "id": f"appointment-{number}",
            "status": "booked",
            "start": now().astimezone(VIETNAM).isoformat(timespec="seconds"),
            "end": (now() + timedelta(minutes=10)).astimezone(VIETNAM).isoformat(timespec="seconds"),
            **held,
            "participant": [
                {"actor": {"reference": f"Patient/{other.patient_id}"}, "status": "accepted"},
                {"actor": {"reference": independent.services["K02"]}, "status": "accepted"},
            ],
        }
        for number, held in enumerate(({"slot": [{"reference": independent.slots["held"]}]}, {}))
    ]
    with_slot, without_slot = (
        at.partition("/_history/")[0].rpartition("/")[2] for at in put_in(independent.client, appointments)
    )
    wanted = replace(request, key="slots-1", department_id="K02", service_id="DV02", appointment_id=without_slot)
    answer = his.register(wanted)
    assert isinstance(answer, Refused)
    assert answer.code == "full"
    visit = done(his.register(replace(wanted, key="slots-2", appointment_id=with_slot)))
    assert independent.inputs(visit.key) == [("slot", independent.slots["held"])]
    arrived = done(independent.client.read(f"Appointment/{with_slot}"))
    assert (arrived["status"], arrived["slot"]) == ("arrived", [{"reference": independent.slots["held"]}])
    done(his.cancel(visit.visit_code, "left"))
    assert independent.status("held") == "busy"
