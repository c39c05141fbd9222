"""What a line of a page is by its own words: a byline, a credit, a heading of teasers, a newsletter's advertisement.

These are the turns of phrase that web pages share, in the languages that we meet most; no page's own strings.
"""

import re
from enum import Enum

from store.cleaning.lines import Line
from store.facts.dates import find_dates
from store.phrases import anywhere, whole_line


class Kind(Enum):
    """What a line is when it is not the article.

    `HEAD` opens a list of other things, `ABOUT` words on the author, `COMMENTS` the readers' part.
    """

    BYLINE = "byline"
    DATE = "date"
    CREDIT = "credit"
    WIDGET = "widget"
    TEASER = "teaser"
    HEAD = "head"
    ABOUT = "about"
    COMMENTS = "comments"
    PROMO = "promo"
    LEGAL = "legal"
    STAFF = "staff"


_COMMENTS = whole_line("comments")
_HEAD = whole_line("head")
_ABOUT = whole_line("about")
_WIDGET = whole_line("widget")
# In the order of what they lose if they are missed.
_WHOLE_LINES = ((Kind.COMMENTS, _COMMENTS), (Kind.WIDGET, _WIDGET), (Kind.ABOUT, _ABOUT), (Kind.HEAD, _HEAD))
_CREDIT = anywhere("credit")
_CAPTION_WORDS = anywhere("caption")
_LEGAL = anywhere("legal")
_LEGAL_WEAK = anywhere("legal_weak")
_PROMO = anywhere("promo")
_PROMO_WEAK = anywhere("promo_weak")
_COMMENTER = re.compile(
    r"^\d+ (?:thoughts|responses|replies|comments?) (?:on|to)\b|\d.{0,30}\b(?:said|says|wrote|writes)\s*:?$",
    re.IGNORECASE,
)
_TEASER = re.compile(
    r"^\W*(?:related(?: (?:story|article|coverage|post|topic))?|(?:read|see|watch|click for"
    r"|learn) more|read(?: also| next| this)?|also read|see also|watch(?: also)?|"
    r"recommended|don['’]t miss|must[- ]read|in pictures|in pics|listen|previous|trending"
    r"|lesen sie auch|mehr dazu|lire aussi|à lire aussi|"
    r"leggi anche|leia também|lea también|lees ook|читайте также|more from .{2,30}|exclusive"
    r"|sponsored|promoted|sign up)\s*(?:[:|»>→]| - | – )\s*\S"
    r"|^also on [\w.]+\.\w{2,}\b|\[(?:video|photos?|gallery|insight|reaction|podcast|analysis"
    r"|live|report|pics|pictures)\]\W*$"
    r"|\((?:photos|video|watch|gallery)\)$",
    re.IGNORECASE,
)
_RELATIVE = (
    r"(?:(?:about|over|an?|one|\d+)\s*(?:s|m|h|d|w|sec\w*|min\w*|hours?|hrs?|days?|weeks?"
    r"|months?|years?)\.? ago|just now|yesterday|today)"
)
_RELATIVE_TIME = re.compile(
    rf"^\W*(?:(?:last )?(?:updated|posted|published)\W+)?{_RELATIVE}\W*$|^\W*vor \d+ \w+$"
    rf"|^\W*il y a \d+ \w+$|^\W*hace \d+ \w+$",
    re.IGNORECASE,
)
_AROUND_A_DATE = re.compile(
    r"\b(?:(?:first|last|originally|latest|most)\b|published|publication|posted|updated?|modified|created|date[dline]*|on|at|by|in|the|of|from|um|uhr|stand|am|le|à|el|il|"
    r"veröffentlicht|aktualisiert|publié|publicado|actualizado|pubblicato|aggiornato|mis à jour|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thurs?|fri|sat|sun|"
    r"montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|a\.?m\.?|p\.?m\.?|noon|"
    r"[ECMP][SD]?T|GMT|UTC|IST|BST|CEST|CET|AEDT|AEST|SGT|HKT|JST|KST|PKT|WIB|eastern|pacific|hrs?|hours?|min(?:ute)?s?|read)\b"
    r"|\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?:\s*[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?"
    r"|T?\d\d:\d\d:\d\d\S*|[+-]\d\d:?\d\d|\d+ min",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"^(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|[Dd]i|[Dd]oor|(?:[Ww]ritten|[Pp]osted|[Rr]eported"
    r"|[Pp]ublished|[Rr]eviewed|[Ee]dited|[Ss]tory|[Ww]ords|[Tt]ext"
    r"|[Rr]eporting)(?: and \w+)? [Bb]y|"
    r"[Aa]uthors?|[Aa]utor(?:in)?)\b\s*:?\s*(?=[\"“@]?[A-ZÀ-ÝА-Я@]|$)"
)
_STAFF = re.compile(
    r"^\W*(?:(?:additional )?(?:reporting|editing|translated|compiled)(?: and \w+)? by\b.{0,300}"
    r"|(?:additional|with) (?:reporting|research|writing)\b.{0,200}|with (?:[\w]+ )?wires\b.{0,40}"
    r"|.{0,200}\bcontributed (?:reporting|to (?:this|the) (?:report|story|article|piece))\b.{0,60}"
    r"|(?:editor['’]?s? note|note to (?:readers|editors)|correction|clarification|source|sources|quelle)\s*:.{0,400}"
    r"|(?:read|view|see) (?:the )?original (?:article|story|post)\b.*)$",
    re.IGNORECASE,
)
_SPEECH = re.compile(
    r"\b(?:said|says|told|added|wrote|argued|explained|warned|according to|sagte|déclaré|dijo)\b|^[\"“‘«„]",
    re.IGNORECASE,
)
_HEAD_WORDS_MAX = 14
_BYLINE_WORDS_MAX = 16
_ONE_PHRASE_WORDS_MAX = 40
_PHRASES_MIN = 2
# Longer lines are paragraphs, or bait for patterns that look back and forth.
_READ_CHARACTERS = 1500
_DATELINE_CHARACTERS_MAX = 200
_LABEL_CHARACTERS_MAX = 250
_LEFT_AROUND_A_DATE_MAX = 2


