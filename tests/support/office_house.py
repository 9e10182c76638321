"""A console over a real database, and rows put there directly, as the intake would leave them."""

import hashlib
import json
import re
from datetime import date, datetime, timedelta
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from PIL import Image, ImageDraw
from sqlalchemy import insert, update

from casework.settings.letter_templates import chosen_template
from catalogue.cards.cards import load_cards
from catalogue.projects import load_projects
from office.console import create_console
from office.letters.files import LetterFiles
from office.letters.reading import render_in_child
from office.parts import ConsoleParts
from storage.blobs.files import shown_key, thumb_key
from storage.blobs.local_files import LocalFiles
from storage.database import Database
from storage.people.people import Person, bind, ensure_sender, insert_observer
from storage.tables.intake import deliveries, quarantine
from storage.tables.reports import items, reports
from storage.tables.work import media, outbox, troubles
from storage.vault import Vault
from tests.support.clock import HandClock
from tests.support.entry_desk import entry_desk
from tests.support.quick_staff import add_clerk
from tests.support.replay_desk import ReplayDesk
from tests.support.voice_house import hearing_desk

PASSWORD = "一只蓝色的水壶放在窗台"
_EMPTY_REPORT = {
    "day": date(2026, 7, 14),
    "channel": "official",
    "state": "received",
    "photos": 0,
    "notes": 0,
    "places": 0,
    "voices": 0,
    "videos": 0,
    "excerpt": "",
    "project": None,
    "also": "[]",
    "kind": "",
    "county": "",
    "township": "",
    "urgent": False,
    "confidence": 0.0,
    "reasons": "[]",
    "tagged_by": "tagger",
    "place_label": "",
    "place_asked": False,
}
_COUNTS = {"photo": "photos", "note": "notes", "place": "places", "voice": "voices"}


