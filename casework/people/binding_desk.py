"""What a clerk decides about a binding request, and the line that tells the person."""

from datetime import datetime, timedelta

from casework.notices import notice
from casework.people.binding import bind_account
from catalogue.wording import notices, observer_desk
from storage.database import Connection
from storage.desk.acts import record_act
from storage.people import binding_rows
from storage.people.binding_rows import BindingRequest
from storage.people.observer_changes import Cause
from storage.roads.outbox import OutMessage, post
from storage.vault import Vault

_NEWS_LASTS = timedelta(days=2)


def confirm_request(
    connection: Connection, vault: Vault, request_id: int, staff_id: int, now: datetime
) -> bool:
    """Bind the account of an open request and tell the person; False when it is open no more.

    Raises AlreadyBound when the account has come to speak for somebody in this very moment.
    """
    request = _decided(connection, request_id, "confirmed", staff_id, now)
    if request is None:
        return False
    cause = Cause("bind", staff_id, now)
    bind_account(connection, vault, cause, request.sender_id, request.observer_id)
    told = (observer_desk.binding_confirmed(), notices.BINDING_CONFIRMED)
    _tell(connection, request, told, now)
    return True


def refuse_request(connection: Connection, request_id: int, staff_id: int, now: datetime) -> bool:
    """Refuse an open request and tell the person; False when it is open no more."""
    request = _decided(connection, request_id, "refused", staff_id, now)
    if request is None:
        return False
    told = (observer_desk.binding_refused(), notices.BINDING_REFUSED)
    _tell(connection, request, told, now)
    return True


def _decided(
    connection: Connection, request_id: int, state: str, staff_id: int, now: datetime
) -> BindingRequest | None:
    if not binding_rows.decide_request(connection, request_id, state, staff_id, now):
        return None
    record_act(connection, staff_id, f"binding.{state}", f"request:{request_id}", "", now)
    return binding_rows.find_request(connection, request_id)


def _tell(
    connection: Connection, request: BindingRequest, told: tuple[str, str], now: datetime
) -> None:
    text, short = told
    message = OutMessage(
        once_key=f"binding:{request.id}",
        channel=request.channel,
        recipient=request.sender,
        purpose="binding",
        text=text,
        report_id=None,
        not_after=now + _NEWS_LASTS,
        created_at=now,
        notice=notice("binding", short, now),
    )
    post(connection, message)
