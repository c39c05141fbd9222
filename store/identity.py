"""Whether a page is an article that is already stored: read again, or from another address of the same page."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from sqlalchemy import Connection, Row, delete, insert, select

from store.articles import Facts, Page
from store.duplicates import Wording, resembles
from store.rows import facts_to_json, from_row
from store.tables import addresses, articles

_HOST_OF_READERS = re.compile(r"^(?:www\d?|m|mobile|amp|touch)\.(?=[^.]+\.)")
_AMP_CACHE = re.compile(r"^/(?:c|v|wp|amp)/(?:s/)?(?=[^/]+\.)")
_AMP_HOSTS = re.compile(r"(?:^|\.)(?:cdn\.ampproject\.org|google\.[a-z.]{2,6})$")
_AMP_PATH = re.compile(r"(?:/amp|\.amp)(?=/?$|\.html?$)|^/amp(?=/)")
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$")
_OF_READERS = re.compile(
    r"^(?:utm_.*|ns_.*|at_.*|pk_.*|mtm_.*|hsa_.*|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|igsh"
    r"|mc_cid|mc_eid|_ga|_gl|_hs(?:enc|mi)|cmpid|ref|ref_src|referrer|referer|source|src|smid|share|shared|spm"
    r"|amp|amp_js_v|usqp|outputtype|mobile|phpsessid|jsessionid)$",
    re.IGNORECASE,
)
_ADDRESS_CHARACTERS_MAX = 2000


def address_of(url: str | None) -> str | None:
    """One form for all addresses of a page, without its scheme: `example.com/a?id=7`.

    Left out are www, m and amp, what readers bring along (`utm_source`, `fbclid`), fragment and last slash; parameters
    are in their order. None for what is no http address, and for a site's home page, which is nobody's address: pages
    often name it by mistake as theirs.
    """
    if not url or len(url) > _ADDRESS_CHARACTERS_MAX:
        return None
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip(".").encode("idna").decode(), parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or "." not in host:
        return None
    if _AMP_HOSTS.search(host) and (cache := _AMP_CACHE.match(parts.path)):
        return address_of(f"https://{parts.path[cache.end() :]}?{parts.query}")
    host = _HOST_OF_READERS.sub("", host) + (f":{port}" if port not in {None, 80, 443} else "")
    path = re.sub(r"/{2,}", "/", unquote(parts.path, errors="replace"))
    path = _INDEX.sub("", _AMP_PATH.sub("", path)).rstrip("/")
    asked = sorted(
        (name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _OF_READERS.match(name)
    )
    if not path and not asked:
        return None
    return host + path + (f"?{urlencode(asked)}" if asked else "")


@dataclass(frozen=True)
class Known:
    """The article that a page is. `unchanged`: it was read from the same place before and said the same."""

    article_id: str
    unchanged: bool


def find_known(db: Connection, page: Page) -> Known | None:
    """The stored article that this page is, None if it is a new one.

    A page of the same origin always is. One that shares an address with an article is, where the texts resemble each
    other and no other publisher stands above it: a syndicated copy often names the original's address.
    """
    row = db.execute(select(addresses).where(addresses.c.address == page.origin)).first()
    if row is not None:
        return Known(row.article_id, row.read_sha256 == _sha256(page))
    own = db.execute(select(articles.c.id).where(articles.c.origin == page.origin)).scalar()
    if own is not None:
        return Known(own, unchanged=False)
    wording = Wording(page.text)
    query = select(articles).join(addresses).where(addresses.c.address.in_(list(_addresses(page.origin, page.facts))))
    for found in db.execute(query.order_by(articles.c.ingested_at_utc, articles.c.id)):
        if _publishers_agree(found, page.facts) and resembles(wording, Wording(found.text)):
            return Known(found.id, unchanged=False)
    return None


def remember_addresses(db: Connection, article_id: str, page: Page) -> None:
    """Know the article again by the page's origin and addresses, but by none that another article has."""
    db.execute(delete(addresses).where(addresses.c.address == page.origin))
    db.execute(insert(addresses).values(address=page.origin, article_id=article_id, read_sha256=_sha256(page)))
    for address in _addresses(page.origin, page.facts):
        db.execute(insert(addresses).prefix_with("OR IGNORE").values(address=address, article_id=article_id))


def remember_stored(db: Connection, row: Row[tuple[object, ...]]) -> None:
    """The same for an article of a catalog from before there were addresses, by its row."""
    article = from_row(row)
    remember_addresses(db, article.id, Page(article.origin, "", article.text, facts=article.facts))


def _addresses(origin: str, facts: Facts) -> Iterator[str]:
    """Those of the page: its own, unless it is one of several in its source ("feed.xml#item"), and the stated one."""
    own = None if "#" in origin else address_of(origin)
    yield from dict.fromkeys(address for address in (own, address_of(facts.url)) if address)


def _publishers_agree(row: Row[tuple[object, ...]], facts: Facts) -> bool:
    return not row.publisher or not facts.publisher or row.publisher.casefold() == facts.publisher.casefold()


def _sha256(page: Page) -> str:
    facts = json.dumps(facts_to_json(page.facts), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(f"{facts}\n{page.text}".encode()).hexdigest()
