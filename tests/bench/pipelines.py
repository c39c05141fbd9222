"""The pipelines that are measured, each in a process of its own: `python -m tests.bench.pipelines NAME` with JSON on
standard input (`articles`, `work`, `questions`) and the figures as JSON on standard output.

Every model has embedded one text before the clock starts, so that no pipeline pays for loading.
"""

import json
import resource
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from langchain_core.documents import Document

CHUNK_CHARS, OVERLAP_CHARS, RESULTS = 1000, 200, 4
"""What the LangChain tutorial on retrieval uses."""
WARM_QUESTIONS = 2


@dataclass(frozen=True)
class Figures:
    """`vectors` is the number of texts embedded; memory is the process's peak after the ingest, in MB.

    `ingest_cpu_s` adds up all threads: on a machine that does other work too, it is the fairer time.
    """

    articles: int
    vectors: int
    ingest_s: float
    ingest_cpu_s: float
    articles_per_s: float
    peak_mb: float
    search_ms_p50: float
    search_ms_p95: float
    ask_ms_p50: float | None = None
    ask_ms_p95: float | None = None
    ask_peak_mb: float | None = None


def evenhand(articles: Path, work: Path, questions: Sequence[str]) -> Figures:
    """Our ingest (clean, describe, find copies, split, embed, index) and whole briefs with the extractive engine."""
    from bot.services import open_services  # noqa: PLC0415
    from bot.settings import Settings  # noqa: PLC0415
    from store.search import Search  # noqa: PLC0415

    services = open_services(Settings(_env_file=None, data=work / "data", model=None))
    services.embeddings.encode(["warm"])
    clock = _Clock()
    receipts = list(services.ingest.run([articles]))
    ingest_s = clock.stop()
    refused = [receipt.line() for receipt in receipts if receipt.status == "refused"]
    if refused:
        print(*refused[:5], sep="\n", file=sys.stderr)
    peak_mb = _peak_mb()
    search = Search(
        services.catalog, services.index, services.embeddings.encode, embedding_name=services.embeddings.name
    )
    searches = _times_ms(search.find, questions)
    asks = _times_ms(lambda question: services.answerer.answer(question, engine="extractive"), questions)
    vectors = services.index.count()
    services.close()
    return Figures(
        **_ingested(len(receipts), vectors, ingest_s, peak_mb, searches),
        ask_ms_p50=_percentile(asks, 50),
        ask_ms_p95=_percentile(asks, 95),
        ask_peak_mb=_peak_mb(),
    )


def tutorial(articles: Path, work: Path, questions: Sequence[str]) -> Figures:
    """The pipeline of LangChain's retrieval tutorial, with the same embeddings: split by characters, add to Chroma."""
    from chromadb.config import Settings  # noqa: PLC0415
    from langchain_chroma import Chroma  # noqa: PLC0415

    from store.embed import BundledEmbeddings  # noqa: PLC0415

    embeddings = BundledEmbeddings()
    embeddings.embed_query("warm")
    clock = _Clock()
    documents = _documents(articles)
    chunks = _chunks(documents)
    store = Chroma.from_documents(
        chunks,
        embeddings,
        persist_directory=str(work / "chroma"),
        client_settings=Settings(anonymized_telemetry=False, is_persistent=True),
    )
    ingest_s = clock.stop()
    peak_mb = _peak_mb()
    searches = _times_ms(lambda question: store.similarity_search(question, k=RESULTS), questions)
    return Figures(**_ingested(len(documents), len(chunks), ingest_s, peak_mb, searches))


