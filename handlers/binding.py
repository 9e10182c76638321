"""绑定: by an invitation's code, by a scanned QR, or by name and four digits."""

import re

from casework.people.binding import Outcome, Result, bind_by_code, looks_like_code, request_by_words
from catalogue.wording import observer_binding as wording
from handlers.situation import Situation, Talk

_NAME_AND_TAIL = re.compile(r"(?P<name>[^\d\s]{2,20}?)\s*(?P<tail>\d{4})")
_SAID = {
    Result.BOUND: wording.BOUND,
    Result.ALREADY_BOUND: wording.ALREADY_BOUND,
    Result.BOUND_TO_ANOTHER: wording.BOUND_TO_ANOTHER,
    Result.CODE_UNKNOWN: wording.CODE_UNKNOWN,
    Result.CODE_EXPIRED: wording.CODE_EXPIRED,
    Result.CODE_USED: wording.CODE_USED,
    Result.SUSPENDED: wording.SUSPENDED,
    Result.REQUESTED: wording.REQUESTED,
    Result.ALREADY_REQUESTED: wording.ALREADY_REQUESTED,
    Result.NO_MATCH: wording.NO_MATCH,
    Result.TOO_MANY: wording.TOO_MANY,
}


def bind(said: str, situation: Situation) -> str:
    """Answer 绑定 and what follows it."""
    if looks_like_code(said):
        return _SAID[_by_code(said, situation).result]
    found = _NAME_AND_TAIL.fullmatch(said)
    if found is None:
        return wording.HOW_TO_BIND
    with situation.ledger.wire.plain() as connection:
        outcome = request_by_words(
            connection,
            situation.house.vault,
            situation.sender.id,
            found["name"],
            found["tail"],
            situation.now,
            limits=situation.house.binding_limits,
        )
    return _SAID[outcome.result]


def came_by_scene(scene: str, situation: Situation) -> str:
    """Answer somebody who came by a QR code; empty where the code says nothing to a stranger."""
    if scene and looks_like_code(scene):
        return _SAID[_by_code(scene, situation).result]
    return wording.WELCOME_BACK if isinstance(situation, Talk) else ""


def _by_code(code: str, situation: Situation) -> Outcome:
    with situation.ledger.wire.plain() as connection:
        return bind_by_code(
            connection,
            situation.house.vault,
            situation.sender.id,
            code,
            situation.now,
            limits=situation.house.binding_limits,
        )
