"""The checked kinds of value that settings are made of: secrets, keys, paths, addresses.

Each checker returns the value in its one canonical form or raises ValueError with a Chinese
sentence for the person who edits the file. The sentence never repeats the value.
"""

import re
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    SecretStr,
    StringConstraints,
    ValidationInfo,
)

from bot import config_wording as wording

HOUSE_KEY_BYTES: Final = 32
_WEBHOOK: Final = r"https?://[^\s/?#]+(/[^\s?#]*)?/cgi-bin/webhook/send\?key="
_ROBOT_KEY: Final = "[A-Za-z0-9-]{8,64}"


@dataclass(frozen=True)
class Surroundings:
    """Where the settings were found: what `env:NAME`, `file:PATH` and relative paths refer to."""

    folder: Path
    environ: Mapping[str, str]

    def reveal(self, text: str) -> str:
        """Return the secret that `text` names, or `text` itself where it is the secret.

        Raises ValueError where the variable or the file cannot be read.
        """
        scheme, colon, name = text.partition(":")
        if colon and scheme == "env":
            return self._from_variable(name)
        if colon and scheme == "file":
            return self._from_file(name)
        return text

    def _from_variable(self, name: str) -> str:
        if not name:
            raise ValueError(wording.ENV_UNNAMED)
        value = self.environ.get(name, "")
        if not value:
            raise ValueError(wording.ENV_UNSET.format(name=name))
        return value

    def _from_file(self, name: str) -> str:
        if not name:
            raise ValueError(wording.FILE_UNNAMED)
        path = self.folder / name
        try:
            return path.read_text(encoding="utf-8").rstrip("\r\n")
        except UnicodeDecodeError:
            raise ValueError(wording.KEY_FILE_NOT_TEXT.format(path=path)) from None
        except OSError as error:
            reason = reason_in_words(error)
            raise ValueError(wording.KEY_FILE_UNREADABLE.format(path=path, reason=reason)) from None


def reason_in_words(error: OSError) -> str:
    """Say in Chinese why a file cannot be used."""
    match error:
        case FileNotFoundError():
            return wording.NOT_FOUND
        case PermissionError():
            return wording.NOT_ALLOWED
        case IsADirectoryError():
            return wording.NOT_A_FILE
        case _:
            return wording.OTHER_REASON.format(detail=error.strerror)


def _revealed(value: object, info: ValidationInfo) -> object:
    if isinstance(value, str) and isinstance(info.context, Surroundings):
        return info.context.reveal(value)
    return value


def _inside_folder(path: Path, info: ValidationInfo) -> Path:
    if isinstance(info.context, Surroundings):
        return info.context.folder / path
    return path


def decode_folder(value: object, info: ValidationInfo) -> Path:
    """Return the folder that is written in the settings; raise ValueError if it is none."""
    if isinstance(value, Path):
        return _inside_folder(value, info)
    if not isinstance(value, str):
        raise ValueError(wording.NEEDS_TEXT)  # noqa: TRY004 -- pydantic gathers only ValueError
    if not value:
        raise ValueError(wording.EMPTY)
    return _inside_folder(Path(value), info)


def _not_empty(secret: SecretStr) -> SecretStr:
    if not secret.get_secret_value():
        raise ValueError(wording.EMPTY)
    return secret


