"""Where a JSON object keeps an article's text and facts: as told, or under the names that are usual."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from store.articles import Facts
from store.errors import FixSetup
from store.facts.gathered import combine
from store.facts.metadata import stated_facts
from store.readers.page import stated_fact

_USUAL: Mapping[str, tuple[str, ...]] = {
    "text": (
        "text", "body", "content", "article", "articleBody", "article_body", "article_text", "body_text", "bodyText",
        "full_text", "fullText", "maintext", "content_html", "content_text", "body_html", "bodyHtml", "html",
        "story", "fields.bodyText", "fields.body",
    ),
    "title": ("title", "headline", "headline.main", "webTitle", "name"),
    "published": (
        "published", "date", "published_at", "publishedAt", "date_published", "datePublished", "publish_date",
        "publishDate", "published_date", "publication_date", "published_on", "pubDate", "pub_date", "pubdate",
        "webPublicationDate",
    ),
    "url": ("url", "link", "permalink", "canonical_url", "canonical", "web_url", "webUrl", "source_url", "article_url"),
    "author": ("author", "authors", "byline", "byline.original", "creator", "writer"),
    "publisher": ("publisher", "source", "site_name", "siteName", "outlet", "publication", "newspaper"),
    "agency": ("agency", "wire"),
    "language": ("language", "lang", "inLanguage"),
}  # fmt: skip
_IDS = ("id", "guid", "_id", "uuid", "article_id", "uri")
_NAME_KEYS = ("name", "title")


@dataclass(frozen=True)
class FieldMapping:
    """Which field holds what. A field is named by its path ("author.name"); facts not mapped have their usual names."""

    paths: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def parse(cls, text: str) -> "FieldMapping":
        """From "title=headline,text=body". Raises FixSetup where that is not its form or a fact is unknown."""
        paths: dict[str, str] = {}
        for pair in filter(None, (part.strip() for part in text.split(","))):
            fact, equals, path = (part.strip() for part in pair.partition("="))
            if not equals or not path or fact not in _USUAL:
                known = ", ".join(_USUAL)
                raise FixSetup(f"--map does not understand “{pair}”; write FACT=FIELD, where FACT is one of: {known}.")
            paths[fact] = path
        return cls(paths)

    def text_of(self, record: Mapping[str, Any]) -> str | None:
        """The article's text or HTML, or None."""
        return next((value for _, value in self._found(record, "text") if value.strip()), None)

    def facts_of(self, record: Mapping[str, Any]) -> Facts:
        """What the fields state, each with the field where it stood."""
        return combine(Facts(), *(self._facts(record, fact) for fact in _USUAL if fact != "text"))

    def id_of(self, record: Mapping[str, Any]) -> str | None:
        """What tells the record from others for as long as it exists: its id, else its address."""
        for path in _IDS:
            value = record.get(path)
            if isinstance(value, (str, int)) and not isinstance(value, bool) and str(value).strip():
                return str(value)
        return self.facts_of(record).url

    def _facts(self, record: Mapping[str, Any], fact: str) -> Facts:
        for path, value in self._found(record, fact):
            plain = stated_fact(value)
            facts = stated_facts({fact: plain}, "") if plain else Facts()
            if facts.read_from:
                where = f"JSON field “{path}”"
                return Facts(**{**vars(facts), "read_from": dict.fromkeys(facts.read_from, where)})
        return Facts()

    def _found(self, record: Mapping[str, Any], fact: str) -> Iterator[tuple[str, str]]:
        for path in (self.paths[fact],) if fact in self.paths else _USUAL[fact]:
            value = _as_text(_at(record, path), separator="\n\n" if fact == "text" else ", ")
            if value is not None:
                yield path, value


def _at(record: Mapping[str, Any], path: str) -> object:
    """The value at a path; a field may have dots in its own name."""
    if path in record:
        return record[path]
    value: Any = record
    for name in path.split("."):
        if not isinstance(value, dict) or name not in value:
            return None
        value = value[name]
    return value


def _as_text(value: object, *, separator: str) -> str | None:
    """A string, the name of a named thing, or several of these; nothing else is text."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return next((value[key] for key in _NAME_KEYS if isinstance(value.get(key), str)), None)
    if isinstance(value, list):
        texts = (_as_text(one, separator=separator) for one in value if not isinstance(one, list))
        return separator.join(text for text in texts if text) or None
    return None
