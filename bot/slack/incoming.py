"""What a person wrote, as Slack delivers it, turned back into what they meant."""

import re

from bot.brief.asking.phrases import EMPTY_WORDS
from bot.brief.asking.words import word_set, words_of
from bot.brief.question import MAX_QUESTION_CHARS

_ANGLED = re.compile(r"<([^<>]*)>")
_EMOJI_CODE = re.compile(r":[a-z0-9_+'-]+:")
_FORMATTING = re.compile(r"(?<![A-Za-z0-9])[*_~`]+|[*_~`]+(?![A-Za-z0-9])")

_ASK_FOR_NEWS = word_set("new news latest happened happening today week month year now")
_SMALL_TALK = (EMPTY_WORDS - _ASK_FOR_NEWS) | word_set(
    """thx ty cheers welcome bye goodbye morning afternoon evening day night team all everyone everybody guys folks
    great nice cool awesome perfect excellent lovely wonderful super wow lol haha job work well done very much so
    lot lots really got sure fine testing sorry oh and but not"""
)


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


def asks_something(question: str) -> bool:
    """False for what holds nothing to search for: nothing at all, a call for help, a greeting, thanks, an emoji.

    "What's new?" asks something although it names no subject.
    """
    words = words_of(_EMOJI_CODE.sub(" ", question))
    return any(word[0].isalnum() and word not in _SMALL_TALK for word in words)


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
