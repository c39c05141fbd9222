from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from store import Passage
from store.ranking import TOP, TOP_SHARE, Hit, Standing, fuse, keyword_shares, newest_up, spread


def passage(article_id: str, number: int = 0) -> Passage:
    return Passage(f"{article_id}:{number}", article_id, number, 0, 4, "text")


def hits(*scored: tuple[str, float]) -> list[Hit]:
    return [Hit(passage(article_id, number), score, score, 0.0) for number, (article_id, score) in enumerate(scored)]


def articles_of(found: list[Hit]) -> str:
    return "".join(hit.passage.article_id for hit in found)


def standings(**copies: str | None) -> dict[str, Standing]:
    return {article_id: Standing(original or article_id, None) for article_id, original in copies.items()}


def test_a_passage_with_every_word_counts_in_full() -> None:
    assert keyword_shares({"a:0": 6.0, "b:0": 3.0}, full_match=6.0) == {"a:0": 1.0, "b:0": 0.5}


def test_a_passage_with_one_stray_word_counts_little_though_nothing_matches_better() -> None:
    assert keyword_shares({"a:0": 2.0}, full_match=20.0) == {"a:0": 0.1}


def test_synonyms_beyond_a_full_match_never_count_more_than_in_full() -> None:
    assert keyword_shares({"a:0": 9.0, "b:0": 6.0}, full_match=6.0)["a:0"] == 1.0


def test_no_words_and_no_hits_are_no_error() -> None:
    assert keyword_shares({}, full_match=0.0) == {}
    assert keyword_shares({"a:0": 0.0}, full_match=0.0) == {"a:0": 0.0}


def test_meaning_decides_where_words_say_little() -> None:
    both = {"far:0": passage("far"), "near:0": passage("near")}
    shares = keyword_shares({"far:0": 2.0}, full_match=20.0)
    assert articles_of(fuse(both, {"near:0": 0.5, "far:0": 0.2}, shares)) == "nearfar"


def test_words_decide_where_meanings_are_alike() -> None:
    both = {"a:0": passage("a"), "b:0": passage("b")}
    assert articles_of(fuse(both, {"a:0": 0.5, "b:0": 0.45}, {"b:0": 0.9, "a:0": 0.1})) == "ba"


def test_equal_scores_keep_one_order() -> None:
    both = {"b:0": passage("b"), "a:0": passage("a")}
    assert articles_of(fuse(both, {"a:0": 0.5, "b:0": 0.5}, {})) == "ab"


def dated(**days: date | None) -> dict[str, Standing]:
    return {article_id: Standing(article_id, day) for article_id, day in days.items()}


def test_of_equally_good_hits_the_newest_comes_first() -> None:
    known = dated(o=date(2025, 6, 1), n=date(2025, 11, 10), u=None)
    assert articles_of(newest_up(hits(("o", 0.5), ("u", 0.5), ("n", 0.5)), known)) == "nou"


def test_a_new_article_about_something_else_stays_behind() -> None:
    known = dated(o=date(2025, 6, 1), n=date(2025, 11, 10))
    assert articles_of(newest_up(hits(("o", 0.6), ("n", 0.25)), known)) == "on"


def test_undated_articles_keep_their_order() -> None:
    undated = hits(("a", 0.6), ("b", 0.5))
    assert newest_up(undated, dated(a=None, b=None)) == undated


def test_a_long_article_leaves_room_for_others_among_the_first_hits() -> None:
    found = hits(*[("a", 0.9)] * 12, ("b", 0.8), ("c", 0.7), *[("d", 0.6)] * 5)
    ordered = articles_of(spread(found, standings(a=None, b=None, c=None, d=None)))
    assert ordered[:8] == "aaabcddd"
    assert len(ordered) == len(found)


def test_a_copy_comes_after_what_others_say() -> None:
    found = hits(("a", 0.9), ("k", 0.89), ("b", 0.6), ("k", 0.59), ("c", 0.5))
    assert articles_of(spread(found, standings(a=None, k="a", b=None, c=None))) == "abckk"


def test_a_copy_speaks_for_the_original_where_it_was_found_first() -> None:
    found = hits(("k", 0.9), ("a", 0.85), ("b", 0.6))
    assert articles_of(spread(found, standings(a=None, k="a", b=None))) == "kba"


def test_what_is_far_worse_does_not_go_before_what_was_held_back() -> None:
    found = hits(*[("a", 0.9)] * 5, ("b", 0.2))
    assert articles_of(spread(found, standings(a=None, b=None))) == "aaaaab"


_SCORED = st.lists(st.tuples(st.sampled_from("abcdk"), st.floats(0, 1)), max_size=40)


@given(_SCORED)
def test_spreading_loses_nothing_and_keeps_the_order_in_which_stories_appear(scored: list[tuple[str, float]]) -> None:
    found = hits(*sorted(scored, key=lambda one: -one[1]))
    known = standings(a=None, b=None, c=None, d=None, k="a")
    ordered = spread(found, known)

    def stories(some: list[Hit]) -> list[str]:
        return list(dict.fromkeys(known[hit.passage.article_id].source_key for hit in some))

    assert sorted(hit.passage.id for hit in ordered) == sorted(hit.passage.id for hit in found)
    assert stories(ordered[:TOP]) == stories(ordered)[: len(stories(ordered[:TOP]))]
    assert stories(ordered) == stories(found)


@given(st.lists(st.sampled_from("abcde"), max_size=40))
def test_among_hits_of_equal_worth_none_of_four_stories_takes_more_than_its_share(names: list[str]) -> None:
    ordered = spread(hits(*((name, 0.5) for name in names)), standings(a=None, b=None, c=None, d=None, e=None))
    top = articles_of(ordered[:TOP])
    if sum(min(names.count(name), TOP_SHARE) for name in set(names)) >= TOP:
        assert max(top.count(name) for name in set(names)) <= TOP_SHARE
