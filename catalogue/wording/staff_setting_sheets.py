"""What is said of sheets of project words and of single working days."""

from typing import Final

WORD_HEADINGS: Final = (("项目", 20), ("定项目的词", 50), ("一般的词", 50), ("不用的词", 40))
WORD_SHEET: Final = "项目的词"
DAY_HEADINGS: Final = (("日期", 14), ("上班还是放假", 16), ("依据", 60))
DAY_SHEET: Final = "单独调整的日子"
WORKS, OFF = "上班", "放假"
WORDS_STAY: Final = "表里没有写到的项目保持不变；已经归好的信息不变。"
DAYS_STAY: Final = "表里没有写到的日子保持不变；已经送达的函，限期不变。"
BAD_PROJECT: Final = "没有这个项目，请照导出的表写项目名"
PROJECT_TWICE: Final = "这个项目前面写过了"
BAD_DAY: Final = "日期要写成 2026-10-08 这样"
DAY_TWICE: Final = "这一天前面写过了"
BAD_KIND_OF_DAY: Final = "要写“上班”或者“放假”"
NO_SOURCE: Final = "依据要写，最多200个字"


def words_told(strong: str, plain: str, dropped: str) -> str:
    """Tell a project's own words on one line; empty for none."""
    told = {"定项目": strong, "一般": plain, "不用": dropped}
    return "；".join(f"{name}：{words}" for name, words in told.items() if words)
