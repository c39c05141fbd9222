import random
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from hypothesis import given
from hypothesis import strategies as st

from bot.digest.stories import Story, group_stories
from store import Article
from store.embed import BundledEmbeddings
from tests.digest.news import article, by_subject

FERRY = article("a", "Old ferry sold", "The old ferry was sold on Tuesday.")
FERRY_TOO = article("b", "Buyer found for ferry", "A museum bought the ferry.", day=13)
FERRY_COPY = article("c", "Old ferry sold", "The old ferry was sold on Tuesday.", day=12, copy_of="a")
ORCHARD = article("d", "Orchard flooded", "Rain flooded the orchard.", day=14)
LIBRARY = article("e", "Library opens", "The library opened again.", day=15)


def ids(stories: Sequence[Story]) -> list[list[str]]:
    return [[item.id for item in story.articles] for story in stories]


def test_articles_about_one_event_make_one_story_and_others_stand_alone() -> None:
    stories = group_stories([ORCHARD, FERRY, LIBRARY, FERRY_TOO], by_subject)

    assert sorted(map(sorted, ids(stories))) == [["a", "b"], ["d"], ["e"]]


def test_a_syndicated_copy_belongs_to_the_story_and_is_no_source_of_its_own() -> None:
    stories = group_stories([FERRY_COPY, FERRY, FERRY_TOO], by_subject)

    assert len(stories) == 1
    assert stories[0].independent_sources == 2
    found = ids(stories)[0]
    assert found.index("c") == found.index("a") + 1


def test_two_copies_of_an_article_outside_the_week_are_one_source() -> None:
    stories = group_stories([FERRY_COPY, article("f", "Ferry!", "Sold, the ferry.", copy_of="a")], by_subject)

    assert [story.independent_sources for story in stories] == [1]


def test_stories_come_by_sources_then_size_then_recency() -> None:
    copied = article("g", "Orchard flooded", "Rain flooded the orchard.", day=10, copy_of="d")

    stories = group_stories([LIBRARY, ORCHARD, copied, FERRY, FERRY_TOO], by_subject)

    assert [story.central.id for story in stories][1:] == ["d", "e"]
    assert stories[0].independent_sources == 2


def test_a_story_knows_the_earlier_articles_about_its_event() -> None:
    earlier = [article("y", "Ferry for sale", "The ferry is for sale.", day=4), article("z", "Orchard", "An orchard.")]

    stories = group_stories([FERRY, LIBRARY], by_subject, earlier=earlier)

    assert {story.central.id: [item.id for item in story.earlier] for story in stories} == {"a": ["y"], "e": []}


def test_no_articles_make_no_stories() -> None:
    assert group_stories([], by_subject, earlier=[FERRY]) == []


def test_one_article_is_a_story_even_if_the_embedding_says_nothing_of_it() -> None:
    def nothing(texts: Sequence[str]) -> npt.NDArray[np.float32]:
        return np.zeros((len(texts), 4), dtype=np.float32)

    assert ids(group_stories([FERRY], nothing)) == [["a"]]


SUBJECTS = st.sampled_from(["ferry", "orchard", "library", "bridge", "ferry library", "copper risk", ""])


@given(st.lists(st.tuples(SUBJECTS, st.integers(1, 28), st.booleans()), max_size=12), st.randoms())
def test_every_article_is_in_exactly_one_story_whatever_their_order(
    drawn: list[tuple[str, int, bool]], shuffler: random.Random
) -> None:
    articles = [
        article(f"n{i:02d}", subject, subject, day=day, copy_of="n00" if copied and i else None)
        for i, (subject, day, copied) in enumerate(drawn)
    ]
    shuffled: list[Article] = list(articles)
    shuffler.shuffle(shuffled)

    stories = group_stories(articles, by_subject)

    assert sorted(item for found in ids(stories) for item in found) == [item.id for item in articles]
    assert ids(group_stories(shuffled, by_subject)) == ids(stories)
    for story in stories:
        assert story.independent_sources == len({item.source_key for item in story.articles})


def test_the_bundled_embedding_tells_events_of_one_subject_apart(embeddings: BundledEmbeddings) -> None:
    articles = [
        article("m1", "Quill 3 weights released", "Ferrow published the weights of its model Quill 3 on Monday."),
        article("m2", "Anyone may run Quill 3", "With Quill 3, Ferrow gives away its largest model, weights and all."),
        article("x1", "Licence for chip exports", "The ministry demands a licence for exporting stacked memory."),
        article("x2", "Memory needs a licence", "Exports of stacked memory need a licence, says the ministry."),
        article("h1", "Clinic ends triage trial", "A clinic stopped its trial of triage software after complaints."),
    ]

    found = group_stories(articles, embeddings.encode)

    assert sorted(map(sorted, ids(found))) == [["h1"], ["m1", "m2"], ["x1", "x2"]]
