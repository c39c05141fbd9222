"""A story is told by the sentence with its news, not by the scene it opens with."""

import pytest

from bot.digest.leads import news_in


@pytest.mark.parametrize(
    ("title", "scene", "news"),
    [
        (
            "Port adopts reader for customs papers",
            "Before dawn a pile of forms grows in the harbour office.",
            "The port of Selby will let software read its customs papers from May.",
        ),
        (
            "Bank loses 3 million to forged voice",
            "The call sounded like every other call from the chairman.",
            "Fjordbank lost 3 million euros after a clerk obeyed a forged voice, it said on Friday.",
        ),
        (
            "School stops using essay marker",
            "Every afternoon Mrs Bell sits by the window with a red pen.",
            "Hollin School has stopped using software that marks essays, after parents complained.",
        ),
        (
            "Mill drops plan for data hall",
            "In the old weaving room the lights still hum at night.",
            "The owners of Carr Mill dropped a plan for a data hall on the site.",
        ),
        (
            "Court fines broker over price software",
            "It began with a question that nobody could answer.",
            "A court in Lund fined the broker Hesse 40,000 crowns for prices that its software had set.",
        ),
        (
            "Ferry line cuts 90 jobs",
            "What would you do with a ship that steers itself?",
            "The ferry line Nordsund will cut 90 jobs, its chief executive told staff.",
        ),
        (
            "Hospital trial halves waiting",
            "On the third floor a screen blinks above an empty bed.",
            "A trial at Saint Anne’s found that software halved the time patients wait for scans.",
        ),
        (
            "Regulator delays licence rules",
            "They come on Mondays, in twos and threes, with folders.",
            "The regulator delayed its rules for licences by a year, according to a letter.",
        ),
    ],
)
def test_the_news_tells_more_than_the_scene(title: str, scene: str, news: str) -> None:
    assert news_in(news, title) > news_in(scene, title) + 0.3
    assert news_in(news, "") > news_in(scene, "")
