"""Text from outside on its way to a terminal, which would obey some of it."""

import re

_LINE_ENDS = re.compile(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_OBEYED = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control and direction characters, and the halves of characters that file names may hold and UTF-8 cannot."""


def date_in_words(iso: str | None, as_stated: str | None) -> str:
    """A date as far as an article states it: never more exactly, and with the words that state no year."""
    return iso or (f"{as_stated} (no year stated)" if as_stated else "undated")


def publisher_in_words(publisher: str | None, agency: str | None) -> str:
    """The publisher, with the agency whose text it is where that is another one."""
    same = agency is None or (publisher or "").casefold() == agency.casefold()
    return (publisher or "unnamed publisher") + ("" if same else f" ({agency})")


def shown(text: str) -> str:
    """The text in one line that steers no terminal: line ends and tabs as spaces, what a terminal obeys as U+FFFD."""
    return _OBEYED.sub("\ufffd", _LINE_ENDS.sub(" ", text))
