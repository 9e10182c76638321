"""The Flask application: the platforms' webhooks and the office's console."""

from dataclasses import replace
from datetime import timedelta

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from typing_extensions import override
from werkzeug.middleware.proxy_fix import ProxyFix

from bot.health import add_health
from bot.pages.card.blueprint import create_pages
from bot.pages.card.parts import PageParts
from bot.pages.essays.blueprint import create_essay_page
from bot.pages.unit.blueprint import create_unit_pages
from bot.platform.scenes import SceneMaker
from bot.platform.wiring import official_account, open_roads
from bot.settings import SecuritySettings, Settings
from bot.webhook import create_webhook
from bot.wiring import (
    Foundations,
    FrontDoor,
    digest_desk,
    entry_desk,
    essay_desk,
    hearing_desk,
    letter_files,
    open_front_door,
    photo_desk,
    unit_desk,
    urging_desk,
)
from casework.card_page.links import PATH as CARD_PATH
from casework.essays.links import PATH as ESSAY_PATH
from casework.unit_page.links import PATH as UNIT_PATH
from catalogue.cards.cards import load_cards
from catalogue.projects import load_projects
from office.console import create_console
from office.letters.reading import render_in_child
from office.parts import ConsoleParts, LoginLimits

_WITHOUT_SESSIONS = ("/wechat/", CARD_PATH, ESSAY_PATH, UNIT_PATH, "/healthz", "/readyz")


class OfficeSessions(SecureCookieSessionInterface):
    """Sessions for the console alone: looking for one took a tenth of a webhook's time."""

    @override
    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        if request.path.startswith(_WITHOUT_SESSIONS):
            return None
        return super().open_session(app, request)


def create_app(base: Foundations) -> Flask:
    """Return the application; everything it uses comes from `base`."""
    front_door = open_front_door(base)
    app = Flask("guancha", static_folder=None)
    app.session_interface = OfficeSessions()
    app.register_blueprint(create_webhook(front_door.doors))
    app.register_blueprint(
        create_console(_console_parts(base, base.settings, front_door)), url_prefix="/office"
    )
    app.register_blueprint(create_pages(_page_parts(base, front_door)))
    app.register_blueprint(create_essay_page(essay_desk(base)))
    app.register_blueprint(create_unit_pages(unit_desk(base, render_in_child)))
    add_health(app, base)
    proxies = base.settings.server.trusted_proxies
    if proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # Flask's documented way
            app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies
        )
    return app


def _page_parts(base: Foundations, front_door: FrontDoor) -> PageParts:
    return PageParts(
        database=base.database,
        vault=base.vault,
        clock=base.clock,
        files=base.files,
        cards=load_cards(base.settings.office.region),
        worker_hint=front_door.hint,
        photo_desk=photo_desk(base),
        largest_photo=base.settings.photos.max_megabytes << 20,
    )


def _console_parts(base: Foundations, settings: Settings, front_door: FrontDoor) -> ConsoleParts:
    return replace(
        _desk_parts(base, settings, front_door),
        pages_at=settings.server.public_url,
        digests=digest_desk(base),
        letters_over_internet=settings.office.letters_over_internet,
        hours=settings.office.spans,
        texts_to_units=urging_desk(base).texts,
        keeping=settings.retention.keeping,
    )


def _desk_parts(base: Foundations, settings: Settings, front_door: FrontDoor) -> ConsoleParts:
    return ConsoleParts(
        database=base.database,
        vault=base.vault,
        clock=base.clock,
        files=base.files,
        projects=load_projects(),
        cards=load_cards(settings.office.region),
        replay=front_door.replays.replay,
        replay_quarantined=front_door.replays.replay_refused,
        worker_hint=front_door.hint,
        hearing=hearing_desk(base),
        entry=entry_desk(base),
        letter_files=letter_files(base, render_in_child),
        session_key=settings.security.session_key_bytes,
        secure_cookies=settings.server.cookies_are_secure,
        display_name=settings.office.display_name,
        office_name=settings.office.name,
        office_phone=settings.office.phone,
        campaign=settings.office.campaign,
        region=settings.office.region,
        roads=open_roads(settings),
        group_robot=bool(settings.office.group_robot.get_secret_value()),
        scene_codes=_scene_codes(base),
        limits=_login_limits(settings.security),
        largest_photo=settings.photos.max_megabytes << 20,
    )


def _scene_codes(base: Foundations) -> SceneMaker:
    channels = base.settings.channels
    return SceneMaker(official_account(channels, base.database, base.vault, base.clock))


def _login_limits(security: SecuritySettings) -> LoginLimits:
    window = timedelta(minutes=security.login_window_minutes)
    return LoginLimits(per_name=security.login_attempts, window=window)
