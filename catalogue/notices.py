"""Notice forms: a message's values fitted into the fields of the platform's templates, honestly.

The platform checks each field by the kind in its name and refuses the whole notice for one that is
empty, too long or of another kind (47003). A text that is cut says so with an ellipsis; what cannot
be cut without becoming untrue, a number for instance, is replaced by the field's own `empty`.
(Source: MPDOC 模板消息/订阅通知, 参数值内容限制说明; every kind is held to 20 characters.)
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cache
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from pydantic import Field as Setting

from catalogue.data_files import DATA, CatalogueError, Row, read_toml
from catalogue.reading.characters import last_whole_character

MOST: Final = 20
VALUES: Final = ("number", "text", "at", "where")
_MOST_PHRASE: Final = 5
_ELLIPSIS: Final = "…"
_CHINA: Final = ZoneInfo("Asia/Shanghai")
_KEY: Final = re.compile(r"(thing|character_string|number|phrase|time|date)[0-9]{1,2}")


class NoticeField(Row):
    """One field of a form: the value it shows, and what stands there without one."""

    key: str = Setting(pattern=_KEY.pattern)
    value: str = Setting(alias="from", pattern=f"^({'|'.join(VALUES)})$")
    empty: str = Setting(min_length=1, max_length=MOST)


class NoticeForm(Row):
    """The fields of one kind of message; `title` is what to look for among the templates."""

    title: str
    fields: tuple[NoticeField, ...] = Setting(min_length=1, strict=False)


class _Forms(Row):
    forms: dict[str, NoticeForm]


@cache
def load_forms() -> Mapping[str, NoticeForm]:
    """Return every form by its name. Raises CatalogueError."""
    path = DATA / "notices.toml"
    try:
        return MappingProxyType(_Forms.model_validate({"forms": read_toml(path)}).forms)
    except ValueError as error:
        raise CatalogueError([f"{path.name}: {error}"]) from error


def kind_of(key: str) -> str:
    """Return the platform's kind of a field's key, e.g. thing of thing12; empty for an odd one."""
    found = _KEY.fullmatch(key)
    return found[1] if found else ""


def filled(form: NoticeForm, values: Mapping[str, str], keys: Sequence[str] = ()) -> dict[str, str]:
    """Return {key: text} for a form; `keys` are the template's own, in the order of the fields."""
    return {
        key: fit(kind_of(key), values.get(field.value, "")) or field.empty
        for field, key in zip(form.fields, keys or _keys(form), strict=True)
    }


def told(form: NoticeForm, values: Mapping[str, str], names: Sequence[str]) -> dict[str, str]:
    """Return {value: text} of a form's fields without their keys; `names` chooses, () is all."""
    shown = dict(
        zip((field.value for field in form.fields), filled(form, values).values(), strict=True)
    )
    return {name: shown[name] for name in names or shown if name in shown}


def fit(kind: str, value: str) -> str:
    """Return a value as a field of this kind may show it; empty where it cannot.

    `value` is one of our texts, or for time and date a moment in ISO 8601.
    """
    return _FITTING[kind](" ".join(value.split()))


def _keys(form: NoticeForm) -> list[str]:
    return [field.key for field in form.fields]


def _thing(text: str) -> str:
    if _length(text) <= MOST:
        return text
    start = text[: MOST - 1]
    while _length(start) > MOST - 1:
        start = start[:-1]
    kept = last_whole_character(start, following=text[len(start) :])
    return start[:kept].rstrip() + _ELLIPSIS


def _length(text: str) -> int:
    """Count as the platform may: an emoji beyond the first plane as two."""
    return len(text.encode("utf-16-le")) // 2


def _characters(text: str) -> str:
    plain = "".join(character for character in text if " " < character <= "~")
    return plain if len(plain) <= MOST else ""


def _number(text: str) -> str:
    return text if re.fullmatch(rf"[0-9]{{1,{MOST}}}", text) else ""


def _phrase(text: str) -> str:
    return text if re.fullmatch(rf"[\u4e00-\u9fff]{{1,{_MOST_PHRASE}}}", text) else ""


def _time(text: str) -> str:
    at = _moment(text)
    return f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}" if at else ""


def _date(text: str) -> str:
    at = _moment(text)
    return f"{at.year}年{at.month}月{at.day}日" if at else ""


def _moment(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at.astimezone(_CHINA) if at.tzinfo else None


_FITTING: Final[Mapping[str, Callable[[str], str]]] = MappingProxyType(
    {
        "thing": _thing,
        "character_string": _characters,
        "number": _number,
        "phrase": _phrase,
        "time": _time,
        "date": _date,
    }
)
