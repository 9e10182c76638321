"""E-mail by SMTP: one text to one address, and what each refusal means.

A reply of 4xx may pass, one of 5xx stays (RFC 5321 §4.2.1): at the recipient it is the recipient's,
before that it is ours, and waits for whoever mends the settings. Once the text itself is on its
way, a silence may hide that it arrived; then it is not sent again.
"""

import hashlib
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from enum import Enum, auto
from typing import Final, Literal

from bot.clock import Clock
from bot.platform.errors import NoAnswer, Refused
from bot.platform.reactions import Act, Reaction
from catalogue.wording import staff_outbox as words

CHANNEL: Final = "mail"
_PATIENCE: Final = 20.0  # seconds for each step
_NO_TLS: Final = 454  # "TLS not available", RFC 3207 §4
_NO_LOGIN: Final = 534  # "authentication mechanism is too weak", RFC 4954 §6
_SERVERS_FAULT: Final = 400
_FOR_GOOD: Final = 500
_LATER: Final = Reaction(
    Act.LATER, words.MAIL_LATER, tuple(timedelta(minutes=each) for each in (1, 5, 15, 60))
)


class Step(Enum):
    """How far handing in an e-mail has come."""

    DOOR = auto()  # connecting, greeting, encrypting
    LOGIN = auto()
    SENDER = auto()
    RECIPIENT = auto()
    TEXT = auto()


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where and as whom we hand in e-mail."""

    host: str
    port: int
    security: Literal["tls", "starttls", "none"]
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)


class MailAccount:
    """A `Writer` over SMTP; `trusted` are the authorities whose certificates we believe."""

    def __init__(
        self, server: MailServer, clock: Clock, trusted: ssl.SSLContext | None = None
    ) -> None:
        self._server = server
        self._clock = clock
        self._trusted = trusted or ssl.create_default_context()

    def send_text(self, recipient: str, text: str) -> None:
        """Send a text, its first line the subject. Raises NoAnswer, Refused."""
        message = self._message(recipient, text)
        with self._session() as session:
            with _at(Step.RECIPIENT):
                _accepted(session.rcpt(recipient))
            with _at(Step.TEXT):
                _accepted(session.data(message.as_bytes()))

    def try_out(self) -> None:
        """Introduce ourselves and name our sender, and send nothing. Raises NoAnswer, Refused."""
        with self._session() as session, _at(Step.SENDER):
            session.rset()

    @contextmanager
    def _session(self) -> Iterator[smtplib.SMTP]:
        """Connect, introduce ourselves and name our sender."""
        with _at(Step.DOOR):
            session = self._connect()
        try:
            self._introduce(session)
            with _at(Step.SENDER):
                _accepted(session.mail(self._server.sender))
            yield session
        finally:
            with suppress(OSError, smtplib.SMTPException):
                session.quit()
            session.close()

    def _connect(self) -> smtplib.SMTP:
        host, port = self._server.host, self._server.port
        if self._server.security == "tls":
            return smtplib.SMTP_SSL(host, port, timeout=_PATIENCE, context=self._trusted)
        return smtplib.SMTP(host, port, timeout=_PATIENCE)

    def _introduce(self, session: smtplib.SMTP) -> None:
        with _at(Step.DOOR):
            if self._server.security == "starttls":
                session.starttls(context=self._trusted)
            session.ehlo_or_helo_if_needed()
        if self._server.user:
            with _at(Step.LOGIN):
                session.login(self._server.user, self._server.password)

    def _message(self, recipient: str, text: str) -> EmailMessage:
        subject, _, _ = text.partition("\n")
        named = hashlib.sha256(f"{recipient}\n{text}".encode()).hexdigest()[:40]
        message = EmailMessage(policy=SMTP)
        message["From"], message["To"] = self._server.sender, recipient
        message["Subject"] = subject
        message["Date"] = format_datetime(self._clock())
        message["Message-ID"] = f"<{named}@{self._server.sender.rpartition('@')[2]}>"
        message.set_content(text, cte="base64")
        return message


def _accepted(reply: tuple[int, bytes]) -> None:
    code, said = reply
    if code >= _SERVERS_FAULT:
        raise smtplib.SMTPResponseException(code, said)


@contextmanager
def _at(step: Step) -> Iterator[None]:
    """Turn what can go wrong at a step into what follows from it."""
    try:
        yield
    except smtplib.SMTPResponseException as error:
        raise Refused(error.smtp_code, _meaning(step, error.smtp_code)) from None
    except (ssl.SSLError, smtplib.SMTPNotSupportedError):
        is_login = step is Step.LOGIN
        cause = words.MAIL_LOGIN if is_login else words.MAIL_NOT_SAFE
        raise Refused(_NO_LOGIN if is_login else _NO_TLS, Reaction(Act.STOP, cause)) from None
    except (OSError, smtplib.SMTPException) as error:
        detail = type(error).__name__
        raise NoAnswer(detail, may_have_arrived=step is Step.TEXT) from None


def _meaning(step: Step, code: int) -> Reaction:
    if code < _FOR_GOOD:
        return _LATER
    match step:
        case Step.DOOR:
            return Reaction(Act.STOP, words.mail_turned_away(code))
        case Step.LOGIN:
            return Reaction(Act.STOP, words.MAIL_LOGIN)
        case Step.SENDER:
            return Reaction(Act.STOP, words.mail_sender_refused(code))
        case Step.RECIPIENT:
            return Reaction(Act.GIVE_UP, words.mail_refused(code))
        case Step.TEXT:
            return Reaction(Act.GIVE_UP, words.mail_text_refused(code))
