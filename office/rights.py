"""Who may open which page: one table of rights by role, one of pages that need another right.

A page that is not named needs `read` to look and `work` to act. A test goes through every page of
the console with every role. (Source: issue 5 item 12; design.md §Who it serves.)
"""

from collections.abc import Mapping
from typing import Final, Literal

Right = Literal[
    "own",
    "read",
    "work",
    "people",
    "identity",
    "oversee",
    "decide",
    "administer",
    "audit",
    "rules",
    "group",
]

# own: the account itself; people: who the observers are, with telephones; identity: open one of
# them for a reason and a while, for those without `people`; oversee: take note of that; decide:
# sign and return letters; rules: settle what the rules of letters say; administer: accounts; audit:
# the record of what everybody did; group: the pages of one group of observers. What else the office
# sets is the clerks' own work (docs/decisions/0028).
RIGHTS: Final[Mapping[str, frozenset[Right]]] = {
    "clerk": frozenset({"own", "read", "work", "people"}),
    "director": frozenset({"own", "read", "work", "people", "decide", "rules", "audit", "oversee"}),
    "convenor": frozenset({"own", "read", "decide", "identity"}),
    "deputy_convenor": frozenset({"own", "read", "decide", "identity"}),
    "leader": frozenset({"own", "group"}),  # never `read`: the office's pages know all groups
    "auditor": frozenset({"own", "read", "audit", "identity"}),
    "admin": frozenset({"own", "read", "work", "people", "rules", "administer", "audit"}),
}
ROLES: Final = tuple(RIGHTS)
LEADER: Final = "leader"
_HOMES: Final[Mapping[str, str]] = {LEADER: "group"}

_PAGES: Final[Mapping[str, Right]] = {
    "leave": "own",
    "account": "own",
    "account_password": "own",
    "account_leave_all": "own",
    "factor_begin": "own",
    "factor_confirm": "own",
    "factor_drop": "own",
    "roster": "people",
    "roster_export": "people",
    "observer": "people",
    "observer_new": "people",
    "roster_imports": "people",
    "reach": "people",
    "bindings": "people",
    "strangers": "people",
    "accounts": "administer",
    "account_add": "administer",
    "account_role": "administer",
    "account_close": "administer",
    "account_reopen": "administer",
    "account_reset": "administer",
    "account_factor": "administer",
    "account_unlock": "administer",
    "address_unlock": "administer",
    "audit": "audit",
    "identities": "audit",
    "identities_noted": "oversee",
    "identity_open": "identity",
    "group": "group",
    "group_phones": "group",
    "group_call": "group",
    "group_month": "group",
    "group_reports": "group",
    "group_report": "group",
    "group_thumb": "group",
    "group_shown": "group",
    "group_inspections": "group",
    "settings_units": "people",
    "settings_unit": "people",
    "settings_rule_preview": "rules",
    "settings_rule_save": "rules",
    "settings_rule_restore": "rules",
    "settings_leave_preview": "rules",
    "settings_leave_save": "rules",
    "settings_leave_restore": "rules",
    "settings_template_sample": "rules",
    "settings_template_preview": "rules",
    "settings_template_save": "rules",
    "settings_template_restore": "rules",
    "letter_sign": "decide",
    "letter_return": "decide",
    "letter_uphold": "decide",
    "letter_grant": "decide",
    "letter_refuse": "decide",
    "letter_void": "decide",
    "urging_preview": "decide",
    "urging_save": "decide",
    "urging_restore": "decide",
    "letter_numbers_begin": "rules",
    "piece_approve": "decide",
    "piece_return": "decide",
    "piece_photos": "work",
    "piece_photo": "work",
    "column_pick": "work",
    "letter_new": "work",
    "letter_edit": "work",
    "letter_preview": "work",
    "letter_photos": "work",
    "letter_photo": "work",
}


def right_for(endpoint: str, method: str) -> Right:
    """Return the right that a page of the console needs; `endpoint` without its blueprint."""
    by_itself: Right = "read" if method in ("GET", "HEAD") else "work"
    return _PAGES.get(endpoint, by_itself)


def named_pages() -> frozenset[str]:
    """Return the pages that need another right than their method says."""
    return frozenset(_PAGES)


def home_of(role: str) -> str:
    """Return the page that a role starts from; without its blueprint."""
    return _HOMES.get(role, "inbox")


def may(role: str, right: Right) -> bool:
    """Whether a role has a right; an unknown role has none."""
    return right in RIGHTS.get(role, frozenset())
