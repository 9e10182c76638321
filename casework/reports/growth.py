"""How one more message changes a report: counts, times, place and tags. Pure functions.

A report keeps running sums instead of being read again, so the 500th note costs what the fifth did.
"""

from collections.abc import Iterable
from functools import reduce

from casework.reports.arrivals import Arrival
from casework.rules import DraftRules
from catalogue.tagging.tags import Tag
from storage.ledger_rows import ReportRow

_EXCERPT_LENGTH = 120
_MOST_REASONS = 12
# A fault outweighs a wish, a wish outweighs praise (domain §1.5 rule 13).
_KIND_WEIGHT = {
    "": 0, "chat": 1, "question": 2, "info": 3, "praise": 4, "suggestion": 5, "problem": 6,
}  # fmt: skip


def grown(report: ReportRow, arrival: Arrival, rules: DraftRules) -> ReportRow:
    """Return the report with this message in it."""
    kind, last_at = arrival.kind, max(report.last_at, arrival.sent_at)
    quiet_until = last_at + rules.quiet if report.state == "collecting" else report.quiet_until
    counted = report._replace(
        photos=report.photos + (kind == "photo"),
        notes=report.notes + (kind in ("note", "link")),
        places=report.places + (kind == "place"),
        voices=report.voices + (kind == "voice"),
        videos=report.videos + (kind == "video"),
        last_at=last_at,
        quiet_until=quiet_until,
        excerpt=_excerpt(report.excerpt, arrival.text),
    )
    placed = _placed(counted, arrival) if kind == "place" else counted
    return placed if arrival.tag is None else tagged(placed, arrival.tag)


def tagged(report: ReportRow, tag: Tag) -> ReportRow:
    """Return the report with a note's tag taken in; a person's word on it is never overwritten."""
    merged = report._replace(
        county=report.county or tag.county or "",
        township=report.township or _township_within(report, tag),
        urgent=report.urgent or tag.urgent,
        reasons=_joined(report.reasons, tag.reasons),
    )
    if report.tagged_by != "tagger":
        return merged
    project = None if tag.ask else tag.project
    return merged._replace(
        project=report.project or project,
        also=_also(report, project, tag),
        kind=max(report.kind, tag.kind, key=_KIND_WEIGHT.__getitem__),
        confidence=report.confidence if report.project else tag.confidence,
    )


def together(kept: ReportRow, moved: ReportRow) -> ReportRow:
    """Return `kept` with everything that `moved` held."""
    first, second = sorted((kept, moved), key=lambda report: report.opened_at)
    return kept._replace(
        last_at=max(kept.last_at, moved.last_at),
        quiet_until=max(kept.quiet_until, moved.quiet_until),
        photos=kept.photos + moved.photos,
        notes=kept.notes + moved.notes,
        places=kept.places + moved.places,
        voices=kept.voices + moved.voices,
        videos=kept.videos + moved.videos,
        excerpt=_excerpt(first.excerpt, second.excerpt),
        project=kept.project or moved.project,
        also=_also_of_both(kept, moved),
        confidence=kept.confidence if kept.project else moved.confidence,
        kind=max(kept.kind, moved.kind, key=_KIND_WEIGHT.__getitem__),
        county=kept.county or moved.county,
        township=kept.township or moved.township,
        urgent=kept.urgent or moved.urgent,
        reasons=_joined(kept.reasons, moved.reasons),
        latitude=kept.latitude if kept.latitude is not None else moved.latitude,
        longitude=kept.longitude if kept.longitude is not None else moved.longitude,
        place_label=kept.place_label or moved.place_label,
    )


def excerpt_of(words: Iterable[str]) -> str:
    """Return the beginning of everything that was said, in the order it was said."""
    return reduce(_excerpt, words, "")


def _placed(report: ReportRow, arrival: Arrival) -> ReportRow:
    same_county = report.county in ("", arrival.county)
    return report._replace(
        latitude=arrival.latitude,
        longitude=arrival.longitude,
        place_label=arrival.text[:200],
        county=report.county or arrival.county,
        township=report.township or (arrival.township if same_county else ""),
    )


def _township_within(report: ReportRow, tag: Tag) -> str:
    same_county = report.county in ("", tag.county)
    return (tag.township or "") if same_county else ""


def _also(report: ReportRow, project: str | None, tag: Tag) -> tuple[str, ...]:
    named = (*report.also, *([project] if project else []), *tag.also)
    first = report.project or project
    return tuple(dict.fromkeys(code for code in named if code != first))


def _also_of_both(kept: ReportRow, moved: ReportRow) -> tuple[str, ...]:
    named = (*kept.also, *([moved.project] if moved.project else []), *moved.also)
    first = kept.project or moved.project
    return tuple(dict.fromkeys(code for code in named if code != first))


def _joined(before: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*before, *more)))[:_MOST_REASONS]


def _excerpt(before: str, more: str) -> str:
    if len(before) >= _EXCERPT_LENGTH or not more:
        return before
    return " ".join(filter(None, (before, more.strip())))[:_EXCERPT_LENGTH]
