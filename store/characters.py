"""Text that can be stored and printed, whatever it came from."""

import re

_HALVES = re.compile(r"[\ud800-\udfff]")


def characters_only(text: str) -> str:
    """The text with U+FFFD for halves of characters: command lines, file names and JSON may hold them, UTF-8 cannot."""
    return _HALVES.sub("\ufffd", text)
