"""Equal arguments become one point, however many articles and words they come in."""

import re
from collections.abc import Sequence
from datetime import date

from bot.brief.evidence import DraftPoint, Evidence
from bot.brief.linkage import linked
from bot.brief.points.finite import is_clause
from bot.brief.points.grouping import SAME_ARGUMENT, similarity_of
from bot.brief.points.independence import independent_sources
from bot.brief.points.passages import runs_of
from bot.brief.points.standing import is_cut, stands_alone
from bot.brief.points.substance import gives_a_reason, topic_words
from bot.brief.topic import Topic
from store.vectors import Encode

__all__ = ["HEADLINE_CHARS", "findings_of", "group_points", "headline_of", "trim"]

HEADLINE_CHARS = 110
_MIN_HEADLINE_WORDS = 4
_SPEECH = re.compile(r"^[“\"]?([^“”\"]{25,}?)[,.]?[”\"]\s+\w")
"""The speech with which a sentence begins; its opening mark may stand before an earlier sentence."""
_SPEECH_BEHIND = re.compile(r"[,:]\s+[“\"]([^“”\"]{25,}?)[,.]?[”\"]?[.]?$")
_SPOKE = (
    r"(?:said|says|told|wrote|argue[sd]|add(?:s|ed)|warn(?:s|ed)|suggest(?:s|ed)|note[sd]|explain(?:s|ed)|according to)"
)
_ATTRIBUTION_BEHIND = re.compile(
    rf",\s+(?:{_SPOKE}\s.*|(?:[A-Z][\w.’'-]*\s+){{1,4}}{_SPOKE}|(?:he|she|they)\s+{_SPOKE}\b.*)$"
)
_SPOKEN_FIRST = re.compile(rf",\s+{_SPOKE}\s+")
_WHAT_IS_SAID = re.compile(rf",\s+{_SPOKE}(?:\s+[^,]{{1,40}}?)?\s+that\s")
_SAID_THAT = re.compile(rf"(?P<who>[A-Z][^“”\"]{{2,140}}?)[,\s]\s*{_SPOKE}(?:\s+[^,;]{{1,40}}?)?\s+that\s+")
"""“Ada Morrow, the mayor, warned that …”: what stands before the argument."""
_NOT_SAID = re.compile(r"\b(?:not|never|nobody|none|no|few|wrongly|falsely|once)\b|n[’']t\b", re.IGNORECASE)
_OPENS_A_PHRASE = re.compile(
    r"(?:For|In|By|With|Without|While|As|At|On|If|When|Unlike|Although|Though|From|After|Before|Beyond|Besides|Apart|"
    r"Aside|Through|Under|Over|Against|Among|Given|Despite|Because|Since|Until|Unless|Once|Across|Between|Instead|"
    r"Rather|Thanks|According|Due|Compared|Like|Where|Whereas|Even|Beside|Alongside|Across|During|\w+ing|To)\b"
)
_SAID_BESIDE = re.compile(
    r"(?:Beyond|Besides|In addition to|Apart from|Aside from|As well as|Alongside|On top of)\s[^,;“”\"]+,\s+",
    re.IGNORECASE,
)
"""What a long headline can do without: it says what else there is, and limits nothing."""
_CLAUSE_ENDS = re.compile(r"(?:[;:]|,\s+(?:and|so|or|but)|\s[–—])\s+")
_JOINING = re.compile(
    r"(?:However,|Then,|(?:In|By) contrast,|In addition,|Additionally,|Furthermore,|On the (?:other|one) hand,|"
    r"As a result,|Indeed,|For example,|For instance,|"
    r"(?!(?:Yet|Still)\s+(?:an)?others?\b|So\s+(?:far|long|many|much|few|little)\b)"
    r"(?:But|And|Yet|So|Still|Moreover|Meanwhile|Also),?)\s+(?=[\w“\"])"
)
"""What joins a sentence to the one before it, which a headline does not show."""


