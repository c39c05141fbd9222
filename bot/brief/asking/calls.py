"""What a question calls for: adopting a thing, doing something about it, or doing away with it."""

import re
from dataclasses import dataclass

from bot.brief.asking.comparing import weighs
from bot.brief.asking.phrases import (
    PEOPLE,
    names_something,
    peel,
    plain,
    trimmed,
    without_predicate,
)
from bot.brief.asking.verbs import gerund, gerund_of_participle, is_gerund, is_verb, verb_at
from bot.brief.asking.words import word_set


@dataclass(frozen=True)
class Asked:
    """What is left of a question.

    `phrase` says it as a title would ("banning phones in class"), any comparison ("X vs Y") still in it; "" if the
    question names nothing. `about` is the thing itself ("phones in class"); `refuses`: the phrase does away with it.
    `aside` is what a further sentence asks about, "" without one.
    """

    phrase: str
    about: str
    refuses: bool = False
    aside: str = ""
    worded: bool = True
    """Whether the phrase is fit for a title: False where no verb of the question was found."""


_ADOPTING = re.compile(
    r"(?:adopt|us(?=e|ing)|choos|pick|prefer|embrac|support|promot|back|want|need|welcom|favou?r|implement)"
    r"(?:e|es|s|ing)?(?: (?:up|with|in))?\s+(?=\S)(?!to\b)",
    re.IGNORECASE,
)
# Followed by the thing that shall go.
_REFUSING_VERBS = (
    r"(?:ban|abandon|abolish|prohibit|stop|end|forbid|outlaw|restrict|eliminat|cancel|reject|oppos|fight|criminali[sz]|"
    r"avoid|block|limit|scrap(?!ing\b)|repeal|disband|dissolv|drop|ditch|lift|loosen|relax|eas|weaken|soften|delay|postpon|"
    r"remov|revers|undo|reduc|cut|curb|discourag|boycott|leav|quit|halt|paus|suspend|freez|shut|clos|dismantl|"
    r"withdraw|cap|resist|revok|rescind|shun|phase out|phasing out|get rid of|getting rid of|"
    r"roll back|rolling back|give up|giving up|move away|moving away|stay away|staying away|"
    r"steer clear|steering clear|do without|doing without|"
    r"worry about|worrying about|fear|distrust|mistrust|beware of|being wary of|be wary of|"
    r"be (?:afraid|scared|worried|concerned|frightened) (?:of|about)|shut down|shutting down|"
    r"say no|saying no|go without|going without|stop using|stopping the use of)"
)
_REFUSING = re.compile(
    rf"(?P<verb>{_REFUSING_VERBS}(?:(?:n|p|t)?(?:ing)|e)?)(?P<link> (?:from|of|down|on|to))?\s+"
    r"(?P<about>(?:the (?:use|abolition) of |the right to |the |all |our |any )?\S.*)",
    re.IGNORECASE | re.DOTALL,
)
# Base forms that stand before a noun only as verbs: "ban TikTok", but "end users", "stop words".
_DETERMINED = re.compile(r"(?:the|our|all|this|that|these) ", re.IGNORECASE)
_PLAINLY_REFUSING = word_set("ban abolish prohibit forbid outlaw restrict eliminate scrap repeal abandon avoid ditch")
_TURNING = re.compile(
    r"(?:(?:ban|bans|moratorium|prohibition|restrictions?|curbs?|limits?|caps?|crackdown|freeze|halt|boycott) "
    r"(?:on|of)|"
    r"(?:an )?end (?:to|of)|(?:repeal|removal|abolition|lifting|absence|lack|suspension|loosening|relaxation) of|"
    r"less|fewer|no|no more|without|weaker|looser|lighter|laxer|softer) +(?P<about>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_TURNED_BEHIND = re.compile(
    r"(?P<about>\S.*?) (?:bans?|moratoriums?|prohibition|boycotts?|restrictions|curbs|phase-out|shutdown)"
    r"(?P<rest> (?:in|at|for) .*)?$",
    re.IGNORECASE | re.DOTALL,
)
_BE = re.compile(
    r"(?P<who>.{2,120}?) (?P<not>not )?be (?P<what>a criminal offence|made \w+|\S+)(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_SHOULD = re.compile(
    r"(?P<who>.{2,120}?) (?:should|must|ought to|has to|have to|needs? to(?= be)|to(?= be)|"
    r"(?:will|would|can|could|may|might)(?= be)) (?P<what>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_ALLOWED = word_set("allowed permitted legal legalised legalized")
_TAKEN_UP = word_set("adopted encouraged introduced supported")
_AFRAID = re.compile(
    r"(?P<who>.{2,60}?) (?P<not>not )?be (?P<feeling>(?:afraid|scared|worried|concerned|frightened|wary|suspicious) "
    r"(?:of|about)) (?P<about>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_ANYBODY = re.compile(PEOPLE, re.IGNORECASE)
_MAX_QUALIFIED_WORDS = 3
_STATES = word_set("liable exempt able alone afraid aware responsible allowed sure next first out there")
_BANNED_AS = {"a criminal offence": "banning", "illegal": "banning"}
_VERB_FOLLOWS = re.compile(
    rf"\b(?:to|not|ever|still|just|also|even|consider|{PEOPLE}(?: (?:should|must|ought to))?)$", re.IGNORECASE
)
# "Objections to …" may go on with a noun, "is it fair to …" and "should we …" may not.
_VERB_SURE = re.compile(
    rf"(?:\bit\b.* to|\bsense\b.* to|\b(?:should|why would) {PEOPLE}|\b{PEOPLE} should)$", re.IGNORECASE
)
_WORKS = re.compile(r"(?<=\w\w)\s+work$", re.IGNORECASE)
_WOULD = re.compile(r"\b(?:does|do|did|will|would|can|could)$")
_ADVERBS = re.compile(r"(?:(?:really|still|just|also|even|now|all|consider|ever|try to|start|begin) )+", re.IGNORECASE)


_NOT_DOING = re.compile(r"not (?P<deed>\w+ing) ", re.IGNORECASE)
# What undoes another deed or thing, and what that is.
_UNDOING = {
    "deregulate": "regulating", "defund": "funding", "decriminalise": "a ban on", "decriminalize": "a ban on",
    "unban": "a ban on", "denationalise": "nationalising", "denationalize": "nationalizing",
    "decentralise": "centralising", "decentralize": "centralizing",
}  # fmt: skip
_UNDOING_GERUNDS = {gerund(verb): verb for verb in _UNDOING}
_GOING_ON = re.compile(r"(?:keep|continue)(?: on| to)?(?= [\w-]+ing\b)|continue to(?= \w)", re.IGNORECASE)


def take_apart(question: str) -> Asked:
    """The topic of a question as typed, and whether it asks for doing away with something."""
    peeled = peel(question)
    text, lead = peeled.text, peeled.lead
    if _WOULD.search(lead):
        text = _WORKS.sub("", text)
    stated = _SHOULD.match(text)
    if stated and names_something(stated["who"]):
        text, lead = f"{stated['who']} {stated['what']}", "should"
    # "Not using X" is a deed like any other, whatever stands around it.
    if (undone := _NOT_DOING.match(text)) and is_gerund(undone["deed"].lower()) and not lead.startswith("should"):
        done = without_predicate(text)[len("not ") :]
        undone_thing = _deed(done, negated=False)
        return Asked(trimmed(f"not {done}"), trimmed(undone_thing.about), not undone_thing.refuses, peeled.aside)
    # "We should not use X" is a statement; "isn't X good?" only sounds like one.
    negated = text.lower().startswith("not ") or (lead.startswith("should") and lead.endswith(" not"))
    negated = negated and not plain(question).endswith("?")
    text = text[len("not ") :] if text.lower().startswith("not ") else text
    if _VERB_FOLLOWS.search(lead) or (negated and lead == "do"):
        deed = _ADVERBS.sub("", text, count=1) if _ADVERBS.match(text) else text
        asked = _deed(deed, negated=negated, sure=bool(_VERB_SURE.search(lead)))
    elif lead.endswith("should") or (_WOULD.search(lead) and without_predicate(text) == text):
        asked = _clause(text)
    else:
        asked = _thing(text if weighs(text) else without_predicate(text), negated=negated)
    return Asked(
        trimmed(asked.phrase), trimmed(asked.about), asked.refuses, peeled.aside, asked.worded or lead != "should"
    )


def turning(phrase: str) -> str:
    """What a noun phrase does away with: "X" of "a ban on X", "X ban", "less X"; "" if it does away with nothing."""
    match = _TURNING.match(phrase) or _TURNED_BEHIND.match(phrase)
    return trimmed(match["about"] + (match.groupdict().get("rest") or "")) if match else ""


def _thing(text: str, *, negated: bool) -> Asked:
    """A noun phrase or a gerund, or a deed in the imperative ("ban TikTok")."""
    first = text.split(" ", maxsplit=1)[0].lower()
    refused = _REFUSING.match(text)
    refuses = refused and (first in _PLAINLY_REFUSING or _DETERMINED.match(refused["about"]))
    if is_gerund(first) or (refuses and not turning(text)) or _ADOPTING.match(text):
        return _deed(text, negated=negated)
    if (match := _BE.match(text)) and gerund_of_participle(match["what"].lower()):
        return _clause(text)
    return Asked(text, text, refuses=negated)


def _deed(text: str, *, negated: bool, sure: bool = False) -> Asked:
    """What shall be done: adopting a thing is about the thing, doing away with it is its opposite.

    `sure`: the first word is a verb even if it is none of those known.
    """
    text = _GOING_ON.sub("", text, count=1).strip() if _GOING_ON.match(text) else text
    first, _, rest = text.partition(" ")
    if (undoing := _UNDOING_GERUNDS.get(first.lower(), first.lower())) in _UNDOING and rest:
        return Asked(f"{gerund(undoing)} {rest}", f"{_UNDOING[undoing]} {rest}", refuses=not negated)
    if match := _REFUSING.match(text):
        return _refusal(text, match["about"], negated=negated)
    if (match := _ADOPTING.match(text)) and names_something(text[match.end() :]):
        about = text[match.end() :]
        about = without_predicate(about)
        return Asked(f"banning {trimmed(about)}", about, refuses=True) if negated else Asked(about, about)
    if not rest or is_gerund(first.lower()) or not (sure or is_verb(first.lower())):
        known = rest if is_gerund(first.lower()) and rest else text
        return Asked(f"not {text}", text, refuses=True) if negated else Asked(text, known)
    acting = f"{gerund(first.lower())} {rest}"
    return Asked(f"not {acting}", acting, refuses=True) if negated else Asked(acting, rest)


def _refusal(text: str, about: str, *, negated: bool) -> Asked:
    """Of "stop using X" or "ban X": doing away with X, unless that itself is refused."""
    first, _, rest = text.partition(" ")
    stops = first.lower() in {"stop", "stopping", "quit", "quitting"}
    if stops and about.lower().startswith("using "):
        used = about[len("using ") :]
        return Asked(f"giving up {used}", used, refuses=not negated)
    if stops and is_gerund(about.split(" ", maxsplit=1)[0].lower()):
        return Asked(f"not {about}", about, refuses=not negated)
    acting = text if first.lower().endswith("ing") else f"{gerund(first.lower())} {rest}"
    return Asked(about, about) if negated else Asked(acting, about, refuses=True)


def _clause(text: str) -> Asked:
    """Of "X be built in Y": "building X in Y"; of "X publish Y": "X publishing Y"."""
    if match := _AFRAID.match(text):
        who = "" if _ANYBODY.fullmatch(match["who"]) else f"{match['who']} "
        return Asked(f"{who}being {match['feeling']} {match['about']}", match["about"], refuses=not match["not"])
    if match := _BE.match(text):
        return _done_to(trimmed(match["who"]), match["what"].lower(), match["rest"], negated=bool(match["not"]))
    words = _GOING_ON.sub("", text, count=1).split()
    at = next((at for at, word in enumerate(words[1:], start=1) if is_gerund(word.lower())), None)
    if at is not None and len(words) < len(text.split()):  # "keep open-sourcing"
        return Asked(" ".join(words), _deed(" ".join(words[at:]), negated=False).about)
    at = verb_at([word.lower() for word in words])
    if at is None:
        return Asked(text, text, worded=False)
    negated = words[at - 1].lower() == "not"
    deed = _deed(" ".join(words[at:]), negated=False)
    acting = " ".join([*words[:at], gerund(words[at].lower()), *words[at + 1 :]])
    return Asked(acting, deed.about, refuses=deed.refuses != negated)


def _done_to(who: str, what: str, rest: str, *, negated: bool) -> Asked:
    """Of "X be taught in Y": "teaching X in Y"; of "X be liable for Y": "X being liable for Y"."""
    doing = _BANNED_AS.get(what) or gerund_of_participle(what)
    short = len(who.split()) <= _MAX_QUALIFIED_WORDS and not rest.strip() and what.isalpha()
    if not doing and short and what not in _STATES and not negated:
        return Asked(f"{what} {who}", f"{what} {who}")  # "mandatory register"
    acting = f"{doing} {who}{rest}" if doing else f"{who} being {what}{rest}"
    if doing and what != "left" and _REFUSING.match(acting):
        return Asked(f"{who}{rest}", who) if negated else Asked(acting, who, refuses=True)
    if what in _ALLOWED | _TAKEN_UP and not rest.strip():
        return Asked(f"banning {who}", who, refuses=True) if negated else Asked(who, who)
    return Asked(f"not {acting}", acting, refuses=True) if negated else Asked(acting, who)
