"""A house whose observers fill cards on their phones: the whole application, and links into it."""

import html
import re
from typing import Any

from flask import Flask

from bot.pages.card.blueprint import create_pages
from bot.pages.card.parts import PageParts
from bot.wiring import photo_desk
from casework.card_page.links import card_address
from casework.card_page.saving import sheet_of
from casework.cards.cards import Sheet
from catalogue.cards.card_values import shown
from catalogue.cards.cards import load_cards
from catalogue.projects import load_projects
from reminders.index_words import WordsIndexer
from tests.support.world import World

ADDRESS = "https://guancha.example.cn"
LARGEST = 1 << 20  # bytes of a photo


class CardHouse:
    """The application around a world; `path` is the newest report's page."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.hints: list[tuple[str, int]] = []
        self.app = Flask("card-house", static_folder=None)
        self.app.register_blueprint(create_pages(self._parts()))

    def _parts(self) -> PageParts:
        base = self.world.base
        return PageParts(
            database=base.database,
            vault=base.vault,
            clock=base.clock,
            files=base.files,
            cards=load_cards(),
            worker_hint=lambda kind, row_id: self.hints.append((kind, row_id)),
            photo_desk=photo_desk(base),
            largest_photo=LARGEST,
        )

    def reads_words(self) -> None:
        """Let the clock read the reports' words into their cards."""
        WordsIndexer(load_projects(), load_cards()).index(self.world.database, self.world.clock())

    def path(self, place: int = -1) -> str:
        """Return the path of a report's page under a fresh link."""
        report = self.world.reports()[place]
        now, vault = self.world.clock(), self.world.base.vault
        return card_address(ADDRESS, report.id, report.day, vault, now).removeprefix(ADDRESS)

    def sheet(self, place: int = -1) -> Sheet:
        """Return a report's card as it stands."""
        report = self.world.reports()[place]
        card = load_cards().of(report.project, report.day)
        assert card is not None
        with self.world.database.read() as connection:
            return sheet_of(connection, report.id, card)

    def filled(self, place: int = -1) -> dict[str, str]:
        """Return {field: what stands in it, as shown}."""
        card = self.sheet(place)
        return {key: shown(card.card.field(key), entry.value) for key, entry in card.filled.items()}


class Thumb:
    """Somebody with a link: opens the page, fills in its form, sends it without script or with."""

    def __init__(self, house: CardHouse, path: str) -> None:
        self.path = path
        self.client = house.app.test_client()
        self.page = self.client.get(path)

    def fills(self, **fields: Any):
        """Send the whole form as a browser without script does; the page stays open."""
        form = form_of(self.page.text) | {_name(key): value for key, value in fields.items()}
        answer = self.client.post(self.path, data=form, follow_redirects=True)
        self.page = answer
        return answer

    def saves(self, **fields: str) -> dict[str, Any]:
        """Send single fields as the page's script does, based on what the open page showed."""
        seen = form_of(self.page.text)
        form = {"card": seen["card"]}
        for key, value in fields.items():
            form |= {f"was-{key}": seen[f"was-{key}"], f"f-{key}": value}
        answer = self.client.post(self.path, data=form, headers={"Accept": "application/json"})
        return answer.get_json()


def form_of(page: str) -> dict[str, Any]:
    """Return what a browser would send of the card's form as it stands."""
    form = page[page.index('<form id="card"') : page.index("</form>")]
    fields: dict[str, Any] = {}
    for found in re.finditer(r"<input\b[^>]*>", form):
        tag = dict(re.findall(r'([\w-]+)="([^"]*)"', found[0]))
        ticked = tag.get("type") not in {"radio", "checkbox"} or " checked" in found[0]
        if ticked and "name" in tag:
            fields[tag["name"]] = html.unescape(tag.get("value", ""))
    return fields


def beside(page: str, field: str) -> str:
    """Return the sentence that stands beside a field, empty for none."""
    found = re.search(rf'id="said-{field}" role="alert">([^<]*)<', page)
    assert found, field
    return html.unescape(found[1])


def _name(key: str) -> str:
    return key.replace("_", "-") if key.startswith(("take_", "unseen_")) else f"f-{key}"
