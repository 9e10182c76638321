"""What `guancha doctor` says of the platforms and of the address they call."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

CALLBACK: Final = "回调地址"
PLATFORMS: Final = MappingProxyType({"official": "公众号", "work": "企业微信"})

# --- platforms ------------------------------------------------------------------------------------

CREDENTIALS_GOOD: Final = "账号和密钥都对，拿到了调用凭证。"
PAUSE_LIFTED: Final = "先前密钥不对时系统暂停了调用，现在已经恢复。"
CALLS_ALLOWED: Final = "接口调得通，本机出口IP在白名单里。"
NO_ANSWER_FIX: Final = (
    "看这台机器能不能上外网、域名解析和代理对不对、防火墙放没放行；"
    "平台自己出故障就等一等，照片会接着取。"
)
ODD_ANSWER: Final = "平台的回答看不懂。"
_APP: Final = "企业微信管理后台 → 应用管理 → 这个应用"
AGENT_CLOSED: Final = "这个应用在企业微信里停用了，收发不了消息。"
AGENT_CLOSED_FIX: Final = f"{_APP} → 启用。"
CLOCK_IS_OFF_FIX: Final = (
    "打开本机的自动对时（如 timedatectl set-ntp true）；差五分钟以上，消息会被拒收。"
)
SWITCHED_OFF: Final = "平台不许做的一件事，系统已经停用它。"

CALLS: Final = MappingProxyType(
    {"send": "发客服消息", "fetch": "下载照片", "template": "发模板消息"}
)
_CERTIFY: Final = "办理微信认证（公众平台 → 设置与开发 → 公众号设置）"
_GRANT_FIXES: Final = MappingProxyType(
    {
        "send": f"{_CERTIFY}；在那以前只能当场回复，补发的通知发不出去。",
        "fetch": f"{_CERTIFY}；在那以前照片三天后就没了。",
        "template": "用得上才办：公众平台 → 广告与服务 → 模板消息，开通并选好类目。",
    }
)

_LIST_IP: Final = "公众平台 → 设置与开发 → 基本配置 → IP白名单"
_TRUST_IP: Final = f"{_APP} → 企业可信IP"
_FIXES: Final[Mapping[tuple[str, int], str]] = MappingProxyType(
    {
        ("official", -1): "平台忙，过几分钟再查。",
        (
            "official",
            40001,
        ): "AppSecret 不对：公众平台 → 设置与开发 → 基本配置，重置后填进 app_secret。",
        ("official", 40002): "平台地址不对：核对 api_base_url。",
        ("official", 40013): "AppID 不对：公众平台 → 设置与开发 → 基本配置，照抄 wx 开头的那个。",
        (
            "official",
            40125,
        ): "AppSecret 不对：公众平台 → 设置与开发 → 基本配置，重置后填进 app_secret。",
        ("official", 40243): "AppSecret 被冻结：公众平台 → 设置与开发 → 基本配置，解冻。",
        ("official", 45009): "今天的调用次数用完了，零点后恢复；也可以在公众平台清零一次。",
        ("official", 48001): "账号没有这个接口的权限：办理微信认证，再到 接口权限 里看有没有开通。",
        ("official", 50002): "账号被限制使用：登录公众平台看通知。",
        ("official", 61024): "这个账号由第三方平台代管，请在那边取消授权或改用它的接口。",
        ("work", -1): "平台忙，过几分钟再查。",
        (
            "work",
            40001,
        ): f"应用的 Secret 不对：{_APP} → Secret，查看后填进 secret。",
        ("work", 40013): "企业ID不对：企业微信管理后台 → 我的企业，最下面那一行。",
        ("work", 40056): f"AgentId 不对：{_APP}，照抄 AgentId。",
        ("work", 41001): "没有带上凭证，请告诉技术人员。",
        (
            "work",
            48001,
        ): f"应用没有这个接口的权限：{_APP}，核对权限。",
        (
            "work",
            48002,
        ): f"应用没有这个接口的权限：{_APP}，核对权限。",
        ("work", 60011): "应用没有权限：核对应用的可见范围和管理权限。",
        ("work", 301002): "AgentId 和 Secret 不是同一个应用的，请都从同一个应用的页面照抄。",
    }
)


def no_answer(detail: str) -> str:
    """Say that the platform did not answer."""
    return f"连不上平台（{detail}），照片取不了，通知发不出；收消息不受影响。"


def refused(errcode: int) -> str:
    """Say that the platform refuses us."""
    return f"平台拒绝了我们（错误码{errcode}），照片取不了，通知发不出。"


def fix_of(channel: str, errcode: int, address: str) -> str:
    """Tell what helps against an errcode; `address` is ours as the platform saw it, or ""."""
    if errcode in {40164, 60020}:
        where = _LIST_IP if channel == "official" else _TRUST_IP
        ours = address or "（平台没有说是哪个，请问网络管理员本机的出口IP）"
        return f"把本机出口IP {ours} 加进 {where}；几分钟后生效。"
    unknown = f"请在平台的文档里查错误码{errcode}，或告诉技术人员。"
    return _FIXES.get((channel, errcode), unknown)


def clock_is_off(seconds: int) -> str:
    """Say by how much our clock is wrong."""
    direction = "快" if seconds > 0 else "慢"
    return f"本机时钟比平台{direction}{abs(seconds)}秒。"


def agent_open(name: str) -> str:
    """Say that the app is on."""
    return f"应用“{name}”已启用。"


def granted(what: str, left: object) -> str:
    """Say that the account may do this; `left` calls today, if known."""
    rest = f"，今天还剩{left}次" if isinstance(left, int) else ""
    return f"可以{what}{rest}。"


def not_granted(what: str) -> str:
    """Say that the account may not do this."""
    return f"账号没有{what}的权限。"


def not_granted_fix(name: str) -> str:
    """Tell how to get a permission."""
    return _GRANT_FIXES[name]


def unknown_grant(what: str, errcode: object) -> str:
    """Say that a permission could not be looked up."""
    return f"查不到能不能{what}（错误码{errcode}）。"


def used_up(what: str) -> str:
    """Say that the day's calls are used up."""
    return f"今天{what}的次数用完了。"


