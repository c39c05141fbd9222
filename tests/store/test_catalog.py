import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from threading import Barrier
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect

from bot.brief.followups.kept import KeptBriefs
from store import Facts, FixSetup, Page, Published, TryLater
from store.catalog import Catalog, Filters
from store.copies import MAX_AT_KEY
from store.split import split_passages, split_sentences
from tests.conftest import NOW, AddPage

TEXT = "The council of Elmsworth voted on Monday to buy open models. It will save a third of its bill."


def test_an_article_comes_back_as_it_was_stored(catalog: Catalog, add_page: AddPage) -> None:
    article_id = add_page(TEXT, title="Elmsworth buys", publisher="Harbour Ledger")
    article = catalog.article(article_id)
    assert article is not None
    assert (article.text, article.facts.title, article.facts.publisher) == (TEXT, "Elmsworth buys", "Harbour Ledger")
    assert article.facts.published.iso() == "2025-11-03"
    assert catalog.raw(article_id) == TEXT


def test_sentences_and_passages_are_spans_of_the_text(catalog: Catalog, add_page: AddPage) -> None:
    article_id = add_page(TEXT)
    for sentence in catalog.sentences_of(article_id):
        assert TEXT[sentence.start : sentence.end] == sentence.text
    for passage in catalog.passages_of(article_id):
        assert TEXT[passage.start : passage.end] == passage.text


def test_an_article_without_vectors_is_not_searched(catalog: Catalog) -> None:
    page = Page("b.txt", TEXT, TEXT)
    sentences = split_sentences("b", TEXT)
    article = catalog.add(page, sentences, split_passages("b", TEXT, sentences), article_id="b", at=NOW)
    assert catalog.keyword_ranks(["council"], limit=5, filters=Filters()) == []
    assert catalog.not_indexed() == ["b"]
    catalog.mark_indexed([article])
    assert [passage for passage, _ in catalog.keyword_ranks(["council"], limit=5, filters=Filters())] == ["b:0"]


def test_filters_keep_undated_articles_out_of_dated_questions(catalog: Catalog, add_page: AddPage) -> None:
    add_page(TEXT, origin="dated.txt", published=Published(2025, 11, 3))
    add_page(TEXT + " More.", origin="month.txt", published=Published(2025, 10))
    add_page(TEXT + " Else.", origin="undated.txt", published=Published(month=12, day=23, as_stated="Dec 23"))

    def origins(filters: Filters) -> list[str]:
        return [article.origin for article in catalog.articles(filters)]

    assert origins(Filters()) == ["month.txt", "dated.txt", "undated.txt"]
    assert origins(Filters(since=date(2025, 11, 1))) == ["dated.txt"]
    assert origins(Filters(until=date(2025, 10, 31))) == ["month.txt"]
    assert origins(Filters(until=date(2025, 10, 15))) == []


def test_the_latest_articles_come_newest_first_and_undated_ones_last(catalog: Catalog, add_page: AddPage) -> None:
    add_page("Nobody knows when the bridge was closed.", origin="undated.txt", published=Published())
    add_page("The harbour opened a second crane.", origin="older.txt", published=Published(2025, 10))
    add_page("A ferry line starts on Tuesday.", origin="newer.txt", published=Published(2025, 11, 3))
    latest = catalog.latest(Filters(), limit=5)
    assert [article.origin for article in latest] == ["newer.txt", "older.txt", "undated.txt"]
    assert [article.origin for article in catalog.latest(Filters(until=date(2025, 10, 31)), limit=5)] == ["older.txt"]


def test_a_copy_is_not_among_the_latest(catalog: Catalog, add_page: AddPage) -> None:
    story = " ".join(f"Sentence number {n} of the story says that member {n * 7} agreed." for n in range(40))
    first = add_page(story, origin="first.txt")
    add_page("Breaking. " + story, origin="second.txt")
    assert [article.id for article in catalog.latest(Filters(), limit=5)] == [first]


def test_a_filter_finds_what_many_better_matches_outrank(catalog: Catalog, add_page: AddPage) -> None:
    for number in range(30):
        add_page(f"The council of ward {number} votes on its council.", origin=f"{number}.txt", title="Council")
    wanted = add_page("A long text on harbours, in which a council is named once.", published=Published(2024, 5, 1))
    (found,) = catalog.keyword_ranks(["council"], limit=1, filters=Filters(until=date(2024, 12, 31)))
    assert found[0] == f"{wanted}:0"


def test_the_sentences_of_many_articles_are_those_of_each(catalog: Catalog, add_page: AddPage) -> None:
    ids = [add_page(TEXT, origin="a"), add_page(f"More. {TEXT}", origin="b")]
    found = catalog.sentences_of_many([*ids, "unknown"])
    assert found == {article_id: catalog.sentences_of(article_id) for article_id in ids}


