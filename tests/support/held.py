"""What happens to a stranger's messages between their coming and their binding or their end."""

from io import BytesIO

from PIL import Image

from bot.adoption import adopting
from bot.wiring import open_adoption
from casework.people.binding import new_invitation
from reminders.fetch import FetchFiles
from reminders.imaging import Limits
from reminders.ports import Fetched
from reminders.tick import Rule, Ticker, plain
from storage.tables.intake import deliveries
from storage.tables.work import troubles
from tests.parts.jobs.fakes import TellingSource
from tests.support.world import World

NOTE = "隆回县小沙江镇的通村公路塌了半边"
URGENT = "敬老院的墙要倒了，老人还在里面，快来人"


def invite(world: World) -> str:
    """Return a code for the first observer of the roster."""
    with world.database.write() as connection:
        return new_invitation(connection, world.base.vault, 1, None, world.clock())


def tick(world: World, *rules: Rule) -> None:
    """Let the clock run these rules once, without a mishap."""
    named = [(f"rule {place}", rule) for place, rule in enumerate(rules)]
    assert Ticker(world.database, "host", named).tick(world.clock())
    assert world.rows(troubles) == []


def adopt(world: World) -> None:
    """Let the clock hand held messages to those who have bound."""
    tick(world, plain(adopting(lambda: open_adoption(world.base))))


def picture(colour: str = "brown") -> bytes:
    """Return a small photo."""
    out = BytesIO()
    Image.new("RGB", (64, 32), colour).save(out, "JPEG")
    return out.getvalue()


def fetcher(world: World, source: TellingSource) -> FetchFiles:
    """Return the job that fetches wanted files from this source."""
    limits = Limits(max_bytes=1 << 20, max_pixels=4_000_000)
    return FetchFiles(world.database, source, world.base.files, limits, world.clock)


def fetch_from(world: World, source: TellingSource) -> None:
    """Fetch every file that is wanted now."""
    job = fetcher(world, source)
    for row in job.take(100):
        job.work(row)


def fetched(world: World, *data: bytes) -> TellingSource:
    """Fetch every file that is wanted now; the platform gives these, or one photo for all."""
    source = TellingSource([Fetched(one) for one in data or (picture(),)])
    fetch_from(world, source)
    return source


def states(world: World) -> list[str]:
    """Return the state of each delivery."""
    return [row.state for row in world.rows(deliveries)]
