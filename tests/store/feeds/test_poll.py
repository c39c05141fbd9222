"""Promises of polling: each article once, politely, and one feed's trouble is nobody else's."""

from collections.abc import AsyncIterator, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from store.articles import Article
from store.catalog import Catalog
from store.feeds.book import FeedBook
from store.feeds.due import FeedHealth
from store.feeds.poll import Polled, Poller
from store.feeds.reading import PAGES_A_POLL
from store.fetch.content import Kind
from store.ingest import Ingest
from store.sources import Source
from store.turns import turns_of
from store.waiting import Receipt
from tests.conftest import NOW
from tests.digest.news import Clock
from tests.store.feeds.site import BODY, LONG, Answer, Site, item, rss, running_site

HALF_HOUR = timedelta(minutes=30)


@dataclass
class Reader:
    """Somebody who follows feeds of one site."""

    site: Site
    catalog: Catalog
    ingest: Ingest
    clock: Clock
    taken: list[str] = field(default_factory=list)

    @property
    def book(self) -> FeedBook:
        return FeedBook(self.catalog.engine)

    def follow(self, *paths: str) -> None:
        for path in paths:
            self.book.add(self.site.base + path, at=self.clock())

    async def poll(self) -> dict[str, Polled]:
        def run(sources: Sequence[Source]) -> Iterable[Receipt]:
            self.taken += [source.origin.removeprefix(self.site.base) for source in sources]
            return self.ingest.run(sources)

        poller = Poller(self.catalog, run, self.site.fetcher, self.clock, lambda: 0.0, HALF_HOUR)
        return {done.url.removeprefix(self.site.base): done async for done in poller.poll(self.book.all())}

    def health(self, path: str) -> FeedHealth:
        return next(one for one in self.book.health(self.clock()) if one.url == self.site.base + path)

    def articles(self) -> list[Article]:
        return list(self.catalog.articles())


@pytest.fixture
async def reader(catalog: Catalog, ingest: Ingest) -> AsyncIterator[Reader]:
    async with running_site() as site:
        yield Reader(site, catalog, ingest, Clock(NOW))


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html><head>{head}</head><body><article><h1>A page</h1>{body}</article></body></html>"


async def test_a_feed_that_carries_whole_articles_is_all_that_is_fetched(reader: Reader) -> None:
    reader.site.pages["feed"] = rss(item(whole=LONG, link=reader.site.base + "one"))
    reader.follow("feed")

    polled = (await reader.poll())["feed"]

    assert (polled.error, [receipt.status for receipt in polled.receipts]) == (None, ["indexed"])
    assert reader.site.fetcher.asked == ["feed"]
    (article,) = reader.articles()
    facts = article.facts
    assert article.origin == facts.url == reader.site.base + "one"
    assert (facts.title, facts.author, facts.publisher) == (
        "Harbour towns move to open models",
        "Ada Fenn",
        "Harbour Ledger",
    )
    assert (facts.published.iso(), facts.published.precision) == ("2025-11-03", "day")
    assert {facts.read_from[name] for name in ("title", "author", "publisher", "published", "url")} == {"feed"}
    assert article.text.startswith("Three harbour towns")


async def test_of_a_teaser_the_page_is_read_and_says_more_of_itself_than_the_feed(reader: Reader) -> None:
    stated = '<meta property="og:site_name" content="The Harbour Ledger">'
    reader.site.pages |= {
        "feed": rss(item(teaser="Three harbour towns …", link=reader.site.base + "one"), link=reader.site.base),
        "one": page(LONG, stated),
    }
    reader.follow("feed")

    await reader.poll()

    assert reader.site.fetcher.robots == ["one"]
    (article,) = reader.articles()
    assert article.facts.publisher == "The Harbour Ledger"
    assert article.facts.author == "Ada Fenn"
    assert article.facts.read_from["author"] == "feed"
    assert "The council of Norrbad will decide in spring." in article.text


async def test_a_feed_of_other_peoples_pages_is_not_their_publisher(reader: Reader) -> None:
    reader.site.pages |= {
        "feed": rss(item(teaser="Short.", link=reader.site.base + "one"), title="Links of the week"),
        "one": page(LONG),
    }
    reader.book.add(reader.site.base.replace("127.0.0.1", "localhost") + "feed", at=NOW)
    reader.site.fetcher.asked.clear()
    async for _ in Poller(
        reader.catalog, reader.ingest.run, _Elsewhere(reader.site), reader.clock, lambda: 0.0, HALF_HOUR
    ).poll(reader.book.all()):
        pass

    (article,) = reader.articles()
    assert article.facts.publisher is None


