"""What the channel shows, in the characters of a terminal."""

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.clock import ManualClock
from bot.playground.records import Message, View
from bot.playground.render import (
    blocks_lines,
    channel_text,
    message_text,
    names_in,
    plain,
    styled,
    view_lines,
)
from bot.playground.sample import sample_workspace
from bot.playground.spans import markdown_lines, mrkdwn_lines, text_of
from bot.playground.state import Workspace


@pytest.fixture
def workspace() -> Workspace:
    return sample_workspace(ManualClock())


def shown(workspace: Workspace, *blocks: dict[str, Any]) -> str:
    return plain(blocks_lines(list(blocks), names_in(workspace)))


def words(text: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": text}


def label(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("*Bold* and _italic_ and ~gone~", "Bold and italic and gone"),
        ("<@U1> asks in <#C1>", "@Ada Brandt asks in #ai-strategy"),
        ("<https://example.com/a|Harbour Ledger>", "Harbour Ledger (https://example.com/a)"),
        ("<https://example.com/a>", "https://example.com/a"),
        ("&lt;b&gt; &amp;amp;", "<b> &amp;"),
        ("> “A third cheaper.”", "│ “A third cheaper.”"),
        ("<!date^1763337600^{date_short}|17 Nov 2025>", "17 Nov 2025"),
        ("<!channel> look", "@channel look"),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        ("`code`", "code"),
        ("\x1b[31mred\u202e", "[31mred"),
    ],
)
def test_slacks_markup_reads_as_people_see_it(workspace: Workspace, text: str, seen: str) -> None:
    assert plain(mrkdwn_lines(text, names_in(workspace))) == seen


def test_styles_survive_for_a_terminal_that_has_them(workspace: Workspace) -> None:
    text = styled(mrkdwn_lines("a *bold _and italic_* word", names_in(workspace)))
    assert text.plain == "a bold and italic word"
    assert [(text.plain[span.start : span.end], span.style) for span in text.spans] == [
        ("bold ", "bold"),
        ("and italic", "bold italic"),
    ]


def test_markdown_reads_as_people_see_it() -> None:
    text = "# Title\n**Bold** and [a link](https://example.com)\n> said\n- item"
    assert plain(markdown_lines(text)) == "Title\nBold and a link (https://example.com)\n│ said\n- item"


def test_blocks_are_drawn_one_below_the_other(workspace: Workspace) -> None:
    text = shown(
        workspace,
        {"type": "header", "text": label("Open models")},
        {"type": "section", "text": words("*For*\n1. Lower cost"), "fields": [words("3 sources")]},
        {"type": "divider"},
        {"type": "context", "elements": [words("newest 12 Nov 2025"), label("2 articles")]},
        {
            "type": "actions",
            "elements": [
                {"type": "button", "text": label("Show all"), "action_id": "all"},
                {"type": "static_select", "placeholder": label("Day"), "action_id": "day"},
                {"type": "overflow", "action_id": "more"},
            ],
        },
    )
    assert text.splitlines() == [
        "Open models",
        "═══════════",
        "For",
        "1. Lower cost",
        "  3 sources",
        "─" * 40,
        "newest 12 Nov 2025  2 articles",
        "[Show all]  [Day ▾]  […]",
    ]


def test_a_chart_is_drawn_as_bars(workspace: Workspace) -> None:
    series = [{"name": "For", "data": [{"label": "Mon", "value": 4}, {"label": "Tue", "value": 2}]}]
    chart = {"type": "bar", "series": series, "axis_config": {"categories": ["Mon", "Tue"]}}
    text = shown(workspace, {"type": "data_visualization", "title": "Points a day", "chart": chart})
    assert text.splitlines() == ["Points a day", f"Mon  {'█' * 20} 4", f"Tue  {'█' * 10} 2"]


def test_a_table_keeps_its_columns(workspace: Workspace) -> None:
    rows = [["Topic", "For"], ["open models", "4"]]
    cells = [[{"type": "raw_text", "text": cell} for cell in row] for row in rows]
    text = shown(workspace, {"type": "table", "rows": cells})
    assert text.splitlines() == ["Topic        For", "───────────  ───", "open models  4"]


