"""Who says a sentence, in the words of the text.

A wrong speaker is worse than none: where the words do not bind a quotation to somebody, nobody is named.
"""

import re
from collections.abc import Iterator, Sequence

from bot.brief.asking.words import word_set
from bot.brief.points.stated import (
    MAX_CHARS,
    NAME,
    NOT_NAMES,
    ROLE,
    is_of_somebody,
    pronoun_in,
    says_nothing_outside,
    stated_in,
    stays_open,
    unquoted,
)
from bot.brief.points.turns import Span, split_at_turn

_PERSON = re.compile(r"[A-Z][\w.’'-]+(?:\s+(?:(?:von|van|de|der|da|bin|al|el)\s+){0,2}[A-Z][\w.’'-]+)+")
"""Names of two words and more: people, unless a word of `_HOUSES` is among them."""
_SUBJECT = re.compile(rf"({NAME},\s{ROLE})(?=,\s)|({NAME})(?=,?\s[a-z])")
_AT_A_HOUSE = re.compile(r",|\s(?:of|at|from|for|in)\s")
_OWNED = re.compile(r"[a-z]|.*[’']s?\s")
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
_TITLES = _ROLES | word_set(
    "Mr Mrs Ms Miss Dr Prof Professor Sir Dame Lord Lady Councillor Judge Mr. Mrs. Ms. Dr. Prof."
)
_INSIDE_NAME = re.compile(r"(?<=[a-z,] )[A-Z]")
_FAR_BACK = 6
"""How many sentences back "he said" may point."""
_OTHER = {
    "he": re.compile(r"\b(?:she|her|herself)\b", re.IGNORECASE),
    "she": re.compile(r"\b(?:he|his|him|himself)\b", re.IGNORECASE),
}
_VERB_AHEAD = re.compile(r"[,”\"]\s+(?!(?:but|and|yet|while|so|though|although)\b)[a-z]+\s+$")
_ONE_WORD = re.compile(r"\W*\w*\W*")
_LONG_ENOUGH = 3
"""So many words of a speaker's name stand by themselves."""


def speaker_of(sentence: str, before: Sequence[str] = (), after: Sequence[str] = ()) -> str | None:
    """Who says `sentence`, verbatim from the text; None where the article itself speaks and where it is not sure.

    `before` and `after` are the neighbouring sentences in reading order. A surname and a quotation that runs on are
    resolved to the speaker right before, "he said" to a person with a full name and only where nobody else is named
    since; a quotation that is still open takes its speaker from `after`. A quotation by itself has no speaker unless
    the sentence before it is speech too. Every word of the answer stands in the texts given.
    """
    inside = _is_inside(before)
    text = unquoted(sentence, inside=inside)
    if (found := _bound(text, before)) is not _NOT_SAID:
        return found
    if stays_open(sentence, inside=inside):
        still_open = True
        for later in after[:3]:
            if (found := _bound(unquoted(later, inside=still_open), [*before, sentence])) is not _NOT_SAID:
                return found
            still_open = stays_open(later, inside=True)
            if not still_open:
                break
    return _who_goes_on(before) if says_nothing_outside(sentence, inside=inside) else None


def speaker_of_part(sentence: str, part: Span, before: Sequence[str] = (), after: Sequence[str] = ()) -> str | None:
    """Who says a part of a sentence that turns: whoever speaks the whole, unless the words give only another part.

    "The pact slows the race, but critics say that it rewards cheats" has its critics say the second part alone.
    """
    speaker = speaker_of(sentence, before, after)
    text = unquoted(sentence, inside=_is_inside(before))
    named = stated_in(text) or pronoun_in(text)
    if speaker is None or named is None or not any(letter.isalpha() for letter in text[slice(*part)]):
        return speaker
    at = text.lower().find(named.lower())
    others = [span for span in split_at_turn(sentence) if span != part]
    if _VERB_AHEAD.search(text[:at]) or _ONE_WORD.fullmatch(text[at + len(named) :]):
        return speaker
    return None if any(start <= at < end for start, end in others) else speaker


