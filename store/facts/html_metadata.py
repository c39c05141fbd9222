"""What an HTML page says of itself outside its text: JSON-LD, OpenGraph, meta tags, links and times."""

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from lxml.html import HtmlElement

from store.articles import Facts, Published
from store.facts.agencies import agency_named
from store.facts.byline import read_byline
from store.facts.dates import read_date, read_iso
from store.facts.gathered import Gathered
from store.facts.language import language_code
from store.facts.names import is_person, join_names
from store.facts.sites import Named, copyright_holders, host_of, named_by_title, publisher_among, squashed

_ARTICLE_TYPES = frozenset(
    {
        "article", "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle",
        "backgroundnewsarticle", "blogposting", "techarticle", "scholarlyarticle", "report", "review",
        "liveblogposting", "advertisercontentarticle", "posting", "socialmediaposting",
    }
)  # fmt: skip
_DATE_NAMES = (
    "article:published_time", "og:article:published_time", "og:published_time", "article:published", "datepublished",
    "date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "parsely-pub-date",
    "sailthru.date", "dc.date.issued", "dc.date", "dcterms.created", "dcterms.issued", "citation_publication_date",
    "rnews:datepublished", "bt:pubdate", "cxenseparse:recs:publishtime", "displaydate", "ptime",
)  # fmt: skip
_AUTHOR_NAMES = (
    "author",
    "article:author",
    "byl",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "citation_author",
)
_SITE_NAMES = ("og:site_name", "application-name", "publisher", "dc.publisher", "citation_journal_title", "cre")
_TITLE_PARTS = re.compile(r"\s+(?:[|•·»]|[-–—])\s+")
# In universal time, or without a zone.
_STAMP = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)[T ](?P<time>\d\d:\d\d)[\d:.]*\s?(?:Z|[+]00:?00|UTC|GMT)?$")
_TIME_TEXT_MAX = 200
_VALUES_MAX = 5000
_JSON_DEPTH_MAX = 12


def facts_of_page(tree: HtmlElement) -> Facts:
    """The facts that the page's own metadata states, JSON-LD first, then meta tags, then visible marks."""
    gathered = Gathered()
    metas = _metas(tree)
    gathered.add(
        "url",
        _first(tree, "//link[contains(concat(' ', @rel, ' '), ' canonical ')]/@href", address=True),
        "canonical link",
    )
    gathered.add("url", _address(metas.get("og:url")), "og:url")
    article = _article(tree, metas.get("og:title"))
    if article is not None:
        _from_json(gathered, article)
    gathered.add("title", metas.get("og:title") or metas.get("twitter:title"), "og:title")
    for name in _DATE_NAMES:
        gathered.add("published", _date(metas.get(name)), f"meta tag {name}")
    for name in _AUTHOR_NAMES:
        _add_author(gathered, metas.get(name), f"meta tag {name}")
    _from_marks(gathered, tree)
    _with_day_shown(gathered, tree)
    gathered.add("language", language_code(_first(tree, "/html/@lang") or metas.get("og:locale")), "html lang")
    _add_publisher(gathered, tree, metas, _text_of_publisher(article))
    _mend_title(gathered, tree, metas.get("og:title", ""))
    return gathered.facts()


def _text_of_publisher(article: Mapping[str, Any] | None) -> str | None:
    publisher = article.get("publisher") if article is not None else None
    return _name(publisher[0] if isinstance(publisher, list) and publisher else publisher)


def _add_publisher(gathered: Gathered, tree: HtmlElement, metas: Mapping[str, str], in_json: str | None) -> None:
    """The site's name; a news agency that the metadata names as publisher on another's site is the agency."""
    host = host_of(gathered.known.get("url") or _address(metas.get("og:url")))
    page_title = _first(tree, "//head/title/text()") or ""
    named = [Named(in_json, "JSON-LD publisher")] if in_json else []
    named += [Named(metas[name], f"meta tag {name}") for name in _SITE_NAMES if name in metas]
    holders = copyright_holders(str(text)[:_VALUES_MAX] for text in tree.xpath("//body//text()"))
    by_title = named_by_title(page_title, gathered.known.get("title"), host, holders)
    publisher = publisher_among([*named, *([by_title] if by_title else [])], host)
    if publisher:
        gathered.add("publisher", publisher.name, publisher.where)
    agency = agency_named(in_json) if in_json else None
    if agency and not (publisher and agency_named(publisher.name)):
        gathered.add("agency", agency, "JSON-LD publisher")


