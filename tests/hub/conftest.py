"""A hub on a running loop, reached in its own process or over HTTP; and one over the sandbox hospital's servers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hub_running import (
    TOKEN,
    RunningHub,
    ShiftedClock,
    hub_between_simulated_neighbours,
    secrets_of,
    station_toml,
)

from his_client.sandbox.run import Sandbox
from kiosk.config import StationConfig
from kiosk.config.load import parse_config
from kiosk.hub.client import HubClient, LocalHub
from kiosk.hub.db.commands import init
from kiosk.hub.owner import OnOwner
from kiosk.hub.wiring import running_hub


@pytest.fixture
def running() -> Iterator[RunningHub]:
    with hub_between_simulated_neighbours() as hub:
        yield hub


@pytest.fixture(params=["in process", "over HTTP"])
def hub(request: pytest.FixtureRequest, running: RunningHub) -> Iterator[LocalHub | HubClient]:
    if request.param == "in process":
        yield LocalHub(running.core, OnOwner(running.loop, seconds=1.0))
        return
    client = HubClient(running.url, TOKEN)
    yield client
    client.close()


@pytest.fixture
def clock() -> ShiftedClock:
    return ShiftedClock()


@pytest.fixture
def sandbox(tmp_path: Path, clock: ShiftedClock) -> Iterator[Sandbox]:
    with Sandbox(tmp_path / "sandbox.db", clock=clock.now) as running:
        yield running


@pytest.fixture
def config(sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StationConfig:
    for name, value in secrets_of(sandbox).items():
        monkeypatch.setenv(name, value)
    return parse_config(station_toml(sandbox), base=tmp_path)


@pytest.fixture
def start_hub(config: StationConfig, clock: ShiftedClock) -> Iterator[Callable[[], HubClient]]:
    """Starts the hub of the configuration and answers with a client; a second start ends the first hub."""
    with ExitStack() as every:
        current = ExitStack()
        every.callback(lambda: current.close())  # noqa: PLW0108 - the hub that is current at the end

        def start() -> HubClient:
            nonlocal current
            current.close()
            current = ExitStack()
            init(config, clock)
            server = current.enter_context(running_hub(config, clock, lambda: None, poll_s=0.1))
            client = HubClient(server.url, TOKEN)
            current.callback(client.close)
            return client

        yield start
