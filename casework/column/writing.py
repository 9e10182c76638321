"""A piece is begun from picked reports, written by a clerk, and its photos chosen.

The text is proposed from what was reported and how it ended, without names, telephones and doors.
Once an observer was asked about a piece, it can appear where they were told and nowhere else.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from casework.column.faults import used_sources
from casework.column.gate import Doing, Refused, Why, admit, carry_out, require_writer
from casework.column.states import Act
from casework.photo_marks import read_marks
from catalogue.personal_traces import masked
from catalogue.projects import Projects
from catalogue.wording import column_pieces as wording
from storage.column import candidates
from storage.column import publications as rows
from storage.column.candidates import Candidate
from storage.column.consents import asks_about
from storage.column.publications import PUBLICATION_PHOTOS, Publication, Source
from storage.database import Connection
from storage.desk.acts import record_act
from storage.letters.items import people_behind
from storage.report_pages import files_of, said_in
from storage.vault import Vault

MOST_REPORTS: Final = 20
LONGEST_TITLE: Final = 60
LONGEST_TEXT: Final = 5000
LONGEST_OUTLET: Final = 60


@dataclass(frozen=True, slots=True)
class Written:
    """A piece as its form holds it: words, the reports whose words it holds, the photos chosen."""

    title: str
    text: str
    outlet: str
    words_of: frozenset[int]
    photos: tuple[int, ...]


def tick_reports(
    connection: Connection, report_ids: Collection[int], by: tuple[int, datetime]
) -> int:
    """Mark reports as 可供发布; returns how many. Raises Refused."""
    chosen = [each.report_id for each in _picked(connection, report_ids, by[0])]
    candidates.mark(connection, chosen, by)
    for report_id in chosen:
        record_act(connection, by[0], "column.tick", f"report:{report_id}", "", by[1])
    return len(chosen)


def untick_report(connection: Connection, report_id: int, by: tuple[int, datetime]) -> None:
    """Take the mark back. Raises Refused."""
    require_writer(connection, by[0])
    if candidates.unmark(connection, report_id):
        record_act(connection, by[0], "column.untick", f"report:{report_id}", "", by[1])


def begin_piece(
    connection: Connection,
    vault: Vault,
    projects: Projects,
    report_ids: Collection[int],
    by: tuple[int, datetime],
) -> int:
    """Begin a piece from these reports and those merged into them. Raises Refused."""
    chosen = _picked(connection, report_ids, by[0])
    ids = [each.report_id for each in chosen]
    merged = candidates.merged_into(connection, ids)
    names = [name for name, _ in people_behind(connection, vault, [*ids, *merged])]
    text = "\n".join(_told(connection, each, names) for each in chosen)
    title = _title(chosen, projects)
    piece_id = rows.add_publication(connection, (title, text[:LONGEST_TEXT], wording.OUTLET), by)
    rows.add_sources(connection, piece_id, dict.fromkeys(merged, False) | dict.fromkeys(ids, True))
    candidates.mark(connection, ids, by)
    record_act(connection, by[0], "column.begin", f"column:{piece_id}", "", by[1])
    return piece_id


def save_piece(
    connection: Connection, vault: Vault, publication_id: int, written: Written, doing: Doing
) -> None:
    """Keep what a clerk wrote; photos that are new in it are wanted from the worker.

    Raises Refused.
    """
    leave = admit(connection, vault, publication_id, Act.EDIT, doing)
    asked = asks_about(connection, publication_id)
    outlet = written.outlet.strip()[:LONGEST_OUTLET]
    if asked and outlet != leave.piece.outlet:
        raise Refused(Why.ASKED_ALREADY)
    offered = photos_on_offer(connection, publication_id)
    if not set(written.photos) <= set(offered):
        raise Refused(Why.UNKNOWN)
    rows.use_words(connection, publication_id, written.words_of)
    rows.keep_photos(connection, publication_id, written.photos)
    for media_id in written.photos:
        PUBLICATION_PHOTOS.want(connection, publication_id, media_id, doing.by)
    values = {"title": written.title.strip()[:LONGEST_TITLE], "outlet": outlet}
    values["text"] = written.text.strip().replace("\r\n", "\n")[:LONGEST_TEXT]
    carry_out(connection, leave, {**values, "written_by": doing.staff_id})


def photos_on_offer(connection: Connection, publication_id: int) -> dict[int, str]:
    """Return {photo: its report's number} of every photo that a piece may hold."""
    return {
        file.id: source.number
        for source in rows.sources_of(connection, publication_id)
        for file in files_of(connection, source.report_id)
        if file.kind == "photo" and file.state == "stored"
    }


def mark_photo(
    connection: Connection,
    vault: Vault,
    publication_id: int,
    photo: tuple[int, str],
    doing: Doing,
) -> None:
    """Have (photo, marks) drawn anew; nobody has looked over the new picture. Raises Refused."""
    try:
        read_marks(photo[1])
    except ValueError as error:
        raise Refused(Why.UNKNOWN) from error
    leave = admit(connection, vault, publication_id, Act.EDIT, doing)
    if not PUBLICATION_PHOTOS.mark(connection, publication_id, photo, doing.by):
        raise Refused(Why.UNKNOWN)
    carry_out(connection, leave, told=f"photo:{photo[0]}")


def tick_photos(
    connection: Connection,
    vault: Vault,
    publication_id: int,
    seen: dict[int, str],
    doing: Doing,
) -> None:
    """Record that somebody looked over these pictures: {photo: sha256 seen}. Raises Refused.

    A picture that was drawn anew meanwhile is refused: nobody saw it.
    """
    leave = admit(connection, vault, publication_id, Act.EDIT, doing)
    for photo in seen.items():
        if not PUBLICATION_PHOTOS.tick(connection, publication_id, photo, doing.by):
            raise Refused(Why.CHANGED)
        told = f"photo:{photo[0]} {photo[1][:16]}"
        target = f"column:{publication_id}"
        record_act(connection, doing.staff_id, "column.photo-checked", target, told, doing.now)
    carry_out(connection, leave, told="photos")


def sources_used(connection: Connection, piece: Publication) -> list[Source]:
    """Return the reports of which a piece holds something, whatever is ticked."""
    return used_sources(connection, piece, rows.sources_of(connection, piece.id))


def _picked(
    connection: Connection, report_ids: Collection[int], staff_id: int
) -> Sequence[Candidate]:
    require_writer(connection, staff_id)
    wanted = set(report_ids)
    if not wanted or len(wanted) > MOST_REPORTS:
        raise Refused(Why.NOTHING_CHOSEN)
    found = candidates.picked(connection, wanted)
    if len(found) < len(wanted):
        raise Refused(Why.NOT_FOR_COLUMN)
    return found


def _told(connection: Connection, report: Candidate, names: Sequence[str]) -> str:
    said = [line.text.strip() for line in said_in(connection, report.report_id)]
    words = masked("\n".join(filter(None, said)), names)
    end = masked(report.words, names)
    return wording.proposed(report.day, f"{report.county}{report.township}", words, end)


def _title(chosen: Sequence[Candidate], projects: Projects) -> str:
    places = {f"{each.county}{each.township}" for each in chosen}
    codes = {each.project for each in chosen}
    code = codes.pop() if len(codes) == 1 else None
    what = projects.by_code(code).short if code and code in projects else ""
    return wording.title(places.pop() if len(places) == 1 else "", what)[:LONGEST_TITLE]
