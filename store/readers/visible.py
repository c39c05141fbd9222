"""What a person sees of an HTML page, as lines: what saving it as text would give."""

import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement

INLINE_TAGS = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
        "i", "ins", "kbd", "label", "mark", "meter", "output", "q", "rp", "rt", "ruby", "s", "samp", "small",
        "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
    }
)  # fmt: skip
UNSEEN_TAGS = frozenset(
    {
        "script", "style", "noscript", "template", "svg", "head", "iframe", "object",
    }
)  # fmt: skip
_SPACE = re.compile(r"\s+")
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|article|div|p)\b", re.IGNORECASE)
_HTML_WITHIN = 4096


def visible_lines(tree: HtmlElement) -> list[str]:
    """The lines of a page, every block element on its own, list items with a bullet; scripts and styles left out."""
    lines: list[str] = []
    line: list[str] = []

    def end_line() -> None:
        text = _SPACE.sub(" ", "".join(line)).strip()
        if text and text != "•":
            lines.append(text)
        line.clear()

    for event, element in _walk(tree):
        is_block = element.tag not in INLINE_TAGS
        if is_block:
            end_line()
        if event == "start":
            if element.tag == "li":
                line.append("• ")
            line.append(element.text or "")
        else:
            line.append(element.tail or "")
    end_line()
    return lines


def _walk(root: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    """Start and end of every element that is seen, without recursion: pages may be nested thousands deep."""
    stack: list[tuple[str, HtmlElement]] = [("start", root)]
    while stack:
        event, element = stack.pop()
        if event == "start":
            if not isinstance(element.tag, str) or element.tag in UNSEEN_TAGS:
                yield "end", element
                continue
            stack.append(("end", element))
            stack.extend(("start", child) for child in reversed(element))
        yield event, element


def visible_text(raw: str) -> str:
    """What a reader of a stored page sees: the lines of an HTML page, and any other text as it is."""
    if not _HTML.search(raw[:_HTML_WITHIN]):
        return raw
    try:
        tree = lxml_html.document_fromstring(
            raw.encode("utf-8", "replace"), parser=lxml_html.HTMLParser(encoding="utf-8")
        )
        return "\n".join(visible_lines(tree))
    except (etree.LxmlError, ValueError, RecursionError):
        return raw
