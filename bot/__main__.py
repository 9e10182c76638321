"""The console script `guancha`."""

from bot.cli.demo import demo
from bot.cli.doctor import doctor
from bot.cli.exporting import export
from bot.cli.main import guancha
from bot.cli.menu import menu
from bot.cli.people import observers, staff
from bot.cli.rehearse import rehearse_reminders
from bot.cli.serving import clock, serve, web, worker
from bot.cli.tagging import tag

for command in (
    serve, demo, web, worker, clock, observers, staff, tag, export, doctor, menu,
    rehearse_reminders,
):  # fmt: skip
    guancha.add_command(command)


def main() -> None:
    """Run the command line."""
    guancha()


if __name__ == "__main__":
    main()
