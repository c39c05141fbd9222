"""A corpus ingested into a folder of its own, for evaluations that ask questions of it."""

import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.services import Services, open_services
from bot.settings import Settings

SAMPLES_END = datetime(2025, 11, 17, 9, 0, tzinfo=UTC)


@contextmanager
def ingested(*folders: Path, now: datetime = SAMPLES_END) -> Iterator[Services]:
    """Services over these folders' articles; what is refused is named on stderr and left out."""
    with tempfile.TemporaryDirectory() as data:
        services = open_services(Settings(data=Path(data), model=None), now=lambda: now)
        for receipt in services.ingest.run(folders):
            if receipt.status == "refused":
                print(receipt.line(), file=sys.stderr)
        try:
            yield services
        finally:
            services.close()


def rows_of(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON-lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def print_figures(figures: dict[str, Any]) -> None:
    """The one JSON object that every evaluation prints as its last line; floats to four places."""
    print(json.dumps({key: round(value, 4) if isinstance(value, float) else value for key, value in figures.items()}))
