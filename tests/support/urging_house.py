"""An office that urges units: letters near their terms, 联络人, the clock's rule, the console."""

from datetime import date, time
from pathlib import Path

from casework.letters.answering import answer_item
from casework.settings.changing import Wish, change
from casework.settings.units import key_of
from casework.urging.messages import UrgingDesk
from casework.urging.switch import FAMILY, KEY, switch_value
from reminders.tick import Ticker
from reminders.urging import urging_units
from storage.settings.contacts import FAMILY as CONTACT
from storage.settings.contacts import Person, seal_person
from storage.settings.versions import newest_of
from storage.tables.work import outbox
from tests.support.closing_house import HOURS, ClosingHouse
from tests.support.letter_house import REGION, UNIT, LetterHouse
from tests.support.office_house import Clerk

LIAISON = "联络员刘某"
MOBILE = "13900002222"


def add_contact(letters: LetterHouse, phone: str = MOBILE, *, receives: bool = True) -> None:
    """Enter a 联络人 of the unit to which the letters go; a second one replaces the first."""
    value = {"unit": key_of(UNIT), "receives": receives, "open": True}
    sealed = seal_person(letters.vault, Person(LIAISON, phone, "科长"))
    with letters.database.write() as connection:
        known = newest_of(connection, CONTACT, "c0ffee00")
        seen = known.version if known else 0
        wish = Wish(CONTACT, "c0ffee00", seen, value, "单位来函", sealed)
        assert change(connection, wish, letters.staff["clerk"], letters.clock())


def switch_on(letters: LetterHouse, *, on: bool = True) -> None:
    """Switch 自动催办 as the director."""
    with letters.database.write() as connection:
        known = newest_of(connection, FAMILY, KEY)
        value = switch_value(on=on, today=letters.today())
        wish = Wish(FAMILY, KEY, known.version if known else 0, value, "会议定的")
        assert change(connection, wish, letters.staff["director"], letters.clock())


def answer_all(letters: LetterHouse, letter_id: int) -> None:
    """Let the unit answer every matter."""
    for item_id in letters.items(letter_id):
        letters.do(answer_item, letter_id, None, item_id, letters.answer())


class UrgingHouse(ClosingHouse):
    """The house of terms, with short messages to units set up."""

    def __init__(self, database, vault, clock, folder: Path) -> None:
        super().__init__(database, vault, clock, folder)
        self._browsers: list[tuple[Clerk, str]] = []

    def on(self, day: date, hour: time = time(9)) -> None:
        """Turn the clock; whoever is at a browser logs in again."""
        super().on(day, hour)
        for browser, name in self._browsers:
            browser.log_in(name)

    def urging_clerk(self, *, texts: bool = True, name: str = "lili") -> Clerk:
        """Return somebody at their browser."""
        app = self.office.app(region=REGION, texts_to_units=texts)
        clerk = Clerk(app.test_client())
        assert clerk.log_in(name).status_code == 303
        self._browsers.append((clerk, name))
        return clerk

    def tick(self) -> None:
        """Let the clock's rule come once, as after a restart."""
        desk = UrgingDesk(self.vault, REGION, HOURS, texts=True)
        Ticker(self.database, "test", [("urge", urging_units(desk))]).tick(self.clock())

    def posted(self) -> list[tuple[str, str, str]]:
        """Return the messages to units as (channel, recipient, text)."""
        with self.database.read() as connection:
            rows = connection.execute(outbox.select().where(outbox.c.purpose == "urge"))
            return [(row.channel, row.recipient, row.text) for row in rows]
