"""What the house cannot say for want of a template, and which of its rules nobody has confirmed."""

from collections.abc import Iterator

from bot import doctor_wording as words
from bot.doctor.findings import Finding, good, look_at
from bot.settings import Settings
from catalogue.cards.cards import load_cards
from catalogue.notices import load_forms
from catalogue.quota.quota_policy import policy_for

_TO_STAFF = "alarm"  # whoever is on duty is no observer, and on no list of calls


def notices(settings: Settings) -> Iterator[Finding]:
    """Name the notice forms without a template: what they would say ends in a telephone call."""
    official, sms = settings.channels.official, settings.sms
    if official is None:
        return
    lacking = [
        form.title
        for name, form in load_forms().items()
        if name not in official.notices.templates and name != _TO_STAFF
    ]
    if lacking:
        yield look_at(words.NOTICES, words.no_template(lacking), words.NO_TEMPLATE_FIX)
    else:
        yield good(words.NOTICES, words.EVERY_TEMPLATE)
    if not sms.is_on and (sms.secret_id or sms.app_id or sms.sign_name):
        yield look_at(words.NOTICES, words.TEXTS_HALF, words.TEXTS_FIX)


def unconfirmed(region: str, year: int) -> Iterator[Finding]:
    """Count the cards' standards and the quotas' rules that are only believed."""
    fields = [field for card in load_cards(region) for field in card.fields if field.standard]
    open_ones = sum(not field.confirmed for field in fields)
    policy = policy_for(region, year)
    items = policy.items if policy else ()
    believed = sum(item.basis == "believed" for item in items)
    told = words.unconfirmed((open_ones, len(fields)), (believed, len(items)))
    if open_ones or believed:
        yield look_at(words.RULES, told, words.UNCONFIRMED_FIX)
    else:
        yield good(words.RULES, told)