def kind_of(line: Line) -> Kind | None:
    """What the line is if its own words show that it is not the article's, otherwise None.

    Speech is the article's, also where it speaks of newsletters and cookies.
    """
    return _by_whole_line(line) or _by_marks(line) or _by_phrases(line)


def _by_whole_line(line: Line) -> Kind | None:
    if line.words > _HEAD_WORDS_MAX or len(line.text) > _LABEL_CHARACTERS_MAX:
        return None
    return next((kind for kind, pattern in _WHOLE_LINES if pattern.match(line.text)), None)


def _by_marks(line: Line) -> Kind | None:
    text = line.text[:_READ_CHARACTERS]
    kind: Kind | None = None
    if _COMMENTER.search(text):
        kind = Kind.COMMENTS
    elif _RELATIVE_TIME.match(text) or is_dateline(text):
        kind = Kind.DATE
    elif line.words <= _BYLINE_WORDS_MAX and _BYLINE.match(text) and not line.ends_sentence:
        kind = Kind.BYLINE
    elif _is_credit(line):
        kind = Kind.CREDIT
    elif _STAFF.match(text):
        kind = Kind.STAFF
    elif _TEASER.search(text) and not (line.ends_sentence and line.words > _HEAD_WORDS_MAX):
        kind = Kind.TEASER
    return kind


def _by_phrases(line: Line) -> Kind | None:
    if _SPEECH.search(line.text[:_READ_CHARACTERS]):
        return None
    if _enough(line, _LEGAL, _LEGAL_WEAK):
        return Kind.LEGAL
    return Kind.PROMO if _enough(line, _PROMO, _PROMO_WEAK) else None


def _enough(line: Line, strong: re.Pattern[str], weak: re.Pattern[str]) -> bool:
    """One strong phrase shows what a short line is; a paragraph must have another beside it, strong or weak."""
    text = line.text[:_READ_CHARACTERS]
    found = sum(1 for _ in strong.finditer(text))
    if not found or line.words <= _ONE_PHRASE_WORDS_MAX:
        return found > 0
    return found + len({match[0].lower() for match in weak.finditer(text)}) >= _PHRASES_MIN


def _is_credit(line: Line) -> bool:
    """Whether a picture is credited; in a whole sentence only at its end, where its caption has one."""
    match = _CREDIT.search(line.text[:_READ_CHARACTERS])
    if match is None:
        return False
    is_sentence = line.ends_sentence and line.words > _HEAD_WORDS_MAX
    return not is_sentence or match.end() >= len(line.text) - len(".)”")


def is_dateline(text: str) -> bool:
    """Whether the line says when, and next to nothing else."""
    if len(text) > _DATELINE_CHARACTERS_MAX:
        return False
    dates = list(find_dates(text, day_first=True))  # whichever day it is, the line says when
    if not dates or text.startswith(("—", "–", "-")):
        return False
    rest = text
    for found in reversed(dates):
        rest = rest[: found.start] + " " + rest[found.end :]
    left = re.findall(r"[^\W\d_]{2,}", _AROUND_A_DATE.sub(" ", rest))
    return len(left) <= _LEFT_AROUND_A_DATE_MAX and not any(word.islower() for word in left)


def reads_like_a_caption(text: str) -> bool:
    """Whether a sentence describes a picture; only where it stands can confirm it."""
    return _CAPTION_WORDS.search(text) is not None
