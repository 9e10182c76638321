"""信息摘报: every digest that was made, whole, with the list behind each of its figures."""

from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import quote

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.digests.facts import FIGURES, Fact, facts_behind, figures_of, read_facts
from casework.digests.making import is_whole, keys_of, make_digest, to_group
from catalogue.wording import staff_digests as wording
from office.access.sessions import current_staff
from office.digests.reading import CannotMake, word_file_in_child
from office.parts import ConsoleParts, Page
from office.rights import may
from storage.database import Connection
from storage.desk.acts import record_act
from storage.digests import digest_rows
from storage.digests.digest_rows import KeptDigest
from storage.people import people
from storage.roads import outbox_history

_PAGE: Final = 30  # digests
_ROWS: Final = 100  # rows of one list on a page
_DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class DigestPages:
    """The kept digests, their lists, their Word files."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        one = "/digests/<int:digest_id>"
        return (
            ("GET", "/digests", "digests", self.show),
            ("POST", "/digests", "digest_make", self.make),
            ("GET", one, "digest", self.read),
            ("GET", f"{one}/<figure>", "digest_list", self.rows),
            ("GET", f"{one}/word", "digest_word", self.word_file),
            ("POST", f"{one}/send", "digest_send", self.send),
        )

    def show(self) -> ResponseReturnValue:
        """Show the kept digests, the newest first."""
        before = request.args.get("before", type=int)
        with self._parts.database.read() as connection:
            kept = digest_rows.digests_before(connection, before, _PAGE + 1)
        return render_template(
            "office/digests/digests.html",
            kept=kept[:_PAGE],
            older=kept[_PAGE - 1].id if len(kept) > _PAGE else None,
            words=wording,
        )

    def make(self) -> ResponseReturnValue:
        """Make a digest of what the next daily one would tell; that one tells it all the same."""
        now, desk = self._parts.clock(), self._parts.digests
        with self._parts.database.write() as connection:
            digest = make_digest(connection, desk, "asked", current_staff().id, now)
        flash(wording.MADE, "good")
        return redirect(url_for("office.digest", digest_id=digest.id), 303)

    def read(self, digest_id: int) -> ResponseReturnValue:
        """Show a digest with its figures, counted anew from the facts that were kept."""
        with self._parts.database.read() as connection:
            digest = self._digest(connection, digest_id)
            sent = outbox_history.posted_under(connection, keys_of(self._parts.digests, digest))
        return render_template(
            "office/digests/digest.html",
            digest=digest,
            figures=figures_of(read_facts(digest.facts)),
            whole=is_whole(digest),
            sent=sent,
            has_group=bool(self._parts.digests.group),
            words=wording,
        )

    def rows(self, digest_id: int, figure: str) -> ResponseReturnValue:
        """Show exactly the rows that a figure, or a cell of the table, was counted from."""
        if figure not in FIGURES:
            abort(404)
        wish = {name: request.args.get(name) for name in ("project", "county")}
        page = max(request.args.get("page", 1, type=int), 1)
        with self._parts.database.read() as connection:
            digest = self._digest(connection, digest_id)
            found = facts_behind(read_facts(digest.facts), figure, **wish)
            shown = found[(page - 1) * _ROWS : page * _ROWS]
            names = self._names(connection, shown)
        return render_template(
            "office/digests/digest_list.html",
            digest=digest,
            figure=figure,
            wish={name: value for name, value in wish.items() if value is not None},
            count=len(found),
            shown=shown,
            names=names,
            following=page + 1 if page * _ROWS < len(found) else 0,
            words=wording,
        )

    def word_file(self, digest_id: int) -> ResponseReturnValue:
        """Give a digest as a Word file for printing."""
        with self._parts.database.read() as connection:
            digest = self._digest(connection, digest_id)
        try:
            data = word_file_in_child(digest)
        except CannotMake:
            flash(wording.CANNOT_MAKE, "bad")
            return redirect(url_for("office.digest", digest_id=digest_id), 303)
        name = quote(wording.file_name(digest.kind, digest.day))
        disposition = f"attachment; filename=digest.docx; filename*=UTF-8''{name}"
        return Response(data, mimetype=_DOCX, headers={"Content-Disposition": disposition})

    def send(self, digest_id: int) -> ResponseReturnValue:
        """Post a digest into the office's own group, once."""
        now, desk = self._parts.clock(), self._parts.digests
        if not desk.group:
            flash(wording.NO_GROUP, "bad")
            return redirect(url_for("office.digest", digest_id=digest_id), 303)
        with self._parts.database.write() as connection:
            digest = self._digest(connection, digest_id)
            fresh = to_group(connection, desk, digest, now)
            if fresh:
                target = f"digest:{digest_id}"
                record_act(connection, current_staff().id, "digest.send", target, "", now)
        if fresh:
            self._parts.worker_hint("outbox", 0)
        flash(wording.SENT if fresh else wording.SENT_BEFORE, "good" if fresh else "quiet")
        return redirect(url_for("office.digest", digest_id=digest_id), 303)

    def _digest(self, connection: Connection, digest_id: int) -> KeptDigest:
        return digest_rows.digest_numbered(connection, digest_id) or abort(404)

    def _names(self, connection: Connection, facts: Sequence[Fact]) -> Mapping[int, str]:
        """Return the names of people in a list, for those who may know them."""
        ids = [fact.id for fact in facts if fact.subject == "person"]
        if not ids or not may(current_staff().role, "people"):
            return {}
        cards = people.observer_cards(connection, self._parts.vault, ids)
        return {card.id: card.name for card in cards.values()}
