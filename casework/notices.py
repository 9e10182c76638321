"""The notice form of a message: what a template shows of it where plain text cannot be sent."""

from datetime import datetime
from typing import Literal

from storage.roads.outbox import Notice

Form = Literal["answer", "outcome", "reminder", "resend", "binding", "alarm"]


def notice(form: Form, text: str, at: datetime, *, number: str = "", where: str = "") -> Notice:
    """Return the form of a message about a report (`number`), or about none.

    `text` should say the main thing in its first twenty characters; the rest is cut.
    """
    values = {"number": number, "text": text, "at": at.isoformat(), "where": where}
    return Notice(form, {name: value for name, value in values.items() if value})
