"""The neighbours campaign in short: every call once over a spoiled line, some mixes, and what would be found."""

from __future__ import annotations

import ast
import inspect
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from his_client.http import JsonClient
from his_client.outcome import Done, Unknown
from kiosk.campaign.certificates import Certificate
from kiosk.campaign.neighbours.adapters import ADAPTERS
from kiosk.campaign.neighbours.call import Call
from kiosk.campaign.neighbours.calls import ASKS_NOBODY, WAITS_LONG, every_call
from kiosk.campaign.neighbours.campaign import NoSuchTrial, again
from kiosk.campaign.neighbours.hospital import TOKEN, Neighbourhood, neighbourhood
from kiosk.campaign.neighbours.mixes import play_mixes
from kiosk.campaign.neighbours.pairs import Lane, Pair, faults_for, numbers_from, pair_rows, play_pairs
from kiosk.campaign.values import Promise
from kiosk.campaign.wire import Fault
from kiosk.hub.queue_client import QueueClient

ROOT = Path(__file__).parents[2]
SEEDS = 3
"""A mix of each form."""
CALLS_OUT = {
    "his_client/http.py": "the JSON client itself: one deadline, a size cap, no redirects",
    "his_client/hl7v2/acknowledgment.py": "the line of hl7v2",
    "his_client/payments/nexo/terminal.py": "the line of terminal",
    "chip_reader/confirmation.py": "a whole deadline of its own: tests/chip_reader/test_confirmation.py",
    "chip_reader/file_device.py": "a device on this machine",
    "chip_reader/virtual/vpcd.py": "a virtual reader on this machine",
    "kiosk/printing/channels.py": "a printer, with one deadline for a slip: tests/printing/test_printer_contract.py",
    "kiosk/attached/machine.py": "connects, sends nothing",
    "kiosk/hospital.py": "the lines his, keyless and his_route",
    "kiosk/hospital_fhir.py": "the line fhir",
    "kiosk/hub/client.py": "the line hub",
    "kiosk/hub/queue_client.py": "the line queue",
    "kiosk/hub/intake_client.py": "the line intake",
    "kiosk/hub/receiver/client.py": "the line receiver",
    "kiosk/hub/desk/client.py": "the lines desk and sign_in",
    "kiosk/hub/desk/staff_client.py": "the line staff",
    "kiosk/hub/desk/users_client.py": "the line users",
    "kiosk/hub/wiring.py": "the lines insurance and his_route of a hub",
    "kiosk/hub/money/providers.py": "the lines bank, payos, sepay and vnpay of a hub",
    "kiosk/hub/console/oidc.py": "the line oidc",
    "kiosk/hub/gate/behind.py": "the line behind",
    "kiosk/hub/db/engine.py": "the database, with bounds for connection, locks and lost servers",
    "kiosk/station/agent/line.py": "the line agent; a whole release: tests/campaign/test_spoiled_lines.py",
    "kiosk/station/agent/enrol.py": "an enrolment: tests/campaign/test_spoiled_lines.py",
    "kiosk/doctor/greeting.py": "a look at a server: tests/campaign/test_spoiled_lines.py",
    "kiosk/cli/hub_station.py": "the JSON client, for a person at a terminal",
    "kiosk/cli/insurance.py": "the JSON client, for a person at a terminal",
}
"""Every module of the product that opens a line, and where that line is spoiled."""
ELSEWHERE = {"desk": set(WAITS_LONG), "agent": {"release"}}
"""Methods without pairs; a whole file of a release is spoiled in tests/campaign/test_spoiled_lines.py."""
OPENS = ("JsonClient", "HTTPSConnection", "HTTPConnection", "create_connection", "ClientSession", "urlopen")
OPENS_TOO = ("conversation", "requests.post", "requests.get", "requests.Session", "psycopg.connect", "create_engine")
NEVER_AT_A_PATIENT = (
    *("/sandbox/", "/bench", "_bench.py", "/campaign/", "/simulation/", "/demo/"),
    *("/playground.py", "/throwaway.py"),
)
"""Sandboxes, measurements, campaigns and practice speak to what they have started themselves."""


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neighbourhood]:
    with neighbourhood(tmp_path_factory.mktemp("neighbours")) as everybody:
        yield everybody


def methods_of(port: type) -> set[str]:
    found = {name for name, _ in inspect.getmembers(port, inspect.isfunction) if not name.startswith("_")}
    return found - {"close"}


def test_every_method_of_every_port_meets_every_fault() -> None:
    called = defaultdict(set)
    for call in every_call():
        called["desk" if call.adapter == "sign_in" else call.adapter].add(call.method)
    for name, adapter in ADAPTERS.items():
        silent = {method for line, method in ASKS_NOBODY if line == name}
        wanted = set[str]().union(*map(methods_of, adapter.ports)) - silent
        left = wanted - called[name] - ELSEWHERE.get(name, set())
        assert left == set(), f"{name}: no pair for {left}"


