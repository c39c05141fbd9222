"""Articles and reports that come as PDF: lines put together to paragraphs, what stands on every page taken out."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from store.articles import Facts, Page
from store.characters import characters_only
from store.cleaning.furniture import kind_of
from store.cleaning.lines import BULLET, Line, tidy
from store.errors import Refused
from store.facts.gathered import Gathered
from store.facts.names import is_person
from store.pdf_text import PdfText, text_of_pdf_apart
from store.readers.page import page_of, stated_fact
from store.sources import Source

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_EDGE_LINES = 3
_REPEATED_MIN = 2
_REPEATED_SHARE = 0.3
_SHORT_LINE = 0.8
_HEADING_LINE = 0.6
_LETTERS_MIN = 100
_TITLE_WORDS_MIN = 2
_PAGE_NUMBER = re.compile(r"^\W*(?:(?:page|seite|p\.?)\s*)?\d{1,4}(?:\s*(?:/|of|von)\s*\d{1,4})?\W*$", re.IGNORECASE)
_HYPHENATED = re.compile(r"([^\W\d_]{2,})[-\u2010\u00ad]$")
_GOES_ON = re.compile(r"[a-zß-öø-ÿ]+")
_ENDS = re.compile(r"[.!?:…][\"'”’»)\]]*(?:\s?\[?\d{1,3}\]?)?$")
_FILE_NAME = re.compile(
    r"\.(?:docx?|odt|rtf|pdf|indd|qxd|pptx?|tex|dvi|html?|txt)\b|^(?:microsoft word|untitled)", re.IGNORECASE
)


def read_pdf(data: bytes, source: Source, read: Callable[[bytes], PdfText] = text_of_pdf_apart) -> Page:
    """The article in a PDF. Its stated title and author count only where its first pages show them too.

    When the file was made says nothing of when the article was published, so that is not looked at.
    Raises Refused where it is encrypted, broken, a scan, or no article.
    """
    found = read(data)
    pages = [[_plain(line) for line in characters_only(page).split("\n")] for page in found.pages]
    letters = sum(map(str.isalpha, "".join(line for page in pages for line in page)))
    if letters < _LETTERS_MIN:
        raise Refused("the PDF holds pictures of pages and no text (a scan); run text recognition (OCR) on it first")
    text = "\n\n".join(_paragraphs(_without_furniture(pages)))
    page = page_of(text, source.origin, html=False, known=source.facts)
    shown = [*found.pages[:2], found.pages[-1]]
    return replace(page, facts=_with_info(page.facts, found, shown))


def _plain(line: str) -> str:
    for ligature, letters in _LIGATURES.items():
        line = line.replace(ligature, letters)
    soft = line.rstrip().endswith("\u00ad")  # tidy takes it out; at the end of a line it is a hyphen
    return tidy(line) + ("-" if soft else "")


def _without_furniture(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """The pages without page numbers and without the running heads and feet that stand on several of them."""
    seen = Counter(key for page in pages for key in {_key(page[at]) for at in _edges(page)})
    often = max(_REPEATED_MIN, _REPEATED_SHARE * len(pages))
    left = []
    for page in pages:
        edges = _edges(page)
        out = {at for at in edges if _PAGE_NUMBER.match(page[at]) or seen[_key(page[at])] >= often}
        left.append([line for at, line in enumerate(page) if at not in out])
    return left


def _edges(page: Sequence[str]) -> set[int]:
    filled = [at for at, line in enumerate(page) if line]
    return {*filled[:_EDGE_LINES], *filled[-_EDGE_LINES:]}


def _key(line: str) -> str:
    """The same for a running head on every page, whatever number it carries."""
    return re.sub(r"\d+", "0", line.casefold())


def _paragraphs(pages: Iterable[Sequence[str]]) -> list[str]:
    """The lines joined to paragraphs.

    A new one begins after a blank line or a short line that ends a sentence, before and after a heading, and before an
    item of a list. A page's end alone ends none.
    """
    lines = [line for page in pages for line in _trimmed(page)]
    widths = sorted(len(line) for line in lines if line)
    width = widths[int(0.75 * (len(widths) - 1))] if widths else 0
    words = Counter(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", " ".join(lines).casefold()))
    paragraphs = [lines[0]] if lines else []
    for above, line in pairwise(lines):
        if not line:
            continue
        if not above or not paragraphs[-1] or _ends_there(above, line, width):
            paragraphs.append(line)
        else:
            paragraphs[-1] = _joined(paragraphs[-1], line, words)
    return [paragraph for paragraph in paragraphs if paragraph]


def _trimmed(page: Sequence[str]) -> Sequence[str]:
    filled = [at for at, line in enumerate(page) if line]
    return page[filled[0] : filled[-1] + 1] if filled else []


def _ends_there(above: str, line: str, width: int) -> bool:
    if BULLET.match(line) or kind_of(Line(above)) is not None or kind_of(Line(line)) is not None:
        return True
    is_short = len(above) < _SHORT_LINE * width
    begins = line[:1].isupper() or not line[:1].isalpha()
    ends = _ENDS.search(above) is not None
    is_heading = ends and begins and len(line) < _HEADING_LINE * width and _ENDS.search(line) is None
    return is_heading or (is_short and begins and (ends or not above.endswith((",", "-"))))


def _joined(text: str, line: str, words: Counter[str]) -> str:
    hyphen = _HYPHENATED.search(text)
    follows = _GOES_ON.match(line)
    if hyphen is None:
        return f"{text} {line}"
    if follows is None:
        return text + line
    whole, compound = f"{hyphen[1]}{follows[0]}".casefold(), f"{hyphen[1]}-{follows[0]}".casefold()
    return text + line if words[compound] > words[whole] else text[:-1] + line


def _with_info(facts: Facts, found: PdfText, shown: Iterable[str]) -> Facts:
    letters = "".join(_letters(page) for page in shown)
    title, author = (stated_fact(value or "") for value in (found.title, found.author))
    gathered = Gathered()
    if title and len(title.split()) >= _TITLE_WORDS_MIN and not _FILE_NAME.search(title) and _letters(title) in letters:
        gathered.add("title", title, "PDF properties")
    if author and is_person(author) and _letters(author) in letters:
        gathered.add("author", author, "PDF properties")
    stated = gathered.facts()
    read_from = {**facts.read_from, **stated.read_from}
    return replace(facts, **{fact: getattr(stated, fact) for fact in stated.read_from}, read_from=read_from)


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
