"""How people put a question around its topic, and how to take it off again."""

import re
from dataclasses import dataclass

from bot.brief.asking.words import word_set, words_of


@dataclass(frozen=True)
class Peeled:
    """A question without its wrapping: `text` is what it is about, `lead` the words taken off before it.

    `aside` is what a further sentence asks about ("And what about chips?"); "" without one.
    """

    text: str
    lead: str
    aside: str = ""


MAX_TOPIC_CHARS = 500
"""How much of a question is read for its topic."""


def _pattern(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


PEOPLE = (
    r"(?:we|you|i|one|they|anyone|anybody|someone|people|(?:a |the |our )?(?:companies|company|firms?|banks?|"
    r"governments?|state|team|business(?:es)?))"
)
_CAMPS = r"(?:(?:some |many |the )?(?:critics|opponents|supporters|proponents|experts|analysts|people))"
_ADVERBS = r"(?: (?:ever|really|still|just|also|even|now|all|consider|want to|bother to|like to|have to))*"
_CASE_NOUN = (
    r"(?:case|arguments?|pros?(?: and |[ /&]+)cons?|points?|reasons?|evidence|benefits?(?: and (?:risks?|"
    r"drawbacks?|costs?))?|"
    r"risks?(?: and (?:benefits|rewards|opportunities))?|(?:dis)?advantages?(?: and disadvantages?)?|drawbacks?|"
    r"downsides?(?: and upsides?)?|upsides?(?: and (?:downsides?|risks?))?|merits?|"
    r"dangers?|(?:both )?sides|strengths(?: and weaknesses)?|weaknesses|debate|views?|opinions?|news|"
    r"latest(?: news)?|findings?|"
    r"developments?|opponents?|critics?|supporters?|proponents?|advocates?|objections?|criticisms?|concerns?|worries|"
    r"fears?|hopes?|problems?|issues?|perils?|harms?|trouble)"
)
_CASE_LINK = (
    r"(?:(?: made| given| put| raised)? (?:both )?(?:for and against|for or against|pro and con|for|against|"
    r"in favou?r of|of|to|on|in|"
    r"about|over|around|with|from|behind|regarding|not to)\b|[:,]|$)"
)
_JUDGED = (
    r"(?:good|bad|wise|right|wrong|worth(?:while| it)?|safe|time|better|smart|sensible|ethical|legal|fair|unfair|"
    r"mistake|stupid|foolish|crazy|dangerous|risky|reasonable|realistic|acceptable|necessary|ok|okay|immoral|unethical)"
)

# From the outside in; each is taken off once, in this order.
_LEADS = (
    _pattern(
        r"(?:(?:hi|hello|hey|hiya|thanks|thank you|please|ok|okay|so|and|but|well|good morning|team|all)\b[ ,!.]*)+"
    ),
    _pattern(
        r"(?:can|could|would|will) (?:you|anyone|somebody|someone) (?:please )?(?=tell|show|give|remind|brief|sum|"
        r"explain|list|compare|make|put|argue|convince)",
    ),
    _pattern(
        r"(?:please )?(?:tell|show|give|remind|brief) (?:me|us)(?: on| about)?\b",
        r"i(?:'d| would)? (?:just )?(?:like|love|want) to (?:know|see|hear|read)(?: about)?\b",
        r"do you know|(?:we are|we're) (?:wondering|asking)|i(?:'m| am) (?:wondering|asking)",
        r"(?:we're|we are|i'm|i am) (?:considering|thinking (?:about|of)|planning(?: on)?|looking (?:at|into))\b",
        r"summari[sz]e|sum up|explain|list|compare|debate|discuss|convince (?:me|us)(?: that| of| about)?"
        r"|(?:argue|make a point) (?:for|against)|steelman|hot take:?|devil's advocate(?: on)?:?",
    ),
    _pattern(
        r"what (?:do|would) you (?:think|say|make|recommend|advise)(?: about| of| on)?\b",
        r"what(?:'?s| is| are) your (?:own )?(?:opinions?|views?|takes?|thoughts?|position|stance|advice)"
        r"(?: on| about| of)?\b",
        r"do you (?:like|love|support|favou?r|recommend|prefer|oppose|(?:think|believe)(?: that)?)\b",
        r"are you (?:for(?: or against)?|against|in favou?r of|a fan of|pro|anti)\b",
        r"what (?:has |is |was )?happen(?:ed|ing|s)?(?: to| with| in| at)\b",
        r"what do (?:people|experts|critics|analysts|opponents|supporters|the sources|our sources) (?:say|think|write)"
        r"(?: about| of| against)?\b",
        r"what (?:are|is) (?:people|everyone|everybody|critics|experts) (?:saying|thinking)(?: about| of)?\b",
        r"where do (?:people|experts|we|critics) stand on\b",
    ),
    _pattern(r"what (?:speaks|counts|argues) (?:for|against|in favou?r of)(?: and (?:what (?:speaks )?)?against)?\b"),
    _pattern(
        r"(?:what|which|any) (?:good |new )?(?:arguments?|reasons?|objections?) (?:are|is) there (?:for|against|to)\b"
        r"(?: and against)?",
        r"what(?:'?s| is| are| were| was| would be| could be)?(?: there)?(?: all)?"
        r"(?= (?:the|your|some|our|new|good|bad|so|wrong|great|being|said|case|pros|arguments?|points?|reasons?|"
        r"benefits?|risks?|latest)\b)",
        r"(?:is|are) there (?:any(?:thing)? )?(?=(?:(?:a|good|strong|serious|real|new) )*"
        r"(?:arguments?|reasons?|points?|"
        r"benefits?|risks?|case|evidence|downsides?|upsides?|objections?|problems?)\b)",
        r"(?:make|state|argue|put)(?= (?:the|a) case)",
    ),
    _pattern(
        r"(?:(?:what(?:'?s| is) )?(?:so )?(?:good|great|bad|wrong|right|dangerous)(?: and (?:what(?:'?s| is) )?"
        r"(?:good|bad|wrong|right))?|(?:the )?(?:point|use|harm|sense)) (?:about|with|of|in)\b"
    ),
    _pattern(
        r"(?:the |a |an |any |some |main |best |strongest |key |biggest |common |good |real |serious |strong |"
        r"all |your |both |new )*" + _CASE_NOUN + _CASE_LINK
    ),
    _pattern(r"(?:for and against|for or against|pros and cons|pro and con|both sides)(?: of| on| about)?\b[:,]?"),
    _pattern(r"(?:the )?(?:licensing |public )?question (?:of|whether)\b|whether\b"),
    _pattern(
        rf"why (?:do|does|did|would|are|is) (?:{PEOPLE}|{_CAMPS}) "
        r"(?:oppose|object to|fight|reject|fear|distrust|critici[sz]e|resist|"
        r"dislike|hate|against|afraid of|worried about|support|like|love|favou?r|defend|back|welcome)\b",
        rf"why (?:would|should|do|does|did|might|are|is|not)\b(?: not)?(?: {PEOPLE})?(?: not)?{_ADVERBS}"
        r"(?: (?:against|for))?\b",
        rf"(?:do|does|did|would|will|could|can) {PEOPLE}\b",
        r"is it true that\b",
        r"does it make sense (?:for us )?to\b",
        rf"(?:how \w+ )?(?:is|are|was|were|would) it(?: be)? (?:an? )?{_JUDGED}(?: (?:idea|thing|move|time))?"
        rf"(?: for {PEOPLE})?(?: to)?\b",
        rf"how \w+ (?:is|would) it(?: be)?(?: for {PEOPLE})? to\b",
        r"(?:does|do|did|will|would|can|could|has|have) (?=\w+ )",
        r"worth(?= \w+ing\b)",
        r"should not (?:we|you)\b",
        r"this house (?:believes(?: that)?|would|supports|opposes|regrets)\b",
        r"what (?:about|of)|how about|(?:any )?(?:thoughts|opinions|news|views) (?:on|about)",
    ),
    _pattern(r"(?:i |we )?(?:think|believe)(?: that)?\b"),
    _pattern(
        r"should there be\b|there should be\b",
        rf"(?:if |whether )?should {PEOPLE}\b(?! be\b)(?: not)?{_ADVERBS}",
        r"should\b",
        rf"(?:if |whether )?{PEOPLE} (?:should|must|ought to)\b(?! be\b){_ADVERBS}",
    ),
    _pattern(
        r"how (?:good|bad|safe|risky|dangerous|useful|much|many) (?:is|are|did|does|do|was|were)?\b",
        r"how (?:does|do|is|are)\b|what(?:'?s| is| are| does| do| did)?\b|who(?: is| are| was)?\b|when(?: did|"
        r" does| will| is)?\b",
        r"where(?: is| are)?\b|which\b|(?:is|are|was|were|am)\b",
    ),
    _pattern(r"(?:be )?(?:in favou?r of|against|for|pro|anti|about|on|regarding|opposed to)\b(?=[ :])"),
)
_TAIL_WORDS = (
    r"(?:what (?:are|is) (?:the )?)?(?:the )?(?:arguments?|pros?(?: and |[ /&]+)cons?|"
    r"(?:for|pro) (?:and|or) (?:against|contra)|"
    r"for it and against it|upsides? and (?:downsides?|risks?)|good (?:or|and) bad(?: for .{1,40})?|yes or no|"
    r"yay or nay|both sides(?: of it)?|which is better|what(?:'s| is) better|what do you think|"
    r"any (?:views|thoughts|opinions))"
)
_TAILS = (
    # Such words end a question even without a comma before them.
    re.compile(rf"[\s,:;.?!–—-]+(?:{_TAIL_WORDS}|or not|debate|please|pls|anyone)[\s?!.,]*$", re.IGNORECASE),
    re.compile(
        r"\s*[,:;.?!–—-]\s+(?:what speaks .{1,80}|who (?:is|are|argues|says)\b.{1,80}|"
        r"thoughts|opinions?|views?(?: from both camps)?|debate|discuss|right|risks|benefits|"
        r"worth it|(?:a )?good idea)[\s?!.]*$",
        re.IGNORECASE,
    ),
)
# Where the topic ends and a filter, a predicate or small talk begins.
_ENDS = re.compile(
    r"\s+(?:since|until|after|during|this (?:week|month|year)|last (?:week|month|year)|in (?:19|"
    r"20)\d\d|from (?:19|20)\d\d|"
    r"according to|in the (?:news|corpus|press)|these days|right now|today|so far|please|thanks|actually|"
    r"anyway|really)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_PREDICATE = re.compile(
    r"(?:\s+(?:is |are )?too (?!(?:the|a|an)\b)\w+\s*(?:for .{1,40})?$|"
    r"\s+(?:is |are )?(?:not )?(?:too |so |very )?(?:such )?(?:a |the )?"
    r"(?:good|bad|better|best|most|worse|worst|safe|risky|dangerous|useful|mistake|"
    r"worth(?: it)?|cheaper|ready|harmful|sensible|overrated|overhyped|threat|bubble|"
    r"necessary|justified|fair|wise|effective|enough)(?: idea| thing)?\b(?! \w+ models)|"
    r"\s+(?:not )?an? (?:\w+ ){0,2}(?:risk|threat|problem|solution|mistake|bubble|fad|danger|blessing|curse|disaster|"
    r"waste)\b|"
    r"(?<!\bat)(?<!\bof)(?<!\bthe)(?<!\bto)(?<!\bthat)(?<!\bwho)(?<!\bwhich)\s+"
    r"(?:help|harm|hurt|affect|benefit|matter|threaten|replac|slow|protect|sav|kill|ruin|destroy|pay off)"
    r"(?:e|es|ing|s)?\b).*$",
    re.IGNORECASE | re.DOTALL,
)
_ARTICLES = _pattern(r"^(?:the|a|an|our|your|their|its|any|some|more|new|using|use of|adoption of|adopting)\s+")
_MARKUP = re.compile(r"<[^<>]{1,80}>|https?://\S+|[*`]|(?<!\w):[a-z+-][a-z0-9_+'-]*:(?!\w)")
_UNITED_STATES = re.compile(r"\bUS\b")
_SENTENCE_END = re.compile(r"[?!]\s|\.\s+(?=[A-Z])")
_ASIDE = re.compile(r"(?:and )?(?:also )?(?:(?:what|how) about|the same for)\s+(.+)", re.IGNORECASE | re.DOTALL)
# Words that name no subject: what is left of a greeting, a call for help or a bare question.
EMPTY_WORDS = word_set(
    """the a an of for and or to in on with is are was it this that these those i you we they me us them hello hi hey
    thanks thank please help what why how who when where which yes no ok okay there any some new news latest today
    arguments argument points point pros cons sides side both case reasons debate question questions this
    more about topic do does did can could should would will be have has test good bad anyone anybody use using up
    happened happening going say says said tell show give brief evenhand bot against week month year now"""
)


def peel(question: str) -> Peeled:
    """What is asked about, without greetings, "what are the arguments for", "pls" and filters of date."""
    text = plain(question)
    first, *further = [trimmed(sentence) for sentence in _SENTENCE_END.split(trimmed(text))]
    asides = (match[1] for sentence in further if (match := _ASIDE.match(sentence)))
    rest = without_tails(first)
    whole = rest
    for pattern in _LEADS:
        if match := pattern.match(rest):
            rest = rest[match.end() :].lstrip(" ,:")
    lead = whole[: len(whole) - len(rest)].rstrip(" ,:").lower()
    return Peeled(_ENDS.sub("", rest), lead, trimmed(next(asides, "")))


def plain(question: str) -> str:
    """The question on one line without Slack's markup, at most MAX_TOPIC_CHARS of it."""
    return " ".join(_MARKUP.sub(" ", question[:MAX_TOPIC_CHARS].replace("’", "'").replace("n't", " not")).split())


def without_tails(text: str) -> str:
    """Without "pros and cons please" behind the topic."""
    for _ in range(3):
        for tail in _TAILS:
            match = tail.search(text)
            if match and names_something(text[: match.start()]):
                text = trimmed(text[: match.start()])
    return text


def without_predicate(text: str) -> str:
    """Without "is a good idea" or "harms small firms" behind the noun phrase, where anything is left then."""
    predicate = _PREDICATE.search(text)
    return text[: predicate.start()] if predicate and names_something(text[: predicate.start()]) else text


def trimmed(text: str) -> str:
    """Without punctuation around it and without articles before it."""
    text = text.strip(" \t?!.,:;\"“”'()-")
    while match := _ARTICLES.match(text):
        text = text[match.end() :]
    return text


def names_something(phrase: str) -> bool:
    """Whether any word of the phrase could name a subject."""
    named = any(word[0].isalpha() and word not in EMPTY_WORDS for word in words_of(phrase))
    return named or _UNITED_STATES.search(phrase) is not None
