"""The console's blueprint: every page in one table, every guard before it."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from office.bindings import BindingPages
from office.errors import add_error_pages
from office.inbox import InboxPages
from office.invitations import InvitationPages
from office.login import LoginPages
from office.parts import ConsoleParts
from office.photos import PhotoPages
from office.report_page import ReportPages
from office.roster_pages import RosterPages
from office.security import protect
from office.shown import template_words
from office.troubles import TroublePages
from office.waiting import waiting_counts

View = Callable[..., ResponseReturnValue]
Page = tuple[str, str, str, View]  # method, rule, endpoint


def create_console(parts: ConsoleParts) -> Blueprint:
    """Return the console, to be registered under /office."""
    blueprint = Blueprint("office", __name__, template_folder="templates", static_folder="static")
    protect(blueprint, parts)
    add_error_pages(blueprint)
    for method, rule, endpoint, view in _report_pages(parts) + _desk_pages(parts):
        blueprint.add_url_rule(rule, endpoint, view, methods=[method])
    blueprint.context_processor(lambda: _words(parts))
    return blueprint


def _report_pages(parts: ConsoleParts) -> tuple[Page, ...]:
    login, inbox, report = LoginPages(parts), InboxPages(parts), ReportPages(parts)
    photos = PhotoPages(parts)
    return (
        ("GET", "/login", "login", login.show),
        ("POST", "/login", "enter", login.enter),
        ("POST", "/logout", "leave", login.leave),
        ("GET", "/", "inbox", inbox.show),
        ("GET", "/news", "news", inbox.news),
        ("GET", "/reports/<int:report_id>", "report", report.show),
        ("POST", "/reports/<int:report_id>/tags", "correct", report.correct),
        ("POST", "/reports/<int:report_id>/urgent", "take_urgent", report.take_urgent),
        ("GET", "/photos/<int:media_id>/thumb.jpg", "thumb", photos.thumb),
        ("GET", "/photos/<int:media_id>/shown.jpg", "shown", photos.shown),
    )


def _desk_pages(parts: ConsoleParts) -> tuple[Page, ...]:
    troubles, bindings = TroublePages(parts), BindingPages(parts)
    roster, invitations = RosterPages(parts), InvitationPages(parts)
    return (
        ("GET", "/troubles", "troubles", troubles.show),
        ("POST", "/troubles/<int:trouble_id>/resolve", "resolve", troubles.resolve),
        ("POST", "/deliveries/<int:delivery_id>/replay", "replay", troubles.replay),
        ("POST", "/quarantine/<int:row_id>/replay", "take_in", troubles.replay_quarantined),
        ("GET", "/bindings", "bindings", bindings.show),
        ("POST", "/bindings/<int:request_id>/confirm", "confirm", bindings.confirm),
        ("POST", "/bindings/<int:request_id>/refuse", "refuse", bindings.refuse),
        ("GET", "/roster", "roster", roster.show),
        ("GET", "/roster/blank.xlsx", "roster_blank", roster.blank),
        ("POST", "/roster/preview", "roster_preview", roster.preview),
        ("POST", "/roster/preview/<int:preview_id>/apply", "roster_apply", roster.apply),
        ("POST", "/roster/<int:observer_id>/invitation", "invite", invitations.for_one),
        ("POST", "/roster/invitations", "invite_unbound", invitations.for_unbound),
        ("GET", "/<path:_anything>", "unknown", _unknown),  # so that 404s are ours too
    )


def _unknown(_anything: str) -> ResponseReturnValue:
    abort(404)


def _words(parts: ConsoleParts) -> dict[str, Any]:
    return {
        "display_name": parts.display_name,
        "office_name": parts.office_name,
        "campaign": parts.campaign,
        "waiting": lambda: waiting_counts(parts),
        **template_words(parts.projects, parts.clock),
    }