def test_rich_text_lists_and_quotes_are_drawn(workspace: Workspace) -> None:
    line = {"type": "rich_text_section", "elements": [{"type": "text", "text": "one"}]}
    elements = [
        {
            "type": "rich_text_section",
            "elements": [{"type": "user", "user_id": "U2"}, {"type": "text", "text": " says"}],
        },
        {"type": "rich_text_list", "style": "ordered", "elements": [line, line]},
        {"type": "rich_text_quote", "elements": [{"type": "link", "url": "https://example.com", "text": "here"}]},
    ]
    text = shown(workspace, {"type": "rich_text", "elements": elements})
    assert text.splitlines() == ["@Ben Ortiz says", "1. one", "2. one", "│ here (https://example.com)"]


@pytest.mark.parametrize(
    ("block", "seen"),
    [
        ({"type": "image", "alt_text": "A chart", "image_url": "https://example.com/a.png"}, "[image: A chart]"),
        ({"type": "alert", "text": words("Careful")}, "Careful"),
        ({"type": "task_card", "task_id": "1", "title": "Search", "status": "complete"}, "● Search"),
        (
            {"type": "card", "title": words("Story"), "actions": [{"type": "button", "text": label("Open")}]},
            "Story\n[Open]",
        ),
        ({"type": "container", "title": label("All"), "child_blocks": [{"type": "divider"}]}, "All\n  " + "─" * 40),
        ({"type": "hologram"}, "[hologram]"),
        (
            {
                "type": "context_actions",
                "elements": [
                    {
                        "type": "feedback_buttons",
                        "positive_button": {"text": label("Good"), "value": "up"},
                        "negative_button": {"text": label("Bad"), "value": "down"},
                    }
                ],
            },
            "[Good]  [Bad]",
        ),
    ],
)
def test_every_other_block_has_a_form(workspace: Workspace, block: dict[str, Any], seen: str) -> None:
    assert shown(workspace, block) == seen


def test_a_view_shows_its_title_inputs_and_buttons(workspace: Workspace) -> None:
    element = {"type": "plain_text_input", "placeholder": label("open models")}
    body = {
        "type": "modal",
        "title": label("Digest"),
        "submit": label("Save"),
        "blocks": [{"type": "input", "label": label("Topics"), "element": element}],
    }
    view = View("V1", "U1", body, "h", "V1")
    assert plain(view_lines(view, names_in(workspace))) == "Digest\nTopics: [open models]\n[Save]"


def test_a_channel_shows_threads_ephemerals_and_the_status(workspace: Workspace) -> None:
    me = workspace.me
    question = workspace.post(Message("C1", workspace.new_ts(), "U1", "Open models?"))
    other = workspace.post(Message("C1", workspace.new_ts(), "U2", "Lunch?"))
    workspace.post(
        Message("C1", workspace.new_ts(), me.bot_user, "Four points", thread_ts=question.ts, bot_id=me.bot_id)
    )
    workspace.post(Message("C1", workspace.new_ts(), me.bot_user, "Psst", bot_id=me.bot_id, ephemeral_to="U2"))
    workspace.set_status("C1", other.ts, "is thinking")
    everybody = channel_text(workspace, "C1").splitlines()
    ben = channel_text(workspace, "C1", viewer="U2")
    assert everybody == [
        "Ada Brandt  00:00",
        "  Open models?",
        "",
        "    Evenhand  00:00",
        "      Four points",
        "",
        "Ben Ortiz  00:00",
        "  Lunch?",
        "",
        "    Evenhand is thinking",
    ]
    assert "(only visible to you)\n  Psst" in ben


def test_the_text_of_a_message_with_blocks_is_not_shown_twice(workspace: Workspace) -> None:
    message = Message("C1", "1.1", "U1", "Notification", [{"type": "section", "text": words("Shown")}])
    assert message_text(message, workspace) == "Shown"


@given(st.text())
def test_no_text_can_move_the_cursor(text: str) -> None:
    lines = [*mrkdwn_lines(text, lambda name: name), *markdown_lines(text)]
    seen = "".join(text_of(line) for line in lines)
    assert {unicodedata.category(char) for char in seen}.isdisjoint({"Cc", "Cf", "Cs"})


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "Zs"]), max_size=60))
def test_plain_words_are_never_lost(text: str) -> None:
    seen = plain(mrkdwn_lines(text, lambda name: name))
    for word in "".join(char if char.isalnum() else " " for char in text).split():
        assert word in seen or "&" in text or "<" in text
