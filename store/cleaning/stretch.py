"""Where on a page the article is: the run of lines with the most prose in it."""

import re
from collections.abc import Sequence

from store.cleaning.furniture import Kind
from store.cleaning.lines import Line, is_prose

Kinds = Sequence[Kind | None]

# What a line costs, in words of prose, that may stand between two paragraphs of one article, but seldom often.
# The figures lie on a broad plateau: half or twice as much changes the F1 on pages by less than .003.
_COST_OF_LABEL = 3.0
_COST_OF_HEADLINE = 9.0
_COST_OF_LIST_ITEM = 1.0
_COST_OF_INTERRUPTION = 1.0
_COST_OF = {
    Kind.BYLINE: 40.0,
    Kind.DATE: 60.0,
    Kind.CREDIT: 1.0,
    Kind.WIDGET: 4.0,
    Kind.TEASER: 4.0,
    Kind.HEAD: 40.0,
    Kind.ABOUT: 60.0,
    Kind.COMMENTS: 25.0,
    Kind.PROMO: 8.0,
    Kind.LEGAL: 10.0,
    Kind.STAFF: 3.0,
}
_WORTH_MAX = 70
_WORTH_OF_CUT_OFF = -0.2
_COMPANY_OF_ONE = 0.7
_COMPANY_OF_NONE = 0.4
_PROSE_NEAR_ENOUGH = 2

_HEADLINE_WORDS_MIN = 6
_LIST_ITEM_WORDS_MIN = 6
_SENTENCE_WORDS_MIN = 4
_ARTICLE_WORDS_MIN = 60
_STANDFIRST_WORDS_MAX = 60
_LINES_ABOUT_AUTHOR = 4
_LINES_UNDER_A_HEAD_MAX = 6
_HEADER_LINES_MAX = 8
_LIST_ITEMS_MIN = 3
_CUT_OFF = re.compile(r"(?:\.{3}|…)[\"”’)\]]*$")
_STATEMENT_ENDS = (".", ".”", '."', "。")
_NUMBERED = re.compile(r"\(?\d{1,3}[.):]\s+[^\W\d]|(?:[A-Z][a-z]{2,8}\.? )\d{1,2}\b\W+\w")


def find_stretch(lines: Sequence[Line], kinds: Kinds) -> tuple[int, int]:
    """The first line of the article and the one after its last; (0, 0) where no line is prose.

    Furniture may stand inside. What readers wrote below a whole article is not part of it, however long.
    """
    best, best_first, best_last = 0.0, 0, 0
    total, first = 0.0, 0
    last_about = -_LINES_ABOUT_AUTHOR
    resumes = 0
    for i, kind in enumerate(kinds):
        if kind is Kind.COMMENTS and best >= _ARTICLE_WORDS_MIN:
            break
        last_about = i if kind is Kind.ABOUT else last_about
        if kind is Kind.HEAD:
            resumes = _resumes_at(lines, kinds, i) or resumes
        worth = -_COST_OF_INTERRUPTION if i < resumes else _worth(lines, kinds, i)
        if i - last_about < _LINES_ABOUT_AUTHOR:
            worth = min(worth, 0.0)
        if total <= 0:
            total, first = 0.0, i
        total += worth
        if worth > 0 and total > best:
            best, best_first, best_last = total, first, i + 1
    while best_first < best_last and not is_prose(lines[best_first]):
        best_first += 1
    return _past_header(lines, kinds, best_first, best_last), _past_last_words(lines, kinds, best_last)


def _worth(lines: Sequence[Line], kinds: Kinds, i: int) -> float:
    line, kind = lines[i], kinds[i]
    if kind is not None:
        return -_COST_OF[kind]
    if is_prose(line):
        return min(line.words, _WORTH_MAX) * _company(lines, kinds, i)
    if line.ends_sentence or line.ends_open:
        return 0.0
    if line.bullet and line.words >= _LIST_ITEM_WORDS_MIN:
        return -_COST_OF_LIST_ITEM
    return -_COST_OF_HEADLINE if line.words >= _HEADLINE_WORDS_MIN else -_COST_OF_LABEL


def _resumes_at(lines: Sequence[Line], kinds: Kinds, head: int) -> int | None:
    """Where running text of two paragraphs or more goes on after a heading of teasers and its list, or None."""
    for i in range(head + 1, min(head + 1 + _LINES_UNDER_A_HEAD_MAX, len(lines) - 1)):
        if kinds[i] is None and is_prose(lines[i]):
            goes_on = kinds[i + 1] is None and is_prose(lines[i + 1])
            return i if goes_on and not any(_CUT_OFF.search(line.text) for line in lines[i : i + 2]) else None
        if kinds[i] in (Kind.HEAD, Kind.ABOUT, Kind.COMMENTS, Kind.DATE, Kind.BYLINE):
            return None
    return None


def _company(lines: Sequence[Line], kinds: Kinds, i: int) -> float:
    """How far the neighbours confirm that a line is part of running text: a teaser's summary stands alone."""
    above = lines[i - 1] if i else None
    if _CUT_OFF.search(lines[i].text) and above and not is_prose(above) and above.words >= _SENTENCE_WORDS_MIN:
        return _WORTH_OF_CUT_OFF
    near = [j for j in (i - 2, i - 1, i + 1, i + 2) if 0 <= j < len(lines)]
    prose = sum(kinds[j] is None and is_prose(lines[j]) for j in near)
    if prose >= _PROSE_NEAR_ENOUGH or len(near) < _PROSE_NEAR_ENOUGH or _follows_byline(lines, kinds, i):
        return 1.0
    return _COMPANY_OF_ONE if prose else _COMPANY_OF_NONE


def _follows_byline(lines: Sequence[Line], kinds: Kinds, i: int) -> bool:
    """Whether a byline or date stands above, with no other prose between."""
    for j in range(i - 1, max(-1, i - 1 - _HEADER_LINES_MAX), -1):
        if kinds[j] in (Kind.BYLINE, Kind.DATE):
            return True
        if is_prose(lines[j]) and kinds[j] is None:
            return False
    return False


def _past_header(lines: Sequence[Line], kinds: Kinds, first: int, last: int) -> int:
    """Past a standfirst, if it stands between headline and byline or date: the article begins below these."""
    if _follows_byline(lines, kinds, first):
        return first
    prose = 0
    begins = i = first
    while i < min(begins + _HEADER_LINES_MAX, last) and prose <= _STANDFIRST_WORDS_MAX:
        if kinds[i] in (Kind.BYLINE, Kind.DATE):
            begins, prose = i + 1, 0
        elif is_prose(lines[i]):
            prose += lines[i].words
        i += 1
    return begins


def _past_last_words(lines: Sequence[Line], kinds: Kinds, last: int) -> int:
    """Past the short sentences and list items that follow the last paragraph directly."""
    listing = last > 0 and lines[last - 1].ends_open
    while 0 < last < len(lines) and kinds[last] is None:
        line = lines[last]
        is_statement = line.words >= _SENTENCE_WORDS_MIN and line.text.endswith(_STATEMENT_ENDS)
        if not is_statement and not (listing and line.bullet):
            break
        last += 1
    return _past_numbered_list(lines, kinds, last)


def _past_numbered_list(lines: Sequence[Line], kinds: Kinds, last: int) -> int:
    items, end, i = 0, last, last
    while i < len(lines) and i - end <= 1 and kinds[i] in (None, Kind.WIDGET):
        if _NUMBERED.match(lines[i].text):
            items, end = items + 1, i + 1
        i += 1
    return end if items >= _LIST_ITEMS_MIN else last