# --- the callback address -------------------------------------------------------------------------

NO_PUBLIC_URL: Final = "没有填外网地址，没法从外面检查平台能不能找到我们，邀请二维码也用不了。"
NO_PUBLIC_URL_FIX: Final = (
    "把反向代理对外的地址填进 server.public_url，如 https://guancha.example.gov.cn 。"
)
NOT_HTTPS: Final = "外网地址不是 https：后台密码和照片在路上没有加密。"
NOT_HTTPS_FIX: Final = "请在反向代理上装证书，再把 public_url 改成 https:// 开头。"
NO_SUCH_HOST_FIX: Final = "核对 public_url 里的域名，看域名解析生效没有。"
AWAY_FIX: Final = (
    "看服务和反向代理启动没有、证书过没过期；"
    "若内网本来就访问不到自己的外网地址，用手机流量打开 /healthz 再看。"
)
CALLBACK_ODD_FIX: Final = "看反向代理是不是转给了别的网站，/wechat/ 要原样转给本服务。"
_STATUS_FIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "403": (
            "多半是那边运行的服务用的 Token 或 EncodingAESKey 和这份配置不一样，"
            "或者两边时钟差得多；改过配置要重启服务。"
        ),
        "404": "反向代理没有把 /wechat/ 转给本服务，或者那边的服务没有接这个渠道。",
        "502": "反向代理找不到本服务：看服务启动没有、端口对不对。",
        "503": "服务忙不过来，或反向代理找不到它：看服务启动没有。",
    }
)


def no_such_host(host: str) -> str:
    """Say that the name does not resolve."""
    return f"域名 {host} 解析不出来，平台找不到我们。"


def host_found(host: str, address: str) -> str:
    """Say what the name resolves to."""
    return f"域名 {host} 解析到 {address}。"


def callback_status(url: str, status: str) -> str:
    """Say that the address answers with an error."""
    return f"{url} 回答了 HTTP {status}，平台的验证会失败。"


def status_fix(status: str) -> str:
    """Tell what helps against a status."""
    return _STATUS_FIXES.get(status, CALLBACK_ODD_FIX)


def callback_away(url: str) -> str:
    """Say that the address cannot be reached from here."""
    return f"从本机连不上 {url}。"


def callback_odd(url: str) -> str:
    """Say that something else answers."""
    return f"{url} 有回答，但不是本服务的。"


def callback_works(url: str) -> str:
    """Say that the address verifies."""
    return f"{url} 验证通过，可以填到平台后台。"
