"""Lines that tell what happened and no secret."""

import json
import logging
import os
from collections.abc import Iterator
from io import StringIO
from typing import Literal

import pytest

from bot.logs import scrub, set_up_logging
from storage.tracing import following


@pytest.fixture
def lines() -> Iterator[StringIO]:
    root = logging.getLogger()
    before = root.handlers[:], root.level
    yield StringIO()
    root.handlers[:], root.level = before


@pytest.mark.parametrize(
    "told",
    [
        "GET /cgi-bin/media/get?access_token=HIDDEN&media_id=M1",
        "GET /cgi-bin/gettoken?corpid=ww01&corpsecret=HIDDEN HTTP/1.1",
        '{"appid": "wx01", "secret": "HIDDEN", "force_refresh": false}',
        "{'access_token': 'HIDDEN', 'expires_in': 7200}",
        r'"{\"app_secret\": \"HIDDEN\"}"',
        "app_secret = HIDDEN",
        "webhook/send?key=HIDDEN",
        "encoding_aes_key='HIDDEN'",
        "postgresql+psycopg://guancha:HIDDEN@db/guancha",
        "Exception on /u/HIDDEN [GET]",
        "retrying: /cgi-bin/message/custom/send?access_token=HIDDEN (Caused by …)",
    ],
)
def test_values_of_secret_names_are_hidden_and_the_rest_stays(told: str) -> None:
    secret = "7vJ_x-Kq93wp"
    shown = scrub(told.replace("HIDDEN", secret))
    assert shown == told.replace("HIDDEN", "***")


def test_ordinary_words_stay_as_they_are() -> None:
    told = "outbox 17: errcode 45015; delivery key seen; token refreshed, 3 tokens left"
    assert scrub(told) == told


@pytest.mark.parametrize("form", ["text", "json"])
def test_known_secrets_are_hidden_wherever_they_stand(
    lines: StringIO, form: Literal["text", "json"]
) -> None:
    set_up_logging("info", form, ["house-key-123", "x"], lines)
    trouble = ValueError("cannot use house-key-123")
    logging.getLogger("bot").error("%s for x", "house-key-123", exc_info=trouble)
    assert "house-key-123" not in lines.getvalue()
    assert "for x" in lines.getvalue()  # too short to be told from ordinary letters


def test_json_lines_are_whole_objects_with_the_deliverys_key(lines: StringIO) -> None:
    set_up_logging("info", "json", (), lines)
    with following(b"\xab\x12\xcd\x34" * 8):
        logging.getLogger("bot").warning('keeps "quotes"\nand lines, secret="x1y2z3"')
    line = json.loads(lines.getvalue())
    assert line["delivery"] == "ab12cd34ab12"
    assert line["pid"] == os.getpid()
    assert line["message"] == 'keeps "quotes"\nand lines, secret="***"'
    assert line["level"] == "warning"


def test_http_libraries_do_not_chat_about_addresses(lines: StringIO) -> None:
    set_up_logging("debug", "text", (), lines)
    logging.getLogger("urllib3.connectionpool").debug("GET /?access_token=abc")
    logging.getLogger("bot.platform").debug("heard")
    assert "urllib3" not in lines.getvalue()
    assert "heard" in lines.getvalue()