def group_points(evidence: Sequence[Evidence], encode: Encode, topic: Topic | None = None) -> list[DraftPoint]:
    """Group evidence of one side into points, strongest first.

    The same words in two articles are one point, and so are sentences that make the same argument about the topic: see
    `bot.brief.points.grouping`; and what one person says in one go: see `bot.brief.points.passages`.
    """
    if not evidence:
        return []
    similarity = similarity_of([_bare(item.text) for item in evidence], encode, topic)
    same = linked(_surely_one(evidence), similarity, at_least=SAME_ARGUMENT)
    words = topic_words(topic)
    return sorted((_point([evidence[i] for i in group]) for group in same), key=lambda point: _order(point, words))


def _surely_one(evidence: Sequence[Evidence]) -> list[list[int]]:
    """Numbers of the evidence, together where the words are the same or one person goes on speaking."""
    groups: dict[str, list[int]] = {}
    for run in runs_of(evidence):
        known = {_plain(evidence[at].text): None for at in run}
        joined = [groups[words] for words in known if words in groups]
        group = sorted({at for one in (*joined, run) for at in one})
        members = {_plain(evidence[at].text) for at in group}
        groups.update(dict.fromkeys(members, group))
    return [list(group) for group in dict.fromkeys(map(tuple, groups.values()))]


def findings_of(evidence: Sequence[Evidence]) -> list[DraftPoint]:
    """One finding a sentence, in the order given; the same words in several articles are one finding."""
    by_words: dict[str, list[Evidence]] = {}
    for item in evidence:
        by_words.setdefault(_plain(item.text), []).append(item)
    return [
        DraftPoint("neither", trim(same[0].text, HEADLINE_CHARS), tuple(_without_repeats(same)))
        for same in by_words.values()
    ]


def _point(group: list[Evidence]) -> DraftPoint:
    """The point with the quotation first from which its headline is taken: every reader is shown that one."""
    ranked = _without_repeats(
        sorted(group, key=lambda item: (-item.confidence, -_day(item), item.article.id, item.start))
    )
    first = _shortest_that_stands([item.text for item in ranked])
    ranked.insert(0, ranked.pop(first))
    return DraftPoint(ranked[0].side, _headline_from(ranked[0]), tuple(_in_one_go(ranked)))


def _in_one_go(ranked: Sequence[Evidence]) -> list[Evidence]:
    """The evidence in its order, but what one person goes on with right behind the sentence before."""
    runs = [[ranked[at] for at in run] for run in runs_of(ranked)]
    return [item for run in runs for item in run] if runs and runs[0][0] is ranked[0] else list(ranked)


def _headline_from(item: Evidence) -> str:
    """The headline of a quotation; where that leaves the rest of its sentence away, an ellipsis says so."""
    headline = headline_of([item.text])
    goes_on = is_cut(item.article.text, item.start, item.end)[1] and not headline.endswith("…")
    return f"{headline} …" if goes_on and item.text.rstrip().endswith(headline) else headline


def _without_repeats(ranked: list[Evidence]) -> list[Evidence]:
    """Every source's words once: what a copy repeats is left to the article that it copies."""
    first: dict[tuple[str, str], int] = {}
    for i, item in enumerate(ranked):
        key = (item.article.source_key, _plain(item.text))
        if key not in first or (ranked[first[key]].article.copy_of and not item.article.copy_of):
            first[key] = i
    return [ranked[i] for i in sorted(first.values())]


def _order(point: DraftPoint, topic_words: frozenset[str]) -> tuple[bool, bool, int, bool, float, int, str]:
    """What gives a reason first, then what can be read by itself; then by independent sources, strength, recency.

    An argument that somebody makes is stronger than one that only the article makes: readers can name who says so.
    The headline breaks ties.
    """
    return (
        not gives_a_reason(point.headline, topic_words),
        not stands_alone(point.headline),
        -independent_sources(point.evidence),
        not any(item.speaker for item in point.evidence),
        -max(item.confidence for item in point.evidence),
        -max(_day(item) for item in point.evidence),
        point.headline,
    )


def _day(item: Evidence) -> int:
    last: date | None = item.article.facts.published.latest()
    return last.toordinal() if last else 0


