"""Briefs to render: one as a reader would get it, and any brief at all."""

from dataclasses import replace

from hypothesis import strategies as st

from bot.brief.brief import Brief, Point, Quote, Source

LEDGER = Source(
    number=1,
    article_id="a1",
    title="Freight firm brings its model in house",
    publisher="Harbour Ledger",
    agency=None,
    author="Mina Okafor",
    published="2025-11-03",
    published_as_stated="3 November 2025",
    url="https://harbour-ledger.example/freight?model=open&page=2",
    origin="ledger.html",
)
GAZETTE = Source(
    number=2,
    article_id="a2",
    title="Regulators ask who answers for open weights",
    publisher="Tarn Gazette",
    agency="Northwire",
    author=None,
    published="2025-10",
    published_as_stated="October 2025",
    url=None,
    origin="gazette.txt",
    copies=("Eastgate Herald", "Daily Sextant"),
)
NOTES = Source(
    number=3,
    article_id="a3",
    title=None,
    publisher=None,
    agency=None,
    author=None,
    published=None,
    published_as_stated="Dec 23",
    url="javascript:alert(1)",
    origin="notes.txt",
)

BILL = Quote(
    "Our bill for inference fell by a third within a quarter.", 1, "the technology chief of a freight firm", 0, 56
)
FREE = Quote("“Nobody can switch our model off.”", 3, None, 10, 44)
CALLS = Quote("At three in the morning there is nobody to call.", 2, "Ida Lindqvist", 5, 53)

BOTH_SIDES = Brief(
    question="What are the arguments for and against open models?",
    intent="for_and_against",
    topic="open models",
    read_as="adopting models with open weights",
    takeaway="Most often for: lower cost (2 independent sources). Most often against: thinner support (1 source).",
    engine="extractive",
    points_for=(Point("Lower cost", 2, (BILL, FREE)), Point("Independence", 1, (FREE,))),
    points_against=(Point("Thinner support", 1, (CALLS,)),),
    sources=(LEDGER, NOTES, GAZETTE),
    newest_article="2025-11-03",
)
FINDINGS = replace(
    BOTH_SIDES,
    question="What did the freight firm save?",
    intent="findings",
    topic="the freight firm's savings",
    read_as="what the freight firm saved; since 2025-10-01",
    takeaway="Our bill for inference fell by a third within a quarter.",
    points_for=(),
    points_against=(),
    findings=(Point("Lower cost", 1, (BILL,)),),
    sources=(LEDGER,),
    notice="Written without the chat model: it did not answer in time.",
)
NOT_COVERED = replace(
    BOTH_SIDES,
    question="Who won the regatta?",
    intent="not_covered",
    topic="the regatta",
    read_as="the regatta",
    takeaway="The corpus does not cover the regatta.",
    points_for=(),
    points_against=(),
    sources=(),
    not_covered=("No stored article answers this.", "Closest: “Harbour news”, Harbour Ledger, 2025-11-03"),
    newest_article=None,
)
ONE_SIDE = replace(
    BOTH_SIDES, points_against=(), not_covered=("No argument against open models.",), sources=(LEDGER, NOTES)
)
COMPARED = replace(
    BOTH_SIDES,
    question="open or closed models?",
    takeaway="Most often for open models: lower cost (2 independent sources).",
    compared_with="closed models",
)
LONG = replace(
    BOTH_SIDES,
    points_for=tuple(
        Point(
            f"Argument {number}",
            4,
            tuple(replace(BILL, text=f"In case {number} " + "much was said " * 40) for _ in range(5)),
        )
        for number in range(1, 11)
    ),
    points_against=(Point("Thinner support", 1, (replace(CALLS, text="There is nobody to call. " * 60),)),),
)

HOSTILE_SAMPLES = (
    "<!channel> <!here> <@U1> <#C1|general> <https://evil.example|bank>",
    "*bold* _italic_ ~gone~ `code` ```block``` :smile: :wave::skin-tone-2:",
    "> quoted\n>>> all\n— the minister, in Harbour Ledger [1]",
    "a\u202egnp.exe\u202c\u200b\u2066b\ufeff",
    "&lt;!channel&gt; &amp;",
    "&" * 2_000,
    "\U0001f6a2" * 2_000,
    "e\u0301" * 1_000,
    "\x00\x1b[31m\ud800\u2028x\r\ny",
)
hostile_text = st.one_of(
    st.text(max_size=300),
    st.text(alphabet="<>&!@#*_~`:|>a1 \n", max_size=300),
    st.sampled_from(HOSTILE_SAMPLES),
)
_maybe_text = st.none() | hostile_text
_sources = st.builds(
    Source,
    number=st.integers(1, 60),
    article_id=st.just("a"),
    title=_maybe_text,
    publisher=_maybe_text,
    agency=_maybe_text,
    author=_maybe_text,
    published=st.sampled_from([None, "2025-11-03", "2025-11", "soon"]),
    published_as_stated=_maybe_text,
    url=st.none() | hostile_text | hostile_text.map(lambda path: f"https://a.example/{path}"),
    origin=hostile_text,
    copies=st.lists(hostile_text, max_size=3).map(tuple),
)
_quotes = st.builds(
    Quote,
    text=hostile_text,
    source=st.integers(1, 60),
    speaker=_maybe_text,
    start=st.just(0),
    end=st.just(1),
    said_at=st.sampled_from([None, "00:14:03"]),
)
_points = st.builds(
    Point,
    headline=hostile_text,
    independent_sources=st.integers(1, 10**6),
    quotes=st.lists(_quotes, max_size=6).map(tuple),
)


def _some_points() -> st.SearchStrategy[tuple[Point, ...]]:
    few = st.lists(_points, max_size=4).map(tuple)
    many = st.tuples(_points, st.integers(5, 80)).map(lambda drawn: (drawn[0],) * drawn[1])
    return few | many


any_brief = st.builds(
    Brief,
    question=hostile_text,
    intent=st.sampled_from(["for_and_against", "findings", "not_covered"]),
    topic=hostile_text,
    read_as=hostile_text,
    takeaway=hostile_text,
    engine=st.just("extractive"),
    points_for=_some_points(),
    points_against=_some_points(),
    findings=_some_points(),
    sources=st.lists(_sources, max_size=12).map(tuple),
    not_covered=st.lists(hostile_text, max_size=8).map(tuple),
    newest_article=st.sampled_from([None, "2025-11-03"]),
    notice=_maybe_text,
    compared_with=_maybe_text,
)
