"""`guancha`: the group that all commands hang on."""

from multiprocessing import current_process
from pathlib import Path

import click
from typing_extensions import override

from bot.cli.context import Context

_CONFIG = "--config"
_NAME = "guancha"


class ConfigAnywhere(click.Group):
    """Takes --config before or behind the command: `guancha serve --config FILE` as well."""

    @override
    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, config_first(args))


def config_first(args: list[str]) -> list[str]:
    """Return the arguments with --config and its value in front; what follows `--` stays."""
    end = args.index("--") if "--" in args else len(args)
    for place, argument in enumerate(args[:end]):
        if argument == _CONFIG:
            return [*args[place : place + 2], *args[:place], *args[place + 2 :]]
        if argument.startswith(f"{_CONFIG}="):
            return [argument, *args[:place], *args[place + 1 :]]
    return args


@click.group(cls=ConfigAnywhere, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    _CONFIG,
    type=click.Path(path_type=Path),
    help="The configuration file; else GUANCHA_CONFIG, else ./config.toml.",
)
@click.version_option(package_name="guancha")
@click.pass_context
def guancha(context: click.Context, config: Path | None) -> None:
    """民生实事观察员随手拍: the service, its roles and its tools."""
    context.obj = Context(config)
    current_process().name = context.invoked_subcommand or _NAME  # log lines carry it
