from tests.playground_fixtures import bolt_app, slack, slack_clock, web_client

__all__ = ["bolt_app", "slack", "slack_clock", "web_client"]