def headline_of(texts: Sequence[str]) -> str:
    """The shortest quotation that carries the point, never reworded: a clause of it that stands alone, or all of it.

    Of a sentence with speech in it, the speech is what argues: "said the mayor" is left to the attribution. A
    quotation that points back ("It", "This approach") is taken only where all do, and so is one of less than four
    words. No half quotation mark stays.
    """
    return _without_half_marks(_clause_of(_bare(texts[_shortest_that_stands(texts)])))


def _shortest_that_stands(texts: Sequence[str]) -> int:
    bare = [_bare(text) for text in texts]
    return min(
        range(len(bare)),
        key=lambda at: (len(bare[at].split()) < _MIN_HEADLINE_WORDS, not stands_alone(bare[at]), len(bare[at])),
    )


def _clause_of(text: str) -> str:
    """The text, or if it is long its beginning up to where a clause ends and the next begins, then an ellipsis.

    What a long text says before its argument ("Beyond its benefits, …", "Ada Morrow warned that …") is left out.
    """
    plain = text.strip().rstrip(".").strip()
    if len(plain) > HEADLINE_CHARS:
        plain = _from_its_argument(plain)
    if len(plain) <= HEADLINE_CHARS or _OPENS_A_PHRASE.match(plain):
        return plain
    ends = [found for found in _CLAUSE_ENDS.finditer(plain, 0, HEADLINE_CHARS) if found.start() >= HEADLINE_CHARS // 3]
    fitting = [end.start() for end in ends if is_clause(plain[: end.start()]) and is_clause(plain[end.end() :])]
    return f"{plain[: fitting[-1]].rstrip()} …" if fitting else plain


def _from_its_argument(text: str) -> str:
    said = _SAID_THAT.match(text)
    if said and not is_clause(said["who"]) and not _NOT_SAID.search(said[0]):
        argument = text[said.end() :]
    else:
        beside = _SAID_BESIDE.match(text)
        argument = text[beside.end() :] if beside else text
    return argument if is_clause(argument) and stands_alone(argument) else text


def _bare(text: str) -> str:
    """What a quotation says, without its attribution and the word that joins it to the sentence before."""
    found = _SPEECH.match(text) or _SPEECH_BEHIND.search(text)
    bare = (found[1] if found else text).strip(' \n\t“”"') if found else text.strip()
    attribution = _ATTRIBUTION_BEHIND.search(bare.rstrip(" ."))
    # "A ban, said the minister, would be a mistake" goes on behind its speaker.
    # "Ada Morrow, the mayor, warned that a ban would fail" has its argument behind the speaker.
    if attribution and (
        is_clause(bare[: attribution.start()])
        or not (
            "," in attribution[0][1:]
            or _WHAT_IS_SAID.match(attribution[0])
            or is_clause(_SPOKEN_FIRST.sub("", attribution[0]))
        )
    ):
        bare = bare[: attribution.start()]
    joining = _JOINING.match(bare)
    return bare[joining.end() :] if joining else bare


def _without_half_marks(text: str) -> str:
    """The text without the quotation marks whose other half is not in it, and without a pair around all of it."""
    whole = re.fullmatch(r"[“\"]([^“”\"]+)[”\"]?", text)
    if whole:
        return whole[1].strip(" .,")
    if text.count('"') % 2:
        text = text.replace('"', "")
    if text.count("“") != text.count("”"):
        text = text.replace("“", "").replace("”", "")
    return text.strip()


def trim(text: str, max_chars: int) -> str:
    """The text if it is short enough, otherwise up to the last clause or word that fits, then an ellipsis.

    "For several companies, …" is no clause: what stands before a comma is enough only if it can stand alone.
    """
    plain = text.strip().rstrip(".").strip()
    if len(plain) <= max_chars:
        return plain
    head = plain[: max_chars - 2]
    ends = [found.start() for found in re.finditer(r"[,;:]\s|\s[–—]\s", head) if found.start() >= max_chars // 3]
    clauses = [end for end in ends if is_clause(head[:end])] or ([] if _OPENS_A_PHRASE.match(head) else ends)
    end = clauses[-1] if clauses else head.rfind(" ")
    return head[: end if end > 0 else len(head)].rstrip(" ,;:–—") + " …"


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).lower().strip()
