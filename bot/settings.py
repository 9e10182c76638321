"""The settings as the rest of the service sees them: frozen, typed, whole.

Every field says what it means; units are in the names. `config.example.toml` repeats these
sentences above each key, and a test keeps the two equal. Secrets show as stars wherever settings
are printed; `.get_secret_value()` reveals one.
"""

from typing import Literal

from pydantic import Field, SecretStr, ValidationInfo, field_validator

from bot import config_wording as wording
from bot.settings_channels import ChannelSettings
from bot.settings_mail import MailSettings
from bot.settings_office import OfficeSettings
from bot.settings_retention import RetentionSettings
from bot.settings_rules import (
    HouseKey,
    Name,
    OptionalWebAddress,
    Section,
    decode_house_key,
)
from bot.settings_sms import SmsSettings
from bot.settings_storage import StorageSettings
from bot.settings_voice import VoiceSettings


class ServerSettings(Section):
    """Where the service listens and how it is reached from outside."""

    host: Name = Field(
        default="127.0.0.1",
        description="The address to listen on; 0.0.0.0 means every network of this machine.",
    )
    port: int = Field(default=8080, ge=1, le=65535, description="The port to listen on.")
    workers: int = Field(default=1, ge=1, le=64, description="How many web processes to run.")
    threads: int = Field(default=8, ge=1, le=256, description="How many threads per web process.")
    public_url: OptionalWebAddress = Field(
        default="",
        description="The address people reach the service at, used in invitation QR codes and"
        " links; empty means http://host:port.",
        examples=["https://guancha.example.gov.cn"],
    )
    trusted_proxies: int = Field(
        default=0,
        ge=0,
        le=10,
        description="How many reverse proxies stand in front, whose X-Forwarded headers to trust.",
    )
    secure_cookies: Literal["auto", True, False] = Field(
        default="auto",
        description="Whether login cookies travel by HTTPS only; auto means yes where public_url"
        " is https.",
    )

    @property
    def address(self) -> str:
        """The address of the service for links, without a slash at the end."""
        return self.public_url or f"http://{self.host}:{self.port}"

    @property
    def cookies_are_secure(self) -> bool:
        """Whether login cookies may travel by HTTPS only."""
        if self.secure_cookies == "auto":
            return self.public_url.startswith("https://")
        return self.secure_cookies


class JobSettings(Section):
    """How the worker does what must happen later."""

    engine: Literal["embedded"] = Field(
        default="embedded", description="What wakes the worker; embedded needs no other service."
    )
    threads: int = Field(
        default=4, ge=1, le=64, description="How many jobs the worker does at the same time."
    )


class DraftSettings(Section):
    """How photos and notes that belong together become one report."""

    quiet_minutes: int = Field(
        default=10, ge=1, le=120, description="Minutes of silence after which a draft closes."
    )
    pause_minutes: int = Field(
        default=3,
        ge=1,
        le=120,
        description="Minutes of pause after which a new photo asks whether it is a new place.",
    )
    summary_seconds: int = Field(
        default=20,
        ge=1,
        le=600,
        description="Seconds after the last photo of a burst until its summary is sent.",
    )
    question_hours: int = Field(
        default=48, ge=1, le=168, description="Hours during which a question takes its answer."
    )

    @field_validator("pause_minutes")
    @classmethod
    def _pause_fits_into_the_quiet_time(cls, pause: int, info: ValidationInfo) -> int:
        if pause > info.data.get("quiet_minutes", pause):
            raise ValueError(wording.PAUSE_TOO_LONG)
        return pause


class PhotoSettings(Section):
    """What a photo may be and how long to try to fetch it."""

    max_megabytes: int = Field(
        default=20, ge=1, le=100, description="Largest file accepted, in megabytes of 2^20 bytes."
    )
    max_megapixels: int = Field(
        default=50, ge=1, le=200, description="Most pixels decoded, in millions."
    )
    expiry_hours: int = Field(
        default=72,
        ge=1,
        le=72,
        description="Hours after which the platform has deleted a file and fetching stops.",
    )
    alarm_hours: int = Field(
        default=24,
        ge=1,
        le=72,
        description="Hours without success after which the office is told of a missing photo.",
    )

    @field_validator("alarm_hours")
    @classmethod
    def _alarm_leaves_time_to_act(cls, alarm: int, info: ValidationInfo) -> int:
        if alarm > info.data.get("expiry_hours", alarm):
            raise ValueError(wording.ALARM_TOO_LATE)
        return alarm


class SecuritySettings(Section):
    """The secrets of the house and how often people may try."""

    data_key: HouseKey = Field(
        default=SecretStr(""),
        description="Encrypts names, phones and raw deliveries: base64 of 32 bytes; empty means"
        " made once and kept beside the data.",
        examples=["env:GUANCHA_DATA_KEY"],
    )
    index_key: HouseKey = Field(
        default=SecretStr(""),
        description="Finds encrypted names and phones again: base64 of 32 bytes; empty means made"
        " once.",
        examples=["env:GUANCHA_INDEX_KEY"],
    )
    session_key: HouseKey = Field(
        default=SecretStr(""),
        description="Signs the staff's login cookies: base64 of 32 bytes; empty means made once.",
        examples=["env:GUANCHA_SESSION_KEY"],
    )
    login_attempts: int = Field(
        default=5,
        ge=1,
        le=100,
        description="Wrong passwords allowed per account within login_window_minutes.",
    )
    login_window_minutes: int = Field(
        default=15, ge=1, le=1440, description="Minutes over which wrong passwords are counted."
    )
    bind_attempts_per_day: int = Field(
        default=5,
        ge=1,
        le=100,
        description="Attempts a day to bind, counted per sender and per person of the roster.",
    )

    @property
    def data_key_bytes(self) -> bytes:
        """The 32 bytes that encrypt; ValueError before bot.house_secrets completed them."""
        return decode_house_key(self.data_key.get_secret_value())

    @property
    def index_key_bytes(self) -> bytes:
        """The 32 bytes of the blind index; ValueError before they were completed."""
        return decode_house_key(self.index_key.get_secret_value())

    @property
    def session_key_bytes(self) -> bytes:
        """The 32 bytes that sign cookies; ValueError before they were completed."""
        return decode_house_key(self.session_key.get_secret_value())


class LoggingSettings(Section):
    """What the service says about itself on standard error."""

    level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="The least important lines to write."
    )
    format: Literal["text", "json"] = Field(
        default="text", description="text for people, json for log collectors."
    )


class Settings(Section):
    """All settings of one office: one config, one database, one media folder."""

    server: ServerSettings = Field(default=ServerSettings(), examples=["[server]"])
    storage: StorageSettings = Field(examples=["[storage]"])
    channels: ChannelSettings = Field(examples=["[channels.official]"])
    jobs: JobSettings = Field(default=JobSettings(), examples=["[jobs]"])
    office: OfficeSettings = Field(default=OfficeSettings(), examples=["[office]"])
    drafts: DraftSettings = Field(default=DraftSettings(), examples=["[drafts]"])
    photos: PhotoSettings = Field(default=PhotoSettings(), examples=["[photos]"])
    voice: VoiceSettings = Field(default=VoiceSettings(), examples=["[voice]"])
    sms: SmsSettings = Field(default=SmsSettings(), examples=["[sms]"])
    mail: MailSettings = Field(default=MailSettings(), examples=["[mail]"])
    retention: RetentionSettings = Field(default=RetentionSettings(), examples=["[retention]"])
    security: SecuritySettings = Field(default=SecuritySettings(), examples=["[security]"])
    logging: LoggingSettings = Field(default=LoggingSettings(), examples=["[logging]"])
