"""One article that comes as text: HTML, Markdown or plain, and what somebody else says of it."""

import re
from dataclasses import replace

from store.articles import Facts, Page
from store.characters import characters_only
from store.cleaning.encoding import decode
from store.cleaning.lines import tidy
from store.facts.gathered import combine
from store.facts.metadata import without_self_reference
from store.readers.html import read_html
from store.readers.kinds import suffix_of
from store.readers.text import read_text

_MARKDOWN_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".shtml"})
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(r"<(?:p|div|article|span|h\d|br|table|section|main)\b[^<>]*>", re.IGNORECASE)
_START_CHARACTERS = 4096
_FACT_CHARACTERS_MAX = 400


def read_page(
    data: bytes, origin: str, *, charset: str | None = None, content_type: str | None = None, known: Facts | None = None
) -> Page:
    """The article in a file, read by what `origin` (a path, a URL or "-") ends in, and by what the file begins with.

    `charset` and `content_type` are what its sender declared, `known` what somebody else says of it (`with_known`).
    Raises Refused, its message saying what is wrong and what to do, for whatever is not an article; nothing else
    for any bytes. How large a file may be is the caller's business.
    """
    raw = characters_only(decode(data, declared=charset))
    suffix = suffix_of(origin)
    kind = (content_type or "").split(";")[0].strip().lower()
    return page_of(
        raw,
        origin,
        html=suffix in _HTML_SUFFIXES or kind in {"text/html", "application/xhtml+xml"},
        markdown=suffix in _MARKDOWN_SUFFIXES or kind == "text/markdown",
        known=known,
    )


def page_of(raw: str, origin: str, *, html: bool, markdown: bool = False, known: Facts | None = None) -> Page:
    """The article in a text. `html` says that tags are to be expected; a whole page is known by its beginning."""
    if _HTML_START.match(raw[:_START_CHARACTERS]) or (html and _TAG.search(raw)):
        page = read_html(raw, origin)
    else:
        page = read_text(raw, origin, markdown=markdown)
    return replace(page, facts=_storable(with_known(page.facts, known or Facts())))


def with_known(facts: Facts, known: Facts) -> Facts:
    """The facts of a page together with what somebody else states: a feed, a mail's header, a field beside the text.

    Title, author and date are taken from there first: in the page they are often only found by where they stand. What
    publisher, address and language are the page itself knows best.
    """
    first = Facts(title=known.title, author=known.author, published=known.published, read_from=known.read_from)
    return without_self_reference(combine(first, facts, known))


def stated_fact(value: str) -> str | None:
    """A fact as somebody states it, in one line without what misleads the eye; None where nothing is left."""
    return " ".join(tidy(characters_only(value)).split())[:_FACT_CHARACTERS_MAX] or None


def _storable(facts: Facts) -> Facts:
    """The facts of a page whose JSON may hold halves of characters."""
    texts = {name: characters_only(value) for name, value in vars(facts).items() if isinstance(value, str)}
    as_stated = facts.published.as_stated
    published = replace(facts.published, as_stated=as_stated and characters_only(as_stated))
    read_from = {fact: characters_only(where) for fact, where in facts.read_from.items()}
    return replace(facts, **texts, published=published, read_from=read_from)
