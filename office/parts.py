"""What the console is made of; the wiring in bot/ hands it over."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Protocol

from flask.typing import ResponseReturnValue

from casework.digests.gathering import DigestDesk
from casework.entry.entering import EntryDesk
from casework.keeping.periods import Keeping
from casework.letters.gate import LetterDesk
from casework.reports.hearing import HearingDesk
from casework.urging.messages import UrgingDesk
from catalogue.cards.cards import Cards
from catalogue.projects import Projects
from catalogue.working_days import Span, read_span
from office.letters.files import LetterFiles
from office.shield import ShieldingVault
from storage.blobs.files import FileStore
from storage.database import Database
from storage.reach.reach import OpenRoads
from storage.vault import Vault

_EVERY_ROAD: Final = OpenRoads(official=True, work=True, notice="template", template="-")

View = Callable[..., ResponseReturnValue]
Page = tuple[str, str, str, View]  # method, rule, endpoint


class Pages(Protocol):
    """A family of pages that belong together."""

    def table(self) -> tuple[Page, ...]:
        """Return these pages with their addresses."""
        ...


@dataclass(frozen=True, slots=True)
class LoginLimits:
    """How many wrong passwords fall into one window, and how long a session lives.

    It ends after `idle` without a page, and `longest` after the login in any case.
    """

    per_name: int = 5
    per_address: int = 20
    window: timedelta = timedelta(minutes=15)
    idle: timedelta = timedelta(hours=2)
    longest: timedelta = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class SceneCodes:
    """What the QR of each invitation's code must hold so that a scan binds at once.

    Codes without an address are printed as words to send; `cause` says why, if there is a why.
    """

    addresses: Mapping[str, str]
    cause: str = ""


def no_scenes(_codes: Sequence[str], _lasts: timedelta) -> SceneCodes:
    """Stand where there is no official account: no code has an address."""
    return SceneCodes({})


@dataclass(frozen=True, slots=True)
class ConsoleParts:
    """Everything the console needs from outside.

    `replay(delivery id)` and `replay_quarantined(quarantine id)` run a kept delivery again and tell
    whether it worked; `worker_hint(kind, id)` wakes the worker (id 0: whatever is due);
    `session_key` signs the login cookies; `scene_codes(codes, how long they work)` asks the
    platform for QR codes.
    """

    database: Database
    vault: Vault
    clock: Callable[[], datetime]
    files: FileStore
    projects: Projects
    cards: Cards
    replay: Callable[[int], bool]
    replay_quarantined: Callable[[int], bool]
    worker_hint: Callable[[str, int], None]
    hearing: HearingDesk
    entry: EntryDesk
    letter_files: LetterFiles  # makes them in a child: the web never has Word's library in memory
    session_key: bytes
    secure_cookies: bool
    display_name: str = "民生实事观察员随手拍"
    office_name: str = "专班办公室"
    office_phone: str = ""
    campaign: str = ""
    scene_codes: Callable[[Sequence[str], timedelta], SceneCodes] = no_scenes
    limits: LoginLimits = LoginLimits()
    group_robot: bool = False  # whether a robot of the observers' WeCom group is configured
    region: str = "邵阳市"  # whose rules of 四个一 hold
    roads: OpenRoads = _EVERY_ROAD
    largest_photo: int = 20 << 20  # bytes of one uploaded file
    digests: DigestDesk = field(default_factory=DigestDesk)
    pages_at: str = ""  # where observers reach our pages; empty: nowhere
    letters_over_internet: bool = False  # whether units may be given links to their letters
    hours: tuple[Span, ...] = (read_span("8:30-12:00"), read_span("14:30-17:30"))
    texts_to_units: bool = False  # whether short messages to units' people are set up
    keeping: Keeping = field(default_factory=Keeping)  # how long what is kept

    @property
    def urging_desk(self) -> UrgingDesk:
        """What urging a unit needs; it opens whole names and telephones."""
        desk = self.letter_desk
        return UrgingDesk(desk.vault, self.region, self.hours, self.texts_to_units)

    @property
    def letter_desk(self) -> LetterDesk:
        """What every act on a letter needs; it knows whole names, to keep them out of letters."""
        vault = self.vault.whole if isinstance(self.vault, ShieldingVault) else self.vault
        return LetterDesk(self.region, vault, self.letter_files)