def person_in(speaker: str) -> str | None:
    """The personal name in a speaker's description, lower-case, without title and house; None where there is none.

    "Norbanken chief Ida Lund", "Norbanken's chief, Ida Lund", "Ida Lund of Norbanken" and "Prof. Ida Lund" are one.
    """
    words = _name_in(speaker)
    return " ".join(words[-2:]).lower() if words else None


def names_same(named: str, speaker: str) -> bool:
    """Whether a name, short or full, is that of the speaker: "Lund" and "Ida Lund, chief of Fjordbank" are one."""
    one, other = person_in(named), person_in(speaker)
    if one and other:
        return one == other
    words = {word for word in re.findall(r"[\w.’'-]+", named) if word[0].isupper() and word not in _TITLES}
    return bool(words) and words <= set(re.findall(r"[\w.’'-]+", speaker))


def _name_in(speaker: str) -> list[str]:
    """The words of the personal name in a speaker's description."""
    head = _AT_A_HOUSE.split(speaker, maxsplit=1)[0]
    names = _PERSON.findall(head)
    if not names and _OWNED.match(head) and "," in speaker:
        names = _PERSON.findall(_AT_A_HOUSE.split(speaker.partition(",")[2], maxsplit=1)[0])
    words = names[-1].rstrip(".").split() if names else ["The"]
    return [] if words[0] == "The" or words[-1] in _ROLES or not _HOUSES.isdisjoint(words) else words


_NOT_SAID = ""
"""What `_bound` gives for a text that says nothing of a speaker."""


def _bound(text: str, before: Sequence[str]) -> str | None:
    """Whom an unquoted text names or means by a pronoun; None for somebody who is not known."""
    found = stated_in(text)
    if found is not None:
        return None if is_of_somebody(found) else _fuller(found, before)
    pronoun = pronoun_in(text)
    return _person_meant(pronoun, before) if pronoun else _NOT_SAID


def _is_inside(before: Sequence[str]) -> bool:
    """Whether a quotation with curly marks is open behind these sentences."""
    for sentence in reversed(before[-_FAR_BACK:]):
        if "“" in sentence or "”" in sentence:
            return sentence.rfind("“") > sentence.rfind("”")
    return False


def _fuller(found: str, before: Sequence[str]) -> str:
    """The first full mention of the same person or role ("Barton" → "Mark Barton, chief technology officer at …")."""
    words = [word for word in found.split() if word[0].isupper() and word not in _TITLES]
    if not words or "," in found or len(found.split()) > _LONG_ENOUGH:
        return found
    fuller: dict[str, str] = {}
    for sentence in before:
        full = stated_in(unquoted(sentence))
        if full and len(full) > len(found) and _is_same(words, full):
            fuller.setdefault(person_in(full) or found, full)
    if not fuller:
        called = [one for sentence in before for one in _called_in(unquoted(sentence)) if _is_same(words, one)]
        fuller = {one.lower(): one for one in called if len(one) > len(found)}
    return next(iter(fuller.values())) if len(fuller) == 1 else found


def _called_in(text: str) -> Iterator[str]:
    """Names of two words and more; three at the start of a sentence may begin with another word ("Ask Ada Morrow")."""
    for found in _PERSON.finditer(text):
        if found.start() > 0 or len(found[0].split()) < _LONG_ENOUGH:
            yield found[0]


def _is_same(words: Sequence[str], full: str) -> bool:
    """Whether the words of a short name are those of the person or house that the full description begins with."""
    name = _name_in(full)
    if name:
        return words[-1] == name[-1] and set(words) <= set(name)
    house = re.match(rf"((?:{re.escape(' '.join(words))})(?:\s[A-Z][\w&-]+)*),", full)
    return house is not None


