"""What protects every page: size caps, the login guard, CSRF, headers, cookies."""

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    g,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.sansio.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_wtf import CSRFProtect

from casework.essays.handing_in import LARGEST_TOGETHER
from casework.letters.papers import LARGEST as LARGEST_PAPER
from casework.letters.papers import MOST_AT_ONCE as MOST_PAPERS
from catalogue.wording import staff as wording
from office.access.bodies import read_away
from office.access.sessions import staff_in_session
from office.access.unsent import bears_a_session, page_it_came_from, words_of_form
from office.parts import ConsoleParts
from office.rights import Right, home_of, may, right_for
from storage.people.identities import opened_columns
from storage.people.staff import StaffMember

LARGEST_ROSTER = 5 * 1024 * 1024
_LARGEST_FORM = 64 * 1024
_MULTIPART_ROOM = 16 * 1024  # headers and boundaries around an uploaded file
_OPEN = frozenset({"office.login", "office.enter", "office.enter_code", "office.static"})
_OUR_PAGES = "office."
_LARGEST_TEXTS = 4 * 1024 * 1024  # a form's fields without its files
_MOST_FIELDS = 5000
_LARGEST_PHOTOS = 200 * 1024 * 1024  # all files of one form; they are spooled to disk, not memory
_LARGEST_PAST_SHEET = 24 * 1024 * 1024  # a little more than is taken: the page itself says so
_LARGEST_TEMPLATE = 11 * 1024 * 1024  # likewise
_ROOM = {
    "office.roster_preview": LARGEST_ROSTER + _MULTIPART_ROOM,
    "office.past_upload": _LARGEST_PAST_SHEET + _LARGEST_FORM,
    "office.settings_units_preview": LARGEST_ROSTER + _MULTIPART_ROOM,
    "office.settings_words_sheet_preview": LARGEST_ROSTER + _MULTIPART_ROOM,
    "office.settings_calendar_sheet_preview": LARGEST_ROSTER + _MULTIPART_ROOM,
    "office.enter_one": _LARGEST_PHOTOS,
    "office.batch_open": _LARGEST_TEXTS,
    "office.batch_work": _LARGEST_PHOTOS,
    "office.letter_start": _LARGEST_TEXTS,
    "office.letter_save": _LARGEST_TEXTS,
    "office.letter_photo_mark": _LARGEST_TEXTS,
    "office.essay_add": LARGEST_TOGETHER + _LARGEST_TEXTS,
    "office.settings_template_preview": _LARGEST_TEMPLATE,
    "office.letter_scan_add": LARGEST_PAPER + _LARGEST_FORM,
    "office.letter_item_answer": MOST_PAPERS * LARGEST_PAPER,
}
_BY_ITSELF = frozenset({"office.news", "office.board_hold"})
_POLICY = (
    "default-src 'self'; img-src 'self'; media-src 'self'; script-src 'self'; style-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # Flask-WTF compares the Referer of https forms
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
}


def protect(blueprint: Blueprint, parts: ConsoleParts) -> None:
    """Put the guards on the blueprint; nothing but the login page and the styles is open."""
    csrf = CSRFProtect()

    def prepare(state: BlueprintSetupState) -> None:
        _set_cookies(state, parts)
        csrf.init_app(state.app)

    def let_in() -> ResponseReturnValue | None:
        return _let_in(parts)

    blueprint.record_once(prepare)
    blueprint.before_request(_cap_body)
    blueprint.before_request(let_in)
    blueprint.before_request(csrf.protect)
    blueprint.after_request(_add_headers)


def _cap_body() -> None:
    room = _ROOM.get(request.endpoint or "", _LARGEST_FORM)
    request.max_content_length = room
    request.max_form_memory_size = min(room, _LARGEST_TEXTS)
    request.max_form_parts = _MOST_FIELDS
    if (request.content_length or 0) > room:
        read_away(request.content_length or 0)
        abort(413)  # before anything is kept


def _let_in(parts: ConsoleParts) -> ResponseReturnValue | None:
    is_ours = bears_a_session()
    g.staff = staff_in_session(parts, is_a_visit=request.endpoint not in _BY_ITSELF)
    g.opened = _opened(parts, g.staff)
    if request.endpoint in _OPEN:
        return None
    if g.staff is None:
        return _ask_to_log_in(words_of_form(is_ours=is_ours))
    if may(g.staff.role, _right_needed()):
        return None
    home = f"office.{home_of(g.staff.role)}"
    leads_home = request.endpoint == "office.inbox" != home
    return redirect(url_for(home), 303) if leads_home else abort(403)


def _opened(parts: ConsoleParts, member: StaffMember | None) -> frozenset[bytes]:
    if member is None or not may(member.role, "identity"):
        return frozenset()
    with parts.database.read() as connection:
        return opened_columns(connection, member.id, parts.clock())


def _right_needed() -> Right:
    return right_for((request.endpoint or "").removeprefix(_OUR_PAGES), request.method)


def _ask_to_log_in(unsent: list[str]) -> ResponseReturnValue:
    if unsent:
        flash(wording.LOGIN_ENDED_UNSENT, "quiet")
        came_from = page_it_came_from()
        return render_template("office/login.html", next=came_from, unsent=unsent), 401
    flash(wording.LOGIN_ENDED, "quiet")
    wish = request.full_path if request.method == "GET" else None
    return redirect(url_for("office.login", next=wish), 303)


def _set_cookies(state: BlueprintSetupState, parts: ConsoleParts) -> None:
    state.app.secret_key = parts.session_key
    state.app.config.update(
        SESSION_COOKIE_NAME="guancha_office",
        SESSION_COOKIE_PATH=state.url_prefix or "/",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=parts.secure_cookies,
        WTF_CSRF_CHECK_DEFAULT=False,  # the platforms' callbacks carry no token
        WTF_CSRF_TIME_LIMIT=None,  # a token lives as long as its session
    )


def _add_headers(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    return response
