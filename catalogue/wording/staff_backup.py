"""What the command line says of backups."""

from typing import Final

SECRETS_APART: Final = (
    "密钥没有放进备份。请把 {path} 另存一份，与备份分开放："
    "没有它，姓名、电话和操作记录的封条都打不开。"
)
SECRETS_INSIDE: Final = "密钥也在备份里：拿到这个文件夹的人什么都打得开，请锁好。"
SECRETS_CONFIGURED: Final = "密钥写在配置文件里，没有放进备份，请把配置文件另存一份。"
RUNNING: Final = "另一次备份正在进行，等它完了再来（断掉的十分钟后自动放开）。"
NOT_EMPTY: Final = "要恢复到的数据库或文件夹里已经有内容，没有动它。请换成空的数据库和空的文件夹。"
WRONG_KIND: Final = (
    "这份备份是另一种数据库的（SQLite 和 PostgreSQL 不能互相恢复），请改配置里的 database。"
)
NEWER: Final = "这份备份是更新的程序做的，没有恢复任何内容。请先装上同样新的程序，再恢复。"
OTHER_VERSION: Final = (
    "这个数据库是空的，或者不是这一版程序的，没有备份。请看看配置文件对不对（--config）；"
    "刚换了新程序的，先用旧程序备份，或者启动一次服务再备份。"
)
KEYS_DO_NOT_FIT: Final = (
    "数据恢复了，但现在的密钥打不开里面的姓名和电话：请换回备份那时的 house-secrets.toml。"
)


def taken(folder: str, files: int, megabytes: int) -> str:
    """Tell that a backup is whole."""
    return f"备份好了：{folder}（数据库，{files}个文件，共{megabytes} MB）。"


def folder_there(folder: str) -> str:
    """Tell that the folder to write is there already."""
    return f"{folder} 已经有了，没有动它。请写一个新的文件夹名，比如带上今天的日期。"


def brought_back(made_at: str, files: int) -> str:
    """Tell that everything is back."""
    return f"恢复好了：{made_at}的备份，{files}个文件。"


def no_backup(folder: str) -> str:
    """Tell that a folder is no backup."""
    return f"{folder} 不是一份完整的备份（没有 manifest.json，或者没备份完就断了）。"


def damaged(file: str) -> str:
    """Tell which file of a backup is not what was written."""
    return f"备份里的 {file} 缺了或者坏了，没有恢复任何内容。请换一份备份。"


def failed(reason: str) -> str:
    """Tell what kept a backup from being taken."""
    return f"没有备份成，没留下半份：{reason}"


def not_brought_back(reason: str) -> str:
    """Tell what kept a backup from being brought back."""
    return f"没有恢复完：{reason}。弄好以后，把同一条命令再敲一遍。"


def of_the_database(detail: str) -> str:
    """Say that the database itself refused."""
    return f"数据库报告 {detail}"


def keys_missing(path: str) -> str:
    """Tell that the keys of the backed-up house are needed first."""
    return f"备份里没有密钥。请先把当时的 house-secrets.toml 放到 {path}，再恢复。"
