"""Whom a sentence itself names as its speaker, in its own words.

Only what stands outside quotation marks names a speaker: "Nobody told us" inside them is what somebody said.
"""

import re

from bot.brief.asking.words import word_set
from bot.brief.names import is_ordinary

MAX_CHARS = 1_000
"""Enough for any sentence; keeps matching cheap on hostile text."""
_QUOTED = "·"
"""What stands for a letter inside quotation marks."""

_SPEECH = (
    "said|says|told|tells|wrote|writes|added|adds|argued|argues|warned|warns|explained|explains|noted|notes|"
    "stated|states|remarked|remarks|suggested|suggests|claimed|claims|cautioned|cautions|insisted|insists|complained|"
    "complains|believes|believed|thinks|concluded|concludes|estimated|estimates|predicted|predicts|acknowledged|"
    "acknowledges|conceded|concedes|countered|put it(?=[,:.])|say|tell|warn|argue|fear|complain|note|claim|believe|"
    "worry"
)
_VERBS = rf"(?:{_SPEECH})"
# Weaker verbs ("China has found a workaround", "Nvidia reported a profit"): only after a person's role or a study.
_SURER_VERBS = (
    rf"(?:{_SPEECH}|found|finds|posited|posits|reported|reports|showed|shows|sees|agrees|agreed|observed|recalled)"
)
_ADVERB = r"(?:(?:recently|also|later|then|now|once|has|have|had|\w+ly)\s+){0,2}"
_WORD = r"[A-Z][\w’'.&-]*"
_LINK = r"(?:of|and|for|the|de|van|von|der|da|la|bin|al|el|&)"
# A run of capitalised words, the small words of titles between them: "Chan Yip Pang", "Alibaba Chairman Joe Tsai".
NAME = rf"{_WORD}(?:\s+(?:{_LINK}\s+){{0,2}}{_WORD}){{0,7}}"
_TITLE = (
    r"(?:(?:[\w’'.&-]+\s+){0,3}?(?:founder|co-founder|economist|entrepreneur|chief|head|director|analyst|"
    r"professor|minister|spokesman|spokeswoman|spokesperson|chairman|chairwoman|president|executive|lawyer|researcher|"
    r"engineer|investor|CEO)\s+)?"
)
# What stands between the commas after a name is a role only if it starts like one and holds no verb.
_NO_VERB = r"(?!\b(?:is|are|was|were|can|will|would|has|have|had|which|who|that|while|when|once|since|but|said|says)\b)"
_ROLE_CHARS = rf"(?:{_NO_VERB}[^,“”\"();])"
ROLE = (
    r"(?!(?:who|whose|which|as|and|but|he|she|they|it|we|you)\b)"
    r"(?:[a-z]|CEO|CTO|CFO|Chief|President|Chair|Director|Head|Professor|Partner|Founder)"
    rf"{_ROLE_CHARS}{{2,90}}(?:,\s{_ROLE_CHARS}{{3,60}}){{0,2}}?"
)
_BELONGING = r"(?:(?<=[’']s)|(?<=s[’']))"
_OWNER = rf"(?:\b{NAME}{_BELONGING}\s|\b[Tt]he\s(?:[\w-]+[’']s\s)?)"
_POST = rf"(?:[a-z][\w-]*\s){{0,4}}[a-z][\w-]*(?:\s(?:of|at|for)\s(?:the\s)?{NAME})?"
_UNNAMED = (
    r"(?:[Oo]ne|[Aa]n?|[Aa]nother|[Tt]he|[Mm]ost|[Mm]any|[Ss]ome|[Ss]everal|[Aa] number of|[Tt]wo|[Tt]hree|"
    rf"[Hh]er|[Hh]is|[Ii]ts|[Tt]heir|[Oo]ur|{NAME}{_BELONGING})"
    r"\s+(?:(?!(?:that|which|who)\b)[\w’'-]+\s+){0,5}?"
)
_PEOPLE = (
    r"(?:entrepreneurs?|officials?|executives?|analysts?|experts?|researchers?|investors?|founders?|lawyers?|"
    r"engineers?|critics|panell?ists|campaigners?|unions?|regulators?|ministers?|spokesman|spokeswoman|spokesperson|"
    r"economists?|developers?|scientists?|authors?|officers?|diplomats?|senators?|managers?|customers?|users?|chiefs?|"
    r"heads?|auditors?|directors?|professors?|judges?|lawmakers?|consultants?|historians?|psychologists?|bankers?|"
    r"guild|association|groups?|think-tank|think tank|insurer|company|ministry|agency|office|board|bank|council|"
    r"department|commission|committee|court|firm|government|university|start-?up|supplier|vendor|authority|police|"
    r"watchdog|charity|lobby|coalition|hospital|laboratory|maker|manufacturer|retailer|publisher|"
    r"operator|mayor|residents|parents|teachers|drivers|firms|publishers|supporters|opponents|proponents|planners)"
)
_STUDIES = r"(?:study|studies|report|survey|paper|analysis|poll|audit|review|trial|benchmark|investigation|inquiry)"
_OF_A_HOUSE = r"(?:\s(?:of|from|at|by|for)\s[^,“”\"]{2,60}?)?"
_SPOKEN = rf"(?:{_SPEECH}|recalled|recalls|admitted|admits|replied|replies|joked|jokes|continued|continues)"
_BEHIND_SPEECH = rf"[”\"’',]\s+{_SPOKEN}\s+"

