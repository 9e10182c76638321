"""How a paragraph really looks: its own format, else its styles', else the document's.

python-docx tells only what a paragraph says itself. Sizes are points, lengths millimetres.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn

_TWIPS_A_POINT: Final = 20
_MM_A_TWIP: Final = 25.4 / 1440
_HALVES_A_POINT: Final = 2
_WORDS_OWN_SIZE: Final = 10.0
_SINGLE: Final = "240"
_REDS: Final = ("FF0000", "RED")
_FONT_THEMES: Final = {"minor": "minorFont", "major": "majorFont"}
_CHINESE: Final = range(0x4E00, 0xA000)
_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Look:
    """What a reader sees of a paragraph. `font` is that of its Chinese characters.

    `exact` is the line spacing in points where it is fixed, else None; `pitch` the same, or that of
    the page's grid where single lines stand on it; `indent` the indentation of the first line in
    characters; `align` is Word's own word; `colour` is RRGGBB or empty.
    """

    font: str
    size: float
    bold: bool
    colour: str
    align: str
    exact: float | None
    pitch: float | None
    indent: float


class Looks:
    """Resolves the formats of one document."""

    def __init__(self, document: Document) -> None:
        self._styles = {
            style.get(qn("w:styleId")): style
            for style in document.styles.element.iter(qn("w:style"))
        }
        self._normal = next(
            (
                name
                for name, style in self._styles.items()
                if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) == "1"
            ),
            None,
        )
        defaults = document.styles.element.find(qn("w:docDefaults"))
        self._run_defaults = _inside(defaults, "w:rPrDefault", "w:rPr")
        self._paragraph_defaults = _inside(defaults, "w:pPrDefault", "w:pPr")
        self._themes = _theme_fonts(document)
        self._grid = _grid(document)

    def of(self, paragraph: Any) -> Look:
        """Return the look of a paragraph element: of its longest run, where runs differ."""
        runs = [run for run in paragraph.iter(qn("w:r")) if _said(run)]
        longest = max(runs, key=lambda run: len(_said(run)), default=None)
        return self.of_run(paragraph, longest)

    def within(self, paragraph: Any) -> tuple[tuple[str, Look], ...]:
        """Return (text, look) of each run that holds Chinese characters."""
        runs = [run for run in paragraph.iter(qn("w:r")) if _is_chinese(_said(run))]
        return tuple((_said(run), self.of_run(paragraph, run)) for run in runs)

    def of_run(self, paragraph: Any, run: Any) -> Look:
        """Return the look of one run of a paragraph; `run` may be None."""
        size, exact = self.size(paragraph, run), self._exact(paragraph)
        return Look(
            font=self._font(paragraph, run),
            size=size,
            bold=_is_on(self._of_run(paragraph, run, "w:b")),
            colour=_value(self._of_run(paragraph, run, "w:color")).upper(),
            align=_value(self._of_paragraph(paragraph, "w:jc")) or "both",
            exact=exact,
            pitch=exact or self._on_grid(paragraph),
            indent=self._indent(paragraph, size),
        )

    def size(self, paragraph: Any, run: Any) -> float:
        """Return the size of a run in points."""
        said = _value(self._of_run(paragraph, run, "w:sz"))
        return _number(said) / _HALVES_A_POINT if said else _WORDS_OWN_SIZE

    def length(self, paragraph: Any, side: str) -> float:
        """Return the left or right indentation in millimetres."""
        for properties in self._paragraph_chain(paragraph):
            indent = properties.find(qn("w:ind"))
            if indent is not None and indent.get(qn(f"w:{side}")) is not None:
                return _number(indent.get(qn(f"w:{side}"))) * _MM_A_TWIP
        return 0.0

    def _font(self, paragraph: Any, run: Any) -> str:
        for properties in self._run_chain(paragraph, run):
            names = properties.find(qn("w:rFonts"))
            if names is None:
                continue
            if theme := names.get(qn("w:eastAsiaTheme")):
                return self._themes.get(theme[:5], "")
            if font := names.get(qn("w:eastAsia")):
                return str(font)
        return ""

    def _exact(self, paragraph: Any) -> float | None:
        """Return the fixed line spacing; single spacing on Word's own grid counts as none."""
        for properties in self._paragraph_chain(paragraph):
            spacing = properties.find(qn("w:spacing"))
            if spacing is not None and spacing.get(qn("w:line")) is not None:
                rule = spacing.get(qn("w:lineRule"), "auto")
                line = _number(spacing.get(qn("w:line")))
                return line / _TWIPS_A_POINT if rule == "exact" else None
        return None

    def _on_grid(self, paragraph: Any) -> float | None:
        """Return the pitch of the page's grid (文档网格) for single lines that stand on it."""
        snaps = self._of_paragraph(paragraph, "w:snapToGrid")
        if snaps is not None and not _is_on(snaps):
            return None
        for properties in self._paragraph_chain(paragraph):
            spacing = properties.find(qn("w:spacing"))
            line = None if spacing is None else spacing.get(qn("w:line"))
            if line is not None:
                single = spacing.get(qn("w:lineRule"), "auto") == "auto" and line == _SINGLE
                return self._grid if single else None
        return self._grid

    def _indent(self, paragraph: Any, size: float) -> float:
        for properties in self._paragraph_chain(paragraph):
            indent = properties.find(qn("w:ind"))
            if indent is None:
                continue
            if characters := indent.get(qn("w:firstLineChars")):
                return _number(characters) / 100
            if first := indent.get(qn("w:firstLine")):
                return _number(first) / _TWIPS_A_POINT / size
            if indent.get(qn("w:hanging")) or indent.get(qn("w:hangingChars")):
                return 0.0
        return 0.0

    def _of_run(self, paragraph: Any, run: Any, tag: str) -> Any:
        found = (chain.find(qn(tag)) for chain in self._run_chain(paragraph, run))
        return next((element for element in found if element is not None), None)

    def _of_paragraph(self, paragraph: Any, tag: str) -> Any:
        found = (chain.find(qn(tag)) for chain in self._paragraph_chain(paragraph))
        return next((element for element in found if element is not None), None)

    def _run_chain(self, paragraph: Any, run: Any) -> Iterator[Any]:
        own = None if run is None else run.find(qn("w:rPr"))
        if own is not None:
            yield own
            yield from self._style_chain(_value(own.find(qn("w:rStyle"))), "w:rPr")
        yield from self._style_chain(self._style_of(paragraph), "w:rPr")
        if self._run_defaults is not None:
            yield self._run_defaults

    def _paragraph_chain(self, paragraph: Any) -> Iterator[Any]:
        own = paragraph.find(qn("w:pPr"))
        if own is not None:
            yield own
        yield from self._style_chain(self._style_of(paragraph), "w:pPr")
        if self._paragraph_defaults is not None:
            yield self._paragraph_defaults

    def _style_of(self, paragraph: Any) -> str | None:
        own = paragraph.find(qn("w:pPr"))
        named = "" if own is None else _value(own.find(qn("w:pStyle")))
        return named or self._normal

    def _style_chain(self, name: str | None, tag: str) -> Iterator[Any]:
        seen: set[str] = set()
        while name and name not in seen and name in self._styles:
            seen.add(name)
            style = self._styles[name]
            properties = style.find(qn(tag))
            if properties is not None:
                yield properties
            name = _value(style.find(qn("w:basedOn")))


