"""The chat page, its photos and the pictures people sent."""

from flask import Blueprint, Response, abort, render_template

from simulator import samples
from simulator.world import World


def pages_blueprint(world: World) -> Blueprint:
    """Give `/`, `/samples/<name>` and `/pictures/<media_id>`."""
    blueprint = Blueprint("pages", __name__)

    @blueprint.get("/")
    def chat() -> str:
        return render_template("chat.html", people=world.people, photos=samples.photo_names())

    @blueprint.get("/samples/<name>")
    def sample(name: str) -> Response:
        if name not in samples.photo_names():
            abort(404)
        return Response(samples.photo(name), mimetype="image/jpeg")

    @blueprint.get("/pictures/<media_id>")
    def picture(media_id: str) -> Response:
        media = world.memory.media.peek(media_id)
        if media is None:
            abort(404)
        return Response(media.content, mimetype=media.content_type)

    return blueprint
