"""Text from outside on its way to a terminal, which would obey some of it."""

import re

_LINE_ENDS = re.compile(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_OBEYED = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control and direction characters, and the halves of characters that file names may hold and UTF-8 cannot."""


def shown(text: str) -> str:
    """The text in one line that steers no terminal: line ends and tabs as spaces, what a terminal obeys as U+FFFD."""
    return _OBEYED.sub("\ufffd", _LINE_ENDS.sub(" ", text))
