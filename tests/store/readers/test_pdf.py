import sys

import pytest

from store.errors import Refused
from store.pdf_text import PdfText, text_of_pdf, text_of_pdf_apart
from store.readers.pdf import read_pdf
from store.sources import Source
from tests.store.readers.pdfs import pdf, report, set_in_lines
from tests.store.readers.samples import PARAGRAPHS, TEXT, pages, read, reason

SOURCE = Source("boats.pdf", "boats.pdf")


def paragraphs(*lines: str, info: PdfText | None = None) -> str:
    return read_pdf(b"", SOURCE, lambda _: info or PdfText(("\n".join(lines),))).text


def test_a_pdf_is_read_in_a_process_of_its_own_as_paragraphs_without_heads_and_page_numbers() -> None:
    (page,) = pages(
        read(report(info={"/CreationDate": "D:20240101000000Z", "/Title": "Microsoft Word - x.doc"}), "b.pdf")
    )
    assert page.text == TEXT
    assert page.origin == "b.pdf"
    assert page.facts.published.iso() is None
    assert page.facts.title == "Ferries learn to talk"


def test_words_that_the_typesetter_divided_are_whole_again_and_compounds_keep_their_hyphen() -> None:
    lines = [
        "The open-source model of the ferry company is, as its passengers under-",
        "stand, cheaper to run, and that is why the harbour office has an open-",
        "source model too. It went live on Monday, and the councillors of Norr-",
        "bad said that they had not been asked about it before it happened at all.",
    ]
    text = paragraphs(*lines)
    assert "understand, cheaper" in text
    assert "an open-source model too" in text
    assert "of Norrbad said" in text


def test_a_paragraph_goes_on_over_the_end_of_a_page() -> None:
    lines = set_in_lines(*PARAGRAPHS)
    found = PdfText(("\n".join([*lines[:5], "1"]), "\n".join([*lines[5:], "2"])))
    assert paragraphs(info=found) == TEXT


def test_ligatures_are_letters_again() -> None:
    assert "office" in paragraphs(*[line.replace("ffi", "ﬃ") for line in set_in_lines(*PARAGRAPHS)])


@pytest.mark.parametrize(
    ("title", "author", "expected"),
    [
        ("Ferries Learn to Talk", "Mette Lund", ("Ferries Learn to Talk", "Mette Lund")),
        ("A title of last year's report", "Ada Fenn", (None, None)),
        ("Ferries", "admin", (None, None)),
        ("boats-final.docx", "", (None, None)),
    ],
)
def test_title_and_author_of_the_file_count_where_the_pages_show_them(
    title: str, author: str, expected: tuple[str | None, str | None]
) -> None:
    body = "\n".join(["Ferries learn to talk", *set_in_lines(*PARAGRAPHS)])
    facts = read_pdf(b"", SOURCE, lambda _: PdfText((body,), title, author)).facts
    stated = tuple(
        getattr(facts, fact) if facts.read_from.get(fact) == "PDF properties" else None for fact in ("title", "author")
    )
    assert stated == expected


def test_an_encrypted_pdf_is_refused_and_one_without_a_password_to_open_it_is_read() -> None:
    with pytest.raises(Refused, match="encrypted; "):
        text_of_pdf(report(password="harbour"))
    assert "Ferries learn to talk" in text_of_pdf(report(password="")).pages[0]


def test_a_scan_is_named_as_one() -> None:
    assert "OCR" in reason(read(pdf([], []), "scan.pdf"))


@pytest.mark.parametrize(
    "data", [b"%PDF-1.4", b"%PDF-1.7\n" + bytes(5000), report()[:900], b"%PDF-1.4\n1 0 obj\n<<" * 3000]
)
def test_a_broken_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(Refused, match="; "):
        read_pdf(data, SOURCE, text_of_pdf)


def test_a_pdf_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(Refused, match="takes more than"):
        text_of_pdf_apart(report(), timeout_s=0.01)


def test_what_ends_the_other_process_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(Refused, match="time or memory; "):
        text_of_pdf_apart(report())
