"""A period's digest: its data classes and their JSON, which other programs rely on."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

from bot.brief.brief import Point, Quote, Source, Sourced

Status = Literal["new", "developing", "reversed"]


@dataclass(frozen=True)
class DigestStory:
    """One event of the week: what it is called, what is said of it, and which articles tell it, the central one first.

    `developing` says that articles of the weeks before told of the same event.
    """

    headline: str
    summary: tuple[Quote, ...]
    articles: tuple[str, ...]
    independent_sources: int
    status: Status


@dataclass(frozen=True)
class TopicPoints:
    """The arguments on one topic that were not made before this week."""

    topic: str
    points_for: tuple[Point, ...] = ()
    points_against: tuple[Point, ...] = ()


@dataclass(frozen=True)
class Digest(Sourced):
    """What one ISO week (`2025-W46`) brought. `coverage` says in plain lines what it rests on and what it lacks."""

    week: str
    stories: tuple[DigestStory, ...]
    new_points: tuple[TopicPoints, ...]
    coverage: tuple[str, ...]
    sources: tuple[Source, ...]

    def to_json(self) -> dict[str, Any]:
        """The object that `evenhand digest preview --json` prints."""
        return {
            "week": self.week,
            "stories": [asdict(story) for story in self.stories],
            "new_points": {
                found.topic: {
                    "for": [asdict(point) for point in found.points_for],
                    "against": [asdict(point) for point in found.points_against],
                }
                for found in self.new_points
            },
            "coverage": list(self.coverage),
            "sources": [asdict(source) for source in self.sources],
        }
