"""Whether a stretch of text reads as a clause on its own: a subject, and behind it a finite verb.

No grammar of English, but rules that would rather miss a clause than take a fragment for one: words that are nouns as
often as verbs ("support", "cost") count as verbs only where their neighbours leave no doubt.
"""

import re

from bot.brief.asking.words import forms_of, word_set

MIN_WORDS = 3
_TOKEN = re.compile(r"[$€£]?[^\W_]+(?:[’'.,-][^\W_]+)*(?:(?<=s)[’'](?!\w))?|[,;:()—–]")

_PURE_PRONOUNS = word_set("it they we he she you i there nobody everyone someone everybody")
SUBJECT_PRONOUNS = _PURE_PRONOUNS | word_set("this these those")
_DETERMINERS = word_set(
    """the a an its their our his her my your no every each both all any several few many most some other another
    such this these those one two three four five half more fewer less"""
)
_DEGREES = word_set(
    "too so more less little very far much twice nothing everything it them us me him nearly almost about"
)
_ADVERBS = word_set("also still often never always already now then just even rarely hardly soon again ever further")
_PREPOSITIONS = word_set(
    """of in on at for with without from by under over to into than as between against about through after before
    per via within across"""
)
_AUXILIARIES = word_set(
    """is are was were has have had does do did will would can could may might must should cannot isn't aren't wasn't
    weren't hasn't haven't hadn't doesn't don't didn't won't wouldn't can't couldn't mustn't shouldn't"""
)
_CONTRACTED = re.compile(r"(?:it|they|we|he|she|you|i|there|that)'(?:s|re|ve|ll|d|m)")
_RELATIVES = word_set("who which that whose whom where what how whether")
_JOINTS = word_set(
    """and or but nor so because if unless when once since until while although though whereas yet however as than not
    no like either neither"""
)
# What cannot begin a clause that stands by itself.
_NO_START = (
    _JOINTS
    | (_ADVERBS - {"now", "then", "soon"})
    | word_set(
        "to by of that which who whose from into only after before whether rather instead per via whom where why how"
    )
) - {"no", "neither", "either"}
_STRONG_VERBS = frozenset().union(
    *map(
        forms_of,
        word_set("""
        become bring give make come keep let allow require lower seem appear remain provide create improve reduce
        increase threaten undermine encourage prevent protect depend rely tend fail lose win buy sell spend earn hold
        mean take get go want know think believe say tell warn argue add insist suffer suggest prove show enable
        expose strengthen weaken widen raise carry send write read learn grow hurt teach invite destroy deliver
        attract deserve exist happen belong consume cost serve erode deter accept agree admit refuse enjoy afford
        struggle ignore avoid pose lag outperform produce"""),
    ),
    word_set(
        """became brought gave came kept lost won bought sold spent held meant took got went knew thought said told
        proved shown grew taught wrote rose fell began left broke drove found led felt ran beat"""
    ),
) - word_set("costs cost means sales show shows wants learning sending")
_EITHER = frozenset().union(
    *map(
        forms_of,
        word_set("""
        cost support risk need help use work run cut lead gain benefit demand limit change control offer force fear
        hope aim plan lock leak drop rise fall harm damage slow speed ease fuel drive push ban block delay trust doubt
        claim charge price pay test train host answer matter face lack miss share ship trade stop start stay end trail
        rank score draw cover care call look leave set put show save put rest lie break answer cause want
        outweigh cause hinge hide stall thrive close open"""),
    )
)
_NO_VERBS = _ADVERBS | _RELATIVES | _JOINTS | _PREPOSITIONS
_ALSO_ALONE = word_set("most many some few all both one")
"""Determiners that are subjects by themselves: "few have read it"."""
_SAME_IN_THE_PAST = word_set("cost cut hit put hurt set let shut spread beat")
_NOT_PAST = word_set("need indeed speed feed seed breed hundred embed exceed proceed succeed agreed shed")


def is_clause(text: str) -> bool:
    """Whether the text has a subject at its start and a finite verb behind it that belongs to no relative clause."""
    tokens = [token.lower().replace("’", "'") for token in _TOKEN.findall(text)]
    words = [token for token in tokens if token[-1].isalnum() or len(token) > 1]
    if len(words) < MIN_WORDS or tokens[0] != words[0] or words[0] in _NO_START or words[0] in _AUXILIARIES:
        return False
    if words[0] in _STRONG_VERBS or (words[0].endswith("ing") and len(words[0]) > len("bring")):
        return False
    if _CONTRACTED.fullmatch(words[0]):
        return True
    pending = 0
    for at, token in enumerate(tokens):
        if token in _RELATIVES and at > 0:
            pending += 1
        elif _CONTRACTED.fullmatch(token) or (at > 0 and _is_finite(tokens, at)):
            if pending == 0:
                return True
            pending -= 1
    return False


def starts_like_a_subject(text: str) -> bool:
    """Whether the first word is one that subjects begin with: a pronoun, a determiner, a name."""
    found = _TOKEN.match(text)
    if found is None:
        return False
    word = found[0].lower().replace("’", "'")
    return (
        word in SUBJECT_PRONOUNS | _DETERMINERS or _CONTRACTED.fullmatch(word) is not None or found[0][0].isupper()
    ) and word not in _NO_START


def _is_finite(tokens: list[str], at: int) -> bool:
    """Whether the word is a finite verb, as far as its neighbours and the lists above tell."""
    token, before = tokens[at], tokens[at - 1]
    if before not in _PREPOSITIONS and (before in _ADVERBS or before.endswith("ly")):
        before = tokens[at - 2] if at > 1 else ""
    if before in _PREPOSITIONS or token in _NO_VERBS or not token[0].isalpha() or token.endswith("ing"):
        return False
    if before in _PURE_PRONOUNS:
        return not token.endswith("ly") and token not in _DETERMINERS
    if before in _DETERMINERS - SUBJECT_PRONOUNS - _ALSO_ALONE:
        return False
    return token in _AUXILIARIES or _is_verb_of(tokens, at, before)


def _is_verb_of(tokens: list[str], at: int, before: str) -> bool:
    """Whether a word that may be a noun or a participle is the verb of the noun before it."""
    token = tokens[at]
    after = tokens[at + 1] if at + 1 < len(tokens) else ""
    has_object = after in _DETERMINERS | _DEGREES or after[:1].isdigit() or after[:1] in {"$", "€", "£"}
    if token.endswith("ed") and token not in _NOT_PAST:
        return has_object or after.endswith("ly") or not after
    plural = _is_plural(before)
    # "The subsidy lures factories", but "the model costs of firms".
    takes_plural = at > 1 and tokens[at - 2] in _DETERMINERS and _is_plural(token) and _is_plural(after)
    return (
        token in _STRONG_VERBS
        or (token in _EITHER and plural and bool(after) and not token.endswith("s"))
        or (takes_plural and not plural)
        or (has_object and (plural != token.endswith("s") or token in _SAME_IN_THE_PAST))
    )


def _is_plural(word: str) -> bool:
    """Whether a word ends as plural nouns do, and as verbs behind a singular."""
    return word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))
