"""Whether a sentence gives a reason, or only says that there are some."""

import re
from collections.abc import Collection

from bot.brief.asking.words import word_set
from bot.brief.findings.meanings import stem
from bot.brief.topic import Topic

_REASONS = (
    r"(?:risks?|benefits?|advantages?|disadvantages?|drawbacks?|downsides?|upsides?|dangers?|concerns?|challenges?|"
    r"problems?|opportunit(?:y|ies)|pros and cons|questions?|arguments?|trade-?offs?|limitations?|merits?|costs?|"
    r"issues?|implications?|pitfalls?|positives?|negatives?|strengths?|weaknesses?)"
)
_HOW_MANY = (
    r"(?:(?:also|still|of course|clearly|certainly|undoubtedly|both|some|many|several|various|numerous|a number of|"
    r"a lot of|plenty of|a few|no shortage of|real|serious|significant|major|great|big|clear|obvious|potential|"
    r"possible|inherent|important|considerable|substantial|new|further|other|certain|a|an|the|its|their|own|and|or|"
    r"two|three)\s+)*"
)
_THERE_ARE = re.compile(
    r"\W*(?:(?:however|but|yet|still|of course|also|and|clearly),?\s+)*"
    r"(?:there\s+(?:is|are|remain|may be|might be|can be|will be|could be)|"
    r"[^,;:]{2,80}?\s+"
    r"(?:has|have|carr(?:y|ies)|poses?|presents?|brings?|comes? with|offers?|raises?|creates?|involves?))\s+"
    rf"{_HOW_MANY}{_REASONS}(?:\s+(?:and|or)\s+{_HOW_MANY}{_REASONS})?"
    r"(?P<sure>\s+(?:associated|related|connected|linked|involved|tied|inherent)\b[^,;:]*)?"
    r"(?:\s+(?:of|to|in|with|for|about|around|surrounding|regarding|as well)\b(?P<of>[^,;:]*))?\W*",
    re.IGNORECASE,
)
_LITTLE = word_set(
    """a an the of to in with for about around as well its their this that these those use using adoption approach
    approaches strategy model models system systems technology technologies tool tools ai software and or it them such
    all both sides overall itself general every each any"""
)


def topic_words(topic: Topic | None) -> frozenset[str]:
    """The stems of what a topic is called."""
    called = " ".join((topic.wording, *topic.terms)) if topic else ""
    return frozenset(stem(word) for word in re.findall(r"\w+", called.lower()))


def gives_a_reason(text: str, topic_words: Collection[str] = ()) -> bool:
    """False for "there are risks associated with ships": it names no risk.

    `topic_words` are the stems of the topic: "ships have advantages" says nothing of ships, "ships bring risks to
    whales" does.
    """
    found = _THERE_ARE.fullmatch(text.strip())
    if found is None:
        return True
    if found["sure"]:
        return False
    said = re.findall(r"[\w-]+", f"{found['of'] or ''}".lower())
    return not all(word in _LITTLE or stem(word) in topic_words for one in said for word in one.split("-"))
