"""The card check through the real client against the sandbox gateway: every code, token trouble and bad line."""

import logging
import threading
import unicodedata
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from random import Random
from typing import Any

import pytest

from his_client.http import JsonClient
from his_client.insurance.codes import Action, result_code, result_codes
from his_client.insurance.ports import Eligibility, EligibilityStatus
from his_client.insurance.token import parse_expiry, password_digest
from his_client.insurance.vss import VssConfig, VssGateway
from his_client.sandbox.faults import CallFault
from his_client.sandbox.run import Sandbox
from his_client.sandbox.simulated import SimulatedInsurance

PERSON = {"id_number": "001090000017", "full_name": "Nguyễn Đức Mẫu", "birth_date": "1990-03-15"}
ELIGIBLE = {EligibilityStatus.ELIGIBLE, EligibilityStatus.ELIGIBLE_PROVISIONAL}
STATUSES = {
    "eligible": ["000"],
    "eligible_provisional": ["001", "002", "003", "004"],
    "not_eligible": ["010", "050", "110", "120", "121", "122", "123", "124", "130"],
    "mismatch": ["051", "052", "053", "060", "061", "070"],
    "unverified": ["090", "100", "101", "205", "401", "500", "501", "999", "140", "003.1", "777"],
    "config_error": ["054", "055"],
}
EXPECTED = [(code, status) for status, codes in STATUSES.items() for code in codes]


@pytest.fixture
def check(gateway: VssGateway, clock: Any) -> Callable[..., Eligibility]:
    """Checks the invented person; any field can be given."""

    def ask(**changes: str) -> Eligibility:
        asked = {**PERSON, **changes}
        found = gateway.check(asked["id_number"], asked["full_name"], asked["birth_date"], asked_at=clock())
        return found.eligibility

    return ask


@pytest.fixture
def config(sandbox: Sandbox) -> VssConfig:
    accounts = sandbox.accounts
    return VssConfig(accounts.gateway_username, accounts.gateway_password, accounts.officer_name, accounts.officer_id)


Check = Callable[..., Eligibility]


@pytest.mark.parametrize(("code", "status"), EXPECTED)
def test_every_code_leads_where_the_table_says(check: Check, sandbox: Sandbox, code: str, status: str) -> None:
    sandbox.registry.put({**PERSON, "code": code, "new_card": "GD4019999999999", "new_valid_to": "2029-12-31"})
    found = check()
    assert (str(found.status), found.code) == (status, code)
    assert (found.card is not None) == (found.status in ELIGIBLE)


def test_the_table_holds_no_code_this_suite_does_not_ask() -> None:
    assert set(result_codes()) <= {code for code, _ in EXPECTED}


def test_every_code_but_the_good_one_has_a_note_for_staff() -> None:
    for known in result_codes().values():
        assert bool(known.note) == (known.code != "000")
    assert result_code("???").action is Action.COUNTER


def test_a_good_card_comes_with_what_the_desk_needs(check: Check) -> None:
    assert check() == Eligibility(
        EligibilityStatus.ELIGIBLE,
        "000",
        "GD4010123452345",
        80,
        date(2026, 1, 1),
        date(2026, 12, 31),
        "01010",
        None,
        date(2025, 11, 24),
    )


@pytest.mark.parametrize("number", ["GD4010123452345", "0123452345", "001090000017"])
def test_all_three_forms_of_a_number_are_asked_about(check: Check, number: str) -> None:
    assert check(id_number=number).card == "GD4010123452345"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_name_is_the_same_in_every_unicode_form_and_spacing(check: Check, sandbox: Sandbox, form: Any) -> None:
    name = unicodedata.normalize(form, "Đặng  Thị   Hường")
    sandbox.registry.put({**PERSON, "full_name": unicodedata.normalize("NFD", "ĐẶNG THỊ HƯỜNG")})
    assert check(full_name=name).status is EligibilityStatus.ELIGIBLE


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"full_name": "Nguyễn Đình Minh"}, "061"),
        ({"full_name": "Trần Văn Khác"}, "060"),
        ({"birth_date": "1989-03-15"}, "070"),
        ({"id_number": "001999999999"}, "050"),
        ({"birth_date": "15/03/1990"}, "205"),
        ({"birth_date": "1990-02-31"}, "205"),
        ({"birth_date": ""}, "205"),
        ({"full_name": " "}, "205"),
        ({"id_number": "12"}, "205"),
    ],
)
def test_the_gateway_disagrees_with_what_is_asked(check: Check, changes: dict[str, str], code: str) -> None:
    assert check(**changes).code == code


@pytest.mark.parametrize("birth", ["1990", "1990-03", "1990-03-15"])
def test_a_birth_date_may_be_as_short_as_the_chip_has_it(check: Check, birth: str) -> None:
    assert check(birth_date=birth).status is EligibilityStatus.ELIGIBLE


