"""The console script `guancha`."""

from bot.cli.main import guancha
from bot.cli.serving import web

for command in (web,):
    guancha.add_command(command)


def main() -> None:
    """Run the command line."""
    guancha()


if __name__ == "__main__":
    main()
