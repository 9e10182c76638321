"""Reads a fault from a control request, with a plain complaint for each field that is wrong."""

from simulator.faults import Fault, FaultKind
from simulator.forms import BadForm, Form
from simulator.media import Damage
from simulator.settings import Channel

FIELDS = {
    "kind", "times", "channel", "path", "errcode", "status", "seconds", "copies", "damage", "word",
}  # fmt: skip
MOST_COPIES = 50
MOST_TIMES = 1_000_000


def fault_from(form: Form) -> Fault:
    """Give the fault; raises BadForm for an unknown kind, field or value."""
    unknown = form.fields.keys() - FIELDS
    if unknown:
        raise BadForm(f"unknown fields: {', '.join(sorted(unknown))}")
    return Fault(
        kind=FaultKind(_one_of(form, "kind", [kind.value for kind in FaultKind])),
        times=_between(form, "times", 1, MOST_TIMES),
        channel=_channel(form),
        path=_optional_text(form, "path"),
        errcode=int(form.number("errcode", 0)),
        status=int(form.number("status", 503)),
        seconds=float(form.number("seconds", 0)),
        copies=_between(form, "copies", 2, MOST_COPIES),
        word=form.text("word", "failed:user block"),
        damage=Damage(_one_of(form, "damage", [one.value for one in Damage], Damage.TRUNCATED)),
    )


def _between(form: Form, name: str, default: int, most: int) -> int:
    value = int(form.number(name, default))
    if not 1 <= value <= most:
        raise BadForm(f"{name!r} must be between 1 and {most}, got {value}")
    return value


def _one_of(form: Form, name: str, allowed: list[str], default: str | None = None) -> str:
    value = form.text(name, default)
    if value not in allowed:
        raise BadForm(f"{name!r} must be one of {', '.join(allowed)}, got {value!r}")
    return value


def _optional_text(form: Form, name: str) -> str | None:
    return None if form.fields.get(name) is None else form.text(name)


def _channel(form: Form) -> Channel | None:
    name = _optional_text(form, "channel")
    return (
        None if name is None else Channel(_one_of(form, "channel", [one.value for one in Channel]))
    )
