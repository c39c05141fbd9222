"""What is said in place of a brief where a follow-up refers to nothing, in plain text."""

from collections.abc import Sequence

from bot.brief.brief import Brief, counted

WELCOME = "You are welcome. Ask on in this thread whenever you like."
NOTHING_BEFORE = (
    "There is no earlier brief here that this could follow. Ask a whole question first, for example: What are the "
    "arguments for and against open models? Then go on in its thread: “and the risks?”, “since October”, "
    "“who said that?”"
)
NO_TOPIC = "The question before named no topic to go on with. Say what it is about, for example: risks of open models"
CHANGED = "The articles behind that have changed since, so I do not quote them any more; please ask the question again."
MAX_PUBLISHERS = 6


def no_such_point(brief: Brief) -> str:
    """For "point 7" of a brief that has five."""
    if not (brief.points_for or brief.points_against or brief.findings):
        return f"The brief before quotes nothing, so there is no such point in it. {_ASK_ON}"
    if brief.findings:
        has = counted(len(brief.findings), "finding")
    else:
        has = f"{counted(len(brief.points_for), 'point')} for and {len(brief.points_against)} against"
    return (
        f"The brief before has no such point: it has {has}. Ask for one at a time, for example: who said the first one?"
    )


def no_such_source(number: int, brief: Brief) -> str:
    """For "source 9" of a brief that has four."""
    numbers = ", ".join(f"[{source.number}]" for source in brief.sources)
    if not numbers:
        return f"No brief in this thread has a source [{number}]. {_ASK_ON}"
    return f"No brief in this thread has a source [{number}]. The last one has {numbers}; ask for one of them."


def no_such_filter(phrase: str, brief: Brief, publishers: Sequence[str]) -> str:
    """For "only Chinese sources": articles are known by publisher and date, not by country or kind."""
    cited = [source.publisher for source in brief.sources if source.publisher]
    names = list(dict.fromkeys([*cited, *publishers]))
    if not names:
        return f"I cannot narrow it like that (“{phrase}”): no stored article names its publisher. {_ASK_ON}"
    more = f" and {len(names) - MAX_PUBLISHERS} more" if len(names) > MAX_PUBLISHERS else ""
    return (
        f"I cannot narrow it like that (“{phrase}”): sources are known by the publisher's name and by date, not by "
        f"country or kind. You can say “only {names[0]}” or “since October”. The publishers are "
        f"{', '.join(names[:MAX_PUBLISHERS])}{more}."
    )


def nothing_further(brief: Brief) -> str:
    """For "any others?" where the search finds no more than was shown."""
    if not brief.sources:
        return f"That is all: the corpus has nothing else to quote on this. {_ASK_ON}"
    sources = counted(len(brief.sources), "source")
    return (
        f"That is all I find on this: everything there is to quote stands in this thread, the last brief with "
        f"{sources}. You can ask for more on one point, for example: more on the first one; or for another topic."
    )


_ASK_ON = "You can ask about another topic, or the same with other dates: since October."


def said_before(numbers: Sequence[int]) -> str:
    """One line for quotations from articles that have been changed since the brief was written."""
    which = ", ".join(f"[{number}]" for number in numbers)
    return f"{which} {'has' if len(numbers) == 1 else 'have'} changed since; quoted is what stood there."
