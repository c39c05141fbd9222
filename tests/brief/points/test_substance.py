import pytest

from bot.brief.points.substance import gives_a_reason, topic_words
from bot.brief.topic import read_topic


@pytest.mark.parametrize(
    ("text", "gives"),
    [
        ("However, there are risks associated with the use of robot ferries.", False),
        ("Robot ferries have many benefits.", False),
        ("There are both benefits and drawbacks to robot ferries.", False),
        ("Robot ferries raise serious questions.", False),
        ("There is a risk of collision with sailing boats.", True),
        ("Robot ferries bring jobs to the islands.", True),
        ("There are concerns about privacy on board.", True),
        ("Robot ferries carry risks that no insurer will cover.", True),
        ("Robot ferries have advantages: they sail at night.", True),
        ("There are costs to training a crew.", True),
    ],
)
def test_a_sentence_that_only_says_that_there_are_reasons_gives_none(text: str, gives: bool) -> None:
    assert gives_a_reason(text, topic_words(read_topic("robot ferries"))) == gives
