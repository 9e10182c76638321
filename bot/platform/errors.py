"""What a call to a platform can come to, besides success. Each error carries its consequence.

No text of these errors holds an address, a token or a secret: they are logged and shown.
"""

from datetime import datetime

from typing_extensions import override

from bot.platform.reactions import Reaction
from catalogue.wording import staff_outbox as words


class PlatformError(Exception):
    """The call did not succeed. `cause` is the sentence for the clerk."""

    def __init__(self, cause: str, errcode: int | None = None) -> None:
        super().__init__(cause if errcode is None else f"errcode {errcode}: {cause}")
        self.cause = cause
        self.errcode = errcode


class Refused(PlatformError):
    """The platform answered with an errcode; `reaction` says what follows."""

    def __init__(self, errcode: int, reaction: Reaction) -> None:
        super().__init__(reaction.cause, errcode)
        self.errcode: int = errcode
        self.reaction = reaction


class NoAnswer(PlatformError):
    """Connection trouble, a server's error, or something that is no answer of the platform's.

    `may_have_arrived`: the request had left, so what it asked for may have been done.
    """

    def __init__(self, detail: str, *, may_have_arrived: bool) -> None:
        super().__init__(words.NO_ANSWER)
        self.detail = detail
        self.may_have_arrived = may_have_arrived

    @override
    def __str__(self) -> str:
        return f"no answer: {self.detail}"


class Blocked(PlatformError):
    """Nobody was called: an earlier answer forbids it until `until` (aware UTC)."""

    def __init__(self, until: datetime) -> None:
        super().__init__(words.PAUSED)
        self.until = until


class Denied(PlatformError):
    """Our account is not entitled to this call; the platform is asked again at `until`."""

    def __init__(self, errcode: int, cause: str, until: datetime) -> None:
        super().__init__(cause, errcode)
        self.errcode: int = errcode
        self.until = until


class NotReached(PlatformError):
    """errcode 0, but the recipient is named among those the message does not reach."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause, 0)


class TooLarge(PlatformError):
    """The file is larger than we accept; the rest of it was not read."""

    def __init__(self) -> None:
        super().__init__(words.TOO_BIG)
