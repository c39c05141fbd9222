"""Facts that stand above a text as lines of `Key: value`, as front matter or plainly, and Markdown's own marks."""

import re
from collections.abc import Mapping

_NAMES_OF_FACTS = {
    "title": ("title", "headline", "titel"),
    "publisher": ("publisher", "source", "outlet", "publication", "site", "site name", "newspaper", "quelle"),
    "author": ("author", "authors", "by", "byline", "autor"),
    "agency": ("agency", "wire", "agentur"),
    "published": ("date", "published", "publication date", "date published", "published at", "published on", "datum"),
    "url": ("url", "link", "canonical", "permalink", "source url"),
    "language": ("language", "lang", "sprache"),
}
_KEYS: Mapping[str, str] = {name: fact for fact, names in _NAMES_OF_FACTS.items() for name in names}
_LINE = re.compile(r"^\s*\**([A-Za-z][A-Za-z _-]{1,20})\**\s*:\**\s+(\S.*)$|^\s*\**(\w[\w ]{1,20})\**\s*:\**\s*$")
_OTHER_LINES_MAX = 12
_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_VALUE_CHARACTERS_MAX = 400


def read_header(text: str) -> tuple[dict[str, str], str, str]:
    """What the lines above the text state, by fact, the text below them, and a word for where they stood.

    The facts are named as in Facts; `{}` and the whole text come back where there is no such header.
    """
    front = _FRONT_MATTER.match(text)
    if front is not None:
        stated, _ = _read(front[1].split("\n"), strict=False)
        if stated:
            return stated, text[front.end() :], "front matter"
    lines = text.lstrip("\n").split("\n")
    stated, used = _read(lines, strict=True)
    if stated:
        return stated, "\n".join(lines[used:]), "header lines"
    return {}, text, ""


def _read(lines: list[str], *, strict: bool) -> tuple[dict[str, str], int]:
    stated: dict[str, str] = {}
    used = 0
    for number, line in enumerate(lines[: None if not strict else _OTHER_LINES_MAX]):
        match = _LINE.match(line)
        fact = _KEYS.get((match[1] or match[3]).strip().lower().replace("_", " ")) if match else None
        if fact is None:
            if strict:
                break
            continue
        used = number + 1
        value = (match[2] or "").strip().strip("\"'").strip("[]").strip() if match else ""
        if value.startswith(("http://", "https://")) and fact == "publisher":
            fact = "url"
        if strict and " | " in value:
            break
        if value and len(value) <= _VALUE_CHARACTERS_MAX:
            stated.setdefault(fact, value)
    return stated, used


def plain_markdown(text: str) -> tuple[str | None, str]:
    """The first heading of a Markdown text and the text without Markdown's marks; pictures and their captions go.

    Paragraphs come back on one line each: in Markdown a single line break is a space.
    """
    text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    text = re.sub(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,500}\)", "", text)
    text = re.sub(r"\[([^\]\n]{1,300})\]\([^)\n]{0,500}\)", r"\1", text)
    text = re.sub(r"(?m)^([^\n]+)\n(?:={3,}|-{3,})[ \t]*$", r"\n# \1\n", text)
    text = re.sub(r"(\*\*|__)(?=\S)([^\n]*?\S)\1", r"\2", text)
    text = re.sub(r"(?<![\w*])\*(?=\S)([^*\n]*?\S)\*(?![\w*])", r"\1", text)
    text = re.sub(r"(?<!\w)_(?=\S)([^_\n]*?\S)_(?!\w)", r"\1", text)
    title: str | None = None
    blocks: list[str] = []
    for block in re.split(r"\n\s*\n", text):
        paragraph: list[str] = []
        for line in block.split("\n"):
            heading = re.match(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$", line)
            if heading:
                if title is None and not blocks and not paragraph and heading[1] == "#":
                    title = heading[2].strip() or None
                    continue
                blocks += [" ".join(paragraph), heading[2]]
                paragraph = []
            elif re.match(r"^\s*(?:[-*+]|\d{1,3}[.)])\s+\S", line):
                blocks.append(" ".join(paragraph))
                paragraph = [line.strip()]
            else:
                paragraph.append(re.sub(r"^\s*>\s?", "", line).strip())
        blocks.append(" ".join(paragraph))
    return title, "\n\n".join(block for block in blocks if block.strip())
