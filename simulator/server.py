"""Starts the stand-in: blocking for the demo, in the background for tests."""

import logging
import socket
import threading
from dataclasses import replace
from types import TracebackType
from typing import Self

from werkzeug.serving import BaseWSGIServer, make_server

from simulator.app import create_app
from simulator.settings import SimulatorSettings
from simulator.world import World

STOP_CHECK_SECONDS = 0.02


def _listen(settings: SimulatorSettings) -> tuple[BaseWSGIServer, World]:
    """Bind the port first, so that the world knows its own address when port 0 was asked for."""
    logging.getLogger("werkzeug").setLevel(logging.WARNING)  # the page polls every second
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.create_server((settings.host, settings.port), family=family) as listener:
        port = listener.getsockname()[1]
        world = World(replace(settings, port=port))
        server = make_server(
            settings.host,
            port,
            create_app(world),
            threaded=True,
            fd=listener.fileno(),
        )
    return server, world


class SimulatorServer:
    """A stand-in in this process, e.g. `with SimulatorServer(settings) as sim: get(sim.url)`.

    `sim.world` is its memory; `sim.official_api` and `sim.work_api` are what the service's
    configuration calls `api_base_url`.
    """

    def __init__(self, settings: SimulatorSettings) -> None:
        self._server, self.world = _listen(settings)
        self._thread = threading.Thread(target=self._serve, daemon=True)

    @property
    def url(self) -> str:
        """The base address, without a slash at its end."""
        return self.world.base_url

    @property
    def official_api(self) -> str:
        """The `api_base_url` of the Official Account."""
        return f"{self.url}/official"

    @property
    def work_api(self) -> str:
        """The `api_base_url` of WeCom."""
        return f"{self.url}/work"

    @property
    def sms_api(self) -> str:
        """The `api_base_url` of short messages."""
        return f"{self.url}/sms"

    def _serve(self) -> None:
        self._server.serve_forever(poll_interval=STOP_CHECK_SECONDS)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def serve_forever(settings: SimulatorSettings) -> None:
    """Serve until the process is told to stop."""
    server, _ = _listen(settings)
    try:
        server.serve_forever()
    finally:
        server.server_close()
