"""What a clerk reads when a message did not leave or a file did not come, and why."""

from typing import Final

_CHANNELS: Final = {
    "official": "公众号",
    "work": "企业微信",
    "robot": "值班群机器人",
    "group": "观察员群机器人",
    "mail": "邮件",
    "unit": "单位联络人的短信",
}

# --- why a message waits or was given up ----------------------------------------------------------
NO_ANSWER: Final = "平台没有回应，稍后再试"
BUSY: Final = "平台一直繁忙，试了几次都没有发出去"
REFRESHING: Final = "平台不认访问凭证，正在换新的"
TOO_FAST: Final = "发得太快，平台要求慢一点，稍后再试"
TOO_MANY_AT_ONCE: Final = "同时发得太多，平台要求等几秒"
DAILY_QUOTA: Final = "公众号今天的接口次数用完了，零点以后再发"
MINUTE_QUOTA: Final = "企业微信这一分钟的次数用完了，稍后再发"
QUIET_HOURS: Final = "不在办公时间，等到上班再提醒"
NOT_NEEDED: Final = "已经交齐、请了假或不要提醒，不用发了"
NOT_ASKED_ANY_MORE: Final = "已经有了回话或结果，不用再问了"
NOT_URGENT: Final = "单位已经反馈，或时限、开关有了变化，不用催了"
NOT_TWICE: Final = "前一次发出后平台没有回应，可能已经收到；提醒宁可少一次，不重发"
NO_ROOM: Final = "对方48小时内没有来过消息，或这次来消息后已发满5条，公众号不让再发"
NO_ACCOUNT: Final = "还没有绑定账号，没有地方可发"
ACCOUNT_CHANGED: Final = "原来的账号已经解绑或换了人，不再往那里发"
WINDOW_CLOSED: Final = "公众号答复：对方超过48小时没有来消息，或已取消关注"
WAIT_FOR_WORD: Final = "公众号答复：这次来消息后已发满，等对方再来消息时补发"
NOT_FOLLOWING: Final = "对方没有关注公众号（或已取消关注）"
REFUSED_BY_PERSON: Final = "对方拒收这类通知"
NO_RECIPIENT: Final = "企业微信里没有这个人，或他不在应用的可见范围"
NO_LICENCE: Final = "对方的企业微信账号没有接口许可"
NOT_GRANTED: Final = "平台没有给这个账号这项权限"
TEMPLATE_WRONG: Final = "平台不认模板编号，请核对 config.toml 里 notices 的模板编号"
FIELDS_WRONG: Final = "模板的字段对不上，请核对 config.toml 里 notices 的字段名"
ROBOT_GONE: Final = "群机器人的地址（key）失效，机器人可能已被移出群"
TOO_MANY_FOR_ONE: Final = "给同一个人（或同一个群）发得太密，隔半分钟再发"
AGENT_NOT_ALLOWED: Final = "企业微信应用的 agent_id 不对或没有权限，请核对配置"
APP_ID_WRONG: Final = "平台说 AppID（企业ID）不对，请核对配置"
WRONG_CREDENTIALS: Final = "平台说应用密钥不对，请核对配置"
IP_NOT_LISTED: Final = "服务器的IP不在平台的白名单（可信IP）里，请到平台后台添加"
CONTENT_REFUSED: Final = "平台说内容不合要求，没有发"
STALE: Final = "一直没有发出去，过了时限，不再发"
NO_CHANNEL: Final = "这个渠道没有配置，发不出去"
GONE: Final = "平台已经没有这个文件"
UPLOAD_GONE: Final = "代录时上传的文件不在了，请从原处再传一次"
PAUSED: Final = "平台的设置有问题或平台没有回应，暂停一会儿再试"
MAIL_LATER: Final = "邮件服务器让等一等再发"
MAIL_LOGIN: Final = "邮件服务器不认账号或授权码，请核对 config.toml 的 [mail]"
MAIL_NOT_SAFE: Final = (
    "和邮件服务器之间不能加密，或它的证书不可信，没有发；请核对 [mail] 的 host、port、security"
)
POISON: Final = "处理时程序连续出错三次，已停下，请交技术人员看"


