from pathlib import Path

import pytest

from bot.brief.brief import Brief
from bot.services import Services
from store.catalog import Filters

FOR = """Harbour towns move to open models

By Ada Fenn
Harbour Ledger
November 3, 2025

Three harbour towns have moved their clerks to open models this autumn, after a year of trials in the planning offices.

Open models are cheaper: the towns together expect to save $400,000 a year, said Ada Morrow, who leads the joint technology office.

“Open models can be audited line by line, and that is what our auditors ask for,” Morrow said.

The towns bought their servers in June from a dealer in Elmsworth. Clerks were trained for two weeks in the library.
"""
AGAINST = """Why our bank stays with a closed model

By Tom Vale
The Meridian Post
November 10, 2025

Bramley Bank has looked at open models for a year and decided to stay with the vendor that it knows.

“Open models come without support, and that is a risk a bank cannot take,” said Lena Hart, chief information officer of Bramley Bank.

Security teams warn that open models are harder to protect against attackers, Hart told an industry meeting on Friday.

The bank has 4,000 employees in nine countries and reports its results for the third quarter next week.
"""


@pytest.fixture
def filled(services: Services, tmp_path: Path) -> Services:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "for.txt").write_text(FOR)
    (folder / "against.txt").write_text(AGAINST)
    assert [receipt.status for receipt in services.ingest.run([folder])] == ["indexed", "indexed"]
    return services


def ask(services: Services, question: str, filters: Filters | None = None) -> Brief:
    return services.answerer.answer(question, filters=filters)


def test_both_sides_come_with_quotations_that_stand_in_the_articles(filled: Services) -> None:
    brief = ask(filled, "What are the arguments for and against open models?")
    assert brief.intent == "for_and_against"
    assert len(brief.points_for) > 1
    assert brief.points_against
    for point in (*brief.points_for, *brief.points_against):
        for quote in point.quotes:
            article = filled.catalog.article(brief.source(quote.source).article_id)
            assert article is not None
            assert article.text[quote.start : quote.end] == quote.text
    assert brief.newest_article == "2025-11-10"


def test_the_speaker_and_the_date_stand_beside_the_quotation(filled: Services) -> None:
    brief = ask(filled, "arguments against open models")
    (quote,) = [q for point in brief.points_against for q in point.quotes if "without support" in q.text]
    assert quote.speaker is not None
    assert quote.speaker.startswith("Lena Hart")
    assert brief.source(quote.source).published == "2025-11-10"


def test_an_aspect_shows_what_speaks_of_it_and_otherwise_says_that_it_shows_all(filled: Services) -> None:
    cost, ethics = ask(filled, "cost of open models"), ask(filled, "ethics of open models")
    assert [quote.text[:24] for point in cost.points for quote in point.quotes] == ["Open models are cheaper:"]
    assert cost.read_as.endswith("and of it only what speaks of cost")
    assert len(ethics.points) > 1
    assert ethics.read_as.endswith("all of it, as I recognised no argument that speaks of ethics")


def test_what_is_said_of_a_thing_is_no_argument_on_regulating_it(filled: Services) -> None:
    brief = ask(filled, "Should governments regulate open models?")
    assert brief.topic == "regulating open models"
    assert (brief.points_for, brief.points_against) == ((), ())


def test_a_request_is_answered_without_a_search(filled: Services) -> None:
    brief = ask(filled, "help")
    assert brief.intent == "not_covered"
    assert brief.takeaway.startswith("Ask about a topic")


def test_sides_turn_round_with_the_topic(filled: Services) -> None:
    brief = ask(filled, "pros and cons of closed models")
    against = " ".join(quote.text for point in brief.points_against for quote in point.quotes)
    assert "without support" not in against


def test_a_question_of_fact_gets_the_sentence_that_answers(filled: Services) -> None:
    brief = ask(filled, "How many employees does Bramley Bank have?")
    assert brief.intent == "findings"
    assert "4,000 employees" in brief.findings[0].quotes[0].text


@pytest.mark.parametrize(
    "question",
    [
        "How many employees does Zephyr Bank have?",
        "What are the arguments for and against nuclear submarines?",
        "What did Bramley Bank report in 2019?",
    ],
)
def test_what_the_corpus_does_not_cover_is_said_with_what_comes_closest(filled: Services, question: str) -> None:
    brief = ask(filled, question)
    assert brief.intent == "not_covered"
    assert not brief.sources
    assert brief.not_covered
    assert brief.newest_article == "2025-11-10"


