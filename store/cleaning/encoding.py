"""Bytes to text, and text that was decoded wrongly once before back to what its author wrote."""

import codecs
import re

from charset_normalizer import from_bytes
from ftfy import TextFixerConfig, fix_text

from store.cleaning.lost_marks import mend_lost_marks
from store.errors import Refused

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive or Office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"RIFF", "a RIFF file (WebP, WAV or AVI)"),
    (b"OggS", "an Ogg file"),
    (b"ID3", "an MP3 file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript document"),
)
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE
)
_DECLARATION_WITHIN = 4096
_BROKEN_SHARE_MAX = 0.01
_STRANGE_SHARE_MAX = 0.15
_STRANGE = re.compile(r"[^\x00-\x7f]{3,}|[\ufffd\x01-\x08\x0e-\x1f]")
_WIDE = ("utf-16", "utf-32", "iso2022-")
_NO_CHARSETS = frozenset(
    {"utf-7", "unicode-escape", "raw-unicode-escape", "idna", "punycode", "undefined", "mbcs", "oem"}
)
_READ_AS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift-jis": "cp932",
    "euc-kr": "cp949",
    "big5": "big5hkscs",
}
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z]")
_OTHER_ALPHABET = re.compile(r"[\u0370-\u03ff\u0400-\u04ff\u0590-\u06ff\u0e00-\u0e7f\uff61-\uff9f]")
_HALF_WIDTH = re.compile(r"[\uff61-\uff9f]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f]")
_MIXED_SHARE_MAX = 0.3
_ASCII_MAX = 0x7F
_GUESSED_BYTES = 100_000
_GUESSED_LETTERS_MIN = 40
_CHAOS_MAX = 0.05
_COHERENCE_MIN = 0.4
_MOJIBAKE_ONLY = TextFixerConfig(
    unescape_html="auto",
    # What follows would change what an author may have meant: curly quotation marks, ligatures, full-width letters.
    uncurl_quotes=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    fix_line_breaks=False,
    remove_control_chars=False,
    remove_terminal_escapes=False,
    normalization=None,
    explain=False,
)


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of a file: by its byte order mark, as UTF-8, by the charset that is declared, or by what it looks like.

    `declared` is what a sender says of it: an HTTP or mail header; the page's own declaration comes after it. Neither
    is believed where the bytes are UTF-8 or would give a text that nobody writes. What nobody declares is Windows-1252,
    or another encoding where only that one makes words. Raises Refused for what is empty or not text.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise Refused("the file is empty; give one with an article in it")
    text = _marked(data) or _wide(data, declared)
    if text is None:
        _refuse_binary(data)
        text = (
            _utf8(data) or _as(data, declared) or _as(data, _declared_inside(data)) or _windows(data) or _guessed(data)
        )
    if text is None:
        raise Refused("the characters of this text cannot be read; save it again as UTF-8")
    if not text.strip():
        raise Refused("the file is empty; give one with an article in it")
    if "\x00" in text:
        raise Refused("this is a binary file, not text; give the article as .txt, .md or .html")
    return text


def mend(text: str) -> str:
    """The text with mojibake undone: where its bytes are still there (ftfy), and where only stray marks are left.

    Genuine text in any script, its quotation marks and its line breaks stay as they are.
    """
    return mend_lost_marks(fix_text(text, _MOJIBAKE_ONLY))


def _marked(data: bytes) -> str | None:
    for mark, codec in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(codec)
            except UnicodeDecodeError:
                raise Refused(f"the text claims to be {codec} but is not; save it again as UTF-8") from None
    return None


def _refuse_binary(data: bytes) -> None:
    start = data[:1024].lstrip()
    for magic, name in _MAGIC:
        if start.startswith(magic):
            raise Refused(f"this is {name}, not text; give the article as .txt, .md or .html")
    if b"\x00" in data:
        raise Refused("this is a binary file, not text; give the article as .txt, .md or .html")


def _utf8(data: bytes) -> str | None:
    """UTF-8, also where a few bytes in it are broken: these become U+FFFD, to be mended by context."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(c > "\x7f" for c in text) - broken
    return text if whole > broken and broken <= _BROKEN_SHARE_MAX * len(text) else None


def _wide(data: bytes, declared: str | None) -> str | None:
    """A declared charset whose texts look like UTF-8 or like no text at all: UTF-16 without a mark, ISO-2022."""
    name = _codec(declared)
    if name is None or not name.startswith(_WIDE) or (name.startswith("iso2022-") and b"\x1b" not in data):
        return None
    if name.startswith("utf") and b"\x00" not in data and _strictly(data, "utf-8") is not None:
        return None
    text = _strictly(data, name)
    return text if text and "\x00" not in text and _is_plausible(text) else None


def _as(data: bytes, declared: str | None) -> str | None:
    """The text in a declared charset, unless that is none, cannot be right, or gives what nobody writes."""
    name = _codec(declared)
    text = _strictly(data, name) if name and not name.startswith(_WIDE) else None
    return text if text and _is_plausible(text) else None


def _codec(declared: str | None) -> str | None:
    """Python's name of a declared charset, or of the larger one that browsers read it as."""
    if not declared:
        return None
    try:
        name = codecs.lookup(declared.strip("\"' ")).name.replace("_", "-")
    except (LookupError, ValueError, UnicodeError):
        return None
    return None if name in _NO_CHARSETS else _READ_AS.get(name, name)


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        # Python also knows codecs that are no charsets, such as rot13; decode() refuses these with a LookupError.
        return data.decode(codec)
    except (LookupError, UnicodeError, ValueError):
        return None


def _is_plausible(text: str) -> bool:
    """Whether people write so: no words of two alphabets at once, hardly any control characters.

    A wrong single-byte charset has no bytes that it cannot read, but it makes "cafй" of "café".
    """
    foreign = [word for word in _WORD.findall(text) if _OTHER_ALPHABET.search(word)]
    mixed = sum(_LATIN.search(word) is not None for word in foreign)
    controls = len(_CONTROL.findall(text))
    return mixed <= _MIXED_SHARE_MAX * len(foreign) and controls <= _BROKEN_SHARE_MAX * len(text)


def _declared_inside(data: bytes) -> str | None:
    match = _DECLARED.search(data[:_DECLARATION_WITHIN])
    return match[1].decode("ascii") if match else None


def _windows(data: bytes) -> str | None:
    """Windows-1252, which reads anything: runs of letters beyond ASCII show that the text was something else."""
    text = data.decode("cp1252", "replace")
    strange = sum(len(run) for run in _STRANGE.findall(text))
    return text if strange <= _STRANGE_SHARE_MAX * max(sum(map(str.isalnum, text)), 1) else None


def _guessed(data: bytes) -> str | None:
    """The encoding that charset-normalizer is sure of: no letters out of place, and enough of them."""
    if sum(byte > _ASCII_MAX for byte in data[:_GUESSED_BYTES]) < _GUESSED_LETTERS_MIN:
        return None
    best = from_bytes(data[:_GUESSED_BYTES]).best()
    if best is None or best.chaos > _CHAOS_MAX:
        return None
    if not best.multi_byte_usage and best.coherence < _COHERENCE_MIN:
        return None
    text = _strictly(data, best.encoding)
    # Nobody writes in half-width katakana: it is what a charset for Japanese makes of other letters.
    is_misread = text is not None and len(_HALF_WIDTH.findall(text)) > _MIXED_SHARE_MAX * _GUESSED_LETTERS_MIN
    return None if text is None or is_misread or not _is_plausible(text) else text
