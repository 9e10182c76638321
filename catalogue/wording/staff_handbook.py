"""What the console says about the handbook."""

from types import MappingProxyType

BASES = MappingProxyType(
    {
        "office": "办公室已核定",
        "seed": "专班文件里写的",
        "found": "公开网页上看到的",
        "believed": "参考，待办公室核定",
        "own": "本系统的说明",
    }
)
GENERAL = "不属于哪一个项目"
EVERYWHERE = "都适用"
SAVED = "存好了，马上生效。以前的写法都在下面的历史里。"
SWITCHED_OFF = "已停用，不再用它答复。历史都在。"
SWITCHED_ON = "已启用。"
CHANGED_ELSEWHERE = "这一条刚刚在别处改过，您的改动没有保存，还在下面。请对照历史再存。"

NO_QUESTION = "请写上问题（60字以内）。"
NO_ANSWER = "请写上答案（400字以内）。"
NO_SOURCE = "请写上来源（120字以内）：没有来源的话不能答复观察员。"
NO_WORDS = "请写上“说到”的词，至少一个，每个2到20字，用顿号隔开。"
BAD_ASKS = "“问到”的词每个1到20字，最多20个，用顿号隔开。"
