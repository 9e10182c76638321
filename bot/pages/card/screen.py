"""The card's page as HTML, with everything in it that its first look needs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from flask import render_template, url_for

from bot.pages.card.opening import OpenCard
from bot.pages.card.parts import PageParts
from bot.pages.card.rows import rows
from casework.card_page.saving import Outcome, sheet_of
from casework.cards.card_desk import Change
from casework.rules import SHANGHAI
from catalogue.cards.cards import Card
from catalogue.wording import cards as card_words
from catalogue.wording import observer_card_page as words
from catalogue.wording.observer_quota import address
from storage.database import Connection
from storage.people.people import observer_card
from storage.report_pages import File, files_of

_INLINE: Final = Path(__file__).parent / "inline"
STYLE: Final = (_INLINE / "card.css").read_text(encoding="utf-8")
SCRIPT: Final = (_INLINE / "card.js").read_text(encoding="utf-8")
_MEGABYTE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class News:
    """What came of a form: beside which fields, what had been typed, and a line over it all."""

    outcome: Outcome | None = None
    typed: Mapping[str, Change] | None = None
    notice: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class _Photos:
    """Photos that may be looked at, by id, and what is said of those that nobody can open."""

    shown: tuple[int, ...]
    broken: str


def screen(
    parts: PageParts, connection: Connection, token: str, opened: OpenCard, news: News
) -> str:
    """Return the page of an open card."""
    report, card = opened.report, opened.card
    filled = news.outcome.sheet if news.outcome else sheet_of(connection, report.id, card)
    files = photos_of(connection, report.id)
    missing = [field.id for field in filled.missing]
    return render_template(
        "pages/card.html",
        card=card,
        card_key=card_key(card),
        facts=_facts(parts, connection, opened),
        here=url_for("pages.card", token=token),
        lacking=len(missing),
        most=parts.largest_photo,
        next_field=f"at-{missing[0]}" if missing else "photos",
        notice=news.notice,
        photo_count=words.photos(len(files)),
        photos=_photos(files),
        report=report,
        report_key=f"{report.id:x}",
        rows=list(rows(filled, news.outcome, news.typed or {})),
        said=_said_by_the_script(parts.largest_photo),
        script=SCRIPT,
        state=news.state,
        style=STYLE,
        words=words,
    )


def photos_of(connection: Connection, report_id: int) -> list[File]:
    """Return a report's photos in the order they came."""
    return [file for file in files_of(connection, report_id) if file.kind == "photo"]


def card_key(card: Card) -> str:
    """Return what tells this card from another project's and another version's."""
    return f"{card.project}/{card.version}"


def _facts(parts: PageParts, connection: Connection, opened: OpenCard) -> Iterable[tuple[str, str]]:
    """Return what the report itself says; the link says little of the person."""
    report = opened.report
    observer = observer_card(connection, parts.vault, report.observer_id)
    known = {
        "time": words.moment(report.opened_at.astimezone(SHANGHAI)),
        "observer": address(observer.name) if observer else "",
        "county": report.tags.county,
        "township": report.tags.township,
        "urgent": words.URGENT if report.tags.urgent else "",
    }
    labels = [(field.label, known.get(field.known or "", "")) for field in opened.card.fields]
    return [(words.NUMBER, report.number), *labels]


def _photos(files: Sequence[File]) -> _Photos:
    broken = sum(file.state == "refused" for file in files)
    return _Photos(
        shown=tuple(file.id for file in files if file.state == "stored"),
        broken=words.broken_photos(broken) if broken else "",
    )


def _said_by_the_script(largest_photo: int) -> dict[str, str]:
    return {
        "full": words.FULL,
        "lacking": words.lacking(0),
        "look": words.LOOK_ABOVE,
        "mine": words.KEEP_MINE,
        "offline": words.OFFLINE,
        "photoLater": words.PHOTO_LATER,
        "saved": words.SAVED,
        "saving": words.SAVING,
        "sending": words.sending(0),
        "strays": words.NO_PLACE_FOR,
        "theirs": words.TAKE_THEIRS,
        "tooBig": words.photo_too_big(largest_photo // _MEGABYTE),
        "unkept": words.OFFLINE_UNKEPT,
        "unseen": card_words.UNSEEN,
    }
