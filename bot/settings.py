"""Every setting, from environment variables or a `.env` file, checked at start."""

import re
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    EnvSettingsSource,
    NoDecode,
    SettingsConfigDict,
)

from store import EvenhandError, FixSetup

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class Settings(BaseSettings):
    """Evenhand's own settings start with EVENHAND_; Slack's tokens keep the names that Slack's guides use."""

    model_config = SettingsConfigDict(
        env_prefix="EVENHAND_", env_file=".env", extra="ignore", populate_by_name=True, env_ignore_empty=True
    )

    slack_bot_token: SecretStr | None = Field(None, validation_alias="SLACK_BOT_TOKEN")
    slack_app_token: SecretStr | None = Field(None, validation_alias="SLACK_APP_TOKEN")
    slack_signing_secret: SecretStr | None = Field(None, validation_alias="SLACK_SIGNING_SECRET")
    slack_api_url: str = Field("https://slack.com/api/", validation_alias="SLACK_API_URL")

    data: Path = Field(default_factory=lambda: user_data_path("evenhand", appauthor=False))
    port: int = Field(3000, ge=0, le=65535)
    max_mb: float = Field(10, gt=0)
    feed_minutes: float = Field(30, ge=1)

    fetch_allow: Annotated[frozenset[str], NoDecode] = frozenset()

    model: str | None = None
    model_url: str | None = None
    model_timeout_s: float = Field(20, gt=0)

    digest_channel: str | None = None
    digest_weekday: Weekday = "mon"
    digest_time: str = "09:00"
    digest_time_zone: str = "UTC"
    digest_topics: Annotated[tuple[str, ...], NoDecode] = ("open models", "export controls", "AI regulation")

    @field_validator("slack_api_url")
    @classmethod
    def _base_url(cls, value: str) -> str:
        if not _is_web_address(value):
            raise ValueError("write it like https://HOST/api/, without a user name or password")
        return value if value.endswith("/") else value + "/"

    @field_validator("fetch_allow", mode="before")
    @classmethod
    def _hosts(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        from store.fetch.guard import host_of  # noqa: PLC0415  (loads httpx, which most commands need not)

        try:
            return frozenset(host_of(part.strip()) for part in value.split(",") if part.strip())
        except EvenhandError as error:
            raise ValueError("write hosts without https://, separated by commas, such as intranet.example") from error

    @field_validator("digest_channel")
    @classmethod
    def _channel_id(cls, value: str | None) -> str | None:
        if value is not None and not re.fullmatch(r"[CGD][A-Z0-9]+", value):
            raise ValueError(f"{value} is no channel's id; copy it (C…) from the end of the channel's details in Slack")
        return value

    @field_validator("digest_time")
    @classmethod
    def _time_of_day(cls, value: str) -> str:
        if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value):
            raise ValueError(f"{value} is no time of day; write HH:MM with 24 hours, such as 09:00 or 17:30")
        return value

    @field_validator("digest_time_zone")
    @classmethod
    def _known_time_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError(f"{value} is no time zone; write one like Europe/Berlin") from error
        return value

    @field_validator("digest_topics", mode="before")
    @classmethod
    def _split_at_semicolons(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(";") if part.strip()) if isinstance(value, str) else value


def load_settings() -> Settings:
    """Read the settings. Raises FixSetup naming every variable that cannot be used."""
    try:
        return Settings()
    except UnicodeDecodeError as error:
        raise FixSetup("The settings in .env cannot be read: it is not UTF-8 text; save it as UTF-8") from error
    except OSError as error:
        raise FixSetup(f"The settings in .env cannot be read ({error.strerror}); check its permissions") from error
    except ValidationError as error:
        bad = [(_variable_of(each["loc"]), each["msg"].removeprefix("Value error, ")) for each in error.errors()]
        if len(bad) == 1:
            ((variable, why),) = bad
            said = f"The setting {variable} cannot be used: {why}; mend it in the environment or .env"
        else:
            each_said = "; ".join(f"{variable}: {why}" for variable, why in bad)
            said = f"{len(bad)} settings cannot be used: {each_said}; mend them in the environment or .env"
        raise FixSetup(said) from error


def _variable_of(location: tuple[int | str, ...]) -> str:
    name = str(location[0]) if location else "?"
    return name if name.isupper() else f"EVENHAND_{name.upper()}"


def unknown_variables() -> list[str]:
    """EVENHAND_ variables, of the environment and of `.env`, that no setting reads: most likely misspelt."""
    known = {f"EVENHAND_{name.upper()}" for name in Settings.model_fields}
    given = {*EnvSettingsSource(Settings).env_vars, *DotEnvSettingsSource(Settings).env_vars}
    names = {name.upper() for name in given}  # a setting is read whatever the case of its name
    return sorted(name for name in names if name.startswith("EVENHAND_") and name not in known)


def _is_web_address(text: str) -> bool:
    """Whether this is an address that may be shown: http or https, with a host, with nobody's password."""
    try:
        parts = urlsplit(text)
        reachable = parts.hostname is not None and parts.port != 0
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and reachable and "@" not in parts.netloc
