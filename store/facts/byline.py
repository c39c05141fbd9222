"""Who wrote it, as lines above a text say it: a person, an outlet or an agency."""

import re
from dataclasses import dataclass

from store.facts.agencies import agency_named
from store.facts.dates import find_dates
from store.facts.names import is_outlet, is_person, join_names, split_names

_LEAD = re.compile(
    r"^\W*(?:(?:written|posted|reported|published|story|words|text|reporting) by|by|von|par"
    r"|por|di|door|authors?|autor(?:in)?)\b\s*:?\s*",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"(?:,|\||-|–|—)?\s+(?:(?:[A-Z]{2,4}|[Aa]p|[\w-]+) )?(?:[\w-]+ )?(?:[Ww]riter|[Rr]eporter"
    r"|[Ee]ditor|[Cc]orrespondent|[Cc]olumnist|[Cc]ontributor|[Jj]ournalist|[Ss]taff)\b.*$"
)
_ROLE_AGENCY = re.compile(r",\s*(?:(?P<agency>AP|Ap|AFP|Reuters|Associated Press|Bloomberg)\b)")
_TAIL = re.compile(r"\s*(?:\||@|\(|https?:|\S+@\S+| for | in [A-Z]| at | on ).*$")
_NAME_IN_PLACE = re.compile(
    r"^(?P<name>[A-ZÀ-Ý][\w’'.-]+(?: [A-ZÀ-Ý][\w’'.-]*){1,2}) in [A-ZÀ-Ý][\w’'.-]+(?: [A-ZÀ-Ý][\w’'.-]+){0,2}$"
)
_PLACES = re.compile(
    r"(?:New|San|Los|Hong|North|South|East|West|Middle|Latin|Real|United|Saint|St|Asia|Social|Public|Machine|Artificial)\b",
    re.IGNORECASE,
)
_TWO_NAMES = re.compile(r"\S+(?: \S\.?| (?:de|da|di|del|van|von|bin|al|el|la|le)){0,2} \S+")
_ROLE_ALONE = re.compile(
    r"(?:[\w-]+ ){0,3}(?:writer|reporter|editor|correspondent|columnist|journalist)$", re.IGNORECASE
)
# A page shows the name in a link and again beside a picture; saved as text they run together.
_SAID_TWICE = re.compile(r"^(\S+(?: \S+){1,3}) \1$")
_OUTLET_WORDS_MAX = 6
_JOINED_MAX = 5
_INITIALS_MAX = 4
_READ_CHARACTERS = 300


@dataclass(frozen=True)
class Byline:
    """What one byline names; `dated` where it carries a date as well."""

    author: str | None = None
    agency: str | None = None
    outlet: str | None = None
    dated: bool = False


def read_byline(text: str, following: str = "") -> Byline:
    """The names in a byline such as "By Ann Lee and Reuters", or nothing in any other line.

    A bare "By" takes its name from the following line; a bare name counts only with a date beside it.
    """
    text = text[:_READ_CHARACTERS]
    lead = _LEAD.match(text)
    rest = text[lead.end() :] if lead else text
    if lead and not rest.strip():
        return _named(following) if is_person(following.strip()) else Byline()
    dates = list(find_dates(rest))
    if dates:
        rest = rest[: dates[0].start].rstrip(" -–—|,·•")
    if not lead and not (dates and rest.strip()):
        place = _NAME_IN_PLACE.match(text.strip())
        named_beside = _is_lone_person(text.strip()) and _says_when_or_who(following)
        return _named(place["name"] if place else text.strip()) if place or named_beside else Byline()
    byline = _named(rest)
    if not lead and not _only_names(rest):
        return Byline()
    return Byline(byline.author, byline.agency, byline.outlet, dated=bool(dates))


def _only_names(text: str) -> bool:
    """Whether nothing but names stands in the line: other words beside a date make no byline."""
    names = split_names(_ROLE.sub("", text))
    return bool(names) and all(agency_named(name) or _may_be_outlet(name) or _is_lone_person(name) for name in names)


def _is_lone_person(text: str) -> bool:
    """Whether first and last name, with at most an initial between: longer runs of capitals are mostly not people."""
    return is_person(text) and _TWO_NAMES.fullmatch(text) is not None and not _PLACES.match(text)


def _says_when_or_who(text: str) -> bool:
    """Whether a line has a date or an outlet's name in it, so that the name above it is a byline."""
    return (
        any(True for _ in find_dates(text[:_READ_CHARACTERS]))
        or _ROLE_ALONE.match(text.strip()) is not None
        or (is_outlet(text) and len(text.split()) <= _OUTLET_WORDS_MAX)
    )


def _named(text: str) -> Byline:
    role_agency = _ROLE_AGENCY.search(text)
    text = _TAIL.sub("", _ROLE.sub("", text.title() if text.isupper() else text)).strip(" ,-–—|.")
    text = _SAID_TWICE.sub(r"\1", text)
    persons: list[str] = []
    agency = agency_named(role_agency["agency"].replace("Ap", "AP")) if role_agency else None
    outlet: str | None = None
    for name in split_names(text)[:_JOINED_MAX]:
        if agency_named(name):
            agency = agency_named(name)
        elif is_person(_in_title_case(name)):
            persons.append(_in_title_case(name))
        elif _may_be_outlet(name):
            outlet = outlet or name
    return Byline(join_names(persons) or None, agency, outlet)


def _may_be_outlet(name: str) -> bool:
    """Whether the name reads as an outlet's and is as short as one: a caption with a date has such words, too."""
    words = name.split()
    lower = [word for word in words if word.islower() and len(word) > _INITIALS_MAX]
    return is_outlet(name) and len(words) <= _OUTLET_WORDS_MAX and name[:1].isupper() and not lower


def _in_title_case(name: str) -> str:
    return name.title() if name.isupper() and len(name) > _INITIALS_MAX else name
