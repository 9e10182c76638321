"""What the chat says about an observer's questions to the office."""

_QUOTED = 20  # characters of the question, enough to know which one is meant

_TO_THE_TRAY = "这是提问，没有算作观察信息，已转办公室，有答复在这里告诉您。要当信息报，回“报”。"
ASK_THE_OFFICE = "要办公室另外答复，回“问办公室”。"
HOW_TO_ASK = "想问什么，直接打字问就行；或者发“问办公室”，后面写上要问的话。"
NOTHING_ASKED = "没有可以改成信息的提问。要报情况，直接发照片或说一句就行。"


def asked(number: str) -> str:
    """Answer a question that went to the clerks' tray."""
    return f"{_TO_THE_TRAY}（提问编号{number}）"


def passed_on(number: str) -> str:
    """Answer 问办公室: the question lies on the clerks' tray now."""
    return f"已转办公室，有答复在这里告诉您。（提问编号{number}）"


def passed_on_before(number: str) -> str:
    """Answer 问办公室 on a question that lies on the tray already."""
    return f"提问{number}已经转给办公室了，有答复在这里告诉您。"


def now_a_report(told: str) -> str:
    """Answer 报; `told` is the report's summary."""
    return f"好，当信息报了。{told}"


def a_report_already(number: str) -> str:
    """Answer 报 on a question that was made a report before."""
    return f"{number}号已经是信息了，不用再报。"


def too_long_ago(number: str, hours: int) -> str:
    """Answer 报 without a number where the last question is an old one."""
    return f"您最近的提问{number}过了{hours}小时，没有改动。要当信息报，请回“报 {number}”。"


def not_a_report(number: str) -> str:
    """Answer a command for reports that names a question."""
    return f"{number}是提问，不是信息。要当信息报，回“报 {number}”。"


def taken_back(number: str) -> str:
    """Answer 撤回 on a question."""
    return f"提问{number}撤回了，办公室不再答复。"


def beginning(words: str) -> str:
    """Return a question's beginning, in quotes."""
    line = " ".join(words.split())
    return f"“{line[:_QUOTED]}……”" if len(line) > _QUOTED else f"“{line}”"


def waiting(number: str, words: str) -> str:
    """Answer 进度 on a question nobody has answered yet."""
    return f"提问{number}{beginning(words)}：已转办公室，还没有答复。"


def answered(number: str, words: str, answer: str) -> str:
    """Tell the office's answer: sent when it is given, and said again on 进度."""
    return f"关于您的提问{number}{beginning(words)}，办公室答复：{answer}"


def closed(number: str, words: str) -> str:
    """Answer 进度 on a question that was closed without an answer."""
    return f"提问{number}{beginning(words)}：已经结了，没有另外答复。还要问，直接再问就行。"


def filed_by_office(number: str, words: str) -> str:
    """Tell that the office takes the question as a report."""
    return f"您的提问{number}{beginning(words)}，办公室算作观察信息了，编号不变。"
