"""The question before, under other filters: "since October", "only Northwire", "all dates"."""

import re
from dataclasses import replace

from bot.brief.dates import Period, period_in
from bot.brief.followups.context import Context, whole
from bot.brief.followups.remarks import NOTHING_BEFORE, no_such_filter
from bot.brief.question import Question
from store.catalog import Filters

_FILLER = re.compile(
    r"\b(?:only|just|and|but|articles?|sources?|news|anything|published|written|reported|limit(?: it| this| that)? to|"
    r"narrow(?: it| this| that)? (?:down )?to|those|the|ones?|(?:what|how) about|restrict(?: it| this)? to|from|"
    r"since|show|me|please|what|was|is there|was there|everything|all)\b",
    re.IGNORECASE,
)
_UNFILTERED = whole(
    r"(?:any|all|every|whatever|regardless of)(?: the)? (?:dates?|times?|years?|months?|publishers?|sources?|periods?)"
    r"|(?:without|drop|remove|clear|forget|ignore|no)(?: the| any)? "
    r"(?:filters?|dates?|limits?|publishers?|restrictions?)"
    r"|from (?:everywhere|all|everyone|any source)|ever"
)
_PUBLISHER = whole(
    r"(?:(?:can|could|would) you (?:please )?)?(?:show (?:me )?|use |but )?"
    r"(?:only|just|stick to|filter (?:by|for|on)|(?:limit|narrow|restrict)(?: it| this| that)?(?: down)? to)"
    r"(?: (?:articles?|sources?|news|reports?|quotes|those|what is))?(?: (?:from|in|by|with))? (?:the )?(?P<only>.+)"
    r"|(?:(?:from|by|in) )?(?:the )?(?P<tail>.+?) only"
    r"|(?:nothing|none|not|no|without|except|exclude|excluding|leave out|ignore|drop)(?: from| by| in)? (?P<without>.+)"
    r"|(?:what|how) (?:does|do|did) (?P<says>.+?) (?:say|write|report)(?: (?:about|on) (?:it|that|this))?"
    r"|(?:according to|as reported by|by|from|in) (?P<by>.+)|(?:(?:what|how) about )?(?P<bare>.+)"
)
_SOURCES = re.compile(
    r"^(?:the )?|\s*\b(?:sources?|publishers?|articles?|papers?|outlets?|media|press|newspapers?|magazines?|sites?|"
    r"ones?|journalists?)$",
    re.IGNORECASE,
)


def narrowed(core: str, context: Context) -> Question | str | None:
    """The last question under other dates or another publisher, or why that cannot be; None for any other text."""
    before = context.last.filters if context.thread else Filters()
    if _UNFILTERED.fullmatch(core):
        return _under(Filters(), core, context)
    period, rest = period_in(core, context.today)
    dated = period != Period()
    filters = _in_period(before, period) if dated else before
    if dated and not _FILLER.sub("", rest).strip(" ,?.!"):
        return _under(filters, core, context)
    match = _PUBLISHER.fullmatch(rest.strip(" ,?.!"))
    named = next((part for part in match.groups() if part), "") if match else ""
    plain = _SOURCES.sub("", _SOURCES.sub("", named)).strip()
    without = bool(match and match["without"])
    publisher = next((name for name in context.publishers if _name(name) == _name(plain)), None)
    if publisher is not None and not without:
        return _under(replace(filters, publisher=publisher, or_publishers=()), core, context)
    if match and (match["only"] or (match["tail"] and plain != named) or (without and (publisher or plain != named))):
        return no_such_filter(core, context.last.brief, context.publishers) if context.thread else NOTHING_BEFORE
    return None


def _under(filters: Filters, core: str, context: Context) -> Question | str | None:
    if not context.thread:
        # "News this week" asks for what is new whatever was asked before.
        whole_question = _names_publisher_alone(core, context) or context.read(core, filters=filters).asks_for_news
        return None if whole_question else NOTHING_BEFORE
    question = context.same()
    _, asked = period_in(question.text, context.today)
    if question.filters.publisher and filters.publisher:
        asked = asked.replace(question.filters.publisher, filters.publisher)
    return replace(question, text=asked, filters=filters)


def _names_publisher_alone(core: str, context: Context) -> bool:
    return any(_name(name) == _name(core) for name in context.publishers)


def _in_period(before: Filters, period: Period) -> Filters:
    """A bound that is named replaces the one before; the other stays if the two leave any day between them."""
    since = period.first or (before.since if period.last and before.since and before.since <= period.last else None)
    until = period.last or (before.until if period.first and before.until and before.until >= period.first else None)
    return replace(before, since=since, until=until)


def _name(publisher: str) -> str:
    return re.sub(r"^the\s+", "", publisher.lower().strip())
