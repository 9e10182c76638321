"""What the console says about observers' questions."""

ANSWERED = "答复写好了，正在发给观察员。"
ANSWERED_BEFORE = "这个答复已经发出过了，只发一次。"
FILED = "已算作观察信息，编号不变，正在告诉观察员。"
CLOSED = "已结，不另外答复。观察员查进度能看到。"
GONE = "这个提问刚刚有人处理过了，您这一步没有算。"
GONE_UNSENT = "这个提问刚刚有人处理过了，您写的答复没有发出，留在下面。"
EMPTY = "请先写好答复再发。"
NO_REASON = "不用答复，也请写一句为什么。"
REASON_TOO_LONG = "原因请写在200字以内，您写的还在下面。"


def too_long(surplus: int) -> str:
    """Say that one message does not hold the answer; `surplus` is counted in Chinese characters."""
    return f"答复太长，一条消息装不下，没有发出。请删去大约{surplus}个字再发，您写的还在下面。"
