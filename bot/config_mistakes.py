"""Turns pydantic's findings into mistakes that the person who edits the file understands."""

import json
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from inspect import isclass
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from bot import config_wording as wording
from bot.config_errors import Mistake
from bot.settings import Settings

Place = tuple[int | str, ...]


@cache
def known_keys() -> Mapping[str, FieldInfo]:
    """Return every key of the settings, dotted, sections and their keys alike."""
    return dict(_keys_of(Settings, ""))


def _keys_of(model: type[BaseModel], prefix: str) -> list[tuple[str, FieldInfo]]:
    found: list[tuple[str, FieldInfo]] = []
    for name, field in model.model_fields.items():
        found.append((prefix + name, field))
        section = section_in(field)
        if section is not None:
            found += _keys_of(section, f"{prefix}{name}.")
    return found


def section_in(field: FieldInfo) -> type[BaseModel] | None:
    """Return the model of the section that `field` holds; None where it is a single value."""
    for kind in (field.annotation, *get_args(field.annotation)):
        if isclass(kind) and issubclass(kind, BaseModel):
            return kind
    return None


def mistakes_in(error: ValidationError) -> list[Mistake]:
    """Return one mistake for each finding of pydantic, in the order of the settings."""
    findings = error.errors(include_url=False, include_input=False)
    return [_mistake(finding) for finding in findings]


def _mistake(finding: ErrorDetails) -> Mistake:
    place = finding["loc"]
    key = dotted(place)
    if finding["type"] == "extra_forbidden":
        return _unknown_key(key)
    field = known_keys().get(key.partition("[")[0])
    return Mistake(key, _problem(finding, field), example_of(key.partition("[")[0]))


def dotted(place: Place) -> str:
    """Write pydantic's place as people do: office.duty_wecom[2], the list counted from 1."""
    key = ""
    for step in place:
        key += f"[{step + 1}]" if isinstance(step, int) else f".{step}"
    return key.removeprefix(".")


def _problem(finding: ErrorDetails, field: FieldInfo | None) -> str:
    if finding["type"] == "missing" and field is not None and section_in(field):
        return wording.SECTION_MISSING
    sentence = wording.PROBLEMS.get(finding["type"], wording.PROBLEM_UNNAMED)
    context = dict(finding.get("ctx", {}))
    if finding["type"] == "literal_error" and field is not None:
        choices = [as_toml(choice) for choice in get_args(field.annotation)]
        context["expected"] = "、".join(choices)
    return sentence.format_map(context)


def example_of(key: str) -> str:
    """Return a line for `key` as it could stand in the file; empty for an unknown key."""
    field = known_keys().get(key)
    if field is None:
        return ""
    if section_in(field):
        return str(field.examples[0]) if field.examples else ""
    value = field.examples[0] if field.examples else field.default
    return f"{key.rpartition('.')[2]} = {as_toml(value)}"


def as_toml(value: Any) -> str:
    """Write a text, number, truth value or list of them as TOML does."""
    return json.dumps(value, ensure_ascii=False)


def _unknown_key(key: str) -> Mistake:
    section, _, name = key.rpartition(".")
    siblings = {known.rpartition(".")[2]: known for known in _keys_in(section)}
    nearest = _nearest(name, siblings) or _nearest(
        name, {known.rpartition(".")[2]: known for known in known_keys()}
    )
    if nearest:
        problem = wording.UNKNOWN_KEY_NEAREST.format(nearest=nearest)
        return Mistake(key, problem, example_of(nearest))
    return Mistake(key, wording.UNKNOWN_KEY, wording.KNOWN_HERE.format(names="、".join(siblings)))


def _nearest(name: str, candidates: Mapping[str, str]) -> str:
    near = get_close_matches(name, candidates, n=1)
    return candidates[near[0]] if near else ""


def _keys_in(section: str) -> list[str]:
    return [known for known in known_keys() if known.rpartition(".")[0] == section]