def test_a_wrong_day_of_birth_is_asked_again_by_the_year_alone(check: Check, sandbox: Sandbox) -> None:
    sandbox.registry.put({**PERSON, "birth_date": "1990-12-31"})
    assert check().status is EligibilityStatus.ELIGIBLE


def test_a_replaced_card_is_asked_about_once_and_stays_provisional(check: Check) -> None:
    found = check(id_number="001199000073", full_name="Trương Mỹ Mẫu", birth_date="1999-09-09")
    assert (found.status, found.code, found.card) == (EligibilityStatus.ELIGIBLE_PROVISIONAL, "003", "DN4010123450073")
    assert found.valid_to == date(2029, 12, 31)


def test_a_replaced_card_whose_new_one_has_ended_is_not_usable(check: Check, sandbox: Sandbox) -> None:
    sandbox.registry.put({**PERSON, "code": "003", "new_card": "GD4019999999999", "new_valid_to": "2026-06-30"})
    assert (check().status, check().code) == (EligibilityStatus.NOT_ELIGIBLE, "010")


def test_a_replaced_card_without_a_new_one_is_left_open(check: Check, sandbox: Sandbox) -> None:
    sandbox.registry.put({**PERSON, "code": "003"})
    assert (check().status, check().card) == (EligibilityStatus.UNVERIFIED, None)


@pytest.mark.parametrize(
    ("begins", "card", "level"), [("2026-12-01", "GD4010123452345", 80), ("2026-11-01", "CK2019999999999", 100)]
)
def test_of_two_cards_the_one_valid_on_the_day_counts(
    check: Check, sandbox: Sandbox, begins: str, card: str, level: int
) -> None:
    new = {"new_card": "CK2019999999999", "new_valid_from": begins, "new_valid_to": "2029-12-31"}
    sandbox.registry.put({**PERSON, "card": "GD4010123452345", "code": "004", **new})
    assert (check().card, check().level) == (card, level)


def test_a_card_that_began_after_the_visit_did_not_cover_it(gateway: VssGateway, clock: Any, sandbox: Sandbox) -> None:
    visit_day = clock()
    clock.forward(days=3)
    sandbox.registry.put({**PERSON, "valid_from": "2026-11-25", "valid_to": "2027-11-24"})
    found = gateway.check(*PERSON.values(), asked_at=visit_day).eligibility
    assert (found.status, found.code, found.card) == (EligibilityStatus.NOT_ELIGIBLE, "000", None)
    assert gateway.check(*PERSON.values(), asked_at=clock()).eligibility.status is EligibilityStatus.ELIGIBLE


def test_of_two_cards_none_of_which_is_valid_on_the_day_none_counts(check: Check, sandbox: Sandbox) -> None:
    new = {"new_card": "CK2019999999999", "new_valid_from": "2026-12-01", "new_valid_to": "2029-12-31"}
    sandbox.registry.put({**PERSON, "code": "004", "valid_to": "2026-11-20", **new})
    assert (check().status, check().code) == (EligibilityStatus.NOT_ELIGIBLE, "004")