def test_reading_a_very_long_article_takes_as_long_as_its_text_and_not_its_square(
    catalog: Catalog, add_page: AddPage
) -> None:
    text = " ".join(
        f"Ärger in ward {number}, where the council of the harbour votes again." for number in range(20_000)
    )
    article_id = add_page(text)
    started_s = process_time()
    sentences, passages = catalog.sentences_of(article_id), catalog.passages_of(article_id)
    assert process_time() - started_s < 2
    assert len(sentences) == 20_000
    assert all(sentence.text == text[sentence.start : sentence.end] for sentence in sentences)
    assert all(passage.text == text[passage.start : passage.end] for passage in passages)


def test_a_word_is_counted_anew_when_articles_came(catalog: Catalog, add_page: AddPage) -> None:
    add_page(TEXT, origin="a")
    assert catalog.document_frequencies(["council", "harbour"]) == {"council": 1, "harbour": 0}
    add_page(f"{TEXT} The harbour too.", origin="b")
    assert catalog.document_frequencies(["council", "harbour"]) == {"council": 2, "harbour": 1}


def test_a_catalog_from_before_gets_its_indexes(tmp_path: Path) -> None:
    path = tmp_path / "catalog.sqlite"
    Catalog(path).close()
    named = "SELECT name FROM sqlite_master WHERE type = 'index' AND name = 'articles_by_date'"
    older = sqlite3.connect(path)
    older.execute("DROP INDEX articles_by_date")
    older.commit()
    Catalog(path).close()
    assert older.execute(named).fetchall() == [("articles_by_date",)]
    older.close()


def test_a_publisher_is_found_whatever_the_case(catalog: Catalog, add_page: AddPage) -> None:
    add_page(TEXT, publisher="Harbour Ledger", agency="Northwire")
    assert len(list(catalog.articles(Filters(publisher="harbour ledger")))) == 1
    assert len(list(catalog.articles(Filters(publisher="northwire")))) == 1
    assert list(catalog.articles(Filters(publisher="other"))) == []


def test_articles_of_any_of_several_publishers_pass(catalog: Catalog, add_page: AddPage) -> None:
    for number, name in enumerate(("Harbour Ledger", "The Bay", "The North")):
        add_page(f"{TEXT} {number}", origin=str(number), publisher=name)
    both = Filters(publisher="the bay", or_publishers=("Harbour Ledger",))
    assert {article.facts.publisher for article in catalog.articles(both)} == {"Harbour Ledger", "The Bay"}


def test_a_copy_on_another_site_is_traced_to_the_first(catalog: Catalog, add_page: AddPage) -> None:
    story = " ".join(f"Sentence number {n} of the story says that member {n * 7} agreed." for n in range(40))
    first = add_page(story, origin="first.txt", publisher="Harbour Ledger")
    second = add_page("Breaking. " + story, origin="second.txt", publisher="The Meridian Post")
    third = add_page(story + " It ends here.", origin="third.txt")
    for copy in (second, third):
        article = catalog.article(copy)
        assert article is not None
        assert article.copy_of == first
    assert {article.id for article in catalog.copies_of([first])[first]} == {second, third}


def test_a_changed_article_replaces_the_old_one_and_keeps_its_copies(catalog: Catalog) -> None:
    story = " ".join(f"Sentence number {n} of the story says that member {n * 7} agreed." for n in range(40))
    catalog.add(Page("a.txt", story, story), [], [], article_id="a", at=NOW)
    catalog.add(Page("b.txt", story, story), [], [], article_id="b", at=NOW)
    catalog.add(Page("a.txt", story + " New end.", story + " New end."), [], [], article_id="a", at=NOW)
    copy = catalog.article("b")
    assert copy is not None
    assert copy.copy_of == "a"
    changed = catalog.by_origin("a.txt")
    assert changed is not None
    assert changed.copy_of is None
    assert changed.text.endswith("New end.")


def test_the_newest_date_is_of_an_article_that_states_one(catalog: Catalog, add_page: AddPage) -> None:
    assert catalog.newest() is None
    add_page(TEXT, origin="a", published=Published(2025, 10))
    add_page(TEXT, origin="b", published=Published())
    assert catalog.newest() == "2025-10"


