"""Mojibake whose bytes are lost: one stray letter stands wherever a quotation mark, apostrophe or dash stood.

"The portβs βopenβ plan" comes from a page whose typographic marks all became the same letter. Which mark each one was
can be told only by what stands around it; whether the letter is a stray at all, by how the whole text uses it.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

APOSTROPHE = "’"
DASH = "—"
OPEN, CLOSE = "“", "”"
INNER_OPEN, INNER_CLOSE = "‘", "’"

_REPLACEMENT = "\ufffd"
_PERSONS = frozenset(
    {"i", "you", "he", "she", "it", "we", "they", "who", "what", "that", "this", "there", "here", "how", "where"}
    | {"everyone", "somebody", "nobody"}
)
_MODALS = frozenset({"would", "could", "should", "might", "must", "may", "will"})
_ELISIONS = frozenset({"o", "d", "l", "c", "j", "m", "n", "t", "s", "qu", "y", "ma"}) | frozenset(
    {"aujourd", "jusqu", "lorsqu", "puisqu", "presqu", "quelqu", "quoiqu"}
)
_VOWELS = frozenset("aeiouyhàâéèêëîïôœùûÉÈÊÀ".lower())
_OPENERS = "([{<“‘«—–-/"
_STOPS = ".,!?;:…)]}%”’"
_SENTENCE_STOPS = ".,!?…;:"
_STRONG_MIN = 2
_LATIN_SHARE_MIN = 0.8
_ENDS_OF_PLURALS = "sxz"
_LOOK_AHEAD = 40
_SHARE_MAX = 0.2
_INNER = 2
_SUSPECTS_MAX = 4
_IN_ADDRESS = re.compile(r"\S\?\w*[=&/]")


@dataclass(frozen=True)
class _Place:
    """One occurrence in a paragraph: the characters before and after it, blank at the ends."""

    start: int
    end: int
    before: str
    after: str
    word_before: str
    word_after: str


def mend_lost_marks(text: str) -> str:
    """The text with each stray put back to the mark that its context asks for; unchanged where no letter is a stray.

    A letter is left alone where it is at home: in a word of its own script, or joined by a hyphen ("β-carotene",
    "TGF-β"). Marks are read paragraph by paragraph, so that an unclosed quotation ends with its paragraph.
    """
    for stray in _suspects(text):
        if text.count(stray) > _SHARE_MAX * len(text):
            continue
        pattern = re.compile(re.escape(stray) + "+" if stray == _REPLACEMENT else re.escape(stray))
        if _is_stray(text, stray, pattern):
            text = "\n".join(_mend_paragraph(line, pattern, stray) for line in text.split("\n"))
    return text


def _suspects(text: str) -> list[str]:
    """What may stand for lost marks: U+FFFD, question marks, and letters of other scripts in a Latin text."""
    counts = Counter(c for c in text if c > "\x7f" and (c == _REPLACEMENT or c.isalpha()))
    latin = sum(map(str.isalpha, text)) - sum(n for c, n in counts.items() if not _is_latin(c))
    if latin < _LATIN_SHARE_MIN * sum(map(str.isalpha, text)):
        return [_REPLACEMENT] if _REPLACEMENT in counts else []
    found = [c for c, n in counts.most_common() if n >= _STRONG_MIN and not _is_latin(c)][:_SUSPECTS_MAX]
    found += [c for c in (_REPLACEMENT,) if counts[c] and c not in found]
    found += ["â"] if counts["â"] >= _STRONG_MIN else []
    return [*found, "???", "?"]


def _is_latin(c: str) -> bool:
    return c.isascii() or unicodedata.name(c, "").startswith("LATIN")


def _is_stray(text: str, stray: str, pattern: re.Pattern[str]) -> bool:
    """Whether the text uses the character as only lost marks are used, and hardly otherwise."""
    contractions: set[str] = set()
    elisions: set[str] = set()
    strong = weak = at_home = 0
    for place in _places(text, pattern):
        if _at_home(place, stray):
            at_home += 1
        elif _is_contraction(place):
            contractions.add(place.word_before + place.word_after)
        elif stray != "â" and _is_elision(place):
            # A letter that could not be decoded may be an accented one ("d\ufffdesse"); a Greek one is in no such word.
            weak += stray == _REPLACEMENT
            elisions.add(place.word_before + place.word_after)
        elif place.before in _SENTENCE_STOPS and (place.after.isspace() or not place.after) and stray not in "???":
            strong += 1
        elif (place.before.isspace() or place.before in _OPENERS) and (place.after.isalpha() or place.after.isspace()):
            weak += 1
        elif stray == "â" and place.before.isalpha():
            # In French words it stands between letters; only what it never does there counts.
            at_home += 1
    strong += len(contractions) + (len(elisions) if stray.isalpha() else 0)
    if stray == _REPLACEMENT:
        return strong > 0 or weak >= _STRONG_MIN
    # Questions do not speak against lost marks: both are written with the same character.
    return (strong >= at_home or stray == "?") and (strong >= _STRONG_MIN or (strong == 1 and weak >= _STRONG_MIN))


def _at_home(place: _Place, stray: str) -> bool:
    if place.before == "-" or place.after == "-":
        return True
    if stray == "?":
        return bool(place.word_before) and not place.word_after
    if not stray.isalpha() or _is_latin(stray):
        return False
    return (
        any(c.isalpha() and not _is_latin(c) and c != stray for c in (place.before, place.after))
        or place.after in "=≈<>"
        or (place.after.isdigit() and not place.before.isdigit())
    )


def _places(text: str, pattern: re.Pattern[str]) -> list[_Place]:
    places = []
    for match in pattern.finditer(text):
        start, end = match.span()
        if match[0] == "?" and _IN_ADDRESS.match(text, max(0, start - 1)):
            continue
        before = re.search(r"[^\W\d_]*$", text[max(0, start - 30) : start])
        after = re.match(r"[^\W\d_]*", text[end : end + 30])
        stray = match[0][0]
        places.append(
            _Place(
                start=start,
                end=end,
                before=text[start - 1] if start else " ",
                after=text[end] if end < len(text) else " ",
                word_before=(before[0] if before else "").rsplit(stray, 1)[-1],
                word_after=(after[0] if after else "").split(stray, 1)[0],
            )
        )
    return places


def _mend_paragraph(line: str, pattern: re.Pattern[str], stray: str) -> str:
    places = [place for place in _places(line, pattern) if stray == "?" or not _at_home(place, stray)]
    mended: list[str] = []
    position, depth = 0, 0
    for number, place in enumerate(places):
        mark, depth = _mark(line, place, places[number + 1 : number + _LOOK_AHEAD], depth, stray)
        mended += [line[position : place.start], mark or line[place.start : place.end]]
        position = place.end
    return "".join([*mended, line[position:]])


def _mark(line: str, place: _Place, later: list[_Place], depth: int, stray: str) -> tuple[str | None, int]:
    """The mark that stood here, or None to leave it, and how many quotations are open after it."""
    following = line[place.end :].lstrip()[:1]
    if stray == "?" and not place.word_after and (place.before.isalnum() or place.before.isspace()):
        # A genuine question mark, unless the sentence goes on after it.
        goes_on = following.islower() or (following in _STOPS and bool(following))
        if not goes_on or (place.before.isalnum() and not depth):
            return None, depth
    left = place.before.isspace() or place.before in _OPENERS or place.before == stray[:1]
    right = place.after.isspace() or place.after in _STOPS or place.after == stray[:1]
    mark: str | None
    if place.before.isspace() and place.after.isspace():
        mark, depth = _spaced(line, place, later, depth)
    elif place.before.isspace() and place.after in _SENTENCE_STOPS and depth:
        mark, depth = CLOSE, 0
    elif left and not right:
        mark, depth = _opening(place, later, depth, stray)
    elif not left and (right or place.after in "-—–/"):
        mark, depth = _closing(line, place, later, depth, stray)
    elif place.before.isdigit() and place.after.isdigit():
        mark = "–"
    elif place.after.isalpha() and (place.before.isalnum() or place.before == "."):
        mark = _inside_word(place, stray)
    elif depth:
        mark, depth = CLOSE, depth - 1
    else:
        mark, depth = (OPEN, 1) if left else (APOSTROPHE, 0)
    return mark, depth


def _spaced(line: str, place: _Place, later: list[_Place], depth: int) -> tuple[str, int]:
    """A dash, unless French opens a quotation here: where a sentence begins, and with a space before its end, too."""
    begins = not line[: place.start].strip() or line[: place.start].rstrip()[-1] in ".!?:…"
    closed = any(p.before.isspace() and p.after in _SENTENCE_STOPS for p in later)
    return (OPEN, 1) if begins and closed and not depth else (DASH, depth)


def _opening(place: _Place, later: list[_Place], depth: int, stray: str) -> tuple[str | None, int]:
    if stray == _REPLACEMENT and place.after.isdigit():
        # U+FFFD may as well stand for a pound or euro sign.
        return None, depth
    if place.word_after in ("em", "tis", "twas", "n", "til") or (
        place.after.isdigit() and depth == 0 and not _closers(later)
    ):
        return APOSTROPHE, depth
    if depth == 1 and len(_closers(later)) > 1:
        return INNER_OPEN, _INNER
    return OPEN, 1


def _closing(line: str, place: _Place, later: list[_Place], depth: int, stray: str) -> tuple[str | None, int]:
    plural = place.before in _ENDS_OF_PLURALS and place.after == " " and line[place.end + 1 : place.end + 2].islower()
    if depth == 0:
        if stray == _REPLACEMENT and place.before.isalnum() and place.before.lower() not in _ENDS_OF_PLURALS:
            return None, 0
        return (APOSTROPHE if place.before.isalnum() else CLOSE), 0
    if plural and depth == 1 and _closes_before_it_opens(later):
        return APOSTROPHE, depth
    if depth == _INNER:
        return INNER_CLOSE, 1
    return CLOSE, 0


def _closers(later: list[_Place]) -> list[_Place]:
    return [p for p in later if not p.before.isspace() and (p.after.isspace() or p.after in _STOPS)]


def _closes_before_it_opens(later: list[_Place]) -> bool:
    for place in later:
        if place.before.isspace() and not place.after.isspace():
            return False
        if not place.before.isspace() and (place.after.isspace() or place.after in _STOPS):
            return True
    return False


def _inside_word(place: _Place, stray: str) -> str | None:
    if _is_contraction(place) or place.word_before.lower() in _ELISIONS:
        return APOSTROPHE
    # Inside a word U+FFFD may as well stand for a letter ("r\ufffdsum\ufffd").
    return None if stray == _REPLACEMENT else DASH


def _is_elision(place: _Place) -> bool:
    """Whether French or Italian would have an apostrophe here: "l’eau", "qu’on", "d’un"."""
    return place.word_before.lower() in _ELISIONS and place.after.lower() in _VOWELS


def _is_contraction(place: _Place) -> bool:
    before, after = place.word_before.lower(), place.word_after.lower()
    if after in ("ve", "re", "ll", "d", "m"):
        return before in _PERSONS or before in _MODALS
    if after == "t":
        return before.endswith("n")
    return after == "s" and bool(before or place.before == ".")
