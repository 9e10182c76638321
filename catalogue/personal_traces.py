"""What must not stand in a text for the papers: telephones, papers' numbers, doors, plates, names.

A proposal is written without them; a text that still holds one is not ready. People are known by
what stands around a name (户主…, …大爷), so a clerk reads it once more all the same.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from catalogue.letters.traces import without_namesakes, without_people

_PATTERNS: Final[Mapping[str, re.Pattern[str]]] = {
    "phone": re.compile(
        r"(?<!\d)(?:1[3-9]\d(?:[ -]?\d{4}){2}|0\d{2,3}[ -]?\d{7,8}|400[ -]?\d{3}[ -]?\d{4})(?!\d)"
    ),
    "paper": re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)|(?<!\d)\d{16,19}(?!\d)"),
    "plate": re.compile(
        r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][ ·•]?[A-Z0-9]{5,6}"
    ),
    "door": re.compile(
        r"(?<=[路街巷弄里村组院区墩湾冲])\s*[\d一二三四五六七八九十百]{1,5}(?:[-—]\d{1,4})?\s*号(?!线|文|令)"
        r"|[\dA-Za-z一二三四五六七八九十]{1,4}\s*(?:号楼|栋|幢)(?:\s*[\d一二三四五六七八九十]{1,3}\s*(?:单元|门))?"
        r"(?:\s*\d{1,4}\s*[室号房]?)?"
        r"|[\d一二三四五六七八九十]{1,3}单元(?:\s*\d{1,4}\s*[室号房]?)?|(?<!\d)\d{3,4}\s*室"
    ),
}
_SURNAMES: Final = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文肖"
)
_CALLED: Final = re.compile(
    r"(?P<before>户主|业主|村民|居民|老人|群众|联系人|负责人|姓名[是为:：]?|名叫|叫做)"
    rf"(?P<name>[{_SURNAMES}][\u4e00-\u9fff]{{1,2}})(?=[，。；、：,\s（(的家]|$)"
)
_TITLED: Final = re.compile(
    rf"(?P<name>[{_SURNAMES}][\u4e00-\u9fff]{{0,2}}?)"
    r"(?P<after>大爷|大妈|大娘|奶奶|爷爷|阿姨|叔叔|先生|女士|师傅|老人|嫂子|婆婆|娭毑)"
)
_QUOTE: Final = 12  # characters in a row that are somebody's own words and nobody else's
_SHORT: Final = 6  # fewer are anybody's: 修好了
_HANGING: Final = re.compile(r"[，、,：:；]+(?=[，、。！？；\n]|$)")  # left by what was taken out
_BLANK: Final = re.compile(r"[\W_]+")


def masked(text: str, names: Iterable[str]) -> str:
    """Return a text without these names, without numbers that lead to a person, others as 某."""
    told = without_people(text, names)
    told = _CALLED.sub(lambda found: f"{found['before']}{found['name'][0]}某", told)
    told = _TITLED.sub(lambda found: f"{found['name'][0]}{found['after']}", told)
    for pattern in _PATTERNS.values():
        told = pattern.sub("", told)
    return _HANGING.sub("", told)


def left_in(text: str) -> tuple[str, ...]:
    """Return what still leads to somebody: phone, paper, plate, door."""
    return tuple(kind for kind, pattern in _PATTERNS.items() if pattern.search(text))


def names_in(text: str, names: Collection[str]) -> tuple[str, ...]:
    """Return those of these names that a text holds, however they are spaced; no places' names."""
    plain = "".join(without_namesakes(text, names).split())
    return tuple(name for name in names if name and name in plain)


def quotes(text: str, said: str) -> bool:
    """Whether a text holds what somebody said: a run of twelve characters, or the whole of less."""
    plain, words = _BLANK.sub("", text), _BLANK.sub("", said)
    run = min(_QUOTE, len(words))
    return run >= _SHORT and any(
        words[at : at + run] in plain for at in range(len(words) - run + 1)
    )
