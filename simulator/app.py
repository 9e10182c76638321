"""The stand-in as one Flask application: API paths, control API and chat page."""

from urllib.parse import urlsplit

from flask import Flask, Response, abort, request

from simulator.api import api_blueprint
from simulator.control import Control
from simulator.courier import Courier
from simulator.pages import pages_blueprint
from simulator.sending import Phone
from simulator.settings import is_loopback
from simulator.text_api import text_blueprint
from simulator.world import World

LARGEST_UPLOAD_BYTES = 64 * 1024 * 1024
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def create_app(world: World) -> Flask:
    """Build the application over one world; it answers only callers that name a loopback host."""
    app = Flask("simulator")
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_UPLOAD_BYTES
    courier = Courier(world)
    app.register_blueprint(api_blueprint(world, Phone(world, courier)))
    app.register_blueprint(text_blueprint(world))
    app.register_blueprint(Control(world, courier).blueprint())
    app.register_blueprint(pages_blueprint(world))
    app.before_request(_refuse_other_hosts)
    app.after_request(_protect)
    return app


def _refuse_other_hosts() -> None:
    """Keep a page of the open web from reaching this machine under a name of its own."""
    if not is_loopback(urlsplit(f"//{request.host}").hostname or ""):
        abort(403)


def _protect(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
