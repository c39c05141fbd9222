from collections.abc import Sequence
from dataclasses import replace

from bot.brief.findings.answers import MIN_SCORE, MIN_SCORE_OF_SIDES, Offer, find_answers
from bot.brief.findings.wanted import read_wanted

QUESTION = "How much rent do berths on Gull Quay bring?"


def offer(text: str, *, before: str = "", article: str = "", year: int | None = None) -> Offer:
    return Offer(text, f"{before} {text}".strip(), "", before, f"{before} {text} {article}", year)


def doubting(numbers: Sequence[int]) -> list[float]:
    """What a reader says of a sentence that it would rather not take for an answer."""
    return [-1.0] * len(numbers)


def numbers_of(
    *offers: Offer, question: str = QUESTION, similarity: float = 0.6, min_score: float = MIN_SCORE
) -> list[int]:
    wanted = read_wanted(question, is_name=lambda _: False)
    weights = dict.fromkeys(wanted.words, 1.0)
    found = find_answers(wanted, weights, offers, [similarity] * len(offers), doubting, min_score=min_score)
    return [answer.number for answer in found]


GULL = "The berths on Gull Quay bring rent."


def test_a_sentence_with_the_number_asked_for_comes_first() -> None:
    plain, number = offer(GULL), offer("The berths on Gull Quay bring a rent of 9,000 euros.")
    assert numbers_of(plain, number)[0] == 1


def test_a_question_for_a_number_is_not_answered_without_one() -> None:
    assert numbers_of(offer(GULL)) == []


def test_a_question_for_a_date_is_not_answered_without_one() -> None:
    question = "When did Gull Quay open?"
    assert numbers_of(offer("Gull Quay did open, to much applause."), question=question) == []
    assert numbers_of(offer("Gull Quay did open in May."), question=question) == [0]


def test_a_question_for_names_is_not_answered_without_one() -> None:
    question = "Which two towns run ferries?"
    assert numbers_of(offer("Two towns run ferries."), question=question) == []
    assert numbers_of(offer("Two towns, Ost and Elm, run ferries."), question=question) == [0]


def test_what_is_said_of_one_company_does_not_answer_for_another() -> None:
    assert numbers_of(offer("Berths on Heron Quay bring rent of 9,000 euros.")) == []


def test_what_nobody_did_is_not_explained_by_what_they_did() -> None:
    said = offer("Gull Quay keeps its harbour crane because shippers ask for it.")
    assert numbers_of(said, question="Why did Gull Quay sell its harbour crane?") == []
    assert numbers_of(said, question="Why did Gull Quay keep its harbour crane?") == [0]


def test_a_word_that_answers_for_another_counts() -> None:
    said = offer("Gull Quay imposed a penalty of 900 euros on the shipper.")
    assert numbers_of(said, question="How much was the shipper fined by Gull Quay?") == [0]


def test_what_happened_in_another_year_is_no_answer() -> None:
    question = "How much rent did Gull Quay bring in 2019?"
    said = offer("Gull Quay did bring a rent of 9,000 euros.", article="It was built in 2019.")
    assert numbers_of(said, question=question) == []


def test_last_year_is_the_year_before_the_article() -> None:
    question = "How much rent did Gull Quay bring in 2024?"
    said = offer("Gull Quay did bring a rent of 9,000 euros last year.", year=2025)
    assert numbers_of(said, question=question) == [0]
    assert numbers_of(replace(said, year=2023), question=question) == []


def test_a_sentence_far_from_the_question_is_no_answer() -> None:
    near = offer("The quay lies in the east of the town, where 9,000 people live.", before="Gull Quay has berths.")
    assert numbers_of(near, similarity=0.2) == []


def test_weak_sentences_do_not_pad_a_strong_one() -> None:
    strong = offer("The berths on Gull Quay bring a rent of 9,000 euros.")
    weak = offer("It is 9,000 paces long.", before="Gull Quay.")
    assert numbers_of(strong, weak) == [0]


def test_what_is_said_of_a_topic_may_fit_less_closely_than_an_answer() -> None:
    question = "What speaks for and against berths on Gull Quay for yachts?"
    said = offer("Gull Quay has many berths.")
    assert numbers_of(said, question=question, similarity=0.45) == []
    assert numbers_of(said, question=question, similarity=0.45, min_score=MIN_SCORE_OF_SIDES) == [0]


def test_a_question_in_capitals_is_answered_like_any_other() -> None:
    said = offer("Berths on Gull Quay bring rent of 9,000 euros.")
    assert numbers_of(said, question=QUESTION.upper()) == [0]


def test_a_number_is_not_part_of_another() -> None:
    said = offer("Berths on Gull Quay bring 14% more rent than the 2,000 euros of old.")
    assert numbers_of(said, question="Do berths on Gull Quay bring a rent of 14,000 euros?") == []


def test_a_sentence_that_surely_answers_comes_before_one_with_more_of_the_words() -> None:
    wanted = read_wanted(QUESTION, is_name=lambda _: False)
    weights = dict.fromkeys(wanted.words, 1.0)
    worded, telling = offer(f"{GULL} Nine berths."), offer("Gull Quay takes 90 euros of rent.")
    found = find_answers(
        wanted, weights, [worded, telling], [0.6, 0.5], lambda numbers: [[-4.0, 4.0][n] for n in numbers]
    )
    assert [answer.number for answer in found] == [1]
    assert found[0].confidence > 0.9


def test_what_surely_does_not_answer_is_left_out_though_it_has_some_of_the_words() -> None:
    wanted = read_wanted(QUESTION, is_name=lambda _: False)
    weights = dict.fromkeys(wanted.words, 1.0)
    near = offer("Rent on Gull Quay is 90 euros.")
    assert find_answers(wanted, weights, [near], [0.4], lambda _: [0.0])
    assert not find_answers(wanted, weights, [near], [0.4], lambda _: [-6.0])


def test_a_little_surety_does_not_outweigh_the_words_of_the_question() -> None:
    wanted = read_wanted(QUESTION, is_name=lambda _: False)
    weights = dict.fromkeys(wanted.words, 1.0)
    worded, other = (
        offer("The berths on Gull Quay bring 90 euros of rent."),
        offer("Gull Quay spends 410 euros on paint."),
    )
    found = find_answers(
        wanted, weights, [other, worded], [0.5, 0.6], lambda numbers: [[0.5, -1.5][n] for n in numbers]
    )
    assert found[0].number == 1
