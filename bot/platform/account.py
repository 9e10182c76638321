"""What every account of ours on a platform can do."""

from typing import Protocol


class Account(Protocol):
    """One official account or WeCom app."""

    has_window: bool  # whether it may write only shortly after a person's own word

    def send_text(self, recipient: str, text: str) -> None:
        """Send a text; longer ones are cut to the platform's limit. Raises PlatformError."""
        ...

    def fetch_media(self, media_id: str, most: int) -> bytes:
        """Return a file of at most `most` bytes. Raises PlatformError, TooLarge among them."""
        ...
