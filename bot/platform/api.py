"""Calls that carry an access token: refreshed once when the platform refuses it, never more."""

import json
import logging
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Final, TypeVar

from bot.logs import scrub
from bot.platform.errors import NoAnswer, Refused
from bot.platform.http import Answer, Http
from bot.platform.reactions import Act, Reaction, reaction_at_token, reaction_to
from bot.platform.tokens import FreshToken, Token, TokenSource

_logger = logging.getLogger(__name__)
_Result = TypeVar("_Result")

_LONGEST_JSON: Final = 1 << 16  # bytes; a longer file that begins with "{" is a file
_LONGEST_ERRMSG: Final = 120
_PAGE_STARTS: Final = (b"<!doctype html", b"<html")


class Api:
    """One app's calls to its platform."""

    def __init__(self, channel: str, http: Http, tokens: TokenSource) -> None:
        self._channel = channel
        self.http = http
        self._tokens = tokens

    def post(
        self, path: str, body: Mapping[str, Any], query: Mapping[str, str] | None = None
    ) -> dict[str, Any]:
        """Return the answer to a POST with errcode 0. Raises PlatformError."""
        return self._with_token(
            lambda token: accepted(
                self._channel,
                self.http.post_json(path, {**(query or {}), "access_token": token}, body),
                reaction_to,
            )
        )

    def file(
        self, path: str, params: Mapping[str, str], most: int, headers: Mapping[str, str]
    ) -> Answer | dict[str, Any]:
        """Return a file of at most `most` bytes, or the JSON object given in its place.

        Which of the two came is told by the content; headers are only somebody's word. Raises
        PlatformError, TooLarge among them.
        """

        def attempt(token: str) -> Answer | dict[str, Any]:
            query = {**params, "access_token": token}
            answer = self.http.get(self.http.base_url + path, query, most, headers)
            spoken = _spoken(checked_file(answer).content)
            return answer if spoken is None else accepted(self._channel, spoken, reaction_to)

        return self._with_token(attempt)

    def _with_token(self, attempt: Callable[[str], _Result]) -> _Result:
        token = self._current()
        try:
            return attempt(token.text)
        except Refused as error:
            if error.reaction.act is not Act.REFRESH:
                self._note(error)
                raise
        self._tokens.refuse(token)
        try:
            return attempt(self._current().text)
        except Refused as error:
            self._note(error)
            raise

    def _current(self) -> Token:
        """Return the token; without one the call itself has not left, whatever the token's did."""
        try:
            return self._tokens.current()
        except NoAnswer as error:
            raise NoAnswer(error.detail, may_have_arrived=False) from None

    def _note(self, error: Refused) -> None:
        if error.reaction.act is Act.STOP:
            self._tokens.stop(error)


def accepted(
    channel: str, answer: dict[str, Any], reaction: Callable[[str, int], Reaction]
) -> dict[str, Any]:
    """Return an answer with errcode 0 or none. Raises Refused with the reaction to another."""
    errcode = answer.get("errcode", 0)
    if not isinstance(errcode, int):
        raise NoAnswer("errcode is no number", may_have_arrived=True)
    if errcode != 0:
        errmsg = scrub(str(answer.get("errmsg", "")))[:_LONGEST_ERRMSG]
        _logger.warning("%s answers errcode %d: %r", channel, errcode, errmsg)
        raise Refused(errcode, reaction(channel, errcode))
    return answer


def token_given(channel: str, answer: dict[str, Any]) -> FreshToken:
    """Return the token from a token call's answer. Raises PlatformError."""
    given = accepted(channel, answer, reaction_at_token)
    token, seconds = given.get("access_token"), given.get("expires_in")
    if not isinstance(token, str) or not token or not isinstance(seconds, int) or seconds < 1:
        raise NoAnswer("a token answer without a token", may_have_arrived=False)
    return FreshToken(token, timedelta(seconds=seconds))


def checked_file(answer: Answer) -> Answer:
    """Return a file's answer. Raises NoAnswer for nothing at all, or some gateway's web page."""
    start = answer.content[:100].lstrip().lower()
    if not start or start.startswith(_PAGE_STARTS):
        raise NoAnswer("a page or nothing in place of a file", may_have_arrived=False)
    return answer


def _spoken(content: bytes) -> dict[str, Any] | None:
    if len(content) > _LONGEST_JSON or not content.lstrip().startswith(b"{"):
        return None
    try:
        value = json.loads(content)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None
