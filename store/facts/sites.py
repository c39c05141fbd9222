"""Which of the names that a page gives its site is the publisher's: what is on the masthead, no software, no slogan."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from store.facts.agencies import agency_named
from store.facts.names import is_outlet, is_section

# They write the pages of others and name themselves where a site did not say its name.
_SOFTWARE = frozenset(
    {
        "blogger", "blogspot", "wordpress", "wordpresscom", "wix", "squarespace", "drupal", "joomla", "ghost", "tumblr",
        "webflow", "hugo", "jekyll", "weebly", "godaddy", "hubspot", "typo3", "mysite", "website", "home", "homepage",
        "untitled", "hosted", "facebook", "twitter", "youtube",
    }
)  # fmt: skip
_ARTICLES = frozenset(
    {"the", "of", "and", "le", "la", "les", "el", "los", "il", "der", "die", "das", "de", "del", "du"}
)
_GENERIC = frozenset({"news", "online", "international", "media", "magazine", "blog", "network", "com", "org", "net"})
_GENERIC_ENDS = re.compile(r"(?<=..)(?:news|online|media|mag|blog|hq|tv)$")
_SEPARATOR = re.compile(r"\s+[-–—|•·»:]+\s+|\s*[|•»]\s*|(?<=\w)_(?=\w)|:\s+")
_NAME_WORDS_MAX = 8
_LABEL_MIN = 2
_COPYRIGHT = re.compile(r"(?:©|ⓒ|\(c\)|copyright)[\s©ⓒ]*(?:\(c\)\s*)?(?:(?:19|20)\d\d)?[\s,-]*", re.IGNORECASE)


@dataclass(frozen=True)
class Named:
    """A name that a page gives its site, and where."""

    name: str
    where: str


def host_of(address: str | None) -> str | None:
    """The host name of an address, or None."""
    try:
        return urlsplit(address).hostname if address else None
    except ValueError:
        return None


def publisher_among(named: Iterable[Named], host: str | None) -> Named | None:
    """The first of the names that fits the page's host, or else the first that can be a site's name at all.

    An agency is the publisher only on its own host: elsewhere it wrote what another publishes.
    """
    names = [Named(name, one.where) for one in named if (name := site_name(one.name, host))]
    fitting = [one for one in names if fits_host(one.name, host)]
    chosen = next((one for one in [*fitting, *names] if agency_named(one.name) is None or one in fitting), None)
    return _better_spelt(chosen, fitting) if chosen else None


def site_name(stated: str, host: str | None) -> str | None:
    """The name without its slogan ("Northwire | AI news and chips"), or None where it names no site.

    An account ("@northwire"), an address, a country, a section or the software that wrote the page is no publisher.
    """
    parts = [part.strip().removeprefix("www.") for part in _SEPARATOR.split(stated) if part.strip()]
    parts = [part for part in parts if not part.startswith(("@", "http://", "https://", "#"))]
    name = next((part for part in parts if fits_host(part, host)), parts[0] if parts else None)
    if name is None or len(name.split()) > _NAME_WORDS_MAX or not any(map(str.isalpha, name)):
        return None
    if _plain(name) in _SOFTWARE:
        return None
    return name if fits_host(name, host) or not is_section(name.replace(".", "")) else None


def named_by_title(page_title: str, headline: str | None, host: str | None, holders: Sequence[str]) -> Named | None:
    """The site's name at the end of the title tag ("Headline - The Tarn Post"), or at its beginning.

    It must be shown to be one: by the page's host, by a copyright line that names it too, or, at the end, by the words
    of newspapers' names.
    """
    parts = [part.strip() for part in _SEPARATOR.split(page_title) if part.strip()]
    if len(parts) <= 1:
        return None
    for part in (parts[-1], parts[0]):
        if headline and squashed(part) == squashed(headline):
            continue
        name = site_name(part, host)
        shown = name and (fits_host(name, host) or _holds_copyright(name, holders))
        if name and (shown or (part is parts[-1] and is_outlet(name) and not agency_named(name))):
            return Named(name, "title tag")
    return None


def copyright_holders(texts: Iterable[str]) -> list[str]:
    """What stands behind the signs of copyright on a page."""
    return [text[match.end() :].strip() for text in texts if (match := _COPYRIGHT.search(text))]


def _holds_copyright(name: str, holders: Sequence[str]) -> bool:
    return any(squashed(holder).startswith(squashed(name)) for holder in holders)


def fits_host(name: str, host: str | None) -> bool:
    """Whether the host's name is made of the name's words or their beginnings: "nytimes.com" of The New York Times."""
    labels = (host or "").lower().removeprefix("www.").split(".")
    if len(labels) <= 1:
        return False
    if _plain(name) == "".join(labels).replace("-", ""):
        return True
    words = re.findall(r"\w+", name.lower().replace("'", "").replace("’", ""))[:_NAME_WORDS_MAX]
    for label in labels[:-1]:
        plain = label.replace("-", "")
        forms = {plain, _GENERIC_ENDS.sub("", plain)}
        if any(len(form) >= _LABEL_MIN and _made_of(form, words) for form in forms):
            return True
    return False


def _made_of(label: str, words: Sequence[str]) -> bool:
    """Whether the label is made of beginnings of all the words in order; "the", "news" and the like may be left out."""
    rests = {label}
    for word in words:
        shorter = {
            rest[length:] for rest in rests for length in range(1, len(word) + 1) if rest[:length] == word[:length]
        }
        rests = shorter | (rests - {label} if word in _GENERIC else rests if word in _ARTICLES else set())
    return "" in rests


def _better_spelt(chosen: Named, others: Sequence[Named]) -> Named:
    """The same name as the page writes it elsewhere, where a machine wrote it in small letters ("usatoday")."""
    if chosen.name != chosen.name.lower() or " " in chosen.name:
        return chosen
    start = squashed(chosen.name)
    same = [one for one in others if one.name != chosen.name and squashed(one.name).startswith(start)]
    return same[0] if same else chosen


def squashed(name: str) -> str:
    """Letters and digits alone, without "the" before them: two spellings of one name are equal."""
    return _plain(name).removeprefix("the")


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())