def _person_meant(pronoun: str, before: Sequence[str]) -> str | None:
    """Whom "he" or "she" means: the person named last, if nobody else may be meant."""
    if pronoun == "they":
        return None
    recent = range(len(before) - 1, max(-1, len(before) - 1 - _FAR_BACK), -1)
    for number in recent:
        text = unquoted(before[number])
        found = stated_in(text)
        if found is not None:
            full = _fuller(found, before[:number])
            sure = person_in(full) and not _names_others(text, full) and not _is_other(pronoun, text)
            return full if sure else None
        spoken_by = pronoun_in(text)
        if spoken_by and spoken_by != pronoun:
            return None
        if any(_people_in(text, "")):
            return (
                None if _is_other(pronoun, text) else _only_person(text, [before[at] for at in recent if at < number])
            )
        if surnames := _surnames_in(text, before[:number]):
            full = _fuller(surnames[0], before[:number])
            alone = text.startswith(surnames[0]) and len(surnames) == 1
            return full if alone and person_in(full) and not _is_other(pronoun, text) else None
    return None


def _is_other(pronoun: str, text: str) -> bool:
    """Whether a sentence about one person calls that person by the other pronoun only."""
    same = _OTHER["she" if pronoun == "he" else "he"]
    return _OTHER[pronoun].search(text) is not None and same.search(text) is None


def _only_person(text: str, earlier: Sequence[str]) -> str | None:
    """The person with whom a sentence begins, with the role behind the name.

    Nobody else may be named or speak near unless the sentence introduces the person ("Ada Morrow, who …").
    """
    subject = _SUBJECT.match(text)
    found = subject and (subject[1] or subject[2])
    if not found or not person_in(found) or _names_others(text, found):
        return None
    introduced = subject is not None and text[subject.end() : subject.end() + 1] == ","
    if not introduced and any(_names_others(other, found) or stated_in(other) for other in map(unquoted, earlier)):
        return None
    return found


def _surnames_in(text: str, before: Sequence[str]) -> list[str]:
    """The words of an unquoted text that end somebody's name in the sentences before ("Mostyn pointed to …")."""
    known = {name.split()[-1] for sentence in before for name in _called_in(unquoted(sentence))} - _HOUSES
    return list(dict.fromkeys(word for word in re.findall(r"\b[A-Z][\w-]+\b(?![’']s)", text) if word in known))


def _names_others(text: str, known: str) -> bool:
    """Whether a person other than the known one is named in the unquoted text, or may be."""
    return any(_people_in(text, known))


def _people_in(text: str, known: str) -> Iterator[str]:
    """Names in an unquoted text that may be people's, but for the known one and what others belong to."""
    for found in _PERSON.finditer(text[:MAX_CHARS]):
        words = found[0].split()
        if (
            _HOUSES.isdisjoint(words)
            and words[0] not in NOT_NAMES
            and not set(words) & set(re.findall(r"[\w.’'-]+", known))
            and not _BELONGING.search(text, 0, found.start())
        ):
            yield found[0]


def _who_goes_on(before: Sequence[str]) -> str | None:
    """Who speaks a quotation that stands by itself: whoever speaks the sentence before, if that is speech as well.

    What a house is reported to say without quotation marks, and what a person says of others, does not bind it.
    """
    for number in range(len(before) - 1, max(-1, len(before) - 1 - _FAR_BACK), -1):
        sentence, earlier = before[number], before[:number]
        inside = _is_inside(earlier)
        text = unquoted(sentence, inside=inside)
        spoken = "·" in text
        found = stated_in(text)
        if found is not None:
            full = _fuller(found, earlier)
            bound = spoken or (person_in(full) and not _INSIDE_NAME.search(text.replace(found, "", 1)))
            return full if bound and not is_of_somebody(found) else None
        if pronoun := pronoun_in(text):
            return _person_meant(pronoun, earlier)
        if not says_nothing_outside(sentence, inside=inside):
            return None
    return None
