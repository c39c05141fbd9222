"""Text from outside (articles, feeds, models, people) made harmless for Slack, and cut to Slack's sizes.

Slack reads mrkdwn with rules it publishes only in part, so nothing here bets on what it might ignore: a character
that could begin or end formatting is replaced by a typographic twin that formats nothing, everywhere but between
two ASCII letters or digits, where Slack never formats (`snake_case`). A twin looks the same and keeps the length;
zero-width characters put in between would look the same too, but whether they stop Slack is nowhere stated.
"""

import re
import unicodedata
from urllib.parse import quote as url_quote
from urllib.parse import urlsplit, urlunsplit

ELLIPSIS = " …"
_ZERO_WIDTH_JOINER = "\u200d"

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNSEEN = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x9f"  # control characters other than tab and line ends
    "\u00ad\u180e\u200b\u2060-\u2064\ufeff"  # zero width: they hide words from readers and filters
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u206a-\u206f"  # direction: they reorder what stands around them
    "\ufff9-\ufffb\U000e0000-\U000e007f"  # annotations and tags: text nobody sees
    "]"
)
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_EMOJI_CODE_START = re.compile(r":(?=[^\s:]+:)")
_MARK = re.compile(r"[*_~`]")
_MARK_INSIDE_WORD = re.compile(r"(?<=[A-Za-z0-9])[*_~](?=[A-Za-z0-9])")
_TWINS = {"*": "∗", "_": "ˍ", "~": "∼", "`": "ˋ"}
_QUOTE_START = re.compile(r"^([ \t]*)(>+)", re.MULTILINE)
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_LONGEST_ESCAPE = len("&amp;")
_MAX_URL_CHARS = 800
_KEPT_IN_URL = "%/:?#[]@!$&'()*+,;=~"
_HOST = re.compile(r"[A-Za-z0-9._\-:\[\]]+")
_ISO_DAY = re.compile(r"(\d{4})-(0[1-9]|1[0-2])(?:-(\d\d))?")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def clean(text: str) -> str:
    """Without what a reader cannot see: control, zero-width and direction characters. Every line end is a newline.

    Joiners that emoji and several scripts need (U+200C, U+200D) stay.
    """
    text = _UNSEEN.sub("", _LINE_ENDS.sub("\n", text))
    return _LONE_SURROGATE.sub("\ufffd", text)


def one_line(text: str) -> str:
    """Cleaned and with every run of white space as one space: outside text gets no line of its own to fake ours."""
    return " ".join(clean(text).split())


def escape(text: str) -> str:
    """Outside text for mrkdwn: it shows as it reads and can neither format, link, quote, nor ping anybody.

    The result may be put anywhere in mrkdwn, next to anything. It is a little longer where `&`, `<` or `>` occur.
    """
    text = _QUOTE_START.sub(lambda found: found[1] + "›" * len(found[2]), clean(text))
    text = _EMOJI_CODE_START.sub("∶", text)
    inside = {found.start() for found in _MARK_INSIDE_WORD.finditer(text)}
    text = _MARK.sub(lambda found: found[0] if found.start() in inside else _TWINS[found[0]], text)
    return text.translate(_ESCAPES)


def plain(text: str) -> str:
    """Outside text for a plain_text object, in one line.

    Slack formats nothing there. Angle brackets are replaced all the same, because the same text comes back in
    notifications and logs that may read them.
    """
    return one_line(text).replace("<", "‹").replace(">", "›")


def link(url: str | None, label: str) -> str:
    """An escaped label as a link, or the label alone where the URL is none that a reader should be led to.

    Only http and https become links, and none with a user name in front of the host: those are made to deceive.
    """
    address = _address(url)
    return label if address is None else f"<{address}|{label}>"


def short_line(text: str, max_chars: int) -> str:
    """Outside text escaped, on one line and in at most `max_chars`."""
    return shorten(escape(one_line(text)), max_chars)


def day(published: str | None, as_stated: str | None = None) -> str:
    """`2025-11-17` as `17 Nov 2025`, `2025-11` as `Nov 2025`; without a date “undated” and what the page says.

    A published day is no moment: Slack's local dates would show another day in some time zones.
    """
    found = _ISO_DAY.fullmatch(published or "")
    if found:
        year, month, number = found.groups()
        return " ".join(filter(None, (number and number.lstrip("0"), _MONTHS[int(month) - 1], year)))
    return f"undated (“{short_line(as_stated, 40)}”)" if as_stated else "undated"


def shorten(text: str, max_chars: int) -> str:
    """At most `max_chars` of an escaped text, cut at a word's end and marked with “ …”.

    A word longer than the room is cut inside, but never inside an escape sequence or between a letter and its
    accents. Raises ValueError for fewer than 10 characters, in which no mark would fit beside anything.
    """
    if max_chars < 2 * _LONGEST_ESCAPE:
        raise ValueError(f"{max_chars} characters are too few to shorten to")
    if len(text) <= max_chars:
        return text
    room = max_chars - len(ELLIPSIS)
    return text[: _cut_at_or_before(text, room)].rstrip() + ELLIPSIS


def split_text(text: str, *, max_chars: int) -> list[str]:
    """An escaped text in pieces of at most `max_chars`, nothing lost: joined they are the text again.

    Cut after a line where possible, otherwise before a word, never inside an escape sequence.
    Raises ValueError for fewer than 10 characters.
    """
    if max_chars < 2 * _LONGEST_ESCAPE:
        raise ValueError(f"{max_chars} characters are too few to split into")
    pieces = []
    while len(text) > max_chars:
        cut = text.rfind("\n", 0, max_chars) + 1 or _cut_at_or_before(text, max_chars)
        pieces.append(text[:cut])
        text = text[cut:]
    return [*pieces, text] if text else pieces


def quote(escaped: str) -> str:
    """An escaped text as a block quote, every line of it."""
    return "\n".join(f"> {line}" for line in escaped.split("\n"))


def _address(url: str | None) -> str | None:
    url = clean(url or "").strip()
    try:
        parts = urlsplit(url)
        deceiving = parts.username is not None or not parts.hostname
        host = parts.netloc.encode("idna").decode()
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or deceiving or not _HOST.fullmatch(host):
        return None
    rest = urlunsplit(("", "", parts.path, parts.query, parts.fragment))
    address = f"{parts.scheme}://{host}{url_quote(rest, safe=_KEPT_IN_URL)}".replace("&", "&amp;")
    return address if len(address) <= _MAX_URL_CHARS else None


def _cut_at_or_before(text: str, limit: int) -> int:
    """Where to cut a text longer than `limit` so that the first part is at most that long and not empty."""
    at_word_end = next((i for i in range(limit, limit // 2, -1) if text[i].isspace()), 0)
    if at_word_end:
        return at_word_end
    cut = limit
    begun = text.rfind("&", max(0, limit - _LONGEST_ESCAPE + 1), limit)
    if begun >= 0 and ";" not in text[begun:limit]:
        cut = begun
    while cut > limit // 2 and _joined_at(text, cut):
        cut -= 1
    return cut


def _joined_at(text: str, cut: int) -> bool:
    """True if the characters on both sides make one that is seen, such as a letter and its accent."""
    return unicodedata.category(text[cut])[0] == "M" or _ZERO_WIDTH_JOINER in text[cut - 1 : cut + 1]
