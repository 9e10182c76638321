"""An office that writes for the 观察哨 column, and two observers whose reports ended well."""

import re
from pathlib import Path

from casework.triage.acts import close_report, merge_report
from casework.triage.gate import Doing
from casework.triage.states import End
from reminders.draw_outgoing import DrawOutgoingPhotos
from reminders.jobs import do_row
from storage.column.publications import PUBLICATION_PHOTOS, Publication, publication
from storage.people.staff import add_member, set_password_hash
from storage.tables.work import outbox
from storage.triage.rows import desk_report
from tests.support.office_house import PASSWORD, Clerk, OfficeHouse
from tests.support.quick_staff import quick_hash
from tests.support.world import World

FIRST = "黑田铺镇敬老院后墙裂了一道大口子，我是欧阳志强，户主刘铁牛家3栋2单元，电话13900001111"
SECOND = "黑田铺镇敬老院那面后墙快要倒下来了"
TEXT = "黑田铺镇敬老院的后墙，入秋以前加固好了。"


class ColumnHouse:
    """Two observers, the second's report merged into the first's, which is closed as solved."""

    def __init__(self, world: World, folder: Path) -> None:
        self.world = world
        self.office = OfficeHouse(world.database, world.base.vault, world.clock, folder)
        self.office.staff()
        self.staff("boss", "王主任", "director")
        world.observer(("official", "oA"), name="欧阳志强", phone="13900001111")
        world.observer(("work", "wu"), name="罗某某", phone="13900002222")
        self.first, self.second = world.phone("oA"), world.phone("wu", "work")
        for phone, words in ((self.first, FIRST), (self.second, SECOND)):
            phone.says(words)
            phone.says("完成")
            world.clock.advance(minutes=1)
        self.photo = self.office.photo(1)
        with world.database.write() as connection:
            version = desk_report(connection, 2).version
            merge_report(connection, 2, 1, Doing(1, version, world.clock()))
            version = desk_report(connection, 1).version
            how = (End.RESOLVED, "后墙已加固，请看守人罗某某带看")
            close_report(connection, 1, *how, Doing(1, version, world.clock()))
        self.app = self.office.app()
        self.clerk = self.browser("lili")

    def staff(self, username: str, name: str, role: str) -> None:
        """Make an account."""
        with self.world.database.write() as connection:
            member = add_member(connection, username, name, role, self.world.clock())
            set_password_hash(connection, member, quick_hash(PASSWORD))

    def browser(self, username: str) -> Clerk:
        """Return somebody at a browser, logged in."""
        clerk = Clerk(self.app.test_client())
        clerk.log_in(username)
        return clerk

    @property
    def piece(self) -> Publication:
        """The one piece there is."""
        with self.world.database.read() as connection:
            return publication(connection, 1)

    def begin(self) -> str:
        """Begin a piece from the first report; returns its page."""
        return self.clerk.press("/office/column", report="1").text

    def press(self, act: str, clerk: Clerk | None = None, **fields):
        """Press a button of the piece's page."""
        fields["version"] = str(self.piece.version)
        path = f"/office/column/1/{act}"
        return (clerk or self.clerk).press(path, seen_on="/office/account", **fields)

    def write(self, text: str = TEXT, **fields) -> str:
        """Save the piece with its photo; the second's words are not in it."""
        form = {"title": "后墙加固了", "text": text, "outlet": "《邵阳日报》“观察哨”栏目"}
        form |= {"words_of": "1", "photo": str(self.photo)} | fields
        return self.press("save", **form).text

    def look_over(self) -> None:
        """Let the worker draw the photos, and the clerk tick them."""
        office = self.office
        job = DrawOutgoingPhotos(
            "column-photo", PUBLICATION_PHOTOS, office.database, office.files, office.clock
        )
        for row in job.take(9):
            do_row(job, row, office.clock)
        page = self.clerk.read("/office/column/1/photos")
        (seen,) = re.findall(r'name="seen-\d+" value="(\w+)"', page)
        self.press("photos", checked=str(self.photo), **{f"seen-{self.photo}": seen})

    def ready(self, word: str = "署名") -> None:
        """Bring a piece to where it waits for the second officer."""
        self.begin()
        self.write()
        self.look_over()
        self.press("ask")
        self.first.says(word)
        self.press("submit")

    def approved(self) -> None:
        """Bring a piece to where it may be handed out."""
        self.ready()
        self.press("approve", self.browser("boss"), no_secret="on")

    def told(self, purpose: str) -> list[tuple[str, str]]:
        """Return (to whom, what) was posted for a purpose."""
        rows = self.world.rows(outbox)
        return [(row.recipient, row.text) for row in rows if row.purpose == purpose]
