import pytest

from store.facts.byline import Byline, read_byline
from store.facts.names import is_outlet, is_person


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Ann Berg", Byline(author="Ann Berg")),
        ("By Ann Berg, Ole van Holm and Reuters", Byline(author="Ann Berg and Ole van Holm", agency="Reuters")),
        ("BY ANN BERG", Byline(author="Ann Berg")),
        ("By Ann Berg, business reporter", Byline(author="Ann Berg")),
        ("Written by: Ann Berg | Harbour desk", Byline(author="Ann Berg")),
        ("Ann Berg, AP Sports Writer", Byline()),
        ("By Sound Mail", Byline(outlet="Sound Mail")),
        ("Ann Berg - Nov 19, 2025, 10:31 pm CST", Byline(author="Ann Berg", dated=True)),
        ("Reuters November 18, 2025 11:03 PM", Byline(agency="Reuters", dated=True)),
        ("The harbour on Nov. 19, 2025", Byline()),
        ("By Staff Writer", Byline()),
        ("By the time the boats came", Byline()),
    ],
)
def test_a_byline_names_people_outlets_and_agencies_apart(line: str, expected: Byline) -> None:
    assert read_byline(line) == expected


def test_names_of_people_and_of_outlets_are_told_apart() -> None:
    assert is_person("Ann van der Berg")
    assert not is_person("Sound Herald")
    assert is_outlet("Sound Herald")
    assert not is_outlet("Ann Berg")
