"""A model's name to something that replies to prompts in time or says why not; LangChain's home."""

import os
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from assistant.answers import Writing
from assistant.in_time import in_time
from assistant.model_errors import PROVIDERS, cannot_open, failure, unfinished, waits_for
from corpus.errors import BadSetting, ModelFailed

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.prompt_values import PromptValue

REPLY_SECONDS = 120.0
"""The longest that a whole reply may take: a model on a laptop writes 160 words in about one."""

SILENCE_SECONDS = 60.0
"""The longest wait for the first word and between two: a local model may have to load first."""

LONGEST_REPLY = 20_000
"""Letters after which a model is taken to ramble and is stopped."""

AGAIN_AFTER = 1.0
"""Seconds before the one new try of a call that was refused for a passing reason."""

KNOCK_SECONDS = 2.0
"""How long a model server of one's own may take to open its door when we start."""

OWN_KEY = "none"
"""Sent to a server of one's own when no key is set; such servers mostly ask for none."""


@dataclass(slots=True)
class Ledger:
    """What was said to a model and by it on the way to one answer."""

    prompts: list[str] = field(default_factory=list)
    replies: list[str] = field(default_factory=list)
    read: int = 0
    written: int = 0

    def writing(self, cut: tuple[str, ...] = ()) -> Writing:
        """The same as an answer keeps it."""
        return Writing(tuple(self.prompts), tuple(self.replies), cut, self.read, self.written)


class ChatModel:
    """A language model that writes; any number of threads may use it at once."""

    def __init__(
        self,
        name: str,
        client: "BaseChatModel | None",
        *,
        seconds: float = REPLY_SECONDS,
        silence: float = SILENCE_SECONDS,
        wrong: str = "",
    ) -> None:
        """`client` is None for a model that cannot be used; `wrong` says why then."""
        self.name = name
        self.wrong = wrong
        self._opened = client
        self._seconds, self._silence = seconds, silence

    @property
    def _client(self) -> "BaseChatModel":
        if self._opened is None:
            raise ModelFailed("missing", self.wrong)
        return self._opened

    @property
    def structures(self) -> bool:
        """Whether the model is known to fill in a form rather than write freely."""
        profile = self._opened.profile if self._opened else None
        return bool((profile or {}).get("structured_output"))

    def stream(self, prompt: "PromptValue", ledger: Ledger) -> Iterator[str]:
        """The reply, piece by piece as it comes. Raises ModelFailed.

        A call that fails for a passing reason before its first word is made once
        more. Closing the iterator cancels the call.
        """
        client = self._client
        ledger.prompts.append(prompt.to_string())
        ledger.replies.append("")
        deadline = time.monotonic() + self._seconds
        for last_try in (False, True):
            try:
                for piece in self._pieces(client, prompt, ledger, deadline):
                    ledger.replies[-1] += piece
                    yield piece
                break
            except ModelFailed as error:
                wait = waits_for(error, AGAIN_AFTER)
                spare = deadline - time.monotonic()
                if last_try or ledger.replies[-1] or wait is None or wait > spare:
                    raise
                time.sleep(wait)
        if not ledger.replies[-1].strip():
            raise ModelFailed("empty", f"The language model {self.name} sent an empty reply.")

    def reply(self, prompt: "PromptValue", ledger: Ledger) -> str:
        """The whole reply at once. Raises ModelFailed."""
        return "".join(self.stream(prompt, ledger))

    def form(self, prompt: "PromptValue", schema: dict[str, Any], ledger: Ledger) -> dict[str, Any]:
        """The reply as the fields of a JSON schema, from a model that `structures`.

        Raises ModelFailed, also when what comes is not of that form.
        """
        ledger.prompts.append(prompt.to_string())
        ledger.replies.append("")
        filled = self._client.with_structured_output(schema, include_raw=True)
        end = time.monotonic() + self._seconds
        try:
            found: Any = next(
                in_time(lambda: [filled.invoke(prompt)], silence=self._silence, deadline=end)
            )
        except Exception as error:
            raise failure(error, self.name) from error
        ledger.replies[-1] = str(found["raw"].content)
        self._count(found["raw"], ledger)
        if not isinstance(found["parsed"], dict):
            raise ModelFailed("broken", f"The language model {self.name} sent no usable form.")
        return found["parsed"]

    def _pieces(
        self, client: "BaseChatModel", prompt: "PromptValue", ledger: Ledger, deadline: float
    ) -> Iterator[str]:
        whole: Any = None
        letters = 0
        try:
            for chunk in in_time(
                lambda: client.stream(prompt), silence=self._silence, deadline=deadline
            ):
                whole = chunk if whole is None else whole + chunk
                letters += len(chunk.text)
                if letters > LONGEST_REPLY:
                    raise ModelFailed("cut", f"The language model {self.name} did not end.")
                if chunk.text:
                    yield str(chunk.text)
        except ModelFailed:
            raise
        except Exception as error:
            raise failure(error, self.name, begun=letters > 0) from error
        if whole is not None:
            self._count(whole, ledger)
        wrong = unfinished(whole, self.name)
        if wrong:
            raise wrong

    def _count(self, message: Any, ledger: Ledger) -> None:
        used = getattr(message, "usage_metadata", None) or {}
        ledger.read += used.get("input_tokens", 0)
        ledger.written += used.get("output_tokens", 0)


