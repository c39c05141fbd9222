"""The articles of a source with several: what each is called, and what cannot be read of them."""

import hashlib
import re
from dataclasses import dataclass, replace

from store.characters import characters_only
from store.sources import Source

_CHARACTERS_MAX = 200
_UNFIT = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")


@dataclass(frozen=True)
class Problem:
    """What could not be read of a source: all of it or one article. `name` is for people, `reason` has the remedy."""

    origin: str
    name: str
    reason: str


class Parts:
    """Names the articles of one source, so that each keeps its origin from one run to the next and no two share one."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def part(self, source: Source, fragment: str) -> Source:
        """The source of one article of it, called by what stays the same: its id, address or name there.

        The second of one name is "name~2". It has no bytes yet.
        """
        fragment = fit(fragment)
        key = f"{source.origin}#{fragment}"
        self._seen[key] = number = self._seen.get(key, 0) + 1
        tail = fragment if number == 1 else f"{fragment}~{number}"
        return replace(source, origin=f"{source.origin}#{tail}", name=f"{source.name}#{tail}", data=b"", opener=None)


def by_content(source: Source, content: bytes) -> Source:
    """The source under a name made of its content, where nothing else tells it from the next: equal ones are one."""
    tail = fingerprint(content)
    return replace(source, origin=f"{source.origin}#{tail}", name=f"{source.name}#{tail}", data=b"", opener=None)


def fingerprint(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


def fit(fragment: str) -> str:
    """A fragment that can be stored and printed, whatever a sender chose to write there."""
    plain = _UNFIT.sub(" ", characters_only(fragment)).strip()
    if len(plain) <= _CHARACTERS_MAX:
        return plain
    return f"{plain[:_CHARACTERS_MAX]}~{fingerprint(plain.encode())}"
