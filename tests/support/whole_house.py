"""An office in the middle of everything: something to show on each of the console's pages."""

import re
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from casework.letters.drafting import void_letter
from casework.letters.sending import ask_extension, seal
from casework.letters.signing import bring_scan
from casework.people.binding import request_by_words
from casework.settings.units import key_of
from casework.triage.acts import close_report
from casework.triage.gate import Doing
from casework.triage.states import End
from catalogue.projects import load_projects
from reminders.draw_outgoing import DrawOutgoingPhotos
from reminders.jobs import do_row
from reminders.past_sheets import ReadPastSheets
from storage.column.publications import PUBLICATION_PHOTOS
from storage.letters.photos import LETTER_PHOTOS
from storage.people.people import ensure_sender
from storage.people.staff import add_member, set_password_hash, set_role
from storage.tables.media import transcripts
from storage.triage.rows import desk_report
from tests.support.drafting_desk import form_of
from tests.support.letter_house import DUBAN, UNIT
from tests.support.office_house import PASSWORD
from tests.support.past_sheets import messy_sheet
from tests.support.quick_staff import quick_hash
from tests.support.unit_room import UnitRoom

GROUP = "第一组"
_SAID = "黑田铺镇敬老院后墙裂了一道口子，老人们在下面吃饭，请来看一看"
_PLACE = {"project": "elder-relief", "county": "邵东市", "township": "黑田铺镇"}
_CHAT = "刘芳 2026/7/13 8:40\n通村公路塌了半边\n[图片]\n"
_PLANNED = {"title": "养老服务专项检查", "day": "2026-07-20", "meeting_time": "8:30"}
_ASKED = {"title": "金秋敬老院", "set": "project", "closes_on": "2026-07-20"}
_POINT = {"name": "青山路", "project": "rural-roads", "point": "27.25，111.74"}


