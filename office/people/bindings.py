"""Binding requests: who wants to speak for whom, and a clerk's yes or no."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from casework.people.binding import AlreadyBound
from casework.people.binding_desk import confirm_request, refuse_request
from catalogue.wording import staff as wording
from office.access.sessions import current_staff
from office.parts import ConsoleParts, Page
from office.raw_words import raw_words
from storage.desk import desk
from storage.people import people
from storage.people.binding_rows import open_requests


class BindingPages:
    """The list of open requests and its two buttons."""

    def __init__(self, parts: ConsoleParts) -> None:
        self._parts = parts

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        return (
            ("GET", "/bindings", "bindings", self.show),
            ("POST", "/bindings/<int:request_id>/confirm", "confirm", self.confirm),
            ("POST", "/bindings/<int:request_id>/refuse", "refuse", self.refuse),
        )

    def show(self) -> ResponseReturnValue:
        """Show each request with the person asked for and what the account has sent."""
        vault = self._parts.vault
        with self._parts.database.read() as connection:
            requests = open_requests(connection)
            cards = people.observer_cards(connection, vault, [r.observer_id for r in requests])
            words = {
                request.id: [
                    (delivery, raw_words(vault, delivery))
                    for delivery in desk.recent_words(connection, request.channel, request.sender)
                ]
                for request in requests
            }
            bound = people.senders_of(connection, cards)
        return render_template(
            "office/bindings.html", requests=requests, cards=cards, words=words, bound=bound
        )

    def confirm(self, request_id: int) -> ResponseReturnValue:
        """Bind the account and tell the person."""
        now = self._parts.clock()
        try:
            with self._parts.database.write() as connection:
                done = confirm_request(
                    connection, self._parts.vault, request_id, current_staff().id, now
                )
        except AlreadyBound:
            done = False
        return self._back(wording.BINDING_CONFIRMED if done else "")

    def refuse(self, request_id: int) -> ResponseReturnValue:
        """Refuse the request and tell the person."""
        now = self._parts.clock()
        with self._parts.database.write() as connection:
            done = refuse_request(connection, request_id, current_staff().id, now)
        return self._back(wording.BINDING_REFUSED if done else "")

    def _back(self, done: str) -> ResponseReturnValue:
        if done:
            self._parts.worker_hint("outbox", 0)
        flash(done or wording.BINDING_GONE, "good" if done else "bad")
        return redirect(url_for("office.bindings"), 303)
