"""What the console says about accounts, rights and the record of deeds."""

from collections.abc import Mapping
from typing import Final

from catalogue.wording import staff_column, staff_triage
from catalogue.wording.staff_letter_desk import LETTER_ACTS

ROLE_NAMES: Final[Mapping[str, str]] = {
    "clerk": "经办",
    "director": "主任",
    "convenor": "召集人",
    "deputy_convenor": "副召集人",
    "leader": "组长",
    "auditor": "审计",
    "admin": "管理员",
}
ROLE_DEEDS: Final[Mapping[str, str]] = {
    "clerk": "看和办理信息、提问、代录、花名册",
    "director": "经办能做的都能做，另可签发、看操作记录",
    "convenor": "看，另可签发",
    "deputy_convenor": "看，另可签发",
    "leader": "只看本组：成员、四个一、信息、检查；打了电话可以记；看不到函和别的组",
    "auditor": "只看，另可看操作记录",
    "admin": "经办能做的都能做，另可管理账号和设置、看操作记录；不能签发",
}
LAST_ADMIN: Final = "这是最后一个能用的管理员账号，不能停用，也不能改成别的角色。"
NOT_ONESELF: Final = "不能停用自己的账号。"
NAME_TAKEN: Final = "这个用户名已经有人用了，换一个。"
BAD_USERNAME: Final = "用户名要2到40位，只用小写字母、数字和 . _ -，以字母或数字开头。"
BAD_DISPLAY_NAME: Final = "姓名要写，最多40个字。"
BAD_ROLE: Final = "没有这个角色。"
GROUP_MISSING: Final = "组长要选花名册里的一个小组，没有改。"
OLD_ONE_WRONG: Final = "原来的密码不对，没有改。"
NEW_ONES_DIFFER: Final = "两次输入的新密码不一样，没有改。"
NEW_ONE_WEAK: Final = "新密码要10到200个字符，没有改。"
NEW_ONE_HOLDS: Final = "密码改好了，别的浏览器上已经退出。"
LEFT_EVERYWHERE: Final = "所有浏览器上都退出了。要继续用，请重新登录。"
ACCOUNT_UNLOCKED: Final = "解除了，现在就可以再登录。"
NOT_LOCKED: Final = "这个地址现在没有锁，不用解除。"
CODE_WRONG: Final = "动态码不对。看一下手机上的时间准不准，等下一个码再试。"
CODE_NEEDED_AGAIN: Final = "太久没有输入动态码，请重新登录。"
FACTOR_ON: Final = "动态码已启用。下次登录，密码之后还要输入手机上的6位码。"
FACTOR_OFF: Final = "动态码已停用。"
ACCOUNT_CLOSED: Final = "账号已停用，已经登录的也退出了。"
ACCOUNT_REOPENED: Final = "账号恢复了。"
ROLE_CHANGED: Final = "角色改好了。"
FACTOR_RESET: Final = "已取消这个账号的动态码，请本人登录后重新启用。"
ISSUER: Final = "民生实事观察员"
PHONE_HIDDEN: Final = "***"
THE_UNIT: Final = "责任单位（链接）"
THE_SERVICE: Final = "系统"
UNIT_HIDDEN: Final = "（单位不显示）"

TARGETS: Final[Mapping[str, str]] = {
    "assessment": "测评",
    "column": "观察哨",
    "delivery": "消息",
    "digest": "摘报",
    "essay": "调研材料",
    "files": "文件",
    "forward": "转发",
    "handbook": "手册",
    "import": "花名册导入",
    "inquiry": "提问",
    "inquiry-filed": "提问",
    "inspection": "检查",
    "letter": "函",
    "observer": "观察员",
    "past": "往年表格",
    "report": "信息",
    "request": "绑定申请",
    "rule": "规则",
    "series": "文号",
    "staff": "账号",
    "task": "待办",
    "trouble": "异常",
}

ACTS: Final[Mapping[str, str]] = {
    "login": "登录",
    "staff.add": "开账号",
    "staff.password": "改密码",
    "staff.role": "改角色",
    "staff.close": "停用账号",
    "staff.reopen": "恢复账号",
    "staff.leave-all": "退出所有浏览器",
    "staff.locked": "登录被锁",
    "staff.unlock": "解除登录锁定",
    "identity.open": "查看身份",
    "identity.noted": "看过查看身份的记录",
    "staff.factor": "启用动态码",
    "staff.factor-off": "停用动态码",
    "roster.import": "导入花名册",
    "roster.undo": "撤销导入",
    "roster.export": "导出花名册",
    "invitation.new": "发邀请码",
    "handbook.edited": "改手册",
    "setting.calendar": "改工作日历",
    "letter.rule": "核定函的规则",
    "setting.unit": "改责任单位",
    "setting.contact": "改联络人",
    "setting.words": "改项目的词",
    "units.export": "导出责任单位",
    "setting.leave": "改签发人请假",
    "setting.template": "换函的模板",
    "card.corrected": "改采集卡",
    "inquiry.answered": "回答提问",
    "inquiry.closed": "关闭提问",
    "inquiry.filed": "提问转为信息",
    "urgent.seen": "看过紧急信息",
    "report.entered": "代录信息",
    "reports.exported": "导出信息",
    "quota.export": "导出台账",
    "ledger.export": "导出台账",
    "past.take": "导入往年的表",
    "past.drop": "不导入往年的表",
    "past.undo": "撤销导入往年的表",
    "voice.typed": "听写语音",
    "look.asked": "请观察员看一眼",
    "look.noted": "记下观察员电话里说的",
    "task.done": "办完待办",
    "task.dismissed": "待办不用办",
    "task.duban": "建议督办",
    "keeping.departed": "到期清除离任观察员的身份",
    "keeping.files": "到期清除没人用的文件",
    **LETTER_ACTS,
    "letter.urge": "函：催办",
    "letter.urge-auto": "函：自动催办",
    "letter.call": "函：催办电话",
    "letter.hand": "函：登记单位经手人",
    "setting.urging": "开关自动催办",
    **staff_column.ACTS,
    **{f"desk.{act}": name for act, name in staff_triage.ACTS.items()},
    "digest.make": "出摘报",
    "digest.send": "发摘报",
    "unit.link": "给单位做链接",
    "unit.forward": "单位转交同事",
    "unit.revoke": "撤销单位链接",
    "unit.look": "单位打开链接",
}


def account_made(username: str, password: str) -> str:
    """Tell a new account's password, once."""
    return f"账号 {username} 开好了，密码 {password} 只显示这一次，请当面交给本人。"


def password_made(username: str, password: str) -> str:
    """Tell a new password, once."""
    return f"{username} 的新密码是 {password}，只显示这一次，请当面交给本人。"


def doer(who: str, act: str) -> str:
    """Name who did something; without an account it was a unit by its link, or the service."""
    by_link = act.startswith(("letter.", "unit."))
    return who or (THE_UNIT if by_link else THE_SERVICE)


def role_told(role: str, group: str) -> str:
    """Name a role, and the group that a leader leads, for the record."""
    name = ROLE_NAMES.get(role, role)
    return f"{name}（{group}）" if group else name


def no_account(username: str) -> str:
    """Tell that nobody has this username."""
    return f"没有 {username} 这个账号。"


def masked(name: str) -> str:
    """Write a name for people who need not know whose it is."""
    return f"{name[:1]}**"


def target(code: str) -> str:
    """Say what a deed was done to, where it has no name of its own: `task:7` is 待办 7."""
    kind, _, rest = code.partition(":")
    return f"{TARGETS[kind]} {rest}".strip() if kind in TARGETS else code
