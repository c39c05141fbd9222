"""What it costs to store one more article, looking for what it copies, in a catalog of 1,000, 10,000 and 50,000.

`python -m tests.bench.copies --work DIR [--articles 50000]` stores made-up articles of the lengths of news, one in
twenty a copy, without sentences and passages: what is measured is the text, its keys and the look for copies. Prints
one line a size, and as the last line one JSON object.
"""

import argparse
import json
from pathlib import Path
from time import process_time

from store.catalog import Catalog, article_id_of
from tests.bench.made_up import NEWEST, Pool, made_up

SIZES = (1_000, 10_000, 50_000)
MEASURED = 500


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="folder for the catalog; must not have one")
    parser.add_argument("--articles", type=int, default=SIZES[-1])
    arguments = parser.parse_args()
    file = arguments.work / "catalog.sqlite"
    if file.exists():
        parser.error(f"{file} is there already; name another folder")
    catalog = Catalog(file)
    figures: dict[str, float] = {}
    before = process_time()
    for number, article in enumerate(made_up(Pool(), arguments.articles), start=1):
        catalog.add(article.page, [], [], article_id=article_id_of(article.page), at=NEWEST)
        if number + MEASURED in SIZES:
            before = process_time()
        if number in SIZES:
            figures[f"ms_at_{number}"] = round(1000 * (process_time() - before) / MEASURED, 2)
            print(f"{number} articles: {figures[f'ms_at_{number}']} ms an article, {_megabytes(file)} MB", flush=True)
    figures["copies"] = sum(map(len, catalog.copies_of().values()))
    catalog.close()
    print(json.dumps(figures))


def _megabytes(file: Path) -> int:
    return sum(part.stat().st_size for part in file.parent.glob(f"{file.name}*")) // 1_000_000


if __name__ == "__main__":
    main()
