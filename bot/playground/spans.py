"""Slack's text markup, and Markdown, as runs of styled words. Pure; control characters in hostile text vanish."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Names = Callable[[str], str]
"""A user's or channel's id -> the name people see."""

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_QUOTE = re.compile(r"^\s*(?:>|&gt;)\s?")


@dataclass(frozen=True)
class Span:
    """Words in one style, in the terms of the `rich` library (`bold`, `italic`, `strike`, `dim`, or empty)."""

    text: str
    style: str = ""


Line = list[Span]

_MRKDWN = re.compile(
    r"<(?P<link>[^<>\n]+)>"
    r"|`(?P<code>[^`\n]+)`"
    r"|(?<![\w*])\*(?P<bold>[^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])"
    r"|(?<![\w_])_(?P<italic>[^\s_](?:[^_\n]*[^\s_])?)_(?![\w_])"
    r"|(?<![\w~])~(?P<strike>[^\s~](?:[^~\n]*[^\s~])?)~(?![\w~])"
)
_MARKDOWN = re.compile(
    r"\[(?P<label>[^\[\]\n]+)\]\((?P<url>[^()\s]+)\)"
    r"|`(?P<code>[^`\n]+)`"
    r"|\*\*(?P<bold>[^\s*](?:[^*\n]*[^\s*])?)\*\*"
    r"|(?<![\w*])\*(?P<italic>[^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])"
    r"|~~(?P<strike>[^\s~](?:[^~\n]*[^\s~])?)~~"
)
_HEADING = re.compile(r"^#{1,6}\s+(?P<title>.*)$")


def printable(text: str) -> str:
    """The text without anything that could move a terminal's cursor, colour it, or turn the reading direction."""
    return "".join(
        " " if char == "\t" else char for char in text if char in "\n\t" or unicodedata.category(char) not in _HIDDEN
    )


def unescape(text: str) -> str:
    """Slack's three escapes undone."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def mrkdwn_lines(text: str, names: Names) -> list[Line]:
    """Slack's own markup: `*bold*`, `<url|label>`, `<@U1>`, quotes."""
    return [_quoted(line, lambda words: list(_mrkdwn(words, names, ""))) for line in printable(text).split("\n")]


def markdown_lines(text: str) -> list[Line]:
    """Markdown as the `markdown` block takes it; tables stay as they were typed."""
    lines = []
    for line in printable(text).split("\n"):
        heading = _HEADING.match(line)
        if heading is not None:
            lines.append(list(_markdown(heading["title"], "bold")))
        else:
            lines.append(_quoted(line, lambda words: list(_markdown(words, ""))))
    return lines


def text_of(line: Line) -> str:
    return "".join(span.text for span in line)


def _quoted(line: str, spans: Callable[[str], Line]) -> Line:
    quote = _QUOTE.match(line)
    return spans(line) if quote is None else [Span("│ ", "dim"), *spans(line[quote.end() :])]


def _mrkdwn(text: str, names: Names, style: str) -> Iterator[Span]:
    end = 0
    for match in _MRKDWN.finditer(text):
        if match.start() > end:
            yield Span(unescape(text[end : match.start()]), style)
        end = match.end()
        if match["link"] is not None:
            yield Span(unescape(_link(match["link"], names)), style)
        elif match["code"] is not None:
            yield Span(unescape(match["code"]), _both(style, "cyan"))
        else:
            kind = str(match.lastgroup)
            yield from _mrkdwn(match[kind], names, _both(style, kind))
    if end < len(text):
        yield Span(unescape(text[end:]), style)


def _markdown(text: str, style: str) -> Iterator[Span]:
    end = 0
    for match in _MARKDOWN.finditer(text):
        if match.start() > end:
            yield Span(text[end : match.start()], style)
        end = match.end()
        if match["label"] is not None:
            yield Span(f"{match['label']} ({match['url']})", style)
        elif match["code"] is not None:
            yield Span(match["code"], _both(style, "cyan"))
        else:
            kind = str(match.lastgroup)
            yield from _markdown(match[kind], _both(style, kind))
    if end < len(text):
        yield Span(text[end:], style)


def _both(style: str, more: str) -> str:
    return f"{style} {more}".strip()


def _link(inside: str, names: Names) -> str:
    """What people see of `<inside>`. A label never hides its address: hostile text must not pass one for another."""
    target, _, label = inside.partition("|")
    if target.startswith("@"):
        return f"@{names(target[1:])}"
    if target.startswith("#"):
        return f"#{names(target[1:])}"
    if target.startswith("!date^"):
        return label or target
    if target.startswith("!subteam^"):
        return label or "@group"
    if target.startswith("!"):
        return f"@{target[1:]}"
    return f"{label} ({target})" if label and label != target else target
