from bot.brief.findings import find_answers

WEIGHTS = {"berths": 2.0, "rent": 1.0, "gull": 1.0, "quay": 1.0}
QUESTION = "How much rent do berths on Gull Quay bring?"


def numbers_of(*sentences: tuple[str, str, str], similarity: float = 0.6, question: str = QUESTION) -> list[int]:
    return [found.number for found in find_answers(question, WEIGHTS, sentences, [similarity] * len(sentences))]


def test_a_sentence_with_the_number_asked_for_comes_first() -> None:
    setting = "Berths on Gull Quay are let. Rent comes in monthly. They bring 9,000 euros."
    plain, number = ("Berths are let for rent.", setting, setting), ("The rent is 9,000 euros.", setting, setting)
    assert numbers_of(plain, number) == [1, 0]


def test_words_elsewhere_in_the_article_help_a_sentence_but_are_not_enough() -> None:
    article = "Gull Quay has berths. Much later: the rent is 9,000 euros."
    assert numbers_of(("The berths cost 9,000 euros.", "Gull: the berths cost 9,000 euros.", article)) == [0]
    assert numbers_of(("It is 9,000 euros.", "Gull: it is 9,000 euros.", article)) == []


def test_what_is_said_of_one_company_does_not_answer_for_another() -> None:
    other = "Berths on Heron Quay bring rent of 9,000 euros."
    assert numbers_of((other, other, other)) == []


def test_a_sentence_far_from_the_question_is_no_answer() -> None:
    near = "Berths on Gull Quay bring rent of 9,000 euros."
    assert numbers_of((near, near, near), similarity=0.2) == []


def test_a_question_in_capitals_is_answered_like_any_other() -> None:
    said = "Berths on Gull Quay bring rent of 9,000 euros."
    assert numbers_of((said, said, said), question=QUESTION.upper()) == [0]


def test_a_number_is_not_part_of_another() -> None:
    said = "Berths on Gull Quay bring 14% more rent than the 2,000 euros of old."
    assert numbers_of((said, said, said), question="Do berths on Gull Quay bring a rent of 14,000 euros?") == []
