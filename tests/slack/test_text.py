"""Promises of the text that goes to Slack."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.text import clean, day, escape, link, one_line, plain, quote, shorten, split_text
from tests.slack.briefs import hostile_text

ESCAPE = re.compile(r"&(?:amp|lt|gt);")


def shown(escaped: str) -> str:
    """What Slack shows for text without markup."""
    return html.unescape(escaped)


@given(hostile_text)
def test_outside_text_cannot_ping_or_link(text: str) -> None:
    assert "<" not in escape(text)
    assert ">" not in escape(text)
    assert "&" not in ESCAPE.sub("", escape(text))


@given(hostile_text)
def test_outside_text_cannot_format_wherever_it_is_put(text: str) -> None:
    inside_words = re.sub(r"(?<=[A-Za-z0-9])[*_~](?=[A-Za-z0-9])", "", escape(text))
    assert not set(inside_words) & set("*_~`")


@given(hostile_text)
def test_outside_text_cannot_show_emoji(text: str) -> None:
    assert not re.search(r":[a-z0-9_'+-]+:", escape(text))


@given(hostile_text)
def test_outside_text_cannot_begin_a_quote(text: str) -> None:
    assert not any(line.lstrip(" \t").startswith("&gt;") for line in escape(text).split("\n"))


@given(st.text(alphabet="ab \n\t\u200b\u2060\ufeff\u00ad\u202a\u202e\u2066\u2069\u200f\U000e0041\x00\x1b\x7f\ud800"))
def test_outside_text_hides_nothing_and_turns_nothing_round(text: str) -> None:
    assert set(clean(text)) <= set("ab \n\t\ufffd")


@given(hostile_text)
def test_escaping_keeps_the_length_of_what_is_shown(text: str) -> None:
    assert len(shown(escape(text))) == len(clean(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("R&D costs 5 < 6", "R&amp;D costs 5 &lt; 6"),
        ("a snake_case_name stays", "a snake_case_name stays"),
        ("about ~30% *more*", "about ∼30% ∗more∗"),
        ("at 10:30:45 sharp", "at 10∶30:45 sharp"),
        ("> said nobody", "› said nobody"),
        ("Ratio 3:1, note: fine", "Ratio 3:1, note: fine"),
        ("“Quotation marks” — and dashes", "“Quotation marks” — and dashes"),
        ("می\u200cروم", "می\u200cروم"),
    ],
)
def test_escaped_text_reads_as_before(text: str, expected: str) -> None:
    assert escape(text) == expected


@given(hostile_text)
def test_outside_text_gets_no_line_of_its_own(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1
    assert one_line(text) == one_line(text).strip()


@given(hostile_text)
def test_plain_text_has_no_angle_brackets(text: str) -> None:
    assert not set(plain(text)) & set("<>\n")


@given(hostile_text, st.integers(10, 200))
def test_shortened_text_keeps_its_limit_after_escaping(text: str, max_chars: int) -> None:
    short = shorten(escape(text), max_chars)
    assert len(short) <= max_chars
    assert "&" not in ESCAPE.sub("", short)
    kept = short.removesuffix(" …") if len(escape(text)) > max_chars else short
    assert escape(text).startswith(kept)


def test_text_is_shortened_at_a_word_end_and_says_so() -> None:
    assert shorten("The harbour opens again in spring", 20) == "The harbour opens …"


def test_a_letter_keeps_its_accents_where_text_is_cut() -> None:
    assert shorten("e\u0301" * 20, 11) == "e\u0301" * 4 + " …"


@pytest.mark.parametrize("max_chars", [9, 0, -1])
def test_a_limit_too_small_for_any_mark_is_refused(max_chars: int) -> None:
    with pytest.raises(ValueError, match="too few"):
        shorten("text", max_chars)
    with pytest.raises(ValueError, match="too few"):
        split_text("text", max_chars=max_chars)


@given(hostile_text, st.integers(10, 200))
def test_splitting_keeps_every_character_and_every_limit(text: str, max_chars: int) -> None:
    pieces = split_text(escape(text), max_chars=max_chars)
    assert "".join(pieces) == escape(text)
    assert all(0 < len(piece) <= max_chars for piece in pieces)
    assert all("&" not in ESCAPE.sub("", piece) for piece in pieces)


def test_text_is_split_after_lines_where_it_can_be() -> None:
    assert split_text("one two\nthree four\nfive", max_chars=20) == ["one two\nthree four\n", "five"]


@given(hostile_text)
def test_every_line_of_a_quote_is_quoted(text: str) -> None:
    assert all(line.startswith("> ") for line in quote(escape(text)).split("\n"))


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "file:///notes.txt",
        "ftp://a.example/x",
        "//a.example/x",
        "https://",
        "https://bank.example@evil.example/",
        "https://[broken",
        "https://a.example/" + "x" * 1_000,
        "https://a b.example/",
    ],
)
def test_only_plain_web_addresses_become_links(url: str | None) -> None:
    assert link(url, "Title") == "Title"


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://a.example/x?a=1&b=2#c", "https://a.example/x?a=1&amp;b=2#c"),
        ("http://a.example:8080/x|y>z <w", "http://a.example:8080/x%7Cy%3Ez%20%3Cw"),
        ("https://a.example/caf\u00e9", "https://a.example/caf%C3%A9"),
        ("https://b\u00fccher.example/", "https://xn--bcher-kva.example/"),
        ("HTTPS://A.example/", "https://A.example/"),
        ("https://a.example/%7Ex", "https://a.example/%7Ex"),
    ],
)
def test_a_link_keeps_its_address_and_ends_where_it_should(url: str, address: str) -> None:
    assert link(url, "Title") == f"<{address}|Title>"


@given(hostile_text)
def test_no_address_breaks_out_of_its_link(text: str) -> None:
    for url in (text, f"https://a.example/{text}", f"https://{text}"):
        made = link(url, "Title")
        assert made == "Title" or re.fullmatch(r"<https?://[^\s<>|]+\|Title>", made)


@pytest.mark.parametrize(
    ("published", "as_stated", "expected"),
    [
        ("2025-11-17", "Nov. 17", "17 Nov 2025"),
        ("2025-11-03", None, "3 Nov 2025"),
        ("2025-11", None, "Nov 2025"),
        (None, "Dec 23", "undated (“Dec 23”)"),
        (None, None, "undated"),
        ("2025-13-01", None, "undated"),
    ],
)
def test_dates_read_as_stated_and_are_never_guessed(
    published: str | None, as_stated: str | None, expected: str
) -> None:
    assert day(published, as_stated) == expected
