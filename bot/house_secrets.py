"""The service's own secrets: taken from the settings, or made once and kept beside the data."""

import os
import secrets
import tempfile
import tomllib
from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from pydantic import SecretStr

from bot import config_wording as wording
from bot.config_errors import ConfigError, Mistake
from bot.settings import Settings
from bot.settings_rules import HOUSE_KEY_BYTES, decode_house_key, reason_in_words

KEPT_IN: Final = "house-secrets.toml"
HOUSE_KEYS: Final = ("data_key", "index_key", "session_key")
OTHERS_MAY_USE: Final = 0o077


def complete_secrets(settings: Settings) -> tuple[Settings, list[str]]:
    """Return the settings with every secret of the house, and warnings in Chinese.

    Secrets that the settings leave empty come from `house-secrets.toml` beside the data, which is
    written first where it does not exist. Of processes that start at once one writes, all read.
    Raises ConfigError where the file cannot be used; a file that exists is never replaced.
    """
    missing = [name for name in HOUSE_KEYS if not _configured(settings, name)]
    if not missing:
        return settings, []
    path = settings.storage.beside_the_data / KEPT_IN
    warnings = _make_once(path, missing, settings)
    kept = _read(path)
    found = {name: SecretStr(_kept_key(path, kept, name)) for name in missing}
    security = settings.security.model_copy(update=found)
    return settings.model_copy(update={"security": security}), warnings + _permission_warnings(path)


def _configured(settings: Settings, name: str) -> bool:
    secret: SecretStr = getattr(settings.security, name)
    return bool(secret.get_secret_value())


def _make_once(path: Path, names: list[str], settings: Settings) -> list[str]:
    lines = [f'{name} = "{_new_key()}"\n' for name in names]
    try:
        if path.exists():
            return []
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = _write_unless_present(path, wording.SECRETS_FILE_HEADING + "".join(lines))
    except OSError as error:
        problem = wording.SECRETS_UNWRITABLE.format(path=path, reason=reason_in_words(error))
        raise _unusable(path, problem) from None
    if not made:
        return []
    return [wording.SECRETS_MADE.format(path=path), *_lateness_warnings(path, settings)]


def _new_key() -> str:
    return b64encode(secrets.token_bytes(HOUSE_KEY_BYTES)).decode("ascii")


def _write_unless_present(path: Path, text: str) -> bool:
    """Write the file whole or not at all; return whether it was this process that did.

    A link, unlike a rename, fails where another process was first, and unlike opening the file
    itself never shows a reader half of it.
    """
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=".house-secrets-")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        return False
    finally:
        Path(draft).unlink()
    _fsync_folder(path.parent)
    return True


def _fsync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _read(path: Path) -> Mapping[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        problem = wording.SECRETS_BROKEN.format(path=path)
    except OSError as error:
        problem = wording.SECRETS_UNREADABLE.format(path=path, reason=reason_in_words(error))
    raise _unusable(path, problem)


def _kept_key(path: Path, kept: Mapping[str, object], name: str) -> str:
    # A lost key is not made anew: what it sealed would be lost without a word.
    if name not in kept:
        raise _unusable(path, wording.SECRETS_INCOMPLETE.format(path=path, name=name))
    key = kept[name]
    try:
        decode_house_key(str(key))
    except ValueError:
        raise _unusable(path, wording.SECRETS_BROKEN.format(path=path)) from None
    return str(key)


def _unusable(path: Path, problem: str) -> ConfigError:
    return ConfigError(path, [Mistake("", problem, "")])


def _lateness_warnings(path: Path, settings: Settings) -> list[str]:
    database = settings.storage.sqlite_file
    if database is None or not database.exists():
        return []
    return [wording.SECRETS_MADE_LATE.format(database=database, path=path)]


def _permission_warnings(path: Path) -> list[str]:
    if path.stat().st_mode & OTHERS_MAY_USE:
        return [wording.SECRETS_OPEN.format(path=path)]
    return []
