"""The console's blueprint: every family of pages in one list, every guard before it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from flask import Blueprint, abort, g
from flask.typing import ResponseReturnValue

from office.access.account_pages import AccountPages
from office.access.audit_page import AuditPages
from office.access.identity_pages import IdentityPages
from office.access.login import LoginPages
from office.access.own_account import OwnAccountPages
from office.access.security import protect
from office.activities.assessment_pages import AssessmentPages
from office.activities.contact_points import ContactPointPages
from office.activities.inspection_acts import InspectionActs
from office.activities.inspection_pages import InspectionPages
from office.board.board_pages import BoardPages
from office.board.hold_pages import HoldPages
from office.closing.look_pages import LookPages
from office.closing.task_pages import TaskPages, task_words
from office.closing.unanswered_pages import UnansweredPages
from office.column.list_pages import ColumnListPages, column_words
from office.column.photo_pages import PiecePhotoPages
from office.column.piece_acts import PieceActs
from office.column.piece_page import PiecePages
from office.digests.digest_pages import DigestPages
from office.digests.figure_pages import FigurePages
from office.entry.batch_pages import BatchPages
from office.entry.entry_page import EntryPages
from office.entry.uploads import UploadPages
from office.errors import add_error_pages
from office.group.group_pages import GroupPages
from office.group.group_reports import GroupReportPages
from office.handbook_pages import HandbookPages
from office.inquiries import InquiryPages
from office.ledgers.ledger_pages import LedgerPages
from office.ledgers.past_pages import PastPages
from office.ledgers.past_sheets import PastSheetPages
from office.letter_drafts.draft_pages import DraftPages
from office.letter_drafts.photo_pages import LetterPhotoPages
from office.letter_pages.answer_acts import AnswerActs
from office.letter_pages.letter_files import LetterFilePages
from office.letter_pages.letter_list import LetterListPages
from office.letter_pages.letter_page import LetterPages
from office.letter_pages.number_pages import NumberPages
from office.letter_pages.sending_acts import SendingActs
from office.letter_pages.signing_acts import SigningActs
from office.navigation import navigation
from office.parts import ConsoleParts, Pages
from office.people.bindings import BindingPages
from office.people.handover_pages import HandoverPages
from office.people.invitations import InvitationPages
from office.people.observer_acts import ObserverActs
from office.people.observer_pages import ObserverPages
from office.people.roster_imports import RosterImportPages
from office.people.roster_pages import RosterPages
from office.people.strangers import StrangerPages
from office.quota.essay_pages import EssayPages
from office.quota.forward_pages import ForwardPages
from office.quota.quota_acts import QuotaActs
from office.quota.quota_pages import QuotaPages
from office.quota.reach_pages import ReachPages
from office.reports.blank_cards import BlankCardPages
from office.reports.card_pages import CardPages
from office.reports.inbox import InboxPages
from office.reports.many_reports import ManyReportsPages
from office.reports.photos import PhotoPages
from office.reports.recordings import RecordingPages
from office.reports.report_page import ReportPages
from office.reports.saved_views import SavedViewPages
from office.reports.voices import VoicePages
from office.rights import may
from office.settings.calendar_page import CalendarPages
from office.settings.contact_pages import ContactPages
from office.settings.front_page import SettingsPages
from office.settings.leave_pages import LeavePages
from office.settings.rule_pages import RulePages
from office.settings.setting_sheets import calendar_sheet_pages, word_sheet_pages
from office.settings.template_pages import TemplatePages
from office.settings.unit_pages import UnitPages
from office.settings.unit_sheets import UnitSheetPages
from office.settings.word_pages import WordPages
from office.shield import ShieldingVault
from office.shown import template_words
from office.troubles import TroublePages
from office.unit_links import UnitLinkPages
from office.urging.shown import urging_words
from office.urging.switch_pages import SwitchPages
from office.urging.urging_acts import UrgingActs
from office.waiting import waiting_counts

FAMILIES: Final[tuple[Callable[[ConsoleParts], Pages], ...]] = (
    LoginPages,
    OwnAccountPages,
    AccountPages,
    AuditPages,
    IdentityPages,
    InboxPages,
    BoardPages,
    HoldPages,
    ManyReportsPages,
    SavedViewPages,
    ReportPages,
    CardPages,
    BlankCardPages,
    PhotoPages,
    RecordingPages,
    VoicePages,
    TroublePages,
    BindingPages,
    RosterPages,
    RosterImportPages,
    ObserverPages,
    ObserverActs,
    HandoverPages,
    InvitationPages,
    InquiryPages,
    StrangerPages,
    HandbookPages,
    EntryPages,
    BatchPages,
    UploadPages,
    QuotaPages,
    ReachPages,
    QuotaActs,
    EssayPages,
    ForwardPages,
    GroupPages,
    GroupReportPages,
    LedgerPages,
    PastPages,
    PastSheetPages,
    InspectionPages,
    InspectionActs,
    ContactPointPages,
    AssessmentPages,
    LetterListPages,
    LetterPages,
    LetterFilePages,
    NumberPages,
    SigningActs,
    SendingActs,
    AnswerActs,
    DraftPages,
    LetterPhotoPages,
    TaskPages,
    LookPages,
    UnansweredPages,
    ColumnListPages,
    PiecePages,
    PieceActs,
    PiecePhotoPages,
    SettingsPages,
    CalendarPages,
    UnitPages,
    ContactPages,
    UnitSheetPages,
    word_sheet_pages,
    calendar_sheet_pages,
    RulePages,
    TemplatePages,
    LeavePages,
    WordPages,
    DigestPages,
    FigurePages,
    UnitLinkPages,
    UrgingActs,
    SwitchPages,
)


def create_console(parts: ConsoleParts) -> Blueprint:
    """Return the console, to be registered under /office."""
    blueprint = Blueprint("office", __name__, template_folder="templates", static_folder="static")
    parts = replace(parts, vault=ShieldingVault(parts.vault))
    protect(blueprint, parts)
    add_error_pages(blueprint)
    for family in FAMILIES:
        for method, rule, endpoint, view in family(parts).table():
            blueprint.add_url_rule(rule, endpoint, view, methods=[method])
    blueprint.add_url_rule("/<path:_anything>", "unknown", _unknown)  # so that 404s are ours too
    blueprint.context_processor(lambda: _words(parts))
    return blueprint


def _unknown(_anything: str) -> ResponseReturnValue:
    abort(404)


def _words(parts: ConsoleParts) -> dict[str, Any]:
    return {
        "display_name": parts.display_name,
        "office_name": parts.office_name,
        "campaign": parts.campaign,
        "navigation": navigation,
        "may": lambda right: may(g.staff.role, right),
        "waiting": lambda: waiting_counts(parts),
        **task_words(parts),
        **urging_words(parts),
        **column_words(parts),
        **template_words(parts.projects, parts.clock),
    }
