"""What a page says of itself in its text: title, publisher, agency, author, date; each with where it was read.

Only what a careful reader could say: a date in a sidebar is not the article's, an opening sentence is no title, and
what is not stated stays None.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace

from store.articles import Facts
from store.cleaning.clean import Cleaned
from store.cleaning.furniture import Kind, is_dateline, kind_of
from store.cleaning.lines import Line
from store.facts.agencies import agency_at_end, agency_credited, agency_in_dateline, agency_named, agency_told
from store.facts.byline import read_byline
from store.facts.dates import find_dates, read_date, read_iso
from store.facts.gathered import Gathered
from store.facts.language import language_code, language_of
from store.facts.names import is_outlet, is_person, is_section
from store.facts.publisher import is_confirmed, publisher_from_copyright, site_named, usual_spelling
from store.facts.slug import title_from_slug

_TITLE_WORDS = range(2, 31)
_TITLE_WITHIN = 25
_SHARED_WORDS_MIN = 2
_SHARED_MIN = 0.4
_SHARED_WELL = 0.5
_LABEL_WORDS_MAX = 3
_READ_CHARACTERS = 400
_CONTENT_LETTERS_MIN = 4
_LINES_ABOVE_BYLINE_MAX = 4
_HEADER_LINES_MAX = 12
_BELOW_TITLE_MAX = 24
_AFTER_LINES_MAX = 8
_MASTHEAD_LINES = 3
_OUTLET_WORDS_MAX = 5
_DATELINE_WORDS_MAX = 6
_SHORT_HEADER_MAX = 12
# Published, updated; a third date above the text stands in a list of other articles.
_DATES_OF_OTHERS_MIN = 3
_ABOVE_TITLE_MAX = 4
_PUBLISHED_LABEL = re.compile(r"\b(?:published|posted|veröffentlicht|publié|publicado|pubblicato)\b", re.IGNORECASE)
_UPDATED_LABEL = re.compile(r"\b(?:updated|modified|aktualisiert|actualizado|aggiornato|mis à jour)\b", re.IGNORECASE)
_DATELINE = re.compile(r"^[\"“]?(?P<opening>[A-ZÀ-Ý].{3,80}?)\s*(?:—|–|--| - )")
_BREADCRUMBS = re.compile(r"\s[/›»>]\s|^[/›»>]")
_SOURCE_URL = re.compile(
    r"^\W*(?:source|url|link|original|via|quelle|read (?:the )?(?:original|full)[^:]{0,30})\s*:\s*(https?://\S+)$",
    re.IGNORECASE,
)
_IS_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_WITH_USER = re.compile(r"^(https?://)[^/?#]*@", re.IGNORECASE)  # a name and password, which nobody else is to see
_SOURCE_SLUG = re.compile(r"^\W*(?:source|slug|url|link|id)\s*:\s*/?([a-z0-9]+(?:-[a-z0-9]+){3,})/?$", re.IGNORECASE)


def stated_facts(stated: Mapping[str, str], where: str) -> Facts:
    """The facts of a header, given as text by the names of Facts."""
    gathered = Gathered()
    for fact, value in stated.items():
        name = f"{where} “{fact}”"
        if fact == "published":
            gathered.add("published", read_iso(value) or read_date(value), name)
        elif fact == "language":
            gathered.add("language", language_code(value), name)
        elif fact == "url":
            gathered.add("url", _WITH_USER.sub(r"\1", value) if _IS_ADDRESS.match(value) else None, name)
        elif fact == "author":
            byline = read_byline("By " + re.sub(r"^[Bb]y\s+", "", value))
            gathered.add("author", byline.author or (value if byline.agency is None else None), name)
            gathered.add("agency", byline.agency, name)
        else:
            gathered.add(fact, value, name)
    return gathered.facts()


def describe(cleaned: Cleaned) -> Facts:
    """The facts that stand around and in the text of a page. The language is judged by the text itself."""
    cleaned = _with_short_lines(cleaned)
    gathered = Gathered()
    at = _title_place(cleaned)
    if at is not None:
        gathered.add("title", cleaned.before[at], "headline above the text")
    header = _header(cleaned, at)
    around = [*header, *cleaned.after[:_AFTER_LINES_MAX]]
    language = language_of(cleaned.text)
    _add_date(gathered, cleaned, header, day_first=language not in (None, "en"))
    _add_byline(gathered, cleaned, header)
    _add_agency(gathered, cleaned, around)
    _add_publisher(gathered, cleaned, header)
    _add_address(gathered, cleaned)
    gathered.add("language", language, "the words of the text")
    return gathered.facts()


def _with_short_lines(cleaned: Cleaned) -> Cleaned:
    """The same page with its long lines cut: facts stand in short ones, and long ones may be bait for patterns."""

    def cut(lines: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(line[:_READ_CHARACTERS] for line in lines)

    return replace(cleaned, furniture=cut(cleaned.furniture), before=cut(cleaned.before), after=cut(cleaned.after))


def _header(cleaned: Cleaned, at: int | None) -> tuple[str, ...]:
    """The lines between the headline and the text; with those above the headline where the page begins with them.

    Where a whole website stands above the headline, a date there is today's or another article's.
    """
    if at is None:
        return cleaned.before[-_HEADER_LINES_MAX:]
    begins = 0 if at <= _ABOVE_TITLE_MAX else at + 1
    return (*cleaned.before[at + 1 :][-_BELOW_TITLE_MAX:], *cleaned.before[begins:at])


def _title_place(cleaned: Cleaned) -> int | None:
    """Which line above the text is its headline: near it, and in words that the text uses again."""
    told = _content_words(cleaned.text)
    shares: dict[int, float] = {}
    for at in range(max(0, len(cleaned.before) - _TITLE_WITHIN), len(cleaned.before)):
        if _may_be_title(cleaned.before[at]):
            words = _content_words(cleaned.before[at])
            if _says_something(cleaned, at) and len(words & told) >= min(_SHARED_WORDS_MIN, len(words)):
                shares[at] = len(words & told) / len(words) if words else 0.0
    above_marks = _above_marks(cleaned)
    near = [at for at in sorted(shares) if at in above_marks and shares[at] >= _SHARED_MIN]
    if near:
        # A standfirst below the headline shares as many words with the text; the headline comes first.
        return next((at for at in near if shares[at] >= _SHARED_WELL), near[0])
    best = max(shares, key=lambda at: shares[at] * Line(cleaned.before[at]).words, default=None)
    if best is None or shares[best] < _SHARED_MIN:
        return _line_above_byline(cleaned)
    return best


def _above_marks(cleaned: Cleaned) -> range:
    """The few lines directly above the byline and date that stand nearest to the text."""
    kinds = [kind_of(Line(text)) for text in cleaned.before]
    near = range(max(0, len(kinds) - _HEADER_LINES_MAX), len(kinds))
    marks = [at for at in near if kinds[at] in (Kind.BYLINE, Kind.DATE)]
    return range(max(0, marks[0] - _LINES_ABOVE_BYLINE_MAX), marks[0]) if marks else range(0)


def _says_something(cleaned: Cleaned, at: int) -> bool:
    """A menu has labels of two or three words; only a text pasted with little around it may have such a headline."""
    words = sum(word.isalpha() for word in cleaned.before[at].split())
    return words > _LABEL_WORDS_MAX or len(cleaned.before) <= _SHORT_HEADER_MAX


def _may_be_title(text: str) -> bool:
    line = Line(text)
    if line.words not in _TITLE_WORDS or text.endswith((".", ":", ",")) or _BREADCRUMBS.search(text):
        return False
    is_other = is_person(text) or is_section(text) or is_outlet_line(text)
    return not is_other and kind_of(line) is None


def _line_above_byline(cleaned: Cleaned) -> int | None:
    """The line above byline and date, or the only line at all, of a text that was pasted with little around it."""
    if len(cleaned.before) > _SHORT_HEADER_MAX:
        return None
    kinds = [kind_of(Line(text)) for text in cleaned.before]
    first_mark = next((at for at, kind in enumerate(kinds) if at and kind in (Kind.BYLINE, Kind.DATE)), len(kinds))
    unexplained = [at for at in range(first_mark) if _may_be_title(cleaned.before[at])]
    is_clear = bool(unexplained) and (first_mark < len(kinds) or len(unexplained) == 1)
    return unexplained[-1] if is_clear and Line(cleaned.before[unexplained[-1]]).words >= _LABEL_WORDS_MAX else None


def _content_words(text: str) -> set[str]:
    return {
        re.sub(r"[’']s$", "", word.lower())
        for word in Line(text).word_list
        if len(word) >= _CONTENT_LETTERS_MIN or word.isupper()
    }


def _add_date(gathered: Gathered, cleaned: Cleaned, header: tuple[str, ...], *, day_first: bool) -> None:
    dated = [
        text for text in header if is_dateline(text) or (kind_of(Line(text)) is Kind.BYLINE) or read_byline(text).dated
    ]
    unlabelled = {found.published for text in dated if not _PUBLISHED_LABEL.search(text) for found in find_dates(text)}
    if len(unlabelled) >= _DATES_OF_OTHERS_MIN:
        dated = [text for text in dated if _PUBLISHED_LABEL.search(text)]
    for text in sorted(dated, key=lambda text: (_PUBLISHED_LABEL.search(text) is None, not _states_year(text))):
        updated, published = _UPDATED_LABEL.search(text), _PUBLISHED_LABEL.search(text)
        if updated and not published and updated.start() < next((d.start for d in find_dates(text, day_first=True)), 0):
            continue
        start = published.end() if published and updated and updated.start() < published.start() else 0
        _add_if_dated(gathered, text[start:], "date line above the text", day_first=day_first)
    for text in cleaned.after[:_AFTER_LINES_MAX]:
        if _PUBLISHED_LABEL.search(text) and is_dateline(text):
            _add_if_dated(gathered, text, "date line below the text", day_first=day_first)
    opening = cleaned.paragraphs[0][:_READ_CHARACTERS] if cleaned.paragraphs else ""
    match = _DATELINE.match(opening)
    if match is not None and _is_place_and_date(match["opening"]):
        _add_if_dated(gathered, match["opening"], "dateline of the first paragraph", day_first=day_first)


def _is_place_and_date(text: str) -> bool:
    """Whether the text is like "NORRBAD, Dec 23" or "Paris (AFP), 3 May 2025": names and one date, no sentence."""
    dates = list(find_dates(text))
    if len(dates) != 1:
        return False
    rest = text[: dates[0].start] + text[dates[0].end :]
    return Line(rest).words <= _DATELINE_WORDS_MAX and not re.search(r"\b[a-zà-ÿ]{2,}\b", rest)


def _states_year(text: str) -> bool:
    return any(found.published.year for found in find_dates(text))


def _add_if_dated(gathered: Gathered, text: str, where: str, *, day_first: bool) -> None:
    """A date with its year, or else, where no better one was found, the day and month that the text states."""
    for found in find_dates(text, day_first=day_first):
        gathered.add("published", found.published, where)
        return


def _add_byline(gathered: Gathered, cleaned: Cleaned, header: tuple[str, ...]) -> None:
    lines = list(header)
    for text, following in zip(lines, [*lines[1:], ""], strict=False):
        byline = read_byline(text, following)
        gathered.add("author", byline.author, "byline above the text")
        gathered.add("agency", byline.agency, "byline above the text")
        if byline.outlet and "publisher" not in gathered.known:
            gathered.add("publisher", byline.outlet, f"byline “{text.strip()}”{_host(cleaned)}")


def _host(cleaned: Cleaned) -> str:
    host = site_named(text for text in (*cleaned.before, *cleaned.after) if kind_of(Line(text)) is Kind.LEGAL)
    return f"; the page itself stands on {host}, by its disclaimer" if host else ""


def _add_agency(gathered: Gathered, cleaned: Cleaned, around: Iterable[str]) -> None:
    opening = cleaned.paragraphs[0][:_READ_CHARACTERS] if cleaned.paragraphs else ""
    gathered.add("agency", agency_in_dateline(opening), "dateline of the first paragraph")
    gathered.add("agency", cleaned.signature, "signature below the last paragraph")
    for text in around:
        gathered.add("agency", agency_credited(text), "credit line")
    if "author" not in gathered.known:
        gathered.add("agency", agency_told(cleaned.text), "the text says to whom people spoke")


def _add_publisher(gathered: Gathered, cleaned: Cleaned, header: tuple[str, ...]) -> None:
    everything = (*cleaned.before, *cleaned.furniture)
    short = len(cleaned.before) <= _SHORT_HEADER_MAX
    for text in (*header, *(cleaned.before[:_MASTHEAD_LINES] if short else ())):
        # Above the text of a whole saved page stand the names of sections and series, too.
        if is_outlet_line(text) and (short or is_confirmed(text.strip(), everything)):
            gathered.add("publisher", usual_spelling(text.strip(), everything), "name above the text")
    for above, text, below in zip(header, header[1:], header[2:], strict=False):
        between = kind_of(Line(above)) is Kind.BYLINE and is_dateline(below)
        if between and _is_short_name(text) and not is_person(text.strip()):
            gathered.add("publisher", text.strip(), "name between byline and date")
    gathered.add("publisher", publisher_from_copyright(everything), "copyright line")
    masthead = cleaned.before[0] if short and len(cleaned.before) > 1 else ""
    taken = (gathered.known.get("title"), gathered.known.get("author"))
    if masthead.isupper() and _is_short_name(masthead) and masthead.title() not in taken:
        gathered.add("publisher", usual_spelling(masthead, (*everything, *cleaned.paragraphs)), "name above the text")


def _is_short_name(text: str) -> bool:
    line = Line(text.strip())
    is_name = line.words <= _OUTLET_WORDS_MAX and line.capital_share == 1 and not re.search(r"[|/:,;!?\d]", line.text)
    return is_name and not is_section(line.text) and kind_of(line) is None


def is_outlet_line(text: str) -> bool:
    """Whether a line is the name of a newspaper or site and nothing else."""
    line = Line(text.strip())
    is_name = line.words <= _OUTLET_WORDS_MAX and line.capital_share == 1 and not re.search(r"[|/:,;!?\d]", line.text)
    other = is_section(line.text) or agency_at_end(line.text) is not None
    return is_name and is_outlet(line.text) and not other and kind_of(line) is None


def _add_address(gathered: Gathered, cleaned: Cleaned) -> None:
    for text in (*cleaned.before, *cleaned.after):
        url, slug = _SOURCE_URL.match(text), _SOURCE_SLUG.match(text)
        if url:
            gathered.add("url", url[1], "source line")
        elif slug:
            title = title_from_slug(slug[1].lower(), cleaned.text)
            gathered.add(
                "title", title, "made of the words of the page's address in its source line; punctuation is lost there"
            )


def without_self_reference(facts: Facts) -> Facts:
    """The facts without an author that only repeats the publisher, and with an agency named as author in its place."""
    known = {one.name: getattr(facts, one.name) for one in fields(Facts)}
    read_from = dict(facts.read_from)
    author_agency = agency_named(facts.author) if facts.author else None
    if author_agency:
        known["author"], known["agency"] = None, facts.agency or author_agency
        read_from["agency"] = read_from.get("agency") or read_from.pop("author", "")
    if facts.author and facts.publisher and facts.author.casefold() == facts.publisher.casefold():
        known["author"] = None
    return Facts(**{**known, "read_from": {fact: where for fact, where in read_from.items() if known.get(fact)}})
