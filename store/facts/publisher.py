"""The publisher, as the edges of a page name it."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from store.facts.agencies import agency_named
from store.phrases import word_set

_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|ⓒ|\bcopyright\b)\s*(?:copyright|©|\(c\))?\s*(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?)?,?\s*(?:by\s+)?(?P<name>[A-ZÀ-Ý][^.,;|()©]{1,60}?)"
    r"\s*(?:,|\.|;|\||\(|©|$|\ball rights\b|\balle rechte\b)",
    re.IGNORECASE,
)
_COMPANY_WORDS = word_set("company_words")
_HOST = re.compile(r"\b[A-Za-z][\w-]{1,40}\.(?:com|org|net|info|news|co|io|ai|eu|[a-z]{2})(?:\.[a-z]{2})?\b")
_CONFIRMED_MIN = 2
_INITIALS_MAX = 4


def publisher_from_copyright(lines: Sequence[str]) -> str | None:
    """The outlet that holds the copyright, or None: a holder counts only where the page also names it as the outlet.

    "© 2025 Harbour Ledger Media Limited" names the Harbour Ledger if lines such as "Work at Harbour Ledger" do.
    """
    for line in lines:
        match = _COPYRIGHT.search(line)
        if match is None or not match["name"][0].isupper():
            continue
        name = _without_company_words(match["name"])
        if not name or agency_named(name) or agency_named(match["name"].strip()):
            continue
        others = [other for other in lines if other != line and not _COPYRIGHT.search(other)]
        if _confirmations(name, others) >= _CONFIRMED_MIN:
            return usual_spelling(name, others)
    return None


def is_confirmed(name: str, lines: Sequence[str]) -> bool:
    """Whether the page names it again: in its copyright line, or as the one to subscribe to, follow or write to."""
    holders = [match["name"].casefold() for line in lines if (match := _COPYRIGHT.search(line))]
    others = [line for line in lines if line.strip().casefold() != name.casefold()]
    return any(holder.startswith(name.casefold()) for holder in holders) or _confirmations(name, others) > 0


def _without_company_words(name: str) -> str:
    words = name.split()
    while words and words[-1].strip(".").lower() in _COMPANY_WORDS:
        words.pop()
    return " ".join(words)


def _confirmations(name: str, lines: Iterable[str]) -> int:
    """In how many lines the name stands by itself or as the one that speaks, not inside a longer name."""
    whole = re.compile(
        rf"^{re.escape(name)}$|\b(?:for|at|from|with|to|about|of|on|follow|contact|subscribe to"
        rf"|advertise with)\s+(?:the )?{re.escape(name)}(?=$|[.!|])"
        rf"|\b{re.escape(name)} is a (?:registered )?trademark|[|/–—-]\s*{re.escape(name)}$",
        re.IGNORECASE,
    )
    return len({line for line in lines if whole.search(line.strip())})


def usual_spelling(name: str, lines: Iterable[str]) -> str:
    """The name as most lines write it, where it was set in capitals."""
    if not name.isupper():
        return name
    initials = len(name) <= _INITIALS_MAX
    forms = Counter(
        form
        for line in lines
        for form in re.findall(rf"\b{re.escape(name)}\b", line, re.IGNORECASE)
        if not form.isupper() and not form.islower()
    )
    return forms.most_common(1)[0][0] if forms else name if initials else name.title()


def site_named(lines: Iterable[str]) -> str | None:
    """The host name that stands in one of the lines ("… of Example.com.my"), or None."""
    return next((match[0] for line in lines if (match := _HOST.search(line))), None)
