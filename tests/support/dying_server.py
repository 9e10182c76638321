"""A web process that kills itself between COMMIT and response while a file lies in its way.

Usage: python -m tests.support.dying_server CONFIG TRIGGER. The application is the real one;
only its WSGI entry is wrapped, so production code knows nothing of this.
"""

import os
import signal
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from werkzeug.serving import make_server

from bot.app import create_app
from bot.starting import prepare, read_settings


def main() -> None:
    """Serve until killed."""
    config, trigger = Path(sys.argv[1]), Path(sys.argv[2])
    base = prepare(read_settings(config))
    app = create_app(base)

    def answer_or_die(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        response = app(environ, start_response)  # everything is committed when this returns
        if trigger.exists():
            os.kill(os.getpid(), signal.SIGKILL)
        return response

    settings = base.settings.server
    make_server(settings.host, settings.port, answer_or_die, threaded=True).serve_forever()


if __name__ == "__main__":
    main()
