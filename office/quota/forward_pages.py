"""转发: the month's text and picture for the observers' own group, and what was passed on.

The group is a personal one where no robot may post: a clerk copies both and ticks 已转发. Where it
is a WeCom group with a robot, a clerk has the robot post them. (Source: issue 4 item 8.)
"""

from dataclasses import dataclass
from datetime import date
from typing import Final, get_args
from urllib.parse import quote

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.forwarding import desk
from casework.forwarding.figures import MonthFigures, month_figures
from casework.forwarding.letter import House, month_told, occasion_on, picture_of, text_of
from casework.rules import local_day
from catalogue.wording import staff_forward as words
from office.access.sessions import current_staff
from office.parts import ConsoleParts, Page
from storage.blobs.files import picture_key
from storage.database import Connection
from storage.forwarding import forwards, group_pictures
from storage.forwarding.forwards import Forward, Occasion
from storage.forwarding.group_pictures import KeptPicture

_LATEST: Final = 30
_KEEP: Final = "private, max-age=86400, immutable"


@dataclass(frozen=True, slots=True)
class Offer:
    """What may be passed on now; `content` is the picture's, as JSON."""

    occasion: Occasion
    figures: MonthFigures
    text: str
    content: str


class ForwardPages:
    """Offers text and picture, keeps what was passed on."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (
            ("GET", "/forward", "forward", self.show),
            ("POST", "/forward", "forward_tick", self.tick),
            ("POST", "/forward/picture", "forward_draw", self.draw),
            ("GET", "/forward/pictures/<int:picture_id>.png", "forward_picture", self.picture),
        )

    def show(self) -> ResponseReturnValue:
        """Show what may be passed on now, and what was."""
        with self._parts.database.read() as connection:
            offer = self._offer(connection)
            vault = self._parts.vault
            picture = offer and group_pictures.picture_of(connection, vault, offer.content)
            kept = forwards.latest(connection, vault, _LATEST)
        return render_template(
            "office/forward.html",
            offer=offer,
            picture=picture,
            kept=kept,
            robot=self._parts.group_robot,
            longest=desk.LONGEST,
            words=words,
        )

    def draw(self) -> ResponseReturnValue:
        """Have the worker draw the picture of the figures as they are now."""
        now = self._parts.clock()
        with self._parts.database.write() as connection:
            offer = self._offer(connection)
            if offer is None:
                abort(404)
            staff = current_staff()
            group_pictures.ask_for(connection, self._parts.vault, offer.content, staff.id, now)
        self._parts.worker_hint("picture", 0)
        return self._back(words.DRAWING, "quiet")

    def picture(self, picture_id: int) -> ResponseReturnValue:
        """Give a picture to look at, or to download under its name."""
        with self._parts.database.read() as connection:
            kept = group_pictures.ready_picture(connection, self._parts.vault, picture_id)
        if kept is None:
            abort(404)
        try:
            data = self._parts.files.get(picture_key(kept.sha256))
        except FileNotFoundError:
            abort(404)
        answer = Response(data, mimetype="image/png", headers={"Cache-Control": _KEEP})
        if request.args.get("download"):
            month = month_told(_occasion(self._today()), self._today())
            name = quote(words.file_name(month.year, month.month))
            disposition = f"attachment; filename=group.png; filename*=UTF-8''{name}"
            answer.headers["Content-Disposition"] = disposition
        return answer

    def tick(self) -> ResponseReturnValue:
        """Keep what the clerk passed on, or have the robot post it."""
        text = request.form.get("text", "").replace("\r\n", "\n").strip()
        by_robot = request.form.get("do") == "robot"
        if refused := self._refused(text, by_robot=by_robot):
            return self._back(refused, "bad")
        now, staff, vault = self._parts.clock(), current_staff(), self._parts.vault
        with self._parts.database.write() as connection:
            offer = self._offer(connection)
            if offer is None:
                abort(404)
            if named := desk.lacking_named(offer.figures, text):
                return self._back(words.names_lacking(named), "bad")
            picture = self._chosen(connection)
            month, picture_id = offer.figures.month, picture.id if picture else None
            if by_robot:
                forward = Forward(month, offer.occasion, "robot", text, picture_id)
                desk.post_by_robot(connection, vault, forward, picture, staff.id, now)
            else:
                forward = Forward(month, offer.occasion, "copied", text, picture_id)
                desk.tick(connection, vault, forward, staff.id, now)
        if by_robot:
            self._parts.worker_hint("outbox", 0)
        return self._back(words.POSTED if by_robot else words.TICKED, "good")

    def _refused(self, text: str, *, by_robot: bool) -> str:
        if by_robot and not self._parts.group_robot:
            return words.NO_ROBOT
        if not text:
            return words.EMPTY
        return words.TOO_LONG if len(text) > desk.LONGEST else ""

    def _chosen(self, connection: Connection) -> KeptPicture | None:
        asked = request.form.get("picture", 0, type=int)
        vault = self._parts.vault
        return group_pictures.ready_picture(connection, vault, asked) if asked else None

    def _offer(self, connection: Connection) -> Offer | None:
        parts, today = self._parts, self._today()
        occasion = _occasion(today)
        month = month_told(occasion, today)
        figures = month_figures(connection, parts.vault, parts.region, month)
        if figures is None:
            return None
        house = House(parts.campaign, parts.office_name, parts.display_name)
        text = text_of(figures, occasion, today, house)
        return Offer(occasion, figures, text, picture_of(figures, today, house).as_json())

    def _today(self) -> date:
        return local_day(self._parts.clock())

    def _back(self, sentence: str, how: str) -> ResponseReturnValue:
        flash(sentence, how)
        return redirect(url_for("office.forward", occasion=_occasion(self._today())), 303)


def _occasion(today: date) -> Occasion:
    """Return the occasion asked for, or the one of the day."""
    asked = request.values.get("occasion", "")
    return next((each for each in get_args(Occasion) if each == asked), occasion_on(today))
