"""The small numbers in the navigation: what waits for somebody."""

from dataclasses import dataclass

from casework.reach.phone_list import count_to_call
from casework.rules import local_day
from office.access.sessions import current_staff
from office.parts import ConsoleParts
from office.rights import may
from storage.closing.tasks import count_due
from storage.column.publications import count_in
from storage.database import Connection
from storage.desk import transcripts
from storage.desk.desk import count_waiting
from storage.desk.inquiry_desk import count_open_inquiries
from storage.desk.stranger_letters import count_unseen_letters
from storage.essays.essays import count_waiting_essays
from storage.letters.waiting import count_letters_waiting_for
from storage.people.binding_rows import count_open_requests
from storage.people.identities import count_unnoted
from storage.search.inbox import count_unseen_urgent
from storage.triage.board import count_board


@dataclass(frozen=True, slots=True)
class Waiting:
    """What each page of the navigation holds for somebody to do."""

    urgent: int
    voices: int
    troubles: int
    bindings: int
    inquiries: int
    strangers: int
    calls: int
    essays: int
    letters: int
    tasks: int
    board: int
    identities: int
    column: int


def waiting_counts(parts: ConsoleParts) -> Waiting:
    """Count what waits now."""
    with parts.database.read() as connection:
        return Waiting(
            urgent=count_unseen_urgent(connection),
            voices=transcripts.count_waiting(connection),
            troubles=count_waiting(connection),
            bindings=count_open_requests(connection),
            inquiries=count_open_inquiries(connection),
            strangers=count_unseen_letters(connection),
            calls=count_to_call(connection, parts.roads, parts.clock()),
            essays=count_waiting_essays(connection),
            letters=count_letters_waiting_for(connection, current_staff()),
            tasks=count_due(connection, local_day(parts.clock())),
            board=count_board(connection, ("new",))["new"],
            identities=count_unnoted(connection) if may(current_staff().role, "oversee") else 0,
            column=_column(connection),
        )


def _column(connection: Connection) -> int:
    """Count what a medium must give back, and for whoever may approve what waits for that."""
    states = ("recalled", "ready") if may(current_staff().role, "decide") else ("recalled",)
    return count_in(connection, states)
