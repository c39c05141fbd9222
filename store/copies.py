"""Which stored article another one copies, kept true as texts come and change."""

import struct
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from store.duplicates import Wording, is_copy, keys_of
from store.tables import articles, bands, signatures

MAX_AT_KEY = 50
"""Articles remembered under one key: what more of them share is a template, and tells no copy."""
MAX_COMPARED = 20
"""Candidates compared word by word, those with most keys in common first: a few milliseconds each."""


def original_of(db: Connection, wording: Wording, keys: Sequence[int], own_copies: Collection[str]) -> str | None:
    """The article that a text with these keys copies, traced to the first; its own copies do not count."""
    compared = 0
    for row in _alike(db, keys):
        if row.id in own_copies:
            continue
        if is_copy(wording, Wording(row.text)):
            return str(row.copy_of or row.id)
        compared += 1
        if compared == MAX_COMPARED:
            break
    return None


def _alike(db: Connection, keys: Sequence[int]) -> Iterator[Row[Any, Any, Any, Any]]:
    """Articles found by some of these keys, those that are found by most first."""
    in_common = Counter(number for number, _ in _having(db, keys))
    likely = sorted(in_common, key=lambda number: (-in_common[number], number))
    query = select(signatures.c.number, articles.c.id, articles.c.text, articles.c.copy_of).join(articles)
    for first in range(0, len(likely), MAX_COMPARED):
        some = likely[first : first + MAX_COMPARED]
        rows = {row.number: row for row in db.execute(query.where(signatures.c.number.in_(some)))}
        yield from (rows[number] for number in some if number in rows)


def remember_keys(db: Connection, article_id: str, keys: Sequence[int]) -> None:
    """Let an article be found by these keys, and by no others."""
    forget_keys(db, article_id)
    packed = struct.pack(f"<{len(keys)}q", *keys)
    added = db.execute(insert(signatures).values(article_id=article_id, keys=packed))
    (number,) = added.inserted_primary_key or (None,)
    taken = Counter(key for _, key in _having(db, keys))
    free = [{"key": key, "number": number} for key in dict.fromkeys(keys) if taken[key] < MAX_AT_KEY]
    if free:
        db.execute(insert(bands), free)


def forget_keys(db: Connection, article_id: str) -> None:
    """Let an article be found no more, as before it is deleted."""
    row = _signature(db, article_id)
    if row is not None:
        db.execute(delete(bands).where(bands.c.key.in_(_unpacked(row.keys)), bands.c.number == row.number))
        db.execute(delete(signatures).where(signatures.c.number == row.number))


def trace_again(db: Connection, own_copies: Sequence[str]) -> None:
    """Look anew whose copies these are, in their order, now that the article they copied has another text."""
    for i, copy_id in enumerate(own_copies):
        wording = Wording(db.execute(select(articles.c.text).where(articles.c.id == copy_id)).scalar_one())
        original = original_of(db, wording, keys_of(wording), own_copies[i:])
        db.execute(update(articles).where(articles.c.id == copy_id).values(copy_of=original))


def _having(db: Connection, keys: Sequence[int]) -> list[tuple[int, int]]:
    """Numbers of articles and the keys by which they are found: at most `MAX_AT_KEY` a key."""
    query = select(bands.c.number, bands.c.key).where(bands.c.key.in_(keys))
    return [(row.number, row.key) for row in db.execute(query)]


def _signature(db: Connection, article_id: str) -> Row[tuple[int, str, bytes]] | None:
    return db.execute(select(signatures).where(signatures.c.article_id == article_id)).first()


def _unpacked(keys: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(keys) // 8}q", keys)
