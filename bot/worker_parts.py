"""What the worker and the clock are made of. Heavy imports (Pillow) come with this module."""

import logging
import secrets
from datetime import timedelta
from typing import Any

from bot.adoption import adopting
from bot.desk_files import DeskOrPlatform
from bot.letter_work import making_documents
from bot.platform.capabilities import Capabilities
from bot.platform.media import PlatformMedia
from bot.platform.sender import PlatformSender
from bot.platform.wiring import accounts_from, text_sender, writers_from
from bot.talking import delivering, rules_that_speak
from bot.wiring import Foundations, open_adoption, people_on_duty, urging_desk
from casework.audit.audit import Sealer
from catalogue.cards.cards import load_cards
from catalogue.projects import load_projects
from catalogue.wording import staff_sound
from reminders.clock import Clockwork
from reminders.closing_upkeep import (
    following_terms,
    looking_back_on_last_year,
    visiting_after_silence,
)
from reminders.compare import ComparePhotos
from reminders.desk_upkeep import clearing_uploads, forgetting_desk
from reminders.draw_outgoing import DrawOutgoingPhotos
from reminders.engine import EmbeddedEngine
from reminders.essay_upkeep import sweeping_essay_files
from reminders.fetch import FetchFiles
from reminders.forwarding.draw_pictures import DrawPictures
from reminders.hints import Bell
from reminders.imaging import Limits
from reminders.index_words import indexing
from reminders.jobs import Job
from reminders.keeping import erasing_departed, forgetting, sweeping_loose_files
from reminders.letters.make_documents import MakeDocuments
from reminders.past_sheets import ReadPastSheets, clear_past_sheets
from reminders.playable import MakePlayable
from reminders.seal_deeds import sealing_deeds
from reminders.sound import missing_tools
from reminders.suggest import SuggestWords
from reminders.tick import Rule, Ticker, plain
from reminders.transcriber import open_transcriber
from reminders.unheard import alarm_of_unheard_voices
from reminders.upkeep import alarm_of_late_files, erasing_strangers, resting, tidying
from reminders.urging import urging_units
from storage.audit.audit_witness import Witness
from storage.column.publications import PUBLICATION_PHOTOS
from storage.letters.photos import LETTER_PHOTOS

_logger = logging.getLogger(__name__)

_HEAVY = {MakePlayable.kind, SuggestWords.kind, MakeDocuments.kind, ReadPastSheets.kind}
_OUTGOING = {"letter-photo": LETTER_PHOTOS, "column-photo": PUBLICATION_PHOTOS}
_MEGABYTE = 1 << 20
_MEGAPIXEL = 1_000_000


def open_engine(base: Foundations) -> EmbeddedEngine:
    """Return the engine with its jobs, messages first."""
    settings, photos = base.settings, base.settings.photos
    most = photos.max_megabytes * _MEGABYTE
    limits = Limits(max_bytes=most, max_pixels=photos.max_megapixels * _MEGAPIXEL)
    accounts = accounts_from(settings.channels, base.database, base.vault, base.clock)
    capabilities = Capabilities(base.database, base.clock)
    source = DeskOrPlatform(base.files, PlatformMedia(accounts, capabilities, most), most)
    texts = text_sender(settings.sms, base.database, base.vault, base.clock)
    writers = writers_from(accounts, settings, base.database, base.clock)
    sender = PlatformSender(writers, capabilities, base.files, texts)
    jobs: list[Job[Any]] = [
        delivering(base, sender),
        FetchFiles(base.database, source, base.files, limits, base.clock),
        *_recording_jobs(base),
        ComparePhotos(base.database, base.clock),
        DrawPictures(base.database, base.vault, base.files, base.clock),
        making_documents(base),
        *(
            DrawOutgoingPhotos(kind, photos, base.database, base.files, base.clock)
            for kind, photos in _OUTGOING.items()
        ),
    ]
    bell = Bell(base.bell_path)
    return EmbeddedEngine(jobs, settings.jobs.threads, base.clock, bell, one_by_one=_HEAVY)


def _recording_jobs(base: Foundations) -> list[Job[Any]]:
    """Return what is done with voices and videos; what is missing for it goes into the log."""
    if missing_tools():
        _logger.warning(staff_sound.INSTALL_FFMPEG)
    jobs: list[Job[Any]] = [MakePlayable(base.database, base.files, base.clock)]
    transcriber = open_transcriber(base.settings.voice.model_folder)
    if transcriber is not None:
        jobs.append(SuggestWords(base.database, base.files, transcriber, base.clock))
    return jobs


def open_clockwork(base: Foundations) -> Clockwork:
    """Return the clock with its rules; one holder among all processes runs them."""
    ticker = Ticker(base.database, secrets.token_hex(8), _rules(base))
    return Clockwork(ticker.tick, ticker.hand_over, base.clock)


def _rules(base: Foundations) -> tuple[tuple[str, Rule], ...]:
    settings = base.settings
    hours = settings.office.spans
    witness = Witness(settings.storage.beside_the_data)
    keeping = settings.retention.keeping
    return (
        *rules_that_speak(base),
        ("follow terms", following_terms(hours)),
        ("urge units", urging_units(urging_desk(base))),
        ("visit after silence", visiting_after_silence()),
        ("look back on last year", looking_back_on_last_year()),
        ("seal deeds", sealing_deeds(Sealer(base.vault), witness)),
        ("index words", indexing(load_projects(), load_cards(settings.office.region))),
        ("alarm of unheard voices", alarm_of_unheard_voices(people_on_duty(settings), hours)),
        ("alarm of late files", alarm_of_late_files(timedelta(hours=settings.photos.alarm_hours))),
        ("adopt what strangers sent", plain(adopting(lambda: open_adoption(base)))),
        ("erase what strangers sent", resting(erasing_strangers(base.files))),
        ("forgetting", forgetting(keeping)),
        ("erase who left", erasing_departed(base.vault, keeping)),
        ("sweep loose files", resting(sweeping_loose_files(base.files, keeping))),
        ("tidying", tidying(base.files)),
        ("clear past sheets", plain(clear_past_sheets)),
        ("clearing uploads", resting(clearing_uploads(base.files))),
        ("sweeping essay files", resting(sweeping_essay_files(base.files))),
        ("forgetting desk", resting(forgetting_desk(base.files, keeping.raw_deliveries))),
    )
