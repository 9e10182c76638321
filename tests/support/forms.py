"""A person confirms what a page proposes: the hidden fields of its form are sent as they stand."""

import html
import re

from tests.support.office_house import Clerk

_FORM = re.compile(r'<form[^>]*action="([^"]+)"[^>]*>(.*?)</form>', re.DOTALL)
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


def form_on(page: str, button: str) -> tuple[str, dict[str, str]]:
    """Return (address, hidden fields) of the form with this button."""
    for action, body in _FORM.findall(page):
        if f">{button}</button>" in body:
            fields = {name: html.unescape(value) for name, value in _HIDDEN.findall(body)}
            return html.unescape(action), fields
    raise AssertionError(f"no button {button}")


def press_button(browser: Clerk, page: str, button: str):
    """Press a button that needs nothing typed; return the page it leads to."""
    action, fields = form_on(page, button)
    return browser.client.post(action, data=fields, follow_redirects=True)
