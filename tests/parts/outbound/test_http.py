"""HTTP that does not hang, swell, wander off or talk about its secrets."""

import logging
from collections.abc import Iterator

import pytest

from bot.platform.errors import NoAnswer, PlatformError, TooLarge
from bot.platform.http import Http, Patience
from tests.parts.outbound.rough_server import RoughServer

SECRET = "s3cr3t-value"


@pytest.fixture
def rough() -> Iterator[RoughServer]:
    with RoughServer() as server:
        yield server


@pytest.fixture
def http(rough: RoughServer) -> Http:
    return Http(rough.url, Patience(connect=1, read=1, whole=2))


def test_a_redirect_is_not_followed(rough: RoughServer, http: Http) -> None:
    rough.say("/away", b"", f"302 Found\r\nLocation: {rough.url}/elsewhere")
    rough.say("/elsewhere", b"{}")
    with pytest.raises(NoAnswer):
        http.get_json("/away", {"access_token": SECRET})
    assert len(rough.seen) == 1


def test_an_answer_larger_than_allowed_is_not_read_to_its_end(
    rough: RoughServer, http: Http
) -> None:
    rough.say("/big", b"x" * 300_000)
    with pytest.raises(TooLarge):
        http.get(rough.url + "/big", {}, 200_000)
    assert len(http.get(rough.url + "/big", {}, 300_000).content) == 300_000


def test_an_answer_cut_short_is_no_answer(rough: RoughServer, http: Http) -> None:
    rough.say("/short", b"x" * 100, length=500)
    with pytest.raises(NoAnswer):
        http.get(rough.url + "/short", {}, 1000)


def test_a_server_that_never_answers_is_left(rough: RoughServer) -> None:
    """Accepts the connection (by the backlog) and says nothing."""
    rough.shutdown()
    silent = Http(rough.url, Patience(connect=1, read=0.2, whole=1))
    with pytest.raises(NoAnswer) as caught:
        silent.get_json("/", {"access_token": SECRET})
    assert caught.value.may_have_arrived


@pytest.mark.parametrize("body", [b"", b"[1]", b"<html>", b'{"errcode": ', b"\xff\xfe{"])
def test_what_is_no_json_object_is_no_answer(rough: RoughServer, http: Http, body: bytes) -> None:
    rough.say("/odd", body)
    with pytest.raises(NoAnswer):
        http.get_json("/odd", {})


def test_chinese_leaves_as_utf8_and_not_as_escapes(rough: RoughServer, http: Http) -> None:
    rough.say("/send", b'{"errcode": 0}')
    assert http.post_json("/send", {}, {"content": "墙"}) == {"errcode": 0}
    assert "charset=utf-8" in rough.seen[0]


@pytest.mark.parametrize("path", ["/cut", "/refused", "/page"])
def test_no_error_and_no_log_line_tells_the_secret(
    rough: RoughServer, http: Http, caplog: pytest.LogCaptureFixture, path: str
) -> None:
    caplog.set_level(logging.DEBUG, "bot")
    rough.say("/page", b"<html>")
    caller = Http("http://127.0.0.1:9") if path == "/refused" else http
    with pytest.raises(PlatformError) as caught:
        caller.get_json(path, {"corpsecret": SECRET})
    told = caplog.text + repr(caught.value) + str(caught.value) + repr(caught.value.__context__)
    assert SECRET not in told
    assert caught.value.__cause__ is None
