"""The office's own templates of letters: which one of a kind is in force, by its sha256.

The files lie in the file store under `template_key`; here are the versions that name them.
(Source: issue 5 items 5 and 11.)
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from storage.database import Database
from storage.settings.versions import newest_of

FAMILY: Final = "template"


@dataclass(frozen=True, slots=True)
class OwnTemplate:
    """An uploaded template: its sha256 in hex, and the name of the file as it was chosen."""

    sha256: str
    filename: str

    def value(self) -> dict[str, str]:
        """Return it as it is kept."""
        return asdict(self)


def own_template(value: Mapping[str, Any]) -> OwnTemplate:
    """Return a template as it is kept."""
    return OwnTemplate(str(value["sha256"]), str(value["filename"]))


def chosen_template(database: Database) -> Callable[[str], str]:
    """Return what tells the sha256 of the office's own template of a kind, "" where it has none."""

    def chosen(kind: str) -> str:
        with database.read() as connection:
            kept = newest_of(connection, FAMILY, kind)
        return own_template(kept.value).sha256 if kept and kept.value else ""

    return chosen
