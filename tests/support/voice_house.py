"""What a console needs so that clerks can type up voices."""

from casework.reports.hearing import HearingDesk
from catalogue.projects import load_projects
from catalogue.tagging.tagger import load_tagger
from storage.database import Database
from storage.vault import Vault


def hearing_desk(database: Database, vault: Vault) -> HearingDesk:
    """Return a desk whose alarms go to one person on duty."""
    return HearingDesk(database, vault, load_tagger().tag, load_projects(), (("work", "zhiban"),))
