"""The one place that knows every part: from the settings to the things that run."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from bot.clock import Clock
from bot.dispatch import Dispatcher
from bot.envelope import ChannelKeys
from bot.live_tagger import LiveTagger
from bot.platform import mail, robot
from bot.platform.wiring import fixed_texts, open_roads
from bot.reading import Reader
from bot.replay import Replays
from bot.settings import Settings
from bot.settings_mail import MailSettings
from bot.stale import StaleCalls
from bot.webhook import Doors
from casework.card_page.photos import PhotoDesk
from casework.digests.gathering import DigestDesk
from casework.entry.entering import EntryDesk
from casework.essays.handing_in import EssayDesk
from casework.letters.gate import LetterDesk
from casework.people.binding import BindingLimits
from casework.reports.hearing import HearingDesk
from casework.rules import DraftRules
from casework.settings.letter_templates import chosen_template
from casework.unit_page.desk import UnitDesk
from casework.urging.messages import UrgingDesk
from catalogue.activities import load_activities
from catalogue.cards.cards import load_cards
from catalogue.handbook import load_handbook
from catalogue.letters.policies import load_letter_policies
from catalogue.projects import load_projects
from catalogue.tagging.tagger import load_tagger
from handlers.messages import Channel
from handlers.situation import ConsentAsking, House
from office.letters.files import LetterFiles, Make
from reminders.hints import DatagramHints
from storage.blobs.files import FileStore
from storage.blobs.local_files import LocalFiles
from storage.blobs.s3_files import Bucket, S3Files
from storage.database import Database
from storage.intake.numbers import Numbers
from storage.vault import Vault

_TEMPLATES = "letter-templates"  # KIND/letter.docx; what is not there is built in


@dataclass(frozen=True, slots=True)
class Foundations:
    """What web, worker and clock all stand on."""

    settings: Settings
    database: Database
    vault: Vault
    files: FileStore
    clock: Clock
    tagger: LiveTagger

    @property
    def bell_path(self) -> Path:
        """Where the web processes wake this machine's worker: beside the data."""
        return self.settings.storage.beside_the_data / "worker.sock"


def open_files(media: Path | Bucket) -> FileStore:
    """Return the store for files; connects to nothing yet."""
    return S3Files(media) if isinstance(media, Bucket) else LocalFiles(media)


def lay_foundations(settings: Settings, clock: Clock) -> Foundations:
    """Open database and file store; opens no connection yet."""
    security = settings.security
    database = Database(settings.storage.database.get_secret_value())
    return Foundations(
        settings=settings,
        database=database,
        vault=Vault(security.data_key_bytes, security.index_key_bytes),
        files=open_files(settings.storage.media),
        clock=clock,
        tagger=LiveTagger(database),
    )


def channel_keys(settings: Settings) -> dict[Channel, ChannelKeys]:
    """Return the webhook keys of each configured channel."""
    keys: dict[Channel, ChannelKeys] = {}
    official, work = settings.channels.official, settings.channels.work
    if official is not None:
        keys["official"] = ChannelKeys(
            "official",
            official.app_id,
            official.token.get_secret_value(),
            official.aes_keys,
            official.mode,
        )
    if work is not None:
        token = work.token.get_secret_value()
        keys["work"] = ChannelKeys("work", work.corp_id, token, work.aes_keys)
    return keys


def people_on_duty(settings: Settings) -> tuple[tuple[str, str], ...]:
    """Return whom an alarm goes to: (channel, account)."""
    office = settings.office
    duty = [("work", userid) for userid in office.duty_wecom]
    duty += [("official", openid) for openid in office.duty_official]
    if office.duty_robot.get_secret_value():
        duty.append((robot.CHANNEL, robot.DUTY))
    return tuple(duty)


def digest_desk(base: Foundations) -> DigestDesk:
    """Return who gets digests: of the groups, the office's own alone."""
    settings = base.settings
    has_group = bool(settings.office.duty_robot.get_secret_value())
    return DigestDesk(
        roads=open_roads(settings),
        address=settings.server.address,
        group=((robot.CHANNEL, robot.DUTY),) if has_group else (),
        office=_mailboxes(settings.mail.office, settings.mail),
        leaders=_mailboxes(settings.mail.leaders, settings.mail),
    )


def _mailboxes(given: Iterable[str], told: MailSettings) -> tuple[tuple[str, str], ...]:
    return tuple((mail.CHANNEL, address) for address in given if address and told.is_on)


def urging_desk(base: Foundations) -> UrgingDesk:
    """Return what urging units needs."""
    office, texts = base.settings.office, fixed_texts(base.settings.sms)
    return UrgingDesk(base.vault, office.region, office.spans, texts=any(texts.values()))