def _token(secret: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[A-Za-z0-9]{3,32}", secret.get_secret_value()):
        raise ValueError(wording.TOKENS)
    return secret


def _aes_key(secret: SecretStr) -> SecretStr:
    key = secret.get_secret_value()
    if key and not re.fullmatch(r"[A-Za-z0-9+/]{43}", key):
        raise ValueError(wording.AES_KEY)
    return secret


def _house_key(secret: SecretStr) -> SecretStr:
    key = secret.get_secret_value()
    if key:
        decode_house_key(key)
    return secret


def decode_house_key(text: str) -> bytes:
    """Return the 32 bytes written as base64 in `text`; raise ValueError if it is anything else."""
    try:
        key = b64decode(text, validate=True)
    except ValueError:
        raise ValueError(wording.HOUSE_KEY) from None
    if len(key) != HOUSE_KEY_BYTES:
        raise ValueError(wording.HOUSE_KEY)
    return key


def _robot(secret: SecretStr) -> SecretStr:
    text = secret.get_secret_value()
    if text and not re.fullmatch(rf"({_WEBHOOK})?{_ROBOT_KEY}", text):
        raise ValueError(wording.ROBOT)
    return secret


def _template(text: str) -> str:
    if text and not re.fullmatch(
        r"[A-Za-z0-9_-]{8,64}(: ?[a-z_]+[0-9]+(, ?[a-z_]+[0-9]+)*)?", text
    ):
        raise ValueError(wording.TEMPLATE)
    return text


def _account_id(text: str) -> str:
    if text.startswith("gh_"):
        raise ValueError(wording.ORIGINAL_ID)
    if not re.fullmatch(r"[A-Za-z0-9_-]+", text):
        raise ValueError(wording.ACCOUNT_ID)
    return text


def _web_address(text: str) -> str:
    if not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", text):
        raise ValueError(wording.WEB_ADDRESS)
    return text.rstrip("/")


def _web_address_or_nothing(text: str) -> str:
    return _web_address(text) if text else text


def _one_line(text: str) -> str:
    if not text.isprintable():
        raise ValueError(wording.ONE_LINE)
    return text


def _mailbox(text: str) -> str:
    if text and not re.fullmatch(r"[^@\s]+@[^@\s]+", text):
        raise ValueError(wording.MAILBOX)
    return text


def _database(secret: SecretStr, info: ValidationInfo) -> SecretStr:
    address = secret.get_secret_value()
    if not address:
        raise ValueError(wording.EMPTY)
    scheme, separator, rest = address.partition("://")
    if not separator:
        return SecretStr(_sqlite_address(address, info))
    match scheme:
        case "sqlite" if rest.startswith("/"):
            return SecretStr(_sqlite_address(rest.removeprefix("/"), info))
        case "sqlite":
            raise ValueError(wording.DATABASE_SLASHES)
        case "postgres" | "postgresql" | "postgresql+psycopg":
            return SecretStr(_postgresql_address(rest))
        case _:
            raise ValueError(wording.DATABASE_KIND)


def _sqlite_address(file: str, info: ValidationInfo) -> str:
    if file in {"", ":memory:"}:
        raise ValueError(wording.DATABASE_MEMORY)
    if "?" in file:
        raise ValueError(wording.DATABASE_SLASHES)
    return f"sqlite:///{_inside_folder(Path(file), info)}"


def _postgresql_address(rest: str) -> str:
    if not re.match(r"[^/]*/[^/?]+", rest):
        raise ValueError(wording.DATABASE_NAME)
    return f"postgresql+psycopg://{rest}"


class Section(BaseModel):
    """One section of the settings: frozen, closed to unknown keys, its input never repeated."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)


Secret = Annotated[SecretStr, BeforeValidator(_revealed), AfterValidator(_not_empty)]
OptionalSecret = Annotated[SecretStr, BeforeValidator(_revealed)]
Token = Annotated[SecretStr, BeforeValidator(_revealed), AfterValidator(_token)]
AesKey = Annotated[SecretStr, BeforeValidator(_revealed), AfterValidator(_aes_key)]
RobotAddress = Annotated[SecretStr, BeforeValidator(_revealed), AfterValidator(_robot)]
TemplateText = Annotated[str, AfterValidator(_template)]
HouseKey = Annotated[SecretStr, BeforeValidator(_revealed), AfterValidator(_house_key)]
DatabaseAddress = Annotated[SecretStr, BeforeValidator(_revealed), AfterValidator(_database)]
DataFolder = Annotated[Path, BeforeValidator(decode_folder)]
AccountId = Annotated[str, AfterValidator(_account_id)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
OptionalWebAddress = Annotated[str, AfterValidator(_web_address_or_nothing)]
Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=60),
    AfterValidator(_one_line),
]
Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=60),
    AfterValidator(_one_line),
]
Mailbox = Annotated[Line, AfterValidator(_mailbox)]
