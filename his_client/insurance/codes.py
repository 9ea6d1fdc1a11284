"""The gateway's result codes as data: each with its status for the patient, the action, and a note for staff."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from his_client.insurance.ports import EligibilityStatus


class Action(StrEnum):
    """What is done about a result code, by the client (ask_new_card, card_of_the_day, retry_year, renew_token) or
    by people (the rest)."""

    GO_ON = "go_on"
    CHECK_PAPER = "check_paper"
    ASK_NEW_CARD = "ask_new_card"
    CARD_OF_THE_DAY = "card_of_the_day"
    SELF_PAY_OR_COUNTER = "self_pay_or_counter"
    COUNTER = "counter"
    RETRY_YEAR = "retry_year"
    RENEW_TOKEN = "renew_token"  # noqa: S105 - an action's name
    GATEWAY_DOWN = "gateway_down"
    ALARM_STAFF = "alarm_staff"


@dataclass(frozen=True, slots=True)
class ResultCode:
    """A code of letter 1923/BHXH-CNTT, section 4. `note` is for staff, in Vietnamese, not for the patient."""

    code: str
    meaning: str
    status: EligibilityStatus
    action: Action
    note: str
    official: bool


@cache
def result_codes() -> Mapping[str, ResultCode]:
    """Every code this version knows."""
    data: dict[str, Any] = tomllib.loads(
        files("his_client.insurance").joinpath("data/codes.toml").read_text(encoding="utf-8")
    )
    return {
        code: ResultCode(
            code,
            entry["meaning"],
            EligibilityStatus(entry["status"]),
            Action(entry["action"]),
            entry["note"],
            entry["basis"] == "official",
        )
        for code, entry in data["code"].items()
    }


def result_code(code: str) -> ResultCode:
    """The meaning of `code`; one that nobody documented is unverified and goes to the counter with its bare code."""
    known = result_codes().get(code)
    if known is not None:
        return known
    return ResultCode(code, "", EligibilityStatus.UNVERIFIED, Action.COUNTER, "Mã chưa biết; tra cứu tại quầy.", False)