def test_filters_narrow_the_evidence(filled: Services) -> None:
    brief = ask(filled, "arguments for and against open models", Filters(publisher="The Meridian Post"))
    assert {source.publisher for source in brief.sources} == {"The Meridian Post"}
    assert "only The Meridian Post" in brief.read_as


def test_an_empty_corpus_still_answers(services: Services) -> None:
    brief = ask(services, "What are the arguments for and against open models?")
    assert brief.intent == "not_covered"
    assert brief.newest_article is None


def test_asking_for_the_chat_engine_without_a_model_says_so(filled: Services) -> None:
    brief = filled.answerer.answer("arguments for and against open models", engine="chat")
    assert brief.engine == "extractive"
    assert "EVENHAND_MODEL" in (brief.notice or "")


def test_an_article_changed_since_it_was_found_is_not_misquoted(filled: Services, tmp_path: Path) -> None:
    changed = FOR.replace("Open models are cheaper", "Some say that open models are cheaper")
    (tmp_path / "articles" / "for.txt").write_text(changed)
    list(filled.ingest.run([tmp_path / "articles"]))
    brief = ask(filled, "arguments for and against open models")
    texts = {article.id: article.text for article in filled.catalog.articles()}
    for point in brief.points_for:
        for quote in point.quotes:
            assert texts[brief.source(quote.source).article_id][quote.start : quote.end] == quote.text


@pytest.mark.parametrize("question", ["latest news", "What's new in November?", "What happened this month?"])
def test_whoever_asks_what_is_new_gets_the_newest_articles_first(filled: Services, question: str) -> None:
    brief = ask(filled, question)
    assert brief.intent == "findings"
    assert [finding.quotes[0].text[:12] for finding in brief.findings] == ["Bramley Bank", "Three harbou"]


def test_news_of_a_period_without_articles_is_none(filled: Services) -> None:
    brief = ask(filled, "What's new since 15 November?")
    assert brief.intent == "not_covered"
    assert not any("Why our bank" in gap for gap in brief.not_covered)


@pytest.mark.parametrize("question", ["hello", "thanks!"])
def test_a_greeting_gets_the_newest_articles_and_no_claim_about_the_corpus(filled: Services, question: str) -> None:
    brief = ask(filled, question)
    assert brief.intent == "not_covered"
    assert brief.takeaway == "The question names no topic to look for."
    assert brief.not_covered[0].startswith("Newest: “Why our bank stays with a closed model”")


def test_undated_articles_count_as_articles_and_are_said_to_be_left_out(services: Services, tmp_path: Path) -> None:
    undated = FOR.replace("November 3, 2025\n", "")
    (tmp_path / "undated.txt").write_text(undated)
    list(services.ingest.run([tmp_path / "undated.txt"]))
    assert not any("No article" in gap for gap in ask(services, "nuclear submarines?").not_covered)
    left_out = "1 article without a date was left out."
    assert left_out in ask(services, "arguments for open models since October").not_covered
    assert left_out not in ask(services, "arguments for open models").not_covered


def test_a_question_in_capitals_is_answered(filled: Services) -> None:
    assert ask(filled, "HOW MANY EMPLOYEES DOES BRAMLEY BANK HAVE?").intent == "findings"


def test_a_later_article_may_tell_what_happened_earlier(filled: Services) -> None:
    brief = ask(filled, "Where did the towns buy their servers in June?")
    assert "Elmsworth" in brief.findings[0].quotes[0].text


@pytest.mark.parametrize(("question", "answered"), [("in November", True), ("in 2025", True), ("in March", False)])
def test_what_happened_in_a_month_or_year_is_told_by_articles_of_it(
    filled: Services, question: str, answered: bool
) -> None:
    brief = ask(filled, f"How many employees did Bramley Bank have {question}?")
    assert (brief.intent == "findings") is answered


