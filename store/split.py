"""Sentences and passages of an article's clean text: exact spans, so that a quotation can be checked to the letter.

A boundary that is missed leaves a long quotation, one that is invented leaves half a claim: where an abbreviation might
or might not end a sentence, only a word that begins sentences decides for an end.
"""

import re
from collections.abc import Iterator, Sequence

from store.articles import Passage, Sentence

HEADING_WORDS = 12
"""Without a full stop, fewer words than this are a heading or a list item, not a statement."""
FRAGMENT_WORDS = 4
"""Fewer words than this say nothing on their own."""

_PARAGRAPH_BREAK = re.compile(r"\n\s*\n")
_CLOSING = r"[\"'”’“»)\]}〉》」』】）]*"
_WIDE_MARKS = "。！？"
_MARKS = ".!?…؟।۔" + _WIDE_MARKS
_END = re.compile(rf"[{_MARKS}]+{_CLOSING}")
_ENDS_WITH_MARK = re.compile(rf"[{_MARKS}]{_CLOSING}\Z")
_OPENING = re.compile(r"[\s\"'“‘„«(\[{〈《「『【（]*")
_WORD = re.compile(r"[぀-ヿ㐀-鿿]|[^\W_぀-ヿ㐀-鿿]+(?:[’'-][^\W_]+)*")
_LONGEST_TOKEN = 24
_TOKEN_BEFORE = re.compile(r"[\w.&’'-]*\Z")
_DOTTED = re.compile(r"[^\W\d_](?:\.[^\W\d_]{1,2})*")
_NAME_IN_SMALL = re.compile(r"[a-z]{1,2}[A-Z]")
_ATTRIBUTION = re.compile(
    r"(?:[A-Z][\w.’'-]*\s+){1,3}(?:said|says|asked|asks|added|adds|wrote|writes|replied|replies|told|wondered)\b"
)


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TITLES = _words(
    "Mr Mrs Ms Mx Dr Prof Rev Hon Gov Sen Rep Gen Col Lt Sgt Capt Cmdr Adm Maj Pres St Messrs Mme Mlle Mt Ft"
)
_NEVER_LAST = _words("vs viz cf ca approx e.g i.e eg ie incl esp")
_BEFORE_A_NUMBER = _words(
    "no nos nr vol p pp art sec ch fig figs eq para jan feb mar apr jun jul aug sep sept oct nov dec"
)
_SOMETIMES_LAST = _words("inc corp ltd co cos bros plc jr sr etc al dept univ assn est calif conn mich minn ariz colo")
_BEGINS = re.compile(
    r"(?:The|A|An|This|That|These|Those|It|Its|It’s|It's|He|She|They|We|I|You|There|Their|Our|His|Her|But|And|Or|So|Yet"
    r"|In|On|At|By|For|From|With|As|If|When|While|Although|Though|Since|After|Before|Because|However|Meanwhile|Moreover"
    r"|Still|Then|Thus|Also|Not|No|Yes|What|Who|Why|How|Where|Which|Some|Many|Most|Both|Each|Every|All|Such|Under"
    r"|Despite|According|Unlike|Instead|Even|Now|Today|Last|Next|One|Another|Other|Others|Nobody|Nothing|None|Someone|Everyone)(?![\w.])"
)


def split_sentences(article_id: str, text: str) -> list[Sentence]:
    """The sentences of a text in order; together they hold every character that is not white space.

    No sentence crosses a blank line, and `text[sentence.start:sentence.end] == sentence.text`. A quotation of several
    sentences is split like other text. Headings, list items without a full stop, lines that introduce a list and
    fragments of less than four words are not quotable.
    """
    sentences: list[Sentence] = []
    for paragraph_start, paragraph_end in _paragraphs(text):
        spans = list(_sentence_spans(text, paragraph_start, paragraph_end))
        for start, end in spans:
            words = text[start:end]
            quotable = _is_quotable(words, alone=len(spans) == 1)
            sentences.append(Sentence(article_id, len(sentences), start, end, words, quotable))
    return sentences


