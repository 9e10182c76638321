"""What the chat says out of the handbook: to a question that it answers, and to 手册."""

from casework.questions.handbook import entries_now, of_project
from catalogue.handbook import Entry
from catalogue.wording import observer_inquiries as wording
from handlers.corrections import project_called
from handlers.saying import short_name
from handlers.situation import Talk

_MOST_TOLD = 560  # characters; a reply holds 2048 bytes


def answer_to(text: str, talk: Talk) -> Entry | None:
    """Return the entry that answers a question, if one plainly does."""
    house = talk.house
    if talk.tag is None:
        return None
    return house.handbook.answer(text, talk.tag, entries_now(talk.ledger.wire, house.handbook))


def told(entry: Entry) -> str:
    """Return an answer with its source."""
    believed = entry.basis == "believed"
    return wording.handbook_answer(entry.answer, entry.source, believed=believed)


def look_up(name: str, talk: Talk) -> str:
    """Answer 手册: what it holds, or what it says about one project."""
    entries = entries_now(talk.ledger.wire, talk.house.handbook)
    if not name:
        return _contents(entries, talk)
    code = project_called(name, talk)
    if code is None:
        return wording.handbook_without(name)
    project = short_name(code, talk.house.projects)
    found = of_project(entries, code)
    return _page(project, found) if found else wording.handbook_empty(project)


def _contents(entries: tuple[Entry, ...], talk: Talk) -> str:
    projects = [p.short for p in talk.house.projects if of_project(entries, p.code)]
    return wording.handbook_pages(projects, [e.question for e in of_project(entries, None)])


def _page(project: str, entries: list[Entry]) -> str:
    lines: list[str] = []
    for entry in entries:
        line = wording.handbook_line(entry.question, told(entry))
        if lines and len("".join((*lines, line))) > _MOST_TOLD:
            break
        lines.append(line)
    return wording.handbook_page(project, lines, len(entries) - len(lines))
