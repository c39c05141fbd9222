"""Atheris on the readers: `make fuzz`. Any bytes give pages or problems, in good time; nothing else.

The first byte chooses what the bytes are called; PDFs are read in this process, so that their reader is looked into too.
"""

import sys

import atheris

NAMES = ("a.html", "a.txt", "a.md", "a.eml", "a.mbox", "a.json", "a.jsonl", "a.zip", "a.gz", "-")

with atheris.instrument_imports(include=["store", "pypdf", "email", "zipfile", "gzip"]):
    from store.errors import Refused
    from store.pdf_text import text_of_pdf
    from store.readers import Limits, read_pages
    from store.sources import Source

LIMITS = Limits(article_bytes=1_000_000)


def feed(data: bytes) -> None:
    if not data:
        return
    choice, rest = data[0] % (len(NAMES) + 1), data[1:]
    if choice == len(NAMES):
        try:
            text_of_pdf(b"%PDF-1.7\n" + rest)
        except Refused:
            return
    elif b"%PDF-" not in rest[:1024]:  # a process each would take too long
        found = list(read_pages(Source(NAMES[choice], NAMES[choice], rest), limits=LIMITS))
        assert found, "neither a page nor a problem"


if __name__ == "__main__":
    atheris.Setup(sys.argv, feed)
    atheris.Fuzz()
