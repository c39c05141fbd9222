"""Furniture between the paragraphs of an article: captions, credits, teasers, repeated lines, author notes."""

import re
from collections import Counter
from collections.abc import Sequence

from store.cleaning.furniture import Kind, reads_like_a_caption
from store.cleaning.lines import Line, is_prose
from store.facts.dates import find_dates

_LINES_UNDER_A_HEAD_MAX = 15
_REPEATED_WORDS_MIN = 4
_PULL_QUOTE_WORDS_MIN = 6
_GLUED_CREDIT_WORDS_MAX = 10
_CAPTION_WORDS_MIN = 6
_CAPTION_WORDS_MAX = 60
_TOO_OFTEN = 3
_DATED_WITHIN = 400
_NEAR = 4
# Comparing each line with all others costs the square of their number.
_COMPARED_LINES_MAX = 1500
_QUOTES = "\"'“”„‘’«»‹› "
_AROUND_PICTURES = (Kind.CREDIT, Kind.WIDGET, Kind.DATE, Kind.BYLINE)
_TRADE = (
    r"(?:journalist|reporter|writer|editor|correspondent|columnist|author|contributor|blogger|freelance\w*|fellow|professor|"
    r"lecturer|economist|analyst|researcher|director|founder|co-founder|educator|speaker|partner|lawyer|host|producer|intern)\b"
)
_BIO = re.compile(
    r"^(?P<name>[A-ZÀ-Ý][\w’'.-]+(?: (?:[a-z]{1,3} )?[A-ZÀ-Ý][\w’'.-]*){1,3})\s*(?:\([^)]*\)|,[^,]{3,60},)?\s+"
    r"(?:is (?:an? |the |currently |also )*(?:(?!in |of |at |for |to |who |that )[\w’'&-]+,? ){0,5}"
    rf"{_TRADE}|(?:covers|writes|reports)\b (?:on|for|about|the|[a-z]))"
)
_ABOUT_NAME = re.compile(
    r"^(?:About|Über|Sobre|À propos de|Chi è|Over) (?P<name>[A-ZÀ-Ý][\w’'.-]*(?: [A-ZÀ-Ý][\w’'.-]*){0,4})\W*$"
)
_BIO_LINES_MAX = 3


def furniture_inside(lines: Sequence[Line], kinds: Sequence[Kind | None], first: int, last: int) -> set[int]:
    """The numbers of the lines in [first, last) that are furniture. The lines around them may be looked at."""
    out = {i for i in range(first, last) if kinds[i] is not None and kinds[i] is not Kind.HEAD}
    _lists_under_heads(lines, kinds, first, last, out)
    _repeated(lines, kinds, first, last, out)
    _captions(lines, kinds, first, last, out)
    _pull_quotes(lines, first, last, out)
    _author_notes(lines, first, last, out)
    return out


def _lists_under_heads(
    lines: Sequence[Line], kinds: Sequence[Kind | None], first: int, last: int, out: set[int]
) -> None:
    i = first
    while i < last:
        if kinds[i] is not Kind.HEAD or _is_subhead(lines, kinds, i, last):
            i += 1
            continue
        out.add(i)
        i += 1
        end = min(last, i + _LINES_UNDER_A_HEAD_MAX)
        while i < end and kinds[i] is not Kind.HEAD and not _resumes(lines, kinds, i):
            out.add(i)
            i += 1


def _is_subhead(lines: Sequence[Line], kinds: Sequence[Kind | None], i: int, last: int) -> bool:
    """Whether a line such as "Top stories" is a subhead of the article: running text follows at once and goes on."""
    following = range(i + 1, min(i + 3, last))
    return len(following) > 1 and all(kinds[j] is None and is_prose(lines[j]) for j in following)


def _resumes(lines: Sequence[Line], kinds: Sequence[Kind | None], i: int) -> bool:
    line = lines[i]
    if kinds[i] is not None or line.bullet:
        return False
    return is_prose(line) or line.text.endswith((".", ".”", '."'))


def _repeated(lines: Sequence[Line], kinds: Sequence[Kind | None], first: int, last: int, out: set[int]) -> None:
    counts = Counter(line.text for line in lines[:last])
    # A headline above the text is furniture where it comes again; a paragraph is only where the text has it already.
    seen: set[str] = {line.text for line in lines[:first] if not is_prose(line)}
    for i in range(first, last):
        line = lines[i]
        if line.words >= _REPEATED_WORDS_MIN and counts[line.text] > 1:
            near = range(max(0, i - _NEAR), min(len(lines), i + _NEAR + 1))
            is_picture = any(kinds[j] is Kind.CREDIT for j in near) or reads_like_a_caption(line.text)
            if line.text in seen or is_picture or counts[line.text] >= _TOO_OFTEN:
                out.add(i)
        seen.add(line.text)
        for j in range(i + 1, min(i + 3, last)):
            rest = lines[j].text.removeprefix(line.text)
            repeats = line.words >= _CAPTION_WORDS_MIN and rest not in ("", lines[j].text)
            if repeats and len(rest.split()) <= _GLUED_CREDIT_WORDS_MAX:
                out |= {i, j}


def _captions(lines: Sequence[Line], kinds: Sequence[Kind | None], first: int, last: int, out: set[int]) -> None:
    for i in range(first, last):
        if kinds[i] is not Kind.CREDIT or i - 1 < first or i - 1 in out:
            continue
        above = lines[i - 1]
        if above.bullet or above.words > _CAPTION_WORDS_MAX:
            continue
        between_pictures = i - 2 < first or kinds[i - 2] in _AROUND_PICTURES
        is_described = not above.ends_sentence or reads_like_a_caption(above.text) or _is_one_dated_sentence(above)
        if is_described or (between_pictures and i - 2 >= first):
            out.add(i - 1)


def _is_one_dated_sentence(line: Line) -> bool:
    return not line.sentence_breaks and any(found.published.year for found in find_dates(line.text[:_DATED_WITHIN]))


def _pull_quotes(lines: Sequence[Line], first: int, last: int, out: set[int]) -> None:
    kept = [i for i in range(first, last) if i not in out]
    if len(kept) > _COMPARED_LINES_MAX:
        return
    bare = {i: lines[i].text.strip(_QUOTES + ".,") for i in kept}
    whole = "\n".join(bare.values())
    for i in kept:
        if lines[i].words >= _PULL_QUOTE_WORDS_MIN and whole.count(bare[i]) > 1:
            longer = any(bare[i] in bare[j] and len(bare[j]) > len(bare[i]) for j in kept if j != i and j not in out)
            if longer:
                out.add(i)


def _author_notes(lines: Sequence[Line], first: int, last: int, out: set[int]) -> None:
    prose = [i for i in range(first, last) if i not in out and is_prose(lines[i])]
    for i in range(max(first, last - 8), last):
        about = _ABOUT_NAME.match(lines[i].text)
        after = [j for j in prose if j > i]
        if about and 0 < len(after) <= _BIO_LINES_MAX and about["name"].split()[-1] in lines[after[0]].text:
            out.update(range(i, last))
            return
    for i in prose[-_BIO_LINES_MAX:]:
        match = _BIO.match(lines[i].text)
        surname = match["name"].split()[-1] if match else ""
        if match and not any(surname in lines[j].text for j in prose if j < i):
            out.update(range(i, last))
            return
