"""The room where essays go from hand to hand: a chat, the page behind links, the console."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from bot.pages.essays.blueprint import create_essay_page
from bot.wiring import essay_desk
from storage.essays import essay_files
from tests.support.clock import HandClock
from tests.support.office_house import OfficeHouse
from tests.support.world import World

ADDRESS = "https://guancha.example.gov.cn"
WORDS = "一、基本情况。\n二、三点建议。"


def app_of(world: World, clock: HandClock, folder: Path) -> Flask:
    """Return an application with the page and the console, in which 李莉 may log in."""
    house = OfficeHouse(world.database, world.base.vault, clock, folder)
    app = house.app(pages_at=ADDRESS)
    app.register_blueprint(create_essay_page(essay_desk(world.base)))
    house.staff()
    return app


def link_in(said: str) -> str:
    """Return the path of the link in a sentence."""
    return re.search(rf"{ADDRESS}(/e/\S+)", said)[1]


def hand_in(browser: FlaskClient, link: str, *files: tuple[str, bytes], **fields: str):
    """Send the form of a link's page."""
    data: dict[str, Any] = dict(fields)
    data["files"] = [(BytesIO(content), name) for name, content in files]
    return browser.post(link.partition("?")[0], data=data, follow_redirects=True)


def told(world: World) -> str:
    """Return the newest message out."""
    return world.posted()[-1]


def stored(world: World) -> list[str]:
    """Return the keys of all files of essays."""
    return list(world.base.files.keys(essay_files.PREFIX))
