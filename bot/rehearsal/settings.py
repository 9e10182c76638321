"""The settings of a rehearsal: a throw-away database, made-up accounts, the rules of a region."""

from pathlib import Path
from typing import Final

from bot.rehearsal.house import AGENT, APPS
from bot.settings import Settings
from catalogue.notices import load_forms
from simulator.notices import NoticeTemplate

TEMPLATES: Final = {
    f"REHEARSAL-{name}": NoticeTemplate(
        f"REHEARSAL-{name}", form.title, tuple(field.key for field in form.fields)
    )
    for name, form in load_forms().items()
}
REMINDER_TEMPLATE: Final = "REHEARSAL-reminder"
_KEY: Final = "A" * 43  # of nothing worth hiding
_ACCOUNT: Final = {"token": "rehearsal", "encoding_aes_key": _KEY}


def rehearsal_settings(folder: Path) -> Settings:
    """Return settings whose data lie in `folder` and nowhere else."""
    return Settings.model_validate(
        {
            "storage": {
                "database": f"sqlite:///{folder / 'rehearsal.db'}",
                "media": str(folder / "media"),
            },
            "security": dict.fromkeys(("data_key", "index_key", "session_key"), _KEY + "="),
            "channels": {
                "official": {
                    "app_id": APPS["official"],
                    "app_secret": "s" * 32,
                    "notices": {name: f"REHEARSAL-{name}" for name in load_forms()},
                    **_ACCOUNT,
                },
                "work": {
                    "corp_id": APPS["work"],
                    "agent_id": AGENT,
                    "secret": "w" * 32,
                    **_ACCOUNT,
                },
            },
        }
    )
