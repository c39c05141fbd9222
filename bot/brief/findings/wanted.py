"""What an answer to a question of fact must hold: its words, names and years, its verb, and its kind."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.brief.findings.meanings import is_listed, stem
from bot.brief.names import is_ordinary
from store.search import STOPWORDS

Kind = Literal["figure", "date", "name", "any"]

_TOKEN = re.compile(r"\d+(?:[.,]\d+)+|\w+(?:[-.’'&]\w+)*")
_POSSESSIVE = re.compile(r"['’]s$")
_GLUED_UNIT = re.compile(r"(\d+)(?:h|hrs?|d|k|m|bn)")
_NAME = re.compile(
    r"(?<![.!?]\s)(?<!^)\b"
    r"(?:(?!Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[A-Z][\w’'&-]*\s\d{1,3}(?:\.\d+)?(?![\w,])"
    r"|[A-Z][\w’'&-]*|\w*[a-z][A-Z]\w*)|\b\d[\d.,]*\d\b|\b[A-Z]{2,}[\w-]*\b"
)
"""A name, with its number if it has one (Rook 4, but not a day of a month), or a number of two digits or more."""
_NUMBER = re.compile(r"\b\d[\d.,]*\d\b")
_NOT_NAMES = frozenset(["ai", "i", "a", "the", "us", "eu", "uk", "u.s", "llm", "llms"])
_WRITTEN_LARGE = re.compile(r"(?<=[\w,;] )[A-Z]\w+")
_WRITTEN_SMALL = re.compile(r"\b[a-z]\w+")
_FORM_WORDS = """
big large long high far fast often compare change happen view opinion think thought like idea list name reason example
recent story latest news newest new current update status still again now yet month week year today percentage percent
share figure number amount sum total date pls plz please thx thanks hi hello hey advance camp stance position line
attitude side say said see feel regard consider judge justify explain describe tell mention call argue claim comment
different kind sort type way find get given take took come let people thing something anything anyone somebody whats
hows whos want try us make made point detail information ever first last before together between against during via per
near than each every same such few several various dangerous good bad right wrong wonder question answer among down up
off away back both vs versus worldwide whole about there here side speak speaks dislike hope fear worry suggest react
respond reply
"""
_FORM = frozenset(stem(word) for word in _FORM_WORDS.split())
"""Stems of words that belong to the asking, beside the stopwords: an answer need not repeat them."""
_ADVERB = re.compile(r"\w{3,}ly")
_AUXILIARY = re.compile(r"did|does|do|has|have|had|is|was|were|are|will|would|can|could")
_INSIDE_NAMES = {"the", "of", "and"}
_ASKED_NOUN = re.compile(
    r"\b(?:which|what|how (?:much|many)|(?:what|who|where)(?:['’]?s| is| are| was| were)(?: the| [\w.&’' -]+?['’]s)?)"
    r"\s+(?!of\b)((?:[\w’'-]+(?:\s+|\W*$)){1,4})",
    re.IGNORECASE,
)
_ASKS_FIGURE = re.compile(
    r"\bhow (?:much|many|large|big|long|far|often|quickly|fast|old)\b"
    r"|\bwhat (?:share|percentage|price|sum|amount|number)"
    r"|\bwhat(?:['’]?s| is| was| are| were)\b.*\b(?:price|costs?|revenue|sales|turnover|budget|salary|headcount)\b",
    re.IGNORECASE,
)
_ASKS_DATE = re.compile(r"^\W*(?:since )?when\b|\b(?:what|which) (?:date|day|month|year)\b", re.IGNORECASE)
_ASKS_NAME = re.compile(r"^\W*(?:who|whom|whose|where)\b|\bwhich\b", re.IGNORECASE)
_ASKS_OPINION = re.compile(
    r"\b(?:thinks?|thought|views?|opinions?|stance|position|attitude|says?|said|feels?|sees?|line on|regards?)\b",
    re.IGNORECASE,
)
_ASKS_LATEST = re.compile(
    r"\b(?:latest|newest|most recent|recent|recently|news|what(?:['’]s| is) new|now)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Wanted:
    """A question of fact taken apart.

    `words` are those an answer should have, lower case, in order. `names`, each in its parts ("Corvid", "Labs"), and
    `numbers` must stand in the article. `verb` is what the question says of its first name, `nouns` what
    it asks for ("which law firm"); both may be missing. `kind` is what the answer must hold. `opinion` tells that
    it asks what somebody named thinks or says.
    """

    words: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]
    numbers: tuple[str, ...]
    verb: str | None
    nouns: tuple[str, ...]
    kind: Kind
    opinion: bool = False


def read_wanted(question: str, *, is_name: Callable[[str], bool], narrowed: Collection[str] = ()) -> Wanted:
    """Take a question apart. Any text does; of one that asks nothing, all parts are empty.

    `is_name` tells whether the articles write a lower-case word only with a capital: people type names as they like.
    `narrowed` are lower-case words that say which articles to look into ("since October"), not what to find there.
    """
    words = tuple(word for word in content_words(question) if word not in narrowed)
    found = [name for name in names_in(question) if name.lower() not in narrowed]
    typed = {part for name in found for part in _parts(name)}
    names = [name for name in found if not name[0].isdigit()]
    names += [word for word in words if word not in typed | _NOT_NAMES and is_name(word) and not _is_common(word)]
    return Wanted(
        words,
        _joined(question, names),
        tuple(name for name in found if name[0].isdigit()),
        _verb(question, [*names, *filter(is_name, words)]),
        _nouns(question),
        _kind(question),
        opinion=bool(names) and _ASKS_OPINION.search(question) is not None,
    )


def newest_first(question: str) -> bool:
    """Whether the question asks for what is new, so that the newest answer comes first."""
    return _ASKS_LATEST.search(question) is not None


def written_as_names(texts: Iterable[str]) -> set[str]:
    """The words, lower case, that these texts write only with a capital, and not only at the start of a sentence."""
    names: set[str] = set()
    small: set[str] = set()
    for text in texts:
        names.update(word.lower() for word in _WRITTEN_LARGE.findall(text))
        small.update(_WRITTEN_SMALL.findall(text))
    return names - small


def content_words(question: str) -> list[str]:
    """The words that an answer should have, lower case, in order, without repeats: not those that only ask.

    Two words that are one in meaning ("put up") stay together.
    """
    tokens = [_POSSESSIVE.sub("", token) for token in _TOKEN.findall(question.lower())]
    words: list[str] = []
    i = 0
    while i < len(tokens):
        pair = " ".join(tokens[i : i + 2])
        if " " in pair and is_listed(pair):
            words.append(pair)
            i += 2
            continue
        glued = _GLUED_UNIT.fullmatch(tokens[i])
        word = glued[1] if glued else tokens[i]
        if not _only_asks(word):
            words.append(word)
        i += 1
    return list(dict.fromkeys(words))


def names_in(question: str) -> list[str]:
    """Names and numbers that an answer cannot do without.

    Capitalised words but the first, words with inner capitals, acronyms and numbers; not such as every article has.
    Of a question all in capitals only the numbers.
    """
    if question.isupper():
        return list(dict.fromkeys(_NUMBER.findall(question)))
    found = (_POSSESSIVE.sub("", match.group().strip(".,'’")) for match in _NAME.finditer(question.strip()))
    return list(dict.fromkeys(name for name in found if name.lower() not in _NOT_NAMES))


def _only_asks(word: str) -> bool:
    return (
        word in STOPWORDS
        or word.replace("'", "").replace("’", "") in STOPWORDS
        or word.endswith(("n't", "n’t"))
        or stem(word) in _FORM
        or _ADVERB.fullmatch(word) is not None
    )


def _is_common(word: str) -> bool:
    """Whether a word is more than a name: few articles may happen to write "centre" only in one."""
    return is_ordinary(word) or is_listed(word)


def _joined(question: str, names: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Names in the order of the question, those that follow one another as the parts of one."""
    typed = question.lower()
    joined: list[tuple[str, ...]] = []
    for name in sorted(names, key=lambda name: typed.find(name.lower())):
        if joined and f"{' '.join(joined[-1])} {name}".lower() in typed:
            joined[-1] = (*joined[-1], name)
        else:
            joined.append((name,))
    return tuple(joined)