def is_red(colour: str) -> bool:
    """Whether a colour (RRGGBB, or a name) is one that a printer's red may have."""
    if colour in _REDS:
        return True
    try:
        red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    except ValueError:
        return False
    return red >= 0xC0 and max(green, blue) <= 0x40  # noqa: PLR2004 - e.g. E60012, C00000


def _grid(document: Document) -> float | None:
    grid = document.sections[0]._sectPr.find(qn("w:docGrid"))  # noqa: SLF001 - has no public way
    if grid is None or grid.get(qn("w:type"), "default") == "default":
        return None
    return _number(grid.get(qn("w:linePitch"), "0")) / _TWIPS_A_POINT or None


def _theme_fonts(document: Document) -> dict[str, str]:
    """Return the Chinese fonts of the document's theme, {"minor": …, "major": …}."""
    parts = document.part.rels.values()
    theme = next(
        (each for each in parts if not each.is_external and each.reltype.endswith("/theme")), None
    )
    if theme is None:
        return {}
    root = parse_xml(theme.target_part.blob)
    return {name: _chinese_font(root, tag) for name, tag in _FONT_THEMES.items()}


def _chinese_font(root: Any, tag: str) -> str:
    fonts = next(root.iter(f"{_DRAWING}{tag}"), None)
    if fonts is None:
        return ""
    east = fonts.find(f"{_DRAWING}ea")
    if east is not None and east.get("typeface"):
        return str(east.get("typeface"))
    scripts = {font.get("script"): font.get("typeface") for font in fonts.iter(f"{_DRAWING}font")}
    return str(scripts.get("Hans") or "")


def _inside(element: Any, *tags: str) -> Any:
    for tag in tags:
        element = None if element is None else element.find(qn(tag))
    return element


def _said(run: Any) -> str:
    return "".join(text.text or "" for text in run.findall(qn("w:t"))).strip()


def _is_chinese(text: str) -> bool:
    return any(ord(each) in _CHINESE for each in text)


def _value(element: Any) -> str:
    return "" if element is None else str(element.get(qn("w:val")) or "")


def _is_on(element: Any) -> bool:
    return element is not None and _value(element) not in {"0", "false", "off"}


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
