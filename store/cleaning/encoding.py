"""Bytes to text, and text that was decoded wrongly once before back to what its author wrote."""

import codecs
import re

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


def decode(data: bytes) -> str:
    """The text of a file: by its byte order mark, as UTF-8, by the charset an HTML page declares, or as Windows-1252.

    Raises Refused for what is empty, not text at all, or text that none of these can read.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise Refused("the file is empty; give one with an article in it")
    text = _marked(data)
    if text is None:
        _refuse_binary(data)
        text = _utf8(data) or _declared(data) or _windows(data)
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


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:_DECLARATION_WITHIN])
    if match is None:
        return None
    try:
        # Python also knows codecs that are no charsets, such as rot13; decode() refuses these with a LookupError.
        return data.decode(match[1].decode("ascii"))
    except (LookupError, UnicodeError, ValueError):
        return None


def _windows(data: bytes) -> str:
    """Windows-1252, which reads anything: runs of letters beyond ASCII show that the text was something else."""
    text = data.decode("cp1252", "replace")
    strange = sum(len(run) for run in _STRANGE.findall(text))
    if strange > _STRANGE_SHARE_MAX * max(sum(map(str.isalnum, text)), 1):
        raise Refused("the characters of this text cannot be read; save it again as UTF-8")
    return text
