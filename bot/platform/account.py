"""What every account of ours on a platform can do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class TemplateNotice:
    """A notice in an account's own template: {field key: text}, each as the platform takes it.

    `once_id` (at most 32 characters) names the message, for platforms that swallow a second copy.
    """

    template: str
    fields: Mapping[str, str]
    once_id: str


class Writer(Protocol):
    """Whatever sends a text: an official account, a WeCom app, a group's robot."""

    def send_text(self, recipient: str, text: str) -> None:
        """Send a text; longer ones are cut to the platform's limit. Raises PlatformError."""
        ...


class Account(Writer, Protocol):
    """One official account or WeCom app."""

    def publish_menu(self, body: Mapping[str, Any]) -> None:
        """Replace the menu at the bottom of the chat. Raises PlatformError."""
        ...

    def fetch_media(self, media_id: str, most: int) -> bytes:
        """Return a file of at most `most` bytes. Raises PlatformError, TooLarge among them."""
        ...
