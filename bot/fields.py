"""A push's XML or JSON as plain fields: nested dict, list and str, nothing else.

Numbers stay the characters that came, so both forms of one push give the same fields and no
number is too big. Characters that XML 1.0 cannot carry (NUL, other controls, lone surrogates; only
JSON can smuggle them in) are dropped: neither database takes all of them.
"""

import json
import math
import re
from collections.abc import Mapping
from typing import Any
from xml.parsers.expat import ExpatError

import xmltodict

_MAX_DEPTH = 16  # the deepest real push, pic_* with its list of photos, has 5
_INT64_BITS = 64
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# Only an XML declaration may stand before <xml>. So no DOCTYPE can be declared at all, while a
# person who types "<!DOCTYPE" is not mistaken for one.
_PROLOG = re.compile(rb"(?:<\?xml[^<>]*\?>\s*)?<xml[\s>]")


class UnreadableError(Exception):
    """A push whose content is neither the platforms' XML nor their JSON."""


def clean_text(text: str) -> str:
    """Return `text` without the characters that XML 1.0 cannot carry."""
    # Almost every field is printable, and printable text holds none of them.
    return text if text.isprintable() else _NOT_XML.sub("", text)


def _printable(value: object) -> str | None:
    """Return a printable text as it is kept: the short way for nearly every field."""
    return value.strip() if type(value) is str and value.isprintable() else None


def read_fields(content: bytes) -> tuple[dict[str, Any], bool]:
    """Return the fields of one push and whether it was JSON; UnreadableError when it is neither."""
    content = content.lstrip()
    is_json = content.startswith(b"{")
    try:
        fields = _read_json(content) if is_json else _read_xml(content)
        plain = plain_value(fields)
    except (ExpatError, ValueError, RecursionError) as fault:
        raise UnreadableError from fault
    if not isinstance(plain, dict):
        raise UnreadableError
    return plain, is_json


def plain_value(value: object, depth: int = 0) -> Any:
    """Return `value` as nested dict, list and clean str; ValueError when it nests too deep."""
    if depth > _MAX_DEPTH:
        raise ValueError("nested too deep")
    plain = _printable(value)
    if plain is not None:
        return plain
    if isinstance(value, Mapping):
        return {clean_text(str(k)): plain_value(v, depth + 1) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [plain_value(item, depth + 1) for item in value]
    return _scalar(value)


def text_field(fields: Mapping[str, Any], name: str) -> str:
    """Return one field as clean text without outer blanks; "" for whatever is not text.

    A field that comes twice counts with its first text.
    """
    value = fields.get(name)
    plain = _printable(value)
    if plain is not None:
        return plain
    if isinstance(value, list):
        value = next((item for item in value if isinstance(item, str | int)), "")
    return _scalar(value)


def number_field(fields: Mapping[str, Any], name: str) -> float:
    """Return one field as a number; NaN for whatever is not a finite one."""
    try:
        number = float(text_field(fields, name))
    except ValueError:
        return math.nan
    return number if math.isfinite(number) else math.nan


def _scalar(value: object) -> str:
    if isinstance(value, str):
        return clean_text(value).strip()
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) or (isinstance(value, int) and value.bit_length() <= _INT64_BITS):
        return str(value)
    return ""


def _read_json(content: bytes) -> Any:
    return json.loads(content.decode(), parse_int=str, parse_float=str, parse_constant=str)


def _read_xml(content: bytes) -> Any:
    if not _PROLOG.match(content):
        raise ValueError("not the platforms' XML")
    parsed = xmltodict.parse(content, encoding="utf-8", xml_attribs=False, disable_entities=True)
    return parsed["xml"] or {}