def test_the_gateways_sentence_about_the_person_is_kept_nowhere(check: Check, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    found = check()
    kept = f"{asdict(found)} {found!r} " + " ".join(str(vars(record)) for record in caplog.records)
    assert "Nguyễn" not in kept.replace("NGUYỄN", "Nguyễn")
    assert "001090000017" not in kept


@pytest.mark.parametrize(
    ("change", "code"), [({"officer_id": "001180000000"}, "054"), ({"officer_name": "Người Khác"}, "055")]
)
def test_a_wrong_officer_is_a_fault_of_the_configuration(
    sandbox: Sandbox, clock: Any, connect: Callable[..., JsonClient], config: VssConfig, change: Any, code: str
) -> None:
    gateway = VssGateway(replace(config, **change), connect(sandbox.urls["insurance"]), clock)
    found = gateway.check(*PERSON.values(), asked_at=clock()).eligibility
    assert (found.status, found.code) == (EligibilityStatus.CONFIG_ERROR, code)


def test_a_wrong_password_is_a_fault_of_the_configuration(
    sandbox: Sandbox, clock: Any, connect: Callable[..., JsonClient], config: VssConfig
) -> None:
    gateway = VssGateway(replace(config, password="wrong"), connect(sandbox.urls["insurance"]), clock)
    found = gateway.check(*PERSON.values(), asked_at=clock()).eligibility
    assert (found.status, found.code) == (EligibilityStatus.CONFIG_ERROR, "401")


def test_one_token_serves_until_shortly_before_its_end(check: Check, sandbox: Sandbox, clock: Any) -> None:
    check()
    clock.forward(minutes=8, seconds=59)
    check()
    assert sandbox.sessions.taken == 1
    clock.forward(seconds=2)
    assert check().status is EligibilityStatus.ELIGIBLE
    assert sandbox.sessions.taken == 2


def test_a_token_the_gateway_forgot_is_renewed_once(check: Check, sandbox: Sandbox) -> None:
    check()
    sandbox.sessions.revoke()  # answers maKetQua 501 with HTTP 200
    assert check().status is EligibilityStatus.ELIGIBLE
    assert sandbox.sessions.taken == 2


def test_an_empty_401_renews_the_token_once(check: Check, sandbox: Sandbox, control: Callable[..., Any]) -> None:
    check()
    control("fault", peer="insurance", fault="http401", count=1)
    assert check().status is EligibilityStatus.ELIGIBLE
    assert sandbox.sessions.taken == 2


@pytest.mark.parametrize("code", ["401", "501", "999"])
def test_a_token_declined_again_is_not_renewed_again(check: Check, sandbox: Sandbox, code: str) -> None:
    sandbox.registry.put({**PERSON, "code": code})
    assert (check().status, check().code) == (EligibilityStatus.UNVERIFIED, code)
    assert sandbox.sessions.taken == 3  # one, its renewal, and one renewal for the second check


def test_many_patients_at_once_take_one_token(check: Check, sandbox: Sandbox) -> None:
    found: list[Eligibility] = []
    threads = [threading.Thread(target=lambda: found.append(check())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answer.status for answer in found] == [EligibilityStatus.ELIGIBLE] * 8
    assert sandbox.sessions.taken == 1


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("refuse", "reset"),
        ("hang", "timeout"),
        ("drip", "timeout"),
        ("reset_after_commit", "reset"),
        ("truncated", "truncated"),
        ("html", "html"),
        ("http500", "server_error"),
        ("other_answer", "other_answer"),
    ],
)
def test_a_bad_line_leaves_the_card_unverified_and_is_not_asked_again(
    sandbox: Sandbox,
    clock: Any,
    connect: Callable[..., JsonClient],
    config: VssConfig,
    control: Callable[..., Any],
    fault: str,
    code: str,
) -> None:
    hasty = replace(config, deadline_s=2.0) if code == "timeout" else config
    gateway = VssGateway(hasty, connect(sandbox.urls["insurance"]), clock)

    def check() -> Eligibility:
        return gateway.check(*PERSON.values(), asked_at=clock()).eligibility

    check()
    control("fault", peer="insurance", fault=fault, count=1)
    assert check() == Eligibility.without_card(EligibilityStatus.UNVERIFIED, code)
    assert sandbox.faults.armed() == {}
    assert check().status is EligibilityStatus.ELIGIBLE


def test_a_slow_gateway_within_the_deadline_is_waited_for(
    sandbox: Sandbox, clock: Any, connect: Callable[..., JsonClient], config: VssConfig, control: Callable[..., Any]
) -> None:
    control("fault", peer="insurance", fault="slow", count=1)
    gateway = VssGateway(config, connect(sandbox.urls["insurance"], deadline_s=8), clock)
    assert gateway.check(*PERSON.values(), asked_at=clock()).eligibility.status is EligibilityStatus.ELIGIBLE


def test_the_expiry_is_an_instant_with_seven_digits() -> None:
    assert parse_expiry("2017-11-13T03:51:20.1047187Z") == datetime(2017, 11, 13, 3, 51, 20, 104718, UTC)
    with pytest.raises(ValueError, match="isoformat"):
        parse_expiry("3600")


def test_the_password_goes_as_md5_in_upper_case() -> None:
    assert password_digest("123456") == "E10ADC3949BA59ABBE56E057F20F883E"


@pytest.mark.parametrize(("code", "status"), EXPECTED)
def test_the_simulated_gateway_decides_alike(clock: Any, code: str, status: str) -> None:
    simulated = SimulatedInsurance(Random(1), clock=clock)
    simulated.registry.put({**PERSON, "code": code, "new_card": "GD4019999999999", "new_valid_to": "2029-12-31"})
    found = simulated.check(*PERSON.values(), asked_at=clock()).eligibility
    assert (str(found.status), found.code) == (status, code)


@pytest.mark.parametrize("fault", [CallFault.REFUSED, CallFault.LOST_REQUEST, CallFault.LOST_ANSWER])
def test_a_simulated_bad_line_leaves_the_card_unverified(clock: Any, fault: CallFault) -> None:
    simulated = SimulatedInsurance(Random(1), clock=clock)
    simulated.faults.arm(fault)
    assert simulated.check(*PERSON.values(), asked_at=clock()).eligibility.status is EligibilityStatus.UNVERIFIED
