"""Chat models are built from the settings, and whatever goes wrong with them is one line that is safe to show."""

import logging
import os
import re
import subprocess
import sys

import pytest
from langchain.chat_models import base as langchain_models
from langsmith import utils as langsmith_utils

from bot.brief.engines.chat import ChatEngine, build_chat_model, chat_engine
from bot.settings import Settings
from store import FixSetup, TryLater
from tests.brief.scripted import EVERYTHING, GOOD, SIDES, Recorder, draft, point, settings, told
from tests.openai_server import NEVER, TRICKLE, Answer, OpenAIServer, fails, refuses, says, sends

# What goes wrong


@pytest.mark.parametrize(
    ("answer", "kind", "said"),
    [
        (fails(401, "Incorrect API key provided: sk-secret"), FixSetup, "refused the key"),
        (fails(403, "no access for sk-secret"), FixSetup, "refused the key"),
        (fails(404, "The model sk-secret does not exist"), FixSetup, "EVENHAND_MODEL"),
        (fails(400, "unknown parameter sk-secret"), FixSetup, "answers in JSON"),
        (fails(400, "prompt is too long, sk-secret"), FixSetup, "too long"),
        (fails(429, "slow down sk-secret"), TryLater, "busy"),
        (fails(500, "stack trace sk-secret"), TryLater, "error of its own"),
        (fails(503, "overloaded sk-secret"), TryLater, "error of its own"),
        (refuses("I cannot help sk-secret"), TryLater, "declined"),
        (says("Here are your points: sk-secret"), TryLater, "cannot be read"),
        (says(""), TryLater, "cannot be read"),
        (says({"points": "sk-secret"}), TryLater, "cannot be read"),
        (says({"points": [point("both", "sk-secret", 1)]}), TryLater, "cannot be read"),
        (says({"points": [{"headline": "sk-secret"}]}), TryLater, "cannot be read"),
        (says({"sk-secret": []}), TryLater, "cannot be read"),
        (sends("{"), TryLater, "cannot be read"),
        (sends("<html>sk-secret</html>"), TryLater, "cannot be read"),
        (sends("{}"), TryLater, "cannot be read"),
        (sends('{"choices": []}'), TryLater, "cannot be read"),
        (sends('{"error": {"message": "sk-secret"}}'), TryLater, "cannot be read"),
    ],
)
def test_each_failure_is_one_line_that_is_safe_to_show(answer: Answer, kind: type[Exception], said: str) -> None:
    error = told(answer)
    assert isinstance(error, kind)
    assert said in str(error)
    assert "secret" not in str(error)


@pytest.mark.parametrize("answer", [NEVER, TRICKLE], ids=["silent", "trickling"])
def test_a_model_that_takes_too_long_is_given_up(answer: Answer) -> None:
    error = told(answer, timeout_s=0.3)
    assert isinstance(error, TryLater)
    assert "within 0.3 s" in str(error)


def test_a_server_that_is_not_there_cannot_be_reached() -> None:
    with OpenAIServer([GOOD]) as server:
        gone = server.url
    with pytest.raises(TryLater, match="cannot be reached"):
        chat_engine(settings(gone)).draft(SIDES, EVERYTHING)


def test_a_failure_that_passes_is_tried_once_more() -> None:
    drafts, server = draft([fails(500), GOOD])
    assert len(drafts) == 2
    assert len(server.requests) == 2


def test_a_failure_that_stays_is_not_tried_for_long() -> None:
    with OpenAIServer([fails(429)]) as server, pytest.raises(TryLater):
        chat_engine(settings(server.url)).draft(SIDES, EVERYTHING)
    assert len(server.requests) == 2


def test_any_other_error_of_a_client_is_a_failure_too() -> None:
    def burst() -> None:
        raise OSError("sk-secret")

    with pytest.raises(TryLater, match="failed") as raised:
        ChatEngine(Recorder(messages=iter(()), on_call=burst)).draft(SIDES, EVERYTHING)
    assert "secret" not in str(raised.value)


# How the model is built


def test_a_server_of_ones_own_needs_no_key() -> None:
    _, server = draft(GOOD)
    assert server.requests[0].headers["Authorization"] == "Bearer none"


def test_the_providers_key_is_used_where_it_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-mine")
    _, server = draft(GOOD)
    assert server.requests[0].headers["Authorization"] == "Bearer sk-mine"


@pytest.mark.parametrize(
    ("model", "said"),
    [
        (None, "PROVIDER:NAME"),
        ("scripted-1", "PROVIDER:NAME"),
        ("openai:", "PROVIDER:NAME"),
        ("nobody:scripted-1", "LangChain does not know"),
        ("openai:scripted-1", "OPENAI_API_KEY"),
        ("fireworks:scripted-1", "pip install langchain-fireworks"),
    ],
)
def test_a_model_that_cannot_be_built_says_what_to_set(
    model: str | None, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(FixSetup, match=re.escape(said)):
        build_chat_model(Settings(model=model))


def test_without_the_providers_package_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    langchain_models._get_chat_model_creator.cache_clear()
    monkeypatch.setitem(sys.modules, "langchain_openai", None)
    with pytest.raises(FixSetup, match=re.escape("pip install '.[openai]'")):
        build_chat_model(settings("http://127.0.0.1:9/v1"))


def test_a_gateway_that_the_environment_puts_in_between_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGSMITH_GATEWAY", "true")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-mine")
    with pytest.raises(FixSetup, match="LANGSMITH_GATEWAY"):
        build_chat_model(settings(None))
    drafts, _ = draft(GOOD)
    assert len(drafts) == 2


# What nobody else sees


def forget_environment() -> None:
    """LangSmith reads each variable once."""
    langsmith_utils.get_env_var.cache_clear()  # type: ignore[attr-defined]


def test_tracing_is_off_even_where_the_environment_switches_it_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    forget_environment()
    try:
        assert langsmith_utils.tracing_is_enabled()
        traced: list[object] = []
        model = Recorder(messages=iter(()), on_call=lambda: traced.append(langsmith_utils.tracing_is_enabled()))
        with pytest.raises(TryLater):
            ChatEngine(model).draft(SIDES, EVERYTHING)
        assert traced == [False]
    finally:
        monkeypatch.undo()
        forget_environment()


def test_a_failure_leaves_no_article_and_no_key_in_the_log(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-mine")
    caplog.set_level(logging.INFO)
    told(fails(500))
    assert "sk-mine" not in caplog.text
    assert "Kestrel" not in caplog.text


def test_a_call_that_was_given_up_does_not_keep_the_program_alive() -> None:
    program = (
        "import sys\n"
        "from tests.brief.test_chat_model import *\n"
        "server = OpenAIServer([TRICKLE]).__enter__()\n"
        "try:\n"
        "    chat_engine(settings(server.url, timeout_s=0.2)).draft(SIDES, EVERYTHING)\n"
        "except TryLater as error:\n"
        "    print(error)\n"
    )
    root = __file__.rpartition("/tests/")[0]
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=root, env=os.environ.copy(), capture_output=True, timeout=30, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    assert b"within 0.2 s" in done.stdout
