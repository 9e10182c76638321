"""The platform's XML: written with CDATA, read into nested dictionaries."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias
from xml.etree import ElementTree as ET

Value: TypeAlias = "str | int | float | Mapping[str, Value] | Sequence[Mapping[str, Value]]"
Payload: TypeAlias = Mapping[str, Value]


def _cdata(text: str) -> str:
    return "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"


def _element(name: str, value: Value) -> str:
    if isinstance(value, str):
        return f"<{name}>{_cdata(value)}</{name}>"
    if isinstance(value, int | float):
        return f"<{name}>{value}</{name}>"
    if isinstance(value, Mapping):
        return f"<{name}>{_elements(value)}</{name}>"
    return "".join(_element(name, one) for one in value)


def _elements(payload: Payload) -> str:
    return "".join(_element(name, value) for name, value in payload.items())


def to_xml(payload: Payload) -> str:
    """Write a payload as the platform does: strings in CDATA, numbers bare, a list repeated."""
    return f"<xml>{_elements(payload)}</xml>"


def from_xml(text: str) -> dict[str, str]:
    """Read the first level of an XML answer; the text of nested elements is joined.

    Raises ValueError for what is not XML.
    """
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise ValueError("an answer may not define entities")
    try:
        root = ET.fromstring(text)  # noqa: S314 -- entities are refused above
    except ET.ParseError as error:
        raise ValueError(f"the answer is not XML: {error}") from error
    return {child.tag: "".join(child.itertext()) for child in root}