def split_passages(article_id: str, text: str, sentences: Sequence[Sentence], *, max_chars: int = 700) -> list[Passage]:
    """Runs of whole sentences, each up to `max_chars` long; every sentence is in exactly one passage.

    Only a sentence that is longer by itself makes a longer passage, alone. A heading goes with what follows it, where
    the two fit together. Identifiers are `article:0`, `article:1` and so on.
    """
    runs: list[list[Sentence]] = []
    for index, sentence in enumerate(sentences):
        if runs and sentence.end - runs[-1][0].start <= max_chars:
            runs[-1].append(sentence)
            continue
        headings = _headings_before(text, sentences, index, runs[-1] if runs else [])
        if headings and sentence.end - headings[0].start <= max_chars:
            del runs[-1][-len(headings) :]
            runs.append([*headings, sentence])
        else:
            runs.append([sentence])
    spans = [(run[0].start, run[-1].end) for run in runs]
    return [
        Passage(f"{article_id}:{number}", article_id, number, start, end, text[start:end])
        for number, (start, end) in enumerate(spans)
    ]


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _PARAGRAPH_BREAK.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _sentence_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of one paragraph, without white space around them."""
    for mark in _END.finditer(text, start, end):
        if _is_boundary(text, start, mark, end):
            yield from _trimmed(text, start, mark.end())
            start = mark.end()
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    words = text[start:end]
    if stripped := words.strip():
        first = start + words.index(stripped)
        yield first, first + len(stripped)


def _is_boundary(text: str, sentence_start: int, mark: re.Match[str], paragraph_end: int) -> bool:
    """Whether a sentence ends after a mark such as `.`, `?!` or `.”`."""
    if any(wide in mark.group() for wide in _WIDE_MARKS):
        return True
    if mark.end() == paragraph_end or not text[mark.end()].isspace():
        return False
    opening = _OPENING.match(text, mark.end(), paragraph_end)
    following = opening.end() if opening else mark.end()
    if following == paragraph_end:
        return True
    first = text[following]
    if first in _MARKS or (first.islower() and not _NAME_IN_SMALL.match(text, following)):
        return False
    if mark.group() == ".":
        return _stop_ends(text, sentence_start, mark.start(), following)
    asked_in_quotes = mark.group()[0] in "?!" and mark.group()[-1] in "\"'”’»"
    return not (asked_in_quotes and _ATTRIBUTION.match(text, following))


def _stop_ends(text: str, sentence_start: int, stop: int, following: int) -> bool:
    """Whether a lone full stop ends a sentence or only an abbreviation, an initial or the number of a list item."""
    before = _TOKEN_BEFORE.search(text[max(sentence_start, stop - _LONGEST_TOKEN) : stop])
    token = before.group() if before else ""
    if token.isdecimal() and not text[max(sentence_start, stop - _LONGEST_TOKEN) : stop - len(token)].strip():
        return False
    # In capitals it is a name: "the FT" is no fort, "IE" no "that is".
    word = "" if len(token) > 1 and token.isalpha() and token.isupper() else token.casefold()
    if token in _TITLES or word in _NEVER_LAST:
        return False
    if word in _BEFORE_A_NUMBER and text[following].isdecimal():
        return False
    if word in _SOMETIMES_LAST or _DOTTED.fullmatch(token):
        return _BEGINS.match(text, following) is not None
    return True


def _is_quotable(sentence: str, *, alone: bool) -> bool:
    words = _WORD.findall(sentence)
    if len(words) < FRAGMENT_WORDS or sentence.endswith((":", "：")):
        return False
    if not _ENDS_WITH_MARK.search(sentence):
        return len(words) >= HEADING_WORDS and not _in_title_case(words)
    # A short question that is a whole paragraph heads the answer below it.
    asks = sentence.rstrip("\"'”’»)").endswith(("?", "？"))
    return not (alone and asks and len(words) < HEADING_WORDS)


def _in_title_case(words: Sequence[str]) -> bool:
    long = [word for word in words if len(word) > 3]  # noqa: PLR2004  # shorter ones stay small in titles
    return bool(long) and sum(word[0].isupper() for word in long) >= 0.8 * len(long)


def _headings_before(text: str, sentences: Sequence[Sentence], index: int, run: Sequence[Sentence]) -> list[Sentence]:
    """The sentences at the end of a run that are not quotable and stand alone in their paragraphs."""
    headings: list[Sentence] = []
    while len(headings) < len(run):
        number = index - len(headings) - 1
        heading, following = sentences[number], sentences[number + 1]
        previous_end = sentences[number - 1].end if number else 0
        alone = (number == 0 or _PARAGRAPH_BREAK.search(text, previous_end, heading.start)) and (
            _PARAGRAPH_BREAK.search(text, heading.end, following.start)
        )
        if heading.quotable or not alone:
            break
        headings.insert(0, heading)
    return headings
