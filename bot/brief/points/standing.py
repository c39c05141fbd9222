"""Whether a sentence can be read by itself, and what must stand before it if it cannot."""

import re

MAX_CONTEXT_CHARS = 300
"""A longer sentence before is too much to show for the sake of a pronoun."""
_POINTS_BACK = re.compile(
    r"[“\"]?(?:(?:But|And|Yet|So|Still|Also|Moreover|Meanwhile|However),?\s+)?(?:"
    r"(?:it|they|he|she|its|their|his|her|him|them|both|neither|such)\b|(?:it|they|he|she|that|this)[’']\w+|"
    r"(?:this|that|these|those)\b(?!\s+(?:who|which|year|month|week|decade|time)\b)|"
    r"(?:otherwise|therefore|thus|hence|until then|the former|the latter|the same|another|others|which|in that case)\b|"
    r"(?:with|in|for|by|at|on|under|from)\s[^,]{2,40}?,?\s(?:it|they|he|she)\s(?=\w+))",
    re.IGNORECASE,
)
_NOTHING_MEANT = re.compile(
    r"[“\"]?it\s+(?:is|was|would be|will be|takes|took|costs|makes)\s+(?:\S+\s+){1,4}?(?:to|that|for)\s", re.IGNORECASE
)
"""“It takes two engineers to …”: nothing that was named before is meant."""
_SENTENCE_ENDS = re.compile(r"(?<=[.!?])[”\"’]?\s+(?=[“\"A-Z])")


def stands_alone(text: str) -> bool:
    """Whether the text begins with what it is about: no "it", no "this approach", no "until then"."""
    return _POINTS_BACK.match(text) is None or _NOTHING_MEANT.match(text) is not None


def start_with_context(text: str, start: int) -> int:
    """Where the sentence before the one at `start` begins, in the same paragraph; `start` itself if none fits."""
    paragraph = text.rfind("\n", 0, start) + 1
    ahead = text[paragraph:start].rstrip(' “"')
    if not ahead.strip():
        return start
    ends = [found.end() for found in _SENTENCE_ENDS.finditer(ahead)]
    begins = paragraph + (ends[-1] if ends else 0)
    return begins if start - begins <= MAX_CONTEXT_CHARS else start
