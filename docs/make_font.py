# ruff: noqa: INP001 - a script beside the pages, not a package
"""Cut the font of the group's picture anew from a whole Noto Sans SC (SIL Open Font License).

    npm pack @expo-google-fonts/noto-sans-sc && tar xzf expo-google-fonts-noto-sans-sc-*.tgz
    pip install fonttools
    python docs/make_font.py package/500Medium/NotoSansSC_500Medium.ttf

What stays: GB 2312, Latin, punctuation, and what parents choose beyond it, the characters under
女, 日, 水, 火 and 玉 and some more. Hinting and layout tables go; phones draw large type anyway.
"""

from pathlib import Path

import click
from fontTools.subset import Options, Subsetter, load_font, save_font

_FONT = Path(__file__).parent.parent / "reminders" / "forwarding" / "fonts" / "NotoSansSC.ttf"
_RADICALS = ((0x5973, 0x5B4F), (0x65E5, 0x66F1), (0x6C34, 0x7228), (0x7389, 0x74DB))
_MORE = (
    "〇喆堃犇骉骁赟弢翀翯龑龢䶮禛祎祯禕稑竑筠筱箐綦翊聿茺芃芊芮荃莙菡菀葳蓁蕤薇虓袆諠谞贇轩轫"
    "郗郦鄢钊钘钧钰铄铎铖锟镕镔闫阎隽霈霏霖靓颀颢颉飏馥骐骢鹂麾黛黻㛃𬭎𬍛𫍯𬀩𬘓𬣞𬴂𫖮"
)
_MARKS = "·•—–…“”‘’￥●○★×°"


def _wanted() -> set[int]:
    return {
        *range(0x20, 0x7F),
        *(code for first, last in _RADICALS for code in range(first, last)),
        *map(ord, _MORE + _MARKS),
        *map(ord, _gb2312()),
    }


def _gb2312() -> str:
    rows, cells = range(0xA1, 0xF8), range(0xA1, 0xFF)
    pairs = bytes(byte for row in rows for cell in cells for byte in (row, cell))
    return pairs.decode("gb2312", errors="ignore")


@click.command(help=__doc__)
@click.argument("whole", type=click.Path(exists=True, path_type=Path))
def main(whole: Path) -> None:
    """Write the smaller font."""
    options = Options(hinting=False, layout_features=[], notdef_outline=True, name_IDs=["*"])
    font = load_font(str(whole), options)
    cutter = Subsetter(options)
    cutter.populate(unicodes=_wanted())
    cutter.subset(font)
    save_font(font, str(_FONT), options)
    click.echo(f"{_FONT.name}: {_FONT.stat().st_size} bytes, {font['maxp'].numGlyphs} glyphs")


if __name__ == "__main__":
    main()
