"""What the chat says when an observer corrects what we understood (改)."""

HOW_TO_CORRECT = (
    "请这样发：“改 项目 养老服务”“改 地点 邵东市黑田铺镇”“改 性质 问题”“改 紧急”“改 不紧急”。"
    "要改别的编号：“改 32 项目 养老服务”。"
)


def corrected(number: str, parts: list[str]) -> str:
    """Say what the report holds after a correction."""
    return f"改好了。{number}号：{'，'.join(parts)}。"


def what_instead(number: str) -> str:
    """Ask what is wrong where the observer only said that something is."""
    return f"对不起。{number}号哪里不对？{HOW_TO_CORRECT}"


def which_instead(names: list[str]) -> str:
    """Ask which project it is where the observer denied the one we named."""
    known = "、".join(names)
    return f"好，那是哪一类？请发“改 项目”和名字。有这些：{known}；都不是就发“改 项目 都不是”。"


def unknown_project(names: list[str]) -> str:
    """Name the projects where the one given is not among them."""
    return f"是哪个项目？有这些：{'、'.join(names)}；都不是就发“改 项目 都不是”。"


def unknown_place() -> str:
    """Answer a place that is none of ours."""
    return "没认出是哪里。请说县市区和乡镇，例：“改 地点 邵东市黑田铺镇”。"


def unknown_kind() -> str:
    """Answer a kind that is none of ours."""
    return "性质请说：信息、问题、建议、典型经验。例：“改 性质 问题”。"


def over_already(number: str) -> str:
    """Answer a correction of a withdrawn or merged report."""
    return f"{number}号已经不收了，改不了。发“我的”看看您的编号。"


def settled_by_office(number: str) -> str:
    """Answer a correction of what a clerk has already decided."""
    return f"{number}号办公室已经核定过了，要改请联系办公室。"
