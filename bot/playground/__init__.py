"""A look-alike of Slack on 127.0.0.1: the bot talks to it exactly as to Slack, tests and the demo act as its people."""
