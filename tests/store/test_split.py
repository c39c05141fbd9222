import re
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.articles import Passage, Sentence
from store.split import split_passages, split_sentences

ALPHABET = st.sampled_from(
    [*"ab AZ.!?…:\"'”“)(’\n\n19-。！」é\u00a0\u2028", ". ", ".” ", "\n\n", "U.S. ", "Inc. ", "The ", "word ", "No. 5 "]
)
TEXTS = st.lists(ALPHABET, max_size=120).map("".join) | st.text(max_size=200)

ONE_SENTENCE = [
    "The U.S. Department of Energy opened a data centre in Ohio.",
    "Mr. Olsen and Dr. Weiss met Prof. Adeyemi on Nov. 5 in St. Louis.",
    "J. R. Smith and Maria K. Lindqvist wrote the report together.",
    "Harbour Freight Inc. Chief Executive Lena Orr signed the contract.",
    "Trading opened at 9 a.m. Monday and closed early.",
    "Costs fell by 3.5 percent, e.g. Storage and power, in a year.",
    "Clause No. 5 limits what the vendor may log.",
    "Dyna.AI, Z.ai and Cal.com shared a stage in Lisbon.",
    "They depended on them...without asking for a price.",
    "They waited . . . and then they signed the contract.",
    "“Is there enough support for us?” she said.",
    "“Is there enough support for us?” Lena Orr asked.",
    "“We save a third!” he told the meeting.",
    "The firm (est. 2019) sells tools to banks.",
    "Versions 2.0 vs. Version 3.0 differ in memory use.",
    "1. Lower cost is named by every team.",
]
TWO_SENTENCES = [
    ("The company is Orr Inc.", "The contract runs for a year."),
    ("They moved to the U.S.", "It took them nine months."),
    ("It opens at 9 a.m.", "Nobody comes before ten."),
    ("They chose plan B.", "It failed within a week."),
    ("“We save a third of the bill.”", "The board agreed."),
    ("“We save money every single month.", "We win,” he said."),
    ("(The first pilot failed.)", "The second one did not."),
    ("They sold it in July.", "xAI bought the rest in August."),
    ("It is over…", "The team has moved on."),
    ("Is it cheaper to run?", "Yes, says the audit."),
    ("The bill was 12 million.", "$5 million came from grants."),
    ("The bill was paid in 2025.", "Nothing is owed."),
    ("He said no.", "The board said yes."),
    ("She told the FT.", "But nobody listened."),
    ("It never isn’t.", "Teams know that."),
    ("They bought it from AT&T.", "Consolidation goes on."),
    ("They mine iron ore.", "Chips need other metals."),
    ("開放模型更便宜。", "企業需要更多支持！"),
    ("「価格が下がった。」", "次の年も続く。"),
]


def texts_of(text: str) -> list[str]:
    return [sentence.text for sentence in split_sentences("a1", text)]


def passages_of(text: str, max_chars: int) -> list[Passage]:
    return split_passages("a1", text, split_sentences("a1", text), max_chars=max_chars)


def without_spaces(parts: Sequence[Sentence] | Sequence[Passage]) -> str:
    return re.sub(r"\s", "", "".join(part.text for part in parts))


@pytest.mark.parametrize("sentence", ONE_SENTENCE)
def test_a_stop_inside_a_sentence_does_not_end_it(sentence: str) -> None:
    assert texts_of(sentence) == [sentence]


@pytest.mark.parametrize(("first", "second"), TWO_SENTENCES)
def test_a_sentence_ends_where_the_next_begins(first: str, second: str) -> None:
    assert texts_of(f"{first} {second}") == [first, second]


def test_wide_full_stops_need_no_space() -> None:
    assert texts_of("開放模型更便宜。企業需要更多支持！") == ["開放模型更便宜。", "企業需要更多支持！"]


def test_no_sentence_crosses_a_blank_line() -> None:
    assert texts_of("A heading\n\nIt begins here and\n \ngoes on there.") == [
        "A heading",
        "It begins here and",
        "goes on there.",
    ]


