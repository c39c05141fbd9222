"""PDFs of our own: lines of text, one below the other."""

import io
from collections.abc import Sequence
from textwrap import wrap

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from tests.store.readers.samples import PARAGRAPHS


def pdf(*pages: Sequence[str], info: dict[str, str] | None = None, password: str | None = None) -> bytes:
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )
    for lines in pages:
        page = writer.add_blank_page(595, 842)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): writer._add_object(font)})}
        )
        stream = DecodedStreamObject()
        shown = b"".join(b"(%s) Tj T*\n" % _escaped(line) for line in lines)
        stream.set_data(b"BT /F1 11 Tf 14 TL 50 800 Td\n" + shown + b"ET")
        page[NameObject("/Contents")] = writer._add_object(stream)
    if info:
        writer.add_metadata(info)
    if password is not None:
        writer.encrypt(password, algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def set_in_lines(*paragraphs: str, width: int = 70) -> list[str]:
    return [line for paragraph in paragraphs for line in wrap(paragraph, width)]


def report(**kwargs: object) -> bytes:
    """Three pages with a running head, page numbers and a headline."""
    heads = [["Harbour Reports 11/2025"], ["Harbour Reports 11/2025"], ["Harbour Reports 11/2025"]]
    body = set_in_lines(*PARAGRAPHS)
    cut = len(body) // 2
    bodies = [["Ferries learn to talk", "By Mette Lund", *body[:3]], body[3:cut], body[cut:]]
    pages = [[*head, *lines, f"Page {n + 1} of 3"] for n, (head, lines) in enumerate(zip(heads, bodies, strict=True))]
    return pdf(*pages, **kwargs)  # type: ignore[arg-type]


def _escaped(line: str) -> bytes:
    return line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
