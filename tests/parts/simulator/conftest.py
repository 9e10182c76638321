"""A running stand-in and a service for it to call, under a clock that tests turn."""

from collections.abc import Iterator

import pytest

from simulator.server import SimulatorServer
from simulator.settings import SimulatorSettings
from tests.parts.simulator.client import Client
from tests.parts.simulator.receiver import OFFICIAL, WORK, Receiver, ReceiverServer
from tests.support.clock import HandClock


@pytest.fixture
def service() -> Receiver:
    return Receiver()


@pytest.fixture
def sim(service: Receiver, clock: HandClock) -> Iterator[Client]:
    with ReceiverServer(service) as server:
        settings = SimulatorSettings(server.url, OFFICIAL, WORK, deadline_seconds=2.0, now=clock)
        with SimulatorServer(settings) as simulator:
            client = Client(simulator.url)
            yield client
            client.session.close()


@pytest.fixture
def observer(sim: Client) -> dict[str, str]:
    return sim.get("/control/people").json()[0]
