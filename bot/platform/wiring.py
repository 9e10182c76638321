"""Our accounts on the platforms, as the settings name them."""

from collections.abc import Mapping
from typing import Final

from bot.clock import Clock
from bot.platform import mail, official, robot, work
from bot.platform.account import Account, Writer
from bot.platform.http import Http
from bot.platform.mail import MailAccount, MailServer
from bot.platform.mail_watch import WatchedMail
from bot.platform.official import OfficialAccount, StableToken
from bot.platform.sms import TencentAccount, TencentTexts
from bot.platform.text_sender import TextSender
from bot.platform.tokens import TokenSource
from bot.platform.work import AppToken, WorkApp
from bot.settings import Settings
from bot.settings_channels import ChannelSettings, OfficialChannel, WorkChannel
from bot.settings_mail import MailSettings
from bot.settings_office import OfficeSettings
from bot.settings_sms import SmsSettings
from casework.urging.messages import PURPOSE
from reminders.ladder import NoticeRoad, Template
from storage.database import Database
from storage.reach.reach import OpenRoads
from storage.vault import Vault

_WEBHOOK: Final = "/cgi-bin/webhook/send?key="


def accounts_from(
    channels: ChannelSettings, database: Database, vault: Vault, clock: Clock
) -> Mapping[str, Account]:
    """Return each configured account under its channel's name."""
    accounts: dict[str, Account] = {}
    if channels.official is not None:
        accounts[official.CHANNEL] = _official(channels.official, database, vault, clock)
    if channels.work is not None:
        accounts[work.CHANNEL] = _work(channels.work, database, vault, clock)
    return accounts


def writers_from(
    accounts: Mapping[str, Account], settings: Settings, database: Database, clock: Clock
) -> Mapping[str, Writer]:
    """Return whatever sends messages: the accounts, the groups' robots, the mailbox."""
    writers: dict[str, Writer] = {**accounts, **robots_from(settings.office)}
    if settings.mail.is_on:
        account = MailAccount(mail_server(settings.mail), clock)
        writers[mail.CHANNEL] = WatchedMail(account, database, clock)
    return writers


def robots_from(office: OfficeSettings) -> Mapping[str, robot.GroupRobot]:
    """Return the robot of each group that has one, under its channel's name."""
    told = {robot.CHANNEL: office.duty_robot, robot.GROUP: office.group_robot}
    keys = {channel: secret.get_secret_value() for channel, secret in told.items()}
    return {channel: _robot(channel, key) for channel, key in keys.items() if key}


def mail_server(told: MailSettings) -> MailServer:
    """Return where and as whom we hand in e-mail."""
    password = told.password.get_secret_value()
    return MailServer(told.host, told.port, told.security, told.sender, told.user, password)


def _robot(channel: str, told: str) -> robot.GroupRobot:
    address, is_address, key = told.rpartition(_WEBHOOK)
    base_url = address if is_address else robot.PLATFORM
    return robot.GroupRobot(Http(base_url), key, channel)


def notice_road(channels: ChannelSettings) -> NoticeRoad:
    """Return by which templates the official account sends notices; none without settings."""
    if channels.official is None:
        return NoticeRoad()
    notices = channels.official.notices
    templates = {form: Template(*given) for form, given in notices.templates.items()}
    return NoticeRoad(notices.kind, templates)


def text_templates(sms: SmsSettings) -> Mapping[str, Template]:
    """Return the templates of short messages by form; none while they are off."""
    given = sms.templates if sms.is_on else {}
    return {form: Template(number, values) for form, (number, values) in given.items()}


def fixed_texts(sms: SmsSettings) -> Mapping[str, str]:
    """Return {purpose: template number} of short messages in fixed words, empty for none."""
    return {PURPOSE: sms.urging if sms.is_on else ""}


def text_sender(
    sms: SmsSettings, database: Database, vault: Vault, clock: Clock
) -> TextSender | None:
    """Return what sends short messages; None while they are off."""
    if not sms.is_on:
        return None
    key = sms.secret_key.get_secret_value()
    account = TencentAccount(sms.secret_id, key, sms.app_id, sms.sign_name, sms.region)
    return TextSender(database, vault, TencentTexts(Http(sms.api_base_url), account, clock))


def open_roads(settings: Settings) -> OpenRoads:
    """Return which roads to an observer the house has by its settings."""
    channels = settings.channels
    template, notice = notice_road(channels).templates.get("reminder"), notice_road(channels).kind
    return OpenRoads(
        official=channels.official is not None,
        work=channels.work is not None,
        notice=notice if template else "",
        template=template.id if template else "",
        sms="reminder" in text_templates(settings.sms),
    )


def official_account(
    channels: ChannelSettings, database: Database, vault: Vault, clock: Clock
) -> OfficialAccount | None:
    """Return the official account, if one is configured."""
    if channels.official is None:
        return None
    return _official(channels.official, database, vault, clock)


def official_app(channel: OfficialChannel) -> str:
    """Return the name under which this account's token is kept."""
    return f"{official.CHANNEL}:{channel.app_id}"


def work_app(channel: WorkChannel) -> str:
    """Return the name under which this app's token is kept."""
    return f"{work.CHANNEL}:{channel.corp_id}:{channel.agent_id}"


def _official(
    channel: OfficialChannel, database: Database, vault: Vault, clock: Clock
) -> OfficialAccount:
    http = Http(channel.api_base_url)
    fetch = StableToken(http, channel.app_id, channel.app_secret.get_secret_value())
    app = official_app(channel)
    return OfficialAccount(http, TokenSource(app, fetch, database, vault, clock))


def _work(channel: WorkChannel, database: Database, vault: Vault, clock: Clock) -> WorkApp:
    http = Http(channel.api_base_url)
    fetch = AppToken(http, channel.corp_id, channel.secret.get_secret_value())
    app = work_app(channel)
    return WorkApp(http, TokenSource(app, fetch, database, vault, clock), channel.agent_id)
