"""Does search find the article? Recall@5, Recall@10 and MRR@10 of fused, keyword-only and dense-only search.

`python -m tests.evals.retrieval --corpus DIR --queries FILE`, rows `{"query", "relevant": [file name…]}`.
A syndicated copy counts as the article that it copies.
`--bbc FILE` makes both from news with headlines (see `tests.evals.bbc`). Constants were chosen on the queries with
even numbers: `--half odd` measures on the others.
"""

import argparse
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from bot.services import Services
from store.catalog import Catalog, Filters
from store.search import Search, keywords_of
from tests.evals.bbc import read_articles, write_corpus
from tests.evals.corpus import ingested, print_figures, rows_of

PASSAGES = 60
HALVES = {"even": slice(0, None, 2), "odd": slice(1, None, 2), "all": slice(None)}
PassageIds = Callable[[str], list[str]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, action="append", help="folder of articles; may be repeated")
    parser.add_argument("--queries", type=Path)
    parser.add_argument("--bbc", type=Path, help="JSON lines with title and body, instead of the other two")
    parser.add_argument("--half", choices=HALVES, default="all")
    arguments = parser.parse_args()
    if bool(arguments.bbc) == bool(arguments.corpus and arguments.queries):
        parser.error("give --corpus and --queries, or --bbc")
    if arguments.bbc:
        with tempfile.TemporaryDirectory() as folder:
            rows = write_corpus(read_articles(arguments.bbc), Path(folder))
            print_figures(_figures([Path(folder)], rows[HALVES[arguments.half]]))
    else:
        rows = [row for row in rows_of(arguments.queries) if row.get("relevant")]
        print_figures(_figures(arguments.corpus, rows[HALVES[arguments.half]]))


def _figures(folders: Sequence[Path], rows: Sequence[dict[str, Any]]) -> dict[str, float | int]:
    figures: dict[str, float | int] = {"queries": len(rows)}
    with ingested(*folders) as services:
        files = _files(services.catalog)
        originals = {Path(article.origin).name: files[article.id] for article in services.catalog.articles()}
        relevant = [{originals.get(name, name) for name in row["relevant"]} for row in rows]
        for name, search in _searches(services).items():
            started = perf_counter()
            passages = [search(row.get("query") or row["question"]) for row in rows]
            took_s = perf_counter() - started
            found = [list(dict.fromkeys(files[one.rpartition(":")[0]] for one in ids)) for ids in passages]
            pairs = list(zip(found, relevant, strict=True))
            figures[f"{name}_recall_at_5"] = _mean([_recall(*pair, 5) for pair in pairs])
            figures[f"{name}_recall_at_10"] = _mean([_recall(*pair, 10) for pair in pairs])
            figures[f"{name}_mrr_at_10"] = _mean([_reciprocal_rank(*pair) for pair in pairs])
            figures[f"{name}_ms"] = round(1000 * took_s / max(1, len(rows)), 1)
    return figures


def _files(catalog: Catalog) -> dict[str, str]:
    """By article, the file it came from; by a copy, the file of the article that it copies."""
    articles = {article.id: article for article in catalog.articles()}
    firsts = {one.id: articles.get(one.source_key, one) for one in articles.values()}
    return {article_id: Path(first.origin).name for article_id, first in firsts.items()}


def _searches(services: Services) -> dict[str, PassageIds]:
    catalog, index, encode = services.catalog, services.index, services.embeddings.encode
    fused = Search(catalog, index, encode, embedding_name=services.embeddings.name)
    everything = Filters()
    return {
        "fused": lambda query: [hit.passage.id for hit in fused.find(query, limit=PASSAGES)],
        "keyword": lambda query: [
            one for one, _ in catalog.keyword_ranks(keywords_of(query), limit=PASSAGES, filters=everything)
        ],
        "dense": lambda query: [
            one for one, _ in index.nearest(encode([query])[0], limit=PASSAGES, filters=everything)
        ],
    }


def _recall(found: list[str], relevant: set[str], top: int) -> float:
    return len(relevant & set(found[:top])) / min(len(relevant), top)


def _reciprocal_rank(found: list[str], relevant: set[str]) -> float:
    return next((1 / rank for rank, name in enumerate(found[:10], start=1) if name in relevant), 0.0)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


if __name__ == "__main__":
    main()
