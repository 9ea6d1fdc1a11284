"""Accumulated co-payment through the hub: once for a visit, only when it can matter, the gateway's words kept there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import requests
from hub_parts import Scene
from hub_running import station_toml
from typer.testing import CliRunner

from his_client.insurance.copayment import CoPaymentFound
from his_client.insurance.ports import RawReply
from his_client.outcome import Done, Outcome, Refused, Unknown
from his_client.sandbox.run import Sandbox
from kiosk.cli.insurance import app
from kiosk.hub.client import HubClient, LocalHub
from kiosk.hub.coverage.events import CoPaymentAnswered

PERSON = ("001090000017", "Nguyễn Đức Mẫu", "1990-03-15")
FULL = date(2020, 1, 1)


class Lookup:
    """Tells one sum, or why none."""

    def __init__(self, outcome: Outcome[CoPaymentFound]) -> None:
        self.outcome = outcome
        self.asked: list[str] = []
        self.meanwhile: Callable[[], None] = lambda: None

    def accumulated(self, number: str, full_name: str, birth_date: str) -> Outcome[CoPaymentFound]:
        self.asked.append(number)
        self.meanwhile()
        return self.outcome


FOUND = Done(CoPaymentFound(Decimal("1396758.5"), replies=(RawReply("TraCuuTienMCCT", '{"hoTen": "Mẫu"}'),)))


@pytest.fixture
def scene() -> Scene:
    return Scene()


def answered(scene: Scene) -> list[CoPaymentAnswered]:
    return [row.event for row in scene.journal.rows() if isinstance(row.event, CoPaymentAnswered)]


def test_it_is_asked_once_for_a_visit_and_its_words_stay_at_the_hub(scene: Scene) -> None:
    lookup = scene.core.copayments = Lookup(FOUND)
    hub = LocalHub(scene.core)
    assert hub.copayment("v1", *PERSON, FULL) == Done("1396758.5")
    assert hub.copayment("v1", *PERSON, FULL) == Refused("asked_already")
    (kept,) = answered(scene)
    assert (kept.code, kept.total, kept.replies[0].text) == ("done", Decimal("1396758.5"), '{"hoTen": "Mẫu"}')
    open_text = "\n".join(scene._file.iterdump())
    assert not any(secret in open_text for secret in ("1396758", "Mẫu", PERSON[0]))
    scene.crash()
    scene.boot()
    scene.core.copayments = lookup
    assert LocalHub(scene.core).copayment("v1", *PERSON, FULL) == Refused("asked_already")
    assert len(lookup.asked) == 1


def test_nothing_is_asked_before_five_years_are_full_or_where_nobody_may_ask(scene: Scene) -> None:
    hub = LocalHub(scene.core)
    assert hub.copayment("v1", *PERSON, FULL) == Refused("not_configured")
    lookup = scene.core.copayments = Lookup(FOUND)
    assert hub.copayment("v1", *PERSON, scene.core.today() + timedelta(days=1)) == Refused("not_due")
    assert (lookup.asked, answered(scene)) == ([], [])


@pytest.mark.parametrize("outcome", [Refused("restricted"), Unknown("restricted")])
def test_a_question_that_failed_is_not_put_again(scene: Scene, outcome: Outcome[CoPaymentFound]) -> None:
    scene.core.copayments = Lookup(outcome)
    hub = LocalHub(scene.core)
    assert hub.copayment("v1", *PERSON, FULL) == outcome
    assert hub.copayment("v1", *PERSON, FULL) == Refused("asked_already")
    assert [event.code for event in answered(scene)] == ["restricted"]


@pytest.mark.parametrize("meanwhile", [True, False])
def test_what_was_told_is_erased_with_the_visit(scene: Scene, meanwhile: bool) -> None:
    desk = scene.core.coverage
    assert desk is not None
    lookup = scene.core.copayments = Lookup(FOUND)
    if meanwhile:
        lookup.meanwhile = lambda: desk.erase("v1")
    LocalHub(scene.core).copayment("v1", *PERSON, FULL)
    if not meanwhile:
        desk.erase("v1")
    (kept,) = answered(scene)
    assert (kept.code, kept.total, kept.replies) == ("done", None, ())


def test_the_command_asks_through_a_running_hub(
    sandbox: Sandbox, start_hub: Callable[[], HubClient], tmp_path: Path
) -> None:
    client = start_hub()
    door = f"{sandbox.urls['insurance']}/_control/copayment"
    assert requests.post(door, json={"id_number": PERSON[0], "amount": "10120"}, timeout=5).status_code == 200
    path = tmp_path / "asks.toml"
    text = station_toml(sandbox).replace("[hub]\n", f'[hub]\nurl = "{client._http._base}"\n')
    path.write_text(text, encoding="utf-8")
    person = ["--id", PERSON[0], "--name", PERSON[1], "--birth", PERSON[2], "--config", str(path), "--visit", "v1"]
    assert CliRunner().invoke(app, ["copayment", *person]).exit_code == 2
    told = CliRunner().invoke(app, ["copayment", *person, "--five-years-from", "2020-01-01"])
    assert (told.exit_code, told.stdout.split()) == (0, ["co_paid", "10120.0"])
    again = CliRunner().invoke(app, ["copayment", *person, "--five-years-from", "2020-01-01"])
    assert (again.exit_code, "asked_already" in again.stderr) == (2, True)
