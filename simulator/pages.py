"""The chat page, its photos and the pictures people sent."""

import tomllib
from importlib.resources import files
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, abort, render_template

from simulator import samples
from simulator.people import Person
from simulator.wording import PAGE_WORDS
from simulator.world import World

CHINA = ZoneInfo("Asia/Shanghai")
STRANGERS = "没有登记的人"
PICTURE_SECONDS = 3 * 24 * 3600


def pages_blueprint(world: World) -> Blueprint:
    """Give `/`, `/group`, `/samples/<name>` and `/pictures/<media_id>`."""
    blueprint = Blueprint("pages", __name__)
    fixed = _chat_words(world)

    @blueprint.get("/")
    def chat() -> str:
        return render_template("chat.html", service_name=world.settings.service_name, **fixed)

    @blueprint.get("/group")
    def group() -> str:
        return render_template("group.html", lines=group_lines(world))

    @blueprint.get("/samples/<name>")
    def sample(name: str) -> Response:
        if name not in samples.photo_names():
            abort(404)
        return _kept(Response(samples.photo(name), mimetype="image/jpeg"))

    @blueprint.get("/pictures/<media_id>")
    def picture(media_id: str) -> Response:
        media = world.memory.media.peek(media_id)
        if media is None:
            abort(404)
        return _kept(Response(media.content, mimetype=media.content_type))

    return blueprint


def _chat_words(world: World) -> dict[str, Any]:
    """Give what the chat page shows besides the chats."""
    return {
        "groups": grouped(world.people),
        "photos": samples.photo_names(),
        "places": table_of("places.toml")["places"],
        "words": PAGE_WORDS,
        "fault_groups": table_of("fault_choices.toml")["groups"],
    }


def group_lines(world: World) -> list[tuple[str, str]]:
    """Give time and text of what the group with the robot sees."""
    messages = world.memory.group.messages()
    return [(f"{one.at.astimezone(CHINA):%m-%d %H:%M:%S}", one.text) for one in messages]


def table_of(name: str) -> dict[str, Any]:
    """Read one of the shipped TOML files."""
    return tomllib.loads(files("simulator").joinpath("data", name).read_text(encoding="utf-8"))


def grouped(people: list[Person]) -> list[tuple[str, list[Person]]]:
    """Give the people under their groups, in the roster's order, strangers last."""
    return [
        (group, list(members))
        for group, members in groupby(people, lambda person: person.group or STRANGERS)
    ]


def _kept(response: Response) -> Response:
    """Let the browser keep a file: what stands under one address never changes."""
    response.cache_control.max_age = PICTURE_SECONDS
    response.cache_control.immutable = True
    return response