class WholeHouse(UnitRoom):
    """`letters_at[step]` is a letter on that step; `ids` fill the addresses of pages."""

    def __init__(self, database, vault, clock, folder: Path) -> None:
        super().__init__(database, vault, clock, folder)
        self._people()
        self.ids: dict[str, Any] = {
            "report_id": self._reports(),
            "observer_id": self.observer_id,
            "year": 2026,
            "month": 7,
            "figure": "new",
            "project": "rural-roads",
        }
        self._keys = {
            "settings_unit": key_of(UNIT),
            "settings_rule": "series.han",
            "handbook_entry": _first(
                r"handbook/entry/([^\"?]+)", self.clerk.read("/office/handbook")
            ),
        }
        self._desk()
        self.letters_at = self._letters()
        self._drafts()
        self._piece()

    def _people(self) -> None:
        database, now = self.office.database, self.office.clock()
        self.observer_id = self.office.observer(group=GROUP)
        self.office.observer("刘芳", "13900002468", "第二组", openid="")
        with database.write() as connection:
            for role in ("leader", "admin", "director", "convenor", "auditor"):
                name = f"as-{role}"
                member = add_member(connection, name, f"{role}某", "clerk", now)
                set_password_hash(connection, member, quick_hash(PASSWORD))
                set_role(connection, member, role, GROUP if role == "leader" else "")
            sender = ensure_sender(connection, "official", "oNew", now)
            request_by_words(connection, self.office.vault, sender.id, "刘芳", "2468", now)

    def _reports(self) -> int:
        office = self.office
        urgent = office.report(
            self.observer_id, 32, kind="problem", urgent=True, excerpt=_SAID, **_PLACE
        )
        for colour in ("dimgray", "olive"):
            self.photo = office.photo(urgent, colour)
        office.said(urgent, _SAID, answer="0714-32号：照片2张，邵东市黑田铺镇。")
        alike = office.report(self.observer_id, 33, kind="problem", excerpt=_SAID, **_PLACE)
        office.said(alike, _SAID)
        office.report(self.observer_id, 34, state="withdrawn", excerpt="发错了")
        self.closed = office.report(self.observer_id, 35, kind="praise", excerpt=_SAID, **_PLACE)
        office.said(self.closed, _SAID)
        self.piece_photo = office.photo(self.closed, "teal")
        with office.database.write() as connection:
            seen = desk_report(connection, self.closed).version
            how = (End.RESOLVED, "后墙加固好了")
            close_report(connection, self.closed, *how, Doing(1, seen, office.clock()))
        self.voice = office.photo(alike, kind="voice", mime="audio/amr")
        heard = {"media_id": self.voice, "state": "waiting", "spoken_at": office.clock()}
        with office.database.write() as connection:
            empty = {"text": "", "suggestion": "", "version": 0}
            connection.execute(insert(transcripts).values(heard | empty))
        office.delivery("text", "桥塌了" * 60, state="failed", answer="这条已经存好。")
        office.trouble("0714-32号有1张照片没取到。", ref=f"report:{urgent}")
        office.quarantined()
        return urgent

    def _desk(self) -> None:
        """Let the clerk have begun what only the console begins."""
        press, own = self.clerk.press, f"/office/roster/{self.observer_id}"
        at = press("/office/entry/batches", "/office/entry", pasted=_CHAT, day="2026-07-13").request
        self.ids["batch_id"] = _number(at.path)
        press(f"{own}/points", f"{own}/points", first="2026-01-01", **_POINT)
        press("/office/inspections", "/office/inspections", **_PLANNED)
        self.ids["inspection_id"] = 1
        press("/office/assessments", "/office/assessments", **_ASKED)
        self.ids["assessment_id"] = 1
        at = press("/office/digests", "/office/digests").request
        self.ids["digest_id"] = _number(at.path)
        sheet = (BytesIO(messy_sheet()), "2023年销号台账.xlsx")
        at = press("/office/past/sheets", "/office/past/sheets", sheet=sheet, year="2023").request
        self.ids["sheet_id"] = _number(at.path)
        office = self.office
        job = ReadPastSheets(office.database, office.vault, load_projects(), office.clock)
        for row in job.take(5):
            job.work(row)

    def _letters(self) -> dict[str, int]:
        """Bring a letter to each of its steps."""
        house = self.letters
        at = {
            "draft": house.draft(),
            "submitted": house.submitted(),
            "waiting for paper": house.submitted(DUBAN),
            "confirming": house.submitted(DUBAN),
            "signed": house.signed(),
            "sealed": house.signed(),
            "delivered": house.delivered(),
            "received": house.received(),
            "asking for more time": house.received(),
            "contested": house.contested(),
            "answered": house.answered(),
            "done": house.done(),
            "void": house.signed(),
        }
        house.do(bring_scan, at["confirming"], "clerk", house.paper())
        house.do(seal, at["sealed"], "clerk")
        house.do(ask_extension, at["asking for more time"], None, date(2026, 8, 3))
        house.do(void_letter, at["void"], "director")
        self.link(at["delivered"])
        return at

    def _drafts(self) -> None:
        """Begin a letter about the urgent report, its photos drawn."""
        new = "/office/letters/new"
        page = self.clerk.read(f"{new}?report={self.ids['report_id']}&kind=tixing")
        made = self.clerk.client.post(new, data=form_of(page, new) | {"do": "save"})
        self.ids["letter_id"] = _number(made.location)
        self.ids["media_id"] = self.photo
        self._draw("letter-photo", LETTER_PHOTOS)

    def _piece(self) -> None:
        """Begin a piece for the column with one photo."""
        made = self.clerk.press("/office/column", "/office/column", report=str(self.closed))
        piece = self.ids["piece_id"] = _number(made.request.path)
        save = f"/office/column/{piece}/save"
        self.clerk.client.post(
            save, data=form_of(made.text, save) | {"photo": str(self.piece_photo)}
        )
        self._draw("column-photo", PUBLICATION_PHOTOS)

    def _draw(self, name: str, table: Any) -> None:
        office = self.office
        job = DrawOutgoingPhotos(name, table, office.database, office.files, office.clock)
        for row in job.take(9):
            do_row(job, row, office.clock)

    def shown_on(self, page: str) -> list[dict[str, Any]]:
        """Return which rows to open a page with, where not those of `ids`."""
        if page == "letter":
            return [{"letter_id": each} for each in self.letters_at.values()]
        if page in ("unit_links", "looks"):
            return [{"letter_id": self.letters_at["delivered"]}]
        if page == "voice":
            return [{"media_id": self.voice}]
        if page == "piece_photo":
            return [{"media_id": self.piece_photo}]
        if page in self._keys:
            return [{"key": self._keys[page]}]
        return [{}]


def _first(pattern: str, page: str) -> str:
    found = re.search(pattern, page)
    assert found is not None
    return found[1]


def _number(path: str) -> int:
    return int(re.findall(r"/(\d+)", path)[-1])
