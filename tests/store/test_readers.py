import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.errors import Refused
from store.readers import read_page

PARAGRAPHS = (
    "The ferry company Norrbad said on Monday that it would run its timetable on an open language model of its own.",
    "Passengers had complained for months that the old timetable could not explain why the ferry boats were late.",
    "“We get fewer angry calls, and that is worth the electricity,” said Mette Lund, who runs the harbour office.",
    "The model costs a third of what the company paid before, according to its annual report.",
)
TEXT = "\n\n".join(PARAGRAPHS)
PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ferries learn to talk</title></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<article><h1>Ferries learn to talk</h1>{"".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)}
<p>Sign up for our newsletter and never miss a boat.</p></article>
<footer>© 2025 Sound Herald. All rights reserved.</footer></body></html>"""


def test_a_text_becomes_a_page_whose_raw_text_is_kept_unmended() -> None:
    broken = "\ufeff" + TEXT.replace("“", "â€œ").replace("”", "â€\x9d")
    page = read_page(broken.encode(), "boats.txt")
    assert page.text == TEXT
    assert page.raw == broken.removeprefix("\ufeff")
    assert page.origin == "boats.txt"


@pytest.mark.parametrize("origin", ["boats.html", "boats.txt", "https://sound.example/boats?x=1.md", "-", ""])
def test_an_html_page_is_known_by_how_it_begins_whatever_it_is_called(origin: str) -> None:
    page = read_page(PAGE.encode(), origin)
    assert page.text == TEXT
    assert page.facts.title == "Ferries learn to talk"
    assert page.raw == PAGE
    assert any("Sound Herald" in line for line in page.furniture)
    assert "Home" in page.furniture


def test_a_fragment_of_html_is_read_by_its_name() -> None:
    fragment = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    assert read_page(fragment.encode(), "boats.htm").text == TEXT


def test_a_text_that_is_only_called_html_is_read_as_text() -> None:
    assert read_page(TEXT.encode(), "boats.html").text == TEXT


def test_markdown_is_read_by_its_name() -> None:
    markdown = f"# Ferries learn to talk\n\n{TEXT}".replace("fewer", "**fewer**")
    page = read_page(markdown.encode(), "boats.MD")
    assert page.text == TEXT
    assert page.facts.title == "Ferries learn to talk"


@pytest.mark.parametrize(
    ("data", "origin", "said"),
    [
        (b"", "a.txt", "empty"),
        (b"%PDF-1.4", "a.txt", "PDF"),
        (b'{"a": [1, 2]}', "a.txt", "JSON"),
        (b'{"a": 1}\n{"a": 2}\n', "a.txt", "JSON"),
        (b"name,ship,port\nAnn,Aurora,Norrbad\nOle,Boreas,Norrbad\nLiv,Zephyr,Norrbad\n", "a.csv", "table"),
        (b"import os\n\ndef main():\n    return os.name\n\nclass Boat:\n    pass\n", "a.py", "code"),
        (b"function f() {\n  return 1;\n}\nconst a = f();\n", "a.txt", "code"),
        (b"Home\nNews\nSport\nWeather\nSign in\n", "a.txt", "no article"),
        (b"A short note. Nothing more.", "a.md", "no article"),
        (b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "a.html", "no article"),
        (b"<html></html>", "a.html", "no article"),
        (b"<html><p " + b" ".join(b"a%d=1" % n for n in range(5000)) + b">x</p></html>", "a.html", "attributes"),
    ],
)
def test_what_is_no_article_is_refused_with_the_reason_and_a_remedy(data: bytes, origin: str, said: str) -> None:
    with pytest.raises(Refused, match=said) as refused:
        read_page(data, origin)
    assert "; " in str(refused.value)
    assert origin not in str(refused.value)


def test_ten_thousand_levels_of_nesting_do_not_crash() -> None:
    nested = "<html><body>" + "<div>" * 10_000 + f"<p>{TEXT}</p>" + "</div>" * 10_000
    text = "refused"
    with contextlib.suppress(Refused):
        text = read_page(nested.encode(), "deep.html").text
    assert text == "refused" or PARAGRAPHS[0] in text


def test_deeply_nested_json_in_a_page_is_passed_over() -> None:
    script = f'<script type="application/ld+json">{"[" * 50_000}</script>'
    assert read_page(PAGE.replace("</head>", script + "</head>").encode(), "a.html").text == TEXT


@pytest.mark.parametrize(
    "bait", ["." * 60_000, "(photo " * 10_000, "Aa " * 20_000, "? " * 30_000, "Nov 3, 2025 " * 5_000]
)
def test_a_line_made_to_keep_patterns_busy_is_read_in_good_time(bait: str) -> None:
    page = read_page(f"{bait}\n\n{TEXT}".encode(), "bait.txt")
    assert page.text.endswith(PARAGRAPHS[-1])


def test_invisible_characters_do_not_reach_the_text() -> None:
    tricked = TEXT.replace("ferry", "fer\u200bry\u202e").replace("model", "mo\u00addel")
    assert read_page(tricked.encode(), "a.txt").text == TEXT


origins = st.sampled_from(["a.txt", "a.md", "a.html", "a", "", "-", "http://[::1", "\x00.html"])
snippets = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *PARAGRAPHS,
                "<p>",
                "<div",
                "</",
                "<!--",
                "# A",
                "---",
                "Title: A",
                "β",
                "�",
                "[a](b)",
                "By Ann Berg",
                "\r\n",
                "|",
            ]
        ),
        st.text(max_size=30),
    ),
    max_size=30,
)


@settings(deadline=None)
@given(st.binary(max_size=600), origins)
def test_any_bytes_are_read_or_refused(data: bytes, origin: str) -> None:
    text = "refused"
    with contextlib.suppress(Refused):
        text = read_page(data, origin).text
    assert text


@settings(deadline=None, max_examples=60)
@given(snippets, origins, st.sampled_from(["", "<html><body>"]))
def test_any_pieces_of_pages_are_read_or_refused(pieces: list[str], origin: str, start: str) -> None:
    data = (start + "\n".join(pieces)).encode("utf-8", "surrogatepass")
    text = "refused"
    with contextlib.suppress(Refused):
        page = read_page(data, origin)
        text = page.text
        assert "\n\n\n" not in text
    assert text


def test_half_a_character_in_a_pages_json_becomes_a_mark_that_can_be_stored() -> None:
    stated = r'{"@type": "NewsArticle", "headline": "The ferry \ud800 is sold", "author": {"name": "Ada \udfff Fenn"}}'
    paragraph = (
        "<p>The council of Elmsworth voted on Monday to sell the ferry that it has run itself for a long time.</p>"
    )
    page = read_page(
        f'<html><head><script type="application/ld+json">{stated}</script></head><body><article>{paragraph}'
        f"{paragraph.replace('Monday', 'Friday')}{paragraph.replace('sell', 'keep')}</article></body></html>".encode(),
        "ferry.html",
    )
    assert page.facts.title == "The ferry \ufffd is sold"
    for text in (page.text, page.raw, *(value for value in vars(page.facts).values() if isinstance(value, str))):
        assert text.encode()
