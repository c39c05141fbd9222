"""Sentences near a point of a brief: beside its quotations, and elsewhere in words like its own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.brief.brief import Brief, Point, Quote, Source
from bot.brief.findings.coverage import share_covered
from bot.brief.numbering import Numbering
from bot.brief.points.speakers import speaker_of
from bot.brief.spans import Span, overlaps, quoted_spans
from store import Article, Sentence
from store.catalog import Catalog
from store.ranking import Hit
from store.search import keywords_of
from store.split import split_sentences
from store.turns import Turn, turn_at, turns_of_many
from store.versions import text_sha256

MAX_NEARBY = 6
MIN_SHARED = 0.4
"""Share of a point's words that a sentence elsewhere must have to be near it. A guard, not measured."""

_Read = tuple[Article, list[Sentence]]


def words_of_point(point: Point) -> list[str]:
    """The words that a search for more on a point looks for."""
    return keywords_of(f"{point.headline} {point.quotes[0].text}")


def sentences_near(
    point: Point, brief: Brief, hits: Sequence[Hit], catalog: Catalog
) -> tuple[list[Quote], tuple[Source, ...]]:
    """At most six sentences that the brief does not quote yet, and its sources with theirs, numbers unchanged.

    First those right before and after the point's quotations, then those of `hits`, a search with the point's words.
    """
    quoted = [(brief.source(quote.source).article_id, quote.start, quote.end) for quote in point.quotes]
    own = list(dict.fromkeys(article_id for article_id, _, _ in quoted))
    read = _read({*own, *(hit.passage.article_id for hit in hits)}, catalog)
    # A brief goes on from the text that it quotes; offsets into a later one would name other words.
    changed = {source.article_id for source in brief.sources if _has_changed(source, read)}
    read |= _as_quoted((source for source in brief.sources if source.article_id in changed), read, catalog)
    hits = [hit for hit in hits if hit.passage.article_id not in changed]
    beside = [(read[key], one) for key in own if key in read for one in _beside(read[key], quoted)]
    weights = dict.fromkeys(words_of_point(point), 1.0)
    alike = [
        (read[hit.passage.article_id], one)
        for hit in hits
        if hit.passage.article_id in read
        for one in read[hit.passage.article_id][1]
        if one.quotable and hit.passage.start <= one.start and one.end <= hit.passage.end
        if share_covered(weights, one.text) >= MIN_SHARED
    ]
    turns = turns_of_many(catalog.engine, read.keys() - changed)
    numbering = Numbering({}, known=brief.sources)
    seen = quoted_spans(brief)
    near: list[Quote] = []
    for (article, sentences), one in (*beside, *alike):
        span = (article.id, one.start, one.end)
        if len(near) < MAX_NEARBY and not overlaps(span, seen):
            seen.append(span)
            near.append(_quote(one, sentences, numbering.number(article), turns.get(article.id, ())))
    return near, numbering.sources


def quoted_text(source: Source, catalog: Catalog) -> str | None:
    """The text that a brief quoted from this source, though the article may have another by now.

    None where it is gone. A brief that does not say which text it was is held to the one that stands.
    """
    if source.text_sha256 is not None:
        return catalog.version(source.article_id, source.text_sha256)
    article = catalog.article(source.article_id)
    return article.text if article else None


def changed_since(sources: Iterable[Source], catalog: Catalog) -> list[int]:
    """The numbers of the sources whose article has another text by now."""
    sources = list(sources)
    read: dict[str, _Read] = {
        key: (one, []) for key, one in catalog.article_many({one.article_id for one in sources}).items()
    }
    return [source.number for source in sources if _has_changed(source, read)]


def _has_changed(source: Source, read: Mapping[str, _Read]) -> bool:
    known = read.get(source.article_id)
    return known is not None and source.text_sha256 not in {None, text_sha256(known[0].text)}


def _as_quoted(sources: Iterable[Source], read: Mapping[str, _Read], catalog: Catalog) -> dict[str, _Read]:
    """Articles as they were when a brief quoted them; without sentences where that text is gone."""
    found: dict[str, _Read] = {}
    for source in sources:
        text = quoted_text(source, catalog) or ""
        article = replace(read[source.article_id][0], text=text)
        found[source.article_id] = (article, split_sentences(article.id, text))
    return found


def _read(article_ids: Iterable[str], catalog: Catalog) -> dict[str, _Read]:
    found = catalog.article_many(article_ids)
    return {article_id: (article, catalog.sentences_of(article_id)) for article_id, article in found.items()}


def _beside(read: _Read, quoted: Sequence[Span]) -> list[Sentence]:
    """The quotable sentences right before and after what is quoted of an article, in reading order."""
    article, sentences = read
    touched = [overlaps((article.id, one.start, one.end), quoted) for one in sentences]
    return [one for i, one in enumerate(sentences) if one.quotable and any(touched[max(0, i - 1) : i + 2])]


def _quote(one: Sentence, sentences: Sequence[Sentence], number: int, turns: Sequence[Turn]) -> Quote:
    spoken = turn_at(turns, one.start)
    before = [other.text for other in sentences if other.end <= one.start]
    after = [other.text for other in sentences if other.start >= one.end]
    speaker = spoken.speaker if spoken and spoken.speaker else speaker_of(one.text, before, after[:3])
    return Quote(one.text, number, speaker, one.start, one.end, said_at=spoken.said_at if spoken else None)
