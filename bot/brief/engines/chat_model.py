"""Chat models by name, through LangChain: how one is built, and what its failures mean to whoever reads the brief."""

import os
from typing import Any

from langchain.chat_models import init_chat_model
from langchain_core.exceptions import (
    ContextOverflowError,
    ModelAPIError,
    ModelAuthenticationError,
    ModelConnectionError,
    ModelInvalidRequestError,
    ModelNotFoundError,
    ModelPermissionDeniedError,
    ModelRateLimitError,
    ModelTimeoutError,
)
from langchain_core.language_models import BaseChatModel

from bot.settings import Settings
from store import EvenhandError, FixSetup, TryLater

_HOW_TO_NAME = "write it as PROVIDER:NAME, such as openai:gpt-5-mini"
MAX_RETRIES = 1
"""A dropped connection is tried once more; beyond that the extractive brief serves the reader sooner."""

_Kinds = tuple[type[Exception], ...]
_FAILURES: tuple[tuple[_Kinds, type[FixSetup | TryLater], str], ...] = (
    (
        (ModelAuthenticationError, ModelPermissionDeniedError),
        FixSetup,
        "The model server refused the key; check the provider's own, such as OPENAI_API_KEY.",
    ),
    (
        (ModelNotFoundError,),
        FixSetup,
        "The model server does not know the model; check EVENHAND_MODEL and EVENHAND_MODEL_URL.",
    ),
    (
        (ContextOverflowError,),
        FixSetup,
        "The evidence is too long for the chat model; set EVENHAND_MODEL to one with a larger window.",
    ),
    (
        (ModelInvalidRequestError,),
        FixSetup,
        "The chat model rejected the request; set EVENHAND_MODEL to one that reads 16,000 tokens and answers in JSON.",
    ),
    ((ModelRateLimitError,), TryLater, "The model server is busy or its quota is used up; try again later."),
    (
        (TimeoutError, ModelTimeoutError),
        TryLater,
        "The chat model did not answer within {seconds:g} s; try again later.",
    ),
    (
        (ModelConnectionError,),
        TryLater,
        "The model server cannot be reached; check EVENHAND_MODEL_URL or try again later.",
    ),
    ((ModelAPIError,), TryLater, "The model server has an error of its own; try again later."),
)


def build_chat_model(settings: Settings) -> BaseChatModel:
    """The model that EVENHAND_MODEL names, on the server of EVENHAND_MODEL_URL if that is set. Calls no server.

    Keys come from the provider's own variable, such as OPENAI_API_KEY; a server of one's own needs none.
    Raises FixSetup where the name, the provider's package or the key is missing.
    """
    provider, _, name = (settings.model or "").partition(":")
    if not provider or not name:
        raise FixSetup(f"EVENHAND_MODEL names no model; {_HOW_TO_NAME}.")
    server: dict[str, Any] = {}
    if settings.model_url is not None:
        server["base_url"] = settings.model_url
        if provider == "openai" and not os.environ.get("OPENAI_API_KEY"):
            server["api_key"] = "none"
    elif os.environ.get("LANGSMITH_GATEWAY", "").lower() not in {"", "false", "0", "no"}:
        raise FixSetup(
            "LANGSMITH_GATEWAY would send the articles by way of LangSmith; unset it, or set EVENHAND_MODEL_URL to the "
            "server that is meant."
        )
    try:
        model: BaseChatModel = init_chat_model(
            f"{provider}:{name}", timeout=settings.model_timeout_s, max_retries=MAX_RETRIES, **server
        )
    except ImportError as error:
        raise FixSetup(_how_to_install(provider, error)) from error
    except Exception as error:
        if type(error) is ValueError:
            raise FixSetup(f"EVENHAND_MODEL names a provider that LangChain does not know; {_HOW_TO_NAME}.") from error
        # Every provider's package has its own error for this.
        raise FixSetup("The chat model has no usable key; set the provider's own, such as OPENAI_API_KEY.") from error
    return model


def failure_of(error: Exception, *, timeout_s: float) -> EvenhandError:
    """What to tell the reader: one line without anything of the server's own words, which may hold keys or addresses.

    FixSetup where the operator must act, TryLater where waiting may help.
    """
    for kinds, remedy, said in _FAILURES:
        if isinstance(error, kinds):
            return remedy(said.format(seconds=timeout_s))
    if type(error).__name__ == "OpenAIRefusalError":  # its package is optional
        return TryLater("The chat model declined to answer; ask in other words.")
    return TryLater("The chat model failed or gave an answer that cannot be read; try again later.")


def _how_to_install(provider: str, error: ImportError) -> str:
    if provider == "openai":
        return "The package for OpenAI's models is not installed; run in Evenhand's folder: pip install '.[openai]'"
    named = str(error).partition("requires the ")[2].partition(" package")[0]
    return f"The package for this provider's models is not installed; run: pip install {named or 'it'}."
