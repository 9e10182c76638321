"""Checks of our accounts on the platforms, by calls that change nothing there.

The doctor asks for a token by itself, so that a pause after wrong credentials does not hide whether
they are right now; a pause that has become pointless is lifted. Nothing here repeats a secret or a
token. Sources: MPDOC stable_token, getcallbackip, openapi/quota/get; WDOC/91039, 90238, 90227.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime
from functools import partial
from typing import Any, Final

from bot import doctor_platform_wording as words
from bot.doctor.findings import Check, Finding, bad, good, look_at
from bot.doctor.tables import has_tables
from bot.platform import official, work
from bot.platform.errors import NoAnswer
from bot.platform.http import JSON_BYTES, Answer, Http, json_object
from bot.platform.wiring import official_app, work_app
from bot.settings_channels import OfficialChannel, WorkChannel
from bot.wiring import Foundations
from catalogue.wording import staff_capabilities, staff_outbox
from storage.roads import capabilities, tokens

_CALLERS: Final = "/cgi-bin/getcallbackip"
_QUOTA: Final = "/cgi-bin/openapi/quota/get"
_AGENT: Final = "/cgi-bin/agent/get"
_NO_PERMISSION: Final = {48001, 76022}
_IP_REFUSED: Final = {40164, 60020}
_LARGEST_SKEW: Final = timedelta(seconds=60)
_ADDRESS: Final = re.compile(r"(?<![\d.:])(\d{1,3}(?:\.\d{1,3}){3})(?![\d.])")
_USED_PATHS: Final = {
    "/cgi-bin/message/custom/send": "send",
    "/cgi-bin/media/get": "fetch",
    "/cgi-bin/message/template/send": "template",
}
_KNOWN: Final = ("send", "fetch", "template", "subscribe", "menu")


@dataclass(frozen=True, slots=True)
class Account:
    """One account as the doctor asks it: `app` names its token row."""

    channel: str
    app: str
    http: Http
    settings: OfficialChannel | WorkChannel

    @property
    def subject(self) -> str:
        """What its findings are headed by."""
        return words.PLATFORMS[self.channel]


def platform_checks(base: Foundations) -> list[Check]:
    """Return a check for each configured account."""
    return [Check(account.subject, partial(_look, base, account)) for account in _accounts(base)]


def _accounts(base: Foundations) -> Iterator[Account]:
    channels = base.settings.channels
    if channels.official is not None:
        http = Http(channels.official.api_base_url)
        yield Account(official.CHANNEL, official_app(channels.official), http, channels.official)
    if channels.work is not None:
        http = Http(channels.work.api_base_url)
        yield Account(work.CHANNEL, work_app(channels.work), http, channels.work)


def _look(base: Foundations, account: Account) -> Iterator[Finding]:
    try:
        given = _ask_for_token(account)
    except NoAnswer as error:
        yield bad(account.subject, words.no_answer(error.detail), words.NO_ANSWER_FIX)
        return
    token = given.get("access_token")
    if not isinstance(token, str) or not token:
        yield _refused(account, given)
        return
    yield good(account.subject, words.CREDENTIALS_GOOD)
    try:
        yield from _calls(base, account, token)
    except NoAnswer as error:
        yield bad(account.subject, words.no_answer(error.detail), words.NO_ANSWER_FIX)
    if has_tables(base):
        yield from _pause(base, account)
        yield from _switched_off(base, account)


def _ask_for_token(account: Account) -> dict[str, Any]:
    settings = account.settings
    if isinstance(settings, OfficialChannel):
        body = {
            "grant_type": "client_credential",
            "appid": settings.app_id,
            "secret": settings.app_secret.get_secret_value(),
            "force_refresh": False,
        }
        return account.http.post_json("/cgi-bin/stable_token", {}, body)
    query = {"corpid": settings.corp_id, "corpsecret": settings.secret.get_secret_value()}
    return account.http.get_json("/cgi-bin/gettoken", query)


def _refused(account: Account, answer: Mapping[str, Any]) -> Finding:
    """Tell what an errcode means here, and from which address the platform saw us come."""
    errcode, errmsg = answer.get("errcode"), str(answer.get("errmsg", ""))
    if not isinstance(errcode, int):
        return bad(account.subject, words.ODD_ANSWER, words.NO_ANSWER_FIX)
    seen = _ADDRESS.search(errmsg)
    address = seen[1] if seen and errcode in _IP_REFUSED else ""
    fix = words.fix_of(account.channel, errcode, address)
    return bad(account.subject, words.refused(errcode), fix)


def _pause(base: Foundations, account: Account) -> Iterator[Finding]:
    now = base.clock()
    with base.database.read() as connection:
        row = tokens.read_token(connection, base.vault, account.app)
    if row.blocked_until is not None and row.blocked_until > now:
        with base.database.write() as connection:
            tokens.block_app(connection, account.app, now)
        yield good(account.subject, words.PAUSE_LIFTED)


def _calls(base: Foundations, account: Account, token: str) -> Iterator[Finding]:
    url = account.http.base_url + _CALLERS
    answer = account.http.get(url, {"access_token": token}, JSON_BYTES)
    told = json_object(answer.content)
    yield from _skew(base, account, answer)
    if told.get("errcode", 0) != 0:
        yield _refused(account, told)
        return
    yield good(account.subject, words.CALLS_ALLOWED)
    yield from _permissions(account, token)


def _skew(base: Foundations, account: Account, answer: Answer) -> Iterator[Finding]:
    try:
        theirs = parsedate_to_datetime(answer.headers.get("Date", ""))
    except ValueError:
        return
    off = base.clock() - theirs.replace(tzinfo=theirs.tzinfo or UTC)
    if abs(off) > _LARGEST_SKEW:
        seconds = round(off.total_seconds())
        yield bad(account.subject, words.clock_is_off(seconds), words.CLOCK_IS_OFF_FIX)


def _permissions(account: Account, token: str) -> Iterator[Finding]:
    query = {"access_token": token}
    if isinstance(account.settings, WorkChannel):
        told = account.http.get_json(_AGENT, query | {"agentid": str(account.settings.agent_id)})
        if told.get("errcode", 0) != 0:
            yield _refused(account, told)
        elif told.get("close"):
            yield bad(account.subject, words.AGENT_CLOSED, words.AGENT_CLOSED_FIX)
        else:
            yield good(account.subject, words.agent_open(str(told.get("name", ""))))
        return
    for path, name in _USED_PATHS.items():
        told = account.http.post_json(_QUOTA, query, {"cgi_path": path})
        yield from _quota(account, name, told)


def _quota(account: Account, name: str, told: Mapping[str, Any]) -> Iterator[Finding]:
    what = words.CALLS[name]
    errcode = told.get("errcode", 0)
    if errcode in _NO_PERMISSION:
        yield look_at(account.subject, words.not_granted(what), words.not_granted_fix(name))
    elif errcode != 0:
        yield look_at(account.subject, words.unknown_grant(what, errcode), "")
    else:
        quota = told.get("quota")
        left = quota.get("remain") if isinstance(quota, dict) else None
        if left == 0:
            yield look_at(account.subject, words.used_up(what), staff_outbox.DAILY_QUOTA)
        else:
            yield good(account.subject, words.granted(what, left))


def _switched_off(base: Foundations, account: Account) -> Iterator[Finding]:
    with base.database.read() as connection:
        for name in _KNOWN:
            off = capabilities.off(connection, account.channel, name)
            if off is not None:
                sentence = staff_capabilities.switched_off(account.channel, name, off.errcode)
                yield look_at(account.subject, words.SWITCHED_OFF, sentence)
