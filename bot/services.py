"""What the bot works with, built once at start and handed to whoever needs it."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.brief.answer import NO_MODEL, Answerer
from bot.brief.cross_encoder import CrossEncoder
from bot.brief.cross_encoder_judge import CrossEncoderJudge
from bot.brief.cue_judge import CueJudge
from bot.brief.engines.extractive import ExtractiveEngine
from bot.brief.evidence import Engine
from bot.brief.findings.reader import AnswerReader
from bot.brief.followups.conversation import Conversation
from bot.brief.followups.kept import KeptBriefs
from bot.brief.gather import Gatherer
from bot.brief.joint_judge import JointJudge
from bot.brief.topic import Topic
from bot.settings import Settings
from store import FixSetup
from store.catalog import Catalog
from store.embed import BundledEmbeddings
from store.index import Index
from store.ingest import Ingest
from store.search import Search
from store.vector_sets import VectorSets

SAMPLE = Topic("open models", "adopting open models", ("open models",))
"""What is looked up and judged to load what that takes."""


@dataclass(frozen=True)
class Services:
    """The settings, the store and the answerer. `now` returns aware UTC times; `new_id` short unique names.

    `load` loads the models and vectors that the first question would otherwise load; call it from a thread. A question
    that comes meanwhile waits for what it needs. Raises FixSetup where one of them cannot be used.
    """

    settings: Settings
    catalog: Catalog
    index: Index
    embeddings: BundledEmbeddings
    ingest: Ingest
    answerer: Answerer
    conversation: Conversation
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    load: Callable[[], None]

    def close(self) -> None:
        self.index.close()
        self.catalog.close()


def open_services(settings: Settings, *, now: Callable[[], datetime] | None = None) -> Services:
    """Open the data folder. Raises FixSetup where the catalog cannot be used.

    Models and vectors are loaded with their first use, or by `load`. A chat model that cannot be set up does not stop
    anything: briefs are then extractive and say why.
    """
    clock = now or (lambda: datetime.now(UTC))
    catalog = Catalog(settings.data / "catalog.sqlite")
    index = Index(settings.data / "chroma", VectorSets(catalog.engine).answering)
    embeddings = BundledEmbeddings()
    search = Search(catalog, index, embeddings.encode, embedding_name=embeddings.name)
    model = CrossEncoder()
    judge = JointJudge(CueJudge(), CrossEncoderJudge(model))
    gatherer = Gatherer(catalog, search, judge, AnswerReader(model), embeddings.encode)

    def load() -> None:
        search.find(SAMPLE.wording, limit=1)
        judge.judge(SAMPLE, ["Open models are cheaper to run."])

    chat, why_no_chat = _chat_engine(settings)
    writer = ExtractiveEngine(embeddings.encode)
    answerer = Answerer(catalog, gatherer, writer, chat, now=clock, why_no_chat=why_no_chat)
    return Services(
        settings=settings,
        catalog=catalog,
        index=index,
        embeddings=embeddings,
        ingest=Ingest(
            catalog,
            index,
            embeddings.encode,
            embedding_name=embeddings.name,
            now=clock,
            max_bytes=int(settings.max_mb * 1_000_000),
        ),
        answerer=answerer,
        conversation=Conversation(answerer, catalog, KeptBriefs(catalog.engine, now=clock), now=clock),
        now=clock,
        new_id=lambda: secrets.token_hex(4),
        load=load,
    )


def _chat_engine(settings: Settings) -> tuple[Engine | None, str]:
    if settings.model is None:
        return None, NO_MODEL
    from bot.brief.engines.chat import chat_engine  # noqa: PLC0415  (seconds that others need not wait)

    try:
        return chat_engine(settings), ""
    except FixSetup as error:
        return None, str(error)
