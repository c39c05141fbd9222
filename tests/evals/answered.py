"""Does it tell what articles answer from near misses, on articles and questions that it has not seen?

`python -m tests.evals.answered`: the articles of `bot/brief/models/data/answers` become a corpus; asked are the
questions about those that the model did not learn from.
"""

import tempfile
from collections import Counter
from pathlib import Path

from bot.brief.models.answers import Article, answer_articles
from tests.evals.corpus import ingested, print_figures

A_PARAGRAPH = 3
"""Sentences."""


def main() -> None:
    articles = answer_articles()
    asked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for number, article in enumerate(articles):
            (Path(folder) / f"{number:04}.md").write_text(page_of(article), encoding="utf-8")
        with ingested(Path(folder)) as services:
            for article in articles:
                for question, answers, kind in article.questions if article.held_out else ():
                    told = services.answerer.answer(question).intent != "not_covered"
                    for group in ("answered" if answers else "unanswered", kind):
                        asked[group] += 1
                        right[group] += told == bool(answers)
    shares = {group: right[group] / count for group, count in asked.items()}
    answered, declined = shares.pop("answered"), shares.pop("unanswered")
    print_figures(
        {
            "articles": len(articles),
            "questions": asked["answered"] + asked["unanswered"],
            "answered_of_answered": answered,
            "declined_of_unanswered": declined,
            "balanced_accuracy": (answered + declined) / 2,
            **dict(sorted(shares.items())),
        }
    )


def page_of(article: Article) -> str:
    """The article as a Markdown page."""
    starts = range(0, len(article.sentences), A_PARAGRAPH)
    paragraphs = [" ".join(article.sentences[at : at + A_PARAGRAPH]) for at in starts]
    return "\n\n".join([f"# {article.title}", *paragraphs]) + "\n"


if __name__ == "__main__":
    main()
