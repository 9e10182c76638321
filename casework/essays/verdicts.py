"""The office's word on an essay: accepted, or returned with a reason; its observer is told."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from casework.essays.links import LASTS, EssayLinks
from casework.notices import notice
from casework.quota.quota_desk import make_good_until
from casework.rules import local_day
from catalogue.quota.quota_policy import policy_for
from catalogue.wording import notices
from catalogue.wording import observer_essays as wording
from storage.database import Connection
from storage.desk.acts import record_act
from storage.essays import essays
from storage.essays.essays import Essay
from storage.people import people
from storage.roads.outbox import OutMessage, post

Verdict = Literal["accepted", "returned"]
_NEWS_LASTS: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class EssayVerdicts:
    """What deciding on essays needs: whose rules of 四个一 hold, and where to hand in anew."""

    region: str
    links: EssayLinks

    def decide(
        self,
        connection: Connection,
        essay_id: int,
        word: tuple[Verdict, str],
        by: tuple[int, datetime],
    ) -> bool:
        """Accept or return an essay, (verdict, reason); False when it is so, or was replaced."""
        staff_id, now = by
        essay = essays.essay(connection, self.links.vault, essay_id)
        if essay is None or not essays.decide_essay(connection, essay_id, word, staff_id, now):
            return False
        record_act(connection, staff_id, f"essay.{word[0]}", f"essay:{essay_id}", "", now)
        account = people.account_of(connection, essay.observer_id)
        post(connection, self._told(essay, word, account, now))
        return True

    def _told(
        self, essay: Essay, word: tuple[Verdict, str], to: tuple[str, str], now: datetime
    ) -> OutMessage:
        text, field = wording.accepted(essay.id, essay.title), notices.ESSAY_ACCEPTED
        if word[0] == "returned":
            how = self._chance(essay, now) + self._how(essay, now)
            text = wording.returned(essay.id, essay.title, word[1], how)
            field = notices.ESSAY_RETURNED
        return OutMessage(
            once_key=f"essay:{essay.id}:{word[0]}:{now.timestamp():.3f}",
            channel=to[0],
            recipient=to[1],
            purpose="review",
            text=text,
            report_id=None,
            not_after=now + _NEWS_LASTS,
            created_at=now,
            notice=notice("outcome", field, now),
            observer_id=essay.observer_id,
        )

    def _chance(self, essay: Essay, now: datetime) -> str:
        """Say until when a new version still counts for the same period, while it can."""
        arrived, today = local_day(essay.handed_in_at), local_day(now)
        policy = policy_for(self.region, arrived.year)
        if policy is None:
            return ""
        until = make_good_until(policy, arrived, today, policy.item("essay").per)
        return wording.still_counts(until, arrived.year) if until >= today else ""

    def _how(self, essay: Essay, now: datetime) -> str:
        link = self.links.link(essay.observer_id, now, again=str(essay.id))
        return wording.hand_in_again(link, LASTS.days) if link else ""
