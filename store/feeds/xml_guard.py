"""XML that is a trap is refused before any parser builds something of it."""

import re
from html.entities import html5
from typing import NamedTuple, NoReturn
from xml.parsers import expat

from lxml import etree

from store.errors import Refused

DEPTH_MAX = 300
"""Elements inside one another: real feeds have some dozens; parsers take quadratic time with this depth."""
MARKS_MAX = 500_000
"""Ampersands and tags: a large feed has some hundred thousand, and each takes its time."""

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_DECLARATION = re.compile(r"\A\s*<\?xml\b[^>]{0,200}\?>")
_DECLARED = re.compile(rb"\A\s*<\?xml\b[^>]{0,120}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,30})[\"']")
# Others can hide markup from a check that reads bytes, and no feed needs them.
_ENCODINGS = re.compile(r"(?:utf-?8|us-ascii|ascii|iso-8859-\d+|latin-?1|windows-125\d|koi8-[ru]|gb2312|gbk|gb18030|"
                        r"big5|shift_jis|euc-(?:jp|kr))\Z", re.IGNORECASE)  # fmt: skip
_AMPERSAND = re.compile(r"&(?:(#x?[0-9A-Fa-f]{1,8});|([A-Za-z][A-Za-z0-9]{1,31});)?")
_OF_XML = frozenset({"lt", "gt", "amp", "quot", "apos"})
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class SafeXml(NamedTuple):
    """Well-formed XML as UTF-8 without a declaration; `broken` says what was wrong with it before it was mended."""

    data: bytes
    broken: str | None = None


def safe_xml(data: bytes, *, charset: str | None = None) -> SafeXml:
    """The XML made safe to be parsed by anything. `charset` is what its sender declared.

    What is broken is mended as far as it goes; what forgiving parsers make of bait takes them minutes. Raises Refused
    for a document that defines entities (they multiply), that nests hundreds of elements or in which no XML is left.
    """
    text = _NOT_XML.sub("", _decoded(data, charset))
    text = _DECLARATION.sub("", text).lstrip()
    if text.count("&") + text.count("<") > MARKS_MAX:
        raise Refused(f"the XML has more than {MARKS_MAX:,} tags and entities; give a smaller feed")
    xml = text.encode("utf-8")
    try:
        _look_through(xml)
    except expat.ExpatError as error:
        return SafeXml(_mended(text), str(error))
    return SafeXml(xml)


def _decoded(data: bytes, charset: str | None) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if data[:2] in (b"<\x00", b"\x00<"):
        return data.decode("utf-16-le" if data[:1] == b"<" else "utf-16-be", "replace")
    declared = _DECLARED.match(data)
    for name in (charset, declared[1].decode("ascii") if declared else None, "utf-8"):
        if name and _ENCODINGS.match(name):
            try:
                return data.decode(name)
            except (UnicodeDecodeError, LookupError):
                continue
    return data.decode("windows-1252", "replace")


def _look_through(xml: bytes) -> None:
    """Raises Refused for a trap and expat's error for XML that is broken."""
    depth = 0

    def start(_name: str, _attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEPTH_MAX:
            raise Refused("the XML is nested hundreds of elements deep, as bombs are; nothing of it was read")

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def entity(*_: object) -> NoReturn:
        raise Refused("the XML defines entities of its own, as bombs do; nothing of it was read")

    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.EntityDeclHandler = entity
    parser.Parse(xml, True)


def _mended(text: str) -> bytes:
    """Broken XML made well-formed by libxml2, which stops by itself where elements are nested too deeply."""
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    try:
        root = etree.fromstring(_AMPERSAND.sub(_readable, text).encode("utf-8"), parser)
    except etree.LxmlError:
        root = None
    if root is None:
        raise Refused("the XML is too broken to be read; open the address in a browser to see what it gives")
    mended = bytes(etree.tostring(root, encoding="utf-8"))
    try:
        _look_through(mended)
    except expat.ExpatError:
        raise Refused("the XML is too broken to be read; open the address in a browser to see what it gives") from None
    return mended


def _readable(ampersand: re.Match[str]) -> str:
    """An ampersand that is only one is written as such; HTML's names of characters mean nothing in XML."""
    if ampersand[1] or ampersand[2] in _OF_XML:
        return ampersand[0]
    character = html5.get(f"{ampersand[2]};", "") if ampersand[2] else ""
    return f"&amp;{ampersand[0][1:]}" if not character or character in "<>&\"'" else character
