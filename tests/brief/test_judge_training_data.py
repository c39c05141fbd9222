"""What the judge learns from: wordings turn safely, labels turn with them, and nothing held out is trained on."""

import random
from collections import Counter
from pathlib import Path

import pytest

from bot.brief.asking.verbs import gerund
from bot.brief.models.answers import answer_articles
from bot.brief.models.data import (
    LABELS,
    Draw,
    Subject,
    debate_subjects,
    domain_subjects,
    draw,
    mixed_subjects,
    public_subjects,
    triple_subjects,
)
from bot.brief.models.wordings import other_wordings

SHARED = Path(__file__).parents[3] / "shared"
BIKES = Subject(("bike lanes", "building bike lanes"), ("removing bike lanes",), (("They save lives.", "for"),))
TAXES = Subject(("sugar tax",), ("no sugar tax",), (("It hits the poor.", "against"),))


def test_a_call_to_refuse_something_turns_into_the_thing_itself() -> None:
    same, turned = other_wordings("We should ban street racing")
    assert "banning street racing" in same
    assert {"street racing", "We should not ban street racing"} <= set(turned)


def test_a_call_for_something_keeps_its_polarity_as_a_noun() -> None:
    same, turned = other_wordings("We should introduce free buses")
    assert {"introducing free buses", "free buses"} <= set(same)
    assert "banning free buses" in turned


@pytest.mark.parametrize(
    "statement", ["We should never ban street racing", "No city should ban racing", "Racing is a force for good"]
)
def test_a_statement_that_cannot_be_turned_safely_stays_alone(statement: str) -> None:
    assert other_wordings(statement) == ([], [])


@pytest.mark.parametrize(("verb", "form"), [("ban", "banning"), ("legalize", "legalizing"), ("fund", "funding")])
def test_verbs_take_their_ing_form(verb: str, form: str) -> None:
    assert gerund(verb) == form


def test_labels_turn_with_the_wording() -> None:
    assert [pair.label for pair in BIKES.pairs(1)] == ["for"]
    assert [pair.label for pair in BIKES.pairs(0, turned=True)] == ["against"]


def test_the_same_seed_draws_the_same_epoch() -> None:
    def epoch(seed: int) -> list[object]:
        return list(draw([BIKES, TAXES] * 5, Draw(1.5, 0.5, 0.5, 0.5), random.Random(seed)))

    assert epoch(3) == epoch(3)
    assert epoch(3) != epoch(4)


def test_a_sentence_under_another_subject_argues_nothing() -> None:
    drawn = list(draw([BIKES, TAXES] * 10, Draw(0, 0, 1), random.Random(1)))
    assert drawn
    assert {pair.label for pair in drawn} == {"neither"}
    assert all(("bike" in pair.topic) != ("lives" in pair.text) for pair in drawn)


def test_a_set_in_which_everything_argues_says_little_of_what_an_argument_is() -> None:
    drawn = list(draw([BIKES], Draw(same=1, turned=1, elsewhere=0, tells=0.3), random.Random(1)))
    assert {pair.tells for pair in drawn} == {0.3}


def test_our_own_data_is_large_and_its_labels_are_known() -> None:
    subjects = domain_subjects()
    labels = Counter(label for subject in subjects for _, label in subject.rows)
    assert len(subjects) >= 100
    assert labels.total() >= 10_000
    assert set(labels) == set(LABELS)
    assert all(subject.wordings and subject.turned for subject in [*subjects, *debate_subjects()])


def test_triples_hold_as_many_sentences_of_each_side_as_of_none() -> None:
    subjects = triple_subjects()
    assert len(subjects) >= 400
    for subject in subjects:
        assert set(Counter(label for _, label in subject.rows).values()) == {len(subject.rows) // 3}, subject.name


def test_short_articles_are_mostly_background_and_argue_both_ways() -> None:
    subjects = mixed_subjects()
    labels = Counter(label for subject in subjects for _, label in subject.rows)
    assert len(subjects) >= 700
    assert labels["neither"] > labels["for"] + labels["against"]
    assert 0.9 < labels["for"] / labels["against"] < 1.1
    assert all(subject.wordings and subject.turned for subject in subjects)


def test_a_tenth_of_our_subjects_is_held_out_with_all_its_sentences() -> None:
    subjects = domain_subjects()
    held_out = [subject for subject in subjects if subject.held_out]
    learned = {text for subject in subjects if not subject.held_out for text, _ in subject.rows}
    assert len(held_out) >= len(subjects) // 10
    assert not {text for subject in held_out for text, _ in subject.rows} & learned


@pytest.mark.skipif(not SHARED.is_dir(), reason="the public sets are not in the repository")
def test_none_of_our_sentences_comes_from_the_public_sets_or_the_seeds() -> None:
    seeds = " ".join(" ".join(file.read_text("utf-8").split()) for file in (SHARED / "seeds").glob("*.txt"))
    public = {
        text
        for part in ("train", "dev")
        for subjects in public_subjects(SHARED, part).values()
        for subject in subjects
        for text, _ in subject.rows
    }
    ours = {
        text
        for subject in [*domain_subjects(), *triple_subjects(), *mixed_subjects(), *debate_subjects()]
        for text, _ in subject.rows
    }
    ours |= {sentence for article in answer_articles() for sentence in article.sentences}
    assert public
    assert not {text for text in ours if text in seeds or text in public}
