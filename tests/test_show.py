"""Promises of `evenhand show` and of the filters of `evenhand sources`."""

from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from bot.show import find_article, page_parts, render_article, show_json
from bot.sources import Wanted, article_json, list_articles
from store import EvenhandError, Facts, Page, Published
from store.catalog import Catalog, Filters
from store.ingest import Ingest
from store.sources import Source
from tests.conftest import NOW, AddPage

STORY = " ".join(f"Council member {n} of Elmsworth said that open models save {n * 7} crowns." for n in range(3, 40))
URL = "https://ledger.example/news/open-models"
HTML = f"""<html><head><title>Open models save money</title></head><body>
<nav><ul><li>Home</li><li>Subscribe to our newsletter</li></ul></nav>
<article><h1>Open models save money</h1><p>{STORY[:900]}.</p>
<p>Read more: Ten things to know about the harbour this week</p><p>{STORY[900:1800]}.</p></article>
<footer>© 2025 Harbour Ledger. All rights reserved.</footer></body></html>"""


def put(catalog: Catalog, name: str, text: str = STORY, **facts: object) -> str:
    page = Page(f"/srv/{name}.txt", text, text, facts=Facts(**facts))  # type: ignore[arg-type]
    article = catalog.add(page, [], [], article_id=name, at=NOW)
    catalog.mark_indexed([article])
    return article.id


def printed(catalog: Catalog, wanted: str) -> str:
    out = StringIO()
    console = Console(file=out, width=160, force_terminal=True, color_system="standard", highlight=False)
    console.print(render_article(find_article(catalog, wanted)))
    return out.getvalue()


@pytest.mark.parametrize("wanted", ["abcdef", "abc", "/srv/abcdef.txt", URL, f"{URL}/amp/?utm_source=x"])
def test_an_article_is_found_by_id_beginning_of_an_id_origin_and_address(catalog: Catalog, wanted: str) -> None:
    put(catalog, "abcdef", url=URL)
    assert find_article(catalog, wanted).article.id == "abcdef"


def test_an_article_is_found_by_the_path_as_a_person_writes_it(catalog: Catalog, tmp_path: Path) -> None:
    page = Page(str(tmp_path / "a.txt"), STORY, STORY)
    catalog.add(page, [], [], article_id="a1", at=NOW)
    assert find_article(catalog, "a.txt").article.id == "a1"


@pytest.mark.parametrize(("wanted", "said"), [("zzz", "No article"), ("ab", "No article"), ("abc", "2 articles begin")])
def test_what_names_no_article_or_several_says_what_to_do(catalog: Catalog, wanted: str, said: str) -> None:
    put(catalog, "abcdef")
    put(catalog, "abcxyz", "Another text of some words that nobody else has written before now.")
    with pytest.raises(EvenhandError, match=said):
        find_article(catalog, wanted)


def test_a_letter_that_a_pattern_would_obey_begins_no_id(catalog: Catalog) -> None:
    put(catalog, "abcdef")
    with pytest.raises(EvenhandError, match="No article"):
        find_article(catalog, "%%%")


def test_furniture_stands_struck_out_where_the_page_has_it(ingest: Ingest, catalog: Catalog) -> None:
    (receipt,) = ingest.run([Source("/srv/a.html", "a.html", HTML.encode())])
    assert receipt.article_id is not None
    found = find_article(catalog, receipt.article_id)
    parts = page_parts(found)
    texts = [text for text, _ in parts]
    assert [text for text, furniture in parts if not furniture] == found.article.text.split("\n\n")
    assert [text for text, furniture in parts if furniture] == list(found.furniture)
    menu = next(at for at, text in enumerate(texts) if "Subscribe" in text)
    last = next(at for at, text in enumerate(texts) if "All rights reserved" in text)
    assert menu < texts.index(found.article.text.split("\n\n")[0]) < last
    seen = printed(catalog, receipt.article_id)
    assert "\x1b[2;9mSubscribe to our newsletter" in seen
    assert "\x1b[2;9mCouncil" not in seen


def test_copies_versions_and_the_places_of_facts_are_shown(catalog: Catalog) -> None:
    put(catalog, "first", publisher="Harbour Ledger", title="Open models", read_from={"title": "headline"})
    put(catalog, "second", f"Breaking. {STORY}", publisher="The Meridian Post")
    put(catalog, "first", STORY.replace("crowns", "pounds"), publisher="Harbour Ledger")
    seen = printed(catalog, "first")
    assert "Also: The Meridian Post" in seen
    assert "Version 1 stood until 2025-11-20" in seen
    assert "Copies: Harbour Ledger" in printed(catalog, "second")
    as_json = show_json(find_article(catalog, "first"))
    assert [version["version"] for version in as_json["versions"]] == [1, 2]
    assert as_json["versions"][0]["text"] == STORY
    assert as_json["also_published"][0]["publisher"] == "The Meridian Post"
    assert (as_json["copies"], as_json["copy_publishers"]) == (["second"], ["The Meridian Post"])


def test_what_an_article_says_cannot_steer_the_terminal(catalog: Catalog) -> None:
    put(catalog, "hostile", f"{STORY}\x9b31m \x07", title="[red]Ferry[/red]\x1b]0;x")
    seen = printed(catalog, "hostile")
    assert "[red]Ferry[/red]" in seen
    assert not {"\x9b", "\x07"} & set(seen)
    assert "\x1b]0" not in seen


def test_sources_are_listed_as_filtered(catalog: Catalog, add_page: AddPage) -> None:
    first = add_page(STORY, origin="first", publisher="Harbour Ledger")
    copy = add_page(
        f"Breaking. {STORY}", origin="copy", publisher="The Meridian Post", published=Published(2025, 11, 9)
    )
    undated = add_page("A ferry line starts on Tuesday, says Ärger.", origin="ferry", published=Published())

    def listed(**wanted: object) -> list[str]:
        return [article.id for article, _ in list_articles(catalog, Wanted(**wanted))]  # type: ignore[arg-type]

    assert listed() == [first, copy, undated]
    assert listed(filters=Filters(publisher="the meridian post")) == [copy]
    assert listed(filters=Filters(since=date(2025, 11, 3) + timedelta(days=1))) == [copy]
    assert listed(copies=True) == [first, copy]
    assert listed(undated=True) == [undated]
    assert listed(word="ÄRGER") == listed(word="ferry line") == [undated]
    assert listed(word="ferry", copies=True) == []
    ((_, copies),) = list_articles(catalog, Wanted(filters=Filters(publisher="Harbour Ledger")))
    article = catalog.article(first)
    assert article is not None
    assert article_json(article, copies)["copy_publishers"] == ["The Meridian Post"]
