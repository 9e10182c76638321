"""Which county and township a text or a point speaks of.

Rules: longest match first; a stem that is an ordinary word counts only with 镇, 乡, 街道, 村
or its county beside it; 邵阳 alone is no county; the first county named wins.
"""

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from catalogue.data_files import DATA, CatalogueError, Row, read_row
from catalogue.geography.county_outlines import county_at
from catalogue.reading.phrases import Found, PhraseFinder

_FOLDER = DATA / "places"
_STEM = re.compile(r"(?:[瑶苗侗回]族)*(?:乡|镇|街道|管理区|园艺场|国有林场)$")
_SOME_PLACE = "某地"
_BESIDE = ("镇", "乡", "街道", "村")


@dataclass(frozen=True, slots=True)
class Place:
    """A place as WeChat sends it: GCJ-02 degrees and the map's label for it."""

    latitude: float
    longitude: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """Official names of the county and township found, and the words that named them."""

    county: str | None = None
    township: str | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Name:
    county: str
    township: str | None = None
    ordinary: bool = False


class _CountyRow(Row):
    code: str
    name: str
    aliases: list[str]


class _PlacesFile(Row):
    counties: list[_CountyRow]
    ordinary_words: list[str]
    not_places: list[str]


class Gazetteer:
    """All names of places, ready to be found in a text."""

    def __init__(self, counties: tuple[str, ...], names: dict[str, _Name | None]) -> None:
        self.counties = counties
        self._names = names
        self._finder = PhraseFinder(names)

    def find(self, text: str) -> FoundPlace:
        """Return the first county named in the text and its first township."""
        found = [(hit, name) for hit, name in self._hits(text) if name]
        if not found:
            return FoundPlace()
        county = found[0][1].county
        ours = [(hit, name) for hit, name in found if name.county == county]
        town = next(((hit, name) for hit, name in ours if name.township), None)
        deciding = ours[:1] if town is None or town == ours[0] else [ours[0], town]
        return FoundPlace(
            county=county,
            township=town[1].township if town else None,
            reasons=tuple(
                f"“{hit.phrase}”→{name.county}{name.township or ''}" for hit, name in deciding
            ),
        )

    def hide(self, text: str) -> str:
        """Return the text with every place's name as 某地: where says nothing of what."""
        for hit, name in reversed(self._hits(text)):
            if name:
                text = f"{text[: hit.start]}{_SOME_PLACE}{text[hit.end :]}"
        return text

    def _hits(self, text: str) -> list[tuple[Found, _Name | None]]:
        hits: list[tuple[Found, _Name | None]] = []
        for hit in self._finder.find(text):
            name = self._names[hit.phrase]
            if name and name.ordinary and not self._is_named_beside(text, hit, name, hits):
                continue
            hits.append((hit, name))
        return hits

    @staticmethod
    def _is_named_beside(
        text: str, hit: Found, name: _Name, before: list[tuple[Found, _Name | None]]
    ) -> bool:
        if text.startswith(_BESIDE, hit.end):
            return True
        if not before:
            return False
        neighbour, county = before[-1]
        return neighbour.end == hit.start and county is not None and county.county == name.county


def find_place(text: str) -> FoundPlace:
    """Return the county and township that the text names, if any."""
    return load_gazetteer().find(text)


def resolve_place(text: str, place: Place | None) -> FoundPlace:
    """Return what the text names, else what the place's label names, else what its point is in."""
    named = find_place(text)
    if place is None or named.township:
        return named
    labelled = find_place(place.label)
    if labelled.county and named.county in {None, labelled.county}:
        return FoundPlace(labelled.county, labelled.township, named.reasons + labelled.reasons)
    if named.county:
        return named
    county = county_at(place.latitude, place.longitude)
    return FoundPlace(county, None, (f"位置→{county}",) if county else ())


def is_known_county(name: str) -> bool:
    """Tell whether `name` is the official name of a county-level unit or 经开区."""
    return name in load_gazetteer().counties


@cache
def load_gazetteer(folder: Path = _FOLDER) -> Gazetteer:
    """Read the names once; raise CatalogueError with every mistake."""
    file = read_row(folder / "places.toml", _PlacesFile)
    county_of_code = {row.code: row.name for row in file.counties}
    names: dict[str, _Name | None] = dict.fromkeys(file.not_places)
    mistakes = []
    for code, township in json.loads((folder / "townships.json").read_text(encoding="utf-8")):
        county = county_of_code.get(code[:6])
        if county is None:
            mistakes.append(f"townships.json: {township}: places.toml has no county {code[:6]}")
            continue
        _add_township(names, county, township, file.ordinary_words)
    for row in file.counties:
        names |= dict.fromkeys([row.name, *row.aliases], _Name(row.name))
    if mistakes:
        raise CatalogueError(mistakes)
    return Gazetteer(tuple(row.name for row in file.counties), names)


def _add_township(
    names: dict[str, _Name | None], county: str, township: str, ordinary: list[str]
) -> None:
    stem = _STEM.sub("", township)
    names[township] = _Name(county, township)
    names.setdefault(stem, _Name(county, township, ordinary=stem in ordinary))
    for suffix in ("乡", "镇", "街道"):
        names.setdefault(stem + suffix, _Name(county, township))