def chosen_model(name: str, url: str = "") -> ChatModel | None:
    """The model that the settings name; None for "quoting".

    One that cannot be opened is returned too: `wrong` says why, and every use of
    it fails with that sentence, so that answers without a model take its place.
    """
    if name in ("", "quoting"):
        return None
    try:
        return open_model(name, url)
    except BadSetting as error:
        return ChatModel(name, None, wrong=str(error))


def trouble_with(model: ChatModel, url: str = "") -> str:
    """What stands in the way of using a model right now, as a sentence; "" for nothing known.

    A server of one's own is called upon; a provider's is not.
    """
    if model.wrong or not url:
        return model.wrong
    parts = urlsplit(url)
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
        socket.create_connection((parts.hostname or "", port), KNOCK_SECONDS).close()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", "") or error
        return f"The model server at {parts.hostname or url} does not answer ({reason}). Start it."
    return ""


def open_model(
    name: str, url: str = "", *, seconds: float = REPLY_SECONDS, silence: float = SILENCE_SECONDS
) -> ChatModel:
    """The model of a LangChain name ("ollama:llama3.1"), at `url` for a server of one's own.

    A name without a provider, with a `url`, is taken to be on a server that speaks
    OpenAI's protocol. Nothing is called yet. Raises BadSetting.
    """
    _trace_nothing()
    from langchain.chat_models import init_chat_model

    provider = name.partition(":")[0]
    if url and provider not in PROVIDERS:
        provider, name = "openai", f"openai:{name}"
    try:
        client = init_chat_model(name, **_settings_for(provider, url, silence))
    except Exception as error:
        raise BadSetting(cannot_open(name, provider, error)) from error
    if _takes_temperature(client):
        with suppress(AttributeError, ValueError):
            client.temperature = 0
    return ChatModel(name, client, seconds=seconds, silence=silence)


def _settings_for(provider: str, url: str, silence: float) -> dict[str, Any]:
    """What this provider calls its address, its time-out and its tries."""
    settings: dict[str, Any] = {"timeout": silence, "max_retries": 0}
    if provider == "ollama":
        settings = {"client_kwargs": {"timeout": silence}}
    if url:
        called = {"azure_openai": "azure_endpoint", "bedrock_converse": "endpoint_url"}
        settings[called.get(provider, "base_url")] = url
    if url and provider == "openai" and not os.environ.get("OPENAI_API_KEY"):
        settings["api_key"] = OWN_KEY
    return settings


def _takes_temperature(client: "BaseChatModel") -> bool:
    return (client.profile or {}).get("temperature", True) and hasattr(client, "temperature")


def _trace_nothing() -> None:
    """Papers and questions go to the model and nowhere else, whatever the environment says."""
    for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2", "LANGSMITH_TRACING_V2"):
        os.environ[name] = "false"
