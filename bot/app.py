"""The Flask application: the platforms' webhooks and the office's console."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from bot.webhook import create_webhook
from bot.wiring import Foundations, open_front_door


def create_app(base: Foundations) -> Flask:
    """Return the application; everything it uses comes from `base`."""
    front_door = open_front_door(base)
    app = Flask("guancha", static_folder=None)
    app.register_blueprint(create_webhook(front_door.doors))
    proxies = base.settings.server.trusted_proxies
    if proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # Flask's documented way
            app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies
        )
    return app