def _metas(tree: HtmlElement) -> dict[str, str]:
    """The content of each meta tag by its lower-case name or property; of several with one name the first."""
    metas: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        content = " ".join((element.get("content") or "").split())
        if name and content and len(content) <= _VALUES_MAX:
            metas.setdefault(name, content)
    return metas


def _article(tree: HtmlElement, title: str | None) -> Mapping[str, Any] | None:
    """The JSON-LD object of the article: the only one, or among several the one with the page's title."""
    articles = [
        found
        for script in tree.iter("script")
        if "ld+json" in (script.get("type") or "")
        for found in _articles(script.text or "")
    ]
    if len(articles) == 1:
        return articles[0]
    same = [a for a in articles if title and _text(a.get("headline") or a.get("name")) == title]
    return same[0] if same else None


def _articles(text: str) -> list[Mapping[str, Any]]:
    try:
        data = json.loads(text.strip().removeprefix("<!--").removesuffix("-->"), strict=False)
    except (ValueError, RecursionError):
        return []
    return list(_objects(data, 0))


def _objects(data: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > _JSON_DEPTH_MAX:
        return
    if isinstance(data, list):
        for one in data:
            yield from _objects(one, depth + 1)
    elif isinstance(data, dict):
        types = data.get("@type")
        names = {str(one).rsplit("/", 1)[-1].lower() for one in (types if isinstance(types, list) else [types])}
        if names & _ARTICLE_TYPES:
            yield data
        else:
            for key in ("@graph", "mainEntity", "mainEntityOfPage"):
                yield from _objects(data.get(key), depth + 1)


def _from_json(gathered: Gathered, article: Mapping[str, Any]) -> None:
    gathered.add("title", _text(article.get("headline")), "JSON-LD headline")
    gathered.add("published", _date(_text(article.get("datePublished"))), "JSON-LD datePublished")
    authors = article.get("author")
    names = [_name(one) for one in (authors if isinstance(authors, list) else [authors])]
    _add_author(gathered, join_names([name for name in names if name]), "JSON-LD author")
    page = article.get("mainEntityOfPage")
    gathered.add("url", _address(_text(article.get("url"))), "JSON-LD url")
    gathered.add(
        "url", _address(_text(page.get("@id") if isinstance(page, dict) else page)), "JSON-LD mainEntityOfPage"
    )
    gathered.add("language", language_code(_text(article.get("inLanguage"))), "JSON-LD inLanguage")


def _from_marks(gathered: Gathered, tree: HtmlElement) -> None:
    headings = _headings(tree)
    page_title = _first(tree, "//head/title/text()") or ""
    for heading in headings:
        if heading in page_title or (len(headings) == 1 and _share_words(heading, page_title)):
            gathered.add("title", heading, "h1")
    gathered.add("title", page_title, "title tag")
    stamped = tree.xpath("//*[@itemprop='datePublished' or @pubdate]")
    for element in stamped[:1]:
        gathered.add(
            "published",
            _date(element.get("datetime") or element.get("content") or element.text_content()),
            "time mark datePublished",
        )
    times = {
        element.get("datetime")
        for element in tree.xpath("//article//header//time[@datetime] | //header//time[@datetime]")
    }
    if len(times) == 1:
        gathered.add("published", _date(times.pop()), "time tag in the article's header")
    authors = [" ".join(e.text_content().split()) for e in tree.xpath("//*[@itemprop='author' or @rel='author']")[:3]]
    _add_author(gathered, join_names(list(dict.fromkeys(a for a in authors if a))), "author mark")


def _mend_title(gathered: Gathered, tree: HtmlElement, other: str) -> None:
    """The headline alone: metadata may put a section before it, the site's name behind it, or hold only that name.

    Where the metadata has two titles, the one that stands above the article is its headline.
    """
    title, site = gathered.known.get("title"), gathered.known.get("publisher")
    headings = [heading for heading in _headings(tree) if not site or squashed(heading) != squashed(site)]
    if title and site and squashed(title) == squashed(site):
        del gathered.known["title"], gathered.read_from["title"]
        gathered.add("title", headings[0] if len(headings) == 1 else None, "h1")
        return
    if not title:
        return
    parts = _TITLE_PARTS.split(title)
    whole = {squashed(part) for part in (other, title, *(title[: title.index(part)] for part in parts[1:]), *parts[1:])}
    shown = next((heading for heading in headings if squashed(heading) in whole), None)
    if shown is not None:
        gathered.known["title"], gathered.read_from["title"] = shown, gathered.read_from["title"] + ", as the h1 has it"
    elif len(parts) > 1 and (
        gathered.read_from["title"] == "title tag" or (site and squashed(parts[-1]) == squashed(site))
    ):
        gathered.known["title"] = title[: title.rindex(parts[-1])].rstrip(" |•·»-–—")


def _with_day_shown(gathered: Gathered, tree: HtmlElement) -> None:
    """The day that the page's readers see, where time tags show their stamps in another time zone than they write.

    What is shown as a day earlier than its stamp and was not before publication puts publication on that day too.
    """
    published = gathered.known.get("published")
    day = published.earliest() if published and published.precision == "day" else None
    stamp = _STAMP.match(published.as_stated or "") if published else None
    if day is None or stamp is None:
        return
    for element in tree.xpath("//time[@datetime]"):
        tag = _STAMP.match(element.get("datetime").strip())
        shown = read_date(element.text_content()[:_TIME_TEXT_MAX])
        if tag is None or shown is None or shown.precision != "day" or tag["day"] != stamp["day"]:
            continue
        days = (shown.earliest() - day).days
        if (days == -1 and tag["time"] >= stamp["time"]) or (days == 1 and tag["time"] <= stamp["time"]):
            gathered.known["published"] = shown
            gathered.read_from["published"] += ", its day as a time tag shows it"
            return


def _share_words(heading: str, page_title: str) -> bool:
    """Whether a lone heading has a word of the title tag, or there is none: otherwise it may be the site's name."""
    words = set(re.findall(r"\w+", page_title.casefold()))
    return not words or bool(words & set(re.findall(r"\w+", heading.casefold())))


def _headings(tree: HtmlElement) -> list[str]:
    headings = [" ".join(h.text_content().split()) for h in tree.iter("h1")]
    return [heading for heading in headings if heading and len(heading) <= _VALUES_MAX]


def _add_author(gathered: Gathered, value: str | None, where: str) -> None:
    if not value or value.startswith(("http://", "https://", "@")):
        return
    byline = read_byline("By " + re.sub(r"^[Bb]y\s+", "", value))
    gathered.add("agency", byline.agency, where)
    gathered.add("author", byline.author, where)
    if not byline.author and not byline.agency and is_person(value):
        gathered.add("author", value, where)


def _date(value: str | None) -> Published | None:
    return (read_iso(value) or read_date(value)) if value else None


def _name(value: Any) -> str | None:
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return " ".join(unescape(value).split()) or None if isinstance(value, str) and len(value) <= _VALUES_MAX else None


def _address(value: str | None) -> str | None:
    return value if value and value.startswith(("http://", "https://")) else None


def _first(tree: HtmlElement, path: str, *, address: bool = False) -> str | None:
    for value in tree.xpath(path):
        text = " ".join(str(value).split())
        if text and len(text) <= _VALUES_MAX and (not address or _address(text)):
            return text
    return None