class OfficeHouse:
    """One office: its database, its files, its console, its clock."""

    def __init__(self, database: Database, vault: Vault, clock: HandClock, folder: Path) -> None:
        self.database, self.vault, self.clock = database, vault, clock
        self.files = LocalFiles(folder / "media")
        self.replays, self.quarantine_replays = ReplayDesk(), ReplayDesk()
        self.hints: list[tuple[str, int]] = []
        self._serial = count(1)

    def app(self, *, secure_cookies: bool = False, **parts: Any) -> Flask:
        """Return a Flask application with nothing but the console; `parts` are further ones."""
        app = Flask("office-house")
        console = ConsoleParts(
            database=self.database,
            vault=self.vault,
            clock=self.clock,
            files=self.files,
            projects=load_projects(),
            cards=load_cards(),
            replay=self.replays,
            replay_quarantined=self.quarantine_replays,
            worker_hint=lambda kind, row_id: self.hints.append((kind, row_id)),
            hearing=hearing_desk(self.database, self.vault),
            entry=entry_desk(self.database, self.vault),
            session_key=b"k" * 32,
            secure_cookies=secure_cookies,
            **{"letter_files": self.letter_files()} | parts,
        )
        app.register_blueprint(create_console(console), url_prefix="/office")
        return app

    def letter_files(self) -> LetterFiles:
        """Return what makes letters, wired as the web has it."""
        return LetterFiles(self.files, render_in_child, chosen=chosen_template(self.database))

    def staff(self, username: str = "lili", display_name: str = "李莉") -> None:
        """Make an account whose password is PASSWORD."""
        add_clerk(self.database, username, display_name, PASSWORD, self.clock())

    def observer(
        self, name: str = "欧阳志强", phone: str = "13900001357", group: str = "第一组", openid="oA"
    ) -> int:
        """Add an observer with an Official Account's account, unless `openid` is empty."""
        person = Person(name, phone, "县融媒体中心", "隆回县", group, "观察员", None, None)
        with self.database.write() as connection:
            observer_id = insert_observer(connection, self.vault, person, self.clock())
            if openid:
                sender = ensure_sender(connection, "official", openid, self.clock())
                bind(connection, sender.id, observer_id, self.clock())
        return observer_id

    def report(self, observer_id: int, seq: int, **fields) -> int:
        """Add a received report 0714-<seq>; `fields` say what is different."""
        now = self.clock()
        row = _EMPTY_REPORT | {
            "seq": seq,
            "observer_id": observer_id,
            "opened_at": now,
            "last_at": now,
            "quiet_until": now + timedelta(minutes=10),
        }
        with self.database.write() as connection:
            added = connection.execute(insert(reports).values(row | fields).returning(reports.c.id))
            return added.scalar_one()

    def delivery(self, kind: str, content: str, openid: str = "oA", **fields) -> int:
        """Add a raw delivery."""
        now, serial = self.clock(), next(self._serial)
        said = {"MsgType": kind, "Content": content, "FromUserName": openid}
        raw = json.dumps({"fields": said, "unreadable": ""})
        row = {
            "delivery_key": hashlib.sha256(f"{serial}".encode()).digest(),
            "channel": "official",
            "kind": kind,
            "msg_id": str(serial),
            "sender": openid,
            "receiver": "gh_office",
            "sent_at": now,
            "received_at": now,
            "raw": self.vault.seal_text(raw, "delivery.raw"),
            "state": "done",
            "answer": "",
            "answer_state": "kept",
            "last_seen_at": now,
            "repeats": 0,
            "failure": "",
        }
        with self.database.write() as connection:
            added = connection.execute(
                insert(deliveries).values(row | fields).returning(deliveries.c.id)
            )
            return added.scalar_one()

    def said(self, report_id: int, text: str, kind: str = "note", answer: str = "") -> int:
        """Add a message to a report and return its delivery's id."""
        delivery_id = self.delivery("text", text, answer=answer)
        counted = reports.c[_COUNTS[kind]]
        with self.database.write() as connection:
            connection.execute(
                insert(items).values(
                    report_id=report_id,
                    delivery_id=delivery_id,
                    kind=kind,
                    sent_at=self.clock(),
                    text=text,
                )
            )
            connection.execute(
                update(reports).where(reports.c.id == report_id).values({counted: counted + 1})
            )
        return delivery_id

    def photo(self, report_id: int, colour: str = "seagreen", **fields) -> int:
        """Add a stored photo to a report, with its two copies in the store."""
        delivery_id = self.said(report_id, "", kind="photo", answer=fields.pop("answer", ""))
        now, serial = self.clock(), next(self._serial)
        sha256 = hashlib.sha256(f"photo {serial}".encode()).hexdigest()
        self.files.put(thumb_key(sha256), picture(colour, (320, 240), f"{serial}"))
        self.files.put(shown_key(sha256), picture(colour, (1280, 960), f"{serial}"))
        row = {
            "delivery_id": delivery_id,
            "report_id": report_id,
            "channel": "official",
            "media_id": f"m{serial}",
            "kind": "photo",
            "state": "stored",
            "wanted_at": now,
            "expires_at": now + timedelta(days=3),
            "next_at": now,
            "claims": 0,
            "last_error": "",
            "stored_at": now,
            "sha256": sha256,
            "mime": "image/jpeg",
            "bytes": 1000,
            "width": 1280,
            "height": 960,
        }
        with self.database.write() as connection:
            added = connection.execute(insert(media).values(row | fields).returning(media.c.id))
            return added.scalar_one()

    def pushed(self, text: str, recipient: str = "oA", **fields) -> int:
        """Add a message of the outbox."""
        now, serial = self.clock(), next(self._serial)
        row = {
            "once_key": f"test:{serial}",
            "channel": "official",
            "recipient": recipient,
            "purpose": "summary",
            "text": text,
            "state": "sent",
            "created_at": now,
            "not_after": now,
            "next_at": now,
            "claims": 0,
            "cause": "",
            "sent_at": now,
        }
        with self.database.write() as connection:
            added = connection.execute(insert(outbox).values(row | fields).returning(outbox.c.id))
            return added.scalar_one()

    def quarantined(self) -> int:
        """Add a stale delivery."""
        row = {
            "fingerprint": hashlib.sha256(f"q{next(self._serial)}".encode()).digest(),
            "channel": "official",
            "reason": "stale",
            "query": "{}",
            "body": self.vault.seal(b"<xml/>", "quarantine.body"),
            "received_at": self.clock(),
            "state": "kept",
        }
        with self.database.write() as connection:
            added = connection.execute(insert(quarantine).values(row).returning(quarantine.c.id))
            return added.scalar_one()

    def trouble(self, sentence: str, ref: str) -> int:
        """Add an open trouble."""
        row = {
            "once_key": f"test:{next(self._serial)}",
            "kind": "test",
            "ref": ref,
            "sentence": sentence,
            "created_at": self.clock(),
        }
        with self.database.write() as connection:
            added = connection.execute(insert(troubles).values(row).returning(troubles.c.id))
            return added.scalar_one()

    def later(self, **span: float) -> datetime:
        """Turn the clock forward."""
        return self.clock.advance(**span)


class Clerk:
    """A person at a browser without script: reads pages, fills in their forms."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def log_in(self, username: str = "lili", password: str = PASSWORD, **fields: str):
        """Send the login form."""
        page = self.client.get("/office/login")
        return self.client.post(
            "/office/login",
            data={"username": username, "password": password, "csrf_token": token(page)} | fields,
        )

    def read(self, path: str = "/office/") -> str:
        """Return a page's text; it must be there."""
        page = self.client.get(path)
        assert page.status_code == 200, page.status
        return page.text

    def press(self, path: str, seen_on: str = "/office/", **fields):
        """Send a form of the page `seen_on`, following where it leads."""
        data = {"csrf_token": token(self.client.get(seen_on))} | fields
        return self.client.post(path, data=data, follow_redirects=True)


def token(page) -> str:
    """Return the CSRF token of a page's forms."""
    return re.search(r'name="csrf_token" value="([^"]+)"', page.text).group(1)


def picture(colour: str, size: tuple[int, int], word: str) -> bytes:
    """Return a JPEG of one colour with a word on it."""
    image = Image.new("RGB", size, colour)
    ImageDraw.Draw(image).text((size[0] // 8, size[1] // 8), word, fill="white")
    ground = (0, size[1] * 2 // 3, size[0], size[1])
    ImageDraw.Draw(image).rectangle(ground, fill="saddlebrown")
    data = BytesIO()
    image.save(data, "JPEG", quality=85)
    return data.getvalue()
