import pytest

from bot.brief.points.standing import is_cut, stands_alone, start_with_context


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("It is the main reason.", False),
        ("This approach lets them change it.", False),
        ("“That is a legal risk, and a human one.", False),
        ("Until then nobody answers the phone.", False),
        ("With an open model they can be kept at home.", False),
        ("But they come with strings.", False),
        ("That's the trap.", False),
        ("Its licence forbids resale.", False),
        ("It takes two engineers to run it.", True),
        ("It is easy to forget that weights leak.", True),
        ("Those who cheat win.", True),
        ("This year the port saved a million.", True),
        ("There is no help desk.", True),
        ("Italy bans it.", True),
        ("In Oslo the port runs its own model.", True),
        ("The trick is called a replay.", False),
        ("The scheme had enemies in the harbour office.", False),
        ("The plan to close the port is popular.", True),
        ("The idea is that ships steer themselves.", True),
        ("The project manager left.", True),
        ("Ferries above it need a licence.", False),
        ("Running it costs a million.", False),
        ("People like to watch it.", True),
        ("The insurer carries half of that risk.", False),
        ("Owners of this ship pay less.", False),
        ("Prices fell in spite of this year’s drought.", True),
        ("The crews are not.", False),
        ("The bills of large ports have not.", False),
        ("A captain can be taught what a ferry cannot.", True),
        ("I think that’s where ferries shine.", False),
        ("We think that ferries shine at night.", True),
    ],
)
def test_what_points_back_is_told_from_what_stands_alone(text: str, alone: bool) -> None:
    assert stands_alone(text) == alone


def test_the_sentence_before_is_context_only_within_a_paragraph() -> None:
    text = "A title\nThe port moved in May. Ships wait less. It saved a million."
    assert text[start_with_context(text, text.index("It saved")) :] == "Ships wait less. It saved a million."
    assert start_with_context(text, text.index("The port")) == text.index("The port")


@pytest.mark.parametrize(
    ("text", "quoted", "speaker", "shown"),
    [
        (
            "For Corbel it is nothing. “For us it is ruin,” Lund said.",
            "“For us it is ruin,” Lund said.",
            "Ida Lund",
            "",
        ),
        ("Lund runs a port. It loses money, she said.", "It loses money, she said.", "Ida Lund", ""),
        (
            "Lund said ferries leak. “They sink,” she said.",
            "“They sink,” she said.",
            "Ida Lund",
            "Lund said ferries leak. ",
        ),
        ("Berg said ferries leak. “They sink,” she said.", "“They sink,” she said.", "Ida Lund", ""),
        ("“Ferries leak. They sink,” said Lund.", "They sink,” said Lund.", "Ida Lund", "“Ferries leak. "),
        ("“While ferries leak, they pay,” said Lund.", "they pay", "Ida Lund", "“While ferries leak, "),
        ("Ferries leak. They sink.", "They sink.", None, "Ferries leak. "),
    ],
)
def test_only_what_the_same_person_says_is_shown_before_somebody_s_words(
    text: str, quoted: str, speaker: str | None, shown: str
) -> None:
    start = text.index(quoted)
    assert text[start_with_context(text, start, speaker) : start] == shown


@pytest.mark.parametrize(
    ("text", "quoted", "cut"),
    [
        ("The ferry sails. The port pays.", "The port pays.", (False, False)),
        ("The ferry is free, but the pier is not.", "The ferry is free", (False, True)),
        ("The ferry is free, but the pier is not.", "the pier is not.", (True, False)),
        ("“While piers are dear, ferries are free,” said Lund.", "ferries are free", (True, False)),
        ("“Ferries are free,” said Lund.", "Ferries are free", (False, False)),
        ("A title\nFerries are free", "Ferries are free", (False, False)),
        ("He said it. “Ferries are free.”", "“Ferries are free.”", (False, False)),
    ],
)
def test_a_quotation_is_cut_where_its_sentence_goes_on(text: str, quoted: str, cut: tuple[bool, bool]) -> None:
    start = text.index(quoted)
    assert is_cut(text, start, start + len(quoted)) == cut
