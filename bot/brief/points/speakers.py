"""Who says a sentence, in the words of the text."""

import re
from collections.abc import Sequence

from bot.brief.asking.words import word_set

_MAX_CHARS = 1_000
"""Enough for any sentence; keeps matching cheap on hostile text."""

_SPEECH = (
    "said|says|told|tells|wrote|writes|added|adds|argued|argues|warned|warns|explained|explains|noted|notes|"
    "stated|states|"
    "remarked|remarks|suggested|suggests|claimed|claims|cautioned|cautions|insisted|insists|complained|"
    "complains|believes|"
    "believed|thinks|concluded|concludes|estimated|estimates|predicted|predicts|acknowledged|acknowledges|"
    "conceded|concedes|"
    "countered|put it(?=[,:.])|say|tell|warn|argue|fear|complain|note|claim|believe|worry"
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
_NAME = rf"{_WORD}(?:\s+(?:{_LINK}\s+){{0,2}}{_WORD}){{0,7}}"
_TITLE = (
    r"(?:(?:[\w’'.&-]+\s+){0,3}?(?:founder|co-founder|economist|entrepreneur|chief|head|director|analyst|"
    r"professor|minister|"
    r"spokesman|spokeswoman|spokesperson|chairman|chairwoman|president|executive|lawyer|researcher|engineer|"
    r"investor|CEO)\s+)?"
)
# What stands between the commas after a name is a role only if it starts like one and holds no verb.
_NO_VERB = r"(?!\b(?:is|are|was|were|can|will|would|has|have|had|which|who|that|while|when|once|since|but|said|says)\b)"
_ROLE_CHARS = rf"(?:{_NO_VERB}[^,“”\"();])"
_ROLE = (
    rf"(?!(?:who|which|as|and|but)\b)(?:[a-z]|CEO|CTO|CFO|Chief|President|Chair|Director|Head|Professor|Partner|Founder){_ROLE_CHARS}{{2,90}}"
    rf"(?:,\s{_ROLE_CHARS}{{3,60}}){{0,2}}?"
)
_UNNAMED = (
    r"(?:[Oo]ne|[Aa]n?|[Aa]nother|[Tt]he|[Mm]ost|[Mm]any|[Ss]ome|[Ss]everal|[Aa] number of|[Tt]wo|[Tt]hree|"
    r"[Hh]er|[Hh]is|[Ii]ts|[Tt]heir)"
    r"\s+(?:[\w’'-]+\s+){0,5}?"
)
_PEOPLE = (
    r"(?:entrepreneurs?|officials?|executives?|analysts?|experts?|researchers?|investors?|founders?|lawyers?|"
    r"engineers?|"
    r"critics|panell?ists|campaigners?|unions?|regulators?|ministers?|spokesman|spokeswoman|spokesperson|economists?|"
    r"developers?|scientists?|authors?|officers?|diplomats?|senators?|managers?|customers?|users?|chiefs?|"
    r"heads?|auditors?|"
    r"guild|association|industry group|trade group|think-tank|think tank|insurer|company|ministry|agency|"
    r"operator|mayor|residents|parents|teachers|drivers|firms|publishers|supporters|opponents|proponents|planners)"
)
_STUDIES = r"(?:study|studies|report|survey|paper|analysis|poll|audit|review|trial|benchmark|investigation|inquiry)"

_ACCORDING_FIRST = re.compile(rf"^[Aa]ccording to ({_NAME}(?:,\s(?:an?|the|its)\s[^,“”\"]{{2,80}})?)(?=,\s)")
_ACCORDING = re.compile(
    rf"\b[Aa]ccording to ({_NAME},\s{_ROLE}(?=\.?$)|[^“”\"]{{2,200}}?(?=,\s|[.;]?\s*$|[.;]\s|\s(?:who|which)\s))"
)
_OPENER = re.compile(
    r"(?:But|And|Yet|Still|Then|So|Additionally|However|Meanwhile|Also|Instead|Moreover|Even|Last \w+|In \w+|"
    r"On \w+),?\s+"
)
_NAMED_ROLE_VERB = re.compile(rf"({_NAME},\s{_ROLE}),?\s{_ADVERB}{_SURER_VERBS}\b")
_ROLE_NAMED_VERB = re.compile(rf"\b[a-z]+,\s({_NAME}),\s{_ADVERB}{_SURER_VERBS}\b")
_AS_CALLED = re.compile(rf"\bwhat ({_NAME}) (?:calls|called|describes as|described as)\b")
_NAMED_FROM_VERB = re.compile(rf"({_NAME}\s(?:of|from|at)\s(?:the\s)?{_NAME})\s{_ADVERB}{_VERBS}\b")
_NAMED_VERB = re.compile(rf"((?:(?<=\s)|(?<=^)|(?<=[“\"]))(?:{_TITLE})?{_NAME})\s{_ADVERB}{_VERBS}\b")
_VERB_NAMED = re.compile(
    rf"[”\"’',]\s+{_VERBS}\s+((?:{_TITLE})?{_NAME}(?:,\s{_ROLE}(?=[.,;]?\s*$|[.,]\s))?|"
    rf"(?:the\s)?(?:[\w’'-]+\s){{0,4}}?{_TITLE.removesuffix('?')}{_NAME})"
)
_UNNAMED_VERB = re.compile(
    rf"({_UNNAMED}(?:{_PEOPLE}|{_STUDIES})(?:\s(?:of|from|at|by|for)\s[^,“”\"]{{2,60}}?)?)"
    rf"(?:,\s[^,“”\"]{{3,80}},|\s[a-z]+ed)?\s{_ADVERB}{_SURER_VERBS}\b"
)
_VERB_UNNAMED = re.compile(
    rf"[”\"’',]\s+{_VERBS}\s+({_UNNAMED}{_PEOPLE}(?:\s(?:of|at|from)\s[^,“”\".]{{2,60}}(?=[.,]?\s*$))?)"
)
_BARE_PLURAL = re.compile(rf"(?:^|[“\",]\s*)((?:[A-Z]?[\w’'-]+\s){{0,2}}?{_PEOPLE})\s{_ADVERB}{_VERBS}\b")
_PRONOUN = re.compile(
    rf"(?:\b(?:[Hh]e|[Ss]he|[Tt]hey)\s{_ADVERB}{_VERBS}\b|[”\"’',]\s+{_VERBS}\s(?:he|she|they)\b|"
    r"\b[Aa]ccording to (?:him|her|them)\b)"
)
_ONLY_QUOTED = re.compile(r"^[“\"].*[”\"][.]?$", re.DOTALL)

_FIRST_NAME = re.compile(r"[“\"]?([A-Z][\w’'-]+)\b(?!’s|'s)")
_PERSON = re.compile(r"[A-Z][\w.’'-]+(?:\s+(?:(?:von|van|de|der|da|bin|al|el)\s+){0,2}[A-Z][\w.’'-]+)+")
"""Names of two words and more: people, unless a word of `_HOUSES` is among them."""
_AT_A_HOUSE = re.compile(r",|\s(?:of|at|from|for|in)\s")
_BELONGING = re.compile(r"\b(?:of|at|from|for|in|by|on)(?:\s+the)?\s+$")
_HOUSES = word_set("""
    Bank Inc Corp Corporation Ltd Limited Group Lab Labs University Ministry Institute Commission Foundation
    Association Agency Times AI Union Council Party Company Technologies Technology Systems Health Instruments
    Partners Capital Ventures Holdings Media News Research Department Office Court Committee Parliament Board Fund
    College School Hospital Government House Bureau Authority Initiative Alliance Network Centre Center Society
    Consortium Semiconductor Semiconductors Motors Airlines Energy Cloud Software Robotics Post Ledger Herald
    Journal Street Valley City State States Kingdom Republic New North South East West Hong Kong San January
    February March April May June July August September October November December
""")
_ROLES = word_set("""
    Minister President Executive Officer Chief Secretary Commissioner Chairman Chairwoman Chair Director Chancellor
    Governor Mayor Senator General
""")
"""With what a role ends that names nobody: the British Prime Minister is another than the French one."""
_FAR_BACK = 6
"""How many sentences back "he said" may point."""
_NOT_NAMES = word_set("""
    The This That These Those It He She They We You I But And Yet So Still In On At As If While When Then Also
    Last However Even Additionally Meanwhile Before After For There Such What Who Monday Tuesday Wednesday
    Thursday Friday Saturday Sunday
""")


def speaker_of(sentence: str, before: Sequence[str] = (), after: Sequence[str] = ()) -> str | None:
    """Who says `sentence`, verbatim from the text; None where the article itself speaks.

    `before` and `after` are the neighbouring sentences in reading order. A surname and a quotation that runs on are
    resolved to the speaker `before` names last, "he said" to a person with a full name and only where nobody else is
    named since; a quotation that is still open takes its speaker from `after`. Every word of the answer stands in the
    texts given.
    """
    direct = _stated(sentence)
    if direct is not None:
        return _fuller(direct, before)
    if _PRONOUN.search(sentence[:_MAX_CHARS]):
        return _last_person(before)
    if _quote_stays_open(sentence):
        for later in after[:3]:
            closing = _stated(later)
            if closing is not None:
                return _fuller(closing, [*before, sentence])
            if _PRONOUN.search(later[:_MAX_CHARS]):
                return _last_person(before)
            if "”" in later or later.count('"') % 2:
                break
    if _runs_on(sentence, before):
        return _last_named(before)
    return None


_STATED = (
    _ACCORDING_FIRST,
    _ACCORDING,
    _NAMED_ROLE_VERB,
    _ROLE_NAMED_VERB,
    _VERB_NAMED,
    _AS_CALLED,
    _NAMED_FROM_VERB,
    _NAMED_VERB,
    _UNNAMED_VERB,
    _VERB_UNNAMED,
    _BARE_PLURAL,
)
"""Surest first."""


def _stated(sentence: str) -> str | None:
    """The speaker that the sentence itself names or describes, title and organisation with it."""
    text = sentence[:_MAX_CHARS].rstrip()
    if opener := _OPENER.match(text):
        text = text[opener.end() :]
    for pattern in _STATED:
        for match in pattern.finditer(text):
            found = match[1].strip(" ,;:")
            described = found.startswith("The ") and len(found) > len("The ")
            if found and (described or found.split()[0] not in _NOT_NAMES):
                return found if re.search(r"\b(?:[A-Z]|Inc|Ltd|Corp|Jr)\.$", found) else found.rstrip(".")
    return None


def _fuller(found: str, before: Sequence[str]) -> str:
    """The first full mention of the same person or role ("Barton" → "Mark Barton, chief technology officer at …")."""
    words = found.partition(",")[0].split()
    if not words or ("," in found) or len(words) > 3:  # noqa: PLR2004 - long enough to stand by itself
        return found
    last = words[-1]
    for sentence in before:
        full = _stated(sentence)
        if (
            full
            and full != found
            and last in re.findall(r"[\w’'.-]+", full.partition(",")[0])
            and len(full) > len(found)
        ):
            return full
    return found


def person_in(speaker: str) -> str | None:
    """The personal name in a speaker's description, lower-case, without title and house; None where there is none.

    "Norbanken chief Ida Lund", "Ida Lund of Norbanken" and "Prof. Ida Lund" are one person.
    """
    names = _PERSON.findall(_AT_A_HOUSE.split(speaker, maxsplit=1)[0])
    words = names[-1].rstrip(".").split() if names else ["The"]
    if words[0] == "The" or words[-1] in _ROLES or not _HOUSES.isdisjoint(words):
        return None
    return " ".join(names[-1].lower().split()[-2:])


def _last_person(before: Sequence[str]) -> str | None:
    """Whom "he" or "she" means: the speaker named last, if that is a person and nobody else is named since."""
    for number in range(len(before) - 1, max(-1, len(before) - 1 - _FAR_BACK), -1):
        sentence = before[number][:_MAX_CHARS]
        first = _FIRST_NAME.match(sentence)
        found = _stated(sentence) or (first[1] if first else None)
        full = _fuller(found, before[:number]) if found else None
        person = person_in(full) if full else None
        if person and full and (full != found or _stated(sentence)):
            return None if _names_others(sentence, full) else full
        if _stated(sentence) is not None or _names_others(sentence, "") or _is_surname(first, before[:number]):
            return None
    return None


def _is_surname(word: re.Match[str] | None, before: Sequence[str]) -> bool:
    """Whether earlier sentences have the word as the end of somebody's name."""
    return word is not None and any(re.search(rf"[A-Z][\w’'-]+ {re.escape(word[1])}\b", earlier) for earlier in before)


def _names_others(sentence: str, known: str) -> bool:
    """Whether a person other than the known one is named in the sentence, or may be."""
    return any(
        _HOUSES.isdisjoint(found[0].split())
        and found[0].split()[0] not in _NOT_NAMES
        and not set(found[0].split()) & set(re.findall(r"[\w.’'-]+", known))
        and not _BELONGING.search(sentence, 0, found.start())
        for found in _PERSON.finditer(sentence)
    )


def _last_named(before: Sequence[str]) -> str | None:
    """The person last named, as a speaker or by a surname that begins a sentence ("Mostyn pointed to …")."""
    for number in range(len(before) - 1, -1, -1):
        found = _stated(before[number])
        if found is not None:
            return _fuller(found, before[:number])
        first = _FIRST_NAME.match(before[number])
        if first is None:
            continue
        full = _fuller(first[1], before[:number])
        if full != first[1]:
            return full
        if _is_surname(first, before[:number]):
            return None  # somebody else than the last speaker, whose description is not known
    return None


def _quote_stays_open(sentence: str) -> bool:
    return sentence.count("“") > sentence.count("”") or sentence.count('"') % 2 == 1


def _runs_on(sentence: str, before: Sequence[str]) -> bool:
    """Whether the sentence is nothing but a quotation right after words of a speaker, or closes a quotation."""
    if not before:
        return False
    if sentence.count("”") > sentence.count("“"):
        return True
    ahead = before[-1][:_MAX_CHARS].strip()
    spoken = _stated(ahead) or _PRONOUN.search(ahead) or _ONLY_QUOTED.match(ahead)
    return bool(spoken) and _ONLY_QUOTED.match(sentence[:_MAX_CHARS].strip()) is not None