def _parts(name: str) -> list[str]:
    return [part.lower() for part in _TOKEN.findall(name)]


def _verb(question: str, names: Sequence[str]) -> str | None:
    """What the question says that its first name does: the first word behind the name that says anything.

    That is where English puts it: "why did X withdraw", "how much was X fined", "who invested".
    """
    of_names = {part for name in names for part in _parts(name)}
    tokens = [_POSSESSIVE.sub("", token) for token in _TOKEN.findall(question.lower())]
    start = next((i for i, token in enumerate(tokens) if _AUXILIARY.fullmatch(token)), None)
    if tokens[:1] == ["who"] and start in (None, 1) and not {"is", "are", "was", "were"}.intersection(tokens[1:2]):
        said = content_words(" ".join(tokens[1:3]))
        return said[0] if said and said[0] not in of_names else None
    if start is None:
        return None
    behind = start + 1
    while behind < len(tokens) and tokens[behind] in of_names | _INSIDE_NAMES:
        behind += 1
    if not of_names.intersection(tokens[start + 1 : behind]):
        return None
    said = content_words(" ".join(tokens[behind:]))
    return said[0] if said and said[0] not in of_names else None


def _nouns(question: str) -> tuple[str, ...]:
    """What "which", "what" or "how many" asks for, up to the verb or a preposition."""
    found = _ASKED_NOUN.search(question)
    nouns: list[str] = []
    for word in re.findall(r"[\w’'-]+", found[1].lower()) if found else ():
        if word in STOPWORDS or _AUXILIARY.fullmatch(word):
            break
        nouns.append(word)
    return tuple(word for word in nouns[:2] if not _only_asks(word))


def _kind(question: str) -> Kind:
    if _ASKS_FIGURE.search(question):
        return "figure"
    if _ASKS_DATE.search(question):
        return "date"
    return "name" if _ASKS_NAME.search(question) else "any"
