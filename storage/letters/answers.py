"""What units answered to each matter, with their files; the person named is sealed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, insert, select

from storage.tables.letters import letter_answer_files, letter_answers, letter_items
from storage.vault import Vault

_PERSON = "letter.answer.person"


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """A photo, scan or report that came with an answer, by its sha256 (hex)."""

    sha256: str
    name: str
    mime: str


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """What a unit says of one matter.

    state: idle 未启动, going 整改中, finished 已完成, lasting 长期坚持 or untrue 不属实.
    person: 责任人及电话.
    """

    state: str
    measures: str
    answered_on: date
    finish_by: date | None = None
    person: str = ""
    files: tuple[AnswerFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer(NewAnswer):
    """An answer as stored, of the matter `item_id`."""

    id: int = 0
    item_id: int = 0


def add_answer(
    connection: Connection,
    vault: Vault,
    item_id: int,
    answer: NewAnswer,
    by: tuple[int | None, datetime],
) -> None:
    """Keep an answer; earlier ones stay."""
    values = {name: getattr(answer, name) for name in ("state", "measures", "answered_on")}
    values |= {"item_id": item_id, "finish_by": answer.finish_by, "staff_id": by[0], "at": by[1]}
    values["person"] = vault.seal_text(answer.person, _PERSON)
    added = insert(letter_answers).values(values).returning(letter_answers.c.id)
    answer_id = connection.execute(added).scalar_one()
    for file in answer.files:
        kept = {name: getattr(file, name) for name in AnswerFile.__slots__}
        connection.execute(insert(letter_answer_files).values(answer_id=answer_id, **kept))


def answers_of(connection: Connection, vault: Vault, letter_id: int) -> list[Answer]:
    """Return all answers to a letter, the oldest first."""
    rows = connection.execute(
        select(letter_answers)
        .join(letter_items)
        .where(letter_items.c.letter_id == letter_id)
        .order_by(letter_answers.c.id)
    ).all()
    files = _files_of(connection, [row.id for row in rows])
    return [
        Answer(
            row.state,
            row.measures,
            row.answered_on,
            row.finish_by,
            vault.unseal_text(row.person, _PERSON),
            tuple(files.get(row.id, ())),
            row.id,
            row.item_id,
        )
        for row in rows
    ]


def _files_of(connection: Connection, answer_ids: Iterable[int]) -> dict[int, list[AnswerFile]]:
    named = letter_answer_files.c
    rows = connection.execute(
        select(letter_answer_files).where(named.answer_id.in_(answer_ids)).order_by(named.id)
    )
    files: dict[int, list[AnswerFile]] = {}
    for row in rows:
        files.setdefault(row.answer_id, []).append(AnswerFile(row.sha256, row.name, row.mime))
    return files
