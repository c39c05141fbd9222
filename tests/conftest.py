"""What most tests need: a clock that stands still, a real catalog, a real Chroma, the bundled embedding."""

import os
import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.services import Services, open_services
from bot.settings import Settings
from store import Facts, Page, Published
from store.catalog import Catalog, article_id_of
from store.embed import BundledEmbeddings
from store.index import Index
from store.ingest import Ingest
from store.split import split_passages, split_sentences
from store.vector_sets import VectorSets
from tests.playground_fixtures import bolt_app, slack, slack_clock, web_client

__all__ = ["bolt_app", "slack", "slack_clock", "web_client"]

NOW = datetime(2025, 11, 20, 9, 0, tzinfo=UTC)
THIRD_OF_NOVEMBER = Published(2025, 11, 3)
AddPage = Callable[..., str]


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Tests see neither the developer's tokens nor a .env file."""
    for name in list(os.environ):
        if name.startswith(("EVENHAND_", "SLACK_", "OPENAI_", "LANGSMITH_", "LANGCHAIN_")):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.fixture(autouse=True)
def _no_name_is_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking a name up sends packets, too: only this machine's own names are known to tests."""
    real = socket.getaddrinfo

    def known_here(host: Any, *args: Any, **options: Any) -> Any:
        if host not in {None, "", "localhost", "127.0.0.1", "::1"}:
            raise RuntimeError(f"a test looked up {host!r}")
        return real(host, *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", known_here)


@pytest.fixture
def now() -> Callable[[], datetime]:
    return lambda: NOW


@pytest.fixture(scope="session")
def embeddings() -> BundledEmbeddings:
    return BundledEmbeddings()


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    opened = Catalog(tmp_path / "data" / "catalog.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def index(tmp_path: Path, catalog: Catalog) -> Iterator[Index]:
    opened = Index(tmp_path / "data" / "chroma", VectorSets(catalog.engine).answering)
    yield opened
    opened.close()


@pytest.fixture
def ingest(catalog: Catalog, index: Index, embeddings: BundledEmbeddings, now: Callable[[], datetime]) -> Ingest:
    return Ingest(catalog, index, embeddings.encode, embedding_name=embeddings.name, now=now)


@pytest.fixture
def services(tmp_path: Path, now: Callable[[], datetime]) -> Iterator[Services]:
    opened = open_services(Settings(data=tmp_path / "data"), now=now)
    yield opened
    opened.close()


@pytest.fixture
def add_page(catalog: Catalog) -> AddPage:
    """Puts an article with this text straight into the catalog, indexed, and returns its id."""

    def add(text: str, *, origin: str = "a.txt", published: Published = THIRD_OF_NOVEMBER, **facts: str) -> str:
        page = Page(origin, text, text, facts=replace(Facts(published=published), **facts))  # type: ignore[arg-type]
        article_id = article_id_of(page)
        sentences = split_sentences(article_id, text)
        passages = split_passages(article_id, text, sentences)
        catalog.mark_indexed([catalog.add(page, sentences, passages, article_id=article_id, at=NOW)])
        return article_id

    return add
