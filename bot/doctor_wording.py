"""What `guancha doctor` says: each finding with its consequence, each fix as something to do."""

from collections.abc import Sequence
from typing import Final

SETTINGS: Final = "配置"
DATABASE: Final = "数据库"
FILES: Final = "照片存放"
KEYS: Final = "密钥"
WORKER: Final = "后台任务"
TOOLS: Final = "工具"
CALENDAR: Final = "工作日历"
LETTERS: Final = "函的规则"
BACKUP: Final = "备份"
NOTICES: Final = "通知模板"
RULES: Final = "规则核定"

HANGS: Final = "这一项查了很久没有结果。"
HANGS_FIX: Final = "多半是网络或磁盘卡住了，看看别的几项再重查。"
BROKE_FIX: Final = "请把这一行告诉技术人员；其他各项照常检查。"


def broke(kind: str) -> str:
    """Say that a check itself failed."""
    return f"检查本身出错（{kind}）。"


def chmod(path: str) -> str:
    """Tell how to shut a file to others."""
    return f"执行：chmod 600 {path}"


# --- settings -------------------------------------------------------------------------------------


def settings_read(path: str) -> str:
    """Say that the settings are fine."""
    return f"{path} 读得懂，各项都合要求。"


CONFIG_OPEN: Final = "配置文件里有平台密钥，这台机器上的其他用户也能读。"

# --- database -------------------------------------------------------------------------------------

START_ONCE: Final = "启动一次服务（guancha serve）就会建好。"
NOT_MIGRATED: Final = "数据库的表和这个版本的程序对不上，服务收不了消息。"
DATABASE_AWAY_FIX: Final = (
    "核对 storage.database 的位置或地址、用户和密码；是 PostgreSQL 就看它启动没有。"
)
CANNOT_WRITE_FIX: Final = "看磁盘满没满、文件和文件夹属于谁、有没有别的程序长时间占用数据库。"
OLD_POSTGRES_FIX: Final = "请升级到 PostgreSQL 13 或更新的版本。"


def no_database(path: str) -> str:
    """Say that there is no database yet."""
    return f"还没有数据库文件 {path}。"


def database_away(kind: str) -> str:
    """Say that the database does not answer."""
    return f"数据库连不上或打不开（{kind}），服务收不了消息，平台会重发三次后放弃。"


def cannot_write(kind: str) -> str:
    """Say that the database takes no writes."""
    return f"数据库只能读不能写（{kind}），服务收不了消息。"


def old_postgres(version: str) -> str:
    """Say that PostgreSQL is too old."""
    return f"PostgreSQL {version} 太旧，没有在上面试过。"


def database_works(version: str) -> str:
    """Say that the database is fine."""
    return f"{version}，表是最新的，能读能写。"


# --- files ----------------------------------------------------------------------------------------

FOLDER_FIX: Final = "看文件夹在不在、属于谁、磁盘满没满；运行服务的用户要能写。"
STORE_LIES_FIX: Final = "存进去的和取出来的不一样，请换一个存储服务，或请它的管理员检查。"


def store_fails(place: str) -> str:
    """Say that the store far away cannot be used."""
    return f"{place} 存不进去，新照片取不下来；三天内修好就不会丢。"


def folder_fails(place: str, reason: str) -> str:
    """Say that the folder cannot be used."""
    return f"{place} 存不进去（{reason}），新照片取不下来；三天内修好就不会丢。"


def files_work(place: str) -> str:
    """Say that the store is fine."""
    return f"{place} 能存、能取、能删。"


# --- keys, owners, room ---------------------------------------------------------------------------

KEYS_FIT: Final = "本系统的密钥打得开已存的资料。"
KEYS_DO_NOT_FIT: Final = "本系统的密钥打不开已存的姓名和电话：密钥换过，或密钥文件不是原来那一份。"
OWNER_FIX: Final = "用运行服务的那个用户来执行命令，或用 chown 把文件改回给它。"
ROOM_FIX: Final = "请腾出空间：磁盘满了，消息收不进来，照片也存不下。"


def keys_open(path: str) -> str:
    """Say that others can read the keys."""
    return f"密钥文件 {path} 这台机器上的其他用户也能读。"


def keys_fix(names: str) -> str:
    """Tell how to get the right keys back."""
    return f"从备份恢复 house-secrets.toml，或把原来的 {names} 写回配置；不要删掉旧的。"


