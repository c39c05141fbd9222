"""Prompts are files that say what they need and get exactly that."""

from string import Template

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.brief.prompts import Prompt, load_prompt, load_prompts, parse_prompt
from store import FixSetup

SOURCE = """+++
name = "greet"
version = 2
variables = ["who", "when"]
+++
Good $when, $who. It costs $$5.
"""


@pytest.mark.parametrize("prompt", load_prompts(), ids=lambda prompt: prompt.name)
def test_a_prompt_uses_exactly_its_declared_variables(prompt: Prompt) -> None:
    assert set(Template(prompt.text).get_identifiers()) == set(prompt.variables)


def test_the_engines_prompts_are_there() -> None:
    assert {"evidence", "findings", "for_and_against"} <= {prompt.name for prompt in load_prompts()}


def test_a_prompt_is_filled_with_its_variables() -> None:
    prompt = parse_prompt(SOURCE, file_name="greet.md")
    assert (prompt.name, prompt.version) == ("greet", 2)
    assert prompt.fill({"who": "Ada", "when": "morning"}) == "Good morning, Ada. It costs $5."


@given(st.text())
def test_braces_and_dollar_signs_in_a_value_are_inert(value: str) -> None:
    prompt = parse_prompt(SOURCE, file_name="greet.md")
    assert prompt.fill({"who": f"{value}$when {{when}}", "when": "day"}) == (
        f"Good day, {value}$when {{when}}. It costs $5."
    )


def test_missing_and_unknown_variables_are_named() -> None:
    prompt = parse_prompt(SOURCE, file_name="greet.md")
    with pytest.raises(ValueError, match="lacks when and has no whom"):
        prompt.fill({"who": "Ada", "whom": "Bob"})


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("Good $when, $who.", "no front matter"),
        (SOURCE.replace("version = 2", "version = "), "no TOML"),
        (SOURCE.replace("version = 2", 'version = "2"'), "version"),
        (SOURCE.replace("version = 2", ""), "version"),
        (SOURCE.replace("version = 2", "version = 2\ntemperature = 1"), "temperature"),
        (SOURCE.replace('"when"', '"where"'), "exactly the variables"),
        (SOURCE.replace("$$5", "$5"), "exactly the variables"),
        (SOURCE.partition("Good")[0], "text"),
    ],
)
def test_a_prompt_that_cannot_be_used_is_refused_by_name(source: str, problem: str) -> None:
    with pytest.raises(FixSetup, match=rf"(?s)greet\.md.*{problem}"):
        parse_prompt(source, file_name="greet.md")


def test_a_prompt_that_is_not_there_is_refused_by_name() -> None:
    with pytest.raises(FixSetup, match=r"nowhere\.md"):
        load_prompt("nowhere")
