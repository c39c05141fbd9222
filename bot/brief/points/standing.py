"""Whether a sentence can be read by itself, and what must stand before it if it cannot."""

import re

from bot.brief.points.speakers import names_same
from bot.brief.points.stated import stated_in, unquoted

MAX_CONTEXT_CHARS = 300
"""A longer sentence before is too much to show for the sake of a pronoun."""
_OF_TIME = r"(?:year|month|week|day|decade|century|time|morning|summer|winter|spring|autumn)s?"
_POINTS_BACK = re.compile(
    r"[“\"]?(?:(?:But|And|Yet|So|Still|Also|Moreover|Meanwhile|However),?\s+)?(?:"
    r"(?:it|they|he|she|its|their|his|her|him|them|both|neither|such)\b|(?:it|they|he|she|that|this)[’']\w+|"
    r"(?:this|that|these|those)\b(?!\s+(?:who|which|year|month|week|decade|time)\b)|"
    r"(?:otherwise|therefore|thus|hence|until then|the former|the latter|the same|another|others|which|in that case)\b|"
    r"(?:with|in|for|by|at|on|under|from)\s[^,]{2,40}?,?\s(?:it|they|he|she)\s(?=\w+)|"
    r"\w+(?:ing|s)\s(?:(?:above|below|beyond|behind|around|under|over|on|for|from|like|of|to|with)\s)?(?:it|them)\b|"
    r"(?:I|we)\s(?:think|believe|fear|hope|suspect|guess)\s(?:that\s)?(?:(?:it|they|he|she|this|these|those)\b|that[’']))",
    re.IGNORECASE,
)
_NOTHING_MEANT = re.compile(
    r"[“\"]?it\s+(?:is|was|would be|will be|takes|took|costs|makes)\s+(?:\S+\s+){1,4}?(?:to|that|for)\s", re.IGNORECASE
)
"""“It takes two engineers to …”: nothing that was named before is meant."""
_NAMED_BEFORE = re.compile(
    r"[“\"]?the\s+(?:trick|trap|move|project|idea|approach|method|technique|practice|step|measure|"
    r"proposal|plan|decision|deal|shift|trend|strategy|scheme|arrangement|experiment)s?\s+(?!\w+\s+(?:that|to|how)\b)"
    r"(?:(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|does|did)\b|"
    r"(?!\w*(?:ers|ors)\b)[a-z]+(?:s|ed)\b)",
    re.IGNORECASE,
)
"""“The trick is called …”: a word for what the sentence before describes, with nothing behind it that says which."""
_MEANS_NAMED = re.compile(
    rf"[^,;:“”\"]{{0,60}}?\b(?:of|on|from|for|to|with|by|at|under|against|about|into|over)\s+(?:that|this|these|such)\s+"
    rf"(?!{_OF_TIME}\b|way\b|kind\b|sort\b|country\b|end\b|(?:an?|the|is|it|he|she|they|we|you)\b)[a-z]+",
    re.IGNORECASE,
)
"""“A supplier takes on part of that risk”."""
_LEFT_OUT = re.compile(
    r"(?:(?!\b(?:than|that|which|who|what|how|as|and|but|or|if|when|because|where|while|so)\b)[^,;:—–])*?"
    r"\b(?:do|does|did|have|has|had|is|are|was|were|will|would|can|could|should|may|might)(?:\s*not|n[’']t)?\W*",
    re.IGNORECASE,
)
"""“the engineers are not”: what they are not stands before."""
_SENTENCE_ENDS = re.compile(r"(?<=[.!?])[”\"’]?\s+(?=[“\"A-Z])")
_INSIDE_A_SENTENCE = re.compile(r"[^.!?…\s“”\"’)\]][”\"’)\]]*\s*$")


def stands_alone(text: str) -> bool:
    """Whether the text says what it is about: no "it", no "this approach", no "that risk", no verb left out."""
    if _NOTHING_MEANT.match(text):
        return True
    return not (
        _POINTS_BACK.match(text) or _NAMED_BEFORE.match(text) or _MEANS_NAMED.match(text) or _LEFT_OUT.fullmatch(text)
    )


def start_with_context(text: str, start: int, speaker: str | None = None) -> int:
    """Where the sentence before the one at `start` begins, in the same paragraph; `start` itself if none fits.

    Of a sentence with a speaker only what the same speaker said fits: no word of the article is put into a mouth.
    """
    paragraph = text.rfind("\n", 0, start) + 1
    ahead = text[paragraph:start].rstrip(' “"')
    if not ahead.strip():
        return start
    ends = [found.end() for found in _SENTENCE_ENDS.finditer(ahead)]
    begins = paragraph + (ends[-1] if ends else 0)
    if start - begins > MAX_CONTEXT_CHARS or (speaker and not _is_speech_of(speaker, text, paragraph, begins, start)):
        return start
    return begins


def is_cut(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether a stretch of an article begins, and whether it ends, in the middle of what is said there."""
    paragraph = text.rfind("\n", 0, start) + 1
    paragraph_ends = text.find("\n", end)
    before = text[paragraph:start]
    behind = text[end : len(text) if paragraph_ends < 0 else paragraph_ends]
    opened = text.startswith(("“", '"'), start) or before.endswith(("“", '"'))
    closed = re.match(r"[,.;]?[”\"]", behind) is not None
    return (
        not opened and _INSIDE_A_SENTENCE.search(before) is not None,
        not closed and _INSIDE_A_SENTENCE.search(text[start:end]) is not None and any(map(str.isalnum, behind)),
    )


def _is_speech_of(speaker: str, text: str, paragraph: int, begins: int, start: int) -> bool:
    """Whether the stretch before `start` is that speaker's: words of one quotation, or said so beside them."""
    if _INSIDE_A_SENTENCE.search(text[begins:start].rstrip(' “"')):
        return True  # the beginning of the very sentence
    ahead = text[paragraph:begins]
    inside = ahead.count("“") > ahead.count("”") or ahead.count('"') % 2 == 1
    outside = unquoted(text[begins:start], inside=inside)
    if named := stated_in(outside):
        return names_same(named, speaker)
    quoted = "·" in outside
    return quoted and not any(letter.isalpha() for letter in outside)
