"""What the administrator reads when the menu was published, or refused, and what to do then."""

from typing import Final

from catalogue.wording.staff_intake import CHANNEL_NAMES

_COUNT: Final = "菜单最多3列、每列最多5项：请改 catalogue/data/menu.toml 后重新发布"
_KIND: Final = "有一项的类型平台不认：请改 catalogue/data/menu.toml 里的 type 后重新发布"
_NAME: Final = "有一项的名字太长或是空的：请改 catalogue/data/menu.toml 里的 name 后重新发布"
_KEY: Final = "有一项的 key 太长或是空的：请改 catalogue/data/menu.toml 后重新发布"
_URL: Final = "有一项的网址太长或不对：请改 catalogue/data/menu.toml 后重新发布"
_SHAPE: Final = "平台不认菜单的样子（版本或层数）：请升级本程序，再重新发布"
_REFUSALS: Final = {
    40015: _KIND, 40016: _COUNT, 40017: _KIND, 40018: _NAME, 40019: _KEY, 40020: _URL,
    40021: _SHAPE, 40022: _SHAPE, 40023: _COUNT, 40024: _KIND, 40025: _NAME, 40026: _KEY,
    40027: _URL,
    48001: "这个公众号没有自定义菜单的接口权限：请先在公众号后台完成微信认证，再重新发布",
    48002: "这个应用没有菜单接口的权限：请在企业微信管理后台核对应用的权限，再重新发布",
    60011: "企业微信不让改这个应用的菜单：请在管理后台核对这个应用的权限和 Secret，再重新发布",
    65301: "平台上的个性化菜单和这次的对不上：请在公众号后台删掉个性化菜单，再重新发布",
    65303: "公众号还没有默认菜单：请在公众号后台停用已有菜单，再重新发布",
    301002: "agent_id 和 Secret 不是同一个应用的：请在 config.toml 里核对，再重新发布",
}  # fmt: skip


def published(channel: str) -> str:
    """Say that the platform took the menu."""
    return f"{CHANNEL_NAMES[channel]}菜单已发布。手机上最迟五分钟后能看到，重新进入会话会快些。"


def not_published(channel: str, errcode: int | None, cause: str) -> str:
    """Say why the platform did not take the menu and what to do."""
    why = _REFUSALS.get(errcode or 0, cause)
    number = f"（错误码{errcode}）" if errcode else ""
    return f"{CHANNEL_NAMES[channel]}菜单没有发布{number}：{why}。"


def no_channel(channel: str) -> str:
    """Say that a channel is not configured."""
    return f"没有配置{CHANNEL_NAMES[channel]}，请先写好 config.toml。"
