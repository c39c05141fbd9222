"""Paragraphs that saving or pasting has broken into several lines, put together again."""

import re
from itertools import pairwise

from store.cleaning.furniture import kind_of
from store.cleaning.lines import BULLET, Line

_WRAP_WIDTH_MIN = 40
_WRAP_WIDTH_MAX = 120
_WRAPPED_LINES_MIN = 3
_WRAPPED_SHARE_MIN = 0.7
_FRAGMENTS_WORDS_MIN = 8
_STARTS_MIDWAY = re.compile(r"^(?:[a-zà-ÿ]|[,.;:!?%)\]”’][^\w]|[,.;:!?%)\]”’]$|[’']s\b)")
_ENDS_MIDWAY = re.compile(
    r"(?:,|\(|\[|“|\b(?:a|an|and|as|at|but|by|for|from|in|into|is|of|on|or|said|says|than|that|the|their|to|was|were|which|who|with"
    r"|der|die|das|und|von|mit|in|zu|le|la|les|de|du|des|et|el|los|con))$"
)
_NO_SPACE_BEFORE = re.compile(r"^[,.;:!?%)\]”’]|^['’]s\b")


def unwrap(text: str) -> str:
    """The text with hard-wrapped paragraphs on one line each, if it is hard-wrapped at all.

    A line was wrapped where the next line's first word would not have fitted any more; a text is wrapped where
    most lines inside its blocks are.
    """
    blocks = [block.split("\n") for block in re.split(r"\n\s*\n", text)]
    width = max((len(line) for block in blocks for line in block), default=0)
    if not _WRAP_WIDTH_MIN <= width <= _WRAP_WIDTH_MAX:
        return text
    pairs = [_wrapped(a, b, width) for block in blocks for a, b in pairwise(block)]
    if sum(pairs) < max(_WRAPPED_LINES_MIN, _WRAPPED_SHARE_MIN * len(pairs)):
        return text
    return "\n\n".join(_joined(block, width) for block in blocks)


def _wrapped(line: str, following: str, width: int) -> bool:
    words = following.split(maxsplit=1)
    slack = 4
    if not words or BULLET.match(following):
        return False
    return len(line) + 1 + len(words[0]) > width - slack


def _joined(block: list[str], width: int) -> str:
    joined = block[:1]
    for line, following in pairwise(block):
        if _wrapped(line, following, width):
            joined[-1] += " " + following
        else:
            joined.append(following)
    return "\n".join(joined)


def rejoin(lines: list[Line]) -> list[Line]:
    """The lines with those joined that are visibly parts of one sentence, as where each link stood on its own line.

    Only fragments that together come to a sentence's end are joined: a menu in lower case does not.
    """
    joined: list[Line] = []
    i = 0
    while i < len(lines):
        end = i + 1
        while end < len(lines) and _continues(lines[end - 1], lines[end]):
            end += 1
        whole = _whole(lines[i:end])
        if end - i > 1 and whole.ends_sentence and whole.words >= _FRAGMENTS_WORDS_MIN:
            joined.append(whole)
        else:
            joined.extend(lines[i:end])
        i = end
    return joined


def _continues(line: Line, following: Line) -> bool:
    if following.bullet or following.gap or line.ends_sentence:
        return False
    if not (_STARTS_MIDWAY.match(following.text) or (_ENDS_MIDWAY.search(line.text) and line.words > 1)):
        return False
    return kind_of(line) is None and kind_of(following) is None


def _whole(fragments: list[Line]) -> Line:
    text = fragments[0].text
    for fragment in fragments[1:]:
        text += (
            fragment.text
            if _NO_SPACE_BEFORE.match(fragment.text) or text.endswith(("(", "[", "“"))
            else " " + fragment.text
        )
    return Line(text, bullet=fragments[0].bullet, gap=fragments[0].gap)
