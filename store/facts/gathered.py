"""Facts as they are gathered from several places, the best place first."""

from dataclasses import dataclass, field, fields
from typing import Any

from store.articles import Facts, Published


@dataclass
class Gathered:
    """Facts gathered one by one; the first statement of a fact stands, so the best sources are asked first."""

    known: dict[str, Any] = field(default_factory=dict)
    read_from: dict[str, str] = field(default_factory=dict)

    def add(self, fact: str, value: str | Published | None, where: str) -> None:
        """Keeps the value unless it is None, empty or the fact is known already."""
        if value and value != Published() and fact not in self.known:
            self.known[fact] = value
            self.read_from[fact] = where

    def facts(self) -> Facts:
        return Facts(**self.known, read_from=dict(self.read_from))


def combine(first: Facts, *others: Facts) -> Facts:
    """The facts of all, where several state one the earliest."""
    gathered = Gathered()
    for facts in (first, *others):
        for one in fields(Facts):
            if one.name != "read_from":
                gathered.add(one.name, getattr(facts, one.name), facts.read_from.get(one.name, ""))
    return gathered.facts()
