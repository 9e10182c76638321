"""Photos of a letter: drawn anew and bare, blurred where marked, looked over by name."""

import hashlib
from dataclasses import replace
from io import BytesIO
from random import Random

import pytest
from PIL import Image, ImageChops

from casework.letters.drafting import save_letter
from casework.letters.gate import Refused, Why
from casework.letters.photos import mark_photo, tick_photos
from casework.letters.submitting import send_to_signer
from casework.photo_marks import Box, Brush, read_marks
from office.letters.photos import MOST_BYTES, printable
from reminders.draw_outgoing import DrawOutgoingPhotos
from reminders.jobs import do_row
from reminders.unreadable import unreadable
from storage.blobs.files import original_key, shown_key
from storage.database import Database
from storage.letters.items import ItemPicture, items_of
from storage.letters.photos import LETTER_PHOTOS
from tests.support.databases import sqlite_url
from tests.support.letter_house import DRAFT, ITEM, LetterHouse
from tests.support.office_house import OfficeHouse


def checkered(size=(400, 300)):
    image = Image.effect_noise(size, 200).convert("RGB")
    out = BytesIO()
    image.save(out, "JPEG", quality=95)
    return out.getvalue()


def opened(data):
    return Image.open(BytesIO(data))


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("", ()),
        ("box 0 0 300 250", (Box(0, 0, 300, 250),)),
        ("brush 20 1 2;brush 5 1 2 3 4", (Brush(20, ((1, 2),)), Brush(5, ((1, 2), (3, 4))))),
    ],
)
def test_marks_are_numbers(text, marks):
    assert read_marks(text) == marks


@pytest.mark.parametrize(
    "text",
    [
        "box 1 2 3",
        "box 5 5 5 9",
        "brush 20",
        "brush 20 1",
        "brush 1 2 3 4",
        "box -1 0 5 5",
        "box 0 0 1001 5",
        "dot 1 2 3 4",
        "box a b c d",
        "brush 1 " + "1 " * 20_001,
    ],
)
def test_other_marks_are_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 - which of the numbers is wrong tells nobody anything
        read_marks(text)


def test_marked_parts_are_blurred_and_the_rest_is_as_it_was():
    shown = checkered()
    plain, drawn = opened(unreadable(shown, ())), opened(unreadable(shown, (Box(0, 0, 500, 1000),)))
    changed = ImageChops.difference(plain.convert("L"), drawn.convert("L"))
    left, right = changed.crop((0, 0, 190, 300)), changed.crop((210, 0, 400, 300))
    assert sum(left.histogram()[60:]) > 10_000
    assert sum(right.histogram()[25:]) == 0
    quiet = drawn.convert("L").crop((10, 10, 180, 290)).getextrema()
    assert quiet[1] - quiet[0] < 100


def test_a_stroke_covers_its_way():
    shown = checkered()
    mask = ImageChops.difference(
        opened(unreadable(shown, ())).convert("L"),
        opened(unreadable(shown, (Brush(50, ((100, 500), (900, 500))),))).convert("L"),
    )
    for across in (60, 200, 340):
        assert mask.crop((across - 8, 142, across + 8, 158)).getextrema()[1] > 40
    assert mask.crop((0, 0, 400, 100)).getextrema()[1] < 30


def test_twenty_busy_pictures_fit_a_letter_as_they_leave():
    busy = Image.frombytes("RGB", (1100, 900), Random(7).randbytes(1100 * 900 * 3))
    out = BytesIO()
    busy.save(out, format="JPEG", quality=95)
    drawn = unreadable(out.getvalue(), ())
    assert len(drawn) < len(out.getvalue())
    assert printable([drawn]) == (drawn,)
    assert 20 * len(drawn) <= MOST_BYTES


def test_the_picture_that_leaves_has_no_metadata():
    exif = Image.Exif()
    exif[0x010F] = "phone"
    out = BytesIO()
    Image.new("RGB", (60, 40), "teal").save(out, "JPEG", exif=exif, comment=b"secret")
    drawn = opened(unreadable(out.getvalue(), ()))
    assert not drawn.getexif()
    assert {"exif", "comment", "xmp"}.isdisjoint(drawn.info)


