"""Words and turns of phrase that web pages share: data, so that anyone can add to them.

Lines that begin with "#" are comments.
"""

import re
from importlib.resources import files

# Bounded, because lines of nothing but punctuation would otherwise cost the square of their length.
_START = r"(?:^\W{0,9}|[.!?:|–—…][\"”’)]{0,2}\s{1,3}[\"“‘(]{0,2})"


def whole_line(name: str) -> re.Pattern[str]:
    """A pattern for lines that are one of the phrases of the file `name` and nothing else."""
    return re.compile(rf"^[^\w(#]*(?:{_alternatives(name)})[^\w)]*$", re.IGNORECASE)


def anywhere(name: str) -> re.Pattern[str]:
    """A pattern that finds one of the phrases of the file `name` in a line."""
    return re.compile(_alternatives(name).replace("START", _START), re.IGNORECASE)


def word_set(name: str) -> frozenset[str]:
    """The words of the file `name`."""
    return frozenset(word for line in _lines(name) for word in line.split())


def word_lists(name: str) -> dict[str, frozenset[str]]:
    """The words of each line of the file `name`, by the line's first word."""
    return {line.split()[0]: frozenset(line.split()[1:]) for line in _lines(name)}


def _alternatives(name: str) -> str:
    return "|".join(_lines(name))


def _lines(name: str) -> list[str]:
    lines = files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8").split("\n")
    return [line for line in lines if line and not line.startswith("#")]
