"""Articles as JSON: one object, a list of them, an object around such a list, or one object a line."""

import json
from collections.abc import Iterator
from io import BufferedReader
from typing import Any

from store.articles import Page
from store.characters import characters_only
from store.cleaning.encoding import decode
from store.errors import Refused
from store.facts.gathered import combine
from store.readers.fields import FieldMapping
from store.readers.limits import Limits, read_whole
from store.readers.page import page_of, stated_fact
from store.readers.parts import Parts, Problem, by_content
from store.sources import Source

_TRIED_MAX = 20
"""Records without a text, none with one before them, after which the rest is not looked at."""
_NAMED_FIELDS_MAX = 12
_DEPTH_MAX = 3


def read_json(
    source: Source, stream: BufferedReader, limits: Limits, parts: Parts, fields: FieldMapping
) -> Iterator[Page | Problem]:
    """The articles of a JSON document. One that is an object a line is read line by line, however long it is.

    Raises Refused for what is no JSON or holds no article.
    """
    first = stream.readline(limits.article_bytes + 1)
    if first.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and _is_json(first):
        yield from _records(source, _lines(source, stream, limits, first), limits, parts, fields)
        return
    data = first + read_whole(
        stream, max(limits.document_bytes - len(first), 0), "write it with one object a line (.jsonl)"
    )
    yield from _records(source, iter([_parsed(data, source)]), limits, parts, fields)


def read_json_lines(
    source: Source, stream: BufferedReader, limits: Limits, parts: Parts, fields: FieldMapping
) -> Iterator[Page | Problem]:
    """The articles of a text with one JSON object a line. Raises Refused where no line holds an article."""
    yield from _records(source, _lines(source, stream, limits), limits, parts, fields)


def _lines(
    source: Source, stream: BufferedReader, limits: Limits, first: bytes | None = None
) -> Iterator[dict[str, Any] | list[Any] | Problem]:
    number = 0
    line = stream.readline(limits.article_bytes + 1) if first is None else first
    while line:
        number += 1
        where = f"line {number}"
        if len(line) > limits.article_bytes:
            while line and not line.endswith(b"\n"):
                line = stream.readline(limits.article_bytes)
            yield Problem(f"{source.origin}#{where}", f"{source.name}#{where}", _too_long(limits))
        elif line.strip():
            try:
                yield _parsed(line, source)
            except Refused as error:
                yield Problem(f"{source.origin}#{where}", f"{source.name}#{where}", str(error))
        line = stream.readline(limits.article_bytes + 1)


def _records(
    source: Source,
    values: Iterator[dict[str, Any] | list[Any] | Problem],
    limits: Limits,
    parts: Parts,
    fields: FieldMapping,
) -> Iterator[Page | Problem]:
    """The article of each record. Raises Refused where none of the first has a text: then its field is another one."""
    textless: list[Problem] = []
    any_text = False
    for value in values:
        if isinstance(value, Problem):
            yield value
            continue
        for record in _flat(value, fields):
            text = fields.text_of(record)
            part = _part(source, record, text or "", parts, fields)
            if text is None:
                textless.append(Problem(part.origin, part.name, _no_text(record, fields)))
                if not any_text and len(textless) == _TRIED_MAX:
                    raise Refused(f"none of its first {_TRIED_MAX} records holds an article: {textless[0].reason}")
                if any_text:
                    yield textless.pop()
                continue
            any_text = True
            yield from textless
            textless = []
            yield _article(part, record, text, limits, fields)
    if textless and not any_text:
        raise Refused(textless[0].reason)


def _flat(value: object, fields: FieldMapping, depth: int = 0) -> Iterator[dict[str, Any]]:
    """The objects with articles in a document: itself, those of a list, or those of the lists inside an object."""
    if isinstance(value, list):
        yield from (one for one in value if isinstance(one, dict))
    elif isinstance(value, dict):
        inner = [] if fields.text_of(value) or depth == _DEPTH_MAX else [one for one in value.values() if _holds(one)]
        for one in inner:
            yield from _flat(one, fields, depth + 1)
        if not inner:
            yield value


def _holds(value: object, depth: int = 0) -> bool:
    """Whether objects may be in it, as in {"articles": […]} and {"response": {"docs": […]}}."""
    if isinstance(value, list):
        return any(isinstance(one, dict) for one in value)
    return depth < _DEPTH_MAX and isinstance(value, dict) and any(_holds(one, depth + 1) for one in value.values())


def _part(source: Source, record: dict[str, Any], text: str, parts: Parts, fields: FieldMapping) -> Source:
    known = fields.id_of(record)
    if known is not None:
        return parts.part(source, known)
    return by_content(source, f"{fields.facts_of(record).title}\n{text}".encode("utf-8", "replace"))


def _article(part: Source, record: dict[str, Any], text: str, limits: Limits, fields: FieldMapping) -> Page | Problem:
    if len(text) > limits.article_bytes:
        return Problem(part.origin, part.name, _too_long(limits))
    try:
        text = characters_only(text).replace("\x00", "")
        return page_of(text, part.origin, html=True, known=combine(fields.facts_of(record), part.facts))
    except Refused as error:
        return Problem(part.origin, part.name, str(error))


def _too_long(limits: Limits) -> str:
    return f"it has more than {limits.article_bytes / 1e6:g} MB, the limit for one article; raise EVENHAND_MAX_MB"


def _no_text(record: dict[str, Any], fields: FieldMapping) -> str:
    names = ", ".join(stated_fact(name) or "?" for name in list(record)[:_NAMED_FIELDS_MAX]) or "none"
    wanted = f"no field “{fields.paths['text']}”" if "text" in fields.paths else "no field that is known to hold a text"
    return f"this JSON has {wanted}; name it with --map text=FIELD (its fields: {names})"


def _parsed(data: bytes, source: Source) -> dict[str, Any] | list[Any]:
    text = decode(data, declared=source.charset).lstrip("\ufeff")
    try:
        value = json.loads(text)
    except RecursionError:
        raise Refused("this JSON is nested too deeply to be read; give the article's own text") from None
    except ValueError as error:
        why = f"{error.msg}, line {error.lineno}" if isinstance(error, json.JSONDecodeError) else "a number too long"
        raise Refused(f"this is not valid JSON ({why}); mend it, or save the article as .txt") from None
    if not isinstance(value, dict | list):
        raise Refused("this JSON holds a single value, not an article; give the article's own text")
    return value


def _is_json(line: bytes) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True