def others_file(path: str, owner: str, us: str) -> str:
    """Say whose file it is."""
    return f"{path} 属于 {owner}，您现在是 {us}，服务可能读写不了。"


def room(folder: str, megabytes: int) -> str:
    """Say how much room is left."""
    return f"{folder} 所在的磁盘只剩{megabytes}MB。"


# --- worker, tools, calendar, backup --------------------------------------------------------------

CLOCK_RUNS: Final = "后台任务在运行。"
CLOCK_STANDS: Final = "后台任务没有运行：照片不会取，通知不会发，草稿不会收尾。"
CLOCK_STANDS_FIX: Final = (
    "启动 guancha serve（或 guancha worker 和 guancha clock）；已启动就看日志为什么退出。"
)
FILES_WAIT: Final = "有照片等了十分钟以上还没人取，平台三天后会删掉它。"
MESSAGES_WAIT: Final = "有消息等了十分钟以上还没人发。"
WORKER_FIX: Final = "看 guancha worker 在不在运行、日志里有没有报错。"
TROUBLES_FIX: Final = "请登录后台“待处理异常”逐条看。"
TOOLS_FOUND: Final = "ffmpeg 和 ffprobe 都在，语音和视频能在浏览器里放。"
TOOLS_FIX: Final = "安装 ffmpeg（如 apt install ffmpeg）；装好后等着的文件会自动处理。"
CALENDAR_FIX: Final = "在“设置·工作日历”贴上通知，或升级 chinesecalendar；在那以前按周一到周五算。"
BACKUP_REMINDER: Final = (
    "请定期备份：先数据库，再照片，密钥文件 house-secrets.toml 另存一份（见 docs/operations.md）。"
)


def open_troubles(count: int) -> str:
    """Say how many troubles are open."""
    return f"有{count}条异常等着人处理。"


def tools_missing(names: str) -> str:
    """Say what is missing."""
    return f"缺 {names}：语音和视频会存好，但在浏览器里放不了。"


def calendar_known(year: int) -> str:
    """Say that the year's holidays are known."""
    return f"{year}年的节假日和调休都有。"


def calendar_unknown(year: int) -> str:
    """Say that the year's holidays are missing."""
    return f"没有{year}年的节假日安排，工作日会算错。"


def letter_rules(region: str, lines: int, waiting: int) -> str:
    """Count the rules of letters, and those that are only believed."""
    counted = f"{region}有{lines}条"
    if not waiting:
        return f"{counted}，都有依据或已核定。"
    return f"{counted}，其中{waiting}条是“参考，待办公室核定”，核定以前不进函、不生效。"


def no_letter_rules(region: str) -> str:
    """Say that a region has no rules of letters."""
    return f"{region}没有函的规则，不能拟函。"


TEMPLATES_LOST_FIX: Final = (
    "从备份里找回文件库的templates文件夹；或在“设置·函的模板”里改回系统自带的、重新上传。"
)


def templates_lost(names: Sequence[str]) -> str:
    """Name the letters whose template in force is not in the file store any more."""
    return f"{'、'.join(names)}正在用的模板文件找不到了，送不了签。"


# --- notices and rules ----------------------------------------------------------------------------

EVERY_TEMPLATE: Final = "各种通知都有模板，观察员两天没来消息也能收到。"
NO_TEMPLATE_FIX: Final = (
    "在公众平台选好模板，编号填进 config.toml 的 [channels.official.notices]；不填就靠电话。"
)
TEXTS_HALF: Final = "短信只填了一半，没有启用。"
TEXTS_FIX: Final = "config.toml 的 [sms] 里 secret_id、secret_key、app_id、sign_name 要填齐。"
UNCONFIRMED_FIX: Final = "页面上这些都标着“参考，待办公室核定”；请办公室逐条核对。"


def no_template(titles: list[str]) -> str:
    """Name the notices that cannot leave once the window is closed."""
    named = "、".join(f"“{title}”" for title in titles)
    return f"{named}没有模板：观察员两天没来消息，这几种就发不出去，会进后台“联系不上”名单。"


def unconfirmed(standards: tuple[int, int], items: tuple[int, int]) -> str:
    """Count what is only believed: (of the cards' standards, all), (of the quotas' items, all)."""
    return (
        f"采集卡{standards[1]}条验收依据里有{standards[0]}条、"
        f"四个一{items[1]}项里有{items[0]}项待办公室核定。"
    )