class _Elsewhere:
    """The site under another name for its feed: name resolution is not what is tested."""

    def __init__(self, site: Site) -> None:
        self.site = site

    async def fetch(
        self,
        url: str,
        *,
        accept: Collection[Kind],
        etag: str | None = None,
        last_modified: str | None = None,
        robots: bool = False,
    ) -> Answer:
        here = url.replace("localhost", "127.0.0.1")
        fetch = self.site.fetcher.fetch
        return replace(await fetch(here, accept=accept, etag=etag, last_modified=last_modified, robots=robots), url=url)


async def test_where_robots_forbid_the_page_the_teaser_is_what_there_is(reader: Reader) -> None:
    reader.site.pages |= {"feed": rss(item(teaser=BODY, link=reader.site.base + "one")), "one": page(LONG)}
    reader.site.fetcher.forbidden = {"one"}
    reader.follow("feed")

    await reader.poll()

    (article,) = reader.articles()
    assert article.text.startswith("Three harbour towns")
    assert "Norrbad" not in article.text


async def test_what_was_seen_is_not_taken_again_unless_it_changed(reader: Reader) -> None:
    one, two = item(1, whole=LONG), item(2, whole=LONG.replace("harbour", "mountain"), title="Mountains")
    reader.site.pages["feed"] = rss(one)
    reader.follow("feed")
    await reader.poll()
    assert (await reader.poll())["feed"].not_modified

    reader.site.pages["feed"] = rss(two, one)
    await reader.poll()
    assert reader.taken == ["feed#g1", "feed#g2"]

    reader.site.pages["feed"] = rss(two, item(1, whole=LONG.replace("spring", "autumn")))
    await reader.poll()
    assert reader.taken == ["feed#g1", "feed#g2", "feed#g1"]
    assert sorted("autumn." in article.text for article in reader.articles()) == [False, True]
    assert reader.health("feed").articles == 2


async def test_a_page_that_fails_for_now_is_fetched_by_a_later_poll(reader: Reader) -> None:
    reader.site.pages |= {"feed": rss(item(teaser="Short.", link=reader.site.base + "one")), "one": 503}
    reader.follow("feed")
    assert (await reader.poll())["feed"].later == 1

    reader.site.pages["one"] = page(LONG)
    polled = (await reader.poll())["feed"]

    assert not polled.not_modified
    assert len(reader.articles()) == 1
    assert (await reader.poll())["feed"].not_modified


async def test_a_page_that_never_comes_is_given_up_and_the_feed_asked_on_condition_again(reader: Reader) -> None:
    reader.site.pages |= {"feed": rss(item(teaser="Short.", link=reader.site.base + "one")), "one": 503}
    reader.follow("feed")
    polls = [(await reader.poll())["feed"] for _ in range(7)]
    assert [polled.later for polled in polls[:5]] == [1, 1, 1, 1, 0]
    assert polls[-1].not_modified
    assert reader.site.fetcher.asked.count("one") == 5


async def test_a_feed_of_many_links_is_taken_in_over_several_polls(reader: Reader) -> None:
    count = PAGES_A_POLL + 30
    links = [reader.site.base + f"p{number}" for number in range(count)]
    reader.site.pages["feed"] = rss(*(item(n, teaser="Short.", link=link) for n, link in enumerate(links)))
    reader.follow("feed")

    await reader.poll()
    assert len(set(reader.site.fetcher.asked) - {"feed"}) == PAGES_A_POLL
    await reader.poll()
    assert len(set(reader.site.fetcher.asked) - {"feed"}) == count
    await reader.poll()
    assert (await reader.poll())["feed"].not_modified


