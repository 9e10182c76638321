"""Which letters wait for one member of the staff: to be signed, checked, or decided on.

One statement tells it both to the number in the navigation and to the queue, so they agree.
"""

from sqlalchemy import ColumnElement, Connection, and_, exists, or_, select

from storage.capped import count_capped, written
from storage.people.staff import StaffMember
from storage.tables.letters import letter_events, letter_extensions, letter_signatures, letters

_OFFICE = ("clerk", "director")
_DIRECTOR = "director"
_WRITING = ("edit", "submit")


def letters_waiting_for(connection: Connection, member: StaffMember, limit: int) -> list[int]:
    """Return the ids of the letters that wait for somebody, the oldest first."""
    wanted = select(letters.c.id).where(_waits_for(member)).order_by(letters.c.id)
    return list(connection.scalars(wanted.limit(limit)))


def count_letters_waiting_for(connection: Connection, member: StaffMember) -> int:
    """Count the letters that wait for somebody."""
    return count_capped(connection, select(letters.c.id).where(_waits_for(member)))


def _waits_for(member: StaffMember) -> ColumnElement[bool]:
    mine = letters.c.signer_role == member.role
    wrote = exists().where(
        letter_events.c.letter_id == letters.c.id,
        letter_events.c.staff_id == member.id,
        letter_events.c.act.in_(_WRITING),
    )
    sign = and_(
        letters.c.state == "submitted",
        letters.c.way == "console",
        mine,
        letters.c.drafted_by != member.id,
        ~wrote,
    )
    return or_(sign, _scan_to_check(member), _to_decide(member, mine))


def _scan_to_check(member: StaffMember) -> ColumnElement[bool]:
    brought = exists().where(
        letter_signatures.c.letter_id == letters.c.id,
        letter_signatures.c.state == written("waiting"),
        letter_signatures.c.brought_by == member.id,
    )
    is_office = member.role in _OFFICE
    return and_(letters.c.state == "confirming", ~brought) if is_office else letters.c.id < 0


def _to_decide(member: StaffMember, mine: ColumnElement[bool]) -> ColumnElement[bool]:
    asked = exists().where(
        letter_extensions.c.letter_id == letters.c.id, letter_extensions.c.state == written("asked")
    )
    running = letters.c.state.in_(("delivered", "received"))
    waits = or_(letters.c.state == "contested", and_(running, asked))
    return waits if member.role == _DIRECTOR else and_(waits, mine)
