"""A sentence that says one thing and then turns: each part by itself, in the words of the sentence.

"While open models cut costs, they come with thin support" argues for and against. Its two clauses can be judged and
quoted apart. A sentence is split only where both parts read as clauses; otherwise it stays whole: "cheap for the large,
and dear for everybody else" is one statement.
"""

import re
from dataclasses import replace

from bot.brief.points.finite import is_clause, starts_like_a_subject
from store import Sentence

Span = tuple[int, int]

MAX_CHARS = 1_000
"""Longer "sentences" are no prose, and stay whole."""

_SPOKE = (
    r"(?:said|says|say|told|wrote|writes|added|adds|argued|argues|argue|warned|warns|warn|noted|notes|explained|"
    r"explains|cautioned|cautions|insisted|insists|claimed|claims|concluded|concludes|conceded|concedes|"
    r"acknowledged|acknowledges|found|finds|believes|believe|thinks|think)"
)
_CONCEDES = r"(?:while|although|even though|though|even if|whereas|(?:despite|in spite of) the fact that)"
_LEADING = re.compile(
    rf"(?:^\W*(?:(?:but|and|yet|so|still|however|also|moreover),?\s+)?|[:—–;]\s+[“\"]?|[“\"]|"
    rf"\b{_SPOKE}(?:\s+that)?,?\s+[“\"]?)(?P<marker>{_CONCEDES})\s+",
    re.IGNORECASE,
)
_MIDDLE = re.compile(
    r"(?:,?\s+|\s*(?:[;—–]|--)\s*)(?P<but>but)\s+|"
    r"(?:,|\s*(?:[;—–]|--))\s*(?:and\s+)?(?P<yet>yet)\s+|"
    r"\s*(?:;|[—–]|--)\s*(?P<however>however|nevertheless|nonetheless|still),?\s+|"
    r";\s+(?=[^,;]{1,60},\s+however,)|"
    r"(?:,|\s*(?:[—–]|--))\s*(?P<while>while|whereas)\s+|"
    r"(?:,?\s+|\s*(?:[—–]|--)\s*)(?P<concedes>even though|even if|although|(?<!\bas )(?<!\beven )though|"
    r"(?:despite|in spite of) the fact that)\s+|"
    r"(?P<contrasts>;)\s+",
    re.IGNORECASE,
)
_OPPOSED = tuple(
    (re.compile(rf"\b(?:{one})\b", re.IGNORECASE), re.compile(rf"\b(?:{other})\b", re.IGNORECASE))
    for one, other in (
        ("high|higher", "low|lower"), ("large|larger|big|bigger", "small|smaller"), ("rich|richer", "poor|poorer"),
        ("cheap|cheaper", "dear|dearer|expensive|costly"), ("many", "few"), ("more", "less|fewer"), ("better", "worse"),
        ("fast|faster", "slow|slower"), ("strong|stronger", "weak|weaker"), ("gains?", "los(?:e|es)|loss|losses"),
        ("ris(?:e|es)", "falls?"), ("helps?", "hurts?"), ("wins?|winners", "los(?:e|es)|losers"), ("long", "short"),
    )
)  # fmt: skip
"""Words that two clauses across a semicolon oppose: "where volumes are high …; at low volumes …"."""
_CONDITION = re.compile(r"(?:where|when|if)\s[^,;]+,\s+", re.IGNORECASE)
_ONCE_MORE = re.compile(rf"(?:also\s+)?{_SPOKE}\s+that\s+|that\s+(?=it\b|they\b|the\b)", re.IGNORECASE)
"""What a speaker goes on with behind the turn: "but warned that they come with thin support"."""
_ADDS = re.compile(r"\bnot\s+(?:only|just|merely|simply|so much|alone)\b", re.IGNORECASE)
_EXCEPT = re.compile(
    r"\b(?:nothing|anything|all|none|nobody|everything|everyone|anyone|nowhere|last|no(?:\s+\w+){1,2})$", re.IGNORECASE
)
_OF_TIME = re.compile(
    r"\b(?:was|were)\s+(?:\w+ly\s+|still\s+)?\w+ing\b|\b(?:lasts?|lasted|awaits?|waits?|waited|slept)\b|"
    r"\b(?:is|are|was|were|remains?|remained)\s+(?:in (?:force|place|office|session)|under ?way|pending)\b",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(r"\b(?:would|could|should|might|were|had)\b", re.IGNORECASE)
_GOES_ON = re.compile(r",\s+(?:and|so|or)\s+(?:the|it|they|we|he|she|that|this)\b", re.IGNORECASE)
_ANNOUNCES = re.compile(rf"^\W*$|\b{_SPOKE}\b[^“”\"]{{0,60}}$", re.IGNORECASE)
_ATTRIBUTES = re.compile(rf"^\W*$|^\W*(?:{_SPOKE}\b|[^“”\"]{{2,80}}?\s{_SPOKE}\b)", re.IGNORECASE)
_MARKS = re.compile(r"[“”\"]|(?<!\w)‘|’(?!\w)")
_EDGE = " \t\n,;:—–-"
_EDGE_OR_OPENING = _EDGE + '“"'


def split_at_turn(text: str) -> tuple[Span, ...]:
    """Spans of a sentence that say different things, in order; a single span, all of the text, where it does not turn.

    `text[start:end]` of each is a clause with subject and verb, without the turning word ("while", "but") and without
    the attribution before or behind a quotation: who said it must be read from the whole sentence. No part holds half
    a quotation. An empty text has no span.
    """
    if not text:
        return ()
    whole = ((0, len(text)),)
    if len(text) > MAX_CHARS or text.rstrip(" ”\"'’").endswith("?"):
        return whole
    spans = _split(text, 0)
    quotations = _quotations(text)
    parts = [_unquoted(text, span, quotations) for span in spans]
    if len(parts) == 1 or not all(part and _is_clause_under_condition(text[slice(*part)]) for part in parts):
        return whole
    return tuple(part for part in parts if part)


def parts_of(sentence: Sentence) -> list[Sentence]:
    """The sentence's parts as sentences of their own, with the same number; the sentence itself if it does not turn."""
    return [
        replace(sentence, start=sentence.start + start, end=sentence.start + end, text=sentence.text[start:end])
        for start, end in split_at_turn(sentence.text)
    ]


def _split(text: str, start: int) -> list[Span]:
    """The parts of `text` from `start`: a concession it begins with, then one part a turn."""
    parts: list[Span] = []
    leading = _LEADING.search(text, start)
    if leading and (comma := _end_of_concession(text, leading)) is not None:
        parts.append((leading.end(), comma))
        start = comma + 1
    for turn in _MIDDLE.finditer(text, start):
        following = _ONCE_MORE.match(text, turn.end())
        after = following.end() if following else turn.end()
        if turn.start() > start and _turns(text, start, turn, after):
            parts.append((start, turn.start()))
            start = after
    return [*parts, (start, len(text))]


def _end_of_concession(text: str, leading: re.Match[str]) -> int | None:
    """Where the comma stands at which the sentence turns from what it concedes to what it says."""
    start = leading.end()
    commas = [found.start() for found in re.finditer(r",(?=[\s“”\"])", text[:MAX_CHARS]) if found.start() > start]
    fitting = []
    for comma in commas:
        conceded, said = text[start:comma], text[comma + 1 :].lstrip(_EDGE_OR_OPENING + "”")
        if is_clause(conceded.strip(_EDGE_OR_OPENING)) and is_clause(said):
            fitting.append((comma, starts_like_a_subject(said)))
    sure = [comma for comma, subject in fitting if subject] or [comma for comma, _ in fitting if len(commas) == 1]
    if not sure:
        return None
    conceded, said = text[start : sure[0]], text[sure[0] :]
    marker = leading["marker"].lower()
    if marker == "while" and _OF_TIME.search(conceded):
        return None
    if marker == "even if" and _SUPPOSED.search(conceded + said):
        return None
    return sure[0]


def _turns(text: str, start: int, turn: re.Match[str], after: int) -> bool:
    before, behind = text[start : turn.start()], text[after:]
    if turn["contrasts"] and not _are_opposed(before, behind):
        return False
    if turn["but"] and (_ADDS.search(before) or _EXCEPT.search(before)):
        return False
    if turn["while"] and (_OF_TIME.search(behind) or _OF_TIME.search(before)):
        return False
    if turn["concedes"]:
        if turn["concedes"].lower() == "even if" and _SUPPOSED.search(before + behind):
            return False
        if _GOES_ON.search(behind):
            return False
    return _is_clause_under_condition(before.strip(_EDGE_OR_OPENING)) and is_clause(behind.lstrip(_EDGE_OR_OPENING))


def _are_opposed(before: str, behind: str) -> bool:
    """Whether one clause has a word and the other its opposite, and neither has both."""
    return any(
        {bool(one.search(before)), bool(one.search(behind))} == {True, False}
        and bool(other.search(before)) == bool(one.search(behind))
        and bool(other.search(behind)) == bool(one.search(before))
        for one, other in _OPPOSED
    )


def _is_clause_under_condition(text: str) -> bool:
    """Whether it is a clause once "where volumes are high, " is taken from its beginning."""
    return is_clause(_CONDITION.sub("", text, count=1) if _CONDITION.match(text) else text)


def _quotations(text: str) -> list[Span]:
    """Where words stand in quotation marks, marks included; an end that is not in the text is -1 or one past it."""
    found: list[Span] = []
    opened: list[tuple[int, str]] = []
    for mark in _MARKS.finditer(text):
        at, sign = mark.start(), mark[0]
        closes = {"”": "“", "’": "‘", '"': '"'}.get(sign)
        if closes and opened and opened[-1][1] == closes:
            found.append((opened.pop()[0], at + 1))
        elif sign in {"“", "‘", '"'}:
            opened.append((at, sign))
        elif sign == "”":
            found.append((-1, at + 1))
    return found + [(at, len(text) + 1) for at, _ in opened]


def _unquoted(text: str, span: Span, quotations: list[Span]) -> Span | None:
    """The span without the half of a quotation that begins or ends in it; None if more than an attribution goes."""
    start, end = span
    for opens, closes in quotations:
        if start <= opens < end < closes:
            if not _ANNOUNCES.search(text[start:opens]):
                return None
            start = opens + 1
        elif opens < start < closes <= end:
            if not _ATTRIBUTES.search(text[closes:end]):
                return None
            end = closes - 1
    return _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start] in _EDGE:
        start += 1
    while start < end and text[end - 1] in _EDGE:
        end -= 1
    part = text[start:end]
    whole = part.count("(") == part.count(")") and not any(mark in part[:1] for mark in "”)")
    return (start, end) if part and whole else None
