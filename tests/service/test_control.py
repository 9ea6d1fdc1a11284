"""A running station says over its socket whether it may be stopped, and lets nobody begin while it is about to be."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from kiosk.hub.owner import HubSilent
from kiosk.service.control import NAME, ControlServer, Standing, ask


def test_root_asks_how_a_station_stands_and_holds_it(tmp_path: Path) -> None:
    asked: list[float] = []

    def answer(hold_s: float) -> Standing:
        asked.append(hold_s)
        return Standing(visit=False, unsettled=2, behind=0, held=hold_s > 0)

    server = ControlServer(tmp_path / NAME, answer)
    assert ask(tmp_path / NAME) == Standing(visit=False, unsettled=2, behind=0)
    assert ask(tmp_path / NAME, hold_s=30) == Standing(visit=False, unsettled=2, behind=0, held=True)
    assert asked == [0, 30]
    assert stat.S_IMODE((tmp_path / NAME).stat().st_mode) == 0o600
    server.close()
    assert ask(tmp_path / NAME) is None


def test_a_station_whose_thread_does_not_answer_answers_nobody_and_is_asked_again(tmp_path: Path) -> None:
    answers: list[Standing | Exception] = [HubSilent(), Standing(visit=True, unsettled=0, behind=0)]

    def answer(_hold_s: float) -> Standing:
        given = answers.pop(0)
        if isinstance(given, Exception):
            raise given
        return given

    server = ControlServer(tmp_path / NAME, answer)
    assert ask(tmp_path / NAME) is None
    found = ask(tmp_path / NAME)
    assert found is not None
    assert found.visit
    server.close()


def test_only_a_program_that_a_manager_started_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(_hold_s: float) -> Standing:
        return Standing(visit=False, unsettled=0, behind=0)

    monkeypatch.delenv("RUNTIME_DIRECTORY", raising=False)
    assert ControlServer.where_the_manager_says(answer) is None
    monkeypatch.setenv("RUNTIME_DIRECTORY", str(tmp_path))
    server = ControlServer.where_the_manager_says(answer)
    assert server is not None
    assert ask(tmp_path / NAME) is not None
    server.close()


@pytest.mark.parametrize(
    ("standing", "quiet"),
    [
        (Standing(visit=False, unsettled=0, behind=0), True),
        (Standing(visit=True, unsettled=0, behind=0), False),
        (Standing(visit=False, unsettled=1, behind=0), False),
        (Standing(visit=False, unsettled=0, behind=1), False),
    ],
)
def test_a_station_is_quiet_without_a_visit_and_with_everything_delivered(standing: Standing, *, quiet: bool) -> None:
    assert standing.quiet is quiet
