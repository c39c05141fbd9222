from datetime import datetime

import pytest

from bot.brief.evidence import Evidence
from bot.brief.points.drafts import group_points
from store import Article, Facts
from store.embed import BundledEmbeddings
from tests.conftest import NOW

SPEECH = (
    "“A rented crane ties the port to its lessor. They can raise the fee. They can take the crane away,” Lund said. "
    "“They also watch what we load,” she added. Cranes need grease. This makes quays slippery."
)


@pytest.mark.parametrize(
    ("parts", "speaker", "together"),
    [
        (("“A rented crane", "lessor."), "Lund", True),
        (("They can raise", "fee."), "Lund", True),
        (("“They also watch", "she added."), "Lund", False),
        (("Cranes need", "grease."), None, False),
    ],
)
def test_what_one_person_goes_on_saying_is_one_point(
    embeddings: BundledEmbeddings, parts: tuple[str, str], speaker: str | None, together: bool
) -> None:
    last = said("They can take", "Lund said.", "Lund")
    points = group_points([said(*parts, speaker), said("They can raise", "fee.", "Lund"), last], embeddings.encode)
    assert any(len({item.start for item in point.evidence}) == (3 if "A rented" in parts[0] else 2) for point in points)
    assert any(
        {item.text for item in point.evidence} >= {said(*parts, speaker).text, last.text} for point in points
    ) == (together)


def test_the_article_goes_on_with_an_argument_only_where_it_points_back(embeddings: BundledEmbeddings) -> None:
    grease, slippery = said("Cranes need", "grease.", None), said("This makes", "slippery.", None)
    assert len(group_points([slippery, grease], embeddings.encode)) == 1
    assert len(group_points([said("“They also", "she added.", None), grease], embeddings.encode)) == 2


def said(begins: str, ends: str, speaker: str | None) -> Evidence:
    start = SPEECH.index(begins)
    end = SPEECH.index(ends, start) + len(ends)
    article = Article("speech", SPEECH, "a.txt", Facts(), datetime.fromisoformat(str(NOW)))
    return Evidence(article, start, end, SPEECH[start:end], "for", 0.8, 0.9, speaker)