def chroma_default(articles: Path, work: Path, questions: Sequence[str]) -> Figures:
    """The same chunks, added to a Chroma collection with Chroma's own embedding code, on our model file."""
    import chromadb  # noqa: PLC0415
    from chromadb.config import Settings  # noqa: PLC0415
    from chromadb.utils.batch_utils import create_batches  # noqa: PLC0415

    embed = _chroma_embedding(work)
    embed(["warm"])
    clock = _Clock()
    documents = _documents(articles)
    chunks = _chunks(documents)
    client = chromadb.PersistentClient(str(work / "chroma"), Settings(anonymized_telemetry=False))
    collection = client.create_collection("chunks", embedding_function=embed)
    ids = [str(number) for number in range(len(chunks))]
    for batch, _, _, texts in create_batches(client, ids, documents=[chunk.page_content for chunk in chunks]):
        collection.add(batch, documents=texts)
    ingest_s = clock.stop()
    peak_mb = _peak_mb()
    searches = _times_ms(lambda question: collection.query(query_texts=[question], n_results=RESULTS), questions)
    return Figures(**_ingested(len(documents), len(chunks), ingest_s, peak_mb, searches))


PIPELINES: dict[str, Callable[[Path, Path, Sequence[str]], Figures]] = {
    "evenhand": evenhand,
    "tutorial": tutorial,
    "chroma_default": chroma_default,
}


def _chroma_embedding(work: Path) -> Any:
    """Chroma's embedding with our model in the folder where it looks before it downloads."""
    from chromadb.utils.embedding_functions import ONNXMiniLM_L6_V2  # noqa: PLC0415

    from store.bundled import MODEL_FILE, TOKENIZER_FILE  # noqa: PLC0415
    from store.embed import FOLDER  # noqa: PLC0415

    embed = ONNXMiniLM_L6_V2()
    embed.DOWNLOAD_PATH = work / "model"
    folder = embed.DOWNLOAD_PATH / embed.EXTRACTED_FOLDER_NAME
    folder.mkdir(parents=True)
    for name in (MODEL_FILE, TOKENIZER_FILE):
        (folder / name).write_bytes((FOLDER / name).read_bytes())
    # It asks for these too, but never reads them.
    for name in ("config.json", "special_tokens_map.json", "tokenizer_config.json", "vocab.txt"):
        (folder / name).touch()
    return embed


def _documents(articles: Path) -> "list[Document]":
    from langchain_core.documents import Document  # noqa: PLC0415

    files = sorted(articles.glob("*.txt"))
    return [Document(file.read_text(encoding="utf-8"), metadata={"source": file.name}) for file in files]


def _chunks(documents: "list[Document]") -> "list[Document]":
    from langchain_text_splitters import RecursiveCharacterTextSplitter  # noqa: PLC0415

    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK_CHARS, chunk_overlap=OVERLAP_CHARS)
    chunks: list[Document] = splitter.split_documents(documents)
    return chunks


class _Clock:
    """Wall time and processor time since it was made."""

    def __init__(self) -> None:
        self._wall, self._cpu = perf_counter(), process_time()

    def stop(self) -> tuple[float, float]:
        return perf_counter() - self._wall, process_time() - self._cpu


def _ingested(
    articles: int, vectors: int, ingest_s: tuple[float, float], peak_mb: float, searches: list[float]
) -> dict[str, Any]:
    wall_s, cpu_s = ingest_s
    return {
        "articles": articles,
        "vectors": vectors,
        "ingest_s": round(wall_s, 2),
        "ingest_cpu_s": round(cpu_s, 2),
        "articles_per_s": round(articles / wall_s, 2),
        "peak_mb": peak_mb,
        "search_ms_p50": _percentile(searches, 50),
        "search_ms_p95": _percentile(searches, 95),
    }


def _times_ms(ask: Callable[[str], object], questions: Sequence[str]) -> list[float]:
    for question in questions[:WARM_QUESTIONS]:
        ask(question)
    times: list[float] = []
    for question in questions:
        started = perf_counter()
        ask(question)
        times.append((perf_counter() - started) * 1000)
    return times


def _percentile(times: list[float], percent: int) -> float:
    return round(float(np.percentile(times, percent)), 1)


def _peak_mb() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1e6 if sys.platform == "darwin" else 1e3), 1)


if __name__ == "__main__":
    task = json.load(sys.stdin)
    measured = PIPELINES[sys.argv[1]](Path(task["articles"]), Path(task["work"]), task["questions"])
    print(json.dumps(asdict(measured)))
