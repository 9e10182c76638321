"""What each answer of the provider of short messages means for us: one table, by code alone.

Source: cloud.tencent.com/document/api/382/59177 (发送错误码). A code that is not in the table
counts by its first word; any other is given up with its name and shown to the staff.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto
from typing import Final

from catalogue.wording import staff_sms as words


class TextAct(Enum):
    """What to do."""

    LATER = auto()  # after a while
    NEXT_DAY = auto()
    CLOSED = auto()  # our account or its settings: tell the staff, nobody gets one meanwhile
    GIVE_UP = auto()  # this number, or this message
    UNKNOWN = auto()  # it may have left: never again


@dataclass(frozen=True, slots=True)
class TextReaction:
    """What to do, and what the clerk reads; `wait` before the next try, where there is one."""

    act: TextAct
    cause: str
    wait: timedelta = timedelta(hours=1)


_ACCOUNT: Final = TextReaction(TextAct.CLOSED, words.ACCOUNT)
_UNKNOWN: Final = TextReaction(TextAct.UNKNOWN, words.NO_ANSWER)
_BUSY: Final = TextReaction(TextAct.LATER, words.TOO_FAST, timedelta(minutes=2))
_OF_A_DAY: Final = TextReaction(TextAct.NEXT_DAY, words.DAY_LIMIT)
_TEMPLATE: Final = TextReaction(TextAct.CLOSED, words.TEMPLATE)

REACTIONS: Final[Mapping[str, TextReaction]] = {
    "AuthFailure": _ACCOUNT,
    "FailedOperation.ContainSensitiveWord": TextReaction(TextAct.GIVE_UP, words.CONTENT),
    "FailedOperation.InsufficientBalanceInSmsPackage": TextReaction(TextAct.CLOSED, words.BALANCE),
    "FailedOperation.PhoneNumberInBlacklist": TextReaction(TextAct.GIVE_UP, words.DECLINED),
    "FailedOperation.SignatureIncorrectOrUnapproved": TextReaction(TextAct.CLOSED, words.SIGN_NAME),
    "FailedOperation.TemplateIncorrectOrUnapproved": _TEMPLATE,
    "FailedOperation.TemplateParamSetNotMatchApprovedTemplate": _TEMPLATE,
    "InternalError": _UNKNOWN,
    "InvalidParameterValue.IncorrectPhoneNumber": TextReaction(TextAct.GIVE_UP, words.NUMBER),
    "InvalidParameterValue.SdkAppIdNotExist": _ACCOUNT,
    "InvalidParameterValue.TemplateParameterLengthLimit": _TEMPLATE,
    "IpNotInWhitelist": _ACCOUNT,
    "LimitExceeded": TextReaction(TextAct.LATER, words.TOO_FAST),
    "LimitExceeded.AppDailyLimit": _OF_A_DAY,
    "LimitExceeded.DailyLimit": _OF_A_DAY,
    "LimitExceeded.PhoneNumberDailyLimit": _OF_A_DAY,
    "LimitExceeded.PhoneNumberSameContentDailyLimit": _OF_A_DAY,
    "LimitExceeded.PhoneNumberThirtySecondLimit": _BUSY,
    "RequestLimitExceeded": _BUSY,
    "UnauthorizedOperation": _ACCOUNT,
}


def reaction_to(code: str) -> TextReaction:
    """Return what a code means."""
    family = code.partition(".")[0]
    named = REACTIONS.get(code) or REACTIONS.get(family)
    return named or TextReaction(TextAct.GIVE_UP, words.unknown_code(code))
