"""Promises to the operator who sets the bot up: one line that says what is wrong and where to find the right one."""

import asyncio
from typing import Any

import pytest

from bot.playground.driver import Slack
from bot.settings import Settings
from bot.slack.app import check_tokens
from store import EvenhandError, FixSetup, TryLater

BOT, APP, SECRET = "xoxb-a-bot-token", "xapp-an-app-token", "a-signing-secret"


def with_tokens(slack: Slack | None = None, **tokens: Any) -> Settings:
    url = slack.api_url if slack else "http://127.0.0.1:9/api/"
    names = {"bot": "slack_bot_token", "app": "slack_app_token", "secret": "slack_signing_secret"}
    return Settings.model_validate({"slack_api_url": url} | {names[name]: value for name, value in tokens.items()})


def complaint(settings: Settings) -> str:
    with pytest.raises(EvenhandError) as caught:
        check_tokens(settings)
    return str(caught.value)


@pytest.mark.parametrize(
    ("tokens", "variable", "place"),
    [
        ({}, "SLACK_BOT_TOKEN is not set", "OAuth & Permissions"),
        ({"bot": APP, "app": APP}, "SLACK_BOT_TOKEN holds an app-level token", "OAuth & Permissions"),
        ({"bot": "xoxp-mine", "app": APP}, "SLACK_BOT_TOKEN holds a user token", "OAuth & Permissions"),
        ({"bot": "nonsense", "app": APP}, "SLACK_BOT_TOKEN does not begin with xoxb-", "OAuth & Permissions"),
        ({"bot": BOT, "app": BOT}, "SLACK_APP_TOKEN holds a bot token", "App-Level Tokens"),
        ({"bot": BOT}, "SLACK_APP_TOKEN", "App-Level Tokens"),
        ({"bot": BOT}, "SLACK_SIGNING_SECRET", "App Credentials"),
        ({"bot": BOT, "secret": APP}, "SLACK_SIGNING_SECRET holds a token", "App Credentials"),
    ],
)
def test_a_missing_or_mixed_up_token_is_named_with_its_place(tokens: dict[str, Any], variable: str, place: str) -> None:
    said = complaint(with_tokens(**tokens))
    assert variable in said
    assert place in said
    assert "\n" not in said
    assert not any(token in said for token in tokens.values())


@pytest.mark.parametrize("mode", ["app", "secret"])
async def test_tokens_that_slack_accepts_pass(slack: Slack, mode: str) -> None:
    other = {"app": slack.app_token} if mode == "app" else {"secret": slack.signing_secret}
    await asyncio.to_thread(check_tokens, with_tokens(slack, bot=slack.bot_token, **other))
    asked = [call.method for call in slack.calls()]
    assert asked == (["auth.test", "apps.connections.open"] if mode == "app" else ["auth.test"])


@pytest.mark.parametrize(
    ("tokens", "variable"),
    [({"bot": BOT}, "Slack refuses SLACK_BOT_TOKEN"), ({"app": APP}, "Slack refuses SLACK_APP_TOKEN")],
)
async def test_a_token_that_slack_refuses_is_named(slack: Slack, tokens: dict[str, Any], variable: str) -> None:
    settings = with_tokens(slack, **({"bot": slack.bot_token, "app": slack.app_token} | tokens))
    with pytest.raises(FixSetup) as caught:
        await asyncio.to_thread(check_tokens, settings)
    assert variable in str(caught.value)
    assert "invalid_auth" in str(caught.value)
    assert not any(token in str(caught.value) for token in tokens.values())


async def test_a_busy_slack_is_no_fault_of_the_token(slack: Slack) -> None:
    slack.workspace.rate_limit("auth.test")
    with pytest.raises(TryLater, match="SLACK_BOT_TOKEN"):
        await asyncio.to_thread(check_tokens, with_tokens(slack, bot=slack.bot_token, app=slack.app_token))


def test_an_address_where_no_slack_is_is_named_by_its_host_alone() -> None:
    settings = with_tokens(bot=BOT, app=APP).model_copy(update={"slack_api_url": "http://127.0.0.1:9/hush-hush/api/"})
    said = complaint(settings)
    assert "at 127.0.0.1:9" in said
    assert "hush-hush" not in said
