"""What people write to a bot that is no question about the news: calls for help, instructions, half a question."""

import re
from typing import Literal

from bot.brief.asking.phrases import EMPTY_WORDS
from bot.brief.asking.words import word_set, words_of

Request = Literal["help", "instruction", "everything", "summary", "unfinished"]

EXAMPLE = "What are the arguments for and against open models?"
REPLIES: dict[Request, str] = {
    "help": (
        "Ask about a topic or a fact and the answer is quotations from the stored articles, both sides where there are "
        f"two. For example: {EXAMPLE} Or: How many models were released in October? Behind a question may stand: since "
        "October, or: according to a publisher."
    ),
    "instruction": (
        "That is an instruction, not a question. Evenhand follows none: it looks for what the stored articles say and "
        f"quotes it. For example: {EXAMPLE}"
    ),
    "everything": (
        "A brief answers one question. For a summary of everything new in a week there is the digest: evenhand digest "
        f"preview. Or name a topic, for example: {EXAMPLE}"
    ),
    "summary": (
        "Evenhand quotes and summarises no article. Ask about its subject instead, for arguments or for a fact, and "
        f"the answer is quotations with their sources. For example: {EXAMPLE}"
    ),
    "unfinished": (
        "Of what? Say whom or what the question is about, for example: How many models were released in October?"
    ),
}

_POLITE = r"\W*(?:(?:please|pls|hey|hi|hello|now|ok|okay|and|then|so|just|can you|could you|will you|would you)\b\W*)*"
_HELP = re.compile(
    rf"{_POLITE}(?:help(?: me)?|usage|commands?|options|man(?:ual)?|instructions|how (?:do|can|should) (?:i|we|you) "
    r"(?:use|ask|work|talk to)(?: (?:this|you|it|the bot|evenhand))?(?: (?:something|a question|work))?|"
    r"how does (?:this|it|the bot|evenhand) work|"
    r"what (?:can|do|could) (?:you|i|we|this bot|evenhand) (?:do|ask(?: you)?|answer|know|offer)"
    r"(?: for (?:me|us))?(?: here)?|"
    r"(?:who|what) are you|what (?:is|are) (?:this|evenhand)(?: bot| for)?|"
    r"what (?:questions )?(?:can|may) (?:i|we) ask(?: you)?)\W*",
    re.IGNORECASE,
)
_INSTRUCTION = re.compile(
    rf"{_POLITE}(?:(?:ignore|disregard|forget|override|bypass)\b.{{0,40}}\b(?:instructions?|prompts?|rules|everything|"
    r"guidelines|commands?|above|before)\b|"
    r"(?:print|show|reveal|repeat|output|display|leak|tell me|give me|what is|what's|what are)\b.{0,20}\byour (?:\w+ )?"
    r"(?:prompts?|instructions?|rules|guidelines|system message|source code|api keys?|tokens?|password)\b|"
    r"(?:you are|you're) (?:now|no longer)\b|from now on,? (?:you|answer|act|reply|speak)\b|"
    r"(?:act|behave|answer|reply|respond|talk|speak) (?:as|like) (?:if|though|an?|my|the)\b|"
    r"pretend (?:to|that|you)\b|role-?play\b|"
    r"(?:write|compose|draft|generate|create|make|sing|tell|draw) (?:me |us )?(?:an?|some|the) (?:\w+ ){0,2}"
    r"(?:poems?|haikus?|jokes?|songs?|stor(?:y|ies)|essays?|e-?mails?|letters?|code|scripts?|functions?|tweets?|"
    r"posts?|limericks?|pictures?|images?|speech(?:es)?)\b|"
    r"(?:post|send|say|write|announce|broadcast|shout|message|dm|ping|notify|tell|remind|invite|alert)\s+<[!@#][^<>]+>|"
    r"(?:post|send|announce|broadcast|message|dm|ping|notify|alert)\b.{1,200}\b(?:to|in|into|on)\s+"
    r"(?:<[!@#][^<>]+>|#[\w-]+|@\w+|everyone|everybody|all channels?|(?:the|this|our) channel)\W*$|"
    r"translate\b.{1,200}\b(?:into|to) \w+\W*$)",
    re.IGNORECASE | re.DOTALL,
)
_ALL = (
    r"(?:everything|it all|all|all of (?:it|them|this)|(?:all |everything in )?(?:the |our |your |these |those )?"
    r"(?:stored )?(?:articles?|news|sources|corpus|texts|documents|archive|stories))"
)
_EVERYTHING = re.compile(
    rf"{_POLITE}(?:(?:summari[sz]e|sum up|recap|digest)(?: (?:me|us|for me|for us))?(?: (?:it|this|that|{_ALL}))?|"
    rf"(?:(?:give|show|write|send) (?:me|us) )?(?:an? |the )?(?:\w+ )?(?:summary|overview|recap|digest|tl;?dr)"
    rf"(?: (?:of|on|about) {_ALL})?|"
    rf"(?:tell|show|give) (?:me|us) (?:about )?{_ALL}|(?:list|show) {_ALL}|"
    r"what(?: is|'s| do you have)? in (?:the |your )?(?:corpus|archive|store))(?:,? please)?\W*",
    re.IGNORECASE,
)
_SUMMARY = re.compile(
    rf"{_POLITE}(?:(?:summari[sz]e|sum up|recap|condense|shorten)(?: for (?:me|us))?|"
    r"(?:(?:give|show|write|send) (?:me|us) )?(?:an? |the )?(?:\w+ )?(?:summary|recap|tl;?dr) (?:of|for)) "
    r"(?:the |this |that |an? |your |its |\w+['’]s )?(?:\w+ )?"
    r"(?:articles?|stor(?:y|ies)|reports?|pieces?|posts?|interviews?)"
    r"\b(?!\s+(?:of|in favou?r|against)\b).*",
    re.IGNORECASE | re.DOTALL,
)
_BARE = EMPTY_WORDS - word_set("news new latest happened happening going help hello hi hey thanks thank")
_MEASURES = word_set("many much often long far large big old fast soon high exactly come so really")
_ASKING = word_set("who whom whose what when where why how which")


def request_in(text: str) -> Request | None:
    """The kind of request that a text is; None for a question, and for a greeting."""
    if _INSTRUCTION.match(text):
        return "instruction"
    if _HELP.fullmatch(text):
        return "help"
    if _EVERYTHING.fullmatch(text):
        return "everything"
    if _SUMMARY.fullmatch(text):
        return "summary"
    words = [word for word in words_of(text) if word[0].isalnum()]
    measured = len(words) > 1 and words[0] == "how" and all(word in _MEASURES | _BARE for word in words)
    return "unfinished" if measured and _MEASURES.intersection(words) else None
