"""How an observer is asked to allow a notice."""


def please_agree(url: str) -> str:
    """Ask for one press of 允许, which is good for one notice."""
    return f"\n想在两天以后也收到结果，请点开这里，点一下“允许”（点一次管一条）：{url}"
