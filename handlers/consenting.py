"""Asks for consent to subscription notices: in a reply, when a report is done, once a month."""

from datetime import timedelta

from catalogue.wording import observer_consent
from handlers.situation import Talk
from storage.roads import consents

_ASK_AGAIN_AFTER = timedelta(days=30)


def ask_for_consent(talk: Talk) -> str:
    """Return the sentence that asks, empty where it is not due or nothing could be sent anyway."""
    asking = talk.house.consent
    if asking is None or talk.sender.channel != "official":
        return ""
    sender, now = talk.sender.sender, talk.now
    with talk.ledger.wire.plain() as connection:
        if consents.some_left(connection, sender, asking.templates):
            return ""
        due = consents.may_ask(connection, sender, now, now - _ASK_AGAIN_AFTER)
    return observer_consent.please_agree(asking.url) if due else ""
