"""What the console says of covered identities that somebody opened."""

from typing import Final

REASON_MISSING: Final = "请写清为什么要看是谁报的，4到200个字。没有打开。"
OPENED: Final = "打开了，30分钟内您看得到这位观察员是谁。已记入操作记录，主任会看到。"
NOTED: Final = "都看过了。"
NAMES_NEED_REASON: Final = "带姓名要写用途，4到200个字。没有导出。"