def test_sentences_are_numbered_from_zero_and_know_their_article() -> None:
    sentences = split_sentences("a1", "It rose for a year. It fell for a day.")
    assert [(sentence.article_id, sentence.number) for sentence in sentences] == [("a1", 0), ("a1", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "Why banks wait",
        "What does this mean for small banks?",
        "How The Largest Freight Companies Of Northern Europe Chose Between Open And Closed Models Last Year",
        "Lower cost of running models at night",
        "The teams named the following reasons, most frequent first, when we asked them in May:",
        "It fell.",
        "...",
    ],
)
def test_headings_list_leads_and_fragments_are_not_quotable(text: str) -> None:
    assert [sentence.quotable for sentence in split_sentences("a1", text)] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "Key drivers: lower cost and better support for teams.",
        "Our bill fell by a third within a quarter.",
        "“Our bill fell by a third,” she said.",
        "Would you sign that contract today? We would not.",
        "our bill for running models fell by a third within the quarter after the move to open weights",
        "開放模型更便宜。",
    ],
)
def test_statements_are_quotable(text: str) -> None:
    assert split_sentences("a1", text)[0].quotable


def test_a_passage_holds_whole_sentences_up_to_its_length() -> None:
    text = "One two three four. Five six seven eight.\n\nNine ten eleven twelve."
    assert [passage.text for passage in passages_of(text, 45)] == [
        "One two three four. Five six seven eight.",
        "Nine ten eleven twelve.",
    ]
    assert [passage.text for passage in passages_of(text, 700)] == [text]


def test_a_long_sentence_is_a_passage_alone() -> None:
    long = "It rose " + "and rose " * 20 + "again."
    assert [passage.text for passage in passages_of(f"Short one here. {long} Short two here.", 60)] == [
        "Short one here.",
        long,
        "Short two here.",
    ]


def test_a_heading_goes_with_the_paragraph_that_follows() -> None:
    text = "The first paragraph ends here.\n\nWhy banks wait\n\nThe second paragraph is here."
    assert [passage.text for passage in passages_of(text, 60)] == [
        "The first paragraph ends here.",
        "Why banks wait\n\nThe second paragraph is here.",
    ]


def test_an_empty_text_has_neither_sentences_nor_passages() -> None:
    assert split_sentences("a1", " \n\n ") == []
    assert split_passages("a1", " \n\n ", []) == []


@given(TEXTS)
def test_sentences_are_exact_ordered_and_complete(text: str) -> None:
    sentences = split_sentences("a1", text)
    for sentence in sentences:
        assert sentence.text == text[sentence.start : sentence.end]
        assert sentence.text == sentence.text.strip() != ""
        assert re.search(r"\n\s*\n", sentence.text) is None
    for before, after in pairwise(sentences):
        assert before.end <= after.start
    assert without_spaces(sentences) == re.sub(r"\s", "", text)


@given(TEXTS, st.integers(1, 200))
def test_passages_are_exact_and_hold_every_sentence_once(text: str, max_chars: int) -> None:
    sentences = split_sentences("a1", text)
    passages = split_passages("a1", text, sentences, max_chars=max_chars)
    for passage in passages:
        inside = [s for s in sentences if passage.start <= s.start and s.end <= passage.end]
        assert passage.text == text[passage.start : passage.end]
        assert len(passage.text) <= max_chars or len(inside) == 1
    assert without_spaces(passages) == without_spaces(sentences)
    assert [passage.id for passage in passages] == [f"a1:{number}" for number in range(len(passages))]


@pytest.mark.parametrize("pattern", [". ", "A. ", "1. ", ".” “", "\n \n", "。", "(“", "x\n\n", " ", ".\n"])
def test_hostile_repetition_takes_time_in_proportion(pattern: str) -> None:
    # Quadratic work on a text of this length would take minutes, and the test run with it.
    text = pattern * (400_000 // len(pattern))
    sentences = split_sentences("a1", text)
    assert len(without_spaces(split_passages("a1", text, sentences))) == len(re.sub(r"\s", "", text))
