"""The menus that were published, checked against the platforms' limits as they check them.

Sources: MPDOC 自定义菜单创建接口 and 全局返回码, WDOC/90231 and 90313.
"""

import threading
from dataclasses import dataclass
from typing import Any, TypeAlias

from simulator.errors import ApiError
from simulator.settings import Channel

Button: TypeAlias = dict[str, Any]

MOST_BUTTONS, MOST_SUB_BUTTONS = 3, 5
NAME_BYTES, KEY_BYTES, URL_BYTES = 16, 128, 1024
SUB_NAME_BYTES = {Channel.OFFICIAL: 60, Channel.WORK: 40}
NO_MENU = 46003
WITH_KEY = {
    "click", "scancode_push", "scancode_waitmsg", "pic_sysphoto", "pic_photo_or_album",
    "pic_weixin", "location_select",
}  # fmt: skip


@dataclass(frozen=True)
class _Level:
    """The errcodes of one level of the menu."""

    size: int
    kind: int
    name: int
    key: int
    url: int


_TOP = _Level(size=40016, kind=40017, name=40018, key=40019, url=40020)
_SUB = _Level(size=40023, kind=40024, name=40025, key=40026, url=40027)
_TOO_DEEP = 40022


class Menus:
    """The published menu of each channel."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._published: dict[Channel, list[Button]] = {}

    def publish(self, channel: Channel, body: dict[str, Any]) -> None:
        """Replace a channel's menu; raises ApiError for one that the platform would refuse."""
        buttons = _buttons(body.get("button"), MOST_BUTTONS, _TOP)
        for button in buttons:
            _check_column(button, SUB_NAME_BYTES[channel])
        with self._lock:
            self._published[channel] = buttons

    def of(self, channel: Channel) -> list[Button]:
        """Give a channel's buttons, none where no menu was published."""
        with self._lock:
            return self._published.get(channel, [])

    def delete(self, channel: Channel) -> None:
        """Take a channel's menu away."""
        with self._lock:
            self._published.pop(channel, None)


def _check_column(button: Button, sub_name_bytes: int) -> None:
    _check_name(button, NAME_BYTES, _TOP)
    if not button.get("sub_button"):
        _check_action(button, _TOP)
        return
    for sub in _buttons(button["sub_button"], MOST_SUB_BUTTONS, _SUB):
        if sub.get("sub_button"):
            raise ApiError(_TOO_DEEP)
        _check_name(sub, sub_name_bytes, _SUB)
        _check_action(sub, _SUB)


def _buttons(value: object, most: int, level: _Level) -> list[Button]:
    if not isinstance(value, list) or not 1 <= len(value) <= most:
        raise ApiError(level.size)
    if not all(isinstance(button, dict) for button in value):
        raise ApiError(level.size)
    return value


def _check_name(button: Button, most: int, level: _Level) -> None:
    _check_text(button.get("name"), most, level.name)


def _check_action(button: Button, level: _Level) -> None:
    kind = button.get("type")
    if kind in WITH_KEY:
        _check_text(button.get("key"), KEY_BYTES, level.key)
    elif kind == "view":
        _check_text(button.get("url"), URL_BYTES, level.url)
    else:
        raise ApiError(level.kind)


def _check_text(value: object, most: int, errcode: int) -> None:
    if not isinstance(value, str) or not 1 <= len(value.encode()) <= most:
        raise ApiError(errcode)
