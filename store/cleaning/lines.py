"""What can be seen of one line of a page without understanding it: length, punctuation, letters, markers."""

import re
from dataclasses import dataclass
from functools import cached_property

_PROSE_WORDS_MIN = 9
_LONG_WORD_LETTERS = 4
_OPEN_PROSE_WORDS_MIN = 24
_PROSE_CAPITALS_MAX = 0.6

BULLET = re.compile(r"^\s*(?:[•◦▪▫‣⁃·●○■□►▶➤✓✔]\s*|[*+–-]\s+)(?=\S)")
_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_CLOSERS = "\"'”’»›)]}*_"
_END_OF_SENTENCE = re.compile(r"[.!?…。！？؟।][\"'”’»›)\]}*_]*(?:\s*\[\d+\])*$")
# Scripts that set no spaces: about two characters make a word.
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_INVISIBLE = re.compile(
    "[\u200b\u200e\u200f\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
)
_SPACES = re.compile(r"[^\S\n]+")


@dataclass(frozen=True)
class Line:
    """One line of a page: `text` without its list marker, `bullet` where it had one, `gap` after a blank line."""

    text: str
    bullet: bool = False
    gap: bool = False

    @cached_property
    def word_list(self) -> list[str]:
        return _WORD.findall(self.text)

    @cached_property
    def words(self) -> int:
        unspaced = len(_UNSPACED.findall(self.text))
        return len(self.word_list) + unspaced // 2

    @cached_property
    def ends_sentence(self) -> bool:
        return _END_OF_SENTENCE.search(self.text) is not None

    @cached_property
    def ends_open(self) -> bool:
        """Whether something must follow: a colon or comma ends it."""
        return self.text.rstrip(_CLOSERS).endswith((":", "：", ",", ";", "、"))

    @cached_property
    def capital_share(self) -> float:
        """The share of words, longer than three letters, that begin with a capital: near 1 in names and titles."""
        long_words = [word for word in self.word_list if len(word) >= _LONG_WORD_LETTERS]
        return sum(word[0].isupper() for word in long_words) / len(long_words) if long_words else 0.0

    @cached_property
    def sentence_breaks(self) -> int:
        """How many times a sentence ends and another begins inside the line."""
        return len(re.findall(r"[.!?][\"”’)]*\s+[\"“‘(]?[A-ZÀ-Ý]", self.text))


def is_prose(line: Line) -> bool:
    """Whether the line reads as running text: a sentence or more, not a headline, label or list of links."""
    if line.ends_sentence or line.ends_open:
        return line.words >= _PROSE_WORDS_MIN
    return line.words >= _OPEN_PROSE_WORDS_MIN and line.capital_share < _PROSE_CAPITALS_MAX


def tidy(text: str) -> str:
    """The text with unix line ends, plain single spaces and none of the characters that only mislead the eye."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = _INVISIBLE.sub("", text)
    return "\n".join(line.strip() for line in _SPACES.sub(" ", text).split("\n"))


def read_lines(text: str) -> list[Line]:
    """The lines of a tidy text, without the blank ones and those that hold only a marker."""
    lines: list[Line] = []
    gap = False
    for raw in text.split("\n"):
        stripped = raw.strip()
        unmarked = BULLET.sub("", stripped)
        if not any(c.isalnum() for c in unmarked) and not re.search(r"[.!?,]", unmarked):
            gap = True
            continue
        lines.append(Line(unmarked, bullet=unmarked != stripped, gap=gap))
        gap = False
    return lines
