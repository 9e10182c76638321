"""A box on a photo, typed in percent by whoever has no brush."""

from collections.abc import Mapping
from typing import Final

from casework.photo_marks import WHOLE

_PERCENT: Final = 100
_SIDES: Final = ("left", "top", "right", "bottom")


def marks_typed(form: Mapping[str, str]) -> str:
    """Return the marks of the brush and the box that was typed, if any. Raises ValueError."""
    return ";".join(filter(None, (form.get("marks", ""), _box(form))))


def _box(form: Mapping[str, str]) -> str:
    typed = [form.get(side, "").strip() for side in _SIDES]
    if not any(typed):
        return ""
    numbers = [int(each) * WHOLE // _PERCENT for each in typed]
    left, top, right, bottom = numbers
    if min(numbers) < 0 or max(numbers) > WHOLE or left >= right or top >= bottom:
        raise ValueError
    return f"box {left} {top} {right} {bottom}"
