"""Checks of the roads that digests go by: the mailbox and the groups' robots. Nothing is sent.

The mailbox is asked as far as RFC 5321's MAIL FROM, then reset. (Source: issue 5 item 9.)
"""

import ssl
from collections.abc import Iterator
from functools import partial

from bot import doctor_roads_wording as words
from bot.doctor.findings import Check, Finding, bad, good, look_at
from bot.platform.errors import NoAnswer, Refused
from bot.platform.mail import MailAccount
from bot.platform.robot import NO_SUCH_ROBOT, GroupRobot
from bot.platform.wiring import mail_server, robots_from
from bot.wiring import Foundations


def digest_checks(base: Foundations, trusted: ssl.SSLContext | None = None) -> list[Check]:
    """Return the checks of what is configured; `trusted` as for `MailAccount`."""
    robots = robots_from(base.settings.office).items()
    checks = [
        Check(words.ROBOTS[channel], partial(_robot, channel, one)) for channel, one in robots
    ]
    told = base.settings.mail
    if told.is_on or told.host or told.sender or told.office or told.leaders:
        checks.append(Check(words.MAIL, partial(_mail, base, trusted)))
    return checks


def _mail(base: Foundations, trusted: ssl.SSLContext | None) -> Iterator[Finding]:
    told = base.settings.mail
    if not told.is_on:
        yield look_at(words.MAIL, words.MAIL_HALF, words.MAIL_HALF_FIX)
        return
    if told.security == "none" and told.user:
        yield look_at(words.MAIL, words.MAIL_OPEN, words.MAIL_OPEN_FIX)
    if not told.office and not told.leaders:
        yield look_at(words.MAIL, words.MAIL_TO_NOBODY, words.MAIL_TO_NOBODY_FIX)
    try:
        MailAccount(mail_server(told), base.clock, trusted).try_out()
    except NoAnswer as error:
        where = words.mail_silent(told.host, told.port, error.detail)
        yield bad(words.MAIL, where, words.MAIL_SILENT_FIX)
    except Refused as error:
        yield bad(words.MAIL, f"{error.cause}。", words.mail_fix(error.errcode))
    else:
        yield good(words.MAIL, words.mail_works(len(told.office), len(told.leaders)))


def _robot(channel: str, robot: GroupRobot) -> Iterator[Finding]:
    subject = words.ROBOTS[channel]
    try:
        errcode = robot.knock()
    except NoAnswer as error:
        yield bad(subject, words.robot_silent(error.detail), words.ROBOT_SILENT_FIX)
        return
    if errcode == NO_SUCH_ROBOT:
        yield bad(subject, words.ROBOT_GONE, words.ROBOT_GONE_FIX)
    else:
        yield good(subject, words.ROBOT_KNOWN)