def test_what_asks_nobody_sends_nothing(here: Neighbourhood) -> None:
    like = {call.method: call for call in every_call() if call.adapter in ("his", "payos")}
    numbers = numbers_from(500)
    for name, method in sorted(ASKS_NOBODY):
        call = like.get(method, like["make"])
        lane = Lane(here, name, numbers)
        mine = Call(name, method, _refund if method == "refund" else call.do, _anybody)
        assert lane.requests_of(mine) == 0, f"{name}.{method} asks somebody: it needs its pairs"


def _anybody(here: Neighbourhood, _adapter: Any, number: int) -> Any:
    call = next(call for call in every_call() if call.name == "his.bills")
    return call.prepare(here, None, number)


def _refund(provider: Any, _subject: Any) -> Any:
    return provider.refund(None)


def test_every_module_that_opens_a_line_is_known() -> None:
    opening = set()
    for room in ("kiosk", "his_client", "chip_reader", "face_match", "ui"):
        for path in (ROOT / room).rglob("*.py"):
            name = path.relative_to(ROOT).as_posix()
            if any(part in name for part in NEVER_AT_A_PATIENT):
                continue
            text = path.read_text(encoding="utf-8")
            if not any(word in text for word in (*OPENS, *OPENS_TOO)):
                continue
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.Call):
                    said = ast.unparse(node.func)
                    if said.endswith(OPENS) or said in OPENS_TOO:
                        opening.add(name)
    assert opening == set(CALLS_OUT)


def one_of_each() -> dict[str, list[Pair]]:
    """Each call once (of the desk's and the gate's, which each share one door, every fourth), its fault the next of its
    line's: so each fault meets calls of many lines."""
    lanes = defaultdict(list)
    alike = [call for call in every_call() if call.adapter in ("desk", "behind")]
    others = [call for call in every_call() if call not in alike]
    for place, call in enumerate((*others, *alike[::4])):
        faults = faults_for(call)
        lanes[call.adapter].append(Pair(call, faults[place * 5 % len(faults)]))
    return dict(lanes)


def test_every_call_meets_a_fault_and_every_promise_holds(here: Neighbourhood) -> None:
    chosen = one_of_each()
    judged = play_pairs(here, chosen, numbers_from(1_000), lambda _: None, width=16)
    rows = pair_rows(judged)
    assert [broken for row in rows for broken in row.broken] == []
    assert sum(row.trials for row in rows) == sum(map(len, chosen.values())) > 100
    assert {fault for call in every_call() for fault in faults_for(call)} == {row.fault for row in rows}


def test_visits_over_lines_that_fail_at_random_lose_and_double_nothing() -> None:
    mixed = play_mixes(SEEDS, 1, lambda _: None)
    assert [(one.seed, one.found) for one in mixed if one.found] == []
    assert {one.form for one in mixed} == {"faults", "partitions", "both"}


def test_the_block_of_another_station_is_nobodys_numbers(here: Neighbourhood) -> None:
    """Two stations that shared a block would give two patients one number while the hub is away."""
    line, today = here.lines["queue"], here.clock.now().date()
    first, second = (QueueClient(line.url, TOKEN, deadline_s=15) for _ in range(2))
    theirs = first.reserve("K07", 1, today)
    line.arm(Fault.OTHER)
    mine = second.reserve("K08", 1, today)
    again_mine = second.reserve("K08", 1, today)
    first.close()
    second.close()
    assert isinstance(theirs, Done)
    assert mine == Unknown("other_answer", "the answer is to another call")
    assert isinstance(again_mine, Done)
    assert again_mine.value.block != theirs.value.block


def play(here: Neighbourhood, name: str, fault: str) -> list[tuple[Promise, str]]:
    call = next(call for call in every_call() if call.name == name)
    judged = Lane(here, call.adapter, numbers_from(9_000)).play(Pair(call, fault))
    return list(judged.broken)


def test_a_client_that_believes_any_answer_is_found(here: Neighbourhood, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(JsonClient, "_ours", lambda _self, _response: True)
    found = play(here, "queue.reserve", Fault.OTHER)
    assert (Promise.AGREED, "done, and asked again it is something else") in found


def test_a_client_that_follows_redirects_is_found(here: Neighbourhood, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = JsonClient._exchange

    def followed(self: JsonClient, *told: Any) -> Any:
        session = self._session
        send = session.send
        monkeypatch.setattr(session, "send", lambda request, **how: send(request, **how | {"allow_redirects": True}))
        return whole(self, *told)

    monkeypatch.setattr(JsonClient, "_exchange", followed)
    assert (Promise.PRIVATE, "a redirect was followed") in play(here, "hub.received", Fault.REDIRECT)


def test_a_certificate_that_is_believed_is_found(here: Neighbourhood, monkeypatch: pytest.MonkeyPatch) -> None:
    doors = here.doors["bank"]
    monkeypatch.setitem(doors, Certificate.UNKNOWN_CA, doors[Certificate.GOOD])
    believed = (Promise.REFUSED, "a certificate that must not be believed was believed")
    assert believed in play(here, "bank.credits", Certificate.UNKNOWN_CA)


@pytest.mark.parametrize("name", ["", "seed", "seed x", "his.register", "his.register*hang", "his.register*nothing@0"])
def test_a_trial_that_no_report_named_is_none(name: str) -> None:
    with pytest.raises(NoSuchTrial):
        again(name, lambda _: None)
