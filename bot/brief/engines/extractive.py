"""The embedded engine: it groups and trims quotations and words nothing of its own."""

from bot.brief.brief import EngineName
from bot.brief.evidence import DraftPoint, Evidence
from bot.brief.points.drafts import findings_of, group_points
from bot.brief.question import Question
from store.vectors import Encode


class ExtractiveEngine:
    """Makes points of evidence without any model that writes."""

    name: EngineName = "extractive"

    def __init__(self, encode: Encode) -> None:
        self._encode = encode

    def draft(self, question: Question, evidence: list[Evidence]) -> list[DraftPoint]:
        """Points for each side, strongest first; findings in the order in which they answer the question."""
        if question.intent == "findings":
            return findings_of(evidence)
        return [
            point
            for side in ("for", "against")
            for point in group_points([item for item in evidence if item.side == side], self._encode, question.topic)
        ]
