"""What the chat says about an observer's questions to the office."""

_QUOTED = 20  # characters of the question, enough to know which one is meant

_TO_THE_TRAY = "这是提问，没有算作观察信息，已转办公室，有答复在这里告诉您。要当信息报，回“报”。"
ASK_THE_OFFICE = "要办公室另外答复，回“问办公室”。"
HOW_TO_ASK = "想问什么，直接打字问就行；或者发“问办公室”，后面写上要问的话。"
NOTHING_ASKED = "没有可以改成信息的提问。要报情况，直接发照片或说一句就行。"


def asked(number: str) -> str:
    """Answer a question that went to the clerks' tray."""
    return f"{_TO_THE_TRAY}（提问编号{number}）"


def handbook_answer(answer: str, source: str, *, believed: bool) -> str:
    """Tell what the handbook says, and where that stands; what is only believed is marked so."""
    mark = "参考，待办公室核定：" if believed else ""
    return f"{mark}{answer}（来源：{source}）"


def from_handbook(told: str, number: str) -> str:
    """Answer a question at once, and say how to reach a person."""
    return f"{told}\n没答到点上？回“问办公室”。要当信息报，回“报”。（提问编号{number}）"


def from_handbook_before(number: str, words: str, told: str) -> str:
    """Answer 进度 on a question that the handbook answered."""
    return f"提问{number}{beginning(words)}，当时答复：{told}"


def answered_from_handbook(number: str, words: str, told: str) -> str:
    """Tell what the handbook says to a question asked before its observer was bound."""
    return f"提问{number}{beginning(words)}：{told}没答到点上，回“问办公室”。"


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


def taken_back_before(number: str, words: str) -> str:
    """Answer 撤回 or 进度 on a question that its observer took back."""
    return f"提问{number}{beginning(words)}：您已经撤回了。要撤回别的，发“撤回”加编号。"


def beginning(words: str) -> str:
    """Return a question's beginning, in quotes."""
    line = " ".join(words.split())
    return f"“{line[:_QUOTED]}……”" if len(line) > _QUOTED else f"“{line}”"


def handbook_pages(projects: list[str], others: list[str]) -> str:
    """Answer 手册: what can be looked up."""
    asked = "".join(f"\n· {question}" for question in others)
    return (
        f"手册里有这些项目：{'、'.join(projects)}。发“手册 {projects[0]}”看一个，直接问也行。"
        + (f"\n还可以直接问：{asked}" if asked else "")
    )


def handbook_page(project: str, answers: list[str], more: int) -> str:
    """Answer 手册 with a project's name."""
    rest = f"\n还有{more}条，直接问就行。" if more else ""
    return f"{project}：\n" + "\n".join(answers) + rest


def handbook_line(question: str, told: str) -> str:
    """Say one question and its answer."""
    return f"· {question}{told}"


def handbook_without(name: str) -> str:
    """Answer 手册 with a name that the handbook does not know."""
    return f"手册里没有“{name}”。发“手册”看有哪些；要问人，发“问办公室”加上您的话。"


def handbook_empty(project: str) -> str:
    """Answer 手册 with a project about which the handbook says nothing."""
    return f"手册里还没有{project}。要问人，发“问办公室”加上您的话。"


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