def test_articles_without_a_clear_side_are_quoted_and_not_called_missing(services: Services, tmp_path: Path) -> None:
    text = (
        FOR.split("Open models are cheaper", maxsplit=1)[0]
        + "The towns bought their servers for open models in June from a dealer.\n"
    )
    (tmp_path / "neutral.txt").write_text(
        text + "Clerks were trained on open models for two weeks in the library in May.\n"
    )
    list(services.ingest.run([tmp_path / "neutral.txt"]))
    brief = ask(services, "arguments for and against open models")
    assert brief.intent == "findings"
    assert brief.takeaway.startswith("I recognised no argument on it. Said of it: “")
    assert "I recognised no argument for open models in 1 article on the topic since 2025-11-03." in brief.not_covered
    assert {source.title for source in brief.sources} == {"Harbour towns move to open models"}


NEUTRAL = """Council files its papers

By Ada Fenn
Harbour Ledger
November 4, 2025

The council of Elmsworth filed its papers on US export controls with the registrar on Monday.

Falcon 7 was shown to the council on Tuesday. It runs on a laptop in the library.

The buyers of the old mill are building a fence around it. Nobody buys fences in November.
"""


@pytest.mark.parametrize("question", ["US export controls", "American export controls", "export controls in Elmsworth"])
def test_a_bare_known_topic_stays_a_topic_where_nobody_argues(
    services: Services, tmp_path: Path, question: str
) -> None:
    (tmp_path / "neutral.txt").write_text(NEUTRAL)
    list(services.ingest.run([tmp_path / "neutral.txt"]))
    brief = ask(services, question)
    assert "export controls" in brief.read_as
    assert brief.intent == "not_covered" or brief.takeaway.startswith("I recognised no argument on it. Said of it: “")
    assert all("export controls" in quote.text for point in brief.findings for quote in point.quotes)


def test_a_bare_name_gets_what_is_said_of_it_by_name(services: Services, tmp_path: Path) -> None:
    (tmp_path / "neutral.txt").write_text(NEUTRAL)
    list(services.ingest.run([tmp_path / "neutral.txt"]))
    brief = ask(services, "Falcon 7")
    assert brief.read_as == "what is said of Falcon 7"
    assert [quote.text for point in brief.findings for quote in point.quotes] == [
        "Falcon 7 was shown to the council on Tuesday."
    ]


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("build or buy?", "Building in-house or buying"),
        ("buy or build?", "Buying or building in-house"),
        ("rent or own fences?", "Renting fences or owning fences"),
    ],
)
def test_a_comparison_stays_one_where_nobody_argues(
    services: Services, tmp_path: Path, question: str, title: str
) -> None:
    (tmp_path / "neutral.txt").write_text(NEUTRAL)
    list(services.ingest.run([tmp_path / "neutral.txt"]))
    brief = ask(services, question)
    assert brief.title == title
    assert "weighed against" in brief.read_as
    assert brief.findings == ()


@pytest.mark.parametrize(
    ("question", "publishers"),
    [
        ("What does the Harbour Ledger say about open models?", {"Harbour Ledger"}),
        ("What did the Meridian Post report about Bramley Bank?", {"The Meridian Post"}),
        ("What do the Meridian Post and the Harbour Ledger say about open models?",
         {"Harbour Ledger", "The Meridian Post"}),
    ],
)  # fmt: skip
def test_publishers_named_in_a_question_are_those_that_answer(
    filled: Services, question: str, publishers: set[str]
) -> None:
    brief = ask(filled, question)
    assert {source.publisher for source in brief.sources} == publishers
    assert "only " in brief.read_as


@pytest.mark.parametrize(
    ("question", "lacks"),
    [
        ("How many employees does Zephyr Bank have?", "“Zephyr Bank” does not occur in any article."),
        ("What did Bramley Bank report in 2019?", "Nothing in the corpus about 2019."),
        ("Why did Bramley Bank withdraw?", "Nothing on “withdraw” in the article that comes closest."),
    ],
)
def test_a_declined_question_names_what_is_missing_and_the_closest_article(
    filled: Services, question: str, lacks: str
) -> None:
    brief = ask(filled, question)
    assert brief.intent == "not_covered"
    assert lacks in brief.not_covered
    assert any(line.startswith("Closest: “") for line in brief.not_covered)


def test_a_topic_for_which_nobody_argues_is_answered_by_what_is_said_of_it(filled: Services) -> None:
    brief = ask(filled, "clerks trained library")
    assert brief.intent == "findings"
    assert "two weeks in the library" in brief.findings[0].quotes[0].text
