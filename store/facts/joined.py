"""What a page's metadata states, joined with what its readers see."""

import re
from dataclasses import replace
from datetime import date, timedelta

from store.articles import Facts, Published
from store.facts.agencies import agency_named
from store.facts.gathered import combine
from store.facts.sites import fits_host, host_of, squashed

_UTC = re.compile(r"(?:Z|[+]00:?00|\bUTC|\bGMT)$")
_DAY = timedelta(days=1)


def join(stated: Facts, read: Facts) -> Facts:
    """The stated facts and, where they are silent or the page's readers see better, the read ones.

    The text itself shows its language: a site's software often states its own. A stamp in UTC may name the day after
    the one that readers saw on the article.
    """
    stated = _with_local_day(stated, read)
    if read.language:
        stated = replace(stated, language=None)
    return combine(stated, _without_site_as_agency(read, stated))


def _without_site_as_agency(read: Facts, stated: Facts) -> Facts:
    """The read facts without an "agency" that is the site itself: "HONOLULU (HarbourNewsNow) —" on its own page."""
    own = read.agency and (
        fits_host(read.agency, host_of(stated.url)) or squashed(read.agency) == squashed(stated.publisher or "")
    )
    return replace(read, agency=None) if own and agency_named(read.agency or "") is None else read


def _with_local_day(stated: Facts, read: Facts) -> Facts:
    """The stated facts with the day that the page shows, where it differs by one from the stamp's.

    A page may show when it was updated, but never a day before it was published: a day before the stamp's is the local
    one. A day after it is only where the stamp says that it is in UTC. A day without a year takes it from the stamp.
    """
    stamp, shown = stated.published, read.published
    stamped = stamp.earliest()
    if stamped is None or stamp.precision != "day" or shown.month is None or shown.day is None:
        return stated
    before, after = stamped - _DAY, stamped + _DAY
    if _is_day(shown, before) or (_is_day(shown, after) and _UTC.search(stamp.as_stated or "")):
        if shown.year is not None:
            return replace(stated, published=Published())
        local = before if _is_day(shown, before) else after
        where = f"{read.read_from.get('published', '')}, its year from {stated.read_from.get('published', '')}"
        published = Published(local.year, local.month, local.day, as_stated=shown.as_stated)
        return replace(stated, published=published, read_from={**stated.read_from, "published": where})
    return stated


def _is_day(shown: Published, day: date) -> bool:
    return shown.year in (None, day.year) and (shown.month, shown.day) == (day.month, day.day)
