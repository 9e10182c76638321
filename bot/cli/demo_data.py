"""What the demo needs to exist: its configuration, its roster and an account of each role."""

import secrets
import string
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook

from bot.settings import Settings
from bot.settings_channels import NoticeSettings
from bot.wiring import Foundations
from casework.people.roster import Taking, import_roster
from casework.people.roster_rows import HEADERS
from catalogue.geography.places import load_gazetteer
from catalogue.notices import load_forms
from office.access.accounts import BadAccount, NewAccount, add_staff, set_password
from office.access.passwords import new_password
from simulator.notices import NoticeTemplate
from simulator.people import roster_rows
from simulator.settings import OfficialAccount, SimulatorSettings, WorkAccount

STAFF_NAME = "demo"
STAFF = (
    NewAccount(STAFF_NAME, "演示账号", "admin"),
    NewAccount("jingban", "王经办", "clerk"),
    NewAccount("fuhe", "李复核", "clerk"),
    NewAccount("zhuren", "周主任", "director"),
    NewAccount("zhaoji", "陈召集", "convenor"),
    NewAccount("shencha", "何审计", "auditor"),
)
CONFIG_NAME = "demo.toml"
_ROBOT = "demo-robot-of-the-duty-group"
_AGENT_ID = 1000002
_LETTERS = string.ascii_letters + string.digits


def demo_config(folder: Path, port: int, simulator_port: int) -> Path:
    """Write the demo's configuration and return its path; the accounts are made up each time."""
    path = folder / CONFIG_NAME
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(_config(port, f"http://127.0.0.1:{simulator_port}"), encoding="utf-8")
    return path


def fill(base: Foundations) -> str:
    """Import the made-up roster and return a fresh password, one for all accounts of the demo."""
    now, counties = base.clock(), load_gazetteer().counties
    taking = Taking("demo.xlsx", None, now)
    import_roster(base.database, base.vault, _roster_file(), counties, taking)
    password = new_password()
    for account in STAFF:
        try:
            add_staff(base.database, account, password, now)
        except BadAccount:
            set_password(base.database, account.username, password, now)
    return password


def simulator_settings(settings: Settings, host: str, port: int) -> SimulatorSettings:
    """Return the stand-in's view of the same two accounts."""
    official, work = settings.channels.official, settings.channels.work
    if official is None or work is None:
        raise ValueError("the demo's configuration has both channels")
    return SimulatorSettings(
        callback_url=f"http://{settings.server.host}:{settings.server.port}",
        official=OfficialAccount(
            official.app_id,
            official.app_secret.get_secret_value(),
            official.token.get_secret_value(),
            official.aes_keys[0],
            templates=_templates(official.notices),
        ),
        work=WorkAccount(
            work.corp_id,
            work.agent_id,
            work.secret.get_secret_value(),
            work.token.get_secret_value(),
            work.aes_keys[0],
        ),
        robot_key=_ROBOT,
        host=host,
        port=port,
        service_name=settings.office.display_name,
    )


def _templates(notices: NoticeSettings) -> tuple[NoticeTemplate, ...]:
    forms = load_forms()
    return tuple(
        NoticeTemplate(template, forms[name].title, tuple(f.key for f in forms[name].fields))
        for name, (template, _) in notices.templates.items()
    )


def _roster_file() -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(list(HEADERS))
    for row in roster_rows():
        sheet.append([row[header] for header in HEADERS])
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _config(port: int, simulator: str) -> str:
    return f"""\
# Made by `guancha demo`; its accounts exist only in the simulator.
{_house(port)}
[channels.official]
app_id = "wxdemo0000000001"
app_secret = "{_secret(32)}"
token = "{_secret(24)}"
encoding_aes_key = "{_aes_key()}"
api_base_url = "{simulator}/official"

[channels.official.notices]
{_notices()}

[channels.work]
corp_id = "wwdemo0000000001"
agent_id = {_AGENT_ID}
secret = "{_secret(43)}"
token = "{_secret(24)}"
encoding_aes_key = "{_aes_key()}"
api_base_url = "{simulator}/work"

{_office(simulator)}"""


def _house(port: int) -> str:
    return f"""\
[server]
host = "127.0.0.1"
port = {port}
public_url = "http://127.0.0.1:{port}"

[storage]
database = "sqlite:///guancha.db"
media = "media"
"""


def _office(simulator: str) -> str:
    return f"""\
[office]
phone = "0739-0000000"
duty_wecom = ["{_duty()}"]
duty_robot = "{simulator}/work/cgi-bin/webhook/send?key={_ROBOT}"
letters_over_internet = true
"""


def _notices() -> str:
    return "\n".join(f'{form} = "DEMO-TEMPLATE-{form}"' for form in load_forms())


def _duty() -> str:
    return roster_rows()[0]["企业微信账号"]


def _secret(length: int) -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(length))


def _aes_key() -> str:
    return _secret(42) + "A"  # 43 characters of base64 whose last spare bits are zero
