"""Essays in the chat: where to hand them in. What is typed or sent here never is one itself."""

from pathlib import PurePath

from casework.essays.links import LASTS, EssayLinks
from catalogue.wording import observer_essays as wording
from handlers.situation import Talk


def where_to_hand_in(title: str, talk: Talk) -> str:
    """Answer 交材料, perhaps with the essay's title."""
    if talk.standing.state == "suspended":
        return wording.NOT_NOW
    link = _link(title, talk)
    if not link:
        return wording.bring_it(talk.house.office, talk.house.mailbox)
    return wording.here_is_the_link(link, LASTS.days, title)


def file_came(name: str, talk: Talk) -> str:
    """Answer a chat file, which neither platform lets us download."""
    if talk.standing.state == "suspended":
        return wording.file_not_taken(name, talk.house.office, talk.house.mailbox)
    link = _link(PurePath(name).stem, talk)
    if not link:
        return wording.file_not_taken(name, talk.house.office, talk.house.mailbox)
    return wording.file_came_by_chat(link, LASTS.days, name)


def _link(title: str, talk: Talk) -> str:
    links = EssayLinks(talk.house.pages_at, talk.house.vault)
    return links.link(talk.standing.observer_id, talk.now, title=title)
