"""Articles that are to go, by the names that people know."""

from pathlib import Path

from bot.services import Services
from store import Article


def remove_article(services: Services, name: str) -> Article | None:
    """Remove the article with this id, or from this file or address; returns it as it was, None where there is none."""
    article = services.catalog.article(name) or services.catalog.by_origin(name) or _from_file(services, name)
    return article if article and services.ingest.remove(article.id) else None


def _from_file(services: Services, name: str) -> Article | None:
    try:
        path = Path(name).expanduser().resolve()
    except (OSError, RuntimeError, ValueError):  # such as ~nobody, or a name that is no path
        return None
    return services.catalog.by_origin(str(path))
