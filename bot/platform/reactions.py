"""What each answer of the platforms means for us: one table, decided by errcode alone.

Sources: WDOC/90313, MPDOC 全局返回码, as gathered in 2026; the texts of errmsg change, the numbers
do not. Whatever is not in the table is given up with its number and shown to the staff.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto
from typing import Final

from catalogue.wording import staff_outbox as words


class Act(Enum):
    """What to do."""

    REFRESH = auto()  # the token is bad: fetch a new one, try once more
    STOP = auto()  # the settings are wrong: alarm, and call nobody for a while
    LATER = auto()  # wait, then try again
    NEXT_DAY = auto()  # wait for midnight in China
    WAIT_FOR_WORD = auto()  # wait for the person's next message
    SWITCH_OFF = auto()  # the account may not do this: tell the staff, ask once a day
    BY_PARTS = auto()  # fetch with Range
    GONE = auto()  # the file is lost
    GIVE_UP = auto()


@dataclass(frozen=True, slots=True)
class Reaction:
    """What to do, and what the clerk reads.

    `waits` are the pauses before the first, second, … further try; the last one repeats. After
    `most` tries it is given up (None: the message's own time limit ends it). `left`: the person
    does not follow us any more.
    """

    act: Act
    cause: str
    waits: tuple[timedelta, ...] = ()
    most: int | None = None
    left: bool = False

    def wait(self, tries: int) -> timedelta | None:
        """Return the pause after so many earlier tries; None when it is enough."""
        if not self.waits or (self.most is not None and tries >= self.most):
            return None
        return self.waits[min(tries, len(self.waits) - 1)]


def _seconds(*numbers: int) -> tuple[timedelta, ...]:
    return tuple(timedelta(seconds=number) for number in numbers)


NO_ANSWER: Final = Reaction(Act.LATER, words.NO_ANSWER, _seconds(2, 5, 15, 60, 300, 900))
_BUSY = Reaction(Act.LATER, words.BUSY, _seconds(5, 30, 180), most=3)
_REFRESH = Reaction(Act.REFRESH, words.REFRESHING, _seconds(60, 300, 900))
_SLOWER = Reaction(Act.LATER, words.TOO_FAST, _seconds(60, 120, 300, 900))
_APP_ID = Reaction(Act.STOP, words.APP_ID_WRONG)
_SECRET = Reaction(Act.STOP, words.WRONG_CREDENTIALS)
_IP = Reaction(Act.STOP, words.IP_NOT_LISTED)
_GONE = Reaction(Act.GONE, words.GONE)
_NOT_GRANTED = Reaction(Act.SWITCH_OFF, words.NOT_GRANTED)
_TEMPLATE = Reaction(Act.GIVE_UP, words.TEMPLATE_WRONG)
_FIELDS = Reaction(Act.GIVE_UP, words.FIELDS_WRONG)
_CONTENT = Reaction(Act.GIVE_UP, words.CONTENT_REFUSED)

REACTIONS: Final[Mapping[tuple[str, int], Reaction]] = {
    ("official", -1): _BUSY,
    ("official", 40001): _REFRESH,
    ("official", 40003): Reaction(Act.GIVE_UP, words.NOT_FOLLOWING),
    ("official", 40007): _GONE,
    ("official", 40013): _APP_ID,
    ("official", 40014): _REFRESH,
    ("official", 40037): _TEMPLATE,
    ("official", 40125): _SECRET,
    ("official", 40164): _IP,
    ("official", 42001): _REFRESH,
    ("official", 43004): Reaction(Act.GIVE_UP, words.NOT_FOLLOWING, left=True),
    ("official", 43101): Reaction(Act.GIVE_UP, words.REFUSED_BY_PERSON),
    ("official", 44004): _CONTENT,
    ("official", 45002): _CONTENT,
    ("official", 45009): Reaction(Act.NEXT_DAY, words.DAILY_QUOTA),
    ("official", 45011): _SLOWER,
    ("official", 45015): Reaction(Act.GIVE_UP, words.WINDOW_CLOSED),
    ("official", 45047): Reaction(Act.WAIT_FOR_WORD, words.WAIT_FOR_WORD),
    ("official", 47003): _FIELDS,
    ("official", 48001): _NOT_GRANTED,
    ("official", 50001): _NOT_GRANTED,
    **{
        (robot, errcode): reaction
        for robot in ("robot", "group")
        for errcode, reaction in (
            (-1, _BUSY),
            (40009, _CONTENT),
            (44004, _CONTENT),
            (45002, _CONTENT),
            (45009, _SLOWER),
            (93000, Reaction(Act.SWITCH_OFF, words.ROBOT_GONE)),
        )
    },
    ("work", -1): _BUSY,
    ("work", 40007): _GONE,
    ("work", 40013): _APP_ID,
    ("work", 40014): _REFRESH,
    ("work", 42001): _REFRESH,
    ("work", 44004): _CONTENT,
    ("work", 45009): Reaction(Act.LATER, words.MINUTE_QUOTA, _seconds(60)),
    ("work", 45011): _SLOWER,
    ("work", 45033): Reaction(Act.LATER, words.TOO_MANY_AT_ONCE, _seconds(5)),
    ("work", 48002): _NOT_GRANTED,
    ("work", 60020): _IP,
    ("work", 81013): Reaction(Act.GIVE_UP, words.NO_RECIPIENT),
    ("work", 301002): Reaction(Act.STOP, words.AGENT_NOT_ALLOWED),
    ("work", 830002): Reaction(Act.BY_PARTS, words.TOO_BIG),
}

# Where a token is asked for, "invalid credential" speaks of the secret.
AT_TOKEN: Final[Mapping[tuple[str, int], Reaction]] = {
    ("official", 40001): _SECRET,
    ("work", 40001): _SECRET,
}


def reaction_to(channel: str, errcode: int) -> Reaction:
    """Return what an errcode of a message or a file means."""
    unknown = Reaction(Act.GIVE_UP, words.unknown_answer(errcode))
    return REACTIONS.get((channel, errcode), unknown)


def reaction_at_token(channel: str, errcode: int) -> Reaction:
    """Return what an errcode means where a token was asked for."""
    return AT_TOKEN.get((channel, errcode)) or reaction_to(channel, errcode)
