"""The menu on its way to a platform."""

from bot.platform.account import Account
from bot.platform.errors import PlatformError
from catalogue.menu import Menu
from catalogue.wording import staff_menu


def publish_menu(account: Account, channel: str, menu: Menu) -> str:
    """Publish the menu; returns the sentence that says why not, empty when the platform took it."""
    try:
        account.publish_menu(menu.body())
    except PlatformError as error:
        return staff_menu.not_published(channel, error.errcode, error.cause)
    return ""
