"""Everything a handler may use to answer one message."""

from dataclasses import dataclass
from datetime import datetime

from casework.people.binding import BindingLimits
from casework.rules import DraftRules
from catalogue.activities import Activities
from catalogue.cards.cards import Cards
from catalogue.handbook import Handbook
from catalogue.projects import Projects
from catalogue.tagging.tags import Tag
from storage.intake.ledger import Ledger
from storage.ledger_rows import Sender, Standing
from storage.vault import Vault


@dataclass(frozen=True, slots=True)
class ConsentAsking:
    """Where people agree to subscription notices, and to which templates."""

    url: str
    templates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class House:
    """What is the same for every message: rules, names, and who is on duty."""

    rules: DraftRules
    projects: Projects
    cards: Cards
    handbook: Handbook
    activities: Activities
    vault: Vault
    office: str
    phone: str
    mailbox: str
    duty: tuple[tuple[str, str], ...]  # (channel, account); a group's robot is a channel too
    binding_limits: BindingLimits
    region: str  # whose rules of 四个一 hold
    pages_at: str = ""  # where people reach our pages, without a slash at its end; empty: nowhere
    consent: ConsentAsking | None = None  # for accounts that send subscription notices


@dataclass(frozen=True, slots=True)
class Situation:
    """One message's surroundings; `tag` is None without words.

    `now` is when we received it (aware UTC); the rules go by the message's own time.
    """

    house: House
    ledger: Ledger
    sender: Sender
    delivery_id: int
    now: datetime
    tag: Tag | None


@dataclass(frozen=True, slots=True)
class Talk(Situation):
    """The surroundings of an appointed observer's message, their row locked."""

    standing: Standing
