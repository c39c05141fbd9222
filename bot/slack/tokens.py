"""Slack's tokens, checked before the bot starts: what is wrong, and where in Slack the right one is found."""

from http import HTTPStatus
from urllib.parse import urlsplit

from pydantic import SecretStr
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.settings import Settings
from bot.slack.refusals import reason_of
from store import FixSetup, TryLater

TIMEOUT_S = 10
BOT_PAGE = "OAuth & Permissions, Bot User OAuth Token (xoxb-…)"
APP_PAGE = "Basic Information, App-Level Tokens, scope connections:write (xapp-…)"
SIGNING_PAGE = "Basic Information, App Credentials, Signing Secret"


def check_tokens(settings: Settings) -> None:
    """Nothing, if Slack accepts the tokens for the way the bot is to run.

    Raises FixSetup for one that is missing, mixed up or refused, in one line; TryLater where Slack is out of reach.
    No token is ever part of a message.
    """
    bot_token = _expect(settings.slack_bot_token, "SLACK_BOT_TOKEN", "xoxb-", BOT_PAGE)
    app_token = None
    if settings.slack_app_token is not None:
        app_token = _expect(settings.slack_app_token, "SLACK_APP_TOKEN", "xapp-", APP_PAGE)
    elif settings.slack_signing_secret is None:
        raise FixSetup(
            f"Neither SLACK_APP_TOKEN (for Socket Mode; in Slack under {APP_PAGE}) nor SLACK_SIGNING_SECRET "
            f"(for HTTP; in Slack under {SIGNING_PAGE}) is set; set one of them."
        )
    elif settings.slack_signing_secret.get_secret_value().startswith(("xoxb-", "xapp-", "xoxp-")):
        raise FixSetup(
            f"SLACK_SIGNING_SECRET holds a token, not the signing secret; find it in Slack under {SIGNING_PAGE}."
        )
    client = WebClient(token=bot_token, base_url=settings.slack_api_url, timeout=TIMEOUT_S, retry_handlers=[])
    try:
        client.auth_test()
    except (SlackApiError, OSError) as error:
        raise _explained(error, "SLACK_BOT_TOKEN", BOT_PAGE, settings.slack_api_url) from error
    if app_token is not None:
        try:
            client.apps_connections_open(app_token=app_token)
        except (SlackApiError, OSError) as error:
            raise _explained(error, "SLACK_APP_TOKEN", APP_PAGE, settings.slack_api_url) from error


def _expect(token: SecretStr | None, variable: str, prefix: str, place: str) -> str:
    if token is None:
        raise FixSetup(f"{variable} is not set; find it in Slack under {place}.")
    value = token.get_secret_value().strip()
    if not value.startswith(prefix):
        other = {"xoxb-": "a bot token", "xapp-": "an app-level token", "xoxp-": "a user token"}.get(value[:5])
        held = f"holds {other}" if other else f"does not begin with {prefix}"
        raise FixSetup(f"{variable} {held}; find the right one in Slack under {place}.")
    return value


def _explained(error: SlackApiError | OSError, variable: str, place: str, api_url: str) -> FixSetup | TryLater:
    if isinstance(error, OSError):
        host = urlsplit(api_url).netloc  # the rest of an address may hold a secret
        return TryLater(f"Slack cannot be reached at {host}; check the network, and SLACK_API_URL if it is set.")
    status = getattr(error.response, "status_code", 0)
    reason = reason_of(error) or f"HTTP {status}"
    if status >= HTTPStatus.TOO_MANY_REQUESTS or reason == "ratelimited":
        return TryLater(f"Slack has no time for {variable} now ({reason}); start again in a minute.")
    return FixSetup(f"Slack refuses {variable} ({reason}); copy it again from Slack under {place}.")
