"""Sentences of the console's page about people who are no (bound) observers."""

LETTER_SEEN = "已标为看过了。"
LETTER_SEEN_BEFORE = "这封已经有人看过，或者已经到期删除了。"
