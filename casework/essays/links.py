"""Where an observer hands in essays: a link of their own that opens one page for some days."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlencode

from casework.page_links import PageLink, signed
from storage.vault import Vault

LASTS: Final = timedelta(days=15)
PATH: Final = "/e/"
_PURPOSE: Final = "essay"
_LONGEST_TITLE: Final = 60  # characters; each becomes nine of the address


@dataclass(frozen=True, slots=True)
class EssayLinks:
    """Makes links below `address`, the service's own without a slash; empty: there are none."""

    address: str
    vault: Vault

    def link(self, observer_id: int, now: datetime, **also: str) -> str:
        """Return a link, empty without an address.

        `also` may fill in a `title`, or name in `again` the returned essay to hand in anew.
        """
        if not self.address:
            return ""
        link = PageLink(_PURPOSE, observer_id, now + LASTS)
        filled = {name: value[:_LONGEST_TITLE] for name, value in also.items() if value}
        query = f"?{urlencode(filled)}" if filled else ""
        return f"{self.address}{PATH}{signed(link, self.vault)}{query}"
