"""guancha backup and guancha restore: everything remembered, copied out and brought back."""

import shutil
import sys
from contextlib import closing
from pathlib import Path
from typing import NoReturn
from zoneinfo import ZoneInfo

import click

from bot.cli.context import Context
from bot.house_secrets import KEPT_IN
from bot.settings import Settings
from bot.settings_rules import reason_in_words
from bot.starting import read_settings
from bot.wiring import Foundations, lay_foundations
from catalogue.wording import staff_backup as words
from storage.audit.audit_witness import KEPT_IN as WITNESS
from storage.audit.audit_witness import Witness
from storage.backup.backup import BackupRunning, Damaged, bring_back, take_backup
from storage.backup.manifest import NotABackup
from storage.backup.tables import Newer, NotEmpty, OtherVersion, WrongKind
from storage.house_state import keys_fit
from storage.transience import DRIVER_ERRORS

_CHINA = ZoneInfo("Asia/Shanghai")
_MEGABYTE = 1 << 20


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--with-secrets", is_flag=True, help="Also the house's keys: then lock it away.")
@click.pass_obj
def backup(context: Context, folder: Path, *, with_secrets: bool) -> None:
    """Copy database and files into a new FOLDER while the service runs."""
    base = lay_foundations(context.settings(), context.clock)
    with closing(base.database):
        witness = Witness(base.settings.storage.beside_the_data)
        try:
            # Read first: an end newer than the picture would look like a cut-off tail.
            end = witness.path.read_bytes() if witness.path.exists() else b""
            made = take_backup(base.database, base.files, folder, base.clock())
            if end:
                (folder / WITNESS).write_bytes(end)
            told = _keep_beside(base, folder, with_secrets=with_secrets)
        except FileExistsError:
            _leave(words.folder_there(str(folder)))
        except BackupRunning:
            _leave(words.RUNNING)
        except OtherVersion:
            _leave(words.OTHER_VERSION)
        except (OSError, *DRIVER_ERRORS) as error:
            _leave(words.failed(_reason(error)))
    click.echo(words.taken(str(folder), made.files, made.bytes // _MEGABYTE))
    click.echo(told)


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.pass_obj
def restore(context: Context, folder: Path) -> None:
    """Bring the backup in FOLDER into the configured database and files, both empty."""
    settings = read_settings(context.config, lambda settings: _bring_keys(folder, settings))
    base = lay_foundations(settings, context.clock)
    with closing(base.database):
        try:
            made = bring_back(base.database, base.files, folder)
        except NotABackup:
            _leave(words.no_backup(str(folder)))
        except Damaged as error:
            _leave(words.damaged(str(error)))
        except NotEmpty:
            _leave(words.NOT_EMPTY)
        except WrongKind:
            _leave(words.WRONG_KIND)
        except Newer:
            _leave(words.NEWER)
        except (OSError, *DRIVER_ERRORS) as error:
            _leave(words.not_brought_back(_reason(error)))
        _bring(folder / WITNESS, settings.storage.beside_the_data / WITNESS)
        fits = keys_fit(base.database, base.vault)
    when = made.made_at.astimezone(_CHINA)
    click.echo(words.brought_back(f"{when:%Y-%m-%d %H:%M}", made.files))
    if not fits:
        _leave(words.KEYS_DO_NOT_FIT)


def _keep_beside(base: Foundations, folder: Path, *, with_secrets: bool) -> str:
    """Copy the keys where asked to; return what to tell of them."""
    beside = base.settings.storage.beside_the_data
    if not (beside / KEPT_IN).exists():
        return words.SECRETS_CONFIGURED
    if not with_secrets:
        return words.SECRETS_APART.format(path=beside / KEPT_IN)
    _bring(beside / KEPT_IN, folder / KEPT_IN)
    return words.SECRETS_INSIDE


def _bring_keys(folder: Path, settings: Settings) -> None:
    """Put the backup's keys in their place; leaves where new ones would be made instead."""
    here = settings.storage.beside_the_data / KEPT_IN
    _bring(folder / KEPT_IN, here)
    if not here.exists() and not settings.security.data_key.get_secret_value():
        _leave(words.keys_missing(str(here)))


def _bring(source: Path, target: Path) -> None:
    """Copy a small file of the house, unless there is none or one is there already."""
    if source.exists() and not target.exists():
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        target.touch(mode=0o600)
        shutil.copyfile(source, target)


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return reason_in_words(error)
    return words.of_the_database(str(error).partition("\n")[0])


def _leave(sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    sys.exit(1)
