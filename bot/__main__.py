"""The console script `guancha`."""

from bot.cli.auditing import audit
from bot.cli.backing_up import backup, restore
from bot.cli.demo import demo
from bot.cli.doctor import doctor
from bot.cli.exporting import export
from bot.cli.letters import letter
from bot.cli.main import guancha
from bot.cli.menu import menu
from bot.cli.people import observers, staff
from bot.cli.rehearse import rehearse_reminders
from bot.cli.serving import clock, serve, web, worker
from bot.cli.tagging import tag

SERVING = (serve, demo, web, worker, clock)
KEEPING = (backup, restore, audit, doctor)
TOOLS = (observers, staff, tag, export, menu, letter, rehearse_reminders)
for command in (*SERVING, *KEEPING, *TOOLS):
    guancha.add_command(command)


def main() -> None:
    """Run the command line."""
    guancha()


if __name__ == "__main__":
    main()