_ACCORDING_FIRST = re.compile(rf"^[Aa]ccording to ({NAME}(?:,\s(?:an?|the|its)\s[^,“”\"]{{2,80}})?)(?=,\s)")
_ACCORDING = re.compile(
    rf"\b[Aa]ccording to ({NAME},\s{ROLE}(?=\.?$)|[^“”\"]{{2,200}}?(?=,\s|[.;]?\s*$|[.;]\s|\s(?:who|which)\s))"
)
_OPENER = re.compile(
    r"(?:But|And|Yet|Still|Then|So|Additionally|However|Meanwhile|Also|Instead|Moreover|Even|Last \w+|In \w+|"
    r"On \w+),?\s+"
)
_POST_NAMED_VERB = re.compile(rf"({_OWNER}{_POST},\s{NAME}),\s{_ADVERB}{_SURER_VERBS}\b")
_VERB_POST_NAMED = re.compile(rf"{_BEHIND_SPEECH}({_OWNER}{_POST},\s{NAME})")
_NAMED_ROLE_VERB = re.compile(rf"({NAME},\s{ROLE}),\s{_ADVERB}{_SURER_VERBS}\b")
_ROLE_NAMED_VERB = re.compile(rf"\b[a-z]+,\s({NAME}),\s{_ADVERB}{_SURER_VERBS}\b")
_NAMED_WHO_VERB = re.compile(rf"({NAME}),\s(?:who|whose)\s[^,“”\"]{{3,90}},\s{_ADVERB}{_SURER_VERBS}\b")
_SPOKEN_NAMED_VERB = re.compile(rf"[”\"]\s+({NAME})\s{_ADVERB}{_SPOKEN}\b")
_AS_CALLED = re.compile(rf"\bwhat ({NAME}) (?:calls|called|describes as|described as)\b")
_NAMED_FROM_VERB = re.compile(rf"({NAME}\s(?:of|from|at)\s(?:the\s)?{NAME})\s{_ADVERB}{_VERBS}\b")
_NAMED_VERB = re.compile(rf"((?:(?<=\s)|(?<=^)|(?<=[“”\"]))(?:{_TITLE})?{NAME})\s{_ADVERB}(?P<verb>{_VERBS})\b")
_VERB_NAMED = re.compile(
    rf"{_BEHIND_SPEECH}((?:{_TITLE})?{NAME}(?:,\s{ROLE}(?=[.,;]?\s*$|[.,]\s))?|"
    rf"(?:the\s)?(?:[\w’'-]+\s){{0,4}}?{_TITLE.removesuffix('?')}{NAME})"
)
_UNNAMED_VERB = re.compile(
    rf"({_UNNAMED}(?:{_PEOPLE}|{_STUDIES}){_OF_A_HOUSE})(?:,\s[^,“”\"]{{3,80}},|\s[a-z]+ed)?\s{_ADVERB}{_SURER_VERBS}\b"
)
_VERB_UNNAMED = re.compile(
    rf"{_BEHIND_SPEECH}({_UNNAMED}{_PEOPLE}(?:\s{NAME})?(?:\s(?:of|at|from|for)\s[^,“”\".]{{2,60}}(?=[.,]?\s*$))?)"
)
_JOINED = r"(?:but|and|while|so|yet|as|if|when|that|which|who)"
_BARE_PLURAL = re.compile(
    rf"(?:^|[“”\",]\s*)(?:{_JOINED}\s)?((?:(?!{_JOINED}\b)[\w’'-]+\s){{0,2}}?{_PEOPLE}{_OF_A_HOUSE})\s{_ADVERB}{_VERBS}\b"
)
_STATED = (
    _ACCORDING_FIRST,
    _ACCORDING,
    _POST_NAMED_VERB,
    _VERB_POST_NAMED,
    _NAMED_ROLE_VERB,
    _ROLE_NAMED_VERB,
    _NAMED_WHO_VERB,
    _VERB_NAMED,
    _SPOKEN_NAMED_VERB,
    _AS_CALLED,
    _NAMED_FROM_VERB,
    _NAMED_VERB,
    _UNNAMED_VERB,
    _VERB_UNNAMED,
    _BARE_PLURAL,
)
"""Surest first."""
_AT_A_NAME = frozenset({_POST_NAMED_VERB, _NAMED_ROLE_VERB, _NAMED_WHO_VERB, _NAMED_FROM_VERB, _NAMED_VERB})
"""Patterns that begin at a name wherever it stands: it must be the subject there."""
_NO_SUBJECT = re.compile(
    r"\b(?:of|at|from|for|in|by|on|with|to|near|after|before|since|until|during|about|against|than|that|which|whom|"
    r"when|if|because|as)(?:\s+the)?\s+$",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\b(?:did|does|do|can|could|will|would|should)\s+$", re.IGNORECASE)
_DAYS = word_set("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
_MONTHS = word_set("January February March April May June July August September October November December")
NOT_NAMES = _DAYS | word_set("""
    The This That These Those It He She They We You I But And Yet So Still In On At As If While When Then Also Last
    However Even Additionally Meanwhile Before After For There Such What Who Since Until Unless Because Although Though
    Whenever Where Why How Which Whether By With From Under Over Nobody Noone Someone Everyone Everybody Anyone
    Anybody Somebody People Many Most Some Few Several All Both None Others Another Each Any One Two Three Nothing
    Everything Something Neither Either Next Early Late Half Much More Once Only Despite Instead
""")
_PLURAL_VERBS = word_set("say tell warn argue fear complain note claim believe worry think")
_OF_SOMEBODY = word_set("Her His Its Their Our My her his its their our my")
_POINTS_ON = word_set("of at for in with from to on and who")

_PRONOUN = re.compile(
    rf"(?:\b(he|she|they)\s{_ADVERB}{_VERBS}\b|[”\"’',]\s+{_VERBS}\s(he|she|they)\b|"
    r"\baccording to (him|her|them)\b)",
    re.IGNORECASE,
)
_MARK = re.compile(r"[“”\"]|(?<!\w)‘|(?<!s)’(?!\w)")


def unquoted(sentence: str, *, inside: bool = False) -> str:
    """The sentence with a dot for every character in quotation marks; its marks and all else keep their places.

    `inside` says that a quotation is open where the sentence begins; a closing mark without an opening one says so too.
    """
    text = sentence[:MAX_CHARS]
    marks = [(found.start(), _opens(found)) for found in _MARK.finditer(text)]
    quoted = inside or (bool(marks) and not marks[0][1])
    kept, at = [], 0
    for place, opens in marks:
        kept.append(_QUOTED * (place - at) if quoted else text[at:place])
        kept.append(text[place])
        quoted, at = opens, place + 1
    return "".join((*kept, _QUOTED * (len(text) - at) if quoted else text[at:]))


def says_nothing_outside(sentence: str, *, inside: bool = False) -> bool:
    """Whether all words of the sentence stand in quotation marks."""
    return not any(letter.isalpha() for letter in unquoted(sentence, inside=inside))


def stays_open(sentence: str, *, inside: bool = False) -> bool:
    """Whether a quotation is open where the sentence ends."""
    marks = [_opens(found) for found in _MARK.finditer(sentence[:MAX_CHARS])]
    return marks[-1] if marks else inside


def pronoun_in(text: str) -> str | None:
    """The "he", "she" or "they" that speaks in an `unquoted` text."""
    found = _PRONOUN.search(text)
    word = (found[1] or found[2] or found[3]).lower() if found else None
    return {"him": "he", "her": "she", "them": "they"}.get(word, word) if word else None


def stated_in(text: str) -> str | None:
    """The speaker that an `unquoted` text names or describes, title and organisation with it."""
    text = text.rstrip()
    if opener := _OPENER.match(text):
        text = text[opener.end() :]
    for pattern in _STATED:
        for match in pattern.finditer(text):
            found = match[1].strip(" ,;:")
            ahead = text[max(0, match.start(1) - 20) : match.start(1)]
            if _ASKS.search(ahead) or (pattern in _AT_A_NAME and _NO_SUBJECT.search(ahead)):
                continue
            plural = pattern is _NAMED_VERB and match["verb"] in _PLURAL_VERBS
            if _may_speak(found, plural=plural):
                return found if re.search(r"\b(?:[A-Z]|Inc|Ltd|Corp|Jr)\.$", found) else found.rstrip(".")
    return None


def is_of_somebody(speaker: str) -> bool:
    """Whether a description hangs on somebody named elsewhere ("her group")."""
    return speaker.split(maxsplit=1)[0] in _OF_SOMEBODY


def _opens(mark: re.Match[str]) -> bool:
    text, at = mark.string, mark.start()
    if mark[0] == '"':
        return (at == 0 or text[at - 1] in " \t\n(—–[") and at + 1 < len(text) and not text[at + 1].isspace()
    return mark[0] in "“‘"


def _may_speak(found: str, *, plural: bool) -> bool:
    """Whether these words can name a speaker: no month, no "people", no owner without what is owned."""
    name, _, role = found.partition(",")
    words = name.split()
    if not words or _QUOTED in found or re.search(r"[’']s$|s[’']$", name):
        return False
    described = words[0] == "The" and len(words) > 1
    if words[0] in NOT_NAMES and not (described or _describes(name)):
        return False
    if len(words) == 1:
        common = is_ordinary(name) or (plural and name.endswith("s"))
        if name in _MONTHS or (name[0].isupper() and common and not _describes(name)):
            return False
    return not role or _is_role(role)


def _describes(name: str) -> bool:
    return re.search(rf"\b(?:{_PEOPLE}|{_STUDIES})\b", name, re.IGNORECASE) is not None


def _is_role(role: str) -> bool:
    """Whether what stands behind a name and a comma is one person's role or another name, not some people."""
    words = role.split(",", maxsplit=1)[0].split()
    head = next(
        (words[at - 1] for at, word in enumerate(words) if at and word in _POINTS_ON), words[-1] if words else ""
    )
    return (
        bool(words)
        and not (head[:1].islower() and head.endswith("s") and not head.endswith(("ss", "us", "is")))
        and (head != "people")
    )
