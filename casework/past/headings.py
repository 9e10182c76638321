"""What a heading of an office's own sheet means, however it is written.

People's columns are known by their headings and are not read in at all: nothing the office does
with last year's lines needs an observer's name, and what is not kept cannot leak.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final, Literal

Role = Literal[
    "seq", "person", "date", "number", "day", "county", "project", "unit", "closed", "problem"
]
Kind = Literal["report", "letter", "problem"]
KINDS: Final[tuple[Kind, ...]] = ("report", "letter", "problem")

_DEEDS: Final = "签发|发函|发文|印发|上报|报送|观察|发现|反映|收集|收到|登记|走访|检查|交办|下发"
_PEOPLE: Final = (
    "姓名|观察员|反映人|上报人|报送人|填表人|举报人|联系人|联络人|联系方式|负责人|责任人|经办|"
    "承办人|办理人|签收人|群众|签字|电话|手机|身份证|微信|openid|住址|账号|银行卡"
)
_UNITS: Final = "责任|主送|承办|办理|整改|牵头|受文|收文|交办|主办|对口|落实"
_CLOSED: Final = (
    "(是否|有无).*(销号|办结|整改|完成|解决|到位)|(销号|办结|完成)(情况|状态)?|办理|"
    "(办理|整改|问题|函的)?状态"
)
# The first that fits holds, so that 销号日期 is a date and 联系电话 a person's.
_FORMS: Final[Mapping[Role, str]] = {
    "seq": "序号?|no|编次",
    "person": f".*({_PEOPLE}).*",
    "day": f"日期|时间|月日|签发|({_DEEDS})(日期|时间|日)",
    "date": ".*(日期|时间|时限|期限)|送达|签收|反馈|办结日|销号日",
    "number": ".*(文号|函号|发文字号|文件号)|(信息|函件|问题|来文)?编号",
    "county": "(所属|所在|涉及)?(县市区|县区|区县|县市|市县区?|县|地区|属地|区域)",
    "project": "(所属|涉及|对应)?(重点)?(民生)?(实事)?项目(名称|类别|编号)?|(重点)?民生实事(名称)?",
    "unit": f"({_UNITS})(单位|部门)|单位(名称)?|主送|责任主体",
    "closed": _CLOSED,
    "problem": "(存在的?|主要|反映的?|发现的?|突出|具体)?问题(描述|内容|情况|清单|表现|事项)?",
}
_ROLES: Final = {role: re.compile(form) for role, form in _FORMS.items()}
_STATE: Final = "状态"
_LETTERS_NUMBER: Final = re.compile("文号|函号|发文字号|文件号")


def shown_heading(text: str) -> str:
    """Return a heading as it is compared: 责 任\u3000单位（主送） is 责任单位."""
    folded = unicodedata.normalize("NFKC", text).lower()
    whole, outside = _letters(folded), _letters(re.sub(r"\(.*?\)", "", folded))
    return outside if role_of(outside) and not role_of(whole) else whole


def role_of(heading: str) -> Role | None:
    """Return what a heading means to us; None for a column that is kept as it stands."""
    return next((role for role, form in _ROLES.items() if form.fullmatch(heading)), None)


def roles_of(headings: Mapping[int, str]) -> dict[int, Role | None]:
    """Return each column's meaning. A second column of one meaning is kept as it stands.

    A column called 状态 may tell of anything, so another that tells the end goes before it.
    """
    taken: dict[int, Role | None] = {}
    for column in sorted(headings, key=lambda at: (_STATE in headings[at], at)):
        role = role_of(shown_heading(headings[column]))
        if role == "day" and role in taken.values():
            role = "date"
        alone = role in ("seq", "person", "date") or role not in taken.values()
        taken[column] = role if alone else None
    return dict(sorted(taken.items()))


def kind_of(headings: Mapping[int, str], roles: Mapping[int, Role | None]) -> Kind:
    """Return what the lines of a sheet are, told from its columns."""
    numbers = [headings[column] for column, role in roles.items() if role == "number"]
    of_letters = any(_LETTERS_NUMBER.search(shown_heading(heading)) for heading in numbers)
    found = set(roles.values())
    if "problem" in found and (of_letters or found & {"unit", "closed"}):
        return "problem"
    return "letter" if of_letters else "report"


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())
