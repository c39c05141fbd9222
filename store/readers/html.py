"""Articles that come as HTML pages."""

import logging
import re
from collections.abc import Callable
from dataclasses import replace

import trafilatura
from lxml import etree
from lxml import html as lxml_html

from store.articles import Facts, Page, Published
from store.cleaning.clean import Cleaned, clean
from store.cleaning.encoding import mend
from store.cleaning.furniture import Kind, kind_of
from store.cleaning.lines import Line, read_lines, tidy
from store.errors import Refused
from store.facts.gathered import combine
from store.facts.html_metadata import facts_of_page
from store.facts.metadata import describe, without_self_reference
from store.readers.refusals import refuse_without_prose
from store.readers.visible import visible_lines

# Of trafilatura's output only what could be quoted as if it were the article's is taken out: measured on the
# article-extraction-benchmark, its own choice of captions and lists is better than ours.
_NEVER_THE_ARTICLE = frozenset({Kind.TEASER, Kind.PROMO, Kind.LEGAL, Kind.COMMENTS})
_PRECISE_SHARE_MIN = 0.5
_HEADER_LINES_MAX = 6
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{4000,}")
_ATTRIBUTES_MAX = 1000

# It logs an error for every page without an article; that is said by Refused.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def read_html(raw: str, origin: str, known: Facts = Facts()) -> Page:  # noqa: B008  (frozen)
    """The article in a page: its body by trafilatura, its facts from JSON-LD and meta tags and then from its text.

    Nothing is fetched. Raises Refused where no article is in it or the page cannot be taken apart.
    """
    _refuse_bait(raw)
    try:
        tree = lxml_html.document_fromstring(
            raw.encode("utf-8", "replace"), parser=lxml_html.HTMLParser(encoding="utf-8")
        )
        lines = [line for line in map(mend, visible_lines(tree)) if line.strip()]
        body = mend(_body(raw))
        stated = facts_of_page(tree)
    except RecursionError:
        raise Refused("the page is nested too deeply to be read; save its text as .txt") from None
    except (etree.LxmlError, ValueError):
        raise Refused("the page is not readable HTML; save its text as .txt") from None
    cleaned = _cleaned(body, lines, stated.title or known.title)
    refuse_without_prose(cleaned)
    read = describe(cleaned)
    facts = without_self_reference(combine(_with_local_date(stated, read), known, read))
    return Page(origin=origin, raw=raw, text=cleaned.text, furniture=cleaned.furniture, facts=facts)


def _refuse_bait(page: str) -> None:
    """Raises Refused for a tag with thousands of attributes: parsers compare each with all others."""
    for tag in _LONG_TAG.finditer(page):
        if tag[0].count("=") > _ATTRIBUTES_MAX:
            raise Refused("a tag of the page has thousands of attributes; save the page's text as .txt")


def _with_local_date(stated: Facts, read: Facts) -> Facts:
    """The stated facts, without a date stamp in UTC where the page shows its readers the day before or after."""
    stamp, shown = stated.published, read.published
    if not (stamp.precision == shown.precision == "day" and re.search(r"(?:Z|[+]00:?00)$", stamp.as_stated or "")):
        return stated
    stamped, seen = stamp.earliest(), shown.earliest()
    return replace(stated, published=Published()) if stamped and seen and abs((stamped - seen).days) == 1 else stated


def _body(page: str) -> str:
    """The article by trafilatura: in its precise mode, unless that loses most of what the usual mode finds."""
    precise = _extracted(page, lambda: trafilatura.extract(page, include_comments=False, favor_precision=True))
    usual = _extracted(page, lambda: trafilatura.extract(page, include_comments=False, fast=True))
    return precise if len(precise) >= _PRECISE_SHARE_MIN * len(usual) else usual


def _headers(lines: list[Line], title: str | None) -> int:
    """How many lines at the beginning are the headline and what belongs to it: section, date, byline, credit."""
    same = [
        at for at, line in enumerate(lines[:_HEADER_LINES_MAX]) if title and line.text.casefold() == title.casefold()
    ]
    first = same[-1] + 1 if same else 0
    while first < len(lines) and kind_of(lines[first]) in (Kind.DATE, Kind.BYLINE, Kind.WIDGET, Kind.CREDIT):
        first += 1
    return first


def _extracted(page: str, extract: Callable[[], str | None]) -> str:
    try:
        return extract() or ""
    except RecursionError:
        raise
    except Exception as error:  # a page of a hostile site must not end an ingest, whatever it trips over
        raise ValueError(f"page of {len(page)} characters") from error


def _cleaned(body: str, lines: list[str], title: str | None) -> Cleaned:
    """The body's paragraphs, with the page's other lines around them as the text path would have left them."""
    found = [line for line in read_lines(tidy(body)) if kind_of(line) not in _NEVER_THE_ARTICLE]
    paragraphs = tuple(line.text for line in found[_headers(found, title) :])
    seen = clean("\n".join(lines))
    if not paragraphs:
        return seen
    kept = set(paragraphs)
    plain = [line.text for line in read_lines(tidy("\n".join(lines)))]
    first = next((at for at, line in enumerate(plain) if line in kept), len(seen.before))
    last = next((at + 1 for at in range(len(plain) - 1, -1, -1) if plain[at] in kept), len(plain))
    return Cleaned(
        paragraphs=paragraphs,
        furniture=tuple(line for line in plain if line not in kept),
        before=tuple(plain[:first]),
        after=tuple(plain[last:]),
        signature=seen.signature,
    )
