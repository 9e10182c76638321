"""gunicorn around the application: threaded workers, the app loaded once before they fork."""

import signal
from collections.abc import Callable
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from typing_extensions import override

from bot.processes import die_with_parent
from bot.settings import ServerSettings
from storage.database import Database

_KEEPALIVE = 75  # seconds; the platforms reuse connections
_GRACE = 10
_TIMEOUT = 60


class WebServer(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """Serves one Flask application until it is told to stop; `in_worker` runs after each fork."""

    def __init__(
        self,
        app: Flask,
        settings: ServerSettings,
        database: Database,
        when_ready: Callable[[], None] | None = None,
        in_worker: Callable[[], None] | None = None,
    ) -> None:
        self._app = app
        self._in_worker = in_worker
        self._settings = settings
        self._database = database
        self._when_ready = when_ready
        super().__init__()

    @override
    def load_config(self) -> None:
        for name, value in self._options().items():
            self.cfg.set(name, value)

    @override
    def load(self) -> Flask:
        return self._app

    def _options(self) -> dict[str, Any]:
        settings = self._settings
        return {
            "bind": f"{settings.host}:{settings.port}",
            "workers": settings.workers,
            "threads": settings.threads,
            "worker_class": "gthread",
            "preload_app": True,  # the workers share its memory
            "keepalive": _KEEPALIVE,
            "graceful_timeout": _GRACE,
            "timeout": _TIMEOUT,
            "worker_tmp_dir": "/dev/shm",  # noqa: S108 - a heartbeat file; on a disk it can stall
            "post_fork": self._after_fork,
            "post_worker_init": _leave_ctrl_c_to_the_arbiter,
            "when_ready": self._ready,
            "proc_name": "guancha-web",
            "control_socket_disable": True,
        }

    def _ready(self, _arbiter: object) -> None:
        if self._when_ready is not None:
            self._when_ready()

    def _after_fork(self, _arbiter: object, _worker: object) -> None:
        die_with_parent()
        self._database.forget_connections()
        if self._in_worker is not None:
            self._in_worker()


def _leave_ctrl_c_to_the_arbiter(_worker: object) -> None:
    # A terminal's Ctrl-C reaches every process of its group. A worker that begins to leave by
    # itself and is then told so by the arbiter as well stops half-way, until it is killed.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
