"""What the office reads about deliveries that went wrong."""

from datetime import datetime

CHANNEL_NAMES = {"official": "公众号", "work": "企业微信"}


def clock_is_off(channel: str, stamped: datetime, now: datetime) -> str:
    """Tell that calls are refused because the two clocks differ."""
    minutes = round(abs((now - stamped).total_seconds()) / 60)
    return (
        f"{CHANNEL_NAMES[channel]}连续发来时间不对的消息（相差约{minutes}分钟），已拒收并存底。"
        "请管理员核对服务器时间；校准后在这一页逐条点“重新收下”。"
    )
