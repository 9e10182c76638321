"""What an observer reads while the office works on a report: a question, a verdict, a merger.

Nobody reads 不属实 about themselves. (Source: issue 5 item 1.)
"""

from typing import Final

_NEVER_SAID: Final = "不属实"
NOTHING_ASKED: Final = "办公室现在没有等您答复的问题。要报情况，直接发照片或说一句就行。"

NOT_TO_BE_FOUND_OUT: Final = "这件事办公室没有办法核对清楚。有照片、有具体地点，请随时补充。"
TAKEN_UP: Final = {
    "info": "您反映的情况办公室核对过，已经收录。",
    "praise": "您反映的好做法办公室核对过，已经收录。",
    "suggestion": "您的建议办公室看过，已经收录。",
}


def says_untrue(words: str) -> bool:
    """Whether words hold what nobody reads of their own report, whatever blanks stand between."""
    return _NEVER_SAID in "".join(words.split())


def asked(number: str, words: str) -> str:
    """Put the office's question about a report."""
    return (
        f"关于您报的{number}号，办公室想问：{words}\n直接回复文字或照片就行；"
        "正在报别的事时，请用“答”开头，例如“答 在村口”。"
    )


def answered(number: str) -> str:
    """Say that an answer joined the report it was asked about."""
    return f"已补到{number}号，办公室接着看，谢谢。要报别的事，先发“完成”再发。"


def answer_how(number: str) -> str:
    """Answer a bare 答."""
    return f"请在“答”后面写上要说的话，会补到{number}号。"


def joined_merged(number: str) -> str:
    """Say that a message reached a report that the office treats together with another's."""
    return f"已补到{number}号。这条和别人反映的是同一件事，办公室一并处理，您的这条照样算数。"


def found_otherwise(note: str) -> str:
    """Say kindly that the place was found otherwise; `note` is what was found."""
    found = note.rstrip("。！；;. ")
    return f"经核对，现场情况与反映有出入：{found}。如有新情况请随时补充，感谢您关注。"
