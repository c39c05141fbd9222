"""A sentence in its clauses: what it asserts, what it only concedes, what it only supposes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.brief.asking.words import word_set

Mood = Literal["asserted", "conceded", "supposed"]


@dataclass(frozen=True)
class Clause:
    """Words `start` to `end`. `turned`: a "but" or "however" stands before it."""

    start: int
    end: int
    mood: Mood = "asserted"
    turned: bool = False


_TURNS = frozenset({"but", "however", "yet", "nevertheless", "nonetheless", "whereas", ";"})
_CONCESSIONS = word_set("although though despite notwithstanding albeit")
_SUPPOSITIONS = word_set("if unless whether")
_OPENERS = frozenset({"but", "however", "yet", "still", "and", "so", ",", "moreover", "also", "(", "nevertheless"})
_RESTARTS = frozenset({":", "because"})
_AFTERWARDS = frozenset({"after", "before"})
# "not only cheap but safe" adds, it does not turn.
_ADDITIVE = word_set("only just merely simply")


def clauses(words: Sequence[str], *, inside_names: frozenset[int] = frozenset()) -> list[Clause]:
    """The clauses in order, covering all words but the turn words.

    `inside_names` are positions of words within names of the topic, whose commas separate nothing.
    A conceded or supposed clause ends at its comma; the rest of the sentence is asserted again.
    """
    found: list[Clause] = []
    start, mood, turned = 0, _first_mood(words), False
    at = 0
    while at < len(words) and words[at] in _OPENERS:
        at += 1
    start = at
    while at < len(words):
        word = words[at]
        nxt: tuple[Mood, bool] | None = None
        if at in inside_names:
            pass
        elif at > start and word in _TURNS and _turns_here(words, at, start):
            nxt = ("asserted", word != ";")
        elif at > start and (word in _CONCESSIONS or (word == "while" and words[at - 1] == ",")):
            nxt = ("asserted", True) if word == "while" else ("conceded", False)
        elif at > start and word in _SUPPOSITIONS:
            nxt = ("supposed", False)
        elif at > start and (word in _RESTARTS or (word in _AFTERWARDS and words[at - 1] == ",")):
            nxt = (_first_mood(words[at + 1 :]), False)
        elif word == "," and mood != "asserted" and not _lists(words, at):
            nxt = ("asserted", mood == "conceded")
        if nxt is not None:
            found.append(Clause(start, at, mood, turned))
            start, (mood, turned) = at + 1, nxt
        at += 1
    found.append(Clause(start, len(words), mood, turned))
    return [clause for clause in found if clause.start < clause.end]


def _first_mood(words: Sequence[str]) -> Mood:
    first = next((word for word in words if word not in _OPENERS), "")
    if first in _CONCESSIONS or first == "while":
        return "conceded"
    return "supposed" if first in _SUPPOSITIONS else "asserted"


def _turns_here(words: Sequence[str], at: int, start: int) -> bool:
    if words[at] == "but":
        return not _ADDITIVE & set(words[start:at])
    # "has yet to", "however large": only after a pause do these turn.
    return words[at] == ";" or words[at - 1] in {",", ";", "—", "–"}


def _lists(words: Sequence[str], at: int) -> bool:
    """Whether the comma at `at` separates items of a list ("fast, cheap and safe") rather than clauses."""
    return at + 2 < len(words) and words[at + 2] in {"and", "or", ","}
