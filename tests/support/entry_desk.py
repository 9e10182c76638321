"""The desk at which clerks enter reports, with the real tagger and somebody on duty."""

from casework.entry.entering import EntryDesk
from casework.rules import DraftRules
from catalogue.projects import load_projects
from catalogue.tagging.tagger import load_tagger
from storage.database import Database
from storage.intake.numbers import Numbers
from storage.vault import Vault


def entry_desk(database: Database, vault: Vault) -> EntryDesk:
    """Return the desk; zhiban is on duty."""
    return EntryDesk(
        database=database,
        vault=vault,
        numbers=Numbers(database, block=1),
        rules=DraftRules(),
        tag=load_tagger().tag,
        projects=load_projects(),
        duty=(("work", "zhiban"),),
    )
