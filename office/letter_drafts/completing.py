"""From what was typed to a draft: when reports were made, their photos, one more report."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date

from casework.letters.drafting import LetterDraft
from casework.letters.gate import LetterDesk
from casework.letters.prefill import item_of_report, photos_on_offer, weeks_told
from office.letter_drafts.draft_form import TypedDraft, TypedItem
from storage.database import Connection
from storage.letters.items import ItemDraft
from storage.letters.reports import known_reports, newest_numbered


class NoSuchReport(Exception):
    """A number was typed that no report has."""


def completed(
    connection: Connection, desk: LetterDesk, typed: TypedDraft, today: date
) -> LetterDraft:
    """Return the draft as it would be kept. Raises NoSuchReport for an unknown number.

    A form holds ids: what is no report, or no photo of the matter's reports, is left out.
    """
    items = [_item(connection, item) for item in typed.items]
    if typed.wanted is not None:
        month, day, seq = typed.wanted
        report_id = newest_numbered(connection, _days_called(month, day, today), seq)
        if report_id is None:
            raise NoSuchReport
        items.append(item_of_report(connection, desk, report_id))
    return replace(typed.draft, items=tuple(items))


def same_words(kept: LetterDraft, mine: LetterDraft) -> bool:
    """Whether two drafts say the same: a form sent twice is no conflict."""
    return _plain(kept) == _plain(mine)


def _days_called(month: int, day: int, today: date) -> list[date]:
    """Return the days that people may mean: this year's or last year's."""
    found = []
    for year in (today.year, today.year - 1):
        with suppress(ValueError):  # no such day
            found.append(date(year, month, day))
    return found


def _item(connection: Connection, typed: TypedItem) -> ItemDraft:
    item = typed.words
    reports = known_reports(connection, item.report_ids)
    on_offer = photos_on_offer(connection, reports)
    return replace(
        item,
        report_ids=reports,
        seen=weeks_told(connection, reports, covert=typed.covert),
        pictures=tuple(each for each in item.pictures if each.media_id in on_offer),
    )


def _plain(draft: LetterDraft) -> LetterDraft:
    return replace(draft, secret_free=False, items=tuple(_plain_items(draft.items)))


def _plain_items(items: tuple[ItemDraft, ...]) -> Iterator[ItemDraft]:
    for item in items:
        shown = tuple(replace(each, sha256="", checked_by=None) for each in item.pictures)
        yield replace(item, pictures=shown, report_ids=tuple(sorted(item.report_ids)))