class Desk:
    """A letters' house with photos and a worker."""

    def __init__(self, database, vault, clock, folder) -> None:
        self.office = OfficeHouse(database, vault, clock, folder)
        self.letters = LetterHouse(database, vault, clock)
        self.job = DrawOutgoingPhotos(
            "letter-photo", LETTER_PHOTOS, database, self.office.files, clock
        )
        report_id = self.office.report(self.office.observer(), 1)
        self.photo = self.office.photo(report_id)
        self.draft = replace(
            DRAFT, items=(replace(ITEM, pictures=(ItemPicture(self.photo, "ff" * 32, "图", 1),)),)
        )
        self.letter_id = self.letters.draft(self.draft)

    def work(self) -> None:
        """Let the worker do what is due."""
        for row in self.job.take(9):
            do_row(self.job, row, self.letters.clock)

    def kept(self):
        """Return the photo's row and the letter's own picture."""
        with self.letters.database.read() as connection:
            photo = LETTER_PHOTOS.of(connection, self.letter_id)[self.photo]
            return photo, items_of(connection, self.letter_id)[0].pictures[0]

    def tick(self, sha256=None):
        """Look over the picture."""
        seen = {self.photo: sha256 or self.kept()[0].sha256}
        self.letters.do(tick_photos, self.letter_id, "clerk", seen)

    def submit(self):
        """Send it to its signer, 不涉密 confirmed."""
        self.letters.do(save_letter, self.letter_id, "clerk", self.draft)
        doing = self.letters.doing(self.letter_id, "clerk")
        send_to_signer(self.letters.database, self.letters.desk, self.letter_id, doing)


@pytest.fixture
def desk(tmp_path, vault, clock):
    database = Database(sqlite_url(tmp_path))
    yield Desk(database, vault, clock, tmp_path)
    database.close()


def test_a_photo_leaves_only_after_somebody_looked_over_the_drawn_picture(desk):
    with pytest.raises(Refused) as caught:
        desk.submit()  # the caller's own word that it was checked counts nothing
    assert caught.value.details == ("pictures",)
    desk.work()
    photo, picture = desk.kept()
    assert photo.state == "ready"
    assert (picture.sha256, picture.checked_by) == (photo.sha256, None)
    data = desk.office.files.get(original_key(photo.sha256))
    assert hashlib.sha256(data).hexdigest() == photo.sha256
    desk.tick()
    assert desk.kept()[0].checked == "clerk"
    desk.submit()
    assert desk.letters.letter(desk.letter_id).content.count(photo.sha256) == 1


def test_a_picture_drawn_anew_must_be_looked_over_anew(desk):
    desk.work()
    first = desk.kept()[0].sha256
    desk.tick()
    marked = (desk.photo, "box 0 0 900 900")
    desk.letters.do(mark_photo, desk.letter_id, "clerk", marked)
    assert desk.kept()[0].state == "wanted"
    assert desk.kept()[1].checked_by is None
    desk.work()
    assert desk.kept()[0].sha256 != first
    with pytest.raises(Refused) as caught:
        desk.tick(first)
    assert caught.value.why is Why.CHANGED
    desk.tick()


def test_marks_changed_while_the_worker_draws_are_drawn_in_the_end(desk):
    (row,) = desk.job.take(9)
    desk.letters.do(mark_photo, desk.letter_id, "clerk", (desk.photo, "box 0 0 900 900"))
    desk.job.work(row)
    assert desk.kept()[0].state == "wanted"
    desk.work()
    assert desk.kept()[0].marks == "box 0 0 900 900"
    assert desk.kept()[0].state == "ready"


def test_a_photo_whose_file_is_gone_is_told_as_failed(desk):
    with desk.letters.database.read() as connection:
        from_store = connection.exec_driver_sql("SELECT sha256 FROM media").scalar_one()
    desk.office.files.delete(shown_key(from_store))
    desk.work()
    assert desk.kept()[0].state == "failed"


def test_other_photos_and_odd_marks_are_refused(desk):
    for photo in ((desk.photo + 1, ""), (desk.photo, "box 9")):
        with pytest.raises(Refused):
            desk.letters.do(mark_photo, desk.letter_id, "clerk", photo)
