"""What `guancha doctor` says of the mailbox and of the groups' robots."""

from collections.abc import Mapping
from typing import Final

MAIL: Final = "邮件"
ROBOTS: Final[Mapping[str, str]] = {"robot": "值班群机器人", "group": "观察员群机器人"}
_LOGIN: Final = (530, 534, 535)
_NO_TLS: Final = 454
_LATER: Final = range(400, 500)

MAIL_HALF: Final = "[mail] 只填了一部分，缺 host 或 sender，摘报不发邮件。"
MAIL_HALF_FIX: Final = "host 填发件服务器，sender 填发件地址；不用邮件就把这一节删掉。"
MAIL_TO_NOBODY: Final = "[mail] 的 office 和 leaders 都是空的，邮件没有收件人。"
MAIL_TO_NOBODY_FIX: Final = "office 填收日报的地址，leaders 填收周报的地址。"
MAIL_OPEN: Final = "security 是 none：账号和授权码在网上不加密。"
MAIL_OPEN_FIX: Final = "465 端口改成 tls，587 端口改成 starttls；只有本单位内网的服务器才用 none。"
MAIL_SILENT_FIX: Final = (
    "核对 host、port，看这台机器能不能连到这个端口（云服务器常封25端口，请用465或587）。"
)
ROBOT_KNOWN: Final = "机器人的地址平台认得（没有往群里发话）。"
ROBOT_GONE: Final = "平台不认这个机器人地址（93000）：机器人可能已被移出群，或 key 抄错了。"
ROBOT_GONE_FIX: Final = "到群里「群设置 → 消息推送」重新添加，把 Webhook 地址填进 config.toml。"
ROBOT_SILENT_FIX: Final = "看这台机器能不能上外网、能不能连到 qyapi.weixin.qq.com。"


def mail_silent(host: str, port: int, detail: str) -> str:
    """Tell that the server does not answer."""
    return f"连不上邮件服务器 {host}:{port}（{detail}）。"


def mail_fix(errcode: int | None) -> str:
    """Tell what to do about a refusal."""
    if errcode == _NO_TLS:
        return "465 端口用 tls，587 端口用 starttls，host 写证书上的名字。"
    if errcode in _LOGIN:
        return "user 一般是完整的邮箱地址，password 多半要填邮箱网页里生成的授权码，不是登录密码。"
    if errcode in _LATER:
        return "服务器让等一等，过几分钟再查。"
    return "sender 要和登录的账号一致，或者请邮箱管理员放行。"


def mail_works(office: int, leaders: int) -> str:
    """Tell that the mailbox takes our e-mail."""
    return f"连得上，登录成功（没有发信）；日报{office}个收件人，周报{leaders}个。"


def robot_silent(detail: str) -> str:
    """Tell that the platform does not answer."""
    return f"连不上群机器人的平台（{detail}）。"