async def test_one_feed_that_fails_stops_no_other_and_is_asked_ever_less_often(reader: Reader) -> None:
    reader.site.pages |= {"good": rss(item(whole=LONG)), "bad": 503, "bomb": "<!DOCTYPE x [<!ENTITY a 'b'>]><rss/>"}
    reader.follow("bad", "bomb", "good")
    waits = []
    for _ in range(8):
        polled = await reader.poll()
        assert polled["good"].error is None
        waits.append(reader.health("bad").next_poll - reader.clock())

    hours = [wait / timedelta(hours=1) for wait in waits]
    assert hours == [1, 2, 4, 8, 16, 24, 24, 24]
    bad, bomb, good = reader.health("bad"), reader.health("bomb"), reader.health("good")
    assert (bad.state, bad.failures, bad.last_error) == ("failing", 8, "the server answered 503; it is tried again")
    assert "entities" in (bomb.last_error or "")
    assert (good.state, good.last_success, good.next_poll) == ("ok", NOW, NOW + HALF_HOUR)

    reader.site.pages["bad"] = rss(item(whole=LONG))
    await reader.poll()
    assert (reader.health("bad").state, reader.health("bad").last_error) == ("ok", None)


async def test_an_unforeseen_error_is_written_down_with_its_feed(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError("disk 7")

    reader.site.pages["feed"] = rss(item(whole=LONG))
    reader.follow("feed")
    monkeypatch.setattr("store.feeds.poll.parse_feed", breaks)
    assert "RuntimeError" in ((await reader.poll())["feed"].error or "")
    assert reader.health("feed").state == "failing"


async def test_a_feed_cannot_put_its_words_in_place_of_another_sites_article(reader: Reader) -> None:
    theirs = "https://northwire.example/story"
    reader.site.pages["feed"] = rss(item(whole=LONG, link=theirs))
    reader.follow("feed")
    await reader.poll()
    (article,) = reader.articles()
    assert article.origin == reader.site.base + "feed#g1"
    assert article.facts.url == theirs


async def test_episodes_that_all_link_the_home_page_stay_apart(reader: Reader) -> None:
    home = reader.site.base + "show"
    other = LONG.replace("harbour", "mountain").replace("models", "engines")
    reader.site.pages["feed"] = rss(item(1, teaser=BODY, link=home), item(2, whole=other, link=home))
    reader.follow("feed")
    await reader.poll()
    assert sorted(article.origin for article in reader.articles()) == [f"{reader.site.base}feed#g{n}" for n in (1, 2)]


TRANSCRIPT = """WEBVTT

00:00:01.000 --> 00:00:04.000
<v Ada Morrow>Open models are cheaper to run for a town

00:00:04.000 --> 00:00:08.500
<v Ada Morrow>like ours, and we save four hundred thousand crowns with them each year.

00:14:03.250 --> 00:14:09.000
<v Lena Hart>They come without support, and for a bank that is a risk that I would not take again.

00:14:09.000 --> 00:14:15.000
<v Lena Hart>We left them last year because nobody answered the telephone on a Sunday night.
"""


async def test_the_transcript_of_an_episode_says_who_said_what_when(reader: Reader) -> None:
    tags = "".join(
        f'<podcast:transcript url="/{name}" type="{kind}"/>'
        for name, kind in (("t.html", "text/html"), ("t.vtt", "text/vtt"), ("t.txt", "text/plain"))
    )
    reader.site.pages |= {"feed": rss(item(teaser="Ada talks to Lena.", more=tags)), "t.vtt": TRANSCRIPT}
    reader.site.kinds["t.vtt"] = "text/vtt"
    reader.follow("feed")
    await reader.poll()

    (article,) = reader.articles()
    found = turns_of(reader.catalog.engine, article.id)
    assert [(turn.speaker, turn.said_at, article.text[turn.start : turn.end][:20]) for turn in found] == [
        ("Ada Morrow", "00:00:01", "Open models are chea"),
        ("Lena Hart", "00:14:03", "They come without su"),
        ("Lena Hart", "00:14:09", "We left them last ye"),
    ]
    assert article.text.count("\n\n") == 1
    assert article.facts.title == "Harbour towns move to open models"


async def test_a_feed_that_makes_new_guids_whenever_it_is_asked_doubles_nothing(reader: Reader) -> None:
    reader.follow("feed")
    for turn in range(3):
        reader.site.pages["feed"] = rss(item(2 * turn, whole=LONG), item(2 * turn + 1, whole=LONG))
        await reader.poll()
    assert len(reader.articles()) == 1
