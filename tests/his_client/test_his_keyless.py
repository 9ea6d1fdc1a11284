"""A HIS that keeps no key of ours: searched before each sending, and never sent to twice on a guess."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from his_client.his.medipay import MediPayConfig, MediPayHis
from his_client.his.medipay_keyless import KeylessMediPayHis, Search
from his_client.his.ports import (
    Capability,
    Guardian,
    Identifier,
    IdentifierKind,
    IdentitySource,
    RegistrationRequest,
    Relation,
)
from his_client.http import JsonClient
from his_client.outcome import Done, Refused, Unknown
from his_client.sandbox.faults import Fault
from his_client.sandbox.his_app import HisTraits
from his_client.sandbox.run import Sandbox

MakeRequest = Callable[..., RegistrationRequest]
SOURCE = IdentitySource.CHIP_AND_FACE


class Bench:
    """A keyless HIS and the client for it; `spoil` arms faults for the calls that follow."""

    def __init__(self, sandbox: Sandbox, his: KeylessMediPayHis) -> None:
        self.sandbox = sandbox
        self.his = his

    def spoil(self, *faults: Fault | None) -> None:
        """What the next calls meet; a registration is searched for, sent and confirmed, in this order."""
        waiting = iter(faults)
        self.sandbox.faults.take = lambda _peer: next(waiting, None)  # type: ignore[method-assign]

    @property
    def rows(self) -> int:
        return self.sandbox.book.registrations.count()


@pytest.fixture(params=[True, False], ids=["with a note", "without a note"])
def notes(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def bench(tmp_path: Path, clock: Any, connect: Callable[..., JsonClient], notes: bool) -> Iterator[Bench]:
    with Sandbox(tmp_path / "his.db", clock=clock, traits=HisTraits(keys=False, notes=notes)) as running:
        accounts = running.accounts
        config = MediPayConfig(accounts.merchant_id, accounts.merchant_secret, accounts.facility_code)
        yield Bench(running, KeylessMediPayHis(config, connect(running.urls["his"]), clock, Search(notes)))


def test_it_says_that_it_keeps_no_keys(bench: Bench) -> None:
    assert Capability.IDEMPOTENCY_KEY not in bench.his.capabilities


def test_a_registration_carries_our_key_and_is_listed_under_it(
    bench: Bench, request_for: MakeRequest, notes: bool
) -> None:
    request = request_for()
    outcome = bench.his.register(request)
    assert isinstance(outcome, Done)
    assert outcome.value.key == request.key
    today = bench.his.registrations_today(Identifier.of(request.identity), SOURCE)
    assert isinstance(today, Done)
    assert [item.key for item in today.value] == [request.key if notes else outcome.value.visit_code]


def test_an_answer_lost_after_the_commit_is_found(bench: Bench, request_for: MakeRequest) -> None:
    request = request_for()
    bench.spoil(None, Fault.RESET_AFTER_COMMIT)
    assert isinstance(bench.his.register(request), Unknown)
    found = bench.his.find_registration(request.key, request)
    assert isinstance(found, Done)
    assert found.value is not None
    assert found.value.key == request.key
    assert bench.his.register(request) == found
    assert bench.rows == 1


def test_an_absence_counts_only_once_the_lost_request_can_no_longer_arrive(
    bench: Bench, request_for: MakeRequest, clock: Any
) -> None:
    request = request_for()
    bench.spoil(None, Fault.HTTP500)
    assert isinstance(bench.his.register(request), Unknown)
    assert bench.his.find_registration(request.key, request) == Unknown(
        "settling", "the request may still be at work there"
    )
    assert isinstance(bench.his.register(request), Unknown)
    assert bench.rows == 0
    clock.forward(seconds=20)
    assert bench.his.find_registration(request.key, request) == Done(None)
    assert isinstance(bench.his.register(request), Done)
    assert bench.rows == 1


def test_an_answer_of_somebody_else_is_not_believed(bench: Bench, request_for: MakeRequest) -> None:
    request = request_for()
    bench.spoil(None, Fault.OTHER_ANSWER)
    outcome = bench.his.register(request)
    assert isinstance(outcome, Done)
    bill = outcome.value.bill_id
    found = bench.his.find_registration(request.key, request)
    assert isinstance(found, Done)
    assert found.value is not None
    assert found.value.bill_id == bill
    assert bill == bench.sandbox.book.registrations.where()[0].bill_id
    assert bench.rows == 1


@pytest.mark.parametrize("notes", [True], indirect=True)
def test_a_request_delivered_twice_is_known_as_ours(bench: Bench, request_for: MakeRequest) -> None:
    request = request_for()
    bench.spoil(None, Fault.DUPLICATE)
    outcome = bench.his.register(request)
    assert isinstance(outcome, Done)
    assert outcome.value.key == request.key
    assert bench.rows == 1


def test_a_confirmation_that_is_lost_leaves_it_unknown_until_asked(bench: Bench, request_for: MakeRequest) -> None:
    request = request_for()
    bench.spoil(None, None, Fault.HTTP500)
    outcome = bench.his.register(request)
    assert isinstance(outcome, Unknown)
    assert outcome.reason == "unconfirmed"
    assert isinstance(bench.his.find_registration(request.key, request), Done)
    assert bench.rows == 1


def test_without_the_registration_there_is_nothing_to_search_by(bench: Bench) -> None:
    outcome = bench.his.find_registration("some-key")
    assert isinstance(outcome, Unknown)
    assert outcome.reason == "cannot_search"


def test_another_days_registration_is_a_persons_to_look_for(bench: Bench, request_for: MakeRequest) -> None:
    request = request_for()
    yesterday = replace(request, requested_at=request.requested_at - timedelta(days=1))
    outcome = bench.his.find_registration(request.key, yesterday)
    assert isinstance(outcome, Unknown)
    assert outcome.reason == "another_day"


def test_who_typed_a_number_is_declined_before_anything_is_sent(bench: Bench, request_for: MakeRequest) -> None:
    request = request_for()
    typed = replace(request, identity=replace(request.identity, identity_source=IdentitySource.TYPED))
    outcome = bench.his.register(typed)
    assert isinstance(outcome, Refused)
    assert outcome.code == "assurance"
    assert bench.rows == 0


@pytest.mark.parametrize("notes", [False], indirect=True)
def test_two_that_may_be_it_are_never_guessed_between(bench: Bench, request_for: MakeRequest, clock: Any) -> None:
    wanted = request_for()
    bench.his.register(wanted)
    row = bench.sandbox.book.registrations.where()[0]
    # Somebody at the desk registered the same person in the same department, as no HIS should let them.
    bench.sandbox.book.registrations.put(replace(row, key="desk", visit_code="20261124999999"))
    outcome = bench.his.find_registration(wanted.key, wanted)
    assert isinstance(outcome, Unknown)
    assert outcome.reason == "ambiguous"


@pytest.mark.parametrize("notes", [False], indirect=True)
def test_what_was_registered_long_before_is_not_ours(bench: Bench, request_for: MakeRequest, clock: Any) -> None:
    bench.his.register(request_for())
    clock.forward(hours=2)
    later = request_for(requested_at=clock())
    assert bench.his.find_registration(later.key, later) == Done(None)
    outcome = bench.his.register(later)
    assert isinstance(outcome, Refused)
    assert outcome.code == "already"


def test_after_a_restart_what_the_last_process_may_have_sent_is_given_its_time(
    bench: Bench, request_for: MakeRequest, clock: Any, connect: Callable[..., JsonClient], notes: bool
) -> None:
    request = request_for()
    clock.forward(seconds=5)
    accounts = bench.sandbox.accounts
    config = MediPayConfig(accounts.merchant_id, accounts.merchant_secret, accounts.facility_code)
    started_anew = KeylessMediPayHis(config, connect(bench.sandbox.urls["his"]), clock, Search(notes))
    found = started_anew.find_registration(request.key, request)
    assert isinstance(found, Unknown)
    assert found.reason == "settling"
    clock.forward(seconds=20)
    assert started_anew.find_registration(request.key, request) == Done(None)


class Silent:
    """A line on which nothing may be said."""

    def call(self, method: str, path: str, **said: Any) -> Any:
        raise AssertionError(f"{method} {path} was sent")


@pytest.mark.parametrize("client", [MediPayHis, KeylessMediPayHis])
def test_what_has_no_number_or_key_to_ask_by_is_not_asked(
    client: Callable[..., MediPayHis], clock: Any, request_for: MakeRequest
) -> None:
    """A HIS may read a field without a value as no condition, and answer with everybody, or change somebody's visit."""
    his = client(MediPayConfig("kiosk", "secret", "01010"), Silent(), clock)
    nobody = Identifier(IdentifierKind.INSURANCE_NUMBER, "")
    told: list[Any] = [his.find_patient(nobody, SOURCE), his.registrations_today(nobody, SOURCE)]
    told += [his.bills("", SOURCE), his.appointments_today("", SOURCE), his.results_ready("", SOURCE)]
    told += [his.cancel("", "changed"), his.reprint(""), his.position(""), his.find_payment("")]
    if client is KeylessMediPayHis:
        adult = request_for()
        child = replace(adult.identity, id_number="", date_of_birth="2022-02-03")
        brought = replace(adult, identity=child, guardian=Guardian(adult.identity, Relation.MOTHER))
        told += [his.register(brought), his.find_registration(brought.key, brought)]
    else:
        told += [his.find_registration(""), his.register(replace(request_for(), key=""))]
    assert {outcome.code.partition(":")[0] for outcome in told if isinstance(outcome, Refused)} == {"bad_request"}
    assert all(isinstance(outcome, Refused) for outcome in told)
