"""Why no road is open to a person: the first obstacle that a telephone call can help with."""

from collections.abc import Collection, Mapping
from typing import Literal

from storage.database import Connection
from storage.people import people
from storage.people.people import Sender
from storage.reach import reach
from storage.reach.reach import OpenRoads, Since

Why = Literal["unbound", "left", "no-channel", "may-not", "full", "no-consent", "no-template"]


def why_cut_off(
    connection: Connection, roads: OpenRoads, since: Since, observer_ids: Collection[int]
) -> Mapping[int, Why]:
    """Return {observer id: why} for those of these to whom no road is open at this moment."""
    shut = reach.cut_off_among(connection, roads, since, observer_ids)
    accounts: dict[int, list[Sender]] = {each: [] for each in shut}
    for sender in people.senders_of(connection, shut):
        if sender.observer_id is not None:
            accounts[sender.observer_id].append(sender)
    followers = [each.sender for bound in accounts.values() for each in bound]
    full = reach.full_windows(connection, since, followers)
    return {each: _why(roads, bound, full) for each, bound in accounts.items()}


def _why(roads: OpenRoads, bound: list[Sender], full: Collection[str]) -> Why:
    if not bound:
        return "unbound"
    following = [each for each in bound if each.left_at is None]
    if not following:
        return "left"
    official = [each.sender for each in following if each.channel == "official"]
    if not official or not roads.official:
        return "no-channel"
    if not roads.text:
        return "may-not"
    if any(each in full for each in official):
        return "full"
    return "no-consent" if roads.notice == "subscribe" else "no-template"
