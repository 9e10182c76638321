"""`guancha`: the group that all commands hang on."""

from pathlib import Path

import click

from bot.cli.context import Context


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    help="The configuration file; else GUANCHA_CONFIG, else ./config.toml.",
)
@click.version_option(package_name="guancha")
@click.pass_context
def guancha(context: click.Context, config: Path | None) -> None:
    """民生实事观察员随手拍: the service, its roles and its tools."""
    context.obj = Context(config)
