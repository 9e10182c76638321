"""What a clerk reads of short messages: why one did not leave, and what the account lacks."""

from typing import Final

NO_ANSWER: Final = "短信平台没有回应"
TOO_FAST: Final = "短信发得太密，平台要求等一等"
DAY_LIMIT: Final = "这个号码或这个账号今天的短信已经到上限，明天再发"
BALANCE: Final = "短信套餐用完了，请到腾讯云短信控制台续购"
ACCOUNT: Final = "短信账号不对或没有权限，请核对 config.toml 里 [sms] 的密钥、应用编号和来源IP"
SIGN_NAME: Final = "短信签名没有通过审核或写得不对，请核对 [sms] 的 sign_name"
TEMPLATE: Final = "短信模板没有通过审核，或变量对不上，请核对 [sms] 的模板编号"
CONTENT: Final = "短信平台说内容不合要求，没有发"
NUMBER: Final = "短信平台说手机号不对，请核对花名册"
DECLINED: Final = "对方退订了短信，或在运营商的免打扰名单里"
ONE_A_DAY: Final = "今天已经给他发过一条短信，一天最多一条"


def unknown_code(code: str) -> str:
    """Name a code that the table of reactions does not know."""
    return f"短信平台返回“{code[:60]}”，没有发出去"


def closed(cause: str) -> str:
    """Tell that no short message leaves until somebody acts."""
    return f"{cause}。改好以前，微信上联系不到的人也收不到短信，请看“联系不上”打电话。"
