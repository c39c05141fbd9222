"""Promises of the settings: whatever is set wrong, or not at all, is named in one line."""

from pathlib import Path

import pytest

from bot.settings import load_settings, unknown_variables
from store import FixSetup


def write_env(content: str | bytes) -> None:
    Path(".env").write_bytes(content if isinstance(content, bytes) else content.encode())


def complaint() -> str:
    with pytest.raises(FixSetup) as caught:
        load_settings()
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_settings_come_from_the_env_file_and_the_environment_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    write_env("EVENHAND_PORT=3100\nEVENHAND_MAX_MB=5\n")
    monkeypatch.setenv("EVENHAND_PORT", "3200")
    settings = load_settings()
    assert (settings.port, settings.max_mb) == (3200, 5)


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_an_env_file_that_is_not_utf_8_is_named_with_its_remedy(encoding: str) -> None:
    write_env("EVENHAND_DIGEST_TOPICS=café\n".encode(encoding))
    said = complaint()
    assert ".env" in said
    assert "save it as UTF-8" in said


def test_an_env_file_that_may_not_be_read_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("bot.settings.Settings", refused)
    said = complaint()
    assert ".env" in said
    assert "permissions" in said


def test_an_env_file_with_a_byte_order_mark_loses_no_setting() -> None:
    write_env("EVENHAND_PORT=3100\n".encode("utf-8-sig"))
    assert load_settings().port == 3100


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("EVENHAND_PORT", "high"),
        ("EVENHAND_DIGEST_TIME", "25:00"),
        ("EVENHAND_DIGEST_WEEKDAY", "someday"),
        ("EVENHAND_DIGEST_TIME_ZONE", "Harbour/Bay"),
        ("EVENHAND_FETCH_ALLOW", "https://intranet.example/"),
        ("EVENHAND_FETCH_ALLOW", "intranet.example:8080"),
        ("EVENHAND_FETCH_ALLOW", "*"),
        ("SLACK_API_URL", "slack.example/api"),
        ("SLACK_API_URL", "https:///api/"),
        ("SLACK_API_URL", "https://[slack.example/api/"),
        ("SLACK_API_URL", "https://slack.example:api/"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(variable: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable, value)
    assert f"The setting {variable} cannot be used" in complaint()


def test_all_settings_that_cannot_be_used_are_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENHAND_DIGEST_TIME", "9 am")
    monkeypatch.setenv("SLACK_API_URL", "slack.example/api")
    write_env("EVENHAND_PORT=high\n")
    said = complaint()
    assert "3 settings cannot be used" in said
    assert all(name in said for name in ("EVENHAND_DIGEST_TIME: ", "SLACK_API_URL: ", "EVENHAND_PORT: "))
    assert "9 am is no time of day; write HH:MM" in said


def test_an_address_with_a_password_is_refused_and_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_API_URL", "https://ada:hush-hush@slack.example/api/")
    said = complaint()
    assert "SLACK_API_URL" in said
    assert "hush-hush" not in said


def test_a_topic_list_is_split_at_semicolons(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENHAND_DIGEST_TOPICS", " open models; ; harbour fees ")
    assert load_settings().digest_topics == ("open models", "harbour fees")


def test_hosts_to_be_fetched_are_split_at_commas_and_spelt_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENHAND_FETCH_ALLOW", " Intranet.example., 127.0.0.1,, [::1]")
    assert load_settings().fetch_allow == {"intranet.example", "127.0.0.1", "::1"}


def test_misspelt_variables_are_found_in_the_environment_and_in_the_env_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENHAND_PROT", "3100")
    write_env("EVENHAND_DIGEST_CHANEL=C1\nEVENHAND_PORT=3100\nOPENAI_API_KEY=x\n")
    assert unknown_variables() == ["EVENHAND_DIGEST_CHANEL", "EVENHAND_PROT"]


def test_a_variable_that_is_read_is_not_called_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENHAND_SLACK_BOT_TOKEN", "xoxb-mine")
    monkeypatch.setenv("evenhand_port", "3100")
    settings = load_settings()
    assert settings.slack_bot_token is not None
    assert settings.port == 3100
    assert unknown_variables() == []


def test_a_channels_name_is_no_channel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENHAND_DIGEST_CHANNEL", "#general")
    assert "EVENHAND_DIGEST_CHANNEL" in complaint()
    assert "channel's details" in complaint()
