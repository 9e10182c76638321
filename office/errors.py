"""One clear page for whatever goes wrong, without details."""

import logging

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from catalogue.wording.staff import ERRORS
from office.access.unsent import page_it_came_from, words_of_form
from storage.blobs.files import StoreTrouble
from storage.database import UNFIT

_LOG = logging.getLogger(__name__)


def add_error_pages(blueprint: Blueprint) -> None:
    """Show our own page for every refusal and every fault."""
    blueprint.register_error_handler(HTTPException, _refused)
    blueprint.register_error_handler(CSRFError, _from_an_older_login)
    blueprint.register_error_handler(StoreTrouble, _store_is_away)
    for fault in UNFIT:
        blueprint.register_error_handler(fault, _makes_no_sense)
    blueprint.register_error_handler(Exception, _failed)


def _refused(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 500
    if error.response is not None or code < 400:  # noqa: PLR2004  # redirects of the router
        return error
    return _page(code)


def _from_an_older_login(error: CSRFError) -> ResponseReturnValue:
    """Give back what was typed into a page that an earlier login had opened."""
    if unsent := words_of_form(is_ours=True):
        back = page_it_came_from() or url_for("office.inbox")
        return render_template("office/unsent.html", unsent=unsent, back=back), 400
    return _refused(error)


def _makes_no_sense(error: Exception) -> ResponseReturnValue:
    """Refuse a forged number or text that no column takes; nothing of it was kept."""
    _LOG.info("the console refused a value: %s", type(error).__name__)
    return _page(404 if request.method == "GET" else 400)


def _failed(error: Exception) -> ResponseReturnValue:
    _LOG.error("the console failed", exc_info=error)
    return _page(500)


def _store_is_away(error: StoreTrouble) -> ResponseReturnValue:
    _LOG.warning("%s", error)
    return _page(503)


def _page(code: int) -> ResponseReturnValue:
    title, sentence = ERRORS.get(code, ERRORS[400 if code < 500 else 500])  # noqa: PLR2004  # HTTP
    return render_template("office/error.html", title=title, sentence=sentence, bare=True), code