def unknown_answer(errcode: int) -> str:
    """Name an answer of the platform that the table of reactions does not know."""
    return f"平台返回错误码{errcode}，没有发出去"


def mail_refused(code: int) -> str:
    """Tell that the server refused an e-mail for good."""
    return f"邮件服务器拒收（{code}），请核对收件地址"


def mail_turned_away(code: int) -> str:
    """Tell that the server does not even begin to talk to us."""
    return f"邮件服务器不接（{code}），请核对 config.toml 的 [mail]，或问邮箱管理员放没放行这台机器"


def mail_sender_refused(code: int) -> str:
    """Tell that the server does not let us write from our address."""
    return f"邮件服务器不让用这个发件地址（{code}），[mail] 的 sender 要和登录的账号一致"


def mail_text_refused(code: int) -> str:
    """Tell that the server refused the text itself."""
    return f"邮件服务器不收这封信的内容（{code}），请问邮箱管理员"


def mail_stopped(cause: str) -> str:
    """Tell that no e-mail leaves until somebody puts it right."""
    return f"{cause}。改好以前摘报发不了邮件；系统每十五分钟再试，一份最多等半天，网页上一直都有。"


def notice_failed(status: str) -> str:
    """Name the final word of the platform's event on a template message."""
    known = {
        "failed:user block": "模板消息没有送达：对方拒收公众号的消息",
        "failed: system failed": "模板消息没有送达：平台内部出错",
        "failed:freq limit": "模板消息没有送达：平台嫌发得太频繁",
    }
    return known.get(status, f"模板消息没有送达（平台说：{status}）")


def perhaps_arrived(cause: str) -> str:
    """Say that an earlier try was never answered, so nobody knows."""
    return f"{cause}（前一次平台没有回应，也可能已经送到）"


def one_after_the_other(causes: list[str]) -> str:
    """Tell why each road was closed, in the order in which they were tried."""
    return "；".join(causes)


# --- troubles -------------------------------------------------------------------------------------
def undelivered(recipient_channel: str, cause: str) -> str:
    """Tell that a message did not reach its recipient."""
    channel = _CHANNELS.get(recipient_channel, recipient_channel)
    return f"有一条{channel}消息未送达：{cause}。请用电话等别的办法告知对方。"


def platform_stopped(app: str, cause: str) -> str:
    """Tell that the platform is not called any more until somebody puts the settings right."""
    return f"{app}：{cause}。改好以前，收不到照片，也发不出消息；系统每十分钟再试一次。"


def file_expired(number: str) -> str:
    """Tell that a photo is lost unless its observer sends it again."""
    return f"{number}号：照片已过期，请观察员重发（平台只保留三天，没有取到）。"


def file_unfetchable(number: str) -> str:
    """Tell that a photo is lost because our account has no right to fetch any."""
    return (
        f"{number}号：照片已过期。账号没有下载照片的权限，三天里没能取；"
        "权限办好以前，请打电话请观察员另外交来。"
    )


def file_refused(number: str, sentence: str) -> str:
    """Tell that a file came and could not be kept; `sentence` says why."""
    return f"{number}号：{sentence}"


def files_late(number: str, count: int) -> str:
    """Tell that files are still missing after a day."""
    return f"{number}号：有{count}个照片或文件超过一天还没有取到，系统还在试；平台只保留三天。"


def rule_failed(name: str) -> str:
    """Tell that a timed task fails."""
    return f"定时任务“{name}”出错，没有做完，请交技术人员看日志。"


STORE_FAILS: Final = "照片存不进硬盘（可能满了），系统每五分钟再试。请技术人员尽快处理。"
NOT_A_VOICE: Final = "收到的语音打不开，没有保存。请观察员重发一次。"
NOT_A_VIDEO: Final = "收到的视频打不开，没有保存。请观察员重发一次。"
TOO_BIG: Final = "文件太大，超过了系统的上限，没有保存。已请观察员分成短一些的几段重发。"
