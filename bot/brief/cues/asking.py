"""How people put a question around its topic, and how to take it off again."""

import re
from dataclasses import dataclass

from bot.brief.cues.words import word_set, words_of


@dataclass(frozen=True)
class Asked:
    """What is left of a question: its noun phrase, and whether it asks for doing away with what that names."""

    phrase: str
    refuses: bool


MAX_QUESTION_CHARS = 500


def _pattern(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


_PEOPLE = (
    r"(?:we|you|i|one|they|anyone|anybody|someone|companies|firms|people|banks|governments?|a company|"
    r"(?:the|our) (?:government|state|eu|us|uk|company|team|bank))"
)
_CASE_NOUN = (
    r"(?:case|arguments?|pros(?: and |[ /&]+)cons|points?|reasons?|evidence|benefits?(?: and (?:risks?|"
    r"drawbacks?|costs?))?|"
    r"risks?(?: and benefits?)?|advantages?(?: and disadvantages?)?|disadvantages?|drawbacks?|downsides?|"
    r"upsides?|merits?|"
    r"dangers?|sides|strengths(?: and weaknesses)?|debate|views?|opinions?|news|latest(?: news)?|findings?|"
    r"developments?)"
)
_CASE_LINK = (
    r"(?:(?: made| given| put)? (?:both )?(?:for and against|for or against|pro and con|for|against|"
    r"in favou?r of|of|to|on|"
    r"about|over|around|with|from|behind|regarding|not to)\b|[:,]|$)"
)

# From the outside in; each is taken off once, in this order.
_LEADS = (
    _pattern(r"(?:hi|hello|hey|hiya|thanks|thank you|please|ok|okay|so|and|but|well|good morning)\b[ ,!.]*"),
    _pattern(
        r"(?:can|could|would|will) you (?:please )?(?=tell|show|give|remind|brief|summari|explain|list|"
        r"compare|make|put)",
    ),
    _pattern(
        r"(?:please )?(?:tell|show|give|remind|brief) (?:me|us)(?: on| about)?\b",
        r"i(?:'d| would) (?:like|love) to (?:know|see|hear|read)(?: about)?\b",
        r"i want to know|do you know|we are (?:wondering|asking)|i(?:'m| am) (?:wondering|asking)",
        r"summari[sz]e|explain|list|compare",
    ),
    _pattern(
        r"what do (?:people|experts|critics|analysts|the sources|our sources) (?:say|think|write)(?: about| of)?\b"
    ),
    _pattern(r"what (?:speaks|counts|argues) (?:for|against|in favou?r of)\b"),
    _pattern(
        r"what(?:'s| is| are| were| was)?(?: there)?(?: all)?"
        r"(?= (?:the|your|some|our|new|good|bad|being|said|case|pros|arguments?|points?|reasons?|benefits?|"
        r"risks?|latest)\b)",
        r"(?:is|are) there (?:any )?(?=(?:arguments?|reasons?|points?|benefits?|risks?|a case|evidence))",
        r"(?:make|state|argue|put)(?= (?:the|a) case)",
    ),
    _pattern(
        r"(?:the |a |any |some |main |best |strongest |key |biggest |common |good |all |your |both |new )*"
        + _CASE_NOUN
        + _CASE_LINK
    ),
    _pattern(r"(?:for and against|for or against|pros and cons|pro and con|both sides)(?: of| on| about)?\b[:,]?"),
    _pattern(
        r"why (?:would|should|do|does|did|might|are|is|not)\b(?: "
        + _PEOPLE
        + r")?(?: (?:ever|want to|still|consider|not))*\b",
        r"(?:do|does|did|would|will|could|can) " + _PEOPLE + r"\b",
        r"(?:does|do|did|will|would|can|could|has|have) (?=\w+ )",
        r"(?:is|are|was|were) it (?:a )?(?:good|bad|wise|right|worth|safe|time|better|smart|"
        r"sensible)(?: idea)?(?: to| for us to)?\b",
        r"should not (?:we|you)\b",
        r"this house (?:believes(?: that)?|would|supports|opposes|regrets)\b",
        r"what (?:about|of)|how about|(?:any )?(?:thoughts|opinions|news|views) (?:on|about)",
    ),
    _pattern(r"(?:i |we )?(?:think|believe)(?: that)?\b"),
    _pattern(r"should " + _PEOPLE + r"\b(?: not)?", r"should\b", _PEOPLE + r" (?:should|must|ought to)\b"),
    _pattern(
        r"how (?:good|bad|safe|useful|much|many) (?:is|are|did|does|do|was|were)?\b",
        r"how (?:does|do|is|are)\b|what(?:'s| is| are| does| do| did)?\b|who(?: is| are| was)?\b|when(?: did|"
        r" does| will| is)?\b",
        r"where(?: is| are)?\b|which\b|(?:is|are|was|were|am)\b",
    ),
    _pattern(r"(?:be )?(?:in favou?r of|against|for|pro|anti|about|on|regarding|opposed to)\b(?=[ :])"),
)
_FAVOURING = _pattern(
    r"(?:adopt|us|choos|pick|prefer|embrac|support|promot|allow|permit|legali[sz]|introduc|subsidi[sz]|encourag|"
    r"protect|invest in|buy|deploy|back|implement|rais|accept|provid|fund|switch|mov|trust|want|need|have)"
    r"(?:e|es|ing|ed|d)?(?: (?:in|to|on|up|with))?\s+"
)
_REFUSING = _pattern(
    r"(?:ban|abandon|abolish|prohibit|stop|end|forbid|outlaw|restrict|eliminat|cancel|reject|oppos|close(?= )|fight|"
    r"criminali[sz]|avoid|block|limit|scrap|repeal|disband|dissolv|drop|phase out|get rid of|ditch)"
    r"(?:ning|ping|e|es|ing|ed|d)?(?: against| for the abolition of| from)?\s+(?:the use of |the right to |the )?"
)
_SHOULD = r"(?:should|must|ought to|has to|have to|to)?\s*"
_REFUSED = _pattern(
    r"^(?P<what>.{2,120}?) " + _SHOULD + r"(?P<not>not )?be (?:banned|abolished|abandoned|prohibited|"
    r"forbidden|stopped|ended|"
    r"outlawed|restricted|a criminal offence|illegal)\b"
)
_ALLOWED = _pattern(
    r"^(?P<what>.{2,120}?) " + _SHOULD + r"(?P<not>not )?be (?:allowed|legal|legali[sz]ed|compulsory|"
    r"mandatory|subsidi[sz]ed|"
    r"adopted|encouraged|permitted|introduced|made \w+)\b"
)
# Where the topic ends and a filter, a predicate or small talk begins.
_ENDS = re.compile(
    r"\s+(?:since|until|before|after|during|this (?:week|month|year)|last (?:week|month|year)|in (?:19|"
    r"20)\d\d|from (?:19|20)\d\d|"
    r"according to|in the (?:news|corpus|press)|these days|right now|today|so far|please|thanks|actually|"
    r"anyway|really)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_PREDICATE = re.compile(
    r"\s+(?:(?:is |are )?(?:a |the )?(?:good|bad|better|best|most|worse|safe|risky|dangerous|useful|"
    r"worth(?: it)?|cheaper|ready|harmful|"
    r"necessary|justified|fair|wise|effective|enough)(?: idea| thing)?\b(?! \w+ models)|"
    r"(?:help|harm|hurt|affect|benefit|matter|work|threaten|replac|slow|protect|sav)(?:e|es|ing|s)?\b).*$",
    re.IGNORECASE | re.DOTALL,
)
_ARTICLES = _pattern(r"^(?:the|a|an|our|your|their|its|any|some|more|new|using|use of|adoption of|adopting)\s+")
_MARKUP = re.compile(r"<[^<>]{1,80}>|https?://\S+|[*`]")
_SECOND_SENTENCE = re.compile(r"[?!]\s|\.\s+(?=[A-Z])")
# Words that name no subject: what is left of a greeting, a call for help or a bare question.
EMPTY_WORDS = word_set(
    """the a an of for and or to in on with is are was it this that these those i you we they me us them hello hi hey
    thanks thank please help what why how who when where which yes no ok okay there any some new news latest today
    arguments argument points point pros cons sides side both case reasons debate question questions this
    more about topic do does did can could should would will be have has test good bad anyone anybody use using up
    happened happening going say says said tell show give brief evenhand bot against week month year now"""
)


def take_apart(question: str) -> Asked:
    """The noun phrase of a question as typed, with any comparison ("X vs Y") still in it; "" if it has none."""
    text = " ".join(_MARKUP.sub(" ", question[:MAX_QUESTION_CHARS].replace("’", "'").replace("n't", " not")).split())
    text = _SECOND_SENTENCE.split(trimmed(text), maxsplit=1)[0]
    for lead in _LEADS:
        if match := lead.match(text):
            text = text[match.end() :].lstrip(" ,:")
    text = _ENDS.sub("", text)
    # "We should not use X" is a statement; "isn't X good?" only sounds like one.
    negated = text.lower().startswith("not ") and not question.rstrip().endswith("?")
    text = text[len("not ") :] if text.lower().startswith("not ") else text
    refuses = False
    if match := _REFUSED.match(text) or _ALLOWED.match(text):
        refuses = (match.re is _REFUSED) != bool(match["not"])
        text = match["what"]
    elif match := _REFUSING.match(text):
        text, refuses = text[match.end() :], not negated
    elif match := _FAVOURING.match(text):
        text, refuses = text[match.end() :], negated
    predicate = _PREDICATE.search(text)
    if predicate and names_something(text[: predicate.start()]):
        text = text[: predicate.start()]
    return Asked(trimmed(text), refuses=refuses)


def trimmed(text: str) -> str:
    """Without punctuation around it and without articles before it."""
    text = text.strip(" \t?!.,:;\"“”'()-")
    while match := _ARTICLES.match(text):
        text = text[match.end() :]
    return text


def names_something(phrase: str) -> bool:
    """Whether any word of the phrase could name a subject."""
    return any(word[0].isalpha() and word not in EMPTY_WORDS for word in words_of(phrase))
