"""What is done and said when a report turns out to be urgent: once a report."""

from casework import alarms
from catalogue.wording import observer
from handlers.saying import short_name
from handlers.situation import Talk
from storage.ledger_rows import ReportRow


def alarm(before: ReportRow | None, report: ReportRow, talk: Talk) -> str:
    """Alarm the duty staff where the report has just become urgent; empty where it has not."""
    known = before is not None and before.urgent
    if known or not report.urgent:
        return ""
    house = talk.house
    project = short_name(report.project, house.projects)
    alarms.post_alarm(talk.ledger, report, project, house.duty, talk.now)
    told = observer.ALARMING if house.duty else observer.call_office(house.office, house.phone)
    return told + observer.safety(report.project)
