"""`[retention]`: how long each class of data is kept."""

from datetime import timedelta

from pydantic import Field

from bot.settings_rules import Section
from casework.keeping.periods import Keeping


class RetentionSettings(Section):
    """How long what is kept; reports and letters stay for good."""

    raw_delivery_days: int = Field(
        default=180, ge=7, le=3650, description="Days to keep each raw, encrypted delivery."
    )
    quarantine_days: int = Field(
        default=30, ge=3, le=3650, description="Days to keep genuine deliveries that came stale."
    )
    departed_days: int = Field(
        default=1095,
        ge=90,
        le=36500,
        description="Days after which it is erased who a suspended observer was.",
    )
    leftover_days: int = Field(
        default=90,
        ge=7,
        le=3650,
        description="Days to keep sheets nobody confirmed and answers units left half written.",
    )
    loose_file_days: int = Field(
        default=30,
        ge=7,
        le=3650,
        description="Days after which files are deleted that nothing stored refers to.",
    )

    @property
    def keeping(self) -> Keeping:
        """Return the periods of the classes of data."""
        return Keeping(
            raw_deliveries=timedelta(days=self.raw_delivery_days),
            quarantine=timedelta(days=self.quarantine_days),
            departed=timedelta(days=self.departed_days),
            leftovers=timedelta(days=self.leftover_days),
            loose_files=timedelta(days=self.loose_file_days),
        )