def hearing_desk(base: Foundations) -> HearingDesk:
    """Return what typing up a voice needs."""
    return HearingDesk(
        database=base.database,
        vault=base.vault,
        tag=base.tagger.tag,
        projects=load_projects(),
        duty=people_on_duty(base.settings),
    )


def furnish_house(base: Foundations) -> House:
    """Return what the handlers use."""
    settings = base.settings
    office, drafts = settings.office, settings.drafts
    load_letter_policies()  # a mistake in these files must stop the start, not a letter later
    attempts = settings.security.bind_attempts_per_day
    return House(
        rules=DraftRules(
            quiet=timedelta(minutes=drafts.quiet_minutes),
            pause=timedelta(minutes=drafts.pause_minutes),
            summary_after=timedelta(seconds=drafts.summary_seconds),
            question_lasts=timedelta(hours=drafts.question_hours),
            media_lasts=timedelta(hours=settings.photos.expiry_hours),
        ),
        projects=load_projects(),
        cards=load_cards(office.region),
        handbook=load_handbook(),
        activities=load_activities(),
        vault=base.vault,
        office=office.name,
        phone=office.phone,
        mailbox=office.mailbox,
        duty=people_on_duty(settings),
        binding_limits=BindingLimits(per_sender=attempts, per_person=attempts),
        region=office.region,
        pages_at=settings.server.public_url,
        consent=_consent_asking(settings),
    )


def _consent_asking(settings: Settings) -> ConsentAsking | None:
    official = settings.channels.official
    if official is None or official.notices.kind != "subscribe":
        return None
    notices = official.notices
    templates = tuple(template for template, _ in notices.templates.values())
    return ConsentAsking(notices.consent_url, templates) if notices.consent_url else None


def entry_desk(base: Foundations) -> EntryDesk:
    """Return what the clerks' own entries go through: the rules are those of the chat."""
    house = furnish_house(base)
    return EntryDesk(
        database=base.database,
        vault=base.vault,
        numbers=Numbers(base.database, block=1),
        rules=house.rules,
        tag=base.tagger.tag,
        projects=house.projects,
        duty=house.duty,
    )


def photo_desk(base: Foundations) -> PhotoDesk:
    """Return what photos from the card's page go through."""
    rules = furnish_house(base).rules
    return PhotoDesk(base.database, base.vault, Numbers(base.database), rules)


def essay_desk(base: Foundations) -> EssayDesk:
    """Return where essays are handed in, by a link or by a clerk."""
    return EssayDesk(base.database, base.vault, base.files, base.clock)


def letter_files(base: Foundations, make: Make) -> LetterFiles:
    """Return what makes letters, with the office's own templates before the built-in ones."""
    beside = base.settings.storage.beside_the_data / _TEMPLATES
    return LetterFiles(base.files, make, beside, chosen_template(base.database))


def unit_desk(base: Foundations, make: Make) -> UnitDesk:
    """Return where units act by their links; whether they may is a setting."""
    office, server = base.settings.office, base.settings.server
    return UnitDesk(
        database=base.database,
        letters=LetterDesk(office.region, base.vault, letter_files(base, make)),
        files=base.files,
        clock=base.clock,
        is_on=office.letters_over_internet,
        office=office.name,
        phone=office.phone,
        address=server.address,
    )


@dataclass(frozen=True, slots=True)
class FrontDoor:
    """The webhooks' parts and the office's second try."""

    doors: Doors
    replays: Replays
    hint: Callable[[str, int], None]


def open_adoption(base: Foundations) -> Replays:
    """Wire what handles the messages of people who have bound since: nobody is alarmed again."""
    house = replace(furnish_house(base), duty=())
    base.tagger.refresh()
    reader = Reader(base.tagger, base.vault)
    dispatcher = Dispatcher(base.database, house, base.clock, hint=lambda _kind, _row_id: None)
    keys = channel_keys(base.settings)
    return Replays(base.database, base.vault, reader, dispatcher, keys, base.clock)


def open_front_door(base: Foundations) -> FrontDoor:
    """Wire the intake: reader, dispatcher, stale calls, replays."""
    keys = channel_keys(base.settings)
    load_tagger()  # trained once, before the web's processes fork
    reader = Reader(base.tagger, base.vault)
    hint = DatagramHints(base.bell_path).hint
    dispatcher = Dispatcher(base.database, furnish_house(base), base.clock, hint)
    stale_calls = StaleCalls(base.database, base.vault, base.clock)
    replays = Replays(base.database, base.vault, reader, dispatcher, keys, base.clock)
    return FrontDoor(Doors(keys, reader, dispatcher, stale_calls, base.clock), replays, hint)
