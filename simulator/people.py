"""The made-up roster: 33 observers in six groups, and two strangers nobody registered."""

import threading
import tomllib
from dataclasses import dataclass
from importlib.resources import files

from simulator.settings import Channel

HEADERS = {
    "姓名": "name",
    "手机号": "phone",
    "单位": "unit",
    "县市区": "county",
    "小组": "group",
    "身份": "role",
    "聘任起": "appointed_from",
    "聘任止": "appointed_to",
    "企业微信账号": "userid",
    "公众号openid": "openid",
}


@dataclass(frozen=True)
class Person:
    """One WeChat user; `registered` ones stand in the roster the office imports."""

    name: str
    openid: str
    userid: str
    phone: str = ""
    unit: str = ""
    county: str = ""
    group: str = ""
    role: str = ""
    appointed_from: str = ""
    appointed_to: str = ""
    registered: bool = True

    def address(self, channel: Channel) -> str:
        """Give the id by which a channel knows this person."""
        return self.openid if channel is Channel.OFFICIAL else self.userid


def load_people() -> list[Person]:
    """Read the shipped roster: the 33 observers first, then the strangers."""
    text = files("simulator").joinpath("data", "roster.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    term = tables["term"]
    observers = [
        Person(appointed_from=term["from"], appointed_to=term["to"], **row)
        for row in tables["people"]
    ]
    return observers + [Person(registered=False, **row) for row in tables["strangers"]]


def roster_rows() -> list[dict[str, str]]:
    """Give the 33 observers as rows under the office's own headers, both bindings included."""
    return [
        {header: getattr(person, field) for header, field in HEADERS.items()}
        for person in load_people()
        if person.registered
    ]


class Followers:
    """Who can be reached: the known addresses of each channel and who left the Official Account."""

    def __init__(self, people: list[Person]) -> None:
        self._lock = threading.Lock()
        self._known: dict[Channel, set[str]] = {
            Channel.OFFICIAL: {person.openid for person in people if person.registered},
            Channel.WORK: {person.userid for person in people},
        }
        self._left: set[str] = set()

    def met(self, channel: Channel, sender: str) -> None:
        """Remember that this sender wrote or followed."""
        with self._lock:
            self._known[channel].add(sender)
            if channel is Channel.OFFICIAL:
                self._left.discard(sender)

    def left(self, openid: str) -> None:
        """Remember that this follower unsubscribed."""
        with self._lock:
            self._known[Channel.OFFICIAL].add(openid)
            self._left.add(openid)

    def knows(self, channel: Channel, address: str) -> bool:
        """Tell whether the platform has such a user."""
        with self._lock:
            return address in self._known[channel]

    def follows(self, openid: str) -> bool:
        """Tell whether the user follows the Official Account at present."""
        return self.knows(Channel.OFFICIAL, openid) and not self.has_left(openid)

    def has_left(self, openid: str) -> bool:
        """Tell whether the user unsubscribed and may not be written to."""
        with self._lock:
            return openid in self._left
