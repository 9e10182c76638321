"""What a notice's field says: twenty characters, the main thing first."""

from datetime import date

SEND_AGAIN = "有文件没收好，请再发一次"
SAY_IN_WORDS = "语音没听清，请打字说一遍"
TYPED_UP = "语音已转成文字，请核对"
ENTERED = "办公室替您录了一条信息"
URGENT_SEEN = "值班同志已看到，正在处理"
BINDING_CONFIRMED = "已绑定，可以报情况了"
BINDING_REFUSED = "没有绑定成，请联系办公室"
ALARM = "请登录后台查看处理"
FILED = "已转为信息，由办公室办理"
COUNTED = "这条算数了"
NOT_COUNTED = "这条没有计数，请看原因"
ASSESSMENT = "请答三道题，回三个数字就行"
INSPECTION_CHANGED = "检查安排有变，请看新安排"
INSPECTION_CANCELLED = "这次检查取消了，不用去"
LOOK = "单位有答复，请您看一眼"
OUTCOME = "有结果了，发“进度”看"
REOPENED = "这件事又在办了"
ESSAY_RETURNED = "材料请改一改再交"
ESSAY_ACCEPTED = "材料办公室已收下"
DESK_ASKS = "办公室想再问一句，请看问题"
COLUMN_ASKS = "有稿子想登报，请您定"
PUBLISHED = "您报的事登出来了"
_MOST = 20  # characters of a field


def invited(day: date) -> str:
    """Invite to an inspection."""
    return f"{day.month}月{day.day}日检查，能去请回“报名”"


def answered(number: str, answer: str) -> str:
    """Tell a short answer; of a longer one, how to read the whole of it."""
    return answer if len(answer) <= _MOST else f"有答复，发“进度{number}”看"
