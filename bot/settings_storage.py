"""The settings of what remembers: the database, and the folder or bucket for files."""

import re
from pathlib import Path
from typing import Annotated

from pydantic import Field, PlainValidator, SecretStr, ValidationInfo

from bot import config_wording as wording
from bot.settings_rules import (
    DatabaseAddress,
    DataFolder,
    Name,
    OptionalSecret,
    OptionalWebAddress,
    Section,
    decode_folder,
)
from storage.blobs.s3_files import Bucket

SQLITE = "sqlite:///"
_S3 = "s3://"
_PLACE = re.compile(r"([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])((?:/[A-Za-z0-9][A-Za-z0-9._-]*)*)/?")


class S3Settings(Section):
    """The S3-compatible service; used where media begins with s3://."""

    endpoint: OptionalWebAddress = Field(
        default="",
        description="The service's address, without the bucket.",
        examples=["https://oss-cn-shanghai.aliyuncs.com"],
    )
    region: Name = Field(
        default="us-east-1", description="The region that the service's addresses are signed for."
    )
    access_key: OptionalSecret = Field(
        default=SecretStr(""),
        description="The access key.",
        examples=["env:GUANCHA_S3_ACCESS_KEY"],
    )
    secret_key: OptionalSecret = Field(
        default=SecretStr(""),
        description="The access key's secret.",
        examples=["env:GUANCHA_S3_SECRET_KEY"],
    )
    path_style: bool = Field(
        default=True,
        description="Whether the bucket's name stands behind the endpoint (MinIO, Ceph) or in front"
        " of its host name (Aliyun OSS, Tencent COS, Amazon).",
    )


def _media_place(value: object, info: ValidationInfo) -> Path | Bucket:
    if not (isinstance(value, str) and value.startswith(_S3)):
        return decode_folder(value, info)
    found = _PLACE.fullmatch(value.removeprefix(_S3))
    if found is None:
        raise ValueError(wording.BUCKET)
    service = info.data.get("s3", S3Settings())
    wanted = {name: getattr(service, name) for name in ("endpoint", "access_key", "secret_key")}
    missing = [name for name, given in wanted.items() if not given]
    if missing and "s3" in info.data:
        raise ValueError(wording.S3_INCOMPLETE.format(names="、".join(missing)))
    return Bucket(
        name=found[1],
        prefix=found[2].strip("/"),
        endpoint=service.endpoint,
        region=service.region,
        access_key=service.access_key.get_secret_value(),
        secret_key=service.secret_key.get_secret_value(),
        path_style=service.path_style,
    )


class StorageSettings(Section):
    """Where everything is remembered. Relative paths count from the folder of config.toml."""

    database: DatabaseAddress = Field(
        description="The database: a file path or sqlite:///PATH for SQLite, or"
        " postgresql://USER:PASSWORD@HOST/NAME.",
        examples=["sqlite:///var/guancha.db"],
    )
    s3: S3Settings = Field(default=S3Settings(), examples=["[storage.s3]"])
    media: Annotated[Path | Bucket, PlainValidator(_media_place)] = Field(
        description="The folder for photos and other files, or s3://BUCKET/PREFIX.",
        examples=["var/media"],
    )
    house_folder: DataFolder = Field(
        default=Path("var"),
        validate_default=True,
        description="The folder for house-secrets.toml and the worker's socket; used only where"
        " neither the database nor media is on this machine.",
        examples=["var"],
    )

    @property
    def sqlite_file(self) -> Path | None:
        """The file of the SQLite database; None where the database is PostgreSQL."""
        address = self.database.get_secret_value()
        return Path(address.removeprefix(SQLITE)) if address.startswith(SQLITE) else None

    @property
    def beside_the_data(self) -> Path:
        """The folder of this machine for what belongs to the data but is not in it."""
        if self.sqlite_file is not None:
            return self.sqlite_file.parent
        return self.media.parent if isinstance(self.media, Path) else self.house_folder