def test_a_folder_that_cannot_be_written_is_named_with_the_setting(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(FixSetup, match="EVENHAND_DATA"):
        Catalog(tmp_path / "file" / "catalog.sqlite")


def test_a_file_that_is_no_database_is_named_and_left_alone(tmp_path: Path) -> None:
    broken = tmp_path / "catalog.sqlite"
    broken.write_bytes(b"this is not a database, and long enough to be told so" * 100)
    with pytest.raises(FixSetup, match="cannot be opened"):
        Catalog(broken)
    assert broken.read_bytes().startswith(b"this is not")


def test_a_copy_of_a_story_that_was_replaced_is_a_copy_no_more(catalog: Catalog) -> None:
    story = " ".join(f"Sentence number {n} of the story says that member {n * 7} agreed." for n in range(40))
    other = " ".join(f"Chapter {n} of the report deals with harbour {n * 3} and its cranes." for n in range(40))
    for name in ("a", "b", "c"):
        catalog.add(Page(f"{name}.txt", story, story), [], [], article_id=name, at=NOW + timedelta(minutes=ord(name)))
    catalog.add(Page("a.txt", other, other), [], [], article_id="a", at=NOW)
    copies = {name: article.copy_of for name in ("b", "c") if (article := catalog.article(name))}
    assert copies == {"b": None, "c": "b"}


def test_an_article_replaced_while_its_vectors_were_made_waits_for_new_ones(catalog: Catalog) -> None:
    older = catalog.add(Page("a", TEXT, TEXT), [], [], article_id="a", at=NOW)
    catalog.add(Page("a", TEXT + " More.", TEXT + " More."), [], [], article_id="a", at=NOW + timedelta(seconds=1))
    catalog.mark_indexed([older])
    assert catalog.not_indexed() == ["a"]


def test_a_publisher_with_letters_beyond_ascii_is_found(catalog: Catalog, add_page: AddPage) -> None:
    add_page(TEXT, publisher="Ärzteblatt")
    assert len(list(catalog.articles(Filters(publisher="Ärzteblatt")))) == 1


def test_a_locked_catalog_says_to_try_again(catalog: Catalog, tmp_path: Path) -> None:
    with catalog.engine.connect() as db:
        db.exec_driver_sql("PRAGMA busy_timeout=0")
    holder = sqlite3.connect(tmp_path / "data" / "catalog.sqlite", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(TryLater, match="busy"):
        catalog.remember("a", "b")
    holder.close()


@settings(max_examples=50, deadline=None)
@given(words=st.lists(st.text(min_size=1), max_size=4))
def test_no_word_is_read_as_query_syntax(tmp_path_factory: pytest.TempPathFactory, words: list[str]) -> None:
    catalog = Catalog(tmp_path_factory.mktemp("catalog") / "catalog.sqlite")
    page = Page("a", TEXT, TEXT, facts=Facts())
    sentences = split_sentences("a", TEXT)
    article = catalog.add(page, sentences, split_passages("a", TEXT, sentences), article_id="a", at=NOW)
    catalog.mark_indexed([article])
    found = catalog.keyword_ranks(words, limit=5, filters=Filters())
    assert {passage for passage, _ in found} <= {"a:0"}
    catalog.close()


def test_copies_are_found_however_many_articles_of_one_template_are_stored(catalog: Catalog, add_page: AddPage) -> None:
    def bulletin(number: int) -> str:
        places = ", ".join(f"{number * 31 + at * 17} at Gauge {chr(65 + number % 26)}{at}{number}" for at in range(12))
        return f"The harbour office of Elmsworth reports the water of this morning: {places}. The next report follows."

    ids = [add_page(bulletin(number), origin=f"{number}.txt") for number in range(MAX_AT_KEY + 10)]
    assert catalog.copies_of() == {}
    copy = add_page(bulletin(len(ids) - 1) + " Read by the night desk.", origin="copy.txt")
    assert catalog.copies_of()[ids[-1]][0].id == copy


def test_a_catalog_from_before_finds_its_articles_as_new_ones_do(tmp_path: Path) -> None:
    story = " ".join(f"Sentence number {n} of the story says that member {n * 7} agreed." for n in range(40))
    path = tmp_path / "catalog.sqlite"
    catalog = Catalog(path)
    page = Page("a.txt", story, story, facts=Facts(url="https://ledger.example/a"))
    catalog.add(page, [], [], article_id="a", at=NOW)
    catalog.close()
    older = sqlite3.connect(path)
    older.executescript(
        "DELETE FROM signatures; DELETE FROM bands; DELETE FROM addresses; DELETE FROM meta;"
        "CREATE TABLE prints (print INTEGER, article_id TEXT)"
    )
    older.commit()
    older.close()
    catalog = Catalog(path)
    assert catalog.known(page) == (catalog.article("a"), True)
    assert catalog.add(replace(page, origin="b.txt"), [], [], article_id="b", at=NOW).id == "a"
    copy = catalog.add(Page("c.txt", story, "Breaking. " + story), [], [], article_id="c", at=NOW)
    assert copy.copy_of == "a"
    with catalog.engine.connect() as db:
        assert not inspect(db).has_table("prints")
    catalog.close()


def test_a_new_folder_can_be_opened_by_several_at_once(tmp_path: Path) -> None:
    def opened(path: Path) -> None:
        together.wait()
        with closing(Catalog(path)) as catalog:
            KeptBriefs(catalog.engine, now=lambda: NOW)

    together = Barrier(8)
    with ThreadPoolExecutor(8) as pool:
        for turn in range(5):
            list(pool.map(opened, [tmp_path / f"{turn}.sqlite"] * 8))
