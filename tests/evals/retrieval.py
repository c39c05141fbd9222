"""Does search find the article? Recall@5, Recall@10 and MRR@10 of fused, keyword-only and dense-only search.

`python -m tests.evals.retrieval --corpus DIR --queries FILE`, rows `{"query", "relevant": [file name…]}`.
"""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.services import Services
from store.catalog import Filters
from store.search import Search, keywords_of
from tests.evals.corpus import ingested, print_figures, rows_of

PASSAGES = 60
Ranking = Callable[[str], list[str]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, action="append", required=True)
    parser.add_argument("--queries", type=Path, required=True)
    arguments = parser.parse_args()
    rows = [row for row in rows_of(arguments.queries) if row.get("relevant")]
    with ingested(*arguments.corpus) as services:
        figures: dict[str, float | int] = {"queries": len(rows)}
        for name, rank in _rankings(services).items():
            ranked = [(rank(row.get("query") or row["question"]), set(row["relevant"])) for row in rows]
            figures[f"{name}_recall_at_5"] = _mean([_recall(found, relevant, 5) for found, relevant in ranked])
            figures[f"{name}_recall_at_10"] = _mean([_recall(found, relevant, 10) for found, relevant in ranked])
            figures[f"{name}_mrr_at_10"] = _mean([_reciprocal_rank(found, relevant) for found, relevant in ranked])
    print_figures(figures)


def _rankings(services: Services) -> dict[str, Ranking]:
    catalog, index, encode = services.catalog, services.index, services.embeddings.encode
    search = Search(catalog, index, encode, embedding_name=services.embeddings.name)
    names = {article.id: Path(article.origin).name for article in catalog.articles()}

    def files(passage_ids: Sequence[str]) -> list[str]:
        return list(dict.fromkeys(names[passage_id.rpartition(":")[0]] for passage_id in passage_ids))

    everything = Filters()
    return {
        "fused": lambda query: files([hit.passage.id for hit in search.find(query, limit=PASSAGES)]),
        "keyword": lambda query: files(
            [i for i, _ in catalog.keyword_ranks(keywords_of(query), limit=PASSAGES, filters=everything)]
        ),
        "dense": lambda query: files(
            [i for i, _ in index.nearest(encode([query])[0], limit=PASSAGES, filters=everything)]
        ),
    }


def _recall(found: list[str], relevant: set[str], top: int) -> float:
    return len(relevant & set(found[:top])) / min(len(relevant), top)


def _reciprocal_rank(found: list[str], relevant: set[str]) -> float:
    return next((1 / rank for rank, name in enumerate(found[:10], start=1) if name in relevant), 0.0)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


if __name__ == "__main__":
    main()
