"""One act on many reports of a queue, each in a transaction of its own as if done alone."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from casework.triage.gate import Doing, Refused, Why
from casework.triage.states import Act
from catalogue.wording import staff_triage as wording
from office.board.board_acts import do
from storage.database import Database
from storage.triage.rows import desk_report

MOST: Final = 40  # as many as a page of a queue shows
# What may be done to many at once; each with what stands in the form of one.
OFFERED: Final[Mapping[str, Mapping[str, str]]] = {
    "true": {"act": Act.VERIFY, "verdict": "true"},
    "unknown": {"act": Act.VERIFY, "verdict": "unknown"},
    "hand_over": {"act": Act.HAND_OVER},
    "merge": {"act": Act.MERGE},
    **{f"close:{end}": {"act": Act.CLOSE, "end": end} for end in wording.ENDS},
    "seen": {"act": Act.SEEN},
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """A ticked report, and its version as the clerk's page showed it."""

    report_id: int
    version: int


def do_many(
    database: Database, chosen: list[Chosen], offered: str, form: Mapping[str, str], doing: Doing
) -> tuple[int, dict[str, list[str]]]:
    """Do one of OFFERED to each; return how many were done, and {why not: numbers} of the rest.

    Those to be merged go under the oldest of them.
    """
    told, done = {**form, **OFFERED[offered]}, 0
    if offered == Act.MERGE:
        oldest, *chosen = sorted(chosen, key=lambda each: each.report_id)
        told["into"] = str(oldest.report_id)
    left: dict[str, list[str]] = {}
    for each in chosen:
        try:
            do(database, each.report_id, told, [], replace(doing, version=each.version))
            done += 1
        except Refused as refused:
            left.setdefault(_why(refused), []).append(_number(database, each.report_id))
    return done, left


def _number(database: Database, report_id: int) -> str:
    with database.read() as connection:
        desk = desk_report(connection, report_id)
    return desk.number if desk else str(report_id)


def _why(refused: Refused) -> str:
    if refused.why is Why.WRONG_STATE:
        return wording.NOT_FROM_HERE
    return wording.refusal(refused.why.name, refused.details)
