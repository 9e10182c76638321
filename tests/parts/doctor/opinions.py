"""What of the doctor's findings is not good."""

from bot.doctor.findings import Finding, Level


def wrong(found: list[Finding]) -> list[tuple[str, str]]:
    """Return subject and words of each."""
    return [(one.subject, one.sentence + one.fix) for one in found if one.level is not Level.GOOD]
