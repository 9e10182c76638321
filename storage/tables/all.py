"""The metadata with every family loaded: what migrations and tests compare with."""

from storage.tables import (
    activities,
    audit,
    cards,
    closing,
    desk,
    essays,
    forwarding,
    inquiries,
    intake,
    letter_documents,
    letters,
    media,
    people,
    quota,
    reports,
    roads,
    roster,
    search,
    settings,
    staff,
    strangers,
    work,
)
from storage.tables.base import metadata

FAMILIES = (
    activities,
    audit,
    cards,
    closing,
    desk,
    essays,
    forwarding,
    inquiries,
    intake,
    letter_documents,
    letters,
    media,
    people,
    quota,
    reports,
    roads,
    roster,
    search,
    settings,
    staff,
    strangers,
    work,
)

__all__ = ["FAMILIES", "metadata"]
