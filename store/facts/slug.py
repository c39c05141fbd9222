"""A title out of a page's address, where the page states it nowhere else."""

import re
from collections import Counter

_JOINED_WORDS_MAX = 4
_OPENERS = " \"'“‘("


def title_from_slug(slug: str, text: str) -> str:
    """The words of a slug in the spelling and with the hyphens that the article's own text gives them.

    "how-open-source-ai-works" becomes "How open-source AI works" if the text writes "open-source" and "AI".
    """
    spellings = _spellings(text)
    parts = slug.split("-")
    words: list[str] = []
    at = 0
    while at < len(parts):
        for length in range(min(_JOINED_WORDS_MAX, len(parts) - at), 0, -1):
            joined = "-".join(parts[at : at + length])
            if length == 1 or joined in spellings:
                words.append(spellings.get(joined, joined))
                at += length
                break
    title = " ".join(words)
    return title[:1].upper() + title[1:]


def _spellings(text: str) -> dict[str, str]:
    """Each word of the text, in lower case, with the form it has most often inside sentences."""
    forms: dict[str, Counter[str]] = {}
    for match in re.finditer(r"[^\W_]+(?:-[^\W_]+)*", text):
        before = text[max(0, match.start() - 5) : match.start()].rstrip(_OPENERS)
        opening = not before or before[-1] in ".!?:\n"
        word = match[0]
        if not opening or word.isupper():
            forms.setdefault(word.lower(), Counter())[word] += 1
    return {lower: counts.most_common(1)[0][0] for lower, counts in forms.items()}
