"""What a person wrote, as Slack delivers it, turned back into what they meant."""

import re

MAX_QUESTION_CHARS = 2_000

_ANGLED = re.compile(r"<([^<>]*)>")
_FORMATTING = re.compile(r"(?<![A-Za-z0-9])[*_~`]+|[*_~`]+(?![A-Za-z0-9])")


def mentions(text: str, user: str) -> bool:
    """True if the message's text mentions this user id."""
    return re.search(rf"<@{re.escape(user)}(?:\|[^<>]*)?>", text) is not None


def question_in(text: str, bot_user: str) -> str:
    """The question in a message to the bot: no mention of it, no markup, white space tidied.

    Empty if nothing else was said. Cut at 2,000 characters, far beyond any question.
    """
    words = _ANGLED.sub(lambda found: _shown(found[1], bot_user), text[: 2 * MAX_QUESTION_CHARS])
    words = _FORMATTING.sub("", words)
    words = words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return " ".join(words.split())[:MAX_QUESTION_CHARS].rstrip()


def _shown(inner: str, bot_user: str) -> str:
    """What Slack shows for `<inner>`; nothing for mentions that have no name with them."""
    target, _, label = inner.partition("|")
    if target == f"@{bot_user}":
        return " "
    if target.startswith("#"):
        return f"#{label}" if label else " "
    if target.startswith(("@", "!")):
        return label or " "
    return label or target
