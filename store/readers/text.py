"""Articles that come as text: pasted, saved from a page, or written as Markdown."""

from dataclasses import replace

from store.articles import Facts, Page
from store.cleaning.clean import Cleaned, clean
from store.cleaning.encoding import mend
from store.facts.gathered import combine
from store.facts.header import plain_markdown, read_header
from store.facts.metadata import describe, stated_facts, without_self_reference
from store.readers.refusals import refuse_data, refuse_without_prose


def read_text(raw: str, origin: str, known: Facts = Facts(), *, markdown: bool) -> Page:  # noqa: B008  (frozen)
    """The article in a text. `markdown` says that marks such as "#" and "**" are not its own words.

    Raises Refused where no article is in it.
    """
    text = mend(raw).replace("\r\n", "\n").replace("\r", "\n")
    refuse_data(text)
    stated, body, where = read_header(text)
    heading: str | None = None
    if markdown or body.lstrip().startswith("# "):
        heading, body = plain_markdown(body)
    above = combine(stated_facts(stated, where), known, _heading(heading))
    cleaned = _without_title(clean(body), above.title)
    refuse_without_prose(cleaned)
    facts = without_self_reference(combine(above, describe(cleaned)))
    return Page(origin=origin, raw=raw, text=cleaned.text, furniture=cleaned.furniture, facts=facts)


def _heading(heading: str | None) -> Facts:
    return Facts(title=heading, read_from={"title": "first heading"}) if heading else Facts()


def _without_title(cleaned: Cleaned, title: str | None) -> Cleaned:
    """The headline above a text repeats the title that its header states; it is not a sentence of the article."""
    if title and cleaned.paragraphs and cleaned.paragraphs[0].casefold() == title.casefold():
        return replace(
            cleaned,
            paragraphs=cleaned.paragraphs[1:],
            furniture=(cleaned.paragraphs[0], *cleaned.furniture),
            before=(*cleaned.before, title),
        )
    return cleaned
