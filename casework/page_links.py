"""Links that open one page about one thing for a while, without a login.

A link is its subject, its last second and a keyed seal over both and over the purpose, so a link
to one report's card opens no other report, no other page and nothing after its time. Nothing is
stored: whoever holds the link may use it, which is why it is short-lived and says little.
(Source: mechanics §Secrets and audit; issue 4 item 3.)
"""

import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Literal

from storage.vault import Vault

Purpose = Literal["card", "essay"]
_SEAL_BYTES: Final = 16
_LONGEST: Final = 100
_PARTS: Final = 3


class LinkForged(Exception):
    """The words after the address are not a link we made for this purpose."""


class LinkExpired(Exception):
    """The link was ours, but its time is over."""


@dataclass(frozen=True, slots=True)
class PageLink:
    """What a link opens: `subject` is a row id, `expires` an aware time of whole seconds."""

    purpose: Purpose
    subject: int
    expires: datetime


def signed(link: PageLink, vault: Vault) -> str:
    """Return the last part of the link's address: letters, digits, `-`, `_` and dots only."""
    open_part = f"{link.subject:x}.{int(link.expires.timestamp()):x}"
    return f"{open_part}.{_seal(open_part, link.purpose, vault)}"


def opened(token: str, purpose: Purpose, vault: Vault, now: datetime) -> PageLink:
    """Return the link that `token` is; raises LinkForged, LinkExpired."""
    parts = token.split(".") if len(token) <= _LONGEST and token.isascii() else []
    if len(parts) != _PARTS:
        raise LinkForged
    open_part, _, seal = token.rpartition(".")
    if not hmac.compare_digest(seal, _seal(open_part, purpose, vault)):
        raise LinkForged
    expires = datetime.fromtimestamp(int(parts[1], 16), UTC)
    if now > expires:
        raise LinkExpired
    return PageLink(purpose, int(parts[0], 16), expires)


def _seal(open_part: str, purpose: Purpose, vault: Vault) -> str:
    digest = vault.index(open_part, f"page link {purpose}")
    return urlsafe_b64encode(digest[:_SEAL_BYTES]).decode("ascii").rstrip("=")
