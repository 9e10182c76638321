"""Templates, the rules of their fields, and who agreed to subscription notices.

Sources: MPDOC 模板消息 and 订阅通知, 参数值内容限制说明. How the platform counts an emoji is not
documented; here every UTF-16 unit counts, the stricter reading.
"""

import re
import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from simulator.errors import ApiError

MOST = 20
SAME_MESSAGE = timedelta(minutes=10)
KINDS = {
    "thing": r"(?s).{1,20}",
    "character_string": r"[!-~ ]{1,32}",
    "number": r"[0-9.]{1,32}",
    "phrase": r"[\u4e00-\u9fff]{1,5}",
    "time": r".*[0-9]{1,2}:[0-9]{2}.*|今天|现在",
    "date": r".*[0-9]+月[0-9]+日.*|今天|现在",
}


@dataclass(frozen=True)
class NoticeTemplate:
    """One template of the account: its id, what people see above it, and its fields' keys."""

    template_id: str
    title: str
    fields: tuple[str, ...]


def shown(template: NoticeTemplate, data: object) -> str:
    """Give what the person sees; raises ApiError 47003 for fields the platform refuses."""
    if not isinstance(data, Mapping) or set(data) != set(template.fields):
        raise ApiError(47003)
    lines = [template.title]
    for key in template.fields:
        given = data[key]
        value = given.get("value") if isinstance(given, Mapping) else None
        if not isinstance(value, str) or not _fits(key, value):
            raise ApiError(47003)
        lines.append(value)
    return "\n".join(lines)


def _fits(key: str, value: str) -> bool:
    if "\n" in value or not value.strip() or len(value.encode("utf-16-le")) > 2 * MOST:
        return False
    rule = KINDS.get(key.rstrip("0123456789"))
    return rule is None or re.fullmatch(rule, value) is not None


class NoticeBook:
    """Consents that are left, and template messages that a client named itself."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._consents: Counter[tuple[str, str]] = Counter()
        self._named: dict[tuple[str, str], tuple[datetime, int]] = {}

    def agree(self, openid: str, template_id: str) -> None:
        """Count one more notice that this person agreed to."""
        with self._lock:
            self._consents[openid, template_id] += 1

    def spend_consent(self, openid: str, template_id: str) -> None:
        """Use one consent up; raises ApiError 43101 when none is left."""
        with self._lock:
            if self._consents[openid, template_id] < 1:
                raise ApiError(43101)
            self._consents[openid, template_id] -= 1

    def sent_before(self, openid: str, client_id: str, msg_id: int, now: datetime) -> int | None:
        """Give the msgid of the same message ten minutes ago; remember it otherwise."""
        with self._lock:
            known = self._named.get((openid, client_id))
            if client_id and known is not None and now - known[0] < SAME_MESSAGE:
                return known[1]
            self._named[openid, client_id] = (now, msg_id)
            return None
