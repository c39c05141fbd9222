"""No quotation that is not in the store, no headline that says what its evidence does not."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from bot.brief.evidence import DraftPoint, Evidence
from bot.brief.figures import figures_in
from bot.brief.verify import headline_holds, quotations_hold
from store import Article, Facts

BILL = (
    "Our bill for inference fell by a third within a quarter, said Mara Lindqvist of Kestrel Freight, "
    "which spends $1.2 million a year and runs Corvus-4 on 400,000 parcels in the European Union."
)
HARM = "Nobody can recall a model whose weights are out, and 12 per cent of the copies are misused."


def quoted(text: str, *, before: str = "", after: str = "", speaker: str | None = None) -> Evidence:
    article = Article("a1", before + text + after, "a.txt", Facts(), datetime(2025, 11, 3, tzinfo=UTC))
    return Evidence(article, len(before), len(before) + len(text), text, "for", 0.9, 0.9, speaker)


def stored(*evidence: Evidence) -> dict[str, str]:
    return {item.article.id: item.article.text for item in evidence}


# Quotations


@given(st.text(), st.text(min_size=1), st.text())
def test_a_quotation_that_stands_in_the_store_is_kept(before: str, text: str, after: str) -> None:
    evidence = quoted(text, before=before, after=after)
    points = [DraftPoint("for", "lower cost", (evidence,))]
    assert quotations_hold(points, stored(evidence).get) == points


@given(st.text(), st.text(min_size=1), st.text(), st.text(min_size=1))
@example("", "costs fell", "", "Costs fell")
@example("", "costs fell ", "", "costs fell")
@example("", "costs “fell”", "", 'costs "fell"')
def test_a_changed_quotation_never_survives(before: str, text: str, after: str, changed: str) -> None:
    assume(changed != text)
    evidence = replace(quoted(text, before=before, after=after), text=changed)
    assert quotations_hold([DraftPoint("for", "lower cost", (evidence,))], stored(evidence).get) == []


@given(st.text(min_size=1), st.integers(), st.integers())
def test_offsets_that_do_not_enclose_the_quotation_never_survive(text: str, start: int, end: int) -> None:
    evidence = replace(quoted(text), start=start, end=end)
    kept = quotations_hold([DraftPoint("for", "lower cost", (evidence,))], stored(evidence).get)
    assert bool(kept) == ((start, end) == (0, len(text)))


def test_offsets_counted_from_the_end_are_refused() -> None:
    evidence = replace(quoted("fell", before="costs ", after="!"), start=-5, end=-1)
    assert quotations_hold([DraftPoint("for", "lower cost", (evidence,))], stored(evidence).get) == []


def test_an_article_that_the_catalog_no_longer_has_is_not_quoted() -> None:
    assert quotations_hold([DraftPoint("for", "lower cost", (quoted(BILL),))], lambda _: None) == []


def test_the_store_and_not_the_evidence_says_what_the_article_holds() -> None:
    evidence = quoted(BILL)
    assert (
        quotations_hold([DraftPoint("for", "lower cost", (evidence,))], {"a1": BILL.replace("a third", "half")}.get)
        == []
    )


def test_a_point_keeps_the_evidence_that_stands() -> None:
    right, wrong = quoted(BILL), replace(quoted(BILL), text="Our bill doubled")
    points = quotations_hold([DraftPoint("for", "lower cost", (wrong, right))], stored(right).get)
    assert points == [DraftPoint("for", "lower cost", (right,))]


def test_a_headline_that_rested_on_dropped_evidence_goes_with_it() -> None:
    right, wrong = quoted(BILL), replace(quoted("Costs halved at Dunmore."), start=1)
    assert quotations_hold([DraftPoint("for", "Dunmore pays less", (right, wrong))], stored(right).get) == []


# Headlines


@pytest.mark.parametrize(
    "headline",
    [
        "lower cost",
        "Lower cost",
        "Lower Cost Of Inference",
        "LOWER COSTS",
        "Cuts inference bills by a third",
        "Kestrel Freight's bill fell",
        "Lindqvist sees a lower bill",
        "EU parcel firm saves",
        "Saves on $1.2m a year",
        "saves on 1.2 million dollars a year",
        "400k parcels handled",
        "400 thousand parcels handled",
        "Corvus-4 handles parcels",
        "A “bill for inference” that shrank",
        "Our bill for inference fell by a third …",
        "AI gets cheaper",
        "Cheaper: Kestrel saves",
    ],
)
def test_a_headline_of_what_the_evidence_says_holds(headline: str) -> None:
    assert headline_holds(headline, [quoted(BILL)])


@pytest.mark.parametrize(
    ("headline", "invented"),
    [
        ("bill fell by half", "another part"),
        ("bill fell by a quarter", "a quarter of a year is no part"),
        ("bill fell by 1.2%", "another unit"),
        ("saves 1.2 million", "no currency"),
        ("saves $1.2bn", "another magnitude"),
        ("saves $12 million", "another amount"),
        ("4 firms save", "the version of a product is no number"),
        ("three firms save", "a number in words"),
        ("thousands of firms save", "a vague number"),
        ("saves since 2025", "a year"),
        ("costs doubled", "a multiple"),
        ("Dunmore saves", "a name at the start"),
        ("a saving for Dunmore", "a name"),
        ("Mara Freight saves", "a name made of two"),
        ("Corvus-5 saves", "another version"),
        ("Corvus 5 saves", "another version"),
        ("H100 chips cost less", "a product"),
        ("UN firm saves", "an acronym"),
        ("cheaper: Dunmore saves", "a name after a colon"),
        ("OpenCorvus saves", "a name with a capital inside"),
        ("saving, see dunmore.example", "a domain"),
        ("saving http://kestrel", "a link"),
        ("saving <!channel>", "markup"),
        ("saving @mara", "a mention"),
        ("“bills halve” says Mara Lindqvist", "words in quotation marks"),
    ],
)
def test_a_headline_with_something_invented_does_not_hold(headline: str, invented: str) -> None:
    assert not headline_holds(headline, [quoted(BILL)]), invented


def test_the_speaker_may_be_named() -> None:
    assert headline_holds("Dunmore saves", [quoted(BILL, speaker="the technology chief of Dunmore")])
    assert not headline_holds("Dunmore saves", [quoted(BILL, speaker="the technology chief of a mill")])


def test_the_rest_of_the_article_may_not_be_named() -> None:
    assert not headline_holds("a saving of 70% at Dunmore", [quoted(BILL, after=" Dunmore saved 70%.")])


def test_a_word_that_the_article_writes_small_is_no_name_at_the_start() -> None:
    assert not headline_holds("Interoperable parts", [quoted(BILL)])
    assert headline_holds("Interoperable parts", [quoted(BILL, after=" Its interoperable parts help.")])


def test_a_number_may_come_from_any_evidence_of_the_point() -> None:
    assert headline_holds("12% misused, a third cheaper", [quoted(BILL), quoted(HARM)])


@given(st.text(min_size=1).filter(lambda text: any(letter.isalpha() for letter in text)))
def test_the_whole_sentence_always_holds_as_its_own_headline(text: str) -> None:
    assert headline_holds(text, [quoted(text)])


@given(st.integers(0, len(BILL.split())), st.integers(1, 8))
def test_words_cut_from_the_evidence_hold_unless_a_figure_was_cut(first: int, count: int) -> None:
    cut = " ".join(BILL.split()[first : first + count])
    assume(figures_in(cut) <= figures_in(BILL) and cut)
    assert headline_holds(f"{cut} …", [quoted(BILL)])


@given(st.integers(2, 10**9), st.sampled_from(["{} firms", "cut by {}%", "${} saved", "{} million people"]))
def test_a_number_that_is_not_in_the_evidence_never_holds(number: int, form: str) -> None:
    headline = form.format(number)
    assume(not figures_in(headline) <= figures_in(BILL))
    assert not headline_holds(headline, [quoted(BILL)])


# Figures


@pytest.mark.parametrize(
    "same",
    [
        ("400,000", "400k", "400 thousand", "four hundred thousand", "0.4m", "400\u202f000"),
        ("1.2%", "1.2 per cent", "1.2 percent", "1.2pct"),
        ("$1.2bn", "US$1.2 billion", "1.2bn dollars", "USD 1.2 billion", "1,200 million dollars"),
        ("€3m", "EUR 3 million", "three million euros"),
        ("half of it", "50%", "halved", "one half"),
        ("two thirds", "two-thirds"),
        ("by a quarter", "a quarter of it", "25 per cent"),
        ("doubled", "twice", "2x", "twofold", "2-fold", "two times"),
        ("twenty-five", "25"),
        ("two dozen", "24"),
        ("10 to 20 per cent", "10-20%", "10% to 20%", "between 10 and 20%"),
        ("$2-3bn", "$2bn to $3bn", "2 to 3 billion dollars"),
        ("5 percentage points", "5pp"),
    ],
)
def test_one_figure_in_several_spellings_is_one_figure(same: tuple[str, ...]) -> None:
    first = figures_in(same[0])
    assert first
    assert {spelling: figures_in(spelling) for spelling in same} == dict.fromkeys(same, first)


@pytest.mark.parametrize(
    "text", ["one of them", "a third party", "within a quarter", "GPT-4", "5G", "H100", "first half"]
)
def test_what_only_looks_like_a_figure_is_none(text: str) -> None:
    assert figures_in(text) == frozenset()


@given(st.text())
def test_any_text_can_be_searched_for_figures_and_names(text: str) -> None:
    assert isinstance(figures_in(text), frozenset)
    assert headline_holds(text, [quoted(BILL)]) in {True, False}
